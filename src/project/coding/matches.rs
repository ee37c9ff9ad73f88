//! Codes laid on what a query finds, or taken off it: one action, however much is found.

use std::collections::BTreeSet;

use serde_json::json;

use crate::model::{CodingStatus, Span, TextId};
use crate::project::{Passage, Progress, Project, ProjectError};
use crate::query::{self, Counts, Found, SearchError};
use crate::store::{CodingChange, CodingFilter, SegmentWords, StoreError, StoredCoding};
use crate::text::{counted, sentences, snapped};

/// What of a segment that is found is coded.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum MatchUnit {
    /// The words themselves that were found.
    Match,
    /// The sentences that they stand in.
    Sentence,
    /// The whole turn, paragraph or answer.
    #[default]
    Segment,
}

/// How to code what is found.
#[derive(Debug, Clone, Default)]
pub struct MatchOptions {
    pub unit: MatchUnit,
    /// At most so many passages, in the order of the texts.
    pub limit: Option<usize>,
    /// Only passages on which no coding with this code lies, nor with one below it; by id or name.
    pub not_coded: Option<String>,
    /// Only passages that share words with these: those that somebody ticked.
    pub only: Option<BTreeSet<Passage>>,
    /// Change nothing; say what it would come to.
    pub dry_run: bool,
    /// How many of the passages to describe.
    pub examples: usize,
}

/// What came of coding what was found, or would come of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MatchesCoded {
    /// The code's id.
    pub code: String,
    /// Passages that get the code, or lose it.
    pub passages: usize,
    /// Where they are.
    pub counts: Counts,
    /// Passages left as they are: of coding, those that have the code by the same hand; of uncoding, those without it.
    pub same: usize,
    /// Codings of other people on these passages: they stay. Of coding, also what rules propose there.
    pub of_others: usize,
    /// Of uncoding: what rules had proposed there, which is rejected now.
    pub rejected: usize,
    /// Passages of interviewers, or headings: they are never coded.
    pub never_coded: usize,
    /// Passages beyond the limit.
    pub left: usize,
    /// Some of the passages that change, as people name them, and their words.
    pub examples: Vec<(String, String)>,
}

/// A passage that was found, and in what.
#[derive(Debug, Clone, Copy)]
struct FoundPassage {
    segment: u32,
    case: Option<u32>,
    passage: Passage,
}

impl Project {
    /// Lays a code on what a query finds, by whoever is at work.
    pub fn code_matches(
        &mut self,
        query: &str,
        code: &str,
        options: &MatchOptions,
        progress: &dyn Progress,
    ) -> Result<MatchesCoded, ProjectError> {
        let code = self.code_in_use(code)?;
        let mut report = MatchesCoded { code: code.clone(), ..MatchesCoded::default() };
        let found = self.passages_found(query, options, &mut report, progress)?;
        let codings = self.standing_codings(&code)?;
        let me = self.my_number()?;
        let is_mine = |coding: &&StoredCoding| Some(coding.key.coder) == me;
        let mut chosen = Vec::new();
        for place in found {
            let (mine, others): (Vec<&StoredCoding>, Vec<&StoredCoding>) =
                lying_on(&codings, place.passage).partition(is_mine);
            if !mine.is_empty() {
                report.same += 1;
            } else if options.limit.is_some_and(|limit| chosen.len() >= limit) {
                report.left += 1;
            } else {
                report.of_others += usize::from(!others.is_empty());
                chosen.push(place);
            }
        }
        self.describe(&chosen, options.examples, &mut report)?;
        if !options.dry_run && !chosen.is_empty() {
            let change = |place: &FoundPassage| {
                let Passage { text, span } = place.passage;
                CodingChange::Add { code: &code, text, span }
            };
            let changes: Vec<CodingChange<'_>> = chosen.iter().map(change).collect();
            let detail = json!({ "code": code, "codings": changes.len(), "unit": options.unit.word() });
            self.change_codings_watched(&changes, &self.event("search code", detail), progress)?;
        }
        Ok(report)
    }

