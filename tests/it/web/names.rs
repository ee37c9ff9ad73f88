//! Names: decided on one identity at a time, by several readers, with what describes people, the register and the log.

use serde_json::{Value, json};

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

const STUDY: &str = r#"title = "Names"
cases = "participants.csv"
codebook = "book.toml"

[[source]]
files = "transcripts/*.txt"
kind = "interview"

[disclosure]
readers = READERS
"#;

const BOOK: &str = r#"title = "Book"
version = "1"

[[theme]]
id = "all"
name = "All"
definition = "Everything."
codes = ["funding"]

[[code]]
id = "funding"
name = "Funding"
definition = "What the work costs."

[[code.rule]]
any = ["fund*"]
"#;

const ANNA: &str = "\
Interviewer: Did you speak with Philippa Ormskerry?

Anna: With Philippa, yes. Ms Ormskerry runs the funding, and Philippa signs it.

Anna: We hope that funding lasts. I was a paramedic in Manchester, at 41.
";

const BEN: &str = "\
Interviewer: And here?

Ben: Funding comes from London. Philippa says that they pay for training.

Ben: You can ring 0161 496 0000. I was a paramedic too.
";

const PARTICIPANTS: &str = "\
case,source,speaker,consent,sector
P1,anna.txt,Anna,quote,Health
P2,ben.txt,Ben,quote,Health
";

/// Two interviews that name people and places, and their workbench, with all texts looked through.
fn served(readers: &str) -> (Sandbox, Server) {
    let sandbox = Sandbox::new();
    sandbox
        .study(&STUDY.replace("READERS", readers))
        .file("book.toml", BOOK)
        .file("participants.csv", PARTICIPANTS)
        .file("transcripts/anna.txt", ANNA)
        .file("transcripts/ben.txt", BEN);
    sandbox.ok("import");
    let server = Server::start(&sandbox);
    assert_eq!(server.form("/names/detect", &[]).status, 200);
    server.settle();
    (sandbox, server)
}

fn entries(queue: &Value) -> &Vec<Value> {
    queue["entries"].as_array().expect("the queue is a list")
}

/// The entry that has this form.
fn entry<'q>(queue: &'q Value, form: &str) -> &'q Value {
    let has_it =
        |entry: &&Value| entry["forms"].as_array().is_some_and(|forms| forms.iter().any(|it| it["form"] == form));
    entries(queue).iter().find(has_it).unwrap_or_else(|| panic!("{form} is not in {queue}"))
}

fn forms(entry: &Value) -> Value {
    entry["forms"].as_array().expect("forms are a list").iter().map(|form| form["form"].clone()).collect()
}

#[test]
fn what_has_not_been_read_is_read_while_the_page_is_open() {
    let (_sandbox, server) = served("1");
    let jobs = server.json("/jobs");
    assert_eq!(jobs[0]["name"], "Looking for names");
    assert_eq!(jobs[0]["said"][0], "2 texts read, 8 places found", "{jobs}");
    assert_eq!(server.json("/names/queue")["unread"], 0);
    let page = server.get("/names").body;
    assert!(page.contains("data-unread=\"0\""), "{page}");
    assert!(page.contains("residual risk remains"), "{page}");
    assert!(!page.contains("nonymous"), "{page}");
}

#[test]
fn one_decision_settles_all_mentions_and_is_taken_back_as_one() {
    let (sandbox, server) = served("1");
    let queue = server.json("/names/queue");
    // What names somebody comes first, and everything says why it is asked about.
    let first = &entries(&queue)[0];
    assert_eq!(forms(first), json!(["Philippa Ormskerry", "Philippa", "Ormskerry"]));
    for form in entries(&queue).iter().flat_map(|entry| entry["forms"].as_array().expect("a list")) {
        assert_ne!(form["why"], "", "{form}");
    }
    assert_eq!(queue["groups"], entries(&queue).len());
    let budget = queue["budget"].as_str().expect("it is said").to_owned();
    assert!(budget.starts_with(&format!("{} undecided", entries(&queue).len())), "{budget}");

    let decision = json!({
        "forms": forms(first), "kind": "person", "verdict": "hide", "mode": "role", "words": "a manager",
    });
    let said = server.send("/names/decide", &decision).said();
    assert_eq!(said, "Philippa Ormskerry, Philippa, Ormskerry are hidden, printed as [a manager]");
    let after = server.json("/names/queue");
    assert_eq!(entries(&after).len(), entries(&queue).len() - 1, "{after}");
    assert!(sandbox.ok("identities list").contains("[a manager]"));
    server.form("/undo", &[]);
    assert_eq!(server.json("/names/queue"), queue);
}

