//! Writing what an import brought, in one transaction: all of a source, or nothing.
//!
//! What becomes of an earlier form of the same file is in `revisions`, for surveys also in `later_exports`.

use std::collections::{BTreeMap, HashMap};

use rusqlite::{OptionalExtension, Row, Transaction, TransactionBehavior, params};

use super::action::Recording;
use super::events::Event;
use super::merging::{aliases, remove_cases};
use super::meta::{Counter, counter, raise};
use super::recording::Recorded;
use super::references::Trusted;
use super::removed::{note_removed, runs_of_texts};
use super::revisions::Revised;
use super::rows::{self, AT_ONCE, rows};
use super::subjects::NOTED_CASES;
use super::withdrawing::set_options;
use super::{Store, StoreError};
use crate::model::{
    CaseId, CaseKind, Condition, Consent, Question, QuestionId, SourceFormat, SourceId, SourceKind, Span, TextId,
};

/// A file about to come in.
#[derive(Debug, Clone)]
pub struct NewSource<'a> {
    pub path: &'a str,
    pub kind: SourceKind,
    pub format: SourceFormat,
    pub sha256: &'a str,
    pub byte_count: u64,
    pub modified_ns: i64,
    pub settings: &'a str,
    pub encoding: &'a str,
}

/// A case about to come in; one that is there already keeps its number, label and what a person decided about it.
#[derive(Debug, Clone)]
pub struct NewCase<'a> {
    pub name: &'a str,
    pub kind: CaseKind,
    /// What outputs call it; empty if that is decided later, when all participants are known.
    pub label: &'a str,
    /// Why it is left out; empty for a case that is kept.
    pub reason: &'a str,
    pub consent: Consent,
    pub row_number: Option<u64>,
}

/// A text about to come in.
#[derive(Debug, Clone, Copy)]
pub struct NewText<'a> {
    pub case: Option<CaseId>,
    pub question: Option<QuestionId>,
    pub content: &'a str,
    pub segment_count: u32,
    pub word_count: u64,
}

/// A turn or paragraph about to come in.
#[derive(Debug, Clone, Copy)]
pub struct NewSegment {
    pub span: Span,
    /// What [`Importing::speaker`] gave.
    pub speaker: Option<i64>,
    pub start_ms: Option<u32>,
    /// Level of a heading.
    pub heading: Option<u8>,
}

/// A memo about to come in with the text it stands on.
#[derive(Debug, Clone, Copy)]
pub struct NewMemo<'a> {
    pub span: Span,
    pub author: &'a str,
    /// RFC 3339, UTC.
    pub written_at: &'a str,
    pub content: &'a str,
}

/// One source on its way into the store. Nothing of it shows until [`Importing::finish`]; dropped before that, nothing
/// has happened.
#[derive(Debug)]
pub struct Importing<'s> {
    pub(super) transaction: Recording<'s>,
    pub(super) source: SourceId,
    pub(super) kind: SourceKind,
    /// The number of the revision that this import makes, if it changes anything.
    pub(super) revision: u32,
    /// Whether an earlier form of the file was there.
    pub(super) is_later: bool,
    pub(super) next_segment: i64,
    pub(super) counts: Counts,
    /// The texts that came, of a transcript; a survey may have too many to keep in mind.
    pub(super) new_texts: Vec<TextId>,
    pub(super) questions: Vec<QuestionId>,
    /// First segment and number of segments of each text that has gone.
    pub(super) removed: Vec<(u32, u32)>,
    pub(super) revised: Revised,
    /// Something is not as it was, even if no text has changed.
    pub(super) has_changed: bool,
    /// The rules have to look again, even if no text has changed.
    pub(super) has_other_speakers: bool,
    /// Other names of cases, by survey (or 0) and name.
    pub(super) aliases: BTreeMap<(u32, String), CaseId>,
    /// Attributes that have been met, by name.
    pub(super) attribute_ids: HashMap<String, i64>,
}

