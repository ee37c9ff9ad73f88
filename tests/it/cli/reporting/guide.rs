//! The interview guide, and what interviewers asked.

use insta::assert_snapshot;

use super::{printed, with_output};

const GUIDE: &str = "\
# Talking guide

Say who you are.

## Needs

- What does your service need?
  - Posts, training
- Where would the money come from?
";

#[test]
fn a_guide_and_what_was_asked() {
    let sandbox = with_output("name = \"guide\"\nkind = \"guide\"\nfile = \"transcripts/guide.md\"\nasked = true\n");
    sandbox.file("transcripts/guide.md", GUIDE);
    sandbox.ok("build guide");
    assert_snapshot!(printed(&sandbox, "guide"), @"
    # Small study

    ## Talking guide

    *Say who you are.*

    **Table 1.** Talking guide

    | No. | Question | Prompts |
    | :-- | :-- | :-- |
    | **Needs** | | |
    | 1 | What does your service need? | Posts, training |
    | 2 | Where would the money come from? | |

    *2 questions.*

    **Table 2.** What interviewers asked

    | Asked | Transcripts |
    | :-- | --: |
    | What does your service need? | 2 |
    | And what goes well? | 1 |
    | And where would the money come from? | 1 |
    | Is that training too? | 1 |

    *Unit: questions that interviewers asked, those alike but for letter case, spaces and end marks once, in the order in which they come in a talk on the whole; only of talks with people who agreed to be quoted.*
    ");
}

/// What interviewers say may name whom they speak with; it is not printed of people who did not agree to be quoted.
#[test]
fn names_in_questions_are_replaced() {
    let sandbox = with_output("name = \"guide\"\nkind = \"guide\"\nasked = true\n");
    sandbox.replace("transcripts/carla.txt", "And what goes well?", "And what goes well in Hartwell, Carla?");
    sandbox.ok("build guide");
    let asked = printed(&sandbox, "guide");
    assert!(
        asked.contains("And what goes well in [town], [name removed]?")
            || asked.contains("And what goes well in \\[town\\]"),
        "{asked}"
    );
    sandbox.ok("cases consent C analyse");
    let asked = printed(&sandbox, "guide");
    assert!(!asked.contains("goes well") && asked.contains("Is that training too?"), "{asked}");
}

#[test]
fn a_changed_guide_makes_outputs_anew() {
    let sandbox = with_output("name = \"guide\"\nkind = \"guide\"\nfile = \"transcripts/guide.md\"\n");
    sandbox.file("transcripts/guide.md", GUIDE);
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("build"), @"
    Small study: everything is up to date (4 files in output/)
      The report: [STUDY]/output/report.html
    ");
    sandbox.replace("transcripts/guide.md", "Where would the money come from?", "Who would pay?");
    sandbox.ok("build");
    assert!(sandbox.read("output/guide.html").contains("Who would pay?"));
}

#[test]
fn a_guide_that_is_none_fails_its_output_alone() {
    let sandbox = with_output("name = \"guide\"\nkind = \"guide\"\nfile = \"transcripts/guide.md\"\n");
    assert_snapshot!(sandbox.run("build"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 sources imported
      3 files in output/: 3 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    error: output "guide": [STUDY]/study.toml: there is no file "transcripts/guide.md", which it names
    --- exit 3
    "#);
    sandbox.file("transcripts/guide.md", "# Nothing yet\n");
    assert_snapshot!(sandbox.run("build guide"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 0 written, 3 unchanged
    --- stderr
    error: output "guide": [STUDY]/transcripts/guide.md: there is no question in it; write each as a line of a list, after `-` or a number
    --- exit 3
    "#);
    sandbox.replace("study.toml", "file = \"transcripts/guide.md\"\n", "");
    assert_snapshot!(sandbox.run("build guide"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 22, column 1: output "guide": `guide` needs `file`, the interview guide, or `asked = true`, for what interviewers asked
    --- exit 1
    "#);
}
