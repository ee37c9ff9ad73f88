//! Several people on one store, doing things and taking them back at the same time: each takes back their own, and nothing
//! else is lost.

use std::thread;

use crate::history::random::{assert_same, dump};
use crate::support::Sandbox;

#[test]
fn everyone_takes_back_their_own() {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    let work = |person: &str, respondent: &str| {
        let ok = |command: &str| sandbox.ok(&format!("--as {person} {command}"));
        for (number, words) in (1..).zip(["Two more posts", "Nothing else", "every spring"]) {
            ok(&format!("cases set B {person}-{number}=yes"));
            ok(&format!("codings add ben --code training --words '{words}'"));
        }
        ok("undo 3");
        ok("redo 2");
        ok("undo");
        ok(&format!("cases exclude {respondent} --reason too-soon"));
        ok("undo");
    };
    thread::scope(|scope| {
        for (person, respondent) in [("anna", "R1"), ("ben", "R2"), ("carla", "R3")] {
            scope.spawn(move || work(person, respondent));
        }
    });
    let cases = sandbox.ok("cases --format csv");
    for person in ["anna", "ben", "carla"] {
        for number in 1..=2 {
            assert!(cases.contains(&format!("{person}-{number}=yes")), "{person} has {number}: {cases}");
        }
        let codings = sandbox.ok(&format!("codings --coder {person} --format csv"));
        assert_eq!(codings.lines().count(), 3, "a heading and two: {codings}");
        assert_eq!(
            sandbox.ok(&format!("log --who {person} --action undo --limit 100 --format csv")).lines().count(),
            6
        );
        assert!(sandbox.run("doctor").starts_with("well  the store\n"));
    }
    assert!(!sandbox.ok("status").contains("too-soon"));
}

#[test]
fn what_another_has_built_on_is_not_taken_back() {
    let sandbox = Sandbox::small();
    sandbox.ok("import -q");
    sandbox.ok("--as anna codings add ben --code training --words 'Two more posts'");
    let was = dump(&sandbox);
    sandbox.ok("--as ben codings reject --coder anna --code training");
    insta::assert_snapshot!(sandbox.run("--as anna undo"), @"
    --- stderr
    error: nothing was changed: 4, codings add: code training, 1 coding ([TIME], anna), has had 6, codings reject: 1 coding ([TIME], ben), built on it; take that back first (`verbatim undo --event 6`)
    --- exit 1
    ");
    sandbox.ok("--as ben cases set B office=North");
    sandbox.ok("--as ben undo 2");
    assert_same(&dump(&sandbox), &was, "once the other has taken back theirs");
    sandbox.ok("--as anna undo");
    assert!(!sandbox.ok("codings --format csv").contains("anna"));
    insta::assert_snapshot!(sandbox.run("--as carla undo"), @"
    --- stderr
    error: nothing of yours could be taken back; the last thing by somebody else is import: transcripts/survey.csv, 5 answers, kept 6, left out 1 ([TIME], tester): --anyone goes there too
    --- exit 1
    ");
    sandbox.ok("--as carla undo --anyone");
}
