//! What a researcher does with cases: list, describe, leave out and take in again.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;

use fixedbitset::FixedBitSet;

use crate::import::{case_sheet, read_file};
use crate::model::{Case, CaseId, CaseKind, CaseStatus, Consent, Source};
use crate::project::{Project, ProjectError};
use crate::query::{Comparison, FieldTest, Placed, ValueTest};
use crate::store::{CaseChange, CaseDetails, CaseFilter, Traces};
use crate::{model::Span, text};

/// Which cases to list, or to do something with.
#[derive(Debug, Clone, Default)]
pub struct CaseQuery {
    pub status: Option<CaseStatus>,
    pub kind: Option<CaseKind>,
    pub attributes: Vec<AttributeTest>,
    /// Attributes that they do not have.
    pub without: Vec<String>,
    /// A source they speak or answer in: its path, the end of it, or its name without extension.
    pub source: Option<String>,
    /// Letters that are in their name or label.
    pub name: Option<String>,
}

/// `sector=Policing`, `age>=30`: what a value has to be, as in queries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttributeTest {
    pub name: String,
    pub comparison: Comparison,
    pub value: String,
}

/// One thing that a sheet says otherwise than the study has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetChange {
    pub case: String,
    pub attribute: String,
    pub was: String,
    pub becomes: String,
}

/// A case with all that there is to know of it, but its words.
#[derive(Debug, Clone)]
pub struct ShownCase {
    pub case: Case,
    pub details: CaseDetails,
    /// Other names it came under, each with its survey, or nothing for interviews.
    pub other_names: Vec<(Option<String>, String)>,
    pub traces: Traces,
}

impl CaseQuery {
    const fn filter(&self) -> CaseFilter {
        CaseFilter { status: self.status, kind: self.kind }
    }
}

impl AttributeTest {
    /// Reads `NAME=VALUE`, `NAME<5` and the like.
    pub fn parse(text: &str) -> Result<Self, String> {
        let usage = "write it as NAME=VALUE, NAME=30..45 or NAME>=5, or with <, <=, >";
        let (name, rest) = text.split_once(['=', '<', '>']).ok_or(usage)?;
        let sign = text.get(name.len()..).and_then(|rest| rest.chars().next());
        let (comparison, value) = match (sign, rest.strip_prefix('=')) {
            (Some('<'), Some(value)) => (Comparison::AtMost, value),
            (Some('<'), None) => (Comparison::Below, rest),
            (Some('>'), Some(value)) => (Comparison::AtLeast, value),
            (Some('>'), None) => (Comparison::Above, rest),
            _ if rest.contains("..") => (Comparison::Within, rest),
            _ => (Comparison::Is, rest),
        };
        if name.trim().is_empty() {
            return Err("write the attribute's name before the =".to_owned());
        }
        let test = Self { name: name.trim().to_owned(), comparison, value: value.trim().to_owned() };
        test.compiled()?;
        Ok(test)
    }

    fn compiled(&self) -> Result<ValueTest, String> {
        let placed = |text: &str| Placed { value: text.to_owned(), span: Span::whole(text) };
        let test = FieldTest { field: placed(&self.name), comparison: self.comparison, value: placed(&self.value) };
        ValueTest::new(&test).map_err(|error| error.message)
    }
}

impl Project {
    /// Cases by kind and order of coming in.
    pub fn cases(&self, query: &CaseQuery) -> Result<Vec<Case>, ProjectError> {
        let mut passing = FixedBitSet::new();
        for case in self.cases_passing(query)? {
            passing.grow_and_insert(case.0 as usize);
        }
        let mut cases = self.store.cases(&query.filter())?;
        cases.retain(|case| passing.contains(case.id.0 as usize));
        Ok(cases)
    }

