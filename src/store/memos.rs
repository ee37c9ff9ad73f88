//! What people noted, on whatever it is.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Row, params, params_from_iter};

use super::events::Event;
use super::subjects::{COLUMNS, KEPT, NAMED, joins, named, values};
use super::{Store, StoreError};
use crate::model::{Memo, Subject, SubjectKind};
use crate::text::{Stems, fold, words};

/// What a person writes in a memo.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MemoText<'a> {
    pub title: &'a str,
    /// In people's own words; may be empty.
    pub kind: &'a str,
    pub author: &'a str,
    /// RFC 3339, UTC.
    pub written_at: &'a str,
    pub content: &'a str,
}

/// What is different in a memo from now on; what is nothing stays.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemoEdit {
    pub title: Option<String>,
    pub kind: Option<String>,
    pub content: Option<String>,
    /// On something else.
    pub on: Option<Subject>,
}

/// Which memos to list.
#[derive(Debug, Clone, Default)]
pub struct MemoFilter {
    /// On subjects of these kinds; on any if there are none.
    pub on: Vec<SubjectKind>,
    /// On this source or anything in it: its path, or the end of it.
    pub source: Option<String>,
    /// On this code, or its use.
    pub code: Option<String>,
    pub theme: Option<String>,
    /// On this case, or its words.
    pub case: Option<String>,
    pub author: Option<String>,
    /// The memo's kind, in any letter case.
    pub kind: Option<String>,
    /// Written or edited on this day or later: `2026-01-31`, or the beginning of it.
    pub since: Option<String>,
    /// With all of these in title or text, in any letter case.
    pub words: Vec<String>,
    /// Compare words by their stem in this language.
    pub stem: Option<String>,
}

impl Store {
    /// Memos: first those that are in no source, then source by source in the order of the texts; replies right after
    /// what they reply to.
    pub fn memos(&self, filter: &MemoFilter) -> Result<Vec<Memo>, StoreError> {
        let mut statement = self.connection.prepare_cached(&format!(
            "SELECT anchored.id, anchored.title, anchored.kind, anchored.author, anchored.written_at, anchored.edited_at,
                    anchored.content, {KEPT}, {NAMED}
             FROM memos AS anchored {}
             ORDER BY sources.path, coalesce(anchored.text_id, waiting.text_id), coalesce(anchored.span_start,
                 waiting.span_start), anchored.id",
            joins("memo_id")
        ))?;
        let mut rows = statement.query([])?;
        let (mut memos, mut replies) = (Vec::new(), Vec::new());
        while let Some(row) = rows.next()? {
            let memo = memo(row)?;
            match memo.on.subject {
                Subject::Memo(_) => replies.push(memo),
                _ if row.get(7)? => memos.push(memo),
                _ => {}
            }
        }
        let mut memos = in_threads(memos, replies);
        let stems = filter.stem.as_deref().and_then(Stems::of_language);
        memos.retain(|memo| filter.passes(memo, stems.as_ref()));
        Ok(memos)
    }

    /// How many memos there are.
    pub fn memo_count(&self) -> Result<u64, StoreError> {
        let count: i64 = self.connection.query_row("SELECT count(*) FROM memos", [], |row| row.get(0))?;
        Ok(count.unsigned_abs())
    }

    /// Adds a memo by a person; gives its number.
    pub fn add_memo(&mut self, on: &Subject, memo: &MemoText<'_>, event: &Event) -> Result<i64, StoreError> {
        let action = self.begin(event)?;
        let mut all = values(&action, on)?;
        let MemoText { title, kind, author, written_at, content } = *memo;
        all.extend([title, kind, author, written_at, content].map(|text| Value::Text(text.to_owned())));
        let places = vec!["?"; all.len()].join(", ");
        let sql = format!(
            "INSERT INTO memos ({COLUMNS}, title, kind, author, written_at, content) VALUES ({places}) RETURNING id"
        );
        let number = action.query_row(&sql, params_from_iter(all), |row| row.get(0))?;
        action.finish()?;
        Ok(number)
    }

    /// Changes a memo. One that came with a file is a person's own from then on, and stays when the file changes.
    pub fn edit_memo(&mut self, number: i64, edit: &MemoEdit, event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        let count = action.execute(
            "UPDATE memos SET title = coalesce(?2, title), kind = coalesce(?3, kind), content = coalesce(?4, content),
                 edited_at = ?5, from_file = 0, project_file = NULL
             WHERE id = ?1",
            params![number, edit.title, edit.kind, edit.content, event.at],
        )?;
        needed(count, number)?;
        if let Some(on) = &edit.on {
            let mut all = values(&action, on)?;
            all.push(Value::Integer(number));
            let places = vec!["?"; all.len() - 1].join(", ");
            let sql = format!("UPDATE memos SET ({COLUMNS}) = ({places}) WHERE id = ?");
            action.execute(&sql, params_from_iter(all))?;
            action.execute("DELETE FROM reviews WHERE memo_id = ?1", [number])?;
        }
        action.finish()
    }

