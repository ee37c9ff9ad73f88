//! Which character stands between columns.

use std::path::Path;

use crate::import::{ImportError, Place};

/// The delimiters that survey tools write, the likeliest first.
const CANDIDATES: &[u8] = b",;\t|";
const LINES: usize = 50;

/// The delimiter by the beginning of a file: the one that gives the most lines the same number of columns, more than
/// one; between equals the one with more columns. A comma where none does.
pub(super) fn delimiter_of(text: &str) -> u8 {
    let mut best = (0, 0, b',');
    for &candidate in CANDIDATES {
        let widths = widths(text, candidate);
        let Some(&header) = widths.first() else { continue };
        let agreeing = widths.iter().filter(|&&width| width == header).count();
        // Out of a thousand, so that one ragged row does not outweigh a delimiter that splits prose.
        let share = agreeing * 1000 / widths.len();
        if header > 1 && (share, header) > (best.0, best.1) {
            best = (share, header, candidate);
        }
    }
    best.2
}

/// Refuses a plan's delimiter that leaves one column where another would give several.
pub(super) fn check(path: &Path, head: &str, planned: u8) -> Result<(), ImportError> {
    let found = delimiter_of(head);
    let first_line = head.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    if found == planned
        || first_line.bytes().any(|byte| byte == planned)
        || !first_line.bytes().any(|byte| byte == found)
    {
        return Ok(());
    }
    let name = |byte: u8| if byte == b'\t' { "tabs".to_owned() } else { format!("\"{}\"", char::from(byte)) };
    let message = format!(
        "its columns are parted by {}, not by {} as the plan says; correct delimiter in the plan",
        name(found),
        name(planned)
    );
    Err(ImportError::damaged(path, Place::line(1), message))
}

/// How many columns each of the first records has.
fn widths(text: &str, delimiter: u8) -> Vec<usize> {
    let mut widths = Vec::new();
    let (mut width, mut in_quotes, mut at_field_start, mut is_blank) = (1, false, true, true);
    for byte in text.bytes() {
        match byte {
            b'"' if in_quotes => in_quotes = false,
            // A doubled quote closes and opens again, which comes to the same.
            b'"' if at_field_start || !is_blank => in_quotes = true,
            b'\n' | b'\r' if !in_quotes => {
                if !is_blank {
                    widths.push(width);
                }
                (width, is_blank) = (1, true);
                at_field_start = true;
                if widths.len() == LINES {
                    return widths;
                }
                continue;
            }
            _ if byte == delimiter && !in_quotes => {
                width += 1;
                at_field_start = true;
                is_blank = false;
                continue;
            }
            _ => {}
        }
        at_field_start = false;
        is_blank = false;
    }
    // The last record may be cut off by the end of the sample, so it only counts alone.
    if widths.is_empty() && !is_blank {
        widths.push(width);
    }
    widths
}
