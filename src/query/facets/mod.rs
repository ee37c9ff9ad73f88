//! Facets: what a query finds, counted by theme, code, source, attribute and so on, with how many there are in all.
//!
//! A value is counted as the field of the same name finds it: what `code:training` counts here is how much the query
//! finds with `AND code:training`.

mod count;
mod places;

use std::collections::BTreeMap;
use std::sync::Arc;

use fixedbitset::FixedBitSet;

use self::count::{ByValue, count};
use self::places::{Places, PlacesCollector};
use super::fields::Sources;
use super::hits::cases_by_speaker;
use super::plan::Plan;
use super::{Counts, Query, SearchError, found};
use crate::index::Index;
use crate::model::{Codebook, CodingStatus, QuestionType};
use crate::store::{Counting, NamedRow, Store, StoreError};
use crate::text::nearest;

/// What hits are counted by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FacetKind {
    Theme,
    Code,
    Coded,
    Status,
    Coder,
    Source,
    Kind,
    Question,
    Speaker,
    /// An attribute, or a closed question by its code.
    Attribute(String),
}

/// Those that every study has, in the order in which they are shown.
const KINDS: [(&str, FacetKind); 9] = [
    ("theme", FacetKind::Theme),
    ("code", FacetKind::Code),
    ("coded", FacetKind::Coded),
    ("status", FacetKind::Status),
    ("coder", FacetKind::Coder),
    ("source", FacetKind::Source),
    ("kind", FacetKind::Kind),
    ("question", FacetKind::Question),
    ("speaker", FacetKind::Speaker),
];

/// What to count by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FacetOptions {
    /// `theme`, `code`, `sector` …; empty: every kind that all studies have.
    pub facets: Vec<String>,
}

/// What a query finds, counted by several things.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facets {
    pub hits: Counts,
    /// All segments that could have been found.
    pub all: Counts,
    pub facets: Vec<Facet>,
}

/// What a query finds, counted by one thing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facet {
    pub kind: FacetKind,
    /// Those with the most hits first. A segment may have several values, or none.
    pub values: Vec<FacetValue>,
}

/// How much of a value's segments a query finds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As a query names it; nothing for segments of cases that do not state the attribute.
    pub value: Option<String>,
    /// A theme's or code's name, or the value.
    pub label: String,
    pub hits: Counts,
    pub all: Counts,
}

impl FacetKind {
    /// As it is called in tables and asked for.
    pub fn name(&self) -> &str {
        match self {
            Self::Attribute(name) => name,
            kind => KINDS.iter().find(|(_, known)| known == kind).map_or("", |(name, _)| name),
        }
    }
}

/// Counts what a query finds by each of `options.facets`.
pub fn facets(
    query: &Query,
    store: &Store,
    index: &Index,
    codebook: &Codebook,
    options: &FacetOptions,
) -> Result<Facets, SearchError> {
    let kinds = kinds(store, &options.facets)?;
    // Where segments are is the same as long as texts are, whatever is coded.
    let places = store.gather_of_texts("places of segments", || places(store, index, codebook))?;
    let hits = if matches!(query, Query::Everything) {
        None
    } else {
        let mut hits = found(query, store, index, codebook)?.segments;
        hits.grow(places.all.len());
        Some(hits)
    };
    let is_everything = hits.is_none();
    let hits = hits.as_ref().unwrap_or(&places.all);
    let counter = Counter { store, codebook, places: &places, hits, is_everything };
    let mut facets = Vec::with_capacity(kinds.len());
    for kind in kinds {
        let mut values = counter.values(&kind)?;
        values.retain(|value| value.all.segments > 0);
        values.sort_by_key(|value| std::cmp::Reverse(value.hits.segments));
        facets.push(Facet { kind, values });
    }
    let count_all = || Ok::<_, StoreError>(count(places.all.ones(), &places));
    let all = *store.gather_of_texts("count of segments", count_all)?;
    Ok(Facets { hits: if is_everything { all } else { count(hits.ones(), &places) }, all, facets })
}

fn kinds(store: &Store, wanted: &[String]) -> Result<Vec<FacetKind>, SearchError> {
    if wanted.is_empty() {
        return Ok(KINDS.map(|(_, kind)| kind).to_vec());
    }
    wanted.iter().map(|name| kind(store, name.trim())).collect()
}

fn kind(store: &Store, wanted: &str) -> Result<FacetKind, SearchError> {
    let folded = wanted.to_lowercase();
    if let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == folded) {
        return Ok(kind.clone());
    }
    let mut names: Vec<String> = store.attribute_names()?.into_iter().map(|row| row.name).collect();
    let closed = |row: &NamedRow| row.kind != QuestionType::Open.word();
    names.extend(store.question_names()?.into_iter().filter(closed).map(|row| row.name));
    if let Some(name) = names.iter().find(|name| name.to_lowercase() == folded) {
        return Ok(FacetKind::Attribute(name.clone()));
    }
    let known = KINDS.iter().map(|(name, _)| *name).chain(names.iter().map(String::as_str));
    Err(SearchError::NoFacet { name: wanted.to_owned(), nearest: nearest(wanted, known).map(str::to_owned) })
}

