//! Reports to export: `rich` holds every kind of block and cell and the characters that break files; `plain` is small
//! enough to be read whole in a snapshot.

use verbatim::report::{
    Attribution, Bar, Block, Cell, Chapter, Column, Exposure, Figure, FlowStep, Inline, Missing, Quotation,
    QuotedAttribute, Report, Row, RowKind, Suppressed, Table, Words,
};

pub(crate) fn text(text: &str) -> Cell {
    Cell::text(text)
}

pub(crate) fn count(value: u64) -> Cell {
    Cell::Count { value, cases: value }
}

pub(crate) fn share(part: u64, base: u64) -> Cell {
    Cell::Share { part, base, cases: base }
}

pub(crate) fn mean(sum: i64, n: u64) -> Cell {
    Cell::Mean { sum, n, cases: n }
}

pub(crate) fn said(text: &str) -> Words {
    Words { text: text.to_owned(), place: None, count: 1, trim: None }
}

pub(crate) fn column(title: &str, numeric: bool) -> Column {
    Column { title: title.to_owned(), numeric, ..Column::default() }
}

pub(crate) fn row(cells: Vec<Cell>) -> Row {
    Row { cells, ..Row::default() }
}

pub(crate) fn row_of(kind: RowKind, depth: u8, cells: Vec<Cell>) -> Row {
    Row { kind, depth, cells, ..Row::default() }
}

pub(crate) fn quotation(text: &str, label: &str, attributes: &[(&str, &str)]) -> Block {
    let attribute = |(name, value): &(&str, &str)| QuotedAttribute {
        name: (*name).to_owned(),
        value: (*value).to_owned(),
        group_size: 9,
    };
    Block::Quotation(Quotation {
        words: said(text),
        attribution: Attribution {
            case: None,
            label: label.to_owned(),
            attributes: attributes.iter().map(attribute).collect(),
        },
    })
}

fn heading(level: u8, text: &str) -> Block {
    Block::Heading { level, text: text.to_owned() }
}

fn plain_paragraph(text: &str) -> Block {
    Block::Paragraph(vec![Inline::Text(text.to_owned())])
}

/// One chapter with one table, a quotation and a note.
pub(crate) fn plain() -> Report {
    let table = Table {
        caption: "Themes among respondents".to_owned(),
        columns: vec![
            column("Theme", false),
            Column { group: Some("Cases".to_owned()), ..column("n", true) },
            Column { group: Some("Cases".to_owned()), ..column("%", true) },
        ],
        rows: vec![
            row_of(RowKind::Group, 0, vec![text("Survey"), Cell::Empty, Cell::Empty]),
            row(vec![text("Resourcing | access"), count(17), share(17, 37)]),
            row_of(
                RowKind::Body,
                1,
                vec![text("=SUM(A1)"), Cell::Suppressed(Suppressed::Small), Cell::Missing(Missing::Blank)],
            ),
            row_of(RowKind::Total, 0, vec![text("Total"), count(12345), mean(-5, 10)]),
        ],
        notes: vec!["N = 37; * fewer than 3.".to_owned()],
        exposure: Exposure::Open,
        ..Table::default()
    };
    Report {
        title: "What practitioners need".to_owned(),
        language: "en".to_owned(),
        chapters: vec![Chapter {
            name: "themes".to_owned(),
            title: "Themes".to_owned(),
            blocks: vec![
                Block::Table(table),
                quotation("We need <more> time.\nAnd *rooms*.", "Participant E", &[("sector", "Policing")]),
                Block::Note("Wording changed where needed.".to_owned()),
            ],
            ..Chapter::default()
        }],
        provenance: vec![("Codebook".to_owned(), "practice 1.2".to_owned())],
    }
}

