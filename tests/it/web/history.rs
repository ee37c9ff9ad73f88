//! What was before: a retired code taken into use again, two versions of the codebook side by side, and two drafts.

use serde_json::json;

use super::browser_support::Browser;
use super::support::served;

/// The part of a page that says what differs, as words.
fn differences(page: &str) -> String {
    let (_, part) = page.split_once("id=\"differences\"").unwrap_or_else(|| panic!("it compares: {page}"));
    let (part, _) = part.split_once("</section>").expect("it ends");
    let mut words = String::new();
    let mut is_tag = true;
    for letter in part.chars() {
        match letter {
            '<' => is_tag = true,
            '>' => {
                is_tag = false;
                words.push(' ');
            }
            letter if !is_tag => words.push(letter),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn a_retired_code_is_taken_into_use_again() {
    let (sandbox, server) = served();
    sandbox.ok("codings add ben:2 --code funding");
    let before = (sandbox.read("codebooks/small.toml"), sandbox.ok("count --by codes --format csv"));
    server.form("/codebook/status", &[("code", "funding"), ("to", "retired")]).said();
    let page = server.get("/codebook?code=funding").body;
    assert!(page.contains("retired") && page.contains("Take it into use again"), "{page}");
    assert!(!page.contains(">Retire<"), "{page}");
    // What people coded stays, and is seen where it stands; it is given no more.
    let told = server.json("/read/ben/codings");
    let code =
        told["codes"].as_array().expect("a list").iter().find(|code| code["id"] == "funding").expect("it is there");
    assert_eq!(code["inUse"], json!(false));
    let refused = server.send(
        "/read/ben/codings",
        &json!({ "text": told["text"], "do": "code", "code": "funding", "start": 60, "end": 70 }),
    );
    assert!(refused.refused().contains("retired"), "{}", refused.body);
    assert!(!sandbox.ok("count --by codes --format csv").contains("Funding"));

    let said = server.form("/codebook/status", &[("code", "funding"), ("to", "active")]).said();
    assert!(said.contains("restored"), "{said}");
    let page = server.get("/codebook?code=funding").body;
    assert!(page.contains(">Retire<") && !page.contains("Take it into use again"), "{page}");
    sandbox.ok("code");
    assert_eq!(
        sandbox.ok("count --by codes --format csv"),
        before.1,
        "it counts as before, and its rules find what they found"
    );
    assert!(
        server.json("/read/ben/codings")["codes"]
            .as_array()
            .expect("a list")
            .iter()
            .all(|code| code["inUse"] == json!(true))
    );
    // Both steps are taken back.
    server.form("/undo", &[]).said();
    assert!(server.get("/codebook?code=funding").body.contains("Take it into use again"));
    server.form("/undo", &[]).said();
    assert_eq!(sandbox.read("codebooks/small.toml"), before.0);
}

#[test]
fn a_code_is_retired_and_restored_by_hand() {
    let (_sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/codebook?code=funding");
    browser.click(".away-with button");
    // It is asked first, since rules stop finding it.
    browser.wait_for("dialog[open] button.main");
    browser.click("dialog[open] button.main");
    browser.wait_until("document.querySelector('.away-with button').innerText === 'Take it into use again'");
    browser.wait_for(".tree tr.gone");
    browser.click(".away-with button");
    browser.wait_until("document.querySelector('.away-with button').innerText === 'Retire'");
    assert_eq!(browser.script("return document.querySelector('.tree tr.gone')"), serde_json::Value::Null);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn two_versions_of_the_codebook_are_compared() {
    let (sandbox, server) = served();
    let write =
        [("code", "funding"), ("name", "Money"), ("definition", "Where the money comes from, and how long it lasts.")];
    server.form("/codebook/write", &write).said();
    server.form("/codebook/words", &[("code", "funding"), ("words", "donat*"), ("rule", "1")]).said();
    server.form("/codebook/status", &[("code", "posts"), ("to", "retired")]).said();
    sandbox.ok("code");
    let page = server.get("/history/codebook").body;
    let versions = page.matches("</tr>").count() - 1;
    assert!(versions >= 2, "{page}");
    let last = server.get("/history/codebook?old=1").body;
    let all = differences(&last);
    for words in ["Funding", "Money", ", and how long it lasts", "donat*", "retired", "Code funding", "Code posts"] {
        assert!(all.contains(words), "{words}: {all}");
    }
    assert!(last.contains("<ins>Money</ins>") && last.contains("<del>Funding</del>"), "{last}");
    assert!(!all.contains("training"), "what is as it was is not told: {all}");
    // Each version is compared with the one before it, at a click.
    assert!(page.contains("/history/codebook?old=1&amp;new=2#differences"), "{page}");
    let first_step = differences(&server.get("/history/codebook?old=1&new=2").body);
    assert!(first_step.contains("how long it lasts") && !first_step.contains("retired"), "{first_step}");
    // The same one twice differs in nothing, and an unknown one is told.
    assert!(server.get("/history/codebook?old=2&new=2").body.contains("Nothing differs"));
    let unknown = server.get("/history/codebook?old=99");
    assert!(unknown.status == 422 || unknown.status == 404, "{}", unknown.status);
}

#[test]
fn drafts_are_kept_compared_and_removed() {
    let (sandbox, server) = served();
    let page = server.get("/history/drafts").body;
    assert!(page.contains("nothing to compare") || page.contains("There is nothing"), "{page}");
    assert_eq!(server.form("/history/drafts/keep", &[("name", "supervisor")]).said(), "kept as supervisor");
    assert!(server.form("/history/drafts/keep", &[("name", "")]).status >= 400, "a draft has a name");
    let page = server.get("/history/drafts").body;
    assert!(page.contains("supervisor") && page.contains("Remove the draft supervisor"), "{page}");

    // A quotation that is rejected is printed no more.
    sandbox.ok("codings reject ben:2 --code posts");
    sandbox.ok("build");
    let page = server.get("/history/drafts").body;
    let found = differences(&page);
    assert!(found.contains("From supervisor to build"), "{found}");
    assert!(page.contains("<del>"), "{page}");
    assert!(found.contains("difference"), "{found}");
    assert!(!found.contains("Carla"), "pseudonymised as what was printed is: {found}");
    // The other way round what went comes.
    let numbers: Vec<&str> = page
        .split("<option value=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .filter(|number| !number.is_empty())
        .collect();
    let (last, first) = (numbers[0], numbers[1]);
    let back = server.get(&format!("/history/drafts?from={last}&to={first}")).body;
    assert!(differences(&back).contains("to supervisor") && back.contains("<ins>"), "{back}");
    let same = server.get(&format!("/history/drafts?from={last}&to={last}")).body;
    assert!(same.contains("Nothing that is printed is different") || same.contains("itself"), "{same}");

    let removed = server.form("/history/drafts/remove", &[("name", first)]).said();
    assert_eq!(removed, "the draft supervisor is removed");
    assert!(!server.get("/history/drafts").body.contains("Remove the draft supervisor"));
}

#[test]
fn steps_are_listed_and_one_in_the_midst_is_taken_back() {
    let (sandbox, server) = served();
    sandbox.ok("codings add ben:2 --code funding --as anna");
    sandbox.ok("codings add ben:4 --code posts --as bo");
    let page = server.get("/history?who=anna").body;
    assert!(page.contains("codings add") && page.contains(">anna<") && !page.contains("class=\"quiet\">bo<"), "{page}");
    let (_, number) = page.split_once("name=\"number\" value=\"").expect("it can be taken back");
    let number = number.split('"').next().expect("it ends");
    let said = server.form("/history/undo", &[("number", number)]).said();
    assert!(said.starts_with("taken back"), "{said}");
    assert!(!sandbox.ok("codings ben:2 --code funding").contains("anna"));
    assert!(sandbox.ok("codings ben:4 --code posts").contains("bo"), "what came later stays");
    let back = server.get("/history?state=back").body;
    assert!(back.contains("taken back") && back.contains("codings add"), "{back}");
}
