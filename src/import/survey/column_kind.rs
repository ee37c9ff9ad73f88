//! What a column is, by what stands in it, and how sure that is.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::{self, Told};
use super::likert;
use super::options::{self, Joined};
use super::personal;
use super::plan::{DateOrder, Dialect};

/// What a column's cells look like.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    /// They say who people are.
    Personal,
    Date(DateOrder),
    /// Whole numbers between small ends; or words, of which each point has one.
    Scale {
        ends: (i32, i32),
        options: Vec<String>,
    },
    Number,
    Single(Vec<String>),
    Multiple(Joined),
    /// All options in each cell, the best first.
    Ranking(Joined),
    Open,
}

/// A judgement.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Guess {
    pub(super) kind: Kind,
    /// Cells that mean a blank: "N/A" beside numbers.
    pub(super) missing: Vec<String>,
    /// Why it may be something else.
    pub(super) doubt: Option<String>,
}

/// What is known of a column besides its cells.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hints<'h> {
    pub(super) dialect: Dialect,
    /// Its name and wording in lower case.
    pub(super) lower: &'h str,
    /// How other columns of the file write their dates.
    pub(super) dates: Option<DateOrder>,
}

/// Most options that a one-of-several question is believed to have.
const MAX_OPTIONS: usize = 24;

/// Fewer cells than this prove little.
const FEW: usize = 5;

impl Guess {
    fn sure(kind: Kind) -> Self {
        Self { kind, missing: Vec::new(), doubt: None }
    }

    fn doubtful(kind: Kind, doubt: impl Into<String>) -> Self {
        Self { kind, missing: Vec::new(), doubt: Some(doubt.into()) }
    }

    fn doubted_if(mut self, is_doubtful: bool, doubt: &str) -> Self {
        if is_doubtful && self.doubt.is_none() {
            self.doubt = Some(doubt.to_owned());
        }
        self
    }
}

/// Judges a column by its cells, of which none is blank.
pub(super) fn guess(cells: &[&str], hints: Hints<'_>) -> Guess {
    if cells.is_empty() {
        return Guess::doubtful(Kind::Blank, "it is blank");
    }
    if let Some(found) = personal::judge(cells) {
        let guess = Guess::sure(Kind::Personal);
        return guess.doubted_if(!found.is_sure, &format!("it holds {}", found.what));
    }
    if let Some(told) = dates::order_of(cells) {
        return match (told, hints.dates) {
            (Told::Surely(order), _) | (Told::Unsure, Some(order)) => Guess::sure(Kind::Date(order)),
            (Told::Unsure, None) => Guess::doubtful(
                Kind::Date(DateOrder::DayMonth),
                "day and month cannot be told apart; say which comes first by `order`",
            ),
        };
    }
    let guess = numeric(cells, hints).or_else(|| worded(cells)).unwrap_or_else(|| in_words(cells, hints));
    let is_few = cells.len() < FEW && guess.kind != Kind::Open;
    guess.doubted_if(is_few, "there are few answers to judge by")
}

fn in_words(cells: &[&str], hints: Hints<'_>) -> Guess {
    let counts = counts(cells);
    let joined = options::joined(cells, hints.dialect);
    if let Some(joined) = joined.as_ref().filter(|joined| is_ranking(cells, joined, hints.lower)) {
        return Guess::sure(Kind::Ranking(joined.clone()));
    }
    if let Some(options) = single(cells) {
        let explains_more = |joined: &Joined| joined.options.len() < options.len() + usize::from(joined.is_sure);
        if let Some(joined) = joined.filter(explains_more) {
            return multiple(joined, hints.lower);
        }
        let once = counts.values().filter(|&&count| count == 1).count();
        let is_own = once * 2 > options.len();
        return Guess::sure(Kind::Single(options))
            .doubted_if(is_own, "most of its answers come once: they may be the respondents' own words");
    }
    if let Some(joined) = joined {
        return multiple(joined, hints.lower);
    }
    let word_count: usize = cells.iter().map(|cell| cell.split_whitespace().count()).sum();
    let comes_again = counts.values().filter(|&&count| count > 2).sum::<usize>();
    let is_short = word_count <= 6 * cells.len() && cells.len() >= 10;
    Guess::sure(Kind::Open).doubted_if(
        is_short && comes_again * 2 > cells.len(),
        "most of its answers are short and come again: it may be options, with some written in",
    )
}

fn multiple(joined: Joined, lower: &str) -> Guess {
    let says_so = ["that apply", "all that", "as many", "apply to you", "tick ", "select "]
        .iter()
        .any(|words| lower.contains(words));
    let is_sure = joined.is_sure || says_so;
    Guess::sure(Kind::Multiple(joined)).doubted_if(!is_sure, "its commas may be the respondents' own")
}

