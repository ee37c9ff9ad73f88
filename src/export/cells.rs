//! How a cell prints, in every format alike.
//!
//! Shares and means are rounded half up in whole-number arithmetic. Whole numbers of five and more digits are set in
//! groups of three, apart by a narrow space that does not break; four digits stay together (ISO 80000-1, as journals
//! print it). Formats that are read by programs take the plain spelling.

use super::wording;
use crate::report::{Cell, Missing, Suppressed, Words, mean_to_one_decimal};
pub(super) use crate::text::is_formula_like;

/// Narrow space between groups of digits.
const GROUP: char = '\u{202f}';

/// What a cell shows, before a format dresses it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shown<'r> {
    Nothing,
    Text(&'r str),
    Words(&'r [Words]),
    Figure(Figure),
    /// A word or sign in place of an answer or a figure.
    Mark(&'static str),
}

/// A number as it is printed, exactly: `value` is `digits / 10^decimals`, so that no format rounds once more.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Figure {
    /// Plain: `-0.5`, `12345`, `45.5%`.
    pub(super) plain: String,
    /// What is printed as a number, to the shown digits; a share is a fraction of one.
    pub(super) value: f64,
    pub(super) decimals: u8,
    pub(super) percent: bool,
}

impl Figure {
    fn count(value: u64) -> Self {
        #[expect(clippy::cast_precision_loss, reason = "no study counts more than 2^53 of anything")]
        let number = value as f64;
        Self { plain: value.to_string(), value: number, decimals: 0, percent: false }
    }

    fn share(part: u64, base: u64) -> Option<Self> {
        let tenths = tenths_of_percent(part, base)?;
        let plain = format!("{}.{}%", tenths / 10, tenths % 10);
        #[expect(clippy::cast_precision_loss, reason = "tenths of a percent are small numbers")]
        let value = tenths as f64 / 1000.0;
        Some(Self { plain, value, decimals: 1, percent: true })
    }

    fn mean(sum: i64, n: u64) -> Option<Self> {
        let plain = mean_to_one_decimal(sum, n)?;
        let value = plain.parse().ok()?;
        Some(Self { plain, value, decimals: 1, percent: false })
    }

    fn number(value: f64, decimals: u8) -> Option<Self> {
        let decimals = decimals.min(12);
        let plain = format!("{value:.*}", usize::from(decimals));
        let plain = if plain.bytes().any(|byte| (b'1'..=b'9').contains(&byte)) {
            plain
        } else {
            plain.trim_start_matches('-').to_owned()
        };
        let value = plain.parse::<f64>().ok().filter(|value| value.is_finite())?;
        Some(Self { plain, value, decimals, percent: false })
    }

    /// As it is read on paper: a true minus sign, digits in groups.
    pub(super) fn set(&self) -> String {
        let (sign, rest) = self.plain.strip_prefix('-').map_or(("", self.plain.as_str()), |rest| ("−", rest));
        let whole_length = rest.bytes().take_while(u8::is_ascii_digit).count();
        let (whole, end) = rest.split_at(whole_length);
        let mut text = String::with_capacity(rest.len() + 8);
        text.push_str(sign);
        for (index, digit) in whole.chars().enumerate() {
            if index > 0 && whole_length > 4 && (whole_length - index).is_multiple_of(3) {
                text.push(GROUP);
            }
            text.push(digit);
        }
        text.push_str(end);
        text
    }
}

/// What a cell shows.
pub(super) fn shown(cell: &Cell) -> Shown<'_> {
    let figure = |figure: Option<Figure>| figure.map_or(Shown::Mark(Missing::Blank.mark()), Shown::Figure);
    match cell {
        Cell::Empty => Shown::Nothing,
        Cell::Text(text) if text.is_empty() => Shown::Nothing,
        Cell::Text(text) => Shown::Text(text),
        Cell::Attribute(attribute) => Shown::Text(&attribute.value),
        Cell::Words(words) if words.is_empty() => Shown::Nothing,
        Cell::Words(words) => Shown::Words(words),
        Cell::Count { value, .. } => Shown::Figure(Figure::count(*value)),
        Cell::Share { part, base, .. } => figure(Figure::share(*part, *base)),
        Cell::Mean { sum, n, .. } => figure(Figure::mean(*sum, *n)),
        Cell::Number { value, decimals } | Cell::Measure { value, decimals, .. } => {
            figure(Figure::number(*value, *decimals))
        }
        Cell::Missing(missing) => Shown::Mark(missing.mark()),
        Cell::Suppressed(Suppressed::Small) => Shown::Mark(wording::SMALL),
        Cell::Suppressed(Suppressed::Secondary) => Shown::Mark(wording::SECONDARY),
    }
}

/// Several people who gave just this answer: ` (×3)`.
pub(super) fn times(words: &Words) -> Option<String> {
    (words.count > 1).then(|| format!(" (×{})", words.count))
}

/// An answer with how many people gave it.
pub(super) fn answer(words: &Words) -> String {
    format!("{}{}", words.text, times(words).unwrap_or_default())
}

/// A cell as one string, plain, for formats that programs read: answers are joined by `; `.
pub(super) fn plain(cell: &Cell) -> String {
    match shown(cell) {
        Shown::Nothing => String::new(),
        Shown::Text(text) => text.to_owned(),
        Shown::Words(words) => words.iter().map(answer).collect::<Vec<_>>().join("; "),
        Shown::Figure(figure) => figure.plain,
        Shown::Mark(mark) => mark.to_owned(),
    }
}

/// Whether a cell holds a number or what stands in the place of one.
pub(super) const fn is_figure(cell: &Cell) -> bool {
    matches!(
        cell,
        Cell::Count { .. }
            | Cell::Share { .. }
            | Cell::Mean { .. }
            | Cell::Measure { .. }
            | Cell::Number { .. }
            | Cell::Suppressed(_)
    )
}

/// Whether a cell sits right in a column of numbers: a figure does, and so does what stands in the place of one.
pub(super) const fn is_set_right(cell: &Cell) -> bool {
    is_figure(cell) || matches!(cell, Cell::Missing(_))
}

/// `part / base` in tenths of a percent, half up; none where there is no base.
fn tenths_of_percent(part: u64, base: u64) -> Option<u128> {
    let (part, base) = (u128::from(part), u128::from(base));
    (base > 0).then(|| (part * 2000 + base) / (2 * base))
}
