//! Decisions: one for all mentions, one for a single mention, and what they leave behind.

use insta::assert_snapshot;
use verbatim::model::{IdentityKind, Mode, Verdict};
use verbatim::project::{HiddenAs, Passage, Project, QueueOptions, Quiet, Ruling, Whose, WordsThere};

use super::{forms, opened, queue, study};

fn own(mode: Option<Mode>, replacement: &str) -> Ruling {
    Ruling::Hide(HiddenAs::Own { mode, replacement: replacement.to_owned() })
}

fn keep(reason: &str) -> Ruling {
    Ruling::Keep { reason: reason.to_owned() }
}

fn names(words: &[&str]) -> Vec<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn one_decision_clears_all_mentions_of_all_forms() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let before = queue(&mut project);
    let group = before.entries[0].clone();
    assert_eq!(group.mentions().len(), 5, "five mentions in two texts");
    project.decide(&group.forms(), None, &own(Some(Mode::Role), "manager"), false).expect("it is decided");
    let after = queue(&mut project);
    assert_eq!(after.mention_count(), before.mention_count() - 5);
    assert_eq!(forms(&after), forms(&before).split_off(1));
    drop(project);
    sandbox.run("build");
    let printed = sandbox.read("output/quotes.md");
    assert!(!printed.contains("Philippa") && !printed.contains("Ormskerry"), "{printed}");
}

#[test]
fn a_decision_is_taken_back_whole() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let before = forms(&queue(&mut project));
    project.decide(&names(&["Ostwick"]), None, &own(Some(Mode::Generalise), "the north"), false).expect("decided");
    assert_ne!(forms(&queue(&mut project)), before);
    project.undo(1, Whose::Own).expect("it is taken back");
    assert_eq!(forms(&queue(&mut project)), before);
    assert!(project.settled_decisions().expect("they are read").is_empty());
    assert!(project.identity_log().expect("it is read").is_empty(), "the identity went with the decision");
}

#[test]
fn what_names_someone_is_kept_for_a_reason_alone() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let refused = project.decide(&names(&["Philippa"]), None, &keep(" "), false).expect_err("no reason");
    assert_snapshot!(refused.to_string(), @"to keep a person needs a reason, since it says by itself who someone is");
    project.decide(&names(&["Philippa"]), None, &keep("a public figure"), false).expect("there is a reason");
    project.decide(&names(&["Quenbury House"]), None, &keep(""), false).expect("an organisation needs none");
    let settled = project.settled_decisions().expect("they are read");
    let said: Vec<(&str, Verdict)> = settled.iter().map(|it| (it.form.as_str(), it.verdict)).collect();
    assert_eq!(said, [("Philippa", Verdict::Keep), ("Quenbury House", Verdict::Keep)]);
}

#[test]
fn no_name_is_remembered_for_texts_that_come_later() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    project.decide(&names(&["paramedic"]), None, &Ruling::NotAName, false).expect("it is decided");
    drop(project);
    sandbox.append("transcripts/ben.txt", "\nBen: Every Paramedic knows.\n");
    sandbox.run("import");
    let mut project = opened(&sandbox, "anna");
    assert!(!forms(&queue(&mut project)).join(" ").to_lowercase().contains("paramedic"));
}

#[test]
fn a_form_that_was_missed_is_decided_on_as_well() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let missed = names(&["here"]);
    assert_eq!(project.mentions_of_forms(&missed).expect("they are sought").len(), 1);
    let decided = project.decide(&missed, Some(IdentityKind::Place), &own(None, ""), false).expect("decided");
    assert_eq!((decided.kind, decided.verdict), (IdentityKind::Place, Verdict::Hide));
    let log = project.identity_log().expect("it is read");
    assert_eq!((log[0].forms.as_slice(), log[0].mentions), (missed.as_slice(), 1));
}

#[test]
fn another_form_joins_an_identity_of_the_store_or_of_the_list() {
    let sandbox = study();
    sandbox.file(
        "identities.toml",
        "[[identity]]\nkind = \"organisation\"\nforms = [\"Harrowmere Law Fund\"]\nreplacement = \"[a funder]\"\n",
    );
    sandbox.replace("study.toml", "minimum_group = 1", "minimum_group = 1\nidentities = \"identities.toml\"");
    let mut project = opened(&sandbox, "anna");
    let entry = queue(&mut project).entries.into_iter().find(|entry| entry.forms() == ["HLF"]);
    assert!(entry.is_some(), "initials alone are no sure sign of a listed one");
    let alias = Ruling::Hide(HiddenAs::AliasOf("Harrowmere Law Fund".to_owned()));
    let decided = project.decide(&names(&["HLF"]), None, &alias, false).expect("it is decided");
    assert_eq!(decided.printed.as_deref(), Some("[a funder]"));
    project.decide(&names(&["Philippa Ormskerry"]), None, &own(Some(Mode::Role), "manager"), false).expect("decided");
    let entry =
        queue(&mut project).entries.into_iter().find(|entry| entry.forms().contains(&"Ms Ormskerry".to_owned()));
    if let Some(likely) = entry.and_then(|entry| entry.alias_of) {
        assert_eq!(likely.form, "Philippa Ormskerry");
    }
    let alias = Ruling::Hide(HiddenAs::AliasOf("Philippa Ormskerry".to_owned()));
    project.decide(&names(&["Ms Ormskerry", "Philippa"]), None, &alias, false).expect("it is decided");
    let log = project.identity_log().expect("it is read");
    let one = log.iter().find(|line| line.forms.len() == 3).expect("three forms are one identity");
    assert_eq!(one.mentions, 5);
}

