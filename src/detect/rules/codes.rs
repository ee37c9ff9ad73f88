//! Numbers and codes given to a person, an account or a vehicle, by their own grammar: NHS, National Insurance, cards,
//! accounts, social security, driving licences, number plates.

use std::ops::Range;

use super::lookback::has_word;
use super::reader::{Reader, before, ends_alone, is_dash, is_gap, is_word, stands_alone, starts_alone};
use super::{Rule, sums};

type Found = Option<(Range<usize>, Rule)>;

/// Digits in groups with one separator between two of them.
struct Groups<'t> {
    /// As written, with its separators.
    written: &'t str,
    lengths: Vec<usize>,
    range: Range<usize>,
    /// Whether all separators are spaces.
    spaced: bool,
}

/// The groups from here on that have at most `most` digits together.
fn groups(text: &str, at: usize, most: usize) -> Groups<'_> {
    let mut reader = Reader::at(text, at);
    let (mut lengths, mut total, mut end, mut spaced) = (Vec::new(), 0, at, true);
    loop {
        let length = reader.digits().len();
        if length == 0 || total + length > most {
            break;
        }
        total += length;
        lengths.push(length);
        end = reader.at;
        match reader.take(|sign| is_gap(sign) || is_dash(sign)) {
            Some(separator) => spaced &= is_gap(separator),
            None => break,
        }
    }
    let written = text.get(at..end).unwrap_or_default();
    Groups { written, spaced: spaced || lengths.len() < 2, lengths, range: at..end }
}

/// Book and product numbers have the same check digits.
fn is_catalogued(text: &str, at: usize) -> bool {
    has_word(text, at, 2, &["isbn", "isbn10", "isbn13", "ean", "barcode", "doi", "issn", "gtin", "pmid"])
}

/// Ten digits, together or as 3-3-4. With hyphens it may be an American telephone number.
pub(super) fn nhs(text: &str, at: usize) -> Found {
    let groups = groups(text, at, 10);
    let is_shape = matches!(groups.lengths[..], [10] | [3, 3, 4]);
    if !is_shape || !sums::nhs(groups.written) || !stands_alone(text, &groups.range) {
        return None;
    }
    // Issued so far: 400 to 499 and 600 to 799 in England and Wales, 320 to 399 in Northern Ireland; 999 for tests.
    // A dash behind the last group is none of the number's own.
    let has_dash = groups.written.contains(is_dash);
    let is_issued = matches!(text.as_bytes()[at], b'3' | b'4' | b'6' | b'7' | b'9') && !has_dash;
    let is_named = || has_word(text, at, 6, &["nhs", "chi", "h&c", "patient", "hospital"]);
    ((is_issued || is_named()) && !is_catalogued(text, at)).then_some((groups.range, Rule::Nhs))
}

/// Whether an issuer gives numbers that begin so and are that long.
fn is_issued_card(digits: &str) -> bool {
    let head = |length: usize| digits.get(..length).and_then(|head| head.parse::<u32>().ok()).unwrap_or(0);
    let length = digits.len();
    match (head(2), head(4)) {
        (40..=49, _) => matches!(length, 13 | 16 | 19),
        (51..=55, _) | (_, 2221..=2720 | 2200..=2204) => length == 16,
        (34 | 37, _) | (_, 1800 | 2131) => length == 15,
        (_, 3000..=3059) | (36 | 38 | 39, _) => length == 14,
        (_, 3500..=3599 | 6011 | 6440..=6499) | (62 | 65, _) => (16..=19).contains(&length),
        (_, 5018 | 5020 | 5038 | 6304 | 6390 | 6759..=6763) | (56..=58, _) => (12..=19).contains(&length),
        _ => false,
    }
}

