//! The page around the blocks: head, contents, chapters, provenance.

use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::super::headings::{chapter_title, language, lift, title};
use super::super::house::Css;
use super::super::numbering::Numbering;
use super::super::shape::is_wide_chapter;
use super::super::wording;
use super::blocks;
use super::leads::{Leads, Nowhere};
use crate::report::{Chapter, Report};

const STYLE: &str = include_str!("style.css");
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/// A report as a page; a house's style sheet comes after the program's and so has the last word.
pub(crate) fn html(report: &Report, house: Option<&Css>) -> String {
    let mut numbering = Numbering::default();
    let anchors = anchors(&report.chapters);
    let chapters: Vec<Markup> = report
        .chapters
        .iter()
        .zip(&anchors)
        .map(|(chapter, anchor)| one_chapter(report, chapter, anchor, &mut numbering, &Nowhere))
        .collect();
    let page = markup! {
        (DOCTYPE)
        html lang=(language(report)) {
            (head(title(report), house))
            body {
                a.skip href="#content" { (wording::SKIP) }
                header { h1 dir="auto" { (title(report)) } }
                @if report.chapters.len() > 1 { (contents(&report.chapters, &anchors)) }
                main #content tabindex="-1" { @for chapter in &chapters { (chapter) } }
                @if !report.provenance.is_empty() { (provenance(&report.provenance)) }
            }
        }
    };
    // A class that is not given leaves an empty attribute; text cannot look like one, its quotation marks are escaped.
    page.into_string().replace(" class=\"\"", "")
}

/// The chapters of a report as a part of another page, below a heading of its own: what a part of it leads to is a link.
pub(crate) fn fragment(report: &Report, leads: &dyn Leads) -> String {
    let mut numbering = Numbering::default();
    let anchors = anchors(&report.chapters);
    let chapters = report.chapters.iter().zip(&anchors);
    let chapters: Vec<Markup> =
        chapters.map(|(chapter, anchor)| one_chapter(report, chapter, anchor, &mut numbering, leads)).collect();
    markup! { @for chapter in &chapters { (chapter) } }.into_string()
}

fn head(title: &str, house: Option<&Css>) -> Markup {
    markup! {
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="color-scheme" content="light dark";
            meta name="generator" content="verbatim";
            title { (title) }
            style { (PreEscaped(STYLE)) }
            @if let Some(css) = house { style { (PreEscaped(css.as_str())) } }
        }
    }
}

fn contents(chapters: &[Chapter], anchors: &[String]) -> Markup {
    markup! {
        nav aria-labelledby="contents" {
            h2 id="contents" { (wording::CONTENTS) }
            ol {
                @for (chapter, anchor) in chapters.iter().zip(anchors) {
                    li { a href={ "#" (anchor) } dir="auto" { (shown_title(chapter)) } }
                }
            }
        }
    }
}

fn one_chapter(
    report: &Report,
    chapter: &Chapter,
    anchor: &str,
    numbering: &mut Numbering,
    leads: &dyn Leads,
) -> Markup {
    let blocks = blocks::blocks(&chapter.blocks, lift(report, chapter), numbering, leads);
    // A chapter without a title of its own is the page's, whose title it has.
    let Some(title) = chapter_title(report, chapter) else {
        return markup! { div.wide[is_wide_chapter(chapter)] id=(anchor) { (blocks) } };
    };
    markup! {
        section.wide[is_wide_chapter(chapter)] id=(anchor) aria-labelledby={ (anchor) "-title" } {
            h2 id={ (anchor) "-title" } dir="auto" { (title) }
            (blocks)
        }
    }
}

/// A fact that is there twice has one name and two values.
fn provenance(facts: &[(String, String)]) -> Markup {
    let is_first = |place: usize| facts.iter().take(place).all(|(name, _)| *name != facts[place].0);
    let names = (0..facts.len()).filter(|&place| is_first(place)).map(|place| &facts[place].0);
    markup! {
        footer {
            h2 { (wording::PROVENANCE) }
            dl {
                @for name in names {
                    div {
                        dt dir="auto" { (name) }
                        @for (_, value) in facts.iter().filter(|(other, _)| other == name) { dd dir="auto" { (value) } }
                    }
                }
            }
        }
    }
}

fn shown_title(chapter: &Chapter) -> &str {
    if chapter.title.is_empty() { &chapter.name } else { &chapter.title }
}

/// An id for each chapter, made of its name, no two the same.
fn anchors(chapters: &[Chapter]) -> Vec<String> {
    let mut anchors: Vec<String> = Vec::with_capacity(chapters.len());
    for chapter in chapters {
        let letters = chapter.name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '-' });
        let anchor = format!("chapter-{}", letters.collect::<String>());
        let free = !anchors.contains(&anchor);
        anchors.push(if free { anchor } else { format!("{anchor}--{}", anchors.len() + 1) });
    }
    anchors
}
