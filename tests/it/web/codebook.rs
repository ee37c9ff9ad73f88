//! The codebook's pages: the tree, forms of codes and themes, rules, files.

use serde_json::json;

use super::browser_support::Browser;
use super::support::{Server, built};

#[test]
fn every_number_of_the_tree_leads_to_quotes_and_each_code_is_shown() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let page = server.get("/codebook").body;
    assert!(page.contains("href=\"/quotes?code=training\""), "{page}");
    assert!(page.contains("3 codes in use, 2 themes"), "{page}");
    let code = server.get("/codebook?code=training").body;
    for words in ["Learning of those who do the work.", "train*", "course*", "In the themes: Staff"] {
        assert!(code.contains(words), "{words}");
    }
    let missing = server.get("/codebook?code=trainin");
    assert_eq!(missing.status, 422);
    assert!(missing.body.contains("did you mean &quot;training&quot;?"), "{}", missing.body);
    assert!(server.get("/codebook?theme=staff").body.contains("Who does the work."));
}

#[test]
fn codes_are_made_written_moved_merged_and_retired_and_all_of_it_is_taken_back() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let before = sandbox.read("codebooks/small.toml");
    let made = server.form("/codebook/new-code", &[("name", "Pay & grades"), ("parent", "posts"), ("theme", "money")]);
    assert_eq!(made.value()["to"], "/codebook?code=pay-grades");
    let written = server.form(
        "/codebook/write",
        &[("code", "pay-grades"), ("name", "Pay"), ("definition", "What they earn.\r\nAll of it."), ("key", "y")],
    );
    assert!(written.said().contains("renamed"), "{}", written.body);
    assert!(sandbox.read("codebooks/small.toml").contains("What they earn.\nAll of it."));
    assert!(server.form("/codebook/move", &[("code", "pay-grades"), ("to", "out")]).said().contains("moved"));
    assert!(
        server.form("/codebook/id", &[("code", "pay-grades"), ("id", "pay")]).value()["to"] == "/codebook?code=pay"
    );
    server.form("/codebook/words", &[("code", "pay"), ("words", "salar*, wage"), ("rule", "1")]).said();
    assert!(server.get("/codebook?code=pay").body.contains("salar*"));
    server.form("/codebook/merge", &[("code", "pay"), ("into", "posts"), ("with_rules", "on")]).said();
    assert!(server.get("/codebook?code=pay").body.contains("merged into posts"));
    server.form("/codebook/status", &[("code", "funding"), ("to", "retired")]).said();
    let refused = server.form("/codebook/write", &[("code", "posts"), ("name", "Posts"), ("colour", "blue")]);
    assert_eq!(refused.status, 422);
    for _ in 0..7 {
        server.send("/undo", &json!({})).said();
    }
    assert_eq!(sandbox.read("codebooks/small.toml"), before);
}

#[test]
fn a_code_is_split_by_what_queries_find() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let fields = [("code", "posts"), ("name_1", "Waiting"), ("query_1", "waiting"), ("rest", "Other posts")];
    server.form("/codebook/split", &fields).said();
    let tree = sandbox.ok("codebook tree");
    assert!(tree.contains("waiting") && tree.contains("other-posts"), "{tree}");
}

