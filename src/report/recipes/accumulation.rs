//! `accumulation`: how many different codes have come up after so many interviews, cases, sources or answers.
//!
//! Its figures are about codes: that the fourth interview brought three new ones says nothing of whose it was.

use super::super::recipe_table::Raw;
use super::frequencies::numeric;
use super::notes::counted;
use super::{Built, Chosen, Codebook, Kitchen, Needs, RecipeError};
use crate::analysis::{Band, CodedUnits, Run, coded_units, expected, observed, permutation_band, places, runs};
use crate::model::UnitOfAnalysis;
use crate::report::{Block, By, Cell, Column, CurveBand, CurveLine, Exposure, Figure, Row, Table};

/// The choices of a code accumulation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accumulation {
    /// Themes, or codes.
    pub themes: bool,
    /// Cases, sources or answers.
    pub unit: UnitOfAnalysis,
    /// How many units make one place of the curve; as many as make it readable, if it is not said.
    pub batch: Option<usize>,
    /// How many orders of the units are drawn.
    pub permutations: u32,
    /// Places whose codes are the base that new ones are compared with.
    pub base_size: usize,
    /// Places whose new codes are counted together.
    pub run_length: usize,
    /// Only answers to these.
    pub questions: Vec<String>,
}

impl Accumulation {
    /// Orders drawn, where the recipe does not say.
    pub const PERMUTATIONS: u32 = 1000;
    /// More would take long and change nothing that is printed.
    const MOST_PERMUTATIONS: u32 = 100_000;
    /// The base, where the recipe does not say: the smallest that Guest, Namey and Chen (2020) tried.
    pub const BASE_SIZE: usize = 4;
    /// The run, where the recipe does not say.
    pub const RUN_LENGTH: usize = 2;
}

/// New information of no more than so many per cent is looked out for.
const THRESHOLDS: [u32; 2] = [5, 0];

