//! Databases that are damaged, or made to do harm: an error or a sound project, never a panic, never without end.

use std::path::Path;

use proptest::prelude::*;
use verbatim::import::KnownSpeakers;
use verbatim::import::projects::{ImportedProject, read_project};

use super::small::{QUALCODER_ROWS, QUALCODER_TABLES, TAGUETTE_ROWS, TAGUETTE_TABLES, database, qualcoder, taguette};
use crate::import::files::assert_sound;
use crate::import::hostile::damage;

fn is_sound(project: &ImportedProject) {
    assert!(!project.documents.is_empty());
    for document in &project.documents {
        assert_sound(&document.imported);
        for coding in &document.codings {
            assert!(!coding.span.of_text(&document.imported.text).trim().is_empty());
            assert!(coding.code_index < project.codes.len() && !coding.coder.is_empty());
        }
    }
    for face in &project.faces {
        assert!(project.documents.iter().any(|document| document.name == face.source));
    }
}

fn check(bytes: &[u8], expected: &str) {
    let said = match read_project(Path::new("p.qda"), bytes, &KnownSpeakers::default()) {
        Ok(project) => {
            is_sound(&project);
            format!("{} documents", project.documents.len())
        }
        Err(error) => error.to_string(),
    };
    assert!(said.contains(expected), "{said:?} holds {expected:?}");
}

#[test]
fn what_is_no_project() {
    check(b"", "is empty");
    check(b"words", "no SQLite database");
    check(b"SQLite format 3\0", "damaged or cut off");
    check(&database("CREATE TABLE a (b); INSERT INTO a VALUES (1);"), "neither Taguette nor QualCoder");
    check(&database(TAGUETTE_TABLES), "no document with words");
    check(&database(QUALCODER_TABLES), "no document with words");
    check(&taguette()[..3000], "damaged or cut off");
}

/// A project in WAL mode, as some programs keep theirs, is read like any other.
#[test]
fn a_database_with_a_write_ahead_log() {
    let mut bytes = taguette();
    bytes[18..20].copy_from_slice(&[2, 2]);
    check(&bytes, "1 documents");
}

/// Only true tables are read: no view, no trigger and no virtual table comes to run.
#[test]
fn views_and_triggers_are_no_tables() {
    let view = "CREATE VIEW code_text AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i AS cid FROM n;";
    let tables = QUALCODER_TABLES.replace("CREATE TABLE code_text", "CREATE TABLE other_text");
    check(&database(&format!("{tables}{view}")), "neither Taguette nor QualCoder");
    let rows = QUALCODER_ROWS.split("INSERT INTO annotation").next().unwrap();
    let view = "DROP TABLE annotation; CREATE VIEW annotation AS SELECT 1 AS fid, zeroblob(1000000000) AS memo;";
    let trigger = "CREATE TRIGGER t AFTER UPDATE ON source BEGIN DELETE FROM source; END;";
    check(&database(&format!("{QUALCODER_TABLES}{rows}{view}{trigger}")), "2 documents");
}

/// A column that is made while it is read is not read.
#[test]
fn a_column_that_makes_itself() {
    let tables = TAGUETTE_TABLES.replace("snippet TEXT", "snippet TEXT AS (hex(zeroblob(end_offset * 15000000)))");
    let rows = "INSERT INTO documents (id, name, contents) VALUES (1, 'a', '<p>words</p>');
                INSERT INTO highlights (id, document_id, start_offset, end_offset) VALUES (1, 1, 0, 5);";
    check(&database(&format!("{tables}{rows}")), "1 documents");
}

#[test]
fn categories_that_go_round_in_circles() {
    let rows = "INSERT INTO source (id, name, fulltext) VALUES (1, 'a', 'words');
                INSERT INTO code_cat (catid, name, supercatid) VALUES (1, 'a', 2), (2, 'b', 3), (3, 'c', 1), (4, 'd', 4);
                INSERT INTO code_name (cid, name, catid, supercid) VALUES (1, 'x', 3, NULL), (2, 'y', 1, 9);";
    let project =
        read_project(Path::new("p.qda"), &database(&format!("{QUALCODER_TABLES}{rows}")), &KnownSpeakers::default())
            .unwrap();
    assert_eq!(project.left_out, ["2 codes taken from under what stood below: the tree went in a circle"]);
    assert_eq!(codes_of(&project), ["a under b", "b under c", "c", "d", "x under c", "y under a"]);
}

