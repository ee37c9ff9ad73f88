//! From tables and figures to the system: which cell prints which number, and what is bound to what within one table.

use std::collections::BTreeMap;

use super::bind::bind;
use super::grid::{Grid, Kind, Line};
use super::group::{of_few, size_in_title};
use super::system::{Number, NumberIndex, Sort, System};
use crate::disclosure::Thresholds;
use crate::report::{About, Block, Cell, Chapter, Exposure, RowKind, Suppressed, Table};

/// Which numbers a table or figure prints, cell by cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Places {
    pub(super) cells: Vec<Vec<Option<NumberIndex>>>,
    /// By row and by column: the size in its title.
    pub(super) row_sizes: Vec<Option<NumberIndex>>,
    pub(super) column_sizes: Vec<Option<NumberIndex>>,
    /// By row and column, of a share of all that has one thing or another: how often there is each of the two.
    pub(super) ends: BTreeMap<(usize, usize), Vec<NumberIndex>>,
}

/// What is read of all outputs so far.
#[derive(Debug, Default)]
pub(super) struct Collected {
    pub(super) system: System,
    /// By chapter, and block within it.
    pub(super) places: BTreeMap<(String, usize), Places>,
    /// What each number is about, where its table says so.
    pub(super) abouts: BTreeMap<(About, Sort), Vec<NumberIndex>>,
    /// What a number's row is a part of.
    parts: Vec<(About, Sort, NumberIndex)>,
}

/// Reads every chapter, and binds the numbers of different tables to one another.
pub(super) fn collect<'r>(
    chapters: impl IntoIterator<Item = (String, &'r Chapter)>,
    thresholds: &Thresholds,
) -> Collected {
    let mut collected = Collected::default();
    let mut ends = Ends::new();
    for (key, chapter) in chapters {
        let thresholds = thresholds.at_least(chapter.minimum_group);
        let blocks = || chapter.blocks.iter().enumerate();
        for (block_index, block) in blocks() {
            if let Block::Table(table) = block {
                let places = Reader { collected: &mut collected, table, thresholds: &thresholds }.read();
                let key = (key.clone(), block_index);
                ends_of(table, &key, &mut ends);
                collected.places.insert(key, places);
            }
        }
        for (block_index, block) in blocks() {
            if let Block::Figure(figure) = block
                && let Some(places) = collected.figure(figure, &key, chapter, &thresholds)
            {
                collected.places.insert((key.clone(), block_index), places);
            }
        }
    }
    // What a note states is no secret in a table, in whichever order they are read.
    collected.system.numbers.iter_mut().filter(|number| number.is_fixed).for_each(|number| number.mark = None);
    collected.places = places_with_ends(std::mem::take(&mut collected.places), &ends, &collected.abouts);
    bind(&mut collected.system, &collected.abouts, &collected.parts);
    collected
}

/// What a cell's share is of, where that is made of two numbers of other cells: by chapter, block, row and column.
type Ends = Vec<((String, usize), (usize, usize), [About; 2])>;

/// Of n12 / (n1 + n2 − n12), n1 and n2: whoever knows the share, n12 and one of them knows the other.
fn ends_of(table: &Table, key: &(String, usize), ends: &mut Ends) {
    for (row_index, row) in table.rows.iter().enumerate() {
        for (column_index, (cell, column)) in row.cells.iter().zip(&table.columns).enumerate() {
            let Some(about) = table.about.clone().filter(|_| matches!(cell, Cell::Share { .. })) else { continue };
            let about = about.with(&column.about).with(&row.about);
            if let Some((one, with)) = about.without(About::WITH) {
                let other = one.clone().and(About::WHAT, with);
                ends.push((key.clone(), (row_index, column_index), [one, other]));
            }
        }
    }
}

fn places_with_ends(
    mut places: BTreeMap<(String, usize), Places>,
    ends: &Ends,
    abouts: &BTreeMap<(About, Sort), Vec<NumberIndex>>,
) -> BTreeMap<(String, usize), Places> {
    for (key, at, two) in ends {
        let numbers = two.iter().filter_map(|about| abouts.get(&(about.clone(), Sort::Count))).flatten().copied();
        if let Some(places) = places.get_mut(key) {
            places.ends.entry(*at).or_default().extend(numbers);
        }
    }
    places
}

