//! Answers that are nearly the same: alike but for punctuation, a plural *s*, or one typing slip.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::{fold, is_slip, words};

/// Longer answers are never taken for one another: in whole sentences a letter can matter.
const MOST_WORDS: usize = 8;

/// What turns an answer into its opposite. `n't` is looked for by itself.
const NEGATIONS: [&str; 12] =
    ["no", "not", "never", "none", "nobody", "nothing", "nor", "neither", "without", "cannot", "less", "fewer"];

/// Puts answers into clusters of those that are nearly the same; by answer, the place of its cluster's first in `answers`.
///
/// `answers` are different answers, each with how many people gave it. Two belong together if their words are the same in
/// the same order, whatever the marks between them ("e-mail", "e mail"), where a word may have an *s* at its end that the
/// other lacks, and where one word of one answer may be a slip of the other's: one letter more, less, changed or swapped
/// with its neighbour (Damerau), in a word of six letters and more, which nobody else used, while others used the one that
/// was meant. Answers with different numbers or different negations, and those of more than eight words, never do.
///
/// Each answer is held against the most frequent of every cluster only, so that no chain of slips joins what is far apart.
pub fn near_clusters(answers: &[(&str, u64)]) -> Vec<usize> {
    let split: Vec<Vec<String>> = answers.iter().map(|(text, _)| folded_words(text)).collect();
    let used = usage(answers, &split);
    let mut order: Vec<usize> = (0..answers.len()).collect();
    order.sort_by_key(|&at| (std::cmp::Reverse(answers[at].1), fold(answers[at].0), at));
    let mut heads: BTreeMap<Vec<String>, Vec<usize>> = BTreeMap::new();
    let mut cluster: Vec<usize> = (0..answers.len()).collect();
    for at in order {
        // Only answers of the same shape can be near; the shape leaves out what a slip or a plural may change.
        let heads = heads.entry(shape(&split[at])).or_default();
        match heads.iter().find(|&&head| are_near(&split[head], &split[at], &used)) {
            Some(&head) => cluster[at] = head,
            None => heads.push(at),
        }
    }
    cluster
}

/// The words of an answer as they are compared; `&` is *and*.
fn folded_words(text: &str) -> Vec<String> {
    words(&text.replace('&', " and ")).map(|word| fold(word.text)).collect()
}

/// How many people used each word in any of the answers.
fn usage<'s>(answers: &[(&str, u64)], split: &'s [Vec<String>]) -> BTreeMap<&'s str, u64> {
    let mut used: BTreeMap<&str, u64> = BTreeMap::new();
    for (words, (_, count)) in split.iter().zip(answers) {
        for word in words.iter().collect::<BTreeSet<_>>() {
            *used.entry(word.as_str()).or_default() += count;
        }
    }
    used
}

/// What near answers have in common: how many words, and the first letter of each, or the whole of a number or negation.
fn shape(words: &[String]) -> Vec<String> {
    let part = |word: &String| {
        if is_fixed(word) { word.clone() } else { word.chars().next().map(String::from).unwrap_or_default() }
    };
    words.iter().map(part).collect()
}

/// Numbers and negations have to be the same.
fn is_fixed(word: &str) -> bool {
    word.chars().any(char::is_numeric) || NEGATIONS.contains(&word) || word.ends_with("n't")
}

fn are_near(head: &[String], other: &[String], used: &BTreeMap<&str, u64>) -> bool {
    if head.len() != other.len() || head.is_empty() {
        return false;
    }
    let is_long = head.len() > MOST_WORDS;
    let mut slips = 0;
    for (left, right) in head.iter().zip(other) {
        if left == right {
            continue;
        }
        if is_long || is_fixed(left) || is_fixed(right) {
            return false;
        }
        if is_plural(left, right) || is_plural(right, left) {
            continue;
        }
        let count = |word: &str| used.get(word).copied().unwrap_or_default();
        let (rare, common) = if count(left) < count(right) { (left, right) } else { (right, left) };
        if count(rare) != 1 || count(common) < 2 || !is_slip(left, right) {
            return false;
        }
        slips += 1;
    }
    slips <= 1
}

/// Whether `many` is `one` with an *s* at its end. Words of three letters and fewer (*it*, *its*) are left alone.
fn is_plural(one: &str, many: &str) -> bool {
    one.chars().count() > 3 && !one.ends_with('s') && many.strip_suffix('s') == Some(one)
}
