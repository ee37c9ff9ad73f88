//! A whole report goes through: words, attributes, tables, and what is said about it.

use verbatim::disclosure::{Gate, Policy, Withheld, clear};
use verbatim::report::{
    Attribution, Block, Cell, Chapter, Column, Exposure, Inline, Quotation, QuotedAttribute, Report, Row, Suppressed,
    Table, Words,
};

use super::identities;

fn words(text: &str) -> Words {
    Words { text: text.to_owned(), place: None, count: 1, trim: None }
}

fn report() -> Report {
    let attribute = |value: &str, group_size: u64| QuotedAttribute {
        name: "sector".to_owned(),
        value: value.to_owned(),
        group_size,
    };
    let attribution = Attribution {
        case: None,
        label: "Participant B".to_owned(),
        attributes: vec![attribute("abroad", 5), attribute("policing", 2), attribute("part-time", 2)],
    };
    let table = Table {
        columns: vec![Column::default(); 3],
        rows: vec![Row {
            cells: vec![
                Cell::text("Row"),
                Cell::Words(vec![words("in Port Elvern")]),
                Cell::Count { value: 4, cases: 2 },
            ],
            ..Row::default()
        }],
        ..Table::default()
    };
    let blocks = vec![
        Block::Paragraph(vec![Inline::Text("They said ".to_owned()), Inline::Words(words("ask Anna"))]),
        Block::Quotation(Quotation { words: words("write to Anna at a@b.org"), attribution }),
        Block::Table(table),
    ];
    Report { chapters: vec![Chapter { blocks, ..Chapter::default() }], ..Report::default() }
}

#[test]
fn everything_a_report_holds_is_cleared() {
    let policy = Policy { thresholds: 3.into(), identities: identities(), ..Policy::default() };
    let cleared = clear(report(), &policy);
    let blocks = &cleared.report().chapters[0].blocks;
    let [Block::Paragraph(paragraph), Block::Quotation(quotation), Block::Table(table)] = &blocks[..] else {
        panic!("the blocks are where they were")
    };
    assert_eq!(paragraph[1], Inline::Words(words("ask [name removed]")));
    assert_eq!(quotation.words.text, "write to [name removed] at [e-mail removed]");
    let kept: Vec<&str> = quotation.attribution.attributes.iter().map(|attribute| attribute.value.as_str()).collect();
    assert_eq!(kept, ["abroad"]);
    assert_eq!(table.rows[0].cells[1], Cell::Words(vec![words("in [town]")]));
    assert_eq!(table.notes, ["* fewer than 3 cases."]);
    let account = cleared.account();
    assert_eq!((account.identities[2], account.identities[3], account.rules[0], account.attributes), (2, 1, 1, 2));
    assert_eq!(account.withheld, Withheld { small: 1, secondary: 0 });
}

/// Also in a table of which nothing else is withheld.
#[test]
fn attributes_of_single_cases_are_left_blank_where_few_share_them() {
    let attribute = |group_size| {
        Cell::Attribute(QuotedAttribute { name: "sector".to_owned(), value: "policing".to_owned(), group_size })
    };
    let line = |group_size| Row {
        group_size: Some(1),
        cells: vec![Cell::text("Participant B"), attribute(group_size), Cell::Count { value: 2, cases: 1 }],
        ..Row::default()
    };
    let table = |exposure| Table {
        columns: vec![Column::default(); 3],
        rows: vec![line(3), line(2)],
        exposure,
        ..Table::default()
    };
    let blocks = vec![Block::Table(table(Exposure::Open)), Block::Table(table(Exposure::Cells))];
    let report = Report { chapters: vec![Chapter { blocks, ..Chapter::default() }], ..Report::default() };
    let cleared = clear(report, &Policy { thresholds: 3.into(), identities: identities(), ..Policy::default() });
    let [Block::Table(open), Block::Table(cells)] = &cleared.report().chapters[0].blocks[..] else {
        panic!("the blocks are where they were")
    };
    for table in [open, cells] {
        assert_eq!((&table.rows[0].cells[1], &table.rows[1].cells[1]), (&attribute(3), &Cell::Empty));
        assert!(table.notes[0].starts_with("Left blank: what fewer than 3"), "{:?}", table.notes);
    }
    assert_eq!(cleared.account().attributes, 2);
    // The numbers of one person are shown only where the table is open.
    assert_eq!(open.rows[0].cells[2], Cell::Count { value: 2, cases: 1 });
    assert_eq!(cells.rows[0].cells[2], Cell::Suppressed(Suppressed::Small));
}

#[test]
fn the_policy_is_said_and_promises_nothing() {
    let cleared = clear(report(), &Policy { thresholds: 3.into(), identities: identities(), ..Policy::default() });
    insta::assert_snapshot!(
        cleared.report().provenance.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n"),
        @"Disclosure: Participants' words are pseudonymised by the study's identity list and rules (e-mail, telephone, postcode, web address, handle), not reviewed; names that nobody listed were not looked for: there is no detector for the language; figures, and attributes beside quotes, about fewer than 3 cases are withheld, with further figures where these could be worked out from any outputs of this study; residual risk remains"
    );
    assert!(!format!("{:?}", cleared.report()).to_lowercase().contains("anonymous"));
}

#[test]
fn without_a_replacer_the_gate_still_refuses() {
    // The report as it was, as if replacing had done nothing.
    let written = format!("{:?}", report());
    let findings = Gate::new(&identities()).inspect("report.txt", written.as_bytes(), &[]).expect("text is read");
    assert_eq!(findings.len(), 3);
    let cleared = clear(report(), &Policy { thresholds: 3.into(), identities: identities(), ..Policy::default() });
    let written = format!("{:?}", cleared.report());
    assert_eq!(Gate::new(&identities()).inspect("report.txt", written.as_bytes(), &[]).expect("text is read"), []);
}

#[test]
fn the_researchers_words_are_left_to_the_gate() {
    let mut titled = report();
    titled.title = "What Anna said".to_owned();
    let cleared = clear(titled, &Policy { thresholds: 3.into(), identities: identities(), ..Policy::default() });
    assert_eq!(cleared.report().title, "What Anna said");
}
