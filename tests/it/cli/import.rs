//! `import`.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

const DINA: &str = "Interviewer: What is missing?\n\nDina: A grant.\n\nInterviewer: And else?\n\nDina: Two posts.\n";

#[test]
fn what_the_study_names() {
    let sandbox = Sandbox::small();
    assert_snapshot!(sandbox.run("import"), @r#"
    imported  transcripts/ben.txt (interview, UTF-8): 6 turns, 44 words
    imported  transcripts/carla.txt (interview, UTF-8): 6 turns, 29 words
    imported  transcripts/survey.csv (survey, UTF-8): 6 respondents kept, 1 left out, 5 open answers, 21 words
    3 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    "#);
    assert_snapshot!(sandbox.run("import"), @"0 imported, 3 unchanged, 0 failed");
}

#[test]
fn a_file_that_lies_outside_is_copied_in_and_named() {
    let sandbox = Sandbox::small();
    sandbox.file("../dina.md", DINA);
    assert_snapshot!(sandbox.run("import ../dina.md"), @r#"
    imported  transcripts/dina.md (interview, UTF-8): 4 turns, 9 words
    1 imported, 0 unchanged, 0 failed
    "#);
    assert_eq!(sandbox.read("transcripts/dina.md"), DINA);
    assert!(
        sandbox.read("study.toml").ends_with("\n[[source]]\nfiles = \"transcripts/dina.md\"\nkind = \"interview\"\n")
    );
    assert_snapshot!(sandbox.run("import ../dina.md"), @"0 imported, 1 unchanged, 0 failed");
}

#[test]
fn a_file_inside_is_named_once() {
    let sandbox = Sandbox::small();
    let before = sandbox.read("study.toml");
    sandbox.file("transcripts/dina.txt", DINA);
    assert_snapshot!(sandbox.run("import transcripts/dina.txt"), @r#"
    imported  transcripts/dina.txt (interview, UTF-8): 4 turns, 9 words
    1 imported, 0 unchanged, 0 failed
    "#);
    assert_eq!(sandbox.read("study.toml"), before, "a pattern names it already");

    sandbox.file("notes/walk.txt", "We walked round the building.\n");
    assert_snapshot!(sandbox.run("import notes/walk.txt --kind field-note"), @r#"
    imported  notes/walk.txt (field-note, UTF-8): 1 turn, 5 words
    1 imported, 0 unchanged, 0 failed
    "#);
    assert!(sandbox.read("study.toml").ends_with("files = \"notes/walk.txt\"\nkind = \"field-note\"\n"));
    assert_snapshot!(sandbox.run("import"), @r#"
    imported  transcripts/ben.txt (interview, UTF-8): 6 turns, 44 words
    imported  transcripts/carla.txt (interview, UTF-8): 6 turns, 29 words
    imported  transcripts/survey.csv (survey, UTF-8): 6 respondents kept, 1 left out, 5 open answers, 21 words
    3 imported, 2 unchanged, 0 failed
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    "#);
}

#[test]
fn another_file_of_the_same_name() {
    let sandbox = Sandbox::small();
    sandbox.file("../ben.txt", DINA);
    assert_snapshot!(sandbox.run("import ../ben.txt"), @r#"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: cannot write [STUDY]/transcripts/ben.txt: another file of that name is there already: rename one of them
    --- exit 1
    "#);
    assert!(sandbox.read("transcripts/ben.txt").contains("Ben:"), "the file in the study is left as it is");
}

#[test]
fn a_dry_run_changes_nothing() {
    let sandbox = Sandbox::small();
    let before = sandbox.files("");
    sandbox.file("../dina.txt", DINA);
    assert_snapshot!(sandbox.run("import ../dina.txt --dry-run"), @r#"
    ../dina.txt
      txt, UTF-8
      speakers are found by "Name:" before the words
      Interviewer: 2 turns, 5 words (lines 1, 5), interviewer: never coded
      Dina: 2 turns, 4 words (lines 3, 7)
    "#);
    assert_snapshot!(sandbox.run("import --dry-run"), @r#"
    [STUDY]/transcripts/ben.txt
      txt, UTF-8
      speakers are found by "Name:" before the words
      Interviewer: 3 turns, 16 words (lines 1, 5, 9), interviewer: never coded
      Ben: 3 turns, 28 words (lines 3, 7, 11)
    [STUDY]/transcripts/carla.txt
      txt, UTF-8
      speakers are found by "Name:" before the words
      Interviewer: 3 turns, 11 words (lines 1, 5, 9), interviewer: never coded
      Carla: 3 turns, 18 words (lines 3, 7, 11)
    [STUDY]/transcripts/survey.csv
      plain dialect, UTF-8, respondents are told apart by the column "id"
      id        id
      open      needs
      single    sector
      scale     rating
      consent   agree
      leaves out: without consent
      would bring 6 respondents kept, 1 left out, 5 open answers, 21 words
      left out, without consent: 1
    "#);
    let after: Vec<String> = sandbox.files("").into_keys().filter(|name| !name.starts_with(".verbatim/")).collect();
    assert_eq!(after, before.into_keys().collect::<Vec<_>>());
    assert_snapshot!(sandbox.run("status"), @r#"
    Small study
      nothing has been imported yet
    out of date:
      transcripts/ben.txt is new
      transcripts/carla.txt is new
      transcripts/survey.csv is new
      the rules have not been applied since texts or codebook changed
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    "#);
}

#[test]
fn how_a_survey_is_read_can_be_seen_saved_and_edited() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n");
    sandbox.file("../answers.csv", "id,site,What is missing?\n1,North,A grant for the next year.\n2,South,\"Posts, and more posts.\"\n3,North,Nothing at all at present.\n");
    assert_snapshot!(sandbox.run("import ../answers.csv --dry-run"), @r#"
    ../answers.csv
      plain dialect, UTF-8, respondents are told apart by the column "id"
      id        id
      open      What is missing?
      single    site (?)
      leaves out: no answers
      unsure    site as single: there are few answers to judge by
      would bring 3 respondents kept, 0 left out, 3 open answers, 15 words
    "#);
    assert_snapshot!(sandbox.run("import ../answers.csv --save-plan"), @r#"
    imported  transcripts/answers.csv (survey, UTF-8): 3 respondents kept, 0 left out, 3 open answers, 15 words
    1 imported, 0 unchanged, 0 failed
    "#);
    assert_snapshot!(sandbox.read("study.toml"), @r#"
    title = "S"

    [[source]]
    files = "transcripts/answers.csv"
    kind = "survey"
    plan = "transcripts/answers.plan.toml"
    "#);
    assert_snapshot!(sandbox.read("transcripts/answers.plan.toml"), @r#"
    # What each column of the survey is. `as` takes: id, open, single, multiple, scale, rank, number, date, consent, personal, meta, attribute, ignore.

    dialect = "plain"
    delimiter = ","
    encoding = "UTF-8"
    respondent = "id"
    layout = "wide"

    [[exclude]]
    reason = "no answers"
    no_answers = true

    # 3 of 3 rows filled, 3 distinct
    [[column]]
    name = "id"
    as = "id"

    # 3 of 3 rows filled, 2 distinct; single? there are few answers to judge by
    [[column]]
    name = "site"
    as = "single"
    options = ["North", "South"]
    attribute = "site"

    # 3 of 3 rows filled, 3 distinct
    [[column]]
    name = "What is missing?"
    as = "open"
    "#);

    sandbox.replace("transcripts/answers.plan.toml", "attribute = \"site\"", "attribute = \"place\"");
    assert_snapshot!(sandbox.run("build --check"), @r#"
    transcripts/answers.csv is to be read in another way than it was
    no outputs have been written yet
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/answers.csv (survey, UTF-8): 3 respondents kept, 0 left out, 3 open answers, 15 words; revision 2
    1 imported, 0 unchanged, 0 failed
    ");
    assert_snapshot!(sandbox.run("cases"), @r#"
    Case  Kind        Label               Status  Reason  Attributes
    1     respondent  survey participant  kept            place=North
    2     respondent  survey participant  kept            place=South
    3     respondent  survey participant  kept            place=North
    "#);
    assert_snapshot!(sandbox.run("import ../answers.csv --plan nowhere.toml --dry-run"), @r#"
    --- stderr
    error: cannot read nowhere.toml: No such file or directory
    --- exit 1
    "#);
}

#[test]
fn changed_touched_and_gone() {
    let sandbox = built();
    let content = sandbox.read("transcripts/ben.txt");
    std::thread::sleep(std::time::Duration::from_millis(20));
    sandbox.file("transcripts/ben.txt", &content);
    assert_snapshot!(sandbox.run("import"), @"0 imported, 3 unchanged, 0 failed");
    sandbox.append("transcripts/ben.txt", "\nBen: One more post.\n");
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/ben.txt (interview, UTF-8): 7 turns, 47 words; revision 2
    1 imported, 2 unchanged, 0 failed
    ");
    sandbox.remove("transcripts/carla.txt");
    assert_snapshot!(sandbox.run("import"), @r#"
    0 imported, 2 unchanged, 0 failed
    --- stderr
    warning: participants.csv, line 3: no file of the study is named "carla.txt"
    warning: transcripts/carla.txt: the file is gone or no longer named in study.toml; its texts were taken out
    "#);
    assert_snapshot!(sandbox.run("cases"), @r#"
    Case  Kind         Label               Status  Reason  Attributes
    B     participant  Participant A       kept            sector=Schools
    R1    respondent   survey participant  kept            sector=Schools
    R2    respondent   survey participant  kept            sector=Schools
    R3    respondent   survey participant  kept            sector=Schools
    R4    respondent   survey participant  kept            sector=Clinics
    R5    respondent   survey participant  kept            sector=Clinics
    R6    respondent   survey participant  kept            sector=Clinics
    "#);
}

#[test]
fn three_bad_files_among_ten() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Ten\"\n\n[[source]]\nfiles = \"transcripts/*\"\nkind = \"interview\"\n");
    for number in 1..=7 {
        sandbox.file(&format!("transcripts/good-{number}.txt"), DINA);
    }
    sandbox.file("transcripts/bad-1.txt", "");
    sandbox.file("transcripts/bad-2.docx", "PK");
    sandbox.file("transcripts/bad-3.pages", "words");
    assert_snapshot!(sandbox.run("import"), @r#"
    imported  transcripts/good-1.txt (interview, UTF-8): 4 turns, 9 words
    imported  transcripts/good-2.txt (interview, UTF-8): 4 turns, 9 words
    imported  transcripts/good-3.txt (interview, UTF-8): 4 turns, 9 words
    imported  transcripts/good-4.txt (interview, UTF-8): 4 turns, 9 words
    imported  transcripts/good-5.txt (interview, UTF-8): 4 turns, 9 words
    imported  transcripts/good-6.txt (interview, UTF-8): 4 turns, 9 words
    imported  transcripts/good-7.txt (interview, UTF-8): 4 turns, 9 words
    7 imported, 0 unchanged, 3 failed
    --- stderr
    error: [STUDY]/transcripts/bad-1.txt: the file is empty; export or copy it again
    error: [STUDY]/transcripts/bad-2.docx: this is not a Word document (no zip archive); open it in Word and save it as .docx
    error: [STUDY]/transcripts/bad-3.pages: transcripts in .pages are not read; save it as .docx or .txt
    --- exit 3
    "#);
    assert_snapshot!(sandbox.run("status"), @r#"
    Ten
      7 interviews: 7 texts, 63 words
      7 participants
    out of date:
      transcripts/bad-1.txt is new
      transcripts/bad-2.docx is new
      transcripts/bad-3.pages is new
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    "#);
    assert_snapshot!(sandbox.run("build"), @r"
    Ten
      7 interviews: 7 texts, 63 words
      7 participants
      1 file in output/: 1 written, 0 unchanged
      The report: [STUDY]/output/report.html
    --- stderr
    error: [STUDY]/transcripts/bad-1.txt: the file is empty; export or copy it again
    error: [STUDY]/transcripts/bad-2.docx: this is not a Word document (no zip archive); open it in Word and save it as .docx
    error: [STUDY]/transcripts/bad-3.pages: transcripts in .pages are not read; save it as .docx or .txt
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    --- exit 3
    ");
}

#[test]
fn of_two_hundred_files_three_are_bad() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Many\"\n\n[[source]]\nfiles = \"transcripts/*\"\nkind = \"interview\"\n");
    let rtf = r"{\rtf1\ansi {\b Interviewer:} What helps?\par {\b Dina:} Longer grants.\par}";
    let srt = "1\n00:00:01,000 --> 00:00:02,000\nDina: Longer grants.\n";
    let vtt = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Dina>Longer grants.\n";
    let json = "{\"segments\": [{\"start\": 0.5, \"end\": 2.0, \"speaker\": \"Dina\", \"text\": \"Longer grants.\"}]}";
    let formats = [("txt", DINA), ("md", DINA), ("rtf", rtf), ("srt", srt), ("vtt", vtt), ("json", json)];
    for (number, (extension, content)) in (1..=197).zip(formats.iter().cycle()) {
        sandbox.file(&format!("transcripts/talk-{number:03}.{extension}"), content);
    }
    sandbox.file("transcripts/talk-100b.txt", "Dina: \0\u{1}\u{2}");
    sandbox.file("transcripts/talk-150b.rtf", "no rich text");
    sandbox.file("transcripts/talk-199.docx", "PK\u{3}\u{4} and no more");
    let shown = sandbox.run("import");
    assert!(shown.contains("197 imported, 0 unchanged, 3 failed"), "{shown}");
    let told: Vec<&str> = shown.lines().filter(|line| line.starts_with("error: ")).collect();
    assert_eq!(told.len(), 3, "each bad file is one sentence: {told:?}");
    for bad in ["talk-100b.txt", "talk-150b.rtf", "talk-199.docx"] {
        assert!(told.iter().any(|line| line.contains(bad)), "{bad} is named");
    }
    assert!(shown.ends_with("--- exit 3"), "partly done: {shown}");
    assert!(sandbox.run("import").contains("0 imported, 197 unchanged, 3 failed"));
}

#[test]
fn only_bad_files() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"None\"\n");
    assert_snapshot!(sandbox.run("import nowhere.txt sheet.pdf"), @r#"
    0 imported, 0 unchanged, 2 failed
    --- stderr
    error: cannot read nowhere.txt: No such file or directory
    error: cannot read sheet.pdf: No such file or directory
    --- exit 1
    "#);
    sandbox.file("sheet.pdf", "%PDF-1.7");
    assert_snapshot!(sandbox.run("import sheet.pdf"), @"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: [STUDY]/sheet.pdf: the document is cut off; copy or export it again
    --- exit 1
    ");
    assert_eq!(sandbox.read("study.toml"), "title = \"None\"\n", "what cannot be read is not named");
    assert_snapshot!(sandbox.run("import sheet.txt --kind letter"), @r#"
    --- stderr
    error: invalid value 'letter' for '--kind <KIND>': it is one of interview, focus-group, survey, field-note, document

    For more information, try '--help'.
    --- exit 2
    "#);
}

#[test]
fn a_plan_for_what_is_no_survey() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"None\"\n").file("dina.txt", DINA);
    assert_snapshot!(sandbox.run("import dina.txt --save-plan"), @r#"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: [STUDY]/dina.txt: only a survey is read by a plan: leave --plan and --save-plan away
    --- exit 1
    "#);
}

#[test]
fn a_file_that_the_study_names_is_read_as_it_says() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("import transcripts/survey.csv --save-plan"), @r#"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: [STUDY]/transcripts/survey.csv: study.toml names it already: change its kind or plan there
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("import transcripts/ben.txt --kind field-note"), @r#"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: [STUDY]/transcripts/ben.txt: study.toml names it already: change its kind or plan there
    --- exit 1
    "#);
    sandbox
        .file("notes.csv", "id,note\n1,Nothing at all at present.\n2,A grant for the next year.\n")
        .file("notes.plan.toml", "# mine");
    assert_snapshot!(sandbox.run("import notes.csv --save-plan"), @r#"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: [STUDY]/notes.plan.toml: this plan is there already: name it with --plan, or rename it
    --- exit 1
    "#);
    assert_eq!(sandbox.read("notes.plan.toml"), "# mine");
}

#[test]
fn two_files_of_one_name_are_two_people() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Two\"\n\n[[source]]\nfiles = \"**/*.txt\"\nkind = \"interview\"\n");
    sandbox.file("north/interview.txt", DINA).file("south/interview.txt", DINA).file("south/other.txt", DINA);
    sandbox.ok("import");
    assert_snapshot!(sandbox.run("cases --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    north/interview,participant,,kept,,
    south/interview,participant,,kept,,
    other,participant,,kept,,
    ");
}

#[test]
fn the_face_sheet_is_followed_and_looked_over() {
    let sandbox = built();
    sandbox.file(
        "participants.csv",
        "case,source,speaker,site\nB,ben.txt,Ben,North\nC,carla.txt,Karla,South\nD,dina.txt,,West\n",
    );
    assert_snapshot!(sandbox.run("build --check"), @r#"
    transcripts/ben.txt is to be read in another way than it was
    transcripts/carla.txt is to be read in another way than it was
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("import"), @r#"
    imported  transcripts/ben.txt (interview, UTF-8): 6 turns, 44 words
    imported  transcripts/carla.txt (interview, UTF-8): 6 turns, 29 words
    2 imported, 1 unchanged, 0 failed
    --- stderr
    warning: participants.csv, line 4: no file of the study is named "dina.txt"
    warning: participants.csv, line 3: nobody speaks under that name in transcripts/carla.txt
    "#);
    assert_snapshot!(sandbox.run("cases --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    B,participant,Participant A,kept,,site=North
    carla,participant,,kept,,
    R1,respondent,survey participant,kept,,sector=Schools
    R2,respondent,survey participant,kept,,sector=Schools
    R3,respondent,survey participant,kept,,sector=Schools
    R4,respondent,survey participant,kept,,sector=Clinics
    R5,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics
    ");
}
