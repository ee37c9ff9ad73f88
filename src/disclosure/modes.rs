//! How each identity is printed: by its own mode, or by the usual one of its kind.

use std::collections::{BTreeMap, BTreeSet};

use super::generalise::{Anchor, SaidDate, age_band};
use super::pseudonyms;
use crate::model::{CaseId, Identity, IdentityKind, Mode, Span, TextId};

/// What the study says of printing identities.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modes {
    /// For identities that have neither mode nor replacement of their own.
    pub by_kind: BTreeMap<IdentityKind, Mode>,
    /// Years in a band of ages.
    pub age_band: u32,
    /// Any word: decides which pseudonym falls to whom.
    pub seed: String,
}

impl Default for Modes {
    fn default() -> Self {
        Self { by_kind: BTreeMap::new(), age_band: 10, seed: String::new() }
    }
}

impl Modes {
    /// How an identity is printed; nothing where its replacement is all that is known.
    pub fn of(&self, identity: &Identity) -> Option<Mode> {
        let usual = || self.by_kind.get(&identity.kind).copied().filter(|_| identity.replacement.is_empty());
        identity.mode.or_else(usual)
    }

    /// Whether an identity is to have a pseudonym and has none.
    pub fn wants_name(&self, identity: &Identity) -> bool {
        let has_names =
            matches!(identity.kind, IdentityKind::Person | IdentityKind::Place | IdentityKind::Organisation);
        self.of(identity) == Some(Mode::Pseudonym) && identity.replacement.is_empty() && has_names
    }
}

/// From what each person's dates are counted, by whom and by whose words it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Anchors {
    by_case: BTreeMap<CaseId, Anchor>,
    by_text: BTreeMap<TextId, Vec<(Span, CaseId)>>,
}

impl Anchors {
    /// Of cases with an anchor, and the stretches of text that are theirs.
    pub fn new(by_case: BTreeMap<CaseId, Anchor>, words: Vec<(TextId, Span, CaseId)>) -> Self {
        let mut by_text: BTreeMap<TextId, Vec<(Span, CaseId)>> = BTreeMap::new();
        for (text, span, case) in words {
            by_text.entry(text).or_default().push((span, case));
        }
        Self { by_case, by_text }
    }

    pub fn of_case(&self, case: CaseId) -> Option<&Anchor> {
        self.by_case.get(&case)
    }

    /// That of whoever says what stands there.
    pub fn at(&self, place: Option<(TextId, Span)>) -> Option<&Anchor> {
        let (text, span) = place?;
        let (_, case) = self.by_text.get(&text)?.iter().find(|(theirs, _)| theirs.overlaps(span))?;
        self.of_case(*case)
    }
}

/// Gives each identity the mode by which it is printed, and what is printed where that can be said once for all.
/// `is_taken` says of a folded word whether no pseudonym may be it; `anchor` is that of an identity's own case.
pub fn settle(
    identities: &mut [Identity],
    modes: &Modes,
    is_taken: &dyn Fn(&str) -> bool,
    anchor: &dyn Fn(&Identity) -> Option<Anchor>,
) {
    for identity in identities.iter_mut() {
        identity.mode = modes.of(identity);
        match identity.mode {
            Some(Mode::Role) => identity.replacement = bracketed(&identity.replacement),
            Some(Mode::Generalise) => identity.replacement = wider(identity, modes.age_band, anchor),
            _ => {}
        }
    }
    // Whoever is printed by a name that somebody chose leaves it to nobody else.
    let chosen: BTreeSet<String> = identities.iter().map(|identity| crate::text::fold(&identity.replacement)).collect();
    let unnamed: Vec<usize> = (0..identities.len()).filter(|&index| modes.wants_name(&identities[index])).collect();
    let known_by: Vec<(IdentityKind, String)> =
        unnamed.iter().map(|&index| (identities[index].kind, known_by(&identities[index]))).collect();
    let is_taken = |name: &str| is_taken(name) || chosen.contains(name);
    for (index, name) in unnamed.into_iter().zip(pseudonyms::assign(&known_by, &modes.seed, &is_taken)) {
        identities[index].replacement = name;
    }
}

/// What stays the same of an identity when forms are added to it.
fn known_by(identity: &Identity) -> String {
    identity.case.clone().unwrap_or_else(|| identity.first_form().to_owned())
}

/// What is printed of a generalised identity; empty where that depends on the words that are replaced, or on nothing
/// that is known.
fn wider(identity: &Identity, band: u32, anchor: &dyn Fn(&Identity) -> Option<Anchor>) -> String {
    if !identity.wider.is_empty() {
        return bracketed(&identity.wider);
    }
    match identity.kind {
        IdentityKind::Age => identity.forms.iter().find_map(|form| age_band(form, band)).unwrap_or_default(),
        IdentityKind::Date => {
            let anchor = anchor(identity);
            let mut dates = identity.forms.iter().filter_map(|form| SaidDate::read(form));
            match anchor {
                Some(anchor) => dates.next().map(|date| date.wider(Some(&anchor))).unwrap_or_default(),
                None => String::new(),
            }
        }
        // Whatever else was written as its replacement is narrower, or is the wider word already.
        _ => bracketed(&identity.replacement),
    }
}

/// In square brackets, as every replacement that is no pseudonym is marked.
fn bracketed(words: &str) -> String {
    if words.is_empty() || words.starts_with('[') && words.ends_with(']') {
        words.to_owned()
    } else {
        format!("[{words}]")
    }
}
