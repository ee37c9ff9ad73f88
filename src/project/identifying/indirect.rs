//! What describes a participant without naming them: marked by people, counted by the program.
//!
//! Places, dates and ages that the detector finds in what somebody said are listed, and jobs, families, origins, illnesses and
//! kinds of places by lists of words; which of them tell who they are is for a person to say. Nothing here claims to find them
//! all, or to know which matter.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::error::ReviewError;
use super::queue::is_covered;
use crate::detect::traits::{self, Trait};
use crate::disclosure::Pseudonymiser;
use crate::disclosure::review::{Standing, sharing};
use crate::model::{Case, CaseId, CaseStatus, IdentityKind, Span, TextId, Verdict, form_key};
use crate::project::coding::places::Passage;
use crate::project::{Project, ProjectError};
use crate::store::{CaseFilter, DecisionChange, StoredText, TellingMark};

/// What is known of one participant beside their name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndirectPerson {
    /// The study's own name for them, and what outputs call them.
    pub case: String,
    pub label: String,
    pub attributes: Vec<(String, String)>,
    /// How many of the same kind in the sample have these attributes, themselves included.
    pub sharing_attributes: usize,
    /// How many have these attributes and everything that is marked of them.
    pub sharing_all: usize,
    /// What is found in their words, each once, as it is compared: of which sort, and the words.
    pub in_words: Vec<(&'static str, String)>,
    /// How many have these attributes and say all of that of themselves, too, as far as it is found.
    pub sharing_words: usize,
    /// What they say that may describe them and is not hidden already, in reading order.
    pub spans: Vec<IndirectSpan>,
}

/// Words that may describe whoever says them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndirectSpan {
    pub place: String,
    pub text: TextId,
    pub span: Span,
    pub words: String,
    pub kind: IdentityKind,
    /// What sort of trait it is, where a list of words says so.
    pub sort: Option<Trait>,
    /// What somebody has marked them as telling.
    pub label: Option<String>,
}

/// One thing that is true of a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Attribute(String, String),
    Told(String),
    Said(&'static str, String),
}

/// Texts are read this many at a time.
const AT_ONCE: usize = 1_024;

impl Fact {
    fn said(&self) -> Option<(&'static str, String)> {
        match self {
            Self::Said(sort, words) => Some((sort, words.clone())),
            Self::Attribute(..) | Self::Told(_) => None,
        }
    }
}

/// Of which kind something is that stands somewhere, and of which sort.
type Places = BTreeMap<Span, (IdentityKind, Option<Trait>)>;

/// What is known of each person by their words.
#[derive(Debug, Default)]
struct Gathered {
    spans: BTreeMap<CaseId, Vec<IndirectSpan>>,
    told: BTreeMap<CaseId, BTreeSet<Fact>>,
    said: BTreeMap<CaseId, BTreeSet<Fact>>,
}

impl Gathered {
    /// Adds what is found in a text and what is marked there, which goes before.
    fn add(
        &mut self,
        text: &StoredText,
        mut places: Places,
        marks: Option<&BTreeMap<Span, TellingMark>>,
        only: Option<CaseId>,
    ) {
        for (span, mark) in marks.into_iter().flatten() {
            let sort = places.get(span).and_then(|(_, sort)| *sort);
            places.retain(|place, _| !place.overlaps(*span));
            places.insert(*span, (mark.kind, sort));
        }
        for (span, (kind, sort)) in places {
            let Some(speaker) = speaker_of(text, span) else { continue };
            let mark = marks.and_then(|marks| marks.get(&span));
            if let Some(mark) = mark {
                self.told.entry(speaker).or_default().insert(Fact::Told(mark.label.to_lowercase()));
            }
            let words = span.of_text(&text.content).split_whitespace().collect::<Vec<_>>().join(" ");
            let sort_word = sort.map_or(kind.word(), Trait::word);
            self.said.entry(speaker).or_default().insert(Fact::Said(sort_word, words.to_lowercase()));
            if only.is_none_or(|only| only == speaker) {
                let label = mark.map(|mark| mark.label.clone());
                let found = IndirectSpan { place: String::new(), text: text.id, span, words, kind, sort, label };
                self.spans.entry(speaker).or_default().push(found);
            }
        }
    }
}

