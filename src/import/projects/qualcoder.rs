//! QualCoder: texts as they are, positions in Unicode characters, codes in categories.
//!
//! The tables grew over the years; a column that an older project does not have is empty. A coding keeps the words that
//! were marked: where they do not stand at its place, the place is tried as Qt counts, then the words are looked for, and
//! if they are nowhere or in several places, the coding is left out.

use std::collections::BTreeMap;

use super::database::Database;
use super::document::{Document, MAX_DOCUMENT};
use super::html::Block;
use super::positions::{Bytes, Unit};
use super::qualcoder_cases::Cases;
use super::{
    About, ImportedProject, Note, ProjectCoding, ProjectDocument, ProjectMemo, coder, is_same_but_for_blanks, left_out,
    note,
};
use crate::import::code_tree::{Branch, codes, colour};
use crate::import::{ImportError, ImportedMemo, KnownSpeakers};
use crate::model::{Code, SourceFormat, Span};
use crate::text::counted;

/// Codings whose words are looked for in the whole text; more of them are no slip.
const MAX_SEARCHES: u32 = 1_000;

struct Coding {
    code_index: usize,
    marked: String,
    place: (i64, i64),
    owner: String,
    note: Option<Note>,
}

/// What does not come over or not as it was, counted.
#[derive(Default)]
struct Lost {
    empty: u64,
    elsewhere: u64,
    slipped: u64,
    labels: u64,
    annotations: u64,
    searches: u32,
}

pub(super) fn read(known: &KnownSpeakers, database: &Database) -> Result<ImportedProject, ImportError> {
    let Tree { codes, indices, circles } = tree(database)?;
    let Found { by_document: mut codings, orphans, important } = codings(database, &indices)?;
    let mut annotations = annotations(database)?;
    let mut cases = Cases::read(database)?;
    let mut lost = Lost::default();
    let mut documents = Vec::new();
    let mut failure = None;
    database.rows("source", &["id", "name", "fulltext", "memo", "owner", "date"], |row| {
        let raw = row.text(2);
        if raw.len() > MAX_DOCUMENT {
            failure = Some(database.damaged("a document of this project is larger than 64 MB, which no transcript is"));
            return;
        }
        let id = row.number(0).unwrap_or_default();
        let mut document = Document::of(known, SourceFormat::Qualcoder, raw, &lines(raw));
        if document.imported.turns.is_empty() {
            lost.empty += 1;
            return;
        }
        let places = Places::of(raw, &document);
        let found = codings.remove(&id).unwrap_or_default();
        let codings = found.into_iter().filter_map(|coding| places.coding(coding, &mut lost)).collect();
        let memos = annotations.remove(&id).unwrap_or_default();
        let memos = memos.into_iter().filter_map(|memo| places.memo(memo, &mut lost)).collect();
        let links =
            cases.links_of(id).into_iter().filter_map(|(case, place)| Some((case, places.span(place)?))).collect();
        document.imported.memos = memos;
        cases.speak(documents.len(), id, &mut document.imported, links);
        let note = note(row.text(4), row.text(5), row.text(3));
        documents.push(ProjectDocument { name: row.text(1).to_owned(), imported: document.imported, note, codings });
    })?;
    if let Some(failure) = failure {
        return Err(failure);
    }
    let homeless = codings.values().map(|codings| codings.len() as u64).sum::<u64>() + orphans;
    let mut memos = study_memos(database)?;
    let (faces, case_memos, cases_left_out) = cases.finish();
    memos.extend(case_memos);
    let mut left_out: Vec<String> = [
        left_out(lost.empty, "document", "no text (a picture, a recording, or an empty file)"),
        left_out(lost.elsewhere, "coding", "the words are not at the place, nor once in the text"),
        left_out(lost.labels, "coding", "only a speaker's name or blank space is marked"),
        left_out(homeless, "coding", "the document or the code is not there"),
        left_out(lost.annotations, "annotation", "the place is not in the text"),
        left_out(count(database, "code_image")?, "coding", "on a picture"),
        left_out(count(database, "code_av")?, "coding", "on a recording"),
    ]
    .into_iter()
    .flatten()
    .collect();
    left_out.extend(cases_left_out);
    let slipped = counted(lost.slipped, "coding");
    left_out
        .extend((lost.slipped > 0).then(|| format!("{slipped} moved to where the words are: the place had slipped")));
    let marks = counted(important, "coding");
    left_out.extend((important > 0).then(|| format!("{marks} marked as important, which has no place here")));
    let circles_said = counted(circles, "code");
    left_out.extend(
        (circles > 0).then(|| format!("{circles_said} taken from under what stood below: the tree went in a circle")),
    );
    Ok(ImportedProject { format: SourceFormat::Qualcoder, documents, codes, faces, memos, left_out })
}

