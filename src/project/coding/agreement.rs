//! How two coders agree, code by code, on what both have read.
//!
//! What a coder says are their own codings and the rules' proposals that they accepted. What somebody else said of a coding
//! afterwards does not take it back: agreement is of what each said by themselves, also after arbitration. The rules may be
//! one of the two: they say what they propose, whatever people decided.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;

use super::error::CodingError;
use crate::analysis::Agreement;
use crate::model::CodingStatus;
use crate::project::{Progress, Project, ProjectError};
use crate::store::{CodingKey, Part, RULES, SaidCoding};
use crate::text::nearest;

/// Whom to compare, and on what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AgreementOptions {
    /// A person, or `rules`.
    pub first: String,
    pub second: String,
    /// Only segments that this query finds.
    pub within: Option<String>,
    /// Only segments on which one of them laid any code: what both left alone says nothing then.
    pub coded_only: bool,
}

/// Two coders, compared.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CodersCompared {
    pub first: String,
    pub second: String,
    /// How many segments are compared.
    pub unit_count: usize,
    /// What both have read: transcripts, and questions of surveys.
    pub parts: Vec<String>,
    /// Codes that one of them used there, in the codebook's order.
    pub codes: Vec<CodeAgreement>,
    /// All of these together: each segment once for each code.
    pub pooled: Agreement,
}

/// How they agree on one code.
#[derive(Debug, Clone, PartialEq)]
pub struct CodeAgreement {
    /// `model::Code::id`
    pub code: String,
    pub name: String,
    pub colour: Option<String>,
    pub agreement: Agreement,
    /// Stretches on which they differ and nobody has said what stands, and those on which somebody has.
    pub open: usize,
    pub settled: usize,
}

/// A code's number in the store, its id, its name and its colour.
pub(super) type NumberedCode = (u32, String, String, Option<String>);

/// What both say of the segments that are compared.
#[derive(Debug)]
pub(super) struct Compared {
    pub(super) units: FixedBitSet,
    pub(super) parts: BTreeSet<Part>,
    /// By code, what the first and what the second say.
    pub(super) by_code: BTreeMap<u32, [Vec<SaidCoding>; 2]>,
    pub(super) coders: [u32; 2],
    /// The rules' number among coders, if they ever found anything.
    pub(super) rules: Option<u32>,
}

/// A stretch of segments on which two coders say something of a code, alike or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Stretch {
    pub(super) first_segment: u32,
    pub(super) last_segment: u32,
    pub(super) said: [Vec<SaidCoding>; 2],
}

impl Project {
    /// How two coders agree on each code that one of them used, on what both have read.
    pub fn agreement(
        &mut self,
        options: &AgreementOptions,
        progress: &dyn Progress,
    ) -> Result<CodersCompared, ProjectError> {
        let compared = self.compared(options, progress)?;
        let unit_count = compared.units.count_ones(..);
        let mut codes = Vec::new();
        let mut pooled = Agreement::default();
        for (number, id, name, colour) in self.codes_in_order(compared.by_code.keys().copied())? {
            let Some(said) = compared.by_code.get(&number) else { continue };
            let agreement = agreement_on(&compared.units, said);
            let stretches = compared.stretches(number);
            let differing = stretches.iter().filter(|stretch| stretch.is_one_sided());
            let settled = differing.filter(|stretch| compared.is_settled(stretch)).count();
            let all = stretches.iter().filter(|stretch| stretch.is_one_sided()).count();
            pooled += agreement;
            codes.push(CodeAgreement { code: id, name, colour, agreement, open: all - settled, settled });
        }
        let parts = self.parts_in_words(&compared.parts)?;
        let (first, second) = (options.first.clone(), options.second.clone());
        Ok(CodersCompared { first, second, unit_count, parts, codes, pooled })
    }

    /// Whom one may compare: everyone who coded, and the rules if they found anything.
    pub fn comparable_coders(&self) -> Result<Vec<String>, ProjectError> {
        let mut names = self.coders()?;
        if self.store.coders()?.values().any(String::is_empty) {
            names.push(RULES.to_owned());
        }
        Ok(names)
    }

