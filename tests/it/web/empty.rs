//! A study that holds nothing yet: every page says so in words, and what to do.

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// As `verbatim init` leaves it.
fn begun() -> (Sandbox, Server) {
    let sandbox = Sandbox::new();
    sandbox.ok("init");
    let server = Server::start(&sandbox);
    (sandbox, server)
}

/// Each page, and words that say what to do there.
const PAGES: &[(&str, &str)] = &[
    ("/", "Bring in transcripts and survey exports"),
    ("/sources", "Drop interview transcripts"),
    ("/reviews", "Nothing waits"),
    ("/read", "Bring interviews in on the page"),
    ("/survey", "Add its file"),
    ("/search", "What can be asked"),
    ("/search?q=training", "Bring interviews or a survey in"),
    ("/search?q=training&view=lines", "Bring interviews or a survey in"),
    ("/search?q=training&view=words", "Bring interviews or a survey in"),
    ("/quotes", "Bring interviews or a survey in"),
    ("/quotes?theme=resourcing", "Code some words so"),
    ("/codebook", "A new code"),
    ("/codebook?code=staff-training", "Words and phrases to find"),
    ("/codebook/check", "Nothing is wrong or doubtful"),
    ("/tables", "Tables are made of it"),
    ("/counts", "It takes texts and a codebook"),
    ("/outputs/withheld", "What outputs withhold is told of what is in the study"),
    ("/framework", "New framework"),
    ("/memos", "Write the first one above"),
    ("/names", "Outputs say of this study"),
    ("/names/register", "List someone or something"),
    ("/names/indirect", "Import transcripts"),
    ("/names/log", "Nobody has decided"),
    ("/agreement", "Let a second person code"),
    ("/history", "code"),
    ("/history/codebook", "From nothing to"),
    ("/history/drafts", "Build the outputs under"),
    ("/cases", "Nobody is in the study yet"),
    ("/people/sheet", "Drop it anywhere on this page"),
    ("/settings", "Language of the texts"),
    ("/settings/doctor", "no outputs have been written yet"),
];

#[test]
fn every_page_says_what_to_do() {
    let (_sandbox, server) = begun();
    for (page, words) in PAGES {
        let reply = server.get(page);
        assert_eq!(reply.status, 200, "{page}: {}", reply.body);
        let (_, main) = reply.body.split_once("<main").unwrap_or_else(|| panic!("{page} has a main part"));
        assert!(main.contains(words), "{page} says “{words}”: {main}");
        for bad in ["class=\"box bad\"", "cannot be shown"] {
            assert!(!main.contains(bad), "{page}: {main}");
        }
    }
    // What the navigation leads to is among them.
    let front = server.get("/").body;
    let (_, navigation) = front.split_once("<nav class=\"pages\"").expect("every page has the navigation");
    let (navigation, _) = navigation.split_once("</nav>").expect("it ends");
    for link in navigation.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(PAGES.iter().any(|(page, _)| *page == link), "{link} is looked at");
    }
    assert!(server.get("/agreement").body.contains("Nobody has coded yet"));
}

#[test]
fn pages_that_fill_themselves_say_it_too_and_nothing_fails() {
    let (_sandbox, server) = begun();
    let Some(browser) = Browser::open(&server) else { return };
    for (page, words) in PAGES {
        browser.goto(page);
        browser.wait_for_words(words);
        let waits = "[...document.querySelectorAll('main *')].some(element => element.children.length === 0 && element.checkVisibility() && /ing .* …$/.test(element.textContent.trim()))";
        browser.wait_until(&format!("!({waits})"));
        assert_eq!(browser.script("return document.querySelectorAll('#told .bad').length"), 0, "{page}");
        assert_eq!(browser.complaints(), Vec::<String>::new(), "{page}");
    }
    browser.goto("/names");
    browser.wait_until("document.querySelector('main .empty')?.checkVisibility()");
    let queue = browser.text("main .empty");
    assert!(queue.contains("Bring transcripts or a survey in"), "the queue says what to do: {queue}");
}

#[test]
fn a_study_without_a_codebook_says_how_to_begin_one() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Nothing yet\"\n");
    let server = Server::start(&sandbox);
    for (page, words) in [
        ("/codebook", "this study has no codebook yet"),
        ("/history/codebook", "there is no codebook yet"),
        ("/read", "Bring interviews in"),
        ("/quotes", "there is no codebook yet"),
        ("/counts", "nothing to count yet"),
        ("/history", "nothing is like that"),
        ("/framework", "no framework yet"),
    ] {
        let reply = server.get(page);
        assert_eq!(reply.status, 200, "{page}: {}", reply.body);
        assert!(reply.body.to_lowercase().contains(&words.to_lowercase()), "{page}: {}", reply.body);
    }
}
