//! One row of JSON as cells: every value under its name.

use std::collections::BTreeMap;
use std::fmt::{self, Write};

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use crate::import::tables::Record;
use crate::import::tables::sheets::{MAX_COLUMNS, write_number};

/// Names in the order in which they first come, and the cells of the row at hand.
#[derive(Debug, Default)]
pub(super) struct Cells {
    names: Vec<String>,
    by_name: BTreeMap<String, usize>,
    /// Names that come later are no columns.
    pub(super) is_complete: bool,
    /// The name of a value that has none among the columns, in the row at hand.
    pub(super) unknown: Option<String>,
    /// There were more names, or longer ones, than any table has.
    pub(super) are_too_many: bool,
    /// By name, the row's.
    row: Vec<Cell>,
    /// The name of the value at hand, and those that it is in.
    path: String,
    /// Rows are answers as Qualtrics gives them: values, and labels for some of them.
    is_qualtrics: bool,
}

/// A longer name, in bytes, is none.
const LONGEST_NAME: usize = 4 << 10;

/// What a row has under one name.
#[derive(Debug, Default)]
struct Cell {
    words: String,
    /// The words are labels, which stand for values.
    is_label: bool,
}

impl Cells {
    /// Takes a row apart.
    pub(super) fn read(&mut self, row: &[u8]) -> serde_json::Result<()> {
        self.path.clear();
        self.unknown = None;
        for cell in &mut self.row {
            cell.words.clear();
            cell.is_label = false;
        }
        let mut json = serde_json::Deserializer::from_slice(row);
        Value { cells: self, at: At::Row }.deserialize(&mut json)?;
        json.end()
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// From now on rows are answers as Qualtrics gives them, if this is one: an id, values, and their labels.
    pub(super) fn find_dialect(&mut self, row: &[u8]) {
        #[derive(serde::Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Answer {
            #[expect(dead_code, reason = "it only has to be there")]
            response_id: String,
            #[expect(dead_code, reason = "it only has to be there")]
            values: serde::de::IgnoredAny,
            #[expect(dead_code, reason = "it only has to be there")]
            labels: serde::de::IgnoredAny,
        }
        self.is_qualtrics = serde_json::from_slice::<Answer>(row).is_ok();
    }

    pub(super) fn write(&self, record: &mut Record) {
        for cell in &self.row {
            record.write(&cell.words);
            record.end_field();
        }
    }

    /// Goes to the value of this number in a list.
    fn enter(&mut self, number: usize) {
        let dot = if self.path.is_empty() { "" } else { "." };
        write!(self.path, "{dot}{number}").expect("a string takes whatever is written to it");
    }

    fn add(&mut self, words: &str) {
        let is_label = self.is_qualtrics && self.path.starts_with("labels.");
        let name = match self.path.split_once('.') {
            Some(("values" | "labels", name)) if self.is_qualtrics => name,
            // Which questions were shown, and their options.
            Some(("displayedFields" | "displayedValues", _)) if self.is_qualtrics => return,
            _ if self.is_qualtrics && self.path == "displayedFields" => return,
            _ => self.path.as_str(),
        };
        let column = match self.by_name.get(name) {
            Some(&column) => column,
            None if self.names.len() == MAX_COLUMNS || name.len() > LONGEST_NAME => {
                self.are_too_many = true;
                return;
            }
            None if self.is_complete => {
                self.unknown.get_or_insert_with(|| name.to_owned());
                return;
            }
            None => {
                self.names.push(name.to_owned());
                self.by_name.insert(name.to_owned(), self.names.len() - 1);
                self.row.push(Cell::default());
                self.names.len() - 1
            }
        };
        if words.is_empty() {
            return;
        }
        let cell = &mut self.row[column];
        // A label stands for its value; one label after the other is several answers, as are several values.
        if is_label && !cell.is_label {
            cell.words.clear();
        }
        if !cell.words.is_empty() {
            cell.words.push('\n');
        }
        cell.words.push_str(words);
        cell.is_label = is_label;
    }
}

/// A value, and where it stands.
struct Value<'c> {
    cells: &'c mut Cells,
    at: At,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum At {
    Row,
    /// Behind its name.
    Named,
    /// In a row that is a list: cells go by their number.
    CellOf(usize),
    /// In a list inside a row: several answers, or several objects.
    OneOf(usize),
}

impl Value<'_> {
    fn words<E: Error>(self, words: &str) -> Result<(), E> {
        match self.at {
            At::Row => return Err(E::custom("a row has names")),
            At::CellOf(number) => self.cells.enter(number),
            At::Named | At::OneOf(_) => {}
        }
        self.cells.add(words);
        Ok(())
    }

    /// Objects and lists in a list go by their number.
    fn enter(&mut self) {
        if let At::CellOf(number) | At::OneOf(number) = self.at {
            self.cells.enter(number);
        }
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a row: names and values in braces")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        self.enter();
        let length = self.cells.path.len();
        while let Some(key) = map.next_key::<String>()? {
            if length > 0 {
                self.cells.path.push('.');
            }
            self.cells.path.push_str(&key);
            map.next_value_seed(Value { cells: self.cells, at: At::Named })?;
            self.cells.path.truncate(length);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut list: A) -> Result<(), A::Error> {
        let is_row = self.at == At::Row;
        self.enter();
        let length = self.cells.path.len();
        for number in 1.. {
            let at = if is_row { At::CellOf(number) } else { At::OneOf(number) };
            if list.next_element_seed(Value { cells: self.cells, at })?.is_none() {
                return Ok(());
            }
            self.cells.path.truncate(length);
        }
        Ok(())
    }

    fn visit_str<E: Error>(self, words: &str) -> Result<(), E> {
        self.words(words)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<(), E> {
        self.words(if value { "true" } else { "false" })
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<(), E> {
        self.words(&value.to_string())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<(), E> {
        self.words(&value.to_string())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<(), E> {
        let mut words = String::new();
        write_number(value, &mut words);
        self.words(&words)
    }

    /// `null`: a blank, but the column is there.
    fn visit_unit<E: Error>(self) -> Result<(), E> {
        self.words("")
    }
}
