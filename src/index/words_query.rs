//! A word or a phrase, as a query of the engine.
//!
//! The engine's own phrase queries take one term a word, and theirs with several go through a regular expression and
//! count loosely with slop. Here each word is a [`WordPattern`], and standing together means what
//! [`near`](super::near) says, so that hits and highlights cannot differ.

use std::sync::Arc;

use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::query::{
    BitSetDocSet, Bm25Weight, ConstScorer, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{BitSet, DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, TantivyError};

use super::filter::{DocTest, Filter};
use super::near::occurrences;
use super::postings::Union;
use super::{Columns, Index, Tokens, WordPattern};

/// One word that stands for more than this many is found without counting how often: every hit weighs the same.
const COUNTED: usize = 16;

/// A word, or words that stand together.
#[derive(Debug, Clone)]
pub(crate) struct WordsQuery {
    inner: Arc<Inner>,
}

#[derive(Debug)]
struct Inner {
    field: Field,
    words: Vec<WordPattern>,
    slop: u32,
    tokens: Tokens,
    filters: Vec<Filter>,
    columns: Columns,
}

impl WordsQuery {
    /// The words in entries that pass all `filters`. These are asked before the words' positions, which are dearer.
    pub(crate) fn new(index: &Index, words: Vec<WordPattern>, slop: u32, filters: Vec<Filter>) -> Self {
        let (field, tokens, columns) = (index.words_field(), index.tokens().clone(), index.columns().clone());
        Self { inner: Arc::new(Inner { field, words, slop, tokens, filters, columns }) }
    }
}

impl Query for WordsQuery {
    fn weight(&self, scoring: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        let EnableScoring::Enabled { statistics_provider, .. } = scoring else {
            return Ok(Box::new(WordsWeight { query: self.clone(), bm25: None }));
        };
        let inner = &self.inner;
        let mut rarest: Vec<Term> = Vec::new();
        for word in &inner.words {
            // A word's forms are one word: its weight is that of the form that most texts have.
            let mut commonest: Option<(u64, Term)> = None;
            for term in word.plain_terms(inner.field, &inner.tokens) {
                let frequency = statistics_provider.doc_freq(&term)?;
                if commonest.as_ref().is_none_or(|(most, _)| frequency > *most) {
                    commonest = Some((frequency, term));
                }
            }
            rarest.extend(commonest.map(|(_, term)| term));
        }
        let bm25 = if rarest.is_empty() { None } else { Some(Bm25Weight::for_terms(statistics_provider, &rarest)?) };
        Ok(Box::new(WordsWeight { query: self.clone(), bm25 }))
    }
}

struct WordsWeight {
    query: WordsQuery,
    bm25: Option<Bm25Weight>,
}

impl Weight for WordsWeight {
    fn scorer(&self, piece: &SegmentReader, boost: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let inner = &self.query.inner;
        let index = piece.inverted_index(inner.field)?;
        let mut entries = Vec::with_capacity(inner.words.len());
        for word in &inner.words {
            let found = word.entries(inner.field, &inner.tokens, &index)?;
            if found.is_empty() {
                return Ok(Box::new(EmptyScorer));
            }
            entries.push(found);
        }
        let tests: Vec<DocTest> = inner.filters.iter().map(|filter| filter.in_piece(piece, &inner.columns)).collect();
        if let [many] = entries.as_slice()
            && (many.len() > COUNTED || !inner.words[0].is_plain())
        {
            let documents = documents_with_any(&index, many, &tests, piece.max_doc())?;
            return Ok(Box::new(ConstScorer::new(BitSetDocSet::from(documents), boost)));
        }
        let record = WordPattern::record(entries.len());
        let mut unions = Vec::with_capacity(entries.len());
        for found in &entries {
            unions.push(Union::open(&index, found, record)?);
        }
        let norms = match &self.bm25 {
            Some(_) => piece.fieldnorms_readers().get_field(inner.field)?,
            None => None,
        };
        let norms = norms.unwrap_or_else(|| FieldNormReader::constant(piece.max_doc(), 1));
        let bm25 = self.bm25.as_ref().map(|bm25| bm25.boost_by(boost));
        Ok(Box::new(WordsScorer::new(unions, inner.slop, tests, bm25, norms)))
    }

    fn explain(&self, piece: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(piece, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            return Ok(Explanation::new("words", scorer.score()));
        }
        Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
    }
}

/// The documents that have any of the words and pass the tests.
fn documents_with_any(
    index: &InvertedIndexReader,
    entries: &[TermInfo],
    tests: &[DocTest],
    max_doc: DocId,
) -> tantivy::Result<BitSet> {
    let mut documents = BitSet::with_max_value(max_doc);
    for entry in entries {
        let mut blocks = index.read_block_postings_from_terminfo(entry, IndexRecordOption::Basic)?;
        while !blocks.docs().is_empty() {
            for &doc in blocks.docs() {
                if tests.iter().all(|test| test(doc)) {
                    documents.insert(doc);
                }
            }
            blocks.advance();
        }
    }
    Ok(documents)
}

/// The documents in which the words stand together.
struct WordsScorer {
    unions: Vec<Union>,
    /// The unions, those with the fewest entries first.
    order: Vec<usize>,
    slop: u32,
    tests: Vec<DocTest>,
    bm25: Option<Bm25Weight>,
    norms: FieldNormReader,
    doc: DocId,
    /// How often a phrase stands in the current document; a single word's frequency is read only where it is weighed.
    frequency: u32,
    /// Room for each word's positions, in the phrase's order.
    positions: Vec<Vec<u32>>,
}

impl WordsScorer {
    fn new(
        unions: Vec<Union>,
        slop: u32,
        tests: Vec<DocTest>,
        bm25: Option<Bm25Weight>,
        norms: FieldNormReader,
    ) -> Self {
        let mut order: Vec<usize> = (0..unions.len()).collect();
        order.sort_by_key(|&word| unions[word].cost());
        let positions = vec![Vec::new(); unions.len()];
        let mut scorer = Self { unions, order, slop, tests, bm25, norms, doc: 0, frequency: 0, positions };
        let first = scorer.unions[scorer.order[0]].doc();
        scorer.settle(first);
        scorer
    }

    /// Moves to the first document, from `candidate` on, that passes and in which the words stand together. The rarest
    /// word is at `candidate`.
    fn settle(&mut self, mut candidate: DocId) -> DocId {
        while candidate != TERMINATED {
            // The tests are the cheapest question, so they spare the others where few entries pass.
            if !self.tests.iter().all(|test| test(candidate)) {
                candidate = self.unions[self.order[0]].advance();
                continue;
            }
            let mut others = self.order.iter().skip(1).map(|&word| self.unions[word].seek(candidate));
            candidate = match others.find(|&doc| doc != candidate) {
                Some(further) => self.unions[self.order[0]].seek(further),
                None if self.stand_together() => break,
                None => self.unions[self.order[0]].advance(),
            };
        }
        self.doc = candidate;
        candidate
    }

    fn stand_together(&mut self) -> bool {
        if self.unions.len() == 1 {
            return true;
        }
        for (union, positions) in self.unions.iter_mut().zip(&mut self.positions) {
            union.positions(positions);
        }
        let mut count = 0;
        let every_one_counts = self.bm25.is_some();
        occurrences(&self.positions, self.slop, &mut |_| {
            count += 1;
            every_one_counts
        });
        self.frequency = count;
        count > 0
    }
}

impl DocSet for WordsScorer {
    fn advance(&mut self) -> DocId {
        let next = self.unions[self.order[0]].advance();
        self.settle(next)
    }

    fn seek(&mut self, target: DocId) -> DocId {
        if self.doc >= target {
            return self.doc;
        }
        let next = self.unions[self.order[0]].seek(target);
        self.settle(next)
    }

    fn doc(&self) -> DocId {
        self.doc
    }

    fn size_hint(&self) -> u32 {
        let least = self.unions[self.order[0]].cost();
        u32::try_from(if self.unions.len() > 1 { least / 4 } else { least }).unwrap_or(u32::MAX)
    }

    fn cost(&self) -> u64 {
        let entries: u64 = self.unions.iter().map(Union::cost).sum();
        if self.unions.len() > 1 { entries * 4 } else { entries }
    }
}

impl Scorer for WordsScorer {
    fn score(&mut self) -> Score {
        let Some(bm25) = &self.bm25 else { return 1.0 };
        let frequency = if let [union] = self.unions.as_slice() { union.frequency() } else { self.frequency };
        bm25.score(self.norms.fieldnorm_id(self.doc), frequency)
    }
}
