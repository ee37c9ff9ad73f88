//! Text that a spreadsheet would take for a formula, kept from being one, and given back as it was.

use std::borrow::Cow;

/// Whether a spreadsheet would take text for a formula, now or when somebody edits it: it starts, after any space, with
/// `=`, `+`, `-`, `@`, a tab or a line end, as OWASP lists them (CSV injection). Their wide forms (`＝` …) count too:
/// Excel reads them alike in some languages.
pub fn is_formula_like(text: &str) -> bool {
    let starts_one =
        |first: char| matches!(first, '=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}');
    text.starts_with(['\t', '\n', '\r']) || text.trim_start().starts_with(starts_one)
}

/// Text for a cell that comes back just so from [`unguarded`]: what looks like a formula gets an apostrophe in front, and
/// so does what has apostrophes before something that looks like one.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if is_formula_like(text.trim_start_matches('\'')) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// Text as it was before [`guarded`].
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_formula_like(text.trim_start_matches('\'')) => text,
        _ => cell,
    }
}
