//! What is different between two drafts: chapter by chapter, cell by cell, quotation by quotation.
//!
//! Things are met again by what they are called: chapters by their recipe's name, tables by their caption, rows and columns
//! by their titles without the number of cases in brackets. What is called otherwise now is one that went and one that
//! came.

use std::collections::{BTreeMap, BTreeSet};

use super::{Item, Printed, PrintedChapter, PrintedRow, PrintedTable};

/// What happened to something.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    Added,
    Removed,
    Changed,
}

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The title of the chapter, as it is now where it still is.
    pub chapter: String,
    /// "chapter", "title", "text", "table", "row", "column", "cell", "answer", "note", "quotation", "figure".
    pub what: &'static str,
    /// Where in the chapter: the table's caption, row and column; the heading over a quotation.
    pub place: Vec<String>,
    pub kind: Kind,
    pub before: String,
    pub after: String,
}

/// What is different, in the order of the later draft; chapters that went come last.
pub fn compare(before: &Printed, after: &Printed) -> Vec<Change> {
    let mut changes = Vec::new();
    for chapter in &after.chapters {
        match before.chapters.iter().find(|other| other.name == chapter.name) {
            Some(old) => chapters(old, chapter, &mut changes),
            None => changes.push(whole_chapter(chapter, Kind::Added)),
        }
    }
    let is_gone = |old: &&PrintedChapter| !after.chapters.iter().any(|chapter| chapter.name == old.name);
    changes.extend(before.chapters.iter().filter(is_gone).map(|chapter| whole_chapter(chapter, Kind::Removed)));
    changes
}

fn whole_chapter(chapter: &PrintedChapter, kind: Kind) -> Change {
    Change {
        chapter: shown_title(chapter).to_owned(),
        what: "chapter",
        place: Vec::new(),
        kind,
        before: String::new(),
        after: String::new(),
    }
}

fn shown_title(chapter: &PrintedChapter) -> &str {
    if chapter.title.is_empty() { &chapter.name } else { &chapter.title }
}

/// Collects the changes of one chapter.
struct Collector<'a> {
    chapter: &'a str,
    changes: &'a mut Vec<Change>,
}

impl Collector<'_> {
    fn add(&mut self, what: &'static str, place: &[&str], before: Option<&str>, after: Option<&str>) {
        let kind = match (before, after) {
            (None, _) => Kind::Added,
            (_, None) => Kind::Removed,
            _ => Kind::Changed,
        };
        self.changes.push(Change {
            chapter: self.chapter.to_owned(),
            what,
            place: place.iter().filter(|part| !part.is_empty()).map(|part| (*part).to_owned()).collect(),
            kind,
            before: before.unwrap_or_default().to_owned(),
            after: after.unwrap_or_default().to_owned(),
        });
    }

    /// What is in one list of (place, text) and not in the other, each as often as it is there.
    fn lists(&mut self, what: &'static str, before: &[(String, String)], after: &[(String, String)]) {
        self.pairs(what, &missing(before, after), &missing(after, before));
    }

    /// The same for the program's own sentences: two in one place that have most words in common are one that changed.
    fn sentences(&mut self, what: &'static str, before: &[(String, String)], after: &[(String, String)]) {
        let mut gone = missing(before, after);
        let mut new = Vec::new();
        for (place, text) in missing(after, before) {
            match gone.iter().position(|(other, old)| *other == place && are_alike(old, text)) {
                Some(partner) => {
                    let (_, old) = gone.remove(partner);
                    self.add(what, &[place], Some(old), Some(text));
                }
                None => new.push((place, text)),
            }
        }
        self.pairs(what, &gone, &new);
    }

    fn pairs(&mut self, what: &'static str, gone: &[(&str, &str)], new: &[(&str, &str)]) {
        for (place, text) in new {
            self.add(what, &[place], None, Some(text));
        }
        for (place, text) in gone {
            self.add(what, &[place], Some(text), None);
        }
    }
}

/// Whether two sentences have most of their words in common.
fn are_alike(one: &str, other: &str) -> bool {
    let words = |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_lowercase).collect() };
    let (one, other) = (words(one), words(other));
    let shared = one.intersection(&other).count();
    shared * 2 > one.len().max(other.len())
}