/// Number, revision and counts of the source that a file is known as.
fn earlier_form(transaction: &Transaction<'_>, path: &str) -> Result<Option<(u32, u32, Counts)>, StoreError> {
    let sql = "SELECT id, revision, text_count, segment_count, word_count FROM sources WHERE path = ?1";
    let read = |row: &Row<'_>| {
        let words = row.get::<_, i64>(4)?.unsigned_abs();
        Ok((row.get(0)?, row.get(1)?, Counts { texts: row.get(2)?, segments: row.get(3)?, words }))
    };
    Ok(transaction.query_row(sql, [path], read).optional()?)
}

/// What a source amounts to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub texts: u32,
    pub segments: u32,
    pub words: u64,
}

impl Store {
    /// Begins to bring in a source. What an earlier form of the same file left stays until something else takes its place.
    pub fn begin_import(&mut self, new: &NewSource<'_>) -> Result<Importing<'_>, StoreError> {
        self.set_durable(false)?;
        let is_known = self.known_file(new.path)?.is_some();
        let recorded = match new.kind {
            _ if is_known => Recorded::Everything,
            SourceKind::Survey => Recorded::BesideSurvey,
            _ => Recorded::BesideTranscript,
        };
        self.record_into(recorded)?;
        let begin = || Transaction::new_unchecked(&self.connection, TransactionBehavior::Immediate);
        // A new survey is all of one piece, and takes nothing away.
        let mut trusted = match recorded {
            Recorded::BesideSurvey => Some(Trusted::on(&self.connection)?),
            _ => None,
        };
        let mut transaction = begin()?;
        let mut earlier = earlier_form(&transaction, new.path)?;
        let came_meanwhile = earlier.is_some() && !is_known;
        if came_meanwhile && trusted.is_some() {
            drop(transaction);
            trusted = None;
            transaction = begin()?;
            earlier = earlier_form(&transaction, new.path)?;
        }
        let mut transaction = Recording::begin(transaction, &mut self.recorded, &mut self.step, trusted)?;
        if came_meanwhile {
            // Another program brought it in at this very moment.
            transaction.record_everything()?;
        }
        let source = match earlier {
            Some((id, _, _)) => id,
            None => transaction.query_row("SELECT coalesce(max(id), 0) + 1 FROM sources", [], |row| row.get(0))?,
        };
        transaction.execute(
            "INSERT INTO sources (id, path, kind, format, sha256, byte_count, modified_ns, settings, encoding,
                                  text_count, segment_count, word_count, warnings, imported_at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, 0, 0, 0, '[]', '')
             ON CONFLICT (id) DO UPDATE SET kind = ?3, format = ?4, sha256 = ?5, byte_count = ?6, modified_ns = ?7,
                                            settings = ?8, encoding = ?9",
            params![
                source,
                new.path,
                new.kind.word(),
                new.format.word(),
                new.sha256,
                i64::try_from(new.byte_count).unwrap_or(i64::MAX),
                new.modified_ns,
                new.settings,
                new.encoding
            ],
        )?;
        // It comes in, whatever was taken back before.
        transaction.execute("DELETE FROM set_aside WHERE path = ?1", [new.path])?;
        // Rules that leave people out are counted anew each time.
        transaction.execute("DELETE FROM exclusions WHERE source_id = ?1", [source])?;
        // Rows under another name that do not come again are known by having no number.
        transaction.execute("UPDATE case_aliases SET row_number = NULL WHERE source_id = ?1", [source])?;
        let next_segment = counter(&transaction, Counter::NextSegment)?;
        let aliases = aliases(&transaction)?;
        let counts = earlier.filter(|_| new.kind == SourceKind::Survey).map(|(_, _, counts)| counts);
        Ok(Importing {
            transaction,
            source: SourceId(source),
            kind: new.kind,
            revision: earlier.map_or(1, |(_, revision, _)| revision + 1),
            is_later: earlier.is_some(),
            next_segment,
            counts: counts.unwrap_or_default(),
            new_texts: Vec::new(),
            questions: Vec::new(),
            removed: Vec::new(),
            revised: Revised::default(),
            has_changed: false,
            has_other_speakers: false,
            aliases,
            attribute_ids: HashMap::new(),
        })
    }

