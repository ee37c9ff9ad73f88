//! Counting what was found: tokens, stretches, shares.

use std::fmt::{self, Display, Write as _};
use std::io::Write as _;
use std::ops::Range;

use verbatim::detect::{Candidate, Reason};

/// How many of how many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    pub hits: u32,
    pub all: u32,
}

impl Share {
    pub fn count(&mut self, is_hit: bool) {
        self.hits += u32::from(is_hit);
        self.all += 1;
    }

    pub fn join(&mut self, other: Self) {
        self.hits += other.hits;
        self.all += other.all;
    }

    pub fn value(self) -> f64 {
        f64::from(self.hits) / f64::from(self.all.max(1))
    }
}

impl Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        write!(text, "{:.3} ({}/{})", self.value(), self.hits, self.all)?;
        f.pad(&text)
    }
}

/// Says a line of the report.
pub fn line(words: fmt::Arguments<'_>) {
    writeln!(std::io::stdout(), "{words}").expect("the report can be written");
}

/// Runs of letters, digits and underscores in a stretch of a text: the tokens of the Text Anonymization Benchmark.
pub fn tokens(text: &str, within: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    for (index, letter) in text.get(within.clone()).unwrap_or_default().char_indices() {
        if letter.is_alphanumeric() || letter == '_' {
            let start = within.start + index;
            let end = start + letter.len_utf8();
            match found.last_mut() {
                Some(last) if last.end == start => last.end = end,
                _ => found.push(start..end),
            }
        }
    }
    found
}

/// Which bytes of a text are hidden.
pub struct Hidden(Vec<bool>);

impl Hidden {
    pub fn none(text: &str) -> Self {
        Self(vec![false; text.len()])
    }

    pub fn hide(&mut self, range: Range<usize>) {
        self.0[range].fill(true);
    }

    /// Hides what the candidates of this probability or more cover, and what rules find.
    pub fn hide_all(&mut self, candidates: &[Candidate], from: f32) {
        for candidate in candidates.iter().filter(|candidate| is_masked(candidate, from)) {
            self.hide(candidate.span.range());
        }
    }

    pub fn is_hidden(&self, range: Range<usize>) -> bool {
        self.0[range].iter().all(|byte| *byte)
    }

    /// Hides each byte that is so likely or more.
    pub fn from_heat(heat: &[f32], from: f32) -> Self {
        Self(heat.iter().map(|likelihood| *likelihood >= from).collect())
    }

    /// The hidden stretches.
    pub fn stretches(&self) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        for (at, _) in self.0.iter().enumerate().filter(|(_, byte)| **byte) {
            match found.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => found.push(at..at + 1),
            }
        }
        found
    }
}

pub fn is_masked(candidate: &Candidate, from: f32) -> bool {
    candidate.probability >= from || is_by_rule(candidate)
}

pub fn is_by_rule(candidate: &Candidate) -> bool {
    candidate.reasons.contains(&Reason::Rule)
}

/// Recall and precision of tokens, and recall of whole stretches.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counts {
    pub recall: Share,
    pub precision: Share,
    pub mentions: Share,
}

impl Counts {
    /// Adds one text: what should be hidden against what is.
    pub fn add(&mut self, text: &str, gold: &[Range<usize>], hidden: &Hidden) {
        let mut should = Hidden::none(text);
        for range in gold {
            should.hide(range.clone());
            let tokens = tokens(text, range.clone());
            for token in &tokens {
                self.recall.count(hidden.is_hidden(token.clone()));
            }
            self.mentions.count(tokens.into_iter().all(|token| hidden.is_hidden(token)));
        }
        for stretch in hidden.stretches() {
            for token in tokens(text, stretch) {
                self.precision.count(should.is_hidden(token));
            }
        }
    }
}

impl Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (recall, precision) = (self.recall.value(), self.precision.value());
        let f2 = 5.0 * recall * precision / (4.0 * precision + recall).max(1e-9);
        write!(f, "token recall {} precision {} F2 {f2:.3} mentions {}", self.recall, self.precision, self.mentions)
    }
}
