//! Hides cells about fewer people than the study's smallest group, and those from which they could be worked out.
//!
//! A cell with no one in it is shown: it says nothing about a person. So with a smallest group of 2 a hidden cell is
//! always one person, and only 3 or more hides how many there are. What is hidden is secret as a number, not as a fact.
//! Where a whole row or column is about a group below the smallest, none of it is shown, zeros neither: together they
//! would be the profile of one person.

mod diverging;
mod grid;
mod group;
mod moves;

use self::grid::{Grid, Kind};
use crate::report::{Bar, Block, Cell, Exposure, Figure, Report, RowKind, Suppressed, Table};

/// How much was not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Withheld {
    /// Cells and bars about fewer people than the smallest group.
    pub small: usize,
    /// Cells and bars that would have given away others.
    pub secondary: usize,
}

/// A mark for every cell of a table that is not shown.
type Marks = Vec<Vec<Option<Suppressed>>>;

/// Suppresses in all tables and figures of a report, and says so under each.
pub fn suppress(report: &mut Report, minimum_group: u64) -> Withheld {
    let mut withheld = Withheld::default();
    if minimum_group <= 1 {
        return withheld;
    }
    let mut hidden: Vec<(String, Cell, Suppressed)> = Vec::new();
    for table in tables(report) {
        let few = group::any_small(table, minimum_group);
        group::fold_rows(table, minimum_group);
        let marks = marks(table, minimum_group);
        hide(table, &marks, &mut hidden);
        group::hide_sizes(table, minimum_group);
        let here = count(marks.iter().flatten().flatten());
        table.notes.extend(if few { Some(note_of_groups(here, minimum_group)) } else { note(here, minimum_group) });
        withheld.add(here);
    }
    for chapter in &mut report.chapters {
        let mut blocks = Vec::with_capacity(chapter.blocks.len());
        for mut block in std::mem::take(&mut chapter.blocks) {
            let here = match &mut block {
                Block::Figure(Figure::Bars { bars, .. }) => suppress_bars(bars, minimum_group, &hidden),
                Block::Figure(Figure::Diverging { rows, .. }) => diverging::suppress(rows, minimum_group, &hidden),
                _ => Withheld::default(),
            };
            withheld.add(here);
            blocks.push(block);
            blocks.extend(note(here, minimum_group).map(Block::Note));
        }
        chapter.blocks = blocks;
    }
    withheld
}

impl Withheld {
    const fn add(&mut self, other: Self) {
        self.small += other.small;
        self.secondary += other.secondary;
    }
}

/// Someone, but fewer than the smallest group.
const fn is_small(cases: u64, minimum_group: u64) -> bool {
    0 < cases && cases < minimum_group
}

fn tables(report: &mut Report) -> impl Iterator<Item = &mut Table> {
    report.chapters.iter_mut().flat_map(|chapter| &mut chapter.blocks).filter_map(|block| match block {
        Block::Table(table) => Some(table),
        _ => None,
    })
}

/// Which cells of a table are not shown, and why.
fn marks(table: &Table, minimum_group: u64) -> Marks {
    let mut marks: Marks = table.rows.iter().map(|row| vec![None; row.cells.len()]).collect();
    if table.exposure == Exposure::Open {
        return marks;
    }
    for (row, row_marks) in table.rows.iter().zip(&mut marks) {
        for (column, (cell, mark)) in row.cells.iter().zip(row_marks).enumerate() {
            let of_few = group::of_few(table, row, column, minimum_group).is_some();
            let hide = match cell {
                Cell::Words(words) => of_few && !words.is_empty(),
                Cell::Missing(_) => of_few,
                _ => cell.cases().is_some_and(|cases| of_few || is_small(cases, minimum_group)),
            };
            let is_total = row.kind == RowKind::Total || table.columns.get(column).is_some_and(|column| column.total);
            *mark = hide.then_some(if is_total && table.exposure == Exposure::Additive {
                // Were a total known to be small, one and one could be told from it.
                Suppressed::Secondary
            } else {
                Suppressed::Small
            });
        }
    }
    let additive: &[Kind] = match table.exposure {
        Exposure::Additive => &[Kind::Count, Kind::Share, Kind::Mean],
        // Means add up to that of all whatever the table is: by the number of people in each group.
        _ => &[Kind::Mean],
    };
    loop {
        let before = marks.clone();
        for &kind in additive {
            moves::protect(&Grid::of(table, kind, minimum_group), minimum_group, &mut marks);
        }
        mark_twins(table, &mut marks);
        mark_shares_of_hidden_totals(table, &mut marks);
        if marks == before {
            return marks;
        }
    }
}

