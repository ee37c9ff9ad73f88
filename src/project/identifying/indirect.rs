//! What describes a participant without naming them: marked by people, counted by the program.
//!
//! Places, dates, ages and traits that the detector finds in what somebody said are listed; which of them tell who they are
//! is for a person to say. Nothing here claims to find them all, or to know which matter.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::json;

use super::error::ReviewError;
use super::queue::is_covered;
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
    /// What somebody has marked them as telling.
    pub label: Option<String>,
}

/// One thing that is true of a person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Fact {
    Attribute(String, String),
    Told(String),
}

const INDIRECT: [IdentityKind; 4] = [IdentityKind::Place, IdentityKind::Date, IdentityKind::Age, IdentityKind::Trait];

impl Project {
    /// What may describe each participant of the study, or the one that is named, and how many share what is known of them.
    /// Without a name: those with something found or marked in what they say.
    pub fn indirect(&self, case: Option<&str>) -> Result<Vec<IndirectPerson>, ProjectError> {
        let only = case.map(|name| self.case_named(name)).transpose()?;
        let kept = CaseFilter { status: Some(CaseStatus::Kept), ..CaseFilter::default() };
        let cases = self.store.cases(&kept)?;
        let marks = self.marks_by_place()?;
        let mut spans: BTreeMap<CaseId, Vec<IndirectSpan>> = BTreeMap::new();
        let mut told: BTreeMap<CaseId, BTreeSet<Fact>> = BTreeMap::new();
        let hidden = Pseudonymiser::new(&self.identities()?);
        let decisions = self.all_decisions()?;
        for text in self.texts_with_spans(&marks)? {
            let detections = self.store.detections_of(text.id)?;
            let replaced = hidden.replacements(&text.content);
            let is_open = |span: Span| {
                let key = form_key(span.of_text(&text.content));
                decisions.standing_of(&key) != Standing::Settled(Verdict::NotAName)
                    && !is_covered(&text.content, span, &replaced)
            };
            let found = detections.iter().filter(|it| INDIRECT.contains(&it.kind) && is_open(it.span));
            let mut places: BTreeMap<Span, IdentityKind> = found.map(|found| (found.span, found.kind)).collect();
            for (span, mark) in marks.get(&text.id).into_iter().flatten() {
                places.retain(|place, _| !place.overlaps(*span));
                places.insert(*span, mark.kind);
            }
            for (span, kind) in places {
                let Some(speaker) = speaker_of(&text, span) else { continue };
                let mark = marks.get(&text.id).and_then(|marks| marks.get(&span));
                if let Some(mark) = mark {
                    told.entry(speaker).or_default().insert(Fact::Told(mark.label.to_lowercase()));
                }
                if only.is_some_and(|only| only != speaker) {
                    continue;
                }
                spans.entry(speaker).or_default().push(IndirectSpan {
                    place: String::new(),
                    text: text.id,
                    span,
                    words: span.of_text(&text.content).split_whitespace().collect::<Vec<_>>().join(" "),
                    kind,
                    label: mark.map(|mark| mark.label.clone()),
                });
            }
        }
        let mut people = Vec::new();
        for of_kind in cases.chunk_by(|one, other| one.kind == other.kind) {
            let attributes: Vec<BTreeSet<Fact>> = of_kind.iter().map(attributes_of).collect();
            let all: Vec<BTreeSet<Fact>> = of_kind
                .iter()
                .zip(&attributes)
                .map(|(case, facts)| facts.iter().chain(told.get(&case.id).into_iter().flatten()).cloned().collect())
                .collect();
            let (by_attributes, by_all) = (sharing(&attributes), sharing(&all));
            for (index, case) in of_kind.iter().enumerate() {
                let is_wanted = match only {
                    Some(only) => case.id == only,
                    None => spans.contains_key(&case.id),
                };
                if is_wanted {
                    people.push(IndirectPerson {
                        case: case.name.clone(),
                        label: case.label.clone(),
                        attributes: case.attributes.clone(),
                        sharing_attributes: by_attributes[index],
                        sharing_all: by_all[index],
                        spans: self.with_places(spans.remove(&case.id).unwrap_or_default())?,
                    });
                }
            }
        }
        Ok(people)
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

    /// Every text in which something of these kinds was found, or is marked.
    fn texts_with_spans(
        &self,
        marks: &BTreeMap<TextId, BTreeMap<Span, TellingMark>>,
    ) -> Result<Vec<StoredText>, ProjectError> {
        let mut texts: BTreeSet<TextId> = marks.keys().copied().collect();
        self.store.for_each_detected(&mut |text, _, detections| -> Result<(), ProjectError> {
            if detections.iter().any(|detection| INDIRECT.contains(&detection.kind)) {
                texts.insert(text);
            }
            Ok(())
        })?;
        texts.into_iter().filter_map(|text| self.text(text).transpose()).collect()
    }

    fn with_places(&self, mut spans: Vec<IndirectSpan>) -> Result<Vec<IndirectSpan>, ProjectError> {
        let mentions: Vec<(TextId, Span)> = spans.iter().map(|span| (span.text, span.span)).collect();
        for (span, context) in spans.iter_mut().zip(self.contexts(&mentions, 0)?) {
            span.place = context.place;
        }
        Ok(spans)
    }
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
