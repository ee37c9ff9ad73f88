//! Places in texts as people name them, and the words there that may be coded.
//!
//! `anna:12` is the twelfth segment of a source, `anna:12-14` three of them, `survey:R17:Q29` an answer. A source goes by
//! its path, the end of it, or its file's name without extension.

use std::collections::BTreeMap;
use std::ops::Range;

use fixedbitset::FixedBitSet;

use super::error::CodingError;
use crate::model::{Source, SourceKind, Span, TextId};
use crate::project::{Project, ProjectError};
use crate::store::{StoreError, StoredText};
use crate::text::{nearest, places_of, snapped};

/// Some words of one text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Passage {
    pub text: TextId,
    pub span: Span,
}

/// Words at a place; if they stand there several times, the occurrence of this number is meant, counted from one.
#[derive(Debug, Clone, Copy)]
pub struct WordsThere<'w> {
    pub words: &'w str,
    pub occurrence: Option<usize>,
}

/// Where a coding is to stand.
#[derive(Debug, Clone, Copy)]
pub enum NewPlace<'p> {
    /// On these words of its text.
    Words(WordsThere<'p>),
    /// On all there is at this place.
    All(&'p str),
}

/// A place, found.
#[derive(Debug, Clone)]
pub(in crate::project) enum Named {
    /// A whole source, with its texts.
    Source(Source, Vec<TextId>),
    /// Segments of a text, counted from nought, the end not included.
    Segments(TextId, Range<u32>),
    /// All answers of a respondent in one survey.
    Respondent { name: String, answers: Vec<(TextId, String)> },
}

/// Who may not be coded at all, read once for many passages.
#[derive(Debug)]
pub(in crate::project) struct Codable {
    left_out: FixedBitSet,
}

/// Why words cannot be coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::project) enum Uncodable {
    NoWords,
    /// An interviewer's words, or a heading.
    NeverCoded,
    LeftOut,
}

impl Project {
    /// The passage that someone means who marks these bytes of a text: whole words, and none of an interviewer's at its
    /// ends.
    pub fn passage(&self, text: TextId, range: Range<usize>) -> Result<Passage, ProjectError> {
        let stored = self.needed_text(text)?;
        let marked = snapped(&stored.content, range);
        let codable = self.codable()?;
        let span = marked.ok_or(Uncodable::NoWords).and_then(|span| codable.of(&stored, span));
        Ok(Passage { text, span: span.map_err(|why| why.error("what is marked"))? })
    }

    /// The passage at a place that a person names: these words there, or else all of it.
    pub fn passage_at(&self, place: &str, words: Option<WordsThere<'_>>) -> Result<Passage, ProjectError> {
        let (stored, marked) = self.found_at(place, words)?;
        let codable = self.codable()?;
        let span = marked.ok_or(Uncodable::NoWords).and_then(|span| codable.of(&stored, span));
        Ok(Passage { text: stored.id, span: span.map_err(|why| why.error(place))? })
    }

    /// The same, whoever said the words, an interviewer too; but not someone who is left out.
    pub(in crate::project) fn notable_at(
        &self,
        place: &str,
        words: Option<WordsThere<'_>>,
    ) -> Result<Passage, ProjectError> {
        let (stored, marked) = self.found_at(place, words)?;
        let span = marked.ok_or_else(|| Uncodable::NoWords.error(place))?;
        match self.codable()?.of(&stored, span) {
            Err(why @ Uncodable::LeftOut) => Err(why.error(place).into()),
            _ => Ok(Passage { text: stored.id, span }),
        }
    }

    /// The mention of a name at a place, whoever says it.
    pub fn mention_at(&self, place: &str, words: WordsThere<'_>) -> Result<Passage, ProjectError> {
        self.notable_at(place, Some(words))
    }

    fn found_at(&self, place: &str, words: Option<WordsThere<'_>>) -> Result<(StoredText, Option<Span>), ProjectError> {
        let named = self.named_place(place)?;
        match words {
            Some(words) => self.words_at(place, &named, words),
            None => self.whole_of(place, named),
        }
    }

