//! The shipped study: every item is there, and says what other outputs say.

use std::collections::BTreeMap;

use serde_json::Value;

use super::printed;
use crate::support::Sandbox;

/// What the records say of each item.
fn records(sandbox: &Sandbox, which: &str) -> BTreeMap<String, String> {
    let items: Value =
        serde_json::from_str(&sandbox.ok(&format!("checklist {which} --format json"))).expect("it is JSON");
    let text = |item: &Value, key: &str| item[key].as_str().unwrap_or_default().to_owned();
    items.as_array().expect("it is a list").iter().map(|item| (text(item, "item"), text(item, "records"))).collect()
}

#[test]
fn what_is_prefilled_agrees_with_status_and_tables() {
    let sandbox = Sandbox::shipped();
    let built = sandbox.ok("build");
    let coreq = records(&sandbox, "coreq");
    assert!(built.contains("6 interviews, 1 survey: 396 texts, 26607 words"), "{built}");
    assert!(records(&sandbox, "srqr")["S12"].contains("6 interviews and 1 survey: 396 texts, 26607 words."));
    assert!(built.contains("6 participants, 37 respondents kept"), "{built}");
    assert_eq!(coreq["12"], "37 respondents and 6 participants were kept.");
    let flow = printed(&sandbox, "sample");
    let sentence = "Of these, 14 (27.5%) were left out: 3 without consent, 10 without any answer and 1 not a provider. The remaining 37 were kept.";
    assert!(flow.contains(sentence) && coreq["13"].contains(sentence), "{flow}");
    assert!(built.contains("1071 codings; codebook What practitioners need 1.0: 5 themes, 25 codes"), "{built}");
    assert!(coreq["25"].contains("version 1.0) has 5 themes and 25 codes."), "{}", coreq["25"]);
    assert!(coreq["26"].contains("proposed 1071 codings"), "{}", coreq["26"]);
    assert_eq!(coreq["27"], format!("verbatim {}.", env!("CARGO_PKG_VERSION")));
    assert!(coreq["25"].contains("see “Appendix A: Codebook”"), "{}", coreq["25"]);
    // A range over two talks would tell of two people.
    assert_eq!(coreq["21"], "");
}

#[test]
fn the_questionnaire_is_that_of_the_reference_study() {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build questionnaire");
    let text = printed(&sandbox, "questionnaire");
    let rows: Vec<Vec<&str>> = text
        .lines()
        .filter(|line| line.starts_with("| Q") && !line.contains("| – "))
        .map(|line| line.split('|').map(str::trim).filter(|cell| !cell.is_empty()).collect())
        .collect();
    let codes: Vec<String> = (1..=31).map(|number| format!("Q{number}")).collect();
    assert_eq!(rows.iter().map(|row| row[0]).collect::<Vec<_>>(), codes);
    let of_kind = |begins: &str| rows.iter().filter(|row| row[2].starts_with(begins)).count();
    assert_eq!(of_kind("All that apply of:"), 3);
    assert_eq!(of_kind("Yes or no."), 4);
    assert_eq!(of_kind("Put in order: (1) Experienced staff"), 1);
    assert_eq!(of_kind("Rating from 1 to 7, each line."), 2);
    assert_eq!(of_kind("Rating from 0 to 10."), 1);
    assert_eq!(of_kind("In words, a line each."), 1);
    assert_eq!(of_kind("Consent:"), 1);
    assert_eq!(of_kind("In words. Personal data, kept apart from the answers."), 2);
    assert!(rows[6][2].ends_with("(7) The general public"), "seven groups of clients");
    assert!(rows[8][2].ends_with("(5) After an order or sentence has ended"), "five stages");
    assert!(rows[13][2].ends_with("(14) Low cost or no cost"), "fourteen options");
    assert_eq!(rows[15][3], "those who gave less than 4 to Q15");
    assert_eq!(rows[11][3], "those who answered “Yes” to Q11");
    assert_eq!(text.matches("Q25\\_").count(), 6, "six groups");
    assert_eq!(text.matches("Q26\\_").count(), 7, "seven issues");
}

/// Two people clone the study and build it: what they get is the same, byte by byte, and no day stands in it.
#[test]
fn two_clones_make_the_same_bytes() {
    let one = Sandbox::shipped();
    let other = Sandbox::shipped();
    one.ok("build");
    let done =
        other.command("build").env("VERBATIM_USER", "Someone Else").output().expect("the program can be started");
    assert!(done.status.success());
    assert_eq!(one.outputs().keys().collect::<Vec<_>>(), other.outputs().keys().collect::<Vec<_>>());
    for (name, bytes) in one.outputs() {
        assert!(other.outputs()[&name] == bytes, "{name} differs");
    }
    let today = one.ok("log --limit 1 --format csv");
    let today = today.lines().nth(1).and_then(|line| line.split(',').nth(1)).expect("a build is in the log");
    let today = today.get(..10).expect("a day has ten characters");
    let page = one.read("output/reporting.html");
    assert!(!page.contains(today), "{today} stands in it");
    assert!(!page.contains("tester") && !page.contains("Someone"));
}
