//! What was decided, done to tables and figures, with a note of the rule under each.

use std::collections::BTreeSet;

use super::collect::Places;
use super::group;
use super::measures;
use super::{Marks, Withheld, Withholding};
use crate::disclosure::Thresholds;
use crate::report::{Block, Cell, Chapter, Exposure, Figure, Suppressed, Table};

pub(super) fn to_chapter(withholding: &Withholding, key: &str, chapter: &mut Chapter) -> Withheld {
    let thresholds = withholding.thresholds.at_least(chapter.minimum_group);
    let mut withheld = Withheld::default();
    let mut blocks = Vec::with_capacity(chapter.blocks.len());
    for (index, mut block) in std::mem::take(&mut chapter.blocks).into_iter().enumerate() {
        let nowhere = Places::default();
        let places = withholding.places.get(&(key.to_owned(), index)).unwrap_or(&nowhere);
        let rows_for_others = withholding.rows_for_others.get(&(key.to_owned(), index));
        let work = Work { withholding, thresholds: &thresholds, places, rows_for_others };
        let mut note = None;
        match &mut block {
            Block::Table(table) => withheld.add(work.table(table)),
            Block::Figure(figure) => {
                let done = work.figure(figure);
                withheld.add(done.withheld);
                note = done.note_of_figure(&thresholds);
            }
            _ => {}
        }
        blocks.push(block);
        blocks.extend(note.map(Block::Note));
    }
    chapter.blocks = blocks;
    withheld
}

/// Makes `*` a `†` where another cell of the row about as many people had to be `†`: a `*` says how few they are, whatever
/// the cell counts. Where it says only that the group is small, it stays.
fn mark_same_people_alike(cells: &[Cell], is_of_few: impl Fn(usize) -> bool, marks: &mut [Option<Suppressed>]) {
    let secondary: Vec<u64> = cells
        .iter()
        .zip(&*marks)
        .filter(|(_, mark)| **mark == Some(Suppressed::Secondary))
        .filter_map(|(cell, _)| cell.cases())
        .collect();
    for (column, (cell, mark)) in cells.iter().zip(marks).enumerate() {
        let is_small = *mark == Some(Suppressed::Small) && !is_of_few(column);
        if is_small && cell.cases().is_some_and(|cases| secondary.contains(&cases)) {
            *mark = Some(Suppressed::Secondary);
        }
    }
}

struct Work<'w> {
    withholding: &'w Withholding,
    thresholds: &'w Thresholds,
    places: &'w Places,
    rows_for_others: Option<&'w BTreeSet<usize>>,
}

/// What was done to one table or figure.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each says that one part of the note is needed")]
struct Done {
    withheld: Withheld,
    /// Whether a row or column is about a group below the smallest.
    few: bool,
    /// Whether a percentage was of too few.
    of_small_base: bool,
    /// Whether any count was shown as another.
    rounded: bool,
    /// Whether a size in a title was withheld for the sake of another.
    secondary_title: bool,
}

