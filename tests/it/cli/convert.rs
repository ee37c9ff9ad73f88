//! `convert`: what a reader makes of a file, in full or masked.

use insta::assert_snapshot;

use crate::support::Sandbox;

const INTERVIEW: &str = "Interviewer: What would help?\n\n[00:00:09] Anna Brook: Grants for 3 years.\nAnd training.\n\n\
                         Anna Brook: Nothing else.\n";
const SURVEY: &str =
    "id,sector,Q1,What would help?\nR1,Schools,4,Longer grants\nR2,Law,3,\nR3,Schools,5,\"More staff, paid\"\n";

fn sandbox() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.file("anna.txt", INTERVIEW).file("survey.csv", SURVEY);
    sandbox
}

#[test]
fn a_transcript_is_shown_as_it_would_come_in() {
    assert_snapshot!(sandbox().run("convert anna.txt"), @"
    txt, UTF-8
    3 turns, 11 words

    Interviewer: What would help?
    [00:00:09] Anna Brook: Grants for 3 years.
        And training.
    Anna Brook: Nothing else.
    ");
}

#[test]
fn masked_it_holds_nobody_s_words() {
    let sandbox = sandbox();
    assert_snapshot!(sandbox.run("convert anna.txt --masked"), @"
    txt, UTF-8
    3 turns, 11 words

    Interviewer: Xxxx xxxxx xxxx?
    [00:00:09] Xxxx Xxxxx (1): Xxxxxx xxx 9 xxxxx.
        Xxx xxxxxxxx.
    Xxxx Xxxxx (1): Xxxxxxx xxxx.
    ");
    assert_snapshot!(sandbox.run("convert survey.csv --masked --rows 1"), @r#"
    plain dialect, UTF-8, respondents are told apart by the column "id"
    id        id
    open      What would help?
    single    sector
    scale     Q1
    leaves out: no answers
    3 rows

    line 2, respondent X9
      sector: Xxxxxxx
      Q1: 9
      What would help?: Xxxxxx xxxxxx

    2 rows not shown; --rows says how many are
    "#);
    for words in [
        "convert anna.txt --masked",
        "convert anna.txt --masked --format json",
        "convert survey.csv --masked --format json",
    ] {
        let shown = sandbox.ok(words).to_lowercase();
        for word in ["anna", "brook", "grants", "training", "schools", "staff"] {
            assert!(!shown.contains(word), "`{words}` shows {word}");
        }
    }
}

#[test]
fn a_survey_shows_its_columns_and_first_rows() {
    assert_snapshot!(sandbox().run("convert survey.csv --rows 2"), @r#"
    plain dialect, UTF-8, respondents are told apart by the column "id"
    id        id
    open      What would help?
    single    sector
    scale     Q1
    leaves out: no answers
    3 rows

    line 2, respondent R1
      sector: Schools
      Q1: 4
      What would help?: Longer grants

    line 3, respondent R2
      sector: Law
      Q1: 3

    1 row not shown; --rows says how many are
    "#);
}

#[test]
fn for_another_program() {
    let shown: serde_json::Value =
        serde_json::from_str(&sandbox().ok("convert survey.csv --format json")).expect("it is JSON");
    assert_eq!(shown["is"], "survey");
    assert_eq!(shown["row_count"], 3);
    assert_eq!(shown["rows"][2]["respondent"], "R3");
    let shown: serde_json::Value =
        serde_json::from_str(&sandbox().ok("convert anna.txt --format json")).expect("it is JSON");
    assert_eq!(shown["turns"][1]["speaker"], "Anna Brook");
    assert_eq!(shown["turns"][1]["start_ms"], 9000);
    assert_eq!(shown["turns"][1]["text"], "Grants for 3 years.\nAnd training.");
}

#[test]
fn what_cannot_be_read_is_one_sentence() {
    let sandbox = sandbox();
    sandbox.file("empty.txt", "").file("song.mp3", "ID3");
    assert_snapshot!(sandbox.run("convert empty.txt"), @"
    --- stderr
    error: empty.txt: the file is empty; export or copy it again
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("convert song.mp3"), @"
    --- stderr
    error: song.mp3: this is a recording; transcribe it first and import the transcript
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("convert nowhere.txt"), @"
    --- stderr
    error: cannot read nowhere.txt: No such file or directory
    --- exit 1
    ");
}
