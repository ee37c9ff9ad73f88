//! Facets: each count is what a plain count over the hits gives, and what a query for the value finds.

use std::collections::{BTreeMap, BTreeSet};

use proptest::test_runner::{Config, TestRunner};
use verbatim::index::Index;
use verbatim::query::{Counts, FacetKind, FacetOptions, Facets, facets, parse, segments};

use super::corpus::{CASES, Segment, Study};
use super::scan;

fn counted(study: &Study, index: &Index, text: &str, names: &[&str]) -> Facets {
    let query = parse(text).unwrap_or_else(|error| panic!("{text}: {error}"));
    let options = FacetOptions { facets: names.iter().map(|&name| name.to_owned()).collect() };
    facets(&query, &study.store, index, &study.codebook, &options).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// The values of one segment, in the plainest way.
fn values(segment: &Segment, kind: &FacetKind) -> BTreeSet<Option<&'static str>> {
    let standing = || segment.codings.iter().filter(|(_, status)| *status != "rejected").map(|(code, _)| *code);
    let case = segment.case.map(|case| CASES[case]);
    match kind {
        FacetKind::Theme => standing()
            .filter_map(|code| match code {
                "resourcing" | "staff-training" => Some("resources"),
                "public-education" => Some("prevention"),
                _ => None,
            })
            .map(Some)
            .collect(),
        FacetKind::Code => {
            let above = |code| (code == "staff-training").then_some("resourcing");
            standing().flat_map(|code| above(code).into_iter().chain([code])).map(Some).collect()
        }
        FacetKind::Coded => [Some(if standing().next().is_some() { "yes" } else { "no" })].into(),
        FacetKind::Status => segment.codings.iter().map(|(_, status)| Some(*status)).collect(),
        FacetKind::Coder => standing().map(|_| Some("rules")).collect(),
        FacetKind::Source => [Some(segment.source)].into(),
        FacetKind::Kind => [Some(segment.kind)].into(),
        FacetKind::Question => segment.question.map(Some).into_iter().collect(),
        FacetKind::Speaker => segment.speaker.map(Some).into_iter().collect(),
        FacetKind::Attribute(name) => {
            let value = case.map(|case| match name.as_str() {
                "sector" => case.1,
                "age" => case.2,
                _ => case.3,
            });
            [value.filter(|value| !value.is_empty())].into()
        }
    }
}

/// Segments, texts and cases by value.
fn plainly<'s>(
    segments: impl Iterator<Item = &'s Segment>,
    kind: &FacetKind,
) -> BTreeMap<Option<&'static str>, Counts> {
    let mut found: BTreeMap<_, (usize, BTreeSet<u32>, BTreeSet<usize>)> = BTreeMap::new();
    for segment in segments {
        for value in values(segment, kind) {
            let entry = found.entry(value).or_default();
            entry.0 += 1;
            entry.1.insert(segment.text);
            entry.2.extend(segment.case);
        }
    }
    let counts = |(segments, texts, cases): (usize, BTreeSet<u32>, BTreeSet<usize>)| Counts {
        segments,
        texts: texts.len(),
        cases: cases.len(),
    };
    found.into_iter().map(|(value, found)| (value, counts(found))).collect()
}

const ALL: &[&str] =
    &["theme", "code", "coded", "status", "coder", "source", "kind", "question", "speaker", "sector", "AGE", "Q15"];

#[test]
fn hits_are_counted_as_a_plain_scan_counts_them() {
    let study = Study::new(&scan::texts(1, 90), &scan::texts(2, 40));
    let index = study.index();
    let kept = |segment: &&Segment| segment.case.is_none_or(|case| CASES[case].4 == "kept");
    let mut runner = TestRunner::new(Config { cases: 120, failure_persistence: None, ..Config::default() });
    runner
        .run(&scan::query(), |text| {
            let hits =
                segments(&parse(&text).expect("a query"), &study.store, &index, &study.codebook).expect("it runs");
            let is_hit = |segment: &&Segment| hits.contains(segment.number as usize);
            let found = counted(&study, &index, &text, ALL);
            assert_eq!(found.hits.segments, hits.count_ones(..));
            for facet in found.facets {
                let all = plainly(study.segments.iter().filter(kept), &facet.kind);
                let hits = plainly(study.segments.iter().filter(is_hit), &facet.kind);
                let counts = |value: &Option<String>, of: &BTreeMap<Option<&'static str>, Counts>| {
                    of.get(&value.as_deref()).copied().unwrap_or_default()
                };
                assert!(facet.values.is_sorted_by(|one, next| one.hits.segments >= next.hits.segments));
                assert_eq!(facet.values.len(), all.len(), "{text}: {:?}", facet.kind);
                for value in &facet.values {
                    assert_eq!(value.hits, counts(&value.value, &hits), "{text}: {:?} {:?}", facet.kind, value.value);
                    assert_eq!(value.all, counts(&value.value, &all), "{text}: {:?} {:?}", facet.kind, value.value);
                }
            }
            Ok(())
        })
        .expect("the counts agree");
}

#[test]
fn a_value_counts_what_a_query_for_it_finds() {
    let study = Study::new(&scan::texts(3, 60), &scan::texts(4, 30));
    let index = study.index();
    for text in ["training", "*", "staff OR list", "NOT school*"] {
        for facet in counted(&study, &index, text, ALL).facets {
            for value in facet.values {
                let Some(name) = &value.value else { continue };
                let field = facet.kind.name().to_owned();
                let query = format!("({text}) {field}:\"{name}\"");
                let parsed = parse(&query).expect("a query");
                let found = verbatim::query::count(&parsed, &study.store, &index, &study.codebook).expect("it runs");
                assert_eq!(value.hits, found, "{query}");
            }
        }
    }
}

#[test]
fn a_facet_that_there_is_not_is_an_error_with_a_suggestion() {
    let study = Study::new(&scan::texts(1, 5), &[]);
    let index = study.index();
    let options = FacetOptions { facets: vec!["sektor".to_owned()] };
    let query = parse("training").expect("a query");
    let error = facets(&query, &study.store, &index, &study.codebook, &options).expect_err("there is none");
    assert_eq!(error.to_string(), "hits cannot be counted by \"sektor\"; did you mean \"sector\"?");
}
