//! The records of kind 7, which came to the format over the years; those that are not known are passed over.

use std::collections::BTreeMap;

use super::source::Source;
use crate::import::ImportError;

/// What they say, as it stands in the file.
#[derive(Debug, Default)]
pub(super) struct Extensions {
    pub(super) code_page: Option<i32>,
    pub(super) encoding: Option<Vec<u8>>,
    pub(super) system_missing: Option<f64>,
    pub(super) case_count: Option<u64>,
    /// Short name and long.
    pub(super) long_names: Vec<(Vec<u8>, Vec<u8>)>,
    /// Short name and width in bytes.
    pub(super) long_texts: BTreeMap<Vec<u8>, usize>,
    /// Two or three numbers a variable: measure, sometimes width, alignment.
    pub(super) display: Vec<i32>,
    /// Name, and value and label by value.
    pub(super) text_labels: Vec<OfVariable<Label>>,
    pub(super) text_missing: Vec<OfVariable<Vec<u8>>>,
    /// The label of a set of variables that are one question with several answers, and their short names.
    pub(super) sets: Vec<OfVariable<Vec<u8>>>,
}

/// A name or label, and what goes with it.
type OfVariable<T> = (Vec<u8>, Vec<T>);

/// A value and what it is called.
type Label = (Vec<u8>, Vec<u8>);

impl Extensions {
    /// Reads one record, whose kind was read already.
    pub(super) fn read(&mut self, source: &mut Source) -> Result<(), ImportError> {
        let subtype = source.i32()?;
        let (size, count) = (source.count()?, source.count()?);
        let length = size as u64 * count as u64;
        if !matches!(subtype, 3 | 4 | 7 | 11 | 13 | 14 | 16 | 19..=22) {
            return source.skip(length);
        }
        let bytes = source.block(usize::try_from(length).map_err(|_| source.garbled())?)?;
        let i32_at = |index: usize| Some(source.order_i32(*bytes.get(index * 4..)?.first_chunk()?));
        match subtype {
            3 => self.code_page = i32_at(7),
            4 => self.system_missing = bytes.first_chunk().map(|bytes| source.order_f64(*bytes)),
            7 | 19 => self.sets.extend(sets(&bytes)),
            11 => self.display = (0..count).filter_map(i32_at).collect(),
            13 => self.long_names = pairs(&bytes, b"\t"),
            14 => {
                let number =
                    |digits: Vec<u8>| std::str::from_utf8(&digits).ok()?.trim_matches(['\0', ' ']).parse().ok();
                let widths = pairs(&bytes, b"\0\t").into_iter();
                self.long_texts = widths.filter_map(|(name, width)| Some((name, number(width)?))).collect();
            }
            16 => {
                let order = if source.is_big_endian { u64::from_be_bytes } else { u64::from_le_bytes };
                self.case_count = bytes.get(8..).and_then(|bytes| bytes.first_chunk()).map(|bytes| order(*bytes));
            }
            20 => self.encoding = Some(bytes),
            21 => self.text_labels.extend(Parts { source, rest: &bytes }.labels().ok_or_else(|| source.garbled())?),
            _ => self.text_missing.extend(Parts { source, rest: &bytes }.missing().ok_or_else(|| source.garbled())?),
        }
        Ok(())
    }
}

/// `NAME=value`, one after the other.
fn pairs(bytes: &[u8], separators: &[u8]) -> Vec<(Vec<u8>, Vec<u8>)> {
    let entries = bytes.split(|byte| separators.contains(byte));
    let pair = |entry: &[u8]| {
        let at = entry.iter().position(|&byte| byte == b'=')?;
        Some((entry.get(..at)?.to_ascii_uppercase(), entry.get(at + 1..)?.to_vec()))
    };
    entries.filter_map(pair).collect()
}

/// `$set=C 10 What is it? V1 V2`, or with `D1 1` and so on before the label, one a line.
fn sets(bytes: &[u8]) -> Vec<OfVariable<Vec<u8>>> {
    let set = |line: &[u8]| {
        let at = line.iter().position(|&byte| byte == b'=')?;
        let (kind, mut rest) = line.get(at + 1..)?.split_first()?;
        if *kind == b'E' {
            // `E 1 2 yes`: with a number for what the labels are, before the value that counts.
            rest = rest.trim_ascii_start();
            rest = rest.get(rest.iter().position(|&byte| byte == b' ')?..)?;
        }
        if *kind != b'C' {
            (_, rest) = counted(rest)?;
        }
        let (label, rest) = counted(rest)?;
        let names = rest.split(|&byte| byte == b' ').filter(|name| !name.is_empty());
        Some((label.to_vec(), names.map(<[u8]>::to_ascii_uppercase).collect()))
    };
    bytes.split(|&byte| byte == b'\n').filter_map(set).collect()
}

/// A length in digits, a space, and so many bytes.
fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let bytes = bytes.trim_ascii_start();
    let at = bytes.iter().position(|&byte| byte == b' ')?;
    let (digits, rest) = bytes.split_at_checked(at)?;
    let length = std::str::from_utf8(digits).ok()?.parse().ok()?;
    rest.get(1..)?.split_at_checked(length)
}

/// Fields that each begin with their length.
struct Parts<'b> {
    source: &'b Source,
    rest: &'b [u8],
}

impl<'b> Parts<'b> {
    fn number(&mut self) -> Option<usize> {
        let (bytes, rest) = self.rest.split_first_chunk()?;
        self.rest = rest;
        usize::try_from(self.source.order_i32(*bytes)).ok()
    }

    fn bytes(&mut self, length: usize) -> Option<&'b [u8]> {
        let (bytes, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(bytes)
    }

    fn field(&mut self) -> Option<&'b [u8]> {
        let length = self.number()?;
        self.bytes(length)
    }

    fn labels(mut self) -> Option<Vec<OfVariable<Label>>> {
        let mut found = Vec::new();
        while !self.rest.is_empty() {
            let name = self.field()?.to_ascii_uppercase();
            let (_width, count) = (self.number()?, self.number()?);
            let mut labels = Vec::new();
            for _ in 0..count {
                labels.push((self.field()?.to_vec(), self.field()?.to_vec()));
            }
            found.push((name, labels));
        }
        Some(found)
    }

    fn missing(mut self) -> Option<Vec<OfVariable<Vec<u8>>>> {
        let mut found = Vec::new();
        while !self.rest.is_empty() {
            let name = self.field()?.to_ascii_uppercase();
            let count = usize::from(*self.bytes(1)?.first()?);
            let length = self.number()?;
            let mut values = Vec::new();
            for _ in 0..count {
                values.push(super::labels::trimmed(self.bytes(length)?).to_vec());
            }
            found.push((name, values));
        }
        Some(found)
    }
}
