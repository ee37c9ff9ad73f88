//! Answers in words or ticks, by group, equal ones merged.

use std::collections::{BTreeMap, HashMap};

use super::{Attribute, Columns, Contents, ContentsError, Selection, near_clusters};
use crate::model::{QuestionType, Span, TextId};
use crate::text::{alike, fold, slips_apart, words};

/// Answers that say the same: alike but for letter case, spaces and the marks at their end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedAnswer {
    /// As the first who gave it spelt it.
    pub text: String,
    /// How many people gave it.
    pub count: u64,
    /// Where it stands, if one person alone gave it in words of their own.
    pub place: Option<(TextId, Span)>,
}

/// Merges equal answers; give it one person's answer once.
#[derive(Debug, Default)]
pub struct Merger {
    answers: Vec<MergedAnswer>,
    known: HashMap<String, usize>,
}

impl Merger {
    pub fn push(&mut self, text: &str, place: Option<(TextId, Span)>) {
        let text = text.trim();
        let key = alike(text);
        if key.is_empty() {
            return;
        }
        if let Some(&at) = self.known.get(&key) {
            self.answers[at].count += 1;
            self.answers[at].place = None;
        } else {
            self.known.insert(key, self.answers.len());
            self.answers.push(MergedAnswer { text: text.to_owned(), count: 1, place });
        }
    }

    /// Takes an answer that is merged with no other.
    pub fn push_apart(&mut self, text: &str, place: Option<(TextId, Span)>) {
        let text = text.trim();
        if !alike(text).is_empty() {
            self.answers.push(MergedAnswer { text: text.to_owned(), count: 1, place });
        }
    }

    /// The different answers: the more frequent first, then by alphabet, which follows nothing of the sample.
    pub fn finish(self) -> Vec<MergedAnswer> {
        in_order(self.answers)
    }
}

/// Which answers are taken for one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Merge {
    /// Those alike but for letter case, spaces and the marks at their end.
    #[default]
    Exact,
    /// Those that are nearly the same too: see [`near_clusters`]. Answers to closed questions are the questionnaire's own
    /// words, and are merged exactly.
    Near,
    /// None: each stands as it was given.
    None,
}

/// What one group answered to a question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct GroupAnswers {
    /// How many answered.
    pub respondents: u64,
    /// The different answers of those whose words may be quoted.
    pub answers: Vec<MergedAnswer>,
    /// How many people's answers stand in another spelling than their own, beyond letter case, spaces and end marks.
    pub respelt: u64,
}

/// The answers to one question by the attribute's value (the last group states none; one group where there is no
/// attribute).
pub fn answers_by_group(
    columns: &Columns,
    question_index: usize,
    attribute: Option<&Attribute>,
    selection: &Selection,
    merge: Merge,
    contents: &dyn Contents,
) -> Result<Vec<GroupAnswers>, ContentsError> {
    let none = attribute.map_or(0, |attribute| attribute.values.len());
    let mut groups: Vec<(u64, Merger)> = std::iter::repeat_with(Default::default).take(none + 1).collect();
    let group_of = |case: u32| attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(none);
    let asked = &columns.questions[question_index];
    let is_open = asked.question.kind == QuestionType::Open;
    let merge = if is_open { merge } else { Merge::Exact };
    let mut add = |case: u32, pieces: &mut dyn Iterator<Item = &str>, text: Option<TextId>| {
        let (count, merger) = &mut groups[group_of(case)];
        *count += 1;
        if columns.cases.consent(case).may_quote_beside(attribute.is_some()) {
            pieces.for_each(|piece| {
                let place = text.map(|text| (text, Span::whole(piece)));
                if merge == Merge::None { merger.push_apart(piece, place) } else { merger.push(piece, place) }
            });
        }
    };
    if is_open {
        for (case, text) in in_file_order(columns, columns.segments.answers_to(question_index)) {
            if !selection.has_segment(text.0) || !selection.has_case(case) {
                continue;
            }
            let content = contents.content(text)?;
            add(case, &mut std::iter::once(content.as_str()), Some(text));
        }
    } else if let Some(responses) = &asked.responses {
        for (case, value) in in_file_order(columns, responses.entries().iter().copied()) {
            if !selection.has_case(case) {
                continue;
            }
            add(case, &mut responses.values()[value as usize].lines(), None);
        }
    }
    let mut found: Vec<GroupAnswers> = groups
        .into_iter()
        .map(|(respondents, merger)| GroupAnswers { respondents, answers: merger.finish(), respelt: 0 })
        .collect();
    if merge == Merge::Near {
        merge_near(&mut found);
    }
    Ok(found)
}

/// Merges what is nearly the same within each group. What is, is decided over all groups; each group's answer is printed
/// in the spelling that most of its own people used, and of several, in that which is nearest to what most people wrote.
fn merge_near(groups: &mut [GroupAnswers]) {
    let mut totals: BTreeMap<String, (String, u64)> = BTreeMap::new();
    for answer in groups.iter().flat_map(|group| &group.answers) {
        totals.entry(alike(&answer.text)).or_insert_with(|| (answer.text.clone(), 0)).1 += answer.count;
    }
    let different: Vec<(&str, u64)> = totals.values().map(|(text, count)| (text.as_str(), *count)).collect();
    let clusters = near_clusters(&different);
    let cluster_of: BTreeMap<&str, usize> = totals.keys().map(String::as_str).zip(clusters).collect();
    for group in groups {
        let mut by_cluster: BTreeMap<usize, Vec<MergedAnswer>> = BTreeMap::new();
        for answer in std::mem::take(&mut group.answers) {
            by_cluster.entry(cluster_of[alike(&answer.text).as_str()]).or_default().push(answer);
        }
        for (cluster, mut members) in by_cluster {
            let head = plain_words(different[cluster].0);
            members.sort_by_cached_key(|answer| {
                let apart = slips_apart(&plain_words(&answer.text), &head);
                (std::cmp::Reverse(answer.count), apart, fold(&answer.text))
            });
            let others: u64 = members.iter().skip(1).map(|answer| answer.count).sum();
            let mut shown = members.swap_remove(0);
            if others > 0 {
                shown.count += others;
                shown.place = None;
                group.respelt += others;
            }
            group.answers.push(shown);
        }
        group.answers = in_order(std::mem::take(&mut group.answers));
    }
}

/// An answer's words without what stands between them.
fn plain_words(text: &str) -> String {
    words(text).map(|word| fold(word.text)).collect::<Vec<_>>().join(" ")
}

/// The more frequent first, then by alphabet, which follows nothing of the sample.
fn in_order(mut answers: Vec<MergedAnswer>) -> Vec<MergedAnswer> {
    answers.sort_by_cached_key(|answer| (std::cmp::Reverse(answer.count), fold(&answer.text)));
    answers
}

/// Answers in the order in which their respondents stand in the file.
pub(super) fn in_file_order<T: Copy>(columns: &Columns, answers: impl Iterator<Item = (u32, T)>) -> Vec<(u32, T)> {
    let mut sorted: Vec<(u32, T)> = answers.collect();
    sorted.sort_by_key(|&(case, _)| columns.cases.file_order(case));
    sorted
}
