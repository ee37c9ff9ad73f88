//! Whoever has the sample flow of a study beside its tables solves no number of people kept that is withheld in either.

use proptest::prelude::*;
use verbatim::analysis::Ledger;
use verbatim::disclosure::{Cleared, Thresholds, clear_all};
use verbatim::export::{Format, render};
use verbatim::report::{Block, Inline, Report};

use super::attacker::Knowledge;
use super::attacks::{Person, codebook, columns, policy, presets, primary_only, rule};
use crate::report::cook;

const FLOW: &str = "name = \"flow\"\nkind = \"flow\"\ngroup_by = \"sector\"";
const THEMES: &str = "name = \"themes\"\nkind = \"crosstab\"\nattribute = \"sector\"\nscope = \"survey\"";
const CODES: &str = "name = \"codes\"\nkind = \"frequencies\"\nby = \"both\"\nscope = \"survey\"";

/// Who was left out, by reason.
type Left = (u64, u64, u64);

fn reports(people: &[Person], left: Left) -> Vec<Report> {
    let mut columns = columns(people);
    let reasons = [("without consent", left.0), ("without any answer", left.1)];
    columns.ledgers = vec![Ledger {
        source_index: Some(0),
        kept: people.len() as u64,
        withdrawn: left.2,
        excluded: reasons.map(|(reason, count)| (reason.to_owned(), count)).to_vec(),
    }];
    let report = |lines: &str| {
        let chapter = cook(lines, &columns, &codebook()).expect("a sound recipe");
        Report { chapters: vec![chapter], ..Report::default() }
    };
    [FLOW, THEMES, CODES].map(report).to_vec()
}

/// The sentence of the flow.
fn sentence(cleared: &Cleared) -> String {
    let blocks = &cleared.report().chapters[0].blocks;
    let said = blocks.iter().find_map(|block| match block {
        Block::Paragraph(words) => match words.as_slice() {
            [Inline::Text(text)] => Some(text.clone()),
            _ => None,
        },
        _ => None,
    });
    said.expect("a flow has a sentence")
}

/// The numbers of a sentence, in their order; percentages are none.
fn numbers(sentence: &str) -> Vec<i64> {
    let words = sentence.split(|letter: char| !(letter.is_ascii_digit() || "%.".contains(letter)));
    words.filter_map(|word| word.trim_end_matches('.').parse().ok()).collect()
}

fn attacked(cleared: &[Cleared], people: &[Person], left: Left, thresholds: &Thresholds) -> Vec<(String, i64)> {
    let printed: Vec<String> = cleared
        .iter()
        .map(|cleared| {
            let files = render(cleared, Format::Csv, "output").expect("tables are written");
            // Of the flow, the table by sector is the last.
            String::from_utf8(files.last().expect("a table").bytes.clone()).expect("CSV is text")
        })
        .collect();
    let said = sentence(&cleared[0]);
    let told = numbers(&said);
    let lost = [left.0, left.1, left.2].into_iter().sum::<u64>().cast_signed();
    let came = *told.first().expect("how many came is said");
    let kept = if lost == 0 { came } else { *told.last().expect("how many were kept is said") };
    // All of what is said makes what it has to.
    assert_eq!(came, kept + lost, "{said}");
    assert_eq!(usize::try_from(kept), Ok(people.len()), "{said}");
    let mut knowledge = Knowledge::new(rule(thresholds, people.len()));
    knowledge.read_kept(&printed[0], "sector", kept);
    knowledge.read_crosstab(&printed[1], "sector", "");
    knowledge.read_frequencies(&printed[2], "");
    knowledge.gathers("T", &["a", "b"]);
    knowledge.gathers("U", &["c", "d"]);
    knowledge.solved()
}

/// Schools 7, Clinics 6, Courts 2.
fn study() -> Vec<Person> {
    let of = |sector: usize, codes: &[u8]| -> Vec<Person> {
        codes.iter().enumerate().map(|(at, &codes)| (sector, at % 2, codes)).collect()
    };
    [of(0, &[1, 1, 3, 2, 5, 4, 1]), of(1, &[1, 5, 5, 4, 3, 7]), of(2, &[1, 12])].concat()
}

#[test]
fn a_small_group_is_solved_where_only_its_own_number_goes() {
    let thresholds = Thresholds::from(3);
    let cleared = primary_only(reports(&study(), (3, 10, 1)), &thresholds);
    let solved = attacked(&cleared, &study(), (3, 10, 1), &thresholds);
    assert!(solved.contains(&("kept|sector=Courts".to_owned(), 2)), "{solved:?}");
}

/// Who was left out, and why, is said whatever its size; how many of a small group were kept is not.
#[test]
fn the_sentence_says_every_reason_and_gives_nobody_kept_away() {
    let thresholds = Thresholds::from(3);
    let cleared = clear_all(reports(&study(), (3, 10, 1)), &policy(thresholds));
    assert_eq!(
        sentence(&cleared[0]),
        "29 respondents engaged with the survey. Of these, 14 (48.3%) were left out: 3 without consent, 10 without any \
         answer and 1 withdrew. The remaining 15 were kept."
    );
    assert_eq!(attacked(&cleared, &study(), (3, 10, 1), &thresholds), []);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_attacker_solves_nobody_kept_of_any_study(
        people in proptest::collection::vec((0usize..3, 0usize..2, 0u8..16), 8..30),
        left in (0u64..4, 0u64..12, 0u64..3),
        thresholds in presets(),
    ) {
        let cleared = clear_all(reports(&people, left), &policy(thresholds));
        prop_assert_eq!(attacked(&cleared, &people, left, &thresholds), []);
    }
}
