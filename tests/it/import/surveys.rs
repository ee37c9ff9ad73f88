//! Survey rows, read as planned.

use std::io::Cursor;
use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::survey::{Respondent, SurveyPlan, SurveyReader};
use verbatim::import::{ImportError, survey};

const PLAN: &str = r#"
respondent = "id"
[[exclude]]
reason = "no consent"
unless = { question = "consent", is = ["yes"] }
[[exclude]]
reason = "no answers"
no_answers = true
[[exclude]]
reason = "not a provider"
when = { question = "role", is = ["Researcher"] }
[[column]]
name = "id"
as = "id"
[[column]]
name = "consent"
as = "consent"
[[column]]
name = "role"
as = "single"
attribute = "role"
[[column]]
name = "email"
as = "personal"
[[column]]
name = "ways"
as = "multiple"
options = ["Phone", "Parents, carers", "In person"]
[[column]]
name = "sat"
as = "scale"
scale = [1, 7]
[[column]]
name = "why"
as = "open"
wording = "Why?"
[[column]]
name = "wave"
as = "attribute"
"#;

const HEADER: &str = "id,consent,role,email,ways,sat,why,wave\n";

fn reader(plan: &str, text: &str) -> Result<SurveyReader, ImportError> {
    let plan = SurveyPlan::from_toml(Path::new("plan.toml"), plan)?;
    SurveyReader::new(Path::new("s.csv"), Cursor::new(text.as_bytes().to_vec()), &plan)
}

fn told(respondent: &Respondent) -> String {
    let values = |values: Vec<(usize, &str)>| {
        values
            .iter()
            .map(|(index, value)| format!("{index}={}", value.replace('\n', "+")))
            .collect::<Vec<_>>()
            .join(" ")
    };
    format!(
        "row {} {} id {} | {} | {} | {} | {:?}",
        respondent.row_number,
        respondent.place.words(),
        respondent.id(),
        values(respondent.attributes().collect()),
        values(respondent.responses().collect()),
        values(respondent.answers().collect()),
        respondent.excluded
    )
}

fn rows(plan: &str, text: &str) -> String {
    let rows: Vec<String> =
        reader(plan, text).unwrap().map(|row| row.map_or_else(|error| error.to_string(), |row| told(&row))).collect();
    rows.join("\n")
}

fn error(plan: &str, text: &str) -> String {
    let mut reader = match reader(plan, text) {
        Ok(reader) => reader,
        Err(error) => return error.to_string(),
    };
    reader.find_map(Result::err).expect("something is wrong with it").to_string()
}

