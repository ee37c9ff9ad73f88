//! Where a coding begins and ends, moved by keys and by mouse; left as it was; taken back, and done again.

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// Ben's first answer with "posts, and training" coded by the one who is at work.
fn coded() -> Option<(Sandbox, Server, Browser)> {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox.ok("codings add ben:2 --code funding --words 'posts, and training'");
    let server = Server::start(&sandbox);
    let browser = Browser::open(&server)?;
    browser.goto("/read/ben");
    browser.wait_until("document.querySelector('#reading').dataset.ready");
    browser.press(&["j", "ArrowRight", "ArrowRight"]);
    let meant = "[...document.querySelectorAll('#here .coding-name')].find(name => name.innerText.includes('Funding'))";
    browser.wait_until(meant);
    browser.script(&format!("{meant}.id = 'meant'"));
    browser.click("#meant");
    browser.wait_until("document.querySelector('#here .chosen .name')?.textContent === 'Funding'");
    Some((sandbox, server, browser))
}

/// The words that are coded, once they are saved.
fn words(sandbox: &Sandbox, browser: &Browser) -> String {
    browser.wait_until("!document.querySelector('#here .unsaved')");
    let listed = sandbox.ok("codings ben:2 --code funding --format json");
    let codings: serde_json::Value = serde_json::from_str(&listed).expect("it is JSON");
    let codings = codings.as_array().expect("a list");
    assert_eq!(codings.len(), 1, "{listed}");
    codings[0]["words"].as_str().unwrap_or_else(|| panic!("a coding has words: {listed}")).to_owned()
}

fn moved(browser: &Browser) {
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('move') && !document.querySelector('#here .unsaved')");
}

#[test]
fn both_edges_are_moved_by_keys() {
    let Some((sandbox, _server, browser)) = coded() else { return };
    assert_eq!(words(&sandbox, &browser), "posts, and training");
    // Its beginning two words back; words are kept whole.
    browser.press(&["b", "ArrowLeft", "ArrowLeft", "Enter"]);
    moved(&browser);
    assert_eq!(words(&sandbox, &browser), "Two more posts, and training");
    browser.press(&["b", "ArrowRight", "Enter"]);
    browser.wait_until("document.querySelector('#here .chosen .coding-words').innerText.includes('“more posts') || document.querySelector('#here .chosen .coding-words').innerText.startsWith('more posts')");
    moved(&browser);
    assert_eq!(words(&sandbox, &browser), "more posts, and training");
    // Its end by a sentence on, and a word back.
    browser.press(&["e", "ArrowDown", "Enter"]);
    browser.wait_until("document.querySelector('#here .chosen .coding-words').innerText.includes('who are here')");
    moved(&browser);
    assert_eq!(words(&sandbox, &browser), "more posts, and training for those who are here.");
    browser.press(&["e", "ArrowLeft", "ArrowLeft", "Enter"]);
    browser.wait_until("!document.querySelector('#here .chosen .coding-words').innerText.includes('are here')");
    moved(&browser);
    assert_eq!(words(&sandbox, &browser), "more posts, and training for those who are");
    // Taken back twice and done again twice, each a step.
    browser.press(&["u"]);
    browser.wait_until(
        "document.querySelector('#here .codings').innerText && !document.querySelector('[data-step=redo]').disabled",
    );
    assert_eq!(words(&sandbox, &browser), "more posts, and training for those who are here.");
    browser.press(&["u"]);
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('move')");
    wait_for(&sandbox, "more posts, and training");
    browser.press(&["r"]);
    wait_for(&sandbox, "more posts, and training for those who are here.");
    browser.wait_until("!document.querySelector('[data-step=redo]').disabled");
    browser.press(&["r"]);
    wait_for(&sandbox, "more posts, and training for those who are");
    browser.wait_until("document.querySelector('[data-step=redo]').disabled");
    browser.press(&["Control+Shift+z"]);
    browser.wait_for_words("There is nothing to do again");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Waits until the command line sees exactly these words coded.
fn wait_for(sandbox: &Sandbox, words: &str) {
    let wanted = serde_json::json!(words).to_string();
    for _ in 0..200 {
        if sandbox.ok("codings ben:2 --code funding --format json").contains(&wanted) {
            return;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{words}: {}", sandbox.ok("codings ben:2 --code funding --format json"));
}

#[test]
fn an_edge_that_is_let_go_stays_where_it_was() {
    let Some((sandbox, _server, browser)) = coded() else { return };
    let before = sandbox.ok("log --format csv");
    browser.press(&["e", "ArrowRight", "ArrowRight"]);
    browser.wait_until("CSS.highlights.has('marked')");
    browser.press(&["Escape"]);
    browser.wait_until("!CSS.highlights.has('marked')");
    // An edge never passes the other one.
    browser.press(&["e"]);
    browser.press(&["ArrowLeft"; 12]);
    browser.press(&["Escape"]);
    assert_eq!(words(&sandbox, &browser), "posts, and training");
    assert_eq!(sandbox.ok("log --format csv"), before);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn both_edges_are_dragged() {
    let Some((sandbox, _server, browser)) = coded() else { return };
    let place = |edge: &str| {
        let found = browser.script(&format!("const box = document.querySelector('.edge.{edge}').getBoundingClientRect(); return [box.x + box.width / 2, box.y + 8].map(Math.round)"));
        (found[0].as_i64().expect("x"), found[1].as_i64().expect("y"))
    };
    let middle_of = |word: &str| {
        let found = browser.script(&format!(
            "const node = document.querySelector('#s2 .words').firstChild, at = node.data.indexOf({word:?}), range = document.createRange();
             range.setStart(node, at); range.setEnd(node, at + {}); const box = range.getBoundingClientRect();
             return [box.x + box.width / 2, box.y + box.height / 2].map(Math.round)",
            word.len()
        ));
        (found[0].as_i64().expect("x"), found[1].as_i64().expect("y"))
    };
    // Dropped in the midst of a word, whole words are meant.
    browser.drag(place("start"), middle_of("more"));
    moved(&browser);
    wait_for(&sandbox, "more posts, and training");
    browser.wait_until("document.querySelector('#here .chosen .name')?.textContent === 'Funding'");
    browser.drag(place("end"), middle_of("those"));
    wait_for(&sandbox, "more posts, and training for those");
    browser.wait_until("!document.querySelector('#here .unsaved')");
    browser.press(&["Control+z"]);
    wait_for(&sandbox, "more posts, and training");
    browser.wait_until("!document.querySelector('[data-step=redo]').disabled");
    browser.press(&["Control+y"]);
    wait_for(&sandbox, "more posts, and training for those");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
