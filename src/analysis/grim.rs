//! The GRIM test: whether a mean of whole numbers is possible for the number of answers it was taken over.
//!
//! Brown and Heathers, "The GRIM Test: A Simple Technique Detects Numerous Anomalies in the Reporting of Results in
//! Psychology", Social Psychological and Personality Science 8(4), 363–369, 2017.

/// A number as it was typed: its digits count, `5.20` says more than `5.2`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Decimal {
    /// The number times ten to the power of `places`.
    digits: i128,
    places: u32,
}

/// Why a number cannot be tested.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("it is not a number such as 3.48")]
pub struct NoDecimal;

/// No mean is printed with more places.
const MOST_PLACES: usize = 9;

impl std::str::FromStr for Decimal {
    type Err = NoDecimal;

    /// Reads `3.48`, `3,48`, `-0.5`, `.5`.
    fn from_str(text: &str) -> Result<Self, NoDecimal> {
        let text = text.trim();
        let unsigned = text.strip_prefix(['-', '−']);
        let (whole, fraction) = {
            let digits = unsigned.unwrap_or(text);
            digits.split_once(['.', ',']).unwrap_or((digits, ""))
        };
        let all = [whole, fraction].concat();
        let is_number = !all.is_empty() && all.len() <= 18 && all.bytes().all(|byte| byte.is_ascii_digit());
        if !is_number || fraction.len() > MOST_PLACES {
            return Err(NoDecimal);
        }
        let digits: i128 = all.parse().map_err(|_| NoDecimal)?;
        let places = u32::try_from(fraction.len()).map_err(|_| NoDecimal)?;
        Ok(Self { digits: if unsigned.is_some() { -digits } else { digits }, places })
    }
}

impl Decimal {
    /// Whether it lies between two whole numbers, both included.
    pub fn is_within(self, low: i64, high: i64) -> bool {
        let unit = 10_i128.pow(self.places);
        (i128::from(low) * unit..=i128::from(high) * unit).contains(&self.digits)
    }
}

impl std::fmt::Display for Decimal {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.digits < 0 { "-" } else { "" };
        let width = self.places as usize + 1;
        let digits = format!("{:0width$}", self.digits.unsigned_abs());
        let (whole, fraction) = digits.split_at(digits.len() - self.places as usize);
        let point = if fraction.is_empty() { "" } else { "." };
        write!(out, "{sign}{whole}{point}{fraction}")
    }
}

/// What becomes of a number that lies just between two printed ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rounding {
    /// Any of the ways below: what the authors advise, since reports seldom say.
    #[default]
    Any,
    /// Away from zero, as spreadsheets and this program do.
    HalfUp,
    /// Towards zero.
    HalfDown,
    /// To the even digit, as R and Python do.
    HalfEven,
}

/// What the test says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grim {
    Possible,
    /// No sum of whole numbers makes this mean; the nearest means below and above that one does, to the same places.
    Impossible {
        below: Decimal,
        above: Decimal,
    },
    /// So many answers make any mean of so few places.
    AnyIsPossible,
}

/// Tests a mean over `n` people of the mean over `items` whole numbers each (1 where it is of one item), with `n` and
/// `items` at least 1 and at most a billion each.
pub fn grim(mean: Decimal, n: u64, items: u64, rounding: Rounding) -> Grim {
    let parts = i128::from(n.clamp(1, 1_000_000_000)) * i128::from(items.clamp(1, 1_000_000_000));
    let unit = 10_i128.pow(mean.places);
    if parts >= unit {
        return Grim::AnyIsPossible;
    }
    // The two whole sums around the one that the mean would need.
    let below = (mean.digits * parts).div_euclid(unit);
    let is_possible = [below, below + 1].into_iter().any(|sum| rounds_to(sum, parts, mean, unit, rounding));
    if is_possible {
        return Grim::Possible;
    }
    let printed = |sum: i128| Decimal { digits: half_up(sum * unit, parts), places: mean.places };
    Grim::Impossible { below: printed(below), above: printed(below + 1) }
}

/// Whether `sum / parts` is printed as this mean.
fn rounds_to(sum: i128, parts: i128, mean: Decimal, unit: i128, rounding: Rounding) -> bool {
    // Twice the distance from the printed mean to the true one, in parts of the last place.
    let distance = 2 * (sum * unit - mean.digits * parts);
    if distance.abs() != parts {
        return distance.abs() < parts;
    }
    // The true mean lies on the border; it is farther from zero than the printed one if both signs agree.
    let is_farther = (distance > 0) == (mean.digits > 0 || (mean.digits == 0 && sum > 0));
    match rounding {
        Rounding::Any => true,
        Rounding::HalfUp => !is_farther,
        Rounding::HalfDown => is_farther,
        Rounding::HalfEven => mean.digits % 2 == 0,
    }
}

/// `numerator / denominator` as a whole number, half away from zero.
fn half_up(numerator: i128, denominator: i128) -> i128 {
    (2 * numerator.abs() + denominator) / (2 * denominator) * numerator.signum()
}
