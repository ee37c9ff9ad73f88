//! What a number format makes of a number, as far as it changes what people read: days, times, leading zeros.

use super::moments::Shown;

/// How a cell's number is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum NumberFormat {
    #[default]
    Plain,
    Moment(Shown),
    /// Whole numbers with zeros in front, as in `00123`.
    Padded(usize),
}

/// A format that has a number and no letters.
pub(super) fn built_in(id: u32) -> NumberFormat {
    match id {
        14..=17 | 27..=31 | 36 | 50..=54 | 57..=58 => NumberFormat::Moment(Shown::Day),
        18..=21 | 32..=35 | 45 | 47 | 55..=56 => NumberFormat::Moment(Shown::Time),
        22 => NumberFormat::Moment(Shown::DayAndTime),
        46 => NumberFormat::Moment(Shown::Length),
        _ => NumberFormat::Plain,
    }
}

/// A format by its code, such as `dd/mm/yyyy hh:mm`.
pub(super) fn of_code(code: &str) -> NumberFormat {
    let code = code.trim();
    if code.len() > 1 && code.len() <= 20 && code.bytes().all(|byte| byte == b'0') {
        return NumberFormat::Padded(code.len());
    }
    let (mut day, mut time, mut months, mut length) = (false, false, false, false);
    let mut letters = code.chars();
    while let Some(letter) = letters.next() {
        match letter.to_ascii_lowercase() {
            // Positive numbers have the first of the four sections.
            ';' => break,
            '"' => {
                letters.by_ref().find(|&letter| letter == '"');
            }
            '\\' | '_' | '*' => {
                letters.next();
            }
            '[' => {
                let inside: String = letters.by_ref().take_while(|&letter| letter != ']').collect();
                let is_time = ["h", "hh", "m", "mm", "s", "ss"].contains(&inside.to_ascii_lowercase().as_str());
                length |= is_time;
            }
            'y' | 'd' => day = true,
            'h' | 's' => time = true,
            'm' => months = true,
            '0' | '#' | '?' if !(day || time || months || length) => return NumberFormat::Plain,
            'g' if code.eq_ignore_ascii_case("general") => return NumberFormat::Plain,
            _ => {}
        }
    }
    // An m alone is a month; beside hours or seconds it is minutes.
    day |= months && !time && !length;
    match (day, time, length) {
        (_, _, true) => NumberFormat::Moment(Shown::Length),
        (true, true, _) => NumberFormat::Moment(Shown::DayAndTime),
        (true, false, _) => NumberFormat::Moment(Shown::Day),
        (false, true, _) => NumberFormat::Moment(Shown::Time),
        _ => NumberFormat::Plain,
    }
}