fn counts<'c>(cells: &[&'c str]) -> BTreeMap<&'c str, usize> {
    let mut counts = BTreeMap::new();
    for cell in cells {
        *counts.entry(*cell).or_default() += 1;
    }
    counts
}

/// Everyone's cell holds the same options, in an order of their own.
fn is_ranking(cells: &[&str], joined: &Joined, lower: &str) -> bool {
    let says_so = says_rank(lower);
    let count = joined.options.len();
    let pieces = |cell: &&str| {
        let mut pieces: Vec<String> = cell
            .split(joined.separator.trim())
            .map(|piece| piece.trim().to_owned())
            .filter(|piece| !piece.is_empty())
            .collect();
        pieces.sort_unstable();
        pieces
    };
    let mut options = joined.options.clone();
    options.sort_unstable();
    let complete = cells.iter().filter(|cell| pieces(cell) == options).count();
    let distinct = counts(cells).len();
    count >= 3 && distinct > 1 && complete == cells.len() && (says_so || cells.len() >= FEW)
}

/// Whether a wording asks to put things in order.
pub(super) fn says_rank(lower: &str) -> bool {
    ["rank", "to the top", "in order of", "order of importance", "order of preference", "arrange "]
        .iter()
        .any(|words| lower.contains(words))
}

/// Whether a wording asks for a point on a scale.
fn says_scale(lower: &str) -> bool {
    const WORDS: &[&str] = &[
        "scale",
        "how likely",
        "how satisfied",
        "how important",
        "how useful",
        "how confident",
        "how much",
        "rate ",
        "rating",
        "satisf",
        "agree",
        "to what extent",
        " from 0 ",
        " from 1 ",
        "recommend",
        "how well",
    ];
    WORDS.iter().any(|words| lower.contains(words))
}

fn worded(cells: &[&str]) -> Option<Guess> {
    let worded = likert::worded(&counts(cells))?;
    let high = i32::try_from(worded.options.len()).ok()?;
    let doubt = (!worded.added.is_empty())
        .then(|| format!("no one chose {}, which the other options call for", told(&worded.added)));
    Some(Guess { kind: Kind::Scale { ends: (1, high), options: worded.options }, missing: worded.missing, doubt })
}

fn told(options: &[String]) -> String {
    options.iter().map(|option| format!("“{option}”")).collect::<Vec<_>>().join(" and ")
}

/// Cells that are numbers, save for some that say there is no answer, and for ends that have a name.
fn numeric(cells: &[&str], hints: Hints<'_>) -> Option<Guess> {
    let mut numbers: Vec<&str> = Vec::new();
    let mut labelled: BTreeMap<i32, &str> = BTreeMap::new();
    let mut ends: BTreeMap<&str, bool> = BTreeMap::new();
    let mut missing: BTreeSet<&str> = BTreeSet::new();
    for &cell in cells {
        if is_number(cell) {
            numbers.push(cell);
        } else if likert::is_non_answer(cell) {
            missing.insert(cell);
        } else if let Some((number, label)) = labelled_number(cell) {
            labelled.insert(number, label);
        } else {
            ends.insert(cell, likert::is_upper(cell)?);
        }
    }
    if numbers.is_empty() && labelled.is_empty() || ends.len() > 2 {
        return None;
    }
    let mut guess = if !ends.is_empty() {
        named_ends(&numbers, &ends)?
    } else if !labelled.is_empty() {
        labelled_ends(&numbers, &labelled)?
    } else {
        plain_numbers(&numbers, hints)?
    };
    guess.missing = missing.into_iter().map(str::to_owned).collect();
    Some(guess)
}

fn is_number(cell: &str) -> bool {
    cell.parse::<f64>().is_ok_and(f64::is_finite)
}

/// `10 (Always)`, `0 - Mostly me`, `5 = very good`, taken apart.
pub(super) fn labelled_number(cell: &str) -> Option<(i32, &str)> {
    let length = cell.bytes().take_while(u8::is_ascii_digit).count();
    let number = cell.get(..length)?.parse::<i32>().ok().filter(|number| *number <= 100)?;
    let label = cell.get(length..)?.trim_start();
    let label = label.strip_prefix(['(', '-', '–', '—', '=', ':'])?.trim_start_matches(['-', ' ']);
    label.starts_with(char::is_alphabetic).then(|| (number, label.trim_end_matches(')')))
}

