//! Counts of people in notes: what a table would withhold, the note under it does not say either.

use super::Kitchen;
use super::notes::counted;

impl Kitchen<'_> {
    /// "4 cases"; of too few, "fewer than 3 cases".
    pub(super) fn cases(&self, count: u64) -> String {
        self.people(count, "case", "cases")
    }

    /// The same with another word for them.
    pub(super) fn people(&self, count: u64, one: &str, many: &str) -> String {
        if self.is_few(count) {
            format!("fewer than {} {many}", self.smallest_group())
        } else {
            counted(count, one, many)
        }
    }

    /// "4"; of too few, "fewer than 3".
    pub(super) fn number(&self, count: u64) -> String {
        if self.is_few(count) { format!("fewer than {}", self.smallest_group()) } else { count.to_string() }
    }

    /// Someone, but too few to be told of.
    pub(super) fn is_few(&self, count: u64) -> bool {
        (1..self.smallest_group()).contains(&count)
    }

    /// Why others gave no answer, each reason with how many: "left it blank 4". A reader knows how many there are in all,
    /// so a reason of too few stands together with the next smallest: "left it blank or not asked: 12".
    pub(super) fn reasons(&self, parts: &[(&str, u64)]) -> Vec<String> {
        let mut shown: Vec<(Vec<usize>, u64)> =
            parts.iter().enumerate().map(|(at, &(_, count))| (vec![at], count)).collect();
        while let Some(few) = shown.iter().position(|&(_, count)| self.is_few(count)) {
            let others = (0..shown.len()).filter(|&other| other != few && shown[other].1 > 0);
            let Some(next) = others.min_by_key(|&other| (shown[other].1, other)) else { break };
            let (into, from) = (few.min(next), few.max(next));
            let (labels, count) = shown.remove(from);
            shown[into].0.extend(labels);
            shown[into].0.sort_unstable();
            shown[into].1 += count;
        }
        let told = |(labels, count): (Vec<usize>, u64)| {
            let labels: Vec<&str> = labels.into_iter().map(|at| parts[at].0).collect();
            let colon = if labels.len() > 1 { ":" } else { "" };
            format!("{}{colon} {}", labels.join(" or "), self.number(count))
        };
        shown.into_iter().map(told).collect()
    }
}
