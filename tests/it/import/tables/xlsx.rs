//! Excel workbooks.

use insta::assert_snapshot;

use super::super::files::zip_of;
use super::{cells, sheet_of, told, xlsx_of};

/// A row of inline strings, at this place.
fn row(number: u32, cells: &[&str]) -> String {
    let cells: String = cells.iter().map(|cell| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>")).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

#[test]
fn cells_as_people_see_them() {
    let styles = "<numFmts><numFmt numFmtId=\"164\" formatCode=\"dd/mm/yyyy\\ hh:mm\"/><numFmt numFmtId=\"165\" formatCode=\"00000\"/>\
                  <numFmt numFmtId=\"166\" formatCode=\"[$-409]mmm&quot;, in &quot;yy;@\"/><numFmt numFmtId=\"167\" formatCode=\"#,##0.00\\ &quot;d&quot;\"/></numFmts>\
                  <cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>\
                  <cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf numFmtId=\"21\"/><xf numFmtId=\"46\"/><xf numFmtId=\"166\"/><xf numFmtId=\"167\"/></cellXfs>";
    let strings = [
        "<t>kind</t>",
        "<t>value</t>",
        "<r><rPr><b/></rPr><t>rich </t></r><r><t>text &amp; more</t></r><rPh sb=\"0\" eb=\"1\"><t>hint</t></rPh>",
        "<t xml:space=\"preserve\"> two_x000D_\nlines _x00_ _xZZZZ_</t>",
        "<t/>",
    ];
    let cell = |number: u32, attributes: &str, inside: &str| {
        format!(
            "<row r=\"{number}\"><c r=\"A{number}\" t=\"str\"><v>{attributes}</v></c><c r=\"B{number}\" {attributes}>{inside}</c></row>"
        )
    };
    let rows = [
        "<row r=\"3\"><c r=\"A3\" t=\"s\"><v>0</v></c><c r=\"B3\" t=\"s\"><v>1</v></c><c r=\"C3\" s=\"1\"/></row>"
            .to_owned(),
        cell(4, "t='s'", "<v>2</v>"),
        cell(5, "t='s'", "<v>3</v>"),
        cell(6, "t='s'", "<v>4</v>"),
        cell(7, "", "<v>42</v>"),
        cell(8, "s='7'", "<v>1.1000000000000001</v>"),
        cell(9, "", "<f>0.1+0.2</f><v>0.30000000000000004</v>"),
        cell(10, "", "<v>1E-3</v>"),
        cell(11, "s='1'", "<v>45320</v>"),
        cell(12, "s='2'", "<v>45320.461782407408</v>"),
        cell(13, "s='3'", "<v>123</v>"),
        cell(14, "s='4'", "<v>0.5</v>"),
        cell(15, "s='5'", "<v>1.25</v>"),
        cell(16, "s='6'", "<v>1</v>"),
        cell(17, "t='b'", "<v>1</v>"),
        cell(18, "t='b'", "<v>0</v>"),
        cell(19, "t='e'", "<v>#N/A</v>"),
        cell(20, "t='str'", "<f>A1&amp;B1</f><v>made up</v>"),
        cell(21, "t='d'", "<v>2024-01-29T00:00:00</v>"),
        cell(22, "s='1'", "<v>-4</v>"),
        "<row r=\"23\"><c r=\"B23\" t=\"str\"><v> </v></c></row>".to_owned(),
        "<row r=\"24\" hidden=\"1\"><c r=\"A24\"><v>7</v></c><c r=\"D24\"><v>9</v></c></row>".to_owned(),
    ];
    let bytes = xlsx_of(&[("Data", "visible", &rows.concat())], &strings, styles, "");
    assert_snapshot!(told("s.xlsx", &bytes), @"
    kind | value
    t='s' | rich text & more
    t='s' | two / lines _x00_ _xZZZZ_
    t='s' |
     | 42
    s='7' | 1.1
     | 0.3
     | 0.001
    s='1' | 2024-01-29
    s='2' | 2024-01-29 11:04:58
    s='3' | 00123
    s='4' | 12:00:00
    s='5' | 30:00:00
    s='6' | 1900-01-01
    t='b' | TRUE
    t='b' | FALSE
    t='e' |
    t='str' | made up
    t='d' | 2024-01-29
    s='1' | 1899-12-26
    7 |
    look: 1 cell with an error (such as #N/A) instead of a value, read as blank; the first is in row 19
    look: 1 row hidden in the sheet, read like all others; the first is in row 24
    look: 1 row with something to the right of the header's last column, which is left out; the first is in row 24
    ");
    let bytes =
        xlsx_of(&[("Data", "visible", &rows[..9].concat())], &strings, styles, "<workbookPr date1904=\"true\"/>");
    assert_snapshot!(told("s.xlsx", &bytes).lines().last().unwrap_or_default(), @"s='1' | 2028-01-30");
}

#[test]
fn one_sheet_of_several() {
    let data = row(1, &["a"]) + &row(2, &["one"]);
    let other = row(1, &["a"]) + &row(2, &["two"]);
    let blank = row(4, &["", " "]);
    let bytes =
        xlsx_of(&[("Notes", "visible", &blank), ("Data", "visible", &data), ("Codes", "hidden", &other)], &[], "", "");
    assert_snapshot!(told("s.xlsx", &bytes), @r#"
    a
    one
    look: only the sheet "Data" is read; another sheet is not read: "Codes" (hidden) (write sheet = "…" in the plan to read another)
    "#);
    assert_snapshot!(cells("s.xlsx", &bytes, Some("Codes")).unwrap(), @r#"
    a
    two
    look: the sheet "Codes" is hidden in the workbook and was read
    "#);
    assert_snapshot!(cells("s.xlsx", &bytes, Some("Dat")).unwrap_err(), @r#"s.xlsx: there is no sheet "Dat"; it has "Notes", "Data", "Codes": correct sheet in the plan"#);
    let alone = xlsx_of(&[("Notes", "visible", &blank), ("Codes", "veryHidden", &other)], &[], "", "");
    assert_snapshot!(told("s.xlsx", &alone), @r#"
    a
    two
    look: the sheet "Codes" is hidden in the workbook and was read
    "#);
    let nothing = xlsx_of(&[("Notes", "visible", &blank)], &[], "", "");
    assert_snapshot!(told("s.xlsx", &nothing), @"s.xlsx: there is nothing in its sheets; export or copy it again");
    let ragged =
        xlsx_of(&[("A", "visible", &(row(2, &["a", "a"]) + &row(5, &["x"]))), ("B", "visible", &data)], &[], "", "");
    assert_snapshot!(told("s.xlsx", &ragged), @r#"
    a | a (2)
    x |
    look: some columns have the same name; the later ones are called "a (2)"
    look: only the sheet "A" is read; another sheet is not read: "B" (write sheet = "…" in the plan to read another)
    "#);
}

#[test]
fn broken_workbooks() {
    let good = sheet_of(&(row(1, &["a"]) + &row(2, &["one"])));
    let mut flipped = good.clone();
    let at = flipped.windows(9).position(|window| window == b"sheet1.xm").unwrap() + 20;
    flipped[at] ^= 0x55;
    let of = |rows: &str| told("s.xlsx", &sheet_of(rows));
    let all = [
        told("text.xlsx", b"a,b\n1,2\n"),
        told("cut.xlsx", &good[..good.len() / 2]),
        told("flipped.xlsx", &flipped),
        told("word.xlsx", &zip_of(&[("word/document.xml", "<x/>")])),
        told(
            "binary.xlsx",
            &zip_of(&[
                ("xl/workbook.bin", "x"),
                ("_rels/.rels", "<R><Relationship Id=\"a\" Type=\"x/officeDocument\" Target=\"xl/workbook.bin\"/></R>"),
            ]),
        ),
        of("<row r=\"3\"><c><v>1</v></c></row><row r=\"3\"><c><v>1</v></c></row>"),
        of("<row r=\"1\"><c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c></row>"),
        of("<row r=\"1\"><c r=\"XFE1\"><v>1</v></c></row>"),
        of("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>7</v></c></row>"),
        of("<row r=\"1048577\"><c><v>1</v></c></row>"),
        of("<row r=\"1\"><c><v>1</v></c>"),
        of(&"<row>".repeat(300)),
        of("<row r=\"1\"><c><v>&nothing;</v></c></row>"),
        told("entities.xlsx", &zip_of(&[("xl/workbook.xml", "<!DOCTYPE x [<!ENTITY a \"b\">]><workbook/>")])),
    ];
    assert_snapshot!(all.join("\n"), @"
    text.xlsx: this is no Excel workbook; open it in Excel and save it as .xlsx
    cut.xlsx: the document is cut off or damaged (its zip archive has no readable end); copy or export it again
    flipped.xlsx: the part xl/worksheets/sheet1.xml is damaged at byte 134; copy or export the file again
    word.xlsx: this is a zip archive but not an Excel workbook (it has no xl/workbook.xml); open it in Excel and save it as .xlsx
    binary.xlsx: this is a binary workbook (.xlsb), which is not read; open it in Excel and save it as .xlsx
    s.xlsx, row 3: the row after this one has no place there, so the file is damaged; save it again in Excel
    s.xlsx, row 1: the cells of this row are out of order, so the file is damaged; save it again in Excel
    s.xlsx, row 1: a cell here has no place, so the file is damaged; save it again in Excel
    s.xlsx, row 1: a cell here refers to a text that the workbook does not have, so the file is damaged; save it again in Excel
    s.xlsx: the row after this one has no place there, so the file is damaged; save it again in Excel
    s.xlsx: the part xl/worksheets/sheet1.xml is damaged at byte 48; copy or export the file again
    s.xlsx: the part xl/worksheets/sheet1.xml is nested deeper than any table; save it again in Excel
    s.xlsx: the part xl/worksheets/sheet1.xml is damaged at byte 48; copy or export the file again
    entities.xlsx: the part xl/workbook.xml declares entities, which is never done in an Excel workbook; save it again in Excel
    ");
}

/// Small files that want to be large ones.
#[test]
fn bombs() {
    let far = row(1, &["a"]) + "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    assert_snapshot!(told("far.xlsx", &sheet_of(&far)), @"far.xlsx: there is a header but no row of answers; export the survey with its responses");
    let spaces = " ".repeat(20 << 20);
    assert_snapshot!(told("spaces.xlsx", &sheet_of(&spaces)), @"spaces.xlsx: the part xl/worksheets/sheet1.xml unpacks to more than any table holds; save it again in Excel");
    let words = format!("<row><c t=\"str\"><v>{}</v></c></row>", "a".repeat(20 << 20));
    assert_snapshot!(told("words.xlsx", &sheet_of(&words)), @"words.xlsx: the part xl/worksheets/sheet1.xml unpacks to more than any table holds; save it again in Excel");
    let strings = vec!["<t/>"; 100_000];
    assert_snapshot!(told("strings.xlsx", &xlsx_of(&[("A", "visible", &far)], &strings, "", "")), @"strings.xlsx: there is a header but no row of answers; export the survey with its responses");
}
