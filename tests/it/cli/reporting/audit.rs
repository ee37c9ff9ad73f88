//! Who did what, in which order.

use insta::assert_snapshot;
use regex::Regex;

use super::{printed, with_output};
use crate::support::Sandbox;

/// The small study after some work by two people.
fn worked_on(lines: &str) -> Sandbox {
    let sandbox = with_output(&format!("name = \"trail\"\nkind = \"audit\"\n{lines}"));
    sandbox.ok("build");
    sandbox.ok("codings add ben --code posts --words 'Two more posts' --as anna");
    sandbox.ok("codings accept ben --code funding --as anna");
    sandbox.ok("codings reject survey:R5 --code posts --as Berta");
    sandbox.ok("memos add 'Carla Denholme speaks of Hartwell' --on case:C --as Berta");
    sandbox.ok("cases exclude R2 --reason 'asked to leave' --as anna");
    sandbox.ok("undo --as anna");
    sandbox.replace("codebooks/small.toml", "version = \"1.0\"", "version = \"1.1\"");
    sandbox.replace("codebooks/small.toml", "Where the money comes from.", "Where money comes from.");
    sandbox.ok("code --as anna");
    sandbox.ok("export frequencies --format csv --to elsewhere");
    sandbox
}

#[test]
fn the_trail_of_some_work() {
    let sandbox = worked_on("");
    assert_snapshot!(printed(&sandbox, "trail"), @r"
    # Small study

    ## Audit trail

    **Table 1.** What was done, step by step

    | No. | Who | Step | What | State |
    | :-- | :-- | :-- | :-- | :-- |
    | 1–3 | Coder 1 | import (3 times) | kept 6, left out 1, 12 turns, 73 words, 5 answers | |
    | 4 | Coder 1 | code | codebook 1.0, 10 codings | |
    | 5 | Coder 2 | codings add | code posts, 1 coding | |
    | 6 | Coder 2 | codings accept | 2 codings | |
    | 7 | Coder 3 | codings reject | 1 coding | |
    | 8 | Coder 3 | memos add | | |
    | 9 | Coder 2 | cases exclude | 1 case | taken back |
    | 10 | Coder 2 | undo | event 9: cases exclude | |
    | 11 | Coder 2 | code | codebook 1.1, 10 codings | |

    *Unit: steps in the study’s records, the first first; several alike in a row stand in one line. Base: 11 of 11 steps.*

    *Left out: exports, which change nothing.*

    *People who took part stand under their labels; files, reasons and words are left out.*

    **Table 2.** Steps by kind and person

    | Step | Coder 1 | Coder 2 | Coder 3 | All |
    | :-- | --: | --: | --: | --: |
    | cases exclude | 0 | 1 | 0 | 1 |
    | code | 1 | 1 | 0 | 2 |
    | codings accept | 0 | 1 | 0 | 1 |
    | codings add | 0 | 1 | 0 | 1 |
    | codings reject | 0 | 0 | 1 | 1 |
    | import | 3 | 0 | 0 | 3 |
    | memos add | 0 | 0 | 1 | 1 |
    | undo | 0 | 1 | 0 | 1 |
    | **All** | **4** | **5** | **2** | **11** |

    *Unit: steps, those that were taken back among them. Base: the steps that are listed.*

    **Table 3.** Who coded

    | Coder | Codings | Accepted | Rejected |
    | :-- | --: | --: | --: |
    | The codebook’s rules | 10 | 2 | 1 |
    | Coder 2 | 1 | 2 | 0 |
    | Coder 3 | 0 | 0 | 1 |

    *Unit: codings. Of the rules: all that they propose, and what people decided about it. Of a person: codings by hand, and what they decided about other codings.*

    **Table 4.** Versions of the codebook

    | No. | Version | Who | By | Themes | Codes | What changed |
    | :-- | :-- | :-- | :-- | --: | --: | :-- |
    | 1 | 1\.0 | Coder 1 | its file, written by hand | 2 | 3 | the first |
    | 2 | 1\.1 | Coder 2 | its file, written by hand | 2 | 3 | 1 field of the codebook changed, 1 field of codes changed |

    *Each version against the one before it. Who: the person under whose name it was first applied.*

    **Table 5.** What came in

    | Kind | Formats | Files | Texts | Words | Later forms |
    | :-- | :-- | --: | --: | --: | --: |
    | interview | txt | 2 | 2 | 73 | 0 |
    | survey | csv | 1 | 5 | 21 | 0 |

    *Texts: transcripts, and single answers to open questions. Later forms: corrected files and later exports.*

    **Table 6.** Who was left out, and why

    | From | Reason | Cases |
    | :-- | :-- | --: |
    | Survey | without consent | 1 |

    *Unit: cases. The first reason that applies is the one counted.*
    ");
}

#[test]
fn a_trail_names_people_as_it_is_asked_to() {
    let sandbox = worked_on("people = \"names\"\nparts = [\"counts\", \"differences\"]\n");
    assert_snapshot!(printed(&sandbox, "trail"), @r"
    # Small study

    ## Audit trail

    **Table 1.** Steps by kind and person

    | Step | anna | Berta | tester | All |
    | :-- | --: | --: | --: | --: |
    | cases exclude | 1 | 0 | 0 | 1 |
    | code | 1 | 0 | 1 | 2 |
    | codings accept | 1 | 0 | 0 | 1 |
    | codings add | 1 | 0 | 0 | 1 |
    | codings reject | 0 | 1 | 0 | 1 |
    | import | 0 | 0 | 3 | 3 |
    | memos add | 0 | 1 | 0 | 1 |
    | undo | 1 | 0 | 0 | 1 |
    | **All** | **5** | **2** | **4** | **11** |

    *Unit: steps, those that were taken back among them. Base: the steps that are listed.*

    **Table 2.** What changed in the codebook

    | Of | Change | Before | After |
    | :-- | :-- | :-- | :-- |
    | **Version 2 (1.1), against the one before** | | | |
    | codebook | version changed | 1\.0 | 1\.1 |
    | code funding | definition changed | Where the money comes from. | Where money comes from. |
    ");
    sandbox.replace("study.toml", "people = \"names\"", "people = \"initials\"");
    assert!(printed(&sandbox, "trail").contains("| Step | A. | B. | T. | All |"));
}

#[test]
fn a_trail_is_cut_by_time_person_and_step() {
    let sandbox = worked_on(
        "who = [\"anna\"]\nsteps = [\"codings\", \"cases exclude\"]\nparts = [\"steps\"]\nsince = \"2020\"\n",
    );
    assert_snapshot!(printed(&sandbox, "trail"), @"
    # Small study

    ## Audit trail

    **Table 1.** What was done, step by step

    | No. | Who | Step | What | State |
    | :-- | :-- | :-- | :-- | :-- |
    | 5 | Coder 2 | codings add | code posts, 1 coding | |
    | 6 | Coder 2 | codings accept | 2 codings | |
    | 9 | Coder 2 | cases exclude | 1 case | taken back |

    *Unit: steps in the study’s records, the first first; several alike in a row stand in one line. Base: 3 of 12 steps.*

    *From 2020 on, UTC.*

    *Only what some of the people did.*

    *Only these steps: codings and cases exclude.*

    *People who took part stand under their labels; files, reasons and words are left out.*
    ");
    sandbox.replace("study.toml", "since = \"2020\"", "until = \"2020\"");
    assert!(printed(&sandbox, "trail").contains("Base: 0 of "));
    sandbox.replace("study.toml", "steps = [\"codings\", \"cases exclude\"]", "steps = [\"export\"]");
    sandbox.replace("study.toml", "who = [\"anna\"]\n", "");
    sandbox.replace("study.toml", "until = \"2020\"", "dates = true");
    let day = Regex::new(r"20\d\d-\d\d-\d\d").expect("it is a regular expression");
    assert_snapshot!(day.replace_all(&printed(&sandbox, "trail"), "[DATE]"), @"
    # Small study

    ## Audit trail

    **Table 1.** What was done, step by step

    | No. | Day | Who | Step | What |
    | :-- | :-- | :-- | :-- | :-- |
    | 12–14 | [DATE] | Coder 1 | export (3 times) | 3 files |

    *Unit: steps in the study’s records, the first first; several alike in a row stand in one line. Base: 3 of 14 steps.*

    *Days are those of UTC.*

    *Only these steps: export.*

    *People who took part stand under their labels; files, reasons and words are left out.*
    ");
}

#[test]
fn what_is_asked_for_wrongly_is_said() {
    let sandbox = worked_on("who = [\"ana\"]\n");
    assert_snapshot!(sandbox.run("build trail"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.1: 2 themes, 3 codes
      1 memo
      4 files in output/: 0 written, 4 unchanged
      The report: [STUDY]/output/trail.html
    --- stderr
    error: output "trail": there is no person "ana"; did you mean "anna"?
    --- exit 3
    "#);
    for (wrong, lines, said) in [
        ("who = [\"ana\"]", "steps = [\"coding\"]", "no step is called \"coding\"; did you mean \"codings\"?"),
        ("steps = [\"coding\"]", "since = \"January\"", "`since` is written as [DATE], 2026-01 or [DATE]T14:02"),
    ] {
        sandbox.replace("study.toml", wrong, lines);
        let shown = sandbox.run("build trail");
        assert!(shown.contains(said), "{shown}");
    }
}

/// A trail without days says the same whenever, and by whomever, the same was done.
#[test]
fn no_day_and_no_name_stands_in_a_trail_that_does_not_ask_for_them() {
    let sandbox = worked_on("formats = [\"html\", \"docx\", \"xlsx\", \"csv\", \"md\"]\n");
    sandbox.ok("build");
    let day = Regex::new(r"20\d\d-\d\d-\d\d").expect("it is a regular expression");
    for name in ["trail.html", "trail.md"] {
        let text = sandbox.read(&format!("output/{name}"));
        assert_eq!(day.find(&text), None, "{name}");
        for person in ["anna", "Berta", "tester"] {
            assert!(!text.contains(person), "{name}: {person}");
        }
    }
}

#[test]
fn who_withdrew_is_a_count() {
    let sandbox = worked_on("parts = [\"steps\", \"exclusions\"]\n");
    let before = printed(&sandbox, "trail");
    assert!(!before.contains("withdrew"), "{before}");
    sandbox.ok("cases withdraw R5 --yes");
    assert_snapshot!(printed(&sandbox, "trail"), @"
    # Small study

    ## Audit trail

    **Table 1.** What was done, step by step

    | No. | Who | Step | What | State |
    | :-- | :-- | :-- | :-- | :-- |
    | 1–3 | Coder 1 | import (3 times) | kept 6, left out 1, 12 turns, 73 words, 5 answers | |
    | 4 | Coder 1 | code | codebook 1.0, 10 codings | |
    | 5 | Coder 2 | codings add | code posts, 1 coding | |
    | 6 | Coder 2 | codings accept | 2 codings | |
    | 7 | Coder 3 | codings reject | 1 coding | |
    | 8 | Coder 3 | memos add | | |
    | 9 | Coder 2 | cases exclude | 1 case | taken back |
    | 10 | Coder 2 | undo | event 9: cases exclude | |
    | 11 | Coder 2 | code | codebook 1.1, 10 codings | |
    | 15 | Coder 1 | code | codebook 1.1, 8 codings | |

    *Unit: steps in the study’s records, the first first; several alike in a row stand in one line. Base: 12 of 12 steps.*

    *Left out: exports, which change nothing.*

    *People who took part stand under their labels; files, reasons and words are left out.*

    *1 person withdrew; of them nothing else is kept.*

    **Table 2.** Who was left out, and why

    | From | Reason | Cases |
    | :-- | :-- | --: |
    | Survey | without consent | 1 |
    | Survey | withdrew | 1 |

    *Unit: cases. The first reason that applies is the one counted.*
    ");
}
