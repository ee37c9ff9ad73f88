//! What outputs are called: pseudonymised, reviewed by whom, with a residual risk. Never "anonymous".

use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;
use verbatim::disclosure::review::Reviewed;
use verbatim::project::Ruling;

use super::{opened, study};

fn files(folder: &str, endings: &[&str]) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is there").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| endings.iter().any(|wanted| ending == *wanted)) {
                found.push(path);
            }
        }
    }
    assert!(found.len() > 3, "{folder} holds such files");
    found
}

/// Comments may say what the program does not say.
#[test]
fn the_program_calls_nothing_anonymous() {
    for path in files("src", &["rs", "toml", "html", "css", "js"]) {
        let text = fs::read_to_string(&path).expect("it is text");
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            assert!(
                !line.to_lowercase().contains("anonym") || path.ends_with("MANIFEST.toml"),
                "{}: {line}",
                path.display()
            );
        }
    }
}

/// What people say in the shipped study, and the title of a source, are not ours.
#[test]
fn the_manual_calls_outputs_anonymous_only_to_say_that_they_are_not() {
    let claim = Regex::new(r"(?i)\banonymi[sz]ed\b|\b(is|are|be|fully|made) anonymous\b").expect("it is one");
    for path in files("docs", &["md"]) {
        let text = fs::read_to_string(&path).expect("it is text");
        // A row of a table that is shown is what people said.
        for line in text.lines().filter(|line| claim.is_match(line) && !line.starts_with('|')) {
            assert!(line.contains("never"), "{}: {line}", path.display());
        }
    }
}

#[test]
fn documents_say_who_reviewed_them() {
    let of = |people, names: &[&str], forms| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        Reviewed { people, names, forms, ..Reviewed::default() }.in_words()
    };
    assert_eq!(of(0, &[], 0), "not reviewed");
    assert_eq!(of(1, &[], 1), "reviewed by one person (1 form decided on)");
    assert_eq!(of(2, &[], 14), "reviewed by two people (14 forms decided on)");
    assert_eq!(of(3, &["Anna", "Ben", "Cleo"], 14), "reviewed by Anna, Ben and Cleo (14 forms decided on)");
}

#[test]
fn names_of_reviewers_are_printed_only_if_the_study_says_so() {
    let sandbox = study();
    let mut project = opened(&sandbox, "Wilfreda");
    project.decide(&["41".to_owned()], None, &Ruling::NotAName, false).expect("it is decided");
    drop(project);
    sandbox.run("build");
    let told = |text: &str| text.lines().find(|line| line.contains("residual risk")).unwrap_or_default().to_owned();
    let nameless = told(&sandbox.read("output/quotes.md"));
    assert!(nameless.contains("reviewed by one person (1 form decided on; detector en-"), "{nameless}");
    assert!(!nameless.contains("Wilfreda"), "{nameless}");
    sandbox.replace("study.toml", "minimum_group = 1", "minimum_group = 1\nname_reviewers = true");
    sandbox.run("build");
    assert!(told(&sandbox.read("output/quotes.md")).contains("reviewed by Wilfreda (1 form decided on"));
}