/// A line is a paragraph.
fn lines(raw: &str) -> Vec<Block> {
    let mut at = 0;
    let block = |line: &str| {
        let start = at;
        at += line.len();
        Block { range: start..at, heading: None, bold_end: start }
    };
    raw.split_inclusive(['\n', '\r', '\u{2028}', '\u{2029}']).map(block).collect()
}

fn count(database: &Database, table: &str) -> Result<u64, ImportError> {
    let mut count = 0;
    database.rows(table, &["cid"], |_| count += 1)?;
    Ok(count)
}

/// Categories and codes as one tree.
struct Tree {
    codes: Vec<Code>,
    /// Which of them each code of the project is.
    indices: BTreeMap<i64, usize>,
    /// How many stood above themselves.
    circles: u64,
}

fn tree(database: &Database) -> Result<Tree, ImportError> {
    let mut branches: Vec<Branch> = Vec::new();
    let mut above: Vec<(Option<i64>, Option<i64>)> = Vec::new();
    let (mut categories, mut indices) = (BTreeMap::new(), BTreeMap::new());
    let branch = |name: &str, memo: &str, colour: Option<String>| {
        let (name, definition) = (name.trim().to_owned(), memo.trim().to_owned());
        Branch { code: Code { name, definition, colour, ..Code::default() }, parent: None }
    };
    database.rows("code_cat", &["catid", "name", "memo", "supercatid"], |row| {
        categories.insert(row.number(0).unwrap_or_default(), branches.len());
        branches.push(branch(row.text(1), row.text(2), None));
        above.push((row.number(3), None));
    })?;
    database.rows("code_name", &["cid", "name", "memo", "catid", "color", "supercid"], |row| {
        indices.insert(row.number(0).unwrap_or_default(), branches.len());
        branches.push(branch(row.text(1), row.text(2), colour(row.text(4))));
        above.push((row.number(3), row.number(5)));
    })?;
    for (branch, (category, code)) in branches.iter_mut().zip(above) {
        let code = code.and_then(|code| indices.get(&code));
        branch.parent = code.or_else(|| category.and_then(|category| categories.get(&category))).copied();
    }
    let (codes, circles) = codes(branches);
    Ok(Tree { codes, indices, circles: circles as u64 })
}

/// Codings of texts.
struct Found {
    by_document: BTreeMap<i64, Vec<Coding>>,
    /// How many have no code.
    orphans: u64,
    /// How many are marked as important.
    important: u64,
}

fn codings(database: &Database, indices: &BTreeMap<i64, usize>) -> Result<Found, ImportError> {
    let mut codings: BTreeMap<i64, Vec<Coding>> = BTreeMap::new();
    let (mut orphans, mut important) = (0, 0);
    let columns = ["cid", "fid", "seltext", "pos0", "pos1", "owner", "date", "memo", "important"];
    database.rows("code_text", &columns, |row| {
        let Some(&code_index) = row.number(0).and_then(|code| indices.get(&code)) else {
            orphans += 1;
            return;
        };
        important += u64::from(row.number(8) == Some(1));
        let coding = Coding {
            code_index,
            marked: row.text(2).to_owned(),
            place: (row.number(3).unwrap_or(-1), row.number(4).unwrap_or(-1)),
            owner: coder(row.text(5)),
            note: note(row.text(5), row.text(6), row.text(7)),
        };
        codings.entry(row.number(1).unwrap_or_default()).or_default().push(coding);
    })?;
    Ok(Found { by_document: codings, orphans, important })
}

