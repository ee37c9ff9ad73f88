//! `count`, `crosstab` and `quotes`: tables made on the spot.

use insta::assert_snapshot;

use super::built;

#[test]
fn themes_and_codes_are_counted() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("count"), @r"
    Themes
    Theme       Segments  Answers  Sources  Cases  % of cases
    Staff              5        3        3      5       62.5%
      Training         4        2        3      4       50.0%
      Posts            3        2        2      3       37.5%
    Money              *        *        *      *           *
      Funding          *        *        *      *           *
      Segments: coded stretches, those that overlap counted once. Answers, sources and cases: those with
      at least one.
      Base of the share: 8 cases kept.
      A theme counts what any of its codes marks once, so its codes can add up to more.
      Codebook: Small codebook, version 1.0.
      Left out: 1 case not kept, rejected codings and what interviewers said.
      * fewer than 3 cases.
    Withheld: fewer than 3 cases.
    ");
    assert_snapshot!(sandbox.run("count --by themes --format csv"), @r#"
    Theme,Segments,Answers,Sources,Cases,% of cases
    Staff,5,3,3,5,62.5%
    Money,*,*,*,*,*
    "#);
    assert_snapshot!(sandbox.run("count --by codes --format json"), @r#"
    [
      {
        "Code": "Training",
        "Segments": 4,
        "Answers": 2,
        "Sources": 3,
        "Cases": 4,
        "% of cases": "50.0%"
      },
      {
        "Code": "Posts",
        "Segments": 3,
        "Answers": 2,
        "Sources": 2,
        "Cases": 3,
        "% of cases": "37.5%"
      },
      {
        "Code": "Funding",
        "Segments": "*",
        "Answers": "*",
        "Sources": "*",
        "Cases": "*",
        "% of cases": "*"
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("count --where question:needs --format csv"), @"
    Theme,Segments,Answers,Sources,Cases,% of cases
    Staff,3,3,1,3,37.5%
    Training,†,†,†,†,†
    Posts,†,†,†,†,†
    Money,*,*,*,*,*
    Funding,*,*,*,*,*
    ");
    assert_snapshot!(sandbox.run("count --where 'question:nowhere'"), @r#"
    --- stderr
    error: there is no question nowhere
      question:nowhere
               ^^^^^^^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("count --by sectors"), @r#"
    --- stderr
    error: invalid value 'sectors' for '--by <WHAT>'
      [possible values: themes, codes, both]

    For more information, try '--help'.
    --- exit 2
    "#);
}

#[test]
fn themes_are_set_against_an_attribute() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("crosstab sector"), @"
    Themes by sector
           Schools (4)  Clinics (4)  All (8)
    Theme  Cases     %  Cases     %  Cases      %
    Staff      †     †      †     †      5  62.5%
    Money      *     *      0  0.0%      *      *
      Unit: cases, counted once a row. Percentages are of the group's cases; base: 8 cases kept, in
      brackets for each group.
      Codebook: Small codebook, version 1.0.
      Left out: 1 case not kept, rejected codings and what interviewers said.
      * fewer than 3 cases; † withheld so that * cannot be worked out.
    ");
    assert_snapshot!(sandbox.run("crosstab sector --by codes --format csv"), @"
    Code,Schools (4): Cases,Schools (4): %,Clinics (4): Cases,Clinics (4): %,All (8): Cases,All (8): %
    Training,†,†,†,†,4,50.0%
    Posts,*,*,*,*,3,37.5%
    Funding,*,*,0,0.0%,*,*
    ");
    assert_snapshot!(sandbox.run("crosstab sector --format json"), @r#"
    [
      {
        "Theme": "Staff",
        "Schools (4): Cases": "†",
        "Schools (4): %": "†",
        "Clinics (4): Cases": "†",
        "Clinics (4): %": "†",
        "All (8): Cases": 5,
        "All (8): %": "62.5%"
      },
      {
        "Theme": "Money",
        "Schools (4): Cases": "*",
        "Schools (4): %": "*",
        "Clinics (4): Cases": 0,
        "Clinics (4): %": "0.0%",
        "All (8): Cases": "*",
        "All (8): %": "*"
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("crosstab sektor"), @r#"
    --- stderr
    error: output "crosstab": there is no attribute "sektor"; did you mean "sector"?
    --- exit 1
    "#);
}

#[test]
fn quotes_are_printed_as_a_report_would() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("quotes --theme money"), @r#"
    Money
    What the work costs.
      “Longer funding.” (survey participant)
      “From a grant, as always.” (Participant A)
      “We write for grants every spring.” (Participant A)
    At most 10 quotations under a heading and 2 of one person, in an order that follows nothing of the
    sample; only of those who agreed to be quoted.
    Codebook: Small codebook, version 1.0.
    Left out: 1 case not kept, rejected codings and what interviewers said.
    "#);
    assert_snapshot!(sandbox.run("quotes --code training --limit 1 --format csv"), @r#"
    Section,Quotation,Label
    Training,We in [town] would like a course on the new records system.,Participant B
    "#);
    assert_snapshot!(sandbox.run("quotes --theme stuff"), @r#"
    --- stderr
    error: output "quotes": there is no theme "stuff"; did you mean "staff"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("quotes --code posts --theme staff"), @r#"
    --- stderr
    error: the argument '--code <CODE>' cannot be used with '--theme <THEME>'

    Usage: verbatim quotes --code <CODE>

    For more information, try '--help'.
    --- exit 2
    "#);
}

#[test]
fn names_do_not_show() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("quotes --code training --where 'case:C'"), @r#"
    Training
    Learning of those who do the work.
      “We in [town] would like a course on the new records system.” (Participant B)
    At most 10 quotations under a heading and 2 of one person, in an order that follows nothing of the
    sample; only of those who agreed to be quoted.
    Codebook: Small codebook, version 1.0.
    Left out: 1 case not kept, rejected codings and what interviewers said.
    Only what the query case:C finds.
    "#);
}

#[test]
fn different_answers_are_listed_once() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("answers needs"), @"
    What does your service need most?
    Answer                        Times  Cases  Codes
    A post for the waiting list.      1      1  Posts
    Longer funding.                   1      1  Funding
    More training for new staff.      1      1  Training
    Nothing at present.               1      1
    Training and one more post.       1      1  Training; Posts
      Unit: answers, those alike but for letter case, spaces and end marks taken as one: 5 answers, 5
      different.
    ");
    assert_snapshot!(sandbox.run("answers needs --where code:training --format csv"), @"
    Answer,Times,Cases,Codes
    More training for new staff.,1,1,Training
    Training and one more post.,1,1,Training; Posts
    ");
    assert_snapshot!(sandbox.run("answers needs --where code:funding --format json"), @r#"
    [
      {
        "Answer": "Longer funding.",
        "Times": 1,
        "Cases": 1,
        "Codes": "Funding"
      }
    ]
    "#);
    assert_snapshot!(sandbox.run("answers rating"), @r#"
    --- stderr
    error: output "answers": question "rating" is scale, but an open question is needed
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("answers neds"), @r#"
    --- stderr
    error: output "answers": there is no question "neds"; did you mean "needs"?
    --- exit 1
    "#);
}
