//! The file of a language: labels, transitions, weights, lexicon, and what is known of its quality.
//!
//! `VERBDET1`, the SHA-256 of all that follows it, then sections: a tag of four letters, a length in bytes (little-endian
//! `u32`), the bytes. A section that is missing, comes twice or does not fit the others is an error with its tag; only `docs`,
//! which is empty, is left out of a model that reads line by line.

use std::borrow::Cow;
use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::model::IdentityKind;

use super::crf::Transitions;
use super::lexicon::Lexicon;

/// What every file begins with; the last letter is the version of the format.
const MAGIC: &[u8; 8] = b"VERBDET1";
const HEAD: usize = MAGIC.len() + 32;
const MOST_LABELS: usize = 64;
const MOST_SECTIONS: usize = 16;

/// Why a file of weights cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DetectorError {
    #[error("this is no file of weights for the detector, or one of another version")]
    Magic,
    #[error("the file of weights is damaged: its bytes do not agree with its digest")]
    Digest,
    #[error("the file of weights ends inside a section, after {at} bytes")]
    Short { at: usize },
    #[error("the section `{tag}` of the file of weights is missing or makes no sense")]
    Section { tag: &'static str },
}

/// What a label of the model says of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Label {
    /// What kind of identity the word is part of, or nothing.
    pub kind: Option<IdentityKind>,
    /// Whether it should be hidden; a model of a genre may know names that need not be.
    pub is_hidden: bool,
}

impl Label {
    /// Its word in the file: `none`, a kind, or a kind with `/kept`.
    pub fn word(self) -> String {
        match self.kind {
            None => "none".to_owned(),
            Some(kind) if self.is_hidden => kind.word().to_owned(),
            Some(kind) => format!("{kind}/kept"),
        }
    }

    fn from_word(word: &str) -> Option<Self> {
        if word == "none" {
            return Some(Self { kind: None, is_hidden: false });
        }
        let kept = word.strip_suffix("/kept");
        let kind = IdentityKind::from_word(kept.unwrap_or(word))?;
        Some(Self { kind: Some(kind), is_hidden: kept.is_none() })
    }
}

/// How much of what it should find a model has found, measured on texts that it was not trained on.
#[derive(Debug, Clone, PartialEq)]
pub struct Floor {
    /// What sort of texts: `interviews`, `interviews without capitals` …
    pub genre: String,
    pub kind: IdentityKind,
    /// The share of words of this kind that are among the candidates, 0 to 1.
    pub offered: f32,
    /// On what it was measured.
    pub measured_on: String,
}

/// A file of weights, read.
#[derive(Debug, Clone)]
pub struct Weights {
    bytes: Cow<'static, [u8]>,
    pub(super) language: String,
    pub(super) version: String,
    pub(super) labels: Vec<Label>,
    pub(super) transitions: Transitions,
    pub(super) floors: Vec<Floor>,
    /// What one step of a weight is worth.
    pub(super) step: f32,
    scores: Range<usize>,
    known: Range<usize>,
    lexicon: Range<usize>,
    /// Features are hashed to so many bits.
    pub(super) feature_bits: u32,
    /// The model was trained with what the whole document tells.
    pub(super) is_of_documents: bool,
}

impl Weights {
    /// Reads a file of weights from wherever it comes.
    pub fn read(bytes: impl Into<Cow<'static, [u8]>>) -> Result<Self, DetectorError> {
        let bytes = bytes.into();
        let rest = bytes.strip_prefix(MAGIC.as_slice()).ok_or(DetectorError::Magic)?;
        let (digest, body) = rest.split_at_checked(32).ok_or(DetectorError::Short { at: bytes.len() })?;
        if Sha256::digest(body).as_slice() != digest {
            return Err(DetectorError::Digest);
        }
        Self::of(bytes)
    }

