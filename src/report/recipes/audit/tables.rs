//! The tables of an audit trail beside its steps.

use super::super::frequencies::numeric;
use super::super::{Kitchen, flow};
use super::people::People;
use crate::analysis::sample_flow;
use crate::model::SourceKind;
use crate::report::record::{CodebookState, CoderWork, Step};
use crate::report::{Cell, Column, Exposure, Row, RowKind, Table, Words};

/// Steps by kind and person.
pub(super) fn counts(steps: &[&Step], people: &People) -> Option<Table> {
    if steps.is_empty() {
        return None;
    }
    let mut names: Vec<String> = Vec::new();
    for step in steps {
        if !names.contains(&step.who) {
            names.push(step.who.clone());
        }
    }
    names.sort_by_key(|name| natural(&people.called(name)));
    let mut kinds: Vec<&str> = steps.iter().map(|step| step.action.as_str()).collect();
    kinds.sort_unstable();
    kinds.dedup();
    let count = |is_meant: &dyn Fn(&Step) -> bool| figure(steps.iter().filter(|step| is_meant(step)).count() as u64);
    let line = |kind: RowKind, title: &str, is_meant: &dyn Fn(&Step) -> bool| {
        let mut cells = vec![cell(title.to_owned())];
        cells.extend(names.iter().map(|name| count(&|step| step.who == *name && is_meant(step))));
        cells.push(count(is_meant));
        Row { kind, cells, ..Row::default() }
    };
    let mut rows: Vec<Row> = kinds.iter().map(|kind| line(RowKind::Body, kind, &|step| step.action == *kind)).collect();
    rows.push(line(RowKind::Total, "All", &|_| true));
    let mut columns = columns(&["Step"]);
    columns.extend(names.iter().map(|name| numeric(&people.called(name))));
    columns.push(Column { total: true, ..numeric("All") });
    Some(Table {
        caption: "Steps by kind and person".to_owned(),
        columns,
        rows,
        notes: vec!["Unit: steps, those that were taken back among them. Base: the steps that are listed.".to_owned()],
        exposure: Exposure::Open,
        ..Table::default()
    })
}

/// "Coder 2" before "Coder 10".
fn natural(name: &str) -> (usize, String) {
    (name.chars().count(), name.to_owned())
}

pub(super) fn coders(people: &People, kitchen: &Kitchen<'_>) -> Option<Table> {
    let record = kitchen.record();
    let line = |title: String, work: &CoderWork| Row {
        cells: vec![cell(title), figure(work.coded), figure(work.accepted), figure(work.rejected)],
        ..Row::default()
    };
    let of = |name: &str| record.coders.iter().find(|work| work.who == name && work.has_any());
    let mut rows: Vec<Row> = of("").map(|work| line("The codebook’s rules".to_owned(), work)).into_iter().collect();
    let named = people.among(&record.people, |name| !name.is_empty() && of(name).is_some());
    rows.extend(named.into_iter().filter_map(|name| Some(line(people.called(name), of(name)?))));
    let mut columns = columns(&["Coder"]);
    columns.extend(["Codings", "Accepted", "Rejected"].map(numeric));
    (!rows.is_empty()).then(|| Table {
        caption: "Who coded".to_owned(),
        columns,
        rows,
        notes: vec![
            "Unit: codings. Of the rules: all that they propose, and what people decided about it. Of a person: codings by hand, and what they decided about other codings.".to_owned(),
        ],
        exposure: Exposure::Open,
        ..Table::default()
    })
}

pub(super) fn differences(kitchen: &Kitchen<'_>) -> Option<Table> {
    let mut rows = Vec::new();
    for version in kitchen.record().versions.iter().filter(|version| !version.changes.is_empty()) {
        let title = format!("Version {} ({}), against the one before", version.number, version.version);
        let mut cells = vec![Cell::Empty; 4];
        cells[0] = cell(title);
        rows.push(Row { kind: RowKind::Group, cells, ..Row::default() });
        rows.extend(version.changes.iter().map(|change| Row {
            // Examples in a codebook are participants' words.
            cells: vec![
                cell(change.subject.clone()),
                cell(change.change.clone()),
                said(&change.old),
                said(&change.new),
            ],
            ..Row::default()
        }));
    }
    (!rows.is_empty()).then(|| Table {
        caption: "What changed in the codebook".to_owned(),
        columns: columns(&["Of", "Change", "Before", "After"]),
        rows,
        notes: Vec::new(),
        exposure: Exposure::Open,
        ..Table::default()
    })
}

fn said(words: &str) -> Cell {
    if words.is_empty() {
        return Cell::Empty;
    }
    Cell::Words(vec![Words { text: words.to_owned(), place: None, count: 1, trim: None }])
}

