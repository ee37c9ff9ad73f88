//! Where the tables of a file stand, and the comments above them.
//!
//! A comment right above a table is about it and goes with it; one with a blank line below it is about all that follows
//! and stays where it is.

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

/// A table with a blank line above.
pub(super) fn new_table() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table
}

/// Adds a table to a list of them, at a place or at its end.
pub(super) fn insert(document: &mut DocumentMut, key: &str, at: Option<usize>, mut table: Table) {
    let is_first = document.iter().next().is_none() && document.trailing().as_str().is_none_or(str::is_empty);
    if is_first {
        table.decor_mut().set_prefix("");
    }
    // The first theme comes before the first code.
    let first = blocks(document).first().and_then(|block| block.position);
    let tables = document.entry(key).or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
    let Item::ArrayOfTables(tables) = tables else { return };
    let at = at.unwrap_or(tables.len()).min(tables.len());
    let before = at.checked_sub(1).and_then(|place| tables.get(place)).and_then(Table::position);
    let after = tables.get(at).and_then(Table::position);
    // Between its neighbours; `renumber` makes room.
    table.set_position(before.or(after).or(first.filter(|_| key == "theme")));
    tables.insert(at, table);
    renumber(document);
}

/// Takes a table out of a list, with the comment that is about it. What else stands above it stays.
pub(super) fn remove(document: &mut DocumentMut, key: &str, place: usize) -> Table {
    let Some(Item::ArrayOfTables(tables)) = document.get_mut(key) else { return Table::new() };
    let mut gone = tables.remove(place);
    if tables.is_empty() {
        document.remove(key);
    }
    let (section, own) = above(&gone);
    gone.decor_mut().set_prefix(format!("\n{own}"));
    let next = blocks(document).into_iter().find(|block| block.position > gone.position());
    let next = next.and_then(|block| document.get_mut(block.key)?.as_array_of_tables_mut()?.get_mut(block.place));
    match next {
        // What was first in the file is followed by what is first now.
        Some(next) if section.trim().is_empty() => {
            if section.is_empty() {
                let prefix = prefix(next).trim_start_matches('\n').to_owned();
                next.decor_mut().set_prefix(prefix);
            }
        }
        Some(next) => {
            let prefix = format!("{}{}", section.trim_end_matches('\n'), "\n") + &prefix(next);
            next.decor_mut().set_prefix(prefix);
        }
        None if section.trim().is_empty() => {}
        None => {
            let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
            document.set_trailing(format!("{}\n{trailing}", section.trim_end_matches('\n')));
        }
    }
    gone
}

/// Puts the tables of a list into another order: `places` says for each new place which one comes there.
pub(super) fn reorder(document: &mut DocumentMut, key: &str, places: &[usize]) {
    let Some(Item::ArrayOfTables(tables)) = document.get_mut(key) else { return };
    let old: Vec<Table> = tables.iter().cloned().collect();
    let sections: Vec<String> = old.iter().map(|table| above(table).0).collect();
    let mut positions: Vec<Option<isize>> = old.iter().map(Table::position).collect();
    positions.sort_unstable();
    tables.clear();
    for (slot, &place) in places.iter().enumerate() {
        let mut table = old[place].clone();
        let prefix = format!("{}{}", sections[slot], above(&table).1);
        table.decor_mut().set_prefix(prefix);
        table.set_position(positions[slot]);
        tables.push(table);
    }
    renumber(document);
}

/// What stands above a table: what is not about it alone, and the comment that is.
fn above(table: &Table) -> (String, String) {
    let prefix = prefix(table);
    let lines: Vec<&str> = prefix.split_inclusive('\n').collect();
    let own = lines.iter().rev().take_while(|line| line.trim_start().starts_with('#')).count();
    let (section, own) = lines.split_at(lines.len() - own);
    (section.concat(), own.concat())
}

fn prefix(table: &Table) -> String {
    table.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned()
}

/// A code or a theme, and where it stands in the file.
struct Block {
    key: &'static str,
    place: usize,
    position: Option<isize>,
}

fn blocks(document: &DocumentMut) -> Vec<Block> {
    let mut blocks = Vec::new();
    for key in ["theme", "code"] {
        let tables = document.get(key).and_then(Item::as_array_of_tables).into_iter().flat_map(ArrayOfTables::iter);
        blocks.extend(tables.enumerate().map(|(place, table)| Block { key, place, position: table.position() }));
    }
    // Those without a position come last; those that share one keep their order.
    blocks.sort_by_key(|block| block.position.unwrap_or(isize::MAX));
    blocks
}

/// Numbers all tables anew, each code followed by its rules, so that they are written in the order in which they stand.
pub(super) fn renumber(document: &mut DocumentMut) {
    let mut next = 0;
    for block in blocks(document) {
        let tables = document.get_mut(block.key).and_then(Item::as_array_of_tables_mut);
        if let Some(table) = tables.and_then(|tables| tables.get_mut(block.place)) {
            number(table, &mut next);
        }
    }
}

fn number(table: &mut Table, next: &mut isize) {
    *next += 1;
    table.set_position(Some(*next));
    let mut inner: Vec<&mut Table> = Vec::new();
    for (_, item) in table.iter_mut() {
        match item {
            Item::Table(table) => inner.push(table),
            Item::ArrayOfTables(tables) => inner.extend(tables.iter_mut()),
            _ => {}
        }
    }
    inner.sort_by_key(|table| table.position().unwrap_or(isize::MAX));
    for table in inner {
        number(table, next);
    }
}

/// Lets a table that changes its place be numbered after those that are there.
pub(super) fn forget_position(table: &mut Table) {
    table.set_position(None);
    for (_, item) in table.iter_mut() {
        if let Item::Table(table) = item {
            forget_position(table);
        }
    }
}
