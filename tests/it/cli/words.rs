//! `words`: words counted, compared, and found beside others.

use std::collections::{BTreeMap, BTreeSet};

use insta::assert_snapshot;

use super::built;
use crate::support::Sandbox;

#[test]
fn words_and_phrases_are_counted() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("words --min 2"), @r"
    Word      Count  Per 10000 words  Segments  Cases
    training      3           447.76         3      3
    new           2           298.51         2      2
    nothing       2           298.51         2      2
    post          2           298.51         2      2
    --- stderr
    67 words in 11 segments, 7 cases
    4 different ones, without function words (--stop-words none lists them); 4 shown
    ");
    assert_snapshot!(sandbox.run("words --min 3 --interviewers --stop-words none --limit 5"), @r"
    Word      Count  Per 10000 words  Segments  Cases
    a             4           425.53         4      3
    and           4           425.53         4      2
    for           4           425.53         4      3
    the           4           425.53         4      2
    training      4           425.53         4      3
    --- stderr
    94 words in 17 segments, 7 cases
    7 different ones; 5 shown
    ");
    assert_snapshot!(sandbox.run("words --stem --where 'posts OR grants' --limit 3 --format json"), @r#"
    [
      {
        "word": "post",
        "forms": "post 2, posts 1",
        "count": 3,
        "per_10000_words": 882.35,
        "segments": 3,
        "cases": 3
      },
      {
        "word": "grant",
        "forms": "grant 1, grants 1",
        "count": 2,
        "per_10000_words": 588.24,
        "segments": 1,
        "cases": 1
      },
      {
        "word": "training",
        "forms": "",
        "count": 2,
        "per_10000_words": 588.24,
        "segments": 2,
        "cases": 2
      }
    ]
    --- stderr
    34 words in 4 segments, 3 cases
    10 different ones, without function words (--stop-words none lists them); 3 shown
    "#);
    assert_snapshot!(sandbox.run("words --phrases 2..3 --min 2 --format csv"), @r"
    Phrase,Count,Per 10000 words,Segments,Cases
    --- stderr
    67 words in 11 segments, 7 cases
    0 different ones, without function words (--stop-words none lists them); 0 shown
    ");
    sandbox.file("stop.txt", "training post # and so on\nThank");
    assert_snapshot!(sandbox.run("words --stop-words stop.txt --where training --limit 4"), @r"
    Word  Count  Per 10000 words  Segments  Cases
    more      3          1363.64         3      3
    and       2           909.09         2      2
    for       2           909.09         2      2
    are       1           454.55         1      1
    --- stderr
    22 words in 3 segments, 3 cases
    14 different ones, without function words (--stop-words none lists them); 4 shown
    ");
}

#[test]
fn groups_are_compared() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("words --by sector --min 2 --limit 2"), @r"
    Group    Word      Count  Per 10000 words  Elsewhere  Elsewhere per 10000  More or less  Log-likelihood  % difference  Segments  Cases
    Clinics  post          2            625.0          0                  0.0  more                    2.96                       2      2
    Clinics  training      1            312.5          2               571.43  less                    0.26         -45.3         1      1
    Schools  post          0              0.0          2                625.0  less                    2.96        -100.0         0      0
    Schools  training      2           571.43          1                312.5  more                    0.26          82.9         2      2
    --- stderr
    Clinics: 32 words in 6 segments, 4 cases
    Schools: 35 words in 5 segments, 3 cases
    4 different ones, without function words (--stop-words none lists them); 4 shown
    ");
    assert_snapshot!(sandbox.run("words --where kind:survey --against rest --min 2 --format csv"), @r"
    Group,Word,Count,Per 10000 words,Elsewhere,Elsewhere per 10000,More or less,Log-likelihood,% difference,Segments,Cases
    kind:survey,post,2,952.38,0,0.0,more,4.64,,2,2
    kind:survey,training,2,952.38,1,217.39,more,1.57,338.1,2,2
    kind:survey,new,1,476.19,1,217.39,more,0.3,119.0,1,1
    kind:survey,nothing,1,476.19,1,217.39,more,0.3,119.0,1,1
    --- stderr
    kind:survey: 21 words in 5 segments, 5 cases
    rest: 46 words in 6 segments, 2 cases
    4 different ones, without function words (--stop-words none lists them); 4 shown
    ");
    assert_snapshot!(sandbox.run("words --where sector:Schools --against sector:Clinics --limit 1 --format json"), @r#"
    [
      {
        "group": "sector:Schools",
        "word": "training",
        "count": 2,
        "per_10000_words": 571.43,
        "elsewhere": 1,
        "elsewhere_per_10000": 312.5,
        "more_or_less": "more",
        "log_likelihood": 0.26,
        "percent_difference": 82.9,
        "segments": 2,
        "cases": 2
      }
    ]
    --- stderr
    sector:Schools: 35 words in 5 segments, 3 cases
    sector:Clinics: 32 words in 6 segments, 4 cases
    1 different one, without function words (--stop-words none lists them); 1 shown
    "#);
}

#[test]
fn neighbours_of_a_word_are_listed() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("words --near training --min 1 --span 3"), @r"
    Word   Near  Left  Right  Segments  In all  Expected  Log-likelihood   MI  T-score  LogDice
    posts     1     1      0         1       1       0.2            3.25  2.3      0.8     13.0
    staff     1     0      1         1       1       0.2            3.25  2.3      0.8     13.0
    new       1     0      1         1       2      0.41             0.9  1.3     0.59    12.68
    --- stderr
    3 places, 13 words near them, of 64 words; 3 neighbours shown
    ");
    assert_snapshot!(sandbox.run("words --near '\"more post\"' --min 1 --measure count --stop-words none --format csv"), @r"
    Word,Near,Left,Right,Segments,In all,Expected,Log-likelihood,MI,T-score,LogDice
    and,2,1,1,2,2,0.29,8.2,2.81,1.21,14.0
    training,2,1,1,2,3,0.43,4.63,2.22,1.11,13.68
    one,1,1,0,1,1,0.14,3.99,2.81,0.86,13.42
    those,1,0,1,1,1,0.14,3.99,2.81,0.86,13.42
    two,1,1,0,1,1,0.14,3.99,2.81,0.86,13.42
    who,1,0,1,1,1,0.14,3.99,2.81,0.86,13.42
    for,1,0,1,1,4,0.57,0.34,0.81,0.43,12.42
    --- stderr
    2 places, 9 words near them, of 63 words; 7 neighbours shown
    ");
}

#[test]
fn mistakes_are_pointed_at() {
    let sandbox = built();
    assert_snapshot!(sandbox.run("words --by sektor"), @r#"
    --- stderr
    error: there is no attribute "sektor"; did you mean "sector"?
    --- exit 1
    "#);
    assert_snapshot!(sandbox.run("words --phrases 4..2"), @r"
    --- stderr
    error: invalid value '4..2' for '--phrases <LENGTH>': write a number from 2 to 8, or two of them: 2..4

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("words --near sector:Clinics"), @r"
    --- stderr
    error: the query has no words to look for: fields alone, such as code:training, find segments and no places in them
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("words --where 'training AND ('"), @r"
    --- stderr
    error: something has to follow here
      training AND (
                   ^
    --- exit 1
    ");
    assert_snapshot!(sandbox.run("words --against rest"), @r"
    --- stderr
    error: the following required arguments were not provided:
      --where <QUERY>

    Usage: verbatim words --where <QUERY> --against <QUERY>

    For more information, try '--help'.
    --- exit 2
    ");
    assert_snapshot!(sandbox.run("words --stop-words nowhere.txt"), @r"
    --- stderr
    error: cannot read [STUDY]/nowhere.txt: No such file or directory
    --- exit 1
    ");
}

/// Every number is that of a plain scan over what participants say and write.
#[test]
fn words_are_counted_as_a_plain_scan_counts_them() {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    let segments = sandbox.ok("search '' --limit 0 --format json");
    let segments: Vec<serde_json::Value> = serde_json::from_str(&segments).expect("it is JSON");
    let mut expected: BTreeMap<String, (u64, BTreeSet<u64>, BTreeSet<&str>)> = BTreeMap::new();
    // Nobody but interviewers speaks here without being a case.
    for segment in segments.iter().filter(|segment| segment["case"].is_string()) {
        for word in verbatim::text::words(segment["text"].as_str().expect("words")) {
            let entry = expected.entry(verbatim::text::fold(word.text)).or_default();
            entry.0 += 1;
            entry.1.extend(segment["segment"].as_u64());
            entry.2.extend(segment["case"].as_str());
        }
    }
    let rows = sandbox.ok("words --limit 0 --stop-words none --format json");
    let rows: Vec<serde_json::Value> = serde_json::from_str(&rows).expect("it is JSON");
    assert_eq!(rows.len(), expected.len());
    for row in rows {
        let (count, segments, cases) = &expected[row["word"].as_str().expect("a word")];
        assert_eq!(
            (row["count"].as_u64(), row["segments"].as_u64(), row["cases"].as_u64()),
            (Some(*count), Some(segments.len() as u64), Some(cases.len() as u64)),
            "{row}"
        );
    }
}

#[test]
fn the_shipped_study_says_most_of_these() {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("words --stem --limit 6"), @r"
    Word    Forms                               Count  Per 10000 words  Segments  Cases
    year    year 82, years 72, yearly 3           157            65.44       117     34
    people                                        142            59.18       121     32
    two                                           123            51.26       104     29
    say     say 68, says 27, saying 2              97            40.43        72      8
    three                                          87            36.26        74     22
    ask     ask 32, asked 24, asking 8, asks 6     70            29.18        64     20
    --- stderr
    23993 words in 624 segments, 43 cases
    2179 different ones, without function words (--stop-words none lists them); 6 shown
    ");
    assert_snapshot!(sandbox.run("words --where theme:prevention --against rest --limit 6"), @r"
    Group             Word         Count  Per 10000 words  Elsewhere  Elsewhere per 10000  More or less  Log-likelihood  % difference  Segments  Cases
    theme:prevention  search          12            18.43          0                  0.0  more                    31.3                       9      7
    theme:prevention  lessons          8            12.29          0                  0.0  more                   20.87                       7      6
    theme:prevention  advertising      7            10.75          0                  0.0  more                   18.26                       6      4
    theme:prevention  lesson           7            10.75          0                  0.0  more                   18.26                       6      2
    theme:prevention  early           12            18.43          3                 1.72  more                   18.19         974.0        10      7
    theme:prevention  school          18            27.65         10                 5.72  more                   16.79         383.3        17      9
    --- stderr
    theme:prevention: 6511 words in 124 segments, 35 cases
    rest: 17482 words in 500 segments, 43 cases
    988 different ones, without function words (--stop-words none lists them); 6 shown
    ");
    assert_snapshot!(sandbox.run("words --near training --limit 3"), @r"
    Word        Near  Left  Right  Segments  In all  Expected  Log-likelihood    MI  T-score  LogDice
    staff         13    12      1        13      40      0.67           57.05  4.27     3.42    12.13
    proper         3     2      1         3      11      0.19           11.91  4.02     1.63    10.54
    volunteers     3     0      3         3      12       0.2           11.34  3.89     1.62    10.52
    --- stderr
    55 places, 403 words near them, of 23938 words; 3 neighbours shown
    ");
    assert_snapshot!(sandbox.run("search '\"waiting list\"' --kwic --sort right --limit 4"), @r"
    interview-6 · P6           … wait for two years, and the  waiting list  , as a control group, is a …
    survey · Q18 · R_numsH93…                              A  waiting-list  comparison with the Univers…
    survey · Q13 · R_L5S4iqS…                             No  waiting list  . First appointment within …
    interview-6 · P6           … can treat in three, and the  waiting list  for the third is one single…
    --- stderr
    10 matches in 10 segments, 8 texts, 8 cases; 4 shown (--limit 0 shows all)
    ");
}
