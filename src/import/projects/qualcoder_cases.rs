//! QualCoder's cases: whose words a text's stretches are, as lines of a face sheet.

use std::collections::{BTreeMap, BTreeSet};

use super::database::Database;
use super::{About, Note, ProjectMemo, left_out, note};
use crate::import::{FaceRow, ImportError, Imported, Place, is_interviewer};
use crate::model::Span;
use crate::text::normalise;

/// A stretch of a document, in characters.
type Stretch = (i64, i64);

/// How often a turn and a link are compared in one document.
const MOST_COMPARED: usize = 20_000_000;

/// Names and values.
type Attributes = Vec<(String, String)>;

#[derive(Default)]
struct Case {
    name: String,
    note: Option<Note>,
    attributes: Attributes,
    /// The documents, by their place in the list, in which it speaks.
    documents: BTreeSet<usize>,
}

/// The cases and where they speak, while the documents are read.
pub(super) struct Cases {
    all: BTreeMap<i64, Case>,
    links: BTreeMap<i64, Vec<(i64, Stretch)>>,
    file_attributes: BTreeMap<i64, Attributes>,
    /// By document: its attributes in the project.
    documents: Vec<Attributes>,
    /// Case, document and speaker.
    speakers: BTreeSet<(usize, String, i64)>,
    /// Links of cases to words that are another case's too.
    shared: u64,
}

impl Cases {
    pub(super) fn read(database: &Database) -> Result<Self, ImportError> {
        let mut cases: BTreeMap<i64, Case> = BTreeMap::new();
        let mut file_attributes: BTreeMap<i64, Attributes> = BTreeMap::new();
        database.rows("cases", &["caseid", "name", "memo", "owner", "date"], |row| {
            let name = normalise(row.text(1)).trim().to_owned();
            let note = note(row.text(3), row.text(4), row.text(2));
            cases.insert(row.number(0).unwrap_or_default(), Case { name, note, ..Case::default() });
        })?;
        cases.retain(|_, case| !case.name.is_empty());
        database.rows("attribute", &["name", "attr_type", "value", "id"], |row| {
            let (name, value) = (normalise(row.text(0)).trim().to_owned(), normalise(&words(row, 2)).trim().to_owned());
            let id = row.number(3).unwrap_or_default();
            if name.is_empty() || value.is_empty() {
                return;
            }
            if row.text(1) == "file" {
                file_attributes.entry(id).or_default().push((name, value));
            } else if let Some(case) = cases.get_mut(&id) {
                case.attributes.push((name, value));
            }
        })?;
        let mut links: BTreeMap<i64, Vec<(i64, Stretch)>> = BTreeMap::new();
        database.rows("case_text", &["caseid", "fid", "pos0", "pos1"], |row| {
            let case = row.number(0).unwrap_or_default();
            if cases.contains_key(&case) {
                let place = (row.number(2).unwrap_or(0), row.number(3).unwrap_or(0));
                links.entry(row.number(1).unwrap_or_default()).or_default().push((case, place));
            }
        })?;
        let (documents, speakers) = (Vec::new(), BTreeSet::new());
        Ok(Self { all: cases, links, file_attributes, documents, speakers, shared: 0 })
    }

    /// Which cases speak where in a document.
    pub(super) fn links_of(&mut self, id: i64) -> Vec<(i64, Stretch)> {
        self.links.remove(&id).unwrap_or_default()
    }