/// What of `these` has no partner among `those`.
fn missing<'a>(these: &'a [(String, String)], those: &'a [(String, String)]) -> Vec<(&'a str, &'a str)> {
    let borrowed = |entry: &'a (String, String)| (entry.0.as_str(), entry.1.as_str());
    let mut left: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for entry in those {
        *left.entry(borrowed(entry)).or_default() += 1;
    }
    let mut missing = Vec::new();
    for entry in these {
        match left.get_mut(&borrowed(entry)) {
            Some(count) if *count > 0 => *count -= 1,
            _ => missing.push(borrowed(entry)),
        }
    }
    missing
}

fn chapters(before: &PrintedChapter, after: &PrintedChapter, changes: &mut Vec<Change>) {
    let mut collector = Collector { chapter: shown_title(after), changes };
    if before.title != after.title {
        collector.add("title", &[], Some(&before.title), Some(&after.title));
    }
    collector.sentences("text", &texts(before), &texts(after));
    let (old_tables, new_tables) = (tables(before), tables(after));
    for (key, table) in &new_tables {
        match old_tables.iter().find(|(other, _)| other == key) {
            Some((_, old)) => compare_tables(old, table, &mut collector),
            None => collector.add("table", &[], None, Some(&table.caption)),
        }
    }
    for (key, table) in &old_tables {
        if !new_tables.iter().any(|(other, _)| other == key) {
            collector.add("table", &[], Some(&table.caption), None);
        }
    }
    let (old_figures, new_figures) = (figures(before), figures(after));
    for (caption, said) in &new_figures {
        match old_figures.iter().find(|(other, _)| other == caption) {
            Some((_, old)) if old == said => {}
            old => collector.add("figure", &[caption], old.map(|(_, old)| *old), Some(said)),
        }
    }
    for (caption, said) in &old_figures {
        if !new_figures.iter().any(|(other, _)| other == caption) {
            collector.add("figure", &[caption], Some(said), None);
        }
    }
    collector.lists("quotation", &quotations(before), &quotations(after));
}

/// Headings, paragraphs and notes, each with the heading over it.
fn texts(chapter: &PrintedChapter) -> Vec<(String, String)> {
    under_headings(chapter, |item| match item {
        Item::Text(text) | Item::Heading(text) => Some(text.clone()),
        _ => None,
    })
}

/// Quotations as they are printed, each with the heading over it.
fn quotations(chapter: &PrintedChapter) -> Vec<(String, String)> {
    under_headings(chapter, |item| match item {
        Item::Quotation { words, label } => Some(format!("“{words}” ({label})")),
        _ => None,
    })
}

fn under_headings(chapter: &PrintedChapter, wanted: impl Fn(&Item) -> Option<String>) -> Vec<(String, String)> {
    let mut heading = "";
    let mut found = Vec::new();
    for item in &chapter.items {
        found.extend(wanted(item).map(|text| (heading.to_owned(), text)));
        if let Item::Heading(text) = item {
            heading = text;
        }
    }
    found
}

/// Tables with what they are met again by: caption, and which of several with the same one.
fn tables(chapter: &PrintedChapter) -> Vec<((&str, usize), &PrintedTable)> {
    let all = chapter.items.iter().filter_map(|item| match item {
        Item::Table(table) => Some(table),
        _ => None,
    });
    numbered(all.map(|table| (table.caption.as_str(), table)))
}

fn figures(chapter: &PrintedChapter) -> Vec<(&str, &str)> {
    let all = chapter.items.iter().filter_map(|item| match item {
        Item::Figure { caption, said } => Some((caption.as_str(), said.as_str())),
        _ => None,
    });
    all.collect()
}

/// Names that come more than once are told apart by their turn.
fn numbered<K: Clone + Ord, V>(entries: impl Iterator<Item = (K, V)>) -> Vec<((K, usize), V)> {
    let mut seen: BTreeMap<K, usize> = BTreeMap::new();
    entries
        .map(|(name, value)| {
            let turn = seen.entry(name.clone()).and_modify(|turn| *turn += 1).or_insert(0);
            ((name, *turn), value)
        })
        .collect()
}

