//! Numbers and dates as people write them in attributes: `45`, `3,5`, `45 years`, `2019`, `2019-05`, `14.05.2019`.

/// What a value amounts to. A year is both a number and a date.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Amount {
    number: Option<(f64, String)>,
    /// The first and the last day that may be meant, as whole numbers (20190514).
    days: Option<(u32, u32)>,
}

impl Amount {
    /// Nothing if it is neither a number nor a date.
    pub(super) fn of(value: &str) -> Option<Self> {
        let value = value.trim();
        let amount = Self { number: number(value), days: days(value) };
        (amount.number.is_some() || amount.days.is_some()).then_some(amount)
    }

    /// A date alone; nothing where it says a time of day too, which nothing is compared by.
    pub(super) fn of_date(value: &str) -> Option<Self> {
        let days = days(value.trim()).filter(|_| !value.trim().contains([' ', 'T']))?;
        Some(Self { number: None, days: Some(days) })
    }

    /// One day, as a whole number.
    pub(super) const fn of_day(day: u32) -> Self {
        Self { number: None, days: Some((day, day)) }
    }

    /// Whether the two can be compared at all.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.numbers(other).is_some() || self.days.is_some() && other.days.is_some()
    }

    pub(super) fn equals(&self, wanted: &Self) -> bool {
        match self.numbers(wanted) {
            Some((value, wanted)) => value.total_cmp(&wanted).is_eq(),
            None => self.is_within(wanted),
        }
    }

    /// Whether it is greater, or, if `included`, not less. A value that says only the year is later than a day if all of
    /// the year is.
    pub(super) fn is_above(&self, limit: &Self, included: bool) -> bool {
        match (self.numbers(limit), self.days.zip(limit.days)) {
            (Some((value, limit)), _) => value > limit || included && value >= limit,
            (None, Some((days, limit))) => days.0 > limit.1 || included && days.0 >= limit.0,
            (None, None) => false,
        }
    }

    /// Whether it is less, or, if `included`, not greater.
    pub(super) fn is_below(&self, limit: &Self, included: bool) -> bool {
        match (self.numbers(limit), self.days.zip(limit.days)) {
            (Some((value, limit)), _) => value < limit || included && value <= limit,
            (None, Some((days, limit))) => days.1 < limit.0 || included && days.1 <= limit.1,
            (None, None) => false,
        }
    }

    /// Whether it is a date that the other one covers: a day of a month.
    fn is_within(&self, wanted: &Self) -> bool {
        self.days.zip(wanted.days).is_some_and(|(days, wanted)| days.0 >= wanted.0 && days.1 <= wanted.1)
    }

    /// Both as numbers, unless they are of two units.
    fn numbers(&self, other: &Self) -> Option<(f64, f64)> {
        let ((own, own_unit), (other, other_unit)) = (self.number.as_ref()?, other.number.as_ref()?);
        let alike = own_unit.is_empty() || other_unit.is_empty() || own_unit == other_unit;
        alike.then_some((*own, *other))
    }
}

/// A number with a point or a comma before its decimals, and a unit of one word or sign (in small letters) behind it.
fn number(value: &str) -> Option<(f64, String)> {
    let is_numeric = |character: char| character.is_ascii_digit() || matches!(character, '.' | ',' | '-' | '+');
    let end = value.find(|character| !is_numeric(character)).unwrap_or(value.len());
    let (digits, unit) = value.split_at_checked(end)?;
    let unit = unit.trim();
    if unit.contains(|character: char| character.is_whitespace() || character.is_numeric()) {
        return None;
    }
    let number = match digits.split_once(',') {
        // "1,200" may be either.
        Some((_, decimals)) if decimals.len() == 3 => return None,
        Some(_) if digits.contains('.') => return None,
        Some((whole, decimals)) => format!("{whole}.{decimals}").parse::<f64>().ok()?,
        None => digits.parse::<f64>().ok()?,
    };
    number.is_finite().then(|| (number, unit.to_lowercase()))
}

/// The days that a date may mean: `2019`, `2019-05`, `2019-05-14` (a time may follow), `14.5.2019`.
fn days(value: &str) -> Option<(u32, u32)> {
    let day = value.split([' ', 'T']).next().unwrap_or(value);
    let digits = |part: &str, most: usize| -> Option<u32> {
        let fits = (1..=most).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit());
        if fits { part.parse().ok() } else { None }
    };
    let parts: Vec<&str> = day.split('-').collect();
    let (year, month, day) = match parts.as_slice() {
        [dotted] if dotted.contains('.') => match dotted.split('.').collect::<Vec<_>>().as_slice() {
            [day, month, year] => (*year, Some(digits(month, 2)?), Some(digits(day, 2)?)),
            _ => return None,
        },
        [year] => (*year, None, None),
        [year, month] => (*year, Some(digits(month, 2)?), None),
        [year, month, day] => (*year, Some(digits(month, 2)?), Some(digits(day, 2)?)),
        _ => return None,
    };
    let year = digits(year, 4).filter(|year| (1000..=2999).contains(year))?;
    let is_real = month.is_none_or(|month| (1..=12).contains(&month)) && day.is_none_or(|day| (1..=31).contains(&day));
    let number = |month: u32, day: u32| year * 10_000 + month * 100 + day;
    is_real.then(|| (number(month.unwrap_or(1), day.unwrap_or(1)), number(month.unwrap_or(12), day.unwrap_or(31))))
}
