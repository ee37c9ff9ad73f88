//! Common words, remembered for whoever searches again and again.
//!
//! A phrase of common words is looked for in a great part of all entries, and to unpack the positions of each of its words
//! there takes many times as long as all else. So which entries have a common word is remembered as a set, and where in them
//! it stands as a byte a word: the second time that somebody asks for it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fixedbitset::FixedBitSet;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::index::SegmentId;
use tantivy::{DocId, SegmentReader, TERMINATED};

use super::WordPattern;
use super::postings::Union;

/// A word is common if it is in more than one of so many entries.
const COMMON: u64 = 32;

/// Beyond so many bytes of sets all are forgotten, so that memory stays bounded.
const MOST_BYTES: usize = 32 << 20;

/// So many entries are looked at together.
const AT_ONCE: usize = 64;

/// A piece of the index with more words than this has no places remembered.
const MOST_PLACES: u32 = 1 << 28;

/// The common words of every piece of an index.
#[derive(Debug, Clone, Default)]
pub(super) struct CommonWords {
    inner: Arc<Mutex<Remembered>>,
}

#[derive(Debug, Default)]
struct Remembered {
    entries: BTreeMap<(SegmentId, String), Arc<FixedBitSet>>,
    bytes: usize,
    /// Words whose places somebody has asked for.
    asked_for: BTreeSet<(SegmentId, String)>,
    places: BTreeMap<SegmentId, Arc<Places>>,
}

/// Where common words stand in the entries of one piece.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    /// Where each entry's words begin in `words`; one more at the end.
    starts: Vec<u32>,
    /// By position: which common word stands there, 0 for none.
    words: Vec<u8>,
    known: BTreeMap<String, u8>,
}

impl CommonWords {
    /// Whether a word that is in so many entries of a piece is common there.
    pub(super) fn is_common(entry_count: u64, piece: &SegmentReader) -> bool {
        entry_count * COMMON > u64::from(piece.max_doc())
    }

    /// The entries that have a word, found now unless they were before.
    pub(super) fn entries(
        &self,
        word: &WordPattern,
        piece: &SegmentReader,
        find: impl FnOnce() -> tantivy::Result<FixedBitSet>,
    ) -> tantivy::Result<Arc<FixedBitSet>> {
        let key = (piece.segment_id(), name(word));
        if let Some(entries) = self.remembered().entries.get(&key) {
            return Ok(Arc::clone(entries));
        }
        let entries = Arc::new(find()?);
        let mut remembered = self.remembered();
        let bytes = entries.len() / 8;
        if remembered.bytes + bytes > MOST_BYTES {
            remembered.entries.clear();
            remembered.bytes = 0;
        }
        remembered.bytes += bytes;
        remembered.entries.insert(key, Arc::clone(&entries));
        Ok(entries)
    }

    /// Where some common words stand, and as which bytes; nothing for one that is asked for the first time. Only stems of the
    /// study's language have places: every word has one stem there, but may be meant by several patterns.
    pub(super) fn places(
        &self,
        words: &[WordPattern],
        piece: &SegmentReader,
        norms: &FieldNormReader,
        mut open: impl FnMut(usize) -> tantivy::Result<Union>,
    ) -> tantivy::Result<Option<(Arc<Places>, Vec<u8>)>> {
        if !words.iter().all(|word| matches!(word, WordPattern::Stem(_, 0))) {
            return Ok(None);
        }
        let piece_id = piece.segment_id();
        let mut remembered = self.remembered();
        let first_time: Vec<_> =
            words.iter().map(|word| (piece_id, name(word))).filter(|key| !remembered.asked_for.contains(key)).collect();
        if !first_time.is_empty() {
            remembered.asked_for.extend(first_time);
            return Ok(None);
        }
        // Another thread that wants places waits here, instead of finding the same ones.
        let mut places = match remembered.places.remove(&piece_id) {
            Some(places) => places,
            None => Arc::new(Places::new(piece.max_doc(), norms)),
        };
        let mut bytes = Vec::with_capacity(words.len());
        for (index, word) in words.iter().enumerate() {
            let word = name(word);
            let known = places.known.get(&word).copied();
            bytes.push(match known {
                Some(byte) => Some(byte),
                None => Arc::make_mut(&mut places).add(word, open(index)?),
            });
        }
        remembered.places.insert(piece_id, Arc::clone(&places));
        let bytes: Option<Vec<u8>> = bytes.into_iter().collect();
        Ok(bytes.map(|bytes| (places, bytes)))
    }

