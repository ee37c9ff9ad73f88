//! Surveys: the grid and the list of answers, what they fetch and what can be coded there.

use serde_json::{Value, json};

use super::browser_support::Browser;
use super::support::{Server, built};
use crate::support::Sandbox;

fn numbers(of: &Value) -> Vec<u64> {
    of.as_array().expect("a list").iter().map(|number| number.as_u64().expect("a number")).collect()
}

/// The answer of a respondent, as the list shows it.
fn answer(server: &Server, texts: &[u64], respondent: &str) -> Value {
    let groups: Vec<[u64; 1]> = texts.iter().map(|text| [*text]).collect();
    let shown = server.send("/survey/survey/answers", &json!({ "groups": groups, "attributes": ["sector"] })).value();
    let rows = shown["rows"].as_array().expect("rows").clone();
    rows.into_iter().find(|row| row["respondent"] == respondent).expect("they answered")
}

#[test]
fn the_only_survey_opens_at_once_and_an_unknown_one_is_told() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let reply = server.get("/survey");
    assert_eq!((reply.status, reply.headers["location"].as_str()), (303, "/survey/survey"));
    let page = server.get("/survey/survey").body;
    assert!(page.contains("left out of the study: 1"), "{page}");
    let missing = server.get("/survey/surveys");
    assert_eq!(missing.status, 422);
    assert!(missing.body.contains("did you mean &quot;survey&quot;?"), "{}", missing.body);
    assert_eq!(server.get("/survey/survey?state=half").status, 400);
    // What a module asks for is refused in a sentence that it can show.
    let mistake = server.json("/survey/survey/order?question=needs&q=%28training");
    assert!(mistake["error"].as_str().is_some_and(|sentence| !sentence.is_empty()), "{mistake}");
}

#[test]
fn an_order_comes_as_numbers_and_rows_for_them() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let order = server.json("/survey/survey/order?question=needs&attribute.sector=Clinics&respondent=R5");
    assert_eq!(order["counts"]["answered"], 5);
    assert_eq!(order["counts"]["blank"], 1);
    assert_eq!(order["at"], 1);
    let texts = numbers(&order["groups"]);
    assert_eq!(texts.len(), 3);
    let row = answer(&server, &texts, "R5");
    assert_eq!(row["attributes"], json!(["Clinics"]));
    let codes: Vec<&str> =
        row["codes"].as_array().expect("codes").iter().map(|on| on["code"].as_str().expect("an id")).collect();
    assert_eq!(codes, ["training", "posts"]);

    let cases = numbers(&server.json("/survey/survey/order?sort=answer.rating&descending=1")["cases"]);
    let wanted = json!({ "cases": cases, "columns": ["answer.rating", "answer.needs"] });
    let rows = server.send("/survey/survey/respondents", &wanted).value();
    let ratings: Vec<&str> =
        rows["rows"].as_array().expect("rows").iter().filter_map(|row| row["cells"][0]["value"].as_str()).collect();
    assert_eq!(ratings, ["5", "4", "4", "3", "2", "1"]);
    let values = server.json("/survey/survey/values?column=attribute.sector");
    assert_eq!(values["values"], json!([{ "value": "Clinics", "count": 3 }, { "value": "Schools", "count": 3 }]));
}

#[test]
fn answers_are_coded_decided_and_uncoded_and_words_are_counted_as_a_browser_does() {
    let sandbox = Sandbox::small();
    sandbox.replace("transcripts/survey.csv", "Nothing at present.", "🙂 Naïve hopes for grants.");
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    let texts = numbers(&server.json("/survey/survey/order?question=needs")["groups"]);
    let theirs = answer(&server, &texts, "R6")["text"].as_u64().expect("a number");
    // 🙂 is two units: the words are "Naïve hopes".
    let coding = json!({ "code": "posts", "texts": [theirs], "words": [3, 14] });
    assert_eq!(server.send("/answers/code", &coding).value()["said"], "“Posts” given to 1 answer");
    let row = answer(&server, &texts, "R6");
    let on = row["codes"].as_array().expect("codes").iter().find(|on| on["code"] == "posts").expect("it was coded");
    assert_eq!((&on["spans"], &on["accepted"]), (&json!([[3, 14]]), &json!(1)));

    let made = server.send("/answers/code", &json!({ "new": "Hope", "texts": texts })).value();
    assert_eq!((&made["more"]["code"], &made["more"]["added"]), (&json!("hope"), &json!(5)));
    let decided = server.send("/answers/decide", &json!({ "texts": texts, "status": "rejected" })).value();
    assert_eq!(decided["said"], "6 codings rejected");
    let gone = server.send("/answers/uncode", &json!({ "texts": texts, "code": "hope" })).value();
    assert_eq!(gone["said"], "“Hope” taken off 5 places");
    let refused = server.send("/answers/code", &json!({ "code": "hopes", "texts": texts }));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("there is no code"), "{}", refused.body);
    assert!(sandbox.ok("log").contains("codings remove"));
}

#[test]
fn many_answers_are_coded_by_keys_alone() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/survey/survey?question=needs");
    browser.wait_for("li.answer[aria-current]");
    assert!(browser.text("#counts").contains("1 left it blank"));
    browser.press(&["/", "f", "u", "n", "d", "Enter"]);
    browser.wait_until("document.querySelector('li.answer[aria-current] [data-code=funding][data-state=accepted]')");
    // The same code for two that are ticked, by its number.
    browser.press(&["ArrowDown", "x", "ArrowDown", "x", "1"]);
    browser.wait_until("document.querySelectorAll('[data-code=funding][data-state=accepted]').length === 3");
    browser.press(&["Control+z"]);
    browser.wait_until("document.querySelectorAll('[data-code=funding][data-state=accepted]').length === 1");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn the_grid_is_walked_and_coded_by_keys() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/survey/survey");
    browser.wait_for("#grid tbody tr");
    assert_eq!(browser.script("return document.querySelectorAll('#grid tbody tr').length"), 6);
    // From who it is to the answer in words, wherever its column stands.
    browser.script("document.querySelector('#grid tbody tr:nth-child(6) td:has(.words)').click()");
    browser.press(&["/", "p", "o", "s", "t", "Enter"]);
    browser.wait_until("document.activeElement.querySelector('[data-code=posts][data-state=accepted]')");
    browser.press(&["ArrowUp"]);
    browser.wait_until("document.activeElement.closest('tr').getAttribute('aria-rowindex') === '6'");
    browser.script("document.querySelector('#grid th.corner + th .sort').click()");
    browser.wait_until("document.querySelector('th[aria-sort=ascending]') && location.search.includes('sort=')");
    assert!(sandbox.ok("codings survey:R6:needs").contains("posts"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
