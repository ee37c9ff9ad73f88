//! A program that is killed while it takes something back has taken it back or not, and what it could do, it can do again.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::history::random::{assert_same, dump};
use crate::support::Sandbox;

const RESPONDENTS: usize = 3_000;
const KILLS: u32 = 6;

#[test]
fn an_undo_that_is_killed_is_made_or_not() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n").ok("status");
    let rows: String = (0..RESPONDENTS).map(|id| format!("R{id},\"We need a grant, number {id}.\"\n")).collect();
    sandbox.file("../s.csv", "id,What is missing?\n".to_owned() + &rows);
    let before = dump(&sandbox);
    sandbox.ok("import ../s.csv -q");
    let after = dump(&sandbox);
    for command in ["undo", "redo"] {
        let (from, to) = if command == "undo" { (&after, &before) } else { (&before, &after) };
        // How long it takes, and that it comes out right, on a copy.
        let copy = Sandbox::new();
        crate::support::copy_folder(&sandbox.path(""), &copy.path(""));
        let started = Instant::now();
        copy.ok(command);
        let whole = started.elapsed();
        for kill in 0..KILLS {
            let copy = Sandbox::new();
            crate::support::copy_folder(&sandbox.path(""), &copy.path(""));
            kill_after(&copy, command, whole * (2 * kill + 1) / (2 * KILLS));
            let place = format!("{command} after kill {kill}");
            assert!(copy.run("doctor").starts_with("well  the store\n"), "{place}");
            let is = dump(&copy);
            let is_done = is["sources"] == to["sources"];
            assert_same(&is, if is_done { to } else { from }, &place);
            if !is_done {
                copy.ok(command);
            }
            assert_same(&dump(&copy), to, &format!("{place} and another go"));
        }
        sandbox.ok(command);
    }
}

fn kill_after(sandbox: &Sandbox, command: &str, instant: Duration) {
    let mut command = sandbox.command(command);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program can be started");
    thread::sleep(instant);
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
}
