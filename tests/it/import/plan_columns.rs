//! What plans say of columns beyond their type: parts, missing values, other words, dates; and plans applied again.

use std::io::Cursor;
use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::ImportError;
use verbatim::import::survey::{Proposal, SurveyPlan, SurveyReader};

fn reader(plan: &str, text: &str) -> Result<SurveyReader, ImportError> {
    let plan = SurveyPlan::from_toml(Path::new("plan.toml"), plan)?;
    assert_eq!(SurveyPlan::from_toml(Path::new("again.toml"), &plan.to_toml())?, plan);
    SurveyReader::new(Path::new("s.csv"), Cursor::new(text.as_bytes().to_vec()), &plan)
}

/// Each respondent's answers by code, and what is said at the end; or the error.
fn read(plan: &str, text: &str) -> String {
    let mut reader = match reader(plan, text) {
        Ok(reader) => reader,
        Err(error) => return error.to_string(),
    };
    let codes: Vec<String> = reader.questions().iter().map(|question| question.code.clone()).collect();
    let mut lines = Vec::new();
    for respondent in reader.by_ref() {
        let respondent = match respondent {
            Ok(respondent) => respondent,
            Err(error) => return error.to_string(),
        };
        let values = respondent.responses().chain(respondent.answers());
        let values: Vec<String> =
            values.map(|(index, value)| format!("{}={}", codes[index], value.replace('\n', "+"))).collect();
        let left_out = if respondent.excluded.is_some() { " left out" } else { "" };
        lines.push(format!("{}: {}{left_out}", respondent.id(), values.join(" ")));
    }
    lines.extend(reader.warnings().iter().map(|warning| format!("look: {}", warning.message)));
    lines.join("\n")
}

fn mistake(text: &str) -> String {
    SurveyPlan::from_toml(Path::new("plan.toml"), text).unwrap_err().to_string()
}

const WAYS: &str = r#"
missing = ["-99"]

[[exclude]]
reason = "not sent in"
blank = "sent"

[[column]]
name = "sent"
as = "meta"

[[column]]
name = "ways"
as = "multiple"
parts = [
    { column = "w1", option = "Phone" },
    { column = "w2", option = "No, none" },
    { column = "w3", option = "Other" },
]

[[column]]
name = "w3"
as = "open"
other_of = "ways"
"#;

