//! Outputs of the kind `framework`: what stands in the matrix, and what does not.

use super::framework::written;
use crate::support::{Sandbox, is_of_kind};

const OUTPUT: &str =
    "\n[[output]]\nname = \"matrix\"\nkind = \"framework\"\nframework = \"needs\"\nformats = [\"md\"]\n";

/// The matrix, and what stands beneath it, as Markdown.
fn printed(sandbox: &Sandbox) -> String {
    sandbox.ok("build matrix");
    let page = sandbox.read("output/matrix.md");
    let start = page.find("| | ").expect("there is a table");
    let end = page.find("## How this was made").expect("it says how it was made");
    page.get(start..end).expect("the note follows the table").trim().to_owned()
}

#[test]
fn cases_are_called_by_their_labels_and_words_are_pseudonymised() {
    let sandbox = written();
    sandbox.append("study.toml", OUTPUT);
    sandbox.ok("framework set needs C staff 'A course in Hartwell, says Carla.'");
    sandbox.ok("framework link needs C staff carla:2 --illustrates");
    sandbox.ok("framework link needs B money ben:4 --words 'We write for grants'");
    insta::assert_snapshot!(printed(&sandbox), @r"
    | | Staff | Money |
    | :-- | :-- | :-- |
    | Participant A | – | Grants, every spring. |
    | Participant B | A course in \[town\], says \[name removed\].; “We in \[town\] would like a course on the new records system.” (Participant B) | – |

    *Summaries by the researchers, a row a case. Base: 2 cases kept.*

    *–: nothing written (2 cells).*

    *Codebook: Small codebook, version 1.0.*
    ");
    sandbox.replace("study.toml", "framework = \"needs\"\n", "framework = \"needs\"\nquotes = \"both\"\n");
    insta::assert_snapshot!(printed(&sandbox), @r"
    | | Staff | Money |
    | :-- | :-- | :-- |
    | Participant A | – | Grants, every spring. \[1\] |
    | Participant B | A course in \[town\], says \[name removed\].; “We in \[town\] would like a course on the new records system.” (Participant B) | – |

    *Summaries by the researchers, a row a case. Base: 2 cases kept.*

    *–: nothing written (2 cells).*

    *Codebook: Small codebook, version 1.0.*

    **Table 2.** needs: the words referred to

    | No. | Words | Who |
    | :-- | :-- | :-- |
    | 1 | “We write for grants” | Participant A |

    *In the order of the rows and columns above.*
    ");
    sandbox.replace("study.toml", "quotes = \"both\"", "quotes = \"none\"");
    assert!(!printed(&sandbox).contains("records system"), "no quotation is printed");
    sandbox.replace("study.toml", "quotes = \"none\"", "quotes = \"beneath\"");
    let beneath = printed(&sandbox);
    assert!(beneath.contains(r"\[1\]") && beneath.contains(r"\[2\]"), "{beneath}");
}

#[test]
fn what_may_not_be_quoted_is_not() {
    let sandbox = written();
    sandbox.append("study.toml", OUTPUT);
    sandbox.ok("framework link needs B money ben:4 --illustrates");
    sandbox.ok("cases consent B analyse");
    let matrix = printed(&sandbox);
    assert!(matrix.contains("Grants, every spring.") && !matrix.contains("always"), "{matrix}");
    assert!(matrix.contains("Words of those who did not agree to be quoted"), "{matrix}");
}

#[test]
fn stale_summaries_are_marked_or_refused() {
    let sandbox = written();
    sandbox.append("study.toml", OUTPUT);
    sandbox.ok("codings add ben:6 --code funding --words 'In a way it is'");
    let matrix = printed(&sandbox);
    assert!(matrix.contains("Grants, every spring. ‡"), "{matrix}");
    assert!(matrix.contains("‡ Written before the coding behind it changed: codings were added (1 cell)."), "{matrix}");
    sandbox.replace("study.toml", "framework = \"needs\"\n", "framework = \"needs\"\nstale = \"refuse\"\n");
    insta::assert_snapshot!(sandbox.run("build matrix").lines().filter(|line| line.contains("error")).collect::<String>(), @r#"error: output "matrix": the coding behind 1 of the summaries of "needs" has changed since they were written: `verbatim framework show needs --stale` says how, `framework set` and `framework confirm` settle it"#);
    sandbox.ok("framework confirm needs --all");
    assert!(!printed(&sandbox).contains('‡'));
}

#[test]
fn groups_below_the_smallest_are_not_shown() {
    let sandbox = written();
    sandbox.ok("framework new sectors --rows sector --scope interviews");
    sandbox.ok("framework set sectors Schools money 'Grants.'");
    sandbox.ok("framework set sectors Clinics staff 'Unmistakable.'");
    sandbox.append("study.toml", &OUTPUT.replace("\"needs\"", "\"sectors\""));
    let matrix = printed(&sandbox);
    assert!(
        !matrix.contains("Grants.") && !matrix.contains("Unmistakable."),
        "one person is behind each row: {matrix}"
    );
    insta::assert_snapshot!(matrix, @r"
    | | Staff | Money |
    | :-- | :-- | :-- |
    | Clinics (\*) | \* | \* |
    | Schools (\*) | \* | \* |

    *Summaries by the researchers, a row a group of cases, with how many are in it in brackets.*

    *–: nothing written.*

    *Codebook: Small codebook, version 1.0.*

    *\* fewer than 3 cases, or anything about a group of fewer.*
    ");
    // With those of the survey, each sector has four.
    sandbox.replace(
        "study.toml",
        "scope = \"interviews\"\n\n[[output]]\nname = \"matrix\"",
        "\n[[output]]\nname = \"matrix\"",
    );
    let matrix = printed(&sandbox);
    assert!(matrix.contains("| Schools (4) |") && matrix.contains("Unmistakable."), "{matrix}");
}

#[test]
fn rows_of_cases_stand_under_the_values_of_an_attribute() {
    let sandbox = written();
    sandbox.ok("framework new everyone --rows cases");
    for (row, summary) in [("B", "Grants."), ("R1", "Training."), ("R4", "A post.")] {
        sandbox.ok(&format!("framework set everyone {row} staff '{summary}'"));
    }
    sandbox.append(
        "study.toml",
        &OUTPUT.replace("\"needs\"", "\"everyone\"\ngroup_by = \"sector\"\nvalues = [\"Clinics\"]"),
    );
    let matrix = printed(&sandbox);
    for line in [
        "| **Clinics (3)** | | |",
        "survey participant | A post. | – |",
        "| **Schools (3)** | | |",
        "survey participant | Training. | – |",
        // One of each was interviewed: under the heading their label, which other outputs have too, would tell it of them.
        r"| **Other groups, or not stated (\*)** | | |",
        "*Other groups, or not stated: also those of whom the heading would tell too much with what else is told of them.*",
    ] {
        assert!(matrix.contains(line), "{line}: {matrix}");
    }
    assert!(!matrix.contains("Participant ") && !matrix.contains("Grants."), "{matrix}");
    // A group of fewer than the smallest says nothing of anyone, not even how many there are.
    sandbox.ok("cases exclude R4 R5 --reason 'by chance'");
    let matrix = printed(&sandbox);
    assert!(!matrix.contains("A post.") && matrix.contains("Training."), "{matrix}");
    assert!(matrix.contains(r"| **Clinics (\*)** | | |") && matrix.contains("| **Schools (3)** | | |"), "{matrix}");
}

#[test]
fn mistakes_in_a_recipe_are_told() {
    let sandbox = written();
    sandbox.append("study.toml", &OUTPUT.replace("\"needs\"", "\"neds\""));
    insta::assert_snapshot!(sandbox.run("build matrix"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 0 written, 3 unchanged
    --- stderr
    error: output "matrix": there is no framework "neds"; did you mean "needs"?
    --- exit 3
    "#);
    sandbox.replace("study.toml", "framework = \"neds\"\n", "");
    insta::assert_snapshot!(sandbox.run("build matrix"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 22, column 1: output "matrix": `framework` needs `framework`, the name of one
    --- exit 1
    "#);
    sandbox.replace(
        "study.toml",
        "kind = \"framework\"\n",
        "kind = \"framework\"\nframework = \"needs\"\nquotes = \"beside\"\n",
    );
    insta::assert_snapshot!(sandbox.run("build matrix"), @"
    --- stderr
    error: [STUDY]/study.toml, line 48, column 10: there is no `beside` here; did you mean `inside`?
    --- exit 1
    ");
}

/// What is wrong in an entry is told by the output that prints it; the others are written.
#[test]
fn a_mistake_in_the_entry_of_a_framework_fails_only_its_own_output() {
    let sandbox = written();
    let entry = "\n[[framework]]\nname = \"wrong\"\nrows = \"sectr\"\n";
    sandbox.append("study.toml", entry).append("study.toml", OUTPUT);
    sandbox.append("study.toml", &OUTPUT.replace("\"needs\"", "\"wrong\"").replace("\"matrix\"", "\"other\""));
    let said = sandbox.run("build");
    assert!(
        said.contains("error: output \"other\": there is no attribute \"sectr\"; did you mean \"sector\"?"),
        "{said}"
    );
    assert!(said.ends_with("--- exit 3"), "{said}");
    assert!(sandbox.exists("output/matrix.md") && sandbox.exists("output/report.html"));
    assert!(!sandbox.exists("output/other.md"));
    sandbox.replace("study.toml", "rows = \"sectr\"\n", "rows = \"sector\"\n");
    sandbox.replace(
        "study.toml",
        "name = \"wrong\"\nrows",
        "name = \"wrong\"\ncolumn = [{ id = \"own\", codes = [\"pots\"] }]\nrows",
    );
    let said = sandbox.run("build other");
    assert!(
        said.contains("output \"other\": framework \"wrong\", column \"own\": there is no theme or code \"pots\""),
        "{said}"
    );
}

/// So is what the program cannot take for rows and columns at all.
#[test]
fn an_entry_that_contradicts_itself_fails_only_its_own_output() {
    let sandbox = written();
    let entry = "\n[[framework]]\nname = \"wrong\"\nrows = \"cases\"\ncolumn = [{ id = \"a\" }, { id = \"a\" }]\n";
    sandbox.append("study.toml", entry).append("study.toml", OUTPUT);
    sandbox.append("study.toml", &OUTPUT.replace("\"needs\"", "\"wrong\"").replace("\"matrix\"", "\"other\""));
    let said = sandbox.run("build");
    assert!(said.contains("error: output \"other\": framework \"wrong\": two columns have the id \"a\""), "{said}");
    assert!(sandbox.exists("output/matrix.md") && !sandbox.exists("output/other.md"), "{said}");
    sandbox.ok("framework show needs");
    assert!(sandbox.run("framework show wrong").contains("two columns have the id \"a\""));
}

/// Whoever is quoted in the row of a group is told to be of it: too few were interviewed for their label to stand there.
#[test]
fn a_label_that_would_tell_too_much_is_left_out() {
    let sandbox = written();
    sandbox.ok("framework new sectors --rows sector");
    sandbox.ok("framework set sectors Schools money 'Grants.'");
    sandbox.ok("framework link sectors Schools money ben:4 --words 'We write for grants' --illustrates");
    sandbox.append("study.toml", &OUTPUT.replace("\"needs\"", "\"sectors\""));
    let matrix = printed(&sandbox);
    assert!(matrix.contains("“We write for grants” (interview participant)"), "{matrix}");
    // Whoever agreed to be quoted alone is quoted in no row that tells of them.
    sandbox.ok("cases consent B quote-alone");
    let matrix = printed(&sandbox);
    assert!(!matrix.contains("We write for grants") && matrix.contains("did not agree to be quoted"), "{matrix}");
}

#[test]
fn every_format_has_the_summaries() {
    let sandbox = written();
    let formats = "[\"html\", \"docx\", \"xlsx\", \"csv\", \"md\", \"tex\"]";
    sandbox.append("study.toml", &OUTPUT.replace("[\"md\"]", formats));
    sandbox.ok("build matrix");
    for (name, bytes) in sandbox.outputs().into_iter().filter(|(name, _)| name.starts_with("matrix")) {
        let parts =
            if bytes.starts_with(b"PK") { crate::support::unzipped(&bytes) } else { vec![(name.clone(), bytes)] };
        let text: String = parts.iter().map(|(_, part)| String::from_utf8_lossy(part).into_owned()).collect();
        assert!(text.contains("Grants, every spring."), "{name}");
        if is_of_kind(&name, "docx") {
            assert!(text.contains("w:orient=\"landscape\""), "{name}");
        }
    }
}