pub(super) fn imports(kitchen: &Kitchen<'_>) -> Option<Table> {
    let sources = &kitchen.record().sources;
    let mut rows = Vec::new();
    for kind in SourceKind::ALL {
        let of_kind: Vec<_> = sources.iter().filter(|source| source.kind == *kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let mut formats: Vec<&str> = of_kind.iter().map(|source| source.format.word()).collect();
        formats.sort_unstable();
        formats.dedup();
        rows.push(Row {
            cells: vec![
                cell(kind.word().replace('-', " ")),
                cell(formats.join(", ")),
                figure(of_kind.len() as u64),
                figure(of_kind.iter().map(|source| source.text_count).sum()),
                figure(of_kind.iter().map(|source| source.word_count).sum()),
                figure(of_kind.iter().map(|source| u64::from(source.revision.saturating_sub(1))).sum()),
            ],
            ..Row::default()
        });
    }
    let mut columns = columns(&["Kind", "Formats"]);
    columns.extend(["Files", "Texts", "Words", "Later forms"].map(numeric));
    (!rows.is_empty()).then(|| Table {
        caption: "What came in".to_owned(),
        columns,
        rows,
        notes: vec![
            "Texts: transcripts, and single answers to open questions. Later forms: corrected files and later exports."
                .to_owned(),
        ],
        exposure: Exposure::Open,
        ..Table::default()
    })
}

pub(super) fn exclusions(kitchen: &Kitchen<'_>) -> Option<Table> {
    let ledgers = &kitchen.columns.ledgers;
    let survey_count = ledgers.iter().filter(|ledger| ledger.source_index.is_some()).count();
    let mut rows = Vec::new();
    for ledger in ledgers {
        let flow_of = sample_flow(ledger);
        let way = flow::heading(kitchen, ledger, survey_count);
        rows.extend(flow_of.left.iter().map(|(reason, count)| Row {
            cells: vec![cell(way.clone()), cell(reason.clone()), Cell::Count { value: *count, cases: *count }],
            ..Row::default()
        }));
    }
    let mut columns = columns(&["From", "Reason"]);
    columns.push(numeric("Cases"));
    (!rows.is_empty()).then(|| Table {
        caption: "Who was left out, and why".to_owned(),
        columns,
        rows,
        notes: vec!["Unit: cases. The first reason that applies is the one counted.".to_owned()],
        exposure: Exposure::Open,
        ..Table::default()
    })
}

/// Every version, with what it changed.
pub(super) fn versions(has_days: bool, people: &People, kitchen: &Kitchen<'_>) -> Option<Table> {
    let versions = &kitchen.record().versions;
    let mut titles = vec!["No.", "Version", "Who", "By", "Themes", "Codes", "What changed"];
    if has_days {
        titles.insert(2, "Day");
    }
    let row = |version: &CodebookState| {
        let figure = |count: usize| Cell::Number { value: count_as_number(count as u64), decimals: 0 };
        let by = if version.how == "file" { "its file, written by hand" } else { version.how.as_str() };
        let mut cells = vec![
            cell(version.number.to_string()),
            cell(version.version.clone()),
            cell(people.called(&version.who)),
            cell(by.to_owned()),
            figure(version.themes),
            figure(version.codes),
            cell(if version.changed.is_empty() { "the first".to_owned() } else { version.changed.clone() }),
        ];
        if has_days {
            cells.insert(2, cell(version.at.chars().take(10).collect()));
        }
        Row { cells, ..Row::default() }
    };
    let mut columns = columns(&titles);
    for column in columns.iter_mut().filter(|column| ["Themes", "Codes"].contains(&column.title.as_str())) {
        column.numeric = true;
    }
    (!versions.is_empty()).then(|| Table {
        caption: "Versions of the codebook".to_owned(),
        columns,
        rows: versions.iter().map(row).collect(),
        notes: vec![
            "Each version against the one before it. Who: the person under whose name it was first applied.".to_owned(),
        ],
        exposure: Exposure::Open,
        ..Table::default()
    })
}

pub(super) fn columns(titles: &[&str]) -> Vec<Column> {
    titles.iter().map(|title| Column { title: (*title).to_owned(), ..Column::default() }).collect()
}

pub(super) fn cell(text: String) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::Text(text) }
}

/// A number of steps, codings, files: of nobody who took part.
fn figure(count: u64) -> Cell {
    Cell::Number { value: count_as_number(count), decimals: 0 }
}

#[expect(clippy::cast_precision_loss, reason = "counts of steps and codings are far below 2^53")]
fn count_as_number(count: u64) -> f64 {
    count as f64
}
