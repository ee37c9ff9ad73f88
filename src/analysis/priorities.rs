//! Ordered answers of each respondent (first priority, second, third), by group.

use fixedbitset::FixedBitSet;

use super::{Answer, Attribute, Columns, Contents, ContentsError, Responses};
use crate::model::{QuestionType, Span, TextId};

/// Words and, where they are a text, its place.
type Said = (String, Option<(TextId, Span)>);

/// A respondent's answer to one of the questions, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Priority {
    /// Words and, where they are a text, its place.
    Given(String, Option<(TextId, Span)>),
    Blank,
    NotApplicable,
    NotAsked,
}

/// The respondents of one group, in file order: one answer a question each.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Priorities {
    /// How many gave at least one, also of those whose words may not be quoted.
    pub respondents: u64,
    pub rows: Vec<Vec<Priority>>,
}

/// The answers to `questions` of all who answered at least one, by the attribute's value (the last group states none; one
/// group where there is no attribute).
pub fn priorities(
    columns: &Columns,
    questions: &[usize],
    attribute: Option<&Attribute>,
    contents: &dyn Contents,
) -> Result<Vec<Priorities>, ContentsError> {
    let none = attribute.map_or(0, |attribute| attribute.values.len());
    let mut groups = vec![Priorities::default(); none + 1];
    let texts: Vec<Vec<(u32, TextId)>> = questions.iter().map(|&question| sorted_texts(columns, question)).collect();
    let asked: Vec<FixedBitSet> = questions.iter().map(|&question| columns.asked(question)).collect();
    let mut order: Vec<u32> = respondents(columns, questions, &texts).ones().map(case_number).collect();
    order.sort_by_key(|&case| columns.cases.file_order(case));
    for case in order {
        let group = &mut groups[attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(none)];
        group.respondents += 1;
        if !columns.cases.consent(case).may_quote_beside(attribute.is_some()) {
            continue;
        }
        let mut row: Vec<Priority> = Vec::with_capacity(questions.len());
        for (at, (&question, texts)) in questions.iter().zip(&texts).enumerate() {
            let given = answer(columns, question, texts, case, contents)?;
            row.push(match given {
                Some((words, place)) => Priority::Given(words, place),
                None => match columns.answer(question, case, &asked[at]) {
                    Answer::NotApplicable => Priority::NotApplicable,
                    Answer::NotAsked => Priority::NotAsked,
                    Answer::Given(_) | Answer::Blank => Priority::Blank,
                },
            });
        }
        group.rows.push(row);
    }
    Ok(groups)
}

fn answer(
    columns: &Columns,
    question: usize,
    texts: &[(u32, TextId)],
    case: u32,
    contents: &dyn Contents,
) -> Result<Option<Said>, ContentsError> {
    if let Ok(at) = texts.binary_search_by_key(&case, |&(case, _)| case) {
        let text = texts[at].1;
        let content = contents.content(text)?;
        let place = Some((text, Span::whole(&content)));
        return Ok(Some((content.trim().to_owned(), place)).filter(|(words, _)| !words.is_empty()));
    }
    let asked = &columns.questions[question];
    let responses = asked.responses.as_ref().filter(|_| asked.question.kind != QuestionType::Open);
    Ok(responses.and_then(|responses| responses.of_case(case)).map(|value| (value.replace('\n', "; "), None)))
}

fn sorted_texts(columns: &Columns, question: usize) -> Vec<(u32, TextId)> {
    let mut texts: Vec<(u32, TextId)> = columns.segments.answers_to(question).collect();
    texts.sort_unstable();
    texts
}

fn respondents(columns: &Columns, questions: &[usize], texts: &[Vec<(u32, TextId)>]) -> FixedBitSet {
    let mut set = FixedBitSet::with_capacity(columns.cases.len());
    for (&question, texts) in questions.iter().zip(texts) {
        set.extend(texts.iter().map(|&(case, _)| case as usize));
        let responses = columns.questions[question].responses.as_ref();
        set.extend(responses.into_iter().flat_map(Responses::entries).map(|&(case, _)| case as usize));
    }
    set
}

fn case_number(index: usize) -> u32 {
    u32::try_from(index).expect("case ids are 32-bit numbers")
}
