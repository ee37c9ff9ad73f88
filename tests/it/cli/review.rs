//! `review` and `sources`: what a correction does, as people see it.

use insta::assert_snapshot;
use verbatim::model::{CodingStatus, Span, Subject, TextId};
use verbatim::store::{Event, MemoText, PersonCoding, Store};

use super::built;
use crate::support::Sandbox;

fn event() -> Event {
    let (at, who) = ("2026-01-01T00:00:00Z".to_owned(), "anna".to_owned());
    Event { at, who, action: "code".to_owned(), detail: serde_json::json!({}) }
}

fn place(store: &Store, words: &str) -> (TextId, Span) {
    let texts = store.texts_after(None, usize::MAX).expect("texts are read");
    let found = texts.iter().find_map(|text| {
        let start = text.content.find(words)?;
        Some((text.id, Span::of(&text.content, start..start + words.len())?))
    });
    found.expect("the words are in the study")
}

/// Lays a code on words by hand.
pub(crate) fn code(sandbox: &Sandbox, code: &str, words: &str) {
    let mut store = Store::open(&sandbox.path(".verbatim/store.db")).expect("the store opens");
    let (text, span) = place(&store, words);
    let coding = PersonCoding { code, text, span, coder: "anna", status: CodingStatus::Accepted };
    store.add_coding(&coding, &event()).expect("a coding is added");
}

pub(crate) fn note(sandbox: &Sandbox, memo: &str, words: &str) {
    let mut store = Store::open(&sandbox.path(".verbatim/store.db")).expect("the store opens");
    let (text, span) = place(&store, words);
    let memo = MemoText { title: "", kind: "", author: "anna", written_at: "2026-01-01T00:00:00Z", content: memo };
    store.add_memo(&Subject::Passage { text, span }, &memo, &event()).expect("a memo is added");
}

