//! What a search finds, shown in several ways: ranked segments with all that is known of them, keywords in context, facets.

use crate::model::{Codebook, SegmentId, TextId};
use crate::project::{Progress, Project, ProjectError};
use crate::query::{self, Concordance, ConcordanceOptions, Counts, FacetOptions, Facets, Hit, Query, SearchOptions};
use crate::store::CodingFound;
use crate::text::nearest;

/// Stands for what somebody said who was left out of the study.
pub const LEFT_OUT: &str = "[…]";

/// What to show of each segment that is found.
#[derive(Debug, Clone, Default)]
pub struct ResultOptions {
    pub search: SearchOptions,
    pub attributes: AttributeChoice,
    /// How many turns or paragraphs of a transcript to show before and after each.
    pub around: usize,
    /// Only segments without this code and those below it, by id or name.
    pub not_coded: Option<String>,
}

/// Which attributes of the people behind the hits are shown.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum AttributeChoice {
    #[default]
    None,
    Named(Vec<String>),
    All,
}

/// What a search finds, with all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Results {
    pub counts: Counts,
    /// Names of the attributes that were chosen, as the study has them.
    pub attributes: Vec<String>,
    pub results: Vec<SearchResult>,
}

/// One segment that was found, with all that is known of it.
#[derive(Debug, Clone, PartialEq)]
pub struct SearchResult {
    pub hit: Hit,
    /// Which segment of its text it is, from 1, and how many there are.
    pub segment_number: usize,
    pub segment_count: usize,
    /// By chosen attribute: the value, where one is stated.
    pub attributes: Vec<Option<String>>,
    pub codings: Vec<CodingFound>,
    pub before: Vec<Neighbour>,
    pub after: Vec<Neighbour>,
}

/// A segment that stands beside one that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    pub segment: SegmentId,
    pub speaker: Option<String>,
    /// [`LEFT_OUT`] for the words of somebody who was left out of the study.
    pub content: String,
}

impl Project {
    /// Finds segments, and shows them with their place, codings, attributes and neighbours.
    pub fn results(
        &mut self,
        query: &str,
        options: &ResultOptions,
        progress: &dyn Progress,
    ) -> Result<Results, ProjectError> {
        let attributes = self.chosen_attributes(&options.attributes)?;
        let (parsed, codebook) = self.ready(query, options.not_coded.as_deref(), progress)?;
        let found = query::run(&parsed, &self.store, self.caught_up(), &codebook, &options.search)
            .map_err(|error| super::search::pointed(query, error))?;
        let mut results = Vec::with_capacity(found.hits.len());
        for hit in found.hits {
            results.push(self.result(hit, &attributes, options.around)?);
        }
        Ok(Results { counts: found.counts, attributes, results })
    }

    /// Every match of a query with what stands left and right of it.
    pub fn concordance(
        &mut self,
        query: &str,
        options: &ConcordanceOptions,
        progress: &dyn Progress,
    ) -> Result<Concordance, ProjectError> {
        let (parsed, codebook) = self.ready(query, None, progress)?;
        let codes = options.not_coded.iter().map(|name| self.code_and_below(&codebook, name));
        let codes: Vec<Vec<String>> = codes.collect::<Result<_, _>>()?;
        let options = ConcordanceOptions { not_coded: codes.concat(), ..options.clone() };
        let found = query::concordance(&parsed, &self.store, self.caught_up(), &codebook, &options);
        found.map_err(|error| super::search::pointed(query, error))
    }

    /// What a query finds, counted by theme, code, attribute and so on; `not_coded` as in [`ResultOptions`].
    pub fn facets(
        &mut self,
        query: &str,
        options: &FacetOptions,
        not_coded: Option<&str>,
        progress: &dyn Progress,
    ) -> Result<Facets, ProjectError> {
        let (parsed, codebook) = self.ready(query, not_coded, progress)?;
        let found = query::facets(&parsed, &self.store, self.caught_up(), &codebook, options);
        found.map_err(|error| super::search::pointed(query, error))
    }

