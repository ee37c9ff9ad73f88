//! One person under several names becomes one case; and which cases may be one person.

use std::collections::BTreeMap;

use crate::model::{Case, CaseStatus};
use crate::project::{CaseQuery, Project, ProjectError};
use crate::store::{Likeness, Merge, Merged};

/// What became of a merge.
#[derive(Debug, Clone)]
pub struct MergeReport {
    /// The case as it was, and what the researcher called it.
    pub kept: (Case, String),
    pub others: Vec<Case>,
    pub other_names: Vec<String>,
    pub merged: Merged,
}

/// Cases that may be one person, by name, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PossiblyOne {
    pub names: Vec<String>,
    pub likeness: Likeness,
}

impl MergeReport {
    /// What became of it, a line each.
    pub fn lines(&self) -> Vec<String> {
        let (kept, name) = (&self.kept.0, &self.kept.1);
        let is = if self.other_names.len() == 1 { "is" } else { "are" };
        let others = self.other_names.join(", ");
        let mut lines = vec![format!("{others} {is} {name} from now on, at every later import too")];
        if self.merged.second_answers > 0 {
            let twice = crate::text::counted(self.merged.second_answers, "closed question");
            lines.push(format!("{twice} had two answers: the first counts"));
        }
        let consents = self.others.iter().map(|case| case.consent);
        if let Some(consent) = consents.min().filter(|consent| *consent < kept.consent) {
            lines.push(format!("consent is {consent}, the least that any of them gave"));
        }
        if kept.status == CaseStatus::Kept && self.others.iter().any(|case| case.status != CaseStatus::Kept) {
            lines.push(format!("{name} is kept, though another was left out: `verbatim cases exclude` changes that"));
        }
        lines
    }
}

impl Project {
    /// Makes several cases one. Where they differ in an attribute, `prefer` says whose value counts.
    pub fn merge_cases(
        &mut self,
        keep: &str,
        others: &[String],
        prefer: Option<&str>,
    ) -> Result<MergeReport, ProjectError> {
        let kept = self.case_of(self.case_named(keep)?)?;
        let mut all = self.cases_named(others, &CaseQuery::default())?;
        all.retain(|case| case.id != kept.id);
        if all.is_empty() {
            return Err(ProjectError::SameCase { name: kept.name });
        }
        let preferred = prefer.map(|name| self.case_named(name)).transpose()?;
        let together: Vec<&Case> = std::iter::once(&kept).chain(&all).collect();
        if let Some(preferred) = preferred.filter(|id| !together.iter().any(|case| case.id == *id)) {
            let name = self.case_of(preferred)?.name;
            return Err(ProjectError::NotMerged { name });
        }
        let mut attributes: BTreeMap<&str, Vec<(&Case, &str)>> = BTreeMap::new();
        for case in &together {
            for (name, value) in &case.attributes {
                attributes.entry(name).or_default().push((case, value));
            }
        }
        let differ = |values: &[(&Case, &str)]| values.iter().any(|(_, value)| *value != values[0].1);
        let conflicts: Vec<String> = attributes
            .iter()
            .filter(|(_, values)| differ(values))
            .filter(|(_, values)| !values.iter().any(|(case, _)| Some(case.id) == preferred))
            .map(|(name, _)| (*name).to_owned())
            .collect();
        if !conflicts.is_empty() {
            return Err(ProjectError::CasesDiffer { attributes: conflicts, keep: kept.name.clone() });
        }
        let joined: Vec<(String, String)> = attributes
            .iter()
            .map(|(name, values)| {
                let preferred = values.iter().find(|(case, _)| Some(case.id) == preferred);
                ((*name).to_owned(), preferred.unwrap_or(&values[0]).1.to_owned())
            })
            .collect();
        let consent = together.iter().map(|case| case.consent).min().expect("there is at least the one that is kept");
        let ids: Vec<_> = all.iter().map(|case| case.id).collect();
        let event = self.event("cases merge", serde_json::json!({ "case": kept.id.0, "merged": ids.len() }));
        let merge = Merge { keep: kept.id, others: &ids, attributes: &joined, consent, event: &event };
        let merged = self.store.merge_cases(&merge)?;
        Ok(MergeReport { kept: (kept, keep.to_owned()), others: all, other_names: others.to_vec(), merged })
    }

    /// Cases that may be one person, the likeliest first: at most so many suggestions, and how many there are.
    pub fn duplicate_cases(&self, most: usize) -> Result<(Vec<PossiblyOne>, usize), ProjectError> {
        let found = self.store.duplicates()?;
        let mut suggestions = Vec::new();
        for duplicates in found.iter().take(most) {
            let mut names = Vec::with_capacity(duplicates.cases.len());
            for case in &duplicates.cases {
                names.push(self.name_told_apart(&self.case_of(*case)?)?);
            }
            suggestions.push(PossiblyOne { names, likeness: duplicates.likeness });
        }
        Ok((suggestions, found.len()))
    }

    /// The name by which a case is told from every other: its own, or `survey.csv:R1`.
    pub(super) fn name_told_apart(&self, case: &Case) -> Result<String, ProjectError> {
        if self.store.count_of_name(&case.name)? == 1 { Ok(case.name.clone()) } else { self.full_name(case) }
    }

    /// `survey.csv:R1`, by which a case is told from another of its name.
    fn full_name(&self, case: &Case) -> Result<String, ProjectError> {
        let paths = self.store.cases_named(&case.name)?;
        let path = paths.into_iter().find(|(id, _)| *id == case.id).and_then(|(_, path)| path);
        Ok(path.map_or_else(|| case.name.clone(), |path| format!("{path}:{}", case.name)))
    }
}
