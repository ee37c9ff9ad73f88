//! A correction that is killed at any instant is made or not, file by file, and nothing that people did is lost.

use std::process::Stdio;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use verbatim::model::{CodingStatus, Span};
use verbatim::store::{Event, PersonCoding, Store};

use crate::support::Sandbox;

const RESPONDENTS: usize = 1_500;

/// How often the program is killed.
const KILLS: u32 = 6;

fn survey(later: bool) -> String {
    let answer = |id: usize| match id % 3 {
        0 if later => format!("Something else, number {id}, entirely."),
        1 if later => format!("Well, we need a grant, number {id}, and soon."),
        _ => format!("We need a grant, number {id}."),
    };
    let count = if later { RESPONDENTS + 200 } else { RESPONDENTS };
    "id,What is missing?\n".to_owned() + &(0..count).map(|id| format!("R{id},\"{}\"\n", answer(id))).collect::<String>()
}

fn interview(later: bool) -> String {
    let turn = |nth: usize| {
        let said = if later && nth.is_multiple_of(4) { "rather more" } else { "a little less" };
        format!("Ann: What about number {nth}?\n\nBen: We have {said} of number {nth} now.\n\n")
    };
    (0..400).map(turn).collect()
}

fn write(sandbox: &Sandbox, later: bool) {
    sandbox.file("s.csv", survey(later)).file("a.txt", interview(later));
}

/// One coding on the first three words of every seventh text or turn.
fn code(sandbox: &Sandbox) -> i64 {
    let mut store = Store::open(&sandbox.path(".verbatim/store.db")).expect("the store opens");
    let event = Event {
        at: "2026-01-01T00:00:00Z".to_owned(),
        who: "anna".to_owned(),
        action: "code".to_owned(),
        detail: serde_json::json!({}),
    };
    let mut count = 0;
    for text in store.texts_after(None, usize::MAX).expect("texts are read") {
        let words: Vec<Span> = verbatim::text::words(&text.content).map(|word| word.span).collect();
        let step = if text.segments.is_empty() { words.len() } else { 41 };
        let is_coded = |words: &&[Span]| words.len() == 41 || (words.len() > 3 && text.id.0.is_multiple_of(7));
        for words in words.chunks(step).filter(is_coded) {
            let span = Span::of(&text.content, words[0].start()..words[3].end()).expect("words are whole");
            let coding =
                PersonCoding { code: "missing", text: text.id, span, coder: "anna", status: CodingStatus::Accepted };
            store.add_coding(&coding, &event).expect("a coding is added");
            count += 1;
        }
    }
    count
}

/// Codings that stand, codings that wait, and of each source its revision and whether that is the last in the history.
fn picture(sandbox: &Sandbox) -> (i64, i64, Vec<(String, u32, u32)>) {
    let store = Connection::open(sandbox.path(".verbatim/store.db")).expect("the store opens");
    let number = |sql: &str| store.query_row(sql, [], |row| row.get::<_, i64>(0)).expect("the store answers");
    let mut statement = store
        .prepare(
            "SELECT path, revision, (SELECT max(revision) FROM revisions WHERE source_id = sources.id) FROM sources
             ORDER BY path",
        )
        .expect("the store answers");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).expect("the store answers");
    let sources = rows.collect::<Result<_, _>>().expect("the store answers");
    let standing = "SELECT count(*) FROM codings JOIN texts ON texts.id = text_id";
    (number(standing), number("SELECT count(*) FROM reviews"), sources)
}

#[test]
fn a_correction_that_is_killed_is_made_or_not() {
    let sandbox = Sandbox::new();
    sandbox.study(
        "title = \"S\"\n\n[[source]]\nfiles = \"a.txt\"\nkind = \"interview\"\n\n[[source]]\nfiles = \"s.csv\"\nkind = \"survey\"\n",
    );
    write(&sandbox, false);
    sandbox.ok("import -q");
    let count = code(&sandbox);
    assert!(count > 200, "{count}");
    let kept = sandbox.bytes(".verbatim/store.db");
    write(&sandbox, true);
    let started = Instant::now();
    sandbox.ok("import -q");
    let whole = started.elapsed();
    let made = picture(&sandbox);
    assert!(made.0 > 0 && made.1 > 0 && made.0 + made.1 == count, "{made:?}");

    for kill in 0..KILLS {
        sandbox.remove(".verbatim").file(".verbatim/store.db", &kept);
        kill_after(&sandbox, whole * (2 * kill + 1) / (2 * KILLS));
        let (standing, waiting, sources) = picture(&sandbox);
        assert_eq!(standing + waiting, count, "after kill {kill}");
        for (name, revision, last) in &sources {
            assert_eq!(revision, last, "{name} is whole after kill {kill}");
        }
        let untouched = sources.iter().all(|(_, revision, _)| *revision == 1);
        assert!(!untouched || waiting == 0, "nothing waits before a file is taken over, after kill {kill}");
        assert!(sandbox.run("doctor").starts_with("well  the store\n"), "after kill {kill}");
        sandbox.ok("import -q");
        assert_eq!(picture(&sandbox), made, "after kill {kill} and another import");
    }
}

fn kill_after(sandbox: &Sandbox, instant: Duration) {
    let mut command = sandbox.command("import -q");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    let mut child = command.spawn().expect("the program can be started");
    thread::sleep(instant);
    child.kill().expect("it is ours");
    child.wait().expect("it ends");
}
