//! OpenDocument spreadsheets.

use insta::assert_snapshot;

use super::super::files::zip_of;
use super::{cells, told};

/// A spreadsheet with this content.
pub(crate) fn ods_of(content: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\" xmlns:style=\"s\" xmlns:calcext=\"c\">\
         <office:automatic-styles><style:style style:name=\"ta1\"><style:table-properties table:display=\"true\"/></style:style>\
         <style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/></style:style></office:automatic-styles>\
         <office:body><office:spreadsheet>{content}</office:spreadsheet></office:body></office:document-content>"
    );
    zip_of(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &content)])
}

fn table(name: &str, style: &str, rows: &str) -> String {
    format!("<table:table table:name=\"{name}\" table:style-name=\"{style}\"><table:table-column/>{rows}</table:table>")
}

fn text(words: &str) -> String {
    format!("<table:table-cell office:value-type=\"string\"><text:p>{words}</text:p></table:table-cell>")
}

fn row(cells: &[String]) -> String {
    format!("<table:table-row>{}</table:table-row>", cells.concat())
}

fn typed(kind: &str, attributes: &str, shown: &str) -> String {
    row(&[
        text(kind),
        format!(
            "<table:table-cell office:value-type=\"{kind}\" {attributes}><text:p>{shown}</text:p></table:table-cell>"
        ),
    ])
}

#[test]
fn cells_as_people_see_them() {
    let rows = [
        "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>".to_owned(),
        format!("<table:table-header-rows>{}</table:table-header-rows>", row(&[text("kind"), text("value")])),
        typed("string", "", "two</text:p><text:p>lines &amp;<text:s text:c=\"2\"/><text:span>a</text:span><text:line-break/>third"),
        typed("string", "", "words<office:annotation><text:p>a note</text:p></office:annotation>"),
        typed("float", "office:value=\"1.1000000000000001\"", "1,10"),
        typed("float", "office:value=\"123\"", "00123"),
        typed("float", "office:value=\"42\"", "42.0"),
        typed("percentage", "office:value=\"0.45\"", "45 %"),
        typed("currency", "office:value=\"12.5\"", "£12.50"),
        typed("date", "office:date-value=\"2024-01-29\"", "29.01.24"),
        typed("date", "office:date-value=\"2024-01-29T11:04:58.123\"", "29.01.24 11:04"),
        typed("time", "office:time-value=\"PT27H04M58.5S\"", "27:04"),
        typed("boolean", "office:boolean-value=\"true\"", "WAHR"),
        typed("string", "office:string-value=\"\" calcext:value-type=\"error\"", "#N/A"),
        "<table:table-row table:number-rows-repeated=\"2\" table:visibility=\"collapse\"><table:table-cell table:number-columns-repeated=\"2\" office:value-type=\"string\"><text:p>same</text:p></table:table-cell></table:table-row>".to_owned(),
        row(&[text("merged"), "<table:covered-table-cell><text:p>under</text:p></table:covered-table-cell>".to_owned(), text("beyond")]),
        "<table:table-row table:number-rows-repeated=\"1048550\"><table:table-cell table:number-columns-repeated=\"16384\"/></table:table-row>".to_owned(),
    ];
    assert_snapshot!(told("s.ods", &ods_of(&table("Data", "ta1", &rows.concat()))), @"
    kind | value
    string | two / lines &  a / third
    string | words
    float | 1.1
    float | 00123
    float | 42
    percentage | 0.45
    currency | 12.5
    date | 2024-01-29
    date | 2024-01-29 11:04:58
    time | 27:04:58
    boolean | TRUE
    string |
    same | same
    same | same
    merged |
    look: 1 cell with an error (such as #N/A) instead of a value, read as blank; the first is in row 15
    look: 2 rows hidden in the sheet, read like all others; the first is in row 16
    look: 1 row with something to the right of the header's last column, which is left out; the first is in row 18
    ");
}

#[test]
fn one_sheet_of_several() {
    let changes = format!("<table:tracked-changes>{}</table:tracked-changes>", text("deleted"));
    let content = [
        changes,
        table("Blank", "ta1", &row(&[text(" ")])),
        table("Hidden", "ta2", &(row(&[text("a")]) + &row(&[text("one")]))),
        table("Data", "ta1", &(row(&[text("a")]) + &row(&[text("two")]))),
    ];
    let bytes = ods_of(&content.concat());
    assert_snapshot!(told("s.ods", &bytes), @r#"
    a
    two
    look: only the sheet "Data" is read; another sheet is not read: "Hidden" (hidden) (write sheet = "…" in the plan to read another)
    "#);
    assert_snapshot!(cells("s.ods", &bytes, Some("Hidden")).unwrap(), @r#"
    a
    one
    look: the sheet "Hidden" is hidden in the workbook and was read
    "#);
}

#[test]
fn broken_spreadsheets() {
    let locked = zip_of(&[
        ("META-INF/manifest.xml", "<m:manifest><m:file-entry><m:encryption-data/></m:file-entry></m:manifest>"),
        ("content.xml", "x"),
    ]);
    let again = "<table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell table:number-columns-repeated=\"16384\" office:value-type=\"string\"><text:p>".to_owned()
        + &"a".repeat(2000)
        + "</text:p></table:table-cell></table:table-row>";
    let all = [
        told("text.ods", b"a,b\n1,2\n"),
        told("locked.ods", &locked),
        told(
            "writer.ods",
            &zip_of(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "<a/>")]),
        ),
        told("cut.ods", &zip_of(&[("content.xml", "<a><b>")])),
        told("blank.ods", &ods_of(&table("A", "ta1", &row(&[text("")])))),
        told("again.ods", &ods_of(&table("A", "ta1", &again))),
    ];
    assert_snapshot!(all.join("\n"), @"
    text.ods: this is no OpenDocument spreadsheet; open it in LibreOffice and save it as .ods
    locked.ods: this spreadsheet is protected by a password, which is not read; take the password off and save it again
    writer.ods: this is no OpenDocument spreadsheet; open it in LibreOffice and save it as .ods
    cut.ods: the part content.xml is cut off; copy or export the file again
    blank.ods: there is nothing in its sheets; export or copy it again
    again.ods, row 1: this row holds more than 16 MB of text, which no survey does; save the sheet as .csv
    ");
}
