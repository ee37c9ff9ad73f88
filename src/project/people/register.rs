//! The register: everyone and everything that must not get out, from all places that say so.

use std::collections::{BTreeMap, BTreeSet};

use crate::detect::Detector;
use crate::disclosure::{self, Anchor, Anchors, NameLists, SaidDate};
use crate::import;
use crate::model::{CaseId, Derived, Identity, IdentityKind, Mode, Origin};
use crate::project::{Project, ProjectError};
use crate::text::{fold, letters_apart, words};

/// All identities of a study, settled: each with what is printed instead.
#[derive(Debug, Clone, Default)]
pub(in crate::project) struct Register {
    /// What is replaced; where two share a form, the first has it.
    pub(in crate::project) identities: Vec<Identity>,
    /// What is kept, with its reason.
    pub(in crate::project) kept: Vec<Identity>,
}

impl Project {
    /// The study's list, then the store's register, then whoever cases are named after, in an order of their own that no
    /// import changes; what is one person is one, with the forms that follow from their name.
    pub(in crate::project) fn register(&self) -> Result<Register, ProjectError> {
        let file = self.identity_file()?;
        let mut listed = file.identities;
        let mut stored: Vec<Identity> = self.store.identities()?.into_iter().map(|stored| stored.identity).collect();
        stored.sort_by_cached_key(|identity| (identity.kind, identity.forms.clone()));
        listed.extend(stored);
        let (kept, mut all): (Vec<Identity>, Vec<Identity>) =
            listed.into_iter().partition(|identity| identity.mode == Some(Mode::Keep));
        let stays: BTreeSet<String> = kept
            .iter()
            .flat_map(|identity| &identity.forms)
            .chain(file.decisions.iter().map(|decision| &decision.form))
            .map(|form| fold(form))
            .collect();
        if self.study.disclosure.names_of_cases {
            all.extend(self.identities_of_cases(&stays)?);
        }
        let mut identities = disclosure::unite(all);
        for identity in &mut identities {
            let mut derived = disclosure::derived(identity, &|word| self.is_common_word(word));
            derived.retain(|derived| !stays.contains(&fold(&derived.form)));
            identity.derived.extend(derived);
        }
        self.settle(&mut identities)?;
        Ok(Register { identities, kept })
    }

    /// Where an identity is kept, for people.
    pub(in crate::project) fn origin_in_words(&self, origin: &Origin) -> String {
        match origin {
            Origin::File { line_number } => {
                let name = self.study.disclosure.identities.as_deref().unwrap_or("the list");
                format!("{name}, line {line_number}")
            }
            Origin::Store { number } => format!("number {number} of `verbatim identities`"),
            Origin::Case => "the name of a case".to_owned(),
        }
    }

    /// Two of the register that share a form and are printed otherwise, a sentence each: by their places, never their
    /// words.
    pub fn register_warnings(&self) -> Result<Vec<String>, ProjectError> {
        let identities = self.register()?.identities;
        let place = |index: usize| self.origin_in_words(&identities[index].origin);
        let sentence = |shared: disclosure::Shared| {
            let what = if shared.is_written { "share a form" } else { "share a name that follows from their forms" };
            let (winner, other) = (place(shared.winner), place(shared.other));
            format!("{winner}, and {other} {what}, and are printed otherwise: it is printed as the first of them")
        };
        Ok(disclosure::shared(&identities).into_iter().map(sentence).collect())
    }

    /// From what each participant's dates are counted, where the study says by which attribute.
    pub(in crate::project) fn anchors(&self) -> Result<Anchors, ProjectError> {
        let Some(name) = &self.study.disclosure.anchor else { return Ok(Anchors::default()) };
        let mut by_case: BTreeMap<CaseId, Anchor> = BTreeMap::new();
        let mut theirs = Vec::new();
        for (case, _, value) in self.store.values_of(name)? {
            if let Some(date) = SaidDate::read(&value).and_then(SaidDate::date) {
                by_case.insert(case, Anchor { name: name.clone(), date });
                theirs.extend(self.store.words_of(case)?.into_iter().map(|(text, span)| (text, span, case)));
            }
        }
        Ok(Anchors::new(by_case, theirs))
    }

    /// Whoever a case or a speaker is named after, and what the study's personal attributes hold.
    fn identities_of_cases(&self, stays: &BTreeSet<String>) -> Result<Vec<Identity>, ProjectError> {
        let lists = NameLists {
            is_common: &|word| self.is_common_word(word),
            is_given_name: &|word| self.is_given_name(word),
            is_surname: &|word| self.is_surname(word),
        };
        let mut found = Vec::new();
        for named in self.store.names_of_people()? {
            if let Some(name) =
                disclosure::persons_name(&named.name, &lists).filter(|name| !stays.contains(&fold(name)))
            {
                found.push(self.person_named(name, named.case));
            }
        }
        for attribute in &self.study.disclosure.personal {
            let kind = kind_of(attribute);
            for (_, case, value) in self.store.values_of(attribute)? {
                if !value.contains(char::is_alphanumeric) || stays.contains(&fold(&value)) {
                    continue;
                }
                found.push(match kind {
                    IdentityKind::Person => self.person_named(&value, Some(case)),
                    _ => Identity { case: Some(case), ..Identity::new(kind, vec![value]) },
                });
            }
        }
        Ok(found)
    }

