//! One cell of an OpenDocument spreadsheet.

use std::fmt::Write;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use crate::import::tables::sheets::write_number;

/// What a cell says of its value, and the words in it.
#[derive(Debug, Default)]
pub(super) struct Cell {
    kind: String,
    value: String,
    is_error: bool,
    /// So many cells in a row are the same.
    pub(super) repeated: usize,
    /// The paragraphs, as they are shown.
    pub(super) words: String,
}

impl Cell {
    /// Begins the cell of this element, with the memory of the one before.
    pub(super) fn begin(&mut self, element: &BytesStart<'_>) {
        self.kind.clear();
        self.value.clear();
        self.words.clear();
        (self.is_error, self.repeated) = (false, 1);
        for attribute in element.attributes().with_checks(false).flatten() {
            let value = attribute.value.as_ref();
            match (attribute.key.as_ref(), attribute.key.local_name().as_ref()) {
                // LibreOffice's own word; the standard has none for errors.
                ("calcext:value-type", _) => self.is_error = value == "error",
                (_, "value-type") => value.clone_into(&mut self.kind),
                (_, "value" | "date-value" | "time-value" | "boolean-value") => value.clone_into(&mut self.value),
                (_, "number-columns-repeated") => self.repeated = value.parse().unwrap_or(1).max(1),
                _ => {}
            }
        }
    }

    pub(super) fn is_error(&self) -> bool {
        self.is_error
    }

    pub(super) fn is_blank(&self) -> bool {
        self.value.is_empty() && self.words.trim().is_empty()
    }

    /// Appends what the cell holds.
    pub(super) fn write(&self, words: &mut String) {
        let shown = self.words.trim();
        match self.kind.as_str() {
            _ if self.is_error => {}
            "float" | "percentage" | "currency" => match self.value.parse::<f64>() {
                // Zeros in front, as in 00123, are only in what is shown.
                Ok(number) if shown.len() > 1 && shown.starts_with('0') && is_whole(shown, number) => {
                    words.push_str(shown);
                }
                Ok(number) => write_number(number, words),
                Err(_) => words.push_str(shown),
            },
            "date" => {
                let (day, time) = self.value.split_once('T').unwrap_or((&self.value, ""));
                let time = time.split('.').next().unwrap_or_default();
                words.push_str(day);
                if !time.is_empty() && time != "00:00:00" {
                    words.extend([" ", time]);
                }
            }
            "time" => match length(&self.value) {
                Some((hours, minutes, seconds)) => {
                    write!(words, "{hours:02}:{minutes:02}:{seconds:02}")
                        .expect("a string takes whatever is written to it");
                }
                None => words.push_str(shown),
            },
            "boolean" => words.push_str(if self.value == "true" { "TRUE" } else { "FALSE" }),
            _ => words.push_str(&self.words),
        }
    }
}

fn is_whole(shown: &str, number: f64) -> bool {
    shown.bytes().all(|byte| byte.is_ascii_digit()) && shown.parse() == Ok(number)
}

/// `PT11H04M58S`, in whole hours, minutes and seconds.
fn length(value: &str) -> Option<(u32, u32, u32)> {
    let (hours, rest) = value.strip_prefix("PT")?.split_once('H')?;
    let (minutes, rest) = rest.split_once('M')?;
    let seconds = rest.strip_suffix('S')?.split(['.', ',']).next()?;
    Some((hours.parse().ok()?, minutes.parse().ok()?, seconds.parse().ok()?))
}

/// An attribute's value, whatever its prefix.
pub(super) fn attribute_of(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = element.attributes();
    let found =
        attributes.with_checks(false).flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
