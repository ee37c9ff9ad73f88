//! Whoever has every printed mean, spread and distribution of a study solves nothing that is withheld in them.

use proptest::prelude::*;
use verbatim::analysis::{AskedQuestion, AttributeBuilder, Cases, Columns, KeptCase, Responses, SourceColumn};
use verbatim::disclosure::{Cleared, Thresholds, clear_all};
use verbatim::export::{Format, render};
use verbatim::model::{CaseId, CaseKind, Codebook, Consent, Question, QuestionId, QuestionType, SourceId, SourceKind};
use verbatim::report::{About, Report};

use super::attacker::Knowledge;
use super::attacks::{policy, presets, primary_only, rule};
use crate::report::cook;

/// A respondent: sector, and two ratings from 1 to 5; 0 is a blank.
type Person = (usize, u8, u8);

const SECTORS: [&str; 3] = ["Schools", "Clinics", "Courts"];

fn columns(people: &[Person]) -> Columns {
    let mut cases = Cases::default();
    let mut sector = AttributeBuilder::new("sector", people.len());
    for (row, person) in (0_u32..).zip(people) {
        cases.push(KeptCase {
            id: CaseId(row + 1),
            kind: CaseKind::Respondent,
            consent: Consent::Quote,
            source_index: Some(0),
            name: &format!("R{row}"),
            label: "",
            row_number: row + 1,
        });
        sector.set(row, SECTORS[person.0]).expect("few values");
    }
    let question = |code: &str, rating: fn(&Person) -> u8| {
        let mut responses = Responses::default();
        for (row, person) in (0..).zip(people) {
            if rating(person) > 0 {
                responses.push(row, &rating(person).to_string());
            }
        }
        let question = Question {
            id: QuestionId(0),
            code: code.to_owned(),
            wording: code.to_owned(),
            kind: QuestionType::Scale,
            options: Vec::new(),
            scale: Some((1, 5)),
            shown_if: None,
            other_of: None,
        };
        AskedQuestion { question, sources: vec![0], responses: Some(responses.finish()) }
    };
    Columns {
        sources: vec![SourceColumn { id: SourceId(1), path: "s.csv".to_owned(), kind: SourceKind::Survey }],
        cases,
        attribute_names: vec!["sector".to_owned()],
        attributes: vec![sector.finish()],
        questions: vec![question("A", |person| person.1), question("B", |person| person.2)],
        ..Columns::default()
    }
}

const BANDS: [(&str, (i64, i64)); 2] = [("1–3", (1, 3)), ("4–5", (4, 5))];
const POINTS: [(&str, (i64, i64)); 5] = [("1", (1, 1)), ("2", (2, 2)), ("3", (3, 3)), ("4", (4, 4)), ("5", (5, 5))];

/// Means of both by sector; of A a summary and a distribution by sector; of B both over all, and its distribution by
/// sector in two bands.
const RECIPES: [&str; 6] = [
    "name = \"means\"\nkind = \"scale\"\nquestions = [\"A\", \"B\"]\ngroup_by = \"sector\"",
    "name = \"summary\"\nkind = \"scale\"\nquestion = \"A\"\nshow = \"summary\"\ngroup_by = \"sector\"",
    "name = \"points\"\nkind = \"scale\"\nquestion = \"A\"\nshow = \"distribution\"\ngroup_by = \"sector\"",
    "name = \"b-summary\"\nkind = \"scale\"\nquestion = \"B\"\nshow = \"summary\"",
    "name = \"b-points\"\nkind = \"scale\"\nquestion = \"B\"\nshow = \"distribution\"",
    "name = \"b-bands\"\nkind = \"scale\"\nquestion = \"B\"\nshow = \"distribution\"\ngroup_by = \"sector\"\nbands = [\"1-3\", \"4-5\"]",
];

fn reports(people: &[Person]) -> Vec<Report> {
    let columns = columns(people);
    let report = |lines: &str| {
        let chapter = cook(lines, &columns, &Codebook::default()).expect("a sound recipe");
        Report { chapters: vec![chapter], ..Report::default() }
    };
    RECIPES.into_iter().map(report).collect()
}