    /// A query read and ready to be run: texts are coded, the index has caught up. With `not_coded`, only where that code
    /// and those below it are not.
    pub(in crate::project) fn ready(
        &mut self,
        text: &str,
        not_coded: Option<&str>,
        progress: &dyn Progress,
    ) -> Result<(Query, Codebook), ProjectError> {
        let mut query = self.parsed(text)?;
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let codebook = self.codebook()?.map(|(codebook, _)| codebook).unwrap_or_default();
        if let Some(name) = not_coded {
            let test = |code: String| Query::Not(Box::new(query::test_of("code", &code)));
            let codes = self.code_and_below(&codebook, name)?;
            query = Query::and(std::iter::once(query).chain(codes.into_iter().map(test)));
        }
        self.catch_up(progress)?;
        Ok((query, codebook))
    }

    /// A code by its id or name, with those below it; also one that has left the codebook.
    pub(in crate::project) fn code_and_below(
        &self,
        codebook: &Codebook,
        name: &str,
    ) -> Result<Vec<String>, ProjectError> {
        let wanted = name.trim().to_lowercase();
        let is_meant = |name: &str| name.to_lowercase() == wanted;
        let codes = &codebook.codes;
        if let Some(index) = codes.iter().position(|code| is_meant(&code.id) || is_meant(&code.name)) {
            let below = codebook.with_descendants(index);
            return Ok(below.into_iter().map(|index| codes[index].id.clone()).collect());
        }
        let former = self.store.code_names()?;
        if let Some(code) = former.iter().find(|code| is_meant(code)) {
            return Ok(vec![code.clone()]);
        }
        let known = codes.iter().flat_map(|code| [code.id.as_str(), code.name.as_str()]);
        let nearest = nearest(name, known.chain(former.iter().map(String::as_str))).map(str::to_owned);
        Err(ProjectError::NoCode { name: name.to_owned(), nearest })
    }

    fn chosen_attributes(&self, choice: &AttributeChoice) -> Result<Vec<String>, ProjectError> {
        let mut known: Vec<String> = self.store.attribute_names()?.into_iter().map(|row| row.name).collect();
        known.sort();
        let named = |name: &String| {
            let same = known.iter().find(|known| known.to_lowercase() == name.trim().to_lowercase());
            same.cloned().ok_or_else(|| ProjectError::NoAttribute {
                name: name.clone(),
                nearest: nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
            })
        };
        match choice {
            AttributeChoice::None => Ok(Vec::new()),
            AttributeChoice::Named(names) => names.iter().map(named).collect(),
            AttributeChoice::All => Ok(known),
        }
    }

    fn result(&self, hit: Hit, attributes: &[String], around: usize) -> Result<SearchResult, ProjectError> {
        let stated = if attributes.is_empty() { Vec::new() } else { self.store.attributes_of(hit.segment.0)? };
        let value = |name: &String| stated.iter().find(|(stated, _)| stated == name).map(|(_, value)| value.clone());
        let index = (hit.segment.0 - hit.text.0) as usize;
        let (segment_count, before, after) = self.neighbours(hit.text, index, around)?;
        Ok(SearchResult {
            segment_number: index + 1,
            segment_count,
            attributes: attributes.iter().map(value).collect(),
            codings: self.store.codings_on(hit.text, hit.span)?,
            before,
            after,
            hit,
        })
    }

    /// How many segments a text has, and those before and after one of them.
    pub(super) fn neighbours(
        &self,
        text: TextId,
        index: usize,
        around: usize,
    ) -> Result<(usize, Vec<Neighbour>, Vec<Neighbour>), ProjectError> {
        let segments = self.store.segments_of(text)?;
        if around == 0 || segments.is_empty() {
            return Ok((segments.len().max(1), Vec::new(), Vec::new()));
        }
        let content = self.store.content(text)?.unwrap_or_default();
        let left_out = self.store.cases_left_out()?;
        let shown = |range: std::ops::Range<usize>| -> Vec<Neighbour> {
            let start = range.start;
            let rows = segments.get(range).unwrap_or_default();
            let neighbour = |(at, row): (usize, &crate::store::StoredSegment)| Neighbour {
                segment: SegmentId(text.0 + u32::try_from(start + at).expect("segments have 32-bit numbers")),
                speaker: row.speaker.clone(),
                content: match row.case {
                    Some(case) if left_out.contains(case.0 as usize) => LEFT_OUT.to_owned(),
                    _ => row.span.of_text(&content).to_owned(),
                },
            };
            rows.iter().enumerate().map(neighbour).collect()
        };
        let end = index.saturating_add(1).saturating_add(around).min(segments.len());
        Ok((segments.len(), shown(index.saturating_sub(around)..index), shown(index + 1..end)))
    }
}
