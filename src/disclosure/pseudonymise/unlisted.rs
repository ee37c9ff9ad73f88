//! Dates and ages that nobody listed, found by their shape: printed as something wider, as the study says of their kind.
//!
//! Alone they lead to nobody, so the gate does not refuse them. What somebody has decided to keep stays as it is written.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::super::generalise::{Anchor, SaidDate, age_band, age_between};
use crate::detect::Rule;
use crate::model::{Decision, IdentityKind, Mode, Span, TextId, Verdict, form_key};

/// How they are printed, and which of them are not.
#[derive(Debug, Clone, Default)]
pub struct Unlisted {
    modes: BTreeMap<IdentityKind, Mode>,
    /// Forms that may be printed, as they are compared.
    kept: BTreeSet<String>,
    /// The same of single mentions.
    mentions: Vec<(TextId, Span)>,
}

impl Unlisted {
    /// With the modes of the study by kind; what is decided to stay, stays.
    pub fn new(modes: &BTreeMap<IdentityKind, Mode>, decisions: &[Decision]) -> Self {
        let staying = || decisions.iter().filter(|decision| decision.verdict != Verdict::Hide);
        let general = staying().filter(|decision| decision.place.is_none());
        Self {
            modes: modes.clone(),
            kept: general.map(|decision| form_key(&decision.form)).collect(),
            mentions: staying().filter_map(|decision| decision.place).collect(),
        }
    }

    /// Whether this find is to be printed as something wider. What is as wide already is not: *forties*, `[March 2023]`.
    pub(super) fn takes(&self, text: &str, range: &Range<usize>, rule: Rule, place: Option<(TextId, Span)>) -> bool {
        let said = text.get(range.clone()).unwrap_or_default();
        let is_decade = said.ends_with(['s', 'S']) && (rule == Rule::Age || said.len() > 2);
        let before = text.get(..range.start).unwrap_or_default();
        let is_own = || {
            let has_day = SaidDate::read(said).is_none_or(|date| date.day.is_some());
            before.ends_with('[') && text.get(range.end..).is_some_and(|rest| rest.starts_with(']')) && !has_day
        };
        let is_kept =
            || self.kept.contains(&form_key(said)) || self.mentions_in(place).any(|kept| overlap(&kept, range));
        let is_wide_already = is_decade || (rule == Rule::Date && is_own());
        !is_wide_already && !is_kept()
    }

    /// What is printed instead; nothing where the study has another mode for the kind, or nothing wider can be said.
    pub(super) fn wider(
        &self,
        rule: Rule,
        text: &str,
        span: Span,
        band: u32,
        anchor: Option<&Anchor>,
    ) -> Option<String> {
        if self.modes.get(&rule.kind()).is_some_and(|mode| *mode != Mode::Generalise) {
            return None;
        }
        let said = span.of_text(text);
        match rule {
            Rule::Age if is_number_wanted(text, span) => age_between(said, band),
            Rule::Age => age_band(said, band),
            Rule::Date => {
                let date = SaidDate::read(said)?;
                // A year alone is found where somebody was born in it.
                let decade =
                    date.year.filter(|_| date.month.is_none()).map(|year| format!("[the {}s]", year / 10 * 10));
                Some(decade.unwrap_or_else(|| date.wider(anchor)))
            }
            _ => None,
        }
    }

    fn mentions_in(&self, place: Option<(TextId, Span)>) -> impl Iterator<Item = Range<usize>> + '_ {
        self.mentions.iter().filter_map(move |(text, span)| {
            let (_, whole) = place.filter(|(here, _)| here == text)?;
            let start = span.start().checked_sub(whole.start())?;
            Some(start..start + span.len())
        })
    }
}

/// Whether a number has to stand where an age stands: "aged [40 to 49]", "a [40 to 49]-year-old".
fn is_number_wanted(text: &str, span: Span) -> bool {
    const BEFORE: [&str; 7] = ["aged", "age", "of", "turned", "turning", "turns", "turn"];
    const AFTER: [&str; 6] = ["year", "years", "yr", "yrs", "yo", "y"];
    let is_gap = |sign: char| !sign.is_alphanumeric();
    let before = text.get(..span.start()).unwrap_or_default().trim_end_matches(is_gap);
    let before = before.rsplit(is_gap).next().unwrap_or_default();
    let after = text.get(span.end()..).unwrap_or_default();
    // A comma or a full stop ends what the number is of.
    let after =
        after.trim_start_matches([' ', '\u{a0}', '-', '\u{2010}', '\u{2011}']).split(is_gap).next().unwrap_or_default();
    BEFORE.iter().any(|word| word.eq_ignore_ascii_case(before))
        || AFTER.iter().any(|word| word.eq_ignore_ascii_case(after))
}

const fn overlap(one: &Range<usize>, other: &Range<usize>) -> bool {
    one.start < other.end && other.start < one.end
}
