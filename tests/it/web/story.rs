//! The whole way, as a researcher goes it: bring a transcript in, read it, code it, search, look at a table, take it out;
//! once with the mouse, once with the keyboard alone. What the hands did is counted; the manual compares it with other tools.

use super::browser_support::{Browser, Hands};
use super::support::Server;
use crate::support::Sandbox;

const STUDY: &str = r#"title = "A first study"
codebook = "codebook.toml"

[[output]]
name = "frequencies"
kind = "frequencies"
formats = ["docx"]
"#;

const CODEBOOK: &str = r#"title = "First codebook"

[[theme]]
id = "staff"
name = "Staff"
codes = ["posts", "training"]

[[code]]
id = "posts"
name = "More posts"
definition = "Wishes for more people to do the work."

[[code]]
id = "training"
name = "Training of staff"
definition = "Training, supervision or qualifications."
"#;

const INTERVIEW: &str = "Interviewer: What does the service need most?\n\n\
    Anna: Two more posts in the spring, and training for the people who are here already.\n\n\
    Interviewer: Who pays for training?\n\n\
    Anna: Nobody pays for it now. The grant ended, and the team learns from one another.\n";

/// A study with a codebook and nothing else, and a file beside it.
fn begun() -> (Sandbox, Server) {
    let sandbox = Sandbox::new();
    sandbox.study(STUDY).file("codebook.toml", CODEBOOK).file("../anna.txt", INTERVIEW);
    let server = Server::start(&sandbox);
    (sandbox, server)
}

/// Where some words of the text stand in the window: the middle of their first and of their last letter.
fn ends(browser: &Browser, words: &str) -> ((i64, i64), (i64, i64)) {
    let script = format!(
        "const words = {words:?};
         for (const line of document.querySelectorAll('#text .words')) {{
           const node = line.firstChild, at = node?.data.indexOf(words) ?? -1;
           if (at < 0) continue;
           const box = (start, end) => {{
             const range = document.createRange();
             range.setStart(node, start);
             range.setEnd(node, end);
             return range.getBoundingClientRect();
           }};
           line.scrollIntoView({{block: 'center', behavior: 'instant'}});
           const first = box(at, at + 1), last = box(at + words.length - 1, at + words.length);
           return [first.left + 1, first.top + first.height / 2, last.right - 1, last.top + last.height / 2].map(Math.round);
         }}
         return null"
    );
    let places = browser.script(&script);
    let place = |index: usize| places[index].as_i64().unwrap_or_else(|| panic!("{words:?} stands in the text"));
    ((place(0), place(1)), (place(2), place(3)))
}

