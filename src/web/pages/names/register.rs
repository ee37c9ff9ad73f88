//! The register: every identity with its forms and what is printed for it; changed by hand, or by a sheet.

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Form, Query, State};
use axum::http::HeaderMap;
use axum::response::{Html, Response};
use axum::routing::{get, post};
use maud::{Markup, html};
use serde::Deserialize;
use serde_json::json;

use super::{Part, download, kinds, modes, parts};
use crate::model::{Identity, IdentityKind, Mode};
use crate::project::{IdentityEdit, ListedIdentity, Project};
use crate::text::{counted, fold};
use crate::web::answer::{Answer, answered};
use crate::web::bench::Bench;
use crate::web::error::Error;
use crate::web::layout::{Here, Page, empty};
use crate::web::links::encoded;

/// So many identities stand on one page.
const LINES: usize = 200;

pub(super) fn routes() -> Router<Bench> {
    Router::new()
        .route("/names/register", get(show))
        .route("/names/register/add", post(add))
        .route("/names/register/change", post(change))
        .route("/names/register/remove", post(remove))
        .route("/names/register/file", get(file))
        .route("/names/register/sheet", post(sheet))
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Wanted {
    kind: String,
    /// Only those with a form that has these words.
    find: String,
    /// The identity that is being changed.
    change: Option<i64>,
    page: usize,
}

async fn show(State(bench): State<Bench>, Query(wanted): Query<Wanted>) -> Result<Html<String>, Error> {
    bench
        .page(move |project| {
            let listed = project.listed_identities()?;
            let body = html! {
                (parts(Part::Register))
                @for warning in project.register_warnings()? { p .box .warn { (warning) } }
                @if let Some(line) = wanted.change.and_then(|number| listed.iter().find(|line| line.number == Some(number))) {
                    (changing(line))
                } @else {
                    (adding())
                }
                (sheets())
                (table(&listed, &wanted))
            };
            let page = Page::new(Here::Names, "Names", body).needing(&["js/names/sheet.js", "css/names.css"]);
            Ok(page.wide())
        })
        .await
}

fn table(listed: &[ListedIdentity], wanted: &Wanted) -> Markup {
    let kind = IdentityKind::from_word(&wanted.kind);
    let find = fold(wanted.find.trim());
    let is_wanted = |line: &&ListedIdentity| {
        kind.is_none_or(|kind| line.identity.kind == kind)
            && all_forms(&line.identity).any(|form| fold(form).contains(&find))
    };
    let found: Vec<&ListedIdentity> = listed.iter().filter(is_wanted).collect();
    let pages = found.len().div_ceil(LINES);
    let page = wanted.page.min(pages.saturating_sub(1));
    let to = |page: usize| format!("/names/register?kind={}&find={}&page={page}", wanted.kind, encoded(&wanted.find));
    html! {
        h2 { "Listed" }
        form .row method="get" action="/names/register" role="search" aria-label="Find in the register" {
            div .field { label for="find-form" { "With the words" } input #find-form type="search" name="find" value=(wanted.find); }
            div .field { label for="find-kind" { "Kind" } (kinds("find-kind", kind, "all")) }
            button type="submit" { "Show" }
        }
        @if listed.is_empty() {
            (empty("nobody and nothing is listed yet", html! { "List someone above, bring a sheet, or decide on " a href="/names" { "what was found" } "." }))
        } @else {
            p role="status" { (many(found.len())) @if found.len() < listed.len() { " of " (listed.len()) } "." }
            div .scroll tabindex="0" role="region" aria-label="The register" {
                table .register {
                    thead {
                        tr {
                            th scope="col" { "Forms" } th scope="col" { "Kind" } th scope="col" { "Printed as" } th scope="col" { "Case" }
                            th scope="col" .number { "Mentions" } th scope="col" { "Kept in" } th scope="col" { span .unseen { "Change" } }
                        }
                    }
                    tbody { @for line in found.iter().skip(page * LINES).take(LINES) { (row(line)) } }
                }
            }
            @if pages > 1 {
                nav .row aria-label="Pages of the register" {
                    @if page > 0 { a .button href=(to(page - 1)) { "Before" } }
                    p { (page + 1) " of " (pages) }
                    @if page + 1 < pages { a .button href=(to(page + 1)) { "Next" } }
                }
            }
        }
    }
}

fn all_forms(identity: &Identity) -> impl Iterator<Item = &str> {
    identity.forms.iter().map(String::as_str).chain(identity.derived.iter().map(|derived| derived.form.as_str()))
}

fn row(line: &ListedIdentity) -> Markup {
    let identity = &line.identity;
    let first = identity.first_form();
    let others: Vec<&str> = identity.forms.iter().skip(1).map(String::as_str).collect();
    html! {
        tr {
            th scope="row" {
                (first)
                @if !others.is_empty() { " " span .quiet { (others.join("; ")) } }
                @if !identity.derived.is_empty() {
                    details {
                        summary { (counted(identity.derived.len() as u64, "form")) " that follow from these" }
                        p .quiet { (identity.derived.iter().map(|derived| derived.form.as_str()).collect::<Vec<_>>().join("; ")) }
                    }
                }
            }
            td { (identity.kind) }
            td { (printed(identity)) @if let Some(mode) = identity.mode { " " span .quiet { "(" (mode) ")" } }
                @if !identity.reason.is_empty() { br; span .quiet { (identity.reason) } } }
            td { (identity.case.as_deref().unwrap_or_default()) }
            td .number { (line.mentions) }
            td .quiet { (line.origin) }
            td {
                @if let Some(number) = line.number {
                    a .button href={ "/names/register?change=" (number) "#change" } { "Change" span .unseen { " " (first) } }
                }
            }
        }
    }
}

/// What is printed for it, as somebody is told who wants to know.
fn printed(identity: &Identity) -> &str {
    match identity.mode {
        Some(Mode::Keep) => "as it is",
        Some(Mode::Generalise) if identity.replacement.is_empty() && !identity.wider.is_empty() => &identity.wider,
        _ => identity.printed(),
    }
}

fn many(count: usize) -> String {
    if count == 1 { "1 identity".to_owned() } else { format!("{count} identities") }
}

fn adding() -> Markup {
    html! {
        details #add-identity .box {
            summary { "List someone or something" }
            form method="post" action="/names/register/add" {
                div .field { label for="new-kind" { "What it is" } (kinds("new-kind", Some(IdentityKind::Person), "")) }
                div .field {
                    label for="new-forms" { "Forms, one a line" }
                    p #new-forms-hint .hint { "Every way in which it is written or said. Of a person's full name, the first name, surname, initials and nicknames follow." }
                    textarea #new-forms name="add" required aria-describedby="new-forms-hint" data-draft="new-forms" {}
                }
                (printed_fields("new", &Identity { derive: true, ..Identity::default() }))
                button .main type="submit" { "List it" }
            }
        }
    }
}

fn changing(line: &ListedIdentity) -> Markup {
    let (identity, number) = (&line.identity, line.number.unwrap_or_default());
    html! {
        section #change .box aria-labelledby="change-title" {
            h2 #change-title { (identity.first_form()) }
            form method="post" action="/names/register/change" {
                input type="hidden" name="number" value=(number);
                div .field { label for="change-kind" { "What it is" } (kinds("change-kind", Some(identity.kind), "")) }
                fieldset {
                    legend { "Take forms away" }
                    @for (index, form) in identity.forms.iter().enumerate() {
                        p { input id={ "take-" (index) } type="checkbox" name="remove" value=(form); label for={ "take-" (index) } { (form) } }
                    }
                }
                div .field {
                    label for="change-forms" { "Further forms, one a line" }
                    textarea #change-forms name="add" data-draft={ "forms-" (number) } {}
                }
                (printed_fields("change", identity))
                div .row {
                    button .main type="submit" { "Save" }
                    a .button href="/names/register" { "Leave it" }
                    button .danger type="submit" formaction="/names/register/remove" formnovalidate
                        data-confirm={ "Take " (identity.first_form()) " out of the register? It is printed as it is from then on, unless something else hides it." } { "Take it out" }
                }
            }
        }
    }
}