#[test]
fn what_a_merge_or_a_split_would_change_is_told_and_not_done() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let before = (sandbox.read("codebooks/small.toml"), sandbox.ok("codings --format json"));
    let merge = [("code", "posts"), ("into", "training"), ("with_rules", "on")];
    let told = server.form("/codebook/preview/merge", &merge);
    let said = told.said();
    assert!(said.contains("code posts merged into training") && said.contains("along"), "{said}");
    assert!(told.value()["more"]["lines"].as_array().is_some_and(|lines| lines.len() >= 3), "{}", told.body);
    // What the terminal would say is done by a command is called by its button here.
    let without = server.form("/codebook/preview/merge", &merge[..2]).said();
    assert!(without.contains("the next build takes them away, unless “Its rules come along” is ticked"), "{without}");
    assert!(!without.contains('`'), "{without}");
    let split = [("code", "posts"), ("name_1", "Waiting"), ("query_1", "waiting")];
    assert!(server.form("/codebook/preview/split", &split).said().contains("code waiting added"));
    assert!(server.form("/codebook/preview/split", &[("code", "posts")]).refused().contains("goes"));
    assert_eq!(server.form("/codebook/preview/retire", &merge).status, 404);
    assert_eq!((sandbox.read("codebooks/small.toml"), sandbox.ok("codings --format json")), before);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/codebook?code=posts");
    browser.wait_for("html[data-ready]");
    browser.click("#merge-details > summary");
    browser.script("const into = document.querySelector('#into'); into.value = 'training'; into.dispatchEvent(new Event('change', { bubbles: true }))");
    browser.wait_for_words("This would change:");
    // What is asked before it is done says it too.
    browser.click("#merge-details button");
    browser.wait_until("document.querySelector('#confirm-words')?.textContent.includes('merged into training')");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn themes_gather_codes_and_let_them_go() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let made = server.form("/codebook/new-theme", &[("name", "Worth"), ("code", "funding"), ("code", "posts")]);
    assert_eq!(made.value()["to"], "/codebook?theme=worth");
    server.form("/codebook/ungather", &[("theme", "worth"), ("code", "posts")]).said();
    server.form("/codebook/gather", &[("theme", "worth"), ("code", "training")]).said();
    server.form("/codebook/theme", &[("theme", "worth"), ("name", "Worth it"), ("story", "It pays.")]).said();
    server.form("/codebook/move-theme", &[("theme", "worth"), ("to", "up")]).said();
    let page = server.get("/codebook?theme=worth").body;
    assert!(page.contains("It pays.") && page.contains("Theme: Worth it"), "{page}");
    let (worth, money) = (page.find("?theme=worth"), page.find("?theme=money"));
    assert!(worth < money, "it stands before the other");
    server.form("/codebook/remove-theme", &[("theme", "worth")]).said();
    assert_eq!(server.get("/codebook?theme=worth").status, 404);
}

#[test]
fn rules_are_tested_explained_and_checked() {
    let sandbox = built();
    sandbox.ok("codings reject survey:R5:needs --code posts");
    let server = Server::start(&sandbox);
    let tested = server.get("/codebook/test?code=posts").body;
    assert!(tested.contains("Found wrongly (1)"), "{tested}");
    assert!(tested.contains("/survey/survey?respondent=R5&amp;question=needs"), "{tested}");
    let explained = server.get("/codebook/explain?code=training").body;
    assert!(explained.contains("training, rule 1: “Training”"), "{explained}");
    assert_eq!(server.get("/codebook/suggest?code=training").status, 200);
    assert!(server.get("/codebook/check").body.contains("Codebook, checked"));
    assert!(server.get("/codebook/print").body.contains("Learning of those who do the work."));
    assert!(server.get("/history/codebook").body.contains("Versions, the latest first"));
    // A file that cannot be read says where.
    sandbox.append("codebooks/small.toml", "\n[[code]]\nid = 3\n");
    let broken = server.get("/codebook").body;
    assert!(broken.contains("line ") && broken.contains("column "), "{broken}");
}

#[test]
fn the_codebook_goes_out_and_comes_in_as_files() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let sheet = server.get("/codebook/export/codebook.csv");
    assert!(sheet.headers["content-disposition"].contains("codebook.csv"));
    assert!(sheet.body.contains("Learning of those who do the work."));
    assert_eq!(server.get("/codebook/export/codebook.exe").status, 404);
    let more = "Code,Definition\nSupervision,Talks with a senior.\n";
    let taken = server.upload("/codebook/import/more.csv", more.as_bytes());
    assert!(taken.said().contains("1 code"), "{}", taken.body);
    assert!(sandbox.read("codebooks/small.toml").contains("Talks with a senior."));
    assert!(server.upload("/codebook/import/..%2F..%2Fmore.exe", b"MZ").status >= 400);
}

#[test]
fn a_code_is_moved_by_keys_and_written_by_hand_and_what_is_typed_is_kept() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/codebook?code=posts");
    browser.script("document.getElementById('code-posts').focus()");
    browser.press(&["Alt+ArrowUp"]);
    browser.wait_until("document.querySelector('#tree tbody tr').dataset.code === 'posts'");
    browser.wait_until("document.activeElement.id === 'code-posts'");
    browser.script("document.getElementById('definition').focus(); document.getElementById('definition').select()");
    browser.type_text("Jobs");
    browser.reload();
    assert_eq!(browser.script("return document.getElementById('definition').value"), "Jobs");
    browser.script("document.querySelector('#write button[type=submit]').click()");
    browser.wait_for_words("definition changed");
    assert!(sandbox.read("codebooks/small.toml").contains("definition = \"Jobs\""));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
