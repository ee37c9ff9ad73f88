//! British postcodes. Whether the area exists is checked; whether the street does is not.

use std::ops::Range;

use super::Rule;
use super::reader::{Reader, after, before, is_word};

/// The 124 areas that Royal Mail, the Crown dependencies and the non-geographic postcodes use.
const AREAS: &str = " AB AL B BA BB BD BF BH BL BN BR BS BT BX CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN \
     DT DY E EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M \
     ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD \
     TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE ";

/// The postcode whose first digit stands here: one or two letters before it, then a sign or none, and `1AA`.
pub(super) fn read(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    let letters = text.get(..at)?.bytes().rev().take_while(u8::is_ascii_alphabetic).take(3).count();
    if !matches!(letters, 1 | 2) {
        return None;
    }
    let start = at - letters;
    let area = text.get(start..at)?;
    // The longer outward code first: "M11AA" is M1 1AA, but "M1A 1AA" has a letter there.
    [2, 1].into_iter().find_map(|length| {
        let mut reader = Reader::at(text, at);
        let district = reader.run(length, |sign| sign.is_ascii_alphanumeric());
        let gap = reader.take(|sign| matches!(sign, ' ' | '\t' | '\n' | '\u{a0}'));
        let inward = reader.run(3, |sign| sign.is_ascii_alphanumeric());
        let is_shape = district.len() == length
            && inward.len() == 3
            && inward.starts_with(|sign: char| sign.is_ascii_digit())
            && inward.bytes().skip(1).all(|sign| sign.is_ascii_alphabetic());
        let range = start..reader.at;
        (is_shape && is_postcode(area, gap.is_some(), inward) && stands_alone(text, &range))
            .then_some((range, Rule::Postcode))
    })
}

fn is_postcode(area: &str, has_gap: bool, inward: &str) -> bool {
    let unit = inward.get(1..).unwrap_or_default();
    let is_lower = unit.bytes().any(|letter| letter.is_ascii_lowercase());
    // "in e2 1st" and "the s1 3rd term" count something; hexadecimal digits come in lower case without a gap.
    let is_number = is_lower && matches!(unit.to_ascii_lowercase().as_str(), "st" | "nd" | "rd" | "th");
    let is_unit = !unit.bytes().any(|letter| b"CIKMOV".contains(&letter.to_ascii_uppercase()));
    is_unit && !is_number && (has_gap || !is_lower) && AREAS.contains(&format!(" {} ", area.to_ascii_uppercase()))
}

fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    !before(text, range.start).is_some_and(|character| is_word(character) || character == '#')
        && !after(text, range.end).is_some_and(is_word)
}
