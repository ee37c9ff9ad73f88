//! Days and times that a file counts from some day, as people write them: 2024-01-29, 2024-01-29 11:04:58, 11:04:58.

use std::fmt::Write;

/// The Julian day from which a file counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Epoch(pub(super) i64);

impl Epoch {
    /// Of spreadsheets: the day before 31 December 1899, since they take 1900 for a leap year.
    pub(super) const SPREADSHEET: Self = Self(2_415_019);
    /// Of spreadsheets from old Macs: 1 January 1904.
    pub(super) const MAC: Self = Self(2_416_481);
    /// Of SPSS: 14 October 1582, the day before the calendar began.
    pub(super) const SPSS: Self = Self(2_299_160);
}

/// What is shown of a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    Day,
    Time,
    DayAndTime,
    /// How long something took, in hours that go on after 24.
    Length,
}

/// Appends the moment so many seconds after the epoch; `false`, and nothing, if that is no day from year 1 to 9999.
pub(super) fn write_moment(seconds: f64, epoch: Epoch, shown: Shown, words: &mut String) -> bool {
    // The year 9999 is some 3e11 seconds from any epoch.
    if !seconds.is_finite() || seconds.abs() > 4e11 {
        return false;
    }
    #[expect(clippy::cast_possible_truncation, reason = "the check above leaves numbers that fit")]
    let seconds = seconds.round() as i64;
    let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
    if shown == Shown::Length {
        let sign = if seconds < 0 { "-" } else { "" };
        let (hours, second) = (seconds.abs() / 3600, seconds.abs() % 3600);
        write!(words, "{sign}{hours:02}:{:02}:{:02}", second / 60, second % 60).expect(TAKES);
        return true;
    }
    // Spreadsheets count a 29 February 1900: days before it are one less.
    let gap = i64::from(epoch == Epoch::SPREADSHEET && (1..60).contains(&days));
    if shown != Shown::Time {
        let day = i32::try_from(epoch.0 + days + gap).ok().and_then(|day| time::Date::from_julian_day(day).ok());
        let Some(day) = day.filter(|day| (1..=9999).contains(&day.year())) else { return false };
        write!(words, "{:04}-{:02}-{:02}", day.year(), u8::from(day.month()), day.day()).expect(TAKES);
    }
    if shown != Shown::Day {
        let gap = if shown == Shown::DayAndTime { " " } else { "" };
        write!(words, "{gap}{:02}:{:02}:{:02}", second / 3600, second / 60 % 60, second % 60).expect(TAKES);
    }
    true
}

const TAKES: &str = "a string takes whatever is written to it";
