//! Labels that are nearly the same: most often one of them is misspelt.

use std::collections::BTreeMap;

use crate::import::Turn;
use crate::text::letters_apart;

/// Two labels that may stand for one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SimilarLabels {
    /// The one that comes less often.
    pub rare: String,
    pub common: String,
    /// Where the rare one comes first, in a file that has lines.
    pub line_number: Option<u64>,
}

/// Short names differ by a letter for good; longer ones seldom do.
const MIN_LETTERS: usize = 4;

/// Pairs of speakers whose names differ by case, by spaces and signs, or by a letter or two of a name that comes rarely.
pub fn similar_labels(turns: &[Turn]) -> Vec<SimilarLabels> {
    let mut counts: BTreeMap<&str, (usize, Option<u64>)> = BTreeMap::new();
    for turn in turns {
        if let Some(speaker) = turn.speaker.as_deref() {
            counts.entry(speaker).or_insert((0, turn.line_number)).0 += 1;
        }
    }
    // More labels than people are in a room: they are something else.
    if counts.len() > 200 {
        return Vec::new();
    }
    let labels: Vec<(&str, usize, Option<u64>)> =
        counts.into_iter().map(|(label, (count, line_number))| (label, count, line_number)).collect();
    let mut pairs = Vec::new();
    for (index, one) in labels.iter().enumerate() {
        for other in labels.iter().skip(index + 1) {
            let (rare, common) = if one.1 <= other.1 { (one, other) } else { (other, one) };
            if are_similar(rare.0, common.0, rare.1 * 5 <= common.1 || rare.1 <= 2) {
                let (rare, common, line_number) = (rare.0.to_owned(), common.0.to_owned(), rare.2);
                pairs.push(SimilarLabels { rare, common, line_number });
            }
        }
    }
    pairs
}

fn are_similar(rare: &str, common: &str, is_rare: bool) -> bool {
    let letters = |label: &str| -> String {
        label.to_lowercase().chars().filter(|character| character.is_alphanumeric()).collect()
    };
    let digits = |label: &str| -> String { label.chars().filter(char::is_ascii_digit).collect() };
    let (rare, common) = (letters(rare), letters(common));
    if rare == common {
        return true;
    }
    // "P1" and "P2", "Speaker A" and "Speaker B" are two people.
    let parted = (rare.chars().count(), common.chars().count());
    if !is_rare || digits(&rare) != digits(&common) || parted.0.min(parted.1) < MIN_LETTERS {
        return false;
    }
    let ends_in_letter = |label: &str, other: &str| {
        let mut own = label.chars();
        let mut others = other.chars();
        own.next_back() != others.next_back() && own.as_str() == others.as_str()
    };
    let limit = if parted.0.min(parted.1) >= 8 { 2 } else { 1 };
    !ends_in_letter(&rare, &common) && letters_apart(&rare, &common) <= limit
}
