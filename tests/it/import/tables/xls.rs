//! Old Excel workbooks.
#![expect(clippy::cast_possible_truncation, reason = "the numbers of a small file are small")]

use insta::assert_snapshot;

use super::{cells, told};

/// A compound file with one stream, whose sectors follow its table and its directory.
fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let mut content = stream.to_vec();
    // Smaller streams lie elsewhere.
    content.resize(content.len().max(4096).next_multiple_of(512), 0);
    let sector_count = content.len() / 512;
    let mut header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec();
    header.resize(24, 0);
    header.extend([0x3e, 0, 3, 0, 0xfe, 0xff, 9, 0, 6, 0]);
    header.resize(44, 0);
    // One sector of the table, the directory, the least size, no small streams, no further lists; then the list.
    for number in [1u32, 1, 0, 4096, u32::MAX - 1, 0, u32::MAX - 1, 0, 0] {
        header.extend(number.to_le_bytes());
    }
    header.resize(512, 0xff);
    let mut table: Vec<u32> = vec![u32::MAX - 2, u32::MAX - 1];
    table.extend((3..sector_count as u32 + 2).chain([u32::MAX - 1]));
    assert!(table.len() <= 128, "the table is one sector");
    table.resize(128, u32::MAX);
    let entry = |name: &str, kind: u8, first: u32, size: usize| {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let length = entry.len() as u8 + 2;
        entry.resize(64, 0);
        entry.extend([length, 0, kind, 1]);
        entry.resize(116, 0);
        entry.extend(first.to_le_bytes());
        entry.extend((size as u32).to_le_bytes());
        entry.resize(128, 0);
        entry
    };
    let mut directory = entry("Root Entry", 5, u32::MAX - 1, 0);
    directory.extend(entry(name, 2, 2, content.len()));
    directory.resize(512, 0);
    [header, table.into_iter().flat_map(u32::to_le_bytes).collect(), directory, content].concat()
}

fn record(kind: u16, content: &[u8]) -> Vec<u8> {
    [&kind.to_le_bytes(), &(content.len() as u16).to_le_bytes(), content].concat()
}

/// A text with its length in two bytes, of letters of one byte or two.
fn text(words: &str) -> Vec<u8> {
    let length = (words.encode_utf16().count() as u16).to_le_bytes();
    if words.chars().all(|letter| u32::from(letter) < 256) {
        return [&length[..], &[0], &words.chars().map(|letter| letter as u8).collect::<Vec<u8>>()].concat();
    }
    [&length[..], &[1], &words.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>()].concat()
}

fn cell(kind: u16, row: u16, column: u16, style: u16, value: &[u8]) -> Vec<u8> {
    let place: Vec<u8> = [row, column, style].into_iter().flat_map(u16::to_le_bytes).collect();
    record(kind, &[&place, value].concat())
}

