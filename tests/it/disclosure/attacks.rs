//! Whoever has every printed table of a study solves no withheld number; and would, if less were withheld.

use fixedbitset::FixedBitSet;
use proptest::prelude::*;
use verbatim::analysis::{
    AttributeBuilder, Cases, CodedBuilder, Columns, FoundCoding, KeptCase, Place, Segments, SourceColumn,
};
use verbatim::disclosure::{Cleared, Policy, Preset, Thresholds, clear_all};
use verbatim::export::{Format, render};
use verbatim::model::{CaseId, CaseKind, Codebook, CodingStatus, Consent, SegmentId, SourceId, SourceKind};
use verbatim::report::{Block, Cell, Report, Suppressed};

use super::attacker::{Knowledge, Rule};
use crate::analysis::small::{code, theme};
use crate::report::{cook, cook_hits};
use crate::support::Sandbox;

/// A person: sector, country, and which of the four codes they raise, a bit each.
pub(super) type Person = (usize, usize, u8);

const SECTORS: [&str; 3] = ["Schools", "Clinics", "Courts"];
const COUNTRIES: [&str; 2] = ["Here", "There"];
const CODES: [&str; 4] = ["a", "b", "c", "d"];

pub(super) fn codebook() -> Codebook {
    Codebook {
        codes: CODES.map(|id| code(id, None)).to_vec(),
        themes: vec![theme("T", &["a", "b"]), theme("U", &["c", "d"])],
        ..Codebook::default()
    }
}

/// Everybody answers with one segment.
pub(super) fn columns(people: &[Person]) -> Columns {
    let mut cases = Cases::default();
    let mut segments = Segments::default();
    let number = |index: usize| u32::try_from(index).expect("few people");
    for index in 0..people.len() {
        cases.push(KeptCase {
            id: CaseId(number(index) + 1),
            kind: CaseKind::Respondent,
            consent: Consent::Quote,
            source_index: Some(0),
            name: &format!("R{index}"),
            label: "survey participant",
            row_number: number(index) + 1,
        });
        let place = Place { source_index: 0, case_index: number(index), question_index: None };
        segments.set(SegmentId(number(index) + 1), place);
    }
    let mut builder = CodedBuilder::new(&segments);
    for code in 0..CODES.len() {
        builder.next_code();
        for (index, _) in people.iter().enumerate().filter(|(_, person)| person.2 >> code & 1 == 1) {
            let segment = number(index) + 1;
            builder.push(FoundCoding {
                text: segment,
                start: 0,
                end: 5,
                first_segment: segment,
                last_segment: segment,
                status: CodingStatus::Accepted,
            });
        }
    }
    let coded = builder.finish();
    let attribute = |name: &str, value: &dyn Fn(&Person) -> &'static str| {
        let mut attribute = AttributeBuilder::new(name, people.len());
        for (index, person) in people.iter().enumerate() {
            attribute.set(number(index), value(person)).expect("few values");
        }
        attribute.finish()
    };
    Columns {
        sources: vec![SourceColumn { id: SourceId(1), path: "s.csv".to_owned(), kind: SourceKind::Survey }],
        cases,
        attribute_names: vec!["country".to_owned(), "sector".to_owned()],
        attributes: vec![
            attribute("sector", &|person| SECTORS[person.0]),
            attribute("country", &|person| COUNTRIES[person.1]),
        ],
        segments,
        coded,
        ..Columns::default()
    }
}

const FREQUENCIES: &str = "name = \"all\"\nkind = \"frequencies\"\nby = \"both\"";
const THEMES: &str = "name = \"themes\"\nkind = \"crosstab\"\nattribute = \"sector\"\nshow = \"counts\"";
const CODES_BY_SECTOR: &str = "name = \"codes\"\nkind = \"crosstab\"\nattribute = \"sector\"\nby = \"codes\"";
const COUNTRY: &str = "name = \"country\"\nkind = \"crosstab\"\nattribute = \"country\"\nshow = \"percent\"";
const THERE: &str =
    "name = \"there\"\nkind = \"crosstab\"\nattribute = \"sector\"\nshow = \"counts\"\nwhere = 'country:\"There\"'";