    /// These words of one text.
    pub fn passage_in(&self, text: TextId, words: WordsThere<'_>) -> Result<Passage, ProjectError> {
        let place = "that text";
        let count = u32::try_from(self.needed_text(text)?.segments.len()).unwrap_or(u32::MAX);
        let (stored, marked) = self.words_at(place, &Named::Segments(text, 0..count.max(1)), words)?;
        let codable = self.codable()?;
        let span = marked.ok_or(Uncodable::NoWords).and_then(|span| codable.of(&stored, span));
        Ok(Passage { text, span: span.map_err(|why| why.error(place))? })
    }

    /// The words of a passage.
    pub fn words(&self, passage: Passage) -> Result<String, ProjectError> {
        Ok(passage.span.of_text(&self.needed_text(passage.text)?.content).to_owned())
    }

    pub(in crate::project) fn codable(&self) -> Result<Codable, ProjectError> {
        Ok(Codable { left_out: self.store.segments_left_out()? })
    }

    pub(in crate::project) fn needed_text(&self, text: TextId) -> Result<StoredText, ProjectError> {
        let gone = || StoreError::Content(format!("no text {}", text.0)).into();
        self.text(text)?.ok_or_else(gone)
    }

    /// What people call the place of a span. `names` are those of sources.
    pub(in crate::project) fn place_of(
        &self,
        names: &BTreeMap<String, String>,
        text: &StoredText,
        span: Span,
    ) -> Result<String, ProjectError> {
        let details = self.store.segment_details(text.id.0)?;
        let Some(details) = details else { return Ok(String::new()) };
        let source = names.get(&details.source).unwrap_or(&details.source);
        if let (Some(question), Some(case)) = (details.question, details.case) {
            return Ok(format!("{source}:{}:{question}", case.name));
        }
        let mut touched = (1..).zip(&text.segments).filter(|(_, segment)| segment.span.overlaps(span));
        let first = touched.next().map_or(1, |(number, _)| number);
        let last = touched.last().map_or(first, |(number, _)| number);
        Ok(if first == last { format!("{source}:{first}") } else { format!("{source}:{first}-{last}") })
    }

    fn whole_of(&self, place: &str, named: Named) -> Result<(StoredText, Option<Span>), ProjectError> {
        let place = place.to_owned();
        let (text, segments) = match named {
            Named::Segments(text, segments) => (text, segments),
            Named::Source(source, _) if source.kind == SourceKind::Survey => {
                return Err(CodingError::WholeSurvey { place }.into());
            }
            Named::Source(..) => return Err(CodingError::WholeSource { place }.into()),
            Named::Respondent { name, answers } => {
                let [(only, _)] = answers.as_slice() else {
                    let questions = answers.into_iter().map(|(_, question)| question).collect();
                    return Err(CodingError::ManyAnswers { respondent: name, questions }.into());
                };
                (*only, 0..1)
            }
        };
        let stored = self.needed_text(text)?;
        let span = span_of(&stored, segments);
        Ok((stored, span))
    }

    fn words_at(
        &self,
        place: &str,
        named: &Named,
        wanted: WordsThere<'_>,
    ) -> Result<(StoredText, Option<Span>), ProjectError> {
        let texts: Vec<TextId> = match named {
            Named::Source(source, _) if source.kind == SourceKind::Survey => {
                return Err(CodingError::WholeSurvey { place: place.to_owned() }.into());
            }
            Named::Source(_, texts) => texts.clone(),
            Named::Segments(text, _) => vec![*text],
            Named::Respondent { answers, .. } => answers.iter().map(|(text, _)| *text).collect(),
        };
        let mut found: Vec<(StoredText, Span)> = Vec::new();
        for text in texts {
            let stored = self.needed_text(text)?;
            let within = match named {
                Named::Segments(_, segments) => span_of(&stored, segments.clone()),
                _ => Some(Span::whole(&stored.content)),
            };
            let mut places = words_in(&stored.content, wanted.words);
            places.retain(|span| within.is_some_and(|within| within.contains(*span)));
            found.extend(places.into_iter().map(|span| (stored.clone(), span)));
        }
        let count = found.len();
        let index = match (count, wanted.occurrence) {
            (0, _) => return Err(CodingError::NoSuchWords { place: place.to_owned() }.into()),
            (1, None) => 0,
            (_, number) => number.unwrap_or_default().wrapping_sub(1),
        };
        if index >= count {
            return Err(CodingError::WordsRepeated { place: place.to_owned(), count }.into());
        }
        let (stored, span) = found.swap_remove(index);
        let span = snapped(&stored.content, span.range());
        Ok((stored, span))
    }

