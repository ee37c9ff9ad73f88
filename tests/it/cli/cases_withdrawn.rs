//! `cases withdraw`: what it says, and what becomes of it.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn first_it_says_what_would_go() {
    let sandbox = built();
    sandbox.ok("export --to ../sent quotes");
    sandbox.ok("backup");
    sandbox.file("output/own.docx", "mine");
    sandbox.append("codebooks/small.toml", "\n# We in Hartwell would like a course on it.\n");
    let before = sandbox.files(".verbatim");
    assert_snapshot!(sandbox.run("cases withdraw C"), @r#"
    If C withdraws, this goes, and cannot be brought back:
      transcripts/carla.txt: all of it, since nobody else takes part in it
      18 words, 1 attribute, 1 coding
      the label "Participant B"
      what `verbatim undo` could take back: nothing from before can be, after it
      1 draft of what was built, whoever is quoted there
      3 files in output/, which the next build makes again without them
    Only you can delete this:
      transcripts/carla.txt: delete the file
      codebooks/small.toml, line 40
      participants.csv, line 3
      identities.toml, line 3: only once nobody else's words name them
      .verbatim/backups/[DATE].db: an earlier backup holds all of it; delete it
      output/own.docx: no build wrote this file; look whether it holds their words
      1 export into folders of your choice (`verbatim log`): delete those files
      copies of the study that you keep elsewhere, and files that you have passed on
    --- stderr
      hint: nothing has been changed; `verbatim cases withdraw "C" --yes` does it
    "#);
    assert_snapshot!(sandbox.run("cases withdraw R5"), @r#"
    If R5 withdraws, this goes, and cannot be brought back:
      transcripts/survey.csv: row 5
      5 words, 3 closed answers, 1 attribute, 2 codings
      what `verbatim undo` could take back: nothing from before can be, after it
      1 draft of what was built, whoever is quoted there
      3 files in output/, which the next build makes again without them
    Only you can delete this:
      transcripts/survey.csv: delete row 5 (id R5)
      .verbatim/backups/[DATE].db: an earlier backup holds all of it; delete it
      output/own.docx: no build wrote this file; look whether it holds their words
      1 export into folders of your choice (`verbatim log`): delete those files
      copies of the study that you keep elsewhere, and files that you have passed on
    --- stderr
      hint: nothing has been changed; `verbatim cases withdraw "R5" --yes` does it
    "#);
    let after = sandbox.files(".verbatim");
    assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
    assert!(sandbox.exists("output/report.html"));
    assert_snapshot!(sandbox.run("cases withdraw R55"), @r#"
    --- stderr
    error: there is no case "R55"; did you mean "R5"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases withdraw R5 --yes --reason 'Ben said so'"), @"
    --- stderr
    error: invalid value 'Ben said so' for '--reason <WORD>'
      [possible values: asked, guardian, ineligible, other]

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn then_it_is_gone_and_counted() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases withdraw C --yes --reason asked"), @r#"
    This is gone:
      transcripts/carla.txt: all of it, since nobody else takes part in it
      18 words, 1 attribute, 1 coding
      the label "Participant B"
      what `verbatim undo` could take back: nothing from before can be, after it
      1 draft of what was built, whoever is quoted there
      3 files in output/, which the next build makes again without them
    Only you can delete this:
      transcripts/carla.txt: delete the file
      participants.csv, line 3
      identities.toml, line 3: only once nobody else's words name them
      copies of the study that you keep elsewhere, and files that you have passed on
    --- stderr
      hint: `verbatim build` makes the outputs again, and never reads them in again
    "#);
    assert_snapshot!(sandbox.run("cases withdraw R5 --yes"), @"
    This is gone:
      transcripts/survey.csv: row 5
      5 words, 3 closed answers, 1 attribute, 2 codings
      what `verbatim undo` could take back: nothing from before can be, after it
      0 files in output/, which the next build makes again without them
    Only you can delete this:
      transcripts/survey.csv: delete row 5 (id R5)
      copies of the study that you keep elsewhere, and files that you have passed on
    --- stderr
      hint: `verbatim build` makes the outputs again, and never reads them in again
    ");
    assert!(!sandbox.exists("output/report.html"));
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      1 interview, 1 survey: 5 texts, 60 words
      1 participant, 5 respondents kept (left out: 1 without consent, 2 withdrew)
      7 codings; codebook Small codebook 1.0: 2 themes, 3 codes
    out of date:
      the rules have not been applied since texts or codebook changed
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    ");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      1 interview, 1 survey: 5 texts, 60 words
      1 participant, 5 respondents kept (left out: 1 without consent, 2 withdrew)
      7 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 3 written, 0 unchanged
      44 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/carla.txt: of someone who withdrew, and not read; delete the file
    ");
    assert_snapshot!(sandbox.run("build"), @"
    Small study: everything is up to date (3 files in output/)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/carla.txt: of someone who withdrew, and not read; delete the file
    ");
    assert_snapshot!(sandbox.run("cases --status all --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    B,participant,Participant A,kept,,sector=Schools
    R1,respondent,survey participant,kept,,sector=Schools
    R2,respondent,survey participant,kept,,sector=Schools
    R3,respondent,survey participant,kept,,sector=Schools
    R4,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics
    R7,respondent,survey participant,excluded,without consent,
    --- stderr
    2 people have withdrawn: nothing that says who it was is kept
    ");
    assert_snapshot!(sandbox.run("cases show C"), @r#"
    --- stderr
    error: there is no case "C"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("log --limit 4"), @"
    Number  When                  Who     Action          Detail                          State
         7  [TIME]  tester  code            codebook 1.0, 7 codings
         6  [TIME]  tester  cases withdraw  kind respondent
         5  [TIME]  tester  cases withdraw  kind participant, reason asked
         4  [TIME]  tester  code            codebook 1.0, 10 codings
    ");
    assert_snapshot!(sandbox.run("doctor"), @"
    well  the store
    well  those who withdrew
    well  the codebook
    well  the identity list
    well  the review of names
    well  the index
    well  the outputs
    ");
    // Under another name they are known still.
    sandbox.file("transcripts/other.txt", sandbox.read("transcripts/carla.txt")).remove("transcripts/carla.txt");
    sandbox.append("transcripts/survey.csv", "R8,Yes,Clinics,,3\n");
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/survey.csv (survey, UTF-8): 6 respondents kept, 1 left out, 4 open answers, 16 words; revision 2: 1 new respondent
    1 imported, 1 unchanged, 0 failed
    --- stderr
    warning: transcripts/other.txt: of someone who withdrew, and not read; delete the file
    warning: transcripts/survey.csv: 1 withdrawn row skipped
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    ");
}

/// An export with other ids and under another name: the words of the answers tell.
#[test]
fn a_row_is_known_by_its_words() {
    let sandbox = Sandbox::small();
    let long = "Training on the new records system, and one more post.";
    sandbox.replace("transcripts/survey.csv", "Training and one more post.", &format!("\"{long}\"")).ok("build");
    sandbox.ok("cases withdraw R5 --yes");
    let survey = sandbox.read("transcripts/survey.csv").replace("\nR", "\nX");
    sandbox.file("transcripts/again.csv", survey).remove("transcripts/survey.csv");
    sandbox.replace("study.toml", "transcripts/survey.csv", "transcripts/again.csv");
    let said = sandbox.run("build");
    assert!(said.contains("transcripts/again.csv: 1 withdrawn row skipped"), "{said}");
    assert!(!sandbox.ok("cases --status all").contains("X5"));
    assert_snapshot!(sandbox.run("search 'records post'"), @r#"
    --- stderr
    0 segments, 0 texts, 0 cases
    "#);
}

/// Another program that reads the store holds up the last step; the next command does it.
#[test]
fn another_reader_only_delays_it() {
    let sandbox = built();
    let reader = rusqlite::Connection::open(sandbox.path(".verbatim/store.db")).expect("the store can be opened");
    reader.execute_batch("BEGIN; SELECT count(*) FROM texts;").expect("it can be read");
    let said = sandbox.run("cases withdraw R5 --yes");
    assert!(said.contains("another program has the study open") && said.ends_with("--- exit 3"), "{said}");
    assert!(sandbox.run("doctor").contains("close every other program"));
    drop(reader);
    assert!(!sandbox.run("doctor").contains("close every other program"));
    let bytes = sandbox.files(".verbatim");
    for (name, content) in bytes {
        assert!(memchr::memmem::find(&content, b"Training and one more post").is_none(), "{name}");
    }
}

/// What a crash left to do, the next command does.
#[test]
fn a_crash_only_delays_it() {
    let sandbox = built();
    let connection = rusqlite::Connection::open(sandbox.path(".verbatim/store.db")).expect("the store can be opened");
    let pending = "INSERT INTO meta (key, value) VALUES ('fact:withdrawal_pending', 'files')";
    connection.execute(pending, []).expect("it is new");
    drop(connection);
    sandbox.file("output/.tmpAbC123", "half an output");
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
    out of date:
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    ");
    assert!(!sandbox.exists("output/report.html") && !sandbox.exists("output/.tmpAbC123"));
}
