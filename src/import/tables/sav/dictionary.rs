//! What an SPSS file says of itself before its cases begin.

use std::collections::BTreeMap;
use std::sync::Arc;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::code_page::encoding_of;
use super::extensions::Extensions;
use super::labels::{Labels, decode, trimmed};
use super::missing::Missing;
use super::source::Source;
use super::variable::{Kind, Measure, Variable, kind_of_format};
use crate::import::tables::ColumnHint;
use crate::import::{ImportError, Warning};

/// More variables than this are no survey.
const MAX_VARIABLES: usize = 65_536;
/// No case has more eight-byte elements: 64 MB.
const MAX_ELEMENTS: usize = 8 << 20;
/// A text wider than this is several variables in the file.
const MAX_SEGMENT: usize = 255;
/// For each of which so many bytes of the width are counted.
const SEGMENT_SHARE: usize = 252;

/// How the cases are packed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Packing {
    None,
    /// Small whole numbers take a byte.
    Bytes,
    /// And all of it in blocks of zlib.
    Blocks,
}

/// The variables, and how the cases are written.
pub(super) struct Dictionary {
    pub(super) variables: Vec<Variable>,
    pub(super) encoding: &'static Encoding,
    pub(super) packing: Packing,
    /// What a packed byte is more than the number that it stands for.
    pub(super) bias: f64,
    pub(super) system_missing: f64,
    /// Of a case.
    pub(super) element_count: usize,
    /// Where the file says so.
    pub(super) case_count: Option<u64>,
    /// The wording that a set of several answers has, by short name.
    set_labels: BTreeMap<Vec<u8>, String>,
    pub(super) warnings: Vec<Warning>,
}

/// A variable as it stands in the file.
struct Raw {
    name: Vec<u8>,
    label: Vec<u8>,
    width: usize,
    print: i32,
    missing: Missing,
    first_element: usize,
}

/// A set of labels, and the elements of the variables that have them.
type LabelSet = (Vec<([u8; 8], f64, Vec<u8>)>, Vec<usize>);

/// Records as they come.
#[derive(Default)]
struct Records {
    variables: Vec<Raw>,
    label_sets: Vec<LabelSet>,
    element_count: usize,
}

impl Dictionary {
    pub(super) fn read(source: &mut Source, planned: Option<&str>) -> Result<Self, ImportError> {
        let kind = source.array::<4>()?;
        source.skip(60)?;
        let layout = source.array()?;
        source.is_big_endian = match (i32::from_le_bytes(layout), i32::from_be_bytes(layout)) {
            (2 | 3, _) => false,
            (_, 2 | 3) => true,
            _ => return Err(source.garbled()),
        };
        source.skip(4)?;
        let packing = match (source.i32()?, &kind) {
            (0, _) => Packing::None,
            (1, _) => Packing::Bytes,
            (2, b"$FL3") => Packing::Blocks,
            _ => return Err(source.garbled()),
        };
        source.skip(4)?;
        let case_count = u64::try_from(source.i32()?).ok();
        let bias = source.f64()?;
        source.skip(84)?;
        let (mut records, mut extensions) = (Records::default(), Extensions::default());
        loop {
            match source.i32()? {
                2 => records.variable(source)?,
                3 => records.labels(source)?,
                6 => {
                    let count = source.count()? as u64;
                    source.skip(count * 80)?;
                }
                7 => extensions.read(source)?,
                999 => break,
                _ => return Err(source.garbled()),
            }
        }
        source.skip(4)?;
        let known = encoding_of(extensions.encoding.as_deref(), extensions.code_page);
        let planned = planned.and_then(|label| Encoding::for_label(label.as_bytes()));
        let mut dictionary = Self {
            variables: Vec::new(),
            encoding: planned.or(known).unwrap_or(WINDOWS_1252),
            packing,
            bias,
            system_missing: extensions.system_missing.unwrap_or(-f64::MAX),
            element_count: records.element_count,
            case_count: extensions.case_count.filter(|&count| i64::try_from(count).is_ok()).or(case_count),
            set_labels: BTreeMap::new(),
            warnings: Vec::new(),
        };
        if planned.or(known).is_none() {
            let message = "the file does not say which encoding its words are in, so they are read as windows-1252; \
                           write encoding = \"…\" in the plan if letters look wrong";
            dictionary.warnings.push(Warning { message: message.to_owned(), line_number: None, column_number: None });
        }
        dictionary.take(records, extensions).ok_or_else(|| source.garbled())?;
        if dictionary.variables.is_empty() {
            return Err(source.damaged("there are no variables in it; save it again in SPSS"));
        }
        Ok(dictionary)
    }