    /// Takes a code off what a query finds: codings of whoever is at work go, what rules propose is rejected, and what others
    /// coded stays.
    pub fn uncode_matches(
        &mut self,
        query: &str,
        code: &str,
        options: &MatchOptions,
        progress: &dyn Progress,
    ) -> Result<MatchesCoded, ProjectError> {
        let code = self.code_of_codings(code)?;
        let mut report = MatchesCoded { code: code.clone(), ..MatchesCoded::default() };
        let found = self.passages_found(query, options, &mut report, progress)?;
        let codings = self.standing_codings(&code)?;
        let me = self.my_number()?;
        let coders = self.store.coders()?;
        let is_rules = |coding: &StoredCoding| coders.get(&coding.key.coder).is_some_and(String::is_empty);
        let (mut chosen, mut going, mut staying) = (Vec::new(), BTreeSet::new(), BTreeSet::new());
        for place in found {
            let (gone, kept): (Vec<&StoredCoding>, Vec<&StoredCoding>) =
                lying_on(&codings, place.passage).partition(|coding| Some(coding.key.coder) == me || is_rules(coding));
            if gone.is_empty() {
                report.same += 1;
            } else if options.limit.is_some_and(|limit| chosen.len() >= limit) {
                report.left += 1;
                continue;
            } else {
                chosen.push(place);
            }
            going.extend(gone.iter().map(|coding| **coding));
            staying.extend(kept.iter().map(|coding| coding.key));
        }
        report.rejected = going.iter().filter(|coding| is_rules(coding)).count();
        report.of_others = staying.len();
        self.describe(&chosen, options.examples, &mut report)?;
        if !options.dry_run && !going.is_empty() {
            let changes: Vec<CodingChange<'_>> =
                going.iter().map(|coding| CodingChange::Remove { coding: coding.key }).collect();
            let detail = json!({ "code": code, "codings": changes.len() });
            self.change_codings_watched(&changes, &self.event("search uncode", detail), progress)?;
        }
        Ok(report)
    }

    /// The passages that a query finds and that may be coded, in the order of the texts.
    fn passages_found(
        &mut self,
        query: &str,
        options: &MatchOptions,
        report: &mut MatchesCoded,
        progress: &dyn Progress,
    ) -> Result<Vec<FoundPassage>, ProjectError> {
        let (parsed, codebook) = self.ready(query, None, progress)?;
        let found = query::found(&parsed, &self.store, self.caught_up(), &codebook);
        let found = found.map_err(|error| crate::project::finding::search::pointed(query, error))?;
        if options.unit != MatchUnit::Segment && found.marker.is_empty() {
            return Err(SearchError::NoWords.into());
        }
        let below = options.not_coded.as_deref().map(|name| self.code_and_below(&codebook, name)).transpose()?;
        let coded = self.store.spans_coded(&below.unwrap_or_default())?;
        let mut passages = Vec::new();
        self.store.for_each_of(&found.segments, &mut |segment: &SegmentWords<'_>| {
            let first = coded.partition_point(|(text, _)| *text < segment.text);
            let there = coded[first..].iter().take_while(|(text, _)| *text == segment.text);
            let ticked = options.only.as_ref().map(|only| in_text(only, TextId(segment.text)));
            for span in options.unit.spans(segment, &found) {
                if ticked.as_ref().is_some_and(|ticked| !ticked.iter().any(|passage| passage.span.overlaps(span))) {
                    continue;
                }
                if there.clone().any(|(_, coding)| coding.overlaps(span)) {
                    continue;
                }
                if segment.aside {
                    report.never_coded += 1;
                } else {
                    let passage = Passage { text: TextId(segment.text), span };
                    passages.push(FoundPassage { segment: segment.segment, case: segment.case, passage });
                }
            }
            Ok::<_, StoreError>(())
        })?;
        Ok(passages)
    }

    /// Codings with this very code that were not rejected, in reading order.
    fn standing_codings(&self, code: &str) -> Result<Vec<StoredCoding>, ProjectError> {
        let statuses = vec![CodingStatus::Proposed, CodingStatus::Accepted];
        Ok(self.store.codings(&CodingFilter { codes: Some(vec![code]), statuses, ..CodingFilter::default() })?)
    }

    /// The number of whoever is at work, if they ever coded.
    fn my_number(&self) -> Result<Option<u32>, ProjectError> {
        let coders = self.store.coders()?;
        Ok(coders.into_iter().find(|(_, name)| name == self.person()).map(|(number, _)| number))
    }

    /// A code that codings may have, whether it is in use or not.
    fn code_of_codings(&self, name: &str) -> Result<String, ProjectError> {
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let wanted = name.trim().to_lowercase();
        let same = |code: &&crate::model::Code| [&code.id, &code.name].iter().any(|name| name.to_lowercase() == wanted);
        match codebook.codes.iter().find(same) {
            Some(code) => Ok(code.id.clone()),
            None => Ok(self.code_and_below(&codebook, name)?.swap_remove(0)),
        }
    }

    fn describe(
        &self,
        chosen: &[FoundPassage],
        examples: usize,
        report: &mut MatchesCoded,
    ) -> Result<(), ProjectError> {
        report.passages = chosen.len();
        report.counts = Counts {
            segments: chosen.iter().map(|place| place.segment).collect::<BTreeSet<_>>().len(),
            texts: chosen.iter().map(|place| place.passage.text).collect::<BTreeSet<_>>().len(),
            cases: chosen.iter().filter_map(|place| place.case).collect::<BTreeSet<_>>().len(),
        };
        let names = self.place_names()?;
        let mut text = None;
        for place in chosen.iter().take(examples) {
            let Passage { text: id, span } = place.passage;
            if text.as_ref().is_none_or(|(known, _)| *known != id) {
                text = Some((id, self.needed_text(id)?));
            }
            let (_, stored) = text.as_ref().expect("it was just read");
            report.examples.push((self.place_of(&names, stored, span)?, span.of_text(&stored.content).to_owned()));
        }
        Ok(())
    }
}

