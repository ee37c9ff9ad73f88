//! Runs of eight words that nobody may read: of people whose words must not be printed.
//!
//! Only keyed digests are kept (SipHash-2-4, Aumasson and Bernstein 2012), so that what is left of somebody who withdrew
//! holds none of their words, and says nothing without the study that it was made in. A text that is checked is read word
//! by word; letter case, accents, punctuation and line ends make no difference.

use std::collections::BTreeSet;
use std::ops::Range;

use super::words::each_word;

/// How many words in a row nobody says twice by chance.
pub const RUN: usize = 8;

/// Whose words they are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Whose {
    /// Of somebody who is not kept in the sample.
    Excluded,
    /// Of somebody whose consent does not cover being quoted.
    NotQuoted,
    /// Of somebody who withdrew.
    Withdrawn,
}

/// Digests of runs of words that must not get out, for one study. Of each, 62 bits are kept beside whose it is: eight
/// bytes for each word.
#[derive(Debug, Clone, Default)]
pub struct Runs {
    key: (u64, u64),
    /// In order, once [`Runs::scan`] is called.
    digests: Vec<u64>,
    pardoned: BTreeSet<u64>,
}

/// The bits that say whose it is.
const WHOSE: u64 = 3;

impl Runs {
    /// Of a study with this secret: 16 bytes of it count, shorter ones are filled up.
    pub fn with_key(secret: &[u8]) -> Self {
        let half = |from: usize| {
            let bytes = std::array::from_fn(|index| secret.get(from + index).copied().unwrap_or(0));
            u64::from_le_bytes(bytes)
        };
        Self { key: (half(0), half(8)), ..Self::default() }
    }

    /// The digests of all runs in a text, in the order in which they stand there.
    pub fn of_text(&self, text: &str) -> Vec<u64> {
        let mut digests = Vec::new();
        self.each_run(text, |digest, _| digests.push(digest));
        digests
    }

    /// Whoever prints one of these is refused.
    pub fn forbid(&mut self, digests: impl IntoIterator<Item = u64>, whose: Whose) {
        let number = match whose {
            Whose::Excluded => 0,
            Whose::NotQuoted => 1,
            Whose::Withdrawn => 2,
        };
        self.digests.extend(digests.into_iter().map(|digest| digest & !WHOSE | number));
    }

    /// Lets pass what others have said or written too.
    pub fn pardon(&mut self, text: &str) {
        for digest in self.of_text(text) {
            if self.whose(digest).is_some() {
                self.pardoned.insert(digest);
            }
        }
    }

    /// Puts the digests in order, each once. Has to be done before anything is looked for.
    #[must_use]
    pub fn sealed(mut self) -> Self {
        self.digests.sort_unstable();
        self.digests.dedup_by_key(|digest| *digest & !WHOSE);
        self.digests.shrink_to_fit();
        self
    }

    /// How many runs there are.
    pub fn len(&self) -> usize {
        self.digests.len()
    }

    pub fn is_empty(&self) -> bool {
        self.digests.is_empty()
    }

    fn whose(&self, digest: u64) -> Option<Whose> {
        let at = self.digests.partition_point(|known| known & !WHOSE < digest & !WHOSE);
        let found = self.digests.get(at).filter(|&&known| known & !WHOSE == digest & !WHOSE)?;
        Some(match found & WHOSE {
            0 => Whose::Excluded,
            1 => Whose::NotQuoted,
            _ => Whose::Withdrawn,
        })
    }

    /// Gives each forbidden run of a text: where it stands there.
    pub(super) fn scan(&self, text: &str, mut found: impl FnMut(Whose, Range<usize>)) {
        if self.digests.is_empty() {
            return;
        }
        self.each_run(text, |digest, range| {
            if let Some(whose) = self.whose(digest).filter(|_| !self.pardoned.contains(&digest)) {
                found(whose, range);
            }
        });
    }

    fn each_run(&self, text: &str, mut run: impl FnMut(u64, Range<usize>)) {
        let mut last: [(u64, usize); RUN] = [(0, 0); RUN];
        let mut count = 0_usize;
        each_word(text, |word, range| {
            last.rotate_left(1);
            last[RUN - 1] = (siphash(self.key, word.as_bytes()), range.start);
            count += 1;
            if count >= RUN {
                let mut bytes = [0; RUN * 8];
                for (slot, (digest, _)) in bytes.chunks_exact_mut(8).zip(&last) {
                    slot.copy_from_slice(&digest.to_le_bytes());
                }
                run(siphash(self.key, &bytes), last[0].1..range.end);
            }
        });
    }
}

/// SipHash-2-4 of some bytes.
fn siphash(key: (u64, u64), bytes: &[u8]) -> u64 {
    let mut state = [
        key.0 ^ 0x736f_6d65_7073_6575,
        key.1 ^ 0x646f_7261_6e64_6f6d,
        key.0 ^ 0x6c79_6765_6e65_7261,
        key.1 ^ 0x7465_6462_7974_6573,
    ];
    let chunks = bytes.chunks_exact(8);
    let mut last = [0; 8];
    let rest = chunks.remainder();
    last[..rest.len()].copy_from_slice(rest);
    last[7] = bytes.len().to_le_bytes()[0];
    for chunk in chunks {
        absorb(&mut state, u64::from_le_bytes(chunk.try_into().expect("a chunk has eight bytes")));
    }
    absorb(&mut state, u64::from_le_bytes(last));
    state[2] ^= 0xff;
    for _ in 0..4 {
        round(&mut state);
    }
    state[0] ^ state[1] ^ state[2] ^ state[3]
}

const fn absorb(state: &mut [u64; 4], word: u64) {
    state[3] ^= word;
    round(state);
    round(state);
    state[0] ^= word;
}

const fn round(state: &mut [u64; 4]) {
    state[0] = state[0].wrapping_add(state[1]);
    state[1] = state[1].rotate_left(13) ^ state[0];
    state[0] = state[0].rotate_left(32);
    state[2] = state[2].wrapping_add(state[3]);
    state[3] = state[3].rotate_left(16) ^ state[2];
    state[0] = state[0].wrapping_add(state[3]);
    state[3] = state[3].rotate_left(21) ^ state[0];
    state[2] = state[2].wrapping_add(state[1]);
    state[1] = state[1].rotate_left(17) ^ state[2];
    state[2] = state[2].rotate_left(32);
}
