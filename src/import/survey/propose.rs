//! What each column is, judged by its name, its wording, its neighbours and its cells.

use super::blocks;
use super::codes;
use super::column_kind::{self, Guess, Hints, Kind};
use super::dates::{self, Told};
use super::headings::{self, HeaderColumn};
use super::hinted;
use super::known_columns as known;
use super::plan::{ColumnPlan, ColumnRole, DateOrder, Dialect};
use super::proposal::Finding;
use super::scale_ends;
use crate::import::tables::Record;

/// The beginning of a survey: its columns and its first rows.
pub(super) struct Sample<'s> {
    pub(super) dialect: Dialect,
    pub(super) columns: &'s [HeaderColumn],
    pub(super) rows: &'s [Record],
    /// Cells of any column that mean a blank.
    pub(super) missing: Vec<String>,
    /// Cells of any column that say that its question was not shown.
    pub(super) not_asked: Vec<String>,
    /// How dates are written where that can be told.
    pub(super) dates: Option<DateOrder>,
}

/// What a column (or several that are one question) seems to be.
pub(super) struct Proposed {
    pub(super) plan: ColumnPlan,
    pub(super) finding: Finding,
    /// The file's column that the question begins with; columns that are asked together share it.
    pub(super) group: usize,
    /// It holds what was written beside the question of its group.
    pub(super) is_text: bool,
}

impl<'s> Sample<'s> {
    pub(super) fn new(dialect: Dialect, columns: &'s [HeaderColumn], rows: &'s [Record]) -> Self {
        let mut sample = Self { dialect, columns, rows, missing: Vec::new(), not_asked: Vec::new(), dates: None };
        sample.missing = sample.missing_codes();
        sample.not_asked = sample.not_shown();
        sample.dates = sample.date_order();
        sample
    }

    /// A column's cells, without blanks.
    pub(super) fn cells(&self, index: usize) -> Vec<&'s str> {
        let cells = self.rows.iter().map(|row| super::values::plain(self.dialect, row.field(index)));
        cells.filter(|cell| !cell.is_empty() && !self.is_no_answer(cell)).collect()
    }

    /// Whether a cell of any column says that there is no answer.
    pub(super) fn is_no_answer(&self, cell: &str) -> bool {
        self.missing.iter().chain(&self.not_asked).any(|missing| missing == cell)
    }

    pub(super) fn hints<'h>(&self, lower: &'h str) -> Hints<'h> {
        Hints { dialect: self.dialect, lower, dates: self.dates }
    }

    /// Codes that a tool writes for "no answer", told by standing among numbers that are all above nought.
    fn missing_codes(&self) -> Vec<String> {
        const CODES: &[&str] = &["-99", "-999", "-9999", "-98", "-97", "-88", "-77"];
        let is_code_in = |code: &str, index: usize| {
            let mut cells = self.rows.iter().map(|row| row.field(index).trim()).filter(|cell| !cell.is_empty());
            let mut is_there = false;
            cells.all(|cell| {
                is_there |= cell == code;
                CODES.contains(&cell) || cell.parse::<f64>().map_or(true, |number| number >= 0.0)
            }) && is_there
        };
        let indices = || 0..self.columns.len();
        let mut missing: Vec<String> = Vec::new();
        for code in CODES {
            if indices().any(|index| is_code_in(code, index)) {
                missing.push((*code).to_owned());
            }
        }
        missing
    }

    /// LimeSurvey's full answers say so where a question was not shown.
    fn not_shown(&self) -> Vec<String> {
        let has_it = |index: &usize| self.rows.iter().any(|row| row.field(*index).trim() == "N/A");
        let is_said = self.dialect == Dialect::LimeSurvey && (0..self.columns.len()).filter(has_it).count() >= 2;
        is_said.then(|| "N/A".to_owned()).into_iter().collect()
    }

    fn date_order(&self) -> Option<DateOrder> {
        let told = (0..self.columns.len()).filter_map(|index| match dates::order_of(&self.cells(index)) {
            Some(Told::Surely(order)) if order != DateOrder::YearMonth => Some(order),
            _ => None,
        });
        let mut orders: Vec<DateOrder> = told.collect();
        orders.dedup();
        match orders.as_slice() {
            [order] => Some(*order),
            _ => None,
        }
    }
}

