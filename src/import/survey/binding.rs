//! A plan's columns, found in a file's header.

use std::collections::BTreeMap;

use super::header::{Header, listed, nearest};
use super::headings::HeaderColumn;
use super::plan::{ColumnPlan, ColumnRole, Layout, SurveyPlan};
use super::printed::PrintedColumn;
use super::values::{Cells, ColumnReader};
use crate::import::tables::{Counted, Table};
use crate::import::{ImportError, Warning};
use crate::model::{Question, QuestionId};

/// Where the words of a planned column stand.
#[derive(Debug)]
pub(super) enum Source {
    /// In one column of the file.
    Column(usize),
    /// In a column an option.
    Options(Vec<OptionColumn>),
    /// In a column a place, the best first.
    Places(Vec<usize>),
    /// In the column of answers, where the row says that it answers this question.
    Asked,
    /// In none: the plan says that the file may be without it.
    Absent,
}

/// A column that stands for one option.
#[derive(Debug)]
pub(super) struct OptionColumn {
    pub(super) file_index: usize,
    pub(super) option: String,
    /// It holds words of the respondent's own, and any of them tick it.
    pub(super) is_text: bool,
}

/// A column of the plan and where it goes.
pub(super) struct PlannedColumn {
    pub(super) source: Source,
    pub(super) role: ColumnRole,
    pub(super) reader: ColumnReader,
    /// Into the questions. A ranking is as many of them as it has options, one after the other.
    pub(super) question: Option<usize>,
    pub(super) is_ranking: bool,
    /// Into the attributes.
    pub(super) attribute: Option<usize>,
    /// A condition is on it, so that it is read even if it is not kept.
    pub(super) is_tested: bool,
}

/// A plan as it applies to one file.
#[derive(Default)]
pub(super) struct Binding {
    pub(super) columns: Vec<PlannedColumn>,
    pub(super) questions: Vec<Question>,
    pub(super) attributes: Vec<String>,
    /// The respondent's id: its name and where it stands.
    pub(super) id: Option<(String, usize)>,
    /// Of a table with one row an answer: where it says what is answered, and where the answer stands.
    pub(super) answers: Option<(usize, usize)>,
    /// By exclusion: the planned column that it looks at.
    pub(super) tested: Vec<Option<usize>>,
    pub(super) warnings: Vec<Warning>,
    /// The plan's questions as they are printed.
    pub(super) printed: Vec<PrintedColumn>,
}

impl Binding {
    /// Finds everything that the plan names; what is not there is an error, or a warning if the plan says so.
    pub(super) fn new(table: &Table, header: Header, plan: &SurveyPlan) -> Result<Self, ImportError> {
        let finder = Finder::new(table, &header.columns, plan);
        let mut binding = Self { warnings: header.warnings, ..Self::default() };
        if plan.layout == Layout::Answers {
            let index = |name: &Option<String>| name.as_deref().map(|name| finder.find(name)).transpose();
            binding.answers = index(&plan.question)?.zip(index(&plan.answer)?);
        }
        // Where the semicolon parts columns, the comma is the decimal sign.
        let decimal_comma = table.delimiter() == Some(';');
        let cells = Cells {
            dialect: plan.dialect,
            missing: &plan.missing,
            not_asked: &plan.not_asked,
            not_applicable: &plan.not_applicable,
            decimal_comma,
        };
        for column in &plan.columns {
            let source = binding.source(&finder, column, plan)?;
            binding.printed.extend(PrintedColumn::of(column, &source, &header.columns));
            let question = column.role.question_type().map(|_| binding.add_questions(&finder, column, &source));
            let attribute = column.attribute_name().map(|name| binding.add_attribute(name));
            let is_tested = plan.exclusions.iter().any(|exclusion| exclusion.tested() == Some(column.code()));
            binding.columns.push(PlannedColumn {
                source,
                role: column.role,
                reader: ColumnReader::new(column, cells),
                question,
                is_ranking: column.is_ranking(),
                attribute,
                is_tested,
            });
        }
        let planned_id =
            plan.columns.iter().find(|column| column.role == ColumnRole::Id).map(|column| column.name.as_str());
        if let Some(name) = plan.respondent.as_deref().or(planned_id) {
            binding.id = Some((name.to_owned(), finder.find(name)?));
        }
        let position = |code: &str| plan.columns.iter().position(|column| column.code() == code);
        binding.tested = plan.exclusions.iter().map(|exclusion| exclusion.tested().and_then(position)).collect();
        binding.warn_of_unplanned(&finder);
        Ok(binding)
    }

    fn source(&mut self, finder: &Finder<'_>, column: &ColumnPlan, plan: &SurveyPlan) -> Result<Source, ImportError> {
        let is_there = |name: &str| !column.optional || finder.position(name).is_some();
        let absent: Vec<String> =
            column.file_columns().filter(|name| !is_there(name)).map(|name| format!("\"{name}\"")).collect();
        if column.parts.is_empty() {
            return match finder.position(&column.name) {
                None if self.answers.is_some() => Ok(Source::Asked),
                None if column.optional => {
                    self.warn_of_absent(&absent);
                    Ok(Source::Absent)
                }
                _ => finder.find(&column.name).map(Source::Column),
            };
        }
        self.warn_of_absent(&absent);
        let parts = || column.parts.iter().filter(|part| is_there(&part.column));
        if column.role == ColumnRole::Rank {
            let places = parts().map(|part| finder.find(&part.column)).collect::<Result<_, _>>()?;
            return Ok(Source::Places(places));
        }
        let is_text =
            |name: &str| plan.columns.iter().any(|other| other.role == ColumnRole::Open && other.name == name);
        let option = |part: &super::Part| {
            Ok(OptionColumn {
                file_index: finder.find(&part.column)?,
                option: part.option.clone().unwrap_or_else(|| part.column.clone()),
                is_text: is_text(&part.column),
            })
        };
        Ok(Source::Options(parts().map(option).collect::<Result<_, ImportError>>()?))
    }

