//! Two forms of one text: what is the same, and where passages of the old one stand in the new one.

use proptest::prelude::*;
use verbatim::model::{Doubt, Span};
use verbatim::text::{Landing, Landings, Piece, WordDiff, places_of};

/// The passage in brackets of the old text, and where it lands: the new text has the brackets where it should.
fn check(old: &str, new: &str, expected: Option<Doubt>) {
    let (old, span) = bracketed(old);
    let (new, place) = bracketed(new);
    let landing = Landings::new(&old, &new).of(span.expect("the old text has a passage in brackets"));
    let wanted = match (expected, place) {
        (None, Some(place)) => Landing::Sure(place),
        (Some(doubt), best) => Landing::Unsure { doubt, best },
        (None, None) => panic!("the new text has the passage in brackets"),
    };
    assert_eq!(landing, wanted, "{old:?} → {new:?}");
}

fn bracketed(text: &str) -> (String, Option<Span>) {
    let Some((before, rest)) = text.split_once('[') else { return (text.to_owned(), None) };
    let (inside, behind) = rest.split_once(']').expect("a bracket is closed");
    let whole = format!("{before}{inside}{behind}");
    let span = Span::of(&whole, before.len()..before.len() + inside.len());
    (whole, span)
}

#[test]
fn unchanged_words_land_surely() {
    check("We [need a grant] now.", "We [need a grant] now.", None);
    check("We [need a grant] now.", "Well, we [need a grant] now.", None);
    check("One.\nWe [need a grant] now.", "We [need a grant] at once.", None);
    check("We [need two posts].", "We\nreally\n\n[need  two\nposts].", None);
    check("We need two posts[.]", "We need three posts[.]", None);
    check("tra[ini]ng for staff", "more tra[ini]ng for staff", None);
    check("So be[ it.] Next", "And so be[ it.] Next", None);
    check("Größe [zählt] für alle, sagt sie", "Die Größe [zählt] für alle, sagt sie", None);
}

#[test]
fn changed_words_wait() {
    check("We [need a grant] now.", "We [need two grants] now.", Some(Doubt::Changed));
    check("We [need a grant] now.", "We [need a big grant] now.", Some(Doubt::Changed));
    check("We [need a grant] now.", "We [Need a grant] now.", Some(Doubt::Changed));
    check("We need [a grant] now.", "We need now.", Some(Doubt::Gone));
    check("We [need a grant] now.", "We [need] now.", Some(Doubt::Changed));
    check("All [of it] is good.", "", Some(Doubt::Gone));
}

#[test]
fn one_of_two_like_passages() {
    // Nothing tells which of the two was taken out.
    let (old, new) = ("Yes. [More staff.] Yes. More staff. No.", "Yes. [More staff.] No.");
    check(old, new, Some(Doubt::Repeated));
    // Each has something of its own beside it.
    check("One: [more staff.] Two: more staff. End", "One: [more staff.] Two: End", None);
    check("Two: more staff. End. One: [more staff.] Last", "Two: End. One: [more staff.] Last", None);
}

#[test]
fn a_passage_that_was_cut_and_pasted() {
    check(
        "[The grant ends in spring.]\nWe write for others.\nThat is a lot of work for us.",
        "We write for others.\nThat is a lot of work for us.\n[The grant ends in spring.]",
        Some(Doubt::Moved),
    );
}

#[test]
fn a_word_in_a_passage_that_is_all_new() {
    check(
        "Before it.\nYou could call [training] something else.\nAfter it.",
        "Other start.\nNobody mentioned [training] today, ever.\nOther close.",
        Some(Doubt::Surroundings),
    );
}

#[test]
fn words_are_found_whatever_stands_between_them() {
    let text = "Two more posts, and two\nmore  posts.";
    let found: Vec<&str> = places_of("two more posts", text).iter().map(|span| span.of_text(text)).collect();
    assert_eq!(found, ["two\nmore  posts"]);
    assert_eq!(places_of("more posts", text).len(), 2);
    assert_eq!(places_of("fewer posts", text), []);
    assert_eq!(places_of("", text), []);
}

/// Both texts, as people see the difference.
fn shown(old: &str, new: &str) -> String {
    let piece = |piece: &Piece| match piece {
        Piece::Same { new: span, .. } => span.of_text(new).to_owned(),
        Piece::Changed { old: was, new: is } => format!("[{}→{}]", was.of_text(old), is.of_text(new)),
    };
    WordDiff::of(old, new).pieces().iter().map(piece).collect::<Vec<_>>().join(" ")
}

