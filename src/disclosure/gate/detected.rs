//! What the detector makes of what a reader sees: names that nobody has listed and nobody has decided on.
//!
//! A text is read line by line, and a line once for all files of a gate: a quotation stands in the page, the Word file and
//! the table alike.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::finding::Sureness;
use super::mapped::{BREAK, JOINT};
use crate::detect::{Candidate, Detector, GATE, MASK, Reason};
use crate::model::IdentityKind;

/// From this probability on even ordinary words are taken for somebody's name: *Hope*, *Will*.
const SURE: f32 = 0.5;

/// What the detector says of a stretch of a line.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Offer {
    start: usize,
    end: usize,
    pub(super) kind: IdentityKind,
    pub(super) reason: Reason,
    /// None where it is no reason to refuse: dates, ages, what is below the least probability.
    sureness: Option<Sureness>,
    /// Whether ordinary words are a finding too.
    pub(super) is_sure: bool,
    /// Whether its shape says so.
    pub(super) is_rule: bool,
    /// Whether the list of given names speaks for it, or the same word elsewhere, or the model is sure of a place.
    pub(super) is_listed: bool,
}

impl Offer {
    fn of(candidate: &Candidate, line_start: usize) -> Self {
        use IdentityKind::{Contact, Number, Organisation, Other, Person, Place};
        let has = |reason| candidate.reasons.contains(&reason);
        let probability = candidate.probability;
        let sureness = match candidate.kind {
            Contact | Number if has(Reason::Rule) || has(Reason::Checksum) => Some(Sureness::Likely),
            Person | Place | Organisation | Other | Contact | Number if probability >= MASK => Some(Sureness::Likely),
            Person | Place | Organisation | Other | Contact | Number if probability >= GATE => Some(Sureness::Possible),
            Person | Place | Organisation | Other if has(Reason::Capitalised) => Some(Sureness::Unknown),
            _ => None,
        };
        let is_rule = has(Reason::Rule) || has(Reason::Checksum);
        Self {
            start: candidate.span.start() - line_start,
            end: candidate.span.end() - line_start,
            kind: candidate.kind,
            reason: candidate.reasons.first().copied().unwrap_or(Reason::Model),
            sureness,
            is_sure: is_rule || candidate.kind == Person && probability >= SURE,
            is_rule,
            is_listed: has(Reason::GivenName)
                || has(Reason::Propagated)
                || candidate.kind == Place && probability >= SURE,
        }
    }
}

/// The detector, with what it has said so far.
#[derive(Debug, Clone)]
pub(super) struct Ear {
    detector: &'static Detector,
    lines: RefCell<HashMap<String, Vec<Offer>>>,
}

impl Ear {
    pub(super) fn new(detector: &'static Detector) -> Self {
        Self { detector, lines: RefCell::default() }
    }

    pub(super) fn is_common_word(&self, word: &str) -> bool {
        self.detector.is_common_word(word)
    }

    /// Gives everything in a text that somebody has to decide on, in order, each with its line.
    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(Offer, Sureness, &str, Range<usize>)) {
        debug_assert!(!text.contains([BREAK, JOINT]), "signs of the gate's own are taken out before");
        self.read(text);
        let lines = self.lines.borrow();
        let mut at = 0;
        for line in text.split('\n') {
            for offer in lines.get(line).into_iter().flatten() {
                if let Some(sureness) = offer.sureness {
                    found(*offer, sureness, line, at + offer.start..at + offer.end);
                }
            }
            at += line.len() + 1;
        }
    }

    /// Has the detector read all lines that it has not read yet, together, so that it meets a name again.
    fn read(&self, text: &str) {
        let mut lines = self.lines.borrow_mut();
        let mut new: Vec<&str> = Vec::new();
        let mut met = HashSet::new();
        for line in text.split('\n') {
            if line.contains(char::is_alphanumeric) && !lines.contains_key(line) && met.insert(line) {
                new.push(line);
            }
        }
        let joined = new.join("\n");
        let mut starts = Vec::with_capacity(new.len());
        let mut at = 0;
        for line in &new {
            starts.push(at);
            at += line.len() + 1;
            lines.insert((*line).to_owned(), Vec::new());
        }
        for candidate in self.detector.candidates(&joined) {
            let index = starts.partition_point(|start| *start <= candidate.span.start()).saturating_sub(1);
            let (Some(&start), Some(&line)) = (starts.get(index), new.get(index)) else { continue };
            if candidate.span.end() <= start + line.len()
                && let Some(offers) = lines.get_mut(line)
            {
                offers.push(Offer::of(&candidate, start));
            }
        }
    }
}
