//! E-mail addresses, handles, web addresses, telephone numbers and postcodes, by hand-written readers that start at the
//! one sign each of them must have.

use std::ops::Range;

use super::{is_clear, is_word};
use crate::detect::Rule;

/// Endings of host names that are not English words as well.
const ENDINGS: [&str; 47] = [
    "ac", "app", "au", "biz", "br", "ca", "ch", "charity", "cn", "co", "com", "cymru", "cz", "de", "dev", "dk", "edu",
    "es", "eu", "example", "fi", "fr", "gov", "gr", "health", "ie", "info", "int", "invalid", "io", "jp", "london",
    "mil", "net", "nhs", "nl", "nz", "online", "org", "pl", "police", "pt", "scot", "se", "test", "uk", "za",
];

/// British postcode areas.
const AREAS: [&str; 126] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB", "CF", "CH", "CM",
    "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E", "EC", "EH", "EN", "EX",
    "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU", "HX", "IG", "IM", "IP", "IV", "JE",
    "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS", "LU", "M", "ME", "MK", "ML", "N", "NE", "NG",
    "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL", "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG",
    "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS", "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW",
    "UB", "W", "WA", "WC", "WD", "WF", "WN", "WR", "WS", "WV", "YO", "ZE",
];

/// Prefixes of British service numbers, which may be short.
const SERVICES: [&[u8]; 11] =
    [b"0300", b"0303", b"0330", b"0333", b"0344", b"0345", b"0800", b"0808", b"0844", b"0845", b"0871"];
/// Nothing that is looked for is longer; what is, is found by its first part.
const LONGEST: usize = 1000;
/// The most digits that a number with its prefix can have.
const MOST_DIGITS: usize = 17;

/// Gives every place that a rule applies to; several may be about the same words.
pub(super) fn scan(text: &str, found: &mut impl FnMut(Rule, Range<usize>)) {
    let bytes = text.as_bytes();
    for (at, &byte) in bytes.iter().enumerate() {
        let hit = match byte {
            b'@' => at_sign(text, at),
            b'.' => dot(text, at),
            b':' => scheme(text, at),
            b'0'..=b'9' => {
                let starts = !bytes.get(at.wrapping_sub(1)).is_some_and(u8::is_ascii_digit);
                starts.then(|| phone(text, at)).flatten().or_else(|| postcode(text, at))
            }
            _ => None,
        };
        if let Some((rule, range)) = hit {
            found(rule, range);
        }
    }
}

fn at_sign(text: &str, at: usize) -> Option<(Rule, Range<usize>)> {
    let left = text.get(..at)?;
    let right = text.get(at + 1..)?;
    if !left.ends_with(|sign: char| is_word(sign) || "._%+-'’&".contains(sign)) {
        let length = length_while(right, |sign| is_word(sign) || sign == '_');
        let name = right.get(..length)?;
        let is_name = name.starts_with(|sign: char| sign.is_alphabetic() || sign == '_') && name.chars().count() > 1;
        return is_name.then(|| (Rule::Handle, at..at + 1 + length));
    }
    let host = host(right)?;
    let local = last_word_start(left, |sign| is_word(sign) || "._%+-".contains(sign));
    left.get(local..)?.contains(is_word).then(|| (Rule::Email, local..at + 1 + host))
}

/// The length of a host name with at least one dot at the start of the text.
fn host(text: &str) -> Option<usize> {
    let length = length_while(text, |sign| is_word(sign) || sign == '.' || sign == '-');
    let host = text.get(..length)?.trim_end_matches(['.', '-']);
    let (label, rest) = host.split_once('.')?;
    let starts = |part: &str| part.starts_with(is_word);
    (starts(label) && label.ends_with(is_word) && starts(rest)).then_some(host.len())
}

fn dot(text: &str, at: usize) -> Option<(Rule, Range<usize>)> {
    let left = text.get(..at)?;
    let right = text.get(at + 1..)?;
    let prefix = at.checked_sub(3).and_then(|start| left.get(start..));
    if prefix.is_some_and(|prefix| prefix.eq_ignore_ascii_case("www"))
        && right.starts_with(|sign: char| sign.is_alphanumeric())
    {
        let is_word_start = !left.get(..at - 3)?.ends_with(is_word);
        return is_word_start.then(|| (Rule::Web, at - 3..end_of_address(text, at)));
    }
    let length = length_while(right, |sign| sign.is_ascii_lowercase());
    let ending = right.get(..length)?;
    let closed = !right.get(length..)?.starts_with(|sign: char| is_word(sign) || sign == '-' || sign == '_');
    if !closed || !left.ends_with(is_word) || ENDINGS.binary_search(&ending).is_err() {
        return None;
    }
    let start = last_word_start(left, |sign| is_word(sign) || sign == '.' || sign == '-');
    // Behind an @ it is an e-mail address or a handle, and reported as that.
    (!left.get(..start)?.ends_with('@')).then(|| (Rule::Web, start..at + 1 + length))
}

fn scheme(text: &str, at: usize) -> Option<(Rule, Range<usize>)> {
    let address = text.get(at..)?.strip_prefix("://")?;
    let start = last_word_start(text.get(..at)?, |sign| sign.is_ascii_alphabetic());
    let scheme = text.get(start..at)?.to_ascii_lowercase();
    let is_known = ["http", "https", "ftp"].iter().any(|known| scheme.ends_with(known));
    (is_known && address.starts_with(is_word)).then(|| (Rule::Web, start..end_of_address(text, at)))
}

