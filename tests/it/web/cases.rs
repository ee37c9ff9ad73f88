//! People in the browser: found, described, left out, made one, and let go.

use super::support::served;

#[test]
fn people_are_found_by_what_is_known_of_them() {
    let (_sandbox, server) = served();
    let found = |query: &str| -> Vec<String> {
        let page = server.get(&format!("/cases?{query}")).body;
        let names = page.split("name=\"case\" value=\"").skip(1);
        names.filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect()
    };
    assert_eq!(found("").len(), 9);
    assert_eq!(found("status=excluded"), ["R7"]);
    assert_eq!(found("kind=participant"), ["B", "C"]);
    assert_eq!(found("where=sector%3DSchools&kind=respondent"), ["R1", "R2", "R3"]);
    assert_eq!(found("source=transcripts%2Fben.txt"), ["B"]);
    assert_eq!(found("name=r1"), ["R1"]);
    let page = server.get("/cases?where=sektor%3DSchools").body;
    assert!(page.contains("There is no attribute &quot;sektor&quot;") && page.contains("sector"), "{page}");
}

#[test]
fn somebody_is_described_and_left_out_and_taken_in_again() {
    let (sandbox, server) = served();
    let page = server.get("/cases/B").body;
    for words in ["href=\"/read/ben?at=2\"", "Two more posts, and training", "value=\"Schools\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let fields = [("attribute", "sector"), ("value", "Nurseries"), ("attribute", "years"), ("value", "7")];
    assert_eq!(server.form("/cases/B/attributes", &fields).said(), "2 attributes of B saved");
    assert_eq!(server.form("/cases/B/attributes", &fields).said(), "nothing was different");
    server.form("/cases/B/attributes", &[("attribute", "years"), ("value", "")]).said();
    let shown = sandbox.ok("cases show B");
    assert!(shown.contains("Nurseries") && !shown.contains("years"), "{shown}");
    server.form("/cases/B/consent", &[("consent", "analyse")]).said();
    assert!(sandbox.ok("cases show B").contains("analyse"));
    let refused = server.form("/cases/B/status", &[("do", "exclude"), ("reason", " ")]).refused();
    assert_eq!(refused, "say why they are left out");
    server.form("/cases/B/status", &[("do", "exclude"), ("reason", "broken off")]).said();
    assert!(server.get("/cases/B").body.contains("Left out: broken off"));
    server.form("/people/status", &[("do", "include"), ("case", "B")]).said();
    assert!(sandbox.ok("cases --name B").contains("kept"));
    // Steps like any other.
    server.form("/undo", &[]).said();
    assert!(server.get("/cases/B").body.contains("Left out: broken off"));
}

#[test]
fn a_table_shows_what_it_would_change_first() {
    let (sandbox, server) = served();
    let reply = server.upload("/uploads/people.csv", b"case,sector,region\nB,Schools,North\nC,Surgeries,\n");
    let id = reply.value()["more"]["id"].as_str().expect("it waits").to_owned();
    let page = server.get(&format!("/people/sheet/{id}")).body;
    for words in ["It would change 2 values", "<ins>North</ins>", "<del>Clinics</del>", "<ins>Surgeries</ins>"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(sandbox.ok("cases show C").contains("Clinics"), "nothing has changed yet");
    assert_eq!(server.form(&format!("/people/sheet/{id}"), &[]).said(), "2 values changed");
    assert!(sandbox.ok("cases show C").contains("Surgeries"));
    let reply = server.upload("/uploads/people.csv", b"case,sector\nZZ,Schools\n");
    let id = reply.value()["more"]["id"].as_str().expect("it waits").to_owned();
    let refused = server.form(&format!("/people/sheet/{id}"), &[]).refused();
    assert!(refused.contains("people.csv") && refused.contains("ZZ"), "{refused}");
}

#[test]
fn two_become_one() {
    let (sandbox, server) = served();
    let refused = server.form("/people/merge", &[("keep", "C"), ("case", "R1")]).refused();
    assert_eq!(refused, "they differ in sector, so nothing was merged: say whose values count");
    let said = server.form("/people/merge", &[("keep", "C"), ("case", "R4")]).said();
    assert!(said.starts_with("R4 is C from now on"), "{said}");
    assert!(server.get("/cases/C").body.contains("A post for the waiting list."));
    assert!(sandbox.ok("cases show C").contains("R4"));
}

#[test]
fn who_withdraws_is_gone_once_it_was_said_twice() {
    let (sandbox, server) = served();
    let waiting = server.upload("/uploads/more.txt", b"Interviewer: Well?\n\nBen: Two more posts, and training.\n");
    assert_eq!(waiting.status, 200);
    let page = server.get("/cases/B/withdraw").body;
    for words in ["Nothing has been changed yet", "It cannot be undone", "transcripts/ben.txt", "data-confirm="] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let refused = server.form("/cases/B/withdraw", &[("typed", "b")]).refused();
    assert!(refused.starts_with("nothing was changed"), "{refused}");
    assert_eq!(server.get("/cases/B").status, 200);
    // Other pages have been looked at meanwhile, and hold the study open.
    for path in ["/", "/sources", "/cases", "/search?q=training"] {
        server.get(path);
    }
    server.form("/cases/B/withdraw", &[("typed", "B"), ("reason", "asked")]).said();
    let job = &server.settle()[0];
    assert_eq!(job["state"], "done", "{job}");
    assert_eq!(server.get("/cases/B").status, 422);
    assert!(server.get("/cases").body.contains("1 person withdrew"));
    for (name, bytes) in sandbox.files(".verbatim") {
        let words = b"We write for grants every spring";
        assert!(!bytes.windows(words.len()).any(|window| window == words), "{name} still holds their words");
    }
    assert!(sandbox.files(".verbatim/incoming").is_empty(), "what waited may have been theirs");
    // Pages that had the study open go on.
    assert_eq!(server.get("/search?q=training").status, 200);
    assert_eq!(server.get("/").status, 200);
}