    fn warn_of_absent(&mut self, absent: &[String]) {
        if !absent.is_empty() {
            let message = format!("the file has no column {}, which the plan calls optional", listed(absent));
            self.warnings.push(Warning { message, line_number: None, column_number: None });
        }
    }

    /// Adds the question that a column becomes, or one for each option of a ranking; the index of the first.
    fn add_questions(&mut self, finder: &Finder<'_>, column: &ColumnPlan, source: &Source) -> usize {
        let first = self.questions.len();
        let wording = column.wording.clone().unwrap_or_else(|| finder.wording(column, source));
        let mut add = |code: String, wording: String, options: Vec<String>| {
            self.questions.push(Question {
                id: QuestionId(u32::try_from(self.questions.len()).unwrap_or(u32::MAX)),
                code,
                wording,
                kind: column.role.question_type().expect("only columns that are questions come here"),
                options,
                scale: column.scale,
                shown_if: column.shown_if.clone(),
                other_of: column.other_of.clone(),
            });
        };
        if column.is_ranking() {
            for (index, option) in column.options.iter().enumerate() {
                add(column.option_code(index), format!("{wording} – {option}"), Vec::new());
            }
            return first;
        }
        let mut options = column.options.clone();
        if options.is_empty() {
            options = column.parts.iter().filter_map(|part| part.option.clone()).collect();
        }
        if column.reversed {
            options.reverse();
        }
        add(column.code().to_owned(), wording, options);
        first
    }

    fn add_attribute(&mut self, name: &str) -> usize {
        let known = self.attributes.iter().position(|attribute| attribute == name);
        known.unwrap_or_else(|| {
            self.attributes.push(name.to_owned());
            self.attributes.len() - 1
        })
    }

    fn warn_of_unplanned(&mut self, finder: &Finder<'_>) {
        let unplanned: Vec<String> = finder.unplanned().map(|column| format!("\"{}\"", column.name)).collect();
        let line_number = (finder.table.counted() == Counted::Lines).then_some(1);
        let message = match unplanned.as_slice() {
            [] => return,
            [one] => format!("the column {one} is not in the plan and is left out"),
            several => format!("the columns {} are not in the plan and are left out", listed(several)),
        };
        self.warnings.push(Warning { message, line_number, column_number: None });
    }

    /// The questions of a table with one row an answer, by what its rows say.
    pub(super) fn asked(&self, plan: &SurveyPlan) -> BTreeMap<String, usize> {
        let is_asked = |(index, _): &(usize, &ColumnPlan)| matches!(self.columns[*index].source, Source::Asked);
        plan.columns.iter().enumerate().filter(is_asked).map(|(index, column)| (tidy(&column.name), index)).collect()
    }
}

/// A name as names are compared: one space between words.
pub(super) fn tidy(name: &str) -> String {
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Looks for columns by their names.
struct Finder<'f> {
    table: &'f Table,
    columns: &'f [HeaderColumn],
    /// Which columns the plan names.
    planned: Vec<bool>,
}

impl<'f> Finder<'f> {
    fn new(table: &'f Table, columns: &'f [HeaderColumn], plan: &SurveyPlan) -> Self {
        let mut finder = Self { table, columns, planned: vec![false; columns.len()] };
        let named = plan.columns.iter().flat_map(ColumnPlan::file_columns);
        let others = [&plan.respondent, &plan.question, &plan.answer];
        for name in named.chain(others.into_iter().flatten().map(String::as_str)) {
            if let Some(index) = finder.position(name) {
                finder.planned[index] = true;
            }
        }
        finder
    }

    /// The columns that the plan does not name.
    fn unplanned(&self) -> impl Iterator<Item = &HeaderColumn> {
        self.columns.iter().zip(&self.planned).filter(|(_, is_planned)| !**is_planned).map(|(column, _)| column)
    }

    /// Where a column stands: by its name, or by what its header's cell says.
    fn position(&self, name: &str) -> Option<usize> {
        let name = tidy(name);
        let named = self.columns.iter().position(|column| column.name == name);
        named.or_else(|| self.columns.iter().position(|column| column.cell == name))
    }

    fn find(&self, name: &str) -> Result<usize, ImportError> {
        self.position(name).ok_or_else(|| {
            // A column that was renamed is one that the plan does not name.
            let near = nearest(&tidy(name), self.unplanned().map(|column| column.name.as_str()));
            let hint = near.map_or_else(
                || "check the plan against the file's header".to_owned(),
                |near| format!("is it \"{near}\"?"),
            );
            self.table.damaged(1, format!("there is no column \"{name}\", which the plan names; {hint}"))
        })
    }

    /// What respondents read, as the header has it.
    fn wording(&self, column: &ColumnPlan, source: &Source) -> String {
        let asked = |index: usize| {
            self.columns[index].item.as_ref().map(|item| item.asked.clone()).filter(|asked| !asked.is_empty())
        };
        let wording = match source {
            Source::Column(index) => Some(self.columns[*index].wording.clone()),
            Source::Options(options) => options.first().and_then(|option| asked(option.file_index)),
            Source::Places(places) => places.first().and_then(|&index| asked(index)),
            Source::Asked | Source::Absent => None,
        };
        wording.unwrap_or_else(|| column.name.clone())
    }
}
