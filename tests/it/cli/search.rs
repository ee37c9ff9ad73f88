//! `search`: finding segments.

use insta::assert_snapshot;

use super::built;

#[test]
fn hits_are_shown_for_reading() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search training"), @r"
    transcripts/ben.txt · Interviewer · 5 of 6
      Is that training too?

    transcripts/survey.csv · R1 · needs
      More training for new staff.
      [training (rules, proposed)]

    transcripts/survey.csv · R5 · needs
      Training and one more post.
      [posts (rules, proposed); training (rules, proposed)]

    transcripts/ben.txt · B · 2 of 6
      Two more posts, and training for those who are here. Nothing else.
      [posts (rules, proposed); training (rules, proposed)]

    --- stderr
    4 segments, 3 texts, 3 cases
    ");
    assert_snapshot!(sandbox.run("search '\"one more post\" OR grants' --order reading"), @r"
    transcripts/ben.txt · B · 4 of 6
      From a grant, as always. We write for grants every spring.
      [funding (rules, proposed)]

    transcripts/survey.csv · R5 · needs
      Training and one more post.
      [posts (rules, proposed); training (rules, proposed)]

    --- stderr
    2 segments, 2 texts, 2 cases
    ");
    assert_snapshot!(sandbox.run("search needs"), @r"
    transcripts/ben.txt · Interviewer · 1 of 6
      What does your service need?

    transcripts/carla.txt · Interviewer · 1 of 6
      What does your service need?

    --- stderr
    2 segments, 2 texts, 0 cases
    ");
    assert_snapshot!(sandbox.run("search theme:money"), @r"
    transcripts/ben.txt · B · 4 of 6
      From a grant, as always. We write for grants every spring.
      [funding (rules, proposed)]

    transcripts/survey.csv · R2 · needs
      Longer funding.
      [funding (rules, proposed)]

    --- stderr
    2 segments, 2 texts, 2 cases
    ");
    assert_snapshot!(sandbox.run("search 'code:training AND sector:Clinics' --limit 1"), @r"
    transcripts/carla.txt · C · 2 of 6
      We in Hartwell would like a course on the new records system.
      [training (rules, proposed)]

    --- stderr
    2 segments, 2 texts, 2 cases; 1 shown (--limit 0 shows all)
    ");
    assert_snapshot!(sandbox.run("search question:needs coded:no"), @r#"
    transcripts/survey.csv · R6 · needs
      Nothing at present.

    --- stderr
    1 segment, 1 text, 1 case
    "#);
    assert_snapshot!(sandbox.run("search unheard"), @r#"
    --- stderr
    0 segments, 0 texts, 0 cases
    "#);
}

#[test]
fn hits_are_given_to_other_programs() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search 'grant*' --format csv"), @r#"
    Source,Case,Speaker,Question,Segment,Place,Text,Codings
    transcripts/ben.txt,B,Ben,,4,4,"From a grant, as always. We write for grants every spring.","funding (rules, proposed)"
    --- stderr
    1 segment, 1 text, 1 case
    "#);
    assert_snapshot!(sandbox.run("search 'grant*' --format json"), @r#"
    [
      {
        "source": "transcripts/ben.txt",
        "case": "B",
        "speaker": "Ben",
        "question": null,
        "segment": 4,
        "place": 4,
        "text": "From a grant, as always. We write for grants every spring.",
        "marks": [
          "grant",
          "grants"
        ],
        "codings": [
          {
            "code": "funding",
            "coder": "rules",
            "status": "proposed",
            "words": "From a grant, as always."
          },
          {
            "code": "funding",
            "coder": "rules",
            "status": "proposed",
            "words": "We write for grants every spring."
          }
        ],
        "attributes": {
          "sector": "Schools"
        }
      }
    ]
    --- stderr
    1 segment, 1 text, 1 case
    "#);
    assert_snapshot!(sandbox.run("search 'grant*' --count"), @"1 segment, 1 text, 1 case");
    assert_snapshot!(sandbox.run("search 'post*' --count"), @"3 segments, 3 texts, 3 cases");
    assert_snapshot!(sandbox.run("search unheard --format csv"), @r"
    Source,Case,Speaker,Question,Segment,Place,Text,Codings
    --- stderr
    0 segments, 0 texts, 0 cases
    ");
    assert_snapshot!(sandbox.run("search unheard --format json"), @r#"
    []
    --- stderr
    0 segments, 0 texts, 0 cases
    "#);
}

#[test]
fn a_mistake_is_pointed_at() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search 'training AND ('"), @r#"
    --- stderr
    error: something has to follow here
      training AND (
                   ^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search '\"more post'"), @r#"
    --- stderr
    error: these quotes are not closed; close them with "
      "more post
      ^^^^^^^^^^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search 'sektor:Clinics'"), @r#"
    --- stderr
    error: there is no field, attribute or question sektor; did you mean sector?
      sektor:Clinics
      ^^^^^^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search 'sector:Clinic'"), @r#"
    --- stderr
    error: no case has this sector; did you mean Clinics?
      sector:Clinic
             ^^^^^^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search 'code:trainig'"), @r#"
    --- stderr
    error: there is no code trainig; did you mean training?
      code:trainig
           ^^^^^^^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search 'theme:stuff'"), @r#"
    --- stderr
    error: there is no theme stuff; did you mean staff?
      theme:stuff
            ^^^^^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search '/gr(ant/'"), @r#"
    --- stderr
    error: this is no regular expression; an example: /train(ed|ing)/
      /gr(ant/
      ^^^^^^^^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search 'coded:maybe'"), @r"
    --- stderr
    error: coded is yes, no or a date
      coded:maybe
            ^^^^^
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("search ''"), @r"
    transcripts/ben.txt · Interviewer · 1 of 6
      What does your service need?

    transcripts/ben.txt · B · 2 of 6
      Two more posts, and training for those who are here. Nothing else.
      [posts (rules, proposed); training (rules, proposed)]

    transcripts/ben.txt · Interviewer · 3 of 6
      And where would the money come from?

    transcripts/ben.txt · B · 4 of 6
      From a grant, as always. We write for grants every spring.
      [funding (rules, proposed)]

    transcripts/ben.txt · Interviewer · 5 of 6
      Is that training too?

    transcripts/ben.txt · B · 6 of 6
      In a way it is.

    transcripts/carla.txt · Interviewer · 1 of 6
      What does your service need?

    transcripts/carla.txt · C · 2 of 6
      We in Hartwell would like a course on the new records system.
      [training (rules, proposed)]

    transcripts/carla.txt · Interviewer · 3 of 6
      And what goes well?

    transcripts/carla.txt · C · 4 of 6
      The team. Nobody leaves.

    transcripts/carla.txt · Interviewer · 5 of 6
      Thank you.

    transcripts/carla.txt · C · 6 of 6
      Thank you.

    transcripts/survey.csv · R1 · needs
      More training for new staff.
      [training (rules, proposed)]

    transcripts/survey.csv · R2 · needs
      Longer funding.
      [funding (rules, proposed)]

    transcripts/survey.csv · R4 · needs
      A post for the waiting list.
      [posts (rules, proposed)]

    transcripts/survey.csv · R5 · needs
      Training and one more post.
      [posts (rules, proposed); training (rules, proposed)]

    transcripts/survey.csv · R6 · needs
      Nothing at present.

    --- stderr
    17 segments, 7 texts, 7 cases
    ");
    assert_snapshot!(sandbox.run("search"), @r#"
    --- stderr
    error: the following required arguments were not provided:
      <QUERY>...

    Usage: verbatim search <QUERY>...

    For more information, try '--help'.
    --- exit 2
    "#);
    assert_snapshot!(sandbox.run("search training --limit few"), @r#"
    --- stderr
    error: invalid value 'few' for '--limit <N>': invalid digit found in string

    For more information, try '--help'.
    --- exit 2
    "#);
}
