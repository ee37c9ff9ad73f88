//! What the model looks at: each word's letters, shape and lists, those of its neighbours, and what the text shows of the
//! same word elsewhere. Every feature is a number, made by hashing.

use super::by_hash::ByHash;
use super::lexicon::{self, Entry, Lexicon, List};
use super::tokens::{Casing, Token, TokenKind, Tokens};

/// All that features are made of, for one word or mark, worked out once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// Hash of its small letters.
    pub lower: u64,
    /// What the lists know of it.
    pub entry: Entry,
    /// Its outline: *Xx*, *X.X.*, *dd/dd*; with whether capitals tell and whether it opens a sentence.
    pub(super) shape: u64,
    /// Hashes of its first one to four letters, and of its last.
    starts: [u64; 4],
    ends: [u64; 4],
    /// What the text shows of the same word elsewhere: bits of [`Seen`].
    seen: u8,
    /// Where two words are the same for the model, they have the same number here (for remembering their sums).
    pub same: u64,
}

/// What a text shows of one word.
enum Seen {
    Lower = 1,
    CapitalInside = 2,
    AfterTitle = 4,
    Label = 8,
    Often = 16,
    BesideInitial = 32,
}

/// Beyond the ends of a line.
const EDGE: Word = Word {
    lower: 0x1234_5678_9abc_def1,
    entry: Entry::NONE,
    shape: 0x0fed_cba9_8765_4321,
    starts: [0; 4],
    ends: [0; 4],
    seen: 0,
    same: 0x1111_2222_3333_4444,
};

/// How far to either side a word's neighbours are looked at.
pub const REACH: usize = 2;

/// The words of a text, in the order of its tokens.
pub fn words(text: &str, read: &Tokens, lexicon: &Lexicon<'_>) -> Vec<Word> {
    let mut words = Vec::with_capacity(read.tokens.len());
    for line in &read.lines {
        for token in &read.tokens[line.tokens.clone()] {
            words.push(word(text, *token, line.casing, lexicon));
        }
    }
    mark_places(text, read, &mut words, lexicon);
    mark_seen(text, read, &mut words);
    for word in &mut words {
        let seen = u64::from(word.seen);
        word.same = combine(combine(word.same, word.shape), u64::from(word.entry.bits()) << 8 | seen);
    }
    words
}

fn word(text: &str, token: Token, casing: Casing, lexicon: &Lexicon<'_>) -> Word {
    let letters = token.of_text(text);
    let lower = lexicon::hash_lower(letters);
    let entry = match token.kind {
        TokenKind::Word => lexicon.entry(lower),
        _ => Entry::NONE,
    };
    let mut starts = [0; 4];
    let mut ends = [0; 4];
    if token.kind == TokenKind::Word {
        affixes(letters.chars(), &mut starts, 1);
        affixes(letters.chars().rev(), &mut ends, 2);
    }
    let shape = shape(letters, token, casing);
    Word { lower, entry, shape, starts, ends, seen: 0, same: lower }
}

fn affixes(letters: impl Iterator<Item = char>, into: &mut [u64; 4], kind: u64) {
    let mut state = lexicon::START ^ kind;
    for (slot, letter) in into.iter_mut().zip(letters) {
        let letter = letter.to_lowercase().next().unwrap_or(letter);
        state = (state ^ u64::from(u32::from(letter))).wrapping_mul(0x100_0000_01b3);
        *slot = lexicon::finish(state);
    }
}

/// Runs of capitals, small letters and digits as one sign each; marks as they are.
fn shape(letters: &str, token: Token, casing: Casing) -> u64 {
    let mut state = lexicon::START;
    let mut last = 0;
    let mut run = 0;
    for letter in letters.chars() {
        let sign = if letter.is_numeric() {
            b'd'
        } else if casing == Casing::Mute && letter.is_alphabetic() || letter.is_lowercase() {
            b'x'
        } else if letter.is_uppercase() {
            b'X'
        } else if letter.is_alphabetic() {
            b'o'
        } else {
            u8::try_from(u32::from(letter)).unwrap_or(b'?')
        };
        run = if sign == last { run + 1 } else { 1 };
        // Two capitals in a row are another shape than one; how many digits there are matters up to four.
        if run == 1 || sign == b'X' && run == 2 || sign == b'd' && run <= 4 {
            state = lexicon::step(state, sign);
        }
        last = sign;
    }
    let flags = u8::from(casing == Casing::Mute) | u8::from(token.opens) << 1 | u8::from(token.labels) << 2;
    lexicon::finish(lexicon::step(state, flags))
}

/// A place of two or three words gives each of them the bit of places.
fn mark_places(text: &str, read: &Tokens, words: &mut [Word], lexicon: &Lexicon<'_>) {
    for line in &read.lines {
        for index in line.tokens.clone() {
            if !words[index].entry.is(List::PlaceStart) {
                continue;
            }
            for count in [2, 3] {
                let end = index + count;
                if end > line.tokens.end {
                    break;
                }
                let mut state = lexicon::START;
                for (nth, token) in read.tokens[index..end].iter().enumerate() {
                    state = if nth > 0 { lexicon::step(state, b' ') } else { state };
                    let lower = token.of_text(text).to_lowercase();
                    state = lower.bytes().fold(state, lexicon::step);
                }
                if lexicon.entry(lexicon::finish(state)).is(List::Place) {
                    for word in &mut words[index..end] {
                        word.entry = word.entry.with(List::Place).with(List::PlaceStart);
                    }
                }
            }
        }
    }
}

