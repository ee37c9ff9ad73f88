//! A survey before it comes in: what each of its columns is, as a form. What is said is kept beside the file until it comes in.

use axum::extract::{Form, Path, Query, State};
use axum::http::HeaderMap;
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::get;
use axum::{Router, routing::post};
use maud::{Markup, html};

use super::bring_in::{Fields, last_row, lines_of, start};
use super::incoming::{place_field, size, still_waits};
use crate::model::SourceKind;
use crate::project::{
    ColumnEdit, ColumnPlan, ColumnRole, Dialect, Exclusion, Finding, ImportOptions, IncomingChoice, IncomingFile,
    IncomingPlace, PlanEdit, Project, SurveyForm,
};
use crate::text::counted;
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::{Error, capitalised};
use crate::web::layout::{Here, Page};

pub(super) fn routes() -> Router<Bench> {
    Router::new().route("/incoming/{id}/plan", get(show).post(save)).route("/incoming/{id}/survey", post(bring_in))
}

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    dialect: String,
    /// The survey of which it may be a later export.
    later: String,
}

async fn show(
    State(bench): State<Bench>,
    Path(id): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Error> {
    if !still_waits(&bench, &id).await? {
        return Ok(Redirect::to("/sources").into_response());
    }
    let page = bench.page(move |project| {
        let file = project.incoming_file(&id)?;
        let body = if asked.later.is_empty() {
            of_survey(project, &file, Dialect::from_word(&asked.dialect))?
        } else {
            of_later(project, &file, &asked.later)?
        };
        let page = Page::new(Here::Sources, format!("Bring in {}", file.name), body);
        Ok(page.needing(&["css/sources.css", "js/sources/plan.js"]).wide())
    });
    Ok(page.await?.into_response())
}

/// What it would bring as a later export of a survey that the study has.
fn of_later(project: &mut Project, file: &IncomingFile, survey: &str) -> Result<Markup, Error> {
    let lines = project.later_export_lines(&file.id, survey)?;
    Ok(html! {
        (lines_of(&lines))
        p { "Respondents are known again by their ids: what was coded stays, and answers that have changed wait for you where the words under a coding are no longer the same." }
        form method="post" action={ "/incoming/" (file.id) "/survey" } {
            input type="hidden" name="later" value=(survey);
            (last_row(file))
        }
    })
}

fn of_survey(project: &Project, file: &IncomingFile, dialect: Option<Dialect>) -> Result<Markup, Error> {
    let form = project.survey_form(&file.id, dialect)?;
    let options = ImportOptions { kind: Some(SourceKind::Survey), dialect, ..ImportOptions::default() };
    let lines = project.incoming_lines(&file.id, &options)?;
    let outcome: Vec<String> = lines.into_iter().skip_while(|line| !line.starts_with("would bring")).collect();
    let surveys: Vec<String> = project
        .sources()?
        .into_iter()
        .filter(|source| source.kind == SourceKind::Survey)
        .map(|source| source.path)
        .collect();
    let doubts = form.findings.iter().filter(|finding| finding.doubt.is_some()).count() as u64;
    Ok(html! {
        p .quiet {
            (size(file.byte_count)) ", " (counted(form.plan.columns.len() as u64, "column")) ", judged by "
            (counted(form.row_count as u64, "row"))
            @if doubts > 0 { "; " (counted(doubts, "column")) " to look at" }
        }
        (lines_of(&outcome))
        @if !surveys.is_empty() { (later_choice(file, &surveys)) }
        (dialect_choice(&form, file))
        form #plan method="post" action={ "/incoming/" (file.id) "/survey" } {
            input type="hidden" name="dialect" value=(form.plan.dialect.word());
            (place_field(file, "place"))
            (respondent_field(&form))
            (columns_table(&form))
            (exclusions_field(&form.exclusions))
            div .row .below {
                button type="submit" .main { "Bring it in" }
                button type="submit" formaction={ "/incoming/" (file.id) "/plan" } { "Show what would come in" }
                button type="submit" .plain formaction={ "/incoming/" (file.id) "/discard" } { "Leave it out" }
                a href={ "/incoming/" (file.id) "?kind=interview" } { "It is no survey but talk" }
            }
        }
    })
}

