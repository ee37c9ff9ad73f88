//! html: one page that holds all it needs.

use verbatim::export::Format;
use verbatim::report::{Block, Cell, Chapter, Column, Report, Row, RowKind, Table};

use super::sample;
use super::support::{assert_holds, text, xml_text};

/// The body, which is well-formed XML as well.
fn body(page: &str) -> &str {
    let start = page.find("<body").expect("a page has a body");
    let end = page.find("</body>").expect("a body has an end") + "</body>".len();
    page.get(start..end).expect("tags are whole characters")
}

#[test]
fn every_text_is_on_the_page() {
    let report = sample::rich();
    assert_holds(&xml_text(body(&text(&report, Format::Html))), &sample::texts(&report));
}

#[test]
fn nothing_is_fetched_and_nothing_runs() {
    let page = text(&sample::rich(), Format::Html);
    assert!(page.contains("default-src 'none'; style-src 'unsafe-inline'; img-src data:"));
    for forbidden in ["<script", "<link", "<img", "@import", "url(", "<iframe", "<b>'bold'"] {
        assert!(!page.contains(forbidden), "{forbidden} is on the page");
    }
    for scheme in ["http://", "https://"] {
        let markup = body(&page).replace("http://www.w3.org/2000/svg", "").replace("&quot;https://example.org", "");
        assert!(!markup.contains(&format!("\"{scheme}")), "an attribute leads elsewhere");
    }
}

#[test]
fn ids_are_there_once_and_what_refers_to_them_finds_them() {
    let page = text(&sample::rich(), Format::Html);
    let mut ids: Vec<&str> = values(&page, " id=\"").collect();
    let found = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), found, "an id is there twice");
    for name in [" aria-labelledby=\"", " aria-describedby=\"", " href=\"#"] {
        for id in values(&page, name).flat_map(str::split_whitespace) {
            assert!(ids.contains(&id), "{name}{id} leads nowhere");
        }
    }
}

fn values<'p>(page: &'p str, start: &'p str) -> impl Iterator<Item = &'p str> {
    page.split(start).skip(1).filter_map(|rest| rest.split('"').next())
}

#[test]
fn a_single_chapter_needs_no_contents() {
    assert!(!text(&sample::plain(), Format::Html).contains("<nav"));
    assert!(text(&sample::rich(), Format::Html).contains("<nav"));
}

#[test]
fn a_language_is_only_said_if_it_is_one() {
    let page = |language: &str| text(&Report { language: language.to_owned(), ..Report::default() }, Format::Html);
    assert!(page("de-AT").contains("<html lang=\"de-AT\">"));
    assert!(page("no \"language\"").contains("<html lang=\"en\">"));
}

#[test]
fn a_table_says_what_heads_what() {
    let page = text(&sample::plain(), Format::Html);
    let table = page.split("<table").nth(1).and_then(|rest| rest.split("</table>").next()).unwrap();
    insta::assert_snapshot!(table.replace("><", ">\n<"), @r#"
     aria-describedby="table-1-notes">
    <caption id="table-1" dir="auto">
    <b>Table 1.</b> Themes among respondents</caption>
    <thead>
    <tr>
    <th scope="col" rowspan="2" dir="auto">Theme</th>
    <th class="over" scope="colgroup" colspan="2" dir="auto">
    <span>Cases</span>
    </th>
    </tr>
    <tr>
    <th class="number" scope="col" dir="auto">n</th>
    <th class="number" scope="col" dir="auto">%</th>
    </tr>
    </thead>
    <tbody>
    <tr class="group">
    <th scope="rowgroup" colspan="3" dir="auto">Survey</th>
    </tr>
    <tr class="theme">
    <th scope="row" dir="auto">Resourcing | access</th>
    <td class="number">17</td>
    <td class="number">45.9%</td>
    </tr>
    <tr>
    <th scope="row" class="depth-1" dir="auto">=SUM(A1)</th>
    <td class="number">
    <span class="mark">*</span>
    </td>
    <td class="number">
    <span class="mark">–</span>
    </td>
    </tr>
    <tr class="total">
    <th scope="row" dir="auto">Total</th>
    <td class="number">12 345</td>
    <td class="number">−0.5</td>
    </tr>
    </tbody>
    "#);
}

#[test]
fn themes_stand_out_from_their_codes_and_broad_tables_from_the_text() {
    let line = |depth: u8, title: &str| Row { depth, cells: vec![Cell::text(title)], ..Row::default() };
    let group = Row { kind: RowKind::Group, ..line(0, "Group") };
    let rows = vec![line(0, "Alone"), line(0, "Theme"), line(1, "Code"), group, line(0, "Second"), line(1, "Code")];
    let table =
        |columns: usize| Table { columns: vec![Column::default(); columns], rows: rows.clone(), ..Table::default() };
    let blocks = vec![Block::Table(table(1)), Block::Table(table(9))];
    let report = Report { chapters: vec![Chapter { blocks, ..Chapter::default() }], ..Report::default() };
    let page = text(&report, Format::Html);
    let themes: Vec<&str> =
        page.split("<tr class=\"theme\">").skip(1).filter_map(|rest| rest.split(['>', '<']).nth(2)).collect();
    assert_eq!(themes, ["Theme", "Second", "Theme", "Second"]);
    assert_eq!(
        (page.matches("<div class=\"table\">").count(), page.matches("<div class=\"table broad\">").count()),
        (1, 1)
    );
}
