//! Transcripts as machines write them: JSON and tables.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::{read_transcript, seen_as_transcript};

use super::files::{assert_sound, imported, turns_of};

fn json(text: &str) -> String {
    let imported = imported("a.json", text.as_bytes());
    assert_sound(&imported);
    turns_of(&imported)
}

fn table(text: &str) -> String {
    let imported = imported("a.csv", text.as_bytes());
    assert_sound(&imported);
    turns_of(&imported)
}

fn error(name: &str, text: &str) -> String {
    read_transcript(Path::new(name), text.as_bytes()).unwrap_err().to_string()
}

/// What is seen in a file, if it is taken for a transcript.
fn seen(name: &str, text: &str) -> Option<String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, text).unwrap();
    seen_as_transcript(&path)
}

#[test]
fn whisper_json() {
    assert_snapshot!(json(r#"{"text": " We train staff. And pay them.", "segments": [
        {"id": 0, "start": 0.0, "end": 2.5, "text": " We train", "tokens": [1, 2], "words": [{"text": "We", "start": 0.0}]},
        {"id": 1, "start": 2.5, "end": 4, "text": " staff."}, {"id": 2, "start": 4.04, "text": " And pay them."}], "language": "en"}"#), @"
    -@0: We train staff.
    -@4040: And pay them.
    ");
    // WhisperX names speakers; whisper.cpp has clocks, and other Whispers pairs.
    assert_snapshot!(json(r#"{"segments": [{"start": 1, "end": 2, "text": "One", "speaker": "SPEAKER_00"}, {"start": 2, "text": "two.", "speaker": "SPEAKER_00"}, {"start": 3.5, "text": "Three.", "speaker": "SPEAKER_01"}]}"#), @"
    SPEAKER_00@1000: One two.
    SPEAKER_01@3500: Three.
    ");
    assert_snapshot!(json(r#"{"transcription": [{"timestamps": {"from": "00:00:01,500", "to": "00:00:02,000"}, "offsets": {"from": 1500, "to": 2000}, "text": " One."}]}"#), @"-@1500: One.");
    assert_snapshot!(json(r#"{"text": "One. Two.", "chunks": [{"timestamp": [0.5, 2.0], "text": " One."}, {"timestamp": [2.0, null], "text": " Two."}]}"#), @"
    -@500: One.
    -@2000: Two.
    ");
}

#[test]
fn json_of_other_programs() {
    let podcast = r#"{"version": "1.0.0", "segments": [{"speaker": "Anna", "startTime": 0.5, "endTime": 0.75, "body": "We"},
        {"speaker": "Anna", "startTime": 1, "body": "train."}, {"speaker": "Ben", "startTime": 2.75, "body": "Good."}]}"#;
    assert_snapshot!(json(podcast), @"
    Anna@500: We train.
    Ben@2750: Good.
    ");
    let list = r#"[{"speaker": "Anna", "start": 0, "text": "We train."}, {"speaker": {"name": "Ben", "id": 4}, "start": "00:01:02.5", "text": "Good."}]"#;
    assert_snapshot!(json(list), @"
    Anna@0: We train.
    Ben@62500: Good.
    ");
    let aws = r#"{"jobName": "a", "results": {"transcripts": [{"transcript": "We train. Good."}], "items": [{"content": "We"}],
        "audio_segments": [{"id": 0, "transcript": "We train.", "start_time": "0.25", "end_time": "1.5", "speaker_label": "spk_0", "items": [0]},
        {"id": 1, "transcript": "Good.", "start_time": "1.5", "end_time": "2.0", "speaker_label": "spk_1", "items": [1]}]}}"#;
    assert_snapshot!(json(aws), @"
    spk_0@250: We train.
    spk_1@1500: Good.
    ");
    // Milliseconds, since nobody speaks so slowly.
    let assembly = r#"{"text": "We train. Good.", "utterances": [{"speaker": "A", "start": 250, "end": 61500, "text": "We train."}, {"speaker": "B", "start": 62000, "end": 63000, "text": "Good."}]}"#;
    assert_snapshot!(json(assembly), @"
    A@250: We train.
    B@62000: Good.
    ");
    // Lists of sentences are parts; the whole is in one piece.
    let parts = r#"{"alternatives": [{"transcript": "One. Two. Three.", "paragraphs": {"paragraphs": [{"sentences": [{"text": "One.", "start": 1}, {"text": "Two.", "start": 2}]}, {"sentences": [{"text": "Three.", "start": 3}]}]}}]}"#;
    assert_snapshot!(json(parts), @"-: One. Two. Three.");
}

#[test]
fn damaged_json() {
    assert_snapshot!(error("a.json", "[{\"text\": \"One\"},\n {\"text\": "), @"a.json, line 2, column 10: the file ends in the middle; export or copy it again");
    assert_snapshot!(error("a.json", "[{\"text\": \"One\"},\n nothing]"), @"a.json, line 2, column 3: this is no JSON from here on; export or copy the file again");
    assert_snapshot!(error("a.json", "{\"rows\": [1, 2]}"), @r#"a.json: there is no talk in it: pieces of a transcript have a "text" (or "body", "transcript"), and most often "speaker" and "start""#);
    assert_snapshot!(error("a.json", &"[".repeat(100_000)), @"a.json, line 1, column 128: this is no JSON from here on; export or copy the file again");
}

#[test]
fn a_row_is_a_turn_or_a_sentence_of_one() {
    let text = ",TimeStamp,Turn,Speaker,Sentence,Tag\n0,00:00:01,1,T,How is it funded?,1 - none\n1,00:00:04,1,T,Isn&#8217;t it by grants?,1 - none\n2,00:00:07,2,Anna,By grants.,\n3,,3,Anna,\"All\nof it.\",\n4,,3,Anna,,\n";
    assert_snapshot!(table(text), @"
    T@1000: How is it funded? Isn’t it by grants?
    Anna@7000: By grants.
    Anna: All of it.
    ");
    let imported = imported("a.csv", text.as_bytes());
    assert_snapshot!(imported.warnings[0].message, @"these columns are no talk and were left out: Tag");
    assert_eq!(imported.turns[1].line_number, Some(4));
    assert_eq!(imported.label_style.unwrap().to_string(), "a field or column of its own");
}

#[test]
fn tables_of_other_programs() {
    // Whisper: milliseconds, and nobody is named.
    let imported =
        imported("a.tsv", b"start\tend\ttext\n0\t2500\tWe train\n2500\t4000\tstaff.\n4000\t9000\tAnd pay.\n");
    assert_snapshot!(turns_of(&imported), @"
    -@0: We train staff.
    -@4000: And pay.
    ");
    assert_snapshot!(table("Speaker;Start time;Text\nAnna;0:01;We train.\nBen;0:04;Good.\n"), @"
    Anna@1000: We train.
    Ben@4000: Good.
    ");
}

#[test]
fn tables_and_json_are_looked_into() {
    assert_snapshot!(seen("a.csv", "Speaker,Text\nAnna,Yes.\n").unwrap(), @r#"it has the columns "Speaker" and "Text""#);
    assert_snapshot!(seen("a.tsv", "start\tend\ttext\n0\t1\tYes.\n").unwrap(), @r#"it has the columns "start" and "text""#);
    assert_snapshot!(seen("a.csv", "Name,Time,Message\nAnna,0:01,Yes.\n").unwrap(), @r#"it has the columns "Name" and "Message""#);
    assert_snapshot!(seen("a.json", r#"[{"speaker": "Anna", "text": "Yes."}]"#).unwrap(), @"its pieces say who speaks, or when");
    for (name, text) in [
        ("a.csv", "Respondent ID,Speaker,Text\n1,Anna,Yes.\n"),
        ("a.csv", "id,text\n1,Yes.\n"),
        ("a.csv", "Name,Text\nAnna,Yes.\n"),
        ("a.csv", "Timestamp,What is missing?\n1,Yes.\n"),
        ("a.json", r#"[{"id": 1, "text": "Yes."}]"#),
        ("a.json", "{"),
        ("a.jsonl", "{\"speaker\": \"Anna\", \"text\": \"Yes.\"}\n"),
        ("a.csv", ""),
    ] {
        assert_eq!(seen(name, text), None, "{text}");
    }
}
