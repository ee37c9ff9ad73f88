//! What outputs tell of one person, all of them together: consent, attributes under one label, and how often.

use std::fmt::Write as _;

use crate::support::Sandbox;

/// Nine people who were interviewed: name, region, role. One alone is a rural manager, two are urban workers.
const PEOPLE: [(&str, &str, &str); 9] = [
    ("P1", "rural", "manager"),
    ("P2", "rural", "worker"),
    ("P3", "rural", "worker"),
    ("P4", "rural", "worker"),
    ("P5", "urban", "manager"),
    ("P6", "urban", "manager"),
    ("P7", "urban", "manager"),
    ("P8", "urban", "worker"),
    ("P9", "urban", "worker"),
];

const STUDY: &str = r#"title = "Needs"
codebook = "codebook.toml"
cases = "people.csv"

[[source]]
files = "talks/*"
kind = "interview"

[disclosure]
minimum_group = 3
seed = "needs"

[[output]]
name = "by-region"
kind = "quotes"
attributes = ["region"]
formats = ["md"]
limit = 20

[[output]]
name = "by-role"
kind = "quotes"
attributes = ["role"]
formats = ["md"]
limit = 20
"#;

const CODEBOOK: &str = r#"title = "Needs"

[[code]]
id = "training"
name = "Training"
definition = "Learning of those who do the work."

[[code.rule]]
any = ["training"]
"#;

fn study() -> Sandbox {
    let sandbox = Sandbox::new();
    let mut people = "case,source,speaker,region,role\n".to_owned();
    for (name, region, role) in PEOPLE {
        writeln!(people, "{name},{name}.txt,{name},{region},{role}").expect("a string takes it");
        let talk = format!(
            "Interviewer: What is needed?\n\n{name}: More training on the records of the year {}.\n",
            year(name)
        );
        sandbox.file(&format!("talks/{name}.txt"), talk);
    }
    sandbox.file("people.csv", people).file("codebook.toml", CODEBOOK).study(STUDY);
    sandbox
}

/// By which a person's words are known.
fn year(name: &str) -> usize {
    2010 + name.trim_start_matches('P').parse::<usize>().expect("P and a number")
}

/// What stands in brackets behind the words of a person.
fn told(sandbox: &Sandbox, output: &str, name: &str) -> Option<String> {
    let page = sandbox.read(&format!("output/{output}.md"));
    let (_, after) = page.split_once(&format!("the year {}.", year(name)))?;
    let (_, after) = after.split_once('(')?;
    Some(after.split_once(')')?.0.to_owned())
}

/// By output: what is told of a person behind the label.
fn beside(sandbox: &Sandbox, name: &str) -> [String; 2] {
    ["by-region", "by-role"].map(|output| {
        let told = told(sandbox, output, name).expect("everybody is quoted");
        told.split_once(", ").map_or_else(String::new, |(_, told)| told.to_owned())
    })
}

/// Region in one output and role in the other, under one label, would single P1 out: both are never told of one person
/// of whom fewer than three are alike.
#[test]
fn attributes_that_combine_over_two_outputs_are_dropped() {
    let sandbox = study();
    sandbox.ok("build");
    assert_eq!(beside(&sandbox, "P1"), ["rural", ""], "the only rural manager");
    assert_eq!(beside(&sandbox, "P9"), ["urban", ""], "one of two urban workers");
    assert_eq!(beside(&sandbox, "P2"), ["rural", "worker"], "one of three rural workers");
    assert_eq!(beside(&sandbox, "P5"), ["urban", "manager"], "one of three urban managers");
    // One output alone tells no more than it does with the other: what is there already may have been passed on.
    sandbox.ok("build by-role");
    assert_eq!(beside(&sandbox, "P1"), ["rural", ""]);
    // Both in one output are dropped as well.
    sandbox.replace("study.toml", "attributes = [\"region\"]", "attributes = [\"region\", \"role\"]");
    sandbox.ok("build");
    assert_eq!(beside(&sandbox, "P1"), ["rural", ""]);
    assert_eq!(beside(&sandbox, "P2"), ["rural, worker", "worker"]);
}

#[test]
fn a_heading_comes_before_what_stands_beside_words() {
    let sandbox = study();
    sandbox.replace("study.toml", "attributes = [\"role\"]", "group_by = \"role\"");
    sandbox.ok("build");
    // The heading tells that P1 is a manager, so the other output does not tell that it is a rural one.
    assert_eq!(beside(&sandbox, "P1")[0], "");
    assert_eq!(beside(&sandbox, "P2")[0], "rural");
}