/// Everything a report can hold.
pub(crate) fn rich() -> Report {
    Report {
        title: "What practitioners need".to_owned(),
        language: "en".to_owned(),
        chapters: vec![frequencies(), satisfaction(), quotes(), answers(), flow(), services(), awkward()],
        provenance: vec![
            ("Codebook".to_owned(), "Needs of practice, version 1.2 (sha256 9b1c…)".to_owned()),
            ("Sources".to_owned(), "6 interviews, 1 survey of 37 respondents".to_owned()),
            ("Disclosure".to_owned(), "Groups of fewer than 3 are not shown.".to_owned()),
            ("Program".to_owned(), "verbatim 0.1.0".to_owned()),
        ],
    }
}

fn frequencies() -> Chapter {
    let themes = [
        ("Resourcing and widening access", 0, 31, "#0072b2"),
        ("Staff training", 1, 22, ""),
        ("Access for clients on low incomes", 1, 9, ""),
        ("Knowledge generation and exchange", 0, 24, "#e69f00"),
        ("Research and evaluation", 1, 15, ""),
        ("Prevention and public education", 0, 20, "#009e73"),
        ("Legal clarity", 0, 11, "#cc79a7"),
        (
            "New technology: new threats and new opportunities for those who have not been reached before",
            0,
            7,
            "#d55e00",
        ),
    ];
    let table = Table {
        caption: "Themes and codes: segments and cases".to_owned(),
        columns: vec![
            column("Theme or code", false),
            column("Segments", true),
            Column { group: Some("Cases (of 43)".to_owned()), ..column("n", true) },
            Column { group: Some("Cases (of 43)".to_owned()), ..column("%", true) },
        ],
        rows: themes
            .iter()
            .map(|(name, depth, n, _)| {
                row_of(RowKind::Body, *depth, vec![text(name), count(n * 431), count(*n), share(*n, 43)])
            })
            .chain([row_of(RowKind::Total, 0, vec![text("Any theme"), count(59909), count(43), share(43, 43)])])
            .collect(),
        notes: vec![
            "Unit: segments (overlapping stretches of one code count once); base: 43 kept cases.".to_owned(),
            "Codebook: Needs of practice, version 1.2.".to_owned(),
        ],
        exposure: Exposure::Cells,
        ..Table::default()
    };
    let bars = themes.iter().filter(|(_, depth, ..)| *depth == 0).map(|(name, _, n, colour)| Bar {
        label: (*name).to_owned(),
        value: share(*n, 43),
        colour: Some((*colour).to_owned()),
        ..Bar::default()
    });
    let bars = bars.chain([
        Bar { label: "Other".to_owned(), value: Cell::Suppressed(Suppressed::Small), ..Bar::default() },
        Bar { label: "None".to_owned(), value: count(0), colour: Some("red; x".to_owned()), ..Bar::default() },
    ]);
    Chapter {
        name: "frequencies".to_owned(),
        title: "Themes in interviews and survey".to_owned(),
        blocks: vec![
            Block::Paragraph(vec![
                Inline::Text("Five themes were found. ".to_owned()),
                Inline::Strong("Resourcing".to_owned()),
                Inline::Text(" came up most; one respondent called for ".to_owned()),
                Inline::Words(said("a room with a door")),
                Inline::Text(", and all wanted ".to_owned()),
                Inline::Emphasis("time".to_owned()),
                Inline::Text(".".to_owned()),
            ]),
            Block::Table(table),
            Block::Figure(Figure::Bars {
                caption: "Themes by share of cases".to_owned(),
                unit: "Percent of cases (of 43)".to_owned(),
                bars: bars.collect(),
            }),
        ],
        ..Chapter::default()
    }
}