#[test]
fn a_corrected_transcript() {
    let sandbox = built();
    code(&sandbox, "posts", "Two more posts");
    code(&sandbox, "funding", "From a grant, as always");
    code(&sandbox, "training", "In a way it is.");
    note(&sandbox, "Ask again.", "We write for grants every spring.");
    sandbox.replace("transcripts/ben.txt", "Two more posts", "Three more posts");
    sandbox.replace("transcripts/ben.txt", "We write for grants every spring.", "");
    sandbox.replace("transcripts/ben.txt", "Ben: In a way", "Ben: Well, in the end no.\n\nBen: In a way");
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/ben.txt (interview, UTF-8): 7 turns, 43 words; revision 2: 2 codings and memos moved along, 2 codings and memos wait in review
    1 imported, 2 unchanged, 0 failed
    ");
    assert_snapshot!(sandbox.run("review"), @"
    1  posts, by anna · transcripts/ben.txt
      was  Two more posts
      now  Three more posts
      words in it were changed, added or taken out

    2  memo by anna · transcripts/ben.txt
      was  We write for grants every spring.
      its words are gone, and nothing took their place

    --- stderr
    2 waiting
    ");
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      2 interviews, 1 survey: 7 texts, 93 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      8 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      1 memo
      2 codings and memos wait in review and not counted: `verbatim review` lists them
    out of date:
      the rules have not been applied since texts or codebook changed
      the outputs are older than the store, study.toml or a file that it names
    --- stderr
      hint: `verbatim build` brings everything up to date
    ");
    assert_snapshot!(sandbox.run("review accept 2"), @"
    --- stderr
    error: nothing has taken the place of number 2: say where it belongs (`verbatim review move 2 --to WORDS`), or drop it
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("review accept 1"), @"
    1 stands on its new words: posts, by anna
    1 accepted
    ");
    assert_snapshot!(sandbox.run("review move 2 --to 'more fish'"), @"
    --- stderr
    error: those words do not stand where number 2 could belong: copy them from the file as it is now
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("review move 2 --to training"), @"
    --- stderr
    error: those words stand 2 times where number 2 could belong: name more of them, or say which with --nth
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("review move 2 --to 'a grant, as always'"), @"2 stands on the words you named: memo by anna");
    assert_snapshot!(sandbox.run("review drop 7"), @"
    --- stderr
    error: nothing waits under the number 7: `verbatim review` lists what does
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("review"), @"
    --- stderr
    nothing waits
    ");
    assert_snapshot!(sandbox.run("sources history ben.txt --format csv"), @"
    Revision,When,Who,Texts,Words,Came,Changed,Went,Moved along,Waited
    1,[TIME],tester,1,44,1,0,0,0,0
    2,[TIME],tester,1,43,0,1,0,2,2
    ");
    assert_snapshot!(sandbox.run("sources diff ben.txt"), @"
    turn 2
      What does your service need? [-Two-] {+Three+} more posts, and training for those who are here. Nothing …
    turn 4
      … where would the money come from? From a grant, as always. [-We write for grants every spring.-] Is that training too? {+Well, in the end no.+} In a way it is.
    --- stderr
    revision 1 → 2: 1 text differs
    ");
    assert_snapshot!(sandbox.run("sources diff ben.txt --format csv"), @r#"
    Respondent,Question,Change,Turn,Old,New
    ,,words,2,Two,Three
    ,,words,4,We write for grants every spring.,
    ,,words,6,,"Well, in the end no."
    "#);
    assert_snapshot!(sandbox.run("sources diff ben.txt --from 3"), @"
    --- stderr
    error: transcripts/ben.txt has no revision 3: its last is 2
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("sources show ben.txt"), @"
    transcripts/ben.txt
      interview, txt, UTF-8
      1 text, 7 segments, 43 words
      revision 2, imported [TIME]
      speaker Interviewer: 3 turns, interviewer: never coded
      speaker Ben: 4 turns, case B
    ");
    let log = sandbox.run("log --limit 3");
    assert!(log.contains("review move") && log.contains("review accept") && !log.contains("grant"), "{log}");
}

#[test]
fn a_correction_of_the_speaker() {
    let sandbox = built();
    code(&sandbox, "posts", "Two more posts");
    sandbox.replace("transcripts/ben.txt", "Interviewer: Is that training too?", "Ben: Is that training too?");
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/ben.txt (interview, UTF-8): 6 turns, 44 words; revision 2: 1 coding or memo moved along
    1 imported, 2 unchanged, 0 failed
    ");
    assert_snapshot!(sandbox.run("sources diff ben.txt"), @"
    turn 5: said by Interviewer, now by Ben
    --- stderr
    revision 1 → 2: 1 text differs
    ");
    assert_snapshot!(sandbox.run("review"), @"
    --- stderr
    nothing waits
    ");
}

#[test]
fn what_is_unsure_but_the_same() {
    let sandbox = built();
    code(&sandbox, "training", "Thank you.");
    sandbox.replace("transcripts/carla.txt", "Interviewer: Thank you.\n\nCarla: Thank you.\n", "Carla: Thank you.\n");
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/carla.txt (interview, UTF-8): 5 turns, 27 words; revision 2: 1 coding or memo waits in review
    1 imported, 2 unchanged, 0 failed
    ");
    assert_snapshot!(sandbox.run("review --format json"), @r#"
    [
      {
        "number": 1,
        "source": "transcripts/carla.txt",
        "respondent": null,
        "question": null,
        "what": "training",
        "by": "anna",
        "status": "accepted",
        "why": "repeated",
        "old_words": "Thank you.",
        "new_words": "Thank you.",
        "start": 136,
        "end": 146,
        "since": "[TIME]"
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("review accept all-sure"), @"
    1 stands on its new words: training, by anna
    1 accepted
    ");
    assert_snapshot!(sandbox.run("review"), @"
    --- stderr
    nothing waits
    ");
}

#[test]
fn a_later_export() {
    let sandbox = built();
    code(&sandbox, "training", "More training for new staff.");
    code(&sandbox, "funding", "Longer funding.");
    code(&sandbox, "posts", "A post for the waiting list.");
    let survey = "\
id,agree,sector,needs,rating
R1,Yes,Schools,\"More training for new staff. And soon.\",4
R2,Yes,Schools,Shorter meetings.,2
R3,Yes,Schools,,4
R5,Yes,Clinics,Training and one more post.,1
R6,No,Clinics,Nothing at present.,4
R8,Yes,Clinics,A grant.,5
";
    sandbox.file("transcripts/survey.csv", survey);
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/survey.csv (survey, UTF-8): 5 respondents kept, 1 left out, 5 open answers, 22 words; revision 2: 1 new respondent, 3 changed answers (needs: 2, rating: 1), 2 respondents no longer there, 1 coding or memo moved along, 1 coding or memo waits in review
    1 imported, 2 unchanged, 0 failed
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    warning: transcripts/survey.csv: 2 respondents of an earlier file are not in this one; what they said stays and is counted (`verbatim sources show transcripts/survey.csv` names them, `verbatim cases exclude` leaves them out)
    warning: transcripts/survey.csv: 4 answers of people who do not consent any more went, with all codings on them
    ");
    assert_snapshot!(sandbox.run("review"), @"
    1  funding, by anna · transcripts/survey.csv · R2 · needs
      was  Longer funding.
      now  Shorter meetings.
      words in it were changed, added or taken out

    --- stderr
    1 waiting
    ");
    assert_snapshot!(sandbox.run("sources diff survey.csv"), @"
    R1 · needs
      More training for new staff. {+And soon.+}
    R2 · needs
      [-Longer funding-] {+Shorter meetings+} .
    R8 · needs
      {+A grant.+}
    --- stderr
    revision 1 → 2: 3 texts differ
    ");
    assert_snapshot!(sandbox.run("sources show survey.csv"), @r#"
    transcripts/survey.csv
      survey, csv, UTF-8
      5 texts, 5 segments, 22 words
      revision 2, imported [TIME]
      respondents are told apart by the column "id"
      question agree, consent
      question sector, single
      question needs, open: What does your service need most?
      question rating, scale
      not in the latest file: R4, R7
    "#);
    assert_snapshot!(sandbox.run("sources"), @"
    Source                  Kind       Format  Encoding  Texts  Words  Revision  Imported              Warnings
    transcripts/ben.txt     interview  txt     UTF-8         1     44         1  [TIME]         0
    transcripts/carla.txt   interview  txt     UTF-8         1     29         1  [TIME]         0
    transcripts/survey.csv  survey     csv     UTF-8         5     22         2  [TIME]         0
    ");
    assert_snapshot!(sandbox.run("build -q"), @"");
    // The very same again.
    sandbox.append("transcripts/survey.csv", "\n");
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/survey.csv (survey, UTF-8): 5 respondents kept, 1 left out, 5 open answers, 22 words; revision 2: 2 respondents no longer there
    1 imported, 2 unchanged, 0 failed
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    warning: transcripts/survey.csv: 2 respondents of an earlier file are not in this one; what they said stays and is counted (`verbatim sources show transcripts/survey.csv` names them, `verbatim cases exclude` leaves them out)
    ");
}

#[test]
fn a_survey_without_ids() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n\n[[source]]\nfiles = \"s.csv\"\nkind = \"survey\"\n");
    let table = |rows: &[&str]| {
        let row = |answer: &&str| format!("{answer},4\n");
        "What is missing?,rating\n".to_owned() + &rows.iter().map(row).collect::<String>()
    };
    let old =
        ["A grant for next year.", "More people to answer.", "Nothing comes to mind.", "Less paper on our desks."];
    sandbox.file("s.csv", table(&old)).ok("import");
    code(&sandbox, "grant", "A grant");
    code(&sandbox, "paper", "Less paper");
    let new = ["Somebody new came first.", old[0], old[1], "Nothing came to mind.", "And one more row here."];
    sandbox.file("s.csv", table(&new));
    assert_snapshot!(sandbox.run("import"), @"
    imported  s.csv (survey, UTF-8): 5 respondents kept, 0 left out, 5 open answers, 22 words; revision 2: 1 new respondent, 2 changed answers (What is missing?: 2), 1 coding or memo waits in review
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: s.csv: it has no column of ids, so rows were known by what they say
    ");
    assert_snapshot!(sandbox.run("review"), @"
    1  paper, by anna · s.csv · 4 · What is missing?
      was  Less paper
      now  And one more row here
      words in it were changed, added or taken out

    --- stderr
    1 waiting
    ");
    assert_snapshot!(sandbox.run("cases --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    5,respondent,survey participant,kept,,
    1,respondent,survey participant,kept,,
    2,respondent,survey participant,kept,,
    3,respondent,survey participant,kept,,
    4,respondent,survey participant,kept,,
    ");
}

#[test]
fn another_survey_in_its_place_is_refused() {
    let sandbox = built();
    code(&sandbox, "funding", "Longer funding.");
    sandbox.file("transcripts/survey.csv", "id,agree,sector,needs,rating\nX1,Yes,Schools,A grant.,4\n");
    assert_snapshot!(sandbox.run("import"), @"
    0 imported, 2 unchanged, 1 failed
    --- stderr
    error: [STUDY]/transcripts/survey.csv: none of the respondents of the earlier file is in it, and people have coded that one: if it is another survey, give it a name of its own
    --- exit 3
    ");
    assert_snapshot!(sandbox.run("search 'longer funding' --count"), @"1 segment, 1 text, 1 case");
    // One that lies beside it is another survey, and said to be like it.
    let sandbox = built();
    let survey = sandbox.read("transcripts/survey.csv") + "R8,Yes,Schools,A grant.,3\n";
    sandbox.file("transcripts/survey2.csv", survey);
    assert_snapshot!(sandbox.run("import transcripts/survey2.csv --plan transcripts/survey.plan.toml"), @"
    imported  transcripts/survey2.csv (survey, UTF-8): 7 respondents kept, 1 left out, 6 open answers, 23 words
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/survey2.csv: 1 answer of people who did not consent was not stored
    warning: transcripts/survey2.csv: 7 of its 8 respondents are in transcripts/survey.csv too; if it is a later export of the same survey, put it in the place of transcripts/survey.csv: then everyone is counted once, and codings stay
    ");
}

#[test]
fn what_is_not_there() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("review accept 1"), @"
    --- stderr
    error: nothing waits under the number 1: `verbatim review` lists what does
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("review accept one"), @r#"
    --- stderr
    error: "one" is no number: name numbers, or all-sure alone
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("review accept all-sure"), @"0 accepted");
    assert_snapshot!(sandbox.run("sources show bem.txt"), @r#"
    --- stderr
    error: there is no source "bem.txt"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("sources diff ben.txt --to 4"), @"
    --- stderr
    error: transcripts/ben.txt has no revision 3: its last is 1
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("sources diff ben.txt"), @"
    --- stderr
    revision 1 → 1: 0 texts differ
    ");
}
