//! Frameworks: cells written where they stand, by keyboard, beside what is coded there; copies out and in.

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// The small study with a framework of its two interviews.
fn with_framework() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox.ok("framework new needs --rows cases --scope interviews");
    sandbox
}

#[test]
fn one_is_begun_in_a_form_and_taken_back() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    assert!(server.get("/framework").body.contains("There is no framework yet."));
    let fields =
        [("name", "needs"), ("title", "Needs"), ("rows", "sector"), ("column", "staff"), ("column", "funding")];
    let reply = server.form("/frameworks/new", &fields);
    assert_eq!(reply.said(), "the framework needs is begun");
    assert_eq!(reply.value()["to"], "/framework/needs");
    let page = server.get("/framework/needs").body;
    for shown in
        ["data-row=\"Clinics\" data-column=\"staff\"", "data-row=\"Schools\" data-column=\"funding\"", "3 coded"]
    {
        assert!(page.contains(shown), "{shown} is not in {page}");
    }
    let refused = server.form("/frameworks/new", &[("name", "other"), ("rows", "sektor")]).refused();
    assert!(refused.contains("sektor") && refused.contains("sector"), "{refused}");
    server.form("/undo", &[]).said();
    assert!(!sandbox.read("study.toml").contains("[[framework]]"));
}

#[test]
fn a_cell_is_written_linked_confirmed_and_cleared() {
    let sandbox = with_framework();
    let server = Server::start(&sandbox);
    let cell = [("row", "B"), ("column", "money")];
    let with = |more: &[(&'static str, &'static str)]| [&cell[..], more].concat();
    assert_eq!(
        server.form("/framework/needs/set", &with(&[("summary", "Grants <b>every</b> spring.")])).said(),
        "B / money written"
    );
    // What is coded there, each with its place and a button that links it.
    let panel = server.get("/framework/needs/cell?row=B&column=money").body;
    assert!(panel.contains("From a grant, as always.") && panel.contains("href=\"/read/ben?at=4\""), "{panel}");
    let value = |name: &str| {
        let (_, rest) = panel.split_once(&format!("name=\"{name}\" value=\"")).expect("the form says which words");
        rest.split('"').next().expect("it ends").to_owned()
    };
    let (text, start, end) = (value("text"), value("start"), value("end"));
    let link = [("row", "B"), ("column", "money"), ("text", &text), ("start", &start), ("end", &end)];
    assert_eq!(server.form("/framework/needs/link", &link).said(), "B / money linked");
    let other = [("row", "B"), ("column", "money"), ("text", &text), ("start", "0"), ("end", "1")];
    assert!(server.form("/framework/needs/link", &other).refused().contains("not coded in B / money any more"));
    let page = server.get("/framework/needs").body;
    assert!(page.contains("Grants &lt;b&gt;every&lt;/b&gt; spring.") && page.contains("2 coded, 1 link"), "{page}");

    // The coding behind it changes: it is told why, until somebody says that it holds.
    sandbox.ok("codings add ben:6 --code funding --as ana");
    let page = server.get("/framework/needs").body;
    assert!(page.contains("Look again: 1 coding added") && page.contains("data-stale"), "{page}");
    assert!(server.get("/overview/waiting").body.contains("href=\"/framework/needs\""));
    assert_eq!(server.form("/framework/needs/confirm", &cell).said(), "1 cell still holds");
    assert!(!server.get("/framework/needs").body.contains("data-stale"));
    assert!(
        server.form("/framework/needs/set", &with(&[("summary", " ")])).refused().contains("a summary needs words")
    );
    assert_eq!(server.form("/framework/needs/clear", &cell).said(), "B / money cleared");
    assert_eq!(server.form("/framework/needs/fill", &[]).said(), "3 cells filled with what is coded there");
    assert!(server.get("/framework/needs").body.contains("We in Hartwell would like a course"));
    server.form("/undo", &[]).said();
    assert!(!server.get("/framework/needs").body.contains("Hartwell"));
}