impl Collected {
    /// The number about this with this value, if there is one yet, or a new one.
    fn number(&mut self, about: Option<About>, number: Number) -> NumberIndex {
        let Some(about) = about else { return self.system.add(number) };
        // A group's size may stand in a title here and in a cell there.
        let sort = if matches!(number.sort, Sort::Size | Sort::Gap) { Sort::Count } else { number.sort };
        let same = self.abouts.entry((about, sort)).or_default();
        let numbers = &self.system.numbers;
        // A mean says in one table how many are in the group, in another how many answered.
        let is_same = |&&index: &&NumberIndex| {
            let known = &numbers[index];
            known.value == number.value && (known.cases == number.cases || sort == Sort::Sum)
        };
        if let Some(&index) = same.iter().find(is_same) {
            let known = &mut self.system.numbers[index];
            let is_more = match known.sort {
                Sort::Gap => number.sort != Sort::Gap,
                Sort::Size => number.sort == Sort::Count,
                _ => false,
            };
            if is_more {
                known.sort = number.sort;
                known.least_shown = number.least_shown;
                known.round_to = number.round_to;
            }
            return index;
        }
        let index = self.system.add(number);
        same.push(index);
        index
    }
}

struct Reader<'r> {
    collected: &'r mut Collected,
    table: &'r Table,
    thresholds: &'r Thresholds,
}