impl Chosen for Accumulation {
    const KEYS: &'static [&'static str] =
        &["by", "unit", "batch", "permutations", "base_size", "run_length", "question", "questions", "scope", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        if raw.by == Some(By::Both) {
            return Err("`by` is \"codes\" or \"themes\" here".to_owned());
        }
        if raw.unit == Some(UnitOfAnalysis::Segments) {
            return Err("`unit` is \"cases\", \"sources\" or \"answers\" here".to_owned());
        }
        for (key, value) in [("batch", raw.batch), ("base_size", raw.base_size), ("run_length", raw.run_length)] {
            if value == Some(0) {
                return Err(format!("`{key}` is 1 or more"));
            }
        }
        let permutations = raw.permutations.unwrap_or(Self::PERMUTATIONS);
        if permutations > Self::MOST_PERMUTATIONS {
            return Err(format!("`permutations` is {} or fewer", Self::MOST_PERMUTATIONS));
        }
        Ok(Self {
            themes: raw.by == Some(By::Themes),
            unit: raw.unit.unwrap_or_default(),
            batch: raw.batch,
            permutations,
            base_size: raw.base_size.unwrap_or(Self::BASE_SIZE),
            run_length: raw.run_length.unwrap_or(Self::RUN_LENGTH),
            questions: raw.questions(),
        })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        needs.codes.extend(0..codebook.codes.len());
        needs.questions.extend(self.questions.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

/// Everything that is known of a curve, place by place.
struct Curve {
    places: Vec<usize>,
    observed: Vec<u32>,
    expected: Vec<f64>,
    /// None where no orders are drawn.
    band: Option<Band>,
    /// How many units make a place.
    batch: usize,
}

impl Curve {
    fn of(choices: &Accumulation, units: &CodedUnits, seed: u64) -> Self {
        let places = places(units.len(), choices.batch);
        let draws = choices.permutations > 0;
        Self {
            observed: observed(units, &places),
            expected: expected(units, &places),
            band: draws.then(|| permutation_band(units, &places, choices.permutations, seed)),
            batch: places.first().copied().unwrap_or(1),
            places,
        }
    }
}

impl Curve {
    /// How many places say all: up to the first from which on every figure stays as it is.
    fn shown(&self) -> usize {
        let end = self.observed.last().copied().unwrap_or_default();
        let is_there = |at: usize| {
            let drawn = self.band.as_ref().is_none_or(|band| band.low[at] == end);
            // The mean is printed to one decimal.
            self.observed[at] == end && drawn && self.expected[at] >= f64::from(end) - 0.05
        };
        (0..self.places.len()).find(|&at| is_there(at)).map_or(self.places.len(), |at| at + 1)
    }
}

fn build(choices: &Accumulation, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let questions = kitchen.questions(&choices.questions)?;
    let selection = kitchen.selection(&questions);
    let by = if choices.themes { By::Themes } else { By::Codes };
    let rows: Vec<Vec<usize>> = kitchen.rows(by).into_iter().map(|row| row.codes).collect();
    let units = coded_units(kitchen.columns, &rows, choices.unit, &selection);
    let curve = Curve::of(choices, &units, kitchen.material.seed);
    let what = if choices.themes { "theme" } else { "code" };
    let title = format!("{} accumulation", super::groups::capitalised(what));

    let unit_count = counted(units.len() as u64, one(choices.unit), choices.unit.word());
    let mut notes = vec![
        format!(
            "Unit: {what}s. Base: {unit_count} with any words, in the order of the material. {} of {} come up.",
            units.distinct(),
            counted(rows.len() as u64, what, &format!("{what}s"))
        ),
        "Mean: over all orders of the material, exactly.".to_owned(),
    ];
    notes.extend(curve.band.is_some().then(|| {
        format!(
            "Orders drawn: {} at random, the same in every build; 95% of them lie between from and to.",
            choices.permutations
        )
    }));
    let shown = curve.shown();
    if shown < curve.places.len() {
        notes.push(format!(
            "After {} {}, none of these figures changes.",
            curve.places[shown - 1],
            choices.unit.word()
        ));
    }
    notes.push(format!("A curve that goes flat does not show that no other {what} would have come up."));
    notes.extend(kitchen.only_questions(&questions));
    notes.extend(kitchen.coding_notes());
    let mut blocks = vec![Block::Figure(figure(choices, &curve, what, &title))];
    blocks.push(Block::Table(Table {
        caption: format!("{title}, by {}", places_word(choices, &curve)),
        columns: heads(choices, &curve, what),
        rows: lines(&curve),
        notes,
        exposure: Exposure::Open,
        ..Table::default()
    }));
    blocks.extend(new_information(choices, &curve, what).map(Block::Table));
    Ok((title, blocks))
}

/// "cases", "batches of 20 answers"
fn places_word(choices: &Accumulation, curve: &Curve) -> String {
    let unit = choices.unit.word();
    if curve.batch == 1 { unit.to_owned() } else { format!("batches of {} {unit}", curve.batch) }
}

const fn one(unit: UnitOfAnalysis) -> &'static str {
    match unit {
        UnitOfAnalysis::Segments => "segment",
        UnitOfAnalysis::Answers => "answer",
        UnitOfAnalysis::Sources => "source",
        UnitOfAnalysis::Cases => "case",
    }
}

fn figure(choices: &Accumulation, curve: &Curve, what: &str, title: &str) -> Figure {
    let whole = |values: &[u32]| values.iter().map(|&value| f64::from(value)).collect();
    let mut lines = vec![CurveLine {
        label: "In the order of the material".to_owned(),
        values: whole(&curve.observed),
        decimals: 0,
    }];
    let mean = "Mean of all orders".to_owned();
    lines.push(CurveLine { label: mean, values: curve.expected.clone(), decimals: 1 });
    let band = curve.band.as_ref().map(|band| CurveBand {
        label: "95% of orders".to_owned(),
        low: whole(&band.low),
        high: whole(&band.high),
    });
    Figure::Curve {
        caption: title.to_owned(),
        across: choices.unit.word().to_owned(),
        unit: format!("different {what}s so far"),
        at: curve.places.iter().map(|&place| place as u64).collect(),
        lines,
        band,
    }
}

fn heads(choices: &Accumulation, curve: &Curve, what: &str) -> Vec<Column> {
    let mut heads = vec![
        numeric(&super::groups::capitalised(choices.unit.word())),
        numeric(&format!("New {what}s")),
        numeric(&format!("Different {what}s so far")),
        numeric("Mean of all orders"),
    ];
    if curve.band.is_some() {
        let of_orders = |title: &str| Column { group: Some("Orders drawn".to_owned()), ..numeric(title) };
        heads.extend(["Median", "From", "To"].map(of_orders));
    }
    heads
}

fn lines(curve: &Curve) -> Vec<Row> {
    let line = |at: usize| {
        let before = at.checked_sub(1).map_or(0, |before| curve.observed[before]);
        let mut cells = vec![
            Cell::Count { value: curve.places[at] as u64, cases: 0 },
            whole(curve.observed[at] - before),
            whole(curve.observed[at]),
            Cell::Number { value: curve.expected[at], decimals: 1 },
        ];
        cells.extend(curve.band.iter().flat_map(|band| [band.median[at], band.low[at], band.high[at]].map(whole)));
        Row { cells, ..Row::default() }
    };
    (0..curve.shown()).map(line).collect()
}

/// A number of codes.
fn whole(value: u32) -> Cell {
    Cell::Number { value: f64::from(value), decimals: 0 }
}

/// New information run by run, where there are enough places for one.
fn new_information(choices: &Accumulation, curve: &Curve, what: &str) -> Option<Table> {
    let (base, runs) = runs(&curve.observed, choices.base_size, choices.run_length);
    if runs.is_empty() || base == 0 {
        return None;
    }
    let at = |run: &Run| format!("{}+{}", run.after, choices.run_length);
    let line = |run: &Run| Row {
        cells: vec![
            Cell::text(at(run)),
            whole(run.new),
            Cell::Share { part: u64::from(run.new), base: u64::from(base), cases: 0 },
        ],
        ..Row::default()
    };
    let unit = places_word(choices, curve);
    let first = |threshold: u32| {
        let found = runs.iter().find(|run| run.new * 100 <= threshold * base);
        let within = if threshold == 0 { "0%".to_owned() } else { format!("{threshold}% or less") };
        match found {
            Some(run) => format!("{within} for the first time at {}", at(run)),
            None => format!("{within} at no run"),
        }
    };
    // After the last run with any, one more says that there is none.
    let last = runs.iter().rposition(|run| run.new > 0).map_or(0, |at| at + 1);
    let shown = runs.get(..=last).unwrap_or(&runs);
    let base_words = counted(u64::from(base), what, &format!("{what}s"));
    Some(Table {
        caption: "New information, by run".to_owned(),
        columns: vec![
            Column { title: "Run".to_owned(), ..Column::default() },
            numeric(&format!("New {what}s")),
            numeric("% of base"),
        ],
        rows: shown.iter().map(line).collect(),
        notes: vec![
            format!(
                "Unit: {what}s. Base: {base_words} of the first {base} {unit}. {base}+{run}: those new in {run} {unit} after the \
                 first {base}.",
                base = choices.base_size,
                run = choices.run_length,
            ),
            format!("New information is {}.{}", THRESHOLDS.map(first).join(", and "), {
                if shown.len() < runs.len() { " Runs further on bring nothing new." } else { "" }
            }),
            "Method: Guest, Namey and Chen (2020), PLoS ONE 15(5):e0232076. It says at which rate new ones came, not that \
             all have come."
                .to_owned(),
        ],
        exposure: Exposure::Open,
        ..Table::default()
    })
}
