//! Small cells are hidden, and nobody can work them out.

use proptest::prelude::*;
use verbatim::disclosure::{Withheld, suppress};
use verbatim::report::{
    Bar, Block, Cell, Chapter, Column, DivergingRow, Exposure, Figure, Missing, Report, Row, RowKind, Suppressed,
    Table, Words,
};

fn report(blocks: Vec<Block>) -> Report {
    Report { chapters: vec![Chapter { blocks, ..Chapter::default() }], ..Report::default() }
}

/// The table after suppression.
fn suppressed(table: Table, minimum_group: u64) -> Table {
    let mut report = report(vec![Block::Table(table)]);
    suppress(&mut report, minimum_group);
    match report.chapters.remove(0).blocks.remove(0) {
        Block::Table(table) => table,
        _ => unreachable!("the block is a table"),
    }
}

const fn count(cases: u64) -> Cell {
    Cell::Count { value: cases, cases }
}

/// A table of counts with a total row and a total column, whose sums are made here.
fn additive(body: &[Vec<u64>]) -> Table {
    let width = body.first().map_or(0, Vec::len);
    let mut columns = vec![Column { title: "Code".to_owned(), ..Column::default() }];
    columns.extend((0..width).map(|column| Column { title: format!("C{column}"), numeric: true, ..Column::default() }));
    columns.push(Column { title: "Total".to_owned(), numeric: true, total: true, ..Column::default() });
    let line = |kind: RowKind, title: &str, counts: &[u64]| {
        let mut cells = vec![Cell::text(title)];
        cells.extend(counts.iter().map(|&cases| count(cases)));
        cells.push(count(counts.iter().sum()));
        Row { kind, cells, ..Row::default() }
    };
    let mut rows: Vec<Row> =
        body.iter().enumerate().map(|(index, counts)| line(RowKind::Body, &format!("R{index}"), counts)).collect();
    let sums: Vec<u64> = (0..width).map(|column| body.iter().map(|row| row[column]).sum()).collect();
    rows.push(line(RowKind::Total, "Total", &sums));
    Table { columns, rows, exposure: Exposure::Additive, ..Table::default() }
}

/// How a table prints: `*`, `†`, a number or a word a cell.
fn printed(table: &Table) -> Vec<String> {
    let cell = |cell: &Cell| match cell {
        Cell::Text(text) => text.clone(),
        Cell::Count { value, .. } => value.to_string(),
        Cell::Share { part, base, .. } => format!("{part}/{base}"),
        Cell::Mean { sum, n, .. } => format!("{sum}:{n}"),
        Cell::Suppressed(Suppressed::Small) => "*".to_owned(),
        Cell::Suppressed(Suppressed::Secondary) => "†".to_owned(),
        _ => "-".to_owned(),
    };
    table.rows.iter().map(|row| row.cells.iter().map(cell).collect::<Vec<_>>().join(" ")).collect()
}

#[test]
fn nothing_small_nothing_hidden() {
    let table = additive(&[vec![5, 0, 7], vec![3, 4, 9]]);
    assert_eq!(suppressed(table.clone(), 3), table);
    assert_eq!(suppressed(additive(&[vec![1, 2], vec![1, 1]]), 1), additive(&[vec![1, 2], vec![1, 1]]));
}

#[test]
fn one_small_cell_takes_three_with_it() {
    let table = suppressed(additive(&[vec![2, 9, 8], vec![7, 6, 9], vec![9, 9, 9]]), 3);
    assert_eq!(printed(&table), ["R0 * † 8 19", "R1 † † 9 22", "R2 9 9 9 27", "Total 18 24 26 68"]);
    assert_eq!(table.notes, ["* fewer than 3 cases; † withheld so that * cannot be worked out."]);
}

#[test]
fn tables_that_do_not_add_up_lose_only_small_cells() {
    let table = Table { exposure: Exposure::Cells, ..additive(&[vec![2, 9], vec![7, 6]]) };
    let table = suppressed(table, 3);
    assert_eq!(printed(&table), ["R0 * 9 11", "R1 7 6 13", "Total 9 15 24"]);
    assert_eq!(table.notes, ["* fewer than 3 cases."]);
}

