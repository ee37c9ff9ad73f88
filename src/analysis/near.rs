//! Answers that are nearly the same: alike but for punctuation, a plural *s*, or one typing slip.

use std::collections::{BTreeSet, HashMap};

use crate::text::{fold, is_slip, slip_keys, words};

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
    let slips = Slips::of(&split, &used);
    let mut order: Vec<usize> = (0..answers.len()).collect();
    order.sort_by_cached_key(|&at| (std::cmp::Reverse(answers[at].1), fold(answers[at].0), at));
    // By the forms of an answer that those near it have too: the heads of clusters, the most frequent first.
    let mut heads: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
    let mut cluster: Vec<usize> = (0..answers.len()).collect();
    for (rank, at) in order.into_iter().enumerate() {
        if split[at].is_empty() {
            continue;
        }
        let forms = slips.forms(&split[at]);
        let near = |form: &String| {
            let known = heads.get(form)?;
            known.iter().find(|(_, head)| are_near(&split[*head], &split[at], &used)).copied()
        };
        match forms.iter().filter_map(near).min() {
            Some((_, head)) => cluster[at] = head,
            None => forms.into_iter().for_each(|form| heads.entry(form).or_default().push((rank, at))),
        }
    }
    cluster
}

/// Which words that others used may have been meant by words that nobody else used.
struct Slips<'s>(HashMap<&'s str, Vec<&'s str>>);

impl<'s> Slips<'s> {
    fn of(split: &'s [Vec<String>], used: &HashMap<&'s str, u64>) -> Self {
        let short = split.iter().filter(|words| words.len() <= MOST_WORDS).flatten();
        let different: BTreeSet<&str> = short.map(String::as_str).collect();
        let count = |word: &&str| used.get(word).copied().unwrap_or_default();
        let mut common: HashMap<String, Vec<&str>> = HashMap::new();
        for word in different.iter().filter(|word| count(word) > 1) {
            for key in slip_keys(word) {
                common.entry(key).or_default().push(word);
            }
        }
        let mut meant = HashMap::new();
        for word in different.iter().filter(|word| count(word) == 1) {
            let found: BTreeSet<&str> = slip_keys(word)
                .iter()
                .filter_map(|key| common.get(key))
                .flatten()
                .filter(|other| is_slip(word, other))
                .copied()
                .collect();
            if !found.is_empty() {
                meant.insert(*word, found.into_iter().collect());
            }
        }
        Self(meant)
    }

    /// What an answer is looked for by: two that are near have one of these in common. The words without their plurals, and
    /// the same with one slip mended; of long answers the words as they are.
    fn forms(&self, words: &[String]) -> Vec<String> {
        if words.len() > MOST_WORDS {
            return vec![words.join(" ")];
        }
        let plain: Vec<&str> = words.iter().map(|word| without_plural(word)).collect();
        let mut forms = vec![plain.join(" ")];
        for (at, word) in words.iter().enumerate() {
            for meant in self.0.get(word.as_str()).into_iter().flatten() {
                let mut mended = plain.clone();
                mended[at] = without_plural(meant);
                forms.push(mended.join(" "));
            }
        }
        forms.sort();
        forms.dedup();
        forms
    }
}

/// What a word and its plural have in common.
fn without_plural(word: &str) -> &str {
    word.strip_suffix('s').filter(|one| is_plural(one, word)).unwrap_or(word)
}

/// The words of an answer as they are compared; `&` is *and*.
fn folded_words(text: &str) -> Vec<String> {
    words(&text.replace('&', " and ")).map(|word| fold(word.text)).collect()
}

/// How many people used each word in any of the answers.
fn usage<'s>(answers: &[(&str, u64)], split: &'s [Vec<String>]) -> HashMap<&'s str, u64> {
    let mut used: HashMap<&str, u64> = HashMap::new();
    for (words, (_, count)) in split.iter().zip(answers) {
        for word in words.iter().collect::<BTreeSet<_>>() {
            *used.entry(word.as_str()).or_default() += count;
        }
    }
    used
}

/// Numbers and negations have to be the same.
fn is_fixed(word: &str) -> bool {
    word.chars().any(char::is_numeric) || NEGATIONS.contains(&word) || word.ends_with("n't")
}

fn are_near(head: &[String], other: &[String], used: &HashMap<&str, u64>) -> bool {
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
