//! Interviews, and invented British speech: what a model that has not seen them offers to a reviewer.

use std::collections::BTreeSet;

use verbatim::detect::{Candidate, Detector, MASK};

use crate::corpus::Document;
use crate::measure::{Counts, Hidden, Share, line, tokens};
use crate::recipe::Material;
use crate::trainer::Settings;

const FOLDS: usize = 4;

/// A way of writing a text.
type Casing = (&'static str, fn(&str) -> String);

const CASINGS: [Casing; 4] =
    [("as it is", str::to_owned), ("small letters", lower), ("capitals", upper), ("a capital each word", title)];

/// Counts of one casing.
#[derive(Default)]
struct Offered {
    /// Words of people's names that a candidate covers at that place.
    there: Share,
    /// Or elsewhere in the same text: a reviewer's one decision is for all.
    anywhere: Share,
    others: Share,
    surfaces: usize,
    words: usize,
    masked: Counts,
}

pub fn interviews(material: &Material) {
    let held: Vec<&Document> = material.spoken.iter().filter(|document| document.id.contains("interview")).collect();
    line(format_args!("\n{} interviews, each offered by a model that has not seen it ({FOLDS} folds)", held.len()));
    let mut counts = CASINGS.map(|_| Offered::default());
    for fold in 0..FOLDS {
        let out: Vec<&&Document> = held.iter().skip(fold).step_by(FOLDS).collect();
        let without: Vec<String> = out.iter().map(|document| document.id.clone()).collect();
        let detector = Detector::read(&material.train(&without, Settings::default())).expect("it was just made");
        for document in out {
            for ((_, casing), counts) in CASINGS.iter().zip(&mut counts) {
                offer(document, *casing, &detector, counts);
            }
        }
    }
    show(&counts);
}

pub fn invented(material: &Material) {
    let held: Vec<&Document> = material.invented.iter().step_by(5).collect();
    line(format_args!("\n{} invented British texts that the model has not seen", held.len()));
    let without: Vec<String> = held.iter().map(|document| document.id.clone()).collect();
    let detector = Detector::read(&material.train(&without, Settings::default())).expect("it was just made");
    let mut counts = CASINGS.map(|_| Offered::default());
    for document in held {
        for ((_, casing), counts) in CASINGS.iter().zip(&mut counts) {
            offer(document, *casing, &detector, counts);
        }
    }
    show(&counts);
}

fn show(counts: &[Offered]) {
    for ((name, _), counts) in CASINGS.iter().zip(counts) {
        #[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
        let load = counts.surfaces as f64 * 10_000.0 / counts.words.max(1) as f64;
        line(format_args!(
            "{name}: people offered {} (there {}), all names offered {}, {load:.0} surfaces per 10,000 words",
            counts.anywhere, counts.there, counts.others
        ));
        line(format_args!("    hidden from {MASK}: {}", counts.masked));
    }
}

fn offer(document: &Document, casing: fn(&str) -> String, detector: &Detector, counts: &mut Offered) {
    let Some((text, names)) = recased(document, casing) else { return };
    let candidates = detector.candidates(&text);
    let show_missed = std::env::var_os("MISSED").is_some();
    let mut hidden = Hidden::none(&text);
    let mut words: BTreeSet<String> = BTreeSet::new();
    let mut surfaces: BTreeSet<String> = BTreeSet::new();
    for Candidate { span, .. } in &candidates {
        hidden.hide(span.range());
        surfaces.insert(span.of_text(&text).to_lowercase());
        words.extend(tokens(&text, span.range()).into_iter().filter_map(|token| Some(text.get(token)?.to_lowercase())));
    }
    counts.surfaces += surfaces.len();
    counts.words += text.split_whitespace().count();
    for (range, mark) in &names {
        for token in tokens(&text, range.clone()) {
            let is_there = hidden.is_hidden(token.clone());
            let word = text.get(token).unwrap_or_default();
            let is_anywhere = is_there || words.contains(&word.to_lowercase());
            counts.others.count(is_anywhere);
            if mark == "PERSON" {
                counts.there.count(is_there);
                counts.anywhere.count(is_anywhere);
                if show_missed && !is_anywhere {
                    line(format_args!("missed {} {word} in {:?}", document.id, text.get(range.clone())));
                }
            }
        }
    }
    let mut masked = Hidden::none(&text);
    masked.hide_all(&candidates, MASK);
    counts.masked.add(&text, &names.into_iter().map(|(range, _)| range).collect::<Vec<_>>(), &masked);
}

/// The document written in another way, and where its names are then.
type Recased = (String, Vec<(std::ops::Range<usize>, String)>);

fn recased(document: &Document, casing: fn(&str) -> String) -> Option<Recased> {
    let text = casing(&document.text);
    // Positions are kept by character: a casing that changes their number is left out.
    let before = crate::corpus::places(&document.text);
    let after = crate::corpus::places(&text);
    if before.len() != after.len() {
        return None;
    }
    let at = |byte: usize| before.binary_search(&byte).ok().map(|index| after[index]);
    let names = document.names.iter().map(|name| Some((at(name.range.start)?..at(name.range.end)?, name.mark.clone())));
    Some((text.clone(), names.collect::<Option<Vec<_>>>()?))
}

fn single(mut letters: impl Iterator<Item = char>, otherwise: char) -> char {
    match (letters.next(), letters.next()) {
        (Some(letter), None) => letter,
        _ => otherwise,
    }
}

fn lower(text: &str) -> String {
    text.chars().map(|letter| single(letter.to_lowercase(), letter)).collect()
}

fn upper(text: &str) -> String {
    text.chars().map(|letter| single(letter.to_uppercase(), letter)).collect()
}

fn title(text: &str) -> String {
    let mut before = ' ';
    text.chars()
        .map(|letter| {
            let is_first = !before.is_alphanumeric() && before != '\'' && before != '’';
            before = letter;
            if is_first { single(letter.to_uppercase(), letter) } else { letter }
        })
        .collect()
}
