//! `search`: what was found as keywords in context and facets, with attributes, codings and neighbours.

use insta::assert_snapshot;

use super::built;

#[test]
fn every_match_is_a_line_in_context() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search 'train* OR course' --kwic"), @r"
    ben · B                      Two more posts, and  training  for those who are here. Nothing else.
    ben · Interviewer                        Is that  training  too?
    carla · C            We in Hartwell would like a  course    on the new records system.
    survey · needs · R1                         More  training  for new staff.
    survey · needs · R5                               Training  and one more post.
    --- stderr
    5 matches in 5 segments, 4 texts, 4 cases
    ");
    assert_snapshot!(sandbox.run("search 'post OR posts' --kwic --sort left,case --width 60"), @r"
    survey · needs…                  A  post   for the waiting …
    survey · needs…  …ing and one more  post   .
    ben · B                   Two more  posts  , and training f…
    --- stderr
    3 matches in 3 segments, 3 texts, 3 cases
    ");
    assert_snapshot!(sandbox.run("search '\"grant always\"~1' --kwic --context 2 --format csv"), @r#"
    Source,Case,Speaker,Question,Segment,Left,Keyword,Right
    transcripts/ben.txt,B,Ben,,4,From a,"grant, as always",. We write
    --- stderr
    1 match in 1 segment, 1 text, 1 case
    "#);
    assert_snapshot!(sandbox.run("search service --kwic --context 9c --sort right --limit 1 --format json"), @r#"
    [
      {
        "source": "transcripts/ben.txt",
        "case": null,
        "speaker": "Interviewer",
        "question": null,
        "segment": 1,
        "left": "oes your",
        "keyword": "service",
        "right": "need?"
      }
    ]
    --- stderr
    2 matches in 2 segments, 2 texts, 0 cases; 1 shown (--limit 0 shows all)
    "#);
    assert_snapshot!(sandbox.run("search 'training OR theme:money' --kwic --not-coded training"), @r"
    ben · Interviewer  Is that  training  too?
    --- stderr
    1 match in 1 segment, 1 text, 0 cases
    ");
    assert_snapshot!(sandbox.run("search theme:money --kwic"), @r"
    --- stderr
    error: the query has no words to look for: fields alone, such as code:training, find segments and no places in them
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("search training --kwic --context few"), @r"
    --- stderr
    error: invalid value 'few' for '--context <N>': write a number of words (8) or of characters (60c)

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("search training --kwic --count"), @r"
    --- stderr
    error: the argument '--kwic' cannot be used with '--count'

    Usage: verbatim search --kwic <QUERY>...

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn hits_are_counted_by_facet() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search training --facets"), @r"
    Facet     Value                   Name      Segments  Of     %  Texts  Of texts  Cases  Of cases
    all                                                4  17  23.5      3         7      3         7
    theme     staff                   Staff            3   5  60.0      3         5      3         5
    code      training                Training         3   4  75.0      3         4      3         4
    code      posts                   Posts            2   3  66.7      2         3      2         3
    coded     yes                                      3   7  42.9      3         6      3         6
    coded     no                                       1  10  10.0      1         3      0         3
    status    proposed                                 3   7  42.9      3         6      3         6
    coder     rules                                    3   7  42.9      3         6      3         6
    source    transcripts/ben.txt                      2   6  33.3      1         1      1         1
    source    transcripts/survey.csv                   2   5  40.0      2         5      2         5
    kind      interview                                2  12  16.7      1         2      1         2
    kind      survey                                   2   5  40.0      2         5      2         5
    question  needs                                    2   5  40.0      2         5      2         5
    speaker   Interviewer                              1   6  16.7      1         2      0         0
    speaker   Ben                                      1   3  33.3      1         1      1         1
    --- stderr
    4 segments, 3 texts, 3 cases; 4 values not shown
    ");
    assert_snapshot!(sandbox.run("search training --facets theme,Sector,rating --format csv"), @r"
    Facet,Value,Name,Segments,Of,%,Texts,Of texts,Cases,Of cases
    all,,,4,17,23.5,3,7,3,7
    theme,staff,Staff,3,5,60.0,3,5,3,5
    theme,money,Money,0,2,0.0,0,2,0,2
    sector,Schools,,2,5,40.0,2,3,2,3
    sector,Clinics,,1,6,16.7,1,4,1,4
    sector,,not stated,1,6,16.7,1,2,0,0
    rating,,not stated,2,12,16.7,1,2,1,2
    rating,4,,1,2,50.0,1,2,1,2
    rating,1,,1,1,100.0,1,1,1,1
    rating,2,,0,1,0.0,0,1,0,1
    rating,5,,0,1,0.0,0,1,0,1
    --- stderr
    4 segments, 3 texts, 3 cases
    ");
    assert_snapshot!(sandbox.run("search training --facets coded --not-coded training --format json"), @r#"
    [
      {
        "facet": "all",
        "value": null,
        "name": null,
        "segments": 1,
        "of": 17,
        "percent": 5.9,
        "texts": 1,
        "of_texts": 7,
        "cases": 0,
        "of_cases": 7
      },
      {
        "facet": "coded",
        "value": "no",
        "name": null,
        "segments": 1,
        "of": 10,
        "percent": 10.0,
        "texts": 1,
        "of_texts": 3,
        "cases": 0,
        "of_cases": 3
      },
      {
        "facet": "coded",
        "value": "yes",
        "name": null,
        "segments": 0,
        "of": 7,
        "percent": 0.0,
        "texts": 0,
        "of_texts": 6,
        "cases": 0,
        "of_cases": 6
      }
    ]
    --- stderr
    1 segment, 1 text, 0 cases
    "#);
    assert_snapshot!(sandbox.run("search training --facets thema"), @r#"
    --- stderr
    error: hits cannot be counted by "thema"; did you mean "theme"?
    --- exit 1
    "#);
}

#[test]
fn hits_are_shown_with_all_that_is_known_of_them() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search grants --around 1 --attributes sector"), @r"
    transcripts/ben.txt · B · 4 of 6 · sector: Schools
      Interviewer: And where would the money come from?
      From a grant, as always. We write for grants every spring.
      Interviewer: Is that training too?
      [funding (rules, proposed)]

    --- stderr
    1 segment, 1 text, 1 case
    ");
    assert_snapshot!(sandbox.run("search course --around 1 --attributes all --format csv"), @r#"
    Source,Case,Speaker,Question,Segment,Place,Text,Codings,Before,After,sector
    transcripts/carla.txt,C,Carla,,8,2,We in Hartwell would like a course on the new records system.,"training (rules, proposed)",Interviewer: What does your service need?,Interviewer: And what goes well?,Clinics
    --- stderr
    1 segment, 1 text, 1 case
    "#);
    assert_snapshot!(sandbox.run("search course --around 1 --format json"), @r#"
    [
      {
        "source": "transcripts/carla.txt",
        "case": "C",
        "speaker": "Carla",
        "question": null,
        "segment": 8,
        "place": 2,
        "text": "We in Hartwell would like a course on the new records system.",
        "marks": [
          "course"
        ],
        "codings": [
          {
            "code": "training",
            "coder": "rules",
            "status": "proposed",
            "words": "We in Hartwell would like a course on the new records system."
          }
        ],
        "attributes": {
          "sector": "Clinics"
        },
        "before": [
          {
            "segment": 7,
            "speaker": "Interviewer",
            "text": "What does your service need?"
          }
        ],
        "after": [
          {
            "segment": 9,
            "speaker": "Interviewer",
            "text": "And what goes well?"
          }
        ]
      }
    ]
    --- stderr
    1 segment, 1 text, 1 case
    "#);
    assert_snapshot!(sandbox.run("search course --attributes sektor"), @r#"
    --- stderr
    error: there is no attribute "sektor"; did you mean "sector"?
    --- exit 1
    "#);
}

#[test]
fn what_a_code_has_missed_is_found() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("search staff OR training --not-coded Training"), @r"
    transcripts/ben.txt · Interviewer · 5 of 6
      Is that training too?

    --- stderr
    1 segment, 1 text, 0 cases
    ");
    assert_snapshot!(sandbox.run("search training --not-coded trainig"), @r#"
    --- stderr
    error: there is no code "trainig"; did you mean "training"?
    --- exit 1
    "#);
}

#[test]
fn words_of_who_was_left_out_are_not_shown_beside_others() {
    let sandbox = built();
    sandbox.ok("cases exclude B --reason 'asked twice'");
    assert_snapshot!(sandbox.run("search 'what does your service source:ben' --around 1"), @r"
    transcripts/ben.txt · Interviewer · 1 of 6
      What does your service need?
      Ben: […]

    --- stderr
    1 segment, 1 text, 0 cases
    ");
}
