//! Recall and precision at every threshold, of which the ones that are asked for can be read.

use crate::cases::Judgment;
use crate::court::is_masked;
use crate::measure::{Hidden, Share, tokens};

/// Recall and precision at every threshold.
#[derive(Default)]
pub struct Curve {
    /// The likelihood of each token that is to be hidden.
    wanted: Vec<f32>,
    /// The likelihood of each token at all, and whether it is to be hidden.
    all: Vec<(f32, bool)>,
}

impl Curve {
    pub fn add(&mut self, case: &Judgment, heat: &[f32]) {
        let mut gold = Hidden::none(&case.text);
        for place in case.places.iter().filter(|place| place.is_hidden) {
            gold.hide(place.range.clone());
        }
        let hidden: Vec<&str> =
            case.places.iter().filter(|place| place.is_hidden).map(|p| p.identifier.as_str()).collect();
        let nothing = Hidden::none(&case.text);
        for place in case.places.iter().filter(|place| hidden.contains(&place.identifier.as_str())) {
            for token in tokens(&case.text, place.range.clone()) {
                let is_left_out = is_masked(&case.text, token.clone(), &nothing);
                let lowest = heat[token].iter().copied().fold(f32::INFINITY, f32::min);
                self.wanted.push(if is_left_out { f32::INFINITY } else { lowest });
            }
        }
        for token in tokens(&case.text, 0..case.text.len()) {
            let highest = heat[token.clone()].iter().copied().fold(0.0, f32::max);
            self.all.push((highest, gold.is_hidden(token)));
        }
    }

    pub fn join(&mut self, other: &Self) {
        self.wanted.extend(&other.wanted);
        self.all.extend(&other.all);
    }

    /// The highest recall at this precision or a better one, and the threshold that gives it.
    pub fn recall_at(&self, precision: f64) -> (f64, f32) {
        let mut wanted = self.wanted.clone();
        wanted.sort_by(|one, other| other.total_cmp(one));
        let mut all = self.all.clone();
        all.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut best = (0.0, 1.0);
        let mut share = Share::default();
        for (index, (likelihood, is_right)) in all.iter().enumerate() {
            share.count(*is_right);
            let is_last = all.get(index + 1).is_none_or(|next| next.0 < *likelihood);
            if *likelihood > 0.0 && is_last && share.value() >= precision {
                let found = wanted.partition_point(|value| value >= likelihood);
                let recall = Share { hits: count(found), all: count(wanted.len()) }.value();
                best = if recall > best.0 { (recall, *likelihood) } else { best };
            }
        }
        best
    }
}

fn count(length: usize) -> u32 {
    u32::try_from(length).expect("cases have fewer than 2^32 tokens")
}
