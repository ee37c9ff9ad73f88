//! What a header's cells say: a name for each column, the words that respondents read, and which columns are one
//! question asked about several things. One file a dialect; what they find is judged by the cells later.

mod affixes;
mod html;
mod limesurvey;
mod qualtrics;
mod surveymonkey;

use super::plan::Dialect;
use crate::import::tables::ColumnHint;
use crate::import::tables::Record;
use crate::text::normalise;

pub(super) use limesurvey::is_coded;
pub(super) use surveymonkey::{is_response, is_second_row};

/// One column as the header has it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct HeaderColumn {
    /// No other column's name, and the same again in the next export: it is made of the header alone.
    pub(super) name: String,
    /// The first row's cell, which is the name unless the dialect makes a shorter one of it.
    pub(super) cell: String,
    /// What respondents read; the name again where the file does not say.
    pub(super) wording: String,
    /// Its place among columns that belong together.
    pub(super) item: Option<Item>,
    /// What the file knows of it beside the header's words.
    pub(super) hint: ColumnHint,
}

/// One of several neighbouring columns that ask one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// The same for all of them.
    pub(super) stem: String,
    /// The words that they share; empty where there are none.
    pub(super) asked: String,
    /// The words of this one: an option, a row of a matrix.
    pub(super) own: String,
    pub(super) kind: ItemKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum ItemKind {
    /// One option or row.
    Part,
    /// The answer itself, beside columns of text.
    Whole,
    /// "Other, please say", or a comment.
    Text,
}

impl Item {
    /// The whole wording of this one.
    pub(super) fn wording(&self) -> String {
        match (self.asked.is_empty(), self.own.is_empty()) {
            (true, _) => self.own.clone(),
            (_, true) => self.asked.clone(),
            _ => format!("{} – {}", self.asked, self.own),
        }
    }
}

/// The columns of a header: `first` holds its names, `second` what some dialects have below them.
pub(super) fn columns_of(dialect: Dialect, first: &Record, second: Option<&Record>) -> Vec<HeaderColumn> {
    let mut columns: Vec<HeaderColumn> = first.fields().map(HeaderColumn::of_cell).collect();
    match dialect {
        Dialect::Qualtrics => qualtrics::read(&mut columns, second),
        Dialect::SurveyMonkey => surveymonkey::read(&mut columns, second),
        Dialect::LimeSurvey => limesurvey::read(&mut columns),
        Dialect::MsForms => affixes::dots(&mut columns),
        Dialect::GoogleForms => affixes::brackets(&mut columns),
        Dialect::Plain => {
            affixes::brackets(&mut columns);
            affixes::colons(&mut columns);
        }
    }
    for (index, column) in columns.iter_mut().enumerate() {
        if column.name.is_empty() {
            column.name = unnamed(index);
        }
        if column.wording.is_empty() {
            column.wording.clone_from(&column.name);
        }
    }
    columns
}

/// What a column without a name is called.
pub(super) fn unnamed(index: usize) -> String {
    format!("column {}", index + 1)
}

/// Gives the second column of a name a name of its own, `Other (2)`; returns which names had come before.
pub(super) fn tell_apart(columns: &mut [HeaderColumn]) -> Vec<(String, String)> {
    let mut taken: std::collections::BTreeSet<String> = columns.iter().map(|column| column.name.clone()).collect();
    // Names that were met, and the number that the next column of this name is tried with.
    let mut met: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    let mut renamed = Vec::new();
    for column in columns {
        let Some(number) = met.get_mut(&column.name) else {
            met.insert(column.name.clone(), 2);
            continue;
        };
        let own = loop {
            let own = format!("{} ({number})", column.name);
            *number += 1;
            if !taken.contains(&own) {
                break own;
            }
        };
        taken.insert(own.clone());
        met.insert(own.clone(), 2);
        renamed.push((std::mem::replace(&mut column.name, own.clone()), own));
    }
    renamed
}

impl HeaderColumn {
    fn of_cell(cell: &str) -> Self {
        let name = tidy(cell);
        let wording = html::stripped(&name).into_owned();
        Self { cell: name.clone(), name, wording, ..Self::default() }
    }
}

/// A cell of a header on one line.
fn tidy(cell: &str) -> String {
    normalise(cell.trim()).split_whitespace().collect::<Vec<_>>().join(" ")
}

const BEGINNINGS: &[&str] = &[
    "other",
    "comment",
    "if other",
    "if yes",
    "please specify",
    "please explain",
    "why",
    "sonstige",
    "andere",
    "autre",
    "otro",
    "kommentar",
];
const INSIDE: &[&str] =
    &["please specify", "please describe", "please include", "write in", "write-in", "(specify", "please explain"];

/// Whether an item's words ask for words of one's own.
fn asks_for_text(own: &str) -> bool {
    let lower = own.to_lowercase();
    let lower = lower.trim_matches(|character: char| !character.is_alphanumeric());
    let begins = |word: &&str| {
        lower.strip_prefix(*word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || rest.starts_with('s'))
    };
    // "Other languages than these" is an option; what asks for words is short, or says so.
    (BEGINNINGS.iter().any(begins) && lower.chars().count() <= 40) || INSIDE.iter().any(|words| lower.contains(words))
}