    /// Makes variables of the records; nothing if they do not fit together.
    fn take(&mut self, records: Records, extensions: Extensions) -> Option<()> {
        let Records { variables: raw, label_sets, .. } = records;
        let raw_count = raw.len();
        let mut raw = raw.into_iter();
        let mut first_records = Vec::new();
        while let Some(record) = raw.next() {
            first_records.push(raw_count - raw.len() - 1);
            let wide = extensions.long_texts.get(&record.name).filter(|width| **width > MAX_SEGMENT);
            let width = wide.map_or(record.width, |&width| width);
            let mut segments = vec![elements_of(record.width)];
            for _ in 1..width.div_ceil(if wide.is_some() { SEGMENT_SHARE } else { usize::MAX }) {
                segments.push(elements_of(raw.next().filter(|segment| segment.width > 0)?.width));
            }
            self.variables.push(Variable {
                short_name: record.name,
                long_name: None,
                label: record.label,
                kind: if width == 0 { kind_of_format(record.print) } else { Kind::Text(width) },
                measure: Measure::Unknown,
                first_element: record.first_element,
                segments,
                missing: record.missing,
                labels: None,
            });
        }
        self.take_labels(&label_sets)?;
        self.take_measures(&extensions.display, &first_records, raw_count);
        let mut by_name: BTreeMap<Vec<u8>, usize> = BTreeMap::new();
        for (index, variable) in self.variables.iter().enumerate() {
            by_name.entry(variable.short_name.clone()).or_insert(index);
        }
        for (name, long_name) in extensions.long_names {
            if let Some(&index) = by_name.get(&name) {
                // The other records go by the long name from here on, whatever its letter case.
                by_name.entry(long_name.to_ascii_uppercase()).or_insert(index);
                self.variables[index].long_name = Some(long_name);
            }
        }
        for (name, labels) in extensions.text_labels {
            if let Some(&index) = by_name.get(&name) {
                self.variables[index].labels = Some(Arc::new(Labels::of_texts(labels, self.encoding)));
            }
        }
        for (name, missing) in extensions.text_missing {
            if let Some(&index) = by_name.get(&name) {
                self.variables[index].missing.texts = missing;
            }
        }
        for (label, names) in &extensions.sets {
            let label = decode(label, self.encoding);
            for index in names.iter().filter_map(|name| by_name.get(name)).filter(|_| !label.is_empty()) {
                self.set_labels.insert(self.variables[*index].short_name.clone(), label.clone());
            }
        }
        Some(())
    }

    fn take_labels(&mut self, label_sets: &[LabelSet]) -> Option<()> {
        let by_element: BTreeMap<usize, usize> =
            self.variables.iter().enumerate().map(|(index, variable)| (variable.first_element, index)).collect();
        for (labels, elements) in label_sets {
            let labels = Arc::new(Labels::new(labels, self.encoding));
            for element in elements {
                // A segment of a very long text has none of its own.
                if let Some(&index) = by_element.get(element) {
                    self.variables[index].labels = Some(Arc::clone(&labels));
                } else if *element >= self.element_count {
                    return None;
                }
            }
        }
        Some(())
    }

