//! The study's rules of disclosure.

use std::collections::BTreeSet;

use super::modes::{Anchors, Modes};
use super::review::Reviewed;
use super::unreviewed::{Undecided, Unreviewed};
use super::{Pseudonymiser, Thresholds, Unlisted};
use crate::detect::Detector;
use crate::model::{Decision, Identity};

/// What `[disclosure]` in `study.toml` and the identity list say.
#[derive(Debug, Clone, Default)]
pub struct Policy {
    pub thresholds: Thresholds,
    pub identities: Vec<Identity>,
    /// What reviewers, or the list, say of what looks like a name.
    pub decisions: Vec<Decision>,
    /// Who decided, as outputs tell it.
    pub reviewed: Reviewed,
    /// How identities are printed that do not say it themselves.
    pub modes: Modes,
    /// Whether dates and ages that nobody listed stay as they are.
    pub leaves_dates_and_ages: bool,
    /// From what each person's dates are counted.
    pub anchors: Anchors,
    /// Points at what nobody has listed; none for a language that the program knows none of.
    pub detector: Option<&'static Detector>,
    /// What becomes of that.
    pub unreviewed: Unreviewed,
    /// What researchers wrote and print themselves: its words are nothing to hide in what people said, unless they are
    /// surely somebody's name there.
    pub own_words: Vec<String>,
    /// Names that the study prints: labels, pseudonyms, the program's own. Their words are nothing to hide either.
    pub printed_names: Vec<String>,
    /// Words that stand in small letters in the study: at the head of a sentence they are no name for their capital.
    pub small_words: BTreeSet<String>,
}

impl Policy {
    /// What replaces the study's identities, in the study's ways.
    pub fn pseudonymiser(&self) -> Pseudonymiser {
        let hides = self.detector.filter(|_| self.unreviewed == Unreviewed::Hide);
        let undecided = hides.map(|detector| {
            let mut undecided = Undecided::new(detector, &self.decisions, &self.identities);
            self.own_words.iter().for_each(|text| undecided.know(text));
            self.printed_names.iter().for_each(|text| undecided.know_printed(text));
            undecided.know_small(&self.small_words);
            undecided
        });
        let unlisted = (!self.leaves_dates_and_ages).then(|| Unlisted::new(&self.modes.by_kind, &self.decisions));
        Pseudonymiser::new(&self.identities).with_age_band(self.modes.age_band).generalising(unlisted).hiding(undecided)
    }
}
