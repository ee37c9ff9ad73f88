//! Entries that were found in one go: those of one word that pass, or of a phrase of common words.
//!
//! To go through a word's list block by block, with a look at one bit for each entry, is many times quicker than to ask for
//! one entry after the other; it pays unless the word is so common that whoever asks would leap over most of its list.

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::query::{Bm25Weight, Scorer};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, Score, TERMINATED};

use super::filter::Passing;

/// Entries with how often what was looked for stands in each.
pub(super) struct FoundScorer {
    entries: Vec<(DocId, u32)>,
    at: usize,
    bm25: Option<Bm25Weight>,
    norms: FieldNormReader,
}

impl FoundScorer {
    /// The entries of a word, by its lists, that pass.
    pub(super) fn find(
        index: &InvertedIndexReader,
        lists: &[TermInfo],
        passing: &Passing,
        bm25: Option<Bm25Weight>,
        norms: FieldNormReader,
    ) -> tantivy::Result<Self> {
        let mut entries: Vec<(DocId, u32)> = Vec::new();
        for list in lists {
            let mut blocks = index.read_block_postings_from_terminfo(list, IndexRecordOption::WithFreqs)?;
            while !blocks.docs().is_empty() {
                let frequencies = blocks.freqs();
                let here = blocks.docs().iter().zip(frequencies).filter(|(doc, _)| passing.has(**doc));
                entries.extend(here.map(|(&doc, &frequency)| (doc, frequency)));
                blocks.advance();
            }
        }
        if lists.len() > 1 {
            entries.sort_unstable();
            entries.dedup_by(|next, kept| {
                let is_same = next.0 == kept.0;
                if is_same {
                    kept.1 += next.1;
                }
                is_same
            });
        }
        Ok(Self::of(entries, bm25, norms))
    }

    /// Entries in order, with how often what is looked for stands in each.
    pub(super) fn of(entries: Vec<(DocId, u32)>, bm25: Option<Bm25Weight>, norms: FieldNormReader) -> Self {
        Self { entries, at: 0, bm25, norms }
    }
}

impl DocSet for FoundScorer {
    fn advance(&mut self) -> DocId {
        self.at += 1;
        self.doc()
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc() < target {
            let rest = self.entries.get(self.at..).unwrap_or_default();
            self.at += rest.partition_point(|(doc, _)| *doc < target);
        }
        self.doc()
    }

    fn doc(&self) -> DocId {
        self.entries.get(self.at).map_or(TERMINATED, |(doc, _)| *doc)
    }

    fn size_hint(&self) -> u32 {
        u32::try_from(self.entries.len()).unwrap_or(u32::MAX)
    }
}

impl Scorer for FoundScorer {
    fn score(&mut self) -> Score {
        let Some((doc, frequency)) = self.entries.get(self.at) else { return 0.0 };
        self.bm25.as_ref().map_or(1.0, |bm25| bm25.score(self.norms.fieldnorm_id(*doc), *frequency))
    }
}
