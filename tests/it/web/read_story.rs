//! Read & code in a real browser: by keyboard, by mouse, by dragging; in step with the command line; with the server gone.

use super::browser_support::Browser;
use super::support::{Server, built, served};
use crate::support::Sandbox;

/// Codings by people on what is at the cursor, as the list beside the text tells them.
fn here(browser: &Browser) -> String {
    browser.text("#here")
}

#[test]
fn a_transcript_is_coded_by_keys() {
    let (sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    // Down to what Ben says; three words marked; a code found by letters.
    browser.press(&["ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"]);
    assert!(here(&browser).contains("Two more posts"), "{}", here(&browser));
    browser.press(&["/"]);
    browser.type_text("fund");
    browser.press(&["Enter"]);
    // It is painted before the server has answered.
    assert_eq!(browser.script("return [...CSS.highlights.keys()].some(name => name.startsWith('code-'))"), true);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('funding')");
    assert!(sandbox.ok("codings ben --code funding").contains("Two more posts"));
    // Again by its number, on the sentence after it.
    browser.press(&["Escape", "ArrowUp", "Control+ArrowRight", "s", "1"]);
    browser.wait_until("document.querySelector('#here').innerText.includes('Funding')");
    browser.wait_until("!document.querySelector('#here .unsaved')");
    assert!(sandbox.ok("codings ben --code funding").contains("Nothing else."));
    // Taken back by key, and done again.
    browser.press(&["Control+z"]);
    browser.wait_until("!document.querySelector('#here').innerText.includes('Funding')");
    browser.press(&["Control+Shift+z"]);
    browser.wait_until("document.querySelector('#here').innerText.includes('Funding')");
    // Its end is moved by keys, and it is removed.
    browser.press(&["e", "ArrowLeft", "Enter"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('move')");
    browser.press(&["d"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('remove')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_screen_reader_hears_where_one_is_and_what_was_done() {
    let sandbox = built();
    // Somebody who has done nothing yet.
    let server = Server::start_with(&sandbox, &["--as", "anna"]);
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    let hears = |words: &str| {
        browser.wait_until(&format!("document.querySelector('#announce').textContent.includes({words:?})"));
    };
    browser.press(&["u"]);
    browser.wait_for_words("There is nothing to take back");
    browser.press(&["r"]);
    browser.wait_for_words("There is nothing to do again");
    browser.press(&["j"]);
    hears("Segment 2");
    hears("Training, proposed");
    browser.press(&["Shift+ArrowRight"]);
    hears("Marked: ");
    browser.press(&["/"]);
    browser.type_text("fund");
    browser.press(&["Enter"]);
    hears("Coded with Funding");
    // What has only just been done is taken back too.
    browser.press(&["u"]);
    browser.wait_until("!document.querySelector('#here').innerText.includes('Funding')");
    browser.wait_for_words("Taken back");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn proposals_are_decided_by_keys_with_their_reasons() {
    let (sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben?go=proposed");
    browser.wait_for_words("rule 1: “");
    browser.press(&["A"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('accept')");
    browser.press(&["x"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('reject')");
    let status = sandbox.ok("codings ben");
    assert!(
        status.contains("accepted") && sandbox.ok("codings ben --status rejected").contains("rejected"),
        "{status}"
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_transcript_is_coded_by_mouse() {
    let (sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    let place = |from: usize, to: usize| {
        let script = format!(
            "const node = document.querySelector('#s2 .words').firstChild; const range = document.createRange();
             range.setStart(node, {from}); range.setEnd(node, {to}); const box = range.getBoundingClientRect();
             return [Math.round(box.left), Math.round(box.right), Math.round(box.top + box.height / 2)]"
        );
        let found = browser.script(&script);
        let number = |index: usize| found[index].as_i64().expect("a place is a number");
        (number(0), number(1), number(2))
    };
    // "more posts" is marked, and a code of the list clicked.
    let (left, right, y) = place(4, 14);
    browser.drag((left + 1, y), (right - 1, y));
    browser.wait_until("document.querySelector('#here').innerText.includes('Marked: more posts')");
    browser.click("#codes button[data-code=funding]");
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('funding')");
    // Its end is dragged two words on.
    browser.press(&["Escape"]);
    // The stripes have made room for one more, so the words have moved a little.
    let (left, right, y) = place(4, 14);
    browser.click_at(i64::midpoint(left, right), y);
    browser.wait_for(".edge.end");
    // Several are there: the one that is meant is chosen in the list.
    let meant = "[...document.querySelectorAll('#here .coding-name')].find(name => name.querySelector('.name')?.textContent === 'Funding')";
    browser.wait_until(meant);
    browser.script(&format!("{meant}.id = 'meant'"));
    browser.click("#meant");
    browser.wait_until("document.querySelector('.codings .chosen .name')?.textContent === 'Funding'");
    let handle = browser.script("const box = document.querySelector('.edge.end').getBoundingClientRect(); return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]");
    let from = (handle[0].as_i64().expect("x"), handle[1].as_i64().expect("y"));
    let (_, right, y) = place(16, 28);
    browser.drag(from, (right - 2, y));
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('move')");
    let moved = sandbox.ok("codings ben --code funding");
    assert!(moved.contains("more posts, and training"), "{moved}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn what_the_command_line_does_shows_and_a_reload_comes_back_to_the_same_place() {
    let (sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    browser.press(&["j", "Shift+ArrowRight"]);
    browser.wait_until("location.search === '?at=2'");
    browser.script("window.isTheSame = true");
    sandbox.ok("codings add --code funding ben:2 --as anna");
    browser.wait_until("document.querySelector('#here').innerText.includes('anna')");
    assert_eq!(browser.script("return window.isTheSame"), true);
    browser.reload();
    browser.wait_until("document.querySelector('#reading').dataset.ready");
    assert!(here(&browser).contains("Marked: Two"), "{}", here(&browser));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_refusal_is_said_and_its_paint_taken_back() {
    let (_sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    browser.press(&["/"]);
    browser.type_text("fund");
    browser.press(&["Enter"]);
    browser.wait_for_words("nterviewer says this, or it is a heading, and neither is ever coded");
    browser.wait_until("![...CSS.highlights.keys()].some(name => name.startsWith('code-'))");
}

#[test]
fn a_coding_waits_while_the_server_is_away_and_is_saved_when_it_is_back() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    let mut server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    browser.press(&["j"]);
    let port = server.port;
    server.stop();
    browser.press(&["/"]);
    browser.type_text("fund");
    browser.press(&["Enter"]);
    browser.wait_for("#here .unsaved");
    browser.wait_for_words("One change waits here");
    assert!(!sandbox.ok("codings ben").contains("accepted"));
    let server = Server::start_with(&sandbox, &["--port", &port.to_string()]);
    // The address that it shows is opened, and the page goes on.
    browser.script_later(&format!("fetch('/?token={}').then(() => done(true))", server.token));
    browser.wait_until("document.querySelector('#here .codings') && !document.querySelector('#here .unsaved')");
    assert!(sandbox.ok("codings ben").contains("accepted"));
}
