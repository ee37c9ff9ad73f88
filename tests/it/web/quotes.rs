//! Quotes, memos and history: what is listed there, and what can be done and taken back.

use serde_json::json;

use super::browser_support::Browser;
use super::support::{Server, built};

#[test]
fn quotes_show_real_words_whose_they_are_and_what_is_printed() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let page = server.get("/quotes?theme=staff").body;
    assert!(page.contains("5 passages of 5 people"), "{page}");
    assert!(page.contains("We in Hartwell would like a course"), "{page}");
    assert!(page.contains("href=\"/read/carla?at=2\""), "{page}");
    let printed = server.get("/quotes/printed?place=carla:2&passage=7:29:90").body;
    assert!(printed.contains("We in [town] would like a course") && !printed.contains("Hartwell"), "{printed}");
    // Many at once, in their order; what is not there is said in its place.
    let passages = [("carla:2", "7:29:90"), ("ben:99", "7000:0:1"), ("survey:R1:needs", "13:0:28")];
    let asked = passages.map(|(place, passage)| json!({ "place": place, "passage": passage }));
    let refused = server.send("/quotes/printed", &json!({ "passages": asked }));
    assert_eq!(refused.status, 422, "{}", refused.body);
    let answer = server.send("/quotes/printed", &json!({ "passages": [asked[0], asked[2]] })).value();
    let all = answer["more"]["printed"].as_array().expect("a list");
    assert_eq!(all.len(), 2, "{answer}");
    assert_eq!(all[0], printed.as_str(), "each is printed as it is by itself");
    assert_eq!(all[1], server.get("/quotes/printed?place=survey:R1:needs&passage=13:0:28").body.as_str());
    let many = vec![asked[0].clone(); 21];
    assert_eq!(
        server.send("/quotes/printed", &json!({ "passages": many })).refused(),
        "at most 20 quotes are shown as they are printed at once"
    );
    let narrowed = server.get("/quotes?theme=staff&q=sector:Clinics").body;
    assert!(narrowed.contains("3 passages of 3 people"), "{narrowed}");
    assert!(server.get("/quotes?code=post").body.contains("did you mean"));
    assert!(server.get("/quotes").body.contains("href=\"/quotes?theme=staff\""));
}

