//! Settings in the browser: what they write, whom they name, copies and checks; and a study file with a mistake in it.

use super::support::Server;
use crate::support::Sandbox;

fn served() -> (Sandbox, Server) {
    let sandbox = Sandbox::small();
    sandbox.replace("study.toml", "seed = \"small\"", "minimum_group = 3   # as the archive asks\nseed = \"small\"");
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    (sandbox, server)
}

#[test]
fn what_is_saved_stands_in_the_study_file_beside_its_comments() {
    let (sandbox, server) = served();
    let before = sandbox.read("study.toml");
    server.form("/settings/study", &[("title", "A larger study"), ("language", "en")]).said();
    server.form("/settings/disclosure", &[("preset", ""), ("minimum_group", "5"), ("round_to", "5")]).said();
    let after = sandbox.read("study.toml");
    assert!(after.contains("title = \"A larger study\""), "{after}");
    assert!(after.contains("minimum_group = 5   # as the archive asks"), "{after}");
    assert!(after.contains("round_to = 5"));
    let page = server.get("/settings").body;
    assert!(page.contains("A number about fewer than 5 people is withheld"), "{page}");
    assert!(page.contains("Numbers are rounded to the nearest 5."));
    // What contradicts itself changes nothing.
    let refused = server.form("/settings/disclosure", &[("preset", "10"), ("minimum_group", "4")]).refused();
    assert!(refused.starts_with("study.toml, line ") && refused.contains("minimum_group = 4"), "{refused}");
    assert_eq!(sandbox.read("study.toml"), after);
    server.form("/undo", &[]).said();
    server.form("/undo", &[]).said();
    assert_eq!(sandbox.read("study.toml"), before);
}

#[test]
fn a_mistake_in_the_study_file_is_said_and_the_study_is_shown() {
    let (sandbox, server) = served();
    assert_eq!(server.get("/sources").status, 200);
    let sound = sandbox.read("study.toml");
    sandbox.replace("study.toml", "title = ", "titel = ");
    for path in ["/sources", "/settings", "/cases/B", "/"] {
        let page = server.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        assert!(page.body.contains("Study.toml, line 1, column 1: "), "{path}: {}", page.body);
    }
    // What would write over the file is refused.
    assert!(server.form("/settings/study", &[("title", "Other"), ("language", "en")]).status >= 400);
    assert!(sandbox.read("study.toml").contains("titel = "));
    sandbox.file("study.toml", sound);
    assert!(!server.get("/sources").body.contains("line 1, column 1"));
    server.form("/settings/study", &[("title", "Other"), ("language", "en")]).said();
}

#[test]
fn who_is_at_work_is_named() {
    let (sandbox, server) = served();
    assert_eq!(server.form("/settings/person", &[("person", " Anna ")]).said(), "Anna is at work");
    assert!(server.get("/cases").body.contains("</span>Anna</p>"));
    server.form("/cases/B/status", &[("do", "exclude"), ("reason", "broken off")]).said();
    assert!(sandbox.ok("log --limit 1").contains("Anna"));
    assert!(server.form("/settings/person", &[("person", "  ")]).status >= 400);
}

#[test]
fn copies_are_whole() {
    let (sandbox, server) = served();
    let said = server.form("/settings/backup", &[]).said();
    let name = said.strip_prefix("the store is copied to ").expect("it says where");
    assert!(sandbox.bytes(name).starts_with(b"SQLite format 3\0"));
    let copy = server.get("/settings/backup.db");
    assert_eq!(copy.status, 200);
    assert_eq!(copy.headers["content-disposition"], "attachment; filename=\"small-study.db\"");
    assert!(copy.body.starts_with("SQLite format 3"));
    let left: Vec<String> = sandbox.files(".verbatim").into_keys().filter(|name| name.starts_with("copy-")).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[test]
fn checks_say_what_to_do() {
    let (sandbox, server) = served();
    sandbox.append("transcripts/ben.txt", "\nBen: And that is all.\n");
    let page = server.get("/settings/doctor").body;
    assert!(page.contains("▲ look") && page.contains("Tables: build what is out of date"), "{page}");
    server.form("/settings/index", &[]).said();
    assert_eq!(server.settle()[0]["state"], "done");
    assert_eq!(server.get("/search?q=training").status, 200);
    assert!(server.get("/settings/licences").body.contains("Apache License"));
}
