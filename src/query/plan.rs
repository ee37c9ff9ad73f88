//! From what a query says to what the engine is asked and the highlighter looks for.

use regex::RegexBuilder;
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query as EngineQuery};

use super::ast::{Phrase, PhraseWord, Query};
use super::fields::Sources;
use super::{Marker, QueryError, SearchError};
use crate::index::{Tokens, WordPattern, WordsQuery};

/// A regular expression that takes more memory than this is a mistake, or an attack.
const REGEX_MEMORY: usize = 1 << 20;

/// A query, ready to be run.
pub(super) struct Plan {
    pub(super) query: Box<dyn EngineQuery>,
    pub(super) marker: Marker,
}

impl Plan {
    /// Reads what the query names from the store. Segments of cases that do not count are always left out.
    pub(super) fn new(query: &Query, sources: &Sources<'_>) -> Result<Self, SearchError> {
        let mut planner = Planner { sources, marker: Marker::new(sources.index.tokens().clone()) };
        let mut planned = planner.plan(query, true)?;
        if let Some(left_out) = sources.left_out()? {
            planned = all_of(vec![planned, Part::must(left_out.inverted().query())]);
        }
        Ok(Self { query: planned.into_query(), marker: planner.marker })
    }
}

/// A part of a query: what is to be found, or what is not.
struct Part {
    query: Box<dyn EngineQuery>,
    negated: bool,
}

impl Part {
    fn must(query: Box<dyn EngineQuery>) -> Self {
        Self { query, negated: false }
    }

    fn into_query(self) -> Box<dyn EngineQuery> {
        if !self.negated {
            return self.query;
        }
        // The engine finds nothing by exclusion alone: what is excluded has to be taken from something.
        Box::new(BooleanQuery::new(vec![(Occur::Must, everything()), (Occur::MustNot, self.query)]))
    }
}

struct Planner<'p> {
    sources: &'p Sources<'p>,
    marker: Marker,
}

impl Planner<'_> {
    /// `shown` is whether what is found here is a reason for a hit, and so is to be marked in it.
    fn plan(&mut self, query: &Query, shown: bool) -> Result<Part, SearchError> {
        Ok(match query {
            Query::Everything => Part::must(everything()),
            Query::Words(phrase) => self.words(phrase, shown),
            Query::Fuzzy { word, distance } => self.found(vec![WordPattern::Fuzzy(word.clone(), *distance)], 0, shown),
            Query::Regex(pattern) => {
                let regex = RegexBuilder::new(&format!("^(?:{})$", pattern.value))
                    .case_insensitive(true)
                    .size_limit(REGEX_MEMORY)
                    .build()
                    .map_err(|_| {
                        QueryError::new("this is no regular expression", pattern.span)
                            .hint("an example: /train(ed|ing)/".to_owned())
                    })?;
                self.found(vec![WordPattern::Regex(regex)], 0, shown)
            }
            Query::Field(test) => Part::must(self.sources.filter(test)?.query()),
            Query::Not(inner) => {
                let part = self.plan(inner, !shown)?;
                Part { negated: !part.negated, ..part }
            }
            Query::And(parts) => all_of(parts.iter().map(|part| self.plan(part, shown)).collect::<Result<_, _>>()?),
            Query::Or(parts) => {
                let mut clauses = Vec::with_capacity(parts.len());
                for part in parts {
                    clauses.push((Occur::Should, self.plan(part, shown)?.into_query()));
                }
                Part::must(Box::new(BooleanQuery::new(clauses)))
            }
        })
    }

    fn words(&mut self, phrase: &Phrase, shown: bool) -> Part {
        let tokens = self.sources.index.tokens();
        let patterns = phrase.words.iter().map(|word| pattern(word, phrase.exact, tokens)).collect();
        self.found(patterns, phrase.slop, shown)
    }

    fn found(&mut self, patterns: Vec<WordPattern>, slop: u32, shown: bool) -> Part {
        let index = self.sources.index;
        if shown {
            self.marker.add(patterns.clone(), slop);
        }
        Part::must(Box::new(WordsQuery::new(index.words_field(), patterns, slop, index.tokens().clone())))
    }
}

fn pattern(word: &PhraseWord, exact: bool, tokens: &Tokens) -> WordPattern {
    match word {
        PhraseWord::Prefix(start) => WordPattern::Prefix(start.clone()),
        PhraseWord::Whole(word) if exact => WordPattern::Exact(word.clone()),
        PhraseWord::Whole(word) => WordPattern::Stem(tokens.stem_of(word)),
    }
}

fn everything() -> Box<dyn EngineQuery> {
    Box::new(AllQuery)
}

fn all_of(parts: Vec<Part>) -> Part {
    let mut clauses: Vec<(Occur, Box<dyn EngineQuery>)> = Vec::with_capacity(parts.len() + 1);
    if parts.iter().all(|part| part.negated) {
        clauses.push((Occur::Must, everything()));
    }
    clauses.extend(parts.into_iter().map(|part| {
        let occur = if part.negated { Occur::MustNot } else { Occur::Must };
        (occur, part.query)
    }));
    Part::must(Box::new(BooleanQuery::new(clauses)))
}
