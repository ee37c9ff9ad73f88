//! What a regular expression of a rule means, and which letters each of its matches must hold.

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};

/// A regular expression of a rule, matched without regard to letter case within the rule's unit (`^` is its start).
#[derive(Debug, Clone)]
pub struct Expression {
    pub regex: Regex,
    /// In lower-case ASCII: every match holds at least one of these. Nothing if there is no such set of three letters or
    /// more, so that every unit must be searched.
    pub literals: Option<Vec<String>>,
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
/// More alternatives than this are no help.
const MAXIMUM_LITERALS: usize = 64;

impl Expression {
    /// Reads a regular expression in the syntax of the `regex` crate.
    pub fn parse(written: &str) -> Result<Self, ExpressionError> {
        let hir = regex_syntax::parse(written).map_err(|error| syntax_error(&error, written))?;
        if hir.properties().minimum_len().is_none_or(|length| length == 0) {
            return Err(ExpressionError::MatchesNothing);
        }
        let regex =
            RegexBuilder::new(written).case_insensitive(true).build().map_err(|_too_big| ExpressionError::Size)?;
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

/// A set of literals of which every match of the expression holds one.
fn required(hir: &Hir) -> Option<Vec<String>> {
    match hir.kind() {
        HirKind::Literal(_) => best_run(std::slice::from_ref(hir)),
        HirKind::Capture(capture) => required(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => required(&repetition.sub),
        HirKind::Concat(parts) => {
            let sets = parts.iter().filter_map(required).chain(best_run(parts));
            sets.max_by_key(|set| (shortest(set), std::cmp::Reverse(set.len())))
        }
        HirKind::Alternation(branches) => {
            let sets = branches.iter().map(required).collect::<Option<Vec<_>>>()?;
            let mut literals: Vec<String> = sets.into_iter().flatten().collect();
            literals.sort();
            literals.dedup();
            (literals.len() <= MAXIMUM_LITERALS).then_some(literals)
        }
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Class(_) | HirKind::Look(_) => None,
    }
}

fn shortest(literals: &[String]) -> usize {
    literals.iter().map(String::len).min().unwrap_or(0)
}

/// The longest run of ASCII letters that stand side by side in `parts`, one after the other.
fn best_run(parts: &[Hir]) -> Option<Vec<String>> {
    let mut runs = vec![String::new()];
    for part in parts {
        match part.kind() {
            HirKind::Literal(literal) => {
                for &byte in &literal.0 {
                    // Beyond ASCII, letter case folds in ways that lower-casing does not follow.
                    if byte.is_ascii() {
                        push(&mut runs, byte.to_ascii_lowercase());
                    } else {
                        runs.push(String::new());
                    }
                }
            }
            HirKind::Class(class) => match one_letter(class) {
                Some(letter) => push(&mut runs, letter),
                None => runs.push(String::new()),
            },
            HirKind::Look(_) => {}
            _ => runs.push(String::new()),
        }
    }
    let letters = |run: &String| run.bytes().filter(u8::is_ascii_alphanumeric).count();
    runs.into_iter().filter(|run| letters(run) >= MINIMUM_LETTERS).max_by_key(letters).map(|run| vec![run])
}

fn push(runs: &mut [String], byte: u8) {
    runs.last_mut().expect("there is always a run").push(char::from(byte));
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