/// The outputs of a study of these people, a report each.
fn reports(people: &[Person]) -> Vec<Report> {
    let (columns, codebook) = (columns(people), codebook());
    let mut there = FixedBitSet::with_capacity(people.len() + 1);
    there.extend(people.iter().enumerate().filter(|(_, person)| person.1 == 1).map(|(index, _)| index + 1));
    let mut chapters: Vec<_> = [FREQUENCIES, THEMES, CODES_BY_SECTOR, COUNTRY]
        .map(|lines| cook(lines, &columns, &codebook).expect("a sound recipe"))
        .to_vec();
    chapters.push(cook_hits(THERE, Some(&there), &columns, &codebook).expect("a sound recipe"));
    chapters.into_iter().map(|chapter| Report { chapters: vec![chapter], ..Report::default() }).collect()
}

/// What an attacker makes of the printed outputs.
fn attacked(cleared: &[Cleared], people: &[Person], thresholds: &Thresholds) -> Vec<(String, i64)> {
    let printed: Vec<String> = cleared
        .iter()
        .map(|cleared| {
            let files = render(cleared, Format::Csv, "output").expect("tables are written");
            String::from_utf8(files[0].bytes.clone()).expect("CSV is text")
        })
        .collect();
    let mut knowledge = Knowledge::new(rule(thresholds, people.len()));
    knowledge.read_frequencies(&printed[0], "");
    knowledge.read_crosstab(&printed[1], "sector", "");
    knowledge.read_crosstab(&printed[2], "sector", "");
    knowledge.read_crosstab(&printed[3], "country", "");
    knowledge.read_crosstab(&printed[4], "sector", "country=There");
    knowledge.contains();
    knowledge.gathers("T", &["a", "b"]);
    knowledge.gathers("U", &["c", "d"]);
    knowledge.solved()
}

pub(super) fn rule(thresholds: &Thresholds, kept: usize) -> Rule {
    let number = |number: u64| i64::try_from(number).expect("small numbers");
    Rule {
        minimum: number(thresholds.minimum_group),
        zero_is_small: thresholds.zero_is_small,
        round_to: number(thresholds.round_to),
        kept: i64::try_from(kept).expect("few people"),
    }
}

pub(super) fn policy(thresholds: Thresholds) -> Policy {
    Policy { thresholds, ..Policy::default() }
}

/// Only what is small itself goes; nothing is done for its sake.
pub(super) fn primary_only(mut reports: Vec<Report>, thresholds: &Thresholds) -> Vec<Cleared> {
    for block in reports.iter_mut().flat_map(|report| &mut report.chapters).flat_map(|chapter| &mut chapter.blocks) {
        if let Block::Table(table) = block {
            for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                if cell.cases().is_some_and(|cases| thresholds.is_small(cases)) {
                    *cell = Cell::Suppressed(Suppressed::Small);
                }
            }
        }
    }
    clear_all(reports, &Policy::default())
}

fn study() -> Vec<Person> {
    // Schools 5, Clinics 6, Courts 4; b is raised by two of the schools, d by one of the courts.
    let of = |sector: usize, codes: &[u8]| -> Vec<Person> {
        codes.iter().enumerate().map(|(at, &codes)| (sector, at % 2, codes)).collect()
    };
    [of(0, &[1, 1, 3, 2, 5]), of(1, &[1, 5, 5, 4, 3, 7]), of(2, &[1, 1, 12, 4])].concat()
}

#[test]
fn with_small_cells_hidden_alone_the_attacker_solves_them() {
    let thresholds = Thresholds::from(3);
    let cleared = primary_only(reports(&study()), &thresholds);
    assert!(!attacked(&cleared, &study(), &thresholds).is_empty());
}

#[test]
fn with_all_protected_together_the_attacker_solves_nothing() {
    let thresholds = Thresholds::from(3);
    let cleared = clear_all(reports(&study()), &policy(thresholds));
    assert_eq!(attacked(&cleared, &study(), &thresholds), []);
}

/// What is withheld does not depend on the order of outputs, nor on which of them is asked for.
#[test]
fn one_output_withholds_the_same_whatever_is_written_with_it() {
    let policy = policy(Thresholds::from(3));
    let all = clear_all(reports(&study()), &policy);
    let mut turned = reports(&study());
    turned.reverse();
    let mut again = clear_all(turned, &policy);
    again.reverse();
    let shown = |cleared: &[Cleared]| cleared.iter().map(|one| format!("{:?}", one.report())).collect::<Vec<_>>();
    assert_eq!(shown(&again), shown(&all));
}