/// Some points have a name beside their number.
fn labelled_ends(numbers: &[&str], labelled: &BTreeMap<i32, &str>) -> Option<Guess> {
    let whole: Vec<i32> = numbers.iter().map(|cell| whole_number(cell)).collect::<Option<_>>()?;
    let all = || whole.iter().copied().chain(labelled.keys().copied());
    let (low, high) = (all().min()?, all().max()?);
    if low >= high || high - low > 100 || labelled.len() > 11 {
        return None;
    }
    let (low, high) = usual_ends(low, high).unwrap_or((low, high));
    let guess = Guess::sure(Kind::Scale { ends: (low, high), options: Vec::new() });
    let is_reversed = labelled.get(&low).and_then(|label| likert::is_upper(label)) == Some(true);
    Some(guess.doubted_if(is_reversed, "its lowest number seems to mean most; `reversed = true` turns it round"))
}

/// The ends are named instead of numbered: 2 to 9 and "Strongly agree".
fn named_ends(numbers: &[&str], ends: &BTreeMap<&str, bool>) -> Option<Guess> {
    let whole: Vec<i32> = numbers.iter().map(|cell| whole_number(cell)).collect::<Option<_>>()?;
    let (low, high) = usual_ends(*whole.iter().min()?, *whole.iter().max()?)?;
    let upper: Vec<&str> = ends.iter().filter(|(_, is_upper)| **is_upper).map(|(label, _)| *label).collect();
    let lower: Vec<&str> = ends.iter().filter(|(_, is_upper)| !**is_upper).map(|(label, _)| *label).collect();
    if upper.len() > 1 || lower.len() > 1 || whole.len() < 3 {
        return None;
    }
    let mut options: Vec<String> = (low..=high).map(|point| point.to_string()).collect();
    if let (Some(label), Some(first)) = (lower.first(), options.first_mut()) {
        (*label).clone_into(first);
    }
    if let (Some(label), Some(last)) = (upper.first(), options.last_mut()) {
        (*label).clone_into(last);
    }
    Some(Guess::doubtful(
        Kind::Scale { ends: (low, high), options },
        "an end has a name instead of a number; check which number it is",
    ))
}

fn plain_numbers(cells: &[&str], hints: Hints<'_>) -> Option<Guess> {
    // Codes of survey tools for "no answer" stand far below what people choose from.
    let whole: Option<Vec<i32>> = cells.iter().map(|cell| whole_number(cell)).collect();
    let Some(whole) = whole else { return Some(Guess::sure(Kind::Number)) };
    let (low, high) = (whole.iter().copied().min()?, whole.iter().copied().max()?);
    // Ticks and yes/no codes.
    if low >= 0 && high <= 1 || low == high || (low, high) == (1, 2) {
        let mut values: Vec<i32> = whole;
        values.sort_unstable();
        values.dedup();
        return Some(Guess::sure(Kind::Single(values.iter().map(ToString::to_string).collect())));
    }
    let distinct = counts(cells).len();
    let ends = usual_ends(low, high).filter(|_| distinct >= 3);
    let Some(ends) = ends else { return Some(Guess::sure(Kind::Number)) };
    let guess = Guess::sure(Kind::Scale { ends, options: Vec::new() });
    Some(guess.doubted_if(
        !says_scale(hints.lower) && !says_rank(hints.lower),
        "whole numbers may also be amounts, or codes of options",
    ))
}

/// The ends that a scale has on which these are the lowest and highest points chosen.
fn usual_ends(low: i32, high: i32) -> Option<(i32, i32)> {
    match (low, high) {
        (1.., ..=5) => Some((1, 5)),
        (1.., ..=7) => Some((1, 7)),
        (1.., ..=10) => Some((1, 10)),
        (0, ..=10) => Some((0, 10)),
        _ => None,
    }
}

/// A whole number, also as spreadsheets write it (`4.0`).
fn whole_number(cell: &str) -> Option<i32> {
    let (digits, zeros) = cell.split_once('.').unwrap_or((cell, ""));
    if zeros.bytes().all(|byte| byte == b'0') { digits.parse().ok() } else { None }
}

/// The options of a column whose cells are few, short and come again, in the order in which they first come.
fn single(cells: &[&str]) -> Option<Vec<String>> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut order: Vec<&str> = Vec::new();
    for cell in cells {
        let count = counts.entry(cell).or_default();
        if *count == 0 {
            order.push(cell);
        }
        *count += 1;
        if order.len() > MAX_OPTIONS {
            return None;
        }
    }
    let longest = if order.len() * 20 <= cells.len() { 400 } else { 120 };
    let is_short = order.iter().all(|option| option.chars().count() <= longest && !option.contains('\n'));
    // Among few rows even prose may come twice; among many, options do so all the time.
    let comes_again =
        if cells.len() < 10 { order.len() < cells.len() && order.len() <= 4 } else { order.len() * 2 <= cells.len() };
    (is_short && comes_again).then(|| order.iter().map(|option| (*option).to_owned()).collect())
}
