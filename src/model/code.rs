//! The codebook: codes, their rules, and the themes that gather them.

use super::{CodingUnit, words};

/// Where a code stands in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CodeStatus {
    Draft,
    #[default]
    Active,
    Merged,
    Retired,
}

/// What a merged code's status begins with, before the id of the other code.
pub const MERGED_INTO: &str = "merged into ";

words!(CodeStatus { Draft = "draft", Active = "active", Merged = "merged", Retired = "retired" });

/// What is applied to text.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Code {
    /// Stable for the life of the study: letters, digits, `-`, `_`, `.`.
    pub id: String,
    pub name: String,
    /// The id of the code above it.
    pub parent: Option<String>,
    pub definition: String,
    pub use_when: String,
    pub not_when: String,
    pub example: String,
    /// `#rrggbb`
    pub colour: Option<String>,
    /// The key that gives it in the workbench.
    pub key: Option<char>,
    pub status: CodeStatus,
    /// The id of the code that a merged one became part of; nothing where its file does not say.
    pub merged_into: Option<String>,
    pub rules: Vec<Rule>,
}

impl Code {
    /// Whether it is in use: rules of other codes are not applied, and they have no rows of their own.
    pub const fn is_in_use(&self) -> bool {
        matches!(self.status, CodeStatus::Draft | CodeStatus::Active)
    }

    /// Its status as codebooks write it: `merged into staff-training`.
    pub fn written_status(&self) -> String {
        match &self.merged_into {
            Some(into) if self.status == CodeStatus::Merged => format!("{MERGED_INTO}{into}"),
            _ => self.status.word().to_owned(),
        }
    }
}

/// What finds candidates for a code. Every condition that is present must hold within one `unit`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Rule {
    /// At least one of these words and phrases; `*` is any ending.
    pub any: Vec<String>,
    /// Every one of these.
    pub all: Vec<String>,
    /// None of these.
    pub none: Vec<String>,
    pub near: Option<Near>,
    /// At least one of these regular expressions (counted with `any`).
    pub regex: Vec<String>,
    /// What gets the code.
    pub unit: CodingUnit,
    /// Match words by their stem in this language (`en`) instead of letter by letter.
    pub stem: Option<String>,
    /// Only answers to these questions.
    pub questions: Vec<String>,
    /// Only these speakers (by name as the transcript has it).
    pub speakers: Vec<String>,
    /// Only sources whose path matches one of these globs.
    pub sources: Vec<String>,
}

/// One of `words` must stand at most `within` words from a hit of the rule's `any`, `all` or `regex`.
#[derive(Debug, Clone, PartialEq)]
pub struct Near {
    pub words: Vec<String>,
    pub within: usize,
}

/// An interpretation that gathers codes. A code may serve several themes; codes below a gathered code count with it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Theme {
    pub id: String,
    pub name: String,
    pub definition: String,
    /// What the theme says, as a report prints it.
    pub story: String,
    pub codes: Vec<String>,
    /// `#rrggbb`
    pub colour: Option<String>,
}

/// Codes and themes, in the order of the file, which is the order of every table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Codebook {
    pub title: String,
    /// As its authors write it: `1.2`.
    pub version: String,
    pub language: String,
    pub codes: Vec<Code>,
    pub themes: Vec<Theme>,
    /// SHA-256 of the file it was read from, in hexadecimal: what "the same codebook" means.
    pub sha256: String,
}

impl Codebook {
    /// Where a code stands in the list.
    pub fn code_index(&self, id: &str) -> Option<usize> {
        self.codes.iter().position(|code| code.id == id)
    }

    /// The codes below `index`, any depth, and itself, in order.
    pub fn with_descendants(&self, index: usize) -> Vec<usize> {
        (0..self.codes.len()).filter(|&other| self.is_within(other, index)).collect()
    }

    /// The codes that a theme gathers, with all codes below them, in order.
    pub fn codes_of_theme(&self, theme: &Theme) -> Vec<usize> {
        let roots: Vec<usize> = theme.codes.iter().filter_map(|id| self.code_index(id)).collect();
        (0..self.codes.len()).filter(|&code| roots.iter().any(|&root| self.is_within(code, root))).collect()
    }

    /// All codes, each followed by those below it; codes of one parent are in the file's order.
    pub fn tree_order(&self) -> Vec<usize> {
        let below = |parent: Option<&str>| -> Vec<usize> {
            let is_below = |&index: &usize| self.codes[index].parent.as_deref() == parent;
            (0..self.codes.len()).rev().filter(is_below).collect()
        };
        let mut waiting = below(None);
        let mut order = Vec::with_capacity(self.codes.len());
        while let Some(index) = waiting.pop() {
            order.push(index);
            waiting.extend(below(Some(&self.codes[index].id)));
        }
        order
    }

    /// The code that counts for this one: itself, or what it was merged into, however often.
    pub fn standing_for(&self, index: usize) -> usize {
        let mut at = index;
        // A chain longer than the list would be a circle, which `codebook check` refuses.
        for _ in 0..self.codes.len() {
            match self.codes[at].merged_into.as_deref().and_then(|id| self.code_index(id)) {
                Some(into) => at = into,
                None => break,
            }
        }
        at
    }

    /// The ids under which codings of a code may stand: its own, and those of all codes that were merged into it. A merged
    /// code has none: what still comes under its id counts for the other.
    pub fn ids_of(&self, index: usize) -> Vec<&str> {
        if self.codes.iter().all(|code| code.merged_into.is_none()) {
            return vec![&self.codes[index].id];
        }
        let stands = (0..self.codes.len()).filter(|&other| self.standing_for(other) == index);
        stands.map(|other| self.codes[other].id.as_str()).collect()
    }

    fn is_within(&self, code: usize, root: usize) -> bool {
        let mut at = Some(code);
        // A parent chain longer than the list would be a cycle, which `codebook check` refuses.
        for _ in 0..=self.codes.len() {
            match at {
                Some(index) if index == root => return true,
                Some(index) => at = self.codes[index].parent.as_deref().and_then(|id| self.code_index(id)),
                None => return false,
            }
        }
        false
    }
}
