//! Texts with marked names, read from files of JSON lines.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;
use verbatim::model::IdentityKind;

/// A text and the names in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    pub id: String,
    pub text: String,
    pub names: Vec<Name>,
}

/// A stretch of a text that is marked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// In bytes.
    pub range: Range<usize>,
    /// What the file calls it.
    pub mark: String,
    /// Whether it is to be hidden. Of everything but court cases all is.
    pub is_hidden: bool,
}

impl Name {
    /// What sort of identity it is, where the model is to know it. What has a shape (numbers, dates) is left to rules.
    pub fn kind(&self) -> Option<IdentityKind> {
        match self.mark.as_str() {
            "PERSON" => Some(IdentityKind::Person),
            "ORG" | "ORGANIZATION" => Some(IdentityKind::Organisation),
            "LOC" | "GPE" | "ADDRESS" | "POSTCODE" | "STREET_ADDRESS" => Some(IdentityKind::Place),
            _ => None,
        }
    }
}

#[derive(Deserialize)]
struct Line {
    id: String,
    text: String,
    /// From and to in characters, and what it is.
    spans: Vec<(usize, usize, String)>,
}

/// The documents of a file of JSON lines: `id`, `text`, `spans`.
pub fn read(path: &Path) -> Result<Vec<Document>, Box<dyn std::error::Error>> {
    let content = std::fs::read_to_string(path).map_err(|error| format!("cannot read {}: {error}", path.display()))?;
    let mut documents = Vec::new();
    for (index, line) in content.lines().enumerate() {
        let line: Line =
            serde_json::from_str(line).map_err(|error| format!("{}, line {}: {error}", path.display(), index + 1))?;
        let places = places(&line.text);
        let names = line.spans.into_iter().filter_map(|(start, end, mark)| {
            Some(Name { range: *places.get(start)?..*places.get(end)?, mark, is_hidden: true })
        });
        let names = names.collect();
        documents.push(Document { id: line.id, text: line.text, names });
    }
    Ok(documents)
}

/// Where each character begins, in bytes; and the end.
pub fn places(text: &str) -> Vec<usize> {
    text.char_indices().map(|(at, _)| at).chain([text.len()]).collect()
}
