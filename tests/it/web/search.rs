//! Search: what comes back for a query, how it is narrowed, and how what is found is coded.

use serde_json::json;

use super::browser_support::Browser;
use super::support::{Server, built};

#[test]
fn what_is_found_leads_to_its_place() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let page = server.get("/search?q=training").body;
    assert!(page.contains("4 segments, 3 texts, 3 cases"), "{page}");
    assert!(page.contains("href=\"/read/ben?at=2\""), "{page}");
    assert!(page.contains("href=\"/survey/survey?respondent=R1&amp;question=needs\""), "{page}");
    assert!(page.contains("More <mark>training</mark> for new staff."), "{page}");
    let lines = server.get("/search?q=training&view=lines&sort=right").body;
    assert!(lines.contains("4 matches in 4 segments"), "{lines}");
    assert!(lines.contains("aria-sort=\"ascending\""), "{lines}");
    let words = server.get("/search?q=training&view=words").body;
    assert!(words.contains("view=lines"), "a word leads to where it stands: {words}");
    let beside = server.get("/search/beside?segment=2").body;
    assert!(beside.contains("What does your service need?"), "{beside}");
    assert!(beside.contains("And where would the money come from?"), "{beside}");
}

#[test]
fn mistakes_are_pointed_at_and_harmless() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let page = server.get("/search?q=posts%20code%3Atrainin");
    assert_eq!(page.status, 200);
    assert!(page.body.contains("      ^^^^^^^") && page.body.contains("did you mean training?"), "{}", page.body);
    let checked = server.json("/search/check?q=(training");
    assert_eq!(checked, json!({ "message": "This bracket is not closed; add a ).", "pointed": "(training\n^" }));
    assert_eq!(server.json("/search/check?q=training"), json!({}));
    let script = server.get("/search?q=%3Cscript%3Ealert(1)%3C%2Fscript%3E").body;
    assert!(!script.contains("<script>alert"), "{script}");
}

#[test]
fn a_value_narrows_the_query_and_widens_it_again() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let counts = server.get("/search/facets?q=training").body;
    assert!(counts.contains("href=\"/search?q=training%20theme%3Astaff\""), "{counts}");
    assert!(counts.contains("3 segments, 3 texts, 3 cases; of 5 segments, 5 texts, 5 cases"), "{counts}");
    let narrowed = server.get("/search/facets?q=training%20theme%3Astaff").body;
    assert!(narrowed.contains("href=\"/search?q=training\" aria-current=\"true\""), "{narrowed}");
    let either = server.get("/search/facets?q=training%20OR%20grants&by=sector").body;
    assert!(either.contains("%28training%20OR%20grants%29%20sector%3ASchools"), "{either}");
}

#[test]
fn what_is_ticked_is_coded_in_one_step_that_is_told_before() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let wish = |passages: &str, dry: &str| {
        let fields = [
            ("q", "training"),
            ("code", "Funding"),
            ("unit", "segment"),
            ("deed", "code"),
            ("which", "ticked"),
            ("passages", passages),
            ("dry", dry),
        ];
        server.form("/search/code", &fields)
    };
    assert!(wish("", "").refused().contains("tick something first"));
    assert!(wish("13:0", "").refused().contains("cannot be read"));
    let told = wish("13:0:28,16:0:27,1:192:213", "yes").said();
    assert!(told.starts_with("2 passages in 2 segments, 2 texts, 2 cases would be coded funding"), "{told}");
    assert!(told.ends_with("1 passage of interviewers or headings, never coded"), "{told}");
    assert_eq!(sandbox.ok("codings --coder tester --format json"), "[]\n");
    assert!(wish("13:0:28,16:0:27", "").said().contains("are coded funding"));
    assert_eq!(server.form("/undo", &[]).status, 200);
    assert_eq!(sandbox.ok("codings --coder tester --format json"), "[]\n");
    let all = [("q", "training"), ("code", "training"), ("deed", "uncode"), ("which", "all")];
    assert!(server.form("/search/code", &all).said().contains("3 proposals of rules are rejected"));
}

#[test]
fn queries_are_saved_run_renamed_and_removed() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let saved = [("name", "learning"), ("q", "training OR course")];
    assert_eq!(server.form("/search/saved", &saved).said(), "saved as @learning");
    assert!(server.form("/search/saved", &saved).refused().contains("there is a saved query learning already"));
    assert!(server.get("/search?q=@learning").body.contains("5 segments"));
    let renamed = [("name", "learning"), ("new", "courses")];
    assert_eq!(server.form("/search/saved/rename", &renamed).said(), "@learning is called @courses now");
    assert_eq!(server.form("/search/saved/remove", &[("name", "courses")]).said(), "@courses is removed");
}

#[test]
fn results_are_ticked_and_coded_by_keys_alone() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/search?q=post");
    browser.wait_for("#facets section");
    browser.press(&["j", "x", "j", "x", "c"]);
    browser.wait_for("#palette[open]");
    browser.type_text("Training");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('#preview').textContent.includes('would be coded training')");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('#told').textContent.includes('coded training')");
    browser.wait_until("document.querySelector('#ticked').value === 'Nothing ticked'");
    assert!(sandbox.ok("codings --coder tester").contains("training"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// What is offered for what is typed.
fn offered(server: &Server, query: &str) -> Vec<String> {
    let offers = server.json(&format!("/search/complete?{query}"));
    let written = |offer: &serde_json::Value| offer["written"].as_str().expect("it is written somehow").to_owned();
    offers.as_array().expect("offers are a list").iter().map(written).collect()
}

#[test]
fn fields_and_what_they_may_be_are_offered_and_nothing_that_anybody_said() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    assert_eq!(offered(&server, "begun=s"), ["status:", "source:", "speaker:", "sector:"]);
    assert_eq!(offered(&server, "field=theme&begun=st"), ["theme:staff"]);
    // By what it is called as well.
    assert_eq!(offered(&server, "field=code&begun=Train"), ["code:training"]);
    assert_eq!(offered(&server, "field=sector&begun="), ["sector:Clinics", "sector:Schools"]);
    assert!(offered(&server, "field=source&begun=ca").contains(&"source:carla".to_owned()));
    assert_eq!(offered(&server, "field=question&begun=ne"), ["question:needs"]);
    assert_eq!(offered(&server, "field=needs&begun="), [""; 0]);
    assert_eq!(offered(&server, "begun=training"), [""; 0]);
}

#[test]
fn an_offer_is_taken_by_keys_and_never_unasked() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/search");
    browser.wait_for("#query[role=combobox]");
    browser.click("#query");
    browser.type_text("posts the");
    browser.wait_for(".offers:not([hidden])");
    browser.press(&["ArrowDown"]);
    browser.wait_for("#query[aria-activedescendant]");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('#query').value === 'posts theme:'");
    browser.wait_until("document.querySelector('.offers:not([hidden])')?.textContent.includes('theme:staff')");
    // Esc closes what is offered and leaves what is typed.
    browser.press(&["Escape"]);
    browser.wait_for("#query[aria-expanded=false]");
    assert_eq!(browser.script("return document.querySelector('#query').value"), "posts theme:");
    browser.type_text("staff");
    browser.wait_for(".offers:not([hidden])");
    browser.press(&["Enter"]);
    browser.wait_until("location.search.includes('posts+theme%3Astaff')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