#[test]
fn a_change_of_mind_takes_the_form_out_of_the_register() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let all = names(&["Philippa Ormskerry", "Philippa"]);
    project.decide(&all, None, &own(None, ""), false).expect("decided");
    project.decide(&names(&["Philippa"]), None, &keep("everybody's name here"), false).expect("decided");
    let log = project.identity_log().expect("it is read");
    let lines: Vec<String> = log.iter().map(|line| format!("{} {}", line.verdict, line.forms.join(", "))).collect();
    assert_eq!(lines, ["hide Philippa Ormskerry", "keep Philippa"]);
    project.decide(&names(&["Philippa Ormskerry"]), None, &Ruling::NotAName, false).expect("decided");
    let log = project.identity_log().expect("it is read");
    assert!(log.iter().all(|line| line.verdict != Verdict::Hide), "an identity without forms is gone: {log:?}");
}

#[test]
fn what_the_list_hides_is_not_kept_beside_it() {
    let sandbox = study();
    sandbox.run("identities add place Ostwick --mode role --replacement town");
    let mut project = opened(&sandbox, "anna");
    let refused = project.decide(&names(&["Ostwick"]), None, &keep("small"), false).expect_err("it is listed");
    assert_snapshot!(refused.to_string(), @"this is hidden as an identity of number 1 of `verbatim identities`: change it there, or take the form out");
}

#[test]
fn a_dry_run_changes_nothing() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let before = queue(&mut project);
    let decided = project.decide(&names(&["Ostwick"]), None, &own(None, ""), true).expect("it is told");
    assert_eq!(decided.kind, IdentityKind::Place);
    assert_eq!(queue(&mut project), before);
}

/// What was decided of one mention stays with its words when the file is corrected, or waits.
#[test]
fn a_mention_of_its_own_goes_along_with_its_words() {
    let sandbox = study();
    let mut project = opened(&sandbox, "anna");
    let passage: Passage = project
        .mention_at("anna:2", WordsThere { words: "Philippa", occurrence: Some(2) })
        .expect("it stands there twice");
    project.decide_mention(passage, None, &keep("quoted by name, as agreed"), false).expect("it is decided");
    let mentions = |project: &mut Project| {
        let found = project.review_queue(&QueueOptions::default(), &Quiet).expect("it is made");
        found.entries[0]
            .group
            .surfaces
            .iter()
            .find(|surface| surface.key == "philippa")
            .map_or(0, |it| it.mentions.len())
    };
    assert_eq!(mentions(&mut project), 2, "one of three is decided");
    drop(project);
    sandbox.replace("transcripts/anna.txt", "Anna: We hope", "Anna: Yes. We hope");
    sandbox.run("import");
    let mut project = opened(&sandbox, "anna");
    assert_eq!(mentions(&mut project), 2, "it went along");
    let place = project.settled_decisions().expect("they are read")[0].place.expect("it has a place");
    assert_eq!(project.words(Passage { text: place.0, span: place.1 }).expect("they are there"), "Philippa");
    drop(project);
    sandbox.replace("transcripts/anna.txt", "and Philippa signs it", "and someone signs it");
    sandbox.run("import");
    let project = opened(&sandbox, "anna");
    assert!(project.settled_decisions().expect("they are read").is_empty(), "it waits, and counts nowhere");
    assert_snapshot!(sandbox.run("review"), @r"
    1  decision: keep, by anna · transcripts/anna.txt
      was  Philippa
      now  someone
      words in it were changed, added or taken out

    --- stderr
    1 waiting
    ");
}

#[test]
fn the_command_line_decides_and_the_trail_names_nobody() {
    let sandbox = study();
    drop(opened(&sandbox, "anna"));
    assert_snapshot!(sandbox.run("identities hide 'Philippa Ormskerry' --role manager --dry-run"), @"Philippa Ormskerry (person): would be printed as [manager], 1 mention in 1 text");
    assert_snapshot!(sandbox.run("identities hide 'Philippa Ormskerry' Philippa --role manager"), @"Philippa Ormskerry, Philippa (person): printed as [manager], 4 mentions in 2 texts");
    assert_snapshot!(sandbox.run("identities hide 'Ms Ormskerry' --alias-of 'Philippa Ormskerry'"), @"Ms Ormskerry (person): printed as [manager], 1 mention in 1 text");
    assert_snapshot!(sandbox.run("identities keep Ostwick --reason 'a town of 200,000'"), @"Ostwick (place): kept as written, 1 mention in 1 text");
    assert_snapshot!(sandbox.run("identities not-a-name HLF --at ben:2"), @"HLF at ben:2 is decided alone: not-a-name");
    assert_snapshot!(sandbox.run("identities keep Philippa"), @r"
    --- stderr
    error: to keep a person needs a reason, since it says by itself who someone is
    --- exit 1
    ");
    let log = sandbox.run("log --format json");
    for name in ["Philippa", "Ormskerry", "Ostwick", "HLF", "200,000"] {
        assert!(!log.contains(name), "{name} is in the audit trail");
    }
}
