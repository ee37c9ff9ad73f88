//! `cases`: listing, describing, leaving out and taking in.

use insta::assert_snapshot;

use super::built;

#[test]
fn they_are_listed() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases"), @r#"
    Case  Kind         Label               Status  Reason  Attributes
    B     participant  Participant A       kept            sector=Schools
    C     participant  Participant B       kept            sector=Clinics
    R1    respondent   survey participant  kept            sector=Schools
    R2    respondent   survey participant  kept            sector=Schools
    R3    respondent   survey participant  kept            sector=Schools
    R4    respondent   survey participant  kept            sector=Clinics
    R5    respondent   survey participant  kept            sector=Clinics
    R6    respondent   survey participant  kept            sector=Clinics
    "#);
    assert_snapshot!(sandbox.run("cases --status excluded"), @r#"
    Case  Kind        Label               Status    Reason           Attributes
    R7    respondent  survey participant  excluded  without consent
    "#);
    assert_snapshot!(sandbox.run("cases --status withdrawn"), @r#"
    Case  Kind  Label  Status  Reason  Attributes
    --- stderr
    no case is like that
    "#);
    assert_snapshot!(sandbox.run("cases --where sector=clinics --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,sector=Clinics
    R4,respondent,survey participant,kept,,sector=Clinics
    R5,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics
    "#);
    assert_snapshot!(sandbox.run("cases --where sector=Policing"), @r#"
    Case  Kind  Label  Status  Reason  Attributes
    --- stderr
    no case is like that
    "#);
    assert_snapshot!(sandbox.run("cases --where sektor=Clinics"), @r#"
    --- stderr
    error: there is no attribute "sektor"; did you mean "sector"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases --where sector=Schools --status all --format json"), @r#"
    [
      {
        "case": "B",
        "kind": "participant",
        "label": "Participant A",
        "status": "kept",
        "reason": "",
        "attributes": "sector=Schools"
      },
      {
        "case": "R1",
        "kind": "respondent",
        "label": "survey participant",
        "status": "kept",
        "reason": "",
        "attributes": "sector=Schools"
      },
      {
        "case": "R2",
        "kind": "respondent",
        "label": "survey participant",
        "status": "kept",
        "reason": "",
        "attributes": "sector=Schools"
      },
      {
        "case": "R3",
        "kind": "respondent",
        "label": "survey participant",
        "status": "kept",
        "reason": "",
        "attributes": "sector=Schools"
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("cases --where sector"), @"
    --- stderr
    error: invalid value 'sector' for '--where <NAME=VALUE>': write it as NAME=VALUE, NAME=30..45 or NAME>=5, or with <, <=, >

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn attributes_are_set_and_taken_away() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases set B region=North sector=Clinics"), @r#"
    B: region is North
    B: sector is Clinics
    "#);
    assert_snapshot!(sandbox.run("cases --where region=North"), @r#"
    Case  Kind         Label          Status  Reason  Attributes
    B     participant  Participant A  kept            region=North, sector=Clinics
    "#);
    assert_snapshot!(sandbox.run("cases set B region="), @"B has no region any more");
    assert_snapshot!(sandbox.run("cases --where region=North"), @r#"
    Case  Kind  Label  Status  Reason  Attributes
    --- stderr
    no case is like that
    "#);
    assert_snapshot!(sandbox.run("cases set BB region=North"), @r#"
    --- stderr
    error: there is no case "BB"
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases set B"), @"
    --- stderr
    error: the following required arguments were not provided:
      <NAME=VALUE>...

    Usage: verbatim cases set <CASE> <NAME=VALUE>...
           verbatim cases set --from <SHEET>

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("cases set B =North"), @"
    --- stderr
    error: invalid value '=North' for '[NAME=VALUE]...': write the attribute's name before the =

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn whoever_is_left_out_is_counted_nowhere() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("count --by codes --format csv"), @r#"
    Code,Segments,Answers,Sources,Cases,% of cases
    Training,4,2,3,4,50.0%
    Posts,3,2,2,3,37.5%
    Funding,*,*,*,*,*
    "#);
    assert_snapshot!(sandbox.run("cases exclude R5 --reason 'asked to leave'"), @"R5 is left out: asked to leave");
    assert_snapshot!(sandbox.run("count --by codes --format csv"), @"
    Code,Segments,Answers,Sources,Cases,% of cases
    Training,3,1,3,3,42.9%
    Posts,*,*,*,*,*
    Funding,†,†,†,†,†
    ");
    assert_snapshot!(sandbox.run("status"), @"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 5 respondents kept (left out: 1 without consent, 1 asked to leave)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
    out of date:
      the outputs are older than the store, study.toml or a file that it names
    --- stderr
      hint: `verbatim build` brings everything up to date
    ");
    assert_snapshot!(sandbox.run("build"), @r"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 5 respondents kept (left out: 1 without consent, 1 asked to leave)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      3 files in output/: 3 written, 0 unchanged
      34 numbers withheld, of or about too few people (`verbatim withheld` says where)
      27 differences from the build before (`verbatim changes` lists them)
      The report: [STUDY]/output/report.html
    ");
    assert_snapshot!(sandbox.run("cases --status excluded"), @r#"
    Case  Kind        Label               Status    Reason           Attributes
    R5    respondent  survey participant  excluded  asked to leave   sector=Clinics
    R7    respondent  survey participant  excluded  without consent
    "#);

    assert_snapshot!(sandbox.run("cases include R5"), @"R5 is in");
    assert_snapshot!(sandbox.run("count --by codes --format csv"), @r#"
    Code,Segments,Answers,Sources,Cases,% of cases
    Training,4,2,3,4,50.0%
    Posts,3,2,2,3,37.5%
    Funding,*,*,*,*,*
    "#);
    assert_snapshot!(sandbox.run("cases exclude R55 --reason 'not there'"), @r#"
    --- stderr
    error: there is no case "R55"; did you mean "R5"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("cases exclude R5"), @"
    --- stderr
    error: the following required arguments were not provided:
      --reason <REASON>

    Usage: verbatim cases exclude --reason <REASON> <CASE>...

    For more information, try '--help'.
    --- exit 2
    ");
}

/// Who did not consent has no words in the store, and cannot be taken in by mistake.
#[test]
fn without_consent_there_is_nothing_to_take_in() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("cases --status all --where sector=Clinics --format csv"), @r#"
    Case,Kind,Label,Status,Reason,Attributes
    C,participant,Participant B,kept,,sector=Clinics
    R4,respondent,survey participant,kept,,sector=Clinics
    R5,respondent,survey participant,kept,,sector=Clinics
    R6,respondent,survey participant,kept,,sector=Clinics
    "#);
    assert_snapshot!(sandbox.run("cases include R7"), @r#"
    --- stderr
    error: R7 did not agree to take part: nothing they said is in the study, and nothing of it is counted
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search 'case:R7'"), @r#"
    --- stderr
    0 segments, 0 texts, 0 cases
    "#);
}