fn mark_seen(text: &str, read: &Tokens, words: &mut [Word]) {
    let mut seen: ByHash<(u8, u32)> = ByHash::default();
    for line in &read.lines {
        for index in line.tokens.clone() {
            let token = read.tokens[index];
            if token.kind != TokenKind::Word {
                continue;
            }
            let before = (index > line.tokens.start).then(|| &words[index - 1]);
            let is_capital = token.of_text(text).starts_with(char::is_uppercase);
            let mut bits = 0;
            if line.casing == Casing::Telling {
                bits |= if !is_capital {
                    Seen::Lower as u8
                } else if token.opens || token.labels {
                    0
                } else {
                    Seen::CapitalInside as u8
                };
            }
            let is_titled = |word: &Word| word.entry.is(List::Title);
            let is_stop = |index: usize| read.tokens[index].of_text(text) == ".";
            let after_title = before.is_some_and(is_titled)
                || index >= line.tokens.start + 2 && is_stop(index - 1) && is_titled(&words[index - 2]);
            bits |= u8::from(after_title) * Seen::AfterTitle as u8;
            bits |= u8::from(token.labels) * Seen::Label as u8;
            let is_initial = |index: usize| {
                let word = read.tokens[index].of_text(text);
                word.ends_with('.') && word.len() > 1
                    || word.len() == 1 && word.starts_with(char::is_uppercase) && word != "I" && word != "A"
            };
            if is_capital
                && (index > line.tokens.start
                    && (is_initial(index - 1)
                        || index >= line.tokens.start + 2 && is_stop(index - 1) && is_initial(index - 2)))
            {
                bits |= Seen::BesideInitial as u8;
            }
            let known = seen.entry(words[index].lower).or_default();
            known.0 |= bits;
            known.1 += 1;
        }
    }
    for (word, token) in words.iter_mut().zip(&read.tokens) {
        if token.kind == TokenKind::Word {
            let (bits, count) = seen.get(&word.lower).copied().unwrap_or_default();
            word.seen = bits | if count > 1 { Seen::Often as u8 } else { 0 };
        }
    }
}

/// The word `by` places from `index`, or the edge of the line.
pub fn neighbour(words: &[Word], index: usize, by: isize) -> &Word {
    index.checked_add_signed(by).and_then(|at| words.get(at)).unwrap_or(&EDGE)
}

/// Features of one word, seen from `from` places away (0 is itself, 1 is its left neighbour's view of it).
pub fn alone(word: &Word, from: isize, mut found: impl FnMut(u32)) {
    let place = u64::try_from(from + 8).unwrap_or_default() << 8;
    let mut add = |template: u64, value: u64| found(feature(place | template, value));
    let bits = u64::from(word.entry.bits());
    let cluster = cluster(word);
    add(1, word.lower);
    add(2, cluster);
    if from.unsigned_abs() > 1 {
        return;
    }
    add(3, word.shape);
    add(4, bits << 8 | u64::from(word.seen));
    add(5, combine(word.shape, bits));
    add(6, word.ends[2]);
    if from != 0 {
        return;
    }
    add(7, combine(word.lower, word.shape));
    for (length, start) in (0_u64..).zip(word.starts) {
        add(8 + length, start);
    }
    for (length, end) in (0_u64..).zip(word.ends) {
        add(12 + length, end);
    }
    add(16, combine(word.shape, cluster));
    add(17, combine(word.shape, u64::from(word.seen)));
    add(18, combine(word.shape, bits << 8 | u64::from(word.seen)));
    add(19, combine(word.shape, word.ends[2]));
    add(20, combine(word.shape, word.ends[1]));
}

/// Features of a word and its neighbours together.
pub fn together(words: &[Word], index: usize, mut found: impl FnMut(u32)) {
    let [before_last, before, here, after, after_next] = [-2, -1, 0, 1, 2].map(|by| *neighbour(words, index, by));
    let mut add = |template: u64, value: u64| found(feature(0x1000 | template, value));
    let [cluster_before, cluster_here, cluster_after] = [&before, &here, &after].map(cluster);
    let [bits_before, bits_here, bits_after] = [&before, &here, &after].map(|word| u64::from(word.entry.bits()));
    add(1, combine(before.lower, here.lower));
    add(2, combine(here.lower, after.lower));
    add(3, combine(before.lower, combine(after.lower, here.shape)));
    add(4, combine(before.lower, here.shape));
    add(5, combine(after.lower, here.shape));
    add(6, combine(before_last.lower, combine(before.lower, here.shape)));
    add(7, combine(after.lower, combine(after_next.lower, here.shape)));
    add(8, combine(cluster_before, cluster_here));
    add(9, combine(cluster_here, cluster_after));
    add(10, combine(cluster_before, combine(cluster_after, here.shape)));
    add(11, combine(before.shape, combine(here.shape, after.shape)));
    add(12, combine(bits_before << 20 | bits_here << 10 | bits_after, here.shape));
    add(13, combine(bits_here << 10 | bits_after, combine(here.shape, after.shape)));
    add(14, combine(bits_before << 10 | bits_here, combine(before.shape, here.shape)));
    add(15, combine(before.lower, bits_here));
    add(16, combine(after.lower, bits_here));
}

pub(super) fn cluster(word: &Word) -> u64 {
    word.entry.cluster().map_or(combine(word.shape, 77), |cluster| u64::from(cluster) + 1)
}

/// One number of two.
pub(super) const fn combine(first: u64, second: u64) -> u64 {
    let mixed = (first.rotate_left(29) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 31)
}

pub(super) const fn feature(template: u64, value: u64) -> u32 {
    (combine(value, template.wrapping_mul(0xd6e8_feb8_6659_fd93)).wrapping_mul(0xff51_afd7_ed55_8ccd) >> 32) as u32
}