fn printed_fields(prefix: &str, identity: &Identity) -> Markup {
    // What follows from the wider word or the kind is not what somebody typed.
    let follows = identity.mode == Some(Mode::Generalise) && !identity.wider.is_empty();
    let own = if follows { "" } else { identity.replacement.as_str() };
    let field = |name: &str, label: &str, value: &str, hint: &str| {
        html! {
            div .field {
                label for={ (prefix) "-" (name) } { (label) }
                input id={ (prefix) "-" (name) } name=(name) value=(value) aria-describedby={ (prefix) "-" (name) "-hint" };
                p .hint id={ (prefix) "-" (name) "-hint" } { (hint) }
            }
        }
    };
    html! {
        div .field { label for={ (prefix) "-mode" } { "How it is printed" } (modes(&format!("{prefix}-mode"), identity.mode)) }
        (field("replacement", "Printed instead", own, "A pseudonym, or words in brackets. Empty: as its kind and mode say."))
        (field("wider", "Something wider", &identity.wider, "What it is printed as when it is generalised: a region, a sector, a band."))
        (field("case", "The case that it is", identity.case.as_deref().unwrap_or_default(), "By its name in the study. Empty: nobody."))
        (field("reason", "Why", &identity.reason, "Why it is listed, for the log. What is kept needs a reason."))
        p {
            input type="hidden" name="derive-asked" value="yes";
            input id={ (prefix) "-derive" } type="checkbox" name="derive" value="yes" checked[identity.derive];
            label for={ (prefix) "-derive" } { "Seek further forms of a person's names too" }
        }
    }
}

