//! Maps whose keys are hashes already, so that they need not be hashed again. Only looked up, never gone through.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Values by the hash of a word.
pub(super) type ByHash<V> = HashMap<u64, V, BuildHasherDefault<Same>>;

/// A key is its own hash.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        self.0 = bytes.iter().fold(self.0, |state, byte| state.rotate_left(8) ^ u64::from(*byte));
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}
