//! A word or a phrase, as a query of the engine.
//!
//! The engine's own phrase queries take one term a word, and theirs with several go through a regular expression and
//! count loosely with slop. Here each word is a [`WordPattern`], and standing together means what
//! [`near`](super::near) says, so that hits and highlights cannot differ.

use std::sync::Arc;

use fixedbitset::FixedBitSet;
use tantivy::fieldnorm::FieldNormReader;
use tantivy::postings::TermInfo;
use tantivy::query::{Bm25Weight, EmptyScorer, EnableScoring, Explanation, Query, Scorer, Weight};
use tantivy::schema::{Field, IndexRecordOption, Term};
use tantivy::{DocId, DocSet, InvertedIndexReader, Score, SegmentReader, TERMINATED, TantivyError};

use super::common_words::CommonWords;
use super::filter::{Filter, Passing};
use super::found::FoundScorer;
use super::near::count_occurrences;
use super::postings::Union;
use super::{Columns, Index, Tokens, WordPattern};

/// One word that stands for more than this many is found without counting how often: every hit weighs the same.
const COUNTED: usize = 16;

/// A word that is in more than one of so many entries is looked up entry by entry.
const OFTEN: u64 = 8;

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
    common_words: CommonWords,
}

impl WordsQuery {
    /// The words in entries that pass all `filters`. These are asked before the words' positions, which are dearer.
    pub(crate) fn new(index: &Index, words: Vec<WordPattern>, slop: u32, filters: Vec<Filter>) -> Self {
        let (field, tokens, columns) = (index.words_field(), index.tokens().clone(), index.columns().clone());
        let common_words = index.common_words().clone();
        Self { inner: Arc::new(Inner { field, words, slop, tokens, filters, columns, common_words }) }
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
        let mut passing = Passing::all_of(&inner.filters, piece, &inner.columns);
        if let [many] = entries.as_slice()
            && (many.len() > COUNTED || !inner.words[0].is_plain())
        {
            let mut entries = entries_with_any(&index, many, piece.max_doc())?;
            passing.keep_only(&mut entries);
            let found = entries.ones().map(|entry| (DocId::try_from(entry).unwrap_or(TERMINATED), 1)).collect();
            let norms = FieldNormReader::constant(piece.max_doc(), 1);
            return Ok(Box::new(FoundScorer::of(found, None, norms)));
        }
        let norms = piece.fieldnorms_readers().get_field(inner.field)?;
        let norms = norms.unwrap_or_else(|| FieldNormReader::constant(piece.max_doc(), 1));
        let bm25 = self.bm25.as_ref().map(|bm25| bm25.boost_by(boost));
        if let [lists] = entries.as_slice()
            && passing.narrows()
            && count_of(lists) * OFTEN <= u64::from(piece.max_doc())
        {
            return Ok(Box::new(FoundScorer::find(&index, lists, &passing, bm25, norms)?));
        }
        let record = WordPattern::record(entries.len());
        let open = |word: usize| Union::open(&index, &entries[word], record);
        if entries.len() > 1 {
            let mut are_all_common = true;
            for (word, found) in inner.words.iter().zip(&entries) {
                if word.is_plain() && CommonWords::is_common(count_of(found), piece) {
                    let find = || entries_with_any(&index, found, piece.max_doc());
                    passing.narrow(&inner.common_words.entries(word, piece, find)?);
                } else {
                    are_all_common = false;
                }
            }
            if are_all_common
                && inner.slop == 0
                && let Some((places, words)) = inner.common_words.places(&inner.words, piece, &norms, open)?
            {
                let found = places.find(passing.entries(), &words);
                return Ok(Box::new(FoundScorer::of(found, bm25, norms)));
            }
        }
        let unions = (0..entries.len()).map(open).collect::<tantivy::Result<Vec<_>>>()?;
        Ok(Box::new(WordsScorer::new(unions, inner.slop, passing, bm25, norms)))
    }

    fn explain(&self, piece: &SegmentReader, doc: DocId) -> tantivy::Result<Explanation> {
        let mut scorer = self.scorer(piece, 1.0)?;
        if scorer.doc() <= doc && scorer.seek(doc) == doc {
            return Ok(Explanation::new("words", scorer.score()));
        }
        Err(TantivyError::InvalidArgument(format!("document {doc} does not match")))
    }
}

fn count_of(lists: &[TermInfo]) -> u64 {
    lists.iter().map(|list| u64::from(list.doc_freq)).sum()
}

/// The entries that have any of the words.
fn entries_with_any(index: &InvertedIndexReader, entries: &[TermInfo], max_doc: DocId) -> tantivy::Result<FixedBitSet> {
    let mut found = FixedBitSet::with_capacity(max_doc as usize);
    for entry in entries {
        let mut blocks = index.read_block_postings_from_terminfo(entry, IndexRecordOption::Basic)?;
        while !blocks.docs().is_empty() {
            for &doc in blocks.docs() {
                found.insert(doc as usize);
            }
            blocks.advance();
        }
    }
    Ok(found)
}

/// The documents in which the words stand together.
struct WordsScorer {
    unions: Vec<Union>,
    /// The unions, those with the fewest entries first.
    order: Vec<usize>,
    slop: u32,
    passing: Passing,
    /// Fewer entries pass than have the rarest word: then it is quicker to leap from one that passes to the next.
    leaps: bool,
    bm25: Option<Bm25Weight>,
    norms: FieldNormReader,
    doc: DocId,
    /// How often a phrase stands in the current document; a single word's frequency is read only where it is weighed.
    frequency: u32,
    /// Room for each word's positions, in the phrase's order.
    positions: Vec<Vec<u32>>,
}

impl WordsScorer {
    fn new(unions: Vec<Union>, slop: u32, passing: Passing, bm25: Option<Bm25Weight>, norms: FieldNormReader) -> Self {
        let mut order: Vec<usize> = (0..unions.len()).collect();
        order.sort_by_key(|&word| unions[word].cost());
        let positions = vec![Vec::new(); unions.len()];
        let leaps = passing.count().is_some_and(|count| count < unions[order[0]].cost());
        let mut scorer = Self { unions, order, slop, passing, leaps, bm25, norms, doc: 0, frequency: 0, positions };
        let first = scorer.unions[scorer.order[0]].doc();
        scorer.settle(first);
        scorer
    }

    /// Moves to the first document, from `candidate` on, that passes and in which the words stand together. The rarest
    /// word is at `candidate`.
    fn settle(&mut self, mut candidate: DocId) -> DocId {
        while candidate != TERMINATED {
            // What passes is the cheapest question, so it spares the others where few entries do.
            if !self.passing.has(candidate) {
                let rarest = &mut self.unions[self.order[0]];
                candidate = match self.leaps.then(|| self.passing.next(candidate)) {
                    None => rarest.advance(),
                    Some(TERMINATED) => TERMINATED,
                    Some(next) => rarest.seek(next),
                };
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
        // A phrase that weighs nothing need only be there.
        let most = if self.bm25.is_some() { u32::MAX } else { 1 };
        let count = count_occurrences(&self.positions, self.slop, most);
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