    /// Removes a source with everything that came of it.
    pub fn remove_source(&mut self, source: SourceId, event: &Event) -> Result<(), StoreError> {
        let action = self.begin(event)?;
        let removed = remove_contents(&action, source)?;
        remove_cases(&action, source)?;
        action.execute("DELETE FROM sources WHERE id = ?1", [source.0])?;
        remove_silent_participants(&action)?;
        raise(&action, Counter::TextChange, 1)?;
        note_removed(&action, &removed)?;
        action.finish()
    }
}

impl Importing<'_> {
    pub const fn source(&self) -> SourceId {
        self.source
    }

    /// Adds a case of this survey, or finds the one that an earlier import brought. `digest` stands for its row: see
    /// [`Importing::known_respondent`].
    pub fn respondent(&mut self, case: &NewCase<'_>, digest: i64) -> Result<CaseId, StoreError> {
        self.has_changed = true;
        self.case(self.source.0, case, Some(digest))
    }

    /// Whether a row of this survey is a second one of a case that has a row under its own name.
    pub fn is_second_row(&self, name: &str) -> Result<bool, StoreError> {
        let Some(case) = self.aliases.get(&(self.source.0, name.to_owned())) else { return Ok(false) };
        let mut statement = self.transaction.prepare_cached("SELECT 1 FROM cases WHERE id = ?1 AND source_id = ?2")?;
        Ok(statement.exists(params![case.0, self.source.0])?)
    }

    /// Adds a participant of the study, or finds the one that is there. Attributes that an earlier import gave are gone.
    pub fn participant(&mut self, case: &NewCase<'_>) -> Result<CaseId, StoreError> {
        let id = self.case(0, case, None)?;
        if self.aliases.contains_key(&(0, case.name.to_owned())) {
            return Ok(id);
        }
        self.transaction
            .prepare_cached("DELETE FROM case_attributes WHERE case_id = ?1 AND NOT by_hand")?
            .execute([id.0])?;
        Ok(id)
    }

    fn case(&self, source_id: u32, case: &NewCase<'_>, digest: Option<i64>) -> Result<CaseId, StoreError> {
        let row_number = case.row_number.and_then(|number| i64::try_from(number).ok());
        if let Some(kept) = self.aliases.get(&(source_id, case.name.to_owned())) {
            self.transaction
                .prepare_cached("UPDATE case_aliases SET row_number = ?3 WHERE source_id = ?1 AND name = ?2")?
                .execute(params![source_id, case.name, row_number])?;
            return Ok(*kept);
        }
        let status = if case.reason.is_empty() { "kept" } else { "excluded" };
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO cases (source_id, name, kind, label, status, reason, consent, row_number, digest)
             VALUES (?1, ?2, ?3, ?8, ?4, ?5, ?6, ?7, ?9)
             ON CONFLICT (source_id, name) DO UPDATE SET
                 row_number = excluded.row_number, digest = excluded.digest,
                 consent = CASE WHEN consent_by_hand THEN consent ELSE excluded.consent END,
                 status = CASE WHEN by_hand THEN status ELSE excluded.status END,
                 reason = CASE WHEN by_hand THEN reason ELSE excluded.reason END
             RETURNING id",
        )?;
        let id = statement.query_row(
            params![
                source_id,
                case.name,
                case.kind.word(),
                status,
                case.reason,
                case.consent.word(),
                row_number,
                case.label,
                digest
            ],
            |row| row.get(0),
        )?;
        Ok(CaseId(id))
    }

    /// Adds a question, or finds the one that is there. [`Importing::options`] follow.
    pub fn question(&mut self, position: usize, question: &Question) -> Result<QuestionId, StoreError> {
        let json = |condition: &Condition| serde_json::to_string(condition).expect("a condition is plain data");
        let id = self.transaction.query_row(
            "INSERT INTO questions (source_id, position, code, wording, kind, options, scale_low, scale_high, shown_if, other_of)
             VALUES (?1, ?2, ?3, ?4, ?5, '[]', ?6, ?7, ?8, ?9)
             ON CONFLICT (source_id, code) DO UPDATE SET position = ?2, wording = ?4, kind = ?5,
                 scale_low = ?6, scale_high = ?7, shown_if = ?8, other_of = ?9
             RETURNING id",
            params![
                self.source.0,
                i64::try_from(position).unwrap_or(i64::MAX),
                question.code,
                question.wording,
                question.kind.word(),
                question.scale.map(|scale| scale.0),
                question.scale.map(|scale| scale.1),
                question.shown_if.as_ref().map(json),
                question.other_of,
            ],
            |row| row.get(0),
        )?;
        self.questions.push(QuestionId(id));
        Ok(QuestionId(id))
    }

    /// What a case chose, by question.
    pub fn responses(&mut self, case: CaseId, responses: &[(QuestionId, &str)]) -> Result<(), StoreError> {
        rows::write(&self.transaction, &RESPONSES, responses, |(question, value)| [&question.0, &case.0, value])
    }

    /// Adds an answer of a case's second row, unless its own row has answered.
    pub fn second_response(&mut self, question: QuestionId, case: CaseId, value: &str) -> Result<(), StoreError> {
        let sql = "INSERT OR IGNORE INTO responses (question_id, case_id, value) VALUES (?1, ?2, ?3)";
        self.transaction.prepare_cached(sql)?.execute(params![question.0, case.0, value])?;
        Ok(())
    }

    /// Sets the options of a question, once the rows are in. Those that may go and that nobody has chosen are never
    /// written: they may be the words of someone who withdrew.
    pub fn options(
        &mut self,
        question: QuestionId,
        options: &[String],
        may_go: &dyn Fn(&str) -> bool,
    ) -> Result<(), StoreError> {
        set_options(&self.transaction, question, options, may_go)
    }

    pub fn text(&mut self, text: &NewText<'_>) -> Result<TextId, StoreError> {
        let first = self.next_segment;
        self.texts(std::slice::from_ref(text))?;
        Ok(TextId(number(first)?))
    }

    /// Several texts, such as all answers of a respondent, in their order.
    pub fn texts(&mut self, texts: &[NewText<'_>]) -> Result<(), StoreError> {
        let mut numbered = Vec::with_capacity(texts.len());
        for text in texts {
            let id = number(self.next_segment)?;
            numbered.push((id, text.case.map(|case| case.0), text.question.map(|question| question.0), text));
            // Even an empty text takes one number, so that no two texts share an id.
            self.next_segment += i64::from(text.segment_count.max(1));
            self.counts.texts += 1;
            self.counts.segments += text.segment_count;
            self.counts.words += text.word_count;
            if self.kind != SourceKind::Survey {
                self.new_texts.push(TextId(id));
            }
        }
        let (source, revision) = (self.source.0, self.revision);
        rows::write(&self.transaction, &TEXTS, &numbered, |(id, case, question, text)| {
            [id, &source, case, question, &text.segment_count, &text.content, &revision]
        })
    }

    /// Adds a speaker of this source, or finds the one that an earlier import brought, and gives its number, for
    /// [`Importing::segment`].
    pub fn speaker(&mut self, name: &str, case: Option<CaseId>, interviewer: bool) -> Result<i64, StoreError> {
        let mut known =
            self.transaction.prepare_cached("SELECT interviewer FROM speakers WHERE source_id = ?1 AND name = ?2")?;
        let known: Option<bool> = known.query_row(params![self.source.0, name], |row| row.get(0)).optional()?;
        self.has_other_speakers |= known.is_some_and(|known| known != interviewer);
        let id = self.transaction.query_row(
            "INSERT INTO speakers (source_id, name, case_id, interviewer) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (source_id, name) DO UPDATE SET case_id = ?3, interviewer = ?4 RETURNING id",
            params![self.source.0, name, case.map(|case| case.0), interviewer],
            |row| row.get(0),
        )?;
        Ok(id)
    }

    /// Adds the segment number `segment_index` of a transcript.
    pub fn segment(&mut self, text: TextId, segment_index: u32, segment: &NewSegment) -> Result<(), StoreError> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO segments (id, text_id, span_start, span_end, speaker_id, start_ms, heading)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
        )?;
        let (start, end) = bytes(segment.span);
        let NewSegment { speaker, start_ms, heading, .. } = segment;
        statement.execute(params![text.0 + segment_index, text.0, start, end, speaker, start_ms, heading])?;
        Ok(())
    }

    /// Adds a memo that came with a text, on some of its words.
    pub fn memo(&mut self, text: TextId, memo: &NewMemo<'_>) -> Result<(), StoreError> {
        let mut statement = self.transaction.prepare_cached(
            "INSERT INTO memos (target_kind, author, written_at, content, text_id, span_start, span_end, from_file)
             VALUES ('passage', ?1, ?2, ?3, ?4, ?5, ?6, TRUE)",
        )?;
        let (start, end) = bytes(memo.span);
        statement.execute(params![memo.author, memo.written_at, memo.content, text.0, start, end])?;
        Ok(())
    }

    /// Notes how many cases a rule of the survey's plan left out.
    pub fn exclusion(&mut self, position: usize, reason: &str, case_count: u64) -> Result<(), StoreError> {
        self.transaction.execute(
            "INSERT INTO exclusions (source_id, position, reason, case_count) VALUES (?1, ?2, ?3, ?4)",
            params![
                self.source.0,
                i64::try_from(position).unwrap_or(i64::MAX),
                reason,
                i64::try_from(case_count).unwrap_or(i64::MAX)
            ],
        )?;
        Ok(())
    }
}