const INDIRECT: [IdentityKind; 4] = [IdentityKind::Place, IdentityKind::Date, IdentityKind::Age, IdentityKind::Trait];

impl Project {
    /// What may describe each participant of the study, or the one that is named, and how many share what is known of them.
    /// Without a name: those with something found or marked in what they say.
    pub fn indirect(&self, case: Option<&str>) -> Result<Vec<IndirectPerson>, ProjectError> {
        let only = case.map(|name| self.case_named(name)).transpose()?;
        let kept = CaseFilter { status: Some(CaseStatus::Kept), ..CaseFilter::default() };
        let cases = self.store.cases(&kept)?;
        let mut gathered = self.gathered(only)?;
        let mut people = Vec::new();
        for of_kind in cases.chunk_by(|one, other| one.kind == other.kind) {
            let attributes: Vec<BTreeSet<Fact>> = of_kind.iter().map(attributes_of).collect();
            let with = |facts: &BTreeMap<CaseId, BTreeSet<Fact>>| {
                let of_case = |(case, own): (&Case, &BTreeSet<Fact>)| {
                    own.iter().chain(facts.get(&case.id).into_iter().flatten()).cloned().collect()
                };
                let all: Vec<BTreeSet<Fact>> = of_kind.iter().zip(&attributes).map(of_case).collect();
                sharing(&all)
            };
            let (by_attributes, by_all, by_words) = (sharing(&attributes), with(&gathered.told), with(&gathered.said));
            for (index, case) in of_kind.iter().enumerate() {
                let is_wanted = match only {
                    Some(only) => case.id == only,
                    None => gathered.spans.contains_key(&case.id),
                };
                if is_wanted {
                    let said = gathered.said.get(&case.id).into_iter().flatten();
                    people.push(IndirectPerson {
                        case: case.name.clone(),
                        label: case.label.clone(),
                        attributes: case.attributes.clone(),
                        sharing_attributes: by_attributes[index],
                        sharing_all: by_all[index],
                        in_words: said.filter_map(Fact::said).collect(),
                        sharing_words: by_words[index],
                        spans: self.with_places(gathered.spans.remove(&case.id).unwrap_or_default())?,
                    });
                }
            }
        }
        Ok(people)
    }

    /// What is found and marked in all texts, by whoever says it; the words themselves only of the one that is meant.
    fn gathered(&self, only: Option<CaseId>) -> Result<Gathered, ProjectError> {
        let marks = self.marks_by_place()?;
        let hidden = Pseudonymiser::new(&self.identities()?);
        let decisions = self.all_decisions()?;
        let detected = self.texts_with_detections()?;
        let mut gathered = Gathered::default();
        let mut after = None;
        loop {
            let texts = self.store.texts_after(after, AT_ONCE)?;
            let Some(last) = texts.last() else { return Ok(gathered) };
            after = Some(last.id);
            for text in &texts {
                let mut places = traits_in(&text.content);
                if detected.contains(&text.id) {
                    for found in self.store.detections_of(text.id)?.iter().filter(|it| INDIRECT.contains(&it.kind)) {
                        let is_listed = places.keys().any(|place| place.overlaps(found.span));
                        if !is_listed || found.kind != IdentityKind::Trait {
                            places.retain(|place, _| !place.overlaps(found.span));
                            places.insert(found.span, (found.kind, None));
                        }
                    }
                }
                let replaced = if places.is_empty() { Vec::new() } else { hidden.replacements(&text.content) };
                places.retain(|span, _| {
                    let key = form_key(span.of_text(&text.content));
                    decisions.standing_of(&key) != Standing::Settled(Verdict::NotAName)
                        && !is_covered(&text.content, *span, &replaced)
                });
                gathered.add(text, places, marks.get(&text.id), only);
            }
        }
    }

