//! Mentions with the words around them.

use std::ops::Range;

use crate::model::{Span, TextId};
use crate::project::{CodingError, Passage, Project, ProjectError};

/// A mention in its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Context {
    /// `anna:12`, `survey:R17:Q29`.
    pub place: String,
    pub before: String,
    pub words: String,
    pub after: String,
}

impl Project {
    /// The mention at these bytes of a text, whoever says it.
    pub fn mention(&self, text: TextId, range: Range<usize>) -> Result<Passage, ProjectError> {
        let span = Span::of(&self.needed_text(text)?.content, range).filter(|span| !span.is_empty());
        let span = span.ok_or_else(|| CodingError::NoWords { place: "what is marked".to_owned() })?;
        Ok(Passage { text, span })
    }

    /// These mentions, each with up to `width` letters before it and after it, cut between words.
    pub fn contexts(&self, mentions: &[(TextId, Span)], width: usize) -> Result<Vec<Context>, ProjectError> {
        let names = self.place_names()?;
        let mut contexts = Vec::with_capacity(mentions.len());
        for (text, span) in mentions {
            let Some(stored) = self.text(*text)? else { continue };
            let content = &stored.content;
            let before = content.get(..span.start()).unwrap_or_default();
            let after = content.get(span.end()..).unwrap_or_default();
            contexts.push(Context {
                place: self.place_of(&names, &stored, *span)?,
                before: last_words(before, width),
                words: one_line(span.of_text(content)),
                after: first_words(after, width),
            });
        }
        Ok(contexts)
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The end of a text, from a word on, with a space at its end if it has one.
fn last_words(text: &str, width: usize) -> String {
    let start = text.char_indices().rev().nth(width).map_or(0, |(at, letter)| at + letter.len_utf8());
    let end = text.get(start..).unwrap_or_default();
    let whole = if start == 0 { end } else { end.split_once(char::is_whitespace).map_or("", |(_, rest)| rest) };
    let space = if text.ends_with(char::is_whitespace) { " " } else { "" };
    format!("{}{space}", one_line(whole))
}

fn first_words(text: &str, width: usize) -> String {
    let end = text.char_indices().nth(width).map_or(text.len(), |(at, _)| at);
    let start = text.get(..end).unwrap_or_default();
    let whole =
        if end == text.len() { start } else { start.rsplit_once(char::is_whitespace).map_or("", |(rest, _)| rest) };
    let space = if text.starts_with(char::is_whitespace) { " " } else { "" };
    format!("{space}{}", one_line(whole))
}
