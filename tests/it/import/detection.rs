//! Plans proposed from files.

use std::io::Cursor;
use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::survey::SurveyPlan;

fn plan(text: &str) -> SurveyPlan {
    SurveyPlan::detect(Path::new("s.csv"), Cursor::new(text.as_bytes().to_vec())).unwrap()
}

fn told(plan: &SurveyPlan) -> String {
    let columns = plan.columns.iter().map(|column| format!("{} {}", column.name, column.role));
    let exclusions = plan.exclusions.iter().map(|exclusion| exclusion.reason.clone());
    format!(
        "{} {:?} {} {:?} {}\n{}\n{}",
        plan.dialect,
        plan.delimiter.unwrap_or_default(),
        plan.encoding.as_deref().unwrap_or_default(),
        plan.respondent,
        plan.layout,
        columns.collect::<Vec<_>>().join("\n"),
        exclusions.collect::<Vec<_>>().join("; ")
    )
}

#[test]
fn a_plain_survey() {
    let mut text = String::from(
        "Respondent ID;Sector;Years;Satisfaction, from 1 (low) to 7 (high);Ways in;Date;Your e-mail address;What is missing?\n",
    );
    for row in 0..24 {
        let ways = ["Phone,In person", "Parents, carers and others,Phone", "In person"][row % 3];
        let (sector, years, point, day) = (["Policing", "Schools"][row % 2], 11 + row * 3, row % 4 + 1, row % 27 + 1);
        let line = format!(
            "R{row};{sector};{years};{point};{ways};{day}/03/2024;p{row}@example.org;Number {row} is that we lack staff, time and money\n"
        );
        text.push_str(&line);
    }
    let plan = plan(&text);
    assert_snapshot!(told(&plan), @r#"
    plain ';' UTF-8 Some("Respondent ID") wide
    Respondent ID id
    Sector single
    Years number
    Satisfaction, from 1 (low) to 7 (high) scale
    Ways in multiple
    Date date
    Your e-mail address personal
    What is missing? open
    no answers
    "#);
    assert_eq!(plan.columns[3].scale, Some((1, 7)));
    assert_eq!(plan.columns[4].options, ["Phone", "In person", "Parents, carers and others"]);
    assert_eq!(plan.columns[1].attribute.as_deref(), Some("sector"));
    assert_eq!(SurveyPlan::from_toml(Path::new("p.toml"), &plan.to_toml()).unwrap(), plan);
}

#[test]
fn a_qualtrics_survey() {
    let text = "StartDate,Status,IPAddress,ResponseId,Q1,Q2_1,Q2_2,Q3\n\
                Start Date,Response Type,IP Address,Response ID,I have read the information sheet and agree to take part.,Move to the top - Cost,Move to the top - Access,What is missing?\n\
                \"{\"\"ImportId\"\":\"\"startDate\"\"}\",\"{\"\"ImportId\"\":\"\"status\"\"}\",\"{\"\"ImportId\"\":\"\"ipAddress\"\"}\",\"{\"\"ImportId\"\":\"\"_recordId\"\"}\",\"{\"\"ImportId\"\":\"\"QID1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_1\"\"}\",\"{\"\"ImportId\"\":\"\"QID2_2\"\"}\",\"{\"\"ImportId\"\":\"\"QID3\"\"}\"\n\
                2024-01-29 11:04:58,Survey Preview,192.0.2.1,R_1,Yes,1,2,Staff.\n2024-01-29 11:04:59,IP Address,192.0.2.1,R_2,No,,,\n2024-01-29 11:04:59,IP Address,192.0.2.1,R_3,Yes,2,1,More time for it all.\n";
    assert_snapshot!(told(&plan(text)), @r#"
    qualtrics ',' UTF-8 Some("ResponseId") wide
    StartDate meta
    Status meta
    IPAddress personal
    ResponseId id
    Q1 consent
    Q2_1 rank
    Q2_2 rank
    Q3 open
    survey preview; no consent; no answers
    "#);
}

#[test]
fn options_joined_by_comma_and_space() {
    let mut text = String::from("ways\n");
    for row in 0..20 {
        text.push_str(
            ["\"Email, Phone\"\n", "\"Phone, Parents, carers\"\n", "Email\n", "\"Email, Parents, carers\"\n"][row % 4],
        );
    }
    assert_eq!(plan(&text).columns[0].options, ["Email", "Phone", "Parents, carers"]);
}

#[test]
fn repeated_ids_make_a_long_layout() {
    assert_snapshot!(told(&plan("id,text\nA,One thing.\nA,Another thing.\nB,A third.\n")), @r#"
    plain ',' UTF-8 Some("id") long
    id id
    text open
    no answers
    "#);
}
