//! What holds for every report: any text in any place leaves every file whole, and the same report gives the same bytes.

use proptest::prelude::*;
use verbatim::disclosure::Policy;
use verbatim::export::{ExportError, Format, render};
use verbatim::report::{
    Bar, Block, Cell, Chapter, Column, CurveBand, CurveLine, DivergingRow, Figure, FlowStep, Inline, Missing, Report,
    Row, RowKind, Suppressed, Table, Words,
};

use super::sample;
use super::support::{parts, rendered, xml_text};
use crate::support::is_of_kind;

/// Any characters, those that break files more often than chance would.
fn any_text() -> impl Strategy<Value = String> {
    let awkward = prop::sample::select(vec![
        "\0", "\u{1}", "\u{b}", "\u{1f}", "\u{7f}", "\u{85}", "\u{2028}", "\u{fffe}", "\u{ffff}", "\u{feff}",
        "\u{202e}", "\r", "\r\n", "\n", "\t", "]]>", "<", "&", "\"", "'", "|", "=", "`", "*", " ", "é", "🙂", "ע",
    ]);
    let piece = prop_oneof![awkward.prop_map(str::to_owned), any::<char>().prop_map(String::from), "[a-z ]{0,12}"];
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn any_words() -> impl Strategy<Value = Words> {
    (any_text(), 0_usize..4).prop_map(|(text, count)| Words { text, place: None, count, trim: None })
}

fn any_cell() -> impl Strategy<Value = Cell> {
    prop_oneof![
        Just(Cell::Empty),
        any_text().prop_map(Cell::Text),
        prop::collection::vec(any_words(), 0..3).prop_map(Cell::Words),
        any::<u64>().prop_map(|value| Cell::Count { value, cases: value }),
        any::<(u64, u64)>().prop_map(|(part, base)| Cell::Share { part, base, cases: base }),
        (-9_999_i64..9_999, 0_u64..99).prop_map(|(sum, n)| Cell::Mean { sum, n, cases: n }),
        any::<(f64, u8)>().prop_map(|(value, decimals)| Cell::Number { value, decimals }),
        Just(Cell::Missing(Missing::NotAsked)),
        Just(Cell::Suppressed(Suppressed::Secondary)),
    ]
}

fn any_table() -> impl Strategy<Value = Table> {
    let column = (any_text(), any::<bool>(), any::<bool>(), prop::option::of(any_text()));
    let kind = prop::sample::select(vec![RowKind::Body, RowKind::Group, RowKind::Total]);
    // Rows that do not have one cell a column should not come, and must not break anything.
    let row = (kind, 0_u8..20, prop::collection::vec(any_cell(), 0..5));
    let (columns, rows) = (prop::collection::vec(column, 0..5), prop::collection::vec(row, 0..5));
    (any_text(), columns, rows, prop::collection::vec(any_text(), 0..2)).prop_map(|(caption, columns, rows, notes)| {
        Table {
            caption,
            columns: columns
                .into_iter()
                .map(|(title, numeric, total, group)| Column { title, numeric, total, group, ..Column::default() })
                .collect(),
            rows: rows.into_iter().map(|(kind, depth, cells)| Row { kind, depth, cells, ..Row::default() }).collect(),
            notes,
            ..Table::default()
        }
    })
}

fn any_block() -> impl Strategy<Value = Block> {
    let bar = (any_text(), any_cell(), prop::option::of(any_text())).prop_map(|(label, value, colour)| Bar {
        label,
        value,
        colour,
        ..Bar::default()
    });
    let step = (any_text(), any::<u64>(), prop::collection::vec((any_text(), any::<u64>()), 0..3))
        .prop_map(|(label, count, left)| FlowStep { label, count, left });
    let diverging = (1..8_usize).prop_flat_map(|points| {
        let row = (any_text(), any_cell(), prop::collection::vec(any_cell(), points))
            .prop_map(|(label, answered, parts)| DivergingRow { label, answered, parts });
        let points = prop::collection::vec(any_text(), points);
        (any_text(), any_text(), points, prop::collection::vec(row, 0..4))
            .prop_map(|(caption, unit, points, rows)| Block::Figure(Figure::Diverging { caption, unit, points, rows }))
    });
    prop_oneof![
        diverging,
        (any::<u8>(), any_text()).prop_map(|(level, text)| Block::Heading { level, text }),
        (any_text(), any_text(), any_words()).prop_map(|(strong, text, words)| {
            Block::Paragraph(vec![Inline::Strong(strong), Inline::Emphasis(text), Inline::Words(words)])
        }),
        any_table().prop_map(Block::Table),
        (any_text(), any_text(), prop::collection::vec(bar, 0..4))
            .prop_map(|(caption, unit, bars)| Block::Figure(Figure::Bars { caption, unit, bars })),
        (any_text(), prop::collection::vec(step, 0..4))
            .prop_map(|(caption, steps)| Block::Figure(Figure::Flow { caption, steps })),
        any_curve(),
        (any_text(), any_text(), any_text())
            .prop_map(|(text, label, value)| { sample::quotation(&text, &label, &[("sector", &value)]) }),
        any_text().prop_map(Block::Note),
    ]
}

fn any_curve() -> impl Strategy<Value = Block> {
    let values = || prop::collection::vec(any::<f64>(), 0..4);
    let line = (any_text(), values(), 0..4_u8);
    let band = prop::option::of((any_text(), values(), values()));
    let words = (any_text(), any_text(), any_text());
    (words, prop::collection::vec(any::<u64>(), 0..4), prop::collection::vec(line, 0..3), band).prop_map(
        |((caption, across, unit), at, lines, band)| {
            let line = |(label, values, decimals)| CurveLine { label, values, decimals };
            let lines = lines.into_iter().map(line).collect();
            let band = band.map(|(label, low, high)| CurveBand { label, low, high });
            Block::Figure(Figure::Curve { caption, across, unit, at, lines, band })
        },
    )
}

pub(super) fn any_report() -> impl Strategy<Value = Report> {
    let chapter = (any_text(), any_text(), prop::collection::vec(any_block(), 0..4))
        .prop_map(|(name, title, blocks)| Chapter { name, title, minimum_group: None, blocks });
    let facts = prop::collection::vec((any_text(), any_text()), 0..3);
    (any_text(), any_text(), prop::collection::vec(chapter, 0..4), facts)
        .prop_map(|(title, language, chapters, provenance)| Report { title, language, chapters, provenance })
}

/// Whether a text holds a character that must not get into a file.
fn holds_unprintable(text: &str) -> bool {
    text.chars().any(|letter| (letter.is_control() && !matches!(letter, '\n' | '\r' | '\t')) || letter == '\u{ffff}')
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_file_is_whole(report in any_report()) {
        for &format in Format::ALL {
            for file in rendered(&report, format) {
                match format {
                    Format::Docx | Format::Xlsx => {
                        for (path, bytes) in parts(&file.bytes) {
                            if is_of_kind(&path, "png") {
                                prop_assert!(bytes.starts_with(b"\x89PNG\r\n\x1a\n"));
                                continue;
                            }
                            let xml = String::from_utf8(bytes).expect("a part is UTF-8");
                            prop_assert!(!holds_unprintable(&xml_text(&xml)));
                        }
                    }
                    Format::Html => {
                        let page = String::from_utf8(file.bytes).expect("a page is UTF-8");
                        let start = page.find("<body").expect("a page has a body");
                        let body = page.get(start..).and_then(|rest| rest.strip_suffix("</html>")).expect("a page ends");
                        prop_assert!(!holds_unprintable(&xml_text(body)));
                    }
                    Format::Svg => {
                        let svg = String::from_utf8(file.bytes).expect("a drawing is UTF-8");
                        prop_assert!(!holds_unprintable(&xml_text(&svg)));
                    }
                    Format::Png => prop_assert!(file.bytes.starts_with(b"\x89PNG\r\n\x1a\n")),
                    Format::Csv | Format::Md | Format::Tex => {
                        let text = String::from_utf8(file.bytes).expect("the file is UTF-8");
                        prop_assert!(!holds_unprintable(&text));
                    }
                }
            }
        }
    }

    #[test]
    fn the_same_report_gives_the_same_bytes(report in any_report()) {
        for &format in Format::ALL {
            prop_assert_eq!(rendered(&report, format), rendered(&report, format));
        }
    }

    #[test]
    fn every_csv_record_has_a_field_a_column(table in any_table()) {
        let columns = table.width();
        let grouped = usize::from(table.rows.iter().any(|row| row.kind == RowKind::Group));
        let chapters = vec![Chapter { blocks: vec![Block::Table(table)], ..Chapter::default() }];
        for file in rendered(&Report { chapters, ..Report::default() }, Format::Csv) {
            let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(
                file.bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&file.bytes),
            );
            for record in reader.records() {
                prop_assert_eq!(record.expect("a record can be read").len(), (columns + grouped).max(1));
            }
        }
    }
}

#[test]
fn a_name_cannot_lead_out_of_the_folder() {
    let cleared = verbatim::disclosure::clear(sample::plain(), &Policy::default());
    for name in ["", "..", "../out", "a/b", "a\\b", ".hidden", "a\nb", "c:d"] {
        assert!(matches!(render(&cleared, Format::Md, name), Err(ExportError::Name { .. })), "{name:?}");
    }
    assert_eq!(render(&cleared, Format::Md, "appendix-h").unwrap()[0].file_name, "appendix-h.md");
}