    /// Takes memos away, with the replies to them and links to any of them.
    pub fn remove_memos(&mut self, numbers: &[i64], event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        for number in numbers {
            // It may have gone as a reply to another.
            action.execute("DELETE FROM memos WHERE id = ?1", [number])?;
        }
        action.finish()
    }
}

fn needed(count: usize, number: i64) -> Result<(), StoreError> {
    if count == 0 { Err(StoreError::Content(format!("no memo number {number}"))) } else { Ok(()) }
}

fn memo(row: &Row<'_>) -> Result<Memo, StoreError> {
    const OWN: usize = 8;
    Ok(Memo {
        number: row.get(0)?,
        title: row.get(1)?,
        kind: row.get(2)?,
        author: row.get(3)?,
        written_at: row.get(4)?,
        edited_at: row.get(5)?,
        content: row.get(6)?,
        on: named(row, OWN)?,
    })
}

/// Puts each reply after what it replies to and the earlier replies. A reply to what is not shown is not shown.
fn in_threads(memos: Vec<Memo>, replies: Vec<Memo>) -> Vec<Memo> {
    let mut threads: Vec<Vec<Memo>> = memos.into_iter().map(|memo| vec![memo]).collect();
    let mut replies = replies;
    // A reply is younger than what it replies to.
    replies.sort_by_key(|reply| reply.number);
    for mut reply in replies {
        let Subject::Memo(number) = reply.on.subject else { continue };
        let found = threads.iter_mut().find_map(|thread| {
            let at = thread.iter().position(|memo| memo.number == number)?;
            Some((at, thread))
        });
        let Some((at, thread)) = found else { continue };
        // What a reply is about is what the first memo is on.
        let above = &thread[at].on;
        reply.on = crate::model::Named { subject: reply.on.subject, ..above.clone() };
        let after = at + 1 + thread.iter().skip(at + 1).take_while(|memo| is_below(thread, memo, number)).count();
        thread.insert(after, reply);
    }
    threads.into_iter().flatten().collect()
}

/// Whether a memo of a thread replies to memo `number`, directly or not.
fn is_below(thread: &[Memo], memo: &Memo, number: i64) -> bool {
    let mut seen = BTreeSet::new();
    let mut at = memo;
    while let Subject::Memo(above) = at.on.subject {
        if above == number {
            return true;
        }
        match thread.iter().find(|memo| memo.number == above) {
            Some(found) if seen.insert(above) => at = found,
            _ => return false,
        }
    }
    false
}

impl MemoFilter {
    fn passes(&self, memo: &Memo, stems: Option<&Stems>) -> bool {
        let ends = |path: &str, wanted: &str| path == wanted || path.ends_with(&format!("/{wanted}"));
        let is = |wanted: &Option<String>, has: &str| wanted.as_ref().is_none_or(|wanted| fold(wanted) == fold(has));
        let named = |wanted: &Option<String>, has: &Option<String>| wanted.is_none() || wanted == has;
        let since = |day: &String| memo.written_at >= *day || memo.edited_at >= *day;
        (self.on.is_empty() || self.on.contains(&memo.on.subject.kind()))
            && self
                .source
                .as_ref()
                .is_none_or(|wanted| memo.on.source.as_deref().is_some_and(|path| ends(path, wanted)))
            && named(&self.code, &memo.on.code)
            && named(&self.theme, &memo.on.theme)
            && named(&self.case, &memo.on.case)
            && is(&self.author, &memo.author)
            && is(&self.kind, &memo.kind)
            && self.since.as_ref().is_none_or(since)
            && self.words.iter().all(|wanted| is_in(wanted, memo, stems))
    }
}

/// Whether a memo has these letters, or a word with this word's stem.
fn is_in(wanted: &str, memo: &Memo, stems: Option<&Stems>) -> bool {
    let wanted = fold(wanted);
    [&memo.title, &memo.content].into_iter().any(|text| match stems {
        None => fold(text).contains(&wanted),
        Some(stems) => words(text).any(|word| stems.stem(&fold(word.text)) == stems.stem(&wanted)),
    })
}
