//! `import --speakers`: who speaks, seen before anything is kept, corrected, and written down for every later build.

use insta::assert_snapshot;

use crate::support::Sandbox;

const NORTH: &str = "\
Chair: How is the work funded?
Anna: By grants, and some fees.
Ben: We have a grant for two posts.
anna: And training is paid by the council.
Several: Yes.
Ben: The grant ends in June.
Speaker ?: What then?
Anna: We apply again.
";

const SOUTH: &str = "\
Chair: How is the work funded?
Cleo: Training comes out of fees.
Anna: As I said in the north, by grants.
Chair: And posts?
Cleo: Two posts, by a grant.
";

const STUDY: &str = r#"title = "Groups"
codebook = "codebook.toml"
cases = "people.csv"

# Two groups, one after the other.
[[source]]
files = "groups/*"
kind = "focus-group"
interviewers = ["Chair"]
"#;

const CODEBOOK: &str = r#"title = "Funds"
version = "1"

[[code]]
id = "grants"
name = "Grants"
definition = "Money that is given."

[[code.rule]]
any = ["grant*"]
"#;

/// Two focus groups; Anna was in both.
fn groups() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox.study(STUDY).file("codebook.toml", CODEBOOK).file("people.csv", "case,speaker,site\nP1,Anna,North\n");
    sandbox.file("groups/north.txt", NORTH).file("groups/south.txt", SOUTH);
    sandbox
}

