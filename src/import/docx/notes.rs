//! What stands beside the text of a Word document: footnotes, endnotes and comments, by kind and id.

use std::collections::BTreeMap;

use super::body::note_walk;
use super::comments::Comments;
use super::styles::Styles;
use crate::import::ImportError;
use crate::import::archive::{Archive, Part};
use crate::import::paragraphs::Paragraphs;

const MAX_NOTES: usize = 100_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NoteKind {
    Foot,
    End,
    Comment,
}

/// One note.
#[derive(Debug, Default)]
pub(super) struct Note {
    pub(super) paragraphs: Vec<String>,
    /// Comments on words of it.
    pub(super) remark_indexes: Vec<usize>,
}

/// Notes by kind and id.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: BTreeMap<(NoteKind, String), Note>,
}

impl Notes {
    pub(super) fn get(&self, kind: NoteKind, id: &str) -> Option<&Note> {
        self.list.get(&(kind, id.to_owned()))
    }

    pub(super) fn extend(&mut self, others: Self) {
        self.list.extend(others.list);
    }
}

/// The notes of a part.
pub(super) fn notes(
    archive: &Archive<'_>,
    part: &Part,
    styles: &Styles,
    comments: &Comments,
) -> Result<Notes, ImportError> {
    let found = note_walk(archive, part, styles, comments)?;
    let note = |(key, (paragraphs, remark_indexes)): (_, (Paragraphs, _))| {
        let paragraphs = paragraphs.finish().into_iter().map(|line| line.text).collect();
        (key, Note { paragraphs, remark_indexes })
    };
    Ok(Notes { list: found.into_iter().take(MAX_NOTES).map(note).collect() })
}