fn satisfaction() -> Chapter {
    let means = |label: &str, n: u64, sums: &[i64]| {
        let mut cells = vec![text(&format!("{label} ({n})"))];
        cells.extend(sums.iter().map(|sum| mean(*sum, n)));
        row(cells)
    };
    let groups = ["Those supported", "Those supported", "Their families", "Their families", "Others", "Others"];
    let titles = ["Young people", "Adults", "Of young people", "Of adults", "Not yet known", "Not yet asking"];
    let mut columns = vec![column("Sector (n)", false)];
    columns.extend(
        groups
            .iter()
            .zip(titles)
            .map(|(group, title)| Column { group: Some((*group).to_owned()), ..column(title, true) }),
    );
    let mut rows = vec![
        means("Direct child protection", 3, &[3, 3, 6, 3, 6, 3]),
        means("Youth offender management", 3, &[10, 11, 9, 11, 8, 7]),
        means("Public offender management", 6, &[11, 16, 11, 12, 10, 12]),
    ];
    rows.push(row(vec![
        text("Policing (2)"),
        Cell::Suppressed(Suppressed::Small),
        Cell::Suppressed(Suppressed::Secondary),
        Cell::Missing(Missing::Blank),
        Cell::Missing(Missing::NotAsked),
        Cell::Missing(Missing::NotApplicable),
        Cell::Number { value: 0.8125, decimals: 2 },
    ]));
    let mut total = means("Total", 18, &[41, 50, 41, 45, 34, 38]);
    total.kind = RowKind::Total;
    rows.push(total);
    Chapter {
        name: "satisfaction".to_owned(),
        title: "Satisfaction with support, by sector".to_owned(),
        blocks: vec![
            heading(2, "Means"),
            plain_paragraph("Answers run from 1 (extremely dissatisfied) to 7 (extremely satisfied)."),
            Block::Table(Table {
                caption: "Mean satisfaction with the support available".to_owned(),
                columns,
                rows,
                notes: vec![
                    "* fewer than the smallest group that may be shown; † withheld so that it cannot be worked out."
                        .to_owned(),
                ],
                exposure: Exposure::Cells,
                ..Table::default()
            }),
            heading(3, "A table with nothing in it"),
            Block::Table(Table {
                caption: "Answers by sector".to_owned(),
                columns: vec![column("Sector", false), column("n", true)],
                ..Table::default()
            }),
        ],
        ..Chapter::default()
    }
}

fn quotes() -> Chapter {
    Chapter {
        name: "quotes".to_owned(),
        title: "Quotations by theme".to_owned(),
        blocks: vec![
            heading(2, "Resourcing and widening access"),
            heading(3, "Staff training"),
            quotation(
                "We were handed the case load and the manual on the same morning, and […] nobody had asked whether \
                 [name removed] had the time to read either of them.",
                "Participant E",
                &[],
            ),
            quotation(
                "More supervision.\n\nAnd a second paragraph.",
                "survey participant",
                &[("sector", "Public offender management"), ("country", "UK")],
            ),
            heading(3, "Access"),
            quotation("אנחנו צריכים יותר זמן (ועוד חדר).", "Participant B", &[]),
            quotation("=HYPERLINK(\"here\") & <b>'bold'</b> | pipe 🙂", "Participant A", &[]),
            Block::Note("Words left out are […]; words put in are in [square brackets].".to_owned()),
        ],
        ..Chapter::default()
    }
}

fn answers() -> Chapter {
    let sector = |name: &str| row_of(RowKind::Group, 0, vec![text(name), Cell::Empty, Cell::Empty]);
    let answer = |n: u64, what: &[(&str, usize)], priority: &str| {
        let words = what
            .iter()
            .map(|(answer, count)| Words { text: (*answer).to_owned(), place: None, count: *count, trim: None })
            .collect();
        row(vec![count(n), Cell::Words(words), text(priority)])
    };
    Chapter {
        name: "appendix-h".to_owned(),
        title: "Future challenges, by sector".to_owned(),
        blocks: vec![Block::Table(Table {
            caption: "Answers to “What will be the key challenges in future?”".to_owned(),
            columns: vec![column("Respondent", true), column("Answers", false), column("First priority", false)],
            rows: vec![
                sector("Direct child protection (2)"),
                answer(1, &[("Funding from year to year", 3), ("Keeping up with new platforms", 1)], "staff training"),
                answer(
                    2,
                    &[(
                        "Finding staff who want to do this work for what it pays, and keeping them once they have learnt it",
                        1,
                    )],
                    "N/A",
                ),
                sector("Policing (3)"),
                answer(3, &[("None", 1), ("Two lines\nof one answer", 2), ("Encryption", 1)], "improve assessment"),
                answer(4, &[], ""),
            ],
            notes: vec!["Wording changed where needed to protect anonymity.".to_owned()],
            exposure: Exposure::Open,
            ..Table::default()
        })],
        ..Chapter::default()
    }
}

