//! Real files from `../shared/data`, where they are there.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use verbatim::import::{Imported, read_file, read_transcript, seen_as_transcript};

use super::files::assert_sound;
use crate::support::shared_data;

pub(super) fn read(path: &Path) -> Imported {
    let imported = read_transcript(path, &read_file(path).unwrap()).unwrap();
    assert_sound(&imported);
    imported
}

/// Two lists have to be the same; what is printed if they are not is short.
pub(super) fn assert_same<T: PartialEq + std::fmt::Debug>(found: &[T], expected: &[T], what: &str) {
    let at = found.iter().zip(expected).position(|(one, other)| one != other);
    let difference = at.map(|at| (at, &found[at], &expected[at]));
    assert!(
        difference.is_none() && found.len() == expected.len(),
        "{what}: {difference:?}, {} and {}",
        found.len(),
        expected.len()
    );
}

fn counts(imported: &Imported) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for turn in &imported.turns {
        *counts.entry(turn.speaker.as_deref().unwrap_or("-")).or_default() += 1;
    }
    counts.iter().map(|(name, count)| format!("{name} {count}")).collect::<Vec<_>>().join(", ")
}

#[test]
fn meeting_layouts_give_the_expected_turns() {
    let Some(folder) = shared_data("meeting-transcript-layouts") else { return };
    for name in ["founders-talk-63", "request-for-commits-12"] {
        let json = fs::read_to_string(folder.join(format!("{name}.turns.json"))).unwrap();
        let expected: Vec<serde_json::Value> = serde_json::from_str(&json).unwrap();
        // Neighbours of one speaker are one turn here.
        let mut turns: Vec<(String, f64, String)> = Vec::new();
        for turn in &expected {
            let text = turn["text"].as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ");
            let speaker = turn["speaker"].as_str().unwrap().to_owned();
            match turns.last_mut() {
                Some(last) if last.0 == speaker => last.2.extend([" ", &text]),
                _ => turns.push((speaker, turn["start"].as_f64().unwrap(), text)),
            }
        }
        for layout in ["teams.vtt", "zoom.vtt", "srt"] {
            let imported = read(&folder.join(format!("{name}.{layout}")));
            // The list's own times are a second off in places where a stamp stood inside a turn.
            let starts = imported
                .turns
                .iter()
                .zip(&turns)
                .map(|(turn, expected)| (f64::from(turn.start_ms.unwrap()) / 1000.0 - expected.1).abs());
            assert!(starts.fold(0.0, f64::max) <= 1.0, "{name}.{layout}");
            let found: Vec<(String, String)> = imported
                .turns
                .iter()
                .map(|turn| {
                    let words = turn.span.of_text(&imported.text).split_whitespace().collect::<Vec<_>>().join(" ");
                    (turn.speaker.clone().unwrap(), words)
                })
                .collect();
            let expected: Vec<(String, String)> =
                turns.iter().map(|(speaker, _, words)| (speaker.clone(), words.clone())).collect();
            assert_same(&found, &expected, layout);
        }
        for layout in ["teams.docx", "otter.txt"] {
            let imported = read(&folder.join(format!("{name}.{layout}")));
            let spoken = imported.turns.iter().filter(|turn| turn.speaker.is_some()).count();
            assert_eq!(spoken, expected.len(), "{name}.{layout}");
        }
    }
}

#[test]
fn word_and_text_versions_of_an_interview_agree() {
    let Some(folder) = shared_data("sheffield-open-qual-interviews") else { return };
    for name in ["David", "Jessica", "Kelly", "Pauline", "Sam"] {
        let (docx, txt) = (read(&folder.join(format!("{name}.docx"))), read(&folder.join(format!("{name}.txt"))));
        let words = |imported: &Imported| imported.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
        assert_same(&words(&docx), &words(&txt), name);
        assert_eq!(counts(&docx), counts(&txt), "{name}");
    }
    // Ana's text version lost the words that stand in content controls.
    let (docx, txt) = (read(&folder.join("Ana.docx")), read(&folder.join("Ana.txt")));
    assert!(docx.text.split_whitespace().count() > txt.text.split_whitespace().count());
    assert_eq!(counts(&docx), counts(&txt));
    assert_snapshot!(counts(&read(&folder.join("Kelly.docx"))), @"- 1, Kelly 67, Researcher 1 75");
}

#[test]
fn markdown_interviews() {
    let Some(folder) = shared_data("changelog-podcast-interviews") else { return };
    assert_snapshot!(counts(&read(&folder.join("founders-talk-63.md"))), @"Adam Stacoviak 64, Austen Allred 64");
    assert_snapshot!(counts(&read(&folder.join("brain-science-12.md"))), @"Adam Stacoviak 73, Mireille B. Reece, Psy.D 73");
    assert_snapshot!(counts(&read(&folder.join("request-for-commits-12.md"))), @"- 1, Evan You 40, Mikeal Rogers 21, Nadia Eghbal 39");
}

