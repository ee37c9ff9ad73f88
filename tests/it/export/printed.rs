//! Two drafts compared: nothing is different from itself, and whatever is different is found.

use proptest::prelude::*;
use verbatim::export::{ChangeKind, Item, Printed, PrintedChapter, PrintedRow, PrintedTable, compare};

fn table(caption: &str, columns: &[&str], rows: &[&[&str]]) -> Item {
    let strings = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
    let rows = rows.iter().map(|cells| PrintedRow { under: Vec::new(), cells: strings(cells) }).collect();
    Item::Table(PrintedTable { caption: caption.to_owned(), columns: strings(columns), rows, notes: Vec::new() })
}

fn printed(items: Vec<Item>) -> Printed {
    Printed { chapters: vec![PrintedChapter { name: "one".to_owned(), title: "One".to_owned(), items }] }
}

/// The changes, a line each.
fn check(before: Vec<Item>, after: Vec<Item>, expected: &[&str]) {
    let changes = compare(&printed(before), &printed(after));
    let lines: Vec<String> = changes
        .iter()
        .map(|change| {
            let sign = match change.kind {
                ChangeKind::Added => "+",
                ChangeKind::Removed => "-",
                ChangeKind::Changed => "~",
            };
            format!("{sign} {} [{}] {} > {}", change.what, change.place.join("/"), change.before, change.after)
        })
        .collect();
    assert_eq!(lines, expected);
}

fn quotation(words: &str) -> Item {
    Item::Quotation { words: words.to_owned(), label: "Participant A".to_owned() }
}

#[test]
fn cells_rows_and_columns() {
    check(
        vec![table("T", &["Theme", "Policing (7)", "Schools (3)"], &[&["Law", "5", "1"], &["Money", "2", "*"]])],
        vec![table("T", &["Theme", "Policing (8)", "Clinics (4)"], &[&["Law", "6", "2"], &["Staff", "1", "1"]])],
        &[
            "~ column [T] Policing (7) > Policing (8)",
            "+ column [T]  > Clinics (4)",
            "- column [T] Schools (3) > ",
            "~ cell [T/Law/Policing] 5 > 6",
            "+ row [T/Staff]  > Staff | 1 | 1",
            "- row [T/Money] Money | 2 | * > ",
        ],
    );
}

#[test]
fn rows_that_moved_are_the_same_and_rows_alike_are_told_apart() {
    check(
        vec![table("T", &["A", "B"], &[&["x", "1"], &["x", "2"], &["y", "3"]])],
        vec![table("T", &["A", "B"], &[&["y", "3"], &["x", "1"], &["x", "4"]])],
        &["~ cell [T/x/B] 2 > 4"],
    );
}

#[test]
fn quotations_texts_and_answers() {
    check(
        vec![
            Item::Heading("Law".to_owned()),
            quotation("One."),
            quotation("Two."),
            quotation("Two."),
            table("T", &["Group", "Said"], &[&["All", "a\nb\nb"]]),
        ],
        vec![
            Item::Heading("Law".to_owned()),
            Item::Text("A note.".to_owned()),
            quotation("Two."),
            quotation("Three."),
            table("T", &["Group", "Said"], &[&["All", "b\na\nc"]]),
        ],
        &[
            "+ text [Law]  > A note.",
            "+ answer [T/All/Said]  > c",
            "- answer [T/All/Said] b > ",
            "+ quotation [Law]  > “Three.” (Participant A)",
            "- quotation [Law] “One.” (Participant A) > ",
            "- quotation [Law] “Two.” (Participant A) > ",
        ],
    );
}

#[test]
fn chapters_and_titles() {
    let chapter =
        |name: &str, title: &str| PrintedChapter { name: name.to_owned(), title: title.to_owned(), items: vec![] };
    let before = Printed { chapters: vec![chapter("a", "A"), chapter("b", "B")] };
    let after = Printed { chapters: vec![chapter("c", "C"), chapter("a", "Alpha")] };
    let lines: Vec<String> = compare(&before, &after)
        .iter()
        .map(|change| format!("{} {} {:?}", change.chapter, change.what, change.kind))
        .collect();
    assert_eq!(lines, ["C chapter Added", "Alpha title Changed", "B chapter Removed"]);
}

fn any_printed() -> impl Strategy<Value = Printed> {
    let word = "[a-c]{1,2}( \\([0-9]\\))?";
    let row = proptest::collection::vec(word, 3);
    let table = (word, proptest::collection::vec(row, 0..5)).prop_map(|(caption, rows)| {
        let rows = rows.into_iter().map(|cells| PrintedRow { under: Vec::new(), cells }).collect();
        let columns = ["One", "Two (3)", "Two"].map(str::to_owned).to_vec();
        Item::Table(PrintedTable { caption, columns, rows, notes: vec!["A note.".to_owned()] })
    });
    let item = prop_oneof![
        table,
        word.prop_map(Item::Heading),
        word.prop_map(Item::Text),
        word.prop_map(|words| quotation(&words)),
    ];
    let chapter = ("[a-d]", proptest::collection::vec(item, 0..6));
    proptest::collection::vec(chapter, 0..4).prop_map(|chapters| {
        let mut printed = Printed::default();
        for (name, items) in chapters {
            printed.take_over(Printed { chapters: vec![PrintedChapter { title: name.clone(), name, items }] });
        }
        printed
    })
}

proptest! {
    #[test]
    fn nothing_is_different_from_itself(printed in any_printed()) {
        prop_assert_eq!(compare(&printed, &printed), vec![]);
    }

    /// What one way is added is removed the other way.
    #[test]
    fn the_other_way_round_the_same_things_are_different(before in any_printed(), after in any_printed()) {
        let there = compare(&before, &after);
        let back = compare(&after, &before);
        let count = |changes: &[verbatim::export::Change], kind| changes.iter().filter(|change| change.kind == kind).count();
        prop_assert_eq!(count(&there, ChangeKind::Added), count(&back, ChangeKind::Removed));
        prop_assert_eq!(count(&there, ChangeKind::Removed), count(&back, ChangeKind::Added));
        prop_assert_eq!(count(&there, ChangeKind::Changed), count(&back, ChangeKind::Changed));
    }

    /// A table's cell that is another one is found, and nothing else.
    #[test]
    fn one_cell_is_one_difference(rows in proptest::collection::vec(proptest::collection::vec("[a-c]{1,3}", 4), 1..8), at in any::<prop::sample::Index>(), column in 1..4usize) {
        let make = |rows: &[Vec<String>]| {
            let rows = rows.iter().map(|cells| PrintedRow { under: vec![], cells: cells.clone() }).collect();
            let columns = ["One", "Two", "Three", "Four"].map(str::to_owned).to_vec();
            printed(vec![Item::Table(PrintedTable { caption: "T".to_owned(), columns, rows, notes: vec![] })])
        };
        let mut other = rows.clone();
        let place = at.index(rows.len());
        other[place][column] = "other".to_owned();
        let changes = compare(&make(&rows), &make(&other));
        prop_assert_eq!(changes.len(), 1);
        prop_assert_eq!(&changes[0].before, &rows[place][column]);
        prop_assert_eq!(&changes[0].after, "other");
    }

    #[test]
    fn what_is_kept_is_read_again(printed in any_printed()) {
        let json = serde_json::to_string(&printed).expect("it can be written");
        prop_assert_eq!(serde_json::from_str::<Printed>(&json).expect("it can be read"), printed);
    }
}
