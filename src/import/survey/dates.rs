//! Dates as survey tools and people write them: 2024-01-29 11:04:58, 30/09/2021, 29.1.2024, 7/2/20.

use super::plan::DateOrder;

/// The three numbers of a date, in the order in which they stand.
#[derive(Debug, Clone, Copy)]
struct Numbers {
    first: u32,
    second: u32,
    third: u32,
    year_first: bool,
    separator: char,
}

/// The numbers of a date and the time of day after it.
fn numbers(cell: &str) -> Option<(Numbers, &str)> {
    let end = cell.find([' ', 'T']).unwrap_or(cell.len());
    let (day, time) = (cell.get(..end)?, cell.get(end..)?);
    let separator =
        day.chars().find(|character| !character.is_ascii_digit()).filter(|character| "-/.".contains(*character))?;
    let mut parts = day.split(separator);
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    let are_digits = |part: &str| !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
    if parts.next().is_some() || !are_digits(first) || !are_digits(second) || second.len() > 2 || !are_digits(third) {
        return None;
    }
    // "1.2.3" is a version and "1-2-3" a code: only slashes leave the century away.
    let years = usize::from(first.len() == 4) + usize::from(third.len() == 4);
    if years != 1 && (separator != '/' || years != 0 || third.len() != 2) {
        return None;
    }
    let number = |part: &str| part.parse::<u32>().ok();
    let numbers = Numbers {
        first: number(first)?,
        second: number(second)?,
        third: number(third)?,
        year_first: first.len() == 4,
        separator,
    };
    Some((numbers, time))
}

/// What the order of a column's dates is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    /// By a number above twelve, by the year standing first, or by full stops.
    Surely(DateOrder),
    /// All days are twelve or less.
    Unsure,
}

/// In which order a column's dates are written; nothing if its cells are not all dates.
pub(super) fn order_of(cells: &[&str]) -> Option<Told> {
    let dates: Vec<Numbers> =
        cells.iter().map(|cell| numbers(cell).map(|(numbers, _)| numbers)).collect::<Option<_>>()?;
    if dates.is_empty() {
        return None;
    }
    if dates.iter().any(|date| date.year_first) {
        let all = dates.iter().all(|date| date.year_first && fits(date, DateOrder::YearMonth));
        return all.then_some(Told::Surely(DateOrder::YearMonth));
    }
    let possible = |order: DateOrder| dates.iter().all(|date| fits(date, order));
    match (possible(DateOrder::DayMonth), possible(DateOrder::MonthDay)) {
        (true, false) => Some(Told::Surely(DateOrder::DayMonth)),
        (false, true) => Some(Told::Surely(DateOrder::MonthDay)),
        (true, true) if dates.iter().all(|date| date.separator == '.') => Some(Told::Surely(DateOrder::DayMonth)),
        (true, true) => Some(Told::Unsure),
        (false, false) => None,
    }
}

fn fits(date: &Numbers, order: DateOrder) -> bool {
    let (_, month, day) = year_month_day(date, order);
    (1..=12).contains(&month) && (1..=31).contains(&day)
}

fn year_month_day(date: &Numbers, order: DateOrder) -> (u32, u32, u32) {
    match order {
        DateOrder::YearMonth => (date.first, date.second, date.third),
        DateOrder::DayMonth => (date.third, date.second, date.first),
        DateOrder::MonthDay => (date.third, date.first, date.second),
    }
}

/// Appends a date to `words` as `2024-01-29`, with its time of day as it is written; `false` if it is none in this order.
pub(super) fn push(cell: &str, order: DateOrder, words: &mut String) -> bool {
    use std::fmt::Write;
    let Some((date, time)) = numbers(cell).filter(|(date, _)| date.year_first == (order == DateOrder::YearMonth))
    else {
        return false;
    };
    if !fits(&date, order) {
        return false;
    }
    let (year, month, day) = year_month_day(&date, order);
    let year = match year {
        0..70 => 2000 + year,
        70..100 => 1900 + year,
        _ => year,
    };
    write!(words, "{year:04}-{month:02}-{day:02}{time}").expect("a string takes whatever is written to it");
    true
}
