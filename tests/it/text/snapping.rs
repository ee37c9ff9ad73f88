//! What somebody meant who marked a few letters too many or too few.

use proptest::prelude::*;
use verbatim::text::{snapped, words};

/// The marked stretch stands between `[` and `]`.
fn check(marked: &str, expected: Option<&str>) {
    let start = marked.find('[').expect("it begins somewhere");
    let end = marked.find(']').expect("it ends somewhere") - 1;
    let text = marked.replace(['[', ']'], "");
    assert_eq!(snapped(&text, start..end).map(|span| span.of_text(&text)), expected, "{marked}");
}

#[test]
fn words_are_taken_in_whole() {
    check("Two mo[re pos]ts, and time.", Some("more posts"));
    check("I do[n]’t know.", Some("don’t"));
    check("We []wait.", None);
    check("We[ wait.]", Some("wait."));
    check("an e-[mai]l list", Some("mail"));
    check("re[su]\u{301}me", Some("resu\u{301}me"));
}

#[test]
fn spaces_and_punctuation_alone_go() {
    check("Two[ more posts ]now.", Some("more posts"));
    check("posts[ – and time – ]now", Some("and time"));
    check("posts[, ]and", None);
    check("posts[ … … ]and", None);
    check("He said: [“No one.”] Then", Some("“No one.”"));
    check("posts[, and] time", Some("and"));
}

#[test]
fn signs_say_something_too() {
    check("[👍🏽] from me", Some("👍🏽"));
    check("good ✓[ 👍 ]", Some("👍"));
    check("[  ]", None);
}

#[test]
fn bytes_may_lie_anywhere() {
    let text = "née 👩‍👩‍👧 là";
    assert_eq!(snapped(text, 2..3).map(|span| span.of_text(text)), Some("née"));
    assert_eq!(snapped(text, 9..10).map(|span| span.of_text(text)), Some("👩‍👩‍👧"));
    assert_eq!(snapped(text, 9..999).map(|span| span.of_text(text)), Some("👩‍👩‍👧 là"));
    assert_eq!(snapped(text, 999..9999), None);
    #[expect(clippy::reversed_empty_ranges, reason = "a page may send anything")]
    let backwards = 5..2;
    assert_eq!(snapped(text, backwards), None);
}

proptest! {
    #[test]
    fn a_snapped_span_is_whole_words_of_what_was_marked(
        text in "([a-cé’'👍🏽\u{301}\u{200d} ,.–\n\"-]){0,40}",
        at in 0_usize..60,
        length in 0_usize..60,
    ) {
        let Some(span) = snapped(&text, at..at + length) else { return Ok(()) };
        prop_assert!(!span.is_empty());
        let marked = span.of_text(&text);
        prop_assert_eq!(marked.trim(), marked);
        prop_assert!(text.is_char_boundary(span.start()) && text.is_char_boundary(span.end()));
        for word in words(&text) {
            prop_assert!(span.contains(word.span) || !span.overlaps(word.span), "{} is cut", word.text);
        }
        // It holds nothing but what was marked, and the words and signs that the ends of it cut.
        prop_assert!(span.start() < at + length && span.end() > at);
        prop_assert_eq!(snapped(&text, span.range()), Some(span));
    }

    #[test]
    fn every_marked_word_is_in_it(text in "[a-c ,.]{1,30}", at in 0_usize..30, length in 1_usize..30) {
        let marked = at.min(text.len())..(at + length).min(text.len());
        let touched: Vec<_> = words(&text).filter(|word| word.span.start() < marked.end && marked.start < word.span.end()).collect();
        match snapped(&text, marked) {
            None => prop_assert!(touched.is_empty()),
            Some(span) => prop_assert!(touched.iter().all(|word| span.contains(word.span))),
        }
    }
}