fn codes_of(project: &ImportedProject) -> Vec<String> {
    let shown = |code: &verbatim::model::Code| match &code.parent {
        Some(parent) => format!("{} under {parent}", code.id),
        None => code.id.clone(),
    };
    project.codes.iter().map(shown).collect()
}

/// The header of a cell claims a thousand million bytes.
#[test]
fn a_cell_that_claims_a_gigabyte() {
    let words = "abcdefghijklmnopqrstuvwxyz".repeat(20);
    let rows = format!("INSERT INTO source (id, name, fulltext) VALUES (1, 'a', '{words}');");
    let mut bytes = database(&format!("{QUALCODER_TABLES}{rows}"));
    let at = bytes.windows(26).position(|window| window == words.as_bytes()[..26].to_vec()).unwrap();
    // The payload's length (two bytes) and the row's number stand before the header of the record.
    let cell = (at - 16..at).find(|&at| bytes[at] & 0x80 != 0).unwrap();
    bytes.splice(cell..cell + 5, [0x83, 0xdc, 0xd6, 0xa8, 0x00]);
    check(&bytes, "p.qda");
}

#[test]
fn positions_out_of_the_text() {
    let rows = "INSERT INTO source (id, name, fulltext) VALUES (1, 'a', 'words é');
                INSERT INTO code_name (cid, name) VALUES (1, 'x');
                INSERT INTO code_text (cid, fid, seltext, pos0, pos1) VALUES (1, 1, '', -5, 3), (1, 1, '', 3, 1), (1, 1, '', 9223372036854775807, 9223372036854775807), (1, 1, '', 5, 7), (1, 1, '', 'a', 'b');
                INSERT INTO cases (caseid, name) VALUES (1, 'c');
                INSERT INTO case_text (caseid, fid, pos0, pos1) VALUES (1, 1, -9223372036854775808, 9223372036854775807);";
    let project =
        read_project(Path::new("p.qda"), &database(&format!("{QUALCODER_TABLES}{rows}")), &KnownSpeakers::default())
            .unwrap();
    is_sound(&project);
    assert_eq!(project.documents[0].codings.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn damaged_projects(damages in prop::collection::vec(damage(), 1..5)) {
        for original in [taguette_once(), qualcoder_once()] {
            let bytes = damages.iter().fold(original.to_vec(), |bytes, damage| if bytes.is_empty() { bytes } else { damage.done_to(&bytes) });
            if let Ok(project) = read_project(Path::new("p.sqlite3"), &bytes, &KnownSpeakers::default()) {
                is_sound(&project);
            }
        }
    }

    /// The pages stay whole and what is written in them does not.
    #[test]
    fn damaged_documents(damage in damage()) {
        let html = "<p><b>Anna: </b>Hi &amp; &#233; <br>x</p><pre>\na\r\nb</pre><h2>T</h2><p>Ben: no <i title=\"&gt;\">yes</i></p><!-- n -->";
        let damaged = String::from_utf8_lossy(&damage.done_to(html.as_bytes())).replace('\'', "''").replace('\0', " ");
        let rows = format!("INSERT INTO documents (id, name, contents) VALUES (1, 'a', '{damaged}');
            INSERT INTO tags VALUES (1, 1, 'x', '');
            INSERT INTO highlights VALUES (1, 1, 3, 9, ''), (2, 1, 0, 30, ''), (3, 1, 11, 12, '');
            INSERT INTO highlight_tags VALUES (1, 1), (2, 1), (3, 1);");
        if let Ok(project) = read_project(Path::new("p.sqlite3"), &database(&format!("{TAGUETTE_TABLES}{rows}")), &KnownSpeakers::default()) {
            is_sound(&project);
        }
    }
}

fn taguette_once() -> &'static [u8] {
    static BYTES: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    BYTES.get_or_init(|| database(&format!("{TAGUETTE_TABLES}{TAGUETTE_ROWS}")))
}

fn qualcoder_once() -> &'static [u8] {
    static BYTES: std::sync::OnceLock<Vec<u8>> = std::sync::OnceLock::new();
    BYTES.get_or_init(qualcoder)
}
