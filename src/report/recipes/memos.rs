//! `memos`: what analysts noted, and on what. What they write may repeat what people said, so it passes disclosure like it.

use std::collections::{BTreeMap, BTreeSet};

use super::super::recipe_table::Raw;
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError};
use crate::analysis::{ContentsError, NO_CASE, OUT};
use crate::model::{CaseId, Consent, Memo, SegmentId, SourceKind, Span, Subject, SubjectKind, TextId};
use crate::report::{Block, Cell, Column, Exposure, Row, Table, Words};

/// The choices of a table of memos.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Memos {
    /// On subjects of these kinds; on any if there are none.
    pub about: Vec<SubjectKind>,
    /// Of this kind, in people's own words.
    pub memo_kind: Option<String>,
    /// Say who wrote it, and on which day.
    pub dates: bool,
    /// These numbers alone, whatever the rest says; chosen on the spot.
    pub only: Option<Vec<i64>>,
}

impl Memos {
    fn wants(&self, memo: &Memo) -> bool {
        if let Some(only) = &self.only {
            return only.contains(&memo.number);
        }
        let is_kind = |kind: &String| kind.to_lowercase() == memo.kind.to_lowercase();
        (self.about.is_empty() || self.about.contains(&memo.on.subject.kind()))
            && self.memo_kind.as_ref().is_none_or(is_kind)
    }
}

impl Chosen for Memos {
    const KEYS: &'static [&'static str] = &["about", "memo_kind", "dates"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self {
            about: raw.about.clone().unwrap_or_default(),
            memo_kind: raw.memo_kind.clone(),
            dates: raw.dates.unwrap_or_default(),
            only: None,
        })
    }

    fn needs(&self, _: &Codebook, needs: &mut Needs) {
        needs.segments = true;
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Memos, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let mut titles = vec!["About", "Words", "Kind", "Title", "Memo"];
    titles.extend(choices.dates.then_some(["Written by", "Written on"]).into_iter().flatten());
    let columns = titles.into_iter().map(|title| Column { title: title.to_owned(), ..Column::default() }).collect();
    let people = People::new(kitchen);
    let mut entries: Vec<(Rank, &Memo, String)> = Vec::new();
    let mut above: BTreeMap<i64, Rank> = BTreeMap::new();
    // A reply stands after what it replies to, and goes where that goes.
    for memo in kitchen.material.memos {
        let (rank, about) = match memo.on.subject {
            Subject::Memo(number) => match above.get(&number) {
                Some(rank) => (rank.clone(), "reply".to_owned()),
                None => continue,
            },
            _ => about(memo, kitchen, &people),
        };
        above.insert(memo.number, rank.clone());
        if choices.wants(memo) {
            entries.push((rank, memo, about));
        }
    }
    entries.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let mut rows = Vec::new();
    let mut is_short_of_words = false;
    for (_, memo, about) in entries {
        let words = match memo.on.subject.place().filter(|_| !memo.on.waits) {
            Some((text, span)) => {
                let words = quotable(kitchen, text, span).map_err(|error| kitchen.words_missing(error))?;
                is_short_of_words |= words.is_none();
                words.map_or(Cell::Empty, |words| words_cell(&words, Some((text, span))))
            }
            None => Cell::Empty,
        };
        let mut cells = vec![
            Cell::text(about),
            words,
            Cell::text(&memo.kind),
            words_cell(&memo.title, None),
            words_cell(&memo.content, None),
        ];
        if choices.dates {
            let day: String = memo.written_at.chars().take(10).collect();
            cells.extend([Cell::text(&memo.author), Cell::text(day)]);
        }
        rows.push(Row { depth: u8::from(matches!(memo.on.subject, Subject::Memo(_))), cells, ..Row::default() });
    }
    let mut notes = vec![super::notes::counted(rows.len() as u64, "memo", "memos") + "."];
    if is_short_of_words {
        notes.push("Words of those who did not agree to be quoted, and of interviewers, are left out.".to_owned());
    }
    let table = Table { columns, rows, notes, exposure: Exposure::Open, ..Table::default() };
    Ok(("Memos".to_owned(), vec![Block::Table(table)]))
}

