//! The lexicon: lists of names and clusters of words as given, common words as the training texts show them.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use verbatim::detect::training::{Entry, List, TokenKind, Tokens, lexicon_bytes};

use crate::corpus::Document;

/// Words that stand before a name.
const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "doctor",
    "sir",
    "lady",
    "lord",
    "dame",
    "rev",
    "reverend",
    "nurse",
    "sister",
    "judge",
    "justice",
    "captain",
    "sergeant",
    "sgt",
    "constable",
    "inspector",
    "superintendent",
    "councillor",
    "cllr",
    "auntie",
    "aunt",
    "uncle",
    "madam",
    "mister",
    "matron",
    "father",
];
/// A word of a name list is common all the same if it comes so often in small letters, and more often than as a name.
const FEWEST: u32 = 2;
/// A cluster in which fewer words are names than one in so many is one of common words.
const NAMES_IN_CLUSTER: u32 = 5;

/// Names as they were listed, in small letters, for those who make names up.
pub struct Lists {
    pub given_names: Vec<String>,
    pub surnames: Vec<String>,
    pub places: Vec<String>,
    clusters: BTreeMap<String, u16>,
}

impl Lists {
    /// Reads the four lists of a folder.
    pub fn read(folder: &Path) -> Result<Self, Box<dyn std::error::Error>> {
        let lines = |name: &str| -> Result<Vec<String>, Box<dyn std::error::Error>> {
            let content = std::fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"))?;
            Ok(content.lines().map(|line| line.trim().to_lowercase()).filter(|line| !line.is_empty()).collect())
        };
        let packed = std::fs::read(folder.join("word-clusters.tsv.gz"))?;
        let mut content = String::new();
        flate2::read::GzDecoder::new(packed.as_slice()).read_to_string(&mut content)?;
        let mut clusters = BTreeMap::new();
        for line in content.lines() {
            let mut parts = line.split('\t');
            let (Some(word), Some(Ok(cluster))) = (parts.next(), parts.next().map(str::parse)) else { continue };
            let lower = word.to_lowercase();
            // The form in small letters speaks for all.
            if lower == word || !clusters.contains_key(&lower) {
                clusters.insert(lower, cluster);
            }
        }
        Ok(Self {
            given_names: lines("given-names.txt")?,
            surnames: lines("surnames.txt")?,
            places: lines("places.txt")?,
            clusters,
        })
    }

    /// The lexicon of a model that is trained on these documents.
    pub fn lexicon(&self, documents: &[Document]) -> Vec<u8> {
        let mut words: BTreeMap<String, Entry> = BTreeMap::new();
        let mut add = |word: &str, list: List| {
            let entry = words.entry(word.to_owned()).or_default();
            *entry = entry.with(list);
        };
        for word in &self.given_names {
            add(word, List::GivenName);
        }
        for word in &self.surnames {
            add(word, List::Surname);
        }
        for place in &self.places {
            let parts: Vec<&str> = place.split([' ', '-']).filter(|part| !part.is_empty()).collect();
            if (2..=3).contains(&parts.len()) {
                add(parts[0], List::PlaceStart);
            }
            if parts.len() <= 3 {
                add(&parts.join(" "), List::Place);
            }
        }
        for title in TITLES {
            add(title, List::Title);
        }
        let mut in_cluster: BTreeMap<u16, (u32, u32)> = BTreeMap::new();
        for (word, cluster) in &self.clusters {
            let counts = in_cluster.entry(*cluster).or_default();
            counts.0 += 1;
            counts.1 += u32::from(words.get(word).is_some_and(|entry| entry.is_name()));
        }
        for (word, cluster) in &self.clusters {
            let (all, names) = in_cluster[cluster];
            let entry = words.entry(word.clone()).or_default();
            let is_common = !entry.is_name() && names * NAMES_IN_CLUSTER < all;
            *entry = if is_common { entry.with(List::Common) } else { *entry }.in_cluster(*cluster);
        }
        for (word, (small, named)) in counts(documents) {
            let entry = words.entry(word).or_default();
            if small >= FEWEST && small > named {
                *entry = entry.with(List::Common);
            }
        }
        lexicon_bytes(&words)
    }
}

/// How often each word comes in small letters outside names, and how often inside of one.
fn counts(documents: &[Document]) -> BTreeMap<String, (u32, u32)> {
    let mut counts: BTreeMap<String, (u32, u32)> = BTreeMap::new();
    for document in documents {
        for token in Tokens::of(&document.text).tokens {
            if token.kind != TokenKind::Word {
                continue;
            }
            let word = token.of_text(&document.text);
            let is_name = document.names.iter().any(|name| name.range.contains(&(token.start as usize)));
            let entry = counts.entry(word.to_lowercase()).or_default();
            if is_name {
                entry.1 += 1;
            } else if word.starts_with(char::is_lowercase) {
                entry.0 += 1;
            }
        }
    }
    counts
}
