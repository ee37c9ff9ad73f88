//! Web pages, saved or exported, and the chapters of books: the words that a reader of the page sees.
//!
//! A tokenizer takes the page apart as browsers do (html5gum); a walk over its tags makes paragraphs. There is no tree:
//! pages are hostile until read, and trees are what deep nesting blows up.

mod charset;
mod notes;
mod open;
mod tags;
mod walk;

use std::path::Path;

use super::speakers::KnownSpeakers;
use super::txt::unreadable;
use super::{ImportError, Imported, Place, Warning, encoding, file, speakers};
use crate::import::paragraphs::Paragraphs;
use crate::model::SourceFormat;

pub(super) use self::tags::Dialect;

/// Pages with their pictures inside are large; the words are not.
const MAX_PAGE: usize = 64 << 20;

pub(super) fn read(path: &Path, bytes: &[u8], known: &KnownSpeakers) -> Result<Imported, ImportError> {
    file::check_is_text(path, bytes)?;
    let decoded = encoding::decode_declared(path, bytes, charset::declared(bytes))?;
    let mut page = Paragraphs::default();
    let left_out = add_page(path, "the page", &decoded.text, Dialect::of(&decoded.text), &mut page)?;
    let mut warnings = unreadable(decoded.replaced_count, decoded.encoding);
    warnings.extend(left_out.warnings());
    let (lines, remarks) = page.finish_with_remarks();
    Ok(speakers::assemble_with_remarks(known, SourceFormat::Html, decoded.encoding, &lines, remarks, warnings))
}

/// Adds the paragraphs of a page, which messages call `name`.
pub(super) fn add_page(
    path: &Path,
    name: &str,
    page: &str,
    dialect: Dialect,
    paragraphs: &mut Paragraphs,
) -> Result<LeftOut, ImportError> {
    let refused = |why: &str| ImportError::damaged(path, Place::WHOLE, format!("{name} {why}"));
    if page.len() > MAX_PAGE {
        return Err(refused("is larger than 64 MB, which no transcript is; save it without its pictures"));
    }
    walk::walk(page, dialect, paragraphs)
        .ok_or_else(|| refused("is nested deeper than any transcript; copy its words into a document and save that"))
}

/// What a page says at its top about the encoding it is in, for chapters of books too.
pub(super) fn declared_encoding(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    charset::declared(bytes)
}

/// How many of what a page holds its words are without.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct LeftOut {
    deletions: usize,
    menus: usize,
    /// Paragraphs outside of the main part.
    outside: usize,
}

impl LeftOut {
    /// With what another page holds.
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            deletions: self.deletions + other.deletions,
            menus: self.menus + other.menus,
            outside: self.outside + other.outside,
        }
    }

    /// What to say of it.
    pub(super) fn warnings(self) -> impl Iterator<Item = Warning> {
        let counts = [
            (self.deletions, "deletions were left out"),
            (self.menus, "menus of the page were left out"),
            (self.outside, "paragraphs outside of the page's main part were left out"),
        ];
        counts.into_iter().filter_map(|(count, message)| Warning::of_count(count, message))
    }
}
