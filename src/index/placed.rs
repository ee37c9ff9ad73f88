//! A phrase of common words, found where their places are remembered.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::{DocId, DocSet, Score, TERMINATED};

use super::common_words::Places;
use super::filter::Passing;

/// The entries in which the words stand side by side.
pub(super) struct PlacedScorer {
    /// The entries that pass and have all of the words.
    passing: Passing,
    places: Arc<Places>,
    words: Vec<u8>,
    bm25: Option<Bm25Weight>,
    norms: FieldNormReader,
    doc: DocId,
    frequency: u32,
}

impl PlacedScorer {
    /// `words` are bytes that [`Places`] knows; what passes has all of them.
    pub(super) fn new(
        passing: Passing,
        places: Arc<Places>,
        words: Vec<u8>,
        bm25: Option<Bm25Weight>,
        norms: FieldNormReader,
    ) -> Self {
        let mut scorer = Self { passing, places, words, bm25, norms, doc: 0, frequency: 0 };
        scorer.settle(0);
        scorer
    }

    /// Moves to the first entry from `candidate` on in which the words stand side by side.
    fn settle(&mut self, mut candidate: DocId) -> DocId {
        loop {
            candidate = self.passing.next(candidate);
            if candidate == TERMINATED {
                break;
            }
            self.frequency = self.places.count(candidate, &self.words);
            if self.frequency > 0 {
                break;
            }
            candidate += 1;
        }
        self.doc = candidate;
        candidate
    }
}

impl DocSet for PlacedScorer {
    fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED { TERMINATED } else { self.settle(self.doc + 1) }
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target { self.doc } else { self.settle(target) }
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        self.passing.count().and_then(|count| u32::try_from(count / 4).ok()).unwrap_or(u32::MAX)
    }
}

impl Scorer for PlacedScorer {
    fn score(&mut self) -> Score {
        self.bm25.as_ref().map_or(1.0, |bm25| bm25.score(self.norms.fieldnorm_id(self.doc), self.frequency))
    }
}
