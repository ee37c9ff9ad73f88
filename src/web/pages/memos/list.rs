//! Memos with what they are on, their replies, and what can be done with each.

use maud::{Markup, html};

use super::{Asked, PAGE_LENGTH, links, named, writing};
use crate::model::{Link, Memo, Subject};
use crate::project::{PlaceNames, Project};
use crate::store::LinkFilter;
use crate::text::counted;
use crate::web::error::Error;
use crate::web::layout::empty;

pub(super) fn list(project: &Project, memos: &[Memo], asked: &Asked, names: &PlaceNames) -> Result<Markup, Error> {
    let offset = (asked.page() - 1) * PAGE_LENGTH;
    let shown: Vec<&Memo> = memos.iter().skip(offset).take(PAGE_LENGTH).collect();
    let links = project.links(&LinkFilter::default())?;
    let mut articles = Vec::with_capacity(shown.len());
    for memo in &shown {
        articles.push(one(project, memo, &links, names)?);
    }
    Ok(html! {
        p .summary { strong { (counted(memos.len() as u64, "memo")) } }
        @if memos.is_empty() { (empty("no memo is like that", html! { a href="/memos" { "Show all" } "." })) }
        @for article in &articles { (article) }
        @if memos.len() > PAGE_LENGTH {
            nav .pager aria-label="Further memos" {
                @if asked.page() > 1 { a .button rel="prev" href=(asked.of_page(asked.page() - 1)) { "← Earlier" } }
                span { (offset + 1) "–" (offset + shown.len()) " of " (memos.len()) }
                @if offset + shown.len() < memos.len() { a .button rel="next" href=(asked.of_page(asked.page() + 1)) { "Further →" } }
            }
        }
    })
}

fn one(project: &Project, memo: &Memo, links: &[Link], names: &PlaceNames) -> Result<Markup, Error> {
    let id = format!("memo-{}", memo.number);
    let is_reply = matches!(memo.on.subject, Subject::Memo(_));
    let day = |time: &str| time.chars().take(16).collect::<String>().replace('T', " ");
    let mine = Subject::Memo(memo.number);
    let mut own = Vec::new();
    for link in links.iter().filter(|link| link.from.subject == mine || link.to.subject == mine) {
        own.push(links::one(project, link, names)?);
    }
    let content = mentions(project, &memo.content, names)?;
    Ok(html! {
        article #(id) .memo .reply[is_reply] aria-labelledby={ (id) "-title" } {
            h2 #{ (id) "-title" } {
                @if memo.title.is_empty() { span .unseen { "Memo " (memo.number) } } @else { (memo.title) }
            }
            p .about {
                @if is_reply { "In reply to " } @else { "On " }
                (named(project, &memo.on, names)?)
                @if !memo.kind.is_empty() { span .tag { (memo.kind) } }
            }
            @if !is_reply && !memo.on.words.is_empty() { blockquote dir="auto" { (memo.on.words) } }
            p .content dir="auto" { (content) }
            p .quiet .signed {
                "Memo " (memo.number) @if !memo.author.is_empty() { ", " (memo.author) } @if !memo.written_at.is_empty() { ", " (day(&memo.written_at)) }
                @if !memo.edited_at.is_empty() { "; changed " (day(&memo.edited_at)) }
            }
            @if !own.is_empty() { ul .links { @for link in &own { li { (link) } } } }
            div .ways { (writing::ways(memo, &id)) (links::form(&format!("memo:{}", memo.number), &id)) }
        }
    })
}

/// What a memo says, with things in double brackets as links.
fn mentions(project: &Project, content: &str, names: &PlaceNames) -> Result<Markup, Error> {
    let mut parts = content.split("[[");
    let mut shown = vec![html! { (parts.next().unwrap_or_default()) }];
    for part in parts {
        let Some((mention, rest)) = part.split_once("]]") else {
            shown.push(html! { "[[" (part) });
            continue;
        };
        let link = if let Ok(subject) = project.subject(mention) {
            named(project, &project.named_subject(&subject)?, names)?
        } else {
            html! { "[[" (mention) "]]" }
        };
        shown.push(html! { (link) (rest) });
    }
    Ok(html! { @for part in &shown { (part) } })
}