fn compare_tables(before: &PrintedTable, after: &PrintedTable, collector: &mut Collector<'_>) {
    let caption = if after.caption == collector.chapter { "" } else { after.caption.as_str() };
    let columns = |table: &PrintedTable| -> Vec<((String, usize), usize)> {
        numbered(table.columns.iter().enumerate().map(|(index, title)| (without_number(title).to_owned(), index)))
    };
    let (old_columns, new_columns) = (columns(before), columns(after));
    let partner = |key: &(String, usize)| old_columns.iter().find(|(other, _)| other == key).map(|(_, index)| *index);
    let mut pairs = Vec::new();
    for (key, index) in &new_columns {
        let title = &after.columns[*index];
        match partner(key) {
            None => collector.add("column", &[caption], None, Some(title)),
            Some(old) => {
                if before.columns[old] != *title {
                    collector.add("column", &[caption], Some(&before.columns[old]), Some(title));
                }
                pairs.push((old, *index));
            }
        }
    }
    for (key, index) in &old_columns {
        if !new_columns.iter().any(|(other, _)| other == key) {
            collector.add("column", &[caption], Some(&before.columns[*index]), None);
        }
    }

    let (old_rows, new_rows) = (rows(before), rows(after));
    let places: BTreeMap<&RowKey, usize> = old_rows.iter().enumerate().map(|(place, (key, _))| (key, place)).collect();
    let mut met = vec![false; old_rows.len()];
    for (key, row) in &new_rows {
        let Some(&place) = places.get(key) else {
            collector.add("row", &[caption, &key.0.0], None, Some(&in_one_line(row)));
            continue;
        };
        met[place] = true;
        let old = old_rows[place].1;
        for &(old_column, column) in &pairs {
            let cell = |row: &PrintedRow, column: usize| row.cells.get(column).cloned().unwrap_or_default();
            let (was, is) = (cell(old, old_column), cell(row, column));
            if was != is {
                let title = if column == 0 { "" } else { without_number(&after.columns[column]) };
                let place = [caption, &row_title(row), title];
                if was.contains('\n') || is.contains('\n') {
                    answers(&was, &is, &place, collector);
                } else {
                    collector.add("cell", &place, Some(&was), Some(&is));
                }
            }
        }
    }
    for ((key, row), _) in old_rows.iter().zip(&met).filter(|(_, met)| !**met) {
        collector.add("row", &[caption, &key.0.0], Some(&in_one_line(row)), None);
    }
    let notes = |table: &PrintedTable| -> Vec<(String, String)> {
        table.notes.iter().map(|note| (caption.to_owned(), note.clone())).collect()
    };
    collector.sentences("note", &notes(before), &notes(after));
}

/// What was given in one cell and not in the other.
fn answers(before: &str, after: &str, place: &[&str], collector: &mut Collector<'_>) {
    let entries = |cell: &str| -> Vec<(String, String)> {
        cell.lines().map(|answer| (String::new(), answer.to_owned())).collect()
    };
    let (before, after) = (entries(before), entries(after));
    for (_, answer) in missing(&after, &before) {
        collector.add("answer", place, None, Some(answer));
    }
    for (_, answer) in missing(&before, &after) {
        collector.add("answer", place, Some(answer), None);
    }
}

/// A row's titles, without the number of cases, and the same with several alike: by their turn.
type RowKey = ((String, Vec<String>), usize);

fn rows(table: &PrintedTable) -> Vec<(RowKey, &PrintedRow)> {
    numbered(table.rows.iter().map(|row| {
        let first = row.cells.first().map(String::as_str).unwrap_or_default();
        let above = row.under.iter().map(|title| without_number(title).to_owned()).collect();
        ((without_number(first).to_owned(), above), row)
    }))
}

/// "Staff training" under "Resourcing": both.
fn row_title(row: &PrintedRow) -> String {
    let first = row.cells.first().map(|cell| without_number(cell));
    row.under.iter().map(|title| without_number(title)).chain(first).collect::<Vec<_>>().join(" › ")
}

fn in_one_line(row: &PrintedRow) -> String {
    row.cells.join(" | ")
}

/// "Policing (7)" is met again as "Policing".
fn without_number(title: &str) -> &str {
    let bare = title.strip_suffix(')').and_then(|rest| rest.rsplit_once(" ("));
    match bare {
        Some((name, number)) if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) => name,
        _ => title,
    }
}
