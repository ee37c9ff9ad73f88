//! `log`, `backup` and `doctor`: keeping a study well.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn who_did_what_is_listed() {
    let sandbox = built();
    sandbox.ok("cases exclude R5 --reason 'asked to leave'");
    sandbox.ok("export frequencies --to ../mine");
    assert_snapshot!(sandbox.run("log"), @"
    Number  When                  Who     Action         Detail                                                 State
         6  [TIME]  tester  export         1 file, outputs frequencies
         5  [TIME]  tester  cases exclude  R5, reason asked to leave
         4  [TIME]  tester  code           codebook 1.0, 10 codings
         3  [TIME]  tester  import         transcripts/survey.csv, 5 answers, kept 6, left out 1
         2  [TIME]  tester  import         transcripts/carla.txt, 6 turns, 29 words
         1  [TIME]  tester  import         transcripts/ben.txt, 6 turns, 44 words
    ");
    assert_snapshot!(sandbox.run("log --limit 1 --format json"), @r#"
    [
      {
        "number": 6,
        "when": "[TIME]",
        "who": "tester",
        "action": "export",
        "detail": {
          "files": 1,
          "outputs": [
            "frequencies"
          ]
        },
        "state": ""
      }
    ]
    "#);
}

#[test]
fn a_backup_opens_and_never_overwrites() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("backup"), @"the store is copied to [STUDY]/.verbatim/backups/[DATE].db");
    assert_snapshot!(sandbox.run("backup"), @"the store is copied to [STUDY]/.verbatim/backups/[DATE]-2.db");
    assert_snapshot!(sandbox.run("backup ../safe/study.db"), @"the store is copied to ../safe/study.db");
    let copy = sandbox.bytes("../safe/study.db");
    assert_snapshot!(sandbox.run("backup ../safe/study.db"), @r#"
    --- stderr
    error: cannot write ../safe/study.db: there is a file of that name already
    --- exit 1
    "#);
    assert_eq!(sandbox.bytes("../safe/study.db"), copy);

    // Put in place of the store, it is the store.
    let cases = sandbox.ok("cases --status all");
    let counts = sandbox.ok("count");
    sandbox.remove(".verbatim").file(".verbatim/store.db", copy);
    assert_eq!(sandbox.ok("cases --status all"), cases);
    assert_eq!(sandbox.ok("count"), counts);
    assert_snapshot!(sandbox.run("doctor"), @"
    well  the store
    well  those who withdrew
    well  the codebook
    well  the identity list
    well  the review of names
    well  the index
    well  the outputs
    ");
}

#[test]
fn a_damaged_study_is_found_out() {
    let sandbox = built();
    sandbox.file(".verbatim/index/meta.json", "{").remove("output/quotes.md");
    sandbox.file("identities.toml", "[[identity]]\nkind = \"person\"\nformes = []\n");
    assert_snapshot!(sandbox.run("doctor"), @"
    well  the store
    well  those who withdrew
    well  the codebook
    look  the identity list
          [STUDY]/identities.toml, line 3, column 1: there is no `formes` here; did you mean `forms`?
          → mend the file: no output is written without it
    look  the review of names
          what is undecided cannot be told
          → mend the list of identities first
    well  the index
    look  the outputs
          the outputs are older than the store, study.toml or a file that it names
          → `verbatim build` brings it up to date
          output/quotes.md is not there
          → `verbatim build` brings it up to date
    --- exit 3
    ");
    sandbox.remove("codebooks/small.toml");
    assert_snapshot!(sandbox.run("doctor"), @r#"
    well  the store
    well  those who withdrew
    look  the codebook
          [STUDY]/study.toml: there is no file "codebooks/small.toml", which it names
          → name the codebook in study.toml as it is called
    look  the identity list
          [STUDY]/identities.toml, line 3, column 1: there is no `formes` here; did you mean `forms`?
          → mend the file: no output is written without it
    look  the review of names
          what is undecided cannot be told
          → mend the list of identities first
    well  the index
    look  the outputs
          [STUDY]/study.toml: there is no file "codebooks/small.toml", which it names
          → mend that first: until then nobody can tell what is up to date
    --- exit 3
    "#);
    sandbox.file(".verbatim/store.db", "This is no store, and it is long enough to be looked at as one, page by page.");
    assert_snapshot!(sandbox.run("doctor"), @r#"
    --- stderr
    error: [STUDY]/.verbatim/store.db is damaged, or no store at all: put the latest backup in its place (`verbatim backup` makes them)
    --- exit 1
    "#);
}

#[test]
fn no_study_is_near() {
    let sandbox = Sandbox::new();
    assert_snapshot!(sandbox.run("status"), @r#"
    --- stderr
    error: there is no study.toml in [STUDY] or above it
      hint: `verbatim init FOLDER` starts a study; --study FOLDER names one that is elsewhere
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("--study nowhere build"), @r#"
    --- stderr
    error: there is no study.toml in nowhere or above it
      hint: `verbatim init FOLDER` starts a study; --study FOLDER names one that is elsewhere
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("-C . search x"), @r#"
    --- stderr
    error: there is no study.toml in . or above it
      hint: `verbatim init FOLDER` starts a study; --study FOLDER names one that is elsewhere
    --- exit 1
    "#);
}
