//! How old someone is. Only the number is taken: "a [age]-year-old", "aged [age]", "in her [age]".

use std::ops::Range;

use super::lookback::{left, words};
use super::numerals;
use super::reader::{Reader, before, ends_alone, is_dash, is_gap, is_word, starts_alone};

/// Nobody was older.
const OLDEST: u32 = 122;

/// An age in digits, by the first of them.
pub(super) fn digits(text: &str, at: usize) -> Option<Range<usize>> {
    if !starts_alone(text, at) || before(text, at).is_some_and(|sign| matches!(sign, '/' | ':' | '£' | '$' | '€')) {
        return None;
    }
    let mut reader = Reader::at(text, at);
    let years = reader.small().filter(|years| *years <= OLDEST)?;
    let end = reader.at;
    let mut decade = reader;
    decade.take(|sign| matches!(sign, '\'' | '’'));
    if decade.says("s") {
        return (years % 10 == 0 && (10..=90).contains(&years) && is_own_decade(text, at)).then_some(at..decade.at);
    }
    let is_joined =
        before(text, at).is_some_and(is_dash) || reader.peek().is_some_and(|sign| is_word(sign) && sign != 'y');
    (!is_joined && is_age(text, at, end, years)).then_some(at..end)
}

/// An age in words, by the first letter of its number.
pub(super) fn said(text: &str, at: usize) -> Option<Range<usize>> {
    let mut reader = Reader::at(text, at);
    let years = numerals::cardinal(&mut reader)?;
    let end = reader.at;
    is_age(text, at, end, years).then_some(at..end)
}

/// "forties" in "in her early forties", by its first letter.
pub(super) fn decade(text: &str, at: usize) -> Option<Range<usize>> {
    let mut reader = Reader::at(text, at);
    reader.word();
    is_own_decade(text, at).then_some(at..reader.at)
}

fn is_own_decade(text: &str, at: usize) -> bool {
    let words = words(text, at);
    let mut before =
        words.iter().map(String::as_str).skip_while(|word| ["early", "mid", "late", "very"].contains(word));
    let owner = before.next().unwrap_or_default();
    ["his", "her", "my", "your", "their", "our"].contains(&owner)
        && before
            .next()
            .is_some_and(|word| ["in", "into", "of", "approaching", "reached", "through", "throughout"].contains(&word))
}

fn is_age(text: &str, at: usize, end: usize, years: u32) -> bool {
    if is_of_years(text, end) {
        return true;
    }
    if !is_announced(text, at) || is_span_of_ages(text, end) || !ends_alone(text, end) {
        return false;
    }
    let words = words(text, at);
    let before: Vec<&str> = words.iter().take(4).map(String::as_str).collect();
    match before[..] {
        ["age", "the" | "an" | "by", ..] => false,
        ["aged" | "age", ..] | ["of" | "is" | "was", "age", ..] | ["about" | "around" | "just", "aged", ..] => true,
        _ => years > 2 && is_of_someone(&before) && closes(text, end),
    }
}

/// A quick look at the last letters before, which most numbers do not pass.
fn is_announced(text: &str, at: usize) -> bool {
    const ENDS: [&str; 18] = [
        "aged", "age", "of", "is", "was", "am", "'s", "’s", "'m", "’m", "turn", "turns", "turned", "turning", "only",
        "just", "now", "about",
    ];
    const MORE_ENDS: [&str; 4] = ["around", "nearly", "almost", "age:"];
    let left = left(text, at).trim_end().as_bytes();
    ENDS.iter().chain(&MORE_ENDS).any(|end| {
        left.len().checked_sub(end.len()).is_some_and(|start| left[start..].eq_ignore_ascii_case(end.as_bytes()))
    })
}

/// What follows: "-year-old", " years old", " years of age". "Year-olds" are many.
fn is_of_years(text: &str, end: usize) -> bool {
    let mut reader = Reader::at(text, end);
    reader.take(|sign| is_gap(sign) || is_dash(sign));
    let mut short = reader;
    if short.says("yo") || short.says("y") && short.skip('/') && short.says("o") {
        return !short.peek().is_some_and(is_word);
    }
    if !["year", "years", "yr", "yrs", "yr's"].iter().any(|word| reader.says(word)) {
        return false;
    }
    reader.take(|sign| is_gap(sign) || is_dash(sign));
    let mut of = reader;
    reader.says("old") || of.says("of") && of.then("age")
}

/// "16 to 24", "16–24", "16+", "16 and over": a group's.
fn is_span_of_ages(text: &str, end: usize) -> bool {
    let mut reader = Reader::at(text, end);
    if reader.skip('+') {
        return true;
    }
    reader.take(is_gap);
    let is_range = reader.take(is_dash).is_some() || (reader.says("to") || reader.says("and") || reader.says("or"));
    reader.take(is_gap);
    let many = ["over", "under", "above", "below", "older", "younger", "up", "upwards"];
    is_range && (reader.peek().is_some_and(|sign| sign.is_ascii_digit()) || many.iter().any(|word| reader.says(word)))
}

/// "she's", "I am", "my son was", "turned".
fn is_of_someone(before: &[&str]) -> bool {
    const NAMED: [&str; 13] =
        ["she", "he", "i", "son", "daughter", "mother", "father", "mum", "dad", "sister", "brother", "husband", "wife"];
    match *before {
        ["she's" | "he's" | "i'm" | "turned" | "turning" | "turns" | "turn", ..] => true,
        ["only" | "just" | "now" | "about" | "nearly" | "almost", ref rest @ ..] if !rest.is_empty() => {
            is_of_someone(rest)
        }
        ["is" | "was" | "am", owner, ..] => NAMED.contains(&owner),
        _ => false,
    }
}

/// Whether the sentence goes on as after an age, not as after a count: "43 when", "43,", not "43 miles".
fn closes(text: &str, end: usize) -> bool {
    const AFTER: [&str; 15] = [
        "and", "but", "now", "when", "then", "this", "next", "so", "last", "today", "at", "with", "because", "or",
        "years",
    ];
    let mut reader = Reader::at(text, end);
    if !reader.gap() {
        return !matches!(reader.peek(), Some(':' | '/' | '°' | '"' | '\'' | '’'))
            && !reader.peek().is_some_and(is_dash);
    }
    let word = reader.word();
    AFTER.contains(&word) && word != "years" || word.is_empty() && reader.peek().is_none()
}
