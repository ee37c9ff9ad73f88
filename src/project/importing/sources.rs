//! What came in, how it was read, and how it has changed.

use std::collections::BTreeMap;

use crate::model::{Source, Span};
use crate::project::coding::places::stem_of;
use crate::project::{Project, ProjectError};
use crate::store::{Revision, SourceDetails, TextAt};
use crate::text::{self, Piece, WordDiff};

/// A text that two revisions of a source have differently.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextChange {
    /// Who answered what, of a survey.
    pub respondent: Option<String>,
    pub question: Option<String>,
    pub old: Option<TextAt>,
    pub new: Option<TextAt>,
    /// Both texts from beginning to end; empty where one of them is not there.
    pub pieces: Vec<Piece>,
    /// Where the same words have another speaker now.
    pub speakers: Vec<SpeakerChange>,
}

/// A turn whose words are the same and whose speaker is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerChange {
    /// Of the new text, counted from one.
    pub turn_number: usize,
    pub old: Option<String>,
    pub new: Option<String>,
}

impl Project {
    /// All sources with what else is known of them.
    pub fn described_sources(&self) -> Result<Vec<(Source, SourceDetails)>, ProjectError> {
        let sources = self.store.sources()?;
        sources
            .into_iter()
            .map(|source| {
                let details = self.store.source_details(source.id)?;
                Ok((source, details))
            })
            .collect()
    }

    /// The source of this name: its path, or the end of it or its file's name without extension where only one is called so.
    pub fn source(&self, name: &str) -> Result<(Source, SourceDetails), ProjectError> {
        let sources = self.store.sources()?;
        let is_called = |source: &&Source| {
            let path = source.path.as_str();
            path == name || path.ends_with(&format!("/{name}")) || stem_of(path) == name
        };
        let exact = sources.iter().find(|source| source.path == name);
        let mut called = sources.iter().filter(is_called);
        let only = called.next().filter(|_| called.next().is_none());
        let Some(source) = exact.or(only).cloned() else {
            let nearest = text::nearest(name, sources.iter().map(|source| source.path.as_str()));
            return Err(ProjectError::NoSource { name: name.to_owned(), nearest: nearest.map(str::to_owned) });
        };
        let details = self.store.source_details(source.id)?;
        Ok((source, details))
    }

    /// All forms of a source's file, the first one first.
    pub fn history(&self, name: &str) -> Result<Vec<Revision>, ProjectError> {
        Ok(self.store.revisions(self.source(name)?.0.id)?)
    }

    /// What two revisions have differently: the last two where none are named.
    pub fn source_diff(
        &self,
        name: &str,
        from: Option<u32>,
        to: Option<u32>,
    ) -> Result<(u32, u32, Vec<TextChange>), ProjectError> {
        let (source, details) = self.source(name)?;
        let last = details.revision;
        let to = to.unwrap_or(last);
        let from = from.unwrap_or(to.saturating_sub(1).max(1));
        if let Some(number) = [from, to].into_iter().find(|number| !(1..=last).contains(number)) {
            return Err(ProjectError::NoRevision { path: source.path, number, last });
        }
        let (older, newer) = (from.min(to), from.max(to));
        let (mut gone, mut come) = self.store.texts_between(source.id, older, newer)?;
        if from > to {
            std::mem::swap(&mut gone, &mut come);
        }
        Ok((from, to, paired(gone, come)))
    }
}

/// Who answered what; nothing for a transcript.
type Key = (Option<String>, Option<String>);

fn paired(gone: Vec<TextAt>, come: Vec<TextAt>) -> Vec<TextChange> {
    let key = |text: &TextAt| -> Key { (text.respondent.clone(), text.question.clone()) };
    let mut waiting: BTreeMap<Key, Vec<TextAt>> = BTreeMap::new();
    for text in come.into_iter().rev() {
        waiting.entry(key(&text)).or_default().push(text);
    }
    let mut changes = Vec::new();
    for old in gone {
        let new = waiting.get_mut(&key(&old)).and_then(Vec::pop);
        changes.push(change(Some(old), new));
    }
    let mut added: Vec<TextAt> = waiting.into_values().flatten().collect();
    added.sort_by_key(|text| text.id);
    changes.extend(added.into_iter().map(|new| change(None, Some(new))));
    changes
}

fn change(old: Option<TextAt>, new: Option<TextAt>) -> TextChange {
    let either = old.as_ref().or(new.as_ref());
    let (respondent, question) =
        either.map(|text| (text.respondent.clone(), text.question.clone())).unwrap_or_default();
    let (mut pieces, mut speakers) = (Vec::new(), Vec::new());
    if let (Some(old), Some(new)) = (&old, &new) {
        pieces = WordDiff::of(&old.content, &new.content).pieces();
        speakers = speaker_changes(old, new, &pieces);
    }
    TextChange { respondent, question, old, new, pieces, speakers }
}

fn speaker_changes(old: &TextAt, new: &TextAt, pieces: &[Piece]) -> Vec<SpeakerChange> {
    let speaker_at = |place: usize| {
        old.turns.iter().find(|(span, _)| span.start() <= place && place < span.end()).map(|(_, speaker)| speaker)
    };
    let mut changes = Vec::new();
    for (turn_index, (span, speaker)) in new.turns.iter().enumerate() {
        let was = pieces.iter().find_map(|piece| first_same(*piece, *span)).and_then(speaker_at);
        if let Some(was) = was.filter(|was| *was != speaker) {
            changes.push(SpeakerChange { turn_number: turn_index + 1, old: was.clone(), new: speaker.clone() });
        }
    }
    changes
}

/// Where the first unchanged words of a new turn stood in the old text.
fn first_same(piece: Piece, turn: Span) -> Option<usize> {
    match piece {
        Piece::Same { old, new } if new.overlaps(turn) => {
            Some(old.start() + turn.start().saturating_sub(new.start()).min(old.len().saturating_sub(1)))
        }
        _ => None,
    }
}
