//! How a transcript is shown: which codings, at what size, and at which place after it was loaded again.

use serde_json::{Value, json};

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

fn coded() -> (Sandbox, Server) {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox.ok("codings add ben:2 --code funding --as anna");
    sandbox.ok("codings add ben:2 --code training --as bo");
    let server = Server::start(&sandbox);
    (sandbox, server)
}

fn ready(browser: &Browser) {
    browser.wait_until("document.querySelector('#reading').dataset.ready");
}

/// Chooses in the menu of the view, as a hand does.
fn choose(browser: &Browser, field: &str, value: &str) {
    browser.script(&format!(
        "document.querySelector('#view').open = true; const field = document.querySelector('#view-{field}');
         if (field.type === 'checkbox') field.checked = {value:?} === 'on'; else field.value = {value:?};
         field.dispatchEvent(new Event('input', {{ bubbles: true }})); document.querySelector('#view').open = false"
    ));
}

/// Who gave what, of what can be seen: in the list beside the text, as stripes, as paint.
fn seen(browser: &Browser) -> Value {
    let stripes = browser.script("return [...document.querySelectorAll('#stripes rect title')].map(title => title.textContent.split(', ').slice(0, 2).join(' by ')).sort()");
    let listed = browser.script(
        "return [...document.querySelectorAll('#here .codings > li')].map(item => `${item.querySelector('.name').innerText} by ${item.querySelector('.quiet').innerText.split(/[ ,]/)[0]}`).sort()",
    );
    let painted = browser.script("return [...CSS.highlights].filter(([name]) => /^(code|proposed)-/.test(name)).reduce((sum, [, one]) => sum + one.size, 0)");
    json!({ "stripes": stripes, "listed": listed, "painted": painted })
}

fn all_of(codings: &[&str], of_segment: &[&str]) -> Value {
    json!({ "stripes": codings, "listed": of_segment, "painted": codings.len() })
}