#[test]
fn open_tables_are_left_alone() {
    let table = Table { exposure: Exposure::Open, ..additive(&[vec![1, 2], vec![2, 1]]) };
    assert_eq!(suppressed(table.clone(), 5), table);
}

#[test]
fn a_share_goes_with_its_count() {
    let share = |part: u64, base: u64| Cell::Share { part, base, cases: part };
    let body = |title: &str, a: u64, b: u64| {
        let cells = vec![Cell::text(title), count(a), share(a, a + b), count(b), share(b, a + b), count(a + b)];
        Row { cells, ..Row::default() }
    };
    let mut rows = vec![body("R0", 2, 9), body("R1", 7, 6), body("R2", 8, 8)];
    rows.push(Row { kind: RowKind::Total, ..body("Total", 17, 23) });
    let numeric =
        |title: &str, total: bool| Column { title: title.to_owned(), numeric: true, total, ..Column::default() };
    let columns = vec![
        Column::default(),
        numeric("A", false),
        numeric("A %", false),
        numeric("B", false),
        numeric("B %", false),
        numeric("Total", true),
    ];
    let table = suppressed(Table { columns, rows, exposure: Exposure::Additive, ..Table::default() }, 3);
    assert_eq!(
        printed(&table),
        ["R0 * * † † 11", "R1 † † † † 13", "R2 8 8/16 8 8/16 16", "Total 17 17/40 23 23/40 40"]
    );
}

#[test]
fn a_mean_cannot_be_had_from_that_of_all() {
    let mean = |sum: i64, n: u64| Cell::Mean { sum, n, cases: n };
    let row = |kind: RowKind, title: &str, sum: i64, n: u64| Row {
        kind,
        cells: vec![Cell::text(title), mean(sum, n)],
        ..Row::default()
    };
    let rows = vec![
        row(RowKind::Body, "S0", 4, 2),
        row(RowKind::Body, "S1", 20, 6),
        row(RowKind::Body, "S2", 12, 4),
        row(RowKind::Total, "Total", 36, 12),
    ];
    let table = suppressed(Table { columns: vec![Column::default(); 2], rows, ..Table::default() }, 3);
    assert_eq!(printed(&table), ["S0 *", "S1 20:6", "S2 †", "Total 36:12"]);
}

/// Five are in the group, and one of them answered.
#[test]
fn a_mean_of_one_answer_is_that_answer() {
    let row = |n: u64| Row { cells: vec![Cell::text("S"), Cell::Mean { sum: 4, n, cases: 5 }], ..Row::default() };
    let table = Table { columns: vec![Column::default(); 2], rows: vec![row(1), row(2)], ..Table::default() };
    assert_eq!(printed(&suppressed(table.clone(), 3)), ["S *", "S 4:2"]);
    assert_eq!(printed(&suppressed(table, 1)), ["S 4:1", "S 4:2"]);
}

#[test]
fn words_of_a_small_group_are_not_printed() {
    let words = || Cell::Words(vec![Words { text: "x".to_owned(), place: None, count: 1, trim: None }]);
    let row = |size: Option<u64>| Row { group_size: size, cells: vec![Cell::text("g"), words()], ..Row::default() };
    let rows = vec![row(Some(2)), row(Some(3)), row(None)];
    let table = suppressed(Table { columns: vec![Column::default(); 2], rows, ..Table::default() }, 3);
    assert_eq!(printed(&table), ["g *", "g -", "g -"]);
}