    /// Some of the cases that pass, by kind and order of coming in, each with the name by which it is told from every
    /// other: its own, or `survey.csv:R1`; and how many pass.
    pub fn list_cases(
        &self,
        query: &CaseQuery,
        places: Range<usize>,
    ) -> Result<(Vec<(String, Case)>, usize), ProjectError> {
        let passing = self.cases_passing(query)?;
        let mut listed = Vec::with_capacity(places.len());
        for id in passing.iter().skip(places.start).take(places.len()) {
            let case = self.case_of(*id)?;
            listed.push((self.name_told_apart(&case)?, case));
        }
        Ok((listed, passing.len()))
    }

    /// Who passes, by kind and order of coming in.
    fn cases_passing(&self, query: &CaseQuery) -> Result<Vec<CaseId>, ProjectError> {
        let known = self.store.attribute_names()?;
        let number = |name: &str| {
            known.iter().find(|known| known.name == name).map(|known| known.id).ok_or_else(|| {
                let nearest = text::nearest(name, known.iter().map(|known| known.name.as_str())).map(str::to_owned);
                ProjectError::NoAttribute { name: name.to_owned(), nearest }
            })
        };
        let mut sets: Vec<(FixedBitSet, bool)> = Vec::new();
        for test in &query.attributes {
            let value = test.compiled().expect("it was made ready once when it was read");
            sets.push((self.cases_stating(number(&test.name)?, &|stated| value.passes(stated))?, true));
        }
        for name in &query.without {
            sets.push((self.cases_stating(number(name)?, &|_| true)?, false));
        }
        if let Some(source) = &query.source {
            sets.push((self.cases_in(source)?, true));
        }
        if let Some(letters) = &query.name {
            sets.push((self.store.cases_with_letters(letters)?, true));
        }
        let order = self.store.case_order(&query.filter())?;
        let passes = |case: &&CaseId| sets.iter().all(|(set, wanted)| set.contains(case.0 as usize) == *wanted);
        Ok(order.iter().filter(passes).copied().collect())
    }

    /// The cases that state such a value of an attribute.
    fn cases_stating(&self, attribute: u32, is_wanted: &dyn Fn(&str) -> bool) -> Result<FixedBitSet, ProjectError> {
        let mut found = FixedBitSet::new();
        self.store.for_each_attribute_value(attribute, &mut |case, value| {
            if is_wanted(value) {
                found.grow_and_insert(case as usize);
            }
        })?;
        Ok(found)
    }

    /// All that there is to know of a case, but its words.
    pub fn case(&self, name: &str) -> Result<ShownCase, ProjectError> {
        let id = self.case_named(name)?;
        let case = self.case_of(id)?;
        let traces = self.store.traces(id)?;
        let other_names = traces.names.iter().skip(1).cloned().collect();
        Ok(ShownCase { details: self.store.case_details(id)?, case, other_names, traces })
    }

    /// Sets attributes of the case of this name; an empty value takes one away.
    pub fn set_attributes(&mut self, name: &str, values: &[(String, String)]) -> Result<(), ProjectError> {
        let case = self.case_named(name)?;
        let change = CaseChange { case, attributes: values.to_vec(), consent: None };
        let event = self.event("cases set", serde_json::json!({ "case": case.0, "attributes": values.len() }));
        Ok(self.store.change_cases(&[change], &event)?)
    }

    /// Sets what cases agreed to; later imports do not change it.
    pub fn set_consent(&mut self, names: &[String], consent: Consent) -> Result<(), ProjectError> {
        let cases = self.cases_named(names, &CaseQuery::default())?;
        for case in &cases {
            self.need_words(case, consent)?;
        }
        let change = |case: &Case| CaseChange { case: case.id, attributes: Vec::new(), consent: Some(consent) };
        let changes: Vec<CaseChange> = cases.iter().map(change).collect();
        let detail = serde_json::json!({ "cases": numbers(&cases), "consent": consent.word() });
        Ok(self.store.change_cases(&changes, &self.event("cases consent", detail))?)
    }

