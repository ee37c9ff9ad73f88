//! What a model of whole documents looks at besides: a name as a whole, how often its words come, where in the document
//! and in what brackets it stands.
//!
//! Judgments, letters and reports are written to be read from their beginning, and name the same bodies over and over: there
//! it tells what is to be hidden. Interviews are not like that, and the model for them does without.

use super::by_hash::ByHash;
use super::features::{REACH, Word, cluster, combine, feature, neighbour};
use super::lexicon::{self, List};
use super::tokens::{Line, Token, TokenKind, Tokens};

/// What is known of one token by the whole document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Whole {
    /// How far down the document its line is, in steps that grow.
    depth: u64,
    /// How often its word comes, in steps that grow.
    often: u64,
    /// Whether it stands in brackets, in quotation marks, or in both.
    inside: u64,
    /// The name that it is part of.
    name: Option<Name>,
}

/// Words with capitals side by side, with the small words between them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Name {
    /// Hash of all its words; and of some of them.
    words: u64,
    first: u64,
    /// The last word of its first row of capitals: *Court* in *Regional Court of Kraków*.
    head: u64,
    last: u64,
    /// Up to six.
    length: u64,
    /// Whether there is a place in it, a word that is not a common one, a letter that English does not have, a word that is
    /// in no cluster.
    signs: u64,
    /// The two words before it, and the one after it.
    before: u64,
    after: u64,
}

/// What is known of each token of a text.
pub fn wholes(text: &str, read: &Tokens, words: &[Word]) -> Vec<Whole> {
    let mut counts: ByHash<usize> = ByHash::default();
    for word in words {
        *counts.entry(word.lower).or_default() += 1;
    }
    let mut wholes = vec![Whole::default(); words.len()];
    for (line_index, line) in read.lines.iter().enumerate() {
        let (mut bracket, mut quotation) = (0, 0);
        for index in line.tokens.clone() {
            match read.tokens[index].of_text(text) {
                "(" => bracket = 1,
                ")" => bracket = 0,
                "“" => quotation = 2,
                "”" => quotation = 0,
                _ => {}
            }
            let count = counts.get(&words[index].lower).copied().unwrap_or_default();
            wholes[index] = Whole {
                depth: stepped(line_index, &[1, 2, 4, 8, 16]),
                often: stepped(count, &[2, 3, 4, 7, 13, 26]),
                inside: bracket | quotation,
                name: None,
            };
        }
        mark_names(text, read, line, words, &mut wholes);
    }
    wholes
}

/// How many of these numbers, in rising order, a count has reached.
fn stepped(count: usize, steps: &[usize]) -> u64 {
    steps.iter().filter(|step| count >= **step).count() as u64
}

fn mark_names(text: &str, read: &Tokens, line: &Line, words: &[Word], wholes: &mut [Whole]) {
    let range = line.tokens.clone();
    let is_raised = |index: usize| is_raised(text, read.tokens[index]);
    let mut start = range.start;
    while start < range.end {
        if !is_raised(start) {
            start += 1;
            continue;
        }
        let mut end = start + 1;
        let mut at = end;
        // One small word or two may stand between two with capitals.
        while at < range.end && (is_raised(at) || at - end < 2 && is_between(read.tokens[at].of_text(text))) {
            at += 1;
            if is_raised(at - 1) {
                end = at;
            }
        }
        let raised: Vec<usize> = (start..end).filter(|&index| is_raised(index)).collect();
        let head = raised.iter().copied().find(|index| index + 1 == end || !is_raised(index + 1)).unwrap_or(start);
        let lower = |index: usize| if range.contains(&index) { words[index].lower } else { 0 };
        let earlier = |by: usize| start.checked_sub(by).map_or(0, lower);
        let name = Name {
            words: words[start..end].iter().fold(lexicon::START, |state, word| combine(state, word.lower)),
            first: words[start].lower,
            head: words[head].lower,
            last: words[end - 1].lower,
            length: (end - start).min(6) as u64,
            signs: signs(text, read, words, start..end, &raised),
            before: combine(earlier(1), earlier(2)),
            after: lower(end),
        };
        for whole in &mut wholes[start..end] {
            whole.name = Some(name);
        }
        start = end;
    }
}

fn is_raised(text: &str, token: Token) -> bool {
    token.kind == TokenKind::Word && token.of_text(text).starts_with(char::is_uppercase)
}

/// What may stand inside a name between two words with capitals.
fn is_between(word: &str) -> bool {
    const BETWEEN: [&str; 17] =
        ["of", "for", "de", "du", "and", "-", "‑", "’s", "'s", "s", "’", "'", "in", "the", "w", ".", "no"];
    BETWEEN.contains(&word)
}

fn signs(text: &str, read: &Tokens, words: &[Word], range: std::ops::Range<usize>, raised: &[usize]) -> u64 {
    let entries = || raised.iter().map(|&index| words[index].entry);
    let is_foreign = range.clone().any(|index| !read.tokens[index].of_text(text).is_ascii());
    u64::from(words[range].iter().any(|word| word.entry.is(List::Place)))
        | u64::from(entries().any(|entry| !entry.is(List::Common))) << 1
        | u64::from(is_foreign) << 2
        | u64::from(entries().any(|entry| entry.cluster().is_none())) << 3
}

/// Features of a token that come from the whole document.
pub fn whole(wholes: &[Whole], words: &[Word], index: usize, mut found: impl FnMut(u32)) {
    let whole = wholes[index];
    let reach = REACH.cast_signed();
    let lower = |by: isize| neighbour(words, index, by).lower;
    let here = &words[index];
    let (shape, cluster) = (here.shape, cluster(here));
    let mut add = |template: u64, value: u64| found(feature(0x2000 | template, value));
    add(1, combine(whole.depth, shape));
    add(2, combine(whole.depth, cluster));
    add(3, combine(whole.often, shape));
    add(4, combine(whole.often, cluster));
    add(5, whole.inside);
    add(6, combine(whole.inside, shape));
    add(7, combine(whole.inside, here.lower));
    add(8, combine(here.lower, combine(lower(1), lower(reach))));
    add(9, combine(here.lower, combine(lower(-1), lower(-reach))));
    add(10, combine(lower(-1), combine(here.lower, lower(1))));
    let Some(name) = whole.name else { return };
    add(11, name.words);
    add(12, name.head);
    add(13, name.first);
    add(14, name.last);
    add(15, combine(name.length, name.signs));
    add(16, combine(name.last, name.signs));
    add(17, name.before);
    add(18, name.after);
    add(19, combine(name.before, name.head));
    add(20, combine(name.after, name.head));
}
