//! The gate: an independent reader of finished bytes, which refuses a file that names someone.
//!
//! It knows the identities and shares nothing else with the replacer: it has its own matcher, its own rules and its own
//! readers of the formats. It looks for the register's forms in everything that a file holds, for what is nearly one in
//! what a reader sees, and there for names that nobody listed and for words of people who must not be quoted too. It never says what it found, only which
//! entry of the list and where.

mod allowance;
mod archive;
mod binary;
mod decode;
mod detected;
mod escapes;
mod finding;
mod forms;
mod inspection;
mod known;
mod mapped;
mod markup;
mod near;
mod packed;
mod rules;
mod runs;
mod sources;
mod spoken;
mod tex;
mod words;

use std::collections::BTreeSet;
use std::fmt;

pub use self::allowance::Allowance;
use self::allowance::Allowed;
pub use self::finding::{Finding, Likeness, Place, Sureness, What, describe};
use self::forms::Forms;
use self::inspection::{Inspection, Part};
use self::known::Known;
use self::near::Near;
pub use self::runs::{RUN, Runs, Whose};
use self::sources::Sources;
use crate::detect::Detector;
use crate::model::{Decision, Identity};

/// Why a file could not be read, and therefore must not leave.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GateError {
    #[error("the archive cannot be read back")]
    Archive { source: zip::result::ZipError },

    #[error("entry {entry_number} of the archive cannot be read back")]
    Entry { entry_number: usize, source: std::io::Error },

    #[error("the file unpacks to more than {} MiB", most_bytes >> 20)]
    TooLarge { most_bytes: usize },

    #[error("the file has files inside files more than {deepest} deep")]
    TooDeep { deepest: usize },

    #[error("this kind of file cannot be checked")]
    Unreadable,
}

/// Reads files for the identities of a study and for ways to reach someone.
#[derive(Debug, Clone)]
pub struct Gate {
    forms: Forms,
    near: Near,
    known: Known,
    runs: Runs,
    sources: Sources,
    refuses_undecided: bool,
    advises: bool,
}

/// What the gate says of one file.
#[derive(Clone, Default)]
pub struct Inspected {
    /// Each is a reason not to write the file.
    pub findings: Vec<Finding>,
    /// Decisions that let something pass, in their order.
    pub passed: Vec<Passed>,
    words: Vec<String>,
    /// What only looks like a name, where that is no reason to refuse: worth a look. With its words.
    advice: Vec<(Finding, String)>,
}

/// A decision that let something pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Passed {
    pub allowance_index: usize,
    /// In how many parts of the file.
    pub part_count: usize,
}

impl Inspected {
    /// What was found, word for word, finding by finding: for people of the study, and never for a log or an output.
    pub fn words(&self) -> &[String] {
        &self.words
    }

    /// What the detector alone points at, where that is advice, with its words: not for a log or an output either.
    pub fn advice(&self) -> &[(Finding, String)] {
        &self.advice
    }
}

impl fmt::Debug for Inspected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Inspected")
            .field("findings", &self.findings)
            .field("passed", &self.passed)
            .finish_non_exhaustive()
    }
}

impl Gate {
    pub fn new(identities: &[Identity]) -> Self {
        let known = Known::default();
        Self {
            forms: Forms::of(identities),
            near: Near::of(identities),
            sources: Sources::of(&[], &known),
            known,
            runs: Runs::default(),
            refuses_undecided: true,
            advises: false,
        }
    }

    /// A gate that refuses what the detector takes for a name, an address or a number, and nobody has decided on; and that
    /// knows ordinary words, which are no finding only because they are like a name.
    #[must_use]
    pub fn with_detector(mut self, detector: Option<&'static Detector>) -> Self {
        self.known.set_detector(detector);
        self
    }

    /// A gate that has the detector for its ordinary words alone, for what holds no participant's words.
    #[must_use]
    pub const fn for_the_register_alone(mut self) -> Self {
        self.refuses_undecided = false;
        self
    }

    /// The same, which says what looks like a name in it as well; that is then worth a look, and no reason to refuse.
    #[must_use]
    pub const fn advising(mut self) -> Self {
        self.advises = true;
        self
    }

    /// A gate that lets no person's name pass because researchers wrote it, not even one that is only likely. What surrounds
    /// participants' words is read by it.
    #[must_use]
    pub const fn doubting_own_words(mut self) -> Self {
        self.known.doubts_own_words = true;
        self
    }

    /// A gate that knows what the program itself says with somebody's name in it: of methods, and of who made them.
    #[must_use]
    pub fn with_phrases(mut self, phrases: &[&str]) -> Self {
        self.known.add_phrases(phrases);
        self
    }

    /// A gate that lets pass what reviewers keep or say is no name, unless it is a form of the register.
    #[must_use]
    pub fn with_decisions(mut self, decisions: &[Decision]) -> Self {
        self.known.add_decisions(decisions);
        self
    }

    /// A gate that knows texts which researchers wrote: titles, definitions, questions. Their words are no finding only
    /// because they are like a name; a form of the register, or a part of somebody's name, is one in them too.
    #[must_use]
    pub fn with_own_words<'t>(mut self, texts: impl IntoIterator<Item = &'t str>) -> Self {
        texts.into_iter().for_each(|text| self.known.add_own_words(text));
        self
    }

    /// A gate that refuses runs of words.
    #[must_use]
    pub fn with_runs(mut self, runs: Runs) -> Self {
        self.runs = runs.sealed();
        self
    }

    /// Lets pass runs of words that stand in this text too.
    pub fn pardon_runs(&mut self, text: &str) {
        self.runs.pardon(text);
    }

    /// Adds to the texts that researchers wrote.
    pub fn know_own_words(&mut self, text: &str) {
        self.known.add_own_words(text);
    }

    /// Adds names that the study prints: labels of participants, pseudonyms. Their words are no finding of the detector's.
    pub fn know_printed_names(&mut self, text: &str) {
        self.known.add_printed_names(text);
    }

    /// Adds words that stand in small letters in the study. At the head of a sentence such a word is no finding only for its
    /// capital, unless it is surely a name.
    pub fn know_small_words(&mut self, words: &BTreeSet<String>) {
        self.known.add_small_words(words);
    }

    /// A gate that refuses the names and paths of these files of the study; findings give their index.
    #[must_use]
    pub fn with_sources(mut self, paths: &[String]) -> Self {
        self.sources = Sources::of(paths, &self.known);
        self
    }

    /// Everything in a finished file that must not get out, except what is allowed by a recorded decision.
    ///
    /// A finding, or an error, means that the file must not be written. Each identity's form is given once for each
    /// part of the file, at its first place there.
    pub fn inspect(&self, file_name: &str, bytes: &[u8], allowances: &[Allowance]) -> Result<Vec<Finding>, GateError> {
        Ok(self.examine(file_name, bytes, allowances)?.findings)
    }

    /// The same, with what was found word for word, and with the decisions that let something pass.
    pub fn examine(&self, file_name: &str, bytes: &[u8], allowances: &[Allowance]) -> Result<Inspected, GateError> {
        let mut inspection = Inspection::new(self, Allowed::of(allowances));
        inspection.name(file_name, &Place::FileName);
        inspection.bytes(&Part::whole(file_name), bytes, 0)?;
        let passed = inspection.passed.into_iter();
        Ok(Inspected {
            findings: inspection.findings,
            passed: passed.map(|(allowance_index, part_count)| Passed { allowance_index, part_count }).collect(),
            words: inspection.words,
            advice: inspection.advice,
        })
    }
}