impl MatchesCoded {
    /// What was done, and what was not and why.
    pub fn sentences(&self, is_coding: bool, dry_run: bool) -> Vec<String> {
        let code = &self.code;
        let becomes = |count: usize| match (dry_run, count) {
            (true, _) => "would be",
            (false, 1) => "is",
            (false, _) => "are",
        };
        let deed = if is_coding { "coded" } else { "rid of" };
        let of = |count: usize, noun: &str| counted(count as u64, noun);
        let passages = of(self.passages, "passage");
        let mut sentences =
            vec![format!("{passages} in {} {} {deed} {code}", self.counts.in_words(), becomes(self.passages))];
        let mut also = |count: usize, what: String| {
            if count > 0 {
                sentences.push(what);
            }
        };
        if is_coding {
            also(self.same, format!("{} already coded so by you", of(self.same, "passage")));
            let others = of(self.of_others, "passage");
            also(self.of_others, format!("on {others} others code so too, or rules propose it"));
        } else {
            let rejected = of(self.rejected, "proposal");
            also(self.rejected, format!("{rejected} of rules {} rejected", becomes(self.rejected)));
            also(self.same, format!("{} without it", of(self.same, "passage")));
            let stay = if self.of_others == 1 { "stays" } else { "stay" };
            also(self.of_others, format!("{} by others {stay}", of(self.of_others, "coding")));
        }
        also(self.never_coded, format!("{} of interviewers or headings, never coded", of(self.never_coded, "passage")));
        also(self.left, format!("{} beyond the limit", of(self.left, "passage")));
        sentences
    }
}

impl MatchUnit {
    /// As it is written on the command line and in the audit trail.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Match => "match",
            Self::Sentence => "sentence",
            Self::Segment => "segment",
        }
    }

    /// What of a segment is coded, as spans of its text: whole words, and no space at the ends.
    fn spans(self, segment: &SegmentWords<'_>, found: &Found) -> Vec<Span> {
        let content = segment.content;
        let matches = || found.marker.matches(content, segment.source);
        let ranges: Vec<Span> = match self {
            Self::Match => matches(),
            Self::Sentence => {
                let matches = matches();
                let has_match = |sentence: &Span| matches.iter().any(|found| found.overlaps(*sentence));
                sentences(content).into_iter().filter(has_match).collect()
            }
            Self::Segment => vec![Span::whole(content)],
        };
        let snapped = ranges.into_iter().filter_map(|span| snapped(content, span.range()));
        snapped.map(|span| span.moved(segment.span.start())).collect()
    }
}

/// Those passages that are of one text.
fn in_text(passages: &BTreeSet<Passage>, text: TextId) -> Vec<Passage> {
    let first = Passage { text, span: Span::stored(0, 0) };
    passages.range(first..).take_while(|passage| passage.text == text).copied().collect()
}

/// The codings that share words with a passage; `codings` are in reading order.
fn lying_on(codings: &[StoredCoding], passage: Passage) -> impl Iterator<Item = &StoredCoding> {
    let first = codings.partition_point(|coding| coding.key.text < passage.text);
    codings[first..]
        .iter()
        .take_while(move |coding| coding.key.text == passage.text)
        .filter(move |coding| coding.key.span.overlaps(passage.span))
}