/// Judges all columns.
pub(super) fn propose(sample: &Sample<'_>, id: Option<usize>) -> Vec<Proposed> {
    let mut proposed: Vec<Proposed> = Vec::new();
    let mut start = 0;
    while start < sample.columns.len() {
        let stem = sample.columns[start].item.as_ref().map(|item| &item.stem);
        let is_same = |column: &&HeaderColumn| stem.is_some() && column.item.as_ref().map(|item| &item.stem) == stem;
        let length = sample.columns[start..].iter().take_while(is_same).count().max(1);
        let holds_id = id.is_some_and(|id| (start..start + length).contains(&id));
        if length > 1 && !holds_id {
            proposed.extend(blocks::propose(sample, start..start + length));
        } else {
            proposed.extend((start..start + length).map(|index| {
                if Some(index) == id {
                    let cells = sample.cells(index);
                    let plan = ColumnPlan::new(&sample.columns[index].name, ColumnRole::Id);
                    Proposed { plan, finding: finding(&cells, None), group: index, is_text: false }
                } else {
                    alone(sample, index)
                }
            }));
        }
        start += length;
    }
    take_up_hints(sample, &mut proposed);
    codes::tell_apart(&mut proposed);
    codes::give(&mut proposed, sample.dialect);
    link_texts(&mut proposed);
    proposed
}

/// What the file itself knows of a column counts for more than what its cells look like.
fn take_up_hints(sample: &Sample<'_>, proposed: &mut [Proposed]) {
    let hinted = sample.columns.iter().enumerate().filter(|(_, column)| !column.hint.options.is_empty());
    for (index, column) in hinted {
        let Some(one) = proposed.iter_mut().find(|one| one.plan.name == column.name) else { continue };
        if hinted::take_up(&mut one.plan, &column.hint, &sample.cells(index)) {
            one.finding.doubt = None;
        }
    }
}

/// Says whose "Other" a column of words is.
fn link_texts(proposed: &mut [Proposed]) {
    for index in 0..proposed.len() {
        let text = &proposed[index];
        if !text.is_text || text.plan.role != ColumnRole::Open {
            continue;
        }
        let beside = text.plan.name.strip_suffix("_TEXT");
        let of_group =
            |one: &&Proposed| one.group == text.group && !one.is_text && one.plan.role.question_type().is_some();
        let mut questions = proposed.iter().filter(of_group);
        let same_name = proposed.iter().filter(of_group).find(|one| beside == Some(one.plan.name.as_str()));
        let only = questions.next().filter(|_| questions.next().is_none());
        let code = same_name.or(only).map(|one| one.plan.code().to_owned());
        proposed[index].plan.other_of = code;
    }
}

pub(super) fn finding(cells: &[&str], doubt: Option<String>) -> Finding {
    let mut distinct = cells.to_vec();
    distinct.sort_unstable();
    distinct.dedup();
    Finding { filled_count: cells.len(), distinct_count: distinct.len(), doubt }
}

/// A column that is a question of its own, or none.
pub(super) fn alone(sample: &Sample<'_>, index: usize) -> Proposed {
    let column = &sample.columns[index];
    let cells = sample.cells(index);
    let (plan, doubt) = by_name(column)
        .map(|plan| (plan, None))
        .or_else(|| row_numbers(sample, index).map(|plan| (plan, Some("it seems to number the rows".to_owned()))))
        .unwrap_or_else(|| {
            let lower = format!("{} {}", column.name, column.wording).to_lowercase();
            let guess = column_kind::guess(&cells, sample.hints(&lower));
            let is_place = matches!(guess.kind, Kind::Scale { .. } | Kind::Single(_) | Kind::Number);
            let (mut plan, doubt) = by_content(column, &cells, guess);
            if is_place && is_rank(&lower, &cells) {
                plan = ColumnPlan { wording: plan.wording, ..ColumnPlan::new(plan.name, ColumnRole::Rank) };
                return (plan, None);
            }
            (plan, doubt)
        });
    Proposed { plan, finding: finding(&cells, doubt), group: index, is_text: false }
}

/// A column that its name or wording tells.
pub(super) fn by_name(column: &HeaderColumn) -> Option<ColumnPlan> {
    let own = column.item.as_ref().map_or("", |item| item.own.as_str());
    let names = [column.name.as_str(), column.wording.as_str(), own];
    let role = if names.iter().any(|name| known::is_personal(name)) || known::asks_for_person(&column.wording) {
        ColumnRole::Personal
    } else if names.iter().any(|name| known::is_meta(name)) {
        ColumnRole::Meta
    } else {
        return None;
    };
    Some(ColumnPlan::new(&column.name, role))
}

