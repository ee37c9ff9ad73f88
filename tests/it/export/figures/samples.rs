//! Figures of every kind, as a study would have them, and as none would.

use proptest::prelude::*;
use verbatim::export::Format;
use verbatim::report::{
    Bar, Block, Cell, Chapter, CurveBand, CurveLine, DivergingRow, Figure, FlowStep, Missing, Report, Suppressed,
};

use crate::export::support;

/// A report of these figures alone.
pub(super) fn report(figures: Vec<Figure>) -> Report {
    let blocks = figures.into_iter().map(Block::Figure).collect();
    let chapter = Chapter { name: "figures".to_owned(), title: "Figures".to_owned(), blocks, ..Chapter::default() };
    Report { title: "Figures".to_owned(), chapters: vec![chapter], ..Report::default() }
}

/// A figure as the SVG file of its own.
pub(super) fn svg(figure: &Figure) -> String {
    support::text(&report(vec![figure.clone()]), Format::Svg)
}

pub(super) fn png(figure: &Figure) -> Vec<u8> {
    support::bytes(&report(vec![figure.clone()]), Format::Png)
}

fn share(part: u64, base: u64) -> Cell {
    Cell::Share { part, base, cases: part }
}

pub(super) fn bars() -> Figure {
    let bar = |label: &str, value: Cell, colour: Option<&str>| Bar {
        label: label.to_owned(),
        value,
        colour: colour.map(str::to_owned),
        ..Bar::default()
    };
    Figure::Bars {
        caption: "How often each theme occurs".to_owned(),
        unit: "% of cases (of 43 kept)".to_owned(),
        bars: vec![
            bar("Resourcing and widening access", share(42, 43), Some("#1f618d")),
            bar("Knowledge generation and exchange", share(37, 43), Some("#f0e442")),
            bar("Legal clarity", Cell::Suppressed(Suppressed::Small), None),
            bar("New technology", Cell::Missing(Missing::Blank), None),
            bar("None of these", share(0, 43), None),
        ],
    }
}

/// Themes with their codes set in.
pub(super) fn nested_bars() -> Figure {
    let bar = |depth: u8, label: &str, part: u64| Bar {
        label: label.to_owned(),
        depth,
        value: share(part, 43),
        colour: Some("#2a7a4f".to_owned()),
    };
    Figure::Bars {
        caption: "How often each theme and code occurs".to_owned(),
        unit: "% of cases (of 43 kept)".to_owned(),
        bars: vec![
            bar(0, "Resourcing and widening access", 42),
            bar(1, "Staff training", 23),
            bar(1, "Support for staff, supervision and the care of those who do the work", 13),
            bar(0, "Legal clarity", 22),
            bar(1, "Definitions", 9),
        ],
    }
}

pub(super) fn flow() -> Figure {
    let step = |label: &str, count, left: &[(&str, u64)]| FlowStep {
        label: label.to_owned(),
        count,
        left: left.iter().map(|(reason, count)| ((*reason).to_owned(), *count)).collect(),
    };
    let reasons = [("without consent", 3), ("without any answer", 10), ("not a provider", 1)];
    Figure::Flow {
        caption: "Survey: from all who came to those kept".to_owned(),
        steps: vec![step("Respondents", 51, &[]), step("Kept", 37, &reasons), step("Interviewed as well", 6, &[])],
    }
}

pub(super) fn diverging() -> Figure {
    let row = |label: &str, counts: [u64; 5]| {
        let n = counts.iter().sum();
        let parts = counts.map(|count| share(count, n)).to_vec();
        DivergingRow { label: label.to_owned(), answered: Cell::Count { value: n, cases: n }, parts }
    };
    let withheld = Cell::Suppressed(Suppressed::Small);
    Figure::Diverging {
        caption: "How satisfied people are".to_owned(),
        unit: "% of those who answered the item".to_owned(),
        points: ["very dissatisfied", "dissatisfied", "neither", "satisfied", "very satisfied"]
            .map(str::to_owned)
            .to_vec(),
        rows: vec![
            row("Support for people affected", [6, 5, 3, 2, 2]),
            row("Support for families of people affected, and those who care for them", [1, 3, 4, 7, 3]),
            row("Training", [0, 0, 0, 9, 9]),
            DivergingRow { label: "Policing".to_owned(), answered: withheld.clone(), parts: vec![withheld; 5] },
            DivergingRow {
                label: "International".to_owned(),
                answered: Cell::Count { value: 0, cases: 0 },
                parts: vec![Cell::Empty; 5],
            },
        ],
    }
}

pub(super) fn curve() -> Figure {
    let line =
        |label: &str, values: &[f64]| CurveLine { label: label.to_owned(), values: values.to_vec(), decimals: 1 };
    Figure::Curve {
        caption: "Codes found as interviews are added".to_owned(),
        across: "interviews, in the order of the material".to_owned(),
        unit: "distinct codes".to_owned(),
        at: (1..=6).collect(),
        lines: vec![
            line("in the order of the material", &[9.0, 15.0, 21.0, 22.0, 26.0, 27.0]),
            line("mean of 1,000 random orders", &[10.2, 16.1, 20.0, 23.1, 25.3, 27.0]),
        ],
        band: Some(CurveBand {
            label: "where 95% of the random orders lie".to_owned(),
            low: vec![6.0, 12.0, 17.0, 20.0, 24.0, 27.0],
            high: vec![14.0, 20.0, 24.0, 26.0, 27.0, 27.0],
        }),
    }
}

