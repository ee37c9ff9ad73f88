//! What a regular expression of a rule means, and which letters each of its matches must hold.

use regex_automata::meta::Regex;
use regex_automata::util::syntax;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use crate::text::is_word_char;

/// A regular expression of a rule, matched without regard to letter case within the rule's unit (`^` is its start).
#[derive(Debug, Clone)]
pub struct Expression {
    pub regex: Regex,
    /// Nothing if there is no set of literals of three letters or more, so that every unit must be searched.
    pub literals: Option<Literals>,
}

/// A set of literals such that every match of an expression holds at least one of them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Literals {
    /// In lower-case ASCII.
    pub any: Vec<String>,
    /// Every match starts with one of them, so that it can be tried just where one is hit.
    pub first: bool,
    /// They start with a word character that no word character may stand before.
    pub start_of_word: bool,
}

/// Why a regular expression cannot be looked for.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ExpressionError {
    #[error("the regular expression cannot be read at its character {character_number}: {message}")]
    Syntax { message: String, character_number: usize },
    #[error("the regular expression also matches where there is nothing, so it would catch every text")]
    MatchesNothing,
    #[error("the regular expression is too large")]
    Size,
}

/// Letters and digits that a literal must have to be worth looking for.
const MINIMUM_LETTERS: usize = 3;
/// With this many, a literal at the start of an expression serves better than a longer one further in.
const RARE_LETTERS: usize = 4;
/// More alternatives than this are no help.
const MAXIMUM_LITERALS: usize = 64;

impl Expression {
    /// Reads a regular expression in the syntax of the `regex` crate.
    pub fn parse(written: &str) -> Result<Self, ExpressionError> {
        let hir = regex_syntax::parse(written).map_err(|error| syntax_error(&error, written))?;
        if hir.properties().minimum_len().is_none_or(|length| length == 0) {
            return Err(ExpressionError::MatchesNothing);
        }
        let regex = Regex::builder()
            .syntax(syntax::Config::new().case_insensitive(true))
            .build(written)
            .map_err(|_too_big| ExpressionError::Size)?;
        Ok(Self { regex, literals: required(&hir) })
    }
}

fn syntax_error(error: &regex_syntax::Error, written: &str) -> ExpressionError {
    let (message, offset) = match error {
        regex_syntax::Error::Parse(error) => (error.kind().to_string(), error.span().start.offset),
        regex_syntax::Error::Translate(error) => (error.kind().to_string(), error.span().start.offset),
        _ => ("unknown syntax".to_owned(), 0),
    };
    let character_number = written.get(..offset).unwrap_or_default().chars().count() + 1;
    ExpressionError::Syntax { message, character_number }
}

fn required(hir: &Hir) -> Option<Literals> {
    match hir.kind() {
        HirKind::Literal(_) => best_run(std::slice::from_ref(hir)),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => required_of_sequence(parts),
        HirKind::Alternation(branches) => {
            let sets = branches.iter().map(required).collect::<Option<Vec<_>>>()?;
            let first = sets.iter().all(|set| set.first);
            let start_of_word = sets.iter().all(|set| set.start_of_word);
            let mut any: Vec<String> = sets.into_iter().flat_map(|set| set.any).collect();
            any.sort();
            any.dedup();
            (any.len() <= MAXIMUM_LITERALS).then_some(Literals { any, first, start_of_word })
        }
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) => None,
    }
}

/// The longest literals that any part of a sequence requires; those of its start before others, if they are long enough
/// to be rare.
fn required_of_sequence(parts: &[Hir]) -> Option<Literals> {
    let looks = parts.iter().take_while(|part| matches!(part.kind(), HirKind::Look(_))).count();
    let at_word = matches!(parts.get(looks.wrapping_sub(1)).map(Hir::kind), Some(HirKind::Look(Look::WordUnicode)));
    let of_part = |(index, part): (usize, &Hir)| {
        let mut set = required(part)?;
        set.first &= index == looks;
        set.start_of_word &= set.first;
        set.start_of_word |= set.first && at_word && set.any.iter().all(|literal| literal.starts_with(is_word_char));
        Some(set)
    };
    let sets = parts.iter().enumerate().filter_map(of_part).chain(best_run(parts));
    sets.max_by_key(|set| (set.first && shortest(set) >= RARE_LETTERS, shortest(set), std::cmp::Reverse(set.any.len())))
}

fn shortest(set: &Literals) -> usize {
    set.any.iter().map(String::len).min().unwrap_or(0)
}

/// A run of ASCII characters of which every match has each, one after the other.
#[derive(Default)]
struct Run {
    letters: String,
    /// Nothing but assertions stands before it.
    first: bool,
    after_word_boundary: bool,
}

/// The best run of ASCII characters that stand side by side in `parts`.
fn best_run(parts: &[Hir]) -> Option<Literals> {
    let mut runs = vec![Run { first: true, ..Run::default() }];
    for part in parts {
        match part.kind() {
            HirKind::Literal(literal) => {
                for &byte in &literal.0 {
                    // Beyond ASCII, letter case folds in ways that lower-casing does not follow.
                    if byte.is_ascii() {
                        push(&mut runs, byte.to_ascii_lowercase());
                    } else {
                        runs.push(Run::default());
                    }
                }
            }
            HirKind::Class(class) => match one_letter(class) {
                Some(letter) => push(&mut runs, letter),
                None => runs.push(Run::default()),
            },
            HirKind::Look(look) => {
                let run = runs.last_mut().expect("there is always a run");
                run.after_word_boundary |= run.letters.is_empty() && *look == Look::WordUnicode;
            }
            _ => runs.push(Run::default()),
        }
    }
    let letters = |run: &Run| run.letters.bytes().filter(u8::is_ascii_alphanumeric).count();
    let long_enough = runs.into_iter().filter(|run| letters(run) >= MINIMUM_LETTERS);
    let best = long_enough.max_by_key(|run| (run.first && letters(run) >= RARE_LETTERS, letters(run)))?;
    let start_of_word = best.first && best.after_word_boundary && best.letters.starts_with(is_word_char);
    Some(Literals { any: vec![best.letters], first: best.first, start_of_word })
}

fn push(runs: &mut [Run], byte: u8) {
    runs.last_mut().expect("there is always a run").letters.push(char::from(byte));
}

/// The letter of a class that holds nothing but one ASCII letter in all its cases, as `(?i)` makes them.
fn one_letter(class: &Class) -> Option<u8> {
    let Class::Unicode(class) = class else { return None };
    let lower = |letter: char| match letter {
        'ſ' => 's',
        '\u{212a}' => 'k',
        _ => letter.to_ascii_lowercase(),
    };
    let mut letters = class.ranges().iter().flat_map(|range| [range.start(), range.end()]).map(lower);
    let first = letters.next()?;
    let same = first.is_ascii_alphabetic() && letters.all(|letter| letter == first);
    same.then(|| u8::try_from(first).ok()).flatten()
}
