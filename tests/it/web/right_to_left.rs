//! What is written from right to left: it stands so, keys go the way the eye goes, and a coding lands on the words that were meant.

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// An interview in Hebrew about money and training, with some words that are not.
const TALK: &str = "\
מראיינת: מה השירות שלכם צריך?

נועה: אנחנו צריכים מימון יציב, והכשרה לצוות החדש. יש לנו תוכנית NEW START מאז 2019.

מראיינת: ומי משלם על ההכשרה?

נועה: המימון נגמר באביב.
";

fn served() -> (Sandbox, Server) {
    let sandbox = Sandbox::small();
    sandbox.file("transcripts/noa.txt", TALK);
    sandbox.replace("study.toml", "kind = \"interview\"", "kind = \"interview\"\ninterviewers = [\"מראיינת\"]");
    sandbox.replace("transcripts/survey.csv", "Nothing at present.", "\"מימון ארוך יותר, והכשרה.\"");
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    (sandbox, server)
}

fn read(browser: &Browser) {
    browser.read("/read/noa");
    browser.press(&["j"]);
}

/// Which way the words of a selector run, and at which side they begin.
fn runs(browser: &Browser, selector: &str) -> String {
    let script = format!(
        "const style = getComputedStyle(document.querySelector({selector:?})); return `${{style.direction}} ${{style.textAlign}}`"
    );
    browser.script(&script).as_str().expect("it is text").to_owned()
}

fn marked(browser: &Browser) -> String {
    let shown = browser.text("#here .here-words");
    shown.strip_prefix("Marked: ").unwrap_or(&shown).to_owned()
}

fn caret_x(browser: &Browser) -> f64 {
    browser.script("return document.querySelector('#caret').getBoundingClientRect().x").as_f64().expect("a number")
}

#[test]
fn a_transcript_is_read_and_coded_from_right_to_left() {
    let (sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    read(&browser);
    assert_eq!(runs(&browser, "#s2 .words"), "rtl start");
    // The caret stands before the first word, which is at the right.
    let (start, width) = (
        caret_x(&browser),
        browser.script("return document.querySelector('#s2 .words').getBoundingClientRect().right"),
    );
    assert!((width.as_f64().expect("a number") - start).abs() < 8.0, "{start} of {width}");
    // The arrow that points left goes on, since the next word is there.
    browser.press(&["ArrowLeft"]);
    assert!(caret_x(&browser) < start, "it has gone to the left");
    browser.press(&["ArrowRight"]);
    assert!((caret_x(&browser) - start).abs() < 2.0, "and back");
    browser.press(&["Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft", "Shift+ArrowLeft"]);
    assert_eq!(marked(&browser), "אנחנו צריכים מימון יציב");
    browser.press(&["Shift+ArrowRight"]);
    assert_eq!(marked(&browser), "אנחנו צריכים מימון");
    browser.press(&["Shift+ArrowLeft", "/"]);
    browser.type_text("fund");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('funding')");
    let coded = sandbox.ok("codings noa --code funding");
    assert!(coded.contains("אנחנו צריכים מימון יציב") && !coded.contains("והכשרה"), "{coded}");
    // Its stripe stands beside its segment and no other.
    let stripe = browser.script(
        "const bar = document.querySelector('#stripes rect').getBoundingClientRect(), words = document.querySelector('#s2 .words').getBoundingClientRect();
         return bar.top >= words.top - 1 && bar.bottom <= words.bottom + 7",
    );
    assert_eq!(stripe, true);
    // Its end is moved the way the eye goes: on is to the left.
    browser.press(&["Escape", "c", "e", "ArrowLeft", "Enter"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('move')");
    assert!(sandbox.ok("codings noa --code funding").contains("מימון יציב, והכשרה"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn words_are_marked_by_mouse_from_right_to_left_and_coded() {
    let (sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    read(&browser);
    let place = browser.script(
        "const node = document.querySelector('#s2 .words').firstChild, at = node.data.indexOf('והכשרה'), range = document.createRange();
         range.setStart(node, at); range.setEnd(node, at + 'והכשרה לצוות'.length); const box = range.getBoundingClientRect();
         return [box.right - 2, box.left + 2, box.top + box.height / 2].map(Math.round)",
    );
    let number = |index: usize| place[index].as_i64().expect("a place is a number");
    browser.drag((number(0), number(2)), (number(1), number(2)));
    browser.wait_until("document.querySelector('#here').innerText.includes('Marked: ')");
    assert_eq!(marked(&browser), "והכשרה לצוות");
    browser.click("#codes button[data-code=training]");
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('training')");
    assert!(sandbox.ok("codings noa --code training").contains("והכשרה לצוות"));
    // Words of the other way in the midst: a coding around them covers exactly them.
    browser.press(&["Escape"]);
    browser.script("const node = document.querySelector('#s2 .words').firstChild, at = node.data.indexOf('NEW'); getSelection().setBaseAndExtent(node, at, node, at + 9)");
    browser.wait_until("document.querySelector('#here').innerText.includes('NEW START')");
    browser.click("#codes button[data-code=posts]");
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('posts')");
    assert!(sandbox.ok("codings noa --code posts").contains("NEW START"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn other_pages_show_it_so_too() {
    let (sandbox, server) = served();
    sandbox.ok("codings add noa:2 --code funding");
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/survey/survey?question=needs");
    let answer =
        "[...document.querySelectorAll('li.answer .words')].find(words => words.textContent.includes('מימון'))";
    browser.wait_until(answer);
    browser.script(&format!("{answer}.id = 'hebrew'"));
    assert_eq!(runs(&browser, "#hebrew"), "rtl start");
    // Coded whole by key, in words by the mouse.
    browser.click("#hebrew");
    browser.press(&["/"]);
    browser.type_text("fund");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('li.answer[aria-current] [data-code=funding][data-state=accepted]')");
    let saved = || sandbox.ok("codings survey:R6:needs --code funding").contains("מימון ארוך יותר");
    for _ in 0..200 {
        if saved() {
            break;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    assert!(saved(), "{}", sandbox.ok("codings survey:R6:needs"));
    browser.goto("/survey/survey");
    browser.wait_for("#grid tbody tr");
    browser.wait_until("[...document.querySelectorAll('#grid td .words')].some(words => words.textContent.includes('מימון') && getComputedStyle(words).direction === 'rtl')");

    browser.goto("/search?q=%D7%9E%D7%99%D7%9E%D7%95%D7%9F");
    browser.wait_for(".hits mark");
    assert_eq!(runs(&browser, ".hits .words:has(mark)"), "rtl start");
    browser.goto("/search?q=%D7%9E%D7%99%D7%9E%D7%95%D7%9F&view=lines");
    browser.wait_for(".lines mark");
    // Of what stands before the match its end is seen, which is at the left.
    let seen = browser.script(
        "const before = [...document.querySelectorAll('.lines .left bdi')].find(words => words.textContent.includes('צריכים'));
         const cell = before.closest('td').getBoundingClientRect(), range = document.createRange();
         range.setStart(before.firstChild, before.firstChild.data.indexOf('צריכים')); range.setEnd(before.firstChild, before.firstChild.data.length);
         const box = range.getBoundingClientRect();
         return [getComputedStyle(before).direction, box.left >= cell.left - 1]",
    );
    assert_eq!(seen, serde_json::json!(["rtl", true]));

    browser.goto("/quotes?code=funding");
    browser.wait_for("blockquote");
    browser.script(
        "[...document.querySelectorAll('blockquote')].find(quote => quote.textContent.includes('מימון')).id = 'quote'",
    );
    assert_eq!(runs(&browser, "#quote"), "rtl start");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
