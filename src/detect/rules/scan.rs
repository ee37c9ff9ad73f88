//! The one pass over a text.

use std::ops::Range;

use super::reader::{before, is_word};
use super::{Rule, ages, codes, dates, days, network, numerals, phone, places, postcode, references, web};
use crate::text::NUMBER_WORDS;

/// What a byte can begin or end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    Nothing,
    Digit,
    Letter,
    At,
    Dot,
    Colon,
}

const CLASSES: [Class; 256] = {
    let mut classes = [Class::Nothing; 256];
    let mut byte = 0u8;
    while byte < 128 {
        classes[byte as usize] = match byte {
            b'0'..=b'9' => Class::Digit,
            b'a'..=b'z' | b'A'..=b'Z' => Class::Letter,
            b'@' => Class::At,
            b'.' => Class::Dot,
            b':' => Class::Colon,
            _ => Class::Nothing,
        };
        byte += 1;
    }
    classes
};

/// The words that something can begin with.
const WORDS: [&[&str]; 6] = [
    &days::MONTHS,
    &days::SHORT_MONTHS,
    &days::WEEKDAYS,
    &numerals::DECADES,
    &NUMBER_WORDS,
    &[
        "flat",
        "apt",
        "apartment",
        "suite",
        "po",
        "pob",
        "p",
        "at",
        "born",
        "oh",
        "o",
        "nought",
        "naught",
        "plus",
        "double",
    ],
];

/// For each pair of first letters, the lengths that words with it have, as bits: all but a few words end here.
const LENGTHS: [[u16; 26]; 26] = {
    let mut lengths = [[0; 26]; 26];
    let mut list = 0;
    while list < WORDS.len() {
        let mut index = 0;
        while index < WORDS[list].len() {
            let word = WORDS[list][index].as_bytes();
            let second = if word.len() > 1 { word[1] - b'a' } else { 0 };
            lengths[(word[0] - b'a') as usize][second as usize] |= 1 << word.len();
            index += 1;
        }
        list += 1;
    }
    lengths
};

fn may_begin(word: &[u8]) -> bool {
    let letter = |index: usize| word.get(index).map_or(0, |letter| usize::from(letter.to_ascii_lowercase() - b'a'));
    word.len() < 16 && LENGTHS[letter(0)][letter(1)] & (1 << word.len()) != 0
}

/// Gives every stretch of `text` that a rule applies to, by where it is noticed. Stretches may overlap where an e-mail or
/// web address is made of parts; otherwise what begins first has its words for itself.
pub fn find(text: &str, mut found: impl FnMut(Range<usize>, Rule)) {
    let bytes = text.as_bytes();
    // Numbers and words up to here belong to something already; dates and ages, and web addresses, up to there.
    let (mut claimed, mut dated, mut web_claimed) = (0, 0, 0);
    let mut email = 0..0;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let class = CLASSES[usize::from(byte)];
        let length = match class {
            Class::Nothing => {
                at += 1;
                continue;
            }
            Class::At | Class::Dot | Class::Colon => 1,
            _ => bytes
                .get(at..)
                .unwrap_or_default()
                .iter()
                .take_while(|&&next| CLASSES[usize::from(next)] == class)
                .count(),
        };
        let hit = match class {
            Class::Digit if at >= claimed && length < 3 && is_clock(bytes, at) => network::four(text, at),
            Class::Digit if at >= claimed => number(text, at),
            Class::Letter if at >= claimed && may_begin(&bytes[at..at + length]) && starts_word(text, at) => {
                word(text, at, length)
            }
            Class::At => web::at_sign(text, at),
            Class::Dot if at >= web_claimed => {
                web::dot(text, at).filter(|(host, _)| host.start < email.start || host.end > email.end)
            }
            Class::Colon => (at >= web_claimed)
                .then(|| web::scheme(text, at))
                .flatten()
                .or_else(|| (at >= claimed).then(|| network::with_colons(text, at)).flatten()),
            _ => None,
        };
        if let Some((range, rule)) = hit.filter(|(_, rule)| rule.is_direct() || at >= dated) {
            match class {
                Class::Dot => web_claimed = web_claimed.max(range.end),
                Class::Colon if rule == Rule::Web => web_claimed = web_claimed.max(range.end),
                Class::At => email = range.clone(),
                _ if rule.is_direct() => claimed = claimed.max(range.end),
                _ => dated = dated.max(range.end),
            }
            found(range, rule);
        }
        at += length;
    }
}

/// The minutes and seconds of a time: digits behind a colon behind a digit.
fn is_clock(bytes: &[u8], at: usize) -> bool {
    at >= 2 && bytes[at - 1] == b':' && bytes[at - 2].is_ascii_digit()
}

fn starts_word(text: &str, at: usize) -> bool {
    match text.as_bytes().get(at.wrapping_sub(1)) {
        Some(previous) if previous.is_ascii() => !previous.is_ascii_alphanumeric(),
        Some(_) => !before(text, at).is_some_and(is_word),
        None => true,
    }
}

type Reader = fn(&str, usize) -> Option<(Range<usize>, Rule)>;

/// What a number is whose first digit stands here; what has a check digit first.
fn number(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    /// Behind letters: parts of a code.
    const IN_CODE: [Reader; 7] = [
        network::hyphened,
        codes::iban,
        codes::national_insurance,
        codes::driving_licence,
        codes::vehicle,
        postcode::read,
        references::read,
    ];
    /// By themselves.
    const ALONE: [Reader; 16] = [
        network::hyphened,
        |text, at| phone::read(text, at).filter(|_| before(text, at) == Some('+')),
        codes::national_insurance,
        codes::nhs,
        codes::card,
        |text, at| codes::account(text, at).filter(|_| !references::is_joined(text, at)),
        phone::read,
        codes::social_security,
        codes::driving_licence,
        network::four,
        |text, at| dates::numeric(text, at).map(|range| (range, Rule::Date)),
        |text, at| places::read(text, at).map(|range| (range, Rule::Address)),
        |text, at| days::day_first(text, at).map(|range| (range, Rule::Date)),
        |text, at| ages::digits(text, at).map(|range| (range, Rule::Age)),
        references::read,
        |text, at| postcode::read(text, at),
    ];
    let is_behind_letter = before(text, at).is_some_and(|sign| sign.is_ascii_alphabetic());
    let readers: &[Reader] = if is_behind_letter { &IN_CODE } else { &ALONE };
    readers.iter().find_map(|reader| reader(text, at))
}

/// What begins with this word.
fn word(text: &str, at: usize, length: usize) -> Option<(Range<usize>, Rule)> {
    let word = text.get(at..at + length)?;
    let date = |range: Range<usize>| (range, Rule::Date);
    match word {
        "Flat" | "Apt" | "Apartment" | "Suite" | "PO" | "POB" | "P" => {
            return places::unit(text, at).map(|range| (range, Rule::Address));
        }
        "at" => return web::dictated(text, at),
        "born" | "Born" => return dates::birth(text, at).map(date),
        _ => {}
    }
    if days::is_month(word) {
        return days::month_first(text, at).map(date);
    }
    if days::is_weekday(word) {
        return days::weekday_first(text, at).map(date);
    }
    if numerals::is_decade(word) {
        return ages::decade(text, at).map(|range| (range, Rule::Age));
    }
    if numerals::begins_number(word) {
        return ages::said(text, at).map(|range| (range, Rule::Age)).or_else(|| phone::dictated(text, at));
    }
    let is_nought =
        ["oh", "o", "nought", "naught", "plus", "double"].iter().any(|known| known.eq_ignore_ascii_case(word));
    if is_nought { phone::dictated(text, at) } else { None }
}