fn words_cell(text: &str, place: Option<(TextId, Span)>) -> Cell {
    if text.is_empty() {
        return Cell::Empty;
    }
    Cell::Words(vec![Words { text: text.to_owned(), place, count: 1, trim: None }])
}

/// Where a memo stands in the table: in an order that follows nothing of the sample.
type Rank = (SubjectKind, usize, String, i64);

/// Where a memo goes, and what it is on, in words that may be printed: of a person, the label; of a file, its kind.
fn about(memo: &Memo, kitchen: &Kitchen<'_>, people: &People) -> (Rank, String) {
    let codebook = kitchen.codebook;
    let code = memo.on.code.as_ref().map(|id| {
        let index = codebook.code_index(id);
        (index.unwrap_or(usize::MAX), index.map_or_else(|| id.clone(), |index| codebook.codes[index].name.clone()))
    });
    let label = memo.on.case_id.map(|case| people.label(case)).unwrap_or_default();
    let (at, about) = match &memo.on.subject {
        Subject::Study => (0, "the study".to_owned()),
        Subject::Theme(id) => match codebook.themes.iter().position(|theme| theme.id == *id) {
            Some(index) => (index, format!("theme {}", codebook.themes[index].name)),
            None => (usize::MAX, format!("theme {id}")),
        },
        Subject::Code(_) => code.map(|(at, name)| (at, format!("code {name}"))).unwrap_or_default(),
        Subject::Coding(_) => code.map(|(at, name)| (at, format!("{label}, coded {name}"))).unwrap_or_default(),
        Subject::Question(_) => (0, format!("question {}", memo.on.question.as_deref().unwrap_or_default())),
        Subject::Case(_) | Subject::Text(_) | Subject::Passage { .. } if !label.is_empty() => (0, label.clone()),
        Subject::Source(_) => (0, "a source".to_owned()),
        _ => (0, "a document".to_owned()),
    };
    ((memo.on.subject.kind(), at, label, memo.number), about)
}

/// What those are called of whom something is noted.
struct People {
    labels: BTreeMap<CaseId, String>,
}

impl People {
    fn new(kitchen: &Kitchen<'_>) -> Self {
        let noted: BTreeSet<CaseId> = kitchen.material.memos.iter().filter_map(|memo| memo.on.case_id).collect();
        let cases = &kitchen.columns.cases;
        let known = (0..kitchen.columns.case_count()).filter(|&case| noted.contains(&cases.id(case)));
        let labels = known.map(|case| (cases.id(case), kitchen.label(case)));
        Self { labels: labels.collect() }
    }

    fn label(&self, case: CaseId) -> String {
        self.labels.get(&case).cloned().unwrap_or_default()
    }
}

/// The words of a passage, if one person said them who may be quoted, or a document does.
pub(super) fn quotable(kitchen: &Kitchen<'_>, text: TextId, span: Span) -> Result<Option<String>, ContentsError> {
    let (segments, contents) = (&kitchen.columns.segments, kitchen.material.contents);
    let Some(source) = segments.source(text.0) else { return Ok(None) };
    let mut voices = BTreeSet::new();
    let mut at = text.first_segment();
    while segments.source(at.0) == Some(source) {
        match contents.segment_span(text, at)? {
            Some(turn) if turn.start() >= span.end() => break,
            Some(turn) if turn.overlaps(span) => {
                voices.insert(segments.case(at.0));
            }
            Some(_) => {}
            None => {
                // An answer is one segment.
                voices.extend((at == text.first_segment()).then(|| segments.case(at.0)));
                break;
            }
        }
        at = SegmentId(at.0 + 1);
    }
    let may_be_printed = |voice: u32| match voice {
        OUT => false,
        NO_CASE => {
            matches!(kitchen.columns.sources[source as usize].kind, SourceKind::Document | SourceKind::FieldNote)
        }
        case => kitchen.columns.cases.consent(case) == Consent::Quote,
    };
    if voices.len() != 1 || !voices.into_iter().all(may_be_printed) {
        return Ok(None);
    }
    Ok(Some(span.of_text(&contents.content(text)?).to_owned()))
}