#[test]
fn a_column_about_one_person_is_no_profile() {
    let mut table = additive(&[vec![1, 9, 8], vec![0, 6, 9], vec![0, 0, 7]]);
    table.rows.pop();
    for (column, (title, size)) in table.columns[1..].iter_mut().zip([("A (1)", 1), ("B (9)", 9), ("C (9)", 9)]) {
        (column.title, column.group_size) = (title.to_owned(), Some(size));
    }
    let table = suppressed(table, 3);
    assert_eq!(printed(&table), ["R0 * 9 † 18", "R1 * † 9 15", "R2 * 0 † 7"]);
    let titles: Vec<&str> = table.columns.iter().map(|column| column.title.as_str()).collect();
    assert_eq!(titles, ["Code", "A (*)", "B (9)", "C (9)", "Total"]);
    assert_eq!(
        table.notes,
        ["* fewer than 3 cases, or anything about a group of fewer; † withheld so that * cannot be worked out."]
    );
}

#[test]
fn the_title_over_counts_and_shares_of_few_loses_its_number() {
    let column = |title: &str| Column {
        title: title.to_owned(),
        group: Some("Wave (2019) (2)".to_owned()),
        group_size: Some(2),
        ..Column::default()
    };
    let cells = vec![Cell::text("R"), count(0), Cell::Share { part: 0, base: 2, cases: 0 }];
    let rows = vec![Row { cells, ..Row::default() }];
    let table = Table { columns: vec![Column::default(), column("Cases"), column("%")], rows, ..Table::default() };
    let table = suppressed(table, 3);
    assert_eq!(printed(&table), ["R * *"]);
    let over: Vec<Option<&str>> = table.columns.iter().map(|column| column.group.as_deref()).collect();
    assert_eq!(over, [None, Some("Wave (2019) (*)"), Some("Wave (2019) (*)")]);
}

#[test]
fn a_row_about_few_says_neither_how_many_nor_who_left_blank() {
    let words = || Cell::Words(vec![Words { text: "x".to_owned(), place: None, count: 1, trim: None }]);
    let line = |kind: RowKind, size: u64, first: Cell| Row {
        kind,
        group_size: Some(size),
        cells: vec![first, if kind == RowKind::Group { Cell::Empty } else { Cell::Missing(Missing::NotApplicable) }],
        ..Row::default()
    };
    let rows = vec![
        line(RowKind::Group, 2, Cell::text("A (2)")),
        line(RowKind::Body, 2, words()),
        line(RowKind::Body, 2, words()),
        // Two answered, of a group of four.
        line(RowKind::Group, 4, Cell::text("B (2)")),
        line(RowKind::Body, 4, words()),
        line(RowKind::Body, 4, words()),
        line(RowKind::Body, 1, Cell::text("C (1)")),
    ];
    let table = suppressed(Table { columns: vec![Column::default(); 2], rows, ..Table::default() }, 3);
    assert_eq!(printed(&table), ["A (*) -", "* *", "B (2) -", "- -", "- -", "C (*) *"]);
}

#[test]
fn themes_above_their_codes_give_nothing_away() {
    let row = |depth: u8, kind: RowKind, title: &str, cases: u64| Row {
        depth,
        kind,
        cells: vec![Cell::text(title), count(cases)],
        ..Row::default()
    };
    let body = RowKind::Body;
    let rows = vec![
        row(0, body, "T", 12),
        row(1, body, "a", 2),
        row(1, body, "b", 4),
        row(1, body, "c", 6),
        row(0, body, "U", 9),
        row(1, body, "d", 9),
        row(0, RowKind::Total, "Total", 21),
    ];
    let table = Table { columns: vec![Column::default(); 2], rows, exposure: Exposure::Additive, ..Table::default() };
    assert_eq!(printed(&suppressed(table, 3)), ["T 12", "a *", "b †", "c 6", "U 9", "d 9", "Total 21"]);
}

