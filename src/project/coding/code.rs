//! Applying the codebook's rules to every text, and explaining what they did.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::explanations::{code_named, explanation_lines};
use crate::autocode::{CodableSegment, CodableText, Found, RuleHits, RuleSet, explain};
use crate::codebook::{self, Problem, Severity};
use crate::model::{Codebook, Span, TextId};
use crate::project::files::sha256;
use crate::project::{Progress, Project, ProjectError};
use crate::query::{Order, SearchOptions};
use crate::store::{RuleCoding, StoredText};

/// Texts read and coded at a time: bounds memory, and is work enough for every core.
const TEXTS_AT_A_TIME: usize = 8192;

/// The fact under which the store remembers what the rules' codings were made from.
pub(in crate::project) const CODED_FROM: &str = "coded_from";

/// What a coding pass found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodingReport {
    /// Whether the rules had to be applied at all.
    pub applied: bool,
    pub codings: u64,
    /// Codes that were found at least once.
    pub codes: u64,
    /// One sentence for each rule that found nothing.
    pub never_fired: Vec<String>,
}

/// A segment and what the rules did with it.
#[derive(Debug, Clone)]
pub struct ExplainedSegment {
    pub place: String,
    /// The same as people name places elsewhere: `anna:12`, `survey:R17:Q29`.
    pub named: String,
    pub words: String,
    pub lines: Vec<String>,
}

/// What is wrong or doubtful in a codebook.
#[derive(Debug, Clone)]
pub struct CheckedCodebook {
    pub path: PathBuf,
    pub problems: Vec<Problem>,
    /// One sentence for each rule that finds nothing in the study's texts.
    pub never_fired: Vec<String>,
}

/// The names by which rules limit themselves to questions and sources.
struct Names {
    questions: BTreeMap<u32, String>,
    sources: BTreeMap<u32, String>,
}

impl Project {
    /// The study's codebook and its file's text; nothing if the study has none.
    pub(in crate::project) fn codebook(&self) -> Result<Option<(Codebook, String)>, ProjectError> {
        let Some(name) = &self.study.codebook else { return Ok(None) };
        let (path, text) = self.read(name)?;
        // What this very program has applied is known to be sound: reading it again need not try its rules.
        let known = format!("{} {} ", env!("CARGO_PKG_VERSION"), sha256(text.as_bytes()));
        if self.store.fact(CODED_FROM)?.is_some_and(|made_from| made_from.starts_with(&known)) {
            return Ok(Some((codebook::read_again(&text), text)));
        }
        let codebook = codebook::read(&text).map_err(|problems| ProjectError::Codebook { path, problems })?;
        Ok(Some((codebook, text)))
    }

    /// The codebook, for actions that make no sense without one.
    pub(in crate::project) fn needed_codebook(&self) -> Result<Codebook, ProjectError> {
        Ok(self.codebook()?.ok_or(ProjectError::NoCodebook)?.0)
    }

    /// Applies the rules to all texts, unless that has been done with this codebook and these texts.
    pub(in crate::project) fn code_if_needed(&mut self, progress: &dyn Progress) -> Result<CodingReport, ProjectError> {
        let Some((codebook, text)) = self.codebook()? else { return Ok(CodingReport::default()) };
        let made_from = self.made_from(&codebook)?;
        if self.store.fact(CODED_FROM)?.as_deref() == Some(&made_from) {
            return Ok(CodingReport::default());
        }
        self.apply(&codebook, &text, &made_from, progress)
    }

    /// Applies the rules to all texts; with `dry_run`, only says what would be found.
    pub fn code(&mut self, dry_run: bool, progress: &dyn Progress) -> Result<CodingReport, ProjectError> {
        let (codebook, text) = self.codebook()?.ok_or(ProjectError::NoCodebook)?;
        if dry_run {
            let (codings, never_fired) = self.find_codings(&codebook, progress)?;
            return Ok(report_of(&codebook, &codings, never_fired));
        }
        let made_from = self.made_from(&codebook)?;
        self.apply(&codebook, &text, &made_from, progress)
    }

    /// Whether texts or codebook have changed since the rules were applied.
    pub(in crate::project) fn coding_is_stale(&self) -> Result<bool, ProjectError> {
        let Some((codebook, _)) = self.codebook()? else { return Ok(false) };
        Ok(self.store.fact(CODED_FROM)?.as_deref() != Some(&self.made_from(&codebook)?))
    }

