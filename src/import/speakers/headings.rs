//! Which headings are headings. Transcripts misuse them in two ways: for the speakers' names, and for all the text.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::labels::{Label, whole_label};
use crate::import::Warning;
use crate::import::lines::{Line, SaidBy};

/// Lines whose headings are structure, and nothing else.
pub(super) fn settled<'l>(lines: &'l [Line], warnings: &mut Vec<Warning>) -> Cow<'l, [Line]> {
    let levels: BTreeSet<u8> = lines.iter().filter_map(|line| line.heading).collect();
    let name_levels: Vec<u8> = levels.into_iter().filter(|&level| are_names(lines, level)).collect();
    let mut settled = Cow::Borrowed(lines);
    if !name_levels.is_empty() {
        for line in settled.to_mut() {
            if line.heading.is_some_and(|level| name_levels.contains(&level)) {
                let label = whole_label(&line.text);
                line.said_by =
                    label.map(|Label { name, start_ms, rest, style, .. }| SaidBy { name, start_ms, rest, style });
                line.heading = None;
            }
        }
    }
    if is_all_headings(&settled) {
        settled.to_mut().iter_mut().for_each(|line| line.heading = None);
        let message = "most of the text is set as headings, so it was read as paragraphs".to_owned();
        warnings.push(Warning { message, line_number: None, column_number: None });
    }
    settled
}

/// Whether the headings of a level are speakers' names: each could be one, and they come again and again. So it is in
/// transcripts that were prepared for coding by heading.
fn are_names(lines: &[Line], level: u8) -> bool {
    let headings = || lines.iter().filter(|line| line.heading == Some(level));
    let names: Option<BTreeSet<String>> =
        headings().map(|line| Some(whole_label(&line.text)?.name.to_lowercase())).collect();
    names.is_some_and(|names| names.len() >= 2 && headings().count() >= names.len() * 2)
}

/// Whether hardly anything but headings is there.
fn is_all_headings(lines: &[Line]) -> bool {
    let length = |line: &Line| line.text.len();
    let of_headings: usize = lines.iter().filter(|line| line.heading.is_some()).map(length).sum();
    let heading_count = lines.iter().filter(|line| line.heading.is_some()).count();
    heading_count >= 3 && of_headings * 2 > lines.iter().map(length).sum()
}
