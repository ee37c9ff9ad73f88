//! Cases that may be one person.

use std::collections::{BTreeMap, HashSet};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use super::gathered::MadeFrom;
use super::{Store, StoreError};
use crate::model::{CaseId, CaseKind};
use crate::text::word_count;

/// What makes cases alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// The same respondent id in several surveys.
    Id,
    /// The same name but for accents, letter case and punctuation.
    Name,
    /// The same long answer, word for word.
    Answer,
}

/// Cases that may be one person, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicates {
    pub cases: Vec<CaseId>,
    pub likeness: Likeness,
}

/// Shorter answers are the same by chance.
const LONG_ANSWER: u64 = 8;

/// What transcribers call people whose names they do not give.
const NOBODY: &[&str] = &["participant", "respondent", "interviewee", "speaker", "person", "voice", "unknown", "group"];

impl Store {
    /// Cases that may be one person: the likeliest first.
    pub fn duplicates(&self) -> Result<Arc<Vec<Duplicates>>, StoreError> {
        self.gathered(MadeFrom::Texts, "duplicates", || self.find_duplicates())
    }

    fn find_duplicates(&self) -> Result<Vec<Duplicates>, StoreError> {
        let mut by_likeness: BTreeMap<(Likeness, String), Vec<CaseId>> = BTreeMap::new();
        let mut add = |likeness, key: String, case| by_likeness.entry((likeness, key)).or_default().push(case);
        let mut statement = self.connection.prepare("SELECT id, name, kind, row_number FROM cases ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (case, name, kind): (u32, String, String) = (row.get(0)?, row.get(1)?, row.get(2)?);
            let row_number: Option<i64> = row.get(3)?;
            // Where a survey has no ids, rows are numbered: that two surveys have a fifth row says nothing.
            if row_number.is_some_and(|number| number.to_string() == name) {
                continue;
            }
            if kind == CaseKind::Respondent.word() {
                add(Likeness::Id, name.clone(), CaseId(case));
            }
            if let Some(folded) = folded(&name) {
                add(Likeness::Name, folded, CaseId(case));
            }
        }
        drop(rows);
        let mut statement = self
            .connection
            .prepare("SELECT case_id, name FROM speakers WHERE case_id IS NOT NULL AND NOT interviewer ORDER BY id")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let (case, name): (u32, String) = (row.get(0)?, row.get(1)?);
            if let Some(folded) = folded(&name).filter(|name| is_a_name(name)) {
                add(Likeness::Name, folded, CaseId(case));
            }
        }
        drop(rows);
        let mut found: Vec<Duplicates> = by_likeness
            .into_iter()
            .map(|((likeness, _), cases)| Duplicates { cases: each_once(cases), likeness })
            .filter(|duplicates| duplicates.cases.len() > 1)
            .collect();
        found.extend(self.same_answers()?);
        found.sort_by_key(|duplicates| duplicates.likeness);
        let mut seen: HashSet<Vec<CaseId>> = HashSet::new();
        found.retain(|duplicates| seen.insert(duplicates.cases.clone()));
        Ok(found)
    }

    /// Only digests are held: a study may have a million answers.
    fn same_answers(&self) -> Result<Vec<Duplicates>, StoreError> {
        let mut statement =
            self.connection.prepare("SELECT case_id, content FROM texts WHERE case_id IS NOT NULL ORDER BY id")?;
        let mut rows = statement.query([])?;
        let mut answers: Vec<(u64, u32)> = Vec::new();
        while let Some(row) = rows.next()? {
            let content = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
            if word_count(content) >= LONG_ANSWER {
                let mut digest = DefaultHasher::new();
                content.to_lowercase().split_whitespace().for_each(|word| word.hash(&mut digest));
                answers.push((digest.finish(), row.get(0)?));
            }
        }
        answers.sort_unstable();
        answers.dedup();
        let alike = answers.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1);
        let mut found: Vec<Vec<CaseId>> =
            alike.map(|alike| alike.iter().map(|(_, case)| CaseId(*case)).collect()).collect();
        found.sort();
        Ok(found.into_iter().map(|cases| Duplicates { cases, likeness: Likeness::Answer }).collect())
    }
}

/// In the order in which they first come.
fn each_once(mut cases: Vec<CaseId>) -> Vec<CaseId> {
    let mut seen = HashSet::new();
    cases.retain(|case| seen.insert(*case));
    cases
}

/// A name without accents, letter case and punctuation; nothing if no letter is left.
fn folded(name: &str) -> Option<String> {
    let folded: String = name
        .nfd()
        .filter(|character| !is_combining_mark(*character))
        .flat_map(char::to_lowercase)
        .filter(|character| character.is_alphanumeric())
        .collect();
    folded.contains(char::is_alphabetic).then_some(folded)
}

/// Whether a speaker's folded name is one of a person, and not "P1" or "Speaker 2".
fn is_a_name(folded: &str) -> bool {
    folded.chars().count() > 2
        && !folded.contains(|character: char| character.is_numeric())
        && !NOBODY.iter().any(|word| folded.starts_with(word))
}
