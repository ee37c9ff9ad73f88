//! `framework`: summaries in cells, what they rest on, and whether they still hold.

use super::built;
use crate::support::Sandbox;

/// The small study with a framework of its two interviews, and one summary.
pub(super) fn written() -> Sandbox {
    let sandbox = built();
    // At the head of a sentence it might be somebody's name.
    let word = "\n[[keep]]\nforms = [\"Grants\"]\nverdict = \"not-a-name\"\nreason = \"a word\"\nby = \"Tester\"\n";
    sandbox.append("identities.toml", word);
    sandbox.ok("framework new needs --rows cases --scope interviews");
    sandbox.ok("framework set needs B money 'Grants, every spring.'");
    sandbox
}

/// Why the one summary is stale.
fn stale(sandbox: &Sandbox) -> String {
    let shown = sandbox.ok("framework show needs --stale");
    shown.lines().filter_map(|line| line.trim().strip_prefix("stale: ")).collect::<Vec<_>>().join("; ")
}

#[test]
fn a_framework_is_begun_written_and_shown() {
    let sandbox = built();
    insta::assert_snapshot!(sandbox.run("framework"), @"
    Framework  Title  Rows  Columns  Written  Empty  Stale  File  Other than file
    --- stderr
    the study has no framework: `verbatim framework new` begins one
    ");
    insta::assert_snapshot!(sandbox.run("framework new needs --rows cases --scope interviews"), @r#"
    rows: B, C
    columns: staff, money
    --- stderr
    written into study.toml; an [[output]] with kind = "framework" prints it
    "#);
    insta::assert_snapshot!(sandbox.run("framework set needs b MONEY 'Grants, every spring.'"), @"B / money written");
    insta::assert_snapshot!(
        sandbox.run("framework link needs B money ben:4 --words 'We write for grants' --illustrates"), @"B / money linked with ben:4");
    insta::assert_snapshot!(sandbox.run("framework link needs B money ben:4"), @"B / money linked with ben:4");
    insta::assert_snapshot!(sandbox.run("framework link needs B money ben:4"), @"B / money is linked already with ben:4");
    insta::assert_snapshot!(sandbox.run("framework show needs"), @"
    B / staff
      –
    B / money · tester [TIME]
      Grants, every spring.
      link 1: ben:4 “We write for grants”, may stand in the cell
      link 2: ben:4 “From a grant, as always. We write for grants every spring.”
    C / staff
      –
    C / money
      –
    --- stderr
    4 cells
    ");
    insta::assert_snapshot!(sandbox.run("framework show needs B --format csv"), @r#"
    Row,Column,Summary,Links,Stale,Who,When
    B,staff,,,,,
    B,money,"Grants, every spring.",ben:4; ben:4,,tester,[TIME]
    "#);
    insta::assert_snapshot!(sandbox.run("framework show needs B money --format json"), @r#"
    [
      {
        "row": "B",
        "column": "money",
        "summary": "Grants, every spring.",
        "links": [
          {
            "illustrates": true,
            "number": 1,
            "place": "ben:4",
            "waits": false,
            "words": "We write for grants"
          },
          {
            "illustrates": false,
            "number": 2,
            "place": "ben:4",
            "waits": false,
            "words": "From a grant, as always. We write for grants every spring."
          }
        ],
        "stale": "",
        "who": "tester",
        "when": "[TIME]"
      }
    ]
    "#);
    insta::assert_snapshot!(sandbox.run("framework"), @"
    Framework  Title  Rows  Columns  Written  Empty  Stale  File  Other than file
    needs      needs     2        2        1      3      0
    ");
    insta::assert_snapshot!(sandbox.run("framework unlink needs B money 2"), @"1 link taken away");
    insta::assert_snapshot!(sandbox.run("framework clear needs B money"), @"B / money cleared");
    insta::assert_snapshot!(sandbox.run("framework show needs --empty"), @"
    B / staff
      –
    B / money
      –
    C / staff
      –
    C / money
      –
    --- stderr
    4 cells
    ");
}

#[test]
fn mistakes_are_told_with_what_was_meant() {
    let sandbox = written();
    insta::assert_snapshot!(sandbox.run("framework show neds"), @r#"
    --- stderr
    error: there is no framework "neds"; did you mean "needs"?
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("framework set needs D money x"), @r#"
    --- stderr
    error: framework "needs" has no row "D"
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("framework set needs B mony x"), @r#"
    --- stderr
    error: framework "needs" has no column "mony"; did you mean "money"?
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("framework set needs B money ' '"), @"
    --- stderr
    error: a summary needs words; `verbatim framework clear` empties a cell
    --- exit 1
    ");
    insta::assert_snapshot!(sandbox.run("framework clear needs C money"), @r#"
    --- stderr
    error: there is nothing in the cell C / money of "needs"
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("framework unlink needs B money 7"), @"
    --- stderr
    error: the cell B / money has no link 7: it has none
    --- exit 1
    ");
    insta::assert_snapshot!(sandbox.run("framework confirm needs"), @"
    --- stderr
    error: name a cell by its row and column, or --all for every cell that is stale
    --- exit 1
    ");
    insta::assert_snapshot!(sandbox.run("framework new needs --rows cases"), @r#"
    --- stderr
    error: there is a framework "needs" already
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("framework new more --rows sectr"), @r#"
    --- stderr
    error: there is no attribute "sectr"; did you mean "sector"?
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("framework new more --rows cases --column 'a=A=trainin'"), @r#"
    --- stderr
    error: framework "more", column "a": there is no theme or code "trainin"; did you mean "training"?
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("framework new more --rows sector --row 'all=Schols'"), @r#"
    --- stderr
    error: framework "more", row "all": nobody has the value "Schols"; did you mean "Schools"?
    --- exit 1
    "#);
    insta::assert_snapshot!(sandbox.run("framework export needs output/needs.csv"), @"
    --- stderr
    error: output/needs.csv is in output/, which is what others get: a working copy holds real names and words
    --- exit 1
    ");
    insta::assert_snapshot!(sandbox.run("framework export needs needs.pdf"), @"
    --- stderr
    error: needs.pdf: end the file's name in .csv, .xlsx or .docx
    --- exit 1
    ");
    insta::assert_snapshot!(sandbox.run("framework export needs"), @r#"
    --- stderr
    error: framework "needs" has no file in study.toml: say which file to write
    --- exit 1
    "#);
    sandbox.append("study.toml", "\n[[framework]]\nname = \"more\"\nrows = \"cases\"\ncolums = []\n");
    insta::assert_snapshot!(sandbox.run("framework"), @"
    --- stderr
    error: [STUDY]/study.toml, line 47, column 1: there is no `colums` here; did you mean `column`?
    --- exit 1
    ");
}

#[test]
fn empty_cells_are_filled_with_what_is_coded_there() {
    let sandbox = written();
    insta::assert_snapshot!(sandbox.run("framework fill needs --limit 1 --dry-run"), @"
    B / staff: 1 passage
    C / staff: 1 passage
    --- stderr
    2 cells would be filled
    ");
    assert_eq!(sandbox.ok("framework show needs --empty").matches(" / ").count(), 3, "nothing was changed");
    insta::assert_snapshot!(sandbox.run("framework fill needs"), @"
    B / staff: 1 passage
    C / staff: 1 passage
    --- stderr
    2 cells filled
    ");
    insta::assert_snapshot!(sandbox.run("framework show needs B"), @"
    B / staff · tester [TIME]
      “Two more posts, and training for those who are here.”
      link 1: ben:2 “Two more posts, and training for those who are here.”
    B / money · tester [TIME]
      Grants, every spring.
    --- stderr
    2 cells
    ");
    insta::assert_snapshot!(sandbox.run("framework fill needs"), @"
    --- stderr
    0 cells filled
    ");
    sandbox.ok("undo");
    assert_eq!(sandbox.ok("framework show needs --empty").matches(" / ").count(), 3, "one step");
    assert!(sandbox.ok("links").lines().count() <= 1, "links went with it");
    sandbox.ok("redo");
    assert_eq!(sandbox.ok("framework show needs --empty").matches(" / ").count(), 1);
}

#[test]
fn each_way_in_which_coding_changes_is_told() {
    let sandbox = written();
    assert_eq!(stale(&sandbox), "", "it was written on the coding as it is");
    sandbox.ok("codings add ben:6 --code funding --words 'In a way it is'");
    assert_eq!(stale(&sandbox), "1 coding added");
    sandbox.ok("framework confirm needs B money");
    assert_eq!(stale(&sandbox), "");
    sandbox.ok("codings remove ben:6 --code funding --coder tester");
    assert_eq!(stale(&sandbox), "1 coding taken away");
    sandbox.ok("undo 2");
    assert_eq!(stale(&sandbox), "1 coding added", "neither the removal nor the confirmation was done");
    sandbox.ok("undo");
    assert_eq!(stale(&sandbox), "");

    // The whole theme "staff" is the other column, so that a recoded stretch leaves this one and comes to that one.
    sandbox.ok("framework set needs B staff 'Posts and training.'");
    sandbox.ok("codings add ben:6 --code training --words 'In a way it is'");
    sandbox.ok("framework confirm needs B staff");
    sandbox.ok("codings recode ben:6 --code training --coder tester --to posts");
    assert_eq!(stale(&sandbox), "1 coding recoded from training to posts");
    sandbox.ok("undo");
    assert_eq!(stale(&sandbox), "");
    sandbox.ok("codebook merge training --into posts");
    sandbox.ok("build");
    assert!(stale(&sandbox).contains("training was merged into posts"), "{}", stale(&sandbox));
    sandbox.ok("framework confirm needs --all");
    assert_eq!(stale(&sandbox), "");
}

#[test]
fn a_renamed_code_is_no_change() {
    let sandbox = written();
    sandbox
        .ok("framework new two --rows cases --scope interviews --column funding --column 'own=Own=funding,training'");
    sandbox.ok("framework set two B funding 'From a grant.'");
    sandbox.ok("framework set two B own 'Grants and training.'");
    sandbox.ok("codebook rename funding grants --id grants");
    let shown = sandbox.ok("framework show two B");
    assert!(shown.contains("B / grants") && shown.contains("From a grant.") && !shown.contains("stale"), "{shown}");
    assert!(shown.contains("Grants and training."), "{shown}");
    sandbox.ok("codebook theme rename money cash --id cash");
    let shown = sandbox.ok("framework show needs B");
    assert!(
        shown.contains("B / cash") && shown.contains("Grants, every spring.") && !shown.contains("stale"),
        "{shown}"
    );
    sandbox.ok("undo 2");
    let shown = sandbox.ok("framework show two B");
    assert!(shown.contains("B / funding") && shown.contains("From a grant.") && !shown.contains("stale"), "{shown}");
}

#[test]
fn a_corrected_text_makes_stale_what_stood_on_other_words() {
    let sandbox = written();
    sandbox.ok("codings add ben:6 --code funding --words 'In a way it is'");
    sandbox.ok("framework link needs B money ben:6 --words 'In a way it is' --illustrates");
    sandbox.ok("framework confirm needs B money");
    // What is corrected elsewhere changes nothing here, though all places move.
    sandbox.replace("transcripts/ben.txt", "Two more posts, and training", "We need two more posts, and much training");
    sandbox.ok("build");
    assert_eq!(stale(&sandbox), "");
    sandbox.replace("transcripts/ben.txt", "In a way it is", "In some sense it was");
    sandbox.ok("build");
    let why = stale(&sandbox);
    assert!(why.contains("a text was corrected: 1 coding in review"), "{why}");
    assert!(why.contains("a text was corrected: 1 link in review"), "{why}");
    let shown = sandbox.ok("framework show needs B money");
    assert!(shown.contains("waits in `verbatim review`"), "{shown}");
}

#[test]
fn people_come_and_go() {
    let sandbox = built();
    sandbox.ok("framework new sectors --rows sector --scope interviews --row 'all=Schools,Clinics'");
    sandbox.ok("framework set sectors all staff 'Posts and training.'");
    sandbox.ok("cases exclude C --reason 'too short'");
    let shown = sandbox.ok("framework show sectors --stale");
    assert!(shown.contains("stale: 1 person of its row left it"), "{shown}");
    sandbox.ok("cases include C");
    assert!(!sandbox.ok("framework show sectors").contains("stale"));
    sandbox.ok("cases withdraw C --yes");
    let shown = sandbox.ok("framework show sectors --stale");
    assert!(shown.contains("stale: 1 person behind it withdrew"), "{shown}");
    assert!(shown.contains("Posts and training."), "what was written about all of them stays: {shown}");
}

#[test]
fn merged_cases_have_one_row_with_both_summaries() {
    let sandbox = written();
    sandbox.ok("framework set needs C money 'Nobody spoke of it.'");
    sandbox.ok("framework set needs C staff 'A course.'");
    sandbox.ok("cases merge B C --prefer B");
    let shown = sandbox.ok("framework show needs");
    assert!(shown.contains("Grants, every spring.") && shown.contains("Nobody spoke of it."), "{shown}");
    assert!(shown.contains("A course.") && !shown.contains("C /"), "{shown}");
    sandbox.ok("undo");
    let shown = sandbox.ok("framework show needs");
    assert!(shown.contains("C / staff") && !shown.contains("stale"), "{shown}");
}

#[test]
fn a_cell_can_be_noted_on_and_linked_as_anything_else() {
    let sandbox = written();
    sandbox.ok("memos add 'Ask again.' --on cell:needs/B/money");
    assert!(sandbox.ok("memos --on cell").contains("Ask again."));
    sandbox.ok("links add cell:needs/B/money theme:staff --kind contradicts");
    let links = sandbox.ok("links");
    assert!(links.contains("cell needs/B/money") && links.contains("theme staff"), "{links}");
    let backup = sandbox.ok("backup");
    assert!(!backup.is_empty());
    sandbox.ok("framework clear needs B money");
    assert!(!sandbox.ok("memos").contains("Ask again."));
    sandbox.ok("undo");
    assert!(sandbox.ok("memos").contains("Ask again."));
}