    pub(super) fn compared(
        &mut self,
        options: &AgreementOptions,
        progress: &dyn Progress,
    ) -> Result<Compared, ProjectError> {
        if options.first == options.second {
            return Err(CodingError::SameCoder.into());
        }
        self.code_if_needed(progress)?;
        let coders = [self.coder_called(&options.first)?, self.coder_called(&options.second)?];
        let rules = self.store.coders()?.into_iter().find(|(_, name)| name.is_empty()).map(|(number, _)| number);
        let mut parts: Option<BTreeSet<Part>> = None;
        for coder in coders {
            let own = if Some(coder) == rules { self.store.all_parts()? } else { self.store.parts_of(coder)? };
            parts = Some(parts.map_or_else(|| own.clone(), |parts| parts.intersection(&own).copied().collect()));
        }
        let parts = parts.unwrap_or_default();
        let mut units = self.store.codable_segments_of(&parts)?;
        if let Some(query) = &options.within {
            let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
            units.intersect_with(&self.segments_of_query(query, &codebook, progress)?);
        }
        let mut said: [Vec<SaidCoding>; 2] = [Vec::new(), Vec::new()];
        for (coder, said) in coders.into_iter().zip(&mut said) {
            *said = self.what_is_said(coder, rules)?;
        }
        if options.coded_only {
            let mut touched = FixedBitSet::with_capacity(units.len());
            said.iter().flatten().for_each(|said| touch(&mut touched, said));
            units.intersect_with(&touched);
        }
        let mut by_code: BTreeMap<u32, [Vec<SaidCoding>; 2]> = BTreeMap::new();
        for (index, said) in said.into_iter().enumerate() {
            for coding in said.into_iter().filter(|said| segments(said).any(|segment| units.contains(segment))) {
                by_code.entry(coding.coding.key.code).or_default()[index].push(coding);
            }
        }
        Ok(Compared { units, parts, by_code, coders, rules })
    }

    /// What a coder says, in reading order: what they have of their own goes before a proposal on the same words.
    fn what_is_said(&self, coder: u32, rules: Option<u32>) -> Result<Vec<SaidCoding>, ProjectError> {
        let all = self.store.codings_said(coder)?;
        if Some(coder) == rules {
            return Ok(all);
        }
        let is_own = |said: &SaidCoding| said.coding.key.coder == coder;
        let own: BTreeSet<CodingKey> = all.iter().filter(|said| is_own(said)).map(|said| said.coding.key).collect();
        let stands = |said: &SaidCoding| {
            let CodingKey { text, span, code, .. } = said.coding.key;
            if is_own(said) {
                // What they took back themselves they do not say; what somebody else rejected they did.
                said.coding.status != CodingStatus::Rejected || said.decided_by.is_some()
            } else {
                said.coding.status == CodingStatus::Accepted && !own.contains(&CodingKey { text, span, code, coder })
            }
        };
        Ok(all.into_iter().filter(stands).collect())
    }

    fn coder_called(&self, name: &str) -> Result<u32, ProjectError> {
        let wanted = if name == RULES { "" } else { name };
        let coders = self.store.coders()?;
        coders.iter().find(|(_, coder)| *coder == wanted).map(|(number, _)| *number).ok_or_else(|| {
            let known = coders.values().map(String::as_str).filter(|name| !name.is_empty());
            CodingError::NoCoder { name: name.to_owned(), nearest: nearest(name, known).map(str::to_owned) }.into()
        })
    }

    /// Codes by their numbers, with id, name and colour, in the codebook's order; those that have left it come last.
    pub(super) fn codes_in_order(&self, numbers: impl Iterator<Item = u32>) -> Result<Vec<NumberedCode>, ProjectError> {
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        let ids: BTreeMap<u32, String> =
            self.store.numbered_codes()?.into_iter().map(|(id, number)| (number, id)).collect();
        let mut codes: Vec<(usize, NumberedCode)> = numbers
            .filter_map(|number| Some((number, ids.get(&number)?.clone())))
            .map(|(number, id)| {
                let index = codebook.code_index(&id);
                let code = index.map(|index| &codebook.codes[index]);
                let name = code.map_or_else(|| id.clone(), |code| code.name.clone());
                let colour = code.and_then(|code| code.colour.clone());
                (index.unwrap_or(usize::MAX), (number, id, name, colour))
            })
            .collect();
        codes.sort();
        Ok(codes.into_iter().map(|(_, code)| code).collect())
    }