#[test]
fn rows_are_read_as_planned() {
    let text = format!(
        "{HEADER}R1,Yes,Manager,a@example.org,\"Parents, carers,Phone\",7,\"Two lines,\nwith \"\"quotes\"\".\",1\r\nR2,No,,,,,,\n\nR3,Yes,,x@example.org,,,,2\nR4,Yes,Researcher,,Post,4.0, fine ,\n"
    );
    assert_snapshot!(rows(PLAN, &text), @r#"
    row 1 line 2 id R1 | 0=Manager 1=1 | 0=Yes 1=Manager 2=Parents, carers+Phone 3=7 | 4=Two lines,+with "quotes". | None
    row 2 line 4 id R2 |  | 0=No |  | Some(0)
    row 3 line 6 id R3 | 1=2 | 0=Yes |  | Some(1)
    row 4 line 7 id R4 | 0=Researcher | 0=Yes 1=Researcher 2=Post 3=4 | 4=fine | Some(2)
    "#);
}

#[test]
fn questions_and_attributes_are_told() {
    let reader = reader(PLAN, &format!("{HEADER}R1,Yes,,,,,,\n")).unwrap();
    let questions: Vec<String> = reader
        .questions()
        .iter()
        .map(|question| format!("{} {} {} {}", question.id.0, question.code, question.kind, question.wording))
        .collect();
    assert_snapshot!(questions.join("\n"), @"
    0 consent consent consent
    1 role single role
    2 ways multiple ways
    3 sat scale sat
    4 why open Why?
    ");
    assert_eq!(reader.attributes(), ["role", "wave"]);
    assert_eq!(reader.encoding(), "UTF-8");
}

#[test]
fn odd_answers_are_counted_once_a_column() {
    let mut reader = reader(PLAN, &format!("{HEADER}R1,Yes,x,,Post,9,,\nR2,Yes,x,,Fax,n/a,,\n")).unwrap();
    let mut respondent = Respondent::default();
    while reader.read(&mut respondent).unwrap() {
        assert_eq!(respondent.responses().count(), 3, "the scale's answer is left out");
    }
    let warnings: Vec<String> =
        reader.warnings().iter().map(|warning| format!("{} ({:?})", warning.message, warning.line_number)).collect();
    assert_snapshot!(warnings.join("\n"), @"
    ways: 2 answers not among the plan's options, kept as written; the first is in this line (Some(2))
    sat: 2 answers left out that should be a whole number from 1 to 7; the first is in this line (Some(2))
    ");
}

#[test]
fn a_scale_may_have_named_points() {
    let plan = "[[column]]\nname = \"s\"\nas = \"scale\"\nscale = [1, 3]\noptions = [\"Low\", \"Middle\", \"High\"]\n";
    assert_snapshot!(rows(plan, "s\nhigh\n2\n"), @"
    row 1 line 2 id 1 |  | 0=3 |  | None
    row 2 line 3 id 2 |  | 0=2 |  | None
    ");
}

#[test]
fn qualtrics_headers_of_both_ages() {
    let plan = "dialect = \"qualtrics\"\n[[column]]\nname = \"Q1\"\nas = \"open\"\n";
    assert_snapshot!(rows(plan, "Q1\nWhat is missing?\n\"{\"\"ImportId\"\":\"\"QID1\"\"}\"\nStaff.\n"), @"row 1 line 4 id 1 |  |  | 0=Staff. | None");
    assert_snapshot!(rows(plan, "Q1\nWhat is missing?\nStaff.\n"), @"row 1 line 3 id 1 |  |  | 0=Staff. | None");
    assert_eq!(reader(plan, "Q1\nWhat is missing?\nStaff.\n").unwrap().questions()[0].wording, "What is missing?");
}

#[test]
fn several_rows_of_one_respondent_need_the_long_layout() {
    let text = format!("{HEADER}R1,Yes,,,,,One.,\nR1,Yes,,,,,Two.,\n");
    assert_snapshot!(error(PLAN, &text), @r#"s.csv, line 3: the respondent's id (column "id") is the same as in line 2; correct one, or write layout = "long" in the plan if a respondent may have several rows"#);
    assert_eq!(rows(&format!("layout = \"long\"\n{PLAN}"), &text).lines().count(), 2);
}

#[test]
fn other_encodings_delimiters_and_line_ends() {
    let plan = "encoding = \"windows-1252\"\ndelimiter = \";\"\n[[column]]\nname = \"a\"\nas = \"open\"\n[[column]]\nname = \"n\"\nas = \"number\"\n";
    let plan = SurveyPlan::from_toml(Path::new("plan.toml"), plan).unwrap();
    let rows = |bytes: &[u8]| -> Vec<String> {
        let reader = SurveyReader::new(Path::new("s.csv"), Cursor::new(bytes.to_vec()), &plan).unwrap();
        reader.map(|row| told(&row.unwrap())).collect()
    };
    assert_snapshot!(rows(b"a;n\rcaf\xe9;3,5\r").join("\n"), @"row 1 line 2 id 1 |  | 1=3.5 | 0=café | None");
    let utf16: Vec<u8> = "\u{feff}a;n\ncafé;2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_snapshot!(rows(&utf16).join("\n"), @"row 1 line 2 id 1 |  | 1=2 | 0=café | None");
}

#[test]
fn mistakes_are_named() {
    let with = |rest: &str| format!("{HEADER}{rest}");
    assert_snapshot!(error(PLAN, &with("")), @"s.csv: there is a header but no row of answers; export the survey with its responses");
    assert_snapshot!(error(PLAN, &with("R1\n")), @"s.csv, line 2: the header has 8 columns but this row has 1; look for a missing delimiter or a line end inside a field");
    assert_snapshot!(error(PLAN, &with("R1,Yes,,,,\nand more,\"\",1\n")), @"s.csv, line 2: the header has 8 columns but this row has 6; look for a missing delimiter or a line end inside a field");
    assert_snapshot!(error(PLAN, &with("R1,Yes,,,,,,\nR2,Yes,,,,,a,b,c\n")), @"s.csv, line 3: the header has 8 columns but this row has 9; quote fields that hold the delimiter");
    assert_snapshot!(error(PLAN, &with("R1,Yes,,,,,\"open,\nR2,Yes,,,,,,\n")), @"s.csv, line 2: a quotation mark opens here and is never closed; close it or export the file again");
    assert_snapshot!(error(PLAN, &with("R1,Yes,,,,,\"so \"it\" goes\",\n")), @r#"s.csv, line 2: there are words after a closing quotation mark; a quotation mark inside a field is written twice ("")"#);
    assert_snapshot!(error(PLAN, &with("R1,Yes,,,,,a\0b,\n")), @"s.csv, line 2, column 13: there is a zero byte here, so this is not text or it is damaged; export or copy the file again");
    assert_snapshot!(error(PLAN, &with(",Yes,,,,,,\n")), @r#"s.csv, line 2: the respondent's id (column "id") is blank here; fill it in"#);
    assert_snapshot!(error(PLAN, &HEADER.replace("consent", "Consent").replace("wave", "waves")), @"s.csv: there is a header but no row of answers; export the survey with its responses");
    assert_snapshot!(error(PLAN, "id,consent,role,email,ways,sat,why,wav\nR1,,,,,,,\n"), @r#"s.csv, line 1: there is no column "wave", which the plan names; is it "wav"?"#);
    assert_snapshot!(error(&format!("delimiter = \",\"\n{PLAN}"), &HEADER.replace(',', ";")), @r#"s.csv, line 1: its columns are parted by ";", not by "," as the plan says; correct delimiter in the plan"#);
    assert_snapshot!(error(PLAN, ""), @"s.csv: the file is empty; export or copy it again");
    assert_snapshot!(survey::open(Path::new("/nowhere/s.csv"), &SurveyPlan::from_toml(Path::new("p"), PLAN).unwrap()).unwrap_err().to_string(), @"cannot read /nowhere/s.csv");
}
