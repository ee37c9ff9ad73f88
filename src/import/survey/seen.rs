//! Which respondent ids have come, and where.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hash, Hasher};

/// Two hashes of an id with different beginnings: ids are held as 128 bits, since a million of them as text would weigh
/// more than all else that an import keeps. The standard library's hasher starts the same way every time.
type Mark = (u64, u64);

#[derive(Debug, Default)]
pub(super) struct SeenIds {
    numbers: HashMap<Mark, u64, BuildHasherDefault<MarkHasher>>,
}

impl SeenIds {
    /// Notes an id; the number of the record where it stood before, if it came before.
    pub(super) fn insert(&mut self, id: &str, number: u64) -> Option<u64> {
        let mark = (hash(1, id), hash(2, id));
        match self.numbers.entry(mark) {
            std::collections::hash_map::Entry::Occupied(entry) => Some(*entry.get()),
            std::collections::hash_map::Entry::Vacant(entry) => {
                entry.insert(number);
                None
            }
        }
    }
}

fn hash(start: u8, id: &str) -> u64 {
    let mut hasher = std::hash::DefaultHasher::new();
    start.hash(&mut hasher);
    id.hash(&mut hasher);
    hasher.finish()
}

/// A mark is a hash already: its first half places it.
#[derive(Debug, Default)]
struct MarkHasher(u64);

impl Hasher for MarkHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.write_u64(u64::from(byte));
        }
    }

    fn write_u64(&mut self, half: u64) {
        self.0 = self.0.rotate_left(5) ^ half;
    }
}
