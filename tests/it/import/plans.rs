//! Survey plans as files.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::survey::{ColumnRole, Dialect, Layout, SurveyPlan};

const PLAN: &str = r#"
dialect = "qualtrics"
delimiter = ";"
encoding = "latin1"
respondent = "ResponseId"
layout = "long"

[[exclude]]
reason = "no consent"
unless = { question = "consent", is = ["Yes"] }

[[exclude]]
reason = "no answers"
no_answers = true

[[column]]
name = "ResponseId"
as = "id"

[[column]]
name = "Q1"
as = "consent"
code = "consent"

[[column]]
name = "Q15"
as = "scale"
scale = [0, 10]

[[column]]
name = "Q16"
as = "open"
wording = "What stands in the way?"
shown_if = { question = "Q15", below = 4 }

[[column]]
name = "Q3"
as = "single"
options = ["Policing", "Other"]
attribute = "sector"
"#;

fn error(text: &str) -> String {
    SurveyPlan::from_toml(Path::new("plan.toml"), text).unwrap_err().to_string()
}

#[test]
fn a_plan_is_read_and_written_and_read_again() {
    let plan = SurveyPlan::from_toml(Path::new("plan.toml"), PLAN).unwrap();
    assert_eq!((plan.dialect, plan.layout, plan.delimiter), (Dialect::Qualtrics, Layout::Long, Some(';')));
    assert_eq!(plan.encoding.as_deref(), Some("windows-1252"));
    assert_eq!(plan.columns[1].code(), "consent");
    assert_eq!((plan.columns[2].role, plan.columns[2].scale), (ColumnRole::Scale, Some((0, 10))));
    assert_eq!(plan.columns[3].shown_if.as_ref().and_then(|condition| condition.below), Some(4.0));
    assert_eq!(plan.columns[4].attribute_name(), Some("sector"));
    let written = plan.to_toml();
    assert_eq!(SurveyPlan::from_toml(Path::new("plan.toml"), &written).unwrap(), plan);
    assert_eq!(SurveyPlan::from_toml(Path::new("plan.toml"), &written).unwrap().to_toml(), written);
}

#[test]
fn mistakes_are_named_with_line_and_column() {
    let column = |rest: &str| error(&format!("[[column]]\nname = \"Q1\"\n{rest}"));
    assert_snapshot!(error("delimeter = \",\"\n"), @"plan.toml, line 1, column 1: there is no `delimeter` here; did you mean `delimiter`?");
    assert_snapshot!(column("as = \"opne\"\n"), @"plan.toml, line 3, column 6: unknown variant `opne`, expected one of `id`, `open`, `single`, `multiple`, `scale`, `rank`, `number`, `date`, `consent`, `personal`, `meta`, `attribute`, `ignore`");
    assert_snapshot!(column("as = \"open\"\nseparater = \";\"\n"), @"plan.toml, line 4, column 1: there is no `separater` here; did you mean `separator`?");
    assert_snapshot!(column("as = \"scale\"\n"), @r#"plan.toml, line 1, column 1: the scale "Q1" needs its ends, as in scale = [1, 7]"#);
    assert_snapshot!(column("as = \"scale\"\nscale = [7, 1]\n"), @r#"plan.toml, line 1, column 1: the scale of "Q1" has its ends the wrong way round"#);
    assert_snapshot!(column("as = \"scale\"\nscale = [1, 3]\noptions = [\"low\", \"high\"]\n"), @r#"plan.toml, line 1, column 1: the scale "Q1" has 3 points but 2 options; name every point or none"#);
    assert_snapshot!(column("as = \"open\"\nattribute = \"x\"\n"), @r#"plan.toml, line 1, column 1: "Q1" is read as open and so cannot be an attribute, which has one short value"#);
    assert_snapshot!(column("as = \"open\"\n[[column]]\nname = \"Q1\"\nas = \"open\"\n"), @r#"plan.toml, line 4, column 1: the column "Q1" is planned twice; take one out"#);
    assert_snapshot!(column("as = \"open\"\nshown_if = { question = \"Q2\", is = [\"Yes\"] }\n"), @r#"plan.toml, line 1, column 1: the condition is on "Q2", which no column has as its code; is it "Q1"?"#);
    assert_snapshot!(column("as = \"open\"\n[[exclude]]\nreason = \"x\"\n"), @"plan.toml, line 4, column 1: an exclusion takes one of unless, when, blank and no_answers = true; split it or complete it");
    assert_snapshot!(column("as = \"open\"\n[[exclude]]\nreason = \"x\"\nwhen = { question = \"Q1\" }\n"), @r#"plan.toml, line 4, column 1: the condition on "Q1" says nothing; add is, is_not, below or above"#);
    assert_snapshot!(error("delimiter = \"ab\"\n"), @r#"plan.toml, line 1, column 13: the delimiter is one character, such as ",", ";" or "\t""#);
    assert_snapshot!(error("encoding = \"utf-99\"\n"), @r#"plan.toml, line 1, column 12: there is no encoding of this name; write "UTF-8" or "windows-1252""#);
    assert_snapshot!(error(""), @"plan.toml: the plan has no [[column]]; name at least one column of the survey");
}
