//! The gate of a study: what it is told, and what it finds in words that lead somewhere.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::sync::Arc;

use sha2::{Digest, Sha256};

use super::known_names::KNOWN_PHRASES;
use super::policy::{Settled, for_gate};
use crate::detect::Detector;
use crate::disclosure::{Finding, Gate, Inspected, Passed, Runs, What, Whose, describe};
use crate::model::{CaseId, Decision, Identity, Mode, SourceKind, Verdict};
use crate::project::{Project, ProjectError};
use crate::report::Report;
use crate::store::Unprinted;

/// Texts are read this many at a time.
pub(super) const AT_ONCE: usize = 8_192;

/// The gate, which learns what takes long to gather only when it would refuse something without it.
#[derive(Clone)]
pub(in crate::project) struct StudyGate {
    gate: RefCell<Gate>,
    /// What is printed for participants and for the register.
    printed_names: Arc<[String]>,
    knows_own_words: Cell<bool>,
    knows_other_words: Cell<bool>,
}

impl StudyGate {
    /// Learns what a report says that no participant said, which is no finding only for looking like a name.
    pub(in crate::project) fn know(&self, report: &Report) {
        let mut told = self.gate.borrow_mut();
        report.each_own_text(&mut |text| told.know_own_words(text));
    }

    /// Learns which words stand in small letters in the study: at the head of a sentence they are no name for their capital.
    pub(in crate::project) fn know_small(&self, words: &BTreeSet<String>) {
        self.gate.borrow_mut().know_small_words(words);
    }
}

impl Project {
    /// The gate that what people said passes before it is printed, and any file that is checked.
    pub(in crate::project) fn gate(&self, settled: &Settled) -> Result<StudyGate, ProjectError> {
        let mut decisions = settled.decisions.clone();
        decisions.extend(settled.identities.iter().filter_map(invented));
        let gate = Gate::new(&for_gate(settled.identities.clone()))
            .with_detector(Detector::for_language(&self.study.language))
            .with_decisions(&decisions)
            .with_sources(&self.source_paths()?)
            .with_runs(self.runs()?);
        Ok(StudyGate {
            gate: RefCell::new(gate),
            printed_names: Arc::clone(&settled.printed_names),
            knows_own_words: Cell::new(false),
            knows_other_words: Cell::new(false),
        })
    }

    /// The gate of finished files, where what people said has passed the other one: it knows the register, words of those who
    /// must not be quoted, and shapes; what only looks like a name it lets pass.
    pub(in crate::project) fn gate_for_records(&self) -> Result<StudyGate, ProjectError> {
        let gate = self.gate(&self.settled()?)?;
        Ok(StudyGate { gate: RefCell::new(gate.gate.into_inner().for_the_register_alone()), ..gate })
    }

    /// Both gates of outputs, made once: that of what people said, and that of finished files, which also says what looks like
    /// a name in them: of people wherever it stands, of others where no researcher wrote it.
    pub(in crate::project) fn gates_of_outputs(&self, settled: &Settled) -> Result<[StudyGate; 2], ProjectError> {
        let of_words = self.gate(settled)?;
        let of_files = doubting(of_words.clone());
        let of_files = StudyGate {
            gate: RefCell::new(of_files.gate.into_inner().for_the_register_alone().advising()),
            ..of_files
        };
        Ok([of_words, of_files])
    }

    /// The gate of files of any origin, which knows how the program writes of methods and those who made them.
    pub(in crate::project) fn gate_for_files(&self) -> Result<StudyGate, ProjectError> {
        Ok(doubting(self.gate(&self.settled()?)?))
    }

    /// The gate of what people said, and that of what is shown around it, made once.
    pub(in crate::project) fn gates_of_records(&self, settled: &Settled) -> Result<[StudyGate; 2], ProjectError> {
        let of_words = self.gate(settled)?;
        let of_records = of_words.clone();
        let told = of_records.gate.into_inner().for_the_register_alone();
        Ok([of_words, StudyGate { gate: RefCell::new(told), ..of_records }])
    }