fn end_of_address(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    let length = length_while(rest, |sign| !sign.is_whitespace() && !"<>\"“”[]".contains(sign));
    at + rest.get(..length).unwrap_or_default().trim_end_matches(['.', ',', ';', ':', '!', '?', ')', '’', '\'']).len()
}

/// A telephone number whose first digit stands here.
fn phone(text: &str, at: usize) -> Option<(Rule, Range<usize>)> {
    let bytes = text.as_bytes();
    let plus = at > 0 && bytes.get(at - 1) == Some(&b'+');
    let start = at - usize::from(plus);
    if !is_clear(text.get(..start)?.chars().rev()) {
        return None;
    }
    let mut digits = Vec::new();
    let mut groups = Vec::new();
    let mut end = at;
    let mut signs = String::new();
    loop {
        let run = bytes.get(end..)?.iter().take_while(|byte| byte.is_ascii_digit()).count();
        digits.extend_from_slice(bytes.get(end..end + run)?);
        groups.push(run);
        end += run;
        if digits.len() > MOST_DIGITS {
            return None;
        }
        let rest = text.get(end..)?;
        if is_number(&digits, &groups, plus, &signs) && is_clear(rest.chars()) && !rest.starts_with('%') {
            return Some((Rule::Phone, start..end));
        }
        let gap = gap(rest)?;
        signs.push_str(rest.get(..gap)?);
        end += gap;
    }
}

/// The length of what may stand between two groups of digits: a space, a dot or a dash, and a bracket.
fn gap(rest: &str) -> Option<usize> {
    let length = length_while(rest, |sign| " .-()\u{a0}\u{2010}\u{2011}\u{2012}\u{2013}".contains(sign));
    let between = rest.get(..length)?;
    let count = |signs: &str| between.chars().filter(|&sign| signs.contains(sign)).count();
    let is_light = count(" \u{a0}") <= 2 && count(".-\u{2010}\u{2011}\u{2012}\u{2013}") <= 1 && count("()") <= 1;
    let is_followed = rest.as_bytes().get(length).is_some_and(u8::is_ascii_digit);
    (length > 0 && is_light && !between.starts_with("  ") && is_followed).then_some(length)
}

fn is_number(digits: &[u8], groups: &[usize], plus: bool, signs: &str) -> bool {
    let first = groups.first().copied().unwrap_or(0);
    let count = digits.len();
    match digits {
        _ if plus => digits[0] != b'0' && (8..=15).contains(&count),
        [b'0', b'0', third, ..] => *third != b'0' && first >= 3 && (10..=MOST_DIGITS).contains(&count),
        _ if SERVICES.iter().any(|prefix| digits.starts_with(prefix)) && (first == 4 || first >= 8) => {
            (8..=11).contains(&count)
        }
        [b'0', second, ..] => {
            !matches!(second, b'4' | b'6') && (count == 10 || count == 11) && (matches!(first, 3..=5) || first >= 10)
        }
        _ => {
            let area = match groups {
                [3, 3, 4] => digits.first(),
                [1, 3, 3, 4] if digits.first() == Some(&b'1') => digits.get(1),
                _ => None,
            };
            area.is_some_and(|digit| *digit >= b'2')
                && signs.contains(['-', '.', ')', '\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}'])
        }
    }
}

/// A postcode whose inward code starts with the digit here.
fn postcode(text: &str, at: usize) -> Option<(Rule, Range<usize>)> {
    let bytes = text.as_bytes();
    let unit = [*bytes.get(at + 1)?, *bytes.get(at + 2)?];
    if !unit.iter().all(u8::is_ascii_alphabetic) || text.get(at + 3..)?.starts_with(is_word) {
        return None;
    }
    let left = text.get(..at)?;
    let outward = left.strip_suffix([' ', '\u{a0}']).unwrap_or(left);
    let has_gap = outward.len() < left.len();
    let start = last_word_start(outward, is_word);
    let district = outward.get(start..)?.to_ascii_uppercase();
    let area = district.find(|sign: char| sign.is_ascii_digit()).and_then(|digit| district.get(..digit))?;
    let rest = district.get(area.len()..)?;
    let is_district = matches!(rest.len(), 1 | 2) && rest.bytes().all(|sign| sign.is_ascii_alphanumeric());
    let is_upper = unit.iter().all(u8::is_ascii_uppercase);
    let is_unit = !unit.iter().any(|letter| b"CIKMOV".contains(&letter.to_ascii_uppercase()));
    let is_ordinal = !is_upper && matches!(&unit.to_ascii_lowercase()[..], b"st" | b"nd" | b"rd" | b"th");
    let is_written_so = is_upper || has_gap && !is_ordinal;
    let is_colour = outward.get(..start)?.ends_with('#');
    (is_district && is_unit && is_written_so && !is_colour && AREAS.binary_search(&area).is_ok())
        .then(|| (Rule::Postcode, start..at + 3))
}

fn length_while(text: &str, accepts: impl Fn(char) -> bool) -> usize {
    text.chars().take(LONGEST).take_while(|&sign| accepts(sign)).map(char::len_utf8).sum()
}

/// Where the run of accepted signs at the end of the text starts.
fn last_word_start(text: &str, accepts: impl Fn(char) -> bool) -> usize {
    let length: usize = text.chars().rev().take(LONGEST).take_while(|&sign| accepts(sign)).map(char::len_utf8).sum();
    text.len() - length
}
