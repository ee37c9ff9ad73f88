//! Words counted: the most frequent, what tells two groups apart, and what stands beside what.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::RangeInclusive;

use fixedbitset::FixedBitSet;

use crate::analysis::{CollocateCounter, Collocates, Lexicon, WordCounter, WordCounts};
use crate::model::{Codebook, Span};
use crate::project::{Progress, Project, ProjectError};
use crate::query::{self, SearchError};
use crate::store::SegmentWords;
use crate::text::{Stems, fold, nearest, push_sentences, stop_words, words};

/// Which words to count, and how.
#[derive(Debug, Clone)]
pub struct WordOptions {
    /// Only in segments that this query finds.
    pub filter: Option<String>,
    pub groups: WordGroups,
    /// How many words a phrase has; 1 to 1: single words.
    pub lengths: RangeInclusive<usize>,
    /// Whether all forms of a word are one.
    pub stem: bool,
    pub stop_words: StopWords,
    /// Whether what interviewers say, headings, and what nobody says beside others' turns are counted too.
    pub with_interviewers: bool,
    /// Only what occurs so often.
    pub least: u64,
}

/// What is set against what.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum WordGroups {
    /// All in one.
    #[default]
    One,
    /// What the filter finds, against what this query finds and the filter does not.
    Against(String),
    /// What the filter finds, against all the rest.
    AgainstRest,
    /// A group for each value of an attribute; who states none is in none.
    By(String),
}

/// Which words are left out of lists, though not of sums.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StopWords {
    /// The function words of the study's language, if there is a list of them.
    #[default]
    OfStudy,
    None,
    /// The function words of this language, or those of a file by this path: separated by blanks or lines, from `#` to the
    /// end of a line not read.
    Named(String),
}

/// Words, counted by group.
#[derive(Debug, Clone, PartialEq)]
pub struct WordReport {
    /// What the groups are called; empty for one group.
    pub groups: Vec<String>,
    pub counts: WordCounts,
    /// How many words were on the list of stop words.
    pub stop_word_count: usize,
}

/// Which words to look for near others.
#[derive(Debug, Clone)]
pub struct CollocateOptions {
    pub filter: Option<String>,
    /// How many words a window reaches to each side.
    pub span: usize,
    pub stem: bool,
    pub stop_words: StopWords,
    pub with_interviewers: bool,
    /// Only what stands near so often.
    pub least: u64,
}

impl Project {
    /// Counts words or phrases, those of participants alone unless asked otherwise.
    pub fn count_words(&mut self, options: &WordOptions, progress: &dyn Progress) -> Result<WordReport, ProjectError> {
        let lexicon = self.lexicon(options.stem, &options.stop_words)?;
        let stop_word_count = self.stop_words(&options.stop_words)?.len();
        let grouping = self.grouping(options, progress)?;
        let mut counter = WordCounter::new(lexicon, options.lengths.clone(), grouping.names.len().max(1));
        let single = *options.lengths.end() == 1;
        let mut folded = Folded::default();
        let mut sentences = Vec::new();
        self.each_counted(&grouping.segments, options.with_interviewers, progress, &mut |segment| {
            let Some(group) = grouping.group_of(segment) else { return };
            sentences.clear();
            if single {
                sentences.push(Span::whole(segment.content));
            } else {
                push_sentences(segment.content, &mut sentences);
            }
            for sentence in &sentences {
                folded.read(sentence.of_text(segment.content));
                counter.add(group, segment.segment, segment.case, folded.words());
            }
        })?;
        Ok(WordReport { groups: grouping.names, counts: counter.finish(options.least), stop_word_count })
    }

    /// Counts the words that stand near what `node`, a query of words, finds.
    pub fn collocates(
        &mut self,
        node: &str,
        options: &CollocateOptions,
        progress: &dyn Progress,
    ) -> Result<Collocates, ProjectError> {
        let lexicon = self.lexicon(options.stem, &options.stop_words)?;
        let (segments, _) = self.found_for_words(options.filter.as_deref(), progress)?;
        let (parsed, codebook) = self.ready(node, None, progress)?;
        let found = query::found(&parsed, &self.store, self.caught_up(), &codebook);
        let found = found.map_err(|error| super::search::pointed(node, error))?;
        if found.marker.is_empty() {
            return Err(SearchError::NoWords.into());
        }
        let mut counter = CollocateCounter::new(lexicon, options.span);
        let mut folded = Folded::default();
        self.each_counted(&segments, options.with_interviewers, progress, &mut |segment| {
            folded.read(segment.content);
            // A word may stand in a segment that the query as a whole does not find.
            let is_found = found.segments.contains(segment.segment as usize);
            let matches = if is_found { found.marker.matches(segment.content, segment.source) } else { Vec::new() };
            let nodes: Vec<_> = matches.into_iter().map(|found| folded.places_of(found)).collect();
            counter.add(segment.segment, folded.words(), &nodes);
        })?;
        Ok(counter.finish(options.least))
    }

    fn lexicon(&self, stem: bool, choice: &StopWords) -> Result<Lexicon, ProjectError> {
        let stems = if stem { Stems::of_language(&self.study.language) } else { None };
        Ok(Lexicon::new(stems, self.stop_words(choice)?))
    }