    /// What a person names by `anna`, `anna:12`, `anna:12-14`, `survey:R17` or `survey:R17:Q29`.
    pub(in crate::project) fn named_place(&self, place: &str) -> Result<Named, ProjectError> {
        let sources = self.store.sources()?;
        if let Some(source) = called(&sources, place) {
            let texts = if source.kind == SourceKind::Survey { Vec::new() } else { self.store.texts_of(source.id)? };
            return Ok(Named::Source(source.clone(), texts));
        }
        for (at, _) in place.match_indices(':') {
            let (name, rest) = (place.get(..at).unwrap_or_default(), place.get(at + 1..).unwrap_or_default());
            let Some(source) = called(&sources, name) else { continue };
            return match source.kind {
                SourceKind::Survey => self.respondent(source, rest),
                _ => self.segments_named(place, source, rest),
            };
        }
        let name = place.split(':').next().unwrap_or_default();
        let known = sources.iter().flat_map(|source| [source.path.as_str(), stem_of(&source.path)]);
        let nearest = nearest(name, known).map(str::to_owned);
        Err(ProjectError::NoSource { name: name.to_owned(), nearest })
    }

    fn segments_named(&self, place: &str, source: &Source, numbers: &str) -> Result<Named, ProjectError> {
        let no_place = || CodingError::NoPlace { place: place.to_owned() };
        let (first, last) = numbers.split_once('-').unwrap_or((numbers, numbers));
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| no_place());
        let (first, last) = (number(first)?, number(last)?);
        let text = self.store.texts_of(source.id)?.first().copied().ok_or_else(no_place)?;
        let count = source.segment_count;
        if let Some(number) = [first, last].into_iter().find(|number| !(1..=count).contains(number)) {
            let (number, count) = (number as usize, count as usize);
            return Err(CodingError::NoSegment { source_path: source.path.clone(), number, count }.into());
        }
        if last < first {
            return Err(no_place().into());
        }
        Ok(Named::Segments(text, first - 1..last))
    }

    fn respondent(&self, source: &Source, name: &str) -> Result<Named, ProjectError> {
        let named = |name: &str| -> Result<Option<Named>, ProjectError> {
            let cases = self.store.cases_named(name)?;
            let here = cases.into_iter().find(|(_, path)| path.as_deref() == Some(source.path.as_str()));
            let Some((case, _)) = here else { return Ok(None) };
            let answers = self.store.answers_of(source.id, case)?;
            Ok(Some(Named::Respondent { name: name.to_owned(), answers }))
        };
        if let Some(found) = named(name)? {
            return Ok(found);
        }
        let (respondent, question) = name.rsplit_once(':').unwrap_or((name, ""));
        let Some(Named::Respondent { name, answers }) = named(respondent)? else {
            let path = &source.path;
            return Err(ProjectError::NoCase { name: format!("{path}:{respondent}"), nearest: None });
        };
        let is_it = |(_, asked): &&(TextId, String)| asked.eq_ignore_ascii_case(question);
        if let Some((text, _)) = answers.iter().find(is_it) {
            return Ok(Named::Segments(*text, 0..1));
        }
        let nearest = nearest(question, answers.iter().map(|(_, asked)| asked.as_str())).map(str::to_owned);
        Err(CodingError::NoAnswer { respondent: name, question: question.to_owned(), nearest }.into())
    }
}

