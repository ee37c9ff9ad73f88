//! Words counted, against published values, by hand, and by the plainest way.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use verbatim::analysis::{
    CollocateCounter, Lexicon, Occurrences, WordCounter, WordCounts, contingency_log_likelihood, log_dice,
    log_likelihood, mutual_information, percent_difference, t_score,
};
use verbatim::text::{Stems, stop_words};

#[track_caller]
fn check(found: f64, expected: f64) {
    assert!((found - expected).abs() < 0.005, "{found} is not {expected}");
}

/// T. Dunning, "Accurate methods for the statistics of surprise and coincidence" (1993), the table of bigrams with the highest
/// values: AB, not A but B, A but not B, neither.
#[test]
fn the_log_likelihood_of_a_table_is_dunnings() {
    let published = [
        (270.72, 110, 2442, 111, 29114), // the swiss
        (263.90, 29, 13, 123, 31612),    // can be
        (256.84, 31, 23, 139, 31584),    // previous year
        (167.23, 10, 0, 3, 31764),       // mineral water
        (157.21, 76, 104, 2476, 29121),  // at the
        (157.03, 16, 16, 51, 31694),     // real terms
    ];
    for (expected, both, second, first, neither) in published {
        check(contingency_log_likelihood(both, both + second, both + first, both + second + first + neither), expected);
    }
}

/// 52 of 50,000 words against 57 of 75,000: the example with which Lancaster teaches Rayson's calculator gives + 2.65.
#[test]
fn the_log_likelihood_of_two_groups_is_raysons() {
    check(log_likelihood(52, 57, 50_000, 75_000), 2.65);
    // As frequent here as there; nowhere; in one group alone: 19 × 2 × ln 2.
    check(log_likelihood(10, 20, 1_000, 2_000), 0.0);
    check(log_likelihood(0, 0, 1_000, 2_000), 0.0);
    check(log_likelihood(0, 19, 10, 10), 26.34);
    check(log_likelihood(0, 0, 0, 0), 0.0);
}

#[test]
fn the_other_measures_are_as_their_authors_write_them() {
    // 30 of 1,000 is twice 15 of 1,000; 15 of 1,000 is half of 30 of 1,000.
    assert_eq!(percent_difference(30, 15, 1_000, 1_000), Some(100.0));
    assert_eq!(percent_difference(15, 30, 1_000, 1_000), Some(-50.0));
    assert_eq!(percent_difference(0, 30, 1_000, 1_000), Some(-100.0));
    assert_eq!(percent_difference(15, 0, 1_000, 1_000), None);
    check(mutual_information(8, 1.0), 3.0);
    check(t_score(16, 8.0), 2.0);
    // Words that never stand apart; words that do so half of the time.
    check(log_dice(20, 20, 20), 14.0);
    check(log_dice(10, 20, 20), 13.0);
}

fn counted(
    lexicon: Lexicon,
    lengths: std::ops::RangeInclusive<usize>,
    rows: &[(usize, u32, Option<u32>, &str)],
) -> WordCounts {
    let groups = rows.iter().map(|(group, ..)| group + 1).max().unwrap_or(1);
    let mut counter = WordCounter::new(lexicon, lengths, groups);
    for (group, segment, case, words) in rows {
        counter.add(*group, *segment, *case, words.split(' '));
    }
    counter.finish(1)
}

fn shown(counts: &WordCounts) -> Vec<(&str, u64, u64, u64)> {
    let row = |word: &'_ verbatim::analysis::CountedWord| {
        let Occurrences { count, segments, cases } = word.occurrences[0];
        (count, segments, cases)
    };
    counts.words.iter().map(|word| (word.word.as_str(), row(word))).map(|(word, (a, b, c))| (word, a, b, c)).collect()
}

