//! How a study was made, as its own records say: plain values, filled only where a recipe asks for them.

use std::collections::{BTreeMap, BTreeSet};

use super::Kind;
use crate::model::{Guide, ItemAnswer, Questionnaire, SourceFormat, SourceKind};

/// What recipes ask of a study's records.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Asks {
    /// Who did what, when; versions of the codebook; who coded how much; what the study is made of.
    pub conduct: bool,
    pub questionnaires: bool,
    /// What interviewers asked.
    pub asked: bool,
    /// Files of interview guides.
    pub guides: BTreeSet<String>,
    /// Files of researchers' answers to a checklist, each with the checklist; the file may be missing where it is not named.
    pub checklists: BTreeSet<(super::Checklist, Option<String>)>,
}

/// What a study's records say of how it was made.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Record {
    /// The program with its version.
    pub program: String,
    /// How many identities are listed that must not get out.
    pub identity_count: usize,
    /// Oldest first.
    pub trail: Vec<Step>,
    /// Everybody who did anything in the study, in the order of their first step; then those whose codings alone are there.
    pub people: Vec<String>,
    /// Of those who withdrew nothing is known but their number.
    pub withdrawn: u64,
    pub versions: Vec<CodebookState>,
    pub sources: Vec<SourceFact>,
    pub coders: Vec<CoderWork>,
    pub talk: TalkFacts,
    pub memo_count: u64,
    pub questionnaires: Vec<Questionnaire>,
    /// What interviewers asked, in an order that follows nothing of the sample.
    pub asked: Vec<AskedAloud>,
    /// By the file that a recipe names: the guide, or what is wrong with it.
    pub guides: BTreeMap<String, Result<Guide, String>>,
    /// By checklist and the file that a recipe names.
    pub answers: BTreeMap<(super::Checklist, Option<String>), Result<ChecklistAnswers, String>>,
    /// The study's outputs, in its order.
    pub outputs: Vec<PlannedOutput>,
}

/// One entry of the audit trail, without anybody's words or names but those of the people who work on the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// As `log` names it.
    pub number: i64,
    /// RFC 3339, UTC.
    pub at: String,
    pub who: String,
    /// `cases exclude`
    pub action: String,
    pub facts: Vec<StepFact>,
    pub is_taken_back: bool,
}

/// One thing that is told of a step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StepFact {
    /// So many of something: of two steps told as one, they add up. The noun stands in the singular.
    Count { noun: String, count: u64 },
    /// In words.
    Words(String),
}

/// A version of the codebook, and what became of the one before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookState {
    pub number: u32,
    /// As its authors call it.
    pub version: String,
    /// RFC 3339, UTC.
    pub at: String,
    pub who: String,
    /// The command that made it, or `file`.
    pub how: String,
    pub themes: usize,
    pub codes: usize,
    /// In a few words.
    pub changed: String,
    pub changes: Vec<CodebookChange>,
}

/// One thing that differs from the version before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CodebookChange {
    /// `code staff-training`
    pub subject: String,
    /// `renamed`, `definition changed`
    pub change: String,
    pub old: String,
    pub new: String,
}

/// One source, by what may be told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceFact {
    pub kind: SourceKind,
    pub format: SourceFormat,
    /// From one; more than one for a file that was corrected or that a later export came after.
    pub revision: u32,
    pub text_count: u64,
    pub word_count: u64,
}

/// What somebody coded and decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CoderWork {
    /// Empty: the codebook's rules.
    pub who: String,
    /// Codings by hand; of the rules, all that they propose.
    pub coded: u64,
    /// What the rules proposed and this person accepted or rejected. Of the rules: what anybody did.
    pub accepted: u64,
    pub rejected: u64,
}

/// What transcripts say of the talks themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TalkFacts {
    pub transcript_count: usize,
    /// The last time mark of each transcript that has any, in milliseconds, the shortest first.
    pub lengths_ms: Vec<u32>,
    /// Whether anybody speaks in more than one of them.
    pub is_repeated: bool,
    /// Names of what is known of each case.
    pub attributes: Vec<String>,
}

/// A question that interviewers asked, those alike but for letter case, spaces and end marks once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedAloud {
    /// As a transcript has it: it may hold names.
    pub words: String,
    /// In how many transcripts.
    pub transcript_count: u32,
}

/// What researchers answer to the items of a checklist, by the item's number.
pub type ChecklistAnswers = BTreeMap<usize, ItemAnswer>;

/// An output of the study.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedOutput {
    pub kind: Kind,
    /// What it is called in print: its title, or else its name.
    pub title: String,
}
