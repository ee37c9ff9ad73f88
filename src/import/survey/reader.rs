//! A survey's rows, one by one, as its plan says.

use std::ops::Range;
use std::path::Path;

use super::header::{self, HeaderColumn};
use super::plan::{ColumnRole, Exclusion, Layout, SurveyPlan};
use super::respondent::Respondent;
use super::seen::SeenIds;
use super::values::ColumnReader;
use crate::import::tables::{self, Counted, Record, Table, TableFile, TableOptions};
use crate::import::{ImportError, Warning};
use crate::model::{Condition, Question, QuestionId, SourceFormat};

/// A survey being read. Rows come in the file's order.
pub struct SurveyReader {
    table: Table,
    record: Record,
    columns: Vec<PlannedColumn>,
    /// The values of the row at hand, by planned column, in the respondent's words.
    values: Vec<Range<usize>>,
    /// Index of the id's column in the file.
    id_column: Option<usize>,
    id_name: String,
    layout: Layout,
    questions: Vec<Question>,
    attributes: Vec<String>,
    exclusions: Vec<Exclusion>,
    /// By exclusion: the planned column that its condition is on.
    condition_columns: Vec<Option<usize>>,
    seen: SeenIds,
    row_count: u64,
    warnings: Vec<Warning>,
    finished: bool,
}

/// A column of the plan and where it goes.
struct PlannedColumn {
    file_index: usize,
    role: ColumnRole,
    reader: ColumnReader,
    /// Into `questions`.
    question: Option<usize>,
    /// Into `attributes`.
    attribute: Option<usize>,
    /// A condition is on it, so that it is read even if it is not kept.
    is_tested: bool,
}

/// So many columns that a plan does not name are named in the warning about them.
const NAMED_COLUMNS: usize = 5;

impl SurveyReader {
    /// Reads rows from `input`; `path` is for messages.
    pub fn new(path: &Path, input: impl TableFile, plan: &SurveyPlan) -> Result<Self, ImportError> {
        let (encoding, sheet) = (plan.encoding.as_deref(), plan.sheet.as_deref());
        let options = TableOptions { encoding, delimiter: plan.delimiter, sheet };
        let mut table = tables::open(path, input, options)?;
        let columns = header::read_header(&mut table, plan.dialect)?;
        Self::of_header(table, &columns, plan)
    }

    fn of_header(table: Table, header: &[HeaderColumn], plan: &SurveyPlan) -> Result<Self, ImportError> {
        // Where the semicolon parts columns, the comma is the decimal sign.
        let decimal_comma = table.delimiter() == Some(';');
        let mut reader = Self {
            table,
            record: Record::default(),
            columns: Vec::with_capacity(plan.columns.len()),
            values: Vec::new(),
            id_column: None,
            id_name: String::new(),
            layout: plan.layout,
            questions: Vec::new(),
            attributes: Vec::new(),
            exclusions: plan.exclusions.clone(),
            condition_columns: Vec::new(),
            seen: SeenIds::default(),
            row_count: 0,
            warnings: Vec::new(),
            finished: false,
        };
        for column in &plan.columns {
            let file_index = reader.find(header, &column.name)?;
            let question =
                column.role.question_type().map(|kind| reader.add_question(column, &header[file_index], kind));
            let attribute = column.attribute_name().map(|name| reader.add_attribute(name));
            let column_reader = ColumnReader::new(column, decimal_comma);
            let (role, is_tested) =
                (column.role, plan.exclusions.iter().any(|exclusion| tests(exclusion, column.code())));
            reader.columns.push(PlannedColumn {
                file_index,
                role,
                reader: column_reader,
                question,
                attribute,
                is_tested,
            });
        }
        let planned_id =
            plan.columns.iter().find(|column| column.role == ColumnRole::Id).map(|column| column.name.as_str());
        if let Some(name) = plan.respondent.as_deref().or(planned_id) {
            reader.id_column = Some(reader.find(header, name)?);
            name.clone_into(&mut reader.id_name);
        }
        let position =
            |condition: &Condition| plan.columns.iter().position(|column| column.code() == condition.question);
        reader.condition_columns =
            plan.exclusions.iter().map(|exclusion| exclusion.condition().and_then(position)).collect();
        reader.warn_of_unplanned(header, plan);
        Ok(reader)
    }