    /// All that is wrong or doubtful in a codebook (the study's if none is named), rules that never fire included.
    pub fn check_codebook(
        &mut self,
        file: Option<&Path>,
        progress: &dyn Progress,
    ) -> Result<CheckedCodebook, ProjectError> {
        let (path, text) = match file {
            Some(path) => {
                let read = |source| ProjectError::Read { path: path.to_owned(), source };
                (path.to_owned(), std::fs::read_to_string(path).map_err(read)?)
            }
            None => self.read(self.study.codebook.as_deref().ok_or(ProjectError::NoCodebook)?)?,
        };
        let problems = codebook::check(&text);
        let sound = problems.iter().all(|problem| problem.severity == Severity::Warning);
        let never_fired = match codebook::read(&text) {
            Ok(codebook) if sound && self.store.text_count()? > 0 => self.find_codings(&codebook, progress)?.1,
            _ => Vec::new(),
        };
        Ok(CheckedCodebook { path, problems, never_fired })
    }

    /// What the rules did with the segments that a query finds, and why; for one code, also where it was not given.
    pub fn explain(
        &mut self,
        query: &str,
        code: Option<&str>,
        limit: usize,
        progress: &dyn Progress,
    ) -> Result<Vec<ExplainedSegment>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let only = code.map(|id| code_named(&codebook, id)).transpose()?;
        let rules = self.compile(&codebook)?;
        let hits = self.search(query, &SearchOptions { limit, offset: 0, order: Order::Reading }, progress)?;
        let names = self.names()?;
        let sources = self.place_names()?;
        let mut explained = Vec::new();
        for hit in hits.hits {
            let Some(text) = self.text(hit.text)? else { continue };
            let segments = segments(&text);
            let segment_index = (hit.segment.0 - hit.text.0) as usize;
            // The segment alone: what happens in the rest of the interview does not bear on it.
            let codable = names.codable(&text, segments.get(segment_index..=segment_index).unwrap_or_default());
            let lines = match only {
                Some(code_index) => {
                    explanation_lines(&codebook, &codable, &explain(&rules, &codable, code_index), true)
                }
                None => (0..codebook.codes.len())
                    .flat_map(|code| explanation_lines(&codebook, &codable, &explain(&rules, &codable, code), false))
                    .collect(),
            };
            let named = self.place_of(
                &sources,
                &text,
                segments.get(segment_index).map_or_else(|| Span::whole(&text.content), |segment| segment.span),
            )?;
            explained.push(ExplainedSegment {
                named,
                place: match (&hit.question, &hit.case) {
                    (Some(question), Some(case)) => format!("{}, {}, {question}", hit.source, case.name),
                    _ => format!("{}, segment {}", hit.source, segment_index + 1),
                },
                words: hit.content,
                lines,
            });
        }
        Ok(explained)
    }

    /// Why the rules gave a code to these words, or why not, a line a rule.
    pub fn why(&self, text: TextId, span: Span, code: &str) -> Result<Vec<String>, ProjectError> {
        let codebook = self.needed_codebook()?;
        let code_index = code_named(&codebook, code)?;
        let rules = self.compile(&codebook)?;
        let names = self.names()?;
        let stored = self.needed_text(text)?;
        let segments = segments(&stored);
        let told = |failures: bool| -> Vec<String> {
            let touched = segments.chunks(1).filter(|segment| segment[0].span.overlaps(span));
            let lines = touched.flat_map(|segment| {
                let codable = names.codable(&stored, segment);
                explanation_lines(&codebook, &codable, &explain(&rules, &codable, code_index), failures)
            });
            lines.collect()
        };
        let fires = told(false);
        Ok(if fires.is_empty() { told(true) } else { fires })
    }

    pub(in crate::project) fn text(&self, text: TextId) -> Result<Option<StoredText>, ProjectError> {
        let before = text.0.checked_sub(1).map(TextId);
        Ok(self.store.texts_after(before, 1)?.pop().filter(|found| found.id == text))
    }

    pub(in crate::project) fn made_from(&self, codebook: &Codebook) -> Result<String, ProjectError> {
        Ok(format!("{} {} {}", env!("CARGO_PKG_VERSION"), codebook.sha256, self.store.text_change_number()?))
    }

    fn compile(&self, codebook: &Codebook) -> Result<RuleSet, ProjectError> {
        RuleSet::compile(codebook).map_err(|errors| {
            let path = self.path(self.study.codebook.as_deref().unwrap_or_default());
            let sentences: Vec<String> = errors.iter().map(ToString::to_string).collect();
            ProjectError::Study { path, message: sentences.join("; ") }
        })
    }

    fn apply(
        &mut self,
        codebook: &Codebook,
        text: &str,
        made_from: &str,
        progress: &dyn Progress,
    ) -> Result<CodingReport, ProjectError> {
        let (mut codings, never_fired) = self.find_codings(codebook, progress)?;
        codings.par_sort_unstable();
        let report = CodingReport { applied: true, ..report_of(codebook, &codings, never_fired) };
        let detail =
            serde_json::json!({ "codebook": codebook.version, "sha256": codebook.sha256, "codings": report.codings });
        self.store.replace_rule_codings(codebook, text, &codings, made_from, &self.event("code", detail))?;
        Ok(report)
    }

    /// One parallel pass over all texts: the codings, and a sentence for each rule that found nothing.
    pub(in crate::project) fn find_codings(
        &self,
        codebook: &Codebook,
        progress: &dyn Progress,
    ) -> Result<(Vec<RuleCoding>, Vec<String>), ProjectError> {
        let rules = self.compile(codebook)?;
        let names = self.names()?;
        progress.stage("Coding", Some(self.store.text_count()?));
        let mut codings: Vec<RuleCoding> = Vec::new();
        let mut hits = RuleHits::default();
        let mut after = None;
        loop {
            let texts = self.store.texts_after(after, TEXTS_AT_A_TIME)?;
            let Some(last) = texts.last() else { break };
            after = Some(last.id);
            let segments: Vec<Vec<CodableSegment<'_>>> = texts.iter().map(segments).collect();
            let codable: Vec<CodableText<'_>> =
                texts.iter().zip(&segments).map(|(text, segments)| names.codable(text, segments)).collect();
            let (found, counted) = rules.code_batch(&codable);
            codings.extend(found.iter().map(|(index, found)| coding_of(texts[*index].id, found)));
            hits.add(&counted);
            progress.go_on(texts.len() as u64)?;
        }
        progress.finish();
        // Where there is nothing to find, a rule that finds nothing is no news.
        let silent = rules.fired(&hits).filter(|(_, _, count)| *count == 0 && after.is_some());
        let sentence = |(code, rule, _): (usize, usize, u64)| {
            format!("rule {} of the code {:?} finds nothing", rule + 1, codebook.codes[code].id)
        };
        Ok((codings, silent.map(sentence).collect()))
    }

    fn names(&self) -> Result<Names, ProjectError> {
        let sources = self.store.sources()?.into_iter().map(|source| (source.id.0, source.path)).collect();
        let questions = self.store.question_codes()?.into_iter().map(|(id, code)| (id.0, code)).collect();
        Ok(Names { questions, sources })
    }
}