fn flow() -> Chapter {
    let step = |label: &str, count: u64, left: &[(&str, u64)]| FlowStep {
        label: label.to_owned(),
        count,
        left: left.iter().map(|(reason, count)| ((*reason).to_owned(), *count)).collect(),
    };
    Chapter {
        name: "flow".to_owned(),
        title: "Sample flow".to_owned(),
        blocks: vec![Block::Figure(Figure::Flow {
            caption: "From all who opened the survey to those kept".to_owned(),
            steps: vec![
                step("Opened the survey", 51, &[]),
                step("Gave consent", 48, &[("without consent", 3)]),
                step(
                    "Kept for analysis",
                    37,
                    &[("without any answer to the open questions", 10), ("not a provider", 1)],
                ),
                step("Of these in the UK", 32, &[]),
            ],
        })],
        ..Chapter::default()
    }
}

fn services() -> Chapter {
    let markers = [
        "Service",
        "Country",
        "Scope",
        "Availability",
        "Accessibility",
        "Advertising",
        "Funding",
        "Effectiveness",
        "n",
    ];
    let services = (1..=30).map(|number| {
        row(vec![
            text(&format!("Service {number}")),
            text(if number % 3 == 0 { "abroad" } else { "UK" }),
            text("Counselling and a helpline for professionals, with groups on three evenings a week"),
            text("Weekdays 9–17"),
            text("Free; by referral or directly"),
            text("Leaflets, search engines"),
            text("Grants renewed each year"),
            text("One outcome study; one in progress with a university"),
            count(number * 400),
        ])
    });
    Chapter {
        name: "services".to_owned(),
        title: "Services and their six markers".to_owned(),
        blocks: vec![
            plain_paragraph("Thirty services were described under six markers."),
            Block::Table(Table {
                caption: "Services".to_owned(),
                columns: markers.iter().map(|marker| column(marker, *marker == "n")).collect(),
                rows: services.collect(),
                notes: vec!["As described on their own pages.".to_owned()],
                exposure: Exposure::Open,
                ..Table::default()
            }),
        ],
        ..Chapter::default()
    }
}

fn awkward() -> Chapter {
    let long = "word".repeat(2500);
    let odd = [
        "<>&\"'",
        "a|b",
        "=SUM(A1)",
        "+1",
        "-1",
        "@ you",
        "🙂👩‍👩‍👧",
        "مرحبا بالعالم",
        "&amp; &#8211;",
        "]]>",
        "<!-- x -->",
        "</style></svg>",
    ];
    Chapter {
        name: "awkward".to_owned(),
        title: "Awkward <characters> & \"quotes\"".to_owned(),
        blocks: vec![
            Block::Table(Table {
                caption: "Characters that break files".to_owned(),
                columns: vec![column("Text & more", false), column("Words", false), column("-n", true)],
                rows: odd
                    .iter()
                    .map(|odd| row(vec![text(odd), Cell::Words(vec![said(odd)]), count(1)]))
                    .chain([row(vec![text("long"), Cell::Words(vec![said(&long)]), mean(-7, 4)])])
                    .collect(),
                notes: vec!["*not emphasis*, `not code`, # not a heading".to_owned()],
                exposure: Exposure::Open,
                ..Table::default()
            }),
            Block::Table(Table { caption: "No column at all".to_owned(), ..Table::default() }),
            Block::Figure(Figure::Bars { caption: "No bar".to_owned(), unit: String::new(), bars: vec![] }),
            Block::Figure(Figure::Flow { caption: "No step".to_owned(), steps: vec![] }),
            Block::Figure(Figure::Diverging {
                caption: "No row".to_owned(),
                unit: String::new(),
                points: vec!["low".to_owned(), "high".to_owned()],
                rows: vec![],
            }),
        ],
        ..Chapter::default()
    }
}

