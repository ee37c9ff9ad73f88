//! Quotation marks within quotation marks.

use proptest::prelude::*;
use verbatim::text::inner_quotes;

#[track_caller]
fn check(text: &str, expected: &str) {
    assert_eq!(inner_quotes(text), expected);
}

#[test]
fn double_marks_within_a_quotation_become_single_curly_ones() {
    check("They ask, “Is that so, miss?” And it is.", "They ask, ‘Is that so, miss?’ And it is.");
    check("\"No,\" he said (\"at once\") – \"never\".", "‘No,’ he said (‘at once’) – ‘never’.");
    check("„Ein Anfang“, sagt sie, «oui».", "‚Ein Anfang‘, sagt sie, ‹oui›.");
    check("It's the team’s", "It's the team’s");
    check("\"‘So’\"", "‘‘So’’");
    check("", "");
}

proptest! {
    #[test]
    fn nothing_else_changes_and_no_double_mark_is_left(text in "[a-z \"“”«»„.(–]{0,40}") {
        let printed = inner_quotes(&text);
        prop_assert!(!printed.contains(['"', '“', '”', '„', '«', '»']));
        let bare = |text: &str| text.replace(['"', '“', '”', '„', '«', '»', '‘', '’', '‚', '‹', '›'], "");
        prop_assert_eq!(bare(&printed), bare(&text));
        prop_assert_eq!(printed.chars().count(), text.chars().count());
    }
}