pub(super) fn presets() -> impl Strategy<Value = Thresholds> {
    prop_oneof![Just(Preset::Three), Just(Preset::Five), Just(Preset::Ten), Just(Preset::Rounded)]
        .prop_map(Thresholds::from)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn the_attacker_solves_no_number_of_any_study(
        people in proptest::collection::vec((0usize..3, 0usize..2, 0u8..16), 10..34),
        thresholds in presets(),
    ) {
        let cleared = clear_all(reports(&people), &policy(thresholds));
        prop_assert_eq!(attacked(&cleared, &people, &thresholds), []);
    }
}

/// Further tables of the shipped study, as an appendix has them.
const MORE: &str = r#"
[[output]]
name = "codes-by-sector"
kind = "crosstab"
attribute = "sector"
by = "codes"
formats = ["csv"]

[[output]]
name = "all-codes"
kind = "frequencies"
by = "both"
formats = ["csv"]

[[output]]
name = "clients-by-sector"
kind = "choices"
questions = ["Q7", "Q9"]
group_by = "sector"
formats = ["csv"]

[[output]]
name = "pairs"
kind = "cooccurrence"
formats = ["csv"]

[[output]]
name = "coefficients"
kind = "cooccurrence"
measure = "jaccard"
formats = ["csv"]

[[output]]
name = "surveyed"
kind = "crosstab"
attribute = "sector"
scope = "survey"
show = "counts"
formats = ["csv"]
"#;

/// The shipped study's tables by each rule: nothing withheld can be solved, and not too much is.
#[test]
fn the_attacker_solves_nothing_of_the_shipped_study() {
    let sandbox = Sandbox::shipped();
    let study = sandbox.read("study.toml");
    let codebook = sandbox.read("codebooks/practice.toml").parse::<toml::Table>().expect("a codebook");
    let mut said = Vec::new();
    for (preset, word) in [(Preset::Three, "3"), (Preset::Five, "5"), (Preset::Ten, "10"), (Preset::Rounded, "rounded")]
    {
        let rule_line = study.lines().find(|line| line.starts_with("minimum_group")).expect("the study has a rule");
        sandbox.file("study.toml", study.replace(rule_line, &format!("preset = \"{word}\"")) + MORE);
        sandbox.ok("build");
        let mut knowledge = Knowledge::new(rule(&Thresholds::from(preset), 43));
        let printed = |name: &str| sandbox.read(&format!("output/{name}.csv"));
        knowledge.read_frequencies(&printed("all-codes"), "");
        for name in ["themes-by-sector", "codes-by-sector"] {
            knowledge.read_crosstab(&printed(name), "sector", "");
        }
        for theme in codebook["theme"].as_array().expect("themes") {
            let names: Vec<&str> = codebook["code"]
                .as_array()
                .expect("codes")
                .iter()
                .filter(|code| theme["codes"].as_array().expect("its codes").contains(&code["id"]))
                .map(|code| code["name"].as_str().expect("a name"))
                .collect();
            knowledge.gathers(theme["name"].as_str().expect("a name"), &names);
        }
        assert_eq!(knowledge.solved(), [], "preset {word}");
        let fresh = || Knowledge::new(rule(&Thresholds::from(preset), 43));
        let mut pairs = fresh();
        pairs.read_crosstab(&printed("themes-by-sector"), "sector", "");
        pairs.read_pairs(&printed("pairs"));
        pairs.read_coefficients(&printed("coefficients"));
        assert_eq!(pairs.solved(), [], "pairs, preset {word}");
        for (number, question) in [(1, "Q7 "), (2, "Q9 ")] {
            let mut options = fresh();
            options.read_options(&printed(&format!("clients-clients-{number}")), "sector", question);
            let by_sector = printed(&format!("clients-by-sector-clients-by-sector-{number}"));
            options.read_options(&by_sector, "sector", question);
            assert_eq!(options.solved(), [], "{question}, preset {word}");
        }
        let all: String = ["all-codes", "themes-by-sector", "codes-by-sector", "surveyed"].map(printed).concat();
        said.push(format!("{word}: {} *, {} †", all.matches('*').count(), all.matches('†').count()));
    }
    insta::assert_snapshot!(said.join("\n"), @"
    3: 89 *, 60 †
    5: 267 *, 72 †
    10: 395 *, 30 †
    rounded: 355 *, 64 †
    ");
}
