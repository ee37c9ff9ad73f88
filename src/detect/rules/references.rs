//! Numbers and codes by what they are called: "ref: …", "case no. …", "passport number …", and the court's `36110/97`.

use std::ops::Range;

use super::days::is_year;
use super::lookback::{left, words};
use super::reader::{Reader, before, ends_alone, is_dash, is_word, starts_alone};
use super::{Rule, dates};

/// What has a number of its own. "Case 12345" alone may be anything: it needs a word such as "number" or a sign.
const NOUNS: [&str; 46] = [
    "case",
    "claim",
    "docket",
    "application",
    "appl",
    "app",
    "file",
    "complaint",
    "crime",
    "incident",
    "policy",
    "membership",
    "member",
    "customer",
    "invoice",
    "ticket",
    "student",
    "staff",
    "employee",
    "payroll",
    "patient",
    "hospital",
    "prisoner",
    "prison",
    "client",
    "licence",
    "license",
    "passport",
    "account",
    "acc",
    "a/c",
    "card",
    "insurance",
    "security",
    "nhs",
    "chi",
    "nino",
    "registration",
    "court",
    "warrant",
    "collar",
    "badge",
    "booking",
    "personnel",
    "record",
    "visa",
];
/// What is a number by its name.
const NAMES: [&str; 8] = ["ref", "refs", "reference", "urn", "ssn", "nino", "crn", "mrn"];
const MARKS: [&str; 8] = ["number", "no", "nr", "num", "id", "ref", "reference", "urn"];

/// The code whose first digit stands here.
pub(super) fn read(text: &str, at: usize) -> Option<(Range<usize>, Rule)> {
    let is_sign = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '/' | '-' | '_' | '.');
    let head: usize =
        text.get(..at)?.chars().rev().take(16).take_while(|&sign| is_sign(sign)).map(char::len_utf8).sum();
    let head = text.get(at - head..at)?.trim_start_matches(['/', '-', '_', '.']);
    let start = at - head.len();
    if head.bytes().any(|sign| sign.is_ascii_digit())
        || before(text, start).is_some_and(|sign| is_word(sign) || matches!(sign, '£' | '$' | '€' | '@'))
    {
        return None;
    }
    let mut reader = Reader::at(text, start);
    let code = reader.run(40, is_sign).trim_end_matches(['/', '-', '_', '.']);
    let mut end = start + code.len();
    if court_number(text, start, code) {
        return Some((start..end, Rule::Reference));
    }
    if code.bytes().filter(u8::is_ascii_digit).count() < 2 || !starts_alone(text, start) {
        return None;
    }
    let rule = called(text, start, code)?;
    end = with_more_groups(text, end, code);
    let code = text.get(start..end)?;
    let digits = code.bytes().filter(u8::is_ascii_digit).count();
    let is_plain = digits == code.len();
    let is_enough = if is_plain { digits >= 4 && !is_year(code) } else { digits >= 3 };
    let is_number =
        after_decimal(text, end) || code.contains('.') && !code.bytes().any(|sign| sign.is_ascii_alphabetic());
    let is_date = dates::numeric(text, start).is_some_and(|date| date.end >= end);
    (is_enough
        && !is_number
        && !is_date
        && !Reader::at(text, end).peek().is_some_and(|next| is_word(next) || next == '%'))
    .then_some((start..end, rule))
}

fn after_decimal(text: &str, end: usize) -> bool {
    !ends_alone(text, end)
}

/// The Court's and many registries' `36110/97`. `2018/19` are years, `140/90` is a blood pressure.
fn court_number(text: &str, start: usize, code: &str) -> bool {
    let Some((number, year)) = code.split_once('/') else { return false };
    let all_digits = |digits: &str| digits.bytes().all(|digit| digit.is_ascii_digit());
    let is_year_of = year.len() == 2 || is_year(year);
    let is_long = (5..=6).contains(&number.len()) || number.len() == 4 && !is_year(number) && is_year(year);
    all_digits(number)
        && all_digits(year)
        && is_year_of
        && is_long
        && starts_alone(text, start)
        && ends_alone(text, start + code.len())
}

/// `123 456 789`: further groups of digits of a number that is called so.
fn with_more_groups(text: &str, end: usize, code: &str) -> usize {
    if !code.bytes().all(|sign| sign.is_ascii_digit()) || code.len() > 4 {
        return end;
    }
    let mut reader = Reader::at(text, end);
    let mut whole = end;
    for _ in 0..6 {
        if reader.take(|sign| matches!(sign, ' ' | '\u{a0}')).is_none() || !matches!(reader.digits().len(), 2..=4) {
            break;
        }
        if reader.peek().is_some_and(is_word) {
            break;
        }
        whole = reader.at;
    }
    whole
}

/// What the words before a code say that it is.
fn called(text: &str, start: usize, code: &str) -> Option<Rule> {
    let before = left(text, start);
    let is_marked = before.trim_end().ends_with([':', '#', '№', '=']);
    let is_abbreviated = before.trim_end().ends_with('.');
    let is_capital_no = before.trim_end_matches([' ', '.', ':']).ends_with("No");
    let has_letters = code.bytes().any(|sign| sign.is_ascii_alphabetic());
    let words = words(text, start);
    let mut words =
        words.iter().take(6).map(|word| word.trim_end_matches('#')).filter(|word| !word.is_empty()).peekable();
    let mut is_said = false;
    while words.peek().is_some_and(|word| matches!(*word, "is" | "was" | "are" | "were" | "the" | "its" | "it's")) {
        words.next();
        is_said = true;
    }
    let mark = words.peek().copied().filter(|word| MARKS.contains(word));
    if mark.is_some() {
        words.next();
    }
    let noun = words.peek().copied().unwrap_or_default();
    let context: Vec<&str> = std::iter::once(noun).chain(words.clone().skip(1).take(2)).collect();
    if matches!(context[..], ["zip" | "postcode" | "eircode", ..] | ["code", "zip" | "post" | "postal", ..]) {
        return Some(Rule::Postcode);
    }
    let is_certain = match mark {
        Some("no" | "nr" | "num") => is_marked || is_abbreviated || is_capital_no || is_said,
        Some("ref" | "reference" | "urn") => return Some(rule_of(&context)),
        Some(_) => true,
        None => is_marked || has_letters && code.len() >= 6,
    };
    if mark.is_none() && NAMES.contains(&noun) {
        return Some(rule_of(&context));
    }
    (is_certain && (NOUNS.contains(&noun) || NAMES.contains(&noun))).then(|| rule_of(&context))
}

fn rule_of(context: &[&str]) -> Rule {
    match context {
        ["passport", ..] => Rule::Passport,
        ["account" | "acc" | "a/c", ..] => Rule::Account,
        ["ssn", ..] | ["security", "social", ..] => Rule::SocialSecurity,
        ["licence" | "license", "driving" | "driver's" | "drivers", ..] => Rule::DrivingLicence,
        ["registration", "vehicle" | "car", ..] => Rule::Vehicle,
        ["nino", ..] | ["insurance", "national", ..] => Rule::NationalInsurance,
        _ => Rule::Reference,
    }
}

/// Whether a hyphen or slash joins this digit to one before: then it is not the first of its code.
pub(super) fn is_joined(text: &str, at: usize) -> bool {
    before(text, at).is_some_and(|sign| is_dash(sign) || sign == '/')
        && text.get(..at - 1).is_some_and(|left| left.ends_with(|sign: char| sign.is_ascii_digit()))
}