    fn find(&self, header: &[HeaderColumn], name: &str) -> Result<usize, ImportError> {
        let tidy = name.split_whitespace().collect::<Vec<_>>().join(" ");
        header.iter().position(|column| column.name == tidy).ok_or_else(|| {
            let near = header::nearest(&tidy, header.iter().map(|column| column.name.as_str()));
            let hint = near.map_or_else(
                || "check the plan against the file's header".to_owned(),
                |near| format!("is it \"{near}\"?"),
            );
            self.table.damaged(1, format!("there is no column \"{name}\", which the plan names; {hint}"))
        })
    }

    fn add_question(
        &mut self,
        column: &super::ColumnPlan,
        header: &HeaderColumn,
        kind: crate::model::QuestionType,
    ) -> usize {
        let index = self.questions.len();
        self.questions.push(Question {
            id: QuestionId(u32::try_from(index).unwrap_or(u32::MAX)),
            code: column.code().to_owned(),
            wording: column.wording.clone().unwrap_or_else(|| header.wording.clone()),
            kind,
            options: column.options.clone(),
            scale: column.scale,
            shown_if: column.shown_if.clone(),
        });
        index
    }

    fn add_attribute(&mut self, name: &str) -> usize {
        let known = self.attributes.iter().position(|attribute| attribute == name);
        known.unwrap_or_else(|| {
            self.attributes.push(name.to_owned());
            self.attributes.len() - 1
        })
    }

    fn warn_of_unplanned(&mut self, header: &[HeaderColumn], plan: &SurveyPlan) {
        let is_unplanned = |column: &&HeaderColumn| {
            !plan.columns.iter().any(|planned| planned.name.split_whitespace().eq(column.name.split_whitespace()))
        };
        let unplanned: Vec<String> = header
            .iter()
            .filter(is_unplanned)
            .filter(|column| Some(&column.name) != plan.respondent.as_ref())
            .map(|column| format!("\"{}\"", column.name))
            .collect();
        let message = match unplanned.as_slice() {
            [] => return,
            [one] => format!("the column {one} is not in the plan and is left out"),
            [named @ .., last] if named.len() < NAMED_COLUMNS => {
                format!("the columns {} and {last} are not in the plan and are left out", named.join(", "))
            }
            all => {
                let (named, others) = all.split_at(NAMED_COLUMNS);
                let (named, others) = (named.join(", "), others.len());
                format!("the columns {named} and {others} more are not in the plan and are left out")
            }
        };
        let line_number = (self.table.counted() == Counted::Lines).then_some(1);
        self.warnings.push(Warning { message, line_number, column_number: None });
    }

    /// The questions, in the plan's order; a question's id is its position here.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// The names of the attributes, in the plan's order.
    pub fn attributes(&self) -> &[String] {
        &self.attributes
    }

    /// The plan's exclusions, in its order.
    pub fn exclusions(&self) -> &[Exclusion] {
        &self.exclusions
    }

    /// What kind of file it is.
    pub fn format(&self) -> SourceFormat {
        self.table.format()
    }

    /// The encoding the file is read in, as people name it.
    pub fn encoding(&self) -> &str {
        self.table.encoding()
    }

    /// How many rows have been read.
    pub fn row_count(&self) -> u64 {
        self.row_count
    }