    /// What the gate says of a finished file.
    pub(in crate::project) fn inspect(
        &self,
        gate: &StudyGate,
        file_name: &str,
        bytes: &[u8],
    ) -> Result<Inspected, ProjectError> {
        let allowances = &self.study.disclosure.allow;
        let inspected = gate.gate.borrow().examine(file_name, bytes, allowances)?;
        let is_like = |what| matches!(what, What::Near { .. } | What::Detected { .. });
        let is_any_like =
            inspected.findings.iter().any(|finding| is_like(finding.what)) || !inspected.advice().is_empty();
        let needs_own = is_any_like && !gate.knows_own_words.get();
        let is_run = |finding: &Finding| matches!(finding.what, What::Run(_));
        let needs_others = inspected.findings.iter().any(is_run) && !gate.knows_other_words.get();
        if needs_own {
            let mut told = gate.gate.borrow_mut();
            self.own_words(&mut |text| told.know_own_words(text))?;
            self.words_of_services(&mut |text| told.know_printed_names(text))?;
            for name in gate.printed_names.iter() {
                told.know_printed_names(name);
                told.know_own_words(name);
            }
            gate.knows_own_words.set(true);
        }
        if needs_others {
            let mut told = gate.gate.borrow_mut();
            self.others_words(&mut |text| told.pardon_runs(text))?;
            gate.knows_other_words.set(true);
        }
        if needs_own || needs_others {
            return Ok(gate.gate.borrow().examine(file_name, bytes, allowances)?);
        }
        Ok(inspected)
    }

    /// What people said and wrote who may be quoted, what interviewers said, and how questions are worded.
    fn others_words(&self, each: &mut dyn FnMut(&str)) -> Result<(), ProjectError> {
        let unprinted = self.store.unprinted_cases()?;
        let is_printed = |case: Option<CaseId>| case.is_none_or(|case| !unprinted.contains_key(&case));
        self.store.asked_words()?.iter().for_each(|text| each(text));
        let mut after = None;
        loop {
            let texts = self.store.texts_after(after, AT_ONCE)?;
            let Some(last) = texts.last() else { return Ok(()) };
            after = Some(last.id);
            for text in &texts {
                if text.segments.is_empty() {
                    if is_printed(text.case) {
                        each(&text.content);
                    }
                    continue;
                }
                for segment in text.segments.iter().filter(|segment| segment.interviewer || is_printed(segment.case)) {
                    each(segment.span.of_text(&text.content));
                }
            }
        }
    }

    /// Runs of words of everyone who must not be quoted.
    fn runs(&self) -> Result<Runs, ProjectError> {
        let mut runs = self.no_runs()?;
        let unprinted = self.store.unprinted_cases()?;
        let mut found = Vec::new();
        self.store.for_each_words_of(&mut unprinted.keys().copied(), &mut |case, words| {
            let whose = match unprinted.get(&case) {
                Some(Unprinted::NotQuoted) => Whose::NotQuoted,
                _ => Whose::Excluded,
            };
            found.push((runs.of_text(words), whose));
        })?;
        for (digests, whose) in found {
            runs.forbid(digests, whose);
        }
        runs.forbid(self.store.withdrawn_runs()?, Whose::Withdrawn);
        Ok(runs)
    }

    /// Digests of the runs of what a case said and wrote.
    pub(in crate::project) fn runs_of(&self, case: CaseId) -> Result<Vec<u64>, ProjectError> {
        let runs = self.no_runs()?;
        let mut digests = Vec::new();
        self.store
            .for_each_words_of(&mut std::iter::once(case), &mut |_, words| digests.extend(runs.of_text(words)))?;
        Ok(digests)
    }

    /// Keyed by the study's own random name, so that a digest tells nothing without the store.
    fn no_runs(&self) -> Result<Runs, ProjectError> {
        let secret = Sha256::digest(format!("runs of words of {}", self.store.study_id()?));
        Ok(Runs::with_key(&secret))
    }

    /// Transcripts by their paths: a survey's file is called after nobody, and printed where there are several.
    pub(in crate::project) fn source_paths(&self) -> Result<Vec<String>, ProjectError> {
        let sources = self.store.sources()?.into_iter();
        Ok(sources.filter(|source| source.kind != SourceKind::Survey).map(|source| source.path).collect())
    }

