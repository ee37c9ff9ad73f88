//! A survey's rows, one by one, as its plan says.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;

use super::binding::{Binding, Source, tidy};
use super::header::{self, listed};
use super::plan::{ColumnRole, Exclusion, Layout, SurveyPlan};
use super::printed::PrintedColumn;
use super::respondent::Respondent;
use super::seen::SeenIds;
use super::ticks::is_tick;
use crate::import::tables::{self, Record, Table, TableFile, TableOptions};
use crate::import::{ImportError, Warning};
use crate::model::{Condition, Question, SourceFormat, Unanswered};
use crate::text::counted;

/// A survey being read. Rows come in the file's order.
pub struct SurveyReader {
    table: Table,
    record: Record,
    binding: Binding,
    /// The values of the respondent at hand, by planned column, in the respondent's words.
    values: Vec<Range<usize>>,
    layout: Layout,
    exclusions: Vec<Exclusion>,
    seen: SeenIds,
    row_count: u64,
    blank_count: u64,
    /// Of a table with one row an answer: its questions, as rows name them.
    asked: BTreeMap<String, usize>,
    /// What rows answer that the plan does not name.
    unasked: Vec<String>,
    finished: bool,
}

/// So many questions that a plan does not name are remembered.
const MOST_UNASKED: usize = 20;

impl SurveyReader {
    /// Reads rows from `input`; `path` is for messages.
    pub fn new(path: &Path, input: impl TableFile, plan: &SurveyPlan) -> Result<Self, ImportError> {
        let (encoding, sheet) = (plan.encoding.as_deref(), plan.sheet.as_deref());
        let options = TableOptions { encoding, delimiter: plan.delimiter, sheet };
        let mut table = tables::open(path, input, options)?;
        let header = header::read_header(&mut table, plan.dialect)?;
        let binding = Binding::new(&table, header, plan)?;
        let asked = binding.asked(plan);
        Ok(Self {
            table,
            record: Record::default(),
            binding,
            values: Vec::new(),
            layout: plan.layout,
            exclusions: plan.exclusions.clone(),
            seen: SeenIds::default(),
            row_count: 0,
            blank_count: 0,
            asked,
            unasked: Vec::new(),
            finished: false,
        })
    }

    /// The questions, in the plan's order; a question's id is its position here.
    pub fn questions(&self) -> &[Question] {
        &self.binding.questions
    }

    /// The plan's questions as a printed questionnaire has them, those that ask for personal data among them.
    pub fn printed(&self) -> &[PrintedColumn] {
        &self.binding.printed
    }

    /// The names of the attributes, in the plan's order.
    pub fn attributes(&self) -> &[String] {
        &self.binding.attributes
    }

    /// The plan's exclusions, in its order.
    pub fn exclusions(&self) -> &[Exclusion] {
        &self.exclusions
    }

    /// The encoding the file is read in, as people name it.
    pub fn encoding(&self) -> &str {
        self.table.encoding()
    }

    /// What kind of file it is.
    pub fn format(&self) -> SourceFormat {
        self.table.format()
    }

    /// How many respondents have been read.
    pub fn row_count(&self) -> u64 {
        self.row_count
    }

    /// What the researcher may want to look at; complete once all rows have been read.
    pub fn warnings(&self) -> Vec<Warning> {
        let mut warnings = self.binding.warnings.clone();
        let mut warn = |message: String| warnings.push(Warning { message, line_number: None, column_number: None });
        if self.blank_count > 0 {
            warn(format!("{} left out, in which there is nothing", counted(self.blank_count, "row")));
        }
        if !self.unasked.is_empty() {
            let names: Vec<String> = self.unasked.iter().map(|name| format!("\"{name}\"")).collect();
            warn(format!("there are answers to {}, which the plan does not name; they are left out", listed(&names)));
        }
        warnings.extend(self.table.warnings());
        for column in &self.binding.columns {
            column.reader.warnings(self.table.counted(), &mut warnings);
        }
        warnings
    }

