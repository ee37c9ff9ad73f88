//! Read & code, over HTTP: which transcripts there are, the text of one, what is laid on it, and what is done with that.

use serde_json::{Value, json};

use super::support::{Reply, Server, served};
use crate::support::Sandbox;

/// Where words stand in a transcript, as its page counts.
fn place(server: &Server, source: &str, words: &str) -> (usize, usize) {
    let page = server.get(&format!("/read/{source}")).body;
    let at = page.find(words).unwrap_or_else(|| panic!("{words:?} is on the page of {source}"));
    let (before, _) = page.split_at(at);
    let (_, from) = before.rsplit_once("data-from=\"").expect("every segment says where it begins");
    let (from, text) = from.split_once("\">").expect("the text follows");
    let text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
    let start = from.parse::<usize>().expect("it is a number") + text.encode_utf16().count();
    (start, start + words.encode_utf16().count())
}

fn laid(server: &Server, source: &str) -> Vec<(String, String, String)> {
    let told = server.json(&format!("/read/{source}/codings"));
    let word = |value: &Value| value.as_str().expect("it is a word").to_owned();
    let coding = |coding: &Value| {
        let code = usize::try_from(coding[2].as_u64().expect("codes are numbered")).expect("it is small");
        (word(&told["codes"][code]["id"]), word(&coding[3]), word(&coding[4]))
    };
    told["codings"].as_array().expect("there are codings").iter().map(coding).collect()
}

/// Does something with codings of a transcript.
fn act(server: &Server, source: &str, mut act: Value) -> Reply {
    act["text"] = server.json(&format!("/read/{source}/codings"))["text"].clone();
    server.send(&format!("/read/{source}/codings"), &act)
}

fn coding(code: &str, (start, end): (usize, usize), coder: &str) -> Value {
    json!({ "code": code, "start": start, "end": end, "coder": coder })
}

fn is(laid: &[(String, String, String)], code: &str, coder: &str, status: &str) -> bool {
    laid.iter().any(|(of, by, now)| (of.as_str(), by.as_str(), now.as_str()) == (code, coder, status))
}

#[test]
fn transcripts_are_listed_with_how_far_each_is_coded() {
    let (_sandbox, server) = served();
    let list = server.get("/read").body;
    for words in ["href=\"/read/ben\"", "href=\"/read/carla\"", "?go=proposed", "<meter"] {
        assert!(list.contains(words), "{words}: {list}");
    }
    assert!(!list.contains("/read/survey"), "a survey is no transcript");
}

#[test]
fn places_lead_to_where_they_are_shown() {
    let (_sandbox, server) = served();
    for (asked, shown) in [
        ("/read/survey", "/survey/survey"),
        ("/read/ben:2", "/read/ben?at=2"),
        ("/read/survey:R1:Q2", "/survey/survey?respondent=R1&question=Q2"),
    ] {
        let reply = server.get(asked);
        assert_eq!(reply.headers.get("location").map(String::as_str), Some(shown), "{asked}: {}", reply.status);
    }
    let reply = server.get("/read/bem");
    assert!(reply.status == 422 && reply.body.contains("did you mean"), "{}", reply.body);
}

#[test]
fn words_are_coded_and_it_is_taken_back() {
    let (sandbox, server) = served();
    let (start, end) = place(&server, "ben", "for those who are here");
    let said =
        act(&server, "ben", json!({ "do": "code", "code": "funding", "start": start + 1, "end": end - 2 })).said();
    assert_eq!(said, "coded with funding");
    assert!(sandbox.ok("codings ben --code funding").contains("for those who are here"), "whole words are meant");
    let again = act(&server, "ben", json!({ "do": "code", "code": "funding", "start": start, "end": end })).said();
    assert_eq!(again, "it is so already");
    server.form("/undo", &[]).said();
    assert!(laid(&server, "ben").iter().all(|(_, by, _)| by == "rules"));
}

