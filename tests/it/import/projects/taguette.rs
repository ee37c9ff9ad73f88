//! Taguette's projects.

use std::collections::BTreeMap;
use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::KnownSpeakers;
use verbatim::import::projects::read_project;

use super::shown;
use super::small::taguette;
use crate::support::shared_data;

#[test]
fn a_small_project() {
    let project = read_project(Path::new("p.sqlite3"), &taguette(), &KnownSpeakers::default()).unwrap();
    assert_snapshot!(shown(&project), @r#"
    # Interview 1
    –: heading 1: "Funding"
    Interviewer: "What is missing?"
    Dina: "A café, & a grant.\nAnd two posts."
    Interviewer: "And else?"
    Dina: "More naïve training."
      money by maria: "A café, & a grant."
      money.grants by tom: "A café, & a grant."
      staff by tom: "And two posts."
      note: by telephone
    code money "money": Any money
    code money.grants "grants" under money:
    code dr-hill "Dr. Hill":
    code staff "staff": Posts
    memo Study("Café study"): Asked in spring
    ! 1 highlight left out: without a tag
    ! 1 highlight left out: the words are not those at the place
    ! 1 highlight left out: only a speaker's name or blank space is marked
    "#);
}

/// Every highlight of a real project has the very words that Taguette itself exports, speakers' labels aside.
#[test]
fn highlights_are_where_taguette_has_them() {
    let Some(folder) = shared_data("taguette-exports") else { return };
    let path = folder.join("taguette_project.sqlite3");
    let project = read_project(&path, &std::fs::read(&path).unwrap(), &KnownSpeakers::default()).unwrap();
    assert_eq!(project.left_out, Vec::<String>::new());
    let mut expected: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    let mut exported = csv::Reader::from_path(folder.join("taguette_highlights.csv")).unwrap();
    for row in exported.records() {
        let row = row.unwrap();
        *expected.entry((row[1].to_owned(), row[2].to_owned(), plain(&row[3]))).or_default() += 1;
    }
    let mut found: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for document in &project.documents {
        for coding in &document.codings {
            assert_eq!(coding.coder, "admin");
            let words = plain(coding.span.of_text(&document.imported.text));
            let code = project.codes[coding.code_index].id.clone();
            *found.entry((document.name.clone(), code, words)).or_default() += 1;
        }
    }
    assert_eq!(found, expected);
    assert_eq!(found.values().sum::<usize>(), 38);
}

/// Words without blanks at line ends and without the labels that the real documents have.
fn plain(words: &str) -> String {
    let mut plain = words.split_whitespace().collect::<Vec<_>>().join(" ");
    for label in ["Sam: ", "Ana: ", "Researcher 1: "] {
        plain = plain.replace(label, "");
    }
    plain
}