impl Work<'_> {
    fn table(&self, table: &mut Table) -> Withheld {
        if table.exposure == Exposure::Open {
            return Withheld::default();
        }
        let mut done = Done { few: group::any_small(table, self.thresholds), ..Done::default() };
        let mut marks: Marks = (0..table.rows.len()).map(|row| self.marks(table, row)).collect();
        measures::mark(table, &self.withholding.hidden_points, &mut marks);
        for (row, marks) in table.rows.iter_mut().zip(marks) {
            for (cell, mark) in row.cells.iter_mut().zip(marks) {
                self.print(cell, mark, &mut done);
            }
        }
        self.titles(table, &mut done);
        group::fold_rows(table, self.thresholds);
        table.notes.extend(done.note(self.thresholds));
        done.withheld
    }

    /// Which cells of a row are not shown, and why.
    fn marks(&self, table: &Table, row_index: usize) -> Vec<Option<Suppressed>> {
        let row = &table.rows[row_index];
        let for_others = self.rows_for_others.is_some_and(|rows| rows.contains(&row_index));
        let mark = |(column, cell): (usize, &Cell)| {
            let few = group::of_few(table, row, column, self.thresholds).is_some();
            match cell {
                Cell::Words(words) if words.is_empty() => None,
                Cell::Words(_) | Cell::Missing(_) if few => Some(Suppressed::Small),
                Cell::Words(_) | Cell::Missing(_) if for_others => Some(Suppressed::Secondary),
                Cell::Words(_) => None,
                Cell::Suppressed(mark) => Some(*mark),
                Cell::Measure { cases, .. } if few || self.thresholds.is_small_for_mean(*cases) => {
                    Some(Suppressed::Small)
                }
                _ => {
                    let number = self.places.cells.get(row_index)?.get(column).copied().flatten()?;
                    let own = self.withholding.marks[number].map(|mark| self.shown_mark(mark, cell, few));
                    own.or_else(|| self.mark_of_base(cell, row_index, column))
                        .or_else(|| self.mark_of_ends(cell, row_index, column))
                }
            }
        };
        let mut marks: Vec<Option<Suppressed>> = row.cells.iter().enumerate().map(mark).collect();
        let is_of_few = |column| group::of_few(table, row, column, self.thresholds).is_some();
        mark_same_people_alike(&row.cells, is_of_few, &mut marks);
        // A median, or a spread, beside a hidden mean would say roughly what it is.
        let mut means = row.cells.iter().zip(&marks).filter(|(cell, _)| matches!(cell, Cell::Mean { .. }));
        if means.any(|(_, mark)| mark.is_some()) {
            for (cell, mark) in row.cells.iter().zip(&mut marks) {
                if matches!(cell, Cell::Measure { .. }) {
                    mark.get_or_insert(Suppressed::Secondary);
                }
            }
        }
        marks
    }

    /// Where another output is stricter than this one, what it withholds is no small number here.
    fn shown_mark(&self, mark: Suppressed, cell: &Cell, few: bool) -> Suppressed {
        let is_small = match cell {
            Cell::Mean { n, cases, .. } => self.thresholds.is_mean_of_few(*cases, *n),
            Cell::Missing(_) => self.thresholds.is_small(0),
            cell => cell.cases().is_some_and(|cases| self.thresholds.is_small(cases)),
        };
        if few || is_small { mark } else { Suppressed::Secondary }
    }

    /// A share of a hidden size would give the size away beside its count.
    fn mark_of_base(&self, cell: &Cell, row: usize, column: usize) -> Option<Suppressed> {
        let Cell::Share { part, .. } = cell else { return None };
        let of_column = self.places.column_sizes.get(column).copied().flatten();
        let size = of_column.or(self.places.row_sizes.get(row).copied().flatten())?;
        (*part > 0 && self.withholding.marks[size].is_some()).then_some(Suppressed::Secondary)
    }

    /// A share of all that has one thing or another tells how often there is either, beside the other's number.
    fn mark_of_ends(&self, cell: &Cell, row: usize, column: usize) -> Option<Suppressed> {
        let Cell::Share { part: 1.., .. } = cell else { return None };
        let ends = self.places.ends.get(&(row, column))?;
        ends.iter().any(|&number| self.withholding.marks[number].is_some()).then_some(Suppressed::Secondary)
    }

    fn print(&self, cell: &mut Cell, mark: Option<Suppressed>, done: &mut Done) {
        if let Some(mark) = mark {
            if !matches!(cell, Cell::Suppressed(_)) {
                *cell = Cell::Suppressed(mark);
                done.count(mark);
            }
            return;
        }
        let round = |value: &mut u64, done: &mut Done| {
            // What is shown of so few is stated in a note, as it is.
            if self.thresholds.is_small_group(*value) {
                return;
            }
            let rounded = self.thresholds.rounded(*value);
            done.rounded |= self.thresholds.round_to > 1;
            *value = rounded;
        };
        match cell {
            Cell::Share { base, .. } if *base > 0 && *base < self.thresholds.minimum_base => {
                *cell = Cell::Suppressed(Suppressed::Small);
                done.of_small_base = true;
                done.withheld.small += 1;
            }
            Cell::Share { part, base, .. } => {
                round(part, done);
                round(base, done);
            }
            Cell::Count { value, .. } => round(value, done),
            _ => {}
        }
    }

    /// Sizes in the titles: `(*)` and `(†)`, or rounded.
    fn titles(&self, table: &mut Table, done: &mut Done) {
        for (index, column) in table.columns.iter_mut().enumerate() {
            let title = column.group.as_mut().unwrap_or(&mut column.title);
            let number = self.places.column_sizes.get(index).copied().flatten();
            self.title(title, number, column.group_size, done);
        }
        for (index, row) in table.rows.iter_mut().enumerate() {
            let number = self.places.row_sizes.get(index).copied().flatten();
            if let Some(Cell::Text(title)) = row.cells.first_mut() {
                self.title(title, number, row.group_size, done);
            }
        }
    }

    fn title(&self, title: &mut String, number: Option<usize>, group_size: Option<u64>, done: &mut Done) {
        let mark = number.and_then(|number| self.withholding.marks[number]);
        let is_few = group_size.is_some_and(|size| self.thresholds.is_small_group(size));
        match mark {
            Some(Suppressed::Secondary) => {
                group::set_size(title, "†");
                done.secondary_title = true;
            }
            Some(Suppressed::Small) => group::set_size(title, "*"),
            None if is_few => group::set_size(title, "*"),
            None => {
                let size = group::size_in_title(title).filter(|_| group_size.is_some() && self.thresholds.round_to > 1);
                if let Some(size) = size {
                    group::set_size(title, &self.thresholds.rounded(size).to_string());
                    done.rounded = true;
                }
            }
        }
    }

    /// Bars that are withheld keep their labels; a stacked one is shown whole or not at all.
    fn figure(&self, figure: &mut Figure) -> Done {
        let mut done = Done::default();
        let mark = |row: usize, at: usize, cell: &Cell| {
            let number = self.places.cells.get(row)?.get(at).copied().flatten()?;
            self.withholding.marks[number].map(|mark| self.shown_mark(mark, cell, false))
        };
        match figure {
            Figure::Bars { bars, .. } => {
                for (at, bar) in bars.iter_mut().enumerate() {
                    let mark = mark(0, at, &bar.value);
                    self.print(&mut bar.value, mark, &mut done);
                }
            }
            Figure::Diverging { rows, .. } => {
                for (row_index, row) in rows.iter_mut().enumerate() {
                    let answered = mark(row_index, 0, &row.answered);
                    let parts = row.parts.iter().zip(1..).filter_map(|(part, at)| mark(row_index, at, part));
                    // Which of the parts is small is not said either.
                    let whole = answered.into_iter().chain(parts).min_by_key(|mark| *mark == Suppressed::Secondary);
                    if let Some(whole) = whole {
                        row.parts.iter_mut().for_each(|part| *part = Cell::Suppressed(whole));
                        done.count(whole);
                    } else {
                        row.parts.iter_mut().for_each(|part| self.print(part, None, &mut done));
                    }
                    match answered {
                        Some(mark) => row.answered = Cell::Suppressed(mark),
                        None => self.print(&mut row.answered, None, &mut done),
                    }
                }
            }
            Figure::Flow { .. } | Figure::Curve { .. } => {}
        }
        done
    }
}

