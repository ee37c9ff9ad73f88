//! The parts that a distribution shows of a scale: its points, or bands of them.

use std::ops::RangeInclusive;

/// One part, with both ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Band {
    pub title: String,
    pub low: i64,
    pub high: i64,
}

impl Band {
    /// Reads `0-5`, `6`, `7–10`, or with a name before a colon: `satisfied: 5-7`.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is no part of a scale; write \"1-3\", \"4\" or \"satisfied: 5-7\"");
        let (name, numbers) =
            text.rsplit_once(':').map_or((None, text), |(name, numbers)| (Some(name.trim()), numbers));
        let numbers = numbers.trim();
        // A minus sign of the first number is none between two.
        let dash =
            numbers.char_indices().skip(1).find(|&(_, character)| matches!(character, '-' | '–')).map(|(at, _)| at);
        let (low, high) = match dash {
            Some(at) => (numbers.get(..at), numbers.get(at..).map(|rest| rest.trim_start_matches(['-', '–']))),
            None => (Some(numbers), Some(numbers)),
        };
        let number = |text: Option<&str>| text.and_then(|text| text.trim().parse::<i64>().ok()).ok_or_else(wrong);
        let (low, high) = (number(low)?, number(high)?);
        if low > high {
            return Err(wrong());
        }
        let numbers = if low == high { low.to_string() } else { format!("{low}–{high}") };
        let title = name.map_or_else(|| numbers.clone(), |name| format!("{name} ({numbers})"));
        Ok(Self { title, low, high })
    }

    /// Reads several, which have to follow one another without a gap.
    pub(super) fn read_all(texts: &[String]) -> Result<Vec<Self>, String> {
        let bands: Vec<Self> = texts.iter().map(|text| Self::read(text)).collect::<Result<_, _>>()?;
        match bands.windows(2).find(|pair| pair[0].high + 1 != pair[1].low) {
            Some(pair) => Err(format!(
                "`bands` go from the lowest point to the highest without a gap, but {:?} is followed by {:?}",
                pair[0].title, pair[1].title
            )),
            None => Ok(bands),
        }
    }

    /// A band a point, named by the scale's options where it has them.
    pub(super) fn points(ends: RangeInclusive<i64>, names: &[String]) -> Vec<Self> {
        let named = i64::try_from(names.len()) == Ok(ends.end() - ends.start() + 1);
        let title = |(at, point): (usize, i64)| match names.get(at).filter(|_| named) {
            Some(name) if name.trim() != point.to_string() => format!("{point} {}", name.trim()),
            _ => point.to_string(),
        };
        ends.enumerate().map(|(at, point)| Self { title: title((at, point)), low: point, high: point }).collect()
    }
}
