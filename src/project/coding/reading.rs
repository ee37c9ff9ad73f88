//! Reading transcripts: which there are and how far each is coded, and one of them whole, with its codings.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;

use super::error::CodingError;
use super::places::Named;
use crate::model::{Coder, CodingStatus, Memo, Source, SourceKind, Span, TextId};
use crate::project::{Progress, Project, ProjectError};
use crate::store::{Counting, MemoFilter, TextCoding};

/// How far one transcript is coded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TranscriptLine {
    /// What it is called in the name of a place.
    pub name: String,
    pub source: Source,
    /// Segments that may be coded: none of an interviewer, no heading, nobody's who is left out.
    pub codable: usize,
    /// Those of them that have a code.
    pub coded: usize,
    /// Codings that stand.
    pub codings: u64,
    /// Those of them that nobody has decided on.
    pub proposals: u64,
    /// Segments that people have coded differently.
    pub disputed: usize,
}

/// A transcript, whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadText {
    pub text: TextId,
    /// What it is called in the name of a place.
    pub name: String,
    pub source: Source,
    pub content: String,
    pub segments: Vec<ReadSegment>,
}

/// A turn or a paragraph of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadSegment {
    pub span: Span,
    /// As the transcript names them.
    pub speaker: Option<String>,
    /// What outputs call whoever speaks.
    pub label: Option<String>,
    pub interviewer: bool,
    /// Level of a heading, from 1.
    pub heading: Option<u8>,
    pub start_ms: Option<u32>,
    /// Whoever says this is left out of the study, so that it is not coded.
    pub left_out: bool,
}

impl ReadSegment {
    /// Whether a code may be laid on its words.
    pub const fn is_codable(&self) -> bool {
        !self.interviewer && !self.left_out && self.heading.is_none()
    }
}

/// What there is on a transcript.
#[derive(Debug, Clone)]
pub struct TextCodings {
    pub text: TextId,
    /// In reading order.
    pub codings: Vec<TextCoding>,
    /// On its words, or on its codings.
    pub memos: Vec<Memo>,
    /// Segments that people have coded differently, counted from nought.
    pub disputed: BTreeSet<u32>,
}

impl Project {
    /// All transcripts, by path, with how far each is coded.
    pub fn transcripts(&mut self, progress: &dyn Progress) -> Result<Vec<TranscriptLine>, ProjectError> {
        self.code_if_needed(progress)?;
        let names = self.place_names()?;
        let mut closed = self.store.segments_left_out()?;
        closed.union_with(&self.store.segments_never_coded()?);
        let mut standing = FixedBitSet::new();
        self.store.coded_segments(None, Counting::Standing, &mut standing)?;
        let has_several = self.has_several_coders()?;
        let mut lines = Vec::new();
        for source in self.store.sources()? {
            if source.kind == SourceKind::Survey {
                continue;
            }
            let name = names.get(&source.path).unwrap_or(&source.path).clone();
            let mut line = TranscriptLine { name, source, codable: 0, coded: 0, codings: 0, proposals: 0, disputed: 0 };
            for &(text, count) in self.store.text_ranges(line.source.id)?.iter() {
                let open = (text.0 as usize..(text.0 + count) as usize).filter(|&segment| !closed.contains(segment));
                for segment in open {
                    line.codable += 1;
                    line.coded += usize::from(standing.contains(segment));
                }
                let [proposed, accepted, _] = self.store.coding_counts_of_text(text)?;
                line.codings += proposed + accepted;
                line.proposals += proposed;
                if has_several {
                    line.disputed += disputed(&self.store.codings_of_text(text)?).len();
                }
            }
            lines.push(line);
        }
        Ok(lines)
    }

    /// The transcript of this name, whole; nothing if it is a survey's.
    pub fn read_text(&self, name: &str) -> Result<Option<ReadText>, ProjectError> {
        let Named::Source(source, texts) = self.named_place(name)? else {
            return Err(CodingError::NoPlace { place: name.to_owned() }.into());
        };
        let Some(&text) = texts.first() else { return Ok(None) };
        let stored = self.needed_text(text)?;
        let labels = self.store.labels_of_speakers(source.id)?;
        let codable = self.codable()?;
        let segments = (text.0..).zip(stored.segments).map(|(number, segment)| ReadSegment {
            span: segment.span,
            label: segment.speaker.as_ref().and_then(|speaker| labels.get(speaker)).cloned(),
            speaker: segment.speaker,
            interviewer: segment.interviewer,
            heading: segment.heading,
            start_ms: segment.start_ms,
            left_out: codable.is_left_out(number),
        });
        let name = self.place_names()?.remove(&source.path).unwrap_or_default();
        Ok(Some(ReadText { text, name, segments: segments.collect(), source, content: stored.content }))
    }

    /// All that people and rules have laid on a text.
    pub fn text_codings(&mut self, read: &ReadText, progress: &dyn Progress) -> Result<TextCodings, ProjectError> {
        self.code_if_needed(progress)?;
        let codings = self.store.codings_of_text(read.text)?;
        let filter = MemoFilter { source: Some(read.source.path.clone()), ..MemoFilter::default() };
        let mut memos = self.store.memos(&filter)?;
        memos.retain(|memo| !memo.on.waits && memo.on.subject.place().is_some_and(|(text, _)| text == read.text));
        let disputed = disputed(&codings);
        Ok(TextCodings { text: read.text, codings, memos, disputed })
    }
}

/// The segments that people have coded differently, as far as each of them has coded: a code that one of two gives, and the
/// other does not. What nobody but rules has coded is not disputed.
fn disputed(codings: &[TextCoding]) -> BTreeSet<u32> {
    let by_people = || {
        let standing = codings.iter().filter(|coding| coding.status == CodingStatus::Accepted);
        standing.filter_map(|coding| match &coding.coder {
            Coder::Person(name) => Some((name.as_str(), coding)),
            Coder::Rules => None,
        })
    };
    let people: BTreeSet<&str> = by_people().map(|(name, _)| name).collect();
    if people.len() < 2 {
        return BTreeSet::new();
    }
    let mut given: BTreeMap<(u32, &str), BTreeSet<&str>> = BTreeMap::new();
    for (name, coding) in by_people() {
        for segment in coding.first_segment..=coding.last_segment {
            given.entry((segment, &coding.code)).or_default().insert(name);
        }
    }
    given.into_iter().filter(|(_, names)| names.len() < people.len()).map(|((segment, _), _)| segment).collect()
}