    /// `interview-1`, `survey: Q29`
    fn parts_in_words(&self, parts: &BTreeSet<Part>) -> Result<Vec<String>, ProjectError> {
        let names = self.place_names()?;
        let paths: BTreeMap<u32, String> =
            self.store.sources()?.into_iter().map(|source| (source.id.0, source.path)).collect();
        let questions: BTreeMap<u32, String> =
            self.store.questions_by_source()?.into_iter().map(|(question, code, _)| (question.0, code)).collect();
        let in_words = |(source, question): &Part| {
            let path = paths.get(source)?;
            let name = names.get(path).unwrap_or(path);
            let question = question.and_then(|question| questions.get(&question));
            Some(question.map_or_else(|| name.clone(), |question| format!("{name}: {question}")))
        };
        Ok(parts.iter().filter_map(in_words).collect())
    }
}

impl Compared {
    /// Stretches of segments on which either says something of a code, in reading order. Segments beside each other that the
    /// same codings are on are one stretch.
    pub(super) fn stretches(&self, code: u32) -> Vec<Stretch> {
        let mut by_unit: BTreeMap<u32, [Vec<SaidCoding>; 2]> = BTreeMap::new();
        for (index, said) in self.by_code.get(&code).into_iter().flatten().enumerate() {
            for coding in said {
                for segment in coding.coding.first_segment..=coding.coding.last_segment {
                    if self.units.contains(segment as usize) {
                        by_unit.entry(segment).or_default()[index].push(*coding);
                    }
                }
            }
        }
        let mut stretches: Vec<Stretch> = Vec::new();
        for (segment, said) in by_unit {
            match stretches.last_mut() {
                Some(last) if last.last_segment + 1 == segment && last.said == said => last.last_segment = segment,
                _ => stretches.push(Stretch { first_segment: segment, last_segment: segment, said }),
            }
        }
        stretches
    }

    /// Whether somebody has said of all its codings whether they stand.
    pub(super) fn is_settled(&self, stretch: &Stretch) -> bool {
        let mut all = stretch.said.iter().enumerate();
        all.all(|(index, said)| said.iter().all(|said| self.is_decided(index, said)))
    }

    /// Whether somebody has said whether a coding of one of the two stands: of what rules propose anyone who accepted or
    /// rejected it, of somebody's coding whoever settled what differs. A proposal that they accepted themselves is what
    /// they say, and no decision on it.
    pub(super) fn is_decided(&self, index: usize, said: &SaidCoding) -> bool {
        let coder = self.coders[index];
        if Some(coder) == self.rules {
            return said.coding.status != CodingStatus::Proposed;
        }
        said.coding.key.coder == coder && said.decided_by.is_some()
    }
}

impl Stretch {
    /// Whether only one of them says something.
    pub(super) fn is_one_sided(&self) -> bool {
        self.said[0].is_empty() != self.said[1].is_empty()
    }

    /// Whether both do, on other words.
    pub(super) fn has_other_edges(&self) -> bool {
        let spans = |said: &[SaidCoding]| said.iter().map(|said| said.coding.key.span).collect::<BTreeSet<_>>();
        !self.said[0].is_empty() && !self.said[1].is_empty() && spans(&self.said[0]) != spans(&self.said[1])
    }
}

fn agreement_on(units: &FixedBitSet, said: &[Vec<SaidCoding>; 2]) -> Agreement {
    let [first, second] = said.each_ref().map(|said| {
        let mut touched = FixedBitSet::with_capacity(units.len());
        for said in said {
            touch(&mut touched, said);
        }
        touched.intersect_with(units);
        touched
    });
    let count = |set: usize| set as u64;
    let both = count(first.intersection_count(&second));
    let (only_first, only_second) = (count(first.count_ones(..)) - both, count(second.count_ones(..)) - both);
    let neither = count(units.count_ones(..)) - both - only_first - only_second;
    Agreement { both, only_first, only_second, neither }
}

fn segments(said: &SaidCoding) -> impl Iterator<Item = usize> {
    said.coding.first_segment as usize..=said.coding.last_segment as usize
}

fn touch(touched: &mut FixedBitSet, said: &SaidCoding) {
    for segment in segments(said) {
        touched.grow_and_insert(segment);
    }
}