    fn remembered(&self) -> MutexGuard<'_, Remembered> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Places {
    fn new(entry_count: DocId, norms: &FieldNormReader) -> Self {
        let mut starts = Vec::with_capacity(entry_count as usize + 1);
        let mut next = 0_u32;
        starts.push(next);
        for entry in 0..entry_count {
            next = next.saturating_add(most_words(norms.fieldnorm_id(entry)));
            starts.push(next);
        }
        if next > MOST_PLACES {
            return Self::default();
        }
        Self { words: vec![0; next as usize], starts, known: BTreeMap::new() }
    }

    /// Notes where a word stands and gives its byte; nothing if there is no room for it.
    fn add(&mut self, word: String, mut union: Union) -> Option<u8> {
        let byte = u8::try_from(self.known.len() + 1).ok()?;
        let mut positions = Vec::new();
        while union.doc() != TERMINATED {
            union.positions(&mut positions);
            let range = self.range(union.doc())?;
            let places = self.words.get_mut(range)?;
            for &position in &positions {
                *places.get_mut(position as usize)? = byte;
            }
            union.advance();
        }
        self.known.insert(word, byte);
        Some(byte)
    }

    /// Those of some entries in which these words stand side by side, in this order, and how often they do.
    pub(super) fn find(&self, entries: impl Iterator<Item = DocId>, words: &[u8]) -> Vec<(DocId, u32)> {
        let mut found = Vec::new();
        let mut some: Vec<(DocId, &[u8])> = Vec::with_capacity(AT_ONCE);
        let mut entries = entries.peekable();
        while entries.peek().is_some() {
            some.clear();
            some.extend(entries.by_ref().take(AT_ONCE).map(|entry| (entry, self.of(entry))));
            // Most of the time goes into waiting for memory. Asked for one after the other it comes all at once.
            let ends = some.iter().map(|(_, places)| (places.first().copied(), places.last().copied()));
            std::hint::black_box(
                ends.fold(0, |all, (first, last)| all ^ first.unwrap_or_default() ^ last.unwrap_or_default()),
            );
            found.extend(
                some.iter().map(|&(entry, places)| (entry, count(places, words))).filter(|(_, count)| *count > 0),
            );
        }
        found
    }

    fn of(&self, entry: DocId) -> &[u8] {
        self.range(entry).and_then(|range| self.words.get(range)).unwrap_or_default()
    }

    fn range(&self, entry: DocId) -> Option<std::ops::Range<usize>> {
        let entry = entry as usize;
        Some(*self.starts.get(entry)? as usize..*self.starts.get(entry + 1)? as usize)
    }
}

/// How often some words stand side by side, in this order.
fn count(places: &[u8], words: &[u8]) -> u32 {
    if let (&[one, other], Some((_, after))) = (words, places.split_first())
        && u8::try_from(places.len()).is_ok()
    {
        // Without a branch, and as bytes, sixteen places are compared at once.
        let pairs = places.iter().zip(after);
        let count: u8 = pairs.map(|(&place, &next)| u8::from(place == one) & u8::from(next == other)).sum();
        return u32::from(count);
    }
    let count = places.windows(words.len()).filter(|places| *places == words).count();
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The most words that an entry may have: its norm is a rounded number of words and stems.
fn most_words(norm: u8) -> u32 {
    norm.checked_add(1).map_or(u32::MAX, |next| FieldNormReader::id_to_fieldnorm(next) - 1)
}

fn name(word: &WordPattern) -> String {
    format!("{word:?}")
}