fn later_choice(file: &IncomingFile, surveys: &[String]) -> Markup {
    html! {
        form .row .box method="get" action={ "/incoming/" (file.id) "/plan" } {
            div .field {
                label for="later" { "Is it a later export of a survey that is here already?" }
                select #later name="later" { @for survey in surveys { option value=(survey) { (survey) } } }
            }
            button type="submit" { "Show what it would add" }
        }
    }
}

fn dialect_choice(form: &SurveyForm, file: &IncomingFile) -> Markup {
    html! {
        form .row .box method="get" action={ "/incoming/" (file.id) "/plan" } {
            div .field {
                label for="dialect" { "Which tool wrote it" }
                select #dialect name="dialect" {
                    @for dialect in Dialect::ALL {
                        option value=(dialect.word()) selected[*dialect == form.plan.dialect] { (tool(*dialect)) }
                    }
                }
            }
            button type="submit" { "Read the header so" }
        }
    }
}

const fn tool(dialect: Dialect) -> &'static str {
    match dialect {
        Dialect::Qualtrics => "Qualtrics",
        Dialect::SurveyMonkey => "SurveyMonkey",
        Dialect::LimeSurvey => "LimeSurvey",
        Dialect::GoogleForms => "Google Forms",
        Dialect::MsForms => "Microsoft Forms",
        Dialect::Plain => "Something else: one row of names",
    }
}

/// What a role means for the answers, for people.
const fn role_name(role: ColumnRole) -> &'static str {
    match role {
        ColumnRole::Id => "Respondent's id",
        ColumnRole::Open => "Open answers, to be coded",
        ColumnRole::Single => "One choice",
        ColumnRole::Multiple => "Several choices",
        ColumnRole::Scale => "Scale",
        ColumnRole::Rank => "Ranking",
        ColumnRole::Number => "Number",
        ColumnRole::Date => "Date",
        ColumnRole::Consent => "Consent",
        ColumnRole::Personal => "Personal: left out",
        ColumnRole::Meta => "Made by the tool: left out",
        ColumnRole::Attribute => "Attribute of the person",
        ColumnRole::Ignore => "Left out",
    }
}

fn respondent_field(form: &SurveyForm) -> Markup {
    let names: Vec<&str> = form.plan.columns.iter().flat_map(ColumnPlan::file_columns).collect();
    let is_listed = form.plan.respondent.as_deref().is_none_or(|name| names.contains(&name));
    html! {
        div .field {
            label for="respondent" { "Respondents are told apart by" }
            select #respondent name="respondent" {
                option value="" selected[form.plan.respondent.is_none()] { "their row: they have no ids" }
                @if let (false, Some(name)) = (is_listed, &form.plan.respondent) { option value=(name) selected { (name) } }
                @for name in names { option value=(name) selected[form.plan.respondent.as_deref() == Some(name)] { (name) } }
            }
            span .hint { "Ids let a later export find the same people again." }
        }
    }
}

fn columns_table(form: &SurveyForm) -> Markup {
    let columns = form.plan.columns.iter().zip(&form.is_personal).enumerate();
    html! {
        h2 { "What each column is" }
        p { "A short name is how a question is called in tables; an attribute is a variable to group people by. Personal columns stay out unless you say that you want them." }
        div .scroll {
            table .plan {
                thead {
                    tr {
                        th scope="col" { "Column" } th scope="col" { "Some of its values" } th scope="col" { "Is" }
                        th scope="col" { "Short name" } th scope="col" { "Question, as it was asked" } th scope="col" { "Attribute" }
                    }
                }
                tbody {
                    @for (index, (column, is_personal)) in columns {
                        (column_row(index, column, *is_personal, form))
                    }
                }
            }
        }
    }
}

