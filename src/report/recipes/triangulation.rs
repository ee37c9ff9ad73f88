//! `triangulation`: in which kinds of source each theme comes up. Where kinds agree and where one is silent is said in
//! words: how much agreement is enough is no number.

use fixedbitset::FixedBitSet;

use super::super::recipe_table::Raw;
use super::about::KIND_OF_CASE;
use super::frequencies::numeric;
use super::notes::{counted, joined};
use super::rows::CodedRow;
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError};
use crate::analysis::{Columns, Frequency, OUT, Selection, frequency};
use crate::model::{CaseKind, SourceKind};
use crate::report::{About, Block, By, Cell, Column, Exposure, Row, Table};

/// What makes the groups of its columns, to disclosure.
const KIND_OF_SOURCE: &str = "kind of source";

/// The choices of a triangulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Triangulation {
    pub by: By,
    /// Only answers to these, and no other source, if any are named.
    pub questions: Vec<String>,
}

impl Chosen for Triangulation {
    const KEYS: &'static [&'static str] = &["by", "question", "questions", "scope", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        Ok(Self { by: raw.by.unwrap_or(By::Themes), questions: raw.questions() })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.codes.extend(0..codebook.codes.len());
        needs.questions.extend(self.questions.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

/// One kind of source: what is counted of it, and how much of it there is.
struct Part {
    kind: SourceKind,
    selection: Selection,
    sources: u64,
    /// Cases with any words in it.
    cases: FixedBitSet,
}

impl Part {
    fn case_count(&self) -> u64 {
        self.cases.count_ones(..) as u64
    }

    /// What its columns are about. Where one kind of case, and all of it, speaks in this kind of source and in no other,
    /// that is what other tables count of these cases.
    fn about(&self, parts: &[Self], columns: &Columns) -> About {
        let kinds = [(CaseKind::Participant, "participant"), (CaseKind::Respondent, "respondent")];
        let alone = kinds.into_iter().find(|(kind, _)| {
            let is_kind = |case: usize| u32::try_from(case).is_ok_and(|case| columns.cases.kind(case) == *kind);
            let others = parts.iter().filter(|other| other.kind != self.kind);
            self.cases.ones().all(is_kind) && !others.flat_map(|other| other.cases.ones()).any(is_kind)
        });
        match alone {
            Some((_, word)) => About::group(KIND_OF_CASE, Some(word)),
            None => About::group(KIND_OF_SOURCE, Some(self.kind.word())),
        }
    }
}

fn build(choices: &Triangulation, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let questions = kitchen.questions(&choices.questions)?;
    let whole = kitchen.selection(&questions);
    let parts = parts(kitchen, &questions);
    let rows = kitchen.rows(choices.by);
    let with_people: Vec<&Part> = parts.iter().filter(|part| !part.cases.is_clear()).collect();
    // Which kinds are silent tells of a zero.
    let tells_zeros = !kitchen.material.zero_is_small;
    let lines = rows.iter().map(|row| line(kitchen, row, &parts, &whole, tells_zeros));
    let is_themes = rows.iter().any(|row| row.is_theme);
    let mut columns = vec![Column { title: if is_themes { "Theme" } else { "Code" }.to_owned(), ..Column::default() }];
    let over = |group: &str, part: Option<&Part>| {
        let unit = About::default().and(About::UNIT, group.to_lowercase());
        let about = part.map(|part| part.about(&parts, kitchen.columns)).unwrap_or_default().with(&unit);
        let title = part.map_or("All", |part| name(part.kind));
        Column { group: Some(group.to_owned()), total: part.is_none(), about, ..numeric(title) }
    };
    columns.extend(with_people.iter().map(|part| over("Cases", Some(part))));
    columns.push(over("Cases", None));
    columns.extend(parts.iter().map(|part| over("Segments", Some(part))));
    columns.push(over("Segments", None));
    if tells_zeros {
        columns.extend(["In kinds", "Reading"].map(|title| Column { title: title.to_owned(), ..Column::default() }));
    }
    let material: Vec<String> = parts.iter().map(material).collect();
    let mut notes = vec![
        "Unit: cases with it anywhere in that kind of source, and coded segments, those that overlap counted once."
            .to_owned(),
        format!("Material: {}.", joined(&material)),
    ];
    if tells_zeros {
        notes.push(
            "Agreement: it comes up in every kind. Silence: nothing of a kind is coded so, which is no disagreement; it \
             may not have been asked."
                .to_owned(),
        );
    }
    notes.extend(kitchen.only_questions(&questions));
    notes.extend(kitchen.coding_notes());
    let table = Table {
        columns,
        rows: lines.collect(),
        notes,
        exposure: Exposure::Additive,
        about: Some(kitchen.about(&questions)),
        ..Table::default()
    };
    let title = if is_themes { "Themes by kind of source" } else { "Codes by kind of source" };
    Ok((title.to_owned(), vec![Block::Table(table)]))
}

/// The kinds of which the study has any words, in the order in which people expect to see them.
fn parts(kitchen: &Kitchen<'_>, questions: &[usize]) -> Vec<Part> {
    let columns = kitchen.columns;
    let whole = kitchen.selection(questions);
    let part = |&kind: &SourceKind| {
        let own = segments_of(columns, kind, &whole);
        let selection = Selection::new(columns, kitchen.recipe().scope, questions, Some(&own));
        let mut sources = FixedBitSet::with_capacity(columns.sources.len());
        let mut cases = FixedBitSet::with_capacity(columns.cases.len());
        for segment in own.ones().filter_map(|at| u32::try_from(at).ok()) {
            sources.extend(columns.segments.source(segment).map(|source| source as usize));
            cases.extend(Some(columns.segments.case(segment)).filter(|&case| case < OUT).map(|case| case as usize));
        }
        let count = |set: &FixedBitSet| set.count_ones(..) as u64;
        (!own.is_clear()).then(|| Part { kind, selection, sources: count(&sources), cases })
    };
    SourceKind::ALL.iter().filter_map(part).collect()
}

/// What counts of a kind of source, a bit a segment.
fn segments_of(columns: &Columns, kind: SourceKind, whole: &Selection) -> FixedBitSet {
    let mut own = FixedBitSet::with_capacity(columns.segments.len());
    for at in 0..columns.segments.len() {
        let segment = u32::try_from(at).expect("segments have 32-bit numbers");
        let case = columns.segments.case(segment);
        let is_kind = |source: u32| columns.sources[source as usize].kind == kind;
        let counts = case != OUT && whole.has_segment(segment) && whole.has_case(case);
        own.set(at, counts && columns.segments.source(segment).is_some_and(is_kind));
    }
    own
}

fn line(kitchen: &Kitchen<'_>, row: &CodedRow, parts: &[Part], whole: &Selection, tells_zeros: bool) -> Row {
    let of = |selection: &Selection| frequency(kitchen.columns, &row.codes, selection);
    let counted: Vec<(&Part, Frequency)> = parts.iter().map(|part| (part, of(&part.selection))).collect();
    let all = of(whole);
    let cases = |found: Frequency| Cell::Count { value: found.cases, cases: found.cases };
    let segments = |found: Frequency| Cell::Count { value: found.segments, cases: found.cases };
    let mut cells = vec![Cell::text(&row.name)];
    cells.extend(counted.iter().filter(|(part, _)| !part.cases.is_clear()).map(|(_, found)| cases(*found)));
    cells.push(cases(all));
    cells.extend(counted.iter().map(|(_, found)| segments(*found)));
    cells.push(segments(all));
    let silent: Vec<String> = counted
        .iter()
        .filter(|(_, found)| found.segments == 0)
        .map(|(part, _)| name(part.kind).to_lowercase())
        .collect();
    if tells_zeros {
        cells.push(Cell::text(format!("{} of {}", parts.len() - silent.len(), parts.len())));
        cells.push(Cell::text(reading(parts.len(), &silent)));
    }
    Row { depth: row.depth, about: row.about(), part_of: kitchen.wholes_of(row), cells, ..Row::default() }
}

/// "agreement"; "silence: survey"
fn reading(kinds: usize, silent: &[String]) -> String {
    match silent.len() {
        0 if kinds > 1 => "agreement".to_owned(),
        0 => "one kind only".to_owned(),
        count if count == kinds => "silence in all".to_owned(),
        _ => format!("silence: {}", joined(silent)),
    }
}

fn material(part: &Part) -> String {
    let sources = match part.kind {
        SourceKind::Interview => counted(part.sources, "interview", "interviews"),
        SourceKind::FocusGroup => counted(part.sources, "focus group", "focus groups"),
        SourceKind::Survey => counted(part.sources, "survey", "surveys"),
        SourceKind::FieldNote => counted(part.sources, "field note", "field notes"),
        SourceKind::Document => counted(part.sources, "document", "documents"),
    };
    match part.case_count() {
        0 => sources,
        cases => format!("{sources} of {}", counted(cases, "case", "cases")),
    }
}

const fn name(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::Interview => "Interviews",
        SourceKind::FocusGroup => "Focus groups",
        SourceKind::Survey => "Survey",
        SourceKind::FieldNote => "Field notes",
        SourceKind::Document => "Documents",
    }
}
