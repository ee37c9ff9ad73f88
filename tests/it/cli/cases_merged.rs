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
    ﻿,rating
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
    assert_snapshot!(sandbox.run("build"), @"
    Small study
      2 interviews, 2 surveys: 10 texts, 119 words
      2 participants, 6 respondents kept (left out: 2 without consent)
      11 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      4 files in output/: 3 written, 1 unchanged
      The report: [STUDY]/output/report.html
    ");
    let merged =
        ["status", "cases show B", "cases show R1", "count --by codes", "cases --format csv", "cases duplicates"];
    let before = merged.map(|words| sandbox.run(words));
    assert_snapshot!(before.join("\n\n"), @"
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
    ﻿,rating
    Total (6),3.2
    ");

    // Both surveys and the interview come again: nobody is there twice.
    for file in ["survey.csv", "second.csv", "ben.txt"] {
        let path = format!("transcripts/{file}");
        sandbox.append(&path, "\n");
    }
    sandbox.ok("build");
    assert_eq!(merged.map(|words| sandbox.run(words)), before);
    assert_snapshot!(sandbox.run("doctor"), @"");
}

#[test]
fn two_rows_of_one_survey_are_one_person() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases merge R2 R1"), @"");
    assert_snapshot!(sandbox.run("status"), @"");
    let before = sandbox.run("count --by codes");
    sandbox.append("transcripts/survey.csv", "R8,Yes,Schools,Nothing.,3\n");
    assert_snapshot!(sandbox.run("import"), @"");
    assert_eq!(
        sandbox.run("count --by codes"),
        before.replace("7 cases", "8 cases").replace("57.1%", "50.0%").replace("42.9%", "37.5%")
    );
    assert_snapshot!(sandbox.run("cases show R1"), @"");
}

#[test]
fn who_differs_is_not_merged_unasked() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases merge R1 R4"), @"");
    assert_snapshot!(sandbox.run("cases merge R1 R4 --prefer R9"), @"");
    assert_snapshot!(sandbox.run("cases merge R1 R4 --prefer R2"), @"");
    assert_snapshot!(sandbox.run("cases merge R1 R4 --prefer R4"), @"");
    assert_snapshot!(sandbox.run("cases --name R1 --format csv"), @"");
    assert_snapshot!(sandbox.run("cases merge R1 R4"), @"");
}

/// A merged person lives on as long as any of their sources does.
#[test]
fn a_source_that_goes_takes_only_its_own() {
    let sandbox = twice();
    sandbox.ok("cases merge B2 R2");
    sandbox.remove("transcripts/second.csv");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("cases --name R2 --format csv"), @"");
    assert_snapshot!(sandbox.run("doctor"), @"");
}

/// A merged person withdraws from everything they took part in.
#[test]
fn a_merged_person_withdraws_from_everything() {
    let sandbox = twice();
    sandbox.ok("cases merge B B2 survey.csv:R1 second.csv:R1");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("cases withdraw B"), @"");
    sandbox.ok("cases withdraw B --yes");
    assert_snapshot!(sandbox.run("build"), @"");
    assert_snapshot!(sandbox.run("cases --status all --format csv"), @"");
}