#[test]
fn what_may_not_be_coded_is_refused_in_a_sentence() {
    let (_sandbox, server) = served();
    let (start, end) = place(&server, "ben", "What does your service need?");
    let why = act(&server, "ben", json!({ "do": "code", "code": "funding", "start": start, "end": end })).refused();
    assert_eq!(why, "what is marked: an interviewer says this, or it is a heading, and neither is ever coded");
    let why =
        act(&server, "ben", json!({ "do": "code", "code": "funding", "start": 900_000, "end": 900_001 })).refused();
    assert_eq!(why, "those are no words of this text: load the page anew");
    let why = act(&server, "ben", json!({ "do": "code", "code": "fundign", "start": 50, "end": 60 })).refused();
    assert!(why.contains("did you mean \"funding\""), "{why}");
    let old = json!({ "text": 9_999, "do": "code", "code": "funding", "start": start, "end": end });
    assert!(server.send("/read/ben/codings", &old).refused().contains("was imported anew"));
    assert_eq!(server.send("/read/ben/codings", &json!({ "do": "code" })).status, 400);
}

#[test]
fn proposals_are_explained_and_decided_and_codings_moved_recoded_and_removed() {
    let (_sandbox, server) = served();
    let told = server.json("/read/ben/codings");
    let codes = told["codes"].as_array().expect("there are codes");
    let number = codes.iter().position(|code| code["id"] == "training").expect("it is in the codebook");
    let proposed =
        told["codings"].as_array().expect("there are codings").iter().find(|coding| coding[2] == json!(number));
    let proposed = proposed.expect("a rule proposes it");
    let at = |index: usize| usize::try_from(proposed[index].as_u64().expect("a place")).expect("it is small");
    let why = server.json(&format!("/read/ben/why?code=training&start={}&end={}", at(0), at(1)));
    assert_eq!(why["lines"], json!(["training, rule 1: “training”"]));
    let rule = || coding("training", (at(0), at(1)), "rules");
    act(&server, "ben", json!({ "do": "decide", "coding": rule(), "status": "accepted" })).said();
    assert!(is(&laid(&server, "ben"), "training", "rules", "accepted"));

    // Somebody who gives it another place has one of their own, and the rule's is rejected.
    let (start, end) = place(&server, "ben", "training");
    act(&server, "ben", json!({ "do": "move", "coding": rule(), "start": start, "end": end })).said();
    let own = laid(&server, "ben");
    assert!(is(&own, "training", "rules", "rejected"), "{own:?}");
    let me =
        own.iter().find(|(_, by, _)| by != "rules").map(|(_, by, _)| by.clone()).expect("there is one of a person");
    act(&server, "ben", json!({ "do": "recode", "coding": coding("training", (start, end), &me), "code": "posts" }))
        .said();
    assert!(is(&laid(&server, "ben"), "posts", &me, "accepted"));
    act(&server, "ben", json!({ "do": "remove", "coding": coding("posts", (start, end), &me) })).said();
    assert!(!laid(&server, "ben").iter().any(|(_, by, _)| *by == me));
    let why =
        act(&server, "ben", json!({ "do": "remove", "coding": coding("posts", (start, end), "nobody") })).refused();
    assert_eq!(why, "no coding is like that");
}

#[test]
fn a_code_in_vivo_is_one_step() {
    let (sandbox, server) = served();
    let before = sandbox.read("codebooks/small.toml");
    let (start, end) = place(&server, "ben", "Nothing else");
    let text = server.json("/read/ben/codings")["text"].clone();
    let asked = json!({ "text": text, "start": start, "end": end, "theme": "staff" });
    let reply = server.send("/read/ben/in-vivo", &asked);
    assert_eq!(reply.said(), "coded with nothing-else");
    assert!(sandbox.read("codebooks/small.toml").contains("name = \"Nothing else\""));
    assert!(sandbox.ok("codings ben --code nothing-else").contains("Nothing else"));
    server.form("/undo", &[]).said();
    assert_eq!(sandbox.read("codebooks/small.toml"), before, "code and coding go together");
    // Of a name that there is already, that code is given.
    let asked = json!({ "text": text, "start": start, "end": end, "name": "funding" });
    assert_eq!(server.send("/read/ben/in-vivo", &asked).said(), "coded with funding");
    // Nothing is made of words that may not be coded.
    let (start, end) = place(&server, "ben", "What does your service need?");
    let asked = json!({ "text": text, "start": start, "end": end });
    assert!(server.send("/read/ben/in-vivo", &asked).refused().contains("an interviewer says this"));
    assert_eq!(sandbox.read("codebooks/small.toml"), before);
}

