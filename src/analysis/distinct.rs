//! The different answers to an open question, each once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::answers::in_file_order;
use super::{Columns, Contents, ContentsError, Selection};
use crate::model::{Span, TextId};
use crate::text::{alike, fold};

/// One answer and all that say the same: alike but for letter case, spaces and the marks at their end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DistinctAnswer {
    /// As the first who gave it spelt it.
    pub text: String,
    /// Where that stands.
    pub place: (TextId, Span),
    /// How often it was given.
    pub count: u64,
    /// How many people gave it.
    pub cases: u64,
    /// The codes on any of them, as indices into the codebook.
    pub codes: BTreeSet<usize>,
}

/// All answers to one question.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DistinctAnswers {
    /// The more frequent first, then by alphabet, which follows nothing of the sample.
    pub answers: Vec<DistinctAnswer>,
    /// How many were given by people whose words may be quoted.
    pub count: u64,
    /// How many were given by others; they are in none of the answers.
    pub unquoted: u64,
}

/// Gathers the answers to an open question of those whose words may be quoted.
pub fn distinct_answers(
    columns: &Columns,
    question_index: usize,
    selection: &Selection,
    contents: &dyn Contents,
) -> Result<DistinctAnswers, ContentsError> {
    let mut all = DistinctAnswers::default();
    let mut people: Vec<BTreeSet<u32>> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    let codes = codes_by_text(columns, question_index);
    for (case, text) in in_file_order(columns, columns.segments.answers_to(question_index)) {
        if !selection.has_segment(text.0) || !selection.has_case(case) {
            continue;
        }
        if !columns.cases.consent(case).may_quote() {
            all.unquoted += 1;
            continue;
        }
        let content = contents.content(text)?;
        all.count += 1;
        let at = *known.entry(alike(&content)).or_insert(all.answers.len());
        if at == all.answers.len() {
            let place = (text, Span::whole(&content));
            all.answers.push(DistinctAnswer { text: content, place, count: 0, cases: 0, codes: BTreeSet::new() });
            people.push(BTreeSet::new());
        }
        let answer = &mut all.answers[at];
        answer.count += 1;
        answer.codes.extend(codes.get(&text).into_iter().flatten());
        people[at].insert(case);
    }
    for (answer, people) in all.answers.iter_mut().zip(&people) {
        answer.cases = people.len() as u64;
    }
    all.answers.sort_by_cached_key(|answer| (std::cmp::Reverse(answer.count), fold(&answer.text)));
    Ok(all)
}

/// The codes on each answer to a question.
fn codes_by_text(columns: &Columns, question_index: usize) -> BTreeMap<TextId, Vec<usize>> {
    let mut codes: BTreeMap<TextId, Vec<usize>> = BTreeMap::new();
    for code in 0..columns.coded.code_count() {
        let of_question =
            columns.coded.of_code(code).filter(|coded| columns.segments.question(coded.text.0) == Some(question_index));
        for coded in of_question {
            codes.entry(coded.text).or_default().push(code);
        }
    }
    codes
}