#[test]
fn a_bar_keeps_its_label_and_agrees_with_the_table() {
    let bar = |label: &str, cases: u64| Bar { label: label.to_owned(), value: count(cases), ..Bar::default() };
    let figure = Figure::Bars {
        caption: String::new(),
        unit: String::new(),
        bars: vec![bar("x", 1), bar("R1", 7), bar("R0", 9)],
    };
    let mut report = report(vec![Block::Figure(figure), Block::Table(additive(&[vec![2, 9], vec![7, 6]]))]);
    let withheld = suppress(&mut report, 3);
    let Some(Block::Figure(Figure::Bars { bars, .. })) = report.chapters[0].blocks.first() else {
        panic!("the figure is where it was")
    };
    let values: Vec<&Cell> = bars.iter().map(|bar| &bar.value).collect();
    let hidden = Cell::Suppressed;
    assert_eq!(values, [&hidden(Suppressed::Small), &hidden(Suppressed::Secondary), &hidden(Suppressed::Secondary)]);
    assert_eq!(withheld, Withheld { small: 2, secondary: 5 });
    assert!(matches!(&report.chapters[0].blocks[1], Block::Note(_)));
}

/// Its parts make 100 %: with one hidden, the others would give it away.
#[test]
fn a_stacked_bar_is_shown_whole_or_not_at_all() {
    let share = |part: u64, base: u64| Cell::Share { part, base, cases: part };
    let stacked = |label: &str, parts: &[u64]| {
        let base: u64 = parts.iter().sum();
        let parts = parts.iter().map(|&part| share(part, base)).collect();
        DivergingRow { label: label.to_owned(), answered: count(base), parts }
    };
    let figure = Figure::Diverging {
        caption: String::new(),
        unit: String::new(),
        points: ["low", "middle", "high"].map(str::to_owned).to_vec(),
        rows: vec![stacked("all", &[3, 0, 9]), stacked("one", &[8, 1, 9]), stacked("few", &[2, 0, 0])],
    };
    let mut report = report(vec![Block::Figure(figure)]);
    assert_eq!(suppress(&mut report, 3), Withheld { small: 2, secondary: 0 });
    let Some(Block::Figure(Figure::Diverging { rows, .. })) = report.chapters[0].blocks.first() else {
        panic!("the figure is where it was")
    };
    let hidden = Cell::Suppressed(Suppressed::Small);
    assert_eq!(rows[0].parts, [share(3, 12), share(0, 12), share(9, 12)]);
    assert_eq!((&rows[1].answered, &rows[1].parts), (&count(18), &vec![hidden.clone(); 3]));
    assert_eq!((&rows[2].answered, &rows[2].parts), (&hidden, &vec![hidden.clone(); 3]));
    assert!(matches!(&report.chapters[0].blocks[1], Block::Note(_)));
}

/// What an attacker knows: which cells are hidden and how, all others, and that rows and columns add up.
struct Attack {
    minimum_group: i64,
    /// One cell a place of the table, totals last in both directions.
    cells: Vec<Vec<Known>>,
    truth: Vec<Vec<i64>>,
    /// Whether the last row is the sum of the others.
    rows_add_up: bool,
    /// By column: the size of a group that is too small, had from elsewhere.
    few: Vec<Option<i64>>,
}

#[derive(Debug, Clone, Copy)]
enum Known {
    Value(i64),
    Small,
    Secondary,
}

impl Attack {
    fn on(truth: &Table, printed: &Table, minimum_group: u64) -> Self {
        let known = |cell: &Cell| match cell {
            Cell::Count { value, .. } => Known::Value(value.cast_signed()),
            Cell::Suppressed(Suppressed::Small) => Known::Small,
            _ => Known::Secondary,
        };
        let value = |cell: &Cell| match cell {
            Cell::Count { value, .. } => value.cast_signed(),
            _ => unreachable!("the table is one of counts"),
        };
        let rows = |table: &Table, read: &dyn Fn(&Cell) -> i64| -> Vec<Vec<i64>> {
            table.rows.iter().map(|row| row.cells[1..].iter().map(read).collect()).collect()
        };
        Self {
            minimum_group: minimum_group.cast_signed(),
            cells: printed.rows.iter().map(|row| row.cells[1..].iter().map(known).collect()).collect(),
            truth: rows(truth, &value),
            rows_add_up: true,
            few: truth.columns[1..].iter().map(|column| column.group_size.map(u64::cast_signed)).collect(),
        }
    }

