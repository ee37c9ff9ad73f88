//! Many texts at once, on all processors.

use rayon::prelude::*;

use super::{CodableText, Found, RuleHits, RuleSet};

/// Texts that one thread takes at a time.
const CHUNK: usize = 256;

impl RuleSet {
    /// Codes a batch of texts on all processors. Gives the codings with the index of their text, in order of the texts
    /// and within a text as [`code`](Self::code) has them, and how often each rule fired.
    ///
    /// A batch of some ten thousand answers keeps all processors busy; larger ones only take more memory.
    pub fn code_batch(&self, texts: &[CodableText<'_>]) -> (Vec<(usize, Found)>, RuleHits) {
        let coded: Vec<_> =
            texts.par_chunks(CHUNK).enumerate().map(|(chunk, texts)| self.code_chunk(chunk * CHUNK, texts)).collect();
        let mut found = Vec::with_capacity(coded.iter().map(|(found, _)| found.len()).sum());
        let mut hits = RuleHits::new(self.rule_count());
        for (more, counted) in coded {
            found.extend(more);
            hits.add(&counted);
        }
        (found, hits)
    }

    fn code_chunk(&self, first: usize, texts: &[CodableText<'_>]) -> (Vec<(usize, Found)>, RuleHits) {
        let mut scratch = self.scratch();
        let mut of_text = Vec::new();
        let mut found = Vec::new();
        for (index, text) in texts.iter().enumerate() {
            self.code(text, &mut scratch, &mut of_text);
            found.extend(of_text.iter().map(|coding| (first + index, *coding)));
        }
        (found, scratch.hits().clone())
    }
}