fn attacked(cleared: &[Cleared], people: &[Person], thresholds: &Thresholds) -> Vec<(String, i64)> {
    let printed: Vec<String> = cleared
        .iter()
        .map(|cleared| {
            let files = render(cleared, Format::Csv, "output").expect("tables are written");
            String::from_utf8(files[0].bytes.clone()).expect("CSV is text")
        })
        .collect();
    let mut knowledge = Knowledge::new(rule(thresholds, people.len()));
    for item in ["A", "B"] {
        knowledge.groups_make_all(item, "sector", &SECTORS);
    }
    let count = |counts: &dyn Fn(&Person) -> bool| people.iter().filter(|person| counts(person)).count();
    let number = |count: usize| i64::try_from(count).expect("few people");
    for (index, sector) in SECTORS.iter().enumerate() {
        let size = number(count(&|person| person.0 == index));
        knowledge.knows_size(&["A", "B"], &format!("sector={sector}"), size);
    }
    let any = count(&|person| person.1 > 0 || person.2 > 0);
    for (item, answered) in [("A", count(&|person| person.1 > 0)), ("B", count(&|person| person.2 > 0))] {
        // A note says how many left it blank, but for few.
        if !(1..thresholds.minimum_group).contains(&((any - answered) as u64)) {
            knowledge.knows_answered(item, number(answered));
        }
    }
    knowledge.read_means(&printed[0], "sector", &["A", "B"]);
    knowledge.read_summary(&printed[1], "sector", "A");
    knowledge.read_points(&printed[2], "sector", "A", &POINTS);
    knowledge.read_summary(&printed[3], "", "B");
    knowledge.read_points(&printed[4], "", "B", &POINTS);
    knowledge.read_points(&printed[5], "sector", "B", &BANDS);
    knowledge.solved()
}

/// Schools 5, Clinics 6, Courts 2; some points are given by one person only.
fn study() -> Vec<Person> {
    let of =
        |sector: usize, ratings: &[(u8, u8)]| -> Vec<Person> { ratings.iter().map(|&(a, b)| (sector, a, b)).collect() };
    [
        of(0, &[(1, 5), (2, 5), (2, 4), (5, 5), (3, 0)]),
        of(1, &[(4, 5), (4, 4), (5, 5), (5, 5), (2, 1), (0, 5)]),
        of(2, &[(3, 4), (1, 5)]),
    ]
    .concat()
}

#[test]
fn with_small_cells_hidden_alone_the_attacker_solves_them() {
    let thresholds = Thresholds::from(3);
    let cleared = primary_only(reports(&study()), &thresholds);
    let solved = attacked(&cleared, &study(), &thresholds);
    assert!(solved.iter().any(|(name, _)| name.contains(" sum|")), "a mean: {solved:?}");
    assert!(solved.iter().any(|(name, _)| !name.contains(" sum|")), "a count: {solved:?}");
}

#[test]
fn with_all_protected_together_the_attacker_solves_nothing() {
    let thresholds = Thresholds::from(3);
    let cleared = clear_all(reports(&study()), &policy(thresholds));
    assert_eq!(attacked(&cleared, &study(), &thresholds), []);
}

/// What is printed of one sector in a table, below its head.
fn row_of(cleared: &Cleared, title: &str) -> String {
    let files = render(cleared, Format::Csv, "output").expect("tables are written");
    let table = String::from_utf8(files[0].bytes.clone()).expect("CSV is text");
    table.lines().find(|line| line.starts_with(title)).expect("a row of this title").to_owned()
}

/// Two of five answered A: the summary withholds their mean, so the table of means, which counts five, does too.
#[test]
fn a_mean_withheld_in_one_table_is_in_no_other() {
    let schools = [(4, 5), (2, 4), (0, 4), (0, 5), (0, 4)].map(|(a, b)| (0, a, b));
    let clinics = [(4, 5), (4, 4), (5, 5), (3, 5), (2, 4), (3, 5)].map(|(a, b)| (1, a, b));
    let courts = [(1, 2), (4, 4), (5, 5), (3, 3), (2, 4), (3, 1)].map(|(a, b)| (2, a, b));
    let people: Vec<Person> = schools.into_iter().chain(clinics).chain(courts).collect();
    let thresholds = Thresholds::from(3);
    let cleared = clear_all(reports(&people), &policy(thresholds));
    let (summary, means) = (row_of(&cleared[1], "Schools"), row_of(&cleared[0], "Schools"));
    assert_eq!(summary, "Schools,†,†,†,†");
    assert!(means.starts_with("Schools (5),†,"), "{means}");
    assert_eq!(attacked(&cleared, &people, &thresholds), []);
}

