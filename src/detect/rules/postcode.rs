//! British postcodes. Whether the area exists is checked; whether the street does is not.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::{Rule, after, before, is_word};

static SHAPE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"([A-Za-z]{1,2})[0-9][A-Za-z0-9]?([ \t\n\u{a0}]?)([0-9][A-Za-z]{2})").expect("the pattern is valid")
});

/// The 124 areas that Royal Mail, the Crown dependencies and the non-geographic postcodes use.
const AREAS: &str = " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN \
     DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M \
     ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD \
     TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ";

pub(super) fn find(text: &str, found: &mut impl FnMut(Range<usize>, Rule)) {
    let mut at = 0;
    while let Some(shape) = SHAPE.captures_at(text, at) {
        let whole = shape.get(0).expect("group 0 is the match").range();
        if is_postcode(&shape[1], &shape[2], &shape[3]) && stands_alone(text, &whole) {
            at = whole.end;
            found(whole, Rule::Postcode);
        } else {
            at = whole.start + 1;
        }
    }
}

fn is_postcode(area: &str, gap: &str, inward: &str) -> bool {
    let unit = inward.get(1..).unwrap_or_default();
    let is_lower = unit.bytes().any(|letter| letter.is_ascii_lowercase());
    // "in e2 1st" and "the s1 3rd term" count something; hexadecimal digits come in lower case without a gap.
    let is_number = is_lower && matches!(unit.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th");
    let is_unit = !unit.bytes().any(|letter| b"CIKMOV".contains(&letter.to_ascii_uppercase()));
    is_unit
        && !is_number
        && !(is_lower && gap.is_empty())
        && AREAS.contains(&format!(" {} ", area.to_ascii_uppercase()))
}

fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    !before(text, range.start).is_some_and(|character| is_word(character) || character == '#')
        && !after(text, range.end).is_some_and(is_word)
}