impl Reader<'_> {
    fn read(mut self) -> Places {
        let cells = (0..self.table.rows.len()).map(|row| self.row(row)).collect();
        let mut places = Places { cells, ..Places::default() };
        if self.table.exposure == Exposure::Open {
            return places;
        }
        for (about, value) in &self.table.stated {
            let number = Number { is_fixed: true, ..Number::new(Sort::Size, i128::from(*value), *value) };
            let index = self.collected.number(Some(normal(about)), number);
            self.collected.system.numbers[index].is_fixed = true;
        }
        if self.thresholds.withholds() {
            for (about, value) in &self.table.behind {
                let number = Number::new(Sort::Gap, i128::from(*value), *value);
                self.collected.number(Some(normal(about)), number);
            }
        }
        self.sizes(&mut places);
        self.sums(&places);
        self.parts_by_depth(&places);
        self.bounds(&places);
        places
    }

    /// The numbers of a row's cells.
    fn row(&mut self, row_index: usize) -> Vec<Option<NumberIndex>> {
        let table = self.table;
        let row = &table.rows[row_index];
        let is_open = table.exposure == Exposure::Open;
        let mut numbers: Vec<Option<NumberIndex>> = Vec::with_capacity(row.cells.len());
        for (column, cell) in row.cells.iter().enumerate() {
            let titled = table.columns.get(column);
            let about = self.about(row_index, column);
            let (about, found) = match cell {
                Cell::Measure { cases, .. } => measure(about, *cases).unzip(),
                // That nobody answered is a number too.
                Cell::Missing(_) if about.is_some() => (about, Some(Number::new(Sort::Count, 0, 0))),
                cell => (about, number_of(cell, titled.and_then(|column| column.scale))),
            };
            let Some(mut number) = found else {
                numbers.push(None);
                continue;
            };
            let is_exact = is_open || number.sort != Sort::Count;
            number.round_to = if is_exact { 1 } else { i128::from(self.thresholds.round_to.max(1)) };
            number.least_shown = i128::from(self.thresholds.minimum_group);
            let twin = row.cells[..column]
                .iter()
                .enumerate()
                .find(|&(other, before)| are_twins(table, (other, before), (column, cell)))
                .and_then(|(other, _)| numbers[other]);
            let index = twin.unwrap_or_else(|| self.collected.number(about.clone(), number));
            if let Some(about) = about {
                let wholes = row.part_of.iter().map(|whole| (normal(&about.clone().with(whole)), Sort::Count, index));
                self.collected.parts.extend(wholes);
            }
            let number = &mut self.collected.system.numbers[index];
            number.places += 1;
            number.is_fixed |= is_open;
            number.is_total |= row.kind == RowKind::Total || titled.is_some_and(|column| column.total);
            if let Cell::Share { base, .. } = cell {
                number.most = number.most.min(i128::from(*base));
            }
            let group = [row.group_size, titled.and_then(|column| column.group_size)].into_iter().flatten().min();
            if let Some(size) = group.map(i128::from).filter(|&size| {
                // Of a group no more can be counted than are in it.
                number.sort == Sort::Count && number.value == i128::from(number.cases) && number.value <= size
            }) {
                number.most = number.most.min(size);
            }
            if !is_open {
                let few = of_few(table, row, column, self.thresholds);
                mark_small(number, cell, few, self.thresholds);
            }
            numbers.push(Some(index));
        }
        numbers
    }

    fn about(&self, row: usize, column: usize) -> Option<About> {
        let column = &self.table.columns.get(column)?.about;
        let about = self.table.about.clone()?.with(column).with(&self.table.rows[row].about);
        about.get(About::WHAT)?;
        Some(normal(&about))
    }

    /// The sizes in the titles of rows and columns. A table of words lists as many as its titles say.
    fn sizes(&mut self, places: &mut Places) {
        let table = self.table;
        let of_group = |about: &About| {
            let own = [About::WHAT, About::UNIT]
                .iter()
                .fold(about.clone(), |about, name| about.without(name).map_or(about, |(rest, _)| rest));
            table.sizes.as_ref().map(|sizes| normal(&sizes.clone().with(&own)))
        };
        let mut by_title: BTreeMap<&str, NumberIndex> = BTreeMap::new();
        let mut column_sizes = Vec::with_capacity(table.columns.len());
        for column in &table.columns {
            let title = column.group.as_deref().unwrap_or(&column.title);
            let size = size_in_title(title).filter(|_| column.group_size.is_some() || column.total);
            column_sizes.push(size.map(|size| {
                let known = by_title.get(title).copied();
                known.unwrap_or_else(|| self.size(size, column.group_size, column.total, of_group(&column.about)))
            }));
            by_title.extend(column_sizes.last().copied().flatten().map(|index| (title, index)));
        }
        let mut row_sizes = Vec::with_capacity(table.rows.len());
        for (row, numbers) in table.rows.iter().zip(&places.cells) {
            let is_total = row.kind == RowKind::Total;
            let has_numbers = numbers.iter().any(Option::is_some);
            let size = match row.cells.first() {
                Some(Cell::Text(title)) if has_numbers && (row.group_size.is_some() || is_total) => {
                    size_in_title(title)
                }
                _ => None,
            };
            row_sizes.push(size.map(|size| self.size(size, row.group_size, is_total, of_group(&row.about))));
        }
        for (sizes, is_total) in [
            (&column_sizes, table.columns.iter().map(|column| column.total).collect::<Vec<_>>()),
            (&row_sizes, table.rows.iter().map(|row| row.kind == RowKind::Total).collect()),
        ] {
            let (mut members, mut totals) = (Vec::new(), Vec::new());
            for (size, is_total) in sizes.iter().zip(is_total) {
                let list = if is_total { &mut totals } else { &mut members };
                list.extend(size.filter(|size| !list.contains(size)));
            }
            for total in totals {
                if self.collected.system.total_of(&members) == self.collected.system.numbers[total].value {
                    self.collected.system.add_sum(&members, total);
                }
            }
        }
        places.column_sizes = column_sizes;
        places.row_sizes = row_sizes;
    }

    fn size(&mut self, size: u64, group_size: Option<u64>, is_total: bool, about: Option<About>) -> NumberIndex {
        let number = Number {
            // Its base is in the notes of every table.
            is_fixed: is_total,
            round_to: i128::from(self.thresholds.round_to.max(1)),
            least_shown: i128::from(self.thresholds.minimum_group),
            ..Number::new(Sort::Size, i128::from(size), size)
        };
        let index = self.collected.number(about, number);
        let number = &mut self.collected.system.numbers[index];
        number.places += 1;
        number.is_fixed |= is_total;
        let is_small = |size: u64| self.thresholds.is_small_group(size);
        if !number.is_fixed && (is_small(size) || group_size.is_some_and(is_small)) {
            star(number, self.thresholds);
        }
        index
    }

    /// Rows and columns that add up to totals.
    fn sums(&mut self, places: &Places) {
        let kinds: &[(Kind, bool)] = match self.table.exposure {
            Exposure::Additive => &[(Kind::Count, true), (Kind::Share, true), (Kind::Mean, true)],
            // Means add up to that of all whatever the table is: by the number of people in each group.
            _ => &[(Kind::Mean, true), (Kind::Count, false), (Kind::Share, false)],
        };
        for &(kind, add_up) in kinds {
            let grid = Grid::of(self.table, kind);
            if add_up {
                for line in &grid.rows.lines {
                    (0..grid.columns.size).for_each(|column| self.sum(&grid, places, line, |row| (row, column)));
                }
                for line in &grid.columns.lines {
                    (0..grid.rows.size).for_each(|row| self.sum(&grid, places, line, |column| (row, column)));
                }
            }
            if kind == Kind::Share {
                self.hundred_percent(places);
            }
        }
    }

    fn sum(&mut self, grid: &Grid, places: &Places, line: &Line, place: impl Fn(usize) -> (usize, usize)) {
        let number = |index: usize| {
            let (row, column) = place(index);
            grid.item(row, column).and_then(|_| places.cells[row][column])
        };
        let members: Vec<NumberIndex> = line.members.iter().filter_map(|&member| number(member)).collect();
        if let Some(total) = number(line.total) {
            self.collected.system.add_sum(&members, total);
        }
    }

    /// Columns whose shares are of all, and together all of it: what one hides, the others give.
    fn hundred_percent(&mut self, places: &Places) {
        let rows = &self.table.rows;
        let width = self.table.columns.len();
        let bodies: Vec<usize> = (0..rows.len()).filter(|&row| rows[row].kind == RowKind::Body).collect();
        let down = (0..width).map(|column| bodies.iter().map(|&row| (row, column)).collect::<Vec<_>>());
        let is_part = |column: usize| self.table.columns.get(column).is_some_and(|column| !column.total);
        let across =
            bodies.iter().map(|&row| (0..width).filter(|&column| is_part(column)).map(|at| (row, at)).collect());
        let lines: Vec<Vec<(usize, usize)>> = down.chain(across).collect();
        for line in lines {
            let mut members = Vec::new();
            let mut bases: Vec<u64> = Vec::new();
            let mut parts: u64 = 0;
            for (row, column) in line {
                if let Some(Cell::Share { part, base, .. }) = rows[row].cells.get(column) {
                    members.extend(places.cells[row][column]);
                    bases.push(*base);
                    parts = parts.saturating_add(*part);
                }
            }
            bases.dedup();
            if bases == [parts] && members.len() > 1 {
                let terms = members.iter().map(|&member| (member, 1)).collect();
                self.collected.system.add_terms(terms);
            }
        }
    }

    /// A code within its theme: neither more than it, nor all of them together less.
    fn parts_by_depth(&mut self, places: &Places) {
        let rows = &self.table.rows;
        for (parent, row) in rows.iter().enumerate() {
            if row.kind != RowKind::Body || self.table.about.is_some() {
                continue;
            }
            let family = (parent + 1..rows.len())
                .take_while(|&below| rows[below].kind == RowKind::Body && rows[below].depth > row.depth)
                .filter(|&below| rows[below].depth == row.depth + 1)
                .collect::<Vec<_>>();
            for column in 0..row.cells.len() {
                let number = |row: usize| places.cells[row].get(column).copied().flatten();
                let Some(whole) = number(parent) else { continue };
                if self.collected.system.numbers[whole].sort != Sort::Count {
                    continue;
                }
                let children: Vec<NumberIndex> = family.iter().filter_map(|&row| number(row)).collect();
                overlap(&mut self.collected.system, &children, whole);
            }
        }
    }

    /// No more of a group can say something than are in it.
    fn bounds(&mut self, places: &Places) {
        for (row, numbers) in places.cells.iter().enumerate() {
            for (column, number) in numbers.iter().enumerate() {
                let Some(number) = *number else { continue };
                let of_column = places.column_sizes.get(column).copied().flatten();
                let size = of_column.or(places.row_sizes.get(row).copied().flatten());
                let found = &self.collected.system.numbers[number];
                if let Some(size) = size
                    && found.sort == Sort::Count
                    && found.value == i128::from(found.cases)
                {
                    self.collected.system.add_part(&[number], size);
                }
            }
        }
    }
}

