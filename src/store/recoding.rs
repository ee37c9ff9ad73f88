//! Codings that go from one code to another, because codes are merged or split.
//!
//! What was counted before is counted after: the new code stands wherever one of the old ones stood. Codings keep their
//! coder, status, date and memos. Two by one person that overlap become one; of two by the same coder on the same words
//! the one that says more stays. A rejection goes where the code now stands by another's right: it was said of another
//! code than this one has become.

use std::collections::{BTreeMap, BTreeSet};

use fixedbitset::FixedBitSet;
use rusqlite::{Connection, OptionalExtension, params};

use super::StoreError;
use super::subjects::{CodingAt, follow_coding, leave_coding};
use crate::model::{CodingStatus, Span, TextId};

/// Which codings of a code go to another one.
#[derive(Debug, Clone)]
pub enum Going {
    All,
    /// Those that touch one of these segments.
    InSegments(FixedBitSet),
    /// Those that this rule found, counted from zero; rules after it move up.
    ByRule(usize),
}

/// What has become of codings.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Recoded {
    /// Codings that go to another code.
    pub moved: u64,
    /// Of these, proposals of rules, which rules have to make again.
    pub proposals: u64,
    /// Codings that became one with another.
    pub joined: u64,
    /// Rejections that mean nothing any more.
    pub dropped: u64,
    /// People whose words they are on.
    pub cases: u64,
}

/// A coding, while it is decided what becomes of it.
#[derive(Debug, Clone)]
struct Row {
    comes: bool,
    start: u32,
    end: u32,
    coder: i64,
    first: u32,
    last: u32,
    rule: Option<i64>,
    status: CodingStatus,
    /// Where it was, if it has grown.
    was: (u32, u32),
    is_gone: bool,
    /// The place of the coding that it became part of.
    joined_to: Option<usize>,
}

/// What is done to the codings of one text.
#[derive(Debug, Default)]
struct Text {
    rows: Vec<Row>,
    joined: u64,
    dropped: u64,
}

/// Gives codings of the code `from` to the code `to`, both by number.
pub(super) fn recode(
    connection: &Connection,
    (from, to): (i64, i64),
    going: &Going,
    rules_before: Option<usize>,
    touched: &mut BTreeSet<u32>,
) -> Result<Recoded, StoreError> {
    let rules = rules_coder(connection)?;
    let mut texts: BTreeMap<u32, Text> = BTreeMap::new();
    load(connection, from, true, &mut texts, |row| going.takes(row, rules))?;
    let (mut done, mut moved_texts) = (Recoded::default(), texts.keys().copied().collect::<BTreeSet<_>>());
    load(connection, to, false, &mut texts, |_| true)?;
    moved_texts.retain(|text| texts.contains_key(text));
    for text_id in moved_texts {
        let text = texts.get_mut(&text_id).expect("it was just there");
        text.drop_rejections();
        text.join(rules);
        for row in text.rows.iter().filter(|row| row.comes) {
            done.moved += 1;
            done.proposals += u64::from(Some(row.coder) == rules && row.status == CodingStatus::Proposed);
            touched.extend(row.first..=row.last);
        }
        done.joined += text.joined;
        done.dropped += text.dropped;
        write(connection, text_id, text, (from, to), |row| new_rule(row, going, rules, rules_before))?;
    }
    if let Going::ByRule(taken) = going {
        close_ranks(connection, from, rules, *taken)?;
    }
    let waiting = "UPDATE reviews SET code_id = ?2 WHERE code_id = ?1";
    if matches!(going, Going::All) {
        connection.execute(waiting, params![from, to])?;
    }
    Ok(done)
}

/// The number of a code, which it gets if it has none yet.
pub(super) fn number_of(connection: &Connection, id: &str) -> Result<i64, StoreError> {
    connection.prepare_cached("INSERT OR IGNORE INTO codes (name) VALUES (?1)")?.execute([id])?;
    Ok(connection.prepare_cached("SELECT id FROM codes WHERE name = ?1")?.query_row([id], |row| row.get(0))?)
}

/// How many people's words segments are.
pub(super) fn cases_of(connection: &Connection, segments: &BTreeSet<u32>) -> Result<u64, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT coalesce(
            (SELECT speakers.case_id FROM segments JOIN speakers ON speakers.id = speaker_id WHERE segments.id = ?1),
            (SELECT case_id FROM texts WHERE id = ?1))",
    )?;
    let mut cases: BTreeSet<i64> = BTreeSet::new();
    for segment in segments {
        cases.extend(statement.query_row([segment], |row| row.get::<_, Option<i64>>(0))?);
    }
    Ok(cases.len() as u64)
}

