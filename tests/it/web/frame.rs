//! What every page has, in a real browser: forms without reloading, undo by key, the sheet of keys, staying in step with
//! the command line, and a server that goes away.

use super::browser_support::Browser;
use super::support::{Server, built};

#[test]
fn keys_work_everywhere_and_are_written_on_a_sheet() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.press(&["?"]);
    browser.wait_for("#help[open]");
    let sheet = browser.text("#help");
    for words in ["Take back the last step", "Find in the study", "Codebook"] {
        assert!(sheet.contains(words), "{sheet}");
    }
    browser.press(&["Escape"]);
    browser.wait_until("!document.querySelector('#help').open");
    browser.press(&["Control+k"]);
    browser.wait_until("document.activeElement.id === 'find'");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_command_line_and_the_page_stay_in_step() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    sandbox.ok("cases exclude B --reason moved");
    browser.wait_until("document.querySelector('[data-step=undo]')?.title.includes('exclude')");
    // Taken back by key, without the page being loaded anew.
    browser.script("window.isTheSame = true");
    browser.script("document.activeElement.blur()");
    browser.press(&["Control+z"]);
    browser.wait_for_words("Taken back: ");
    browser.wait_until("document.querySelector('[data-step=redo]')?.title.includes('exclude')");
    assert_eq!(browser.script("return window.isTheSame"), true);
    assert!(sandbox.ok("log").contains("undo"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn nothing_but_this_server_is_asked_for_anything() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/");
    browser.wait_for("main");
    let requests = browser.requests();
    assert!(requests.iter().any(|address| address.ends_with("/js/app.js")), "{requests:?}");
    let origin = server.origin();
    let foreign: Vec<&String> =
        requests.iter().filter(|address| !address.starts_with(&origin) && !address.starts_with("data:")).collect();
    assert_eq!(foreign, Vec::<&String>::new());
}

#[test]
fn a_server_that_went_away_is_said() {
    let sandbox = built();
    let mut server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.wait_for("main");
    server.stop();
    browser.wait_for("#away");
    let said = browser.text("#away");
    assert!(said.contains("What you have typed stays here") && said.contains("verbatim serve"), "{said}");
}
