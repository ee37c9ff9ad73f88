//! Two readers: neither sees what the other said before they have decided, and a disagreement waits.

use verbatim::model::Verdict;
use verbatim::project::{HiddenAs, QueueOptions, Quiet, Ruling};

use super::{forms, opened, queue, study};
use crate::support::Sandbox;

fn two_readers() -> Sandbox {
    let sandbox = study();
    sandbox.replace("study.toml", "minimum_group = 1", "minimum_group = 1\nreaders = 2");
    sandbox
}

fn hide() -> Ruling {
    Ruling::Hide(HiddenAs::Own { mode: None, replacement: String::new() })
}

fn philippa() -> Vec<String> {
    vec!["Philippa Ormskerry".to_owned(), "Philippa".to_owned(), "Ms Ormskerry".to_owned()]
}

#[test]
fn the_second_reader_sees_what_the_first_decided_on_and_not_what() {
    let sandbox = two_readers();
    let mut anna = opened(&sandbox, "anna");
    let before = queue(&mut anna);
    anna.decide(&philippa(), None, &hide(), false).expect("it is decided");
    assert!(!forms(&queue(&mut anna)).contains(&forms(&before)[0]), "she has decided");
    assert!(anna.settled_decisions().expect("they are read").is_empty(), "one is not enough");
    let mut ben = opened(&sandbox, "ben");
    let his = queue(&mut ben);
    assert_eq!(forms(&his), forms(&before), "all of it is his to decide");
    assert!(his.entries.iter().all(|entry| entry.said.is_empty() && !entry.is_disputed));
    ben.decide(&philippa(), None, &hide(), false).expect("it is decided");
    let settled = ben.settled_decisions().expect("they are read");
    assert_eq!(settled.iter().filter(|it| it.verdict == Verdict::Hide).count(), 3);
    let log = ben.identity_log().expect("it is read");
    assert_eq!(log.len(), 1, "one identity, not one a reader");
    assert_eq!(log[0].who, ["anna", "ben"]);
    assert!(log[0].is_settled);
}

/// Nor in the log, the register, the files of both, or what a name may be another form of.
#[test]
fn nothing_that_lists_decisions_tells_a_second_reader_before_their_own() {
    let sandbox = two_readers();
    let mut anna = opened(&sandbox, "anna");
    anna.decide(&philippa(), None, &hide(), false).expect("it is decided");
    let keep = Ruling::Keep { reason: "a public fund".to_owned() };
    anna.decide(&["Harrowmere Law Fund".to_owned()], None, &keep, false).expect("it is decided");
    let log = |project: &verbatim::project::Project| project.identity_log().expect("it is read").len();
    let file = |project: &verbatim::project::Project| {
        let bytes = project.identity_log_file(verbatim::project::IdentityLogFormat::Json, false).expect("it is made");
        String::from_utf8(bytes).expect("it is text")
    };
    assert_eq!(log(&anna), 2, "she sees her own");
    assert!(file(&anna).contains("Harrowmere"));
    let mut ben = opened(&sandbox, "ben");
    assert_eq!(log(&ben), 0);
    assert!(!file(&ben).contains("Harrowmere") && !file(&ben).contains("Philippa"), "{}", file(&ben));
    assert!(ben.listed_identities().expect("they are listed").is_empty());
    assert!(ben.known_identities().expect("they are listed").is_empty());
    assert!(queue(&mut ben).entries.iter().all(|entry| entry.alias_of.is_none()));
    let (sheet, count) = ben.hand_out_identities("names.csv".as_ref()).expect("it is made");
    assert!(count == 0 && !String::from_utf8_lossy(&sheet).contains("Philippa"));
    ben.decide(&["Harrowmere Law Fund".to_owned()], None, &keep, false).expect("it is decided");
    assert_eq!(log(&ben), 2, "what both said is told, a line each");
    ben.decide(&["Philippa".to_owned()], None, &hide(), false).expect("it is decided");
    let seen = ben.listed_identities().expect("they are listed");
    assert!(seen.iter().all(|line| !line.identity.forms.iter().any(|form| form.contains("Ormskerry"))), "{seen:?}");
}

#[test]
fn a_disagreement_is_listed_and_holds_until_they_agree() {
    let sandbox = two_readers();
    let mut anna = opened(&sandbox, "anna");
    anna.decide(&philippa(), None, &hide(), false).expect("it is decided");
    let mut ben = opened(&sandbox, "ben");
    let keep = Ruling::Keep { reason: "named in the report".to_owned() };
    ben.decide(&["Philippa".to_owned()], None, &keep, false).expect("a second reader may say otherwise");
    let disputed = QueueOptions { disputed: true, ..QueueOptions::default() };
    let found = ben.review_queue(&disputed, &Quiet).expect("it is made");
    assert_eq!(forms(&found), ["Philippa"]);
    assert_eq!(found.disputed_forms, 1);
    let said: Vec<(&str, Verdict)> =
        found.entries[0].said.iter().map(|word| (word.who.as_str(), word.verdict)).collect();
    assert_eq!(said, [("anna", Verdict::Hide), ("ben", Verdict::Keep)]);
    assert!(ben.settled_decisions().expect("they are read").is_empty());
    let mut anna = opened(&sandbox, "anna");
    anna.decide(&["Philippa".to_owned()], None, &keep, false).expect("she agrees");
    let settled = anna.settled_decisions().expect("they are read");
    assert_eq!(settled.iter().map(|it| it.form.as_str()).collect::<Vec<_>>(), ["Philippa"]);
    assert!(anna.review_queue(&disputed, &Quiet).expect("it is made").entries.is_empty());
    let log = anna.identity_log().expect("it is read");
    assert!(
        log.iter()
            .filter(|line| line.verdict == Verdict::Hide)
            .all(|line| !line.forms.contains(&"Philippa".to_owned()))
    );
}

/// The same verdict as another identity is no agreement.
#[test]
fn hiding_as_different_identities_is_a_disagreement() {
    let sandbox = two_readers();
    let mut anna = opened(&sandbox, "anna");
    anna.decide(&["Philippa Ormskerry".to_owned()], None, &hide(), false).expect("it is decided");
    let alias = Ruling::Hide(HiddenAs::AliasOf("Philippa Ormskerry".to_owned()));
    anna.decide(&["Philippa".to_owned()], None, &alias, false).expect("it is decided");
    let mut ben = opened(&sandbox, "ben");
    ben.decide(&["Philippa".to_owned()], None, &hide(), false).expect("it is decided");
    let disputed = QueueOptions { disputed: true, ..QueueOptions::default() };
    assert_eq!(forms(&ben.review_queue(&disputed, &Quiet).expect("it is made")), ["Philippa"]);
}

/// What only one of two has decided is not printed as it is: the register hides it, or it waits as undecided.
#[test]
fn nothing_is_printed_on_one_readers_word() {
    let sandbox = two_readers();
    let mut anna = opened(&sandbox, "anna");
    let keep = Ruling::Keep { reason: "agreed".to_owned() };
    anna.decide(&philippa(), None, &keep, false).expect("it is decided");
    assert!(anna.settled_decisions().expect("they are read").is_empty(), "so disclosure takes it for undecided");
}