fn places(store: &Store, index: &Index, codebook: &Codebook) -> Result<Places, SearchError> {
    let plan = Plan::new(&Query::Everything, &Sources::new(store, index, codebook)?)?;
    let case_of_speaker = Arc::new(cases_by_speaker(store)?);
    Ok(index.searcher().search(&*plan.query, &PlacesCollector { columns: index.columns().clone(), case_of_speaker })?)
}

struct Counter<'c> {
    store: &'c Store,
    codebook: &'c Codebook,
    places: &'c Places,
    hits: &'c FixedBitSet,
    /// Whether all segments are hits.
    is_everything: bool,
}

impl Counter<'_> {
    fn values(&self, kind: &FacetKind) -> Result<Vec<FacetValue>, StoreError> {
        Ok(match kind {
            FacetKind::Theme => {
                let themes = self.codebook.themes.iter();
                let codes = |theme| self.codebook.codes_of_theme(theme);
                themes
                    .map(|theme| self.coded_with(&theme.id, &theme.name, &codes(theme)))
                    .collect::<Result<_, StoreError>>()?
            }
            FacetKind::Code => self.by_code()?,
            FacetKind::Coded => {
                let coded = self.coded(None, Counting::Standing)?;
                let mut not_coded = self.places.all.clone();
                not_coded.difference_with(&coded);
                vec![self.value("yes", "yes", &coded), self.value("no", "no", &not_coded)]
            }
            FacetKind::Status => {
                let set = |status| self.coded(None, Counting::Only(status));
                let statuses = CodingStatus::ALL.iter();
                statuses.map(|&status| Ok(self.value(status.word(), status.word(), &set(status)?))).collect::<Result<
                    _,
                    StoreError,
                >>(
                )?
            }
            FacetKind::Coder => {
                let coders = self.store.segments_by_coder()?;
                coders.into_iter().map(|(coder, set)| self.value(&coder, &coder, &set)).collect()
            }
            FacetKind::Source => self.by_name(&self.store.source_names()?, &self.places.sources, |row| &row.name),
            FacetKind::Kind => self.by_name(&self.store.source_names()?, &self.places.sources, |row| &row.kind),
            FacetKind::Question => self.by_name(&self.store.question_names()?, &self.places.questions, |row| &row.name),
            FacetKind::Speaker => {
                let row = |speaker: crate::store::SpeakerRow| NamedRow {
                    id: speaker.id,
                    name: speaker.name,
                    kind: String::new(),
                };
                let speakers: Vec<NamedRow> = self.store.speakers()?.into_iter().map(row).collect();
                self.by_name(&speakers, &self.places.speakers, |row| &row.name)
            }
            FacetKind::Attribute(name) => self.by_attribute(name)?,
        })
    }

    fn value(&self, value: &str, label: &str, set: &FixedBitSet) -> FacetValue {
        FacetValue {
            value: Some(value.to_owned()),
            label: label.to_owned(),
            hits: count(set.intersection(self.hits), self.places),
            all: count(set.intersection(&self.places.all), self.places),
        }
    }

    /// Codes of the codebook, each with those below it; then those that have left it.
    fn by_code(&self) -> Result<Vec<FacetValue>, StoreError> {
        let mut values = Vec::new();
        for (index, code) in self.codebook.codes.iter().enumerate() {
            values.push(self.coded_with(&code.id, &code.name, &self.codebook.with_descendants(index))?);
        }
        for former in self.store.code_names()? {
            if self.codebook.code_index(&former).is_none() {
                values.push(self.value(&former, &former, &self.coded(Some(&[&former]), Counting::Standing)?));
            }
        }
        Ok(values)
    }

    /// What is coded with any of these codes. Where nothing narrows it, it is counted again only when one of them changes.
    fn coded_with(&self, value: &str, label: &str, indices: &[usize]) -> Result<FacetValue, StoreError> {
        let ids: Vec<&str> = indices.iter().map(|&index| self.codebook.codes[index].id.as_str()).collect();
        if !self.is_everything {
            return Ok(self.value(value, label, &self.coded(Some(&ids), Counting::Standing)?));
        }
        let all = self.store.gather_of_codes(&ids, "count of segments", || {
            let set = self.coded(Some(&ids), Counting::Standing)?;
            Ok::<_, StoreError>(count(set.intersection(&self.places.all), self.places))
        })?;
        Ok(FacetValue { value: Some(value.to_owned()), label: label.to_owned(), hits: *all, all: *all })
    }

    fn coded(&self, codes: Option<&[&str]>, counting: Counting) -> Result<FixedBitSet, StoreError> {
        let mut set = FixedBitSet::with_capacity(self.places.all.len());
        self.store.coded_segments(codes, counting, &mut set)?;
        Ok(set)
    }

    /// By a column of numbers, of which several may go by one name.
    fn by_name(&self, rows: &[NamedRow], column: &[u32], name: impl Fn(&NamedRow) -> &str) -> Vec<FacetValue> {
        let mut names: Vec<&str> = Vec::new();
        let mut value_of_number: Vec<usize> = Vec::new();
        let mut known: BTreeMap<&str, usize> = BTreeMap::new();
        for row in rows {
            let name = name(row);
            let value = *known.entry(name).or_insert_with(|| {
                names.push(name);
                names.len()
            });
            let at = row.id as usize + 1;
            value_of_number.resize(value_of_number.len().max(at + 1), 0);
            value_of_number[at] = value;
        }
        // Value 0 is none.
        let value = |segment: usize| value_of_number.get(column[segment] as usize).copied().unwrap_or_default();
        let counted = |set: &FixedBitSet| {
            let mut by_value = ByValue::new(self.places, names.len() + 1);
            set.ones().for_each(|segment| by_value.add(segment, value(segment)));
            by_value.finish()
        };
        let (hits, all) = (counted(self.hits), counted(&self.places.all));
        let value = |(name, (hits, all)): (&&str, (Counts, Counts))| FacetValue {
            value: Some((*name).to_owned()),
            label: (*name).to_owned(),
            hits,
            all,
        };
        names.iter().zip(hits.into_iter().zip(all).skip(1)).map(value).collect()
    }

    fn by_attribute(&self, name: &str) -> Result<Vec<FacetValue>, StoreError> {
        let stated = Stated::read(self.store, name)?;
        let none = stated.values.len();
        let counted = |set: &FixedBitSet| {
            let mut by_value = ByValue::new(self.places, none + 1);
            for segment in set.ones() {
                let values = stated.of_case(self.places.cases[segment]);
                if values.is_empty() {
                    by_value.add(segment, none);
                }
                for (_, value) in values {
                    by_value.add(segment, *value);
                }
            }
            by_value.finish()
        };
        let (hits, all) = (counted(self.hits), counted(&self.places.all));
        let names = stated.values.into_iter().map(Some).chain([None]);
        let value = |(name, (hits, all)): (Option<String>, (Counts, Counts))| FacetValue {
            label: name.clone().unwrap_or_else(|| "not stated".to_owned()),
            value: name,
            hits,
            all,
        };
        Ok(names.zip(hits.into_iter().zip(all)).map(value).collect())
    }
}

