//! Several programs on one store: everyone waits their turn, and nothing is lost.

use std::process::Child;

use crate::support::Sandbox;

fn start(sandbox: &Sandbox, words: &str) -> Child {
    let mut command = sandbox.command(words);
    command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    command.spawn().expect("the program can be started")
}

fn all_end_well(sandbox: &Sandbox, children: Vec<Child>) {
    for child in children {
        let output = child.wait_with_output().expect("it ends");
        assert!(output.status.success(), "{}", sandbox.shown(&output));
    }
}

#[test]
fn what_two_write_at_once_is_all_there() {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    let children = (1..=12).map(|number| start(&sandbox, &format!("cases set B at-once-{number}=yes"))).collect();
    all_end_well(&sandbox, children);
    let cases = sandbox.ok("cases --format csv");
    for number in 1..=12 {
        assert!(cases.contains(&format!("at-once-{number}=yes")), "{number} is there: {cases}");
    }
    assert_eq!(sandbox.ok("log --limit 1000").matches("cases set").count(), 12);
}

#[test]
fn people_who_code_at_once_lose_nothing() {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    let code = |who: &str, words: &str| {
        let mut command = sandbox.command(words);
        command.env("VERBATIM_USER", who).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        command.spawn().expect("the program can be started")
    };
    let mut children = Vec::new();
    for number in 1..=6 {
        children.push(code(&format!("coder-{number}"), "codings add ben:4 --code posts"));
        children.push(code(&format!("coder-{number}"), "codings add survey:R4:needs --code training"));
    }
    children.push(code("judge", "codings accept --code funding"));
    children.push(code("judge", "codings reject --code training --coder rules"));
    all_end_well(&sandbox, children);
    assert_eq!(sandbox.ok("codings --coder people --count"), "12 codings: 12 accepted\n");
    assert_eq!(sandbox.ok("codings --coder rules --count"), "10 codings: 3 proposed, 3 accepted, 4 rejected\n");
    assert_eq!(sandbox.ok("log --limit 1000").matches("codings add").count(), 12);
}

#[test]
fn builds_at_once_end_as_one_would() {
    let alone = Sandbox::small();
    alone.ok("build -q");
    let sandbox = Sandbox::small();
    let children = (0..4).map(|_| start(&sandbox, "build")).collect();
    all_end_well(&sandbox, children);
    assert!(sandbox.ok("build").contains("everything is up to date"));
    assert_eq!(sandbox.outputs(), alone.outputs());
    sandbox.ok("doctor");
}

#[test]
fn some_search_while_others_write() {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    sandbox.append("transcripts/ben.txt", "\nBen: One more post.\n");
    let mut children = vec![start(&sandbox, "build")];
    children.extend((0..6).map(|_| start(&sandbox, "search post --count")));
    children.push(start(&sandbox, "backup ../copy.db"));
    children.push(start(&sandbox, "cases set C region=North"));
    all_end_well(&sandbox, children);
    sandbox.ok("build -q");
    sandbox.ok("doctor");
}
