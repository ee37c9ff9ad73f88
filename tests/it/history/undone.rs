//! What a person sees of undo, redo and the audit trail.

use insta::assert_snapshot;

use crate::support::Sandbox;

#[test]
fn what_was_done_last_is_taken_back_and_done_again() {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    sandbox.ok("cases set B office=North");
    sandbox.ok("cases exclude C R1 --reason 'not asked'");
    assert_snapshot!(sandbox.run("undo 2 --dry-run"), @"
    would take back: cases exclude: C, R1, reason not asked ([TIME], tester)
    would take back: cases set: B, 1 attribute ([TIME], tester)
    ");
    assert_snapshot!(sandbox.run("undo"), @"taken back: cases exclude: C, R1, reason not asked ([TIME], tester)");
    assert!(!sandbox.ok("status").contains("not asked"));
    assert_snapshot!(sandbox.run("log --limit 4"), @"
    Number  When                  Who     Action         Detail                    State
         7  [TIME]  tester  undo           event 6: cases exclude
         6  [TIME]  tester  cases exclude  C, R1, reason not asked   taken back
         5  [TIME]  tester  cases set      B, 1 attribute
         4  [TIME]  tester  code           codebook 1.0, 10 codings
    ");
    assert_snapshot!(sandbox.run("redo"), @"done again: cases exclude: C, R1, reason not asked ([TIME], tester)");
    assert!(sandbox.ok("status").contains("not asked"));
    assert_snapshot!(sandbox.run("redo"), @"
    --- stderr
    error: there is nothing that could be done again
    --- exit 1
    ");
    sandbox.ok("undo 2");
    sandbox.ok("cases set B office=South");
    assert_snapshot!(sandbox.run("redo"), @"
    --- stderr
    error: there is nothing that could be done again
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("log --limit 6 --format csv"), @r#"
    Number,When,Who,Action,Detail,State
    11,[TIME],tester,cases set,"{""attributes"":1,""case"":1}",
    10,[TIME],tester,undo,"{""action"":""cases set"",""event"":5}",
    9,[TIME],tester,undo,"{""action"":""cases exclude"",""event"":6}",
    8,[TIME],tester,redo,"{""action"":""cases exclude"",""event"":6}",
    7,[TIME],tester,undo,"{""action"":""cases exclude"",""event"":6}",
    6,[TIME],tester,cases exclude,"{""cases"":[2,3],""reason"":""not asked""}",taken back for good
    "#);
}

#[test]
fn one_thing_from_before_is_taken_back_if_nothing_builds_on_it() {
    let sandbox = Sandbox::small();
    sandbox.ok("import -q");
    sandbox.ok("cases set B office=North");
    sandbox.ok("cases set C office=South");
    sandbox.ok("cases exclude R1 --reason away");
    assert_snapshot!(sandbox.run("undo --event 4 --dry-run"), @"would take back: cases set: B, 1 attribute ([TIME], tester)");
    assert_snapshot!(sandbox.run("undo --event 4"), @"taken back: cases set: B, 1 attribute ([TIME], tester)");
    let cases = sandbox.ok("cases --format csv");
    assert!(!cases.contains("office=North") && cases.contains("office=South"), "{cases}");
    assert_snapshot!(sandbox.run("undo --event 4"), @"
    --- stderr
    error: event 4 cannot be taken back: it has been taken back: `verbatim redo` does it again
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("undo --event 1"), @"
    --- stderr
    error: nothing was changed: 1, import: transcripts/ben.txt, 6 turns, 44 words ([TIME], tester), has had 6, cases exclude: R1, reason away ([TIME], tester), built on it; take that back first (`verbatim undo --event 6`)
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("undo --event 99"), @"
    --- stderr
    error: there is no event 99: `verbatim log` lists them
    --- exit 1
    ");
    sandbox.ok("redo");
    assert!(sandbox.ok("cases --format csv").contains("office=North"));
    assert_snapshot!(sandbox.run("undo 99"), @"
    --- stderr
    error: 99 cannot be taken back, so none was: there is no more than 6 steps
    --- exit 1
    ");
}