impl Going {
    fn takes(&self, row: &Row, rules: Option<i64>) -> bool {
        match self {
            Self::All => true,
            Self::InSegments(segments) => (row.first..=row.last).any(|segment| segments.contains(segment as usize)),
            Self::ByRule(taken) => {
                Some(row.coder) == rules && row.rule.and_then(|rule| usize::try_from(rule).ok()) == Some(*taken)
            }
        }
    }
}

/// The number of a rule among those of its new code; nothing if it did not come along.
fn new_rule(row: &Row, going: &Going, rules: Option<i64>, rules_before: Option<usize>) -> Option<i64> {
    let rule = row.rule.filter(|_| Some(row.coder) == rules)?;
    let before = i64::try_from(rules_before?).ok()?;
    match going {
        Going::ByRule(_) => Some(before),
        Going::All | Going::InSegments(_) => Some(before + rule),
    }
}

/// Rules that stay have other numbers once one before them has gone.
fn close_ranks(connection: &Connection, code: i64, rules: Option<i64>, taken: usize) -> Result<(), StoreError> {
    let sql = "UPDATE codings SET rule_index = rule_index - 1 WHERE code_id = ?1 AND coder_id = ?2 AND rule_index > ?3";
    connection.prepare_cached(sql)?.execute(params![code, rules, i64::try_from(taken).unwrap_or(i64::MAX)])?;
    Ok(())
}

fn rules_coder(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let sql = "SELECT id FROM coders WHERE name = ''";
    Ok(connection.prepare_cached(sql)?.query_row([], |row| row.get(0)).optional()?)
}

fn load(
    connection: &Connection,
    code: i64,
    comes: bool,
    texts: &mut BTreeMap<u32, Text>,
    takes: impl Fn(&Row) -> bool,
) -> Result<(), StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT text_id, span_start, span_end, coder_id, first_segment, last_segment, rule_index, status
         FROM codings WHERE code_id = ?1 ORDER BY text_id, span_start, span_end, coder_id",
    )?;
    let mut rows = statement.query([code])?;
    while let Some(row) = rows.next()? {
        let text: u32 = row.get(0)?;
        if !comes && !texts.contains_key(&text) {
            continue;
        }
        let (start, end) = (row.get(1)?, row.get(2)?);
        let coding = Row {
            comes,
            start,
            end,
            coder: row.get(3)?,
            first: row.get(4)?,
            last: row.get(5)?,
            rule: row.get(6)?,
            status: super::columns_of_cases::word(row, 7, CodingStatus::from_word)?,
            was: (start, end),
            is_gone: false,
            joined_to: None,
        };
        if takes(&coding) {
            texts.entry(text).or_default().rows.push(coding);
        }
    }
    Ok(())
}

impl Row {
    fn overlaps(&self, other: &Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    fn is_same_place(&self, other: &Self) -> bool {
        (self.start, self.end, self.coder) == (other.start, other.end, other.coder)
    }

    const fn weight(&self) -> u8 {
        match self.status {
            CodingStatus::Accepted => 2,
            CodingStatus::Proposed => 1,
            CodingStatus::Rejected => 0,
        }
    }
}

impl Text {
    /// Whether a coding counted under the code that it had.
    fn stood(&self, row: &Row) -> bool {
        match row.status {
            CodingStatus::Accepted => true,
            CodingStatus::Rejected => false,
            CodingStatus::Proposed => !self
                .rows
                .iter()
                .any(|other| other.status == CodingStatus::Rejected && other.comes == row.comes && other.overlaps(row)),
        }
    }

    /// A rejection of one code says nothing where the other one stands, and would take that away. What it had held off
    /// goes with it.
    fn drop_rejections(&mut self) {
        let stood: Vec<bool> = self.rows.iter().map(|row| self.stood(row)).collect();
        let is_void = |&place: &usize| {
            let rejection = &self.rows[place];
            let meets = |(row, stood): (&Row, &bool)| *stood && row.comes != rejection.comes && row.overlaps(rejection);
            rejection.status == CodingStatus::Rejected && self.rows.iter().zip(&stood).any(meets)
        };
        let void: Vec<usize> = (0..self.rows.len()).filter(is_void).collect();
        let is_held_off = |&place: &usize| {
            let row = &self.rows[place];
            let holds = |&at: &usize| self.rows[at].comes == row.comes && self.rows[at].overlaps(row);
            row.status == CodingStatus::Proposed && !stood[place] && void.iter().any(holds)
        };
        let held_off: Vec<usize> = (0..self.rows.len()).filter(is_held_off).collect();
        self.dropped += void.len() as u64;
        for place in void.into_iter().chain(held_off) {
            self.rows[place].is_gone = true;
        }
    }