#[test]
fn memos_stand_on_words_and_on_codings() {
    let (sandbox, server) = served();
    let (start, end) = place(&server, "ben", "Two more posts");
    let text = server.json("/read/ben/codings")["text"].clone();
    let on_words = json!({ "text": text, "start": start, "end": end, "content": "Which [[code:nowhere]]?" });
    assert_eq!(
        server.send("/read/ben/memos", &on_words).said(),
        "memo 1 is written; [[code:nowhere]] names nothing in the study"
    );
    act(&server, "ben", json!({ "do": "code", "code": "funding", "start": start, "end": end })).said();
    let own = laid(&server, "ben");
    let me =
        own.iter().find(|(_, by, _)| by != "rules").map(|(_, by, _)| by.clone()).expect("there is one of a person");
    let on_coding = json!({ "text": text, "start": start, "end": end, "content": "Money?", "coding": coding("funding", (start, end), &me) });
    server.send("/read/ben/memos", &on_coding).said();
    let memos = server.json("/read/ben/codings")["memos"].clone();
    assert_eq!(memos[0]["code"], Value::Null);
    assert_eq!((&memos[1]["code"], &memos[1]["content"]), (&json!("funding"), &json!("Money?")));
    assert!(sandbox.ok("memos").contains("Money?"));
    let empty = json!({ "text": text, "start": start, "end": end, "content": "  " });
    assert!(server.send("/read/ben/memos", &empty).status == 422);
}

#[test]
fn what_coders_differ_about_is_told() {
    let (sandbox, server) = served();
    let disputed = || server.json("/read/ben/codings")["disputed"].clone();
    sandbox.ok("codings add --code funding ben:2 --as anna");
    assert_eq!(disputed(), json!([]), "one person cannot differ");
    sandbox.ok("codings add --code posts ben:2 --as bo");
    assert_eq!(disputed(), json!([2]));
    assert!(server.get("/read").body.contains("?go=disputed"));
    sandbox.ok("codings add --code posts ben:2 --as anna");
    sandbox.ok("codings add --code funding ben:2 --as bo");
    assert_eq!(disputed(), json!([]));
}

#[test]
fn places_are_counted_as_browsers_count() {
    let sandbox = Sandbox::small();
    sandbox.file(
        "transcripts/odd.txt",
        "Interviewer: Why 🙂?\n\nNoor: Ça va 👩‍👧 و لكن نحتاج المال here. Re\u{301}sume\u{301} <b>posted off</b>.\n",
    );
    sandbox.ok("import");
    let server = Server::start(&sandbox);
    for words in ["Ça va", "نحتاج المال", "posted off"] {
        let (start, end) = place(&server, "odd", words);
        act(&server, "odd", json!({ "do": "code", "code": "funding", "start": start, "end": end })).said();
        let shown = sandbox.ok("codings odd --code funding");
        assert!(shown.contains(words), "{words}: {shown}");
        let told = server.json("/read/odd/codings");
        let mut places = told["codings"].as_array().expect("there are codings").iter();
        assert!(places.any(|coding| coding[0] == json!(start) && coding[1] == json!(end)), "{words}: {told}");
    }
    assert!(
        server.get("/read/odd").body.contains("&lt;b&gt;posted off&lt;/b&gt;"),
        "words are shown, never read as HTML"
    );
}