#[test]
fn mentions_stand_in_their_words_and_lead_to_their_place() {
    let (_sandbox, server) = served("1");
    let queue = server.json("/names/queue");
    let place = entry(&queue, "London")["forms"][0]["mentions"][0].as_array().expect("a place").clone();
    let at = place.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
    let contexts = server.json(&format!("/names/contexts?at={at}&width=20"));
    assert_eq!(contexts[0]["words"], "London");
    assert_eq!((&contexts[0]["place"], &contexts[0]["link"]), (&json!("ben:2"), &json!("/read/ben?at=2")));
    assert_eq!(contexts[0]["before"], "Funding comes from ");
    // A place that is none is said to be none.
    assert_eq!(server.get("/names/contexts?at=1.90000.90004&width=20").status, 422);
}

#[test]
fn keeping_needs_a_reason_and_one_mention_may_be_an_exception() {
    let (_sandbox, server) = served("1");
    let queue = server.json("/names/queue");
    let first = &entries(&queue)[0];
    let keep = json!({ "forms": forms(first), "kind": "person", "verdict": "keep", "words": "" });
    let why = server.send("/names/decide", &keep).refused();
    assert_eq!(why, "to keep a person needs a reason, since it says by itself who someone is");
    let philippa = &first["forms"][1];
    assert_eq!(philippa["form"], "Philippa");
    let (mentions, count) = (&philippa["mentions"], &philippa["count"]);
    let one = json!({
        "forms": ["Philippa"], "kind": "person", "verdict": "not-a-name", "mention": mentions[0],
    });
    let said = server.send("/names/decide", &one).said();
    assert_eq!(said, "at anna:2 alone, Philippa is no name");
    let after = server.json("/names/queue");
    assert_eq!(entry(&after, "Philippa")["forms"][1]["count"].as_u64(), count.as_u64().map(|count| count - 1));
    // What somebody misses is looked up and decided on as the others are.
    assert_eq!(server.json("/names/form?form=paramedic")["forms"][0]["count"], 2);
    assert_eq!(server.get("/names/form?form=Wrexham").status, 404);
}

#[test]
fn the_second_reader_does_not_see_what_the_first_has_said_and_what_differs_waits() {
    let (sandbox, server) = served("2");
    let second = Server::start_with(&sandbox, &["--as", "Bronwen"]);
    let london = json!({ "forms": ["London"], "kind": "place", "verdict": "keep", "words": "a capital" });
    let said = server.send("/names/decide", &london).said();
    assert_eq!(said, "London stays as it is; another reader has to say the same before it counts");
    // It has left the first reader's queue, and stands in the second's as if nobody had decided.
    let own = server.json("/names/queue");
    assert!(!own["entries"].to_string().contains("London"), "{own}");
    assert_eq!(own["elsewhere"], 1);
    let other = second.json("/names/queue");
    assert_eq!(entry(&other, "London")["said"], json!([]));
    assert!(!other.to_string().contains("a capital"), "{other}");
    // They differ: it is listed with what each said, and counts as undecided.
    let hidden = json!({ "forms": ["London"], "kind": "place", "verdict": "hide" });
    let said = second.send("/names/decide", &hidden).said();
    assert!(said.ends_with("another reader said otherwise, and it waits until you agree"), "{said}");
    let disputed = server.json("/names/queue?disputed=true");
    let words = entry(&disputed, "London")["said"].as_array().expect("a list").len();
    assert_eq!((words, &disputed["disputed"]), (2, &json!(1)));
    second.send("/names/decide", &london).said();
    assert_eq!(server.json("/names/queue")["disputed"], 0);
}

#[test]
fn what_describes_people_is_marked_and_counted() {
    let (_sandbox, server) = served("1");
    let page = server.get("/names/indirect?case=P1").body;
    assert!(page.contains("Manchester"), "{page}");
    let mark = [("place", "anna:3"), ("words", "a paramedic"), ("kind", "trait"), ("label", "ambulance crew")];
    assert_eq!(server.form("/names/indirect/mark", &mark).said(), "marked as ambulance crew");
    let page = server.get("/names/indirect?case=P1").body;
    // Of two in the sample it is true of one: by hand, as many as share the sector and the mark.
    assert!(page.contains("2 in the sample") && page.contains("1 in the sample"), "{page}");
    let mark = [("place", "ben:3"), ("words", "a paramedic"), ("kind", "trait"), ("label", "ambulance crew")];
    server.form("/names/indirect/mark", &mark).said();
    let page = server.get("/names/indirect?case=P1").body;
    assert!(!page.contains("1 in the sample"), "{page}");
    let unmark = [("place", "ben:3"), ("words", "a paramedic")];
    assert_eq!(server.form("/names/indirect/unmark", &unmark).said(), "the mark is taken away");
    assert!(server.get("/names/indirect?case=P1").body.contains("1 in the sample"));
}

