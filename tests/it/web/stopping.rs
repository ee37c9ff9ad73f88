//! Long work that somebody stops: the page says so, nothing is half done, and the next run does all of it.

use std::fmt::Write as _;

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// So many answers take a while, also on a fast machine.
const MANY: usize = 24_000;

/// A later state of the small study's survey, with many more respondents.
fn many() -> String {
    let mut sheet = "id,agree,sector,needs,rating\n".to_owned();
    for number in 1..=MANY {
        let needs =
            ["More training for new staff", "Longer funding", "One more post", "Nothing at present"][number % 4];
        writeln!(sheet, "R{number},Yes,Schools,\"{needs}, says {number}.\",{}", number % 5 + 1)
            .expect("memory takes it");
    }
    sheet
}

/// What there is in the study, without what changes with each look.
fn state(sandbox: &Sandbox) -> String {
    let commands = ["sources --format csv", "cases --format csv", "codings --format csv", "log --format csv"];
    commands.map(|command| sandbox.ok(command)).join("\n")
}

/// Begins long work by its button, and presses the other one as soon as the work is at this.
fn stop(browser: &Browser, begin: &str, stage: &str) {
    browser.script(&format!(
        "let isPressed = false;
         document.addEventListener('verbatim:job', ({{ detail: job }}) => {{
           if (isPressed || job.state !== 'running' || job.stage !== {stage:?}) return;
           isPressed = true;
           window.shown = document.querySelector('#job').innerText;
           document.querySelector('#job button').click();
         }})"
    ));
    browser.click(begin);
    browser.wait_until("window.shown");
    let shown = browser.script("return window.shown");
    let shown = shown.as_str().expect("it is text");
    assert!(shown.to_lowercase().contains(&stage.to_lowercase()) && shown.contains("Stop"), "{shown}");
    browser.wait_for_words("Stopped, as you asked");
    browser.wait_until("document.querySelector('#job').hidden");
}

#[test]
fn an_import_that_is_stopped_leaves_the_study_as_it_was() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    let before = state(&sandbox);
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    sandbox.file("transcripts/survey.csv", many());
    browser.goto("/sources");
    stop(&browser, "form[action='/import'] button", "Importing");
    assert_eq!(server.settle()[0]["state"], "stopped");
    assert_eq!(state(&sandbox), before);
    assert!(browser.text("main").contains("Read the folder again"), "the page goes on");
    let answered = || server.json("/survey/survey/order?question=needs")["counts"]["answered"].clone();
    assert_eq!(answered(), 5, "pages show what there was");

    // All of it comes in at the next run.
    browser.click("form[action='/import'] button");
    browser.wait_for("#job progress");
    let jobs = server.settle();
    assert_eq!(jobs[0]["state"], "done", "{jobs}");
    browser.wait_for_words("24000");
    assert_eq!(answered(), MANY);
    assert_eq!(sandbox.ok("cases --kind respondent --format csv").lines().count(), MANY + 1);
    let doctor = sandbox.run("doctor");
    assert!(doctor.contains("well  the store") && doctor.contains("well  the index"), "{doctor}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_build_that_is_stopped_codes_and_writes_nothing() {
    let sandbox = Sandbox::small();
    sandbox.file("transcripts/survey.csv", many());
    sandbox.ok("import");
    // Indexed already, so that what is stopped is the coding.
    sandbox.ok("search training --limit 1");
    // Rules that look at every word, and find nothing in the end.
    for number in 1..=200 {
        let words = r#"["training", "funding", "post", "present", "staff", "new", "more", "longer", "nothing", "at"]"#;
        let code = format!("\n[[code]]\nid = \"idle-{number}\"\n\n[[code.rule]]\nany = {words}\nnone = [\"says\"]\n");
        sandbox.append("codebooks/small.toml", &code);
    }
    // Commands that show codings would apply the new rules: the log, which names each time that they were, does not.
    let (before, written) = (sandbox.ok("log --format csv"), sandbox.outputs());
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/tables");
    stop(&browser, ".heading form[action='/outputs/build'] button", "Coding");
    let jobs = server.settle();
    assert_eq!(jobs[0]["state"], "stopped", "{jobs}");
    assert_eq!(sandbox.ok("log --format csv"), before);
    assert_eq!(sandbox.outputs(), written);

    browser.click(".heading form[action='/outputs/build'] button");
    browser.wait_for("#job progress");
    let jobs = server.settle();
    assert_eq!(jobs[0]["state"], "done", "{jobs}");
    let counted = sandbox.ok("count --by codes --format csv");
    assert!(counted.contains(&(MANY / 4).to_string()), "{counted}");
    assert!(sandbox.exists("output/frequencies.csv"));
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn an_index_that_is_stopped_on_its_way_is_completed_by_the_next_run() {
    let sandbox = Sandbox::small();
    sandbox.file("transcripts/survey.csv", many());
    sandbox.ok("import");
    let (before, written) = (state(&sandbox), sandbox.outputs());
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/tables");
    stop(&browser, ".heading form[action='/outputs/build'] button", "Indexing");
    let jobs = server.settle();
    assert_eq!(jobs[0]["state"], "stopped", "{jobs}");
    assert_eq!(sandbox.outputs(), written);

    // Nothing that is half done shows: whoever searches has it completed first.
    let found = format!("{} segments", MANY / 4);
    let page = server.get("/search?q=funding+source:survey").body;
    assert!(page.contains(&found), "{page}");
    assert_eq!(state(&sandbox), before);
    browser.click(".heading form[action='/outputs/build'] button");
    browser.wait_for("#job progress");
    let jobs = server.settle();
    assert_eq!(jobs[0]["state"], "done", "{jobs}");
    let doctor = sandbox.run("doctor");
    assert!(doctor.contains("well  the store") && doctor.contains("well  the index"), "{doctor}");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn only_one_goes_on_at_a_time_and_what_is_over_cannot_be_stopped() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    sandbox.file("transcripts/survey.csv", many());
    let job = server.form("/import", &[]).value()["more"]["job"].as_u64().expect("it has a number");
    assert_eq!(server.form("/outputs/build", &[]).refused(), "Importing is still going on: wait for it, or stop it");
    assert_eq!(server.form(&format!("/jobs/{job}/stop"), &[]).said(), "it stops as soon as it can");
    assert_eq!(server.settle()[0]["state"], "stopped");
    assert_eq!(server.form(&format!("/jobs/{job}/stop"), &[]).refused(), "it is over");
}
