//! Word by word against `pdftotext` (poppler), on real files, where both are there.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use regex::Regex;
use verbatim::import::Imported;

use super::super::shared::read;
use crate::support::{shared_data, skipped};

/// What `pdftotext` reads, without lines that stand on many pages and without numbers of paragraphs, which are left out
/// here; words that the end of a line parts are joined.
fn reference(path: &Path) -> Option<Vec<String>> {
    let output = Command::new("pdftotext").arg("-layout").arg(path).arg("-").output().ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    let pages: Vec<&str> = text.split('\u{c}').collect();
    let key = |line: &str| -> String {
        line.split_whitespace().collect::<String>().replace(|c: char| c.is_ascii_digit(), "#")
    };
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for line in pages.iter().flat_map(|page| page.lines()) {
        *counts.entry(key(line)).or_default() += 1;
    }
    let is_furniture = |line: &str| counts[&key(line)] * 10 >= pages.len() * 3 && counts[&key(line)] >= 3;
    let kept: Vec<&str> = pages.iter().flat_map(|page| page.lines()).filter(|line| !is_furniture(line)).collect();
    Some(words(&kept.join("\n")))
}

/// Letters and digits that stand together, ligatures taken apart.
fn words(text: &str) -> Vec<String> {
    let text = text.replace('ﬁ', "fi").replace('ﬂ', "fl").replace('ﬀ', "ff").replace('ﬃ', "ffi").replace('ﬄ', "ffl");
    // A hyphen at the end of a line is none in the word.
    let mended = Regex::new(r"(\p{Ll})-\n\s*(\p{Ll})").unwrap().replace_all(&text, "$1$2").into_owned();
    let parts = mended.split(|character: char| !character.is_alphanumeric());
    parts.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// All that was imported, with labels where they stood.
fn all_words(imported: &Imported) -> Vec<String> {
    let turn = |turn: &verbatim::import::Turn| {
        format!("{} {}\n", turn.speaker.as_deref().unwrap_or_default(), turn.span.of_text(&imported.text))
    };
    words(&imported.turns.iter().map(turn).collect::<String>())
}

/// How many words of `expected` are in `found`, in order: the length of their longest common subsequence, by the
/// shortest way of edits from one to the other (Myers), which is short.
fn in_order(expected: &[String], found: &[String]) -> usize {
    let (expected_count, found_count) = (expected.len(), found.len());
    let middle = expected_count + found_count + 1;
    // By diagonal, how many of the expected words the furthest way has passed.
    let mut furthest = vec![0usize; 2 * middle + 1];
    for edit_count in 0..middle {
        for diagonal in (middle - edit_count..=middle + edit_count).step_by(2) {
            let (below, above) = (furthest[diagonal - 1], furthest[diagonal + 1]);
            let is_down = diagonal == middle - edit_count || (diagonal < middle + edit_count && below < above);
            let mut x = if is_down { above } else { below + 1 };
            let mut y = (x + middle).wrapping_sub(diagonal);
            while x < expected_count && y < found_count && expected[x] == found[y] {
                (x, y) = (x + 1, y + 1);
            }
            furthest[diagonal] = x;
            if x >= expected_count && y >= found_count {
                return (expected_count + found_count - edit_count) / 2;
            }
        }
    }
    0
}

fn check(folder: &str, names: &[&str]) {
    let Some(folder) = shared_data(folder) else { return };
    for name in names {
        let path = folder.join(name);
        let Some(expected) = reference(&path) else { return skipped("pdftotext is not on this machine") };
        let found = all_words(&read(&path));
        let count = in_order(&expected, &found);
        assert!(
            expected.len() > 500 && count * 100 >= expected.len() * 99,
            "{name}: {count} of {} words",
            expected.len()
        );
    }
}

#[test]
fn maxqda_prints() {
    check("pdpilot-maxqda", &["protocol.pdf", "code-system.pdf"]);
}

#[test]
fn interviews() {
    check("sheffield-open-qual-interviews/converted", &["Jessica.pdf", "Sam.pdf"]);
}

#[test]
fn manuals() {
    check("talkmoves-lessons", &["Coding_Manual.pdf"]);
    check("requirements-interviews-coded", &["Interview_Coding_Guideline.pdf"]);
    check("refi-qda-schema", &["REFI-QDA-1-5.pdf"]);
}

/// Paragraphs have numbers in the margin there, some of them outside of the page.
#[test]
fn transcripts_with_numbered_paragraphs() {
    let Some(folder) = shared_data("pdpilot-maxqda/transcripts") else { return };
    for (name, turn_count) in [("P1", 94), ("P2", 165), ("P3", 122), ("P4", 111)] {
        let imported = read(&folder.join(format!("{name}.pdf")));
        assert_eq!(imported.turns.iter().filter(|turn| turn.speaker.is_some()).count(), turn_count, "{name}");
        let is_dan_or_participant =
            |speaker: &Option<String>| speaker.as_deref().is_none_or(|name| ["Dan", "Participant"].contains(&name));
        assert!(imported.turns.iter().all(|turn| is_dan_or_participant(&turn.speaker)), "{name}");
    }
}