#[test]
fn codings_are_filtered_by_coder_theme_and_kind() {
    let (_sandbox, server) = coded();
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben?at=2");
    browser.wait_for("#here .codings");
    let everything = [
        "Funding by anna",
        "Funding by rules",
        "Funding by rules",
        "Posts by rules",
        "Training by bo",
        "Training by rules",
    ];
    let at_two = ["Funding by anna", "Posts by rules", "Training by bo", "Training by rules"];
    assert_eq!(seen(&browser), all_of(&everything, &at_two));
    choose(&browser, "coder", "by anna");
    assert_eq!(seen(&browser), all_of(&["Funding by anna"], &["Funding by anna"]));
    choose(&browser, "coder", "people");
    let people = ["Funding by anna", "Training by bo"];
    assert_eq!(seen(&browser), all_of(&people, &people));
    choose(&browser, "theme", "money");
    assert_eq!(seen(&browser), all_of(&["Funding by anna"], &["Funding by anna"]));
    choose(&browser, "coder", "");
    let money = ["Funding by anna", "Funding by rules", "Funding by rules"];
    assert_eq!(seen(&browser), all_of(&money, &["Funding by anna"]));
    // A filter is kept with the tab, and left by choosing all.
    browser.reload();
    ready(&browser);
    assert_eq!(seen(&browser), all_of(&money, &["Funding by anna"]));
    choose(&browser, "theme", "");
    choose(&browser, "coder", "rules");
    let rules = ["Funding by rules", "Funding by rules", "Posts by rules", "Training by rules"];
    assert_eq!(seen(&browser), all_of(&rules, &["Posts by rules", "Training by rules"]));
    choose(&browser, "coder", "");
    choose(&browser, "proposed", "off");
    assert!(seen(&browser)["listed"].as_array().expect("a list").iter().all(|one| one != "Posts by rules"));
    choose(&browser, "proposed", "on");
    assert_eq!(seen(&browser), all_of(&everything, &at_two));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn what_was_rejected_is_shown_on_request() {
    let (sandbox, server) = coded();
    sandbox.ok("codings reject ben:2 --code posts");
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben?at=2");
    browser.wait_for("#here .codings");
    let shows = "document.querySelector('#here').innerText.includes('Posts')";
    assert_eq!(browser.script(&format!("return {shows}")), false);
    choose(&browser, "rejected", "on");
    browser.wait_until(shows);
    browser.wait_for("#here .rejected");
}

#[test]
fn a_code_is_hidden_in_the_text_and_shown_again() {
    let (_sandbox, server) = coded();
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben?at=2");
    browser.wait_for("#here .codings");
    let before = seen(&browser);
    browser.click("#codes .eye[data-code=funding]");
    let without = ["Posts by rules", "Training by bo", "Training by rules"];
    assert_eq!(seen(&browser), all_of(&without, &without));
    assert_eq!(
        browser.script("return document.querySelector('#codes .eye[data-code=funding]').getAttribute('aria-pressed')"),
        "true"
    );
    browser.reload();
    ready(&browser);
    assert_eq!(seen(&browser), all_of(&without, &without));
    browser.click("#codes .eye[data-code=funding]");
    assert_eq!(seen(&browser), before);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn stripes_stand_by_code_by_coder_or_not_at_all() {
    let (_sandbox, server) = coded();
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben?at=2");
    browser.wait_for("#here .codings");
    let lanes = "return Object.fromEntries(['anna', 'bo', 'rules'].map(who => [who, Math.min(...[...document.querySelectorAll('#stripes rect')].filter(bar => bar.querySelector('title').textContent.includes(`, ${who},`)).map(bar => Number(bar.getAttribute('x'))))]))";
    choose(&browser, "stripes", "coder");
    let of_coders = browser.script(lanes);
    let x = |who: &str| of_coders[who].as_f64().expect("there is one");
    assert!(x("anna") < x("bo") && x("bo") < x("rules"), "each coder has a column: {of_coders}");
    choose(&browser, "stripes", "none");
    assert_eq!(browser.script("return document.querySelectorAll('#stripes rect').length"), 0);
}

#[test]
fn size_width_and_place_are_kept_over_a_reload() {
    let (sandbox, server) = coded();
    let long: String = (1..=120)
        .map(|number| {
            format!("Interviewer: And then?\n\nBen: In year {number} we asked for funding again, and for training.\n\n")
        })
        .collect();
    sandbox.file("transcripts/long.txt", long);
    sandbox.ok("import");
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/long");
    let measures = "const style = getComputedStyle(document.querySelector('#s2 .words')); return [parseFloat(style.fontSize), document.querySelector('#s2').getBoundingClientRect().width]";
    let usual = browser.script(measures);
    choose(&browser, "zoom", "150");
    choose(&browser, "width", "40");
    let chosen = browser.script(measures);
    let size = |measures: &Value| measures[0].as_f64().expect("a size");
    assert!((size(&chosen) / size(&usual) - 1.5).abs() < 0.01, "{usual} {chosen}");
    assert_ne!(chosen[1], usual[1]);
    // Somewhere in the midst, with words marked.
    browser.script("document.querySelector('#s120 .words').scrollIntoView({ block: 'center', behavior: 'instant' })");
    browser.click("#s120 .words");
    browser.press(&["Escape", "k", "Shift+ArrowRight", "Shift+ArrowRight"]);
    browser.wait_until("location.search === '?at=120'");
    browser.wait_until("JSON.parse(sessionStorage.getItem('verbatim-read long')).place?.at === '120'");
    let place = "return [Math.round(document.querySelector('#s120').getBoundingClientRect().top), document.querySelector('#here .here-words').innerText]";
    let before = browser.script(place);
    browser.reload();
    ready(&browser);
    assert_eq!(browser.script(measures), chosen);
    let after = browser.script(place);
    assert_eq!(after[1], before[1], "the same words are marked");
    let top = |place: &Value| place[0].as_f64().expect("a place");
    assert!((top(&after) - top(&before)).abs() < 3.0, "{before} {after}");
    // Another window of this browser has the same size, and begins at the beginning.
    browser.open_window();
    browser.read("/read/long");
    assert_eq!(browser.script(measures)[0], chosen[0]);
    assert_eq!(browser.script("return document.querySelector('.turn.current').id.slice(1)"), "1");
    // Somebody who is led to a place comes to that one.
    browser.read("/read/long?at=60-61");
    browser.wait_until("document.querySelector('.turn.current').id === 's61'");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
