//! The words of many segments, with who said them and where: read by whoever goes through all hits of a query.

use fixedbitset::FixedBitSet;
use rusqlite::{Connection, Row, params};

use super::{Store, StoreError};
use crate::model::Span;

/// One segment with all that counting words asks of it.
#[derive(Debug, Clone, Copy)]
pub struct SegmentWords<'r> {
    pub segment: u32,
    pub text: u32,
    /// Where it stands in its text.
    pub span: Span,
    pub source: u32,
    /// Whose words they are: the respondent, or the case of the speaker.
    pub case: Option<u32>,
    pub question: Option<u32>,
    /// An interviewer says it, or it is a heading: never coded, and no participant's words.
    pub aside: bool,
    /// Nobody is said to say it, in a text in which somebody speaks: a date, a place, a list of who was there.
    pub unattributed: bool,
    pub content: &'r str,
}

/// Beyond one segment in so many, reading all texts from the first to the last is quicker than looking each one up.
const SWEPT_FROM: usize = 12;

const TEXT: &str = "SELECT id, source_id, case_id, question_id, segment_count, content FROM texts";

impl Store {
    /// Goes through these segments, in order, one at a time.
    pub fn for_each_of<E: From<StoreError>>(
        &self,
        wanted: &FixedBitSet,
        each: &mut dyn FnMut(&SegmentWords<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let (Some(first), Some(last)) = (wanted.minimum(), wanted.maximum()) else { return Ok(()) };
        if wanted.count_ones(..).saturating_mul(SWEPT_FROM) < last - first {
            return self.for_each_looked_up(wanted, each);
        }
        let sql = format!(
            "{TEXT} WHERE id >= coalesce((SELECT max(id) FROM texts WHERE id <= ?1), ?1) AND id <= ?2 ORDER BY id"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(StoreError::from)?;
        let mut rows = statement.query(params![number(first), number(last)]).map_err(StoreError::from)?;
        while let Some(row) = rows.next().map_err(StoreError::from)? {
            visit(&self.connection, row, wanted, each)?;
        }
        Ok(())
    }

    fn for_each_looked_up<E: From<StoreError>>(
        &self,
        wanted: &FixedBitSet,
        each: &mut dyn FnMut(&SegmentWords<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let sql = format!("{TEXT} WHERE id <= ?1 ORDER BY id DESC LIMIT 1");
        let mut statement = self.connection.prepare_cached(&sql).map_err(StoreError::from)?;
        // All segments of a text are visited at once.
        let mut visited_to = 0;
        for segment in wanted.ones() {
            if segment < visited_to {
                continue;
            }
            let mut rows = statement.query([number(segment)]).map_err(StoreError::from)?;
            if let Some(row) = rows.next().map_err(StoreError::from)? {
                visited_to = visit(&self.connection, row, wanted, each)?;
            }
        }
        Ok(())
    }
}

/// Shows the wanted segments of one text; gives the number after its last.
fn visit<E: From<StoreError>>(
    connection: &Connection,
    row: &Row<'_>,
    wanted: &FixedBitSet,
    each: &mut dyn FnMut(&SegmentWords<'_>) -> Result<(), E>,
) -> Result<usize, E> {
    let (whole, segment_count) = whole_text(row).map_err(StoreError::from)?;
    let (first, end) = (whole.text as usize, whole.text as usize + segment_count.max(1));
    if wanted.count_ones(first..end.min(wanted.len().max(first))) == 0 {
        return Ok(end);
    }
    let turns = if whole.question.is_some() { Vec::new() } else { turns_of(connection, first, end)? };
    if turns.is_empty() {
        each(&whole)?;
    }
    let somebody_speaks = turns.iter().any(|turn| turn.is_said);
    for turn in turns.iter().filter(|turn| wanted.contains(turn.segment as usize)) {
        let Turn { segment, span, case, aside, is_said } = *turn;
        let (content, unattributed) = (span.of_text(whole.content), somebody_speaks && !is_said);
        each(&SegmentWords { segment, span, case: case.or(whole.case), aside, unattributed, content, ..whole })?;
    }
    Ok(end)
}

/// A text as if it were one segment, and how many it has.
fn whole_text<'r>(row: &'r Row<'_>) -> rusqlite::Result<(SegmentWords<'r>, usize)> {
    let content = row.get_ref(5)?.as_str()?;
    let text = row.get(0)?;
    let whole = SegmentWords {
        segment: text,
        text,
        span: Span::whole(content),
        source: row.get(1)?,
        case: row.get(2)?,
        question: row.get(3)?,
        aside: false,
        unattributed: false,
        content,
    };
    Ok((whole, row.get::<_, u32>(4)? as usize))
}

/// A transcript's segment, without its words.
struct Turn {
    segment: u32,
    span: Span,
    case: Option<u32>,
    aside: bool,
    is_said: bool,
}

fn turns_of(connection: &Connection, first: usize, end: usize) -> Result<Vec<Turn>, StoreError> {
    let sql = "SELECT segments.id, span_start, span_end, case_id, coalesce(interviewer, 0) OR heading IS NOT NULL,
            speaker_id IS NOT NULL
        FROM segments LEFT JOIN speakers ON speakers.id = speaker_id
        WHERE segments.id >= ?1 AND segments.id < ?2 ORDER BY segments.id";
    let mut statement = connection.prepare_cached(sql)?;
    let turn = |row: &Row<'_>| {
        let span = Span::stored(row.get(1)?, row.get(2)?);
        Ok(Turn { segment: row.get(0)?, span, case: row.get(3)?, aside: row.get(4)?, is_said: row.get(5)? })
    };
    Ok(statement.query_map(params![number(first), number(end)], turn)?.collect::<Result<_, _>>()?)
}

fn number(segment: usize) -> i64 {
    i64::try_from(segment).unwrap_or(i64::MAX)
}

impl Store {
    /// What is known of the case whose words a segment holds: attributes with their values, by name.
    pub fn attributes_of(&self, segment: u32) -> Result<Vec<(String, String)>, StoreError> {
        let sql = "SELECT attributes.name, value FROM attributes
            JOIN case_attributes ON attribute_id = attributes.id AND value <> ''
            AND case_attributes.case_id = coalesce(
                (SELECT speakers.case_id FROM segments JOIN speakers ON speakers.id = speaker_id WHERE segments.id = ?1),
                (SELECT case_id FROM texts WHERE id = ?1))
            ORDER BY attributes.name";
        let mut statement = self.connection.prepare_cached(sql)?;
        let rows = statement.query_map([segment], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
