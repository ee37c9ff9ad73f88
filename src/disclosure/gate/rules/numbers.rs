//! Numbers of patients, cards, accounts, taxpayers, drivers, vehicles and machines: a shape from a list, then what must be
//! true of its digits.

use std::ops::Range;

use super::is_clear;
use super::templates::fit;
use crate::detect::Rule;

/// A shape, what it may be, and what must be true of its letters and digits.
type Known = (&'static str, Rule, fn(&str) -> bool);

/// What can start with a digit.
const DIGITS: [Known; 22] = [
    ("9999999999", Rule::Nhs, is_patient),
    ("999_999_9999", Rule::Nhs, is_patient),
    ("9999s9999s9999s9999", Rule::Card, is_card),
    ("9999s999999s99999", Rule::Card, is_card),
    ("9999s999999s9999", Rule::Card, is_card),
    ("9999s9999s9999s9999s999", Rule::Card, is_card),
    ("999999999999", Rule::Card, is_card),
    ("9999999999999", Rule::Card, is_card),
    ("99999999999999", Rule::Card, is_card),
    ("999999999999999", Rule::Card, is_card),
    ("9999999999999999", Rule::Card, is_card),
    ("99999999999999999", Rule::Card, is_card),
    ("999999999999999999", Rule::Card, is_card),
    ("9999999999999999999", Rule::Card, is_card),
    ("999-99-9999", Rule::SocialSecurity, is_insured),
    ("99-99-99_99999999", Rule::Account, |_| true),
    ("99-99-99,_99999999", Rule::Account, |_| true),
    ("99-99-99/99999999", Rule::Account, |_| true),
    ("99-99-99_account_99999999", Rule::Account, |_| true),
    ("99-99-99,_account_99999999", Rule::Account, |_| true),
    ("99-99-99_account_number_99999999", Rule::Account, |_| true),
    ("99-99-99,_account_number_99999999", Rule::Account, |_| true),
];

/// What can start with a capital letter.
const LETTERS: [Known; 8] = [
    ("AA999999A", Rule::NationalInsurance, is_taxpayer),
    ("AA_99_99_99_A", Rule::NationalInsurance, is_taxpayer),
    ("AA-99-99-99-A", Rule::NationalInsurance, is_taxpayer),
    ("AA_999999_A", Rule::NationalInsurance, is_taxpayer),
    ("XXXXX999999XX9XX", Rule::DrivingLicence, is_driver),
    ("XXXXX_999999_XX9XX", Rule::DrivingLicence, is_driver),
    ("AA99_AAA", Rule::Vehicle, is_plate),
    ("AA99AAA", Rule::Vehicle, is_plate),
];

pub(super) fn scan(text: &str, found: &mut impl FnMut(Rule, Range<usize>)) {
    let bytes = text.as_bytes();
    for (at, byte) in bytes.iter().enumerate() {
        let known: &[Known] = match byte {
            b'0'..=b'9' => &DIGITS,
            b'A'..=b'Z' | b'a'..=b'z' => &LETTERS,
            _ => continue,
        };
        let follows = at > 0 && bytes[at - 1].is_ascii_alphanumeric();
        // What is looked for has a digit among its first signs, though one may be a space of several bytes.
        let is_far = !bytes.iter().skip(at).take(9).any(u8::is_ascii_digit);
        if follows || is_far || !is_clear(text.get(..at).unwrap_or_default().chars().rev()) {
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        for (shape, rule, holds) in known {
            if let Some((length, signs)) = fit(rest, shape)
                && holds(&signs)
                && is_ended(rest, length)
                && !is_something_else(text.get(..at).unwrap_or_default(), *rule)
            {
                found(*rule, at..at + length);
            }
        }
        if let Some(length) = account(rest) {
            found(Rule::Iban, at..at + length);
        }
        if let Some(length) = machine(rest)
            && !is_something_else(text.get(..at).unwrap_or_default(), Rule::Network)
        {
            found(Rule::Network, at..at + length);
        }
    }
}

fn is_ended(rest: &str, length: usize) -> bool {
    let after = rest.get(length..).unwrap_or_default();
    is_clear(after.chars()) && !after.starts_with('%')
}

/// Whether what stands before says that a number is a book's or a version's, or joins it to more.
fn is_something_else(before: &str, rule: Rule) -> bool {
    let mut words = before.rsplit(|sign: char| !sign.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_named = |names: &[&str], word: Option<&str>| {
        word.is_some_and(|word| names.iter().any(|name| name.eq_ignore_ascii_case(word)))
    };
    let books = ["isbn", "isbn10", "isbn13", "issn", "ean", "gtin", "barcode", "doi", "pmid"];
    let versions = ["version", "ver", "v", "release", "section", "chapter", "clause", "article", "paragraph", "rule"];
    let joined = |signs: &[char]| before.ends_with(signs);
    match rule {
        Rule::Nhs | Rule::Card => is_named(&books, words.next()) || is_named(&books, words.next()),
        Rule::Network => joined(&['-']) || is_named(&versions, words.next()) || is_named(&versions, words.next()),
        Rule::Account => joined(&['-', '/', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}']),
        Rule::Vehicle => joined(&['-', '_', '/', '#']),
        _ => false,
    }
}

/// The length of an internet address of version 4 at the start of the text. Short ones may number sections.
fn machine(text: &str) -> Option<usize> {
    const SHORTEST: usize = 12;
    let length = text.bytes().take(16).take_while(|sign| sign.is_ascii_digit() || *sign == b'.').count();
    let written = text.get(..length)?.trim_end_matches('.');
    let groups: Vec<u8> = written.split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let is_plain = written.split('.').all(|group| group == "0" || !group.starts_with(['0', '+']));
    (groups.len() == 4 && is_plain && written.len() >= SHORTEST && is_ended(text, written.len()))
        .then_some(written.len())
}

/// The ten digits' running totals, added up, are a multiple of 11: the same as weights from 10 down to 1.
fn is_patient(digits: &str) -> bool {
    let (mut total, mut totals) = (0, 0);
    for digit in digits.bytes() {
        total += u32::from(digit - b'0');
        totals += total;
    }
    totals % 11 == 0 && digits.starts_with(['3', '4', '6', '7', '9'])
}

/// Luhn's sum by a table of doubled digits, and the first digits that the large issuers have.
fn is_card(digits: &str) -> bool {
    const DOUBLED: [u32; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
    let sum: u32 = digits
        .bytes()
        .enumerate()
        .map(|(index, digit)| usize::from(digit - b'0') + if (digits.len() - index).is_multiple_of(2) { 10 } else { 0 })
        .map(|digit| if digit < 10 { [0, 1, 2, 3, 4, 5, 6, 7, 8, 9][digit] } else { DOUBLED[digit - 10] })
        .sum();
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| digits.starts_with(prefix));
    let two_series = digits.get(..4).is_some_and(|head| ("2221"..="2720").contains(&head));
    let is_issued = match digits.len() {
        13 | 19 => starts(&["4"]),
        14 => starts(&["300", "301", "302", "303", "304", "305", "36", "38"]),
        15 => starts(&["34", "37"]),
        16 => {
            starts(&["4", "51", "52", "53", "54", "55", "6011", "65", "353", "354", "355", "356", "357", "358"])
                || two_series
        }
        12 => starts(&["5018", "5020", "5038", "6304", "6759", "6761", "6762", "6763"]),
        _ => false,
    };
    is_issued && sum.is_multiple_of(10)
}

fn is_insured(digits: &str) -> bool {
    let (area, rest) = digits.split_at(3);
    let (group, serial) = rest.split_at(2);
    !(matches!(area, "000" | "666") || area.starts_with('9') || group == "00" || serial == "0000")
}

fn is_taxpayer(signs: &str) -> bool {
    const FIRST: &str = "ABCEGHJKLMNOPRSTWXYZ";
    const SECOND: &str = "ABCEGHJKLMNPRSTWXYZ";
    let mut letters = signs.chars();
    let (Some(first), Some(second)) = (letters.next(), letters.next()) else { return false };
    let is_unused = ["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].iter().any(|unused| signs.starts_with(unused));
    FIRST.contains(first) && SECOND.contains(second) && !is_unused && signs.ends_with(['A', 'B', 'C', 'D'])
}

fn is_driver(signs: &str) -> bool {
    let surname = signs.get(..5).unwrap_or_default().trim_end_matches('9');
    let two = |at: usize| signs.get(at..at + 2).and_then(|two| two.parse::<u32>().ok()).unwrap_or(0);
    let month = two(6) % 50;
    let is_initial =
        |at: usize| signs.as_bytes().get(at).is_some_and(|sign| sign.is_ascii_uppercase() || *sign == b'9');
    !surname.is_empty()
        && surname.bytes().all(|sign| sign.is_ascii_uppercase())
        && two(6) < 63
        && (1..=12).contains(&month)
        && (1..=31).contains(&two(8))
        && is_initial(11)
        && is_initial(12)
}

fn is_plate(signs: &str) -> bool {
    const NEVER: [&str; 24] = [
        "ALL", "AND", "ARE", "BST", "BUT", "CAN", "FOR", "GMT", "HAD", "HAS", "HER", "HOW", "NEW", "NOT", "NOW", "ONE",
        "OUR", "OUT", "PER", "THE", "WAS", "WAY", "WHO", "YOU",
    ];
    let (area, rest) = signs.split_at(2);
    let (year, last) = rest.split_at(2);
    let year: u32 = year.parse().unwrap_or(0);
    matches!(year, 2..=29 | 51..=79)
        && !area.starts_with(['I', 'J', 'Q', 'T', 'U', 'Z'])
        && !area.ends_with(['I', 'Q', 'Z'])
        && !last.contains(['I', 'Q'])
        && NEVER.binary_search(&last).is_err()
}

/// The length of an international account number at the start of the text: its digits and letters as one large number,
/// taken nine digits at a time, leave 1 when divided by 97.
fn account(text: &str) -> Option<usize> {
    const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 ES24 \
         FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LI21 LT20 \
         LU20 LV21 MC27 MD24 ME22 MK19 MT31 NL18 NO15 PK24 PL28 PT25 QA29 RO24 RS22 SA24 SE24 SI19 SK24 SM27 TN24 TR26 \
         UA29 VA22";
    if !text.as_bytes().get(2..4)?.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let country = text.get(..2)?.to_ascii_uppercase();
    let wanted: usize = LENGTHS.split(' ').find_map(|entry| entry.strip_prefix(country.as_str()))?.parse().ok()?;
    let mut signs = Vec::new();
    let mut was_parted = true;
    let mut end = 0;
    for (index, sign) in text.char_indices() {
        if sign.is_ascii_alphanumeric() {
            signs.push(sign.to_ascii_uppercase());
            end = index + 1;
            was_parted = false;
            if signs.len() == wanted {
                break;
            }
        } else if matches!(sign, ' ' | '\u{a0}' | '-') && !was_parted {
            was_parted = true;
        } else {
            return None;
        }
    }
    if signs.len() < wanted || !is_ended(text, end) {
        return None;
    }
    signs.rotate_left(4);
    let decimal: String = signs.iter().filter_map(|sign| sign.to_digit(36)).map(|value| value.to_string()).collect();
    let mut rest = 0u64;
    for chunk in decimal.as_bytes().chunks(9) {
        for digit in chunk {
            rest = rest * 10 + u64::from(digit - b'0');
        }
        rest %= 97;
    }
    (rest == 1).then_some(end)
}