/// A payment card: together, in fours, or as its issuer prints it.
pub(super) fn card(text: &str, at: usize) -> Found {
    let groups = groups(text, at, 19);
    let longest = (1..=groups.lengths.len()).rev().find_map(|count| {
        let lengths = &groups.lengths[..count];
        let is_shape = match *lengths {
            [_] | [4, 6, 4 | 5] | [6, 13] | [8, 8] => true,
            [ref fours @ .., 1..=4] => fours.iter().all(|&length| length == 4),
            _ => false,
        };
        let digits: String = sums::digits(groups.written)
            .take(lengths.iter().sum())
            .filter_map(|digit| char::from_digit(digit, 10))
            .collect();
        let range = at..end_of_groups(text, at, count);
        (is_shape && is_issued_card(&digits) && sums::luhn(&digits) && stands_alone(text, &range)).then_some(range)
    });
    longest.filter(|_| !is_catalogued(text, at)).map(|range| (range, Rule::Card))
}

/// Where the first groups of digits end, each with one sign before the next.
fn end_of_groups(text: &str, at: usize, count: usize) -> usize {
    let mut reader = Reader::at(text, at);
    for index in 0..count {
        if index > 0 {
            reader.take(|sign| is_gap(sign) || is_dash(sign));
        }
        reader.digits();
    }
    reader.at
}

/// Where the letters begin that stand before a digit, if they are `count` letters and a word of their own.
fn letters_before(text: &str, at: usize, count: usize) -> Option<usize> {
    let start = at.checked_sub(count)?;
    let letters = text.get(start..at)?;
    (letters.bytes().all(|letter| letter.is_ascii_alphabetic()) && starts_alone(text, start)).then_some(start)
}

/// ISO 13616-1: country, two check digits, up to thirty signs, in fours or together.
pub(super) fn iban(text: &str, at: usize) -> Found {
    let start = letters_before(text, at, 2)?;
    let country = text.get(start..at)?.to_ascii_uppercase();
    let length = iban_length(&country)?;
    let mut signs = country;
    let mut reader = Reader::at(text, at);
    while signs.len() < length {
        let sign = reader.take(|sign| sign.is_ascii_alphanumeric()).or_else(|| {
            reader.take(|sign| is_gap(sign) || is_dash(sign))?;
            reader.take(|sign| sign.is_ascii_alphanumeric())
        })?;
        signs.push(sign.to_ascii_uppercase());
    }
    (ends_alone(text, reader.at) && sums::iban(&signs)).then_some((start..reader.at, Rule::Iban))
}

/// The length of a country's numbers, after the register of ISO 13616.
fn iban_length(country: &str) -> Option<usize> {
    const LENGTHS: [(usize, &str); 19] = [
        (15, "NO"),
        (16, "BE"),
        (18, "DK FI FK FO GL NL SD"),
        (19, "MK SI"),
        (20, "AT BA EE KZ LT LU MN XK"),
        (21, "CH HR LI LV"),
        (22, "BG BH CR DE GB GE IE ME RS VA"),
        (23, "AE GI IL IQ OM SO TL"),
        (24, "AD CZ ES MD PK RO SA SE SK TN VG"),
        (25, "LY PT ST"),
        (26, "IS TR"),
        (27, "BI DJ FR GR IT MC MR SM"),
        (28, "AL AZ BY CY DO GT HU LB NI PL SV"),
        (29, "BR EG PS QA UA"),
        (30, "JO KW MU YE"),
        (31, "MT SC"),
        (32, "LC"),
        (33, "RU"),
        (34, ""),
    ];
    LENGTHS.iter().find(|(_, countries)| countries.split(' ').any(|known| known == country)).map(|&(length, _)| length)
}

