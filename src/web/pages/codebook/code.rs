//! One code, to be read and changed.

use maud::{Markup, html};

use super::form::{self, area};
use super::rules::rule_in_words;
use crate::model::{CodeStatus, Codebook, Rule};
use crate::project::ShownCode;
use crate::text::counted;
use crate::web::links::{code_link, encoded, search_link};

/// A dot in a colour of the codebook.
pub(super) fn dot(colour: Option<&str>) -> Markup {
    html! { span .dot data-colour=[colour] aria-hidden="true" {} " " }
}

pub(super) fn detail(codebook: &Codebook, shown: &ShownCode, memo_count: usize) -> Markup {
    let code = &shown.code;
    html! {
        section .detail aria-labelledby="detail-title" {
            h2 #detail-title { (dot(code.colour.as_deref())) (code.name) }
            p .quiet {
                @for id in &shown.above { a href=(page_of(id)) { (name_of(codebook, id)) } " › " }
                code { (code.id) }
                @if code.status != CodeStatus::Active { ", " (code.written_status()) }
            }
            (counts(shown, memo_count))
            (fields(shown))
            (place(codebook, shown))
            (rules(shown))
            (larger_changes(codebook, shown))
        }
    }
}

fn page_of(id: &str) -> String {
    format!("/codebook?code={}", encoded(id))
}

fn name_of<'c>(codebook: &'c Codebook, id: &'c str) -> &'c str {
    codebook.code_index(id).map_or(id, |index| &codebook.codes[index].name)
}

/// What is coded with it and noted on it, each number leading there.
fn counts(shown: &ShownCode, memo_count: usize) -> Markup {
    let id = &shown.code.id;
    let query = |status: &str| search_link(&format!("code:\"{id}\" AND status:{status}"));
    html! {
        p {
            a href=(code_link(id)) { (shown.segments) " segments" } " in the words of " (shown.cases) " cases; codings: "
            a href=(query("accepted")) { (shown.accepted) " accepted" } ", "
            a href=(query("proposed")) { (shown.proposed) " proposed" } ", "
            (shown.rejected) " rejected. "
            a href={ "/codebook/explain?code=" (encoded(id)) } { "Where they come from" }
        }
        @if !shown.themes.is_empty() { p .quiet { "In the themes: " (shown.themes.join("; ")) } }
        @if !shown.merged.is_empty() { p .quiet { "Merged into it: " (shown.merged.join(", ")) } }
        @if memo_count > 0 { p { a href={ "/memos?on=" (encoded(&format!("code:{}", shown.code.id))) } { (counted(memo_count as u64, "memo")) } " on it and on its codings" } }
    }
}

/// Its name and fields in one form.
fn fields(shown: &ShownCode) -> Markup {
    let code = &shown.code;
    let draft = |field: &str| format!("code {} {field}", code.id);
    html! {
        form #write .prints method="post" action="/codebook/write" {
            input type="hidden" name="code" value=(code.id);
            (form::name("code-name", &code.name, &draft("name")))
            (area("definition", "definition", "Definition", &code.definition, &draft("definition")))
            (area("use-when", "use_when", "Use when", &code.use_when, &draft("use-when")))
            (area("not-when", "not_when", "Not when", &code.not_when, &draft("not-when")))
            (area("example", "example", "Example", &code.example, &draft("example")))
            div .row {
                (form::colour("colour", code.colour.as_deref(), &draft("colour")))
                div .field {
                    label for="key" { "Key" }
                    input #key name="key" size="2" maxlength="1" value=(code.key.map(String::from).unwrap_or_default()) data-draft=(draft("key"));
                }
                @if code.is_in_use() {
                    label .tick { input type="checkbox" name="draft" checked[code.status == CodeStatus::Draft]; " A draft still" }
                }
            }
            div .field {
                label for="memo" { "Why (noted on the code)" }
                input #memo name="memo" data-draft=(draft("memo"));
            }
            button type="submit" .main { "Save" }
        }
    }
}

/// Where it stands, by buttons; in the tree it can be dragged.
fn place(codebook: &Codebook, shown: &ShownCode) -> Markup {
    let code = &shown.code;
    let is_other = |other: &&crate::model::Code| other.id != code.id && other.is_in_use();
    html! {
        h3 { "Place" }
        form method="post" action="/codebook/move" .row {
            input type="hidden" name="code" value=(code.id);
            (form::up_and_down())
            button type="submit" name="to" value="in" title="Below the code before it" { "Further in" }
            button type="submit" name="to" value="out" disabled[code.parent.is_none()] { "Further out" }
            button type="submit" name="to" value="top" disabled[code.parent.is_none()] { "To the top" }
        }
        form method="post" action="/codebook/move" .row {
            input type="hidden" name="code" value=(code.id);
            input type="hidden" name="to" value="under";
            (form::one_of("under", "other", "Below", codebook.codes.iter().filter(is_other)))
            button type="submit" { "Move it there" }
        }
    }
}

