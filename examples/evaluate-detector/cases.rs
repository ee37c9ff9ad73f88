//! Court cases as the Text Anonymization Benchmark writes them, read.

use std::ops::Range;
use std::path::Path;

use serde::Deserialize;

use crate::corpus::places;

#[derive(Deserialize)]
struct Case {
    metadata: Metadata,
    text: String,
    entities: Vec<Mention>,
}

#[derive(Deserialize)]
struct Metadata {
    provenance: Provenance,
}

#[derive(Deserialize)]
struct Provenance {
    doc_id: String,
    dataset_type: String,
}

#[derive(Deserialize)]
struct Mention {
    entity_type: String,
    start_offset: usize,
    end_offset: usize,
    entity_id: String,
    identifier_type: String,
}

/// A mention in bytes.
pub struct Place {
    pub range: Range<usize>,
    pub kind: String,
    pub identifier: String,
    pub is_hidden: bool,
    pub is_direct: bool,
}

/// A court case.
pub struct Judgment {
    pub id: String,
    /// `train`, `dev` or `test`.
    pub split: String,
    pub text: String,
    pub places: Vec<Place>,
}

/// All cases of the files of JSON lines in a folder.
pub fn read(folder: &Path) -> Result<Vec<Judgment>, Box<dyn std::error::Error>> {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    let mut cases = Vec::new();
    for file in files.iter().map(std::fs::DirEntry::path).filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
    {
        for text in std::fs::read_to_string(&file)?.lines() {
            let case: Case = serde_json::from_str(text).map_err(|error| format!("{}: {error}", file.display()))?;
            let bytes = places(&case.text);
            let at = |index: usize| bytes.get(index).copied().unwrap_or(case.text.len());
            let mentions = case.entities.iter().map(|mention| Place {
                range: at(mention.start_offset)..at(mention.end_offset),
                kind: mention.entity_type.clone(),
                identifier: mention.entity_id.clone(),
                is_hidden: mention.identifier_type != "NO_MASK",
                is_direct: mention.identifier_type == "DIRECT",
            });
            cases.push(Judgment {
                id: case.metadata.provenance.doc_id.clone(),
                split: case.metadata.provenance.dataset_type,
                places: mentions.collect(),
                text: case.text,
            });
        }
    }
    Ok(cases)
}