/// Two letters, six digits together or in twos, and A to D. Which letters begin one: HMRC, NIM39110.
pub(super) fn national_insurance(text: &str, at: usize) -> Found {
    let joined = text.get(..at)?.trim_end_matches(|sign| is_gap(sign) || is_dash(sign)).len();
    let start = letters_before(text, joined, 2).filter(|_| at - joined <= 3)?;
    let letters = text.get(start..joined)?;
    let prefix = letters.to_ascii_uppercase();
    let [first, second] = [prefix.as_bytes()[0], prefix.as_bytes()[1]];
    let is_prefix = !b"DFIQUV".contains(&first)
        && !b"DFIOQUV".contains(&second)
        && !["BG", "GB", "KN", "NK", "NT", "TN", "ZZ"].contains(&prefix.as_str());
    let digits = groups(text, at, 6);
    if !is_prefix || !matches!(digits.lengths[..], [6] | [2, 2, 2]) && !is_dotted(text, at) {
        return None;
    }
    let mut reader = Reader::at(text, if is_dotted(text, at) { at + 8 } else { digits.range.end });
    let bare = reader.at;
    reader.take(|sign| is_gap(sign) || is_dash(sign) || sign == '.');
    let suffix =
        reader.take(|sign| matches!(sign.to_ascii_uppercase(), 'A'..='D')).filter(|_| ends_alone(text, reader.at));
    let is_upper = letters == prefix && suffix.is_some_and(|suffix| suffix.is_ascii_uppercase());
    let is_named =
        || has_word(text, start, 5, &["nino", "insurance", "ni"]) && (suffix.is_some() || ends_alone(text, bare));
    (is_upper || is_named()).then_some((start..suffix.map_or(bare, |_| reader.at), Rule::NationalInsurance))
}

/// `12.34.56`
fn is_dotted(text: &str, at: usize) -> bool {
    text.as_bytes().get(at..at + 8).is_some_and(|signs| {
        signs.iter().enumerate().all(|(index, sign)| if index % 3 == 2 { *sign == b'.' } else { sign.is_ascii_digit() })
    })
}

/// A sort code with its account number, or one that is called so.
pub(super) fn account(text: &str, at: usize) -> Found {
    let sort_code = groups(text, at, 6);
    let is_called = || has_word(text, at, 4, &["sort"]);
    let is_parted = matches!(sort_code.lengths[..], [2, 2, 2]);
    if !is_parted && !matches!(sort_code.lengths[..], [6]) || !starts_alone(text, at) {
        return None;
    }
    let account =
        if is_parted && !sort_code.spaced || is_called() { account_after(text, sort_code.range.end) } else { None };
    match account {
        Some(end) => Some((at..end, Rule::Account)),
        None => (ends_alone(text, sort_code.range.end) && is_called()).then_some((sort_code.range, Rule::Account)),
    }
}

/// Where the eight digits of an account end that stand after a sort code, with nothing but its name between.
fn account_after(text: &str, end: usize) -> Option<usize> {
    const BETWEEN: [&str; 11] = ["account", "acc", "acct", "a", "c", "number", "no", "num", "is", "and", "the"];
    let mut reader = Reader::at(text, end);
    for _ in 0..12 {
        reader.run(4, |sign| is_gap(sign) || ",;:.#/()".contains(sign) || is_dash(sign));
        let mut digits = reader;
        if digits.exactly(8).is_some() {
            return (digits.at > end + 8 && ends_alone(text, digits.at)).then_some(digits.at);
        }
        let word = reader.word().to_ascii_lowercase();
        if !BETWEEN.contains(&word.as_str()) {
            return None;
        }
    }
    None
}

/// `123-45-6789`. No area is 000, 666 or above 899, no group is 00 and no serial 0000 (Social Security Administration).
pub(super) fn social_security(text: &str, at: usize) -> Found {
    let groups = groups(text, at, 9);
    let parts: Vec<&str> = groups.written.split(|sign| is_gap(sign) || is_dash(sign)).collect();
    let [area, group, serial] = parts[..] else { return None };
    let is_shape = (area.len(), group.len(), serial.len()) == (3, 2, 4);
    let is_issued = !matches!(area, "000" | "666") && !area.starts_with('9') && group != "00" && serial != "0000";
    let is_called = || has_word(text, at, 5, &["ssn", "security"]);
    (is_shape && is_issued && stands_alone(text, &groups.range) && (!groups.spaced || is_called()))
        .then_some((groups.range, Rule::SocialSecurity))
}

