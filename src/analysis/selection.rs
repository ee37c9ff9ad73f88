//! What is counted, and among whom.

use fixedbitset::FixedBitSet;

use super::segments::OUT;
use super::{Columns, Frequency};
use crate::model::{CaseKind, SourceKind};

/// Which part of the study is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    #[default]
    All,
    /// All sources but surveys, and those who were interviewed.
    Interviews,
    /// Surveys and their respondents.
    Survey,
}

/// Among whom a share is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Base {
    /// All kept cases.
    #[default]
    Kept,
    /// Those who were asked any of the questions that are counted; all kept cases where no questions are named.
    Asked,
    /// Those with any words, or any answer, in what is counted.
    Answered,
    /// Those with anything coded at all in what is counted.
    Coded,
}

/// The part of the columns that one table counts.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// None: every segment.
    segments: Option<FixedBitSet>,
    /// None: every kept case.
    cases: Option<FixedBitSet>,
    questions: Vec<usize>,
}

impl Selection {
    /// What belongs to `scope`, answers one of `questions` (all texts if there are none) and lies in `segments` (the
    /// hits of a query, by segment number).
    pub fn new(columns: &Columns, scope: Scope, questions: &[usize], segments: Option<&FixedBitSet>) -> Self {
        let everything = scope == Scope::All && questions.is_empty();
        let chosen = if everything { segments.cloned() } else { Some(chosen(columns, scope, questions, segments)) };
        let wanted_kind = match scope {
            Scope::All => None,
            Scope::Interviews => Some(CaseKind::Participant),
            Scope::Survey => Some(CaseKind::Respondent),
        };
        let cases = wanted_kind.map(|kind| {
            let mut cases = FixedBitSet::with_capacity(columns.cases.len());
            cases.extend(
                (0..columns.case_count()).filter(|&case| columns.cases.kind(case) == kind).map(|case| case as usize),
            );
            cases
        });
        Self { segments: chosen, cases, questions: questions.to_vec() }
    }

    /// Whether every segment and every kept case is in it.
    pub(super) const fn is_all(&self) -> bool {
        self.segments.is_none() && self.cases.is_none()
    }

    pub fn has_segment(&self, segment: u32) -> bool {
        self.segments.as_ref().is_none_or(|segments| segments.contains(segment as usize))
    }

    /// Whether a case, if it is one, is in it. What nobody in particular said is.
    pub fn has_case(&self, case_index: u32) -> bool {
        case_index >= OUT || self.cases.as_ref().is_none_or(|cases| cases.contains(case_index as usize))
    }

    /// The cases that a share is taken among.
    pub fn base(&self, columns: &Columns, base: Base) -> FixedBitSet {
        let case_count = columns.cases.len();
        let mut found = FixedBitSet::with_capacity(case_count);
        match base {
            Base::Asked if !self.questions.is_empty() => {
                for &question in &self.questions {
                    found.union_with(&columns.asked(question));
                }
            }
            Base::Kept | Base::Asked => found.insert_range(..),
            Base::Answered => {
                let with_words = (0..columns.segments.len())
                    .filter(|&segment| self.segments.as_ref().is_none_or(|segments| segments.contains(segment)))
                    .map(|segment| columns.segments.case(u32::try_from(segment).unwrap_or(OUT)))
                    .filter(|&case| case < OUT);
                found.extend(with_words.map(|case| case as usize));
                let closed =
                    self.questions.iter().filter_map(|&question| columns.questions[question].responses.as_ref());
                found.extend(closed.flat_map(|responses| responses.entries().iter().map(|&(case, _)| case as usize)));
            }
            Base::Coded => {
                let every_code: Vec<usize> = (0..columns.coded.code_count()).collect();
                found = Frequency::cases_coded(columns, &every_code, self);
            }
        }
        if let Some(cases) = &self.cases {
            found.intersect_with(cases);
        }
        found
    }
}

fn chosen(columns: &Columns, scope: Scope, questions: &[usize], segments: Option<&FixedBitSet>) -> FixedBitSet {
    let in_scope: Vec<bool> = columns
        .sources
        .iter()
        .map(|source| match scope {
            Scope::All => true,
            Scope::Interviews => source.kind != SourceKind::Survey,
            Scope::Survey => source.kind == SourceKind::Survey,
        })
        .collect();
    let mut found = FixedBitSet::with_capacity(columns.segments.len());
    for at in 0..columns.segments.len() {
        let segment = u32::try_from(at).expect("segments have 32-bit numbers");
        let scoped = columns.segments.source(segment).is_some_and(|source| in_scope[source as usize]);
        let asked =
            questions.is_empty() || columns.segments.question(segment).is_some_and(|at| questions.contains(&at));
        found.set(at, scoped && asked && segments.is_none_or(|segments| segments.contains(at)));
    }
    found
}
