//! Days as they are written and said with the name of a month or of a weekday.

use std::ops::Range;

use super::numerals;
use super::reader::{Reader, before, ends_alone, is_dash, is_word, starts_alone};

pub(super) const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];
pub(super) const SHORT_MONTHS: [&str; 13] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec", "sept"];
pub(super) const WEEKDAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

/// A month's name, and how sure it is one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Month {
    Sure,
    /// `may` and `march` in lower case, or a short form: needs an ordinal or a year beside it.
    Perhaps,
}

fn month(reader: &mut Reader<'_>) -> Option<Month> {
    let mut on = *reader;
    let word = on.word();
    let known = |list: &[&str]| list.iter().any(|month| month.eq_ignore_ascii_case(word));
    let is_capital = word.starts_with(|letter: char| letter.is_ascii_uppercase());
    let sure = if known(&MONTHS) {
        is_capital || !["may", "march"].contains(&word)
    } else if known(&SHORT_MONTHS) {
        on.skip('.');
        is_capital
    } else {
        return None;
    };
    *reader = on;
    Some(if sure { Month::Sure } else { Month::Perhaps })
}

/// Whether a word is a month's name or short form.
pub(super) fn is_month(word: &str) -> bool {
    MONTHS.iter().chain(&SHORT_MONTHS).any(|month| month.eq_ignore_ascii_case(word))
}

pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.iter().any(|day| day.eq_ignore_ascii_case(word))
}

/// A day of a month in digits, with `st`, `nd`, `rd` or `th` or without. Tells whether it has one.
fn day(reader: &mut Reader<'_>) -> Option<bool> {
    let mut on = *reader;
    let digits = on.digits();
    let number: u32 = if matches!(digits.len(), 1 | 2) { digits.parse().ok()? } else { return None };
    let mut suffix = on;
    let written = suffix.word();
    let is_ordinal = ["st", "nd", "rd", "th"].iter().any(|ending| ending.eq_ignore_ascii_case(written));
    if is_ordinal {
        on = suffix;
    } else if on.peek().is_some_and(is_word) {
        return None;
    }
    *reader = on;
    (1..=31).contains(&number).then_some(is_ordinal)
}

/// ` 2019`, `, 2019`, ` of 2019`, ` ’19`, or a year as it is said.
fn year(reader: &mut Reader<'_>) -> bool {
    let mut on = *reader;
    on.skip(',');
    if !on.gap() {
        return false;
    }
    let mut of = on;
    if (of.says("of") || of.says("in")) && of.gap() {
        on = of;
    }
    let short = on.take(|sign| matches!(sign, '\'' | '’' | '‘')).is_some();
    let mut digits = on;
    let written = digits.digits();
    let is_year = if short { written.len() == 2 } else { is_year(written) };
    let is_year = is_year && ends_alone_or_comma(digits);
    let mut said = on;
    if is_year {
        *reader = digits;
    } else if !short && numerals::year(&mut said).is_some() {
        *reader = said;
    } else {
        return false;
    }
    true
}

/// "12 May 2019, 3.5 per cent" goes on with a comma; `2019,5` would be a number.
fn ends_alone_or_comma(reader: Reader<'_>) -> bool {
    !reader.peek().is_some_and(is_word)
}

/// Four digits from 1800 to 2099.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.parse::<u32>().is_ok_and(|year| (1800..2100).contains(&year))
}

