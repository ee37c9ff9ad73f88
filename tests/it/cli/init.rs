//! `init`, and the life of a study from there.

use insta::assert_snapshot;

use crate::support::Sandbox;

#[test]
fn a_study_is_begun() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("init . --title 'What schools need'"), @r#"
    made study.toml
    made codebooks/codebook.toml
    made identities.toml
    made .gitignore
    --- stderr
    Next: put your files into transcripts/, then run `verbatim build` there.
    "#);
    assert!(sandbox.read("study.toml").contains("title = \"What schools need\""));
    assert_snapshot!(sandbox.run("status"), @r#"
    What schools need
      nothing has been imported yet
    out of date:
      the rules have not been applied since texts or codebook changed
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    "#);
    assert_snapshot!(sandbox.run("build"), @r"
    What schools need
      nothing has been imported yet
      1 file in output/: 1 written, 0 unchanged
      The report: [STUDY]/output/report.html
    --- stderr
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    ");
    assert_snapshot!(sandbox.run("doctor"), @"
    well  the store
    well  those who withdrew
    well  the codebook
    look  the identity list
          no identities are listed
          → list who and what must not get out; [disclosure] in study.toml names the file
    well  the review of names
    well  the index
    well  the outputs
    --- exit 3
    ");
}

#[test]
fn what_is_there_stays() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Mine\"\n");
    assert_snapshot!(sandbox.run("init"), @r#"
    made codebooks/codebook.toml
    made identities.toml
    made .gitignore
    --- stderr
    Next: put your files into transcripts/, then run `verbatim build` there.
    "#);
    assert_eq!(sandbox.read("study.toml"), "title = \"Mine\"\n");
    assert_snapshot!(sandbox.run("init"), @r#"
    everything is there already
    --- stderr
    Next: put your files into transcripts/, then run `verbatim build` there.
    "#);
}

#[test]
fn a_title_may_hold_anything() {
    let sandbox = Sandbox::new();
    sandbox.ok(r#"init . --title 'A "quoted" \ title = x'"#);
    assert_snapshot!(sandbox.run("status"), @r#"
    A "quoted" \ title = x
      nothing has been imported yet
    out of date:
      the rules have not been applied since texts or codebook changed
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    "#);
}

#[test]
fn a_study_in_a_folder_of_its_own() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("init deep/er"), @r#"
    made deep/er/study.toml
    made deep/er/codebooks/codebook.toml
    made deep/er/identities.toml
    made deep/er/.gitignore
    --- stderr
    Next: put your files into transcripts/, then run `verbatim build` there.
    "#);
    assert_snapshot!(sandbox.run("--study deep/er status"), @r#"
    Untitled study
      nothing has been imported yet
    out of date:
      the rules have not been applied since texts or codebook changed
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    "#);
}

#[test]
fn a_file_in_the_way() {
    let sandbox = Sandbox::new();
    sandbox.file("taken", "a file");
    assert_snapshot!(sandbox.run("init taken"), @r#"
    --- stderr
    error: cannot write taken/transcripts: Not a directory
    --- exit 1
    "#);
}

#[test]
fn from_nothing_to_a_report() {
    let sandbox = Sandbox::new();
    sandbox.ok("init .");
    sandbox.file(
        "../anna.txt",
        "Interviewer: What is missing?\n\nAnna: Staff training.\n\nInterviewer: And else?\n\nAnna: Nothing.\n",
    );
    assert_snapshot!(sandbox.run("import ../anna.txt"), @r#"
    imported  transcripts/anna.txt (interview, UTF-8): 4 turns, 8 words
    1 imported, 0 unchanged, 0 failed
    "#);
    assert_snapshot!(sandbox.run("build"), @r"
    Untitled study
      1 interview: 1 text, 8 words
      1 participant
      1 coding; codebook First draft 0.1: 1 theme, 1 code
      1 file in output/: 1 written, 0 unchanged
      14 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    ");
    assert!(sandbox.exists("output/report.html"));
}