    /// Marks words as telling who somebody is; `label` says what they tell, the same for everyone of whom it is true.
    pub fn mark_telling(&mut self, passage: Passage, kind: IdentityKind, label: &str) -> Result<(), ProjectError> {
        let label = label.split_whitespace().collect::<Vec<_>>().join(" ");
        if label.is_empty() {
            return Err(ReviewError::NoLabel.into());
        }
        let mut changes = self.removed_marks(passage)?;
        let by = self.person.clone();
        changes.push(DecisionChange::Mark { kind, text: passage.text, span: passage.span, label, by });
        let event = self.event("identities mark", json!({ "kind": kind.word() }));
        Ok(self.store.change_decisions(&changes, &event)?)
    }

    /// Takes the marks away that touch a passage; gives how many.
    pub fn unmark_telling(&mut self, passage: Passage) -> Result<usize, ProjectError> {
        let changes = self.removed_marks(passage)?;
        if changes.is_empty() {
            return Err(ReviewError::NotMarked.into());
        }
        let event = self.event("identities unmark", json!({ "marks": changes.len() }));
        self.store.change_decisions(&changes, &event)?;
        Ok(changes.len())
    }

    fn removed_marks(&self, passage: Passage) -> Result<Vec<DecisionChange>, ProjectError> {
        let marks = self.store.telling_marks()?.into_iter();
        let here =
            marks.filter(|mark| !mark.is_waiting && mark.text == passage.text && mark.span.overlaps(passage.span));
        Ok(here.map(|mark| DecisionChange::Remove { id: mark.id }).collect())
    }

    fn marks_by_place(&self) -> Result<BTreeMap<TextId, BTreeMap<Span, TellingMark>>, ProjectError> {
        let mut by_place: BTreeMap<TextId, BTreeMap<Span, TellingMark>> = BTreeMap::new();
        for mark in self.store.telling_marks()?.into_iter().filter(|mark| !mark.is_waiting) {
            by_place.entry(mark.text).or_default().insert(mark.span, mark);
        }
        Ok(by_place)
    }

    /// Every text in which the detector found something of these kinds.
    fn texts_with_detections(&self) -> Result<BTreeSet<TextId>, ProjectError> {
        let mut texts: BTreeSet<TextId> = BTreeSet::new();
        self.store.for_each_detected(&mut |text, _, detections| -> Result<(), ProjectError> {
            if detections.iter().any(|detection| INDIRECT.contains(&detection.kind)) {
                texts.insert(text);
            }
            Ok(())
        })?;
        Ok(texts)
    }

    fn with_places(&self, mut spans: Vec<IndirectSpan>) -> Result<Vec<IndirectSpan>, ProjectError> {
        let mentions: Vec<(TextId, Span)> = spans.iter().map(|span| (span.text, span.span)).collect();
        for (span, context) in spans.iter_mut().zip(self.contexts(&mentions, 0)?) {
            span.place = context.place;
        }
        Ok(spans)
    }
}

/// Jobs, families, origins, illnesses and kinds of places that are told in a text.
fn traits_in(content: &str) -> Places {
    let mut found = Places::new();
    traits::find(content, |range, sort| {
        if let Some(span) = Span::of(content, range) {
            found.insert(span, (IdentityKind::Trait, Some(sort)));
        }
    });
    found
}

fn attributes_of(case: &Case) -> BTreeSet<Fact> {
    let given = case.attributes.iter().filter(|(_, value)| !value.is_empty());
    given.map(|(name, value)| Fact::Attribute(name.clone(), value.to_lowercase())).collect()
}

/// Whoever says some words, if that is a case.
fn speaker_of(text: &StoredText, span: Span) -> Option<CaseId> {
    if text.segments.is_empty() {
        return text.case;
    }
    text.segments.iter().find(|segment| segment.span.overlaps(span)).and_then(|segment| segment.case)
}