impl Named {
    /// The numbers of all its segments.
    pub(in crate::project) fn segments(&self, project: &Project) -> Result<FixedBitSet, ProjectError> {
        let mut found = FixedBitSet::new();
        match self {
            Self::Segments(text, segments) => {
                for segment in segments.clone() {
                    found.grow_and_insert((text.0 + segment) as usize);
                }
            }
            Self::Respondent { answers, .. } => {
                found.extend(answers.iter().map(|(text, _)| text.0 as usize));
            }
            Self::Source(source, _) => {
                for &(text, count) in project.store.text_ranges(source.id)?.iter() {
                    let (start, end) = (text.0 as usize, (text.0 + count) as usize);
                    found.grow(end);
                    found.insert_range(start..end);
                }
            }
        }
        Ok(found)
    }
}

impl Codable {
    /// Whether anybody's words may be coded in this segment, as far as people are concerned.
    pub(in crate::project) fn is_left_out(&self, segment: u32) -> bool {
        self.left_out.contains(segment as usize)
    }

    /// What of a span may be coded. What interviewers say at its ends is left off; between the words of others it may
    /// stand, and counts for nobody.
    pub(in crate::project) fn of(&self, text: &StoredText, span: Span) -> Result<Span, Uncodable> {
        if text.segments.is_empty() {
            return if self.is_left_out(text.id.0) { Err(Uncodable::LeftOut) } else { Ok(span) };
        }
        let touched = (0u32..).zip(&text.segments).filter(|(_, segment)| segment.span.overlaps(span));
        let (mut any, mut first, mut last) = (false, None, None);
        for (index, segment) in touched {
            any = true;
            if segment.interviewer || segment.heading.is_some() {
                continue;
            }
            if self.is_left_out(text.id.0 + index) {
                return Err(Uncodable::LeftOut);
            }
            first = first.or(Some(segment.span));
            last = Some(segment.span);
        }
        let Some((first, last)) = first.zip(last) else {
            return Err(if any { Uncodable::NeverCoded } else { Uncodable::NoWords });
        };
        let kept = span.start().max(first.start())..span.end().min(last.end());
        if kept == span.range() { Ok(span) } else { trimmed(&text.content, kept).ok_or(Uncodable::NoWords) }
    }
}

impl Uncodable {
    pub(in crate::project) fn error(self, place: &str) -> CodingError {
        let place = place.to_owned();
        match self {
            Self::NoWords => CodingError::NoWords { place },
            Self::NeverCoded => CodingError::NeverCoded { place },
            Self::LeftOut => CodingError::LeftOut { place },
        }
    }
}

/// Where these words stand in a text; if nowhere just so, without regard to letter case.
fn words_in(content: &str, words: &str) -> Vec<Span> {
    let found = places_of(words, content);
    let folded = content.to_lowercase();
    // A few letters have a small form of another length, and then places in one text say nothing of the other.
    if !found.is_empty() || folded.len() != content.len() {
        return found;
    }
    let places = places_of(&words.to_lowercase(), &folded);
    places.into_iter().filter_map(|span| Span::of(content, span.range())).collect()
}

/// All words of these segments, counted from nought; an answer is one.
pub(in crate::project) fn span_of(text: &StoredText, segments: Range<u32>) -> Option<Span> {
    if text.segments.is_empty() {
        return trimmed(&text.content, 0..text.content.len());
    }
    let last = segments.end.checked_sub(1)?;
    let (first, last) = (text.segments.get(segments.start as usize)?, text.segments.get(last as usize)?);
    trimmed(&text.content, first.span.start()..last.span.end())
}

/// Without white space at its ends; nothing if nothing is left.
fn trimmed(text: &str, range: Range<usize>) -> Option<Span> {
    let marked = text.get(range.clone())?;
    let start = range.start + (marked.len() - marked.trim_start().len());
    Span::of(text, start..start + marked.trim().len()).filter(|span| !span.is_empty())
}

/// The source of this name: its path, the end of it, or its file's name without extension; only if that is one alone.
fn called<'s>(sources: &'s [Source], name: &str) -> Option<&'s Source> {
    if let Some(exact) = sources.iter().find(|source| source.path == name) {
        return Some(exact);
    }
    let mut called =
        sources.iter().filter(|source| source.path.ends_with(&format!("/{name}")) || (stem_of(&source.path) == name));
    called.next().filter(|_| called.next().is_none())
}

pub(in crate::project) fn stem_of(path: &str) -> &str {
    let file = path.rsplit('/').next().unwrap_or(path);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem)
}