    /// Says whose words the turns of a document are: each is the case's that covers most of it. Turns without a speaker
    /// get the case as theirs.
    pub(super) fn speak(&mut self, document: usize, id: i64, imported: &mut Imported, mut links: Vec<(i64, Span)>) {
        self.documents.resize(document + 1, Vec::new());
        self.documents[document] = self.file_attributes.remove(&id).unwrap_or_default();
        links.sort_by_key(|(case, span)| (span.start(), *case));
        // No study has so many; a damaged project may seem to.
        let most = MOST_COMPARED / imported.turns.len().max(1);
        self.shared += links.len().saturating_sub(most) as u64;
        links.truncate(most);
        let mut shares: BTreeMap<(String, i64), usize> = BTreeMap::new();
        let mut heard: BTreeSet<i64> = BTreeSet::new();
        for turn in imported.turns.iter_mut().filter(|turn| turn.heading.is_none()) {
            let covered = |&(case, span): &(i64, Span)| {
                let shared = span.end().min(turn.span.end()).saturating_sub(span.start().max(turn.span.start()));
                (shared > 0).then_some((shared, case))
            };
            let before = links.partition_point(|(_, span)| span.start() < turn.span.end());
            let most = links.iter().take(before).filter_map(covered).max_by_key(|&(shared, case)| (shared, -case));
            let Some((shared, case)) = most else { continue };
            let Some(known) = self.all.get(&case) else { continue };
            let speaker = turn.speaker.get_or_insert_with(|| known.name.clone()).clone();
            if !is_interviewer(&speaker) {
                *shares.entry((speaker, case)).or_default() += shared;
                heard.insert(case);
            }
        }
        let linked: BTreeSet<i64> = links.iter().map(|(case, _)| *case).collect();
        self.shared += linked.difference(&heard).count() as u64;
        let mut best: BTreeMap<String, (usize, i64)> = BTreeMap::new();
        for ((speaker, case), share) in shares {
            let leading = best.entry(speaker).or_insert((share, case));
            if share > leading.0 {
                *leading = (share, case);
            }
        }
        for (speaker, (_, case)) in best {
            if let Some(known) = self.all.get_mut(&case) {
                known.documents.insert(document);
            }
            self.speakers.insert((document, speaker, case));
        }
    }

    /// The face sheet's lines (their source is the document's number), the cases' memos, and what is left out.
    pub(super) fn finish(mut self) -> (Vec<FaceRow>, Vec<ProjectMemo>, Vec<String>) {
        let mut homeless_attributes = 0;
        for (document, attributes) in self.documents.iter().enumerate() {
            let mut here = self.all.values_mut().filter(|case| case.documents.contains(&document));
            match (here.next(), here.next()) {
                (Some(case), None) if case.documents.len() == 1 => {
                    let new =
                        attributes.iter().filter(|(name, _)| !case.attributes.iter().any(|(known, _)| known == name));
                    let new: Attributes = new.cloned().collect();
                    case.attributes.extend(new);
                }
                _ => homeless_attributes += attributes.len() as u64,
            }
        }
        let silent = self.all.values().filter(|case| case.documents.is_empty()).count() as u64;
        let memos =
            self.all.values().filter(|case| !case.documents.is_empty()).filter_map(|case| {
                Some(ProjectMemo { about: About::Case(case.name.clone()), note: case.note.clone()? })
            });
        let memos = memos.collect();
        let face = |(document, speaker, case): &(usize, String, i64)| {
            let case = self.all.get(case)?;
            Some(FaceRow {
                case: case.name.clone(),
                source: document.to_string(),
                speaker: speaker.clone(),
                consent: None,
                attributes: case.attributes.clone(),
                place: Place::WHOLE,
            })
        };
        let faces = self.speakers.iter().filter_map(face).collect();
        let left_out = [
            left_out(silent, "case", "no words of any text are theirs alone"),
            left_out(self.shared, "case link", "the same words are another case's"),
            left_out(homeless_attributes, "document attribute", "only those of the one document of one case come over"),
        ];
        (faces, memos, left_out.into_iter().flatten().collect())
    }
}

/// A value as words; numbers may be kept as such.
fn words(row: &super::database::Row, column: usize) -> String {
    match (row.text(column), row.number(column)) {
        ("", Some(number)) => number.to_string(),
        (text, _) => text.to_owned(),
    }
}