    /// Reads the next respondent into `respondent`, using its memory again; `false` at the end.
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
        let mut has_answers = self.read_values(respondent);
        if self.layout == Layout::Answers {
            has_answers |= self.read_answer(respondent);
            while self.goes_on(respondent)? {
                has_answers |= self.read_answer(respondent);
            }
        }
        respondent.excluded = self.exclusion_of(respondent, has_answers);
        Ok(true)
    }

    fn read_record(&mut self) -> Result<bool, ImportError> {
        loop {
            let result = self.table.read(&mut self.record);
            self.finished = result.is_err();
            if !result? {
                return Ok(false);
            }
            if !self.record.is_blank() {
                return Ok(true);
            }
            self.blank_count += 1;
        }
    }

    /// Whether the next row is the same respondent's; it is read if so.
    fn goes_on(&mut self, respondent: &Respondent) -> Result<bool, ImportError> {
        let Some((_, column)) = self.binding.id else { return Ok(false) };
        if !self.read_record()? {
            return Ok(false);
        }
        if crate::text::normalise(self.record.field(column).trim()).trim() == respondent.id() {
            return Ok(true);
        }
        self.table.give_back(std::mem::take(&mut self.record));
        Ok(false)
    }

    fn read_id(&mut self, respondent: &mut Respondent) -> Result<(), ImportError> {
        use std::fmt::Write;
        let Some((name, column)) = &self.binding.id else {
            write!(respondent.words, "{}", self.row_count).expect("a string takes whatever is written to it");
            respondent.id = 0..respondent.words.len();
            return Ok(());
        };
        let number = self.record.number;
        respondent.words.push_str(crate::text::normalise(self.record.field(*column).trim()).trim());
        respondent.id = 0..respondent.words.len();
        if respondent.words.is_empty() {
            self.finished = true;
            let message = format!("the respondent's id (column \"{name}\") is blank here; fill it in");
            return Err(self.table.damaged(number, message));
        }
        if !self.may_come_again()
            && let Some(earlier) = self.seen.insert(&respondent.words, number)
        {
            self.finished = true;
            let word = self.table.counted().word();
            let advice = match self.layout {
                Layout::Answers => {
                    "sort the file so that a respondent's answers stand together, since the plan tests some of them"
                }
                _ => "correct one, or write layout = \"long\" in the plan if a respondent may have several rows",
            };
            let message =
                format!("the respondent's id (column \"{name}\") is the same as in {word} {earlier}; {advice}");
            return Err(self.table.damaged(number, message));
        }
        Ok(())
    }

    /// Whether a respondent who has come by may come again. Where answers decide who leaves the sample, all of them have
    /// to be there at once.
    fn may_come_again(&self) -> bool {
        match self.layout {
            Layout::Wide => false,
            Layout::Long => true,
            Layout::Answers => self.binding.tested.iter().all(Option::is_none),
        }
    }

    /// Reads all planned cells of the row at hand; whether any of them is an answer.
    fn read_values(&mut self, respondent: &mut Respondent) -> bool {
        let mut has_answers = false;
        self.values.clear();
        for index in 0..self.binding.columns.len() {
            let column = &mut self.binding.columns[index];
            let (number, words) = (self.record.number, &mut respondent.words);
            let is_kept = column.question.is_some() || column.attribute.is_some() || column.is_tested;
            let start = words.len();
            let mut is_answered = false;
            let mut unanswered = None;
            match &column.source {
                Source::Column(_) if column.is_ranking => {}
                &Source::Column(at) => {
                    let cell = column.reader.plain(self.record.field(at));
                    unanswered = column.reader.unanswered(cell);
                    is_answered = !cell.is_empty() && unanswered != Some(Unanswered::NotAsked);
                    if is_kept && is_answered && unanswered.is_none() {
                        column.reader.read(cell, number, words);
                    }
                }
                Source::Options(options) => {
                    for option in options {
                        let cell = column.reader.plain(self.record.field(option.file_index));
                        let why = column.reader.unanswered(cell);
                        if why.is_some() {
                            unanswered = why;
                            is_answered |= why == Some(Unanswered::NotApplicable);
                            continue;
                        }
                        if if option.is_text { !cell.is_empty() } else { is_tick(cell, &option.option) } {
                            if words.len() > start {
                                words.push('\n');
                            }
                            words.push_str(&option.option);
                        }
                        is_answered |= !cell.is_empty();
                    }
                }
                Source::Places(_) | Source::Asked | Source::Absent => {}
            }
            if words.len() > start {
                unanswered = None;
            }
            if let Some(why) = unanswered {
                words.push_str(why.word());
            }
            let range = start..words.len();
            if column.is_ranking {
                is_answered = self.read_ranking(index, None, respondent);
            }
            // A cell that could not be read as its column's type is an answer all the same.
            let column = &self.binding.columns[index];
            has_answers |= column.role.is_answer() && is_answered;
            // A condition on who leaves the sample sees an answer or none.
            self.values.push(if unanswered.is_some() { start..start } else { range.clone() });
            match unanswered {
                Some(_) => self.give_reason(index, range, respondent),
                None => self.give(index, range, respondent),
            }
        }
        has_answers
    }

    /// Gives a value to the question and the attribute that it belongs to.
    fn give(&self, index: usize, range: Range<usize>, respondent: &mut Respondent) {
        if range.is_empty() {
            return;
        }
        let column = &self.binding.columns[index];
        if let Some(attribute) = column.attribute {
            respondent.attributes.push((attribute, range.clone()));
        }
        match column.question {
            Some(question) if column.role == ColumnRole::Open => respondent.answers.push((question, range)),
            Some(question) => respondent.responses.push((question, range)),
            None => {}
        }
    }

    /// Gives the question that a column becomes the reason why it has no answer.
    fn give_reason(&self, index: usize, range: Range<usize>, respondent: &mut Respondent) {
        if let Some(question) = self.binding.columns[index].question {
            respondent.responses.push((question, range));
        }
    }

    /// Reads the places of a ranking's options, from the given column if it is in one of answers; whether there are any.
    fn read_ranking(&mut self, index: usize, answer: Option<usize>, respondent: &mut Respondent) -> bool {
        use std::fmt::Write;
        let column = &mut self.binding.columns[index];
        let Some(first) = column.question else { return false };
        let number = self.record.number;
        let mut take = |option: usize, place: usize| {
            let start = respondent.words.len();
            write!(respondent.words, "{place}").expect("a string takes whatever is written to it");
            respondent.responses.push((first + option, start..respondent.words.len()));
        };
        let mut is_answered = false;
        let mut unanswered = None;
        match (&column.source, answer) {
            (&Source::Column(at), _) | (Source::Asked, Some(at)) => {
                let cell = column.reader.plain(self.record.field(at)).to_owned();
                unanswered = column.reader.unanswered(&cell);
                let cell = if unanswered.is_some() { String::new() } else { cell };
                is_answered = !cell.is_empty();
                column.reader.places(&cell, number, &mut take);
            }
            (Source::Places(places), _) => {
                let mut unlisted_count = 0;
                for (place, &at) in places.iter().enumerate() {
                    let cell = column.reader.plain(self.record.field(at));
                    let why = column.reader.unanswered(cell);
                    if why.is_some() {
                        unanswered = why;
                        continue;
                    }
                    is_answered |= !cell.is_empty();
                    match column.reader.option_index(cell) {
                        Some(option) => take(option, place + 1),
                        None => unlisted_count += usize::from(!cell.is_empty()),
                    }
                }
                column.reader.note_unlisted(unlisted_count, number);
            }
            _ => {}
        }
        if let Some(why) = unanswered.filter(|_| !is_answered) {
            let option_count = column.reader.option_count();
            let start = respondent.words.len();
            respondent.words.push_str(why.word());
            let range = start..respondent.words.len();
            respondent.responses.extend((0..option_count).map(|option| (first + option, range.clone())));
            is_answered = why == Unanswered::NotApplicable;
        }
        is_answered
    }

    /// Reads the answer of a row that holds one; whether it is one.
    fn read_answer(&mut self, respondent: &mut Respondent) -> bool {
        let Some((question, answer)) = self.binding.answers else { return false };
        let asked = self.record.field(question).trim();
        let known = self.asked.get(asked).or_else(|| self.asked.get(&tidy(&crate::text::normalise(asked))));
        let Some(&index) = known else {
            if self.unasked.len() < MOST_UNASKED && !self.unasked.iter().any(|other| other == asked) {
                self.unasked.push(asked.to_owned());
            }
            return false;
        };
        if self.binding.columns[index].is_ranking {
            return self.read_ranking(index, Some(answer), respondent);
        }
        let column = &mut self.binding.columns[index];
        let cell = column.reader.plain(self.record.field(answer));
        if cell.is_empty() {
            return false;
        }
        if let Some(why) = column.reader.unanswered(cell) {
            let start = respondent.words.len();
            respondent.words.push_str(why.word());
            let range = start..respondent.words.len();
            let is_answer = column.role.is_answer() && why == Unanswered::NotApplicable;
            self.give_reason(index, range, respondent);
            return is_answer;
        }
        let range = column.reader.read(cell, self.record.number, &mut respondent.words);
        let is_answer = column.role.is_answer();
        self.values[index] = range.clone();
        self.give(index, range, respondent);
        is_answer
    }

    fn exclusion_of(&self, respondent: &Respondent, has_answers: bool) -> Option<usize> {
        let value = |column: Option<usize>| {
            let range = column.and_then(|column| self.values.get(column)).filter(|range| !range.is_empty());
            range.and_then(|range| respondent.words.get(range.clone()))
        };
        let passes = |condition: &Condition, column: Option<usize>| condition.passes(value(column));
        self.exclusions.iter().zip(&self.binding.tested).position(|(exclusion, &column)| {
            match (&exclusion.unless, &exclusion.when, &exclusion.blank) {
                (Some(condition), _, _) => !passes(condition, column),
                (None, Some(condition), _) => passes(condition, column),
                (None, None, Some(_)) => value(column).is_none(),
                (None, None, None) => exclusion.no_answers && !has_answers,
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