type Annotation = ((i64, i64), Note);

fn annotations(database: &Database) -> Result<BTreeMap<i64, Vec<Annotation>>, ImportError> {
    let mut annotations: BTreeMap<i64, Vec<Annotation>> = BTreeMap::new();
    database.rows("annotation", &["fid", "pos0", "pos1", "memo", "owner", "date"], |row| {
        let Some(note) = note(row.text(4), row.text(5), row.text(3)) else { return };
        let place = (row.number(1).unwrap_or(-1), row.number(2).unwrap_or(-1));
        annotations.entry(row.number(0).unwrap_or_default()).or_default().push((place, note));
    })?;
    Ok(annotations)
}

/// What is noted on the study: the project's memo and the journals.
fn study_memos(database: &Database) -> Result<Vec<ProjectMemo>, ImportError> {
    let mut memos = Vec::new();
    let mut add = |title: &str, note: Option<Note>| {
        memos.extend(note.map(|note| ProjectMemo { about: About::Study(title.trim().to_owned()), note }));
    };
    database.rows("project", &["memo", "date"], |row| add("", note("", row.text(1), row.text(0))))?;
    database.rows("journal", &["name", "jentry", "date", "owner"], |row| {
        add(row.text(0), note(row.text(3), row.text(2), row.text(1)));
    })?;
    Ok(memos)
}

/// The places of one document.
struct Places<'d> {
    raw: &'d str,
    document: &'d Document,
    characters: Bytes,
    utf16: Bytes,
}

impl<'d> Places<'d> {
    fn of(raw: &'d str, document: &'d Document) -> Self {
        Self { raw, document, characters: Bytes::of(raw, Unit::Characters), utf16: Bytes::of(raw, Unit::Utf16) }
    }

    fn bytes(&self, unit: &Bytes, (start, end): (i64, i64)) -> Option<std::ops::Range<usize>> {
        let byte = |at: i64| unit.byte(self.raw, usize::try_from(at).ok()?);
        // The end of a case's text may lie beyond the text's.
        let end = if end > 0 { byte(end).unwrap_or(self.raw.len()) } else { return None };
        Some(byte(start)?..end).filter(|range| range.start < range.end)
    }

    fn span(&self, place: (i64, i64)) -> Option<Span> {
        self.document.place(self.bytes(&self.characters, place)?)
    }

    fn memo(&self, (place, note): Annotation, lost: &mut Lost) -> Option<ImportedMemo> {
        let Some(span) = self.span(place) else {
            lost.annotations += 1;
            return None;
        };
        Some(ImportedMemo { span, author: note.author, written_at: note.written_at, content: note.content })
    }

    fn coding(&self, coding: Coding, lost: &mut Lost) -> Option<ProjectCoding> {
        let Some(range) = self.range(&coding, lost) else {
            lost.elsewhere += 1;
            return None;
        };
        let Some(span) = self.document.place(range) else {
            lost.labels += 1;
            return None;
        };
        Some(ProjectCoding { code_index: coding.code_index, span, coder: coding.owner, note: coding.note })
    }

    /// Where the marked words are, in bytes of the raw text.
    fn range(&self, coding: &Coding, lost: &mut Lost) -> Option<std::ops::Range<usize>> {
        let marked = coding.marked.trim();
        for unit in [&self.characters, &self.utf16] {
            let Some(range) = self.bytes(unit, coding.place) else { continue };
            let words = self.raw.get(range.clone()).unwrap_or_default();
            if marked.is_empty() || is_same_but_for_blanks(words, marked) {
                return Some(range);
            }
        }
        if marked.is_empty() || lost.searches >= MAX_SEARCHES {
            return None;
        }
        lost.searches += 1;
        let mut found = self.raw.match_indices(marked);
        let (at, _) = found.next()?;
        if found.next().is_some() {
            return None;
        }
        lost.slipped += 1;
        Some(at..at + marked.len())
    }
}
