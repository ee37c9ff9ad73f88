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
    pub rules: Vec<Rule>,
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