/// Its rules in words, and what can be done with them.
fn rules(shown: &ShownCode) -> Markup {
    let code = &shown.code;
    html! {
        h3 #rules { "Rules" }
        @if code.rules.is_empty() {
            p .quiet { "No rule proposes this code: it is given by hand alone." }
        }
        ol .rules {
            @for rule in &code.rules { li { (rule_in_words(rule)) } }
        }
        @if code.is_in_use() {
            (words_form(&code.id, &code.rules))
            p {
                @if !code.rules.is_empty() {
                    a href={ "/codebook/test?code=" (encoded(&code.id)) } { "Test them against what people coded" } " · "
                }
                a href={ "/codebook/suggest?code=" (encoded(&code.id)) } { "Words that would find more" }
            }
        }
    }
}

/// Words for a rule, or for a new one.
pub(super) fn words_form(code: &str, rules: &[Rule]) -> Markup {
    html! {
        form method="post" action="/codebook/words" .row {
            input type="hidden" name="code" value=(code);
            div .field {
                label for="words" { "Words and phrases to find" }
                input #words name="words" placeholder="course*, refresher training" required data-draft={ "code " (code) " words" };
                span .hint { "Commas between them; * is any ending." }
            }
            (rule_choice(rules))
            button type="submit" { "Add" }
        }
    }
}

pub(super) fn rule_choice(rules: &[Rule]) -> Markup {
    html! {
        div .field {
            label for="rule" { "To" }
            select #rule name="rule" {
                @for number in 1..=rules.len() { option value=(number) { "rule " (number) } }
                option value=(rules.len() + 1) { "a new rule" }
            }
        }
    }
}

/// Where `assets/js/codebook/preview.js` says what a change would come to, as soon as it is described.
fn would_change() -> Markup {
    html! { div .preview role="status" aria-live="polite" {} }
}

/// Another id, merging, splitting, retiring: rarer, and each with what it does to codings.
fn larger_changes(codebook: &Codebook, shown: &ShownCode) -> Markup {
    let code = &shown.code;
    let is_other = |other: &&crate::model::Code| other.id != code.id && other.is_in_use();
    html! {
        details #merge-details {
            summary { "Merge" }
            form method="post" action="/codebook/merge" data-preview="merge"
                data-confirm="All its codings become those of the other code. It stays in the codebook as merged. Go on?" {
                input type="hidden" name="code" value=(code.id);
                div .row {
                    (form::one_of("into", "into", "It becomes part of", codebook.codes.iter().filter(is_other)))
                    @if !code.rules.is_empty() {
                        label .tick { input type="checkbox" name="with_rules" checked; " Its rules come along" }
                    }
                    button type="submit" { "Merge" }
                }
                (would_change())
            }
        }
        details #split-details {
            summary { "Split" }
            p { "Its codings go to others, and none is lost: what a query finds goes to the code beside it, the first that finds it." }
            form method="post" action="/codebook/split" data-preview="split" data-confirm="Codings go to the other codes. Go on?" {
                input type="hidden" name="code" value=(code.id);
                @for number in 1..=3 {
                    div .row {
                        div .field {
                            label for={ "name_" (number) } { "Code " (number) }
                            input id={ "name_" (number) } name={ "name_" (number) } list="code-names" required[number == 1];
                        }
                        div .field {
                            label for={ "query_" (number) } { "gets what this finds" }
                            input id={ "query_" (number) } name={ "query_" (number) } placeholder="vacanc* OR posts";
                        }
                    }
                }
                div .field {
                    label for="rest" { "All else goes to (empty: it stays)" }
                    input #rest name="rest" list="code-names";
                }
                @for number in 1..=code.rules.len() {
                    div .field {
                        label for={ "rule_" (number) } { "Rule " (number) ", with what it found, goes to" }
                        input id={ "rule_" (number) } name={ "rule_" (number) } list="code-names";
                    }
                }
                datalist #code-names { @for other in codebook.codes.iter().filter(is_other) { option value=(other.name) {} } }
                (would_change())
                button type="submit" { "Split" }
            }
        }
        details #id-details {
            summary { "Another id" }
            form method="post" action="/codebook/id" .row {
                input type="hidden" name="code" value=(code.id);
                div .field {
                    label for="id" { "Id, as files and queries call it" }
                    input #id name="id" value=(code.id) required;
                }
                button type="submit" { "Change it" }
            }
        }
        form method="post" action="/codebook/status" .row .away-with {
            input type="hidden" name="code" value=(code.id);
            @if code.is_in_use() {
                button type="submit" name="to" value="retired" .danger
                    data-confirm="Its rules are applied no more, and nothing new is coded with it; what people coded stays. Go on?" { "Retire" }
            } @else {
                button type="submit" name="to" value="active" { "Take it into use again" }
            }
        }
    }
}