    /// What the researcher may want to look at; complete once all rows have been read.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = self.table.warnings();
        warnings.extend_from_slice(&self.warnings);
        for column in &self.columns {
            column.reader.warnings(self.table.counted(), &mut warnings);
        }
        warnings
    }

    /// Reads the next row into `respondent`, using its memory again; `false` at the end.
    pub fn read(&mut self, respondent: &mut Respondent) -> Result<bool, ImportError> {
        respondent.clear();
        if self.finished || !self.read_record()? {
            self.finished = true;
            return Ok(false);
        }
        self.row_count += 1;
        respondent.row_number = self.row_count;
        respondent.place = self.table.counted().place(self.record.number);
        self.read_id(respondent)?;
        let has_answers = self.read_values(respondent);
        respondent.excluded = self.exclusion_of(respondent, has_answers);
        Ok(true)
    }

    fn read_record(&mut self) -> Result<bool, ImportError> {
        let result = self.table.read(&mut self.record);
        self.finished = result.is_err();
        result
    }

    fn read_id(&mut self, respondent: &mut Respondent) -> Result<(), ImportError> {
        use std::fmt::Write;
        let Some(column) = self.id_column else {
            write!(respondent.words, "{}", self.row_count).expect("a string takes whatever is written to it");
            respondent.id = 0..respondent.words.len();
            return Ok(());
        };
        let number = self.record.number;
        respondent.words.push_str(crate::text::normalise(self.record.field(column).trim()).trim());
        respondent.id = 0..respondent.words.len();
        if respondent.words.is_empty() {
            self.finished = true;
            let message = format!("the respondent's id (column \"{}\") is blank here; fill it in", self.id_name);
            return Err(self.table.damaged(number, message));
        }
        if self.layout == Layout::Wide
            && let Some(earlier) = self.seen.insert(&respondent.words, number)
        {
            self.finished = true;
            let message = format!(
                "the respondent's id (column \"{}\") is the same as in {} {earlier}; \
                 correct one, or write layout = \"long\" in the plan if a respondent may have several rows",
                self.id_name,
                self.table.counted().word()
            );
            return Err(self.table.damaged(number, message));
        }
        Ok(())
    }

    /// Reads all planned cells; whether any of them is an answer.
    fn read_values(&mut self, respondent: &mut Respondent) -> bool {
        let mut has_answers = false;
        self.values.clear();
        for column in &mut self.columns {
            let is_kept = column.question.is_some() || column.attribute.is_some() || column.is_tested;
            let cell = self.record.field(column.file_index);
            let range = if is_kept && !cell.is_empty() {
                column.reader.read(cell, self.record.number, &mut respondent.words)
            } else {
                0..0
            };
            self.values.push(range.clone());
            // A cell that could not be read as its column's type is an answer all the same.
            has_answers |= column.role.is_answer() && !cell.trim().is_empty();
            if range.is_empty() {
                continue;
            }
            if let Some(attribute) = column.attribute {
                respondent.attributes.push((attribute, range.clone()));
            }
            match column.question {
                Some(question) if column.role == ColumnRole::Open => respondent.answers.push((question, range)),
                Some(question) => respondent.responses.push((question, range)),
                None => {}
            }
        }
        has_answers
    }

    fn exclusion_of(&self, respondent: &Respondent, has_answers: bool) -> Option<usize> {
        let passes = |condition: &Condition, column: Option<usize>| {
            let range = column.and_then(|column| self.values.get(column)).filter(|range| !range.is_empty());
            condition.passes(range.and_then(|range| respondent.words.get(range.clone())))
        };
        self.exclusions.iter().zip(&self.condition_columns).position(|(exclusion, &column)| {
            match (&exclusion.unless, &exclusion.when) {
                (Some(condition), _) => !passes(condition, column),
                (None, Some(condition)) => passes(condition, column),
                (None, None) => exclusion.no_answers && !has_answers,
            }
        })
    }
}

impl Iterator for SurveyReader {
    type Item = Result<Respondent, ImportError>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut respondent = Respondent::default();
        match self.read(&mut respondent) {
            Ok(true) => Some(Ok(respondent)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    }
}

impl std::fmt::Debug for SurveyReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SurveyReader").field("row_count", &self.row_count).finish_non_exhaustive()
    }
}

fn tests(exclusion: &Exclusion, code: &str) -> bool {
    exclusion.condition().is_some_and(|condition| condition.question == code)
}
