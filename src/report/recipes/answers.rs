//! `answers`: what each group answered to one or more questions, equal answers merged.

use super::super::recipe_table::Raw;
use super::groups::{Group, capitalised};
use super::notes::{counted, joined, marks};
use super::{Built, Chosen, Codebook, Kitchen, RecipeError};
use crate::analysis::{Base, GroupAnswers, Merge, MergedAnswer, Needs, Standing, answers_by_group};
use crate::report::{Block, Cell, Column, Missing, Row, Table, Words};

/// The choices of a table of answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    pub questions: Vec<String>,
    pub group_by: Option<String>,
    /// The order of its values.
    pub values: Vec<String>,
    /// Column titles, one a question; its wording where there are none.
    pub labels: Vec<String>,
    /// Which answers stand as one.
    pub merge: Merge,
    /// How many gave an answer stands beside it, where it is more than one.
    pub counts: bool,
}

impl Chosen for Answers {
    const KEYS: &'static [&'static str] =
        &["question", "questions", "group_by", "attribute", "values", "labels", "merge", "counts", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            questions: raw.needed_questions()?,
            group_by: raw.group_by(),
            values: raw.values(),
            labels: raw.labels(),
            merge: Raw::chosen(
                "merge",
                raw.merge.as_ref(),
                &[("exact", Merge::Exact), ("near", Merge::Near), ("none", Merge::None)],
            )?,
            counts: raw.counts.unwrap_or(true),
        })
    }

    fn needs(&self, _: &Codebook, needs: &mut Needs) {
        needs.segments = true;
        needs.questions.extend(self.questions.iter().cloned());
        needs.attributes.extend(self.group_by.clone());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Answers, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let columns = kitchen.columns;
    let attribute = kitchen.optional_attribute(choices.group_by.as_deref())?;
    let questions = kitchen.questions(&choices.questions)?;
    let titles = kitchen.titles(&choices.labels, &questions, |_, question| question.wording.clone())?;
    let selection = kitchen.selection(&questions);
    let contents = kitchen.material.contents;
    let by_question: Vec<Vec<GroupAnswers>> = questions
        .iter()
        .map(|&question| answers_by_group(columns, question, attribute, &selection, choices.merge, contents))
        .collect::<Result<_, _>>()
        .map_err(|error| kitchen.words_missing(error))?;

    let groups = kitchen.groups(attribute, &choices.values);
    let mut respondents = vec![0_u64; groups.len()];
    let mut unquoted = 0;
    let everyone = attribute.map_or(0, |attribute| attribute.values.len());
    for case in selection.base(columns, Base::Answered).ones() {
        let case = u32::try_from(case).expect("case ids are 32-bit numbers");
        respondents[attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(everyone)] += 1;
        unquoted += u64::from(!columns.cases.consent(case).may_quote_beside(attribute.is_some()));
    }
    let standings: Vec<Vec<Standing>> =
        questions.iter().map(|&question| columns.standings(&[question], attribute)).collect();
    let rows = groups.iter().filter(|group| respondents[group.index] > 0).map(|group| Row {
        group_size: Some(group.size),
        cells: line(group, respondents[group.index], &by_question, &standings, choices.counts),
        ..Row::default()
    });
    let rows: Vec<Row> = rows.collect();
    let head = attribute.map(|attribute| capitalised(&attribute.name)).unwrap_or_default();
    let mut columns_shown = vec![Column { title: head, ..Column::default() }];
    columns_shown.extend(titles.iter().map(|title| Column { title: title.clone(), ..Column::default() }));
    let total: u64 = respondents.iter().sum();
    let respelt: u64 = by_question.iter().flatten().map(|group| group.respelt).sum();
    let mut notes = vec![format!(
        "{} Base: {} who answered, of {} kept; in brackets for each group.",
        unit(choices, respelt),
        counted(total, "case", "cases"),
        columns.case_count()
    )];
    // A query leaves answers out for reasons of its own.
    if kitchen.recipe().filter.is_none() {
        notes.extend(questions.iter().zip(&titles).filter_map(|(&question, title)| {
            let name = if questions.len() > 1 { format!("No answer to “{title}”") } else { "No answer".to_owned() };
            kitchen.unanswered(columns.standing(&[question]), &name)
        }));
    }
    notes.extend(marks(&rows));
    if unquoted > 0 {
        notes.push(format!("Left out: the words of {} without consent to be quoted.", kitchen.cases(unquoted)));
    }
    notes.extend(kitchen.limits());
    notes.extend(kitchen.own_note());
    let table = Table {
        caption: String::new(),
        columns: columns_shown,
        rows,
        notes,
        lists: kitchen.listing(&questions, attribute),
        ..Table::default()
    };
    let title = if titles.len() == 1 { joined(&titles) } else { "Answers".to_owned() };
    Ok((title, vec![Block::Table(table)]))
}

/// What is counted, and which answers are taken for one.
fn unit(choices: &Answers, respelt: u64) -> String {
    let beside = if choices.counts { "; how many gave one stands beside it" } else { "" };
    match choices.merge {
        Merge::None => "Unit: answers, each as it was given.".to_owned(),
        Merge::Exact => {
            format!("Unit: answers, those alike but for letter case, spaces and end marks merged{beside}.")
        }
        Merge::Near => format!(
            "Unit: answers, those alike but for letter case, punctuation, a plural s or one slip of typing merged{beside}; \
             {} so in another spelling.",
            if respelt == 1 { "1 stands".to_owned() } else { format!("{respelt} stand") }
        ),
    }
}

fn line(
    group: &Group,
    respondents: u64,
    by_question: &[Vec<GroupAnswers>],
    standings: &[Vec<Standing>],
    counts: bool,
) -> Vec<Cell> {
    let mut cells = vec![Cell::text(group.title(respondents))];
    for (answers, standings) in by_question.iter().zip(standings) {
        let (found, standing) = (&answers[group.index], &standings[group.index]);
        cells.push(match (found.respondents, found.answers.as_slice()) {
            (0, _) if standing.blank > 0 => Cell::Missing(Missing::Blank),
            (0, _) if standing.not_applicable > 0 => Cell::Missing(Missing::NotApplicable),
            (0, _) if standing.asked() == 0 => Cell::Missing(Missing::NotAsked),
            (_, []) => Cell::Empty,
            (_, merged) => Cell::Words(merged.iter().map(|answer| words(answer, counts)).collect()),
        });
    }
    cells
}

fn words(answer: &MergedAnswer, counts: bool) -> Words {
    let count = usize::try_from(answer.count).expect("there are no more answers than memory holds");
    Words { text: answer.text.clone(), place: answer.place, count: if counts { count } else { 1 }, trim: None }
}
