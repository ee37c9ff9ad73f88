//! `cases`: filters, one case shown, sheets, consent, several cases at once.

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn they_are_found_by_what_they_are() {
    let sandbox = built();
    sandbox.ok("cases set B years=12 region=North");
    sandbox.ok("cases set C years=3");
    assert_snapshot!(sandbox.run("cases --where years>=5 --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    B,participant,Participant A,kept,,"region=North, sector=Schools, years=12"
    "#);
    assert_snapshot!(sandbox.run("cases --where years<5 --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,"sector=Clinics, years=3"
    "#);
    assert_snapshot!(sandbox.run("cases --where region=N* --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    B,participant,Participant A,kept,,"region=North, sector=Schools, years=12"
    "#);
    assert_snapshot!(sandbox.run("cases --kind participant --without region --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,"sector=Clinics, years=3"
    "#);
    assert_snapshot!(sandbox.run("cases --source survey.csv --where sector=Clinics --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    R4,respondent,survey participant,kept,,sector=Clinics
    R5,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics
    ");
    assert_snapshot!(sandbox.run("cases --source carla --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,"sector=Clinics, years=3"
    "#);
    assert_snapshot!(sandbox.run("cases --name 'participant b' --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,"sector=Clinics, years=3"
    "#);
    assert_snapshot!(sandbox.run("cases --source carl"), @r#"
    --- stderr
    error: there is no source "carl"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases --without sektor"), @r#"
    --- stderr
    error: there is no attribute "sektor"; did you mean "sector"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases --where sector>=Schools"), @"
    --- stderr
    error: invalid value 'sector>=Schools' for '--where <NAME=VALUE>': >= compares numbers or dates

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn one_is_shown_with_its_history() {
    let sandbox = built();
    sandbox.ok("cases set R5 region=North");
    sandbox.ok("cases exclude R5 --reason 'asked to leave'");
    sandbox.ok("cases consent R5 analyse");
    assert_snapshot!(sandbox.run("cases show R5"), @"
    What     Value                                                        Set by
    case     R5
    kind     respondent
    label    survey participant
    status   excluded: asked to leave
    consent  analyse                                                      hand
    region   North                                                        hand
    sector   Clinics
    source   transcripts/survey.csv: 1 open answer, 5 words
    answers  3 closed answers
    codings  2
    history  [TIME] cases set (tester)
    history  [TIME] cases exclude: asked to leave (tester)
    history  [TIME] cases consent: analyse (tester)
    ");
    assert_snapshot!(sandbox.run("cases show B --format json"), @r#"
    [
      {
        "what": "case",
        "value": "B",
        "set_by": ""
      },
      {
        "what": "kind",
        "value": "participant",
        "set_by": ""
      },
      {
        "what": "label",
        "value": "Participant A",
        "set_by": ""
      },
      {
        "what": "status",
        "value": "kept",
        "set_by": ""
      },
      {
        "what": "consent",
        "value": "quote",
        "set_by": ""
      },
      {
        "what": "sector",
        "value": "Schools",
        "set_by": ""
      },
      {
        "what": "source",
        "value": "transcripts/ben.txt: 3 turns, 28 words",
        "set_by": ""
      },
      {
        "what": "codings",
        "value": "4",
        "set_by": ""
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("cases show R55"), @r#"
    --- stderr
    error: there is no case "R55"; did you mean "R5"?
    --- exit 1
    "#);
}

#[test]
fn a_sheet_sets_attributes_all_at_once() {
    let sandbox = built();
    sandbox.file("more.csv", "id,region,consent,sector\nB,North,analyse,Schools\nR1,South,,Clinics\nR2,,,\n");
    assert_snapshot!(sandbox.run("cases set --from more.csv --dry-run"), @"
    Case  Attribute  Was      Becomes
    B     region              North
    B     consent    quote    analyse
    R1    region              South
    R1    sector     Schools  Clinics
    --- stderr
    4 changes to make; nothing has been changed
    ");
    assert_snapshot!(sandbox.run("cases --where sector=Clinics --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,sector=Clinics
    R4,respondent,survey participant,kept,,sector=Clinics
    R5,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics
    ");
    assert_snapshot!(sandbox.run("cases set --from more.csv"), @"
    Case  Attribute  Was      Becomes
    B     region              North
    B     consent    quote    analyse
    R1    region              South
    R1    sector     Schools  Clinics
    --- stderr
    4 changes
    ");
    assert_snapshot!(sandbox.run("cases set --from more.csv"), @"
    Case  Attribute  Was  Becomes
    --- stderr
    0 changes
    ");
    // What a person says outlives an import.
    sandbox.append("transcripts/survey.csv", "R8,Yes,Schools,More posts.,3\n").ok("build");
    assert_snapshot!(sandbox.run("cases --where sector=Clinics --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,sector=Clinics
    R1,respondent,survey participant,kept,,"region=South, sector=Clinics"
    R4,respondent,survey participant,kept,,sector=Clinics
    R5,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics
    "#);
    sandbox.file("unknown.csv", "case,region\nB,West\nB9,West\nC9,West\n");
    assert_snapshot!(sandbox.run("cases set --from unknown.csv"), @"
    --- stderr
    error: unknown.csv: nothing was changed, since the study does not have the cases B9, C9
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("cases --where region=West"), @"
    Case  Kind  Label  Status  Reason  Attributes
    --- stderr
    no case is like that
    ");
    assert_snapshot!(sandbox.run("cases set B --from more.csv"), @"
    --- stderr
    error: the argument '[CASE]' cannot be used with '--from <SHEET>'

    Usage: verbatim cases set <CASE> <NAME=VALUE>...
           verbatim cases set --from <SHEET>

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("cases set"), @"
    --- stderr
    error: the following required arguments were not provided:
      <CASE>
      <NAME=VALUE>...

    Usage: verbatim cases set <CASE> <NAME=VALUE>...
           verbatim cases set --from <SHEET>

    For more information, try '--help'.
    --- exit 2
    ");
}

/// Who agreed to be analysed is counted and never quoted; who agreed to nothing is left out everywhere.
#[test]
fn consent_is_respected() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("count --by codes --format csv"), @"
    Code,Segments,Answers,Sources,Cases,% of cases
    Training,4,2,3,4,50.0%
    Posts,3,2,2,3,37.5%
    Funding,*,*,*,*,*
    ");
    assert!(sandbox.run("quotes --code training").contains("Training and one more post"));
    assert_snapshot!(sandbox.run("cases consent R5 analyse"), @"R5: consent is analyse");
    assert_snapshot!(sandbox.run("count --by codes --format csv"), @"
    Code,Segments,Answers,Sources,Cases,% of cases
    Training,4,2,3,4,50.0%
    Posts,3,2,2,3,37.5%
    Funding,*,*,*,*,*
    ");
    assert!(!sandbox.run("quotes --code training").contains("Training and one more post"));
    assert_snapshot!(sandbox.run("cases consent R5 B none"), @"R5, B: consent is none");
    assert_snapshot!(sandbox.run("count --by codes --format csv"), @"
    Code,Segments,Answers,Sources,Cases,% of cases
    Training,*,*,*,*,*
    Posts,*,*,*,*,*
    Funding,*,*,*,*,*
    ");
    assert!(!sandbox.run("quotes --code posts").contains("Two more posts"));
    assert_snapshot!(sandbox.run("search 'case:R5 OR case:B'"), @"
    --- stderr
    0 segments, 0 texts, 0 cases
    ");
    assert_snapshot!(sandbox.run("cases --status excluded --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    B,participant,Participant A,excluded,no consent,sector=Schools
    R5,respondent,survey participant,excluded,no consent,sector=Clinics
    R7,respondent,survey participant,excluded,without consent,
    ");
    assert_snapshot!(sandbox.run("cases include B"), @r#"
    --- stderr
    error: B has not consented: `verbatim cases consent "B" quote` says so if that has changed
    --- exit 1
    "#);
    // It outlives an import.
    sandbox.append("transcripts/survey.csv", "R8,Yes,Schools,More posts.,3\n");
    sandbox.append("transcripts/ben.txt", "\nInterviewer: Thank you.\n");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 8 texts, 98 words
      1 participant, 6 respondents kept (left out: 1 without consent, 2 no consent)
      11 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      2 sources imported
      3 files in output/: 3 written, 0 unchanged
      44 numbers withheld, of or about too few people (`verbatim withheld` says where)
      41 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    --- stderr
    warning: transcripts/survey.csv: 1 answer of people who did not consent was not stored
    ");
    assert_snapshot!(sandbox.run("cases --status excluded --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    B,participant,Participant A,excluded,no consent,sector=Schools
    R5,respondent,survey participant,excluded,no consent,sector=Clinics
    R7,respondent,survey participant,excluded,without consent,
    ");
    sandbox.ok("cases consent B quote");
    assert!(sandbox.run("quotes --code posts").contains("Two more posts"));
    // Words of who refused in the survey are not in the store.
    assert_snapshot!(sandbox.run("cases consent R7 quote"), @"
    --- stderr
    error: R7 did not agree to take part: nothing they said is in the study, and nothing of it is counted
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("cases consent B maybe"), @"
    --- stderr
    error: invalid value 'maybe' for '<none|analyse|quote-alone|quote>': write none, analyse, quote-alone or quote

    For more information, try '--help'.
    --- exit 2
    ");
}

/// The table of participants may say that someone did not consent.
#[test]
fn consent_comes_with_the_table_of_participants() {
    let sandbox = Sandbox::small();
    sandbox.file(
        "participants.csv",
        "case,source,speaker,sector,consent\nB,ben.txt,Ben,Schools,none\nC,carla.txt,Carla,Clinics,\n",
    );
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("cases --kind participant --status all --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    B,participant,,excluded,no consent,sector=Schools
    C,participant,Participant A,kept,,sector=Clinics
    ");
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      1 participant, 6 respondents kept (left out: 1 without consent, 1 no consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      everything is up to date
    ");
    sandbox.ok("cases consent B quote");
    assert_snapshot!(sandbox.run("cases --kind participant --status all --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    B,participant,,kept,,sector=Schools
    C,participant,Participant A,kept,,sector=Clinics
    ");
}

#[test]
fn several_are_left_out_at_once() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases exclude --where sector=clinics --reason 'another study' --dry-run"), @"
    C would be left out
    R4 would be left out
    R5 would be left out
    R6 would be left out
    ");
    assert_snapshot!(sandbox.run("cases exclude --where sector=clinics --reason 'another study'"), @"
    C is left out: another study
    R4 is left out: another study
    R5 is left out: another study
    R6 is left out: another study
    ");
    assert_snapshot!(sandbox.run("cases include C R4 --dry-run"), @"
    C would be taken in
    R4 would be taken in
    ");
    assert_snapshot!(sandbox.run("cases include C R4"), @"
    C is in
    R4 is in
    ");
    assert_snapshot!(sandbox.run("cases --status excluded --format csv"), @"
    Case,Kind,Label,Status,Reason,Attributes
    R5,respondent,survey participant,excluded,another study,sector=Clinics
    R6,respondent,survey participant,excluded,another study,sector=Clinics
    R7,respondent,survey participant,excluded,without consent,
    ");
    assert_snapshot!(sandbox.run("cases exclude --where sector=Policing --reason none"), @"
    --- stderr
    no case is like that
    ");
    assert_snapshot!(sandbox.run("cases exclude --reason none"), @"
    --- stderr
    error: the following required arguments were not provided:
      <CASE>...

    Usage: verbatim cases exclude --reason <REASON> <CASE>...

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("cases include R1 R7"), @"
    --- stderr
    error: R7 did not agree to take part: nothing they said is in the study, and nothing of it is counted
    --- exit 1
    ");
}
