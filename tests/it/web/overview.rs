//! The overview: what there is, how far coding is, what is found and what waits, each leading on.

use super::browser_support::Browser;
use super::support::{Server, built};
use crate::support::Sandbox;

#[test]
fn it_says_where_a_study_stands_and_leads_on() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let page = server.get("/").body;
    for shown in [
        // Themes with the people and segments behind each; each bar is a way to its quotes.
        "href=\"/quotes?theme=staff\" title=\"Staff: 5 people, 5 segments\"",
        "href=\"/quotes?theme=money\" title=\"Money: 2 people, 3 segments\"",
        // By the only attribute: a cell leads to what that group said of the theme.
        "href=\"/search?q=theme%3Astaff%20sector%3AClinics\" title=\"Staff, Clinics: 3 of 4 people\"",
        // Where to go on coding.
        "href=\"/read/ben?at=6\"",
        "href=\"/read/carla?at=4\"",
        "href=\"/survey/survey?respondent=R6&amp;question=needs\"",
        // What waits, and whether the outputs are as they should be.
        "href=\"/search?q=status%3Aproposed\"",
        "Everything in output/ is up to date.",
        "href=\"/history\"",
    ] {
        assert!(page.contains(shown), "{shown} is not in {page}");
    }
    assert!(page.len() < 150_000, "{} bytes", page.len());
}

#[test]
fn what_a_person_does_shows_in_the_progress() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let before = server.get("/overview/progress").body;
    for shown in ["coded by a person (0)", "proposed by rules (7)", "no code (4)"] {
        assert!(before.contains(shown), "{shown} is not in {before}");
    }
    sandbox.ok("codings add ben:6 --code training --as ana");
    sandbox.ok("codings accept ben:2 --as ana");
    let after = server.get("/overview/progress").body;
    for shown in ["coded by a person (2)", "proposed by rules (6)", "no code (3)"] {
        assert!(after.contains(shown), "{shown} is not in {after}");
    }
    // Nothing of Ben is uncoded any more: what rules propose is next.
    assert!(after.contains("href=\"/read/ben?at=4\""), "{after}");
}

#[test]
fn outputs_that_are_out_of_date_are_said_with_a_way_to_build_them() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    sandbox.ok("codings accept ben:2 --as ana");
    let page = server.get("/").body;
    assert!(page.contains("The outputs are older than the store"), "{page}");
    assert!(page.contains("action=\"/outputs/build\""), "{page}");
    server.form("/outputs/build", &[]).said();
    let jobs = server.settle();
    assert_eq!(jobs[0]["state"], "done", "{jobs}");
    assert!(server.get("/").body.contains("Everything in output/ is up to date."));
}

#[test]
fn an_empty_study_says_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Nothing yet\"\n");
    let server = Server::start(&sandbox);
    let page = server.get("/").body;
    assert!(page.contains("Nothing has been imported yet.") && page.contains("href=\"/sources\""), "{page}");

    let sandbox = Sandbox::small();
    sandbox.replace("study.toml", "codebook = \"codebooks/small.toml\"\n", "");
    sandbox.ok("import");
    let server = Server::start(&sandbox);
    let page = server.get("/").body;
    assert!(page.contains("There is no codebook yet.") && page.contains("href=\"/codebook\""), "{page}");
}

#[test]
fn charts_show_what_is_done_meanwhile() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.wait_for_words("no code (4)");
    sandbox.ok("codings add ben:6 --code training --as ana");
    browser.wait_for_words("no code (3)");
    browser.script("document.querySelector('.bars a').focus()");
    browser.press(&["Enter"]);
    browser.wait_until("location.pathname === '/quotes' && location.search === '?theme=staff'");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
