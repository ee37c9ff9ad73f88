//! Surveys as respondents saw them: wording and options as they came in, what is asked as one and what is personal as plan
//! and header have it.

use crate::analysis::Columns;
use crate::import::survey::{self, PrintedBlock, PrintedColumn};
use crate::model::{Question, QuestionType, Questionnaire, QuestionnaireItem, SourceKind};
use crate::project::files::{StudyFile, study_files};
use crate::project::{Project, ProjectError};

impl Project {
    /// One for each survey that has come in, in the order of `study.toml`.
    pub(super) fn questionnaires(&self, columns: &Columns) -> Result<Vec<Questionnaire>, ProjectError> {
        let (files, _) = study_files(&self.folder, &self.study)?;
        let mut questionnaires = Vec::new();
        for file in files.iter().filter(|file| file.entry.kind == SourceKind::Survey) {
            let Some(source) = columns.sources.iter().position(|source| source.path == file.name) else { continue };
            let asked = columns.questions.iter().filter(|asked| asked.sources.contains(&index(source)));
            let stored: Vec<&Question> = asked.map(|asked| &asked.question).collect();
            let name = file.name.rsplit('/').next().unwrap_or(&file.name);
            let name = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_owned();
            // A file that has gone or changed is the import's to tell of: what came in before is printed all the same.
            let items = match self.printed_columns(file) {
                Ok(printed) => items(&printed, &stored),
                Err(ProjectError::Import(_) | ProjectError::Read { .. }) => {
                    stored.iter().map(|question| alone(question, None)).collect()
                }
                Err(error) => return Err(error),
            };
            questionnaires.push(Questionnaire { name, items });
        }
        Ok(questionnaires)
    }

    /// The head of a survey's file, by its plan.
    fn printed_columns(&self, file: &StudyFile) -> Result<Vec<PrintedColumn>, ProjectError> {
        let plan = file.entry.plan.as_ref().map(|name| self.read(name)).transpose()?;
        let plan = Self::survey_plan(&file.path, plan.as_ref().map(|(path, text)| (path.as_path(), text.as_str())))?;
        Ok(survey::open(&file.path, &plan)?.printed().to_vec())
    }
}

fn index(source: usize) -> u32 {
    u32::try_from(source).unwrap_or(u32::MAX)
}

/// Columns in the plan's order, neighbours that are asked as one together.
fn items(printed: &[PrintedColumn], stored: &[&Question]) -> Vec<QuestionnaireItem> {
    let known = |code: &str| stored.iter().copied().find(|question| question.code == code);
    let is_one = |one: &PrintedColumn, next: &PrintedColumn| match (&one.block, &next.block) {
        (Some(block), Some(other)) => block.code == other.code && one.kind == next.kind && next.section.is_none(),
        _ => false,
    };
    let mut items = Vec::new();
    for columns in printed.chunk_by(is_one) {
        let first = &columns[0];
        match (&first.block, columns.len()) {
            (Some(block), 2..) => items.push(together(block, columns, known(&first.code))),
            _ if !first.ranked.is_empty() => items.push(ranked(first)),
            _ => items.push(match known(&first.code) {
                Some(question) => alone(question, first.section.clone()),
                None => not_stored(first),
            }),
        }
    }
    items
}

fn alone(question: &Question, section: Option<String>) -> QuestionnaireItem {
    QuestionnaireItem {
        section,
        code: question.code.clone(),
        wording: question.wording.clone(),
        kind: question.kind,
        options: question.options.clone(),
        scale: question.scale,
        shown_if: question.shown_if.clone(),
        parts: Vec::new(),
    }
}

/// Personal data: asked, and never in the store.
fn not_stored(column: &PrintedColumn) -> QuestionnaireItem {
    QuestionnaireItem {
        section: column.section.clone(),
        code: column.code.clone(),
        wording: column.wording.clone(),
        kind: column.kind,
        options: Vec::new(),
        scale: None,
        shown_if: None,
        parts: Vec::new(),
    }
}

fn together(block: &PrintedBlock, columns: &[PrintedColumn], first: Option<&Question>) -> QuestionnaireItem {
    let own = |column: &PrintedColumn| {
        let own = column.block.as_ref().map(|block| block.own.clone()).unwrap_or_default();
        (column.code.clone(), own)
    };
    QuestionnaireItem {
        code: block.code.clone(),
        wording: block.asked.clone(),
        options: first.map(|question| question.options.clone()).unwrap_or_default(),
        scale: first.and_then(|question| question.scale),
        shown_if: first.and_then(|question| question.shown_if.clone()),
        parts: columns.iter().map(own).collect(),
        ..not_stored(&columns[0])
    }
}

/// A rank order that the file has in one column, or in a column a place.
fn ranked(column: &PrintedColumn) -> QuestionnaireItem {
    let option = |(option, number): (&String, usize)| (format!("{}_{number}", column.code), option.clone());
    QuestionnaireItem {
        kind: QuestionType::Rank,
        parts: column.ranked.iter().zip(1..).map(option).collect(),
        ..not_stored(column)
    }
}
