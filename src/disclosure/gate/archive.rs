//! Packed files: docx, xlsx, odt, qdpx and any other zip. Names, comments, every entry, and the bytes between entries.

use std::io::{Cursor, Read};
use std::ops::Range;

use zip::ZipArchive;

use super::GateError;
use super::finding::Place;
use super::inspection::{Inspection, MOST_BYTES, Part};

/// Between the entries there are check sums, in which shorter forms turn up by chance.
const SHORTEST_BETWEEN: usize = 5;

impl Inspection<'_> {
    pub(super) fn archive(&mut self, part: &Part, bytes: &[u8], depth: usize) -> Result<(), GateError> {
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|source| GateError::Archive { source })?;
        let comment = String::from_utf8_lossy(archive.comment()).into_owned();
        self.name(&comment, &Place::ArchiveComment);
        let mut packed: Vec<Range<usize>> = Vec::new();
        for index in 0..archive.len() {
            let entry_number = index + 1;
            let mut entry = archive.by_index(index).map_err(|source| GateError::Archive { source })?;
            let name = String::from_utf8_lossy(entry.name_raw()).into_owned();
            let comment = entry.comment().to_owned();
            let start = usize::try_from(entry.data_start().unwrap_or(0)).unwrap_or(usize::MAX);
            let length = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
            packed.push(start..start.saturating_add(length));
            let mut unpacked = Vec::with_capacity(usize::try_from(entry.size()).unwrap_or(0).min(1 << 26));
            let room = u64::try_from(MOST_BYTES - self.unpacked.min(MOST_BYTES)).unwrap_or(u64::MAX);
            (&mut entry)
                .take(room + 1)
                .read_to_end(&mut unpacked)
                .map_err(|source| GateError::Entry { entry_number, source })?;
            drop(entry);
            let is_clean = self.name(&name, &Place::EntryName { entry_number });
            self.name(&comment, &Place::EntryComment { entry_number });
            let label = if is_clean { name.clone() } else { format!("entry {entry_number}") };
            let label = match &part.label {
                Some(outer) => format!("{outer}, {label}"),
                None => label,
            };
            self.bytes(&Part { label: Some(label), name }, &unpacked, depth + 1)?;
        }
        self.between(part, bytes, packed);
        Ok(())
    }

    /// The bytes of an archive that belong to no entry: headers and what may be hidden among them.
    fn between(&mut self, part: &Part, bytes: &[u8], mut packed: Vec<Range<usize>>) {
        packed.sort_by_key(|range| range.start);
        let mut end = 0;
        let last = bytes.len()..bytes.len();
        for range in packed.into_iter().chain(std::iter::once(last)) {
            let gap = bytes.get(end..range.start).unwrap_or_default();
            let text = String::from_utf8_lossy(gap);
            // Names and comments stand here too and have been reported as such.
            let known: Vec<_> = self.findings.iter().map(|finding| finding.what).collect();
            let mut left = Vec::new();
            self.gate.forms.scan(&text, SHORTEST_BETWEEN, &self.allowed, |what, range, decision| {
                if decision.is_none() && !known.contains(&what) {
                    left.push((what, range));
                }
            });
            for (what, range) in left {
                let found = text.get(range).unwrap_or_default();
                self.report(part.label.as_deref(), what, found, || Place::Part { label: part.label.clone() });
            }
            end = end.max(range.end);
        }
    }
}
