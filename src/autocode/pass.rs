//! One text through all rules.

use std::ops::Range;

use super::folded::Folded;
use super::judge::Judgement;
use super::marks::{Mark, Use};
use super::needle::letter_before;
use super::rule_hits::RuleHits;
use super::rule_set::CompiledRule;
use super::stem_scanner::StemMemo;
use super::units::Units;
use super::{CodableSegment, CodableText, Found, RuleSet};
use crate::model::Span;

/// What one thread keeps from text to text: memory that is used again, and counts. Made by [`RuleSet::scratch`].
#[derive(Debug)]
pub struct Scratch<'r> {
    folded: Folded,
    pub(super) marks: Vec<Mark>,
    units: Units,
    memos: Vec<StemMemo<'r>>,
    hits: RuleHits,
}

impl Scratch<'_> {
    /// How often each rule has fired so far.
    pub const fn hits(&self) -> &RuleHits {
        &self.hits
    }
}

impl RuleSet {
    /// What a thread needs to code texts with these rules.
    pub fn scratch(&self) -> Scratch<'_> {
        Scratch {
            folded: Folded::default(),
            marks: Vec::new(),
            units: Units::default(),
            memos: self.stem_scanners.iter().map(|_| StemMemo::default()).collect(),
            hits: RuleHits::new(self.rules.len()),
        }
    }

    /// Codes one text. `found` is emptied first, then holds every proposed coding: sorted by code and place, each code
    /// once on each unit, by the first of the code's rules that fires there.
    pub fn code<'r>(&'r self, text: &CodableText<'_>, scratch: &mut Scratch<'r>, found: &mut Vec<Found>) {
        found.clear();
        for (segment_index, segment) in text.segments.iter().enumerate() {
            if !segment.interviewer {
                self.code_segment(text, segment_index, segment, scratch, found);
            }
        }
        found.sort_unstable();
        found.dedup_by_key(|coding| (coding.code_index, coding.span));
    }

    fn code_segment<'r>(
        &'r self,
        text: &CodableText<'_>,
        segment_index: usize,
        segment: &CodableSegment<'_>,
        scratch: &mut Scratch<'r>,
        found: &mut Vec<Found>,
    ) {
        let words = segment.span.of_text(text.content);
        self.mark(words, scratch);
        if scratch.marks.is_empty() && self.unanchored.is_empty() {
            return;
        }
        let Scratch { marks, units, hits, .. } = scratch;
        units.reset();
        let mut fire = |number: usize, unit: Span| {
            let rule = &self.rules[number];
            let start = segment.span.start();
            if let Some(span) = Span::of(text.content, start + unit.start()..start + unit.end()) {
                hits.count(number);
                let CompiledRule { code_index, rule_index, .. } = *rule;
                found.push(Found { code_index, span, rule_index, segment_index });
            }
        };
        for of_rule in marks.chunk_by(|left, right| left.rule == right.rule) {
            let number = of_rule[0].rule as usize;
            let rule = &self.rules[number];
            if rule.is_anchored() && rule.admits(text, segment) {
                each_hit_unit(rule, of_rule, units, words, |unit| fire(number, unit));
            }
        }
        for &number in &self.unanchored {
            let rule = &self.rules[number as usize];
            if rule.admits(text, segment) {
                let of_rule = &marks[of_rule(marks, number)];
                for &unit in units.of(rule.unit, words) {
                    let marks = &of_rule[within(of_rule, unit)];
                    if (Judgement { rule, marks, unit, text: words }).verdict().is_ok() {
                        fire(number as usize, unit);
                    }
                }
            }
        }
    }

    /// Fills `scratch.marks` with what all rules' words hit in a segment, by rule and place.
    pub(super) fn mark<'r>(&'r self, words: &str, scratch: &mut Scratch<'r>) {
        let Scratch { folded, marks, memos, .. } = scratch;
        marks.clear();
        let is_folded = Folded::is_needed(words);
        if is_folded {
            folded.fill(words);
        }
        let scanned = if is_folded { folded.text() } else { words };
        if let Some(scanner) = &self.scanner {
            scanner.scan(scanned, |literal, start, end| self.look_closer(literal, start, end, scanned, marks));
        }
        for (stem_scanner, memo) in self.stem_scanners.iter().zip(memos) {
            stem_scanner.scan(scanned, memo, |needle, start, end| {
                let (needle, uses) = &self.needles[needle as usize];
                push(uses, needle.neighbours(scanned, start, end), marks);
            });
        }
        if is_folded {
            for mark in marks.iter_mut() {
                mark.start = narrow(folded.original(mark.start as usize));
                mark.end = narrow(folded.original(mark.end as usize));
            }
        }
        marks.sort_unstable();
    }

    /// What a literal's hit at `start..end` of the scanned text amounts to.
    fn look_closer(&self, literal: usize, start: usize, end: usize, scanned: &str, marks: &mut Vec<Mark>) {
        let literal = &self.literals[literal];
        for &needle in &literal.needles {
            let (needle, uses) = &self.needles[needle as usize];
            push(uses, needle.hit(scanned, start, end), marks);
        }
        push(&literal.expressions, Some((start, end)), marks);
        if !literal.expressions_at_word.is_empty() && !letter_before(scanned, start) {
            push(&literal.expressions_at_word, Some((start, end)), marks);
        }
    }
}

impl CompiledRule {
    /// Whether the rule applies to this segment of this text.
    pub(super) fn admits(&self, text: &CodableText<'_>, segment: &CodableSegment<'_>) -> bool {
        self.limits.admit_question(text) && self.limits.admit_speaker(segment) && self.limits.admit_source(text)
    }
}

fn push(uses: &[Use], hit: Option<(usize, usize)>, marks: &mut Vec<Mark>) {
    if let Some((start, end)) = hit {
        let mark = |&Use { rule, role }: &Use| Mark { rule, start: narrow(start), end: narrow(end), role };
        marks.extend(uses.iter().map(mark));
    }
}

fn narrow(at: usize) -> u32 {
    u32::try_from(at).expect("import refuses texts of 4 GiB and more")
}

/// The marks of one rule, among those of a segment.
pub(super) fn of_rule(marks: &[Mark], number: u32) -> Range<usize> {
    marks.partition_point(|mark| mark.rule < number)..marks.partition_point(|mark| mark.rule <= number)
}

/// The marks that start in a unit, among those of one rule.
pub(super) fn within(marks: &[Mark], unit: Span) -> Range<usize> {
    marks.partition_point(|mark| (mark.start as usize) < unit.start())
        ..marks.partition_point(|mark| (mark.start as usize) < unit.end())
}

/// Calls `fire` with each unit in which a rule fires, among those that its words have hit.
fn each_hit_unit(rule: &CompiledRule, marks: &[Mark], units: &mut Units, words: &str, mut fire: impl FnMut(Span)) {
    let mut judged_to = 0;
    for mark in marks.iter().filter(|mark| mark.role.is_positive()) {
        let start = mark.start as usize;
        if start < judged_to {
            continue;
        }
        let units = units.of(rule.unit, words);
        let Some(&unit) = units.get(units.partition_point(|unit| unit.end() <= start)) else { return };
        if start < unit.start() {
            continue;
        }
        judged_to = unit.end();
        let marks = &marks[within(marks, unit)];
        if (Judgement { rule, marks, unit, text: words }).verdict().is_ok() {
            fire(unit);
        }
    }
}
