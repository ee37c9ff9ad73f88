//! Working copies of a framework: written, edited, read back.

use proptest::prelude::*;
use verbatim::project::{CellOutcome, CopyOptions, Project, ReadOptions, Whose};

use super::framework::written;
use crate::support::{Sandbox, is_of_kind, unzipped, zipped};

/// Reads `needs.FORMAT` with one word changed to another.
fn edit(sandbox: &Sandbox, name: &str, from: &str, to: &str) {
    let bytes = sandbox.bytes(name);
    if is_of_kind(name, "csv") {
        sandbox.replace(name, from, to);
        return;
    }
    let mut parts = unzipped(&bytes);
    let mut count = 0;
    for (_, part) in &mut parts {
        let text = String::from_utf8_lossy(part).into_owned();
        count += text.matches(from).count();
        *part = text.replace(from, to).into_bytes();
    }
    assert!(count > 0, "{name} holds {from:?}");
    sandbox.file(name, zipped(&parts));
}

#[test]
fn a_copy_comes_back_from_every_format() {
    for format in ["csv", "xlsx", "docx"] {
        let sandbox = written();
        let name = format!("needs.{format}");
        sandbox.ok(&format!("framework export needs {name} --links --coding"));
        let said = sandbox.ok(&format!("framework import needs {name}"));
        assert_eq!(said, "0 cells changed, 4 the same\n", "{format}");
        edit(&sandbox, &name, "every spring", "in spring");
        let said = sandbox.ok(&format!("framework import needs {name} --dry-run"));
        assert_eq!(said, "B / money: changed\n1 cell would change, 3 the same\n", "{format}");
        assert!(sandbox.ok("framework show needs").contains("Grants, every spring."));
        sandbox.ok(&format!("framework import needs {name}"));
        assert!(sandbox.ok("framework show needs").contains("Grants, in spring."), "{format}");
        sandbox.ok("undo");
        assert!(sandbox.ok("framework show needs").contains("Grants, every spring."), "{format}");
    }
}

