//! Whom an import must not bring in again: digests to compare with, and nothing that says who it is.

use std::collections::BTreeSet;

use crate::project::files::sha256;
use crate::project::{Project, ProjectError};
use crate::store::{Traces, TranscriptTraces};

/// Answers that are shorter, all of one row together, could be anybody's.
const LONG_ENOUGH: usize = 40;

/// Everyone who withdrew, as digests. Each is made with the study's own random name, so that the same person has another
/// in every study, and that a digest tells nothing without the store.
#[derive(Debug, Clone, Default)]
pub(in crate::project) struct Withdrawn {
    study: String,
    keys: BTreeSet<String>,
}

impl Project {
    pub(in crate::project) fn withdrawn(&self) -> Result<Withdrawn, ProjectError> {
        Ok(Withdrawn { study: self.store.study_id()?, keys: self.store.withdrawn_keys()? })
    }

    /// Where someone who withdrew is in the store all the same: nowhere, if all is well.
    pub(in crate::project) fn places_of(&self, withdrawn: &Withdrawn) -> Result<Vec<String>, ProjectError> {
        let mut places = Vec::new();
        for source in self.store.sources()? {
            if withdrawn.has_file(&source.path, &source.sha256) {
                places.push(source.path.clone());
            }
            for speaker in self.store.speakers_of(source.id)? {
                if withdrawn.has_speaker(&source.path, &source.sha256, &speaker) {
                    places.push(format!("a speaker of {}", source.path));
                }
            }
        }
        for (survey, name) in self.store.case_names()? {
            let is_there = match &survey {
                Some(path) => withdrawn.has_respondent(path, &name),
                None => withdrawn.has_participant(&name),
            };
            if is_there {
                places.push(format!("the case {name}"));
            }
        }
        self.store.for_each_respondents_answers(&mut |path, row_number, answers| {
            if withdrawn.has_answers(answers.iter().map(String::as_str)) {
                places.push(format!("row {row_number} of {path}"));
            }
        })?;
        Ok(places)
    }
}

impl Withdrawn {
    pub(in crate::project) fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// A transcript that was all theirs, by its name or by its bytes.
    pub(in crate::project) fn has_file(&self, path: &str, sha256: &str) -> bool {
        self.has(&["file", path]) || self.has(&["bytes", sha256])
    }

    /// Someone who speaks in a transcript with others.
    pub(in crate::project) fn has_speaker(&self, path: &str, sha256: &str, speaker: &str) -> bool {
        self.has(&["speaker", path, speaker]) || self.has(&["speaker of bytes", sha256, speaker])
    }

    /// Someone interviewed, by the name of their case.
    pub(in crate::project) fn has_participant(&self, name: &str) -> bool {
        self.has(&["participant", name])
    }

    pub(in crate::project) fn has_respondent(&self, path: &str, id: &str) -> bool {
        self.has(&["respondent", path, id])
    }

    /// A survey's row by its open answers: it stays out when the file has another name or its rows other numbers.
    pub(in crate::project) fn has_answers<'a>(&self, answers: impl Iterator<Item = &'a str>) -> bool {
        !self.keys.is_empty() && joined(answers).is_some_and(|answers| self.has(&["answers", &answers]))
    }

    /// A memo that a file brings, on them or with their words or name.
    pub(in crate::project) fn has_memo(&self, content: &str) -> bool {
        self.has(&["memo", content])
    }

    /// These and all digests by which an import could meet the person whose traces these are.
    pub(in crate::project) fn with(mut self, traces: &Traces) -> Self {
        let mut keys = Vec::new();
        for (survey, name) in &traces.names {
            keys.push(match survey {
                Some(path) => self.key(&["respondent", path, name]),
                None => self.key(&["participant", name]),
            });
        }
        for transcript in &traces.transcripts {
            if transcript.is_theirs {
                keys.push(self.key(&["file", &transcript.path]));
                keys.extend(all_bytes(transcript).map(|sha256| self.key(&["bytes", sha256])));
            }
            for speaker in transcript.speakers.iter().filter(|_| !transcript.is_theirs) {
                keys.push(self.key(&["speaker", &transcript.path, speaker]));
                keys.extend(all_bytes(transcript).map(|sha256| self.key(&["speaker of bytes", sha256, speaker])));
            }
        }
        for row in &traces.rows {
            for answers in row.earlier_answers.iter().chain([&row.answers]) {
                let answers = joined(answers.iter().map(String::as_str));
                keys.extend(answers.map(|answers| self.key(&["answers", &answers])));
            }
        }
        keys.extend(traces.memos.iter().map(|memo| self.key(&["memo", memo])));
        self.keys.extend(keys);
        self
    }

    pub(in crate::project) fn keys(&self) -> &BTreeSet<String> {
        &self.keys
    }

    fn has(&self, parts: &[&str]) -> bool {
        !self.keys.is_empty() && self.keys.contains(&self.key(parts))
    }

    fn key(&self, parts: &[&str]) -> String {
        let mut whole = self.study.clone();
        for part in parts {
            // With its length before it, no part can run over into the next.
            whole.extend([&format!("\n{} ", part.len()), *part]);
        }
        sha256(whole.as_bytes())
    }
}

/// The file as it is, and as it was: an earlier form may be put back.
fn all_bytes(transcript: &TranscriptTraces) -> impl Iterator<Item = &str> {
    transcript.earlier_sha256.iter().chain([&transcript.sha256]).map(String::as_str)
}

/// Open answers in an order of their own, so that moved columns make no difference.
fn joined<'a>(answers: impl Iterator<Item = &'a str>) -> Option<String> {
    let mut answers: Vec<&str> = answers.map(str::trim).filter(|answer| !answer.is_empty()).collect();
    answers.sort_unstable();
    let joined = answers.join("\n");
    (joined.chars().count() >= LONG_ENOUGH).then_some(joined)
}
