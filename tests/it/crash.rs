//! Killed at any instant, the study is as it was before some action or as it is after it, never in between; and the next
//! build ends as if nothing had happened.

use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use crate::support::Sandbox;

#[path = "../../benches/corpus/mod.rs"]
mod corpus;

const SIZE: corpus::Size = corpus::Size { respondents: 3_000, questions: 3, interviews: 2, words_per_interview: 2_000 };

/// How often the program is killed; `VERBATIM_KILLS` sets another number.
const KILLS: usize = 8;

fn generated() -> Sandbox {
    let sandbox = Sandbox::new();
    corpus::write_study(&sandbox.path(""), SIZE, 1).expect("the sandbox can be written to");
    sandbox
}

#[test]
fn a_build_that_is_killed_leaves_nothing_half_done() {
    let kills = std::env::var("VERBATIM_KILLS").ok().and_then(|number| number.parse().ok()).unwrap_or(KILLS);
    let undisturbed = generated();
    let started = Instant::now();
    undisturbed.ok("build -q");
    let whole_build = started.elapsed();
    let expected = undisturbed.outputs();
    let whole = counts(&undisturbed);
    let seed: u64 = std::env::var("VERBATIM_SEED").ok().and_then(|number| number.parse().ok()).unwrap_or(20_260_101);
    let mut random = corpus::Random::new(seed);
    // One study is killed again and again, as on a bad day; every other time it begins from nothing.
    let sandbox = generated();
    let mut hits = 0;
    for kill in 0..kills {
        if kill % 2 == 0 {
            start_over(&sandbox);
        } else {
            change(&sandbox, kill);
        }
        let part = u32::try_from(random.below(1_000)).expect("it is small");
        let instant = whole_build * part / 1_000;
        hits += usize::from(kill_after(&sandbox, instant));
        let place = format!("kill {kill} of seed {seed}, after {instant:?} of {whole_build:?}");
        look_over(&sandbox, &whole, &place);
    }
    assert!(hits * 3 >= kills, "only {hits} of {kills} kills came while the program was at work");
    restore(&sandbox);
    sandbox.ok("build -q");
    assert!(sandbox.outputs() == expected, "outputs are those of an undisturbed build, byte by byte");
    assert_eq!(counts(&sandbox), whole);
}

/// Starts a build and kills it; tells whether it was still at work.
fn kill_after(sandbox: &Sandbox, instant: Duration) -> bool {
    let mut command = sandbox.command("build -q");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program can be started");
    thread::sleep(instant);
    let is_at_work = child.try_wait().expect("it is ours").is_none();
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
    is_at_work
}

/// What is in the store: texts of each source, and codings of each code.
fn counts(sandbox: &Sandbox) -> (i64, i64, Vec<(String, i64)>) {
    let store = rusqlite::Connection::open(sandbox.path(".verbatim/store.db")).expect("the store can be opened");
    let number = |sql: &str| store.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("the store answers");
    let mut statement = store
        .prepare("SELECT path, (SELECT count(*) FROM texts WHERE source_id = sources.id) FROM sources ORDER BY path")
        .expect("the store answers");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).expect("the store answers");
    let sources = rows.collect::<Result<_, _>>().expect("the store answers");
    (number("SELECT count(*) FROM codings"), number("SELECT count(*) FROM cases"), sources)
}

/// The store is sound, every source is whole or absent, the codings are all there or none, and every file in output/ is
/// a whole one.
fn look_over(sandbox: &Sandbox, whole: &(i64, i64, Vec<(String, i64)>), place: &str) {
    if sandbox.exists(".verbatim/store.db") {
        let said = sandbox.run("doctor");
        assert!(said.starts_with("well  the store\n"), "{place}: {said}");
        assert!(said.contains("well  the index\n"), "{place}: {said}");
        let (codings, _, sources) = counts(sandbox);
        for (name, texts) in &sources {
            let all = whole.2.iter().find(|(path, _)| path == name).map(|(_, texts)| *texts);
            assert_eq!(Some(*texts), all, "{place}: {name} is whole");
        }
        let is_changed = sandbox.read("codebooks/generated.toml").contains("# changed");
        assert!(codings == 0 || codings == whole.0 || is_changed, "{place}: {codings} codings of {}", whole.0);
    }
    for (name, bytes) in sandbox.outputs() {
        assert!(name.starts_with('.') || bytes.ends_with(b"\n"), "{place}: {name} is whole");
    }
}

fn start_over(sandbox: &Sandbox) {
    for name in [".verbatim", "output"] {
        if sandbox.exists(name) {
            sandbox.remove(name);
        }
    }
}

/// Changes the codebook, so that the next build has codings and outputs to replace.
fn change(sandbox: &Sandbox, kill: usize) {
    restore(sandbox);
    sandbox.append("codebooks/generated.toml", &format!("# changed {kill}\n"));
}

fn restore(sandbox: &Sandbox) {
    let text = sandbox.read("codebooks/generated.toml");
    let lines: String =
        text.lines().filter(|line| !line.starts_with("# changed")).map(|line| format!("{line}\n")).collect();
    fs::write(sandbox.path("codebooks/generated.toml"), lines).expect("the sandbox can be written to");
}
