//! Dates in digits, and years of birth.

use std::ops::Range;

use super::days::is_year;
use super::numerals;
use super::reader::{Reader, before, ends_alone, starts_alone};

/// `13/01/2019`, `1/13/19`, `13.1.2019`, `2019-01-13 10:30:00`, by its first digit.
pub(super) fn numeric(text: &str, at: usize) -> Option<Range<usize>> {
    if !starts_alone(text, at) || before(text, at).is_some_and(|sign| matches!(sign, '/' | '-' | ':' | '£' | '$' | '€'))
    {
        return None;
    }
    let mut reader = Reader::at(text, at);
    let first = reader.digits();
    let separator = reader.take(|sign| matches!(sign, '/' | '-' | '.' | '\u{2010}' | '\u{2011}'))?;
    let second = reader.digits();
    if !reader.skip(separator) {
        return None;
    }
    let third = reader.digits();
    let end = reader.at;
    let goes_on = reader.skip(separator) && reader.peek().is_some_and(|next| next.is_ascii_digit());
    let number = |digits: &str| digits.parse::<u32>().unwrap_or(0);
    let is_day = |day: &str, month: &str| {
        (1..=31).contains(&number(day)) && (1..=12).contains(&number(month)) && day.len() <= 2 && month.len() <= 2
    };
    if goes_on {
        return None;
    }
    if is_year(first) && is_day(third, second) && second.len() == 2 && third.len() == 2 {
        let end = with_time(text, end);
        let mut zone = Reader::at(text, end);
        zone.skip('Z');
        return (ends_alone(text, end) || zone.at > end).then_some(at..end);
    }
    // "1.2.15" counts sections.
    let is_short = third.len() == 2 && (separator == '/' || first.len() == 2 && second.len() == 2);
    let is_date = (is_year(third) || is_short) && (is_day(first, second) || is_day(second, first));
    (is_date && ends_alone(text, end)).then(|| at..with_time(text, end))
}

/// ` 10:30:00`, `T10:30`
fn with_time(text: &str, end: usize) -> usize {
    let mut reader = Reader::at(text, end);
    let is_time = reader.take(|sign| matches!(sign, ' ' | 'T')).is_some()
        && matches!(reader.digits().len(), 1 | 2)
        && reader.skip(':')
        && reader.exactly(2).is_some();
    if !is_time {
        return end;
    }
    let mut seconds = reader;
    if seconds.skip(':') && seconds.exactly(2).is_some() {
        reader = seconds;
    }
    if ends_alone(text, reader.at) { reader.at } else { end }
}

/// The year in "born in 1974", "born back in ’74", "born in nineteen seventy-four", by the word "born".
pub(super) fn birth(text: &str, at: usize) -> Option<Range<usize>> {
    const BETWEEN: [&str; 10] = ["in", "around", "about", "back", "sometime", "circa", "the", "early", "late", "year"];
    let mut reader = Reader::at(text, at);
    reader.word();
    for _ in 0..4 {
        reader.skip(',');
        if !reader.gap() {
            return None;
        }
        let start = reader.at;
        let mut digits = reader;
        let short = digits.take(|sign| matches!(sign, '\'' | '’' | '‘')).is_some();
        let written = digits.digits();
        if is_year(written) || short && written.len() == 2 {
            digits.skip('s');
            return ends_alone(text, digits.at).then_some(start..digits.at);
        }
        let mut said = reader;
        if numerals::year(&mut said).is_some() {
            return Some(start..said.at);
        }
        if !BETWEEN.contains(&reader.word().to_ascii_lowercase().as_str()) {
            return None;
        }
    }
    None
}