const RESPONSES: [&str; AT_ONCE] =
    rows!("INSERT OR REPLACE INTO responses (question_id, case_id, value) VALUES ", "(?, ?, ?)", "");

const TEXTS: [&str; AT_ONCE] = rows!(
    "INSERT INTO texts (id, source_id, case_id, question_id, segment_count, content, since) VALUES ",
    "(?, ?, ?, ?, ?, ?, ?)",
    ""
);

/// The number of the next segment, if there is still one.
fn number(next_segment: i64) -> Result<u32, StoreError> {
    u32::try_from(next_segment).map_err(|_| StoreError::Content("more than four thousand million segments".to_owned()))
}

pub(super) fn bytes(span: Span) -> (i64, i64) {
    (i64::try_from(span.start()).unwrap_or(0), i64::try_from(span.end()).unwrap_or(0))
}

/// Participants of whom no transcript is left.
pub(super) fn remove_silent_participants(transaction: &Transaction<'_>) -> Result<(), StoreError> {
    transaction.execute(
        &format!(
            "DELETE FROM cases WHERE source_id = 0 AND NOT by_hand AND id NOT IN (SELECT case_id FROM case_aliases)
                 AND id NOT IN (SELECT case_id FROM speakers WHERE case_id IS NOT NULL) AND id NOT IN ({NOTED_CASES})"
        ),
        [],
    )?;
    Ok(())
}

