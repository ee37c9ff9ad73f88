//! Face sheets.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::{Place, face_sheet};
use verbatim::model::Consent;

use super::tables::sheet_of;

fn error(text: &str) -> String {
    face_sheet(Path::new("faces.csv"), text.as_bytes()).unwrap_err().to_string()
}

#[test]
fn columns_by_name_and_all_others_as_attributes() {
    let rows = face_sheet(
        Path::new("faces.csv"),
        b"Case;Speaker;source;consent;sector;years\nP1;Anna;one.txt;quote;Policing;4\n\nP2;;;;\"Youth; other\";\n",
    )
    .unwrap();
    assert_eq!(rows.len(), 2);
    assert_eq!((rows[0].case.as_str(), rows[0].speaker.as_str(), rows[0].source.as_str()), ("P1", "Anna", "one.txt"));
    assert_eq!(rows[0].consent, Some(Consent::Quote));
    assert_eq!(
        rows[0].attributes,
        [("sector".to_owned(), "Policing".to_owned()), ("years".to_owned(), "4".to_owned())]
    );
    assert_eq!(rows[1].attributes, [("sector".to_owned(), "Youth; other".to_owned())]);
    assert_eq!((rows[1].consent, rows[1].place), (None, Place::line(4)));
}

#[test]
fn mistakes_are_named_with_their_line() {
    assert_snapshot!(error("name,sector\nP1,x\n"), @"faces.csv, line 1: there is no column \"case\"; name the column that holds each case's name so");
    assert_snapshot!(error("case,consent\nP1,perhaps\n"), @"faces.csv, line 2: the column \"consent\" takes none, analyse, quote-alone or quote; write one of them");
    assert_snapshot!(error("case,sector\nP1,x\n ,y\n"), @"faces.csv, line 3: the column \"case\" is blank here; write the case's name");
    assert_snapshot!(error("case,sector\nP1,x\nP1,y\n"), @"faces.csv, line 3: this case, source and speaker are there already; take one of the two rows out");
    assert_snapshot!(error("case,sector,Sector\nP1,x,y\n"), @"faces.csv, line 1: there are two columns \"Sector\"; rename one");
    assert_snapshot!(error("case,sector\n"), @"faces.csv: there is a header but no row; write one row a case");
}

#[test]
fn from_a_workbook() {
    let row = |number: u32, cells: &[&str]| {
        let cells: String = cells.iter().map(|cell| format!("<c t=\"str\"><v>{cell}</v></c>")).collect();
        format!("<row r=\"{number}\">{cells}</row>")
    };
    let good = row(2, &["case", "speaker", "sector", "years"])
        + "<row r=\"4\"><c t=\"str\"><v>P1</v></c><c r=\"C4\" t=\"str\"><v>Policing</v></c><c r=\"D4\"><v>4</v></c></row>"
        + &row(9, &["P2", "Ben"]);
    let rows = face_sheet(Path::new("faces.xlsx"), &sheet_of(&good)).unwrap();
    let attributes = [("sector".to_owned(), "Policing".to_owned()), ("years".to_owned(), "4".to_owned())];
    assert_eq!((rows[0].case.as_str(), rows[0].speaker.as_str(), &rows[0].attributes[..]), ("P1", "", &attributes[..]));
    assert_eq!((rows[1].speaker.as_str(), rows[1].place, rows.len()), ("Ben", Place::row(9), 2));
    let twice = good + &row(10, &["P2", "Ben"]);
    let error = face_sheet(Path::new("faces.xlsx"), &sheet_of(&twice)).unwrap_err();
    assert_snapshot!(error, @"faces.xlsx, row 10: this case, source and speaker are there already; take one of the two rows out");
}
