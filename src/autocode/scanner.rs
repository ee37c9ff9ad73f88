//! One sweep for all fixed letters of all rules: an overlapping Aho–Corasick automaton over bytes.

use aho_corasick::automaton::Automaton;
use aho_corasick::{Anchored, BuildError, MatchKind, StartKind, dfa, nfa};

/// Finds literals without regard to ASCII's letter case, all of them, overlapping ones too.
#[derive(Debug)]
pub(super) struct Scanner {
    automaton: Kind,
}

#[derive(Debug)]
enum Kind {
    /// One load a byte: the quickest by a factor of two.
    Dfa(Box<dfa::DFA>),
    /// For very large codebooks, whose DFA would not fit in memory.
    Nfa(Box<nfa::contiguous::NFA>),
}

/// Above so many bytes of literals the DFA would take more than about 100 MB.
const LARGEST_DFA: usize = 400_000;

impl Scanner {
    /// The scanner for a list of literals; a hit names them by their place in it.
    pub(super) fn new(literals: &[String]) -> Result<Self, BuildError> {
        let bytes: usize = literals.iter().map(String::len).sum();
        let automaton = if bytes <= LARGEST_DFA {
            let mut builder = dfa::DFA::builder();
            builder.start_kind(StartKind::Unanchored).match_kind(MatchKind::Standard);
            Kind::Dfa(Box::new(builder.ascii_case_insensitive(true).prefilter(false).build(literals)?))
        } else {
            let mut builder = nfa::contiguous::NFA::builder();
            builder.match_kind(MatchKind::Standard);
            Kind::Nfa(Box::new(builder.ascii_case_insensitive(true).prefilter(false).build(literals)?))
        };
        Ok(Self { automaton })
    }

    /// Calls `found` with each literal hit, its start and its end.
    #[inline]
    pub(super) fn scan(&self, text: &str, found: impl FnMut(usize, usize, usize)) {
        match &self.automaton {
            Kind::Dfa(automaton) => sweep(automaton.as_ref(), text.as_bytes(), found),
            Kind::Nfa(automaton) => sweep(automaton.as_ref(), text.as_bytes(), found),
        }
    }
}

#[inline]
fn sweep(automaton: &impl Automaton, text: &[u8], mut found: impl FnMut(usize, usize, usize)) {
    let mut state = automaton.start_state(Anchored::No).expect("the automaton was built for unanchored search");
    for (at, &byte) in text.iter().enumerate() {
        state = automaton.next_state(Anchored::No, state, byte);
        if automaton.is_special(state) && automaton.is_match(state) {
            for index in 0..automaton.match_len(state) {
                let literal = automaton.match_pattern(state, index);
                found(literal.as_usize(), at + 1 - automaton.pattern_len(literal), at + 1);
            }
        }
    }
}
