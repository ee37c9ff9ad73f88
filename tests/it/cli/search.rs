//! `search`: finding segments.

use insta::assert_snapshot;

use super::built;

#[test]
fn hits_are_shown_for_reading() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search training"), @r#"
    transcripts/ben.txt · Interviewer
      Is that training too?

    transcripts/survey.csv · R1 · needs
      More training for new staff.

    transcripts/survey.csv · R5 · needs
      Training and one more post.

    transcripts/ben.txt · B
      Two more posts, and training for those who are here. Nothing else.

    --- stderr
    4 segments, 3 texts, 3 cases
    "#);
    assert_snapshot!(sandbox.run("search '\"one more post\" OR grants' --order reading"), @r#"
    transcripts/ben.txt · B
      From a grant, as always. We write for grants every spring.

    transcripts/survey.csv · R5 · needs
      Training and one more post.

    --- stderr
    2 segments, 2 texts, 2 cases
    "#);
    assert_snapshot!(sandbox.run("search needs"), @r#"
    transcripts/ben.txt · Interviewer
      What does your service need?

    transcripts/carla.txt · Interviewer
      What does your service need?

    --- stderr
    2 segments, 2 texts, 0 cases
    "#);
    assert_snapshot!(sandbox.run("search theme:money"), @r#"
    transcripts/ben.txt · B
      From a grant, as always. We write for grants every spring.

    transcripts/survey.csv · R2 · needs
      Longer funding.

    --- stderr
    2 segments, 2 texts, 2 cases
    "#);
    assert_snapshot!(sandbox.run("search 'code:training AND sector:Clinics' --limit 1"), @r#"
    transcripts/carla.txt · C
      We in Hartwell would like a course on the new records system.

    --- stderr
    2 segments, 2 texts, 2 cases; 1 shown (--limit 0 shows all)
    "#);
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
    Source,Case,Speaker,Question,Segment,Text
    transcripts/ben.txt,B,Ben,,4,"From a grant, as always. We write for grants every spring."
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
        "text": "From a grant, as always. We write for grants every spring."
      }
    ]
    --- stderr
    1 segment, 1 text, 1 case
    "#);
    assert_snapshot!(sandbox.run("search 'grant*' --count"), @"1 segment, 1 text, 1 case");
    assert_snapshot!(sandbox.run("search 'post*' --count"), @"3 segments, 3 texts, 3 cases");
    assert_snapshot!(sandbox.run("search unheard --format csv"), @r#"
    Source,Case,Speaker,Question,Segment,Text
    --- stderr
    0 segments, 0 texts, 0 cases
    "#);
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
    assert_snapshot!(sandbox.run("search 'coded:maybe'"), @r#"
    --- stderr
    error: coded is one of yes, no
      coded:maybe
            ^^^^^
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("search ''"), @r#"
    transcripts/ben.txt · Interviewer
      What does your service need?

    transcripts/ben.txt · B
      Two more posts, and training for those who are here. Nothing else.

    transcripts/ben.txt · Interviewer
      And where would the money come from?

    transcripts/ben.txt · B
      From a grant, as always. We write for grants every spring.

    transcripts/ben.txt · Interviewer
      Is that training too?

    transcripts/ben.txt · B
      In a way it is.

    transcripts/carla.txt · Interviewer
      What does your service need?

    transcripts/carla.txt · C
      We in Hartwell would like a course on the new records system.

    transcripts/carla.txt · Interviewer
      And what goes well?

    transcripts/carla.txt · C
      The team. Nobody leaves.

    transcripts/carla.txt · Interviewer
      Thank you.

    transcripts/carla.txt · C
      Thank you.

    transcripts/survey.csv · R1 · needs
      More training for new staff.

    transcripts/survey.csv · R2 · needs
      Longer funding.

    transcripts/survey.csv · R4 · needs
      A post for the waiting list.

    transcripts/survey.csv · R5 · needs
      Training and one more post.

    transcripts/survey.csv · R6 · needs
      Nothing at present.

    --- stderr
    17 segments, 7 texts, 7 cases
    "#);
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