#[test]
fn a_question_of_several_columns() {
    let text = "sent,w1,w2,w3\n1,Yes,0,Fax\n1,no,\"No, none\",-99\n,1,,\n1,N/A,FALSE,no\n";
    assert_snapshot!(read(WAYS, text), @"
    1: ways=Phone+Other w3=Fax
    2: ways=No, none
    3: ways=Phone left out
    4: ways=Other w3=no
    ");
}

#[test]
fn a_ranking_in_one_cell_or_by_place() {
    let joined =
        "[[column]]\nname = \"r\"\nas = \"rank\"\noptions = [\"Cost\", \"Staff; pay\", \"Law\"]\nseparator = \";\"\n";
    assert_snapshot!(read(joined, "r\nLaw;Staff; pay;Cost;\nCost\nRent;Law\n"), @"
    1: r_3=1 r_2=2 r_1=3
    2: r_1=1
    3: r_3=2
    look: r: 1 answer not among the plan's options, left out; the first is in this line
    ");
    let places = "[[column]]\nname = \"r\"\nas = \"rank\"\noptions = [\"Cost\", \"Law\"]\nparts = [{ column = \"first\" }, { column = \"second\" }]\n";
    assert_snapshot!(read(places, "first,second\nLaw,Cost\ncost,\n,Rent\n"), @"
    1: r_2=1 r_1=2
    2: r_1=1
    3: 
    look: r: 1 answer not among the plan's options, left out; the first is in this line
    ");
}

#[test]
fn scales_with_missing_values_named_ends_and_turned_round() {
    let plan = "[[column]]\nname = \"s\"\nas = \"scale\"\nscale = [1, 5]\nreversed = true\nmissing = [\"N/A\", \"Don't know\"]\n";
    assert_snapshot!(read(plan, "s,x\n1,\n5 (not at all),\nN/A,\nDon't know,\n2.0,\n7,\n"), @r#"
    1: s=5
    2: s=1
    3: 
    4: 
    5: s=4
    6: 
    look: the column "x" is not in the plan and is left out
    look: s: 1 answer left out that should be a whole number from 1 to 5; the first is in this line
    "#);
}

#[test]
fn dates_are_written_one_way() {
    let plan = |order: &str| format!("[[column]]\nname = \"d\"\nas = \"date\"\norder = \"{order}\"\n");
    let text = "d,x\n3/12/2024,\n3/13/24 10:00,\n2024-12-03,\n3.12.2024,\n";
    assert_snapshot!(read(&plan("day/month/year"), text), @r#"
    1: d=2024-12-03
    2: d=3/13/24 10:00
    3: d=2024-12-03
    4: d=2024-12-03
    look: the column "x" is not in the plan and is left out
    look: d: 2 answers not a date in the order day/month/year, kept as written; the first is in this line
    "#);
    assert_snapshot!(read(&plan("month/day/year"), text), @r#"
    1: d=2024-03-12
    2: d=2024-03-13 10:00
    3: d=2024-12-03
    4: d=2024-03-12
    look: the column "x" is not in the plan and is left out
    look: d: 1 answer not a date in the order month/day/year, kept as written; the first is in this line
    "#);
    assert_snapshot!(mistake(&plan("day-month")), @"plan.toml, line 4, column 9: unknown variant `day-month`, expected one of `day/month/year`, `month/day/year`, `year/month/day`");
}

#[test]
fn personal_columns_are_taken_in_if_the_plan_says_so() {
    let text = "Email,Status,text\na@example.org,Partial,One\n";
    let proposal = Proposal::of_file(Path::new("s.csv"), Cursor::new(text.as_bytes().to_vec()), None).unwrap();
    let kept = proposal.to_toml().replace("as = \"personal\"", "as = \"attribute\"");
    let mut reader = reader(&kept, text).unwrap();
    assert_eq!(reader.attributes(), ["Email"]);
    let respondent = reader.next().unwrap().unwrap();
    assert_eq!(respondent.attributes().collect::<Vec<_>>(), [(0, "a@example.org")]);
}

#[test]
fn a_plan_meets_a_later_export() {
    let more = "sent,w1,w2,w3,w4,extra\n1,1,,,1,x\n";
    assert_snapshot!(read(WAYS, more), @r#"
    1: ways=Phone
    look: the columns "w4" and "extra" are not in the plan and are left out
    "#);
    assert_snapshot!(read(WAYS, "sent,w1,w2\n1,1,\n"), @r#"s.csv, line 1: there is no column "w3", which the plan names; check the plan against the file's header"#);
    assert_snapshot!(read(WAYS, "sent,w1,w2,w33\n1,1,,\n"), @r#"s.csv, line 1: there is no column "w3", which the plan names; is it "w33"?"#);
    let optional = WAYS.replace("other_of = \"ways\"", "other_of = \"ways\"\noptional = true");
    let optional = optional.replace("    { column = \"w3\", option = \"Other\" },\n", "");
    assert_snapshot!(read(&optional, "sent,w1,w2\n1,1,\n"), @r#"
    1: ways=Phone
    look: the file has no column "w3", which the plan calls optional
    "#);
}

#[test]
fn one_row_an_answer_needs_a_respondents_rows_together_if_some_are_tested() {
    let plan = r#"
layout = "answers"
respondent = "who"
question = "q"
answer = "a"
[[exclude]]
reason = "no consent"
unless = { question = "Agree?", is = ["Yes"] }
[[column]]
name = "Agree?"
as = "consent"
[[column]]
name = "Why?"
as = "open"
"#;
    assert_snapshot!(read(plan, "who,q,a\n1,Agree?,Yes\n1,Why?,Staff\n2,Why?,Money\n2,Agree?,No\n"), @"
    1: Agree?=Yes Why?=Staff
    2: Agree?=No Why?=Money left out
    ");
    assert_snapshot!(read(plan, "who,q,a\n1,Agree?,Yes\n2,Agree?,Yes\n1,Why?,Staff\n"), @r#"s.csv, line 4: the respondent's id (column "who") is the same as in line 2; sort the file so that a respondent's answers stand together, since the plan tests some of them"#);
    let untested = plan.replace("unless = { question = \"Agree?\", is = [\"Yes\"] }", "no_answers = true");
    assert_snapshot!(read(&untested, "who,q,a\n1,Agree?,Yes\n2,Why?,Staff\n1,Why?,Money\n"), @"
    1: Agree?=Yes left out
    2: Why?=Staff
    1: Why?=Money
    ");
}

#[test]
fn mistakes_in_plans_are_named() {
    let column = |rest: &str| mistake(&format!("[[column]]\nname = \"Q1\"\n{rest}"));
    assert_snapshot!(column("as = \"open\"\nparts = [{ column = \"a\" }]\n"), @r#"plan.toml, line 1, column 1: "Q1" is made of several columns, which only multiple and rank are, and not open"#);
    assert_snapshot!(column("as = \"rank\"\nparts = [{ column = \"a\" }]\n"), @r#"plan.toml, line 1, column 1: the ranking "Q1" has a column a place and needs the options that stand in them"#);
    assert_snapshot!(column("as = \"multiple\"\nparts = [{ column = \"a\" }, { column = \"a\" }]\n"), @r#"plan.toml, line 1, column 1: "Q1" has the part "a" twice; take one out"#);
    assert_snapshot!(column("as = \"multiple\"\nparts = [{ colum = \"a\" }]\n"), @"plan.toml, line 4, column 12: there is no `colum` here; did you mean `column`?");
    assert_snapshot!(column("as = \"open\"\nreversed = true\n"), @r#"plan.toml, line 1, column 1: "Q1" is reversed but is not read as a scale; write as = "scale""#);
    assert_snapshot!(column("as = \"open\"\norder = \"day/month/year\"\n"), @r#"plan.toml, line 1, column 1: "Q1" has an order of day and month but is not read as a date; write as = "date""#);
    assert_snapshot!(column("as = \"open\"\nother_of = \"Q2\"\n"), @r#"plan.toml, line 1, column 1: the words are those beside "Q2", which no column has as its code; is it "Q1"?"#);
    assert_snapshot!(column("as = \"rank\"\noptions = [\"a\"]\n[[column]]\nname = \"Q1_1\"\nas = \"open\"\n"), @r#"plan.toml, line 1, column 1: the options of "Q1" become questions of their own, and the code "Q1_1" is taken; give one of them another"#);
    assert_snapshot!(column("as = \"open\"\n[[exclude]]\nreason = \"x\"\nblank = \"Q2\"\n"), @r#"plan.toml, line 4, column 1: the exclusion looks at "Q2", which no column has as its code; is it "Q1"?"#);
    assert_snapshot!(mistake("layout = \"answers\"\n[[column]]\nname = \"Q1\"\nas = \"open\"\n"), @r#"plan.toml, line 1, column 10: the layout "answers" needs question = and answer = with the names of their columns"#);
    assert_snapshot!(mistake("question = \"q\"\n[[column]]\nname = \"Q1\"\nas = \"open\"\n"), @r#"plan.toml, line 1, column 12: question and answer name columns of the layout "answers"; write layout = "answers""#);
    assert_snapshot!(mistake("dialect = \"survymonkey\"\n"), @"plan.toml, line 1, column 11: there is no `survymonkey` here; did you mean `surveymonkey`?");
}

#[test]
fn a_saved_proposal_says_what_was_found_and_no_words() {
    let mut text = String::from("id,Your sector,Why?\n");
    for row in 0..8 {
        text.push_str(
            ["{n},Schools,Because of it {n}\n", "{n},Police,\n"][row % 2].replace("{n}", &row.to_string()).as_str(),
        );
    }
    let proposal = Proposal::of_file(Path::new("s.csv"), Cursor::new(text.into_bytes()), None).unwrap();
    assert_snapshot!(proposal.to_toml(), @r#"
    # What each column of the survey is. `as` takes: id, open, single, multiple, scale, rank, number, date, consent, personal, meta, attribute, ignore.

    dialect = "plain"
    delimiter = ","
    encoding = "UTF-8"
    respondent = "id"
    layout = "wide"

    [[exclude]]
    reason = "no answers"
    no_answers = true

    # 8 of 8 rows filled, 8 distinct
    [[column]]
    name = "id"
    as = "id"

    # 8 of 8 rows filled, 2 distinct
    [[column]]
    name = "Your sector"
    as = "single"
    options = ["Schools", "Police"]
    attribute = "your-sector"

    # 4 of 8 rows filled, 4 distinct
    [[column]]
    name = "Why?"
    as = "open"
    "#);
}

/// A cell can say itself why there is no answer: that the question was not shown, or that it does not apply. Neither is a
/// blank; only what does not apply was answered in any sense.
#[test]
fn cells_that_say_why_there_is_no_answer() {
    let plan = r#"
not_asked = ["N/A"]
not_applicable = ["does not apply"]

[[exclude]]
reason = "no answers"
no_answers = true

[[column]]
name = "rating"
as = "scale"
scale = [1, 5]
not_applicable = ["0"]

[[column]]
name = "said"
as = "open"

[[column]]
name = "sector"
as = "single"
attribute = "sector"

[[column]]
name = "ways"
as = "multiple"
parts = [{ column = "w1", option = "Phone" }, { column = "w2", option = "Post" }]

[[column]]
name = "best"
as = "rank"
options = ["a", "b"]
parts = [{ column = "b1" }, { column = "b2" }]
"#;
    let text = "rating,said,sector,w1,w2,b1,b2\n\
                4,Fine,Schools,1,,a,b\n\
                0,does not apply,does not apply,N/A,N/A,N/A,N/A\n\
                N/A,N/A,N/A,1,N/A,b,\n\
                N/A,N/A,,N/A,N/A,N/A,N/A\n";
    assert_snapshot!(read(plan, text), @"
    1: rating=4 sector=Schools ways=Phone best_1=1 best_2=2 said=Fine
    2: rating=[not applicable] said=[not applicable] sector=[not applicable] ways=[not asked] best_1=[not asked] best_2=[not asked]
    3: rating=[not asked] said=[not asked] sector=[not asked] ways=Phone best_2=1
    4: rating=[not asked] said=[not asked] ways=[not asked] best_1=[not asked] best_2=[not asked] left out
    ");
}