impl Done {
    const fn count(&mut self, mark: Suppressed) {
        match mark {
            Suppressed::Small => self.withheld.small += 1,
            Suppressed::Secondary => self.withheld.secondary += 1,
        }
    }

    /// The same under a figure, which has a word in the place of signs.
    fn note_of_figure(&self, thresholds: &Thresholds) -> Option<String> {
        let none = if thresholds.zero_is_small { ", or none" } else { "" };
        let mut parts = Vec::new();
        if self.withheld.small > 0 || self.withheld.secondary > 0 {
            let minimum = thresholds.minimum_group;
            let more = if self.withheld.secondary > 0 { ", or they could be worked out" } else { "" };
            parts.push(format!("Withheld: fewer than {minimum} cases{none}{more}."));
        }
        if self.rounded {
            parts.push(format!(
                "Counts are rounded to the nearest {}, percentages are of rounded counts.",
                thresholds.round_to
            ));
        }
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// The rule, in words, where something was withheld or rounded by it.
    fn note(&self, thresholds: &Thresholds) -> Option<String> {
        let minimum = thresholds.minimum_group;
        let none = if thresholds.zero_is_small { ", or none" } else { "" };
        let mut parts = Vec::new();
        let has_secondary = self.withheld.secondary > 0 || self.secondary_title;
        if self.withheld.small > 0 || self.few {
            let of_group = if self.few { ", or anything about a group of fewer" } else { "" };
            let mean = match thresholds.minimum_mean {
                least if least > minimum => format!(", or a mean over fewer than {least}"),
                _ => String::new(),
            };
            let base = match thresholds.minimum_base {
                least if self.of_small_base => format!(", or a percentage of fewer than {least}"),
                _ => String::new(),
            };
            parts.push(format!("* fewer than {minimum} cases{none}{of_group}{mean}{base}"));
            if has_secondary {
                parts.push("† withheld so that * cannot be worked out".to_owned());
            }
        } else if has_secondary {
            parts.push(format!("† withheld: fewer than {minimum} cases{none}, or they could be worked out"));
        }
        if self.rounded {
            parts.push(format!(
                "counts are rounded to the nearest {}, percentages are of rounded counts",
                thresholds.round_to
            ));
        }
        let sentence = parts.join("; ");
        (!sentence.is_empty()).then(|| {
            let mut letters = sentence.chars();
            let first: String = letters.next().map(|first| first.to_uppercase().collect()).unwrap_or_default();
            format!("{first}{}.", letters.as_str())
        })
    }
}