    /// A respondent who refused has no words in the store: consent comes with the survey's file.
    fn need_words(&self, case: &Case, consent: Consent) -> Result<(), ProjectError> {
        let refused = case.kind == CaseKind::Respondent && case.consent == Consent::None;
        if refused && consent != Consent::None && !self.store.case_details(case.id)?.consent_by_hand {
            return Err(ProjectError::NoConsent { name: case.name.clone() });
        }
        Ok(())
    }

    /// What a sheet of cases × attributes would change. Cells that are blank change nothing.
    pub fn sheet_changes(&self, path: &Path) -> Result<Vec<SheetChange>, ProjectError> {
        let (_, shown) = self.read_sheet(path)?;
        Ok(shown)
    }

    /// Changes what a sheet says otherwise: all of it, or nothing if it names a case that is not there.
    pub fn set_from_sheet(&mut self, path: &Path) -> Result<Vec<SheetChange>, ProjectError> {
        let (changes, shown) = self.read_sheet(path)?;
        if !changes.is_empty() {
            let cases: BTreeSet<u32> = changes.iter().map(|change| change.case.0).collect();
            let detail = serde_json::json!({ "cases": cases, "changes": shown.len() });
            self.store.change_cases(&changes, &self.event("cases set", detail))?;
        }
        Ok(shown)
    }

    fn read_sheet(&self, path: &Path) -> Result<(Vec<CaseChange>, Vec<SheetChange>), ProjectError> {
        let rows = case_sheet(path, &read_file(path)?)?;
        let cases = self.cases_by_id()?;
        let mut unknown: Vec<String> = Vec::new();
        let (mut changes, mut shown) = (Vec::new(), Vec::new());
        for row in rows {
            let Some(case) = self.find_case(&row.case)?.and_then(|id| cases.get(&id)) else {
                unknown.push(row.case);
                continue;
            };
            let has = |name: &str| case.attributes.iter().find(|(has, _)| has == name).map(|(_, value)| value.as_str());
            let attributes: Vec<(String, String)> =
                row.attributes.into_iter().filter(|(name, value)| has(name) != Some(value)).collect();
            let consent = row.consent.filter(|consent| *consent != case.consent);
            if let Some(consent) = consent {
                self.need_words(case, consent)?;
            }
            let change = |attribute: &str, was: &str, becomes: &str| SheetChange {
                case: case.name.clone(),
                attribute: attribute.to_owned(),
                was: was.to_owned(),
                becomes: becomes.to_owned(),
            };
            shown.extend(attributes.iter().map(|(name, value)| change(name, has(name).unwrap_or_default(), value)));
            shown.extend(consent.map(|consent| change("consent", case.consent.word(), consent.word())));
            if !attributes.is_empty() || consent.is_some() {
                changes.push(CaseChange { case: case.id, attributes, consent });
            }
        }
        if unknown.is_empty() {
            return Ok((changes, shown));
        }
        Err(ProjectError::UnknownCases { path: path.to_owned(), names: unknown })
    }

    /// Leaves cases out of every count, table and quote, until they are included again.
    pub fn exclude_cases(&mut self, cases: &[Case], reason: &str) -> Result<(), ProjectError> {
        let ids: Vec<CaseId> = cases.iter().map(|case| case.id).collect();
        let detail = serde_json::json!({ "cases": numbers(cases), "reason": reason });
        let event = self.event("cases exclude", detail);
        Ok(self.store.set_case_status(&ids, CaseStatus::Excluded, reason, &event)?)
    }

    /// Takes cases in again.
    pub fn include_cases(&mut self, cases: &[Case]) -> Result<(), ProjectError> {
        if let Some(case) = cases.iter().find(|case| case.consent == Consent::None) {
            self.need_words(case, Consent::Quote)?;
            return Err(ProjectError::WithoutConsent { name: case.name.clone() });
        }
        let ids: Vec<CaseId> = cases.iter().map(|case| case.id).collect();
        let event = self.event("cases include", serde_json::json!({ "cases": numbers(cases) }));
        Ok(self.store.set_case_status(&ids, CaseStatus::Kept, "", &event)?)
    }

