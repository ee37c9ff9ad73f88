//! Whoever takes one printed list of answers from another is left with those of nobody few.

use proptest::prelude::*;
use verbatim::disclosure::{Cleared, Policy, Thresholds, clear_all};
use verbatim::report::{Block, Cell, Chapter, Column, Listing, Report, Row, RowKind, Suppressed, Table, Words};

const GROUPS: [&str; 4] = ["Schools", "Clinics", "Courts", "Prisons"];

/// Each person said one thing that nobody else said; a row a group, or below its title a row a person.
fn lists(sizes: &[u64], by_person: bool) -> Vec<Report> {
    let said = |group: usize, person: u64| Words {
        text: format!("{} {person}", GROUPS[group]),
        place: None,
        count: 1,
        trim: None,
    };
    let of = |group: usize| (0..sizes[group]).map(move |person| said(group, person)).collect::<Vec<_>>();
    let mut rows = Vec::new();
    for (group, &size) in sizes.iter().enumerate().filter(|(_, size)| **size > 0) {
        let title = Cell::text(format!("{} ({size})", GROUPS[group]));
        let row = |kind, cells| Row { kind, group_size: Some(size), cells, ..Row::default() };
        if by_person {
            rows.push(row(RowKind::Group, vec![title]));
            rows.extend(of(group).into_iter().map(|words| row(RowKind::Body, vec![Cell::Words(vec![words])])));
        } else {
            rows.push(row(RowKind::Body, vec![title, Cell::Words(of(group))]));
        }
    }
    let width = if by_person { 1 } else { 2 };
    let listing =
        |attribute: Option<&str>| Listing { questions: vec!["Q1".to_owned()], attribute: attribute.map(str::to_owned) };
    let grouped =
        Table { columns: vec![Column::default(); width], rows, lists: listing(Some("setting")), ..Table::default() };
    let everything = (0..sizes.len()).flat_map(of).collect();
    let all = Table {
        columns: vec![Column::default()],
        rows: vec![Row { cells: vec![Cell::Words(everything)], ..Row::default() }],
        lists: listing(None),
        ..Table::default()
    };
    let report = |name: &str, table: Table| {
        let chapter = Chapter { name: name.to_owned(), blocks: vec![Block::Table(table)], ..Chapter::default() };
        Report { chapters: vec![chapter], ..Report::default() }
    };
    vec![report("grouped", grouped), report("all", all)]
}

fn words(cleared: &Cleared) -> Vec<String> {
    let blocks = cleared.report().chapters.iter().flat_map(|chapter| &chapter.blocks);
    let cells = blocks.filter_map(|block| match block {
        Block::Table(table) => Some(table.rows.iter().flat_map(|row| &row.cells)),
        _ => None,
    });
    let said = cells.flatten().filter_map(|cell| match cell {
        Cell::Words(words) => Some(words.iter().map(|words| words.text.clone())),
        _ => None,
    });
    said.flatten().collect()
}

/// How many people are behind what is in the one list and not in the other.
fn left_over(sizes: &[u64], by_person: bool, thresholds: Thresholds) -> usize {
    let cleared = clear_all(lists(sizes, by_person), &Policy { thresholds, ..Policy::default() });
    let grouped = words(&cleared[0]);
    words(&cleared[1]).iter().filter(|said| !grouped.contains(said)).count()
}

#[test]
fn a_small_groups_words_are_not_what_one_list_has_more_than_another() {
    let three = || Thresholds::from(3);
    assert_eq!(left_over(&[4, 2, 5, 3], false, three()), 5, "the two, and the three of the next smallest group");
    assert_eq!(left_over(&[4, 2, 5, 3], true, three()), 5);
    assert_eq!(left_over(&[4, 2, 5, 1], false, three()), 3, "two small groups are enough");
    assert_eq!(left_over(&[4, 3, 5, 3], false, three()), 0, "where none is small nothing goes");
    // Where no other output has the answers, nothing else goes.
    let alone: Vec<Report> = lists(&[4, 2, 5, 3], false).into_iter().take(1).collect();
    let cleared = clear_all(alone, &Policy { thresholds: three(), ..Policy::default() });
    assert_eq!(words(&cleared[0]).len(), 12);
}

#[test]
fn what_is_withheld_for_the_sake_of_others_is_marked_so() {
    let cleared =
        clear_all(lists(&[4, 2, 5, 3], false), &Policy { thresholds: Thresholds::from(3), ..Policy::default() });
    let Block::Table(table) = &cleared[0].report().chapters[0].blocks[0] else { panic!("a table is a table") };
    let marks: Vec<Option<Suppressed>> = table
        .rows
        .iter()
        .map(|row| match row.cells[1] {
            Cell::Suppressed(mark) => Some(mark),
            _ => None,
        })
        .collect();
    assert_eq!(marks, [None, Some(Suppressed::Small), None, Some(Suppressed::Secondary)]);
    assert!(table.notes.iter().any(|note| note.contains("† withheld so that * cannot be worked out")), "{table:?}");
}

proptest! {
    #[test]
    fn what_is_left_over_is_of_nobody_few(
        sizes in proptest::collection::vec(0u64..9, 4),
        by_person in any::<bool>(),
        minimum in 2u64..6,
    ) {
        let left = left_over(&sizes, by_person, Thresholds::from(minimum));
        // A study of one small group has no other to hide among.
        let others = sizes.iter().filter(|size| **size >= minimum).count();
        prop_assert!(left == 0 || left as u64 >= minimum || others == 0, "{sizes:?}: {left}");
    }
}