    fn stop_words(&self, choice: &StopWords) -> Result<BTreeSet<String>, ProjectError> {
        let listed = |words: &[&str]| words.iter().map(|word| fold(word)).collect();
        match choice {
            StopWords::None => Ok(BTreeSet::new()),
            StopWords::OfStudy => Ok(stop_words(&self.study.language).map(listed).unwrap_or_default()),
            StopWords::Named(name) => {
                if let Some(words) = stop_words(name) {
                    return Ok(listed(words));
                }
                let path = self.path(name);
                let content = std::fs::read_to_string(&path).map_err(|source| ProjectError::Read { path, source })?;
                let lines = content.lines().map(|line| line.split('#').next().unwrap_or_default());
                Ok(lines.flat_map(words).map(|word| fold(word.text)).collect())
            }
        }
    }

    /// All segments that a filter finds, or all.
    fn found_for_words(
        &mut self,
        filter: Option<&str>,
        progress: &dyn Progress,
    ) -> Result<(FixedBitSet, Codebook), ProjectError> {
        let text = filter.unwrap_or_default();
        let (parsed, codebook) = self.ready(text, None, progress)?;
        let segments = query::segments(&parsed, &self.store, self.caught_up(), &codebook);
        Ok((segments.map_err(|error| super::search::pointed(text, error))?, codebook))
    }

    fn grouping(&mut self, options: &WordOptions, progress: &dyn Progress) -> Result<Grouping, ProjectError> {
        let (segments, _) = self.found_for_words(options.filter.as_deref(), progress)?;
        let filter = options.filter.clone().unwrap_or_default();
        Ok(match &options.groups {
            WordGroups::One => Grouping { segments, ..Grouping::default() },
            WordGroups::By(attribute) => self.grouped_by(attribute, segments)?,
            WordGroups::Against(_) | WordGroups::AgainstRest => {
                let (name, other) = match &options.groups {
                    WordGroups::Against(query) => (query.clone(), Some(query.as_str())),
                    _ => ("rest".to_owned(), None),
                };
                let mut all = self.found_for_words(other, progress)?.0;
                all.union_with(&segments);
                Grouping { segments: all, names: vec![filter, name], first: Some(segments), of_case: None }
            }
        })
    }

    fn grouped_by(&self, wanted: &str, segments: FixedBitSet) -> Result<Grouping, ProjectError> {
        let attributes = self.store.attribute_names()?;
        let named = |name: &str| name.to_lowercase() == wanted.trim().to_lowercase();
        let attribute = attributes.iter().find(|row| named(&row.name)).ok_or_else(|| ProjectError::NoAttribute {
            name: wanted.to_owned(),
            nearest: nearest(wanted, attributes.iter().map(|row| row.name.as_str())).map(str::to_owned),
        })?;
        let mut values: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        self.store.for_each_attribute_value(attribute.id, &mut |case, value| match values.get_mut(value) {
            Some(cases) => cases.push(case),
            None => drop(values.insert(value.to_owned(), vec![case])),
        })?;
        let mut of_case = Vec::new();
        let mut names = Vec::new();
        for (group, (value, cases)) in values.into_iter().enumerate() {
            names.push(value);
            for case in cases {
                let at = case as usize;
                of_case.resize(of_case.len().max(at + 1), None);
                of_case[at] = Some(group);
            }
        }
        Ok(Grouping { segments, names, first: None, of_case: Some(of_case) })
    }

    /// Goes through segments whose words count.
    fn each_counted(
        &self,
        segments: &FixedBitSet,
        with_interviewers: bool,
        progress: &dyn Progress,
        each: &mut dyn FnMut(&SegmentWords<'_>),
    ) -> Result<(), ProjectError> {
        progress.stage("Counting", Some(segments.count_ones(..) as u64));
        self.store.for_each_of(segments, &mut |segment: &SegmentWords<'_>| {
            if with_interviewers || !(segment.aside || segment.unattributed) {
                each(segment);
            }
            progress.go_on(1)
        })?;
        progress.finish();
        Ok(())
    }
}

/// Which segments are counted, and in which group.
#[derive(Debug, Default)]
struct Grouping {
    segments: FixedBitSet,
    /// Empty: all are one group.
    names: Vec<String>,
    /// The segments of the first group of two.
    first: Option<FixedBitSet>,
    of_case: Option<Vec<Option<usize>>>,
}

impl Grouping {
    fn group_of(&self, segment: &SegmentWords<'_>) -> Option<usize> {
        match (&self.first, &self.of_case) {
            (Some(first), _) => Some(usize::from(!first.contains(segment.segment as usize))),
            (None, Some(of_case)) => of_case.get(segment.case? as usize).copied().flatten(),
            (None, None) => Some(0),
        }
    }
}

/// The words of a text, folded, in one string: a million answers need no million strings.
#[derive(Debug, Default)]
struct Folded {
    letters: String,
    ends: Vec<usize>,
    /// Where each word stood.
    spans: Vec<Span>,
}

impl Folded {
    fn read(&mut self, text: &str) {
        self.letters.clear();
        self.ends.clear();
        self.spans.clear();
        for word in words(text) {
            if word.text.is_ascii() {
                self.letters.extend(word.text.chars().map(|letter| letter.to_ascii_lowercase()));
            } else {
                self.letters.push_str(&fold(word.text));
            }
            self.ends.push(self.letters.len());
            self.spans.push(word.span);
        }
    }

    fn words(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts.zip(&self.ends).map(|(start, &end)| self.letters.get(start..end).unwrap_or_default())
    }

    /// Which words a span covers.
    fn places_of(&self, span: Span) -> std::ops::Range<usize> {
        let start = self.spans.partition_point(|word| word.end() <= span.start());
        start..self.spans.partition_point(|word| word.start() < span.end())
    }
}
