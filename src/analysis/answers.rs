//! Answers in words or ticks, by group, equal ones merged.

use std::collections::HashMap;

use super::{Attribute, Columns, Contents, ContentsError, Selection};
use crate::model::{Consent, QuestionType, Span, TextId};
use crate::text::{alike, fold};

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

    /// The different answers: the more frequent first, then by alphabet, which follows nothing of the sample.
    pub fn finish(self) -> Vec<MergedAnswer> {
        let mut keyed: Vec<(String, MergedAnswer)> =
            self.answers.into_iter().map(|answer| (fold(&answer.text), answer)).collect();
        keyed.sort_by(|(a_key, a), (b_key, b)| (b.count, a_key).cmp(&(a.count, b_key)));
        keyed.into_iter().map(|(_, answer)| answer).collect()
    }
}

/// The answers to one question by the attribute's value (the last group states none; one group where there is no
/// attribute): how many of the group answered, and the different answers of those whose words may be quoted.
pub fn answers_by_group(
    columns: &Columns,
    question_index: usize,
    attribute: Option<&Attribute>,
    selection: &Selection,
    contents: &dyn Contents,
) -> Result<Vec<(u64, Vec<MergedAnswer>)>, ContentsError> {
    let none = attribute.map_or(0, |attribute| attribute.values.len());
    let mut groups: Vec<(u64, Merger)> = std::iter::repeat_with(Default::default).take(none + 1).collect();
    let group_of = |case: u32| attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(none);
    let mut add = |case: u32, pieces: &mut dyn Iterator<Item = &str>, text: Option<TextId>| {
        let (count, merger) = &mut groups[group_of(case)];
        *count += 1;
        if columns.cases.consent(case) == Consent::Quote {
            pieces.for_each(|piece| merger.push(piece, text.map(|text| (text, Span::whole(piece)))));
        }
    };
    let asked = &columns.questions[question_index];
    if asked.question.kind == QuestionType::Open {
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
    Ok(groups.into_iter().map(|(count, merger)| (count, merger.finish())).collect())
}

/// Answers in the order in which their respondents stand in the file.
pub(super) fn in_file_order<T: Copy>(columns: &Columns, answers: impl Iterator<Item = (u32, T)>) -> Vec<(u32, T)> {
    let mut sorted: Vec<(u32, T)> = answers.collect();
    sorted.sort_by_key(|&(case, _)| columns.cases.file_order(case));
    sorted
}