#[test]
fn captions_without_speakers() {
    let Some(folder) = shared_data("talkpython-vtt") else { return };
    let vtt = read(&folder.join("120-python-in-finance.vtt"));
    let txt = read(&folder.join("120-python-in-finance.txt"));
    let words = |imported: &Imported| imported.text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    assert_same(&words(&vtt), &words(&txt), "vtt and txt");
    assert!(vtt.turns.iter().all(|turn| turn.speaker.is_none() && turn.start_ms.is_some()));
}

#[test]
fn captions_at_the_edge() {
    let Some(folder) = shared_data("transcript-format-examples") else { return };
    let mut told = String::new();
    let mut paths: Vec<_> =
        fs::read_dir(folder.join("webvtt-py")).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let is_captions =
        |path: &&PathBuf| path.extension().is_some_and(|extension| extension == "vtt" || extension == "srt");
    for path in paths.iter().filter(is_captions) {
        let name = Path::new(path.file_name().unwrap());
        let result = read_transcript(name, &fs::read(path).unwrap());
        let line = match &result {
            Ok(imported) => {
                format!("{}: {} turns, {} warnings", name.display(), imported.turns.len(), imported.warnings.len())
            }
            Err(error) => error.to_string(),
        };
        told.push_str(&line);
        told.push('\n');
    }
    assert_snapshot!(told, @"
    captions_with_bom.vtt: 1 turns, 0 warnings
    comments.vtt: 5 turns, 0 warnings
    cue_tags.vtt: 1 turns, 0 warnings
    empty.vtt: the file is empty; export or copy it again
    invalid.vtt, line 1: the file does not begin with WEBVTT; export it again as WebVTT, or give it its true extension
    invalid_format1.srt: there are no cues in it; export the transcript again, or give it its true extension
    invalid_format2.srt: there are no cues in it; export the transcript again, or give it its true extension
    invalid_format3.srt: there are no cues in it; export the transcript again, or give it its true extension
    invalid_format4.srt: there are no words in it; export or copy it again
    invalid_timeframe.srt: 1 turns, 0 warnings
    invalid_timeframe.vtt, line 6: the times of this cue cannot be read; they look like 00:01:02.500 --> 00:01:04.000
    invalid_timeframe_in_cue_text.vtt: 1 turns, 0 warnings
    metadata_headers.vtt: 1 turns, 0 warnings
    metadata_headers_multiline.vtt: 1 turns, 0 warnings
    missing_caption_text.srt: 1 turns, 0 warnings
    missing_caption_text.vtt: 1 turns, 0 warnings
    missing_timeframe.srt: 2 turns, 1 warnings
    missing_timeframe.vtt: 2 turns, 1 warnings
    no_captions.vtt: there are no cues in it; export the transcript again
    one_caption.srt: 1 turns, 0 warnings
    one_caption.vtt: 1 turns, 0 warnings
    sample.srt: 1 turns, 0 warnings
    sample.vtt: 1 turns, 0 warnings
    styles.vtt: 1 turns, 0 warnings
    using_identifiers.vtt: 1 turns, 0 warnings
    youtube_dl.vtt: 1 turns, 0 warnings
    ");
}

#[test]
fn lessons_in_workbooks_are_talk() {
    let Some(folder) = shared_data("talkmoves-lessons") else { return };
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "xlsx"));
    assert_eq!(paths.len(), 20);
    for path in paths {
        assert!(seen_as_transcript(&path).is_some(), "{}", path.display());
        let imported = read(&path);
        assert!(
            imported.turns.len() > 10 && imported.turns.iter().all(|turn| turn.speaker.is_some()),
            "{}",
            path.display()
        );
    }
}

#[test]
fn turns_in_json() {
    let Some(folder) = shared_data("meeting-transcript-layouts") else { return };
    let path = folder.join("founders-talk-63.turns.json");
    assert_eq!(counts(&read(&path)), counts(&read(&folder.join("founders-talk-63.srt"))));
    assert!(seen_as_transcript(&path).is_some());
    let Some(folder) = shared_data("transcript-format-examples") else { return };
    assert_snapshot!(counts(&read(&folder.join("podcast-namespace/example.json"))), @"Darth Vader 1, Luke 1");
    // Nobody but the first is named there.
    let srt = read(&folder.join("podcast-namespace/example.srt"));
    assert!(srt.text.split_whitespace().count() > 100);
}
