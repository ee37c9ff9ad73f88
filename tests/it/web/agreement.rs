//! Agreement: two coders side by side, where they differ, and who says what stands.

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// Two interviews that Anna and Ben have coded: of the segments of `anna.txt`-like texts some alike, some not.
pub(crate) fn coded() -> Sandbox {
    let sandbox = Sandbox::shipped();
    sandbox.ok("import");
    for (who, code, segments) in [
        ("Anna", "staff-training", &[12, 14, 16, 18][..]),
        ("Ben", "staff-training", &[12, 14, 20]),
        ("Anna", "funding-security", &[12]),
        ("Ben", "funding-security", &[12]),
    ] {
        for segment in segments {
            sandbox.ok(&format!("codings add interview-1:{segment} --code {code} --as {who}"));
        }
    }
    sandbox
}

const BOTH: &str = "/agreement?first=Anna&second=Ben";
const TRAINING: &str = "/agreement?first=Anna&second=Ben&code=staff-training";

/// The fields of the first form that settles something.
fn first_form(page: &str) -> Vec<(&'static str, String)> {
    let (_, form) = page.split_once("action=\"/agreement/settle\"").expect("something differs");
    let value = |name: &str| {
        let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\"")).expect("the form names both");
        rest.split('"').next().unwrap_or_default().to_owned()
    };
    vec![("first", value("first")), ("second", value("second"))]
}

fn settle(server: &Server, stands: &'static str) -> String {
    let fields = first_form(&server.get(TRAINING).body);
    let mut all: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
    all.push(("stands", stands));
    server.form("/agreement/settle", &all).said()
}

#[test]
fn the_page_shows_itself_once_two_people_have_coded() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    assert!(!server.get("/").body.contains("href=\"/agreement\""));
    assert!(server.get("/agreement").body.contains("Let a second person code"), "it says what to do");
    drop(server);
    let sandbox = coded();
    let server = Server::start(&sandbox);
    assert!(server.get("/").body.contains("href=\"/agreement\""));
    let page = server.get(BOTH).body;
    // Both: 12, 14; Anna alone: 16, 18; Ben alone: 20. Of 35 segments that somebody interviewed says.
    assert!(page.contains("35 segments"), "{page}");
    let row = "2</td><td class=\"number\">2</td><td class=\"number\">1</td><td class=\"number\">30</td>";
    assert!(page.contains(row), "{page}");
    // (Po − Pe) / (1 − Pe) with Po = 32/35 and Pe = (4·3 + 31·32) / 35²; alpha from the matrix of coincidences.
    assert!(page.contains("91.4 %") && page.contains("0.525") && page.contains("0.531"), "{page}");
    // No colour says that a number is good or bad.
    for word in ["class=\"good", "class=\"bad", "class=\"warn"] {
        assert!(!page.contains(word), "{page}");
    }
}

#[test]
fn what_stands_is_said_by_somebody_is_logged_and_taken_back() {
    let sandbox = coded();
    let server = Server::start_with(&sandbox, &["--as", "Carys"]);
    let before = server.get(BOTH).body;
    let page = server.get(TRAINING).body;
    assert!(page.contains("They differ 3 times, 3 to settle."), "{page}");
    assert_eq!(settle(&server, "neither"), "settled");
    let page = server.get(TRAINING).body;
    assert!(page.contains("They differ 3 times, 2 to settle."), "{page}");
    assert!(page.contains("does not stand, says Carys"), "{page}");
    // What does not stand is rejected; what each said by themselves, and so how they agree, is the same.
    let rejected = sandbox.ok("codings interview-1:16 --coder Anna --status rejected --format csv");
    assert!(rejected.contains("staff-training"), "{rejected}");
    let figures =
        |page: &str| page.split("<tbody>").nth(1).map(|rest| rest.replace("3 of 3", "").replace("2 of 3", ""));
    assert_eq!(figures(&server.get(BOTH).body), figures(&before));
    assert_eq!(settle(&server, "neither"), "that was settled so already");
    assert!(sandbox.ok("log").contains("agreement settle"));
    server.form("/undo", &[]);
    assert!(server.get(TRAINING).body.contains("They differ 3 times, 3 to settle."));
    // One who codes may settle too, and it is noted even where nothing else changes.
    let anna = Server::start_with(&sandbox, &["--as", "Anna"]);
    assert_eq!(settle(&anna, "first"), "settled");
    assert!(server.get(TRAINING).body.contains("stands, says Anna"));
}

#[test]
fn a_proposal_that_somebody_accepted_is_what_they_said_also_after_it_is_settled() {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    let coded = sandbox.ok("codings interview-1 --coder rules --code staff-training --format csv");
    let count = coded.lines().count() - 1;
    assert!(count > 0, "{coded}");
    sandbox.ok("codings accept interview-1 --coder rules --code staff-training --as Anna");
    sandbox.ok("codings add interview-1:12 --code funding-security --as Ben");
    let server = Server::start_with(&sandbox, &["--as", "Carys"]);
    let row = |page: &str| {
        let (_, row) = page.split_once("Staff training</a>").expect("the code is there");
        row.split("to settle").next().unwrap_or_default().split("</tr>").next().unwrap_or_default().to_owned()
    };
    let numbers = |row: &str| row.split("<td>").next().unwrap_or_default().to_owned();
    let before = row(&server.get(BOTH).body);
    assert_eq!(settle(&server, "neither"), "settled");
    let after = row(&server.get(BOTH).body);
    assert_eq!(numbers(&after), numbers(&before), "Anna said it all the same");
    assert_ne!(after, before, "one less is to settle");
}

#[test]
fn differences_are_settled_by_keys() {
    let sandbox = coded();
    let server = Server::start_with(&sandbox, &["--as", "Carys"]);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto(TRAINING);
    browser.wait_for(".differing > li");
    browser.press(&["j"]);
    browser.wait_until("document.activeElement.id === 'differs-0'");
    browser.press(&["1"]);
    browser.wait_for_words("3 times, 2 to settle");
    browser.wait_until("document.activeElement.id === 'differs-1'");
    browser.press(&["2"]);
    browser.wait_for_words("3 times, 1 to settle");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