#[test]
fn a_working_copy_goes_out_and_comes_back() {
    let sandbox = with_framework();
    sandbox.ok("framework set needs B money 'Grants, every spring.'");
    let server = Server::start(&sandbox);
    let copy = server.get("/framework/needs/copy/csv");
    assert!(copy.headers["content-disposition"].contains("needs.csv"), "{:?}", copy.headers);
    assert!(copy.body.contains("Grants, every spring."), "{}", copy.body);
    let edited = copy.body.replace("Grants, every spring.", "Grants, each spring.");
    let told = server.upload("/framework/needs/copy?file=needs.csv&dry_run=true", edited.as_bytes()).value();
    assert_eq!(told["more"]["changed"], 1, "{told}");
    assert_eq!(told["more"]["cells"][0]["what"], "changed", "{told}");
    assert!(server.get("/framework/needs").body.contains("every spring"));
    let done = server.upload("/framework/needs/copy?file=needs.csv", edited.as_bytes());
    assert_eq!(done.said(), "1 cell read in");
    assert!(server.get("/framework/needs").body.contains("each spring"));
    // Nothing of it stays behind, and a name leads nowhere else.
    let refused = server.upload("/framework/needs/copy?file=..%2F..%2Fstudy.toml", b"x").refused();
    assert!(!refused.is_empty() && sandbox.read("study.toml").contains("Small study"));
    let left = std::fs::read_dir(sandbox.path(".verbatim/incoming")).map_or(0, Iterator::count);
    assert_eq!(left, 0);
}

#[test]
fn cells_are_written_by_keyboard() {
    let sandbox = with_framework();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/framework/needs");
    browser.script("document.getElementById('cell-0-0').focus()");
    browser.press(&["ArrowRight"]);
    browser.wait_until("document.activeElement.dataset.column === 'money'");
    // What is coded there stands beside it.
    browser.wait_until("document.querySelector('#cell').innerText.includes('From a grant')");
    browser.press(&["Enter"]);
    browser.wait_for("#cell-0-1 textarea");
    browser.type_text("Grants, each spring.");
    // What is typed outlives a reload.
    browser.script("window.stop()");
    browser.reload();
    browser.wait_for("#cell-0-1[data-draft-waits]");
    browser.script("document.getElementById('cell-0-1').focus()");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('#cell-0-1 textarea').value === 'Grants, each spring.'");
    browser.press(&["Control+Enter"]);
    browser.wait_until("document.activeElement.id === 'cell-1-1'");
    browser.wait_until("document.querySelector('#written').innerText.startsWith('1 of 4')");
    assert!(sandbox.ok("framework show needs B").contains("Grants, each spring."));
    // Leaving a cell saves it, Escape does not.
    browser.press(&["Enter"]);
    browser.type_text("Nothing is said of money.");
    browser.press(&["Escape"]);
    browser.wait_until("document.activeElement.id === 'cell-1-1' && !document.querySelector('textarea')");
    browser.press(&["Enter"]);
    browser.type_text("Not a word.");
    browser.script("document.querySelector('#matrix td[id]').focus()");
    browser.wait_until("document.querySelector('#written').innerText.startsWith('2 of 4')");
    assert!(sandbox.ok("framework show needs C").contains("Not a word."));
    // A change from elsewhere shows without the place being lost.
    sandbox.ok("codings add ben:6 --code funding --as ana");
    browser.wait_for("#cell-0-1[data-stale]");
    browser.press(&["n"]);
    browser.wait_until("document.activeElement.id === 'cell-0-1'");
    browser.wait_until(
        "[...document.querySelectorAll('#cell button')].some(button => button.innerText === 'It still holds')",
    );
    browser.script(
        "[...document.querySelectorAll('#cell button')].find(button => button.innerText === 'It still holds').click()",
    );
    browser.wait_until("!document.querySelector('[data-stale]')");
    browser
        .script("[...document.querySelectorAll('#cell button')].find(button => button.innerText === 'Link').click()");
    browser.wait_until("document.querySelector('#cell-0-1 .behind').innerText.includes('1 link')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
