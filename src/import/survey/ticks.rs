//! Columns that stand for one option each: what in them means that it was ticked.

/// How a column says that its option was ticked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ticks {
    /// By nothing, so far: no one ticked it.
    Blank,
    /// By its own name.
    Named,
    /// By a mark, or a blank.
    Marked,
    /// By yes, where others say no.
    YesOrNo,
}

const MARKS: &[&str] = &[
    "1", "1.0", "x", "y", "yes", "true", "checked", "selected", "quoted", "ticked", "✓", "✔", "ja", "oui", "sí", "si",
];
const NOT_TICKED: &[&str] =
    &["0", "0.0", "n", "no", "false", "unchecked", "not selected", "not quoted", "n/a", "-", "nein", "non"];

/// How a column does it whose option is `own`; nothing if it holds something else.
pub(super) fn of(own: &str, cells: &[&str]) -> Option<Ticks> {
    if cells.is_empty() {
        return Some(Ticks::Blank);
    }
    let is_one_of = |cell: &&str, words: &[&str]| words.iter().any(|word| cell.eq_ignore_ascii_case(word));
    if cells.iter().all(|cell| is_name_of(cell, own)) {
        Some(Ticks::Named)
    } else if cells.iter().all(|cell| is_one_of(cell, MARKS)) && cells.iter().all(|cell| *cell == cells[0]) {
        Some(Ticks::Marked)
    } else if cells.iter().all(|cell| is_one_of(cell, MARKS) || is_one_of(cell, NOT_TICKED)) {
        Some(Ticks::YesOrNo)
    } else {
        None
    }
}

/// The option, however it is spaced, or the end of it: some tools put the matrix's row before it.
fn is_name_of(cell: &str, own: &str) -> bool {
    let same = |own: &str| cell.split_whitespace().eq(own.split_whitespace());
    same(own) || own.rsplit_once(" - ").is_some_and(|(_, option)| same(option))
}

/// Whether a cell of a column means that its option was ticked. An option may itself be called "No".
pub(super) fn is_tick(cell: &str, option: &str) -> bool {
    let cell = cell.trim();
    let is_no = || NOT_TICKED.iter().any(|word| cell.eq_ignore_ascii_case(word));
    !cell.is_empty() && (!is_no() || is_name_of(cell, option))
}
