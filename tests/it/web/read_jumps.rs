//! Going through a transcript by keys: to what has no code, to what rules propose, to what coders differ about; and codes
//! given by the keys and numbers that they have.

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// The number of the segment at the cursor.
fn at(browser: &Browser) -> String {
    let number = "return document.querySelector('.turn.current').id.slice(1)";
    browser.script(number).as_str().expect("it is text").to_owned()
}

fn path_of(browser: &Browser, keys: &[&str]) -> Vec<String> {
    keys.iter()
        .map(|key| {
            browser.press(&[key]);
            at(browser)
        })
        .collect()
}

#[test]
fn keys_lead_to_what_has_no_code_and_round_again() {
    let sandbox = Sandbox::small();
    // Carla says four things; an interviewer's words are never asked for. A rule proposes a code for the first.
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/carla");
    assert_eq!(at(&browser), "1");
    assert_eq!(path_of(&browser, &["n", "n", "n"]), ["4", "6", "4"]);
    assert_eq!(path_of(&browser, &["N", "N"]), ["6", "4"]);
    // What is coded is passed over from then on, also before the server has answered.
    browser.press(&["/"]);
    browser.type_text("post");
    browser.press(&["Enter"]);
    assert_eq!(path_of(&browser, &["n", "n"]), ["6", "6"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('posts')");
    browser.press(&["/"]);
    browser.type_text("post");
    browser.press(&["Enter"]);
    browser.press(&["n"]);
    browser.wait_for_words("Every segment has a code");
    // A proposal that is rejected leaves its words without a code.
    browser.wait_until("!document.querySelector('#here .unsaved')");
    sandbox.ok("codings reject carla:2 --code training");
    browser.wait_until("document.querySelector('[data-do=next-uncoded]') && true");
    browser.wait_until("[...document.querySelectorAll('#stripes rect.proposed')].length === 0");
    assert_eq!(path_of(&browser, &["n"]), ["2"]);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn keys_lead_from_proposal_to_proposal() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    let chosen = |key: &str| {
        browser.press(&[key]);
        let shown = browser.text("#here .chosen .name");
        format!("{} {shown}", at(&browser))
    };
    // In segment 2 two rules propose, in 4 one or two sentences hold grants.
    let forth: Vec<String> = (0..4).map(|_| chosen("p")).collect();
    assert_eq!(forth, ["2 Posts", "2 Training", "4 Funding", "4 Funding"]);
    assert_eq!(chosen("p"), "2 Posts", "and round again");
    assert_eq!(chosen("P"), "4 Funding");
    // A decision with Shift goes on by itself.
    browser.press(&["A"]);
    assert_eq!(browser.text("#here .chosen .name"), "Posts");
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('accept')");
    assert_eq!(sandbox.ok("codings ben --code funding --status accepted --format csv").lines().count(), 2);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn keys_lead_to_what_two_coders_differ_about() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    for (place, code, who) in [
        ("ben:2", "funding", "anna"),
        ("ben:2", "funding", "bo"),
        ("ben:4", "funding", "anna"),
        ("ben:4", "posts", "bo"),
        ("ben:6", "training", "bo"),
    ] {
        sandbox.ok(&format!("codings add {place} --code {code} --as {who}"));
    }
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    browser.wait_for("[data-do=next-disputed]");
    let told = server.json("/read/ben/codings")["disputed"].clone();
    assert_eq!(told, serde_json::json!([4, 6]));
    assert_eq!(path_of(&browser, &["q", "q", "q"]), ["4", "6", "4"]);
    assert_eq!(path_of(&browser, &["Q"]), ["6"]);
    // The button does the same; with one accord there is none.
    browser.click("[data-do=next-disputed]");
    assert_eq!(at(&browser), "4");
    for (place, code, who) in [("ben:4", "funding", "bo"), ("ben:4", "posts", "anna"), ("ben:6", "training", "anna")] {
        sandbox.ok(&format!("codings add {place} --code {code} --as {who}"));
    }
    browser.wait_until("document.querySelector('[data-do=next-disputed]').hidden");
    browser.press(&["q"]);
    browser.wait_for_words("Coders do not differ here");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn codes_are_given_by_their_keys_and_by_their_numbers() {
    let sandbox = Sandbox::small();
    // `z` means nothing to the page; `t` does, and so stands after a comma.
    sandbox.replace("codebooks/small.toml", "id = \"posts\"\n", "id = \"posts\"\nkey = \"z\"\n");
    sandbox.replace("codebooks/small.toml", "id = \"training\"\n", "id = \"training\"\nkey = \"t\"\n");
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.read("/read/ben");
    let keys = "return Object.fromEntries([...document.querySelectorAll('#codes button[data-code]:has(kbd)')].map(button => [button.dataset.code, button.querySelector('kbd').innerText]))";
    assert_eq!(browser.script(keys), serde_json::json!({ "posts": "z", "training": ", t" }));
    browser.press(&["j", "j", "j", "j", "j", "z"]);
    assert_eq!(at(&browser), "6");
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('posts')");
    browser.press(&[",", "t"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('training')");
    let shown = "[...document.querySelectorAll('#here .coding-name .name')].map(name => name.innerText).sort().join()";
    browser.wait_until(&format!("{shown} === 'Posts,Training'"));
    // Without the comma the letter is the page's: it marks the segment.
    browser.press(&["t"]);
    browser.wait_until("document.querySelector('#here').innerText.includes('Marked: In a way it is.')");
    // Codes used have numbers, the latest first; a number stays with its code.
    let numbers = "[...document.querySelectorAll('#recents button')].map(button => button.innerText.replace(/\\s+/g, ' ').trim()).join()";
    browser.wait_until(&format!("{numbers} === '1 Training,2 Posts'"));
    browser.press(&["Escape", "k", "k", "k", "2"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('posts')");
    assert!(sandbox.ok("codings ben:4 --code posts --status accepted").contains("grant"));
    browser.wait_until(&format!("{numbers} === '1 Training,2 Posts'"));
    browser.press(&["9"]);
    browser.wait_for_words("No code was used yet that has this number");
    // They are kept over a reload, and on other transcripts.
    browser.read("/read/carla");
    browser.wait_until(&format!("{numbers} === '1 Training,2 Posts'"));
    // Letters may be switched off; numbers and arrows with them are kept.
    browser.script("document.querySelector('#view').open = true");
    browser.click("#view-keys");
    browser.press(&["Escape"]);
    browser.script("document.querySelector('#view-keys').blur()");
    browser.press(&["ArrowDown", "z", "j"]);
    assert_eq!(at(&browser), "2");
    assert!(!sandbox.ok("codings carla").contains("posts"), "no letter gives a code");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
