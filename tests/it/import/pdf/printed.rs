//! One interview, as text and printed in two ways.

use verbatim::import::Imported;

use super::super::files::{assert_sound, imported, turns_of};
use super::super::shared::assert_same;

const TEXT: &[u8] = include_bytes!("interview.txt");

/// Turns, but for headings.
fn spoken(imported: &Imported) -> Vec<String> {
    assert_sound(imported);
    turns_of(imported).lines().filter(|turn| !turn.starts_with('#')).map(str::to_owned).collect()
}

fn check(name: &str, printed: &[u8]) {
    let (pdf, text) = (imported("a.pdf", printed), imported("a.txt", TEXT));
    assert_same(&spoken(&pdf), &spoken(&text), name);
    assert_eq!(pdf.warnings.len(), 1);
    assert_eq!(pdf.warnings[0].message, "4 running headers, footers and page numbers were left out");
    assert_eq!(pdf.turns.iter().filter(|turn| turn.heading.is_some()).count(), 1);
}

#[test]
fn two_columns() {
    check("two columns", include_bytes!("two-columns.pdf"));
}

#[test]
fn hyphenated_lines_and_indented_paragraphs() {
    check("hyphenated", include_bytes!("hyphenated.pdf"));
}
