//! What the lists know of a word: whether it is a name, and which words are used like it.
//!
//! One hash table for all lists, because most words are in several: 32 bits a word, of which 15 tell it from others in
//! its bucket. A word that is in no list is taken for one of them once in some thousands, the same on every machine.
//! Against sorted automata (`fst`) it is half the size, one look instead of a walk a letter, and damaged bytes can only
//! give wrong answers.

/// What the lists say of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Entry(u32);

/// A bit of an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    GivenName = 1 << 10,
    Surname = 1 << 11,
    /// A place of one word, or all of a place's name.
    Place = 1 << 12,
    /// The first word of a place with several.
    PlaceStart = 1 << 13,
    /// A word of the language that is more often no name.
    Common = 1 << 14,
    /// It stands before a name: *Mr*, *Dr*, *Professor*.
    Title = 1 << 15,
    /// Its cluster is known.
    Clustered = 1 << 16,
}

const CLUSTER: u32 = 0x3ff;
const LISTS: u32 = 0x1_fc00;
const PRINT_SHIFT: u32 = 17;

impl Entry {
    pub const NONE: Self = Self(0);

    /// An entry without a hash, for those who make a lexicon.
    #[must_use]
    pub fn with(self, list: List) -> Self {
        Self(self.0 | list as u32)
    }

    /// A cluster is below 1,024.
    #[must_use]
    pub fn in_cluster(self, cluster: u16) -> Self {
        Self(self.0 & !CLUSTER | u32::from(cluster) & CLUSTER | List::Clustered as u32)
    }

    pub const fn is(self, list: List) -> bool {
        self.0 & list as u32 != 0
    }

    /// Which words it is used like.
    pub fn cluster(self) -> Option<u16> {
        self.is(List::Clustered).then(|| u16::try_from(self.0 & CLUSTER).unwrap_or_default())
    }

    /// The lists alone, as a number below 64: what a feature is made of.
    pub const fn bits(self) -> u32 {
        (self.0 & LISTS & !(List::Clustered as u32)) >> 10
    }

    /// Whether any list of names has it.
    pub const fn is_name(self) -> bool {
        self.is(List::GivenName) || self.is(List::Surname) || self.is(List::Place)
    }
}

/// The buckets: where each begins among the entries, then the entries, all as little-endian `u32`.
#[derive(Debug, Clone, Copy)]
pub struct Lexicon<'b> {
    starts: &'b [u8],
    entries: &'b [u8],
    bucket_bits: u32,
}

const BUCKET_BITS: u32 = 16;

impl<'b> Lexicon<'b> {
    /// Reads a section of a weights file. Nothing if it is not one.
    pub fn read(bytes: &'b [u8]) -> Option<Self> {
        let (starts, entries) = bytes.split_at_checked(((1 << BUCKET_BITS) + 1) * 4)?;
        entries.len().is_multiple_of(4).then_some(Self { starts, entries, bucket_bits: BUCKET_BITS })
    }

    /// What is known of the word with this hash (of its small letters).
    pub fn entry(&self, hash: u64) -> Entry {
        let bucket = usize::try_from(hash >> (64 - self.bucket_bits)).unwrap_or_default();
        let print = print(hash);
        let (start, end) = (number(self.starts, bucket), number(self.starts, bucket + 1));
        let range = start as usize * 4..end as usize * 4;
        let found = self.entries.get(range).unwrap_or_default().chunks_exact(4).map(|bytes| number(bytes, 0));
        found
            .into_iter()
            .find(|entry| entry >> PRINT_SHIFT == print)
            .map_or(Entry::NONE, |entry| Entry(entry & (CLUSTER | LISTS)))
    }

    pub fn word(&self, word: &str) -> Entry {
        self.entry(hash_lower(word))
    }
}

/// The bytes of a lexicon with these words, in small letters. Entries of a word that comes twice are joined.
pub fn lexicon_bytes(words: &std::collections::BTreeMap<String, Entry>) -> Vec<u8> {
    let mut keyed: Vec<(u64, u32)> = words
        .iter()
        .map(|(word, entry)| {
            let hash = hash_lower(word);
            (hash >> (64 - BUCKET_BITS), print(hash) << PRINT_SHIFT | entry.0)
        })
        .collect();
    keyed.sort_unstable();
    let mut bytes = Vec::with_capacity(keyed.len() * 4 + (4 << BUCKET_BITS));
    let mut at = 0;
    for bucket in 0..=(1_u64 << BUCKET_BITS) {
        while keyed.get(at).is_some_and(|(of, _)| *of < bucket) {
            at += 1;
        }
        bytes.extend(u32::try_from(at).expect("fewer than 2^32 words").to_le_bytes());
    }
    bytes.extend(keyed.iter().flat_map(|(_, entry)| entry.to_le_bytes()));
    bytes
}

fn number(bytes: &[u8], index: usize) -> u32 {
    bytes.get(index * 4..index * 4 + 4).and_then(|four| four.try_into().ok()).map_or(0, u32::from_le_bytes)
}

fn print(hash: u64) -> u32 {
    u32::try_from(hash & 0x7fff).unwrap_or_default()
}

/// The hash of a word's small letters, with curly apostrophes as straight ones: FNV-1a, then mixed so that all bits depend
/// on all letters.
pub(super) fn hash_lower(word: &str) -> u64 {
    if word.is_ascii() {
        return finish(word.bytes().map(|byte| byte.to_ascii_lowercase()).fold(START, step));
    }
    let mut state = START;
    let mut buffer = [0; 4];
    for letter in word.chars().flat_map(char::to_lowercase) {
        let letter = if matches!(letter, '’' | '‘') { '\'' } else { letter };
        state = letter.encode_utf8(&mut buffer).bytes().fold(state, step);
    }
    finish(state)
}

pub(super) const START: u64 = 0xcbf2_9ce4_8422_2325;

pub(super) const fn step(state: u64, byte: u8) -> u64 {
    (state ^ byte as u64).wrapping_mul(0x100_0000_01b3)
}

pub(super) const fn finish(state: u64) -> u64 {
    let mixed = (state ^ (state >> 32)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    mixed ^ (mixed >> 29)
}
