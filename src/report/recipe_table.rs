//! How an `[[output]]` table is read.
//!
//! It is one flat table, so that a misspelt key is an error at its own line; which keys go with which kind is checked
//! right after. A key that only some kinds take is a line in the list below.

use super::Checklist;
use super::recipe::{By, Format, Recipe};
use super::recipes::{AuditPart, CellQuotes, Cells, Kind, Measure, Naming, Purpose, RecipeKind, Stale, Style};
use crate::analysis::{Base, Scope};
use crate::model::{SubjectKind, UnitOfAnalysis};
use crate::text::nearest;

macro_rules! keys {
    ($($field:ident $($key:literal)?: $type:ty,)*) => {
        /// Every key that an `[[output]]` table may have.
        #[derive(Debug, Clone, serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        pub(super) struct Raw {
            name: String,
            pub(super) kind: Kind,
            title: Option<String>,
            note: Option<String>,
            formats: Option<Vec<Format>>,
            chapter_of: Option<String>,
            minimum_group: Option<u64>,
            $($(#[serde(rename = $key)])? pub(super) $field: Option<$type>,)*
        }

        impl Raw {
            /// The keys that belong to some kinds only and are there.
            fn given(&self) -> Vec<&'static str> {
                let keys = [$((keys!(@word $field $($key)?), self.$field.is_some()),)*];
                keys.into_iter().filter(|(_, is_given)| *is_given).map(|(key, _)| key).collect()
            }
        }
    };
    (@word $field:ident) => { stringify!($field) };
    (@word $field:ident $key:literal) => { $key };
}

keys! {
    scope: Scope,
    filter "where": String,
    by: By,
    bars: By,
    unit: UnitOfAnalysis,
    base: Base,
    show: String,
    attribute: String,
    group_by: String,
    values: Vec<String>,
    question: String,
    questions: Vec<String>,
    labels: Vec<String>,
    theme: String,
    code: String,
    limit: usize,
    per_case: usize,
    attributes: Vec<String>,
    about: Vec<SubjectKind>,
    memo_kind: String,
    dates: bool,
    columns: Vec<String>,
    names: bool,
    rows: String,
    across: String,
    bands: Vec<String>,
    merge: String,
    counts: bool,
    other: String,
    top: u32,
    places: u32,
    order: String,
    cells: Cells,
    layout: String,
    purpose "for": Purpose,
    measure: Measure,
    texts: bool,
    batch: usize,
    permutations: u32,
    base_size: usize,
    run_length: usize,
    since: String,
    until: String,
    who: Vec<String>,
    steps: Vec<String>,
    people: Naming,
    parts: Vec<AuditPart>,
    file: String,
    asked: bool,
    which: Checklist,
    answers: String,
    style: Style,
    negative_cases: bool,
    framework: String,
    quotes: CellQuotes,
    stale: Stale,
    tally: bool,
}

impl TryFrom<Raw> for Recipe {
    type Error = String;

    fn try_from(raw: Raw) -> Result<Self, String> {
        raw.check()
            .and_then(|()| RecipeKind::read(&raw))
            .and_then(|kind| {
                // A chapter is in its document's files; one of its own it has only if it asks for it.
                let usual = || if raw.chapter_of.is_some() { vec![] } else { vec![kind.usual_format()] };
                let formats = raw.formats.clone().unwrap_or_else(usual);
                kind.check_formats(&formats, raw.chapter_of.is_some())?;
                Ok((kind, formats))
            })
            .map_err(|error| format!("output {:?}: {error}", raw.name))
            .map(|(kind, formats)| Self {
                formats,
                name: raw.name,
                title: raw.title,
                note: raw.note,
                chapter_of: raw.chapter_of,
                minimum_group: raw.minimum_group,
                scope: raw.scope.unwrap_or_default(),
                filter: raw.filter,
                kind,
            })
    }
}

impl Raw {
    fn check(&self) -> Result<(), String> {
        let is_plain = |name: &str| {
            !name.is_empty() && name.chars().all(|character| character.is_ascii_alphanumeric() || character == '-')
        };
        if !is_plain(&self.name) || self.chapter_of.as_deref().is_some_and(|document| !is_plain(document)) {
            return Err("a name is made of the letters a–z, digits and `-`".to_owned());
        }
        let allowed = self.kind.keys();
        match self.given().into_iter().find(|key| !allowed.contains(key)) {
            Some(stray) => Err(format!("`{stray}` means nothing to `{}`, which takes {}", self.kind, listed(allowed))),
            None => Ok(()),
        }
    }

    /// What a key that takes one of a few words chooses; the first where it is not there.
    pub(super) fn chosen<T: Copy>(key: &str, given: Option<&String>, words: &[(&str, T)]) -> Result<T, String> {
        let Some(given) = given else { return Ok(words[0].1) };
        if let Some((_, chosen)) = words.iter().find(|(word, _)| word == given) {
            return Ok(*chosen);
        }
        let known = || words.iter().map(|(word, _)| *word);
        let hint = nearest(given, known()).map(|word| format!("; did you mean {word:?}?")).unwrap_or_default();
        Err(format!("`{key}` is {given:?}, but takes {}{hint}", listed(&known().collect::<Vec<_>>())))
    }

    /// `question` and `questions` together.
    pub(super) fn questions(&self) -> Vec<String> {
        self.question.iter().chain(self.questions.iter().flatten()).cloned().collect()
    }

    /// The same, for a kind that is nothing without any.
    pub(super) fn needed_questions(&self) -> Result<Vec<String>, String> {
        let questions = self.questions();
        if questions.is_empty() { Err(format!("`{}` needs `questions`", self.kind)) } else { Ok(questions) }
    }

    /// The attribute that makes the groups, under either of its keys.
    pub(super) fn group_by(&self) -> Option<String> {
        self.attribute.clone().or_else(|| self.group_by.clone())
    }

    /// The groups' order.
    pub(super) fn values(&self) -> Vec<String> {
        self.values.clone().unwrap_or_default()
    }

    /// Column titles.
    pub(super) fn labels(&self) -> Vec<String> {
        self.labels.clone().unwrap_or_default()
    }
}

fn listed(keys: &[&str]) -> String {
    keys.iter().map(|key| format!("`{key}`")).collect::<Vec<_>>().join(", ")
}