    /// The cases of these names; where none are given, those that the query finds.
    pub fn cases_named(&self, names: &[String], query: &CaseQuery) -> Result<Vec<Case>, ProjectError> {
        if names.is_empty() {
            return self.cases(query);
        }
        let mut ids: Vec<CaseId> = Vec::new();
        let mut seen = BTreeSet::new();
        for name in names {
            let id = self.case_named(name)?;
            if seen.insert(id) {
                ids.push(id);
            }
        }
        ids.into_iter().map(|id| self.case_of(id)).collect()
    }

    pub(in crate::project) fn case_of(&self, id: CaseId) -> Result<Case, ProjectError> {
        self.store.case(id)?.ok_or_else(|| ProjectError::NoCase { name: id.0.to_string(), nearest: None })
    }

    fn cases_by_id(&self) -> Result<BTreeMap<CaseId, Case>, ProjectError> {
        let cases = self.store.cases(&CaseFilter::default())?;
        Ok(cases.into_iter().map(|case| (case.id, case)).collect())
    }

    pub(in crate::project) fn case_named(&self, name: &str) -> Result<CaseId, ProjectError> {
        if let Some(case) = self.find_case(name)? {
            return Ok(case);
        }
        let cases = self.store.cases(&CaseFilter::default())?;
        let nearest = text::nearest(name, cases.iter().map(|case| case.name.as_str())).map(str::to_owned);
        Err(ProjectError::NoCase { name: name.to_owned(), nearest })
    }

    /// A case by its name; where several surveys have one of that name, as `survey.csv:R1`.
    fn find_case(&self, name: &str) -> Result<Option<CaseId>, ProjectError> {
        let found = self.store.cases_named(name)?;
        let ids: BTreeSet<CaseId> = found.iter().map(|(case, _)| *case).collect();
        if let [case] = ids.iter().copied().collect::<Vec<_>>()[..] {
            return Ok(Some(case));
        }
        if !ids.is_empty() {
            let choices = found.into_iter().filter_map(|(_, path)| path.map(|path| format!("{path}:{name}"))).collect();
            return Err(ProjectError::ManyCases { name: name.to_owned(), choices });
        }
        for (at, _) in name.match_indices(':') {
            let (source, own) = (name.get(..at).unwrap_or_default(), name.get(at + 1..).unwrap_or_default());
            let found = self.store.cases_named(own.trim())?;
            let there: BTreeSet<CaseId> = found
                .into_iter()
                .filter(|(_, path)| path.as_deref().is_some_and(|path| is_path(path, source.trim())))
                .map(|(case, _)| case)
                .collect();
            if let [case] = there.iter().copied().collect::<Vec<_>>()[..] {
                return Ok(Some(case));
            }
        }
        Ok(None)
    }

    fn cases_in(&self, wanted: &str) -> Result<FixedBitSet, ProjectError> {
        let sources = self.store.sources()?;
        let meant: Vec<&Source> = sources.iter().filter(|source| is_path(&source.path, wanted)).collect();
        if meant.is_empty() {
            let nearest = text::nearest(wanted, sources.iter().map(|source| source.path.as_str())).map(str::to_owned);
            return Err(ProjectError::NoSource { name: wanted.to_owned(), nearest });
        }
        let mut cases = FixedBitSet::new();
        for source in meant {
            cases.union_with(&self.store.cases_of_source(source.id)?);
        }
        Ok(cases)
    }
}

fn numbers(cases: &[Case]) -> Vec<u32> {
    cases.iter().map(|case| case.id.0).collect()
}

/// Whether a source is called so: by its path, the end of it, or its file's name without extension.
fn is_path(path: &str, wanted: &str) -> bool {
    let file = path.rsplit('/').next().unwrap_or(path);
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    path == wanted || path.ends_with(&format!("/{wanted}")) || stem == wanted
}
