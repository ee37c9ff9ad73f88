//! Bringing a file in with the mouse, and the tour with the keyboard, in a real browser.

use super::browser_support::Browser;
use super::support::{Server, served};
use crate::support::Sandbox;

const DROP: &str = "
    const files = new DataTransfer();
    files.items.add(new File(['Interviewer: How is it?\\n\\nDana: We have no training.\\n'], 'dana.txt'));
    if (arguments.length > 1) files.items.add(new File(['no archive'], 'eve.docx'));
    const event = (name) => new DragEvent(name, { dataTransfer: files, bubbles: true, cancelable: true });
    for (const name of ['dragenter', 'dragover', 'drop']) document.getElementById('drop').dispatchEvent(event(name));
";

fn opened() -> Option<(Sandbox, Server, Browser)> {
    let (sandbox, server) = served();
    let browser = Browser::open(&server)?;
    Some((sandbox, server, browser))
}

#[test]
fn a_file_is_dropped_looked_at_and_brought_in() {
    let Some((sandbox, _server, browser)) = opened() else { return };
    browser.goto("/sources");
    browser.script(DROP);
    browser.wait_until("location.pathname.startsWith('/incoming/')");
    browser.wait_for_words("Dana: 1 turn");
    browser.click("main form[method=post] button.main");
    browser.wait_until("location.pathname === '/sources'");
    browser.wait_for("a[href='/read/dana']");
    assert!(sandbox.exists("transcripts/dana.txt"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn what_is_refused_says_why_and_the_rest_is_taken() {
    let Some((sandbox, _server, browser)) = opened() else { return };
    browser.goto("/sources");
    browser.script(&DROP.replace("arguments.length > 1", "true"));
    browser.wait_for("#waiting");
    assert!(browser.text("#uploads").contains("eve.docx: this is not a Word document"), "{}", browser.text("#uploads"));
    assert!(browser.text("#waiting").contains("dana.txt"));
    browser.click("#waiting button.main");
    browser.wait_for("a[href='/read/dana']");
    assert!(sandbox.files(".verbatim/incoming").is_empty());
}

#[test]
fn the_tour_is_offered_once_and_taken_by_keyboard() {
    let Some((_sandbox, _server, browser)) = opened() else { return };
    browser.goto("/");
    browser.wait_for("#tour-offer");
    browser.script("document.querySelector('#tour-offer button').focus()");
    browser.press(&["Enter"]);
    browser.wait_until("document.activeElement.id === 'tour-title'");
    assert!(browser.text("#tour").contains("1 of 6: Overview"));
    browser.press(&["Tab", "Enter"]);
    browser.wait_until("location.pathname === '/read' && document.activeElement.id === 'tour-title'");
    browser.press(&["Escape"]);
    browser.wait_until("!document.querySelector('#tour')");
    browser.goto("/");
    assert_eq!(browser.script("return document.querySelector('#tour-offer')"), serde_json::Value::Null);
    browser.goto("/settings");
    browser.click("[data-tour]");
    browser.wait_until("location.pathname === '/' && document.querySelector('#tour')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn looks_are_kept_by_the_browser() {
    let Some((_sandbox, _server, browser)) = opened() else { return };
    browser.goto("/settings");
    browser.click("#theme-dark");
    browser.wait_until("document.documentElement.dataset.theme === 'dark'");
    browser.script(
        "const size = document.querySelector('#text-size'); size.value = '125'; size.dispatchEvent(new Event('change', { bubbles: true }))",
    );
    browser.goto("/cases");
    assert_eq!(browser.script("return document.documentElement.dataset.theme"), "dark");
    assert_eq!(browser.script("return getComputedStyle(document.documentElement).fontSize"), "20px");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