#[test]
fn differences_are_words() {
    assert_eq!(shown("a b c d", "a x c d"), "a [b→x] c d");
    assert_eq!(shown("a b", "a b c"), "a b [→c]");
    assert_eq!(shown("a b c", "b c"), "[a→] b c");
    assert_eq!(shown("same\nwords", "same words"), "same words");
    assert_eq!(shown("", "new"), "[→new]");
    assert_eq!(shown("", ""), "");
}

fn words() -> impl Strategy<Value = String> {
    let word = prop_oneof![4 => "[a-e]", 1 => Just("\n".to_owned()), 1 => "[a-e]{2}\\.", 1 => "é|中|’"];
    prop::collection::vec(word, 0..60).prop_map(|words| words.join(" "))
}

proptest! {
    #[test]
    fn a_sure_landing_is_on_the_same_words(old in words(), new in words(), start in 0_usize..200, length in 1_usize..30) {
        let landings = Landings::new(&old, &new);
        let Some(span) = Span::of(&old, start..(start + length).min(old.len())).filter(|span| !span.is_empty()) else { return Ok(()) };
        let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        match landings.of(span) {
            Landing::Sure(place) => prop_assert_eq!(tidy(place.of_text(&new)), tidy(span.of_text(&old))),
            Landing::Unsure { doubt, best } => {
                if let Some(best) = best {
                    prop_assert!(!best.of_text(&new).is_empty());
                    prop_assert!(!doubt.keeps_words() || tidy(best.of_text(&new)) == tidy(span.of_text(&old)));
                }
            }
        }
    }

    #[test]
    fn the_pieces_are_both_texts(old in words(), new in words()) {
        let tidy = |text: &str| text.chars().filter(|character| !character.is_whitespace()).collect::<String>();
        let pieces = WordDiff::of(&old, &new).pieces();
        let (mut before, mut after) = (String::new(), String::new());
        for piece in &pieces {
            let (Piece::Same { old: was, new: is } | Piece::Changed { old: was, new: is }) = piece;
            before += was.of_text(&old);
            after += is.of_text(&new);
            if matches!(piece, Piece::Same { .. }) {
                prop_assert_eq!(tidy(was.of_text(&old)), tidy(is.of_text(&new)));
            }
        }
        prop_assert_eq!(tidy(&before), tidy(&old));
        prop_assert_eq!(tidy(&after), tidy(&new));
    }
}

/// Whatever stands in two long texts: comparing them ends soon, which a test run shows by ending at all.
#[test]
fn large_and_hostile_texts_are_compared() {
    const SIZE: usize = 40_000;
    let many = |word: &dyn Fn(usize) -> String, between: &str| {
        let mut text = String::new();
        for nth in 0.. {
            if text.len() >= SIZE {
                break;
            }
            text += &word(nth);
            text += between;
        }
        text
    };
    let scattered = |nth: usize, seed: usize| (nth * 7_919 + seed).wrapping_mul(2_654_435_761) % 2_000;
    let texts = [
        many(&|_| "a".to_owned(), " "),
        many(&|_| "a".to_owned(), " ") + "a",
        many(&|_| "a".to_owned(), "\n"),
        many(&|nth| if nth % 2 == 0 { "a" } else { "b" }.to_owned(), " "),
        many(&|nth| format!("w{nth}"), " "),
        many(&|nth| format!("w{nth}"), "\n"),
        many(&|nth| if nth % 3 == 0 { format!("v{nth}") } else { format!("w{nth}") }, " "),
        many(&|nth| if nth % 3 == 0 { format!("v{nth}") } else { format!("w{nth}") }, "\n"),
        many(&|nth| format!("w{}", scattered(nth, 1)), " "),
        many(&|nth| format!("w{}", scattered(nth, 5)), "\n"),
        "a".repeat(SIZE),
        "?".repeat(SIZE),
        "?!".repeat(SIZE / 2),
    ];
    for (old, new) in texts.iter().zip(texts.iter().skip(1)) {
        let landings = Landings::new(old, new);
        for start in (0..old.len()).step_by(8_000) {
            if let Some(span) = Span::of(old, start..(start + 40).min(old.len())) {
                landings.of(span);
            }
        }
    }
}
