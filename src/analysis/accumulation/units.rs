//! Which codes each unit of the material has, the units in the order of the material.

use std::collections::BTreeMap;

use super::super::frequency::{each_case, segments_in_order};
use super::super::segments::{NO_CASE, OUT};
use super::super::{Columns, Selection};
use crate::model::UnitOfAnalysis;

/// Bits in a word of a set.
const WORD: usize = 64;

/// A set of codes for each unit, a bit a code.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CodedUnits {
    code_count: usize,
    unit_count: usize,
    /// Words of 64 bits in one unit's set.
    width: usize,
    sets: Vec<u64>,
}

impl CodedUnits {
    pub fn new(unit_count: usize, code_count: usize) -> Self {
        let width = code_count.div_ceil(WORD).max(1);
        Self { code_count, unit_count, width, sets: vec![0; unit_count * width] }
    }

    /// Says that a unit has a code.
    pub fn set(&mut self, unit: usize, code: usize) {
        self.sets[unit * self.width + code / WORD] |= 1 << (code % WORD);
    }

    /// Number of units, coded or not.
    pub const fn len(&self) -> usize {
        self.unit_count
    }

    pub const fn is_empty(&self) -> bool {
        self.unit_count == 0
    }

    /// In how many units each code is.
    pub fn frequencies(&self) -> Vec<usize> {
        let mut frequencies = vec![0; self.code_count];
        for unit in 0..self.unit_count {
            self.codes_of(unit).for_each(|code| frequencies[code] += 1);
        }
        frequencies
    }

    /// The units that each code is in.
    pub(super) fn by_code(&self) -> Vec<Vec<u32>> {
        let mut by_code = vec![Vec::new(); self.code_count];
        for unit in 0..self.unit_count {
            let number = u32::try_from(unit).expect("segments have 32-bit numbers, and units are no more");
            self.codes_of(unit).for_each(|code| by_code[code].push(number));
        }
        by_code
    }

    /// The codes of one unit.
    pub(super) fn codes_of(&self, unit: usize) -> impl Iterator<Item = usize> + '_ {
        self.of(unit).iter().enumerate().flat_map(|(word, &bits)| {
            let left = std::iter::successors(Some(bits), |left| Some(left & left.wrapping_sub(1)));
            left.take_while(|left| *left != 0).map(move |left| word * WORD + left.trailing_zeros() as usize)
        })
    }

    /// How many different codes there are in all.
    pub fn distinct(&self) -> u32 {
        let mut all = vec![0; self.width];
        (0..self.unit_count).map(|unit| self.add(unit, &mut all)).sum()
    }

    /// Whether a set has a code.
    pub(super) fn has(set: &[u64], code: usize) -> bool {
        set[code / WORD] & (1 << (code % WORD)) != 0
    }

    /// Adds a unit's codes to a set, and gives how many of them are new to it.
    pub(super) fn add(&self, unit: usize, to: &mut [u64]) -> u32 {
        let mut new = 0;
        for (have, &bits) in to.iter_mut().zip(self.of(unit)) {
            new += (bits & !*have).count_ones();
            *have |= bits;
        }
        new
    }

    pub(super) const fn width(&self) -> usize {
        self.width
    }

    fn of(&self, unit: usize) -> &[u64] {
        &self.sets[unit * self.width..(unit + 1) * self.width]
    }
}

/// The units of the selection that have any words, each with the `rows` (a theme's codes, or one code) that it has:
/// cases, sources, or answers. Coded stretches of their own are no units.
///
/// In the order of the material: sources by their paths, in a survey row by row, in a transcript as people first speak.
pub fn coded_units(columns: &Columns, rows: &[Vec<usize>], unit: UnitOfAnalysis, selection: &Selection) -> CodedUnits {
    let order = order(columns, unit, selection);
    let mut units = CodedUnits::new(order.len(), rows.len());
    for (row, codes) in rows.iter().enumerate() {
        let mut mark = |unit: Option<u32>| {
            if let Some(&place) = unit.and_then(|unit| order.get(&unit)) {
                units.set(place, row);
            }
        };
        if unit == UnitOfAnalysis::Cases {
            each_case(columns, codes, selection, |case| mark(Some(case)));
        } else {
            for segment in segments_in_order(columns, codes, selection) {
                mark(unit_of(columns, unit, segment.first_segment.0));
            }
        }
    }
    units
}

/// By unit's number: its place among all that have any words.
fn order(columns: &Columns, unit: UnitOfAnalysis, selection: &Selection) -> BTreeMap<u32, usize> {
    let mut by_path: Vec<usize> = (0..columns.sources.len()).collect();
    by_path.sort_by(|&a, &b| columns.sources[a].path.cmp(&columns.sources[b].path));
    let mut ranks = vec![0; by_path.len()];
    for (rank, &source) in by_path.iter().enumerate() {
        ranks[source] = rank;
    }
    let mut first: BTreeMap<u32, (usize, u32, u32)> = BTreeMap::new();
    for at in 0..columns.segments.len() {
        let segment = u32::try_from(at).expect("segments have 32-bit numbers");
        let case = columns.segments.case(segment);
        if case == OUT || !selection.has_segment(segment) || !selection.has_case(case) {
            continue;
        }
        let Some(source) = columns.segments.source(segment) else { continue };
        let Some(own) = unit_of(columns, unit, segment) else { continue };
        let is_answer = columns.segments.question(segment).is_some();
        let row = if is_answer && case < OUT { columns.cases.file_order(case).1 } else { 0 };
        let place = (ranks[source as usize], row, segment);
        first.entry(own).and_modify(|known| *known = place.min(*known)).or_insert(place);
    }
    let mut sorted: Vec<((usize, u32, u32), u32)> = first.into_iter().map(|(own, place)| (place, own)).collect();
    sorted.sort_unstable();
    sorted.into_iter().enumerate().map(|(place, (_, own))| (own, place)).collect()
}

/// The number of the unit that a segment belongs to.
fn unit_of(columns: &Columns, unit: UnitOfAnalysis, segment: u32) -> Option<u32> {
    match unit {
        UnitOfAnalysis::Cases => Some(columns.segments.case(segment)).filter(|&case| case < OUT && case != NO_CASE),
        UnitOfAnalysis::Sources => columns.segments.source(segment),
        UnitOfAnalysis::Answers => columns.segments.question(segment).map(|_| segment),
        UnitOfAnalysis::Segments => None,
    }
}
