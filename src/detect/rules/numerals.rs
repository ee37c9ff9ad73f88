//! Numbers as they are said: "forty-three", "the thirteenth", "nineteen seventy-four", "oh seven seven double nine".

use super::reader::{Reader, is_dash};
use crate::text::{ones, tens};

pub(super) const DECADES: [&str; 9] =
    ["teens", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];
const ORDINALS: [&str; 20] = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
];

fn index_in(list: &[&str], word: &str) -> Option<u32> {
    list.iter().position(|known| known.eq_ignore_ascii_case(word)).and_then(|index| u32::try_from(index).ok())
}

/// A word that a number can begin with.
pub(super) fn begins_number(word: &str) -> bool {
    ones(word).or_else(|| tens(word)).is_some()
}

/// "twenties" to "nineties", and "teens".
pub(super) fn is_decade(word: &str) -> bool {
    index_in(&DECADES, word).is_some()
}

/// A hyphen or a space between two parts of a number.
fn joint(reader: &mut Reader<'_>) -> bool {
    reader.take(is_dash).is_some() || reader.gap()
}

/// From 0 to 99: "seven", "forty", "forty-three", "forty three".
pub(super) fn cardinal(reader: &mut Reader<'_>) -> Option<u32> {
    let mut on = *reader;
    let first = on.word();
    let value = ones(first).or_else(|| {
        let tens = tens(first)?;
        let mut unit = on;
        let unit_value = joint(&mut unit).then(|| ones(unit.word())).flatten().filter(|value| (1..10).contains(value));
        if unit_value.is_some() {
            on = unit;
        }
        Some(tens + unit_value.unwrap_or(0))
    })?;
    *reader = on;
    Some(value)
}

/// A day of a month: "first" to "thirty-first".
pub(super) fn ordinal_day(reader: &mut Reader<'_>) -> Option<u32> {
    let mut on = *reader;
    let first = on.word();
    let value = match index_in(&ORDINALS, first) {
        Some(value) => value,
        None if first.eq_ignore_ascii_case("twentieth") => 20,
        None if first.eq_ignore_ascii_case("thirtieth") => 30,
        None => {
            tens(first)? + joint(&mut on).then(|| index_in(&ORDINALS, on.word())).flatten().filter(|&ones| ones < 10)?
        }
    };
    *reader = on;
    (1..=31).contains(&value).then_some(value)
}

/// A year as it is said: "nineteen seventy-four", "two thousand and four", "twenty nineteen".
pub(super) fn year(reader: &mut Reader<'_>) -> Option<u32> {
    let mut on = *reader;
    let century = on.word();
    let century = match ones(century) {
        Some(century @ (2 | 18 | 19)) => century,
        None if century.eq_ignore_ascii_case("twenty") => 20,
        _ => return None,
    };
    if !joint(&mut on) {
        return None;
    }
    let mut value = century * 100;
    if century == 2 {
        if !on.says("thousand") {
            return None;
        }
        value = 2000;
        let mut more = on;
        more.then("and");
        if joint(&mut more)
            && let Some(years) = cardinal(&mut more)
        {
            (value, on) = (value + years, more);
        }
    } else if !on.says("hundred") {
        let oh = on.says("oh") && joint(&mut on);
        let years = cardinal(&mut on).filter(|years| if oh { *years < 10 } else { (10..100).contains(years) })?;
        value += years;
    }
    *reader = on;
    Some(value)
}

/// What a run of digits that are said one by one comes to: "oh seven double two". Ends before a word that is no digit.
pub(super) fn dictated(reader: &mut Reader<'_>) -> Option<String> {
    /// No number that can be dialled is longer.
    const MOST_DIGITS: usize = 15;
    let mut digits = String::new();
    let mut on = *reader;
    loop {
        let mut word = on.word();
        let times = index_in(&["", "", "double", "triple"], word).filter(|times| *times > 1).unwrap_or(1);
        if times > 1 {
            on.gap();
            word = on.word();
        }
        let digit = match word.to_ascii_lowercase().as_str() {
            "oh" | "o" | "nought" | "naught" => 0,
            other => match ones(other) {
                Some(digit) if digit < 10 => digit,
                _ => break,
            },
        };
        for _ in 0..times {
            digits.extend(char::from_digit(digit, 10));
        }
        *reader = on;
        if digits.len() > MOST_DIGITS {
            return None;
        }
        on.take(|sign| sign == ',' || is_dash(sign));
        let parted = on.at > reader.at;
        if !on.gap() && !parted {
            break;
        }
    }
    (!digits.is_empty()).then_some(digits)
}