fn column_row(index: usize, column: &ColumnPlan, is_personal: bool, form: &SurveyForm) -> Markup {
    let nothing = Finding::default();
    let finding = form.findings.get(index).unwrap_or(&nothing);
    let values = column.file_columns().filter_map(|name| form.first_values.get(name)).flatten().take(3);
    let name = &column.name;
    html! {
        tr {
            th scope="row" {
                bdi { (name) }
                @if column.parts.len() > 1 { span .quiet { " (" (counted(column.parts.len() as u64, "column")) ")" } }
                @if let Some(doubt) = &finding.doubt { p .doubt { (capitalised(doubt)) } }
            }
            td .values {
                @if is_personal { span .quiet { "Not shown: it may say who someone is" } }
                @else { ul { @for value in values { li dir="auto" { (shortened(value)) } } } }
            }
            td {
                select name={ "role:" (index) } aria-label={ (name) " is" } {
                    @for role in ColumnRole::ALL {
                        option value=(role.word()) selected[*role == column.role] { (role_name(*role)) }
                    }
                }
                @if is_personal {
                    label .wanted {
                        input type="checkbox" name={ "wanted:" (index) } value="yes" checked[column.role != ColumnRole::Personal];
                        "Bring it in all the same" span .unseen { ": " (name) }
                    }
                }
            }
            td { input name={ "code:" (index) } value=[column.code.as_ref()] placeholder=(name) aria-label={ "Short name of " (name) } autocomplete="off"; }
            td { input .wording name={ "wording:" (index) } value=[column.wording.as_ref()] aria-label={ "Question of " (name) } autocomplete="off"; }
            td { input name={ "attribute:" (index) } value=[column.attribute.as_ref()] aria-label={ "Attribute that " (name) " becomes" } autocomplete="off"; }
        }
    }
}

/// The beginning of what may be a long answer.
fn shortened(value: &str) -> String {
    match value.char_indices().nth(70) {
        Some((at, _)) => format!("{}…", value.get(..at).unwrap_or_default().trim_end()),
        None => value.to_owned(),
    }
}

fn exclusions_field(exclusions: &[(Exclusion, bool)]) -> Markup {
    html! {
        @if !exclusions.is_empty() {
            fieldset {
                legend { "Who is left out" }
                @for (index, (rule, holds)) in exclusions.iter().enumerate() {
                    p {
                        input id={ "rule-" (index) } type="checkbox" name={ "rule:" (index) } value="yes" checked[*holds];
                        label for={ "rule-" (index) } { (capitalised(&rule.reason)) }
                        input type="hidden" name="rules" value=(index);
                    }
                }
            }
        }
    }
}

fn edit_of(fields: &Fields) -> PlanEdit {
    let mut columns: Vec<(usize, ColumnEdit)> = Vec::new();
    for (number, role) in fields.numbered("role") {
        let (Ok(index), Some(role)) = (number.parse(), ColumnRole::from_word(role)) else { continue };
        let text = |name: &str| fields.one(&format!("{name}:{number}")).unwrap_or_default().to_owned();
        let (code, wording, attribute) = (text("code"), text("wording"), text("attribute"));
        let is_wanted = fields.one(&format!("wanted:{number}")).is_some();
        columns.push((index, ColumnEdit { role, code, wording, attribute, is_wanted }));
    }
    columns.sort_by_key(|(index, _)| *index);
    let rules = fields.all("rules").iter().filter_map(|number| number.parse::<usize>().ok());
    PlanEdit {
        dialect: fields.one("dialect").and_then(Dialect::from_word),
        respondent: fields.all("respondent").last().cloned(),
        columns: columns.into_iter().map(|(_, edit)| edit).collect(),
        dropped_exclusions: rules.filter(|index| fields.one(&format!("rule:{index}")).is_none()).collect(),
    }
}

async fn save(
    State(bench): State<Bench>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let edit = edit_of(&Fields::new(pairs));
    let answer = bench.read(move |project| {
        project.save_survey_form(&id, &edit)?;
        Ok(Answer::said("the survey is read so now; nothing has come in yet").at(format!("/incoming/{id}/plan")))
    });
    answered(&headers, answer.await)
}

async fn bring_in(
    State(bench): State<Bench>,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(pairs): Form<Vec<(String, String)>>,
) -> Response {
    let fields = Fields::new(pairs);
    answered(&headers, brought_in(&bench, id, &fields).await)
}

async fn brought_in(bench: &Bench, id: String, fields: &Fields) -> Result<Answer, Error> {
    let mut choice = IncomingChoice { id: id.clone(), kind: Some(SourceKind::Survey), ..IncomingChoice::default() };
    if let Some(survey) = fields.one("later") {
        choice.place = IncomingPlace::LaterOf(survey.to_owned());
        return start(bench, vec![choice]);
    }
    choice.place = super::bring_in::place_of(fields.one("place"));
    let edit = edit_of(fields);
    bench.read(move |project| Ok(project.save_survey_form(&id, &edit)?)).await?;
    start(bench, vec![choice])
}