    /// `display` has two or three numbers for each variable, or for each record of one.
    fn take_measures(&mut self, display: &[i32], first_records: &[usize], record_count: usize) {
        let sizes = [(record_count, 3), (record_count, 2), (self.variables.len(), 3), (self.variables.len(), 2)];
        let Some(&(count, step)) = sizes.iter().find(|(count, step)| count * step == display.len()) else { return };
        for (index, variable) in self.variables.iter_mut().enumerate() {
            let record = if count == record_count { first_records[index] } else { index };
            variable.measure = match display.get(record * step) {
                Some(1) => Measure::Nominal,
                Some(2) => Measure::Ordinal,
                Some(3) => Measure::Continuous,
                _ => Measure::Unknown,
            };
        }
    }

    /// What the file knows of its columns.
    pub(super) fn hints(&self) -> Vec<ColumnHint> {
        let hint = |variable: &Variable| {
            let label = Some(decode(&variable.label, self.encoding)).filter(|label| !label.is_empty());
            let wording = match (self.set_labels.get(&variable.short_name), label) {
                (Some(set), Some(label)) => Some(format!("{set} - {label}")),
                (set, label) => label.or_else(|| set.cloned()),
            };
            variable.hint(wording)
        };
        self.variables.iter().map(hint).collect()
    }

    /// The variables' names as people see them.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        self.variables
            .iter()
            .map(|variable| decode(variable.long_name.as_deref().unwrap_or(&variable.short_name), self.encoding))
    }
}

impl Records {
    fn variable(&mut self, source: &mut Source) -> Result<(), ImportError> {
        let width = source.i32()?;
        let has_label = source.i32()? != 0;
        let missing_count = source.i32()?;
        let (print, _write) = (source.i32()?, source.i32()?);
        let name = source.array::<8>()?;
        let mut label = Vec::new();
        if has_label {
            let length = source.count()?;
            label = source.block(length)?;
            source.skip((length.next_multiple_of(4) - length) as u64)?;
        }
        let mut missing = Missing::default();
        let count = usize::try_from(missing_count.unsigned_abs()).unwrap_or(usize::MAX);
        if count > 3 || (missing_count < 0 && count < 2) {
            return Err(source.garbled());
        }
        let mut values = Vec::new();
        for _ in 0..count {
            values.push(source.array::<8>()?);
        }
        let numbers: Vec<f64> = values.iter().map(|bytes| source.order_f64(*bytes)).collect();
        match (width, numbers.as_slice()) {
            (1.., _) => missing.texts = values.iter().map(|bytes| trimmed(bytes).to_vec()).collect(),
            (_, &[low, high, ..]) if missing_count < 0 => {
                missing.range = Some((low, high));
                missing.numbers = numbers.into_iter().skip(2).collect();
            }
            _ => missing.numbers = numbers,
        }
        // The rest of a text stands as records of its own, one for every further eight bytes.
        let first_element = self.element_count;
        self.element_count += 1;
        if let Ok(width) = usize::try_from(width) {
            let name = trimmed(&name).to_ascii_uppercase();
            self.variables.push(Raw { name, label, width, print, missing, first_element });
        }
        let fits = self.element_count <= MAX_ELEMENTS && self.variables.len() <= MAX_VARIABLES && width <= 255;
        if fits { Ok(()) } else { Err(source.garbled()) }
    }

    fn labels(&mut self, source: &mut Source) -> Result<(), ImportError> {
        let mut labels = Vec::new();
        for _ in 0..source.count()? {
            let bytes = source.array::<8>()?;
            let [length] = source.array()?;
            let label = source.block(usize::from(length))?;
            let padding = (usize::from(length) + 1).next_multiple_of(8) - usize::from(length) - 1;
            source.skip(padding as u64)?;
            labels.push((bytes, source.order_f64(bytes), label));
        }
        if source.i32()? != 4 {
            return Err(source.garbled());
        }
        let mut elements = Vec::new();
        for _ in 0..source.count()? {
            elements.push(source.count()?.checked_sub(1).ok_or_else(|| source.garbled())?);
        }
        self.label_sets.push((labels, elements));
        Ok(())
    }
}

/// How many elements a text of this width takes, or a number, whose width is none.
fn elements_of(width: usize) -> usize {
    width.div_ceil(8).max(1)
}
