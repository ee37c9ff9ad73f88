//! Running the detector over texts that it has not read yet.

use rayon::prelude::*;

use crate::detect::{Candidate, Detector, Reason};
use crate::model::TextId;
use crate::project::{Progress, Project, ProjectError};
use crate::store::StoredDetection;

/// Finds candidates in a text: a detector, or whatever a test puts in its place.
pub trait CandidateFinder: Sync {
    /// Texts that another version has read are read again.
    fn version(&self) -> &str;

    /// In reading order, none overlapping another.
    fn candidates(&self, text: &str) -> Vec<Candidate>;
}

impl CandidateFinder for Detector {
    fn version(&self) -> &str {
        Self::version(self)
    }

    fn candidates(&self, text: &str) -> Vec<Candidate> {
        Self::candidates(self, text)
    }
}

/// What a run of the detector came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Detected {
    /// Texts that it read now.
    pub texts: u64,
    /// Places that it found in them.
    pub places: u64,
}

/// Texts that are held at once.
const BATCH: usize = 512;

impl Project {
    /// How many kept texts the detector for the study's language has not read yet.
    pub fn unread_count(&self) -> Result<u64, ProjectError> {
        match Detector::for_language(&self.study.language) {
            Some(detector) => Ok(self.store.undetected_count(detector.version())?),
            None => Ok(0),
        }
    }

    /// Reads with the detector for the study's language every kept text that it has not read yet. Where there is none for
    /// that language, nothing is found.
    pub fn detect(&mut self, progress: &dyn Progress) -> Result<Detected, ProjectError> {
        match Detector::for_language(&self.study.language) {
            Some(detector) => self.detect_with(detector, progress),
            None => Ok(Detected::default()),
        }
    }

    /// Reads with this finder every kept text that it has not read yet, what interviewers say too: they name people.
    pub fn detect_with(
        &mut self,
        finder: &dyn CandidateFinder,
        progress: &dyn Progress,
    ) -> Result<Detected, ProjectError> {
        let version = finder.version();
        let count = self.store.undetected_count(version)?;
        let mut detected = Detected::default();
        if count == 0 {
            return Ok(detected);
        }
        progress.stage("Looking for names", Some(count));
        let mut after: Option<TextId> = None;
        loop {
            let texts = self.store.undetected(version, after, BATCH)?;
            let Some((last, _)) = texts.last() else { break };
            after = Some(*last);
            let found: Vec<(TextId, Vec<StoredDetection>)> = texts
                .par_iter()
                .map(|(text, content)| {
                    let found: Vec<StoredDetection> = finder.candidates(content).iter().map(stored).collect();
                    (*text, found)
                })
                .collect();
            self.store.note_detections(version, &found)?;
            detected.texts += found.len() as u64;
            detected.places += found.iter().map(|(_, places)| places.len() as u64).sum::<u64>();
            progress.go_on(found.len() as u64)?;
        }
        progress.finish();
        Ok(detected)
    }
}

fn stored(candidate: &Candidate) -> StoredDetection {
    let reasons: Vec<&str> = candidate.reasons.iter().map(|reason| reason.word()).collect();
    StoredDetection {
        span: candidate.span,
        kind: candidate.kind,
        probability: f64::from(candidate.probability),
        reasons: reasons.join(" "),
    }
}

/// The reasons as the store keeps them; a word of a later version says nothing here.
pub(super) fn reasons(words: &str) -> Vec<Reason> {
    words.split(' ').filter_map(Reason::from_word).collect()
}