    /// What comes meets what is there.
    fn join(&mut self, rules: Option<i64>) {
        for place in 0..self.rows.len() {
            if !self.rows[place].comes || self.rows[place].is_gone {
                continue;
            }
            self.join_same(place);
            if !self.rows[place].is_gone && Some(self.rows[place].coder) != rules {
                self.join_overlapping(place);
            }
        }
    }

    /// The same words by the same coder: the one that says more stays.
    fn join_same(&mut self, place: usize) {
        let row = self.rows[place].clone();
        let other = self.rows.iter().position(|other| !other.comes && !other.is_gone && other.is_same_place(&row));
        let Some(other) = other else { return };
        self.joined += 1;
        let (stays, goes) = if row.weight() > self.rows[other].weight() { (place, other) } else { (other, place) };
        self.rows[goes].is_gone = true;
        self.rows[goes].joined_to = Some(stays);
    }

    /// Words that overlap, by one person and decided alike, are one coding.
    fn join_overlapping(&mut self, place: usize) {
        loop {
            let row = self.rows[place].clone();
            let is_one = |other: &Row| {
                !other.comes
                    && !other.is_gone
                    && other.coder == row.coder
                    && other.status == row.status
                    && other.overlaps(&row)
            };
            let Some(other) = self.rows.iter().position(is_one) else { return };
            let mut grown = self.rows[place].clone();
            let met = &self.rows[other];
            (grown.start, grown.end) = (row.start.min(met.start), row.end.max(met.end));
            (grown.first, grown.last) = (row.first.min(met.first), row.last.max(met.last));
            let is_taken = |(index, row): (usize, &Row)| {
                index != place && index != other && !row.is_gone && row.is_same_place(&grown)
            };
            if self.rows.iter().enumerate().any(is_taken) {
                return;
            }
            self.rows[other].is_gone = true;
            self.rows[place] = grown;
            self.joined += 1;
            self.rows[other].joined_to = Some(place);
        }
    }

    /// The coding that one has become in the end; nothing if it went.
    fn became(&self, place: usize) -> Option<&Row> {
        let chain = std::iter::successors(Some(place), |&at| self.rows[at].joined_to);
        chain.last().map(|last| &self.rows[last]).filter(|row| !row.is_gone)
    }
}

fn write(
    connection: &Connection,
    text_id: u32,
    text: &Text,
    (from, to): (i64, i64),
    new_rule: impl Fn(&Row) -> Option<i64>,
) -> Result<(), StoreError> {
    let mut delete = connection.prepare_cached(
        "DELETE FROM codings WHERE code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND coder_id = ?5",
    )?;
    for row in text.rows.iter().filter(|row| row.is_gone) {
        let code = if row.comes { from } else { to };
        delete.execute(params![code, text_id, row.was.0, row.was.1, row.coder])?;
    }
    let mut update = connection.prepare_cached(
        "UPDATE codings SET code_id = ?6, span_start = ?7, span_end = ?8, first_segment = ?9, last_segment = ?10,
                            rule_index = ?11
         WHERE code_id = ?1 AND text_id = ?2 AND span_start = ?3 AND span_end = ?4 AND coder_id = ?5",
    )?;
    for row in text.rows.iter().filter(|row| row.comes && !row.is_gone) {
        let rule = new_rule(row);
        update.execute(params![
            from, text_id, row.was.0, row.was.1, row.coder, to, row.start, row.end, row.first, row.last, rule
        ])?;
    }
    // What is noted on a coding goes along with it, or stays on the words of one that went.
    for (place, row) in text.rows.iter().enumerate() {
        let was = at(text_id, if row.comes { from } else { to }, row.was, row.coder)?;
        match text.became(place) {
            Some(row) => follow_coding(connection, was, at(text_id, to, (row.start, row.end), row.coder)?)?,
            None => leave_coding(connection, was)?,
        }
    }
    Ok(())
}

fn at(text: u32, code: i64, (start, end): (u32, u32), coder: i64) -> Result<CodingAt, StoreError> {
    let small = |number: i64| u32::try_from(number).map_err(|_| StoreError::Content("a number too large".to_owned()));
    Ok(CodingAt { code: small(code)?, text: TextId(text), span: Span::stored(start, end), coder: small(coder)? })
}
