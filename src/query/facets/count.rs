//! Segments, texts and cases counted by value.

use fixedbitset::FixedBitSet;

use super::places::Places;
use crate::query::Counts;

/// Counts some segments.
pub(super) fn count(segments: impl Iterator<Item = usize>, places: &Places) -> Counts {
    let mut counts = Counts::default();
    let mut latest_text = None;
    let mut cases = FixedBitSet::new();
    for segment in segments {
        counts.segments += 1;
        // The segments of a text follow one another.
        let text = Some(places.texts[segment]);
        counts.texts += usize::from(std::mem::replace(&mut latest_text, text) != text);
        let case = places.cases[segment] as usize;
        if case > 0 && !cases.contains(case) {
            cases.grow_and_insert(case);
            counts.cases += 1;
        }
    }
    counts
}

/// Counts segments by value, out of `value_count` values.
pub(super) struct ByValue<'p> {
    places: &'p Places,
    counts: Vec<Counts>,
    latest: Vec<(u32, u32)>,
    /// Value and case, in one number; some more than once.
    cases: Vec<u64>,
}

impl<'p> ByValue<'p> {
    pub(super) fn new(places: &'p Places, value_count: usize) -> Self {
        let latest = vec![(u32::MAX, 0); value_count];
        Self { places, counts: vec![Counts::default(); value_count], latest, cases: Vec::new() }
    }

    pub(super) fn add(&mut self, segment: usize, value: usize) {
        let (text, case) = (self.places.texts[segment], self.places.cases[segment]);
        let counts = &mut self.counts[value];
        let latest = &mut self.latest[value];
        counts.segments += 1;
        counts.texts += usize::from(latest.0 != text);
        if case > 0 && latest.1 != case {
            self.cases.push((value as u64) << 32 | u64::from(case));
        }
        *latest = (text, case);
    }

    pub(super) fn finish(mut self) -> Vec<Counts> {
        self.cases.sort_unstable();
        self.cases.dedup();
        for value_and_case in self.cases {
            self.counts[usize::try_from(value_and_case >> 32).expect("it came from a usize")].cases += 1;
        }
        self.counts
    }
}