#[test]
fn the_register_is_changed_by_hand_and_by_sheet() {
    let (sandbox, server) = served("1");
    let fields = [("kind", "person"), ("add", "Quillon Marrable\nQuill"), ("mode", ""), ("reason", "a colleague")];
    assert_eq!(server.form("/names/register/add", &fields).said(), "Quillon Marrable is listed");
    let page = server.get("/names/register?find=marrable").body;
    assert!(page.contains("1 identity of") || page.contains("1 identity."), "{page}");
    let fields = [
        ("number", "1"),
        ("kind", "person"),
        ("add", ""),
        ("remove", "Quill"),
        ("mode", "pseudonym"),
        ("replacement", "Ash Grove"),
        ("derive-asked", "yes"),
    ];
    server.form("/names/register/change", &fields).said();
    let list = sandbox.ok("identities list --format json");
    assert!(list.contains("Ash Grove") && !list.contains("\"Quill\""), "{list}");
    // A sheet says first what it would do.
    let sheet = b"kind,forms,replacement,colour\nplace,Zennorby,[village],red\n";
    let said = server.upload("/names/register/sheet?name=more.csv&dry_run=true", sheet).said();
    assert_eq!(
        said,
        "1 identity would be added, 0 identities would change, 0 the same; the column “colour” is not read"
    );
    assert!(!sandbox.ok("identities list").contains("Zennorby"));
    server.upload("/names/register/sheet?name=more.csv&dry_run=false", sheet).said();
    assert!(sandbox.ok("identities list").contains("Zennorby"));
    let refused = server.upload("/names/register/sheet?name=more.docx&dry_run=true", b"PK").refused();
    assert!(!refused.contains(".verbatim"), "{refused}");
    let written = server.get("/names/register/file?format=csv");
    assert!(written.body.contains("Zennorby"), "{}", written.body);
    assert!(written.headers["content-disposition"].starts_with("attachment"));
    server.form("/names/register/remove", &[("number", "1")]).said();
    assert!(!sandbox.ok("identities list").contains("Marrable"));
}

#[test]
fn the_log_is_handed_out_in_full_or_without_names_and_that_is_noted() {
    let (sandbox, server) = served("1");
    let first = entries(&server.json("/names/queue"))[0].clone();
    server.send("/names/decide", &json!({ "forms": forms(&first), "kind": "person", "verdict": "hide" })).said();
    let keep = json!({ "forms": ["London"], "kind": "place", "verdict": "keep", "words": "where Philippa lives" });
    server.send("/names/decide", &keep).said();
    let full = server.get("/names/log/file?format=csv").body;
    assert!(full.contains("Ormskerry") && full.contains("London"), "{full}");
    let shareable = server.get("/names/log/file?format=csv&shareable=true").body;
    for name in ["Ormskerry", "Philippa", "London"] {
        assert!(!shareable.contains(name), "{shareable}");
    }
    assert!(shareable.contains("person,hidden,3"), "{shareable}");
    let log = sandbox.ok("log");
    assert!(log.contains("identities log"), "{log}");
    let page = server.get("/names/log").body;
    assert!(page.contains("/names?form=London"), "what was kept can be decided on again: {page}");
}

#[test]
fn names_are_decided_on_by_keys_alone() {
    let (_sandbox, server) = served("1");
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/names");
    browser.wait_until("document.getElementById('entry-title')?.textContent === 'Philippa Ormskerry'");
    let waiting = entries(&server.json("/names/queue")).len();
    // Its mentions, each with its words marked.
    browser.wait_until("document.querySelectorAll('.mentions mark').length === 5");
    browser.press(&["r"]);
    browser.wait_for("dialog[open] #asked-words");
    browser.type_text("a manager");
    browser.press(&["Enter"]);
    browser.wait_until("document.getElementById('entry-title')?.textContent !== 'Philippa Ormskerry'");
    browser.wait_for_words("printed as [a manager]");
    // The focus is on what is to be decided next, and what waits is counted anew.
    browser.wait_until("document.activeElement.id === 'entry-title'");
    browser.wait_until(&format!("document.getElementById('budget').textContent.startsWith('{} ')", waiting - 1));
    let next = browser.text("#entry-title");
    browser.press(&["n"]);
    browser.wait_for_words(&format!("{next} is no name"));
    browser.press(&["u"]);
    browser.wait_until(&format!("document.getElementById('entry-title')?.textContent === '{next}'"));
    browser.press(&["u"]);
    browser.wait_until("document.getElementById('entry-title')?.textContent === 'Philippa Ormskerry'");
    // An exception for the second mention, and one form of the three alone.
    browser.press(&["ArrowDown"]);
    browser.press(&["e"]);
    browser.wait_for("dialog[open]");
    browser.press(&["n"]);
    browser.wait_for_words("alone, Philippa is no name");
    browser.wait_until("document.querySelectorAll('.mentions mark').length === 4");
    browser.press(&["f"]);
    browser.wait_until("document.querySelectorAll('.mentions mark').length === 1");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
