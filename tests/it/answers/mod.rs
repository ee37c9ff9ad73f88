//! Surveys as lists and grids: what passes, in which order, and coding many answers at once.

mod coding;
mod grid;
mod listing;

use verbatim::project::{AnswerFilter, AnswerOrder, Likeness, Project, Quiet, Survey, ValueChoice, ValuesOf};

use crate::support::Sandbox;

/// What nine people wrote, four of them nearly the same; who rated 1 was not asked why, and one said that it does not
/// apply.
const SURVEY: &str = "\
id,agree,sector,rating,needs,why
R1,Yes,Schools,4,More training for new staff.,We are new
R2,Yes,Schools,2,Longer funding.,
R3,Yes,Schools,3,,Nothing else helps
R4,Yes,Clinics,5,longer  funding,n/a
R5,Yes,Clinics,1,Training and one more post.,
R6,Yes,Clinics,4,Nothing at present.,It runs well
R7,No,Clinics,2,Funding.,Of course
R8,Yes,,2,LONGER FUNDING!,Grants end
R9,Yes,Clinics,10,longer fundings,
";

const PLAN: &str = r#"respondent = "id"

[[exclude]]
reason = "without consent"
unless = { question = "agree", is = ["Yes"] }

[[column]]
name = "id"
as = "id"

[[column]]
name = "agree"
as = "consent"

[[column]]
name = "sector"
as = "single"
options = ["Schools", "Clinics"]
attribute = "sector"

[[column]]
name = "rating"
as = "number"

[[column]]
name = "needs"
as = "open"
wording = "What does your service need most?"

[[column]]
name = "why"
as = "open"
wording = "Why?"
shown_if = { question = "rating", above = 1 }
not_applicable = ["n/a"]
"#;

/// The small study with this survey, built.
fn study() -> (Sandbox, Project, Survey) {
    let sandbox = Sandbox::small();
    sandbox.file("transcripts/survey.csv", SURVEY);
    sandbox.file("transcripts/survey.plan.toml", PLAN);
    sandbox.run("build");
    let mut project = Project::open(&sandbox.path("")).expect("the study opens");
    let survey = project.survey("survey", &Quiet).expect("there is such a survey");
    (sandbox, project, survey)
}

/// The answers to `needs` that pass: respondents, those whose answers are taken for one joined by `+`.
fn listed(project: &mut Project, survey: &Survey, filter: &AnswerFilter, order: &AnswerOrder) -> String {
    let list = project.list_answers(survey, "needs", filter, order, &Quiet).expect("the answers are listed");
    let names = list.groups.iter().map(|group| {
        let apart: Vec<_> = group.iter().map(|text| vec![*text]).collect();
        let shown = project.show_answers(&apart, &[]).expect("they are there");
        shown.into_iter().map(|answer| answer.respondent).collect::<Vec<_>>().join("+")
    });
    names.collect::<Vec<_>>().join(" ")
}

fn only(of: ValuesOf, values: &[Option<&str>]) -> AnswerFilter {
    let values = values.iter().map(|value| value.map(str::to_owned)).collect();
    AnswerFilter { values: vec![ValueChoice { of, values }], ..AnswerFilter::default() }
}

fn attribute(name: &str) -> ValuesOf {
    ValuesOf::Attribute(name.to_owned())
}

fn answer(question: &str) -> ValuesOf {
    ValuesOf::Question(question.to_owned())
}

fn together(likeness: Likeness) -> AnswerOrder {
    AnswerOrder { likeness, ..AnswerOrder::default() }
}