#[test]
fn what_changed_on_both_sides_is_told_and_left() {
    let sandbox = written();
    sandbox.ok("framework export needs old.csv");
    sandbox.ok("framework export needs new.csv");
    sandbox.replace("new.csv", "every spring", "in spring");
    sandbox.ok("framework set needs B money 'Written here.'");
    sandbox.ok("framework set needs C money 'Only here.'");
    insta::assert_snapshot!(sandbox.run("framework import needs new.csv"), @"
    B / money: changed here and in the file: left as it is
    C / money: changed here since, untouched in the file: left as it is
    0 cells changed, 2 the same
    --- stderr
    warning: 1 cell changed here and in the file, and left as it is here: --overwrite takes the file's
    --- exit 3
    ");
    insta::assert_snapshot!(sandbox.run("framework import needs old.csv"), @"
    B / money: changed here since, untouched in the file: left as it is
    C / money: changed here since, untouched in the file: left as it is
    0 cells changed, 2 the same
    ");
    assert!(sandbox.ok("framework show needs").contains("Written here."));
    insta::assert_snapshot!(sandbox.run("framework import needs new.csv --overwrite"), @"
    B / money: changed
    C / money: blank in the file: left as it is
    1 cell changed, 2 the same
    ");
    assert!(sandbox.ok("framework show needs").contains("Grants, in spring."));
}

#[test]
fn what_has_no_place_is_told() {
    let sandbox = written();
    sandbox.file(
        "odd.csv",
        "A title over it,,,\nkey,Staff,Mony,Money [money]\nB,About staff.,x,\nD,Nobody.,,\n,Without a key.,,\nb,Twice.,,\n",
    );
    insta::assert_snapshot!(sandbox.run("framework import needs odd.csv"), @r#"
    B / staff: new
    B / money: blank in the file: left as it is
    1 cell changed, 0 the same
    --- stderr
    warning: the framework has no column "Mony", so it is not read; did you mean "money"?
    warning: line 4: the framework has no row of this key, so nothing of it is read
    warning: line 5: it has no key, so nothing of it is read (were cells merged?)
    warning: line 6: B stands in line 3 already, and is read there only
    warning: not in the file, and left as it is here: the row C
    "#);
    insta::assert_snapshot!(sandbox.run("framework import needs odd.csv --take-blanks"), @r#"
    B / money: changed here and in the file: left as it is
    0 cells changed, 1 the same
    --- stderr
    warning: the framework has no column "Mony", so it is not read; did you mean "money"?
    warning: line 4: the framework has no row of this key, so nothing of it is read
    warning: line 5: it has no key, so nothing of it is read (were cells merged?)
    warning: line 6: B stands in line 3 already, and is read there only
    warning: not in the file, and left as it is here: the row C
    warning: 1 cell changed here and in the file, and left as it is here: --overwrite takes the file's
    --- exit 3
    "#);
    sandbox.file("none.csv", "name,Staff\nB,x\n");
    insta::assert_snapshot!(sandbox.run("framework import needs none.csv"), @"
    --- stderr
    error: none.csv: no row of it is the header of a working copy, whose first column is the key; write one with `verbatim framework export`
    --- exit 1
    ");
    sandbox.file("other.csv", "key,Other\nB,x\n");
    insta::assert_snapshot!(sandbox.run("framework import needs other.csv"), @"
    --- stderr
    error: other.csv: none of its columns is one of the framework's: staff, money
    --- exit 1
    ");
    sandbox.file("comma.csv", "key,Staff\nB,One, two\n");
    insta::assert_snapshot!(sandbox.run("framework import needs comma.csv"), @r"
    --- stderr
    error: comma.csv: line 2: it has more cells than the header; put a cell that holds the delimiter in quotation marks
    --- exit 1
    ");
    sandbox.file("twice.csv", "key,Staff,Staff\nB,x,y\n");
    insta::assert_snapshot!(sandbox.run("framework import needs twice.csv"), @r#"
    --- stderr
    error: twice.csv: two columns are "Staff"; take one of them out
    --- exit 1
    "#);
}

#[test]
fn what_looks_like_a_formula_is_text_and_comes_back() {
    let sandbox = written();
    sandbox.ok("framework set needs B money '=1+1, they say'");
    for format in ["csv", "xlsx", "docx"] {
        sandbox.ok(&format!("framework export needs f.{format}"));
        assert_eq!(sandbox.ok(&format!("framework import needs f.{format}")), "0 cells changed, 4 the same\n");
    }
    assert!(sandbox.read("f.csv").contains("'=1+1"), "a spreadsheet does not take it for one");
}

#[test]
fn links_come_back_too() {
    let sandbox = written();
    sandbox.ok("framework link needs B money ben:4 --words 'We write for grants' --illustrates");
    sandbox.ok("framework export needs needs.csv --links");
    sandbox.replace("needs.csv", "* ben:4: “We write for grants”", "\"ben:2\n* ben:4: “From a grant”\"");
    insta::assert_snapshot!(sandbox.run("framework import needs needs.csv"), @"
    B / money: links changed
    1 cell changed, 3 the same
    ");
    insta::assert_snapshot!(sandbox.run("framework show needs B money"), @"
    B / money · tester [TIME]
      Grants, every spring.
      link 2: ben:2 “Two more posts, and training for those who are here. Nothing else.”
      link 3: ben:4 “From a grant”, may stand in the cell
    --- stderr
    1 cell
    ");
    sandbox.replace("needs.csv", "“From a grant”", "“From a bank”");
    insta::assert_snapshot!(sandbox.run("framework import needs needs.csv"), @"
    B / money: changed here and in the file: left as it is
    0 cells changed, 3 the same
    --- stderr
    warning: 1 cell changed here and in the file, and left as it is here: --overwrite takes the file's
    --- exit 3
    ");
    insta::assert_snapshot!(sandbox.run("framework import needs needs.csv --overwrite"), @"
    0 cells changed, 4 the same
    --- stderr
    warning: line 2, links [money]: those words do not stand in ben:4: copy them from the text as it is now
    ");
    assert_eq!(sandbox.ok("framework show needs B money").matches("link ").count(), 2, "none is lost for a mistake");
}

#[test]
fn a_link_made_since_the_copy_stays() {
    let sandbox = written();
    sandbox.ok("framework export needs needs.csv --links");
    sandbox.ok("framework link needs B money ben:4 --words 'We write for grants'");
    assert_eq!(sandbox.ok("framework import needs needs.csv --take-blanks"), "0 cells changed, 4 the same\n");
    sandbox.ok("framework export needs new.csv --links");
    sandbox.ok("framework link needs B money ben:2");
    sandbox.replace("new.csv", "We write for grants", "We write");
    let said = sandbox.run("framework import needs new.csv");
    assert!(said.contains("B / money: changed here and in the file: left as it is"), "{said}");
    assert_eq!(sandbox.ok("framework show needs B money").matches("link ").count(), 2);
}

#[test]
fn who_wrote_on_an_earlier_coding_has_not_seen_the_later_one() {
    let sandbox = written();
    sandbox.ok("framework export needs needs.csv");
    sandbox.replace("needs.csv", "every spring", "in spring");
    sandbox.ok("codings add ben:6 --code funding --words 'In a way it is'");
    sandbox.ok("framework import needs needs.csv");
    let shown = sandbox.ok("framework show needs --stale");
    assert!(shown.contains("Grants, in spring.") && shown.contains("stale: 1 coding added"), "{shown}");
}

const OWN: &str =
    "\n[[framework]]\nname = \"own\"\nfile = \"frameworks/own.csv\"\nrows = \"cases\"\nscope = \"interviews\"\n";

#[test]
fn build_reads_the_study_s_own_file_when_it_has_changed() {
    let sandbox = written();
    sandbox.append("study.toml", OWN);
    sandbox.file(
        "frameworks/own.csv",
        "key,Money [money],links [money]\nB,From grants.,* ben:4: “From a grant”\nC,Nothing said.,\n",
    );
    let said = sandbox.run("build");
    assert!(said.contains("2 cells read into frameworks"), "{said}");
    assert!(!sandbox.run("build").contains("cells read"), "only once");
    insta::assert_snapshot!(sandbox.run("framework show own B money"), @"
    B / money · the study's file [TIME]
      From grants.
      link 1: ben:4 “From a grant”, may stand in the cell
    --- stderr
    1 cell
    ");
    insta::assert_snapshot!(sandbox.run("framework list --format csv"), @"
    Framework,Title,Rows,Columns,Written,Empty,Stale,File,Other than file
    needs,needs,2,2,1,3,0,,
    own,own,2,2,2,2,0,frameworks/own.csv,0
    ");

    // Changed in the store alone, in the file alone, and in both.
    sandbox.ok("framework set own B money 'Written here.'");
    sandbox.replace("frameworks/own.csv", "Nothing said.", "Said nothing.");
    let said = sandbox.run("build");
    assert!(said.contains("1 cell read into frameworks") && !said.contains("warning: frameworks"), "{said}");
    let shown = sandbox.ok("framework show own");
    assert!(shown.contains("Written here.") && shown.contains("Said nothing."), "{shown}");
    sandbox.replace("frameworks/own.csv", "From grants.", "From a grant of the spring.");
    let said = sandbox.run("build");
    assert!(said.contains("1 cell changed in the file and in the store"), "{said}");
    assert!(sandbox.run("build").contains("1 cell changed in the file and in the store"), "as long as it is so");

    // The store's state is written back, and undone with its file.
    let before = sandbox.read("frameworks/own.csv");
    sandbox.ok("framework export own --force");
    assert!(sandbox.read("frameworks/own.csv").contains("Written here."));
    assert!(sandbox.read("frameworks/own.csv").contains("* ben:4: “From a grant”"));
    assert!(!sandbox.run("build").contains("changed in the file"));
    assert!(sandbox.ok("framework").contains("frameworks/own.csv"));
    sandbox.ok("undo");
    assert_eq!(sandbox.read("frameworks/own.csv"), before);
}

#[test]
fn a_cell_that_is_cleared_does_not_come_back_from_the_study_s_file() {
    let sandbox = written();
    sandbox.append("study.toml", OWN);
    sandbox.file("frameworks/own.csv", "key,Money [money]\nB,From grants.\nC,Nothing said.\n");
    sandbox.ok("build");
    sandbox.ok("framework clear own B money");
    sandbox.replace("frameworks/own.csv", "Nothing said.", "Said nothing.");
    sandbox.ok("build");
    let shown = sandbox.ok("framework show own");
    assert!(!shown.contains("From grants.") && shown.contains("Said nothing."), "{shown}");
}

/// What somebody may write: several lines, signs that mean something to csv, XML and spreadsheets, other scripts.
fn summary() -> impl Strategy<Value = String> {
    let part = prop_oneof![
        "[a-zA-Zäé ,;.'\"&<>=+@“”-]{1,24}",
        Just("=SUM(A1:A9)".to_owned()),
        Just("'quoted".to_owned()),
        Just("0012".to_owned()),
        Just("2026-01-31".to_owned()),
        Just("1/2".to_owned()),
        Just("TRUE".to_owned()),
        Just("\t\u{a0}tabs".to_owned()),
        Just("日本語 العربية 🙂".to_owned()),
    ];
    prop::collection::vec(part, 1..4).prop_map(|parts| parts.join("\n"))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// An untouched copy changes nothing, in any format; any edit of any cell comes back, and nothing else changes.
    #[test]
    fn copies_come_back_as_they_went_and_edits_as_they_were_made(
        first in summary(),
        second in summary(),
        edited in summary(),
        format in prop::sample::select(vec!["csv", "xlsx", "docx"]),
        cell in 0_usize..4,
    ) {
        let sandbox = Sandbox::small();
        let mut project = Project::open(&sandbox.path("")).expect("it opens");
        project.build(&verbatim::project::BuildOptions::default(), &verbatim::project::Quiet).expect("it builds");
        let framework = verbatim::project::NewFramework {
            name: "needs".to_owned(),
            title: None,
            file: None,
            rows: "cases".to_owned(),
            scope: verbatim::analysis::Scope::Interviews,
            groups: Vec::new(),
            columns: Vec::new(),
        };
        project.new_framework(&framework).expect("it is new");
        let summaries = [("B", "staff", &first), ("C", "money", &second)];
        for (row, column, summary) in summaries.iter().filter(|(_, _, summary)| !summary.trim().is_empty()) {
            project.set_cell("needs", row, column, summary).expect("there is such a cell");
        }
        let write = |project: &mut Project, name: &str| {
            let path = Some(sandbox.path(name));
            let options = CopyOptions { path, with_links: true, with_coding: true, force: true };
            project.write_copy("needs", &options).expect("it can be written");
        };
        let before = format!("before.{format}");
        write(&mut project, &before);
        let read = project.read_copy("needs", &sandbox.path(&before), ReadOptions::default()).expect("it is read");
        prop_assert_eq!(read.same, 4);
        prop_assert_eq!(&read.cells, &vec![]);

        // Another study in which just one cell is otherwise writes the copy that somebody edited.
        let (row, column) = [("B", "staff"), ("B", "money"), ("C", "staff"), ("C", "money")][cell];
        if edited.trim().is_empty() {
            return Ok(());
        }
        let was = project.framework("needs").expect("it is there");
        project.set_cell("needs", row, column, &edited).expect("there is such a cell");
        let is = project.framework("needs").expect("it is there");
        let after = format!("after.{format}");
        write(&mut project, &after);
        project.undo(1, Whose::Own).expect("it was the last thing done");
        prop_assert_eq!(&project.framework("needs").expect("it is there").cells.len(), &was.cells.len());
        let options = ReadOptions { overwrite: true, ..ReadOptions::default() };
        let read = project.read_copy("needs", &sandbox.path(&after), options).expect("it is read");
        let summaries = |framework: &verbatim::model::Framework| {
            framework.cells.iter().map(|(place, cell)| (*place, cell.summary.clone())).collect::<Vec<_>>()
        };
        prop_assert_eq!(summaries(&project.framework("needs").expect("it is there")), summaries(&is));
        prop_assert!(read.cells.iter().all(|cell| matches!(cell.outcome, CellOutcome::New | CellOutcome::Changed)));
        prop_assert!(read.cells.len() <= 1);
    }
}