/// A count and the share that says the same are hidden together.
fn mark_twins(table: &Table, marks: &mut Marks) {
    for (row, marks) in table.rows.iter().zip(marks) {
        for (first, cell) in row.cells.iter().enumerate() {
            let Cell::Count { value, cases } = cell else { continue };
            for (second, other) in row.cells.iter().enumerate() {
                let Cell::Share { part, cases: of_share, .. } = other else { continue };
                if part == value && cases == of_share && belong_together(table, first, second) {
                    let mark = marks[first].or(marks[second]);
                    (marks[first], marks[second]) = (marks[first].or(mark), marks[second].or(mark));
                }
            }
        }
    }
}

fn belong_together(table: &Table, first: usize, second: usize) -> bool {
    let (Some(left), Some(right)) = (table.columns.get(first), table.columns.get(second)) else { return true };
    first.abs_diff(second) == 1 || left.group.is_some() && left.group == right.group || left.title == right.title
}

/// A share of a hidden total would give the total away beside its count.
fn mark_shares_of_hidden_totals(table: &Table, marks: &mut Marks) {
    let mut hidden = Vec::new();
    for (row_index, row) in table.rows.iter().enumerate() {
        for (column, cell) in row.cells.iter().enumerate() {
            if let (Cell::Count { value, .. }, Some(_)) = (cell, marks[row_index][column])
                && (row.kind == RowKind::Total || table.columns.get(column).is_some_and(|column| column.total))
            {
                hidden.push((row_index, column, *value));
            }
        }
    }
    for (row_index, column, value) in hidden {
        for (index, row) in table.rows.iter().enumerate() {
            for (other, cell) in row.cells.iter().enumerate() {
                let near = index == row_index || belong_together(table, column, other);
                if near && matches!(cell, Cell::Share { base, part, .. } if *base == value && *part > 0) {
                    marks[index][other].get_or_insert(Suppressed::Secondary);
                }
            }
        }
    }
}

/// Empties the marked cells and remembers each with its row's title, for figures of the same numbers.
fn hide(table: &mut Table, marks: &Marks, hidden: &mut Vec<(String, Cell, Suppressed)>) {
    for (row, marks) in table.rows.iter_mut().zip(marks) {
        let title = match row.cells.first() {
            Some(Cell::Text(title)) => title.clone(),
            _ => String::new(),
        };
        for (cell, mark) in row.cells.iter_mut().zip(marks) {
            if let Some(mark) = *mark {
                let was = std::mem::replace(cell, Cell::Suppressed(mark));
                hidden.push((title.clone(), was, mark));
            }
        }
    }
}

/// A bar about too few, or one that shows what a table with the same title hides, keeps its label and loses its value.
fn suppress_bars(bars: &mut [Bar], minimum_group: u64, hidden: &[(String, Cell, Suppressed)]) -> Withheld {
    let mut marks = Vec::new();
    for bar in bars {
        let is_small = bar.value.cases().is_some_and(|cases| is_small(cases, minimum_group));
        let in_table = hidden.iter().find(|(title, cell, _)| *cell == bar.value && title.trim() == bar.label.trim());
        let mark = is_small.then_some(Suppressed::Small).or(in_table.map(|(.., mark)| *mark));
        if let Some(mark) = mark {
            bar.value = Cell::Suppressed(mark);
            marks.push(mark);
        }
    }
    count(marks.iter())
}

fn count<'m>(marks: impl Iterator<Item = &'m Suppressed>) -> Withheld {
    marks.fold(Withheld::default(), |mut withheld, mark| {
        match mark {
            Suppressed::Small => withheld.small += 1,
            Suppressed::Secondary => withheld.secondary += 1,
        }
        withheld
    })
}

/// The rule, in words, where something was suppressed by it.
fn note(withheld: Withheld, minimum_group: u64) -> Option<String> {
    let small = format!("* fewer than {minimum_group} cases");
    let secondary = "† withheld so that * cannot be worked out";
    match (withheld.small, withheld.secondary) {
        (0, 0) => None,
        (_, 0) => Some(format!("{small}.")),
        (0, _) => Some(format!("† withheld: fewer than {minimum_group} cases, or they could be worked out.")),
        _ => Some(format!("{small}; {secondary}.")),
    }
}

/// The rule where a row or column is about a group below the smallest.
fn note_of_groups(withheld: Withheld, minimum_group: u64) -> String {
    let small = format!("* fewer than {minimum_group} cases, or anything about a group of fewer");
    if withheld.secondary == 0 {
        format!("{small}.")
    } else {
        format!("{small}; † withheld so that * cannot be worked out.")
    }
}