/// Three clinics with a mean of 1.3 gave 1 twice: so a `*` for all who gave 1 would be two.
#[test]
fn a_mean_near_the_end_of_a_scale_tells_of_no_small_number() {
    let schools = [2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5].map(|b| (0, 3, b));
    let clinics = [1, 1, 2].map(|b| (1, 3, b));
    let people: Vec<Person> = schools.into_iter().chain(clinics).collect();
    let thresholds = Thresholds::from(3);
    // Means of B by sector, and how many of all gave each point.
    let two = |people: &[Person]| -> Vec<Report> {
        let made = reports(people);
        vec![made[0].clone(), made[4].clone()]
    };
    let solved = |cleared: &[Cleared]| {
        let mut knowledge = Knowledge::new(rule(&thresholds, people.len()));
        for item in ["A", "B"] {
            knowledge.groups_make_all(item, "sector", &SECTORS[..2]);
        }
        knowledge.knows_answered("B", 14);
        let printed = |cleared: &Cleared| {
            let files = render(cleared, Format::Csv, "output").expect("tables are written");
            String::from_utf8(files[0].bytes.clone()).expect("CSV is text")
        };
        knowledge.read_means(&printed(&cleared[0]), "sector", &["A", "B"]);
        knowledge.read_points(&printed(&cleared[1]), "", "B", &POINTS);
        knowledge.solved()
    };
    assert_eq!(solved(&primary_only(two(&people), &thresholds)), [("B 1|".to_owned(), 2)]);
    assert_eq!(solved(&clear_all(two(&people), &policy(thresholds))), []);
}

/// The title of a column may be the code of a question.
#[test]
fn questions_are_told_apart_whatever_their_codes() {
    let codes = ["How was it".to_owned(), "B".to_owned()];
    assert_eq!(About::answered(&codes).answered_each(), [About::what("How was it"), About::what("B")]);
}

/// Where zeros are withheld, the sign for "nobody answered" would be one.
#[test]
fn that_nobody_answered_is_a_number() {
    let people: Vec<Person> =
        (0_u8..36).map(|at| (usize::from(at % 3), if at % 3 == 0 { 0 } else { 1 + at % 5 }, 3)).collect();
    let zeros = Thresholds { zero_is_small: true, ..Thresholds::from(10) };
    let cleared = clear_all(reports(&people), &policy(zeros));
    assert_eq!(row_of(&cleared[0], "Schools"), "Schools (12),†,†");
    assert_eq!(attacked(&cleared, &people, &zeros), []);
    let cleared = clear_all(reports(&people), &policy(Thresholds::from(10)));
    assert_eq!(row_of(&cleared[0], "Schools"), "Schools (12),–,3.0");
}

/// Number, mean and spread of three points of which two are hidden leave one way.
#[test]
fn a_spread_goes_where_points_are_hidden() {
    let people: Vec<Person> = [1, 1, 2, 4, 4, 4, 4, 4, 5, 5].map(|rating| (0, 3, rating)).to_vec();
    let thresholds = Thresholds::from(3);
    let cleared = clear_all(reports(&people), &policy(thresholds));
    let files = render(&cleared[3], Format::Csv, "output").expect("tables are written");
    let summary = String::from_utf8(files[0].bytes.clone()).expect("CSV is text");
    assert!(summary.contains("B,10,†,†,†"), "{summary}");
    assert_eq!(attacked(&cleared, &people, &thresholds), []);
}

/// Nobody gave 1; the courts' three are below 4 with a mean of 2.3: two gave 2. With the clinics, of whom one or two are below 4,
/// the means then left one way for all others.
#[test]
fn means_of_groups_go_where_their_points_are_hidden() {
    let schools = [(3, 3), (1, 2), (3, 3), (4, 5), (5, 5)].map(|(a, b)| (0, a, b));
    let clinics = [(1, 4), (2, 4), (0, 4), (5, 2)].map(|(a, b)| (1, a, b));
    let courts = [(2, 0), (1, 2), (4, 3), (0, 2)].map(|(a, b)| (2, a, b));
    let people: Vec<Person> = schools.into_iter().chain(clinics).chain(courts).collect();
    let thresholds = Thresholds::from(3);
    let cleared = clear_all(reports(&people), &policy(thresholds));
    assert_eq!(row_of(&cleared[0], "Schools"), "Schools (5),†,†");
    assert_eq!(row_of(&cleared[0], "Courts"), "Courts (4),†,†");
    assert_eq!(attacked(&cleared, &people, &thresholds), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10))]

    #[test]
    fn the_attacker_solves_no_rating_of_any_study(
        people in proptest::collection::vec((0usize..3, 0u8..6, 0u8..6), 8..24),
        thresholds in presets(),
    ) {
        let cleared = clear_all(reports(&people), &policy(thresholds));
        prop_assert_eq!(attacked(&cleared, &people, &thresholds), []);
    }
}
