//! The pictures of the workbench in the manual, taken from the shipped study by `docs/images/make.sh`.

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// What each picture shows, and what has to be seen before it is taken.
const PICTURES: &[(&str, &str, &str)] = &[
    ("workbench-overview", "/", "main svg"),
    ("workbench", "/read/interview-1?at=16", "#codes button"),
    ("workbench-survey", "/survey/survey?question=Q27_1", "main"),
    ("workbench-search", "/search?q=%22waiting+list%22+OR+backlog", "main mark"),
    ("workbench-table", "/tables/frequencies", "main table"),
    ("workbench-names", "/names", "main"),
];

#[test]
fn pictures_for_the_manual() {
    let Some(folder) = std::env::var_os("VERBATIM_PICTURES") else { return };
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open_with(&server, 1280, 860) else { return };
    browser.script("localStorage.setItem('verbatim-tour', 'seen')");
    for (name, page, seen) in PICTURES {
        browser.goto(page);
        browser.wait_for(seen);
        // Parts of a page that are loaded after it, and its own first frame.
        std::thread::sleep(std::time::Duration::from_secs(2));
        let path = std::path::Path::new(&folder).join(format!("{name}.png"));
        std::fs::write(path, browser.screenshot()).expect("it can be written");
    }
}
