//! `cases merge` and `cases duplicates`: one person under several names.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

/// A second survey of the small study, in which R1 and R4 answer again, and Ben.
const SECOND: &str = "\
id,agree,sector,needs,rating
R1,Yes,Schools,A longer lease for the building and for the garden behind it.,5
R4,Yes,Clinics,Training.,1
B2,Yes,Schools,A longer lease for the building and for the garden behind it.,
B3,No,Schools,,1
";

fn twice() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.file("transcripts/second.csv", SECOND);
    sandbox.append(
        "study.toml",
        "\n[[source]]\nfiles = \"transcripts/second.csv\"\nkind = \"survey\"\nplan = \"transcripts/survey.plan.toml\"\n\
         \n[[output]]\nname = \"rating\"\nkind = \"scale\"\nquestions = [\"rating\"]\nformats = [\"csv\"]\n",
    );
    sandbox.ok("build");
    sandbox
}

#[test]
fn likely_duplicates_are_suggested() {
    let sandbox = twice();
    sandbox.file("transcripts/carla2.txt", "Interviewer: And now?\n\nCarla: Much the same.\n").ok("build");
    assert_snapshot!(sandbox.run("cases duplicates"), @"
    Cases                                                 Why
    transcripts/survey.csv:R1, transcripts/second.csv:R1  the same respondent id in several surveys
    transcripts/survey.csv:R4, transcripts/second.csv:R4  the same respondent id in several surveys
    C, carla2                                             the same name
    transcripts/second.csv:R1, B2                         the same long answer, word for word
    --- stderr
    4 suggestions; `verbatim cases merge KEEP OTHER` makes two cases one
    ");
    assert_snapshot!(sandbox.run("cases duplicates --format csv"), @r#"
    Cases,Why
    "transcripts/survey.csv:R1, transcripts/second.csv:R1",the same respondent id in several surveys
    "transcripts/survey.csv:R4, transcripts/second.csv:R4",the same respondent id in several surveys
    "C, carla2",the same name
    "transcripts/second.csv:R1, B2","the same long answer, word for word"
    --- stderr
    4 suggestions; `verbatim cases merge KEEP OTHER` makes two cases one
    "#);
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases duplicates"), @"
    Cases  Why
    --- stderr
    no two cases look like one person
    ");
}

#[test]
fn one_person_is_counted_once() {
    let sandbox = twice();
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      2 interviews, 2 surveys: 10 texts, 119 words
      2 participants, 9 respondents kept (left out: 2 without consent)
      11 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      everything is up to date
    ");
    assert_snapshot!(sandbox.read("output/rating.csv"), @"
    ,rating
    Total (8),3.1
    ");
    assert_snapshot!(sandbox.run("cases merge R1 second.csv:R1"), @r#"
    --- stderr
    error: several surveys have a respondent "R1": write "transcripts/survey.csv:R1" or "transcripts/second.csv:R1"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases merge survey.csv:R1 second.csv:R1"), @"
    second.csv:R1 is survey.csv:R1 from now on, at every later import too
    3 closed questions had two answers: the first counts
    ");
    assert_snapshot!(sandbox.run("cases merge survey.csv:R4 second.csv:R4"), @"
    second.csv:R4 is survey.csv:R4 from now on, at every later import too
    3 closed questions had two answers: the first counts
    ");
    assert_snapshot!(sandbox.run("cases merge B B2"), @"B2 is B from now on, at every later import too");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 2 surveys: 10 texts, 119 words
      2 participants, 6 respondents kept (left out: 2 without consent)
      11 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      4 files in output/: 4 written, 0 unchanged
      24 numbers withheld, of or about too few people (`verbatim withheld` says where)
      11 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    ");
    let merged =
        ["status", "cases show B", "cases show R1", "count --by codes", "cases --format csv", "cases duplicates"];
    let before = merged.map(|words| sandbox.run(words));
    assert_snapshot!(before.join("\n\n"), @r"
    Small study
      2 interviews, 2 surveys: 10 texts, 119 words
      2 participants, 6 respondents kept (left out: 2 without consent)
      11 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      everything is up to date

    What     Value                                            Set by
    case     B
    also     transcripts/second.csv:B2                        hand
    kind     participant
    label    Participant A
    status   kept
    consent  quote                                            hand
    sector   Schools                                          hand
    source   transcripts/ben.txt: 3 turns, 28 words
    source   transcripts/second.csv: 1 open answer, 12 words
    answers  2 closed answers
    codings  4
    history  [TIME] cases merge (tester)

    What     Value                                            Set by
    case     R1
    also     transcripts/second.csv:R1                        hand
    kind     respondent
    label    survey participant
    status   kept
    consent  quote                                            hand
    sector   Schools                                          hand
    source   transcripts/survey.csv: 1 open answer, 5 words
    source   transcripts/second.csv: 1 open answer, 12 words
    answers  6 closed answers
    codings  1
    history  [TIME] cases merge (tester)

    Codes
    Code      Segments  Answers  Sources  Cases  % of cases
    Training         5        3        4      5       62.5%
    Posts            3        2        2      3       37.5%
    Funding          *        *        *      *           *
      Segments: coded stretches, those that overlap counted once. Answers, sources and cases: those with
      at least one.
      Base of the share: 8 cases kept.
      Codebook: Small codebook, version 1.0.
      Left out: 2 cases not kept, rejected codings and what interviewers said.
      * fewer than 3 cases.
    Withheld: fewer than 3 cases.

    Case,Kind,Label,Status,Reason,Attributes
    B,participant,Participant A,kept,,sector=Schools
    C,participant,Participant B,kept,,sector=Clinics
    R1,respondent,survey participant,kept,,sector=Schools
    R2,respondent,survey participant,kept,,sector=Schools
    R3,respondent,survey participant,kept,,sector=Schools
    R4,respondent,survey participant,kept,,sector=Clinics
    R5,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics

    Cases  Why
    B, R1  the same long answer, word for word
    --- stderr
    1 suggestion; `verbatim cases merge KEEP OTHER` makes two cases one
    ");
    assert_snapshot!(sandbox.read("output/rating.csv"), @"
    ,rating
    Total (6),3.2
    ");

    // Both surveys and the interview come again: nobody is there twice.
    for file in ["survey.csv", "second.csv", "ben.txt"] {
        let path = format!("transcripts/{file}");
        sandbox.append(&path, "\n");
    }
    sandbox.ok("build");
    assert_eq!(merged.map(|words| sandbox.run(words)), before);
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
fn two_rows_of_one_survey_are_one_person() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases merge R2 R1"), @"
    R1 is R2 from now on, at every later import too
    3 closed questions had two answers: the first counts
    ");
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 5 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
    out of date:
      the rules have not been applied since texts or codebook changed
      the outputs are older than the store, study.toml or a file that it names
    --- stderr
      hint: `verbatim build` brings everything up to date
    ");
    let before = sandbox.run("count --by codes");
    sandbox.append("transcripts/survey.csv", "R8,Yes,Schools,Nothing.,3\n");
    assert_snapshot!(sandbox.run("import"), @"
    imported  transcripts/survey.csv (survey, UTF-8): 6 respondents kept, 1 left out, 6 open answers, 22 words; revision 2: 1 new respondent
    1 imported, 2 unchanged, 0 failed
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    ");
    assert_eq!(
        sandbox.run("count --by codes"),
        before.replace("7 cases", "8 cases").replace("57.1%", "50.0%").replace("42.9%", "37.5%")
    );
    assert_snapshot!(sandbox.run("cases show R1"), @"
    What     Value                                            Set by
    case     R2
    also     transcripts/survey.csv:R1                        hand
    kind     respondent
    label    survey participant
    status   kept
    consent  quote                                            hand
    sector   Schools                                          hand
    source   transcripts/survey.csv: 2 open answers, 7 words
    answers  3 closed answers
    codings  2
    history  [TIME] cases merge (tester)
    ");
}

#[test]
fn who_differs_is_not_merged_unasked() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases merge R1 R4"), @r#"
    --- stderr
    error: they differ in the attribute sector, so nothing was merged: --prefer "R1" (or another of them) says whose values count
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases merge R1 R4 --prefer R9"), @r#"
    --- stderr
    error: there is no case "R9"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases merge R1 R4 --prefer R2"), @r#"
    --- stderr
    error: "R2" is none of the cases that are merged: --prefer names one of them
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases merge R1 R4 --prefer R4"), @"
    R4 is R1 from now on, at every later import too
    3 closed questions had two answers: the first counts
    ");
    assert_snapshot!(sandbox.run("cases --name R1 --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    R1,respondent,survey participant,kept,,sector=Clinics
    ");
    assert_snapshot!(sandbox.run("cases merge R1 R4"), @r#"
    --- stderr
    error: "R1" is the case itself: name another that is the same person
    --- exit 1
    "#);
}

/// A merged person lives on as long as any of their sources does.
#[test]
fn a_source_that_goes_takes_only_its_own() {
    let sandbox = twice();
    sandbox.ok("cases merge B2 R2");
    sandbox.remove("transcripts/second.csv");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("cases --name R2 --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    R2,respondent,survey participant,kept,,sector=Schools
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
}

/// A merged person withdraws from everything they took part in.
#[test]
fn a_merged_person_withdraws_from_everything() {
    let sandbox = twice();
    sandbox.ok("cases merge B B2 survey.csv:R1 second.csv:R1");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("cases withdraw B"), @r#"
    If B withdraws, this goes, and cannot be brought back:
      transcripts/ben.txt: all of it, since nobody else takes part in it
      transcripts/survey.csv: row 1
      transcripts/second.csv: row 3
      transcripts/second.csv: row 1
      57 words, 6 closed answers, 1 attribute, 5 codings
      the label "Participant A"
      what `verbatim undo` could take back: nothing from before can be, after it
      2 drafts of what was built, whoever is quoted there
      4 files in output/, which the next build makes again without them
    Only you can delete this:
      transcripts/ben.txt: delete the file
      transcripts/survey.csv: delete row 1 (id R1)
      transcripts/second.csv: delete row 3 (id B2)
      transcripts/second.csv: delete row 1 (id R1)
      participants.csv, line 2
      transcripts/survey.plan.toml, line 18: holds what only they chose; delete it there if the survey did not offer it
      copies of the study that you keep elsewhere, and files that you have passed on
    --- stderr
      hint: nothing has been changed; `verbatim cases withdraw "B" --yes` does it
    "#);
    sandbox.ok("cases withdraw B --yes");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      1 interview, 2 surveys: 6 texts, 46 words
      1 participant, 6 respondents kept (left out: 2 without consent, 1 withdrew)
      6 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      4 files in output/: 4 written, 0 unchanged
      34 numbers withheld, of or about too few people (`verbatim withheld` says where)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/ben.txt: of someone who withdrew, and not read; delete the file
    ");
    assert_snapshot!(sandbox.run("cases --status all --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,sector=Clinics
    R2,respondent,survey participant,kept,,sector=Schools
    R3,respondent,survey participant,kept,,sector=Schools
    R4,respondent,survey participant,kept,,sector=Clinics
    R5,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics
    R7,respondent,survey participant,excluded,without consent,
    R4,respondent,survey participant,kept,,sector=Clinics
    B3,respondent,survey participant,excluded,without consent,
    --- stderr
    1 person has withdrawn: nothing that says who it was is kept
    ");
}
