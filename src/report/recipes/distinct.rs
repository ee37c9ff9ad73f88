//! `distinct`: the different answers to open questions, each with how often it was given and its codes.

use super::super::recipe_table::Raw;
use super::notes::counted;
use super::{Built, Chosen, Kitchen, RecipeError};
use crate::analysis::{DistinctAnswer, DistinctAnswers, Needs, distinct_answers};
use crate::model::{Codebook, QuestionType};
use crate::report::{Block, Cell, Column, Exposure, Row, Table, Words};

/// The choices of a table of different answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Distinct {
    pub questions: Vec<String>,
}

impl Chosen for Distinct {
    const KEYS: &'static [&'static str] = &["question", "questions", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self { questions: raw.needed_questions()? })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.segments = true;
        needs.codes.extend(0..codebook.codes.len());
        needs.questions.extend(self.questions.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Distinct, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let questions = kitchen.questions(&choices.questions)?;
    let selection = kitchen.selection(&questions);
    let mut blocks = Vec::new();
    for &index in &questions {
        let question = kitchen.question(index);
        if question.kind != QuestionType::Open {
            return Err(RecipeError::WrongQuestion {
                recipe: kitchen.recipe().name.clone(),
                question: question.code.clone(),
                found: question.kind.word(),
                wanted: "an open question",
            });
        }
        let all = distinct_answers(kitchen.columns, index, &selection, kitchen.material.contents)
            .map_err(|error| kitchen.words_missing(error))?;
        let lists = kitchen.listing(&[index], None);
        blocks.push(Block::Table(Table { lists, ..table(&question.wording, &all, kitchen) }));
    }
    let title = match questions.as_slice() {
        [one] => kitchen.question(*one).wording.clone(),
        _ => "Different answers".to_owned(),
    };
    Ok((title, blocks))
}

fn table(wording: &str, all: &DistinctAnswers, kitchen: &Kitchen<'_>) -> Table {
    let mut notes = vec![format!(
        "Unit: answers, those alike but for letter case, spaces and end marks taken as one: {}, {} different.",
        counted(all.count, "answer", "answers"),
        all.answers.len()
    )];
    if all.unquoted > 0 {
        notes.push(format!(
            "Left out: {} without consent to be quoted.",
            kitchen.people(all.unquoted, "answer", "answers")
        ));
    }
    notes.extend(kitchen.limits());
    notes.extend(kitchen.own_note());
    let column = |title: &str, numeric: bool| Column { title: title.to_owned(), numeric, ..Column::default() };
    Table {
        caption: wording.to_owned(),
        columns: vec![column("Answer", false), column("Times", true), column("Cases", true), column("Codes", false)],
        rows: all.answers.iter().map(|answer| row(answer, kitchen)).collect(),
        notes,
        // The words stand there one by one; how many said the same gives nothing more away.
        exposure: Exposure::Open,
        ..Table::default()
    }
}

fn row(answer: &DistinctAnswer, kitchen: &Kitchen<'_>) -> Row {
    let words = Words { text: answer.text.clone(), place: Some(answer.place), count: 1, trim: None };
    let codes: Vec<&str> = answer.codes.iter().map(|&code| kitchen.codebook.codes[code].name.as_str()).collect();
    let count = |value: u64| Cell::Count { value, cases: answer.cases };
    Row {
        cells: vec![Cell::Words(vec![words]), count(answer.count), count(answer.cases), Cell::text(codes.join("; "))],
        ..Row::default()
    }
}
