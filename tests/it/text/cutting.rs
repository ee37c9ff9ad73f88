//! A text without some of its stretches: everything else covers the same words as before.

use proptest::prelude::*;
use verbatim::model::Span;
use verbatim::text::Cut;

const MARKER: &str = "[withdrawn]";

fn check(text: &str, gone: &[&str], span: &str, expected: Option<&str>) {
    let place = |words: &str| {
        let start = text.find(words).expect("the words are in the text");
        Span::of(text, start..start + words.len()).expect("they are whole characters")
    };
    let stretches: Vec<Span> = gone.iter().map(|words| place(words)).collect();
    let cut = Cut::new(text, &stretches, MARKER);
    assert_eq!(cut.moved(place(span)).map(|span| span.of_text(cut.text()).to_owned()).as_deref(), expected, "{span}");
}

#[test]
fn spans_move_with_their_words() {
    let text = "One says.\nTwo says.\nThree, äh, says.\nTwo again.";
    let gone = ["Two says.", "Two again."];
    check(text, &gone, "One says.", Some("One says."));
    check(text, &gone, "äh, s", Some("äh, s"));
    check(text, &gone, "Two says.", None);
    check(text, &gone, "wo s", None);
    check(text, &gone, "says.\nTwo", Some("says."));
    check(text, &gone, "says.\nThree", Some("Three"));
    check(text, &gone, "One says.\nTwo says.\nThree", Some("One says.\n[withdrawn]\nThree"));
    check(text, &gone, "Two says.\nThree, äh, says.\nTwo again", Some("Three, äh, says."));
    check("A\nB\nC", &["A", "B"], "A\nB", None);
    check("A\nB\nC", &["A", "B", "C"], "A\nB\nC", None);
}

/// Several turns, and whether each goes.
fn turns() -> impl Strategy<Value = Vec<(String, bool)>> {
    prop::collection::vec(("[a-zäöü→ ]{0,12}", any::<bool>()), 1..8)
}

/// Starts and lengths of spans, some of which are in the text.
fn places() -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..120_usize, 0..120_usize), 0..20)
}

/// The words of a span without those that go, however they are parted.
fn words(text: &str, span: Span, without: &[Span]) -> String {
    let kept = text.char_indices().filter(|(at, _)| span.range().contains(at));
    kept.filter(|(at, letter)| !letter.is_whitespace() && !without.iter().any(|gone| gone.range().contains(at)))
        .map(|(_, letter)| letter)
        .collect()
}

proptest! {
    #[test]
    fn what_is_left_covers_what_it_covered(turns in turns(), places in places()) {
        let (mut text, mut gone) = (String::new(), Vec::new());
        for (turn, goes) in &turns {
            let start = text.len();
            text.push_str(turn);
            if *goes && !turn.is_empty() {
                gone.push(Span::of(&text, start..text.len()).expect("it was just written"));
            }
            text.push('\n');
        }
        let cut = Cut::new(&text, &gone, MARKER);
        let markers: Vec<Span> = (0..gone.len()).map(|index| cut.marker(index)).collect();
        for marker in &markers {
            prop_assert_eq!(marker.of_text(cut.text()), MARKER);
        }
        prop_assert_eq!(words(cut.text(), Span::whole(cut.text()), &markers), words(&text, Span::whole(&text), &gone));
        for (start, length) in places {
            let Some(span) = Span::of(&text, start..start + length) else { continue };
            let before = words(&text, span, &gone);
            match cut.moved(span) {
                Some(now) if !cut.touches(span) => prop_assert_eq!(now.of_text(cut.text()), span.of_text(&text)),
                Some(now) => {
                    prop_assert!(Span::of(cut.text(), now.range()).is_some(), "whole characters");
                    prop_assert_eq!(words(cut.text(), now, &markers), before);
                }
                None => prop_assert_eq!(before, ""),
            }
        }
    }
}
