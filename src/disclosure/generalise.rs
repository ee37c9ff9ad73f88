//! Ages as bands, and dates as distances from an event in somebody's life.

use time::{Date, Month};

use crate::text::{fold, ones, tens};

/// An event from which dates are counted: *discharge*, and when it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchor {
    /// As it is printed: "6 weeks after discharge".
    pub name: String,
    pub date: Date,
}

/// A date as somebody says it, as much of it as they say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SaidDate {
    pub year: Option<i32>,
    pub month: Option<Month>,
    /// Only with a month.
    pub day: Option<u8>,
}

/// An age of this many years, from the words that say it, as a band of `width` years: `[in their 40s]`, `[aged 40 to 44]`.
/// Nothing if no age is said, or more than one.
pub fn age_band(said: &str, width: u32) -> Option<String> {
    let (age, width) = (age_in(said)?, width.max(1));
    Some(match (age, width) {
        (90.., _) => "[aged 90 or over]".to_owned(),
        (..10, 10) => "[under 10]".to_owned(),
        (10..20, 10) => "[in their teens]".to_owned(),
        (_, 10) => format!("[in their {}s]", age / 10 * 10),
        _ => {
            let low = age / width * width;
            format!("[aged {low} to {}]", low + width - 1)
        }
    })
}

/// The same where only a number can stand: `aged [40 to 49]`, `a [40 to 49]-year-old`.
pub(super) fn age_between(said: &str, width: u32) -> Option<String> {
    let (age, width) = (age_in(said)?, width.max(1));
    let low = age / width * width;
    Some(match (age, low) {
        (90.., _) => "[90 or over]".to_owned(),
        (_, 0) => format!("[under {width}]"),
        _ => format!("[{low} to {}]", low + width - 1),
    })
}

/// An age that somebody may have, from the words that say it.
fn age_in(said: &str) -> Option<u32> {
    number_in(said).filter(|age| *age <= 120)
}

/// The one number that a phrase says, in digits or words below a hundred.
fn number_in(said: &str) -> Option<u32> {
    let folded = fold(said);
    let words: Vec<&str> = folded.split(|letter: char| !letter.is_alphanumeric()).collect();
    let mut numbers: Vec<u32> = Vec::new();
    let mut may_join = false;
    for word in words {
        if matches!(word, "hundred" | "thousand" | "half") {
            return None;
        }
        let digits = word.trim_end_matches(char::is_alphabetic);
        let (ones, tens) = (ones(word), tens(word));
        if let Ok(number) = digits.parse::<u32>() {
            numbers.push(number);
        } else if let Some(ones) = ones {
            match numbers.last_mut().filter(|_| may_join && (1..10).contains(&ones)) {
                Some(last) => *last += ones,
                None => numbers.push(ones),
            }
        } else if let Some(tens) = tens {
            numbers.push(tens);
        }
        may_join = tens.is_some();
    }
    match numbers[..] {
        [number] => Some(number),
        _ => None,
    }
}