impl Names {
    fn codable<'t>(&'t self, text: &'t StoredText, segments: &'t [CodableSegment<'t>]) -> CodableText<'t> {
        CodableText {
            content: &text.content,
            source: self.sources.get(&text.source.0).map(String::as_str).unwrap_or_default(),
            question: text.question.and_then(|question| self.questions.get(&question.0)).map(String::as_str),
            segments,
        }
    }
}

/// The segments of a text as the rules see them: an answer is one.
fn segments(text: &StoredText) -> Vec<CodableSegment<'_>> {
    if text.segments.is_empty() {
        return vec![CodableSegment { span: Span::whole(&text.content), speaker: None, interviewer: false }];
    }
    text.segments
        .iter()
        .map(|row| CodableSegment {
            span: row.span,
            speaker: row.speaker.as_deref(),
            interviewer: row.interviewer || row.heading.is_some(),
        })
        .collect()
}

fn coding_of(text: TextId, found: &Found) -> RuleCoding {
    let small = |number: usize| u32::try_from(number).expect("a text is shorter than 4 GiB");
    RuleCoding {
        code_index: u16::try_from(found.code_index).expect("a codebook has fewer than 65,536 codes"),
        rule_index: u16::try_from(found.rule_index).expect("a code has fewer than 65,536 rules"),
        text: text.0,
        span_start: small(found.span.start()),
        span_end: small(found.span.end()),
        segment: text.0 + small(found.segment_index),
    }
}

fn report_of(codebook: &Codebook, codings: &[RuleCoding], never_fired: Vec<String>) -> CodingReport {
    let mut seen = vec![false; codebook.codes.len()];
    for coding in codings {
        seen[usize::from(coding.code_index)] = true;
    }
    let codes = seen.iter().filter(|seen| **seen).count() as u64;
    CodingReport { applied: false, codings: codings.len() as u64, codes, never_fired }
}
