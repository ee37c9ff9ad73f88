//! Colours that somebody's system sets for everything: codings, what is chosen and where one is can still be told.

use serde_json::{Value, json};

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

fn opened(path: &str) -> Option<(Sandbox, Server, Browser)> {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    for place in ["ben:2", "ben:4"] {
        sandbox.ok(&format!("codings add {place} --code funding"));
    }
    let server = Server::start(&sandbox);
    let browser = Browser::open(&server)?;
    browser.emulate("", &[("forced-colors", "active"), ("prefers-color-scheme", "dark")]);
    browser.goto(path);
    Some((sandbox, server, browser))
}

/// A property of what a selector means, as the browser works it out.
fn style(browser: &Browser, selector: &str, part: &str, property: &str) -> String {
    let value = browser.script(&format!(
        "const found = document.querySelector({selector:?}); return found ? getComputedStyle(found, {part:?} || null).getPropertyValue({property:?}) : 'nothing'"
    ));
    let value = value.as_str().expect("it is text").to_owned();
    assert_ne!(value, "nothing", "{selector}");
    value
}

fn paper(browser: &Browser) -> String {
    style(browser, "body", "", "background-color")
}

#[test]
fn codings_and_the_cursor_are_told_in_a_transcript() {
    let Some((_sandbox, _server, browser)) = opened("/read/ben") else { return };
    browser.wait_until("document.querySelector('#reading').dataset.ready");
    assert_eq!(browser.script("return matchMedia('(forced-colors: active)').matches"), true);
    browser.press(&["j", "c"]);
    browser.wait_for("#here .codings .chosen");
    let paper = paper(&browser);
    for (selector, part, property) in [
        ("#caret", "", "background-color"),
        (".turn.current", "::before", "background-color"),
        (".edge.end", "::before", "background-color"),
        (".edge.end", "::after", "background-color"),
        ("#stripes rect", "", "fill"),
        ("#stripes rect", "", "stroke"),
    ] {
        assert_ne!(style(&browser, selector, part, property), paper, "{selector}{part} is seen");
    }
    // Where one is has a frame: what stands beside it elsewhere is a shadow, and goes.
    let frame = |selector: &str| style(&browser, selector, "", "outline-style");
    assert_eq!((frame(".turn.current").as_str(), frame(".turn:not(.current)").as_str()), ("solid", "none"));
    assert_ne!(style(&browser, ".turn.current", "", "outline-color"), paper);
    // What is chosen looks different in the list and among the stripes.
    let (chosen, other) = ("#here .codings .chosen", "#here .codings > li:not(.chosen)");
    assert_ne!(style(&browser, chosen, "", "border-top-color"), style(&browser, other, "", "border-top-color"));
    assert_ne!(
        style(&browser, "#stripes .chosen", "", "fill"),
        style(&browser, "#stripes rect:not(.chosen)", "", "fill")
    );
    // The codes' own colours are kept on their dots.
    let dot = style(&browser, "#codes .dot[data-colour], #codes .dot", "", "forced-color-adjust");
    assert_eq!(dot, "none");
    // Marked words, coded words and words without a code are three things to the eye.
    browser.press(&["Escape", "Escape", "Shift+ArrowRight"]);
    browser.wait_until("CSS.highlights.has('marked')");
    let seen = |name: &str| -> Vec<String> {
        ["background-color", "color", "text-decoration-line", "text-decoration-style"]
            .map(|property| style(&browser, "#text .words", &format!("::highlight({name})"), property))
            .to_vec()
    };
    let names = browser.script("return [...CSS.highlights.keys()]");
    let named = |kind: &str| -> String {
        let names: Vec<&str> = names.as_array().expect("a list").iter().filter_map(Value::as_str).collect();
        (*names.iter().find(|name| name.starts_with(kind)).unwrap_or_else(|| panic!("{kind}: {names:?}"))).to_owned()
    };
    let (coded, proposed) = (seen(&named("code-")), seen(&named("proposed-")));
    assert_ne!(coded, proposed, "what a rule proposes is told from what somebody gave");
    assert_ne!(seen("marked"), coded, "what is marked is told from what is coded");
    // As it is painted: coded words stand on a colour, others on bare paper.
    let (coded, other) = (bare(&browser, "#s4 .words"), bare(&browser, "#s6 .words"));
    assert!(coded < 0.6 && other > 0.8, "{coded} {other}");
}

/// How much of an element's picture is bare paper.
fn bare(browser: &Browser, selector: &str) -> f64 {
    let place = browser.script(&format!(
        "const box = document.querySelector({selector:?}).getBoundingClientRect();
         return {{ x: box.x + scrollX, y: box.y + scrollY, width: box.width, height: box.height, scale: 1 }}"
    ));
    let picture = browser.devtools("Page.captureScreenshot", json!({ "clip": place }));
    let share = browser.script_later(&format!(
        "const bytes = Uint8Array.from(atob('{}'), letter => letter.charCodeAt(0));
         createImageBitmap(new Blob([bytes], {{ type: 'image/png' }})).then(image => {{
           const canvas = new OffscreenCanvas(image.width, image.height).getContext('2d');
           canvas.drawImage(image, 0, 0);
           const data = canvas.getImageData(0, 0, image.width, image.height).data;
           const paper = getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number);
           let count = 0;
           for (let at = 0; at < data.length; at += 4) count += paper.every((part, index) => data[at + index] === part);
           done(count / (data.length / 4));
         }})",
        picture["data"].as_str().expect("a picture")
    ));
    share.as_f64().expect("it is a number")
}

#[test]
fn the_row_that_one_is_at_is_told_in_lists() {
    let Some((_sandbox, _server, browser)) = opened("/survey/survey?question=needs") else { return };
    browser.wait_for("li.answer[aria-current]");
    let edge = |selector: &str| style(&browser, selector, "", "border-inline-start-color");
    assert_ne!(edge("li.answer[aria-current]"), edge("li.answer:not([aria-current])"));
    assert_eq!(edge("li.answer:not([aria-current])"), paper(&browser));

    browser.goto("/search?q=training");
    browser.wait_for(".hits .hit");
    browser.script("document.querySelector('.hits .hit input').click()");
    browser.wait_for(".hit.ticked");
    assert_ne!(edge(".hit.ticked"), edge(".hit:not(.ticked, :focus-within)"));

    for (page, current, other) in [
        ("/", "nav.pages a[aria-current]", "nav.pages a:not([aria-current])"),
        ("/codebook?code=posts", "nav.pages a[aria-current]", "nav.pages a:not([aria-current])"),
    ] {
        browser.goto(page);
        let outline = |selector: &str| style(&browser, selector, "", "outline-style");
        assert_ne!(outline(current), outline(other), "{page}");
    }
    browser.goto("/codebook?code=posts");
    assert_ne!(
        style(&browser, ".tree .chosen a", "", "font-weight"),
        style(&browser, ".tree tr:not(.chosen) a", "", "font-weight")
    );
}

#[test]
fn the_code_that_enter_gives_is_told_in_the_palette() {
    let Some((_sandbox, _server, browser)) = opened("/read/ben") else { return };
    browser.wait_until("document.querySelector('#reading').dataset.ready");
    browser.press(&["j", "/"]);
    browser.wait_for("#palette[open] li[aria-selected=true]");
    let outline = |selector: &str| style(&browser, selector, "", "outline-style");
    assert_ne!(outline("#palette li[aria-selected=true]"), outline("#palette li[aria-selected=false]"));
}
