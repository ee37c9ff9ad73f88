//! What people call the places that a search finds, and what stands beside them.

use std::collections::BTreeMap;

use super::results::Neighbour;
use crate::model::{QuestionType, SegmentId, TextId};
use crate::project::{Project, ProjectError};
use crate::query::{Hit, Line};
use crate::store::CaseName;

/// The short names of sources, for naming many places.
#[derive(Debug, Clone, Default)]
pub struct PlaceNames(BTreeMap<String, String>);

impl PlaceNames {
    /// A source's short name, by its path.
    pub fn of_source<'n>(&'n self, path: &'n str) -> &'n str {
        self.0.get(path).map_or(path, String::as_str)
    }

    /// `anna:12`, `survey:R17:Q29`
    pub fn of_hit(&self, hit: &Hit) -> String {
        self.of_segment(&hit.source, hit.case.as_ref(), hit.question.as_deref(), hit.text, hit.segment)
    }

    /// The same, of a match in context.
    pub fn of_line(&self, line: &Line) -> String {
        self.of_segment(&line.source, line.case.as_ref(), line.question.as_deref(), line.text, line.segment)
    }

    fn of_segment(
        &self,
        source: &str,
        case: Option<&CaseName>,
        question: Option<&str>,
        text: TextId,
        segment: SegmentId,
    ) -> String {
        let source = self.of_source(source);
        match case.zip(question) {
            Some((case, question)) => format!("{source}:{}:{question}", case.name),
            None => format!("{source}:{}", segment.0 - text.0 + 1),
        }
    }
}

/// What is said before a segment, and after it.
type Beside = (Vec<Neighbour>, Vec<Neighbour>);

impl Project {
    pub fn names_of_places(&self) -> Result<PlaceNames, ProjectError> {
        Ok(PlaceNames(self.place_names()?))
    }

    /// So many segments before and after one that a search found.
    pub fn beside(&self, segment: SegmentId, around: usize) -> Result<Option<Beside>, ProjectError> {
        let Some(details) = self.store.segment_details(segment.0)? else { return Ok(None) };
        let index = (segment.0 - details.text) as usize;
        let (_, before, after) = self.neighbours(TextId(details.text), index, around)?;
        Ok(Some((before, after)))
    }

    /// The attributes and closed questions of the study: what besides themes, codes and sources hits may be counted by.
    pub fn attributes_counted(&self) -> Result<Vec<String>, ProjectError> {
        let attributes = self.store.attribute_names()?.into_iter();
        let closed = self.store.question_names()?.into_iter().filter(|row| row.kind != QuestionType::Open.word());
        let mut names: Vec<String> = Vec::new();
        for row in attributes.chain(closed) {
            if !names.contains(&row.name) {
                names.push(row.name);
            }
        }
        Ok(names)
    }
}
