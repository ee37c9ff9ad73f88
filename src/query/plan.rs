//! From what a query says to what the engine is asked and the highlighter looks for.

use regex::{Regex, RegexBuilder};
use tantivy::query::{AllQuery, BooleanQuery, Occur, Query as EngineQuery};

use super::ast::{Phrase, PhraseWord, Placed, Query};
use super::fields::Sources;
use super::saved;
use super::{Marker, QueryError, SearchError};
use crate::index::{Filter, Tokens, WordPattern, WordsQuery};
use crate::text::Wildcard;

/// A regular expression that takes more memory than this is a mistake, or an attack.
const REGEX_MEMORY: usize = 1 << 20;

/// A word of a phrase does not stand for more words than this: each has its own list of places, all open at once.
const MOST_WORDS: usize = 10_000;

/// A query, ready to be run.
pub(super) struct Plan {
    pub(super) query: Box<dyn EngineQuery>,
    pub(super) marker: Marker,
}

impl Plan {
    /// Reads what the query names from the store. Segments of cases that do not count are always left out.
    pub(super) fn new(query: &Query, sources: &Sources<'_>) -> Result<Self, SearchError> {
        let mut planner =
            Planner { sources, marker: Marker::new(sources.index.tokens().clone(), sources.index.languages().clone()) };
        let kept: Vec<Filter> = sources.left_out()?.into_iter().map(Filter::inverted).collect();
        let planned = planner.all_of(std::slice::from_ref(query), true, &kept)?;
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
    /// `shown` is whether what is found here is a reason for a hit, and so is to be marked in it. What [`takes_filters`]
    /// only finds what passes `filters`.
    fn plan(&mut self, query: &Query, shown: bool, filters: &[Filter]) -> Result<Part, SearchError> {
        Ok(match query {
            Query::Everything => Part::must(everything()),
            Query::Words(phrase) => self.words(phrase, shown, filters)?,
            Query::Fuzzy { word, distance } => {
                self.found(vec![WordPattern::Fuzzy(word.clone(), *distance)], 0, shown, filters)
            }
            Query::Regex(pattern) => {
                let regex = regex(pattern)?;
                self.found(vec![WordPattern::Regex(regex)], 0, shown, filters)
            }
            Query::Field(test) => self.alone(self.sources.filter(test)?),
            Query::Codings(codings) => self.alone(self.sources.of_codings(codings)?),
            Query::Saved(name) => return Err(saved::unknown(name, std::iter::empty()).into()),
            Query::Not(inner) => {
                let part = self.plan(inner, !shown, &[])?;
                Part { negated: !part.negated, ..part }
            }
            Query::And(parts) => self.all_of(parts, shown, filters)?,
            Query::Or(parts) => {
                let mut clauses = Vec::with_capacity(parts.len());
                for part in parts {
                    clauses.push((Occur::Should, self.plan(part, shown, filters)?.into_query()));
                }
                Part::must(Box::new(BooleanQuery::new(clauses)))
            }
        })
    }

    /// All of `parts`, within `filters`. Tests of fields are handed to those parts that look for words, and stand by
    /// themselves only if there are none.
    fn all_of(&mut self, parts: &[Query], shown: bool, filters: &[Filter]) -> Result<Part, SearchError> {
        let mut filters = filters.to_vec();
        let mut others = Vec::new();
        for part in parts {
            match part {
                Query::Field(test) => filters.push(self.sources.filter(test)?),
                Query::Codings(codings) => filters.push(self.sources.of_codings(codings)?),
                Query::Not(inner) => match &**inner {
                    Query::Field(test) => filters.push(self.sources.filter(test)?.inverted()),
                    Query::Codings(codings) => filters.push(self.sources.of_codings(codings)?.inverted()),
                    _ => others.push(part),
                },
                _ => others.push(part),
            }
        }
        let handed_on = others.iter().any(|part| takes_filters(part));
        let mut planned = Vec::with_capacity(others.len() + filters.len());
        for part in others {
            planned.push(self.plan(part, shown, &filters)?);
        }
        if !handed_on {
            planned.extend(filters.into_iter().map(|filter| self.alone(filter)));
        }
        Ok(joined(planned))
    }

    fn words(&mut self, phrase: &Phrase, shown: bool, filters: &[Filter]) -> Result<Part, SearchError> {
        let index = self.sources.index;
        let languages = index.languages().names().len();
        let has_forms = !phrase.exact && phrase.words.iter().any(|word| matches!(word, PhraseWord::Whole(_)));
        if languages == 1 || !has_forms {
            let patterns = self.patterns(phrase, 0)?;
            return Ok(self.found(patterns, phrase.slop, shown, filters));
        }
        // A word has other forms in each language, which are forms only where that language is spoken.
        let mut clauses = Vec::with_capacity(languages);
        for language in 0..languages {
            let mut filters = filters.to_vec();
            filters.push(self.sources.in_language(language)?);
            let patterns = self.patterns(phrase, language)?;
            if shown {
                self.marker.add(patterns.clone(), phrase.slop, Some(language));
            }
            let query = WordsQuery::new(index, patterns, phrase.slop, filters);
            clauses.push((Occur::Should, Box::new(query) as Box<dyn EngineQuery>));
        }
        Ok(Part::must(Box::new(BooleanQuery::new(clauses))))
    }

    fn patterns(&self, phrase: &Phrase, language: usize) -> Result<Vec<WordPattern>, SearchError> {
        let index = self.sources.index;
        let pattern = |word| pattern(word, phrase.exact, language, index.tokens());
        let patterns: Vec<WordPattern> = phrase.words.iter().map(pattern).collect();
        for (word, pattern) in phrase.words.iter().zip(&patterns).filter(|_| patterns.len() > 1) {
            if let PhraseWord::Pattern(open) = word
                && pattern.stands_for_more_than(MOST_WORDS, index)?
            {
                let message = format!("{} stands for more than {MOST_WORDS} words of this study", open.value);
                return Err(QueryError::new(message, open.span).hint("write more of its letters".to_owned()).into());
            }
        }
        Ok(patterns)
    }

    fn found(&mut self, patterns: Vec<WordPattern>, slop: u32, shown: bool, filters: &[Filter]) -> Part {
        let index = self.sources.index;
        if shown {
            self.marker.add(patterns.clone(), slop, None);
        }
        Part::must(Box::new(WordsQuery::new(index, patterns, slop, filters.to_vec())))
    }

    /// A test of a field that no words are looked for with.
    fn alone(&self, filter: Filter) -> Part {
        Part::must(filter.query(self.sources.index.columns().clone()))
    }
}

/// Whether a part of a query finds only what passes the filters that it is planned with.
fn takes_filters(query: &Query) -> bool {
    match query {
        Query::Words(_) | Query::Fuzzy { .. } | Query::Regex(_) | Query::And(_) => true,
        Query::Or(parts) => parts.iter().all(takes_filters),
        Query::Everything | Query::Field(_) | Query::Codings(_) | Query::Saved(_) | Query::Not(_) => false,
    }
}

/// A regular expression over whole words, which are folded.
fn regex(pattern: &Placed<String>) -> Result<Regex, QueryError> {
    RegexBuilder::new(&format!("^(?:{})$", pattern.value))
        .case_insensitive(true)
        .size_limit(REGEX_MEMORY)
        .build()
        .map_err(|_| {
            QueryError::new("this is no regular expression", pattern.span)
                .hint("an example: /train(ed|ing)/".to_owned())
        })
}

pub(super) fn pattern(word: &PhraseWord, exact: bool, language: usize, tokens: &Tokens) -> WordPattern {
    match word {
        PhraseWord::Pattern(open) => {
            let open = Wildcard::of_word(&open.value);
            if open.is_any_ending() { WordPattern::Prefix(open.start().to_owned()) } else { WordPattern::Wild(open) }
        }
        PhraseWord::Whole(word) if exact => WordPattern::Exact(word.clone()),
        PhraseWord::Whole(word) => WordPattern::Stem(tokens.stem_in(language, word), language),
    }
}

fn everything() -> Box<dyn EngineQuery> {
    Box::new(AllQuery)
}

fn joined(mut parts: Vec<Part>) -> Part {
    if parts.len() == 1 {
        return parts.remove(0);
    }
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