/// Waits until the command line knows of so many codings.
fn codings(sandbox: &Sandbox, count: usize) -> String {
    for _ in 0..200 {
        let listed = sandbox.ok("codings --format csv");
        if listed.lines().count() == count + 1 {
            return listed;
        }
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    panic!("{count} codings: {}", sandbox.ok("codings --format csv"));
}

#[test]
fn by_mouse() {
    let (sandbox, server) = begun();
    let Some(browser) = Browser::open(&server) else { return };
    let mut costs = Vec::new();
    browser.hands();

    browser.click("nav.pages a[href='/sources']");
    browser.choose("#files", &sandbox.path("../anna.txt"));
    browser.wait_until("location.pathname.startsWith('/incoming/')");
    browser.click("main button.main");
    browser.wait_until("location.pathname === '/sources' || location.pathname.startsWith('/read/')");
    costs.push(("a transcript brought in", browser.hands()));
    assert!(sandbox.exists("transcripts/anna.txt"));

    browser.click("nav.pages a[href='/read']");
    browser.click("main a[href='/read/anna']");
    browser.wait_for("#codes button");
    costs.push(("opened to read", browser.hands()));

    let (from, to) = ends(&browser, "Two more posts in the spring");
    browser.drag(from, to);
    browser.click("#codes li:nth-child(1) button");
    let listed = codings(&sandbox, 1);
    assert!(listed.contains("posts") && listed.contains("Two more posts in the spring"), "{listed}");
    costs.push(("words coded", browser.hands()));

    browser.click("#find");
    browser.type_text("training");
    browser.press(&["Enter"]);
    browser.wait_until("location.pathname === '/search'");
    browser.wait_for("main mark");
    costs.push(("a word found in all texts", browser.hands()));

    browser.click("nav.pages a[href='/tables']");
    browser.click("main a[href='/tables/frequencies']");
    browser.wait_for_words("More posts");
    costs.push(("a table looked at", browser.hands()));

    browser.click("main details.menu > summary");
    browser.click("main a[href='/tables/frequencies/files/docx']");
    costs.push(("the table as a Word file", browser.hands()));
    let reply = server.get("/tables/frequencies/files/docx");
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert!(reply.headers["content-disposition"].starts_with("attachment"), "{:?}", reply.headers);
    assert!(reply.body.starts_with("PK"), "it is a Word file");

    insta::assert_snapshot!(written(&costs), @r"
    a transcript brought in: 3 clicks
    opened to read: 2 clicks
    words coded: 1 click, 1 drag
    a word found in all texts: 1 click, 1 key
    a table looked at: 2 clicks
    the table as a Word file: 2 clicks
    ");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn by_keyboard() {
    let (sandbox, server) = begun();
    let Some(browser) = Browser::open(&server) else { return };
    let mut costs = Vec::new();
    browser.hands();

    browser.press(&["g", "i"]);
    browser.wait_until("location.pathname === '/sources' && 'ready' in document.documentElement.dataset");
    browser.choose("#files", &sandbox.path("../anna.txt"));
    browser.wait_until("location.pathname.startsWith('/incoming/')");
    // The button that brings it in is where the page begins to wait.
    browser.script("document.querySelector('main button.main').focus()");
    browser.press(&["Enter"]);
    browser.wait_until("location.pathname === '/sources' || location.pathname.startsWith('/read/')");
    costs.push(("a transcript brought in", browser.hands()));

    browser.goto("/read/anna");
    browser.wait_for("#codes button");
    browser.hands();
    // To the first turn of Anna's, its first sentence marked, and the code found by two letters.
    browser.press(&["j", "s", "/"]);
    browser.wait_for("#palette[open]");
    browser.type_text("mo");
    browser.press(&["Enter"]);
    let listed = codings(&sandbox, 1);
    assert!(listed.contains("posts") && listed.contains("Two more posts in the spring"), "{listed}");
    costs.push(("words coded by the palette", browser.hands()));

    // The same code again, as the one used last.
    browser.press(&["j", "j", "1"]);
    let listed = codings(&sandbox, 2);
    assert!(listed.contains("Nobody pays"), "{listed}");
    costs.push(("a turn coded as before", browser.hands()));

    // And that was wrong.
    browser.press(&["Control+z"]);
    codings(&sandbox, 1);
    costs.push(("taken back", browser.hands()));

    browser.press(&["Control+k"]);
    browser.type_text("training");
    browser.press(&["Enter"]);
    browser.wait_until("location.pathname === '/search'");
    browser.wait_for("main mark");
    costs.push(("a word found in all texts", browser.hands()));

    browser.press(&["g", "t"]);
    browser.wait_until("location.pathname === '/tables'");
    costs.push(("to the tables", browser.hands()));

    insta::assert_snapshot!(written(&costs), @r"
a transcript brought in: 1 click, 3 keys
words coded by the palette: 4 keys
a turn coded as before: 3 keys
taken back: 1 key
a word found in all texts: 2 keys
to the tables: 2 keys
");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn what_cannot_be_sent_waits_and_is_sent_later() {
    let (sandbox, mut server) = begun();
    sandbox.file("transcripts/anna.txt", INTERVIEW);
    sandbox.ok("import transcripts/anna.txt");
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/read/anna");
    browser.wait_for("#codes button");
    let port = server.port.to_string();
    server.stop();
    browser.wait_for("#away");
    browser.press(&["j", "s", "/"]);
    browser.wait_for("#palette[open]");
    browser.type_text("mo");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('#away').textContent.includes('One change waits')");
    assert_eq!(sandbox.ok("codings --format csv").lines().count(), 1, "nothing could be saved yet");

    // A new launch at the same port, opened in another tab of the same browser: the first one goes on by itself.
    let again = Server::start_with(&sandbox, &["--port", &port]);
    browser.script(&format!("window.open({:?})", again.address()));
    let listed = codings(&sandbox, 1);
    assert!(listed.contains("posts"), "{listed}");
}

fn written(costs: &[(&str, Hands)]) -> String {
    let line = |(what, hands): &(&str, Hands)| {
        let parts = [(hands.clicks, "click"), (hands.drags, "drag"), (hands.keys, "key")];
        let told: Vec<String> = parts
            .iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, noun)| format!("{count} {noun}{}", if *count == 1 { "" } else { "s" }))
            .collect();
        format!("{what}: {}", told.join(", "))
    };
    costs.iter().map(line).collect::<Vec<_>>().join("\n")
}