#[test]
fn words_are_counted_with_segments_and_cases() {
    let rows = [
        (0, 1, Some(7), "more staff and more training"),
        (0, 2, Some(8), "staff training"),
        (0, 3, Some(7), "trained staff"),
        (0, 4, None, "staff"),
    ];
    let counts = counted(Lexicon::default(), 1..=1, &rows);
    assert_eq!((counts.groups[0].words, counts.groups[0].segments, counts.groups[0].cases), (10, 4, 2));
    assert_eq!(
        shown(&counts),
        [("staff", 4, 4, 2), ("more", 2, 1, 1), ("training", 2, 2, 2), ("and", 1, 1, 1), ("trained", 1, 1, 1)]
    );
    check(counts.per_10_000(&counts.words[0], 0), 4_000.0);

    // All forms of a word are one, under the most frequent form; what is left out of the list counts in the sum.
    let listed: BTreeSet<String> = ["and", "more"].map(str::to_owned).into();
    let counts = counted(Lexicon::new(Stems::of_language("en"), listed.clone()), 1..=1, &rows);
    assert_eq!(shown(&counts), [("staff", 4, 4, 2), ("training", 3, 3, 2)]);
    assert_eq!(counts.words[1].forms, [("training".to_owned(), 2), ("trained".to_owned(), 1)]);
    assert_eq!(counts.groups[0].words, 10);

    // No phrase begins or ends with a word that is left out; one may stand inside.
    let counts = counted(Lexicon::new(None, listed), 2..=4, &rows);
    assert_eq!(
        shown(&counts),
        [("staff and more training", 1, 1, 1), ("staff training", 1, 1, 1), ("trained staff", 1, 1, 1)]
    );
}

#[test]
fn a_word_is_compared_with_all_other_groups() {
    let rows = [(0, 1, Some(1), "a a a b"), (1, 2, Some(2), "a b b b"), (2, 3, Some(3), "c b b c")];
    let counts = counted(Lexicon::default(), 1..=1, &rows);
    let word = counts.words.iter().find(|word| word.word == "a").expect("a was counted");
    let keyness = counts.keyness(word, 0);
    assert_eq!((keyness.elsewhere, keyness.is_over, keyness.percent_difference), (1, true, Some(500.0)));
    check(keyness.elsewhere_per_10_000, 1_250.0);
    check(keyness.log_likelihood, log_likelihood(3, 1, 4, 8));
    assert!(!counts.keyness(word, 1).is_over || counts.keyness(word, 2).elsewhere == 4);
}

#[test]
fn neighbours_are_counted_left_and_right() {
    let mut counter = CollocateCounter::new(Lexicon::default(), 2);
    //               0  1  node  3  4  5
    counter.add(1, "x  y  N  z  x  y".split_whitespace(), std::slice::from_ref(&(2..3)));
    // Windows that overlap: y is before one node and behind the other, and is one word.
    counter.add(2, "N  y  N  q  q  q".split_whitespace(), &[0..1, 2..3]);
    counter.add(3, "x  q".split_whitespace(), &[]);
    let found = counter.finish(1);
    assert_eq!((found.node_count, found.words, found.window), (3, 11, 7));
    let rows: BTreeMap<&str, _> = found
        .collocates
        .iter()
        .map(|row| (row.word.as_str(), (row.observed, row.left, row.right, row.segments, row.total)))
        .collect();
    // q stands near twice, where chance would bring it 4 × 7 / 11 = 2.5 times: it is no neighbour. Nor is x: 2 of 3.
    assert_eq!(rows, BTreeMap::from([("x", (2, 1, 1, 1, 3)), ("y", (2, 2, 1, 2, 3)), ("z", (1, 0, 1, 1, 1))]));
    let y = found.collocates.iter().find(|row| row.word == "y").expect("y stands near");
    check(y.expected, 21.0 / 11.0);
    check(y.mutual_information, (22.0_f64 / 21.0).log2());
    check(y.log_dice, 14.0 + (4.0_f64 / 6.0).log2());
}

