//! The log: with names for whoever keeps the key, without them for others, and done again on the same files.

use insta::assert_snapshot;
use verbatim::project::{HiddenAs, IdentityLogFormat, Project, Ruling, WordsThere};

use super::{ANNA, BEN, opened, study};
use crate::support::Sandbox;

/// Something of every sort: hidden, another form, generalised, kept, no name, one mention, a mark.
fn decided(sandbox: &Sandbox) {
    let mut project = opened(sandbox, "anna");
    let hide = |mode, replacement: &str| Ruling::Hide(HiddenAs::Own { mode, replacement: replacement.to_owned() });
    let name = |words: &str| vec![words.to_owned()];
    let mode = verbatim::model::Mode::Role;
    project.decide(&name("Philippa Ormskerry"), None, &hide(Some(mode), "manager"), false).expect("decided");
    let alias = Ruling::Hide(HiddenAs::AliasOf("Philippa Ormskerry".to_owned()));
    project.decide(&["Philippa".to_owned(), "Ms Ormskerry".to_owned()], None, &alias, false).expect("decided");
    let wider = verbatim::model::Mode::Generalise;
    project.decide(&name("Ostwick"), None, &hide(Some(wider), "the north"), false).expect("decided");
    let keep = Ruling::Keep { reason: "Quenbury House agreed, says Philippa".to_owned() };
    project.decide(&name("Quenbury House"), None, &keep, false).expect("decided");
    project.decide(&name("HLF"), None, &Ruling::NotAName, false).expect("decided");
    let passage =
        project.mention_at("ben:3", WordsThere { words: "paramedic", occurrence: None }).expect("it is there");
    project.decide_mention(passage, None, &Ruling::Keep { reason: "common".to_owned() }, false).expect("decided");
    project.mark_telling(passage, verbatim::model::IdentityKind::Trait, "ambulance crew").expect("marked");
}

#[test]
fn the_log_tells_who_what_and_how_often() {
    let sandbox = study();
    decided(&sandbox);
    assert_snapshot!(sandbox.run("identities log --format csv"), @r#"
    Number,Kind,Verdict,Forms,Place,Mode,Printed,Reason,Who,When,Mentions,Settled
    1,person,hide,Philippa Ormskerry; Philippa; Ms Ormskerry,,role,[manager],,anna,[TIME],5,true
    2,place,hide,Ostwick,,generalise,[the north],,anna,[TIME],1,true
    3,organisation,keep,Quenbury House,,,,"Quenbury House agreed, says Philippa",anna,[TIME],1,true
    4,other,not-a-name,HLF,,,,,anna,[TIME],1,true
    5,trait,keep,paramedic,ben:3,,,common,anna,[TIME],1,true
    "#);
}

#[test]
fn the_shareable_log_holds_no_original() {
    let sandbox = study();
    decided(&sandbox);
    let originals = ["Philippa", "Ormskerry", "Ostwick", "Quenbury", "HLF", "Harrowmere", "paramedic", "anna", "ben:"];
    for ending in ["csv", "md", "json"] {
        let told = sandbox.run(&format!("identities log --shareable --to ../log.{ending}"));
        let text = sandbox.read(&format!("../log.{ending}"));
        for original in originals {
            assert!(!text.to_lowercase().contains(&original.to_lowercase()), "{original} is in the {ending}: {text}");
        }
        assert!(told.contains("without names"), "{told}");
    }
    assert_snapshot!(sandbox.read("../log.md"), @r"
    | Number | Kind | Verdict | Forms | Mode | Printed | Reason | Decided by | Mentions | Settled |
    | :-- | :-- | :-- | :-- | :-- | :-- | :-- | :-- | :-- | :-- |
    | 1 | person | hidden | 3 | role | [manager] |  | 1 person | 5 | yes |
    | 2 | place | hidden | 1 | generalise | [the north] |  | 1 person | 1 | yes |
    | 3 | organisation | kept | 1 |  |  | [kept] agreed, says [manager] | 1 person | 1 | yes |
    | 4 | other | no name | 1 |  |  |  | 1 person | 1 | yes |
    | 5 | trait | kept, one mention | 1 |  |  | common | 1 person | 1 | yes |
    ");
}

#[cfg(unix)]
#[test]
fn nobody_else_reads_a_log_and_none_is_among_the_outputs() {
    use std::os::unix::fs::PermissionsExt as _;
    let sandbox = study();
    decided(&sandbox);
    sandbox.file("../log.json", "an earlier one");
    sandbox.run("identities log --to ../log.json");
    let rights = std::fs::metadata(sandbox.path("../log.json")).expect("it is there").permissions().mode();
    assert_eq!(rights & 0o777, 0o600);
    for place in ["output/log.json", "output/../output/log.csv", "./output/log.md"] {
        let told = sandbox.run(&format!("identities log --shareable --to {place}"));
        assert!(told.contains("exit 1"), "{place}: {told}");
        assert!(!sandbox.exists(place));
    }
}

/// The same files imported anew elsewhere, with the log replayed, give the same outputs, byte for byte.
#[test]
fn the_log_replayed_on_the_same_files_gives_the_same_outputs() {
    let sandbox = study();
    decided(&sandbox);
    sandbox.run("build");
    let first = sandbox.bytes("output/quotes.md");
    let log = Project::open(&sandbox.path("")).expect("it opens").identity_log_file(IdentityLogFormat::Json, false);
    let log = log.expect("it is written");
    let again = study();
    again.run("build");
    assert_ne!(again.bytes("output/quotes.md"), first, "before, nothing is decided there");
    again.file("../log.json", &log);
    assert_snapshot!(again.run("identities replay ../log.json"), @"2 identities and 8 decisions done again");
    again.run("build");
    assert_eq!(again.bytes("output/quotes.md"), first);
    let second = Project::open(&again.path("")).expect("it opens").identity_log_file(IdentityLogFormat::Json, false);
    assert_eq!(String::from_utf8(second.expect("it is written")), String::from_utf8(log));
    again.run("undo");
    again.run("build");
    assert_ne!(again.bytes("output/quotes.md"), first, "it is one step");
}

#[test]
fn a_log_of_other_texts_changes_nothing() {
    let sandbox = study();
    decided(&sandbox);
    sandbox.run("identities log --to ../log.json");
    let other = study();
    other.file("../log.json", sandbox.read("../log.json"));
    other.file("transcripts/ben.txt", BEN.replace("a paramedic too", "a nurse too")).run("import");
    assert_snapshot!(other.run("identities replay ../log.json"), @r"
    --- stderr
    error: ../log.json: what it decides of 2 mentions stands elsewhere now, or nowhere: nothing was changed
    --- exit 1
    ");
    other.file("../log.json", "{}");
    assert_snapshot!(other.run("identities replay ../log.json"), @r"
    --- stderr
    error: ../log.json is no log of identities: missing field `verbatim_identity_log` at line 1 column 2
    --- exit 1
    ");
    assert!(ANNA.contains("Philippa"), "the names are the study's own");
}