fn beginning(kind: u8) -> Vec<u8> {
    record(0x809, &[0, 6, kind, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
}

/// The records of a workbook with these sheets: name, state, records.
fn book(more: &[u8], sheets: &[(&str, u8, Vec<u8>)]) -> Vec<u8> {
    let end = record(0x0a, &[]);
    let listed = |start: usize, name: &str, state: u8| {
        let name = [&[name.len() as u8, 0], name.as_bytes()].concat();
        record(0x85, &[&(start as u32).to_le_bytes()[..], &[state, 0], name.as_slice()].concat())
    };
    let list_size: usize = sheets.iter().map(|(name, state, _)| listed(0, name, *state).len()).sum();
    let mut start = beginning(5).len() + more.len() + list_size + end.len();
    let (mut globals, mut tail) = ([beginning(5), more.to_vec()].concat(), Vec::new());
    for (name, state, records) in sheets {
        globals.extend(listed(start, name, *state));
        let sheet = [beginning(16), records.clone(), end.clone()].concat();
        start += sheet.len();
        tail.extend(sheet);
    }
    [globals, end, tail].concat()
}

/// Shared texts, the third of which goes on in another record, where its letters become wide.
fn strings() -> Vec<u8> {
    let head = [2u32, 4].into_iter().flat_map(u32::to_le_bytes).collect::<Vec<u8>>();
    let rich = [&[4, 0, 8, 1, 0], &b"rich"[..], &[0, 0, 0, 0]].concat();
    let begun = [&[9, 0, 0], &b"half "[..]].concat();
    let rest = [
        &[1],
        "and\u{201d}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>().as_slice(),
        &text("caf\u{e9}"),
    ]
    .concat();
    [record(0xfc, &[head, text("kind"), rich, begun].concat()), record(0x3c, &rest)].concat()
}

/// A workbook with cells of every kind.
pub(crate) fn workbook() -> Vec<u8> {
    let styles = [
        record(0x41e, &[&164u16.to_le_bytes()[..], &text("dd/mm/yyyy hh:mm")].concat()),
        record(0xe0, &[0; 20]),
        record(0xe0, &[&[0, 0, 164, 0][..], &[0; 16]].concat()),
        strings(),
    ];
    let shared = |row: u16, column: u16, index: u32| cell(0xfd, row, column, 0, &index.to_le_bytes());
    let formula = |row: u16, result: [u8; 8]| cell(0x06, row, 1, 0, &[&result[..], &[0; 8]].concat());
    let packed = |number: i32| (number << 2 | 2).cast_unsigned().to_le_bytes();
    let mut several = vec![9, 0, 0, 0];
    for number in [7, -8] {
        several.extend([&[0, 0][..], &packed(number)].concat());
    }
    several.extend([1, 0]);
    let rows = [
        // Cells come in any order.
        shared(3, 0, 2),
        cell(0x203, 3, 1, 1, &45_320.461_782_407_41_f64.to_le_bytes()),
        shared(2, 0, 0),
        cell(0x204, 2, 1, 0, &text("value")),
        shared(4, 0, 1),
        cell(0x27e, 4, 1, 0, &(11_025u32 << 2 | 3).to_le_bytes()),
        shared(5, 0, 3),
        cell(0x205, 5, 1, 0, &[1, 0]),
        cell(0x205, 6, 1, 0, &[0x2a, 1]),
        cell(0x204, 6, 0, 0, &text("error")),
        formula(7, 0.1f64.to_le_bytes()),
        formula(8, [0, 0, 0, 0, 0, 0, 0xff, 0xff]),
        record(0x207, &text("made up")),
        record(0xbd, &several),
        record(0x208, &[9, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0x20, 0, 0, 0]),
        formula(10, [1, 0, 0, 0, 0, 0, 0xff, 0xff]),
        formula(11, [2, 0, 0x2a, 0, 0, 0, 0xff, 0xff]),
    ];
    let other = [cell(0x204, 0, 0, 0, &text("a")), cell(0x27e, 1, 0, 0, &packed(1))].concat();
    compound("Workbook", &book(&styles.concat(), &[("Data", 0, rows.concat()), ("Codes", 1, other)]))
}

#[test]
fn cells_as_people_see_them() {
    assert_snapshot!(told("s.xls", &workbook()), @r#"
    kind | value
    half and” | 2024-01-29 11:04:58
    rich | 110.25
    café | TRUE
    error |
     | 0.1
     | made up
    7 | -8
     | FALSE
    look: only the sheet "Data" is read; another sheet is not read: "Codes" (hidden) (write sheet = "…" in the plan to read another)
    look: 2 cells with an error (such as #N/A) instead of a value, read as blank; the first is in row 7
    look: 1 row hidden in the sheet, read like all others; the first is in row 10
    "#);
    assert_eq!(told("s.xls", &workbook()), told("s.xlsx", &workbook()), "whatever it is called");
    assert_snapshot!(cells("s.xls", &workbook(), Some("Codes")).unwrap(), @r#"
    a
    1
    look: the sheet "Codes" is hidden in the workbook and was read
    "#);
}

#[test]
fn texts_and_newer_workbooks_of_that_name() {
    assert_snapshot!(told("s.xls", b"a\tb\n1\t2\n"), @"
    a | b
    1 | 2
    ");
    assert_snapshot!(told("s.xls", &super::sheet_of("<row><c><v>1</v></c></row><row><c><v>2</v></c></row>")), @"
    1
    2
    ");
}

#[test]
fn broken_workbooks() {
    let good = workbook();
    let with = |at: usize, byte: u8| {
        let mut bytes = good.clone();
        bytes[at] = byte;
        bytes
    };
    let of = |records: &[u8]| told("s.xls", &compound("Workbook", records));
    let all = [
        told("page.xls", b"\n<html><table><tr><td>a</td></tr></table></html>"),
        told("picture.xls", b"\x89PNG\r\n\x1a\n\0\0"),
        told("cut.xls", &good[..600]),
        told("half.xls", &good[..2000]),
        told("loop.xls", &with(512 + 8, 2)),
        told("word.xls", &compound("WordDocument", &[])),
        told("locked.xls", &compound("EncryptedPackage", &[])),
        of(&[]),
        of(&record(0x809, &[0, 5, 5, 0])),
        of(&book(&record(0x2f, &[1, 0]), &[])),
        of(&book(&[], &[])),
        of(&book(&[], &[("A", 0, cell(0xfd, 0, 0, 0, &[9, 0, 0, 0]))])),
        of(&book(&record(0xfc, &[0, 0, 0, 0, 9, 0, 0, 0, 3, 0, 0]), &[])),
    ];
    assert_snapshot!(all.join("\n"), @"
    page.xls: this is a web page that is called .xls; open it in Excel and save it as .xlsx
    picture.xls: this is a picture, not the text that .xls says; give it its true extension or save it as text
    cut.xls: the workbook is damaged; open it in Excel and save it as .xlsx
    half.xls: the workbook is damaged; open it in Excel and save it as .xlsx
    loop.xls: the workbook is damaged; open it in Excel and save it as .xlsx
    word.xls: this is no Excel workbook, though it is a file of an old Office program; open it there and save it as .xlsx
    locked.xls: this workbook is protected by a password, which is not read; take the password off in Excel and save it again
    s.xls: this workbook is of a program older than Excel 97; open it in Excel and save it as .xlsx
    s.xls: this workbook is of a program older than Excel 97; open it in Excel and save it as .xlsx
    s.xls: this workbook is protected by a password, which is not read; take the password off in Excel and save it again
    s.xls: there is nothing in its sheets; export or copy it again
    s.xls, row 1: the workbook is damaged; open it in Excel and save it as .xlsx
    s.xls: the workbook is damaged; open it in Excel and save it as .xlsx
    ");
}
