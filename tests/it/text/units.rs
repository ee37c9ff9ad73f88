//! Places in a text as browsers count them.

use proptest::prelude::*;
use verbatim::text::Utf16Places;

/// Letters of one, two, three and four bytes, marks that join, and text from right to left; long enough for several marks.
const TEXT: &str = "[a-z .,]{0,40}|[éß\u{301}א-תا-ي]{0,30}|[中文字]{0,30}|(👍🏽|👩\u{200d}👧|🙂){0,20}";

fn mixed() -> impl Strategy<Value = String> {
    prop::collection::vec(TEXT, 0..60).prop_map(|parts| parts.concat())
}

#[test]
fn characters_of_two_units_count_two() {
    let places = Utf16Places::of("a🙂é");
    assert_eq!(places.len(), 4);
    assert_eq!([0, 1, 5, 7].map(|byte| places.unit(byte)), [0, 1, 3, 4]);
    assert_eq!([0, 1, 2, 3, 4].map(|unit| places.byte(unit)), [Some(0), Some(1), Some(1), Some(5), Some(7)]);
    assert_eq!(places.byte(5), None);
    assert_eq!(Utf16Places::of("").byte(0), Some(0));
}

proptest! {
    /// What is before a place has as many units as the standard library says, and the way back leads to the same place.
    #[test]
    fn places_are_where_encoding_puts_them(text in mixed()) {
        let places = Utf16Places::of(&text);
        prop_assert_eq!(places.len(), text.encode_utf16().count());
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            let before = text.get(..byte).expect("it is between two characters");
            let unit = places.unit(byte);
            prop_assert_eq!(unit, before.encode_utf16().count());
            prop_assert_eq!(places.byte(unit), Some(byte));
        }
    }

    /// In the middle of a character, either way, its beginning is meant.
    #[test]
    fn a_place_inside_a_character_is_its_beginning(text in mixed()) {
        let places = Utf16Places::of(&text);
        for byte in 0..=text.len() {
            prop_assert_eq!(places.unit(byte), places.unit(text.floor_char_boundary(byte)));
        }
        for unit in 0..=places.len() {
            let byte = places.byte(unit).expect("it is within the text");
            prop_assert!(text.is_char_boundary(byte) && places.unit(byte) <= unit && unit < places.unit(byte) + 2);
        }
        prop_assert_eq!(places.byte(places.len() + 1), None);
    }
}