/// Parts that may overlap: each is no more than the whole, and the whole no more than all of them.
pub(super) fn overlap(system: &mut System, parts: &[NumberIndex], whole: NumberIndex) {
    for &part in parts {
        system.add_part(&[part], whole);
    }
    if parts.len() > 1 || system.total_of(parts) > system.numbers[whole].value {
        system.add_cover(parts, whole);
    }
}

/// The number that a cell prints, if it is one about people.
pub(super) fn number_of(cell: &Cell, scale: Option<(i32, i32)>) -> Option<Number> {
    Some(match cell {
        Cell::Count { value, cases } => Number::new(Sort::Count, i128::from(*value), *cases),
        Cell::Share { part, cases, .. } => Number::new(Sort::Count, i128::from(*part), *cases),
        Cell::Mean { sum, n, cases } => {
            let (least, most) = scale.map_or((i128::MIN, i128::MAX), |(low, high)| {
                (i128::from(low) * i128::from(*n), i128::from(high) * i128::from(*n))
            });
            Number { least, most, ..Number::new(Sort::Sum, i128::from(*sum), *cases) }
        }
        _ => return None,
    })
}

/// A spread or median, by what it is about: its value follows when all points are known.
fn measure(about: Option<About>, cases: u64) -> Option<(About, Number)> {
    let (about, word) = about?.without(About::MEASURE)?;
    let sort = if word == About::SPREAD { Sort::Squares } else { Sort::Median };
    Some((about, Number::new(sort, 0, cases)))
}