    /// Reads a file of weights without comparing its digest.
    pub(super) fn of(bytes: Cow<'static, [u8]>) -> Result<Self, DetectorError> {
        let sections = sections(&bytes)?;
        let section = |tag: &'static str| {
            let mut those = sections.iter().filter(|(name, _)| name == tag.as_bytes());
            match (those.next(), those.next()) {
                (Some((_, range)), None) => Ok(range.clone()),
                _ => Err(DetectorError::Section { tag }),
            }
        };
        let lines = |tag: &'static str| {
            let text = std::str::from_utf8(&bytes[section(tag)?]).map_err(|_| DetectorError::Section { tag })?;
            Ok::<_, DetectorError>(text.lines().map(str::to_owned).collect::<Vec<_>>())
        };
        let name = lines("name")?;
        let [language, version] = name.as_slice() else { return Err(DetectorError::Section { tag: "name" }) };
        let labels = lines("labl")?.iter().map(|word| Label::from_word(word)).collect::<Option<Vec<_>>>();
        let labels = labels
            .filter(|labels| (2..=MOST_LABELS).contains(&labels.len()) && labels[0].kind.is_none())
            .ok_or(DetectorError::Section { tag: "labl" })?;
        let transitions = Transitions::of(labels.len(), &floats(&bytes[section("tran")?]))
            .ok_or(DetectorError::Section { tag: "tran" })?;
        let step = match floats(&bytes[section("step")?])[..] {
            [step] if step.is_finite() && (0.0..=1.0).contains(&step) => step,
            _ => return Err(DetectorError::Section { tag: "step" }),
        };
        let scores = section("scor")?;
        let count = scores.len() / labels.len();
        if !count.is_power_of_two() || count < 2 || count * labels.len() != scores.len() {
            return Err(DetectorError::Section { tag: "scor" });
        }
        let known = section("know")?;
        if known.len() != KNOWN_BYTES {
            return Err(DetectorError::Section { tag: "know" });
        }
        let lexicon = section("lexi")?;
        Lexicon::read(&bytes[lexicon.clone()]).ok_or(DetectorError::Section { tag: "lexi" })?;
        let floors = lines("flor")?.iter().map(|line| floor(line)).collect::<Option<Vec<_>>>();
        let floors = floors.ok_or(DetectorError::Section { tag: "flor" })?;
        let (language, version) = (language.clone(), version.clone());
        let feature_bits = count.trailing_zeros();
        let is_of_documents = sections.iter().any(|(name, _)| name == b"docs");
        Ok(Self {
            bytes,
            language,
            version,
            labels,
            transitions,
            floors,
            step,
            scores,
            known,
            lexicon,
            feature_bits,
            is_of_documents,
        })
    }

    pub fn lexicon(&self) -> Lexicon<'_> {
        Lexicon::read(&self.bytes[self.lexicon.clone()]).expect("it was read when the file was")
    }

    /// The weights of a feature as numbers, one a label; nothing if the model does not know the feature.
    pub fn row_of(&self, feature: u32) -> Option<Vec<f32>> {
        Some(self.row(feature)?.iter().map(|value| f32::from(value.cast_signed()) * self.step).collect())
    }

    /// The weights of a feature in steps. A feature that training has not met would otherwise get another one's.
    pub(super) fn row(&self, feature: u32) -> Option<&[u8]> {
        let bit = feature >> (32 - KNOWN_BITS);
        if self.bytes[self.known.start + (bit >> 3) as usize] & 1 << (bit & 7) == 0 {
            return None;
        }
        let index = (feature >> (32 - self.feature_bits)) as usize;
        let start = self.scores.start + index * self.labels.len();
        Some(&self.bytes[start..start + self.labels.len()])
    }
}

/// Which features are known: one bit for each value of their first bits.
const KNOWN_BITS: u32 = 22;
const KNOWN_BYTES: usize = 1 << (KNOWN_BITS - 3);

/// The section that says which features are known.
pub fn known_bytes(features: impl Iterator<Item = u32>) -> Vec<u8> {
    let mut bytes = vec![0; KNOWN_BYTES];
    for feature in features {
        let bit = feature >> (32 - KNOWN_BITS);
        bytes[(bit >> 3) as usize] |= 1 << (bit & 7);
    }
    bytes
}