/// One of each kind.
pub(super) fn all() -> Vec<Figure> {
    vec![bars(), nested_bars(), flow(), diverging(), curve()]
}

/// Labels of every length and script.
pub(super) fn any_label() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z]{0,12}( [a-z]{1,14}){0,3}",
        "[a-z]{40,90}",
        "([A-Za-zäöüßčłøÀ-ž]{1,18} ){10,40}",
        "[א-ת]{2,9}( [א-ת]{2,9}){0,6}",
        "[ء-ي]{2,9} [a-z]{2,5} [ء-ي]{2,9}",
        "[一-龥]{1,30}",
        Just(String::new()),
    ]
}

fn any_value() -> impl Strategy<Value = Cell> {
    prop_oneof![
        (any::<u64>(), any::<u64>()).prop_map(|(value, cases)| Cell::Count { value, cases }),
        (0_u64..50, 0_u64..50).prop_map(|(part, more)| share(part, part + more)),
        (-1_000_i64..1_000, 0_u64..40).prop_map(|(sum, n)| Cell::Mean { sum, n, cases: n }),
        (any::<f64>(), 0_u8..4).prop_map(|(value, decimals)| Cell::Number { value, decimals }),
        any_label().prop_map(Cell::Text),
        Just(Cell::Suppressed(Suppressed::Secondary)),
        Just(Cell::Missing(Missing::NotAsked)),
        Just(Cell::Empty),
    ]
}

fn any_bars() -> impl Strategy<Value = Figure> {
    let colour = prop::option::of("#[0-9a-f]{6}");
    let depth = prop_oneof![4 => Just(0_u8), 1 => 0_u8..3];
    let bar = (any_label(), depth, any_value(), colour);
    let bar = bar.prop_map(|(label, depth, value, colour)| Bar { label, depth, value, colour });
    (any_label(), any_label(), prop::collection::vec(bar, 0..40)).prop_map(|(caption, unit, bars)| Figure::Bars {
        caption,
        unit,
        bars,
    })
}

fn any_flow() -> impl Strategy<Value = Figure> {
    let reasons = prop::collection::vec((any_label(), any::<u64>()), 0..5);
    let step = (any_label(), any::<u64>(), reasons).prop_map(|(label, count, left)| FlowStep { label, count, left });
    (any_label(), prop::collection::vec(step, 0..6)).prop_map(|(caption, steps)| Figure::Flow { caption, steps })
}

fn any_diverging() -> impl Strategy<Value = Figure> {
    (1_usize..12).prop_flat_map(|points| {
        let parts = prop::collection::vec(0_u64..20, points).prop_map(|counts| {
            let n: u64 = counts.iter().sum();
            counts.into_iter().map(|count| share(count, n)).collect::<Vec<_>>()
        });
        let parts = prop_oneof![4 => parts, 1 => Just(vec![Cell::Suppressed(Suppressed::Small); points])];
        let row = (any_label(), any_value(), parts);
        let row = row.prop_map(|(label, answered, parts)| DivergingRow { label, answered, parts });
        (any_label(), any_label(), prop::collection::vec(any_label(), points), prop::collection::vec(row, 0..12))
            .prop_map(|(caption, unit, points, rows)| Figure::Diverging { caption, unit, points, rows })
    })
}

fn any_curve() -> impl Strategy<Value = Figure> {
    let value = || prop_oneof![8 => 0.0..200.0, 1 => any::<f64>(), 1 => 0.0..1e-3, 1 => 1e12..1e18];
    let at = prop_oneof![3 => 1_u64..30, 1 => any::<u64>()];
    (prop::collection::btree_set(at, 0..70), 0_usize..5, any::<bool>()).prop_flat_map(move |(at, lines, has_band)| {
        let values = || prop::collection::vec(value(), at.len());
        let line = (any_label(), values(), 0_u8..4);
        let line = line.prop_map(|(label, values, decimals)| CurveLine { label, values, decimals });
        let band = (any_label(), values(), values())
            .prop_map(move |(label, low, high)| has_band.then_some(CurveBand { label, low, high }));
        let at: Vec<u64> = at.iter().copied().collect();
        (any_label(), any_label(), any_label(), prop::collection::vec(line, lines), band).prop_map(
            move |(caption, across, unit, lines, band)| Figure::Curve {
                caption,
                across,
                unit,
                at: at.clone(),
                lines,
                band,
            },
        )
    })
}

pub(super) fn any_figure() -> impl Strategy<Value = Figure> {
    prop_oneof![any_bars(), any_flow(), any_diverging(), any_curve()]
}