#[test]
fn everyone_in_a_focus_group_is_a_case_and_the_same_person_one() {
    let sandbox = groups();
    assert_snapshot!(sandbox.run("import --dry-run"), @r#"
    [STUDY]/groups/north.txt
      txt, UTF-8
      speakers are found by "Name:" before the words
      Chair: 1 turn, 5 words (line 1), interviewer: never coded
      Anna: 2 turns, 8 words (lines 2, 8)
      Ben: 2 turns, 12 words (lines 3, 6)
      anna: 1 turn, 7 words (line 4)
      Several: 1 turn, 1 word (line 5), nobody in particular: no case
      Speaker ?: 1 turn, 2 words (line 7), nobody in particular: no case
      look: "anna" and "Anna" may be one; --speakers "anna=Anna" makes them so
    [STUDY]/groups/south.txt
      txt, UTF-8
      speakers are found by "Name:" before the words
      Chair: 2 turns, 7 words (lines 1, 4), interviewer: never coded
      Cleo: 2 turns, 10 words (lines 2, 5)
      Anna: 1 turn, 8 words (line 3)
      look: line 3: the speaker's label here comes only once; look whether it is one
    "#);
    assert_snapshot!(sandbox.run("import groups/north.txt --speakers anna=Anna"), @"
    imported  groups/north.txt (focus-group, UTF-8): 8 turns, 35 words
    1 imported, 0 unchanged, 0 failed
    ");
    assert_snapshot!(sandbox.run("build"), @r"
    Groups
      2 focus groups: 2 texts, 60 words
      3 participants
      5 codings; codebook Funds 1: 0 themes, 1 code
      1 source imported
      1 file in output/: 1 written, 0 unchanged
      1 likely name hidden, which nobody has decided on (`verbatim identities review`)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: groups/south.txt, line 3: the speaker's label here comes only once; look whether it is one
    warning: no identities are listed: what looks like a name is hidden until someone decides on it (`verbatim identities review`)
    ");
    assert_snapshot!(sandbox.run("cases --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    P1,participant,Participant A,kept,,site=North
    north: Ben,participant,Participant C,kept,,
    south: Cleo,participant,Participant B,kept,,
    ");
    // Of the five turns that speak of grants, Anna said two in two groups, and nobody who asks or is unknown any.
    assert_snapshot!(sandbox.run("count --format csv"), @"
    Theme,Segments,Answers,Sources,Cases,% of cases
    Grants,5,0,2,3,100.0%
    ");
}

#[test]
fn what_is_said_of_one_file_of_many_is_an_entry_of_its_own() {
    let sandbox = groups();
    sandbox.ok("import groups/north.txt --speakers 'anna=Anna, Ben=-' --cases 'Anna = P7'");
    assert_snapshot!(sandbox.read("study.toml"), @r#"
    title = "Groups"
    codebook = "codebook.toml"
    cases = "people.csv"

    # Two groups, one after the other.
    [[source]]
    files = "groups/north.txt"
    kind = "focus-group"
    interviewers = ["Chair"]
    speakers = { Ben = "-", anna = "Anna" }
    cases = { Anna = "P7" }

    [[source]]
    files = "groups/*"
    kind = "focus-group"
    interviewers = ["Chair"]
    "#);
    assert_snapshot!(sandbox.run("import groups/north.txt --dry-run"), @r#"
    groups/north.txt
      txt, UTF-8
      speakers are found by "Name:" before the words
      Chair: 1 turn, 5 words (line 1), interviewer: never coded
      Anna: 3 turns, 23 words (lines 2, 4, 8), case P7
      Several: 1 turn, 7 words (line 5), nobody in particular: no case
      Speaker ?: 1 turn, 2 words (line 7), nobody in particular: no case
    "#);
    // What was said before of others stays, and nothing new changes nothing.
    sandbox.ok("import groups/north.txt --speakers 'Ben=Benedict Ode, PhD, Several=Cleo'");
    assert!(sandbox.read("study.toml").contains(
        "\nspeakers = { Ben = \"Benedict Ode, PhD\", Several = \"Cleo\", anna = \"Anna\" }\ncases = { Anna = \"P7\" }\n\n[[source]]"
    ));
    let before = sandbox.read("study.toml");
    assert_snapshot!(sandbox.run("import groups/north.txt --speakers anna=Anna"), @"0 imported, 1 unchanged, 0 failed");
    assert_eq!(sandbox.read("study.toml"), before);
    // Whoever edits the file has it read anew at the next build.
    sandbox.replace("study.toml", "Several = \"Cleo\", ", "");
    assert_snapshot!(sandbox.run("build --check"), @"
    groups/north.txt is to be read in another way than it was
    groups/south.txt is new
    the rules have not been applied since texts or codebook changed
    no outputs have been written yet
    --- exit 1
    ");
}

#[test]
fn labels_of_a_kind_of_their_own() {
    let sandbox = Sandbox::new();
    sandbox
        .study("title = \"S\"\n")
        .file("../talk.txt", "#AS# How is it funded?\n#B2# By grants.\nAnd fees.\n#AS# I see.\n");
    assert_snapshot!(sandbox.run("import ../talk.txt --dry-run --speaker-pattern '#NAME#' --speakers 'AS=interviewer'"), @r"
    ../talk.txt
      txt, UTF-8
      speakers are found by the pattern that was given
      AS: 2 turns, 6 words (lines 1, 4), interviewer: never coded
      B2: 1 turn, 4 words (line 2)
    ");
    sandbox.ok("import ../talk.txt --speaker-pattern '^#(\\w+)#' --speakers 'AS=interviewer, B2=Ben'");
    assert_snapshot!(sandbox.read("study.toml"), @r#"
    title = "S"

    [[source]]
    files = "transcripts/talk.txt"
    kind = "interview"
    speakers = { AS = "interviewer", B2 = "Ben" }
    speaker_pattern = '^#(\w+)#'
    "#);
    assert_snapshot!(sandbox.run("search grants"), @"
    transcripts/talk.txt · talk · 2 of 3
      By grants.
      And fees.

    --- stderr
    1 segment, 1 text, 1 case
    ");
}

#[test]
fn mistakes_are_named() {
    let sandbox = groups();
    for (arguments, end) in [
        ("--speakers Anna", "write what stands in the file, =, and whose it is, as in \"AL=Anna Lee\""),
        ("--speakers Anna=", "on both sides of = there has to be a name; \"-\" stands for nobody"),
        ("--speaker-pattern '# #'", "the pattern has to say where the name stands, as \"#NAME#\" does"),
        (
            "--speaker-pattern '^#('",
            "the pattern is no regular expression; without ^ at its beginning only NAME has a meaning",
        ),
    ] {
        let shown = sandbox.run(&format!("import groups/north.txt {arguments}"));
        assert!(shown.contains(&format!(": {end}\n")), "{shown}");
    }
    sandbox.file("answers.csv", "id,text\n1,Yes.\n2,No.\n");
    assert_snapshot!(sandbox.run("import answers.csv --speakers a=b"), @r"
    0 imported, 0 unchanged, 1 failed
    --- stderr
    error: [STUDY]/answers.csv: nobody speaks in a survey: leave --speakers, --speaker-pattern and --cases away, or say --kind interview
    --- exit 1
    ");
    sandbox.append("study.toml", "speaker = { Anna = \"P1\" }\n");
    assert_snapshot!(sandbox.run("import"), @r"
    --- stderr
    error: [STUDY]/study.toml, line 10, column 1: there is no `speaker` here; did you mean `speakers`?
    --- exit 1
    ");
    sandbox.replace("study.toml", "speaker = { Anna = \"P1\" }", "speakers = { Anna = \" \" }");
    assert_snapshot!(sandbox.run("import"), @r#"
    --- stderr
    error: [STUDY]/study.toml, line 10, column 21: a name is blank here; "-" stands for nobody
    --- exit 1
    "#);
    sandbox.replace("study.toml", "speakers = { Anna = \" \" }", "speaker_pattern = \"x\"");
    assert_snapshot!(sandbox.run("import"), @r##"
    --- stderr
    error: [STUDY]/study.toml, line 10, column 19: the pattern has to say where the name stands, as "#NAME#" does
    --- exit 1
    "##);
    sandbox.study("title = \"S\"\n");
    sandbox.ok("import groups/south.txt --kind focus-group --cases 'Cleo=P1, Dina=P2'");
    assert_snapshot!(sandbox.run("import groups/south.txt --speakers Chair=interviewer"), @r#"
    imported  groups/south.txt (focus-group, UTF-8): 5 turns, 25 words
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: groups/south.txt, line 3: the speaker's label here comes only once; look whether it is one
    warning: study.toml: nobody speaks under the label "Dina" in groups/south.txt
    "#);
}

#[test]
fn talk_in_a_table_is_told_from_a_survey() {
    let sandbox = Sandbox::new();
    sandbox.study("title = \"S\"\n");
    sandbox.file(
        "../talk.csv",
        "Time,Speaker,Sentence,Tag\n0:01,T,How is it funded?,a\n0:04,Anna,By grants.,b\n0:06,Anna,And fees.,b\n",
    );
    assert_snapshot!(sandbox.run("import ../talk.csv --dry-run"), @r#"
    ../talk.csv
      csv, UTF-8
      taken for an interview, since it has the columns "Speaker" and "Sentence"; --kind says otherwise
      speakers are found by a field or column of its own
      T: 1 turn, 4 words (line 2)
      Anna: 1 turn, 4 words (line 3)
      look: these columns are no talk and were left out: Tag
    "#);
    assert_snapshot!(sandbox.run("import ../talk.csv --speakers T=interviewer"), @r#"
    imported  transcripts/talk.csv (interview, UTF-8): 2 turns, 8 words
    transcripts/talk.csv: taken for an interview, since it has the columns "Speaker" and "Sentence"; --kind says otherwise
    1 imported, 0 unchanged, 0 failed
    --- stderr
    warning: transcripts/talk.csv: these columns are no talk and were left out: Tag
    "#);
    assert_snapshot!(sandbox.run("cases --format csv"), @r"
    Case,Kind,Label,Status,Reason,Attributes
    talk,participant,,kept,,
    ");
    sandbox.file("../other.csv", sandbox.bytes("../talk.csv"));
    assert_snapshot!(sandbox.run("import ../other.csv --kind survey --dry-run"), @"
    ../other.csv
      plain dialect, UTF-8, respondents are numbered by row
      open      Time, Sentence
      single    Speaker (?), Tag (?)
      leaves out: no answers
      unsure    Speaker as single, Tag as single: there are few answers to judge by
      would bring 3 respondents kept, 0 left out, 6 open answers, 14 words
    ");
}