/// Everything that came of a source, but its row and its cases; gives the segments that have gone.
pub(super) fn remove_contents(transaction: &Transaction<'_>, source: SourceId) -> Result<Vec<(u32, u32)>, StoreError> {
    let removed = runs_of_texts(transaction, source)?;
    transaction
        .execute("DELETE FROM codings WHERE text_id IN (SELECT id FROM texts WHERE source_id = ?1)", [source.0])?;
    for (table, waiting) in [
        ("memos", "memo_id"),
        ("link_ends", "link_end_id"),
        ("quote_marks", "quote_mark_id"),
        ("decisions", "decision_id"),
    ] {
        let waits = format!("SELECT {waiting} FROM reviews WHERE source_id = ?1 AND {waiting} IS NOT NULL");
        transaction.execute(&format!("DELETE FROM {table} WHERE id IN ({waits})"), [source.0])?;
    }
    for table in ["reviews", "past_texts", "texts", "speakers", "questions", "exclusions"] {
        transaction.execute(&format!("DELETE FROM {table} WHERE source_id = ?1"), [source.0])?;
    }
    transaction.execute(
        "DELETE FROM case_attributes WHERE NOT by_hand AND case_id IN (SELECT id FROM cases WHERE source_id = ?1)",
        [source.0],
    )?;
    Ok(removed)
}