/// A first column without a name that counts: a table was saved with the numbers of its rows.
fn row_numbers(sample: &Sample<'_>, index: usize) -> Option<ColumnPlan> {
    let column = &sample.columns[index];
    let numbers: Option<Vec<u64>> = sample.rows.iter().map(|row| row.field(index).trim().parse().ok()).collect();
    let is_rising =
        numbers.is_some_and(|numbers| numbers.len() > 1 && numbers.windows(2).all(|pair| pair[0] < pair[1]));
    (index == 0 && column.name == headings::unnamed(0) && is_rising)
        .then(|| ColumnPlan::new(&column.name, ColumnRole::Meta))
}

/// A column that its cells tell, and why it may be something else.
pub(super) fn by_content(column: &HeaderColumn, cells: &[&str], guess: Guess) -> (ColumnPlan, Option<String>) {
    let mut planned = ColumnPlan::new(&column.name, ColumnRole::Open);
    if column.wording != column.name {
        planned.wording = Some(column.wording.clone());
    }
    let mut doubt = guess.doubt;
    planned.take_missing(guess.missing);
    let lower = format!("{} {}", column.name, column.wording).to_lowercase();
    match guess.kind {
        // A question that no one answered yet is a question; a column without name and content is nothing.
        Kind::Blank if column.cell.is_empty() && column.item.is_none() => {
            planned.role = ColumnRole::Ignore;
            doubt = None;
        }
        Kind::Blank | Kind::Open => {}
        Kind::Personal => planned = ColumnPlan::new(&column.name, ColumnRole::Personal),
        Kind::Date(order) => {
            planned.role = ColumnRole::Date;
            planned.order = Some(order);
        }
        Kind::Scale { ends, options } => {
            planned.role = ColumnRole::Scale;
            let numbers = || cells.iter().filter_map(|cell| cell.parse::<i32>().ok());
            let fits = |told: &(i32, i32)| numbers().all(|point| (told.0..=told.1).contains(&point));
            let told = scale_ends::told(&column.wording).filter(fits).filter(|_| options.is_empty());
            if told.is_some() {
                doubt = None;
            }
            planned.scale = Some(told.unwrap_or(ends));
            planned.options = options;
        }
        Kind::Number => planned.role = ColumnRole::Number,
        Kind::Single(options) => {
            planned.role = if lower.contains("consent") || is_agreement(&lower, &options) {
                ColumnRole::Consent
            } else {
                ColumnRole::Single
            };
            if planned.role == ColumnRole::Single {
                planned.attribute = attribute_name(column, &options);
            }
            planned.options = options;
        }
        Kind::Multiple(joined) => {
            planned.role = ColumnRole::Multiple;
            planned.separator = Some(joined.separator).filter(|separator| separator != ",");
            planned.options = joined.options;
        }
        Kind::Ranking(joined) => {
            planned.role = ColumnRole::Rank;
            planned.separator = Some(joined.separator).filter(|separator| separator != ",");
            planned.options = joined.options;
        }
    }
    (planned, doubt)
}

/// Places given to options: small numbers, and the wording says so.
fn is_rank(lower: &str, cells: &[&str]) -> bool {
    let are_places = cells.iter().all(|cell| cell.parse::<u32>().is_ok_and(|place| (1..=100).contains(&place)));
    column_kind::says_rank(lower) && are_places
}

fn is_agreement(lower: &str, options: &[String]) -> bool {
    let asks = lower.contains("agree to take part")
        || lower.contains("agree to participate")
        || lower.contains("information sheet");
    asks && options.len() <= 3
}

/// Questions with a name of their own (not `Q12`) and a few options are worth comparing by.
fn attribute_name(column: &HeaderColumn, options: &[String]) -> Option<String> {
    let name = column.name.to_lowercase();
    let number = name.trim_start_matches(|character: char| character.is_alphabetic());
    let is_numbered = name.len() - number.len() <= 2
        && number.chars().all(|character| character.is_ascii_digit() || "_.#-".contains(character));
    let slug: String = name
        .split(|character: char| !character.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join("-");
    let is_short = slug.chars().count() <= 30 && !slug.is_empty();
    (!is_numbered
        && is_short
        && (2..=20).contains(&options.len())
        && options.iter().any(|option| option.chars().any(char::is_alphabetic)))
    .then_some(slug)
}
