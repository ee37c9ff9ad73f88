//! Two windows of one workbench side by side: what is done in one, or by the command line, shows in the other without a
//! reload, and what is being typed there stays.

use fantoccini::wd::WindowHandle;

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// A transcript in both windows, marked so that a reload would be noticed.
fn both_read() -> Option<(Sandbox, Server, Browser, WindowHandle, WindowHandle)> {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    let browser = Browser::open(&server)?;
    let first = browser.window();
    read(&browser);
    let second = browser.open_window();
    read(&browser);
    Some((sandbox, server, browser, first, second))
}

fn read(browser: &Browser) {
    browser.read("/read/ben");
    // To what Ben says first.
    browser.press(&["j"]);
    browser.script("window.isTheSame = true");
}

const SHOWN: &str = "document.querySelector('#here .codings')?.innerText.includes('Funding')";

fn shows(browser: &Browser, window: &WindowHandle, expression: &str) {
    browser.go_to_window(window);
    browser.wait_until(expression);
    browser.wait_until("!document.querySelector('#here .unsaved')");
    assert_eq!(browser.script("return window.isTheSame ?? false"), true, "it was not loaded anew");
}

#[test]
fn a_coding_in_one_window_shows_in_the_other_and_is_taken_back_there() {
    let Some((sandbox, _server, browser, first, second)) = both_read() else { return };
    browser.go_to_window(&first);
    browser.press(&["/"]);
    browser.type_text("fund");
    browser.press(&["Enter"]);
    shows(&browser, &first, SHOWN);
    shows(&browser, &second, SHOWN);
    assert_eq!(
        browser.script("return [...CSS.highlights.keys()].some(name => name.startsWith('code-'))"),
        true,
        "it is painted there too"
    );
    // The other window can take it back, and the first one shows that.
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('funding')");
    browser.press(&["Control+z"]);
    shows(&browser, &second, &format!("!{SHOWN}"));
    shows(&browser, &first, &format!("!{SHOWN}"));
    assert!(!sandbox.ok("codings ben:2 --code funding").contains("tester"));
    // And the first one does it again.
    browser.wait_until("!document.querySelector('[data-step=redo]').disabled");
    browser.press(&["Control+Shift+z"]);
    shows(&browser, &first, SHOWN);
    shows(&browser, &second, SHOWN);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_command_line_shows_in_both_windows() {
    let Some((sandbox, _server, browser, first, second)) = both_read() else { return };
    sandbox.ok("codings add ben:2 --code funding --as anna");
    shows(&browser, &first, "document.querySelector('#here .codings')?.innerText.includes('anna')");
    shows(&browser, &second, "document.querySelector('#here .codings')?.innerText.includes('anna')");
    sandbox.ok("undo --as anna");
    shows(&browser, &second, &format!("!{SHOWN}"));
    shows(&browser, &first, &format!("!{SHOWN}"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn other_pages_count_what_is_coded_in_a_window_beside_them() {
    let Some((_sandbox, _server, browser, first, second)) = both_read() else { return };
    let pages = [
        ("/codebook?code=funding", "main", "1 accepted"),
        ("/read", "main", "ben"),
        ("/quotes?code=funding", "main", "Two more posts"),
        ("/history", "main", "codings add"),
    ];
    for (page, part, words) in pages {
        browser.go_to_window(&second);
        browser.goto(page);
        browser.script("window.isTheSame = true");
        let before = browser.text(part);
        browser.go_to_window(&first);
        browser.press(&["/"]);
        browser.type_text("fund");
        browser.press(&["Enter"]);
        browser.go_to_window(&second);
        browser.wait_until(&format!("document.querySelector('{part}').innerText.includes('{words}')"));
        browser.wait_until(&format!("document.querySelector('{part}').innerText !== {before:?}"));
        assert_eq!(browser.script("return window.isTheSame ?? false"), true, "{page}: it was not loaded anew");
        browser.go_to_window(&first);
        browser.wait_until("document.querySelector('[data-step=undo]').title.includes('funding')");
        browser.press(&["Control+z"]);
        browser.wait_until(&format!("!{SHOWN}"));
    }
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn what_is_typed_in_one_window_stays_while_the_other_changes_something() {
    let Some((sandbox, _server, browser, first, second)) = both_read() else { return };
    // A memo that is being written beside the text.
    browser.press(&["m"]);
    browser.wait_for("#note[open] textarea");
    browser.type_text("Asks for money, and");
    // The definition of a code, on a page that is shown anew when something changes.
    browser.go_to_window(&first);
    browser.goto("/codebook?code=posts");
    browser.script("document.getElementById('definition').focus(); document.getElementById('definition').select()");
    browser.type_text("Jobs, also");
    // Somebody else changes the study; both windows hear of it.
    sandbox.ok("codings add ben:2 --code funding --as anna");
    browser.wait_for_words("Something has changed since this page was shown.");
    browser.type_text(" vacant ones");
    assert_eq!(browser.script("return document.getElementById('definition').value"), "Jobs, also vacant ones");
    browser.go_to_window(&second);
    browser.wait_until("document.querySelector('#here').textContent.includes('anna')");
    browser.type_text(" staff");
    assert_eq!(browser.script("return document.querySelector('#note textarea').value"), "Asks for money, and staff");
    assert_eq!(browser.script("return document.activeElement.tagName"), "TEXTAREA");
    // The first window saves, while the other still types; then that one saves too.
    browser.go_to_window(&first);
    browser.script("document.querySelector('#write button[type=submit]').click()");
    browser.wait_for_words("definition changed");
    browser.go_to_window(&second);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('posts')");
    browser.type_text(".");
    browser.script("document.querySelector('#note button.main').click()");
    browser.wait_for_words("Memo 1 is written");
    assert!(sandbox.ok("memos").contains("Asks for money, and staff."));
    assert!(sandbox.read("codebooks/small.toml").contains("definition = \"Jobs, also vacant ones\""));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn only_what_needs_nobody_goes_away_by_itself() {
    let Some((sandbox, _server, browser, first, _second)) = both_read() else { return };
    browser.go_to_window(&first);
    browser.goto("/codebook?code=posts");
    browser.script("document.getElementById('definition').focus()");
    browser.type_text("Jobs");
    // Seven seconds are over at once.
    browser.script(
        "const wait = window.setTimeout;
         window.setTimeout = (run, after, ...more) => wait(run, after > 5000 ? 100 : after, ...more)",
    );
    sandbox.ok("codings add ben:2 --code posts --as anna");
    browser.wait_for_words("Something has changed since this page was shown.");
    browser.script("document.activeElement.blur()");
    browser.press(&["Control+Shift+Z"]);
    browser.wait_for_words("There is nothing to do again");
    browser.wait_until("!document.querySelector('#told').innerText.includes('There is nothing to do again')");
    assert!(browser.text("#told").contains("Something has changed since this page was shown."));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn what_was_typed_and_left_stays_too() {
    let Some((sandbox, _server, browser, first, _second)) = both_read() else { return };
    // Written, and the hands are elsewhere: it is shown anew only when somebody says so, and even then the words are kept.
    browser.go_to_window(&first);
    browser.goto("/codebook?code=posts");
    browser.script("document.getElementById('definition').focus(); document.getElementById('definition').select()");
    browser.type_text("Jobs");
    browser.script("document.activeElement.blur()");
    sandbox.ok("codings add ben:2 --code posts --as anna");
    browser.wait_for_words("Something has changed since this page was shown.");
    assert_eq!(browser.script("return document.getElementById('definition').value"), "Jobs");
    // What else is said goes away after a while; this stays, once, until somebody acts upon it.
    sandbox.ok("codings add ben:4 --code posts --as anna");
    browser.wait_until("document.querySelectorAll('#told [data-stays=changed]').length === 1");
    // From wherever one is, by one key; and what is shown then is the newest.
    browser.script("document.getElementById('definition').focus()");
    browser.press(&["F8"]);
    assert_eq!(browser.script("return document.activeElement.innerText"), "Show");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('main').innerText.includes('2 accepted')");
    browser.wait_until("!document.querySelector('#told [data-stays]')");
    assert_eq!(browser.script("return document.activeElement.id"), "definition", "and one goes on where one was");
    assert_eq!(browser.script("return document.getElementById('definition').value"), "Jobs");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