/// Five signs of the surname, then the day of birth with the month between year's digits, initials and check signs
/// (DVLA, INF1D). A woman's month is 50 higher.
pub(super) fn driving_licence(text: &str, at: usize) -> Found {
    let left = text.get(..at)?;
    let letters = left.len() - left.trim_end_matches(|sign: char| sign.is_ascii_alphabetic()).len();
    let bare = left.trim_end_matches(is_gap);
    let is_parted = bare.len() < at;
    let start = if is_parted { bare.len().checked_sub(5)? } else { at.checked_sub(letters)? };
    if !starts_alone(text, start) || letters > 5 || text.get(start..at)?.trim_end().is_empty() {
        return None;
    }
    let mut reader = Reader::at(text, start);
    let mut signs = String::new();
    while signs.len() < 16 {
        if matches!(signs.len(), 5 | 11) {
            reader.take(is_gap);
        }
        signs.push(reader.take(|sign| sign.is_ascii_uppercase() || sign.is_ascii_digit())?);
    }
    let mut issue = reader;
    if issue.exactly(2).is_some() {
        reader = issue;
    }
    let (name, rest) = signs.split_at(5);
    let letters = name.trim_end_matches('9');
    let number = |range: Range<usize>| rest.get(range).and_then(|digits| digits.parse::<u32>().ok());
    let is_letter_or = |index: usize, digit: bool| {
        rest.as_bytes().get(index).is_some_and(|sign| sign.is_ascii_uppercase() || digit && sign.is_ascii_digit())
    };
    let holds = letters.bytes().all(|sign| sign.is_ascii_uppercase())
        && !letters.is_empty()
        && number(0..6).is_some()
        && number(1..3).is_some_and(|month| matches!(month, 1..=12 | 51..=62))
        && number(3..5).is_some_and(|day| (1..=31).contains(&day))
        && (is_letter_or(6, false) || rest.as_bytes()[6] == b'9')
        && (is_letter_or(7, false) || rest.as_bytes()[7] == b'9')
        && number(8..9).is_some()
        && is_letter_or(9, true)
        && is_letter_or(10, true);
    (holds && ends_alone(text, reader.at)).then_some((start..reader.at, Rule::DrivingLicence))
}

/// `AB12 CDE`, as plates have been since 2001: where, when (02 to 29 in March, 51 to 79 in September), and three letters.
pub(super) fn vehicle(text: &str, at: usize) -> Found {
    const WORDS: [&str; 24] = [
        "THE", "AND", "FOR", "ARE", "BUT", "NOT", "YOU", "ALL", "CAN", "HER", "WAS", "ONE", "OUR", "OUT", "HAS", "HAD",
        "HOW", "NEW", "NOW", "PER", "WAY", "WHO", "GMT", "BST",
    ];
    let start = letters_before(text, at, 2)?;
    let mut reader = Reader::at(text, at);
    let year: u32 = reader.exactly(2)?.parse().ok()?;
    reader.take(is_gap);
    let last = reader.run(4, |sign| sign.is_ascii_uppercase());
    let area = text.get(start..at)?;
    let holds = matches!(year, 2..=29 | 51..=79)
        && last.len() == 3
        && area.bytes().all(|letter| letter.is_ascii_uppercase())
        && !area.starts_with(['I', 'J', 'Q', 'T', 'U', 'Z'])
        && !area.ends_with(['I', 'Q', 'Z'])
        && !last.contains(['I', 'Q'])
        && !WORDS.contains(&last)
        && ends_alone(text, reader.at)
        && !before(text, start).is_some_and(|sign| is_word(sign) || matches!(sign, '-' | '_' | '/' | '#'));
    holds.then_some((start..reader.at, Rule::Vehicle))
}
