//! A name is planted wherever one could stand: it is either replaced, or the file is not written.

use std::collections::BTreeMap;

use crate::leaks;
use crate::support::Sandbox;

/// Of the small study's identity list: a place, and a person's second form.
const PLANTS: [&str; 4] = ["Hartwell", "HARTWELL", "hartwell", "Carla Denholme"];

/// Outputs of every kind that the small study can have, each in every format.
const OUTPUTS: &str = r#"
[[output]]
name = "flow"
kind = "flow"
group_by = "sector"
formats = ["html", "docx", "xlsx", "csv", "md"]

[[output]]
name = "by-sector"
kind = "crosstab"
attribute = "sector"
title = "Themes by sector"
note = "A note."
formats = ["html", "docx", "xlsx", "csv", "md"]

[[output]]
name = "said"
kind = "quotes"
attributes = ["sector"]
formats = ["html", "docx", "xlsx", "csv", "md"]

[[output]]
name = "answers"
kind = "answers"
question = "needs"
group_by = "sector"
formats = ["html", "docx", "xlsx", "csv", "md"]

[[output]]
name = "rating"
kind = "scale"
questions = ["rating"]
group_by = "sector"
formats = ["html", "docx", "xlsx", "csv", "md"]

[[output]]
name = "book"
kind = "codebook"
formats = ["html", "docx", "xlsx", "csv", "md"]

[[output]]
name = "together"
kind = "cooccurrence"
formats = ["html", "docx", "xlsx", "csv", "md"]
"#;

/// What came of a planted name.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
enum Fate {
    Replaced,
    Refused,
    /// The place is not printed anywhere.
    NotPrinted,
}

/// Plants a name, builds, and looks at everything that was written or shown.
fn check(plant: impl Fn(&Sandbox, &str), expected: Fate) {
    for name in PLANTS {
        let sandbox = Sandbox::small();
        sandbox.append("study.toml", OUTPUTS);
        plant(&sandbox, name);
        let said = sandbox.run("build");
        let mut seen = sandbox.outputs();
        for words in ["quotes", "count", "crosstab sector", "quotes --format csv", "count --format json"] {
            seen.insert(words.to_owned(), sandbox.output(words).stdout);
        }
        let forms = leaks::forms(&sandbox.read("identities.toml"));
        let leaked: Vec<_> = leaks::found(&seen, &forms);
        assert_eq!(leaked, [], "planted {name}: {said}");
        let refused = said.contains("was not written: it still holds what must not get out");
        let replaced = seen.values().any(|bytes| {
            let text = String::from_utf8_lossy(bytes);
            text.contains("Planted in [town]") || text.contains("Planted in [name removed]")
        });
        let fate = match (refused, replaced) {
            (true, _) => Fate::Refused,
            (false, true) => Fate::Replaced,
            (false, false) => Fate::NotPrinted,
        };
        assert_eq!(fate, expected, "planted {name}: {said}");
        assert!(!sandbox.outputs().is_empty() || refused, "what is clean is written: {said}");
    }
}

#[test]
fn in_an_answer_and_in_a_transcript() {
    let answer = |sandbox: &Sandbox, name: &str| {
        sandbox.replace("transcripts/survey.csv", "Longer funding.", &format!("Planted in {name}: longer funding."));
    };
    check(answer, Fate::Replaced);
    let turn = |sandbox: &Sandbox, name: &str| {
        sandbox.replace("transcripts/ben.txt", "From a grant,", &format!("Planted in {name}: from a grant,"));
    };
    check(turn, Fate::Replaced);
}

#[test]
fn in_an_attribute() {
    let survey = |sandbox: &Sandbox, name: &str| {
        sandbox.replace("transcripts/survey.csv", "Schools", name);
        sandbox.replace("transcripts/survey.plan.toml", "\"Schools\"", &format!("\"{name}\""));
        sandbox.replace("participants.csv", "Schools", name);
    };
    check(survey, Fate::Refused);
    let by_hand = |sandbox: &Sandbox, name: &str| {
        sandbox.ok("import -q");
        for case in ["R1", "R2", "R3", "R4"] {
            sandbox.ok(&format!("cases set {case} 'sector={name}'"));
        }
    };
    check(by_hand, Fate::Refused);
}

#[test]
fn in_the_codebook() {
    let spots = [
        ("name = \"Training\"", "name = \"NAME\""),
        ("name = \"Staff\"", "name = \"NAME\""),
        ("definition = \"Learning of those who do the work.\"", "definition = \"As in NAME.\""),
        ("definition = \"Who does the work.\"", "definition = \"As in NAME.\""),
        ("definition = \"Who does the work.\"", "definition = \"Who.\"\nstory = \"A story of NAME.\""),
        ("id = \"posts\"", "id = \"posts\"\nexample = \"As NAME said.\"\nuse_when = \"Always.\""),
        ("title = \"Small codebook\"", "title = \"Codebook of NAME\""),
        ("version = \"1.0\"", "version = \"NAME\""),
    ];
    for (from, to) in spots {
        let plant = |sandbox: &Sandbox, name: &str| {
            sandbox.replace("codebooks/small.toml", from, &to.replace("NAME", name));
        };
        check(plant, Fate::Refused);
    }
}