#[test]
fn function_words_are_listed_once_and_folded() {
    for language in ["en", "de", "fr", "es", "nl", "it"] {
        let words = stop_words(language).expect("there is a list");
        let different: BTreeSet<&str> = words.iter().copied().collect();
        assert_eq!(different.len(), words.len(), "{language}");
        for word in words {
            assert_eq!(verbatim::text::fold(word), *word, "{language}");
            assert_eq!(verbatim::text::words(word).count(), 1, "{language}: {word}");
        }
    }
    assert_eq!(stop_words("en-GB"), stop_words("English"));
    assert_eq!(stop_words("xx"), None);
}

/// Segments of a few letters, each a word, with case and group.
fn segments() -> impl Strategy<Value = Vec<(usize, Option<u32>, Vec<&'static str>)>> {
    let word = proptest::sample::select(&["a", "b", "c", "d", "e"][..]);
    let segment = (0..3_usize, proptest::option::of(0..4_u32), proptest::collection::vec(word, 0..12));
    proptest::collection::vec(segment, 0..12)
}

/// A count, segments and cases.
type Plain = (u64, BTreeSet<usize>, BTreeSet<u32>);

proptest! {
    #[test]
    fn phrases_are_counted_as_a_plain_scan_counts_them(segments in segments(), length in 1..4_usize) {
        let mut counter = WordCounter::new(Lexicon::default(), length..=length, 3);
        let mut expected: BTreeMap<String, [Plain; 3]> = BTreeMap::new();
        for (number, (group, case, words)) in segments.iter().enumerate() {
            counter.add(*group, u32::try_from(number).expect("few"), *case, words.iter().copied());
            for phrase in words.windows(length) {
                let entry = &mut expected.entry(phrase.join(" ")).or_default()[*group];
                entry.0 += 1;
                entry.1.insert(number);
                entry.2.extend(case);
            }
        }
        let found: BTreeMap<String, Vec<Occurrences>> =
            counter.finish(1).words.into_iter().map(|word| (word.word, word.occurrences)).collect();
        let expected: BTreeMap<String, Vec<Occurrences>> = expected
            .into_iter()
            .map(|(word, groups)| {
                let occurrences = groups.iter().map(|(count, segments, cases)| Occurrences {
                    count: *count,
                    segments: segments.len() as u64,
                    cases: cases.len() as u64,
                });
                (word, occurrences.collect())
            })
            .collect();
        prop_assert_eq!(found, expected);
    }

    #[test]
    fn neighbours_are_counted_as_a_plain_scan_counts_them(segments in segments(), span in 1..5_usize) {
        let mut counter = CollocateCounter::new(Lexicon::default(), span);
        let mut expected: BTreeMap<&str, (u64, u64, u64, u64)> = BTreeMap::new();
        let (mut window, mut all) = (0, 0);
        for (number, (_, _, words)) in segments.iter().enumerate() {
            let nodes: Vec<usize> = (0..words.len()).filter(|&at| words[at] == "a").collect();
            let ranges: Vec<_> = nodes.iter().map(|&at| at..at + 1).collect();
            counter.add(u32::try_from(number).expect("few"), words.iter().copied(), &ranges);
            for (at, word) in words.iter().enumerate().filter(|(_, word)| **word != "a") {
                let left = nodes.iter().any(|&node| node > at && node - at <= span);
                let right = nodes.iter().any(|&node| node < at && at - node <= span);
                let entry = expected.entry(word).or_default();
                entry.0 += u64::from(left || right);
                entry.1 += u64::from(left);
                entry.2 += u64::from(right);
                entry.3 += 1;
                window += u64::from(left || right);
                all += 1;
            }
        }
        let found = counter.finish(1);
        prop_assert_eq!((found.window, found.words), (window, all));
        let rows: BTreeMap<&str, _> = found.collocates.iter().map(|row| (row.word.as_str(), (row.observed, row.left, row.right, row.total))).collect();
        // More often than by chance: observed × all > window × total.
        expected.retain(|_, row| row.0 > 0 && row.0 * all > window * row.3);
        prop_assert_eq!(rows, expected);
    }
}
