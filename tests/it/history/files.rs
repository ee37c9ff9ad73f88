//! Files of the study go back and forth with what was done, and files whose import was taken back stay out.

use insta::assert_snapshot;
use rusqlite::Connection;

use crate::history::random::{assert_same, dump};
use crate::support::Sandbox;

#[test]
fn an_import_that_was_taken_back_stays_out() {
    let sandbox = Sandbox::small();
    sandbox.ok("import -q");
    sandbox.file("transcripts/dora.txt", "Interviewer: And?\n\nDora: A course, and posts.\n");
    let was = dump(&sandbox);
    sandbox.ok("build -q");
    assert_snapshot!(sandbox.run("undo"), @"
    taken back: import: transcripts/dora.txt, 2 turns, 5 words ([TIME], tester)
    --- stderr
    transcripts/dora.txt is set aside: it does not come in again until it changes, or `verbatim redo` or `verbatim import transcripts/dora.txt` brings it
    ");
    assert_same(&dump(&sandbox), &was, "after the import was taken back");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      transcripts/dora.txt is set aside, since its import was taken back
      3 files in output/: 3 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      18 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    ");
    assert_same(&dump(&sandbox), &was, "after another build");
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      transcripts/dora.txt is set aside, since its import was taken back
      everything is up to date
    ");
    assert_snapshot!(sandbox.run("sources"), @"
    Source                  Kind       Format  Encoding  Texts  Words  Revision  Imported              Warnings
    transcripts/ben.txt     interview  txt     UTF-8         1     44         1  [TIME]         0
    transcripts/carla.txt   interview  txt     UTF-8         1     29         1  [TIME]         0
    transcripts/survey.csv  survey     csv     UTF-8         5     21         1  [TIME]         0
    --- stderr
    transcripts/dora.txt is set aside, since its import was taken back: `verbatim import transcripts/dora.txt` brings it in
    ");
    assert!(sandbox.ok("search course --count").starts_with('1'), "{}", sandbox.ok("search course --count"));
    // Whoever asks for it gets it, and so does who changes it.
    sandbox.ok("import transcripts/dora.txt");
    assert!(sandbox.ok("sources").contains("dora"));
    sandbox.ok("undo");
    assert!(!sandbox.ok("sources").contains("dora"));
    sandbox.append("transcripts/dora.txt", "\nDora: Yes.\n");
    sandbox.ok("build -q");
    assert!(sandbox.ok("sources").contains("dora"));
}

#[test]
fn a_source_whose_removal_was_taken_back_stays() {
    let sandbox = Sandbox::small();
    sandbox.ok("build -q");
    let was = dump(&sandbox);
    sandbox.remove("transcripts/ben.txt");
    sandbox.ok("import -q");
    sandbox.ok("undo");
    assert_same(&dump(&sandbox), &was, "after the removal was taken back");
    sandbox.ok("build -q");
    assert!(sandbox.ok("sources").contains("ben.txt"));
    sandbox.ok("redo");
    assert!(!sandbox.ok("sources").contains("ben.txt"));
}

#[test]
fn what_an_import_writes_into_study_toml_goes_with_it() {
    let sandbox = Sandbox::small();
    sandbox.ok("import -q");
    let (was, study) = (dump(&sandbox), sandbox.read("study.toml"));
    sandbox.file("../later.csv", "id,more\nX1,A better system.\nX2,More rooms.\n");
    sandbox.ok("import ../later.csv --save-plan");
    let with = sandbox.read("study.toml");
    assert!(with.contains("later.csv"), "{with}");
    sandbox.ok("undo");
    assert_eq!(sandbox.read("study.toml"), study);
    assert!(!sandbox.exists("transcripts/later.plan.toml"));
    assert_same(&dump(&sandbox), &was, "after the import was taken back");
    assert!(sandbox.ok("build").contains("file"), "a build goes on without it");
    assert!(!sandbox.ok("sources").contains("later.csv"));
    sandbox.ok("redo");
    assert_eq!(sandbox.read("study.toml"), with);
    assert!(sandbox.exists("transcripts/later.plan.toml"));
    sandbox.ok("undo");
    // What somebody has written into the file since is not lost.
    sandbox.append("study.toml", "# by hand\n");
    assert_snapshot!(sandbox.run("redo"), @"
    --- stderr
    error: [STUDY]/study.toml is not as it was left any more, so nothing was changed: undo what was changed in it by hand first
    --- exit 1
    ");
    assert!(sandbox.read("study.toml").ends_with("# by hand\n"));
    assert_same_but_study(&sandbox, &was);
}

fn assert_same_but_study(sandbox: &Sandbox, was: &std::collections::BTreeMap<String, Vec<String>>) {
    let mut is = dump(sandbox);
    is.insert("study.toml".to_owned(), was["study.toml"].clone());
    assert_same(&is, was, "nothing else is otherwise");
}

/// The program is killed after an action is finished and before its file is written.
#[test]
fn a_file_that_is_still_to_be_written_is_written_by_whoever_comes_next() {
    let sandbox = Sandbox::small();
    sandbox.ok("import -q");
    let codebook = sandbox.read("codebooks/small.toml");
    sandbox.file("../codes.csv", "Code,Definition\nRooms,Where the work is done.\n");
    sandbox.ok("codebook import ../codes.csv --add-codes");
    let with = sandbox.read("codebooks/small.toml");
    assert!(with.contains("Rooms"));
    sandbox.ok("undo");
    assert_eq!(sandbox.read("codebooks/small.toml"), codebook);
    sandbox.ok("redo");
    let pend = |content: &str| {
        let store = Connection::open(sandbox.path(".verbatim/store.db")).expect("the store opens");
        let was = sandbox.bytes("codebooks/small.toml");
        let was: String = sha2::Digest::finalize(<sha2::Sha256 as sha2::Digest>::new_with_prefix(was))
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        let sql = "INSERT INTO pending_files (path, was, content) VALUES ('codebooks/small.toml', ?1, ?2)";
        store.execute(sql, (was, content.as_bytes())).expect("the store takes it");
    };
    pend(&codebook);
    sandbox.ok("status");
    assert_eq!(sandbox.read("codebooks/small.toml"), codebook, "it was made up for");
    // What somebody wrote in between is theirs.
    pend(&with);
    sandbox.append("codebooks/small.toml", "# by hand\n");
    sandbox.ok("status");
    assert!(sandbox.read("codebooks/small.toml").ends_with("# by hand\n"));
}
