//! Projects of other tools, from the file to counts, quotes and memos.

use insta::assert_snapshot;

use crate::import::projects::small::{QUALCODER_ROWS, QUALCODER_TABLES, database, qualcoder, taguette};
use crate::support::Sandbox;

#[test]
fn a_project_of_taguette() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Cafés\"\n").file("../Café study.sqlite3", taguette());
    assert_snapshot!(sandbox.run("import '../Café study.sqlite3' --dry-run"), @"
    ../Café study.sqlite3
      a project of taguette: 4 codes, 3 codings by 2 coders, 2 memos
      document Interview 1: 5 turns, 16 words, 3 codings, 1 memo
      code money
      code money.grants under money
      code dr-hill
      code staff
      the study has no codebook: one is written with these codes
      look: 1 highlight left out: without a tag
      look: 1 highlight left out: the words are not those at the place
      look: 1 highlight left out: only a speaker's name or blank space is marked
    ");
    assert!(!sandbox.exists("transcripts"), "a dry run changes nothing");
    assert_snapshot!(sandbox.run("import '../Café study.sqlite3'"), @"
    imported  transcripts/Café study.sqlite3 (interview, taguette): 1 document, 16 words, 4 codes, 3 codings by 2 coders, 2 memos
    codebooks/café-study.toml holds the codes of transcripts/Café study.sqlite3; study.toml names it
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/Café study.sqlite3: 1 highlight left out: without a tag
    warning: transcripts/Café study.sqlite3: 1 highlight left out: the words are not those at the place
    warning: transcripts/Café study.sqlite3: 1 highlight left out: only a speaker's name or blank space is marked
    ");
    assert_snapshot!(sandbox.read("study.toml"), @r#"
    title = "Cafés"
    codebook = "codebooks/café-study.toml"

    [[source]]
    files = "transcripts/Café study.sqlite3"
    kind = "interview"
    "#);
    assert_snapshot!(sandbox.read("codebooks/café-study.toml"), @r#"
    title = "Cafés"
    version = "1"
    language = "en"

    [[code]]
    id = "money"
    name = "money"
    definition = "Any money"

    [[code]]
    id = "money.grants"
    name = "grants"
    parent = "money"

    [[code]]
    id = "dr-hill"
    name = "Dr. Hill"

    [[code]]
    id = "staff"
    name = "staff"
    definition = "Posts"
    "#);
    assert_snapshot!(sandbox.run("import"), @"0 imported, 1 unchanged, 0 failed");
    assert_snapshot!(sandbox.run("count --by codes"), @r"
    Codes
    Code      Segments  Answers  Sources  Cases  % of cases
    money            †        †        †      †           †
      grants         †        †        †      †           †
    Dr. Hill         0        0        0      0        0.0%
    staff            †        †        †      †           †
      Segments: coded stretches, those that overlap counted once. Answers, sources and cases: those with
      at least one.
      Base of the share: 1 case kept.
      Codebook: Cafés, version 1.
      A code counts the codes below it too.
      Left out: rejected codings and what interviewers said.
      † withheld: fewer than 3 cases, or they could be worked out.
    Withheld: fewer than 3 cases, or they could be worked out.
    ");
    assert_snapshot!(sandbox.run("quotes --code money"), @r"
    money
    Any money
      “A café, & a grant.” (Participant A)
    At most 10 quotations under a heading and 2 of one person, in an order that follows nothing of the
    sample; only of those who agreed to be quoted.
    Codebook: Cafés, version 1.
    A code counts the codes below it too.
    Left out: rejected codings and what interviewers said.
    --- stderr
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    ");
    assert_snapshot!(sandbox.run("search code:staff"), @"
    transcripts/Café study.sqlite3/Interview 1 · Interview 1 · 3 of 5
      A café, & a grant.
      And two posts.
      [money (maria, accepted); money.grants (tom, accepted); staff (tom, accepted)]

    --- stderr
    1 segment, 1 text, 1 case
    ");
    assert_snapshot!(sandbox.run("memos"), @"
    Number  What   On                                          Code  Words  Kind  Title       Who     When                  Memo
         2  study  the study                                                      Café study  tester  [TIME]  Asked in spring
         1  text   transcripts/Café study.sqlite3/Interview 1                                 tester  [TIME]  by telephone
    --- stderr
    2 memos
    ");
    assert_snapshot!(sandbox.run("codebook check"), @"
    [STUDY]/codebooks/café-study.toml: 0 errors, 4 warnings
    --- stderr
    warning: [STUDY]/codebooks/café-study.toml, line 5, column 1: the code `money` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/café-study.toml, line 10, column 1: the code `money.grants` has no definition, no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/café-study.toml, line 15, column 1: the code `dr-hill` has no definition, no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    warning: [STUDY]/codebooks/café-study.toml, line 19, column 1: the code `staff` has no use_when, no not_when, no example
      hint: two coders cannot agree on what is not written down
    ");
    assert_snapshot!(sandbox.run("doctor"), @r"
    well  the store
    well  those who withdrew
    well  the codebook
    look  the identity list
          no identities are listed
          → list who and what must not get out; [disclosure] in study.toml names the file
    well  the review of names
    well  the index
    look  the outputs
          no outputs have been written yet
          → `verbatim build` brings it up to date
    --- exit 3
    ");
    // A code is called after somebody.
    assert_snapshot!(sandbox.run("build"), @r"
    Cafés
      1 interview: 1 text, 16 words
      1 participant
      3 codings; codebook Cafés 1: 0 themes, 4 codes
      2 memos
      1 file in output/: 1 written, 0 unchanged
      27 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    warning: worth a look: 1 place in the files looks like a name that nobody has listed
      report.html: There is what is likely a person's name, and nobody has decided on it: by the words around it (line 212, column 9086).
      hint: `verbatim check --show output/` says what stands there; `verbatim identities keep` lets it stand
    ");
    // A code is called after somebody.
    assert_snapshot!(sandbox.run("build"), @r"
    Cafés: everything is up to date (1 file in output/)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    ");
}

#[test]
fn a_project_of_qualcoder_is_a_folder() {
    let sandbox = Sandbox::small();
    sandbox.file("../Cafés.qda/data.qda", qualcoder()).file("../Cafés.qda/documents/ID1.txt", "not read");
    assert_snapshot!(sandbox.run("import ../Cafés.qda --dry-run"), @"
    ../Cafés.qda
      a project of qualcoder: 5 codes, 5 codings by 3 coders, 6 memos, 3 cases
      document ID1.txt: 3 turns, 11 words, 4 codings, 2 memos
      document group: 2 turns, 6 words, 1 coding
      code resources
      code money under resources
      code grants under money
      code money-2
      code posts under money-2
      look: codebooks/small.toml lacks 4 codes of these: resources, money, grants, money-2
      look: 1 document left out: no text (a picture, a recording, or an empty file)
      look: 1 coding left out: the words are not at the place, nor once in the text
      look: 1 coding left out: the document or the code is not there
      look: 1 coding left out: on a picture
      look: 1 case left out: no words of any text are theirs alone
      look: 1 document attribute left out: only those of the one document of one case come over
      look: 1 coding moved to where the words are: the place had slipped
      look: 1 coding marked as important, which has no place here
    ");
    assert_snapshot!(sandbox.run("import ../Cafés.qda"), @"
    imported  transcripts/Cafés.qda (interview, qualcoder): 2 documents, 17 words, 5 codes, 5 codings by 3 coders, 6 memos, 3 cases
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/Cafés.qda: codebooks/small.toml lacks 4 codes of it (resources, money, grants, money-2), whose codings are kept but not counted; `verbatim import transcripts/Cafés.qda --add-codes` adds them
    warning: transcripts/Cafés.qda: 1 document left out: no text (a picture, a recording, or an empty file)
    warning: transcripts/Cafés.qda: 1 coding left out: the words are not at the place, nor once in the text
    warning: transcripts/Cafés.qda: 1 coding left out: the document or the code is not there
    warning: transcripts/Cafés.qda: 1 coding left out: on a picture
    warning: transcripts/Cafés.qda: 1 case left out: no words of any text are theirs alone
    warning: transcripts/Cafés.qda: 1 document attribute left out: only those of the one document of one case come over
    warning: transcripts/Cafés.qda: 1 coding moved to where the words are: the place had slipped
    warning: transcripts/Cafés.qda: 1 coding marked as important, which has no place here
    ");
    assert!(sandbox.exists("transcripts/Cafés.qda"), "the database alone is copied in");
    assert_snapshot!(sandbox.run("import transcripts/Cafés.qda --add-codes"), @"
    imported  transcripts/Cafés.qda (interview, qualcoder): 2 documents, 17 words, 5 codes, 5 codings by 3 coders, 6 memos, 3 cases
    4 codes of transcripts/Cafés.qda added to codebooks/small.toml: resources, money, grants, money-2
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/Cafés.qda: 1 document left out: no text (a picture, a recording, or an empty file)
    warning: transcripts/Cafés.qda: 1 coding left out: the words are not at the place, nor once in the text
    warning: transcripts/Cafés.qda: 1 coding left out: the document or the code is not there
    warning: transcripts/Cafés.qda: 1 coding left out: on a picture
    warning: transcripts/Cafés.qda: 1 case left out: no words of any text are theirs alone
    warning: transcripts/Cafés.qda: 1 document attribute left out: only those of the one document of one case come over
    warning: transcripts/Cafés.qda: 1 coding moved to where the words are: the place had slipped
    warning: transcripts/Cafés.qda: 1 coding marked as important, which has no place here
    ");
    assert_snapshot!(sandbox.run("import transcripts/Cafés.qda --add-codes"), @"
    imported  transcripts/Cafés.qda (interview, qualcoder): 2 documents, 17 words, 5 codes, 5 codings by 3 coders, 6 memos, 3 cases
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/Cafés.qda: 1 document left out: no text (a picture, a recording, or an empty file)
    warning: transcripts/Cafés.qda: 1 coding left out: the words are not at the place, nor once in the text
    warning: transcripts/Cafés.qda: 1 coding left out: the document or the code is not there
    warning: transcripts/Cafés.qda: 1 coding left out: on a picture
    warning: transcripts/Cafés.qda: 1 case left out: no words of any text are theirs alone
    warning: transcripts/Cafés.qda: 1 document attribute left out: only those of the one document of one case come over
    warning: transcripts/Cafés.qda: 1 coding moved to where the words are: the place had slipped
    warning: transcripts/Cafés.qda: 1 coding marked as important, which has no place here
    ");
    assert_snapshot!(sandbox.run("cases --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    P1,participant,,kept,,"asked=by telephone, site=North, years=7"
    P2,participant,,kept,,
    P3,participant,,kept,,
    "#);
    assert_snapshot!(sandbox.run("crosstab --by codes site"), @"
    Codes by site
                North (*)  Not stated (*)  All (3)
    Code        Cases   %  Cases        %  Cases  %
    Training        *   *      *        *      †  †
    Posts           *   *      *        *      *  *
    Funding         *   *      *        *      *  *
    Resources       *   *      *        *      *  *
      Money         *   *      *        *      *  *
        grants      *   *      *        *      *  *
    Money           *   *      *        *      *  *
      Unit: cases, counted once a row. Percentages are of the group's cases; base: 3 cases kept, in
      brackets for each group.
      Codebook: Small codebook, version 1.0.
      A code counts the codes below it too.
      Left out: rejected codings and what interviewers said.
      * fewer than 3 cases, or anything about a group of fewer; † withheld so that * cannot be worked
      out.
    ");
    assert_snapshot!(sandbox.run("memos --format csv"), @"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    16,study,the study,,,,,tester,[TIME],Who pays for cafés?
    17,study,the study,,,,First thoughts,maria,[TIME],Money comes first.
    18,case,case P1,,,,,maria,[TIME],a friend of the house
    15,text,transcripts/Cafés.qda/ID1.txt,,,,,maria,[TIME],by telephone
    14,passage,transcripts/Cafés.qda/ID1.txt,,café,,,tom,[TIME],which one?
    13,coding,transcripts/Cafés.qda/ID1.txt,grants,a grant,,,maria,[TIME],the first
    ");
    assert_snapshot!(sandbox.run("memos WHICH"), @"
    Number  What     On                             Code  Words  Kind  Title  Who  When                  Memo
        14  passage  transcripts/Cafés.qda/ID1.txt        café                tom  [TIME]  which one?
    --- stderr
    1 memo
    ");
    assert_snapshot!(sandbox.run("memos --code grants --source ID1.txt --format json"), @r#"
    [
      {
        "number": 13,
        "what": "coding",
        "on": "transcripts/Cafés.qda/ID1.txt",
        "code": "grants",
        "words": "a grant",
        "kind": "",
        "title": "",
        "who": "maria",
        "when": "[TIME]",
        "memo": "the first"
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("memos nothing of the kind"), @"
    Number  What  On  Code  Words  Kind  Title  Who  When  Memo
    --- stderr
    no memo is like that
    ");
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      2 interviews: 2 texts, 17 words
      3 participants
      7 codings; codebook Small codebook 1.0: 2 themes, 7 codes
      6 memos
    out of date:
      transcripts/ben.txt is new
      transcripts/carla.txt is new
      transcripts/survey.csv is new
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    ");
}

/// What changed in the project replaces what came of it before.
#[test]
fn a_project_that_was_worked_on() {
    let sandbox = Sandbox::new();
    let with = |more: &str| database(&format!("{QUALCODER_TABLES}{QUALCODER_ROWS}{more}"));
    sandbox.study("title = \"Cafés\"\n").file("transcripts/cafés.qda", qualcoder());
    sandbox.ok("import transcripts/cafés.qda");
    let first = sandbox.run("count --by codes");
    sandbox.file(
        "transcripts/cafés.qda",
        with("DELETE FROM code_text WHERE cid = 3; DELETE FROM source WHERE id = 2; UPDATE annotation SET memo = 'that one';
              INSERT INTO source (id, name, fulltext) VALUES (7, 'new', 'P9: A lamp.'||char(10)||'P9: A grant.');
              INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES (1, 7, 'A grant.', 16, 24, 'tom');"),
    );
    assert_snapshot!(sandbox.run("status"), @"
    Cafés
      2 interviews: 2 texts, 17 words
      3 participants
      5 codings; codebook Cafés 1: 0 themes, 5 codes
      6 memos
    out of date:
      transcripts/cafés.qda has changed
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    ");
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/cafés.qda (interview, qualcoder): 2 documents, 15 words, 5 codes, 2 codings by 2 coders, 6 memos, 1 case
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/cafés.qda: 1 document left out: no text (a picture, a recording, or an empty file)
    warning: transcripts/cafés.qda: 3 codings left out: the document or the code is not there
    warning: transcripts/cafés.qda: 3 cases left out: no words of any text are theirs alone
    ");
    assert_ne!(sandbox.run("count --by codes"), first);
    assert_snapshot!(sandbox.run("count --by codes"), @r"
    Codes
    Code        Segments  Answers  Sources  Cases  % of cases
    Resources          *        *        *      *           *
      Money            *        *        *      *           *
        grants         *        *        *      *           *
    Money              0        0        0      0        0.0%
      posts            0        0        0      0        0.0%
      Segments: coded stretches, those that overlap counted once. Answers, sources and cases: those with
      at least one.
      Base of the share: 2 cases kept.
      Codebook: Cafés, version 1.
      A code counts the codes below it too.
      Left out: rejected codings and what interviewers said.
      * fewer than 3 cases.
    Withheld: fewer than 3 cases.
    ");
    assert_snapshot!(sandbox.run("memos --format csv"), @"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    10,study,the study,,,,,tester,[TIME],Who pays for cafés?
    11,study,the study,,,,First thoughts,maria,[TIME],Money comes first.
    12,case,case P1,,,,,maria,[TIME],a friend of the house
    9,text,transcripts/cafés.qda/ID1.txt,,,,,maria,[TIME],by telephone
    8,passage,transcripts/cafés.qda/ID1.txt,,café,,,tom,[TIME],that one
    7,coding,transcripts/cafés.qda/ID1.txt,grants,a grant,,,maria,[TIME],the first
    ");
    assert_snapshot!(sandbox.run("cases --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    P1,participant,Participant B,kept,,"asked=by telephone, site=North, years=7"
    new,participant,Participant A,kept,,
    "#);
}

/// A file that was deleted after its import does not take people's work with it.
#[test]
fn a_project_whose_file_is_gone() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Cafés\"\n").file("transcripts/cafés.qda", qualcoder());
    sandbox.ok("import transcripts/cafés.qda");
    sandbox.remove("transcripts/cafés.qda");
    assert_snapshot!(sandbox.run("import"), @r#"
    0 imported, 0 unchanged, 0 failed
    --- stderr
    warning: study.toml: no file is named "transcripts/cafés.qda"
    warning: transcripts/cafés.qda: the file is gone or no longer named; it stays, since people have coded in it
    "#);
    assert_snapshot!(sandbox.run("status"), @"
    Cafés
      2 interviews: 2 texts, 17 words
      3 participants
      5 codings; codebook Cafés 1: 0 themes, 5 codes
      6 memos
    out of date:
      transcripts/cafés.qda/ID1.txt is gone, or study.toml no longer names it
      transcripts/cafés.qda/group is gone, or study.toml no longer names it
      the rules have not been applied since texts or codebook changed
      no outputs have been written yet
    --- stderr
      hint: `verbatim build` brings everything up to date
    ");
}

/// Nothing that people noted gets into an output, and whoever is left out is not shown in the list either.
#[test]
fn memos_stay_inside() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Cafés\"\n").file("transcripts/cafés.qda", qualcoder());
    sandbox.ok("import transcripts/cafés.qda");
    sandbox.ok("build");
    for (name, bytes) in sandbox.outputs() {
        let text = String::from_utf8_lossy(&bytes);
        for noted in ["which one?", "a friend of the house", "Money comes first", "the first"] {
            assert!(!text.contains(noted), "{name} does not hold {noted:?}");
        }
    }
    sandbox.ok("cases exclude P1 --reason 'asked to'");
    assert_snapshot!(sandbox.run("memos"), @"
    Number  What   On         Code  Words  Kind  Title           Who     When                  Memo
         4  study  the study                                     tester  [TIME]  Who pays for cafés?
         5  study  the study                     First thoughts  maria   [TIME]  Money comes first.
    --- stderr
    2 memos
    ");
}

#[test]
fn what_is_no_project_is_not_copied_in() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"None\"\n").file("../a.sqlite3", "words").file("../b.qda/readme.txt", "words");
    assert_snapshot!(sandbox.run("import ../a.sqlite3 ../b.qda"), @"
    0 imported, 0 unchanged, 2 failed
    --- stderr
    error: [SANDBOX]/a.sqlite3: this is no SQLite database, which a project of Taguette or QualCoder is; export or copy it again
    error: cannot read [SANDBOX]/b.qda: it is a folder; name the files in it, as in `folder/*`
    --- exit 1
    ");
    assert!(!sandbox.exists("transcripts"));
}

/// Whoever withdrew is not brought in again by their project, and what others said stays coded on its own words.
#[test]
fn who_withdrew_stays_out_of_a_project_that_comes_again() {
    let sandbox = Sandbox::new();
    let with = |more: &str| database(&format!("{QUALCODER_TABLES}{QUALCODER_ROWS}{more}"));
    let codings =
        "INSERT INTO code_text (cid, fid, seltext, pos0, pos1, owner) VALUES (3, 2, 'people', 23, 29, 'tom');";
    sandbox.study("title = \"Cafés\"\n").file("transcripts/cafés.qda", with(codings));
    sandbox.ok("import transcripts/cafés.qda");
    assert_snapshot!(sandbox.run("cases withdraw P2"), @r#"
    If P2 withdraws, this goes, and cannot be brought back:
      transcripts/cafés.qda/group: 1 turn; what others say stays, with its codings
      3 words, 1 coding
      what `verbatim undo` could take back: nothing from before can be, after it
      0 files in output/, which the next build makes again without them
    Only you can delete this:
      transcripts/cafés.qda/group: take it, and what is noted on it, out of the project transcripts/cafés.qda
      copies of the study that you keep elsewhere, and files that you have passed on
    --- stderr
      hint: nothing has been changed; `verbatim cases withdraw "P2" --yes` does it
    "#);
    sandbox.ok("cases withdraw P2 --yes");
    sandbox.ok("cases withdraw P1 --yes");
    let journal = "INSERT INTO journal VALUES (2, 'Later', 'More of it.', '2026-02-01 10:00:00', 'maria');";
    sandbox.file("transcripts/cafés.qda", with(&format!("{codings}{journal}")));
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/cafés.qda (interview, qualcoder): 2 documents, 4 words, 5 codes, 6 codings by 3 coders, 7 memos, 3 cases
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/cafés.qda/ID1.txt: of someone who withdrew, and not read; take it out of the project
    warning: transcripts/cafés.qda: 1 document left out: no text (a picture, a recording, or an empty file)
    warning: transcripts/cafés.qda: 1 coding left out: the words are not at the place, nor once in the text
    warning: transcripts/cafés.qda: 1 coding left out: the document or the code is not there
    warning: transcripts/cafés.qda: 1 case left out: no words of any text are theirs alone
    warning: transcripts/cafés.qda: 1 document attribute left out: only those of the one document of one case come over
    warning: transcripts/cafés.qda: 1 coding moved to where the words are: the place had slipped
    ");
    assert_snapshot!(sandbox.run("search code:posts OR code:money-2 OR code:grants"), @"
    transcripts/cafés.qda/group · P3 · 2 of 2
      We need people.
      [posts (tom, accepted)]

    --- stderr
    1 segment, 1 text, 1 case
    ");
    assert_snapshot!(sandbox.run("memos --format csv"), @"
    Number,What,On,Code,Words,Kind,Title,Who,When,Memo
    7,study,the study,,,,,tester,[TIME],Who pays for cafés?
    8,study,the study,,,,First thoughts,maria,[TIME],Money comes first.
    9,study,the study,,,,Later,maria,[TIME],More of it.
    ");
    let store = sandbox.bytes(".verbatim/store.db");
    for gone in ["We need money", "a grant", "by telephone", "a friend of the house"] {
        let is_there = store.windows(gone.len()).any(|window| window.eq_ignore_ascii_case(gone.as_bytes()));
        assert!(!is_there, "the store does not hold {gone:?}");
    }
}