#[test]
fn in_the_study_file() {
    let spots = [
        ("title = \"Small study\"", "title = \"NAME\""),
        ("title = \"Themes by sector\"", "title = \"Themes of NAME\""),
        ("note = \"A note.\"", "note = \"Wording of NAME changed.\""),
        ("question = \"needs\"", "question = \"needs\"\nwhere = '\"NAME\" OR posts'"),
    ];
    for (from, to) in spots {
        let plant = |sandbox: &Sandbox, name: &str| {
            sandbox.replace("study.toml", from, &to.replace("NAME", name));
        };
        check(plant, Fate::Refused);
    }
}

/// A file's name is a form too.
#[test]
fn in_the_name_of_an_output() {
    let sandbox = Sandbox::small();
    sandbox.replace("study.toml", "name = \"quotes\"", "name = \"hartwell\"");
    let said = sandbox.run("build");
    assert!(said.contains("hartwell was not written"), "{said}");
    assert_eq!(leaks::found(&sandbox.outputs(), &leaks::forms(&sandbox.read("identities.toml"))), []);
}

#[test]
fn in_the_survey_s_plan() {
    let spots = [
        ("wording = \"What does your service need most?\"", "wording = \"What does NAME need most?\""),
        ("reason = \"without consent\"", "reason = \"without consent of NAME\""),
        ("scale = [1, 5]", "scale = [1, 5]\nwording = \"How is NAME?\""),
    ];
    for (from, to) in spots {
        let plant = |sandbox: &Sandbox, name: &str| {
            sandbox.replace("transcripts/survey.plan.toml", from, &to.replace("NAME", name));
        };
        check(plant, Fate::Refused);
    }
}

/// Where a source comes from is printed only where there are several surveys.
#[test]
fn in_the_name_of_a_source() {
    let one = |sandbox: &Sandbox, name: &str| {
        let file = format!("transcripts/{name}.csv");
        let survey = sandbox.read("transcripts/survey.csv");
        sandbox.file(&file, survey).remove("transcripts/survey.csv");
        sandbox.replace("study.toml", "transcripts/survey.csv", &file);
        let interview = sandbox.read("transcripts/ben.txt");
        sandbox.file(&format!("transcripts/{name}.txt"), interview);
    };
    check(one, Fate::NotPrinted);
    let two = |sandbox: &Sandbox, name: &str| {
        let file = format!("transcripts/{name}.csv");
        let survey = sandbox.read("transcripts/survey.csv");
        sandbox.file(&file, survey);
        sandbox.append(
            "study.toml",
            &format!("\n[[source]]\nfiles = \"{file}\"\nkind = \"survey\"\nplan = \"transcripts/survey.plan.toml\"\n"),
        );
    };
    check(two, Fate::Refused);
}

#[test]
fn in_a_respondent_s_id_and_a_speaker_s_name() {
    let id = |sandbox: &Sandbox, name: &str| {
        sandbox.replace("transcripts/survey.csv", "\nR2,", &format!("\n{name},"));
    };
    check(id, Fate::NotPrinted);
    let speaker = |sandbox: &Sandbox, name: &str| {
        sandbox.replace("transcripts/ben.txt", "Ben:", &format!("{name}:"));
        sandbox.replace("participants.csv", "B,ben.txt,Ben", &format!("{name},ben.txt,{name}"));
    };
    check(speaker, Fate::NotPrinted);
}

/// A named decision with its reason lets a form out, and only that one.
#[test]
fn a_recorded_decision_lets_a_form_out() {
    let sandbox = Sandbox::small();
    sandbox.replace("study.toml", "title = \"Small study\"", "title = \"Services in Hartwell\"");
    assert!(sandbox.run("build").contains("was not written"));
    sandbox.replace(
        "study.toml",
        "seed = \"small\"\n",
        "seed = \"small\"\n\n[[disclosure.allow]]\nform = \"Hartwell\"\nreason = \"the town asked to be named\"\nby = \"tester\"\n",
    );
    let said = sandbox.run("build");
    assert!(!said.contains("was not written"), "{said}");
    let named: BTreeMap<String, Vec<u8>> = sandbox.outputs();
    let forms = leaks::forms(&sandbox.read("identities.toml"));
    assert!(leaks::found(&named, &forms).iter().all(|(_, form)| form == "hartwell"));
}