fn sheets() -> Markup {
    html! {
        details #sheets .box {
            summary { "Sheets: bring the register in, or take it away to work on" }
            form #sheet method="post" action="/names/register/sheet" {
                div .field {
                    label for="sheet-file" { "A sheet, or a list" }
                    p #sheet-hint .hint { "Columns kind and forms, and any of number, replacement, mode, wider, case, reason: .csv, .tsv, .xlsx, .ods; or a list: .toml. What would change is said before anything does." }
                    input #sheet-file type="file" accept=".csv,.tsv,.xlsx,.ods,.toml" aria-describedby="sheet-hint" required;
                }
                button type="submit" { "Bring it in" }
            }
            p { "With real names, for people of the study alone:" }
            div .row {
                a .button href="/names/register/file?format=csv" download { "CSV" }
                a .button href="/names/register/file?format=toml" download { "TOML" }
            }
        }
    }
}

/// What a form says, with fields that stand there several times.
type Fields = Vec<(String, String)>;

fn value<'f>(fields: &'f Fields, name: &str) -> Option<&'f str> {
    fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.trim())
}

fn edit(fields: &Fields) -> IdentityEdit {
    let own = |name: &str| value(fields, name).map(str::to_owned);
    let added = fields.iter().filter(|(name, _)| name == "add").flat_map(|(_, lines)| lines.lines());
    IdentityEdit {
        kind: value(fields, "kind").and_then(IdentityKind::from_word),
        add_forms: added.map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect(),
        remove_forms: fields.iter().filter(|(name, _)| name == "remove").map(|(_, form)| form.clone()).collect(),
        replacement: own("replacement"),
        mode: value(fields, "mode").map(Mode::from_word),
        wider: own("wider"),
        case: own("case"),
        reason: own("reason"),
        derive: value(fields, "derive-asked").map(|_| value(fields, "derive").is_some()),
    }
}

async fn add(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let done = bench.change(move |project| {
        let edit = edit(&fields);
        let added = project.add_identity(edit.kind.unwrap_or_default(), &edit, false)?;
        Ok(Answer::said(format!("{} is listed", added.after.first_form())).at("/names/register"))
    });
    answered(&headers, done.await)
}

async fn change(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let done = bench.change(move |project| {
        let changed = project.change_identity(value(&fields, "number").unwrap_or_default(), &edit(&fields), false)?;
        Ok(Answer::said(format!("{} is changed", changed.after.first_form())).at("/names/register"))
    });
    answered(&headers, done.await)
}

async fn remove(State(bench): State<Bench>, headers: HeaderMap, Form(fields): Form<Fields>) -> Response {
    let done = bench.change(move |project| {
        let number = value(&fields, "number").unwrap_or_default().to_owned();
        let gone = project.remove_identities(&[number], false)?;
        let forms = gone.iter().map(|stored| stored.identity.first_form()).collect::<Vec<_>>().join(", ");
        Ok(Answer::said(format!("{forms} is not listed any more")).at("/names/register"))
    });
    answered(&headers, done.await)
}

/// Which file.
#[derive(Debug, Deserialize)]
struct Format {
    format: String,
}

async fn file(State(bench): State<Bench>, Query(wanted): Query<Format>) -> Result<Response, Error> {
    let name = format!("identities.{}", wanted.format);
    let asked = name.clone();
    let (bytes, _) = bench.change(move |project| Ok(project.hand_out_identities(asked.as_ref())?)).await?;
    let kind = if wanted.format == "csv" { "text/csv; charset=utf-8" } else { "application/toml" };
    Ok(download(&name, kind, bytes))
}

/// A sheet that somebody brings: its name, and whether to say only what it would change.
#[derive(Debug, Deserialize)]
struct Sheet {
    name: String,
    #[serde(default)]
    dry_run: bool,
}

async fn sheet(State(bench): State<Bench>, headers: HeaderMap, Query(sheet): Query<Sheet>, bytes: Bytes) -> Response {
    let read = move |project: &mut Project| {
        let read = project.take_identities(sheet.name.as_ref(), &bytes, sheet.dry_run)?;
        let added = read.changed.iter().filter(|changed| changed.before.is_none()).count();
        let (new, old) = (many(added), many(read.changed.len() - added));
        let words = if sheet.dry_run { ["would be added", "would change"] } else { ["added", "changed"] };
        let not_read: String = read.not_read.iter().map(|name| format!("; the column “{name}” is not read")).collect();
        let said = format!("{new} {}, {old} {}, {} the same{not_read}", words[0], words[1], read.same);
        Ok(Answer::said(said).at("/names/register").with(json!({ "changes": read.changed.len() })))
    };
    answered(&headers, bench.change(read).await)
}
