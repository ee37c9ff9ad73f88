//! A codebook as its file has it: every value with its place.

use crate::model::{Code, CodeStatus, CodingUnit, Near, Rule, Theme};

/// A value and the byte where it stands.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    pub(super) at: usize,
}

/// A whole file. What is missing or of the wrong kind is empty here and has been told as a problem.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) title: String,
    pub(super) version: String,
    pub(super) language: String,
    pub(super) codes: Vec<DraftCode>,
    pub(super) themes: Vec<DraftTheme>,
}

#[derive(Debug)]
pub(super) struct DraftCode {
    pub(super) at: usize,
    pub(super) id: Option<Placed<String>>,
    pub(super) name: String,
    pub(super) parent: Option<Placed<String>>,
    pub(super) definition: String,
    pub(super) use_when: String,
    pub(super) not_when: String,
    pub(super) example: String,
    pub(super) colour: Option<Placed<String>>,
    pub(super) key: Option<Placed<char>>,
    pub(super) status: CodeStatus,
    pub(super) merged_into: Option<Placed<String>>,
    /// Where the status stands; the code itself where it says none.
    pub(super) status_at: usize,
    pub(super) rules: Vec<DraftRule>,
}

#[derive(Debug)]
pub(super) struct DraftRule {
    pub(super) at: usize,
    pub(super) any: Vec<Placed<String>>,
    pub(super) all: Vec<Placed<String>>,
    pub(super) none: Vec<Placed<String>>,
    pub(super) near: Option<DraftNear>,
    pub(super) regex: Vec<Placed<String>>,
    pub(super) unit: CodingUnit,
    pub(super) stem: Option<Placed<String>>,
    pub(super) questions: Vec<Placed<String>>,
    pub(super) speakers: Vec<Placed<String>>,
    pub(super) sources: Vec<Placed<String>>,
}

#[derive(Debug)]
pub(super) struct DraftNear {
    pub(super) at: usize,
    pub(super) words: Vec<Placed<String>>,
    pub(super) within: usize,
}

#[derive(Debug)]
pub(super) struct DraftTheme {
    pub(super) at: usize,
    pub(super) id: Option<Placed<String>>,
    pub(super) name: String,
    pub(super) definition: String,
    pub(super) story: String,
    pub(super) codes: Vec<Placed<String>>,
    pub(super) colour: Option<Placed<String>>,
}

impl DraftCode {
    /// The id, or nothing if the file gives none.
    pub(super) fn id(&self) -> &str {
        self.id.as_ref().map_or("", |id| &id.value)
    }

    /// Whether its rules are applied.
    pub(super) const fn is_in_use(&self) -> bool {
        matches!(self.status, CodeStatus::Draft | CodeStatus::Active)
    }

    pub(super) fn into_code(self) -> Code {
        let id = self.id.map(|id| id.value).unwrap_or_default();
        Code {
            name: if self.name.is_empty() { id.clone() } else { self.name },
            id,
            parent: self.parent.map(|parent| parent.value),
            definition: self.definition,
            use_when: self.use_when,
            not_when: self.not_when,
            example: self.example,
            colour: self.colour.map(|colour| colour.value),
            key: self.key.map(|key| key.value),
            status: self.status,
            merged_into: self.merged_into.map(|into| into.value),
            rules: self.rules.into_iter().map(DraftRule::into_rule).collect(),
        }
    }
}

impl DraftRule {
    fn into_rule(self) -> Rule {
        let near = |near: DraftNear| Near { words: values(near.words), within: near.within };
        Rule {
            any: values(self.any),
            all: values(self.all),
            none: values(self.none),
            near: self.near.map(near),
            regex: values(self.regex),
            unit: self.unit,
            stem: self.stem.map(|stem| stem.value),
            questions: values(self.questions),
            speakers: values(self.speakers),
            sources: values(self.sources),
        }
    }
}

impl DraftTheme {
    pub(super) fn id(&self) -> &str {
        self.id.as_ref().map_or("", |id| &id.value)
    }

    pub(super) fn into_theme(self) -> Theme {
        let id = self.id.map(|id| id.value).unwrap_or_default();
        Theme {
            name: if self.name.is_empty() { id.clone() } else { self.name },
            id,
            definition: self.definition,
            story: self.story,
            codes: values(self.codes),
            colour: self.colour.map(|colour| colour.value),
        }
    }
}

fn values<T>(placed: Vec<Placed<T>>) -> Vec<T> {
    placed.into_iter().map(|placed| placed.value).collect()
}
