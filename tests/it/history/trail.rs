//! The audit trail, as a person reads it and as an appendix prints it.

use insta::assert_snapshot;

use crate::support::Sandbox;

fn worked_on() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    sandbox.ok("--as anna cases set C office=Hartwell");
    sandbox.ok("--as anna cases exclude C --reason 'Carla Denholme asked'");
    sandbox.ok("--as ben cases exclude R1 R2 --reason late");
    sandbox.ok("--as ben undo");
    sandbox.ok("codings add ben --code training --words 'Two more posts'");
    sandbox
}

#[test]
fn the_log_is_narrowed() {
    let sandbox = worked_on();
    assert_snapshot!(sandbox.run("log"), @"
    Number  When                  Who     Action         Detail                                                 State
         9  [TIME]  tester  codings add    code training, 1 coding
         8  [TIME]  ben     undo           event 7: cases exclude
         7  [TIME]  ben     cases exclude  R1, R2, reason late                                    taken back
         6  [TIME]  anna    cases exclude  C, reason Carla Denholme asked
         5  [TIME]  anna    cases set      C, 1 attribute
         4  [TIME]  tester  code           codebook 1.0, 10 codings
         3  [TIME]  tester  import         transcripts/survey.csv, 5 answers, kept 6, left out 1
         2  [TIME]  tester  import         transcripts/carla.txt, 6 turns, 29 words
         1  [TIME]  tester  import         transcripts/ben.txt, 6 turns, 44 words
    ");
    assert_snapshot!(sandbox.run("log --who anna --action cases"), @"
    Number  When                  Who   Action         Detail                          State
         6  [TIME]  anna  cases exclude  C, reason Carla Denholme asked
         5  [TIME]  anna  cases set      C, 1 attribute
    ");
    assert_snapshot!(sandbox.run("log --who ana"), @r#"
    --- stderr
    error: nobody named "ana" has done anything here; did you mean "anna"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("log --action 'cases exlude'"), @r#"
    --- stderr
    error: nothing of the kind "cases exlude" has been done here; did you mean "cases exclude"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("log --since last-week"), @"
    --- stderr
    error: invalid value 'last-week' for '--since <DATE>': write it as [DATE], 2026-01 or [DATE]T14:02

    For more information, try '--help'.
    --- exit 2
    ");
    assert_eq!(sandbox.ok("log --since 2999 --format json"), "[]\n");
    assert!(sandbox.ok("log --until 2999-12 --limit 3 --format csv").lines().count() == 4);
}

#[test]
fn the_trail_of_an_appendix_names_nobody() {
    let sandbox = worked_on();
    sandbox.ok("log --export trail.md");
    assert_snapshot!(sandbox.run("log --export trail.pdf"), @"
    --- stderr
    error: trail.pdf: the trail is written as .csv, .json or .md
    --- exit 1
    ");
    sandbox.ok("log --export trail.csv");
    sandbox.ok("log --export trail.json");
    let trail = sandbox.read("trail.md");
    for name in ["Carla", "Denholme", "Hartwell", "carla.txt", "late", "ben.txt"] {
        for file in ["trail.md", "trail.csv", "trail.json"] {
            assert!(!sandbox.read(file).contains(name), "{name} in {file}: {}", sandbox.read(file));
        }
    }
    let without_times = regex::Regex::new(r"\d{4}-\d\d-\d\dT[^ ]*").expect("it is one").replace_all(&trail, "[TIME]");
    assert_snapshot!(without_times, @"
    | Number | When | Who | Action | What | State |
    | --- | --- | --- | --- | --- | --- |
    | 1 | [TIME] | tester | import | 6 turns, 44 words |  |
    | 2 | [TIME] | tester | import | 6 turns, 29 words |  |
    | 3 | [TIME] | tester | import | 5 answers, kept 6, left out 1 |  |
    | 4 | [TIME] | tester | code | codebook 1.0, 10 codings |  |
    | 5 | [TIME] | anna | cases set | Participant B, 1 attribute |  |
    | 6 | [TIME] | anna | cases exclude | Participant B |  |
    | 7 | [TIME] | ben | cases exclude | 2 cases | taken back |
    | 8 | [TIME] | ben | undo | event 7: cases exclude |  |
    | 9 | [TIME] | tester | codings add | code training, 1 coding |  |
    ");
}