/// What cases state for an attribute, or answered to a closed question; of a multiple question, each option they ticked.
#[derive(Default)]
struct Stated {
    values: Vec<String>,
    /// Case number plus one, and the index of the value; in order.
    of_cases: Vec<(u32, usize)>,
    /// By case number plus one: where its values begin in `of_cases`; one more at the end.
    starts: Vec<usize>,
}

impl Stated {
    fn read(store: &Store, name: &str) -> Result<Self, StoreError> {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut stated = Self::default();
        let mut each = |case: u32, value: &str| {
            for value in value.split('\n').map(str::trim).filter(|value| !value.is_empty()) {
                let index = if let Some(&index) = known.get(value) {
                    index
                } else {
                    known.insert(value.to_owned(), stated.values.len());
                    stated.values.push(value.to_owned());
                    stated.values.len() - 1
                };
                stated.of_cases.push((case + 1, index));
            }
        };
        let named = |rows: Vec<NamedRow>| rows.into_iter().filter(|row| row.name == name).collect::<Vec<_>>();
        let attributes = named(store.attribute_names()?);
        for attribute in &attributes {
            store.for_each_attribute_value(attribute.id, &mut each)?;
        }
        if attributes.is_empty() {
            for question in named(store.question_names()?) {
                store.for_each_response(question.id, &mut each)?;
            }
        }
        stated.of_cases.sort_unstable();
        stated.of_cases.dedup();
        for (at, (case, _)) in stated.of_cases.iter().enumerate() {
            stated.starts.resize(stated.starts.len().max(*case as usize + 1), at);
        }
        stated.starts.push(stated.of_cases.len());
        Ok(stated)
    }

    fn of_case(&self, case: u32) -> &[(u32, usize)] {
        let start = |at: usize| self.starts.get(at).copied().unwrap_or(self.of_cases.len());
        &self.of_cases[start(case as usize)..start(case as usize + 1)]
    }
}