type Sections = Vec<(Vec<u8>, Range<usize>)>;

fn sections(bytes: &[u8]) -> Result<Sections, DetectorError> {
    let mut sections = Sections::new();
    let mut at = HEAD;
    while at < bytes.len() {
        let head = bytes.get(at..at + 8).ok_or(DetectorError::Short { at })?;
        let length = u32::from_le_bytes([head[4], head[5], head[6], head[7]]) as usize;
        let start = at + 8;
        let end = start.checked_add(length).filter(|end| *end <= bytes.len()).ok_or(DetectorError::Short { at })?;
        if sections.len() == MOST_SECTIONS {
            return Err(DetectorError::Short { at });
        }
        sections.push((head[..4].to_vec(), start..end));
        at = end;
    }
    Ok(sections)
}

fn floats(bytes: &[u8]) -> Vec<f32> {
    bytes.chunks_exact(4).map(|four| f32::from_le_bytes([four[0], four[1], four[2], four[3]])).collect()
}

/// Tabs between genre, kind, share and what it was measured on.
fn floor(line: &str) -> Option<Floor> {
    let mut parts = line.split('\t');
    let (genre, kind, offered) = (parts.next()?, parts.next()?, parts.next()?);
    let offered = offered.parse().ok().filter(|share| (0.0..=1.0).contains(share))?;
    let measured_on = parts.next()?.to_owned();
    Some(Floor { genre: genre.to_owned(), kind: IdentityKind::from_word(kind)?, offered, measured_on })
}

/// What a trainer has found, before it is written.
#[derive(Debug, Clone)]
pub struct Trained<'t> {
    pub language: &'t str,
    pub version: &'t str,
    pub labels: &'t [Label],
    /// `labels` × `labels`, from one to the next.
    pub transitions: &'t [f32],
    /// A power of two of features × `labels`.
    pub scores: &'t [f32],
    /// From [`known_bytes`].
    pub known: &'t [u8],
    /// From [`super::lexicon::lexicon_bytes`].
    pub lexicon: &'t [u8],
    /// Lines of four values with tabs between: see [`Floor`].
    pub floors: &'t str,
    /// Whether the model was trained with what the whole document tells ([`super::training::whole`]).
    pub is_of_documents: bool,
}

impl Trained<'_> {
    /// The file: weights rounded to 8 bits, the largest being 127 steps; what is beyond `largest` is taken for it.
    pub fn to_bytes(&self, largest: f32) -> Vec<u8> {
        let top = self.scores.iter().fold(0.0_f32, |top, score| top.max(score.abs())).clamp(1e-6, largest);
        let step = top / 127.0;
        #[expect(clippy::cast_possible_truncation, reason = "it is rounded and within -127 and 127")]
        let rounded = |score: &f32| ((score / step).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        let labels: Vec<String> = self.labels.iter().map(|label| label.word()).collect();
        let mut body = Vec::new();
        let mut add = |tag: &[u8; 4], bytes: &[u8]| {
            body.extend_from_slice(tag);
            body.extend(u32::try_from(bytes.len()).expect("a section has less than 4 GiB").to_le_bytes());
            body.extend_from_slice(bytes);
        };
        let transitions: Vec<u8> = self.transitions.iter().flat_map(|weight| weight.to_le_bytes()).collect();
        add(b"name", format!("{}\n{}", self.language, self.version).as_bytes());
        add(b"labl", labels.join("\n").as_bytes());
        add(b"flor", self.floors.as_bytes());
        add(b"tran", &transitions);
        add(b"step", &step.to_le_bytes());
        add(b"scor", &self.scores.iter().map(rounded).collect::<Vec<u8>>());
        add(b"know", self.known);
        add(b"lexi", self.lexicon);
        if self.is_of_documents {
            add(b"docs", &[]);
        }
        let mut bytes = MAGIC.to_vec();
        bytes.extend_from_slice(&Sha256::digest(&body));
        bytes.extend(body);
        bytes
    }
}
