//! Finds what may identify someone in a text: people, places, organisations, and what is known by its shape.
//!
//! A text goes in, candidates come out, the same on every machine: nothing is looked up anywhere. What becomes of a
//! candidate is decided by reviewers and by `disclosure`.

mod by_hash;
mod crf;
mod detector;
mod features;
mod gather;
mod join;
mod lexicon;
pub mod rules;
mod tokens;
pub mod traits;
mod weights;
mod whole;

pub use crf::{Lattice, Transitions, exp};
pub use detector::Detector;
pub use rules::Rule;
pub use weights::{DetectorError, Floor, Label, Trained, Weights};

use crate::model::{IdentityKind, Span, words};

/// What those who train and measure detectors need besides: how a text is read, and features of its words.
pub mod training {
    pub use super::features::{REACH, Word, alone, neighbour, together, words};
    pub use super::lexicon::{Entry, Lexicon, List, lexicon_bytes};
    pub use super::tokens::{Casing, Line, Token, TokenKind, Tokens};
    pub use super::weights::known_bytes;
    pub use super::whole::{Whole, whole, wholes};
}

/// A stretch of a text that may identify someone.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    pub span: Span,
    pub kind: IdentityKind,
    /// From 0 to 1: how likely it is that this is what `kind` says. 1 where a checksum holds.
    pub probability: f32,
    /// Why it is one; never empty, strongest first.
    pub reasons: Vec<Reason>,
}

/// Why a stretch of text is a candidate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// Its shape is that of an address, a number, a date …
    Rule,
    /// And its check digits hold.
    Checksum,
    /// The trained model says so, by the words around it.
    Model,
    GivenName,
    Surname,
    PlaceName,
    /// The same words are a likely name elsewhere in this text.
    Propagated,
    /// It has a capital in the middle of a sentence, and is no word that the lists know, or stands beside another such capital.
    Capitalised,
}

words!(Reason {
    Rule = "rule",
    Checksum = "checksum",
    Model = "model",
    GivenName = "given-name",
    Surname = "surname",
    PlaceName = "place-name",
    Propagated = "propagated",
    Capitalised = "capitalised",
});

/// From this probability on a candidate is hidden until someone has looked at it.
pub const MASK: f32 = 0.05;

/// From this probability on a candidate has to be looked at before it is printed.
pub const GATE: f32 = 0.02;

/// The same where capitals tell nothing: there the model is less sure of names.
pub const GATE_WITHOUT_CAPITALS: f32 = 0.01;
