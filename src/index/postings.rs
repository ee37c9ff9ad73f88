//! The entries of several words as one list: a word's forms, or all words that a pattern stands for.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::postings::{Postings, SegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, InvertedIndexReader, TERMINATED};

/// Up to this many lists it is quicker to look at each than to keep them in order.
const FEW: usize = 4;

/// The entries of several words, by document.
pub(super) struct Union {
    lists: Vec<SegmentPostings>,
    /// Where each list stands, least document first; empty while there are few lists.
    order: BinaryHeap<Reverse<(DocId, usize)>>,
    doc: DocId,
    /// How many entries the lists have together: how dear it is to go through them.
    cost: u64,
}

impl Union {
    pub(super) fn open(
        index: &InvertedIndexReader,
        entries: &[TermInfo],
        record: IndexRecordOption,
    ) -> tantivy::Result<Self> {
        let mut lists = Vec::with_capacity(entries.len());
        for entry in entries {
            lists.push(index.read_postings_from_terminfo(entry, record)?);
        }
        let order = if lists.len() > FEW {
            lists.iter().enumerate().map(|(list, postings)| Reverse((postings.doc(), list))).collect()
        } else {
            BinaryHeap::new()
        };
        let cost = entries.iter().map(|entry| u64::from(entry.doc_freq)).sum();
        let mut union = Self { lists, order, doc: TERMINATED, cost };
        union.doc = union.least();
        Ok(union)
    }

    pub(super) const fn doc(&self) -> DocId {
        self.doc
    }

    pub(super) const fn cost(&self) -> u64 {
        self.cost
    }

    /// Moves to the next document.
    pub(super) fn advance(&mut self) -> DocId {
        if self.doc == TERMINATED {
            return TERMINATED;
        }
        if self.lists.len() > FEW {
            return self.seek(self.doc + 1);
        }
        let mut least = TERMINATED;
        for list in &mut self.lists {
            let doc = if list.doc() == self.doc { list.advance() } else { list.doc() };
            least = least.min(doc);
        }
        self.doc = least;
        least
    }

    /// Moves to the first document not before `target`.
    pub(super) fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        if self.lists.len() <= FEW {
            for list in &mut self.lists {
                if list.doc() < target {
                    list.seek(target);
                }
            }
        } else {
            while let Some(mut first) = self.order.peek_mut() {
                let Reverse((doc, list)) = *first;
                if doc >= target {
                    break;
                }
                *first = Reverse((self.lists[list].seek(target), list));
            }
        }
        self.doc = self.least();
        self.doc
    }

    fn least(&self) -> DocId {
        if self.lists.len() <= FEW {
            self.lists.iter().map(SegmentPostings::doc).min().unwrap_or(TERMINATED)
        } else {
            self.order.peek().map_or(TERMINATED, |Reverse((doc, _))| *doc)
        }
    }

    /// How often the words stand in the current document.
    pub(super) fn frequency(&self) -> u32 {
        let doc = self.doc;
        self.lists.iter().filter(|list| list.doc() == doc).map(SegmentPostings::term_freq).sum()
    }

    /// Where the words stand in the current document, ascending.
    pub(super) fn positions(&mut self, positions: &mut Vec<u32>) {
        positions.clear();
        let doc = self.doc;
        let mut lists = 0;
        for list in self.lists.iter_mut().filter(|list| list.doc() == doc) {
            list.append_positions_with_offset(0, positions);
            lists += 1;
        }
        if lists > 1 {
            positions.sort_unstable();
            positions.dedup();
        }
    }
}
