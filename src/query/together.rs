//! Which codings stand together with others: sorted lists, gone through once.

use super::codings::Joint;

/// A coding, by where it lies. In order, they stand as the texts do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Stretch {
    pub(super) text: u32,
    pub(super) start: u32,
    pub(super) end: u32,
    /// With the coder it tells two codings of the same words apart.
    pub(super) code: u32,
    pub(super) coder: u32,
    pub(super) first_segment: u32,
    pub(super) last_segment: u32,
}

impl Stretch {
    /// Its two ends, by what `joint` compares; the second is not part of it.
    fn ends(&self, joint: Joint) -> (i64, i64) {
        match joint {
            Joint::With => (self.start.into(), self.end.into()),
            Joint::Near(_) => (self.first_segment.into(), i64::from(self.last_segment) + 1),
        }
    }
}

/// Those of `left` that stand together with one of `right` that is not the same coding (or, `negated`, with none). Both
/// are in order, and so is what comes back.
pub(super) fn together(left: &[Stretch], right: &[Stretch], joint: Joint, negated: bool) -> Vec<Stretch> {
    let reach = match joint {
        Joint::With => 0,
        Joint::Near(segments) => i64::from(segments),
    };
    let mut kept = Vec::new();
    let mut rest = right;
    for here in left.chunk_by(|one, other| one.text == other.text) {
        let Some(text) = here.first().map(|stretch| stretch.text) else { continue };
        rest = rest.get(rest.partition_point(|stretch| stretch.text < text)..).unwrap_or_default();
        let (there, others) =
            rest.split_at_checked(rest.partition_point(|stretch| stretch.text == text)).unwrap_or_default();
        rest = others;
        let there = Furthest::of(there, joint);
        kept.extend(here.iter().filter(|stretch| {
            let (start, end) = stretch.ends(joint);
            // Segments have no gap between them: those that are `reach` apart have `reach - 1` others in between.
            there.reaches(start - reach, end + reach, stretch) != negated
        }));
    }
    kept
}

/// Stretches of one text by where they begin; for each, which of those up to it reach furthest.
struct Furthest<'s> {
    starts: Vec<i64>,
    furthest: Vec<[Option<(i64, &'s Stretch)>; 2]>,
}

impl<'s> Furthest<'s> {
    fn of(stretches: &'s [Stretch], joint: Joint) -> Self {
        let mut ends: Vec<(i64, i64, &Stretch)> = stretches
            .iter()
            .map(|stretch| {
                let (start, end) = stretch.ends(joint);
                (start, end, stretch)
            })
            .collect();
        ends.sort_by_key(|(start, ..)| *start);
        let mut best: [Option<(i64, &Stretch)>; 2] = [None, None];
        let furthest = ends.iter().map(|&(_, end, stretch)| {
            let beats = |other: Option<(i64, &Stretch)>| other.is_none_or(|(furthest, _)| end > furthest);
            if beats(best[0]) {
                best = [Some((end, stretch)), best[0]];
            } else if beats(best[1]) {
                best[1] = Some((end, stretch));
            }
            best
        });
        Self { furthest: furthest.collect(), starts: ends.iter().map(|(start, ..)| *start).collect() }
    }

    /// Whether one begins before `end` and ends after `start` that is not `itself`.
    fn reaches(&self, start: i64, end: i64, itself: &Stretch) -> bool {
        let Some(last) = self.starts.partition_point(|&begins| begins < end).checked_sub(1) else { return false };
        self.furthest[last].iter().flatten().any(|&(furthest, stretch)| furthest > start && stretch != itself)
    }
}