/// `13 January 2019`, `13th of January`, `13–15 Jan 2019`, `13-Jan-19`, by its first digit.
pub(super) fn day_first(text: &str, at: usize) -> Option<Range<usize>> {
    if !starts_alone(text, at) || before(text, at).is_some_and(|sign| matches!(sign, '£' | '$' | '€' | ':' | '/')) {
        return None;
    }
    let mut reader = Reader::at(text, at);
    let mut is_ordinal = day(&mut reader)?;
    let mut second = reader;
    let is_range = second.take(is_dash).is_some() || (second.then("and") || second.then("to")) && second.gap();
    if is_range && let Some(ordinal) = day(&mut second) {
        is_ordinal |= ordinal;
        reader = second;
    }
    let mut hyphened = reader;
    if hyphened.take(is_dash).is_some()
        && month(&mut hyphened).is_some()
        && hyphened.take(is_dash).is_some()
        && matches!(hyphened.digits().len(), 2 | 4)
        && ends_alone(text, hyphened.at)
    {
        return Some(at..hyphened.at);
    }
    reader.skip(',');
    if !reader.gap() {
        return None;
    }
    let mut of = reader;
    let has_of = of.says("of") && of.gap();
    if has_of {
        reader = of;
    }
    let month = month(&mut reader)?;
    let has_year = year(&mut reader);
    let sure = month == Month::Sure || is_ordinal || has_of || has_year;
    (sure && !reader.peek().is_some_and(is_word)).then_some(at..reader.at)
}

/// `January 13`, `January the 13th, 2019`, `March 2019`, "the thirteenth of January", by the month's first letter.
pub(super) fn month_first(text: &str, at: usize) -> Option<Range<usize>> {
    let mut reader = Reader::at(text, at);
    let month = month(&mut reader)?;
    if let Some(start) = said_day_before(text, at) {
        year(&mut reader);
        return Some(start..reader.at);
    }
    let mut with_day = reader;
    let mut is_day = false;
    if with_day.gap() {
        let mut the = with_day;
        if the.says("the") && the.gap() {
            with_day = the;
        }
        let mut digits = with_day;
        if let Some(is_ordinal) = day(&mut digits) {
            let is_clear = ends_alone(text, digits.at) && !matches!(digits.peek(), Some(':' | '/'));
            if is_clear
                && (is_ordinal
                    || month == Month::Sure && !text.get(at..).is_some_and(|rest| rest.starts_with(char::is_lowercase)))
            {
                (with_day, is_day) = (digits, true);
            }
        } else if numerals::ordinal_day(&mut with_day).is_some() {
            is_day = true;
        }
    }
    if is_day {
        year(&mut with_day);
        return Some(at..with_day.at);
    }
    let has_year = year(&mut reader);
    (has_year && ends_alone(text, reader.at)).then_some(at..reader.at)
}

/// Where "thirteenth of" or "thirteenth" starts before a month.
fn said_day_before(text: &str, at: usize) -> Option<usize> {
    let left = text.get(..at)?.trim_end();
    let left = left.strip_suffix("of").filter(|left| left.ends_with(' ')).map_or(left, str::trim_end);
    // "twenty-first" is longer than "first": the longest that ends here.
    let mut found = None;
    let mut end = left.len();
    for _ in 0..2 {
        let word: usize =
            left.get(..end)?.chars().rev().take(12).take_while(char::is_ascii_alphabetic).map(char::len_utf8).sum();
        if word == 0 {
            break;
        }
        let start = end - word;
        let mut reader = Reader::at(left, start);
        if numerals::ordinal_day(&mut reader).is_some() && reader.at == left.len() {
            found = Some(start);
        }
        end = start.checked_sub(1)?;
    }
    found
}

/// "Monday 13 January", "Monday the 13th", by the weekday's first letter.
pub(super) fn weekday_first(text: &str, at: usize) -> Option<Range<usize>> {
    let mut reader = Reader::at(text, at);
    reader.word();
    reader.skip('.');
    reader.skip(',');
    if !reader.gap() {
        return None;
    }
    let mut the = reader;
    let has_the = the.says("the") && the.gap();
    if has_the {
        reader = the;
    }
    let whole = day_first(text, reader.at).or_else(|| month_first(text, reader.at));
    if let Some(whole) = whole {
        return Some(at..whole.end);
    }
    let is_ordinal = if let Some(is_ordinal) = day(&mut reader) {
        is_ordinal
    } else {
        let said = numerals::ordinal_day(&mut reader).is_some() && has_the;
        let mut of = reader;
        if said && of.then("of") && of.gap() && month(&mut of).is_some() {
            year(&mut of);
            reader = of;
        }
        said
    };
    (is_ordinal && has_the && ends_alone(text, reader.at)).then_some(at..reader.at)
}
