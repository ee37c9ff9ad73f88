//! What outputs are pseudonymised by, and what the gate knows.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::gate::{AT_ONCE, kept};
use crate::detect::Detector;
use crate::disclosure::{Policy, sentence_heads};
use crate::import::{self, IdentityFile};
use crate::model::{Decision, Identity};
use crate::project::{Project, ProjectError};
use crate::report::Report;
use crate::text::{fold, words};

/// What both outputs and the gate are made with: gathered once for both.
pub(in crate::project) struct Settled {
    /// Whoever must not get out.
    pub(super) identities: Vec<Identity>,
    /// Reviewers' decisions, and what the register keeps.
    pub(super) decisions: Vec<Decision>,
    /// What is printed for participants and for the register, and the program's own names for things.
    pub(super) printed_names: Arc<[String]>,
}

impl Project {
    /// Who must not get out, and what has been decided.
    pub(in crate::project) fn settled(&self) -> Result<Settled, ProjectError> {
        let register = self.register()?;
        let mut decisions = self.settled_decisions()?;
        decisions.extend(register.kept.iter().flat_map(kept));
        let printed_names = self.printed_names(&register.identities)?.into();
        Ok(Settled { identities: register.identities, decisions, printed_names })
    }

    /// The study's rules of disclosure, with everyone who must not get out.
    pub(in crate::project) fn policy(&self, settled: &Settled) -> Result<Policy, ProjectError> {
        let mut own_words = Vec::new();
        self.own_words(&mut |text| own_words.push(text.to_owned()))?;
        Ok(Policy {
            thresholds: self.study.disclosure.thresholds,
            identities: settled.identities.clone(),
            decisions: settled.decisions.clone(),
            reviewed: self.reviewed()?,
            modes: self.modes(),
            leaves_dates_and_ages: !self.study.disclosure.dates_and_ages,
            anchors: self.anchors()?,
            detector: Detector::for_language(&self.study.language),
            unreviewed: self.study.disclosure.unreviewed,
            own_words,
            printed_names: settled.printed_names.to_vec(),
            small_words: BTreeSet::new(),
        })
    }

    /// Of the words with which analysts begin sentences in these reports, those that stand in small letters too, in what people
    /// said or in the reports: a capital says nothing of them.
    pub(in crate::project) fn small_words(&self, reports: &[&Report]) -> Result<BTreeSet<String>, ProjectError> {
        let Some(detector) = Detector::for_language(&self.study.language) else { return Ok(BTreeSet::new()) };
        let mut heads = BTreeSet::new();
        for report in reports {
            report.each_words(&mut |words| {
                if words.place.is_none() {
                    heads.extend(sentence_heads(&words.text));
                }
            });
        }
        heads.retain(|head| !detector.is_common_word(head));
        let mut small = BTreeSet::new();
        if heads.is_empty() {
            return Ok(small);
        }
        let mut look = |text: &str, heads: &mut BTreeSet<String>| {
            // Where nothing has a capital, small letters say nothing.
            if !text.chars().find(|sign| sign.is_alphabetic()).is_some_and(char::is_uppercase) {
                return;
            }
            for word in words(text).filter(|word| word.text.starts_with(char::is_lowercase)) {
                if let Some(head) = heads.take(&fold(word.text)) {
                    small.insert(head);
                }
            }
        };
        for report in reports {
            report.each_words(&mut |words| look(&words.text, &mut heads));
        }
        // Most of these words turn up soon, and then nothing more is read.
        let mut after = None;
        while !heads.is_empty() {
            let texts = self.store.texts_after(after, AT_ONCE)?;
            let Some(last) = texts.last() else { break };
            after = Some(last.id);
            for text in &texts {
                look(&text.content, &mut heads);
            }
        }
        Ok(small)
    }

    /// Everyone and everything that must not get out: the study's list, the register in the store, and whoever is named
    /// by a case. What is kept, with its reason, is not among them.
    pub(in crate::project) fn identities(&self) -> Result<Vec<Identity>, ProjectError> {
        Ok(self.register()?.identities)
    }

    /// What the study's list keeps: what looks like a name and may be printed.
    pub(in crate::project) fn decisions_of_file(&self) -> Result<Vec<Decision>, ProjectError> {
        Ok(self.identity_file()?.decisions)
    }

    /// The study's list as it is written; nothing if it names none.
    pub(in crate::project) fn identity_file(&self) -> Result<IdentityFile, ProjectError> {
        let Some(name) = &self.study.disclosure.identities else { return Ok(IdentityFile::default()) };
        let (path, text) = self.read(name)?;
        Ok(import::identity_file(&path, &text)?)
    }
}

/// What the gate knows of these: with the forms that follow from names, as far as they cannot be mistaken for a word, and
/// without few digits, which stand in every table and in every file's own settings.
pub(super) fn for_gate(mut identities: Vec<Identity>) -> Vec<Identity> {
    let is_long = |form: &str| form.chars().filter(|letter| letter.is_alphabetic()).count() > 3;
    for identity in &mut identities {
        let derived = std::mem::take(&mut identity.derived).into_iter();
        let sure = derived.filter(|derived| !derived.capitalised && is_long(&derived.form));
        identity.forms.extend(sure.map(|derived| derived.form));
        identity.forms.retain(|form| !is_small_number(form));
    }
    identities
}

fn is_small_number(form: &str) -> bool {
    let form = form.trim();
    form.len() <= 3 && form.bytes().all(|byte| byte.is_ascii_digit())
}