/// Marks a number that is about too few, and what a reader knows by that.
pub(super) fn mark_small(number: &mut Number, cell: &Cell, few: Option<u64>, thresholds: &Thresholds) {
    let is_small = match cell {
        Cell::Mean { n, cases, .. } => thresholds.is_mean_of_few(*cases, *n),
        Cell::Measure { cases, .. } => thresholds.is_small_for_mean(*cases),
        Cell::Missing(_) => thresholds.is_small(0),
        cell => cell.cases().is_some_and(|cases| thresholds.is_small(cases)),
    };
    if number.is_fixed || !(is_small || few.is_some()) {
        return;
    }
    number.of_few = number.of_few.min(few).or(number.of_few).or(few);
    star(number, thresholds);
}

/// What `*` tells of a number.
fn star(number: &mut Number, thresholds: &Thresholds) {
    let highest = i128::from(thresholds.minimum_group) - 1;
    let counts_people = number.sort == Sort::Size || number.value == i128::from(number.cases);
    let (from, to) = match (number.sort, number.of_few) {
        (Sort::Sum | Sort::Squares | Sort::Median, _) => (i128::MIN, i128::MAX),
        // Nothing of the group is shown, so a zero is hidden like a one; its size may be had from elsewhere.
        (_, Some(size)) if counts_people => (0, i128::from(size)),
        (_, Some(_)) => (0, i128::MAX),
        (_, None) if number.sort == Sort::Size && number.value > highest => (0, i128::MAX),
        (_, None) => (i128::from(thresholds.smallest_hidden()), if counts_people { highest } else { i128::MAX }),
    };
    number.starred = (number.starred.0.max(from), number.starred.1.min(to));
    // Where `*` leaves one value open it would say the number.
    let says_it = number.starred.0 >= number.starred.1;
    number.mark = Some(if says_it { Suppressed::Secondary } else { Suppressed::Small });
}

/// Whether a count and a share say the same.
fn are_twins(table: &Table, (left, first): (usize, &Cell), (right, second): (usize, &Cell)) -> bool {
    let (Cell::Count { value, cases }, Cell::Share { part, cases: of_share, .. }) = (first, second) else {
        return false;
    };
    part == value && cases == of_share && belong_together(table, left, right)
}

fn belong_together(table: &Table, first: usize, second: usize) -> bool {
    let (Some(left), Some(right)) = (table.columns.get(first), table.columns.get(second)) else { return true };
    first.abs_diff(second) == 1 || left.group.is_some() && left.group == right.group || left.title == right.title
}

/// Two things together are the same whichever is named first, and one with itself is that one.
fn normal(about: &About) -> About {
    let Some((rest, with)) = about.without(About::WITH) else { return about.clone() };
    let what = about.get(About::WHAT).unwrap_or_default().to_owned();
    match with.cmp(&what) {
        std::cmp::Ordering::Equal => rest,
        std::cmp::Ordering::Less => about.clone().and(About::WHAT, with).and(About::WITH, what),
        std::cmp::Ordering::Greater => about.clone(),
    }
}
