//! Checklists: what the records know, what the researchers say, and what is open.

use insta::assert_snapshot;

use super::{printed, with_output};

#[test]
fn how_the_items_stand() {
    let sandbox = with_output("name = \"coreq\"\nkind = \"checklist\"\nwhich = \"coreq\"\n");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("checklist coreq --format csv"), @r#"
    Item,Topic,State,Records,Researchers,Page
    1,Interviewer or facilitator,open,,,
    2,Credentials,open,,,
    3,Occupation,open,,,
    4,Gender,open,,,
    5,Experience and training,open,,,
    6,Relationship established,open,,,
    7,Participant knowledge of the interviewer,open,,,
    8,Interviewer characteristics,open,,,
    9,Methodological orientation and theory,open,,,
    10,Sampling,open,,,
    11,Method of approach,open,,,
    12,Sample size,from the study’s records,6 respondents and 2 participants were kept.,,
    13,Non-participation,in part from the study’s records; open,"Survey: 7 respondents engaged with the survey. Of these, 1 (14.3%) was left out: 1 without consent. The remaining 6 were kept. Interviews: 2 participants were interviewed; all of them were kept.",,
    14,Setting of data collection,open,,,
    15,Presence of non-participants,open,,,
    16,Description of sample,in part from the study’s records; open,Known of cases: sector. Numbers: see “sample”.,,
    17,Interview guide,open,,,
    18,Repeat interviews,in part from the study’s records; open,No participant speaks in more than one transcript.,,
    19,Audio or visual recording,in part from the study’s records; open,"Of 2 transcripts, 0 have time marks, as those of recordings do.",,
    20,Field notes,in part from the study’s records; open,No field notes are among the sources.,,
    21,Duration,open,,,
    22,Data saturation,open,,,
    23,Transcripts returned,in part from the study’s records; open,None of 2 files of talk or notes was corrected after its import.,,
    24,Number of data coders,from the study’s records,Nobody has coded by hand or decided about what the codebook’s rules propose.,,
    25,Description of the coding tree,from the study’s records,"The codebook (Small codebook, version 1.0) has 2 themes and 3 codes.",,
    26,Derivation of themes,in part from the study’s records; open,"The codebook has had 1 version. Of 3 codes, 3 have rules that propose codings. The codebook’s rules proposed 10 codings, which are counted as they are.",,
    27,Software,from the study’s records,verbatim [VERSION].,,
    28,Participant checking,open,,,
    29,Quotations presented,in part from the study’s records; open,"Quotations stand with the label of the person (“Participant E”, “survey participant”), which is the same throughout: see “quotes”.",,
    30,Data and findings consistent,in part from the study’s records; open,Counts and quotations are made from the same codings: see “frequencies” and “quotes”.,,
    31,Clarity of major themes,in part from the study’s records; open,2 themes: Staff and Money (see “frequencies” and “quotes”).,,
    32,Clarity of minor themes,in part from the study’s records; open,"3 codes, each with how often it occurs: see “frequencies”.",,
    "#);
    assert_snapshot!(sandbox.run("checklist core"), @"
    --- stderr
    error: invalid value 'core' for '<CHECKLIST>': it is one of coreq, srqr, cherries

    For more information, try '--help'.
    --- exit 2
    ");
}

#[test]
fn a_file_to_fill_in_and_what_becomes_of_it() {
    let sandbox = with_output("name = \"coreq\"\nkind = \"checklist\"\nwhich = \"coreq\"\nnote = \"Draft.\"\n");
    sandbox.ok("build");
    assert_snapshot!(sandbox.run("checklist coreq --write"), @"checklists/coreq.toml is written: of 32 items 4 are answered by the records, 0 by the researchers, 11 in part; 17 are open");
    assert_snapshot!(sandbox.read("checklists/coreq.toml").lines().take(14).collect::<Vec<_>>().join("\n"), @r#"
    # Your answers to COREQ, by the items’ numbers. What the study’s records know stands beside them by itself.
    # An answer is a line, as in 1 = "…", or a table with the page of the paper: 1 = { answer = "…", page = "7" }
    # Consolidated criteria for reporting qualitative research (COREQ): Tong A, Sainsbury P, Craig J. Int J Qual Health Care 2007; 19(6): 349–357. The items are named and put in our own words; the paper’s wording stands.

    # Research team: who they are

    # 1 Interviewer or facilitator: Who held the interviews or led the groups.
    1 = ""

    # 2 Credentials: Academic degrees of the researchers.
    2 = ""

    # 3 Occupation: What the researchers did for a living while the study ran.
    3 = ""
    "#);
    assert_snapshot!(sandbox.run("checklist coreq --write"), @"
    --- stderr
    error: [STUDY]/checklists/coreq.toml: it is there already; edit it, or remove it first
    --- exit 1
    ");
    // Nothing has been answered yet.
    assert!(printed(&sandbox, "coreq").contains("0 answered by the researchers"));
    sandbox.replace("checklists/coreq.toml", "\n4 = \"\"", "\n4 = { answer = \"Both women.\", page = \"7\" }");
    sandbox.replace("checklists/coreq.toml", "\n# 12 = \"\"", "\n12 = \"All who were asked.\"");
    let text = printed(&sandbox, "coreq");
    let rows: Vec<&str> = text.lines().filter(|line| line.starts_with("| 4 |") || line.starts_with("| 12 |")).collect();
    assert_snapshot!(rows.join("\n"), @"
    | 4 | Gender | Gender of the researchers. | | Both women. | 7 |
    | 12 | Sample size | Number of participants. | 6 respondents and 2 participants were kept. | All who were asked. | |
    ");
    // What somebody has written is not taken back with the file that they wrote it in.
    assert!(sandbox.run("undo").contains("is not as it was left"));
    assert!(sandbox.exists("checklists/coreq.toml"));
}

#[test]
fn a_misspelt_key_is_an_error_with_its_line() {
    let sandbox = with_output("name = \"srqr\"\nkind = \"checklist\"\nwhich = \"srqr\"\nanswers = \"ours.toml\"\n");
    sandbox.ok("build frequencies");
    for (content, said) in [
        ("S1 = \"A title\"\nS22 = \"?\"\n", "line 2, column 1: SRQR has no item \"S22\""),
        ("S1 = { anser = \"A title\" }\n", "line 1, column 6: an item has `answer` and `page`, and no \"anser\""),
        ("S1 = \"A\"\n1 = \"B\"\n", "item 1 is answered twice"),
        ("S01 = \"A\"\n", "SRQR has no item \"S01\""),
        ("S1 = 7\n", "line 1, column 6: an answer stands in quotation marks"),
        ("S1 = \"A\nB\"\n", "line 2, column 3: key with no value"),
    ] {
        sandbox.file("ours.toml", content);
        let shown = sandbox.run("build srqr");
        assert!(shown.contains(said) && shown.contains("ours.toml"), "{content}\n{shown}");
    }
    sandbox.remove("ours.toml");
    assert_snapshot!(sandbox.run("build srqr"), @r#"
    Small study
      2 interviews, 1 survey: 7 texts, 94 words
      2 participants, 6 respondents kept (left out: 1 without consent)
      10 codings; codebook Small codebook 1.0: 2 themes, 3 codes
      1 file in output/: 0 written, 1 unchanged
    --- stderr
    error: output "srqr": [STUDY]/study.toml: there is no file "ours.toml", which it names
    --- exit 3
    "#);
    sandbox.file("ours.toml", "s1 = \"A study of needs\"\nS2.page = \"1\"\n");
    assert!(
        printed(&sandbox, "srqr")
            .contains("| S1 | Title | What the study is about and that it is qualitative. | | A study of needs | |")
    );
}