/// Every text that a reader must find in an output that holds the whole report.
pub(crate) fn texts(report: &Report) -> Vec<String> {
    let mut texts = vec![report.title.clone()];
    for chapter in &report.chapters {
        texts.push(chapter.title.clone());
        chapter.blocks.iter().for_each(|block| block_texts(block, &mut texts));
    }
    texts.extend(report.provenance.iter().flat_map(|(name, value)| [name.clone(), value.clone()]));
    texts.into_iter().flat_map(|text| text.lines().map(|line| line.trim().to_owned()).collect::<Vec<_>>()).collect()
}

/// Words between quotation marks: straight ones inside them are single ones, by turns.
fn quoted(words: &str) -> String {
    let parts: Vec<&str> = words.split('"').collect();
    let marks = ["‘", "’"].into_iter().cycle();
    parts
        .iter()
        .zip(marks)
        .enumerate()
        .fold(String::new(), |text, (at, (part, mark))| text + part + if at + 1 < parts.len() { mark } else { "" })
}

fn block_texts(block: &Block, texts: &mut Vec<String>) {
    match block {
        Block::Heading { text, .. } | Block::Note(text) => texts.push(text.clone()),
        Block::Paragraph(inlines) => texts.extend(inlines.iter().map(|inline| match inline {
            Inline::Text(text) | Inline::Strong(text) | Inline::Emphasis(text) => text.clone(),
            Inline::Words(words) => quoted(&words.text),
        })),
        Block::Table(table) => {
            texts.push(table.caption.clone());
            texts.extend(
                table.columns.iter().flat_map(|column| [Some(column.title.clone()), column.group.clone()]).flatten(),
            );
            table.rows.iter().flat_map(|row| &row.cells).for_each(|cell| cell_texts(cell, texts));
            texts.extend(table.notes.clone());
        }
        Block::Quotation(quotation) => {
            texts.extend([quoted(&quotation.words.text), quotation.attribution.label.clone()]);
            texts.extend(quotation.attribution.attributes.iter().map(|attribute| attribute.value.clone()));
        }
        Block::Figure(Figure::Bars { caption, unit, bars }) => {
            texts.extend([caption.clone(), unit.clone()]);
            texts.extend(bars.iter().map(|bar| bar.label.clone()));
        }
        Block::Figure(Figure::Diverging { caption, points, rows, .. }) => {
            texts.push(caption.clone());
            texts.extend(points.iter().filter(|_| !rows.is_empty()).cloned());
            texts.extend(rows.iter().map(|row| row.label.clone()));
        }
        Block::Figure(Figure::Flow { caption, steps }) => {
            texts.push(caption.clone());
            let reasons = |step: &FlowStep| step.left.iter().map(|(reason, _)| reason.clone()).collect::<Vec<_>>();
            texts.extend(steps.iter().flat_map(|step| [vec![step.label.clone()], reasons(step)].concat()));
        }
        Block::Figure(Figure::Curve { caption, across, unit, lines, .. }) => {
            texts.extend([caption.clone(), across.clone(), unit.clone()]);
            texts.extend(lines.iter().map(|line| line.label.clone()));
        }
    }
}

fn cell_texts(cell: &Cell, texts: &mut Vec<String>) {
    match cell {
        Cell::Text(text) => texts.push(text.clone()),
        Cell::Words(words) => texts.extend(words.iter().map(|words| words.text.clone())),
        _ => {}
    }
}