    /// A finding as a sentence that leads somewhere: to where the identity is kept, or to the file; never its words.
    pub(in crate::project) fn in_words(&self, finding: &Finding) -> Result<String, ProjectError> {
        let place = &finding.place;
        let (identity_index, form_index, how) = match finding.what {
            What::Identity { identity_index, form_index } => (identity_index, form_index, "is there"),
            What::Near { identity_index, form_index, likeness } => (identity_index, form_index, likeness.of_a_form()),
            What::Source { source_index } => {
                let paths = self.source_paths()?;
                return Ok(match paths.get(source_index) {
                    Some(path) => format!("the name of the file {path} is there ({place})"),
                    None => describe(finding),
                });
            }
            _ => return Ok(describe(finding)),
        };
        let identities = self.identities()?;
        let Some(identity) = identities.get(identity_index) else { return Ok(describe(finding)) };
        let form_number = form_index + 1;
        let where_it_stands = self.origin_in_words(&identity.origin);
        Ok(format!("form {form_number} of the identity at {where_it_stands}, {how} ({place})"))
    }

    /// Notes in the audit trail which decisions of `study.toml` let something into which files: who, why, and in how many
    /// places; no form.
    pub(in crate::project) fn record_passed(&mut self, passed: &[(String, Passed)]) -> Result<(), ProjectError> {
        for (file_name, passed) in passed {
            let Some(allowance) = self.study.disclosure.allow.get(passed.allowance_index) else { continue };
            let detail = serde_json::json!({
                "file": file_name,
                "decision": passed.allowance_index + 1,
                "by": allowance.by,
                "reason": allowance.reason,
                "parts": passed.part_count,
            });
            let event = self.event("disclosure allow", detail);
            self.store.record(&event)?;
        }
        Ok(())
    }

    /// The same of what is only shown: once for each decision, as long as it is the same, and not each time that somebody looks.
    pub(in crate::project) fn record_passed_once(&mut self, passed: &[(String, Passed)]) -> Result<(), ProjectError> {
        for passing in passed {
            let index = passing.1.allowance_index;
            let Some(allowance) = self.study.disclosure.allow.get(index) else { continue };
            let said = format!("{}\n{}\n{}", allowance.form, allowance.by, allowance.reason);
            let digest = Sha256::digest(said).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
            let fact = format!("allowed in the terminal {index}");
            if self.store.fact(&fact)?.as_deref() != Some(digest.as_str()) {
                self.record_passed(std::slice::from_ref(passing))?;
                self.store.set_fact(&fact, &digest)?;
            }
        }
        Ok(())
    }
}

/// A gate that lets nobody's name pass because researchers wrote it, and knows how the program writes of methods.
fn doubting(gate: StudyGate) -> StudyGate {
    let told = gate.gate.into_inner().doubting_own_words().with_phrases(KNOWN_PHRASES);
    StudyGate { gate: RefCell::new(told), ..gate }
}

/// What the detector alone finds in a finished file, word for word; nothing if something else is found there too. In what
/// surrounds it in the file, a word may look like a name that did not where it was said.
pub(in crate::project) fn only_detected(inspected: &Inspected) -> Option<Vec<String>> {
    let is_detected = |finding: &Finding| matches!(finding.what, What::Detected { .. });
    let is_all = !inspected.findings.is_empty() && inspected.findings.iter().all(is_detected);
    is_all.then(|| inspected.words().to_vec())
}

/// An identity that is kept, as decisions about its forms.
pub(super) fn kept(identity: &Identity) -> impl Iterator<Item = Decision> + '_ {
    identity.forms.iter().map(|form| Decision {
        form: form.clone(),
        kind: identity.kind,
        place: None,
        verdict: Verdict::Keep,
        reason: identity.reason.clone(),
        decided_by: String::new(),
        decided_at: String::new(),
    })
}

/// A pseudonym of the study may be printed: it looks like a name because it is to.
fn invented(identity: &Identity) -> Option<Decision> {
    let is_one = identity.mode != Some(Mode::Keep) && !identity.replacement.is_empty();
    is_one.then(|| Decision {
        form: identity.replacement.clone(),
        kind: identity.kind,
        place: None,
        verdict: Verdict::Keep,
        reason: "a pseudonym of this study".to_owned(),
        decided_by: String::new(),
        decided_at: String::new(),
    })
}