    /// A name that is an ordinary word too is sought only where it is written as a name.
    fn person_named(&self, name: &str, case: Option<String>) -> Identity {
        let mut identity = Identity { case, ..Identity::new(IdentityKind::Person, Vec::new()) };
        if disclosure::takes_capital(name, &|word| self.is_common_word(word)) {
            identity.derived.push(Derived { form: name.to_owned(), capitalised: true });
        } else {
            identity.forms.push(name.to_owned());
        }
        identity
    }

    /// Gives everyone what is printed instead; a pseudonym is no word of the study's names or texts.
    pub(in crate::project) fn settle(&self, identities: &mut [Identity]) -> Result<(), ProjectError> {
        let modes = self.modes();
        let mut taken: BTreeSet<String> = BTreeSet::new();
        let kinds: BTreeSet<IdentityKind> =
            identities.iter().filter(|identity| modes.wants_name(identity)).map(|identity| identity.kind).collect();
        if !kinds.is_empty() {
            for identity in identities.iter() {
                let derived = identity.derived.iter().map(|derived| &derived.form);
                taken.extend(
                    identity.forms.iter().chain(derived).flat_map(|form| words(form).map(|word| fold(word.text))),
                );
            }
            for name in &self.study.disclosure.other_identities {
                let (path, text) = self.read(name)?;
                let others = import::identity_file(&path, &text)?.identities;
                let forms = others.iter().flat_map(|identity| &identity.forms);
                taken.extend(forms.flat_map(|form| words(form).map(|word| fold(word.text))));
            }
            for named in self.store.names_of_people()? {
                taken.extend(words(&named.name).map(|word| fold(word.text)));
            }
            let candidates: BTreeSet<String> = kinds.into_iter().flat_map(disclosure::pseudonym_candidates).collect();
            self.store.for_each_segment(0, &mut |row| -> Result<(), ProjectError> {
                let said = words(row.content).map(|word| fold(word.text)).filter(|word| candidates.contains(word));
                taken.extend(said);
                Ok(())
            })?;
        }
        let anchors = self.anchors_by_name()?;
        // Too like a real name is as bad as the same: the gate takes one for the other.
        let is_near = |word: &str| taken.iter().any(|known| letters_apart(known, word) <= 2);
        let is_taken = |word: &str| {
            is_near(word) || self.is_given_name(word) || self.is_surname(word) || self.is_common_word(word)
        };
        let anchor = |identity: &Identity| identity.case.as_ref().and_then(|case| anchors.get(case)).cloned();
        disclosure::settle(identities, &modes, &is_taken, &anchor);
        Ok(())
    }

    fn anchors_by_name(&self) -> Result<BTreeMap<String, Anchor>, ProjectError> {
        let Some(name) = &self.study.disclosure.anchor else { return Ok(BTreeMap::new()) };
        let anchor = |value: &str| {
            SaidDate::read(value).and_then(SaidDate::date).map(|date| Anchor { name: name.clone(), date })
        };
        let values = self.store.values_of(name)?;
        Ok(values.into_iter().filter_map(|(_, case, value)| Some((case, anchor(&value)?))).collect())
    }

    /// How the study prints identities that do not say it themselves.
    pub(in crate::project) fn modes(&self) -> disclosure::Modes {
        let settings = &self.study.disclosure;
        disclosure::Modes { by_kind: settings.modes.clone(), age_band: settings.age_band, seed: settings.seed.clone() }
    }

    /// What the detector's lists say of a folded word; nothing in a language that has none.
    fn is_common_word(&self, word: &str) -> bool {
        self.detector().is_some_and(|detector| detector.is_common_word(word))
    }

    fn is_given_name(&self, word: &str) -> bool {
        self.detector().is_some_and(|detector| detector.is_given_name(word))
    }

    fn is_surname(&self, word: &str) -> bool {
        self.detector().is_some_and(|detector| detector.is_surname(word))
    }

    fn detector(&self) -> Option<&'static Detector> {
        Detector::for_language(&self.study.language)
    }
}

/// What an attribute of this name holds.
fn kind_of(attribute: &str) -> IdentityKind {
    const KINDS: [(&[&str], IdentityKind); 7] = [
        (&["mail", "phone", "mobile", "address", "postcode", "handle", "url", "website", "tel"], IdentityKind::Contact),
        (&["employer", "organisation", "organization", "company", "school", "institution"], IdentityKind::Organisation),
        (&["town", "city", "village", "place", "street"], IdentityKind::Place),
        (&["birth", "date", "dob"], IdentityKind::Date),
        (&["name"], IdentityKind::Person),
        (&["number", "nhs", "id", "code"], IdentityKind::Number),
        (&["age"], IdentityKind::Age),
    ];
    let attribute = fold(attribute);
    let holds = |parts: &[&str]| parts.iter().any(|part| attribute.contains(part));
    KINDS.iter().find(|(parts, _)| holds(parts)).map_or(IdentityKind::Other, |(_, kind)| *kind)
}
