//! The same rules, found in the plainest way: one regular expression a word, tried at every place of every unit.

#![expect(clippy::string_slice, reason = "places come from the same text")]

use regex::Regex;
use verbatim::model::{CodingUnit, Rule, Span};
use verbatim::text::{Stems, fold, is_word_char, sentences, words};

type Hit = (usize, usize);

/// The units of a segment's text in which a rule fires.
pub(super) fn fires_in(rule: &Rule, text: &str) -> Vec<Span> {
    units(rule.unit, text).into_iter().filter(|unit| fires(rule, unit.of_text(text))).collect()
}

fn units(unit: CodingUnit, text: &str) -> Vec<Span> {
    match unit {
        CodingUnit::Sentence => sentences(text),
        CodingUnit::Paragraph => {
            let line = Regex::new(r"(?m)^\s*?(\S(?:.*\S)?)\s*?$").expect("a sound expression");
            let spans = line.captures_iter(text).map(|found| found.get(1).expect("the line").range());
            spans.filter_map(|range| Span::of(text, range)).collect()
        }
        CodingUnit::Turn | CodingUnit::Answer => {
            if text.is_empty() {
                Vec::new()
            } else {
                vec![Span::whole(text)]
            }
        }
    }
}

fn fires(rule: &Rule, unit: &str) -> bool {
    let stems = rule.stem.as_deref().and_then(Stems::of_language);
    let hits_of =
        |words: &[String]| -> Vec<Vec<Hit>> { words.iter().map(|word| hits(word, unit, stems.as_ref())).collect() };
    let mut any: Vec<Hit> = hits_of(&rule.any).concat();
    for expression in &rule.regex {
        let expression = Regex::new(&format!("(?i){expression}")).expect("a sound expression");
        any.extend(expression.find_iter(unit).map(|found| (found.start(), found.end())));
    }
    let all = hits_of(&rule.all);
    if all.iter().any(Vec::is_empty) || hits_of(&rule.none).iter().any(|hits| !hits.is_empty()) {
        return false;
    }
    if any.is_empty() && !(rule.any.is_empty() && rule.regex.is_empty()) {
        return false;
    }
    let Some(near) = &rule.near else { return true };
    let positive: Vec<Hit> = any.into_iter().chain(all.concat()).collect();
    let near_hits = hits_of(&near.words).concat();
    positive.iter().any(|&hit| near_hits.iter().any(|&other| is_near(unit, hit, other, near.within)))
}

fn is_near(unit: &str, hit: Hit, other: Hit, within: usize) -> bool {
    let (left, right) = if hit < other { (hit, other) } else { (other, hit) };
    let between: Vec<Span> =
        words(unit).map(|word| word.span).filter(|span| span.start() >= left.1 && span.end() <= right.0).collect();
    left.1 <= right.0 && between.len() < within
}

fn hits(word: &str, unit: &str, stems: Option<&Stems>) -> Vec<Hit> {
    match stems {
        Some(stems) => stemmed_hits(word, unit, stems),
        None => literal_hits(word, unit),
    }
}

/// Single words and phrases of plain words by their stems.
fn stemmed_hits(phrase: &str, unit: &str, stems: &Stems) -> Vec<Hit> {
    let wanted: Vec<String> = phrase.split(' ').map(|word| stems.stem(&fold(word)).into_owned()).collect();
    let there: Vec<_> = words(unit).collect();
    let gap = Regex::new(r"^['’]?(?:[-‐‑]\s*|\s+)$").expect("a sound expression");
    let fits = |run: &[verbatim::text::Word<'_>]| {
        run.iter().zip(&wanted).all(|(word, stem)| stems.stem(&fold(word.text).replace('ſ', "s")) == stem.as_str())
            && run.windows(2).all(|pair| gap.is_match(&unit[pair[0].span.end()..pair[1].span.start()]))
    };
    let found = there.windows(wanted.len()).filter(|run| fits(run));
    found.map(|run| (run[0].span.start(), run[run.len() - 1].span.end())).collect()
}

fn literal_hits(word: &str, unit: &str) -> Vec<Hit> {
    let parts: Vec<String> = word
        .split([' ', '-'])
        .map(|part| {
            let letters = regex::escape(part.trim_end_matches('*')).replace('\'', "['’]");
            if part.ends_with('*') { letters + r"[\p{Alphabetic}\p{N}\p{M}]*" } else { letters }
        })
        .collect();
    let expression = Regex::new(&format!("^(?i){}", parts.join(r"['’]?(?:[-‐‑]\s*|\s+)"))).expect("a sound expression");
    let mut found = Vec::new();
    for (start, _) in unit.char_indices() {
        let Some(hit) = expression.find(&unit[start..]) else { continue };
        let end = start + hit.end();
        let before = unit[..start].chars().next_back();
        let after = unit[end..].chars().next();
        if !before.is_some_and(is_word_char) && !after.is_some_and(is_word_char) {
            found.push((start, end));
        }
    }
    found
}
