//! Names of the study's files: an interview's file is often called by who was interviewed.

use super::allowance::Allowed;
use super::finding::What;
use super::forms::Forms;
use super::near::Words;
use crate::model::{Identity, IdentityKind};

/// Words that files of any study are called by.
const OF_ANY_STUDY: [&str; 12] = [
    "interview",
    "transcript",
    "participant",
    "respondent",
    "focus",
    "group",
    "session",
    "document",
    "notes",
    "survey",
    "recording",
    "questionnaire",
];

/// Names of files as they are looked for.
#[derive(Debug, Clone)]
pub(super) struct Sources {
    forms: Forms,
}

impl Sources {
    /// Of files by their paths in the study. Looked for are the path, if it leads through a folder, the name with its
    /// ending, and without it if it cannot be meant otherwise: it has two words or more, and one that is not ordinary.
    pub(super) fn of(paths: &[String], words: &dyn Words) -> Self {
        let named: Vec<Identity> = paths.iter().map(|path| as_identity(path, words)).collect();
        Self { forms: Forms::of(&named) }
    }

    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(What, std::ops::Range<usize>)) {
        self.forms.scan(text, 0, &Allowed::default(), |what, range, _| {
            if let What::Identity { identity_index, .. } = what {
                found(What::Source { source_index: identity_index }, range);
            }
        });
    }
}

fn as_identity(path: &str, words: &dyn Words) -> Identity {
    let name = path.rsplit(['/', '\\']).next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    // A document of another tool's project has a title and no ending: "Interview 1" is no file's name.
    let mut forms = if stem == name { Vec::new() } else { vec![name.to_owned()] };
    if name.len() < path.len() {
        forms.push(path.to_owned());
    }
    let parts = super::forms::words(stem);
    let is_telling = |word: &String| {
        word.chars().count() > 2
            && !OF_ANY_STUDY.contains(&word.as_str())
            && word.chars().all(char::is_alphabetic)
            && words.knows()
            && !words.is_common(word)
    };
    if parts.len() > 1 && parts.iter().any(is_telling) {
        forms.push(stem.to_owned());
    }
    Identity { kind: IdentityKind::Other, forms, ..Identity::default() }
}