#[test]
fn labels_of_one_output_do_not_link_it_with_another() {
    let sandbox = study();
    sandbox.replace("study.toml", "seed = \"needs\"", "seed = \"needs\"\nlabels = \"output\"");
    sandbox.ok("build");
    assert_eq!(beside(&sandbox, "P1"), ["rural", "manager"]);
    let label = |output: &str, name: &str| {
        let told = told(&sandbox, output, name).expect("everybody is quoted");
        told.split(',').next().unwrap_or_default().to_owned()
    };
    let labels = |output| PEOPLE.map(|(name, ..)| label(output, name));
    assert_ne!(labels("by-region"), labels("by-role"));
    for output in ["by-region", "by-role"] {
        let mut found = labels(output);
        found.sort();
        assert_eq!(found, ["A", "B", "C", "D", "E", "F", "G", "H", "I"].map(|letter| format!("Participant {letter}")));
    }
    sandbox.replace("study.toml", "labels = \"output\"", "labels = \"none\"");
    sandbox.ok("build");
    assert_eq!(told(&sandbox, "by-role", "P1").as_deref(), Some("interview participant, manager"));
    sandbox.replace("study.toml", "labels = \"none\"", "labels = \"all\"");
    assert!(sandbox.run("build").contains("unknown variant `all`") || sandbox.run("build").contains("all"));
}

#[test]
fn no_more_attributes_than_the_study_allows() {
    let sandbox = study();
    sandbox.replace("study.toml", "seed = \"needs\"", "seed = \"needs\"\nmost_attributes = 1");
    sandbox.ok("build");
    assert_eq!(beside(&sandbox, "P2"), ["rural", ""], "over all outputs, as they call P2 the same");
    sandbox.replace("study.toml", "most_attributes = 1", "most_attributes = 1\nlabels = \"output\"");
    sandbox.ok("build");
    assert_eq!(beside(&sandbox, "P2"), ["rural", "worker"], "one in each, as nothing links them");
}

/// Consent decides whether words are printed and what beside them; a withdrawal counts everything anew.
#[test]
fn consent_and_withdrawal_hold_in_the_next_build() {
    let sandbox = study();
    sandbox.append("study.toml", "\n[[output]]\nname = \"count\"\nkind = \"frequencies\"\nformats = [\"csv\"]\n");
    let cases = || {
        let table = sandbox.read("output/count.csv");
        let row: Vec<String> = table.lines().nth(1).expect("a row").split(',').map(str::to_owned).collect();
        row[4].clone()
    };
    sandbox.ok("build");
    assert_eq!(cases(), "9");
    sandbox.ok("cases consent P2 analyse");
    sandbox.ok("cases consent P5 quote-alone");
    sandbox.ok("build");
    assert_eq!(cases(), "9", "who may not be quoted is counted");
    assert_eq!(told(&sandbox, "by-region", "P2"), None);
    assert_eq!(beside(&sandbox, "P5"), ["", ""], "quoted, and nothing told");
    assert_eq!(beside(&sandbox, "P3"), ["rural", "worker"]);
    // Of the rural workers two are left: too few for both to be told of them, though there are three in the region.
    sandbox.ok("cases withdraw P4 --yes");
    sandbox.ok("build");
    assert_eq!(cases(), "8");
    assert_eq!(told(&sandbox, "by-region", "P4"), None);
    assert_eq!(beside(&sandbox, "P3"), ["rural", ""]);
    // Of the region too few.
    sandbox.ok("cases withdraw P3 --yes");
    sandbox.ok("build");
    assert_eq!(cases(), "7");
    assert_eq!(beside(&sandbox, "P1"), ["", "manager"], "region is told of no one there, so the role may be");
}

#[test]
fn how_often_one_person_is_quoted_is_said() {
    let sandbox = study();
    sandbox.replace("study.toml", "seed = \"needs\"", "seed = \"needs\"\nmost_quotes = 1");
    sandbox.ok("build");
    let said = sandbox.run("withheld --people");
    let line = said.lines().find(|line| line.contains("P2")).expect("P2 is quoted");
    for part in ["Participant", "2", "by-region, by-role", "region: rural; role: worker"] {
        assert!(line.contains(part), "{said}");
    }
    assert!(said.contains("warning: 2 quotations of P1, more than 1: a reader may put them together"), "{said}");
    sandbox.replace("study.toml", "most_quotes = 1", "most_quotes = 2");
    assert!(!sandbox.run("withheld --people").contains("warning"));
}
