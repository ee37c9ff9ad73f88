//! Coding thousands of answers: as long work that can be stopped, and one step all the same.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::support::Server;
use crate::support::Sandbox;

const MANY: usize = 3_200;

fn large() -> Sandbox {
    let sandbox = Sandbox::small();
    let mut survey = sandbox.read("transcripts/survey.csv");
    for number in 0..MANY {
        writeln!(survey, "X{number},Yes,Schools,Something else {number}.,3")
            .expect("a string takes all that is written");
    }
    sandbox.file("transcripts/survey.csv", survey);
    sandbox.ok("build");
    sandbox
}

/// The numbers of all answers to the open question.
fn answers(server: &Server) -> Vec<Value> {
    let order = server.json("/survey/survey/order?question=needs");
    order["groups"].as_array().expect("answers are a list").clone()
}

#[test]
fn thousands_are_coded_as_a_job_in_one_step() {
    let sandbox = large();
    let server = Server::start(&sandbox);
    let texts = answers(&server);
    assert!(texts.len() > 3_000, "{}", texts.len());
    let begun = server.send("/answers/code", &json!({ "code": "posts", "texts": texts }));
    assert!(begun.value()["more"]["job"].is_number(), "{}", begun.body);
    let job = &server.settle()[0];
    assert_eq!((&job["state"], &job["name"]), (&json!("done"), &json!("Coding")), "{job}");
    assert!(job["said"][0].as_str().is_some_and(|said| said.contains("given to 3")), "{job}");
    let count = || sandbox.ok("codings --coder tester --limit 9999 --format json").matches("\"code\"").count();
    assert!(count() > 3_000, "{}", count());
    server.send("/undo", &json!({})).said();
    assert_eq!(count(), 0);
    // The same by a query: how much it comes to decides how it is done.
    let all = [("q", "something"), ("code", "posts"), ("deed", "code"), ("which", "all")];
    let begun = server.form("/search/code", &all);
    assert!(begun.value()["more"]["job"].is_number(), "{}", begun.body);
    assert_eq!(server.settle()[0]["state"], "done");
    assert_eq!(count(), MANY);
}