    fn values(&self, row: usize, column: usize) -> Vec<i64> {
        let near = |at: i64| [at, at - 1, at + 1, at - 2, at + 2];
        match self.cells[row][column] {
            Known::Value(value) => vec![value],
            Known::Small => near(self.truth[row][column])
                .into_iter()
                .filter(|value| match self.few[column] {
                    Some(size) => (0..=size).contains(value),
                    None => (1..self.minimum_group).contains(value),
                })
                .collect(),
            Known::Secondary => near(self.truth[row][column]).into_iter().filter(|value| *value >= 0).collect(),
        }
    }

    /// Whether some other table fits what is printed and has another number in this cell.
    fn is_safe(&self, row: usize, column: usize) -> bool {
        let mut table = vec![vec![0; self.cells[0].len()]; self.cells.len()];
        self.fits(&mut table, 0, (row, column))
    }

    fn fits(&self, table: &mut Vec<Vec<i64>>, place: usize, wanted: (usize, usize)) -> bool {
        let (height, width) = (self.cells.len(), self.cells[0].len());
        if place == height * width {
            return table[wanted.0][wanted.1] != self.truth[wanted.0][wanted.1];
        }
        let (row, column) = (place / width, place % width);
        for value in self.values(row, column) {
            if (row, column) == wanted && value == self.truth[row][column] {
                continue;
            }
            let row_fits = column + 1 < width || table[row][..column].iter().sum::<i64>() == value;
            let column_fits = !self.rows_add_up
                || row + 1 < height
                || (0..row).map(|above| table[above][column]).sum::<i64>() == value;
            table[row][column] = value;
            if row_fits && column_fits && self.fits(table, place + 1, wanted) {
                return true;
            }
        }
        false
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn an_attacker_solves_no_hidden_cell(
        body in (1usize..4, 1usize..4).prop_flat_map(|(height, width)| {
            proptest::collection::vec(proptest::collection::vec(prop_oneof![0u64..4, 0u64..12], width), height)
        }),
        minimum_group in 3u64..6,
    ) {
        let truth = additive(&body);
        let hidden = suppressed(truth.clone(), minimum_group);
        let attack = Attack::on(&truth, &hidden, minimum_group);
        for (row, cells) in attack.cells.iter().enumerate() {
            for (column, known) in cells.iter().enumerate() {
                if let Known::Value(value) = *known {
                    prop_assert!(value == 0 || value >= minimum_group.cast_signed());
                } else {
                    prop_assert!(attack.is_safe(row, column), "{body:?} at {row}, {column}: {:?}", printed(&hidden));
                }
            }
        }
    }

    #[test]
    fn an_attacker_solves_nothing_of_a_small_group(
        few in proptest::collection::vec(0u64..3, 3),
        others in proptest::collection::vec(proptest::collection::vec(0u64..9, 2), 3),
        size in 1u64..3,
    ) {
        let body: Vec<Vec<u64>> =
            few.iter().zip(&others).map(|(&few, others)| [vec![few.min(size)], others.clone()].concat()).collect();
        let mut truth = additive(&body);
        truth.columns[1].group_size = Some(size);
        // Themes by group: the rows do not add up.
        truth.rows.pop();
        let hidden = suppressed(truth.clone(), 3);
        let attack = Attack { rows_add_up: false, ..Attack::on(&truth, &hidden, 3) };
        for (row, cells) in attack.cells.iter().enumerate() {
            prop_assert!(matches!(cells[0], Known::Small), "{:?}", printed(&hidden));
            for (column, known) in cells.iter().enumerate().filter(|(_, known)| !matches!(known, Known::Value(_))) {
                prop_assert!(attack.is_safe(row, column), "{known:?} {body:?} at {row}, {column}: {:?}", printed(&hidden));
            }
        }
    }

    #[test]
    fn suppressing_twice_hides_nothing_more(
        body in proptest::collection::vec(proptest::collection::vec(0u64..12, 4), 1..6),
    ) {
        let once = suppressed(additive(&body), 3);
        let again = suppressed(once.clone(), 3);
        prop_assert_eq!(printed(&again), printed(&once));
    }
}
