//! Exports of survey tools, each with its oddities, and the plans proposed for them.

use std::io::Cursor;
use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::survey::{ColumnPlan, Finding, Proposal, SurveyPlan, SurveyReader};

fn proposal(text: &str) -> Proposal {
    let proposal = Proposal::of_file(Path::new("s.csv"), Cursor::new(text.as_bytes().to_vec()), None).unwrap();
    assert_eq!(SurveyPlan::from_toml(Path::new("p.toml"), &proposal.to_toml()).unwrap(), proposal.plan);
    proposal
}

/// Everything that a plan says of its columns, one a line.
fn planned(proposal: &Proposal) -> String {
    let plan = &proposal.plan;
    let missing = if plan.missing.is_empty() { String::new() } else { format!(", missing {}", plan.missing.join(" ")) };
    let mut lines = vec![format!("{} {}{missing}", plan.dialect, plan.layout)];
    lines.extend(proposal.columns().map(|(column, finding)| column_told(column, finding)));
    lines.extend(plan.exclusions.iter().map(|exclusion| format!("without: {}", exclusion.reason)));
    lines.extend(proposal.warnings.iter().map(|warning| format!("look: {}", warning.message)));
    lines.join("\n")
}

fn column_told(column: &ColumnPlan, finding: &Finding) -> String {
    let parts: Vec<&str> = column.parts.iter().map(|part| part.option.as_deref().unwrap_or(&part.column)).collect();
    let list = |list: String| if list.is_empty() { None } else { Some(format!("({list})")) };
    let told = [
        Some(format!("{} {}", column.role, column.name)),
        finding.doubt.as_ref().map(|doubt| format!("[unsure: {doubt}]")),
        (column.code() != column.name).then(|| format!("= {}", column.code())),
        column.scale.map(|(low, high)| format!("{low}–{high}")),
        list(column.options.join(" | ")),
        list(parts.join(" | ")),
        column.order.map(|order| order.to_string()),
        column.other_of.as_ref().map(|question| format!("beside {question}")),
        column.attribute.as_ref().map(|attribute| format!("attribute {attribute}")),
        (!column.missing.is_empty()).then(|| format!("missing {}", column.missing.join(" "))),
    ];
    told.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// What comes in, by the plan: each respondent's answers by the codes of their questions.
fn read(text: &str, plan: &SurveyPlan) -> String {
    let mut reader = SurveyReader::new(Path::new("s.csv"), Cursor::new(text.as_bytes().to_vec()), plan).unwrap();
    let codes: Vec<String> = reader.questions().iter().map(|question| question.code.clone()).collect();
    let mut lines = Vec::new();
    for respondent in reader.by_ref() {
        let respondent = respondent.unwrap();
        let values = respondent.responses().chain(respondent.answers());
        let values: Vec<String> =
            values.map(|(index, value)| format!("{}={}", codes[index], value.replace('\n', "+"))).collect();
        let left_out = respondent.excluded.map(|rule| format!(" [{}]", plan.exclusions[rule].reason));
        lines.push(format!("{}: {}{}", respondent.id(), values.join(" "), left_out.unwrap_or_default()));
    }
    lines.extend(reader.warnings().iter().map(|warning| format!("look: {}", warning.message)));
    lines.join("\n")
}

/// Rows after rows of the same few, so that there is enough to judge by.
fn rows(times: usize, few: &[&str]) -> String {
    (0..times).map(|row| few[row % few.len()].replace("{n}", &row.to_string()) + "\n").collect()
}

#[test]
fn surveymonkey() {
    let header = "Respondent ID,Collector ID,Start Date,IP Address,Contact information,,Which ways do you use?,,,What is your role?,,How useful is it?,,Rank these,,,Anything else?\n\
                  ,,,,Name,Company,Phone,\"Parents, carers\",Other (please specify),Response,Other (please specify),Training,Software,Cost,Access,Staff,Open-Ended Response\n";
    let few = [
        "1{n},7,03/24/2020 9:08:27 PM,192.0.2.1,A,B,Phone,,,Manager,,Very useful,Not useful,1,2,3,More staff {n}",
        "2{n},7,03/25/2020 9:08:27 PM,192.0.2.1,C,D,,\"Parents, carers\",Post,Other (please specify),Driver,Useful,Not at all useful,3,1,2,",
        "3{n},7,03/25/2020 9:08:27 PM,192.0.2.1,,,Phone,\"Parents, carers\",,Worker,,Don't know,Useful,2,3,1,\"Time {n}, and money\"",
    ];
    let text = format!("{header}{}", rows(12, &few));
    let proposal = proposal(&text);
    assert_snapshot!(planned(&proposal), @"
    surveymonkey wide
    id Respondent ID
    meta Collector ID
    meta Start Date
    personal IP Address
    personal Contact information [Name]
    personal Contact information [Company]
    multiple Which ways do you use? = Q1 (Phone | Parents, carers | Other (please specify))
    open Which ways do you use? [Other (please specify)] = Q1_other beside Q1
    single What is your role? = Q2 (Manager | Other (please specify) | Worker) attribute what-is-your-role
    open What is your role? [Other (please specify)] = Q2_other beside Q2
    scale How useful is it? [Training] = Q3_1 1–4 (Not at all useful | Not useful | Useful | Very useful) missing Don't know
    scale How useful is it? [Software] = Q3_2 1–4 (Not at all useful | Not useful | Useful | Very useful)
    rank Rank these [Cost] = Q4_1
    rank Rank these [Access] = Q4_2
    rank Rank these [Staff] = Q4_3
    open Anything else? = Q5
    without: no answers
    ");
    assert_snapshot!(read(&text, &proposal.plan).lines().take(3).collect::<Vec<_>>().join("\n"), @"
    10: Q1=Phone Q2=Manager Q3_1=4 Q3_2=2 Q4_1=1 Q4_2=2 Q4_3=3 Q5=More staff 0
    21: Q1=Parents, carers+Other (please specify) Q2=Other (please specify) Q3_1=3 Q3_2=1 Q4_1=3 Q4_2=1 Q4_3=2 Q1_other=Post Q2_other=Driver
    32: Q1=Phone+Parents, carers Q2=Worker Q3_2=3 Q4_1=2 Q4_2=3 Q4_3=1 Q5=Time 2, and money
    ");
}

#[test]
fn surveymonkey_without_its_second_row() {
    let condensed = "Respondent ID,Collector ID,How satisfied are you?,What is missing?\n,,,\n";
    let few = [
        "1{n},7,Very satisfied,Staff number {n}",
        "2{n},7,Satisfied,Money number {n}",
        "3{n},7,Dissatisfied,Time number {n}",
    ];
    assert_snapshot!(planned(&proposal(&format!("{condensed}{}", rows(9, &few)))), @"
    surveymonkey wide
    id Respondent ID
    meta Collector ID
    scale How satisfied are you? [unsure: no one chose “Very dissatisfied”, which the other options call for] = Q1 1–4 (Very dissatisfied | Dissatisfied | Satisfied | Very satisfied)
    open What is missing? = Q2
    without: no answers
    ");
    let absent = condensed.lines().next().unwrap();
    assert_snapshot!(planned(&proposal(&format!("{absent}\n{}", rows(9, &few)))), @"
    surveymonkey wide
    id Respondent ID
    meta Collector ID
    scale How satisfied are you? [unsure: no one chose “Very dissatisfied”, which the other options call for] = Q1 1–4 (Very dissatisfied | Dissatisfied | Satisfied | Very satisfied)
    open What is missing? = Q2
    without: no answers
    ");
}

#[test]
fn limesurvey() {
    let header = "id. Response ID,submitdate. Date submitted,lastpage. Last page,startlanguage. Start language,ipaddr. IP address,\"Q1[SQ001]. <p>Which&nbsp;ways do you use?</p> [Phone]\",Q1[SQ002]. Which ways do you use? [Post],Q1[other]. Which ways do you use? [Other],Q2. Your role?,Q2[other]. Your role? [Other],Q3[SQ001]. How often? [By day],Q3[SQ002]. How often? [By night],\"Q4[1]. Put these in order [Ranking 1]\",Q4[2]. Put these in order [Ranking 2],Q4[3]. Put these in order [Ranking 3],Q5. Why?\n";
    let few = [
        "1{n},2024-03-01 10:00:00,3,en,192.0.2.1,Yes,No,,Manager,,Never,Often,Cost,Staff,Law,'=more than {n}",
        "2{n},2024-03-01 10:00:00,3,en,192.0.2.1,No,Yes,Fax,-oth-,Driver,Sometimes,Always,Staff,Law,Cost,N/A",
        "3{n},,1,en,192.0.2.1,Yes,Yes,,Worker,,N/A,N/A,Law,,,",
    ];
    let text = format!("{header}{}", rows(12, &few));
    let proposal = proposal(&text);
    assert_snapshot!(planned(&proposal), @"
    limesurvey wide
    id id
    meta submitdate
    meta lastpage
    meta startlanguage
    personal ipaddr
    multiple Q1 (Phone | Post | Other)
    open Q1[other] = Q1_other beside Q1
    single Q2 (Manager | Other | Worker)
    open Q2[other] = Q2_other beside Q2
    scale Q3[SQ001] = Q3_SQ001 1–4 (Never | Sometimes | Often | Always)
    scale Q3[SQ002] = Q3_SQ002 1–4 (Never | Sometimes | Often | Always)
    rank Q4 (Cost | Law | Staff) (Q4[1] | Q4[2] | Q4[3])
    open Q5
    without: not submitted
    without: no answers
    ");
    assert_snapshot!(read(&text, &proposal.plan).lines().take(3).collect::<Vec<_>>().join("\n"), @"
    10: Q1=Phone Q2=Manager Q3_SQ001=1 Q3_SQ002=3 Q4_1=1 Q4_3=2 Q4_2=3 Q5==more than 0
    21: Q1=Post+Other Q2=Other Q3_SQ001=2 Q3_SQ002=4 Q4_3=1 Q4_2=2 Q4_1=3 Q5=[not asked] Q1_other=Fax Q2_other=Driver
    32: Q1=Phone+Post Q2=Worker Q3_SQ001=[not asked] Q3_SQ002=[not asked] Q4_2=1 [not submitted]
    ");
}

#[test]
fn limesurvey_with_codes_or_wordings_alone() {
    let few = [
        "{n},2024-03-01 10:00:00,3,en,Y,,2",
        "{n},2024-03-01 10:00:00,3,en,,Y,4",
        "{n},2024-03-02 10:00:00,3,en,Y,Y,5",
    ];
    let codes = "id,submitdate,lastpage,startlanguage,Q1[SQ001],Q1[SQ002],Q2[SQ001]\n";
    assert_snapshot!(planned(&proposal(&format!("{codes}{}", rows(9, &few)))), @"
    limesurvey wide
    id id
    meta submitdate
    meta lastpage
    meta startlanguage
    multiple Q1 (SQ001 | SQ002)
    scale Q2[SQ001] [unsure: whole numbers may also be amounts, or codes of options] = Q2_SQ001 1–5
    without: no answers
    ");
    let wordings = "Response ID,Date submitted,Last page,Start language,Which ways? [Phone],Which ways? [Post],How satisfied are you? [With it]\n";
    assert_snapshot!(planned(&proposal(&format!("{wordings}{}", rows(9, &few)))), @"
    limesurvey wide
    id Response ID
    meta Date submitted
    meta Last page
    meta Start language
    multiple Which ways? = Q1 (Phone | Post)
    scale How satisfied are you? [With it] = Q2 1–5
    without: no answers
    ");
    let cut =
        "Response ID,Date submitted,Last page,Start language,Which ways do.. ,Which ways do.. ,How satisfied.. \n";
    assert_snapshot!(planned(&proposal(&format!("{cut}{}", rows(9, &few)))).lines().last().unwrap(), @"look: 3 headings are cut short; export the survey with full headings to have the wordings");
}

#[test]
fn google_forms() {
    let header = "Zeitstempel,\"1. Which of these apply to you? (tick all that apply)\",How useful were they? [The course],How useful were they? [The handbook],\"When did you start, day and month?\",What should change?\n";
    let few = [
        "13/02/2024 10:00:00,\"Staff (nurses, doctors), Managers\",Very useful,Not useful,3/2/2024,More {n} training",
        "14/02/2024 10:00:00,Managers,Useful,Very useful,4/2/2024,\"Less {n}, and better\"",
        "15/02/2024 10:00:00,\"Staff (nurses, doctors)\",Not useful,Useful,5/2/2024,",
    ];
    let text = format!("{header}{}", rows(12, &few));
    let proposal = proposal(&text);
    assert_snapshot!(planned(&proposal), @"
    googleforms wide
    meta Zeitstempel
    multiple 1. Which of these apply to you? (tick all that apply) = Q1 (Staff (nurses, doctors) | Managers)
    scale How useful were they? [The course] = Q2_1 1–3 (Not useful | Useful | Very useful)
    scale How useful were they? [The handbook] = Q2_2 1–3 (Not useful | Useful | Very useful)
    date When did you start, day and month? = Q3 day/month/year
    open What should change? = Q4
    without: no answers
    ");
    assert_snapshot!(read(&text, &proposal.plan).lines().take(2).collect::<Vec<_>>().join("\n"), @"
    1: Q1=Staff (nurses, doctors)+Managers Q2_1=3 Q2_2=1 Q3=2024-02-03 Q4=More 0 training
    2: Q1=Managers Q2_1=2 Q2_2=3 Q3=2024-02-04 Q4=Less 1, and better
    ");
}

#[test]
fn microsoft_forms() {
    let header = "ID,Start time,Completion time,Email,Name,Which tools?,Put these in order,How easy is it?.To learn,How easy is it?.To use,Points - Which tools?,What is missing?\n";
    let few = [
        "{n},7/22/20 11:00:22,7/22/20 11:01:24,anonymous,,Mail;Maps;,Cost;Staff;Law;,Very easy,Easy,1,Number {n}",
        "{n},7/22/20 11:00:22,7/22/20 11:01:24,anonymous,,Maps;,Staff;Cost;Law;,Difficult,Easy,1,",
        "{n},7/23/20 11:00:22,7/23/20 11:01:24,anonymous,,Mail;A way of my own;,Law;Staff;Cost;,Easy,Very difficult,1,Another {n}",
    ];
    let text = format!("{header}{}", rows(9, &few));
    let proposal = proposal(&text);
    assert_snapshot!(planned(&proposal), @"
    msforms wide
    id ID
    meta Start time
    meta Completion time
    personal Email
    personal Name
    multiple Which tools? = Q1 (Mail | Maps | A way of my own)
    rank Put these in order (Cost | Staff | Law)
    scale How easy is it?.To learn = Q3_1 1–4 (Very difficult | Difficult | Easy | Very easy)
    scale How easy is it?.To use = Q3_2 1–4 (Very difficult | Difficult | Easy | Very easy)
    meta Points - Which tools?
    open What is missing? = Q4
    without: no answers
    ");
    assert_snapshot!(read(&text, &proposal.plan).lines().take(3).collect::<Vec<_>>().join("\n"), @"
    0: Q1=Mail+Maps Put these in order_1=1 Put these in order_2=2 Put these in order_3=3 Q3_1=4 Q3_2=3 Q4=Number 0
    1: Q1=Maps Put these in order_2=1 Put these in order_1=2 Put these in order_3=3 Q3_1=2 Q3_2=3
    2: Q1=Mail+A way of my own Put these in order_3=1 Put these in order_2=2 Put these in order_1=3 Q3_1=3 Q3_2=1 Q4=Another 2
    ");
}

#[test]
fn qualtrics_with_everything() {
    let header = "StartDate,IPAddress,ResponseId,Q1_1,Q1_2,Q1_2_TEXT,Q2_1,Q2_2,Q3,Q3_TEXT,Q4,Q4 - Topics,\n\
                  Anfangsdatum,IP-Adresse,Antwort-ID,Which ways? - Phone,Which ways? - Other,Which ways? - Other - Text,How sure are you? - Of the law,How sure are you? - Of the money,Your role,Your role - Text,What is missing?,Q4 - Topics,\n\
                  \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"ipAddress\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",{},{},{},{},{},{},{},{},{},\n";
    let few = [
        "2024-01-29 11:04:58,192.0.2.1,R_1{n},1,,,5,1,2,,Staff {n},Training,",
        "2024-01-29 11:04:58,192.0.2.1,R_2{n},,1,Fax,4,-99,3,Driver,Money {n},Training,",
        "2024-01-29 11:04:58,192.0.2.1,R_3{n},1,1,Post,2,3,7,,,,",
    ];
    let text = format!("{header}{}", rows(9, &few));
    let proposal = proposal(&text);
    assert_snapshot!(planned(&proposal), @"
    qualtrics wide, missing -99
    meta StartDate
    personal IPAddress
    id ResponseId
    multiple Q1 (Phone | Other)
    open Q1_2_TEXT beside Q1
    scale Q2_1 [unsure: whole numbers may also be amounts, or codes of options] 1–5
    scale Q2_2 [unsure: whole numbers may also be amounts, or codes of options] 1–5
    scale Q3 [unsure: whole numbers may also be amounts, or codes of options] 1–7
    open Q3_TEXT beside Q3
    open Q4
    meta Q4 - Topics
    ignore column 13
    without: no answers
    ");
    assert_snapshot!(read(&text, &proposal.plan).lines().take(3).collect::<Vec<_>>().join("\n"), @"
    R_10: Q1=Phone Q2_1=5 Q2_2=1 Q3=2 Q4=Staff 0
    R_21: Q1=Other Q2_1=4 Q3=3 Q1_2_TEXT=Fax Q3_TEXT=Driver Q4=Money 1
    R_32: Q1=Phone+Other Q2_1=2 Q2_2=3 Q3=7 Q1_2_TEXT=Post
    ");
}

#[test]
fn one_row_an_answer() {
    let header = "respondent,question,answer,sector\n";
    let few = [
        "{n},How old are you?,4{n},Schools",
        "{n},What is missing?,\"Staff, number {n}\",Schools",
        "{n},How likely are you to stay?,Very likely,Schools",
    ];
    let mut text = header.to_owned();
    for (index, opinion) in (0..8).zip(["Very likely", "Likely", "Unlikely", "Likely"].iter().cycle()) {
        for line in few {
            text.push_str(&line.replace("{n}", &index.to_string()).replace("Very likely", opinion));
            text.push('\n');
        }
    }
    let proposal = proposal(&text);
    assert_snapshot!(planned(&proposal), @"
    plain answers
    number How old are you?
    open What is missing?
    scale How likely are you to stay? [unsure: no one chose “Very unlikely”, which the other options call for] 1–4 (Very unlikely | Unlikely | Likely | Very likely)
    attribute sector
    without: no answers
    ");
    text.push_str("8,What is new?,Much,Schools\n");
    assert_snapshot!(read(&text, &proposal.plan).lines().skip(6).collect::<Vec<_>>().join("\n"), @r#"
    6: How old are you?=46 How likely are you to stay?=2 What is missing?=Staff, number 6
    7: How old are you?=47 How likely are you to stay?=3 What is missing?=Staff, number 7
    8:  [no answers]
    look: there are answers to "What is new?", which the plan does not name; they are left out
    "#);
}

#[test]
fn names_and_rows_that_are_not_as_they_should_be() {
    let text = "id,Other,Other,Other (2)\nA,one thing,two\n,,,\nB,three,,four,,\nC,five,,six\n";
    let proposal = proposal(text);
    assert_snapshot!(planned(&proposal), @r#"
    plain wide
    id id
    open Other
    open Other (3)
    open Other (2)
    without: no answers
    look: some columns have the same name; the later ones are called "Other (3)"
    look: 1 row with fewer cells than the header, of which the missing ones count as blank; the first is in this line
    look: 1 row with blank cells beyond the header's last, which are left out; the first is in this line
    "#);
    assert_snapshot!(read(text, &proposal.plan), @r#"
    A: Other=one thing Other (3)=two
    B: Other=three Other (2)=four
    C: Other=five Other (2)=six
    look: some columns have the same name; the later ones are called "Other (3)"
    look: 1 row left out, in which there is nothing
    look: 1 row with fewer cells than the header, of which the missing ones count as blank; the first is in this line
    look: 1 row with blank cells beyond the header's last, which are left out; the first is in this line
    "#);
}

#[test]
fn people_are_found_by_what_columns_hold() {
    let header = "a,b,c,d,e\n";
    let people = ["Ada Hill", "Ben Moor", "Cleo van Lee", "Dan O'Hara", "Eve Stone", "Finn Marsh"];
    let lines: Vec<String> = people
        .iter()
        .enumerate()
        .map(|(index, name)| format!("{name},p{index}@example.org,+44 20 7946 0{index}12,192.0.2.{index},Number {index} needs more staff and time\n"))
        .collect();
    assert_snapshot!(planned(&proposal(&format!("{header}{}", lines.concat()))), @"
    plain wide
    personal a [unsure: it holds what look like people's names]
    personal b
    personal c
    personal d
    open e
    without: no answers
    ");
}