#[test]
fn all_quotes_are_turned_to_print_and_back_at_once() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/quotes?theme=staff");
    browser.wait_for("html[data-ready]");
    assert!(browser.text("main").contains("We in Hartwell would like a course"));
    browser.click("#in-print");
    browser.wait_for_words("These are as they are printed: pseudonymised.");
    let shown = browser.text("main");
    assert!(shown.contains("We in [town] would like a course") && !shown.contains("Hartwell"), "{shown}");
    let requests = "return performance.getEntriesByType('resource').filter(entry => entry.name.endsWith('/quotes/printed')).length";
    assert_eq!(browser.script(requests), 1, "one request for all of them");
    // It stays so when the page is opened again.
    browser.reload();
    browser.wait_for_words("These are as they are printed: pseudonymised.");
    assert_eq!(browser.script("return document.querySelector('#in-print').ariaPressed"), "true");
    browser.click("#in-print");
    browser.wait_for_words("These are the real words");
    assert!(browser.text("main").contains("We in Hartwell would like a course"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn quotes_are_pinned_trimmed_and_marked_and_it_is_taken_back() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let words = [("place", "survey:R1:needs"), ("passage", "13:0:28"), ("theme", "staff")];
    assert_eq!(server.form("/quotes/pin", &words).said(), "survey:R1:needs is pinned, at position 1");
    let page = server.get("/quotes?theme=staff&only=pinned").body;
    assert!(page.contains("1 passage of 1 person") && page.contains("Pinned, 1"), "{page}");
    let trim = [("place", "survey:R1:needs"), ("passage", "13:0:28"), ("words", "More"), ("what", "leave-out")];
    assert_eq!(server.form("/quotes/trim", &trim).said(), "survey:R1:needs is printed otherwise now");
    let printed = server.get("/quotes/printed?place=survey:R1:needs&passage=13:0:28").body;
    assert!(printed.contains("[…] training for new staff."), "{printed}");
    assert_eq!(server.form("/quotes/restore", &words).said(), "survey:R1:needs: 1 edit taken away");
    let against = [words[0], words[1], words[2], ("because", "It went well")];
    assert!(server.form("/quotes/against", &against).said().contains("is marked as speaking against it"));
    assert!(server.get("/quotes?theme=staff").body.contains("What speaks against it"));
    for _ in 0..4 {
        assert_eq!(server.form("/undo", &[]).status, 200);
    }
    assert!(server.get("/quotes?theme=staff&only=pinned").body.contains("0 passages"));
    let wrong = [("place", "survey:R1:needs"), ("passage", "13:x"), ("theme", "staff")];
    assert!(server.form("/quotes/pin", &wrong).refused().contains("cannot be read"));
}

#[test]
fn whoever_may_not_be_quoted_is_shown_with_the_reason() {
    let sandbox = built();
    sandbox.ok("cases consent C analyse");
    let server = Server::start(&sandbox);
    let page = server.get("/quotes?theme=staff").body;
    assert!(page.contains("Not to be quoted: C agreed to analysis only"), "{page}");
    assert!(page.contains("1 of people who may not be quoted"), "{page}");
    let pin = [("place", "carla:2"), ("passage", "7:29:90"), ("theme", "staff")];
    assert!(server.form("/quotes/pin", &pin).refused().contains("no words of theirs are quoted"));
}

#[test]
fn memos_are_written_answered_linked_exported_and_removed() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    assert!(server.get("/memos").body.contains("Nothing is noted yet"));
    let memo =
        [("on", "carla:2"), ("title", "Systems"), ("kind", "theory"), ("content", "Hartwell again: [[code:training]]")];
    assert_eq!(server.form("/memos", &memo).said(), "memo 1 is written");
    assert_eq!(server.form("/memos", &[("on", "memo:1"), ("content", "Agreed")]).said(), "memo 2 is written");
    assert!(server.form("/memos", &[("on", "nowhere:1"), ("content", "x")]).refused().contains("no source"));
    let page = server.get("/memos").body;
    assert!(page.contains("href=\"/codebook?code=training\">code training</a>"), "{page}");
    assert!(page.contains("href=\"/read/carla?at=2\""), "{page}");
    assert!(server.get("/memos?words=agreed").body.contains("1 memo<"));
    assert!(server.get("/memos?on=carla:2").body.contains("1 memo<"));
    assert!(server.get("/memos?on=code:posts").body.contains("No memo is like that"));
    // A code's page leads to what is noted on it.
    server.form("/memos", &[("on", "code:posts"), ("content", "Who pays?")]).said();
    assert!(server.get("/codebook?code=posts").body.contains("href=\"/memos?on=code%3Aposts\">1 memo</a>"));
    assert!(server.get("/memos?on=code%3Aposts").body.contains("Who pays?"));
    server.form("/memos/remove", &[("number", "3")]).said();
    let link = [("from", "memo:1"), ("to", "theme:staff"), ("kind", "explains")];
    assert_eq!(server.form("/memos/links", &link).said(), "memo 1 explains theme staff");
    let exported = server.get("/memos/export?format=md");
    assert!(exported.headers["content-disposition"].contains("memos.md"), "{:?}", exported.headers);
    assert!(exported.body.contains("town") && !exported.body.contains("Hartwell"), "{}", exported.body);
    assert_eq!(server.form("/memos/remove", &[("number", "1")]).said(), "memo 1 is removed, with 1 reply and 1 link");
}

#[test]
fn history_takes_back_one_step_and_compares_codebooks() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    drop(server.form("/memos", &[("on", "study"), ("content", "First")]).said());
    drop(server.form("/memos", &[("on", "code:posts"), ("content", "Second")]).said());
    let log = server.get("/history?action=memos").body;
    assert_eq!(log.matches("id=\"event-").count(), 2, "{log}");
    let number = log.split("id=\"event-").nth(2).and_then(|rest| rest.split('"').next()).expect("two steps").to_owned();
    assert!(server.form("/history/undo", &[("number", &number)]).said().starts_with("taken back: memos add: on study"));
    assert!(server.form("/history/undo", &[("number", &number)]).refused().contains("it has been taken back"));
    assert!(server.get("/history?state=back").body.contains("on study"));
    let trail = server.get("/history/trail/csv");
    assert!(trail.body.starts_with("Number,When,Who,Action,What,State"), "{}", trail.body);
    sandbox.replace("codebooks/small.toml", "Where the money comes from.", "Where money comes from.");
    sandbox.ok("build");
    let versions = server.get("/history/codebook?old=1").body;
    assert!(versions.contains("<del>the"), "{versions}");
    assert_eq!(server.form("/history/drafts/keep", &[("name", "supervisor")]).said(), "kept as supervisor");
    let drafts = server.get("/history/drafts").body;
    assert!(drafts.contains("supervisor"), "{drafts}");
    assert_eq!(
        server.form("/history/drafts/remove", &[("name", "supervisor")]).said(),
        "the draft supervisor is removed"
    );
}