impl SaidDate {
    /// Reads `3 March 2023`, `March 3rd, 2023`, `03/03/2023` (the day first), `2023-03-03`, `March 2023`, `3 March`, `2023`.
    /// Nothing where what is said is no date, or could be several.
    pub fn read(said: &str) -> Option<Self> {
        let folded = fold(said);
        let words: Vec<&str> = folded
            .split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty() && !matches!(*word, "of" | "the" | "on" | "in") && weekday(word).is_none())
            .collect();
        let date = match words[..] {
            [year] if is_year(year) => Self { year: year.parse().ok(), month: None, day: None },
            [only] => Self { year: None, month: Some(month(only)?), day: None },
            [month_word, year] if is_year(year) => {
                Self { year: year.parse().ok(), month: Some(month_or_number(month_word)?), day: None }
            }
            [first, second] => {
                let (day_word, month_word) = if month(first).is_some() { (second, first) } else { (first, second) };
                Self { year: None, month: Some(month(month_word)?), day: Some(day(day_word)?) }
            }
            [year, month_word, day_word] if is_year(year) => {
                Self { year: year.parse().ok(), month: Some(month_or_number(month_word)?), day: Some(day(day_word)?) }
            }
            [first, second, year] => {
                let (day_word, month_word) = if month(first).is_some() { (second, first) } else { (first, second) };
                let year = if is_year(year) { year.parse().ok()? } else { two_digit_year(year)? };
                Self { year: Some(year), month: Some(month_or_number(month_word)?), day: Some(day(day_word)?) }
            }
            _ => return None,
        };
        // A day that its month does not have is no date.
        match (date.year, date.month, date.day) {
            (year, Some(month), Some(day)) => {
                Date::from_calendar_date(year.unwrap_or(2024), month, day).ok().map(|_| date)
            }
            _ => Some(date),
        }
    }

    /// The day, if all of it is said.
    pub fn date(self) -> Option<Date> {
        Date::from_calendar_date(self.year?, self.month?, self.day?).ok()
    }

    /// Something wider: how far it is from the anchor, as exactly as it is said, so that the time between two dates stays
    /// what it was; without an anchor, the month of a day and the year of a month.
    pub fn wider(self, anchor: Option<&Anchor>) -> String {
        if let Some(anchor) = anchor
            && let Some(far) = self.distance(anchor)
        {
            return format!("[{far}]");
        }
        match (self.year, self.month, self.day) {
            (Some(year), Some(month), Some(_)) => format!("[{month} {year}]"),
            (None, Some(month), Some(_)) => format!("[{month}]"),
            (Some(year), _, _) => format!("[{year}]"),
            _ => "[date]".to_owned(),
        }
    }

    fn distance(self, anchor: &Anchor) -> Option<String> {
        let name = &anchor.name;
        let year = self.year?;
        if let Some(date) = self.date() {
            let days = (date - anchor.date).whole_days();
            let side = if days < 0 { "before" } else { "after" };
            return Some(match days.unsigned_abs() {
                0 => format!("the day of {name}"),
                days @ 1..=13 => format!("{} {side} {name}", count(days, "day")),
                days if days % 7 == 0 => format!("{} {side} {name}", count(days / 7, "week")),
                days => format!("{} and {} {side} {name}", count(days / 7, "week"), count(days % 7, "day")),
            });
        }
        let (unit, far) = match self.month {
            Some(month) => {
                let months = |year: i32, month: Month| i64::from(year) * 12 + i64::from(u8::from(month));
                ("month", months(year, month) - months(anchor.date.year(), anchor.date.month()))
            }
            None => ("year", i64::from(year) - i64::from(anchor.date.year())),
        };
        let side = if far < 0 { "before" } else { "after" };
        Some(match far.unsigned_abs() {
            0 => format!("the {unit} of {name}"),
            far => format!("{} {side} the {unit} of {name}", count(far, unit)),
        })
    }
}

fn count(number: u64, noun: &str) -> String {
    crate::text::counted(number, noun)
}

const MONTHS: [Month; 12] = [
    Month::January,
    Month::February,
    Month::March,
    Month::April,
    Month::May,
    Month::June,
    Month::July,
    Month::August,
    Month::September,
    Month::October,
    Month::November,
    Month::December,
];

/// A month by its name, or its first three letters, or *sept*.
fn month(word: &str) -> Option<Month> {
    MONTHS.into_iter().find(|month| {
        let name = month.to_string().to_lowercase();
        name == word || name.get(..3) == Some(word) || word == "sept" && name == "september"
    })
}

fn month_or_number(word: &str) -> Option<Month> {
    month(word).or_else(|| word.parse::<u8>().ok().and_then(|number| Month::try_from(number).ok()))
}

fn weekday(word: &str) -> Option<()> {
    const DAYS: [&str; 7] = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];
    DAYS.iter().any(|day| *day == word || day.get(..3) == Some(word)).then_some(())
}

/// `3`, `3rd`, `03`
fn day(word: &str) -> Option<u8> {
    let digits = ["st", "nd", "rd", "th"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word);
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<i32>().is_ok_and(|year| (1850..2150).contains(&year))
}

/// `23` is 2023, `68` is 1968.
fn two_digit_year(word: &str) -> Option<i32> {
    let year: i32 = word.parse().ok().filter(|_| word.len() == 2)?;
    Some(if year < 50 { 2000 + year } else { 1900 + year })
}
