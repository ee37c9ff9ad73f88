//! What an attacker makes of printed means, spreads, medians and distributions: how many gave each point, and what they make.
//!
//! Of each item and group there are: how many answered, how many gave each point, the sum of the answers and that of their
//! squares. Of these a reader is shown some, and knows how they hang together.

use super::{Fact, Knowledge, Range, rows};

/// The scale of all items here.
const POINTS: std::ops::RangeInclusive<i64> = 1..=5;

impl Knowledge {
    /// How many answered an item in a group ("" for all), with all that hangs together there.
    fn item(&mut self, item: &str, group: &str) -> Item {
        let name = |what: &str| format!("{item} {what}|{group}");
        let is_new = !self.names.contains_key(&name("answered"));
        let count = self.number(&name("answered"));
        let points: Vec<usize> = POINTS.map(|point| self.number(&name(&point.to_string()))).collect();
        let (sum, squares) = (self.number(&name("sum")), self.number(&name("squares")));
        if is_new {
            self.ranges[sum] = (0, self.rule.kept * POINTS.end());
            self.ranges[squares] = (0, self.rule.kept * POINTS.end() * POINTS.end());
            self.adds_up(&points, count);
            for (whole, times) in [(sum, 1), (squares, 2)] {
                let terms = points.iter().zip(POINTS).map(|(&number, point)| (number, point.pow(times)));
                self.facts.push(Fact::Between(terms.chain([(whole, -1)]).collect(), (0, 0)));
            }
        }
        Item { count, points, sum, squares }
    }

    /// The groups of an attribute are all: so they are in each number of an item.
    pub(in super::super) fn groups_make_all(&mut self, item: &str, attribute: &str, values: &[&str]) {
        let groups: Vec<Item> = values.iter().map(|value| self.item(item, &format!("{attribute}={value}"))).collect();
        let all = self.item(item, "");
        for number in 0..all.numbers().len() {
            let parts: Vec<usize> = groups.iter().map(|group| group.numbers()[number]).collect();
            self.adds_up(&parts, all.numbers()[number]);
        }
    }

    /// How many of a group were kept, which a methods section says; so many can have answered at the most.
    pub(in super::super) fn knows_size(&mut self, items: &[&str], group: &str, size: i64) {
        for item in items {
            let count = self.item(item, group).count;
            self.narrow(count, (0, size));
        }
        if (1..self.rule.minimum).contains(&size) {
            self.few.insert(group.to_owned());
        }
    }

    /// How many of all left an item blank, as a note says; nothing where it says that they are few.
    pub(in super::super) fn knows_answered(&mut self, item: &str, answered: i64) {
        let count = self.item(item, "").count;
        self.narrow(count, (answered, answered));
    }

    /// A printed table of means: a column an item, a row a group, with how many answered any of the items in its title.
    pub(in super::super) fn read_means(&mut self, csv: &str, attribute: &str, items: &[&str]) {
        for row in &rows(csv)[1..] {
            let (title, size) =
                row[0].strip_suffix(')').and_then(|title| title.rsplit_once(" (")).expect("a size in the title");
            let group = group(attribute, title);
            self.read_any(items, &group, size);
            for (item, printed) in items.iter().zip(&row[1..]) {
                self.read_mean(item, &group, printed);
            }
        }
    }

    /// How many of a group answered any of the items: each of them no more, and all together no less.
    fn read_any(&mut self, items: &[&str], group: &str, size: &str) {
        let name = format!("size of any|{group}");
        let any = if group.is_empty() {
            // That of all is never rounded.
            let (any, exactly) = (self.number(&name), size.parse().expect("a number"));
            self.narrow(any, (exactly, exactly));
            any
        } else {
            self.read(&name, size, true)
        };
        let counts: Vec<usize> = items.iter().map(|item| self.item(item, group).count).collect();
        for &count in &counts {
            self.within(count, any);
        }
        let terms = counts.iter().map(|&count| (count, 1)).chain([(any, -1)]).collect();
        self.facts.push(Fact::Between(terms, (0, i64::MAX / 4)));
    }

    /// A printed summary of one item: number, mean, spread and median of each group.
    pub(in super::super) fn read_summary(&mut self, csv: &str, attribute: &str, item: &str) {
        let table = rows(csv);
        let at = |title: &str| table[0].iter().position(|head| head == title).expect("a column of this title");
        for row in &table[1..] {
            let title = if attribute.is_empty() { "Total" } else { row[at("Sector")].as_str() };
            let group = group(attribute, title);
            let known = self.item(item, &group);
            let of_few = self.few.contains(&group);
            self.read(&format!("{item} answered|{group}"), &row[at("n")], of_few);
            self.read_mean(item, &group, &row[at("Mean")]);
            if let Some(hundredths) = decimal(&row[at("SD")], 100) {
                let (squares, sum, count) = (known.squares, known.sum, known.count);
                self.facts.push(Fact::Spread { squares, sum, count, hundredths });
            }
            if let Some(tenths) = decimal(&row[at("Median")], 10) {
                self.facts.push(Fact::Median { points: known.points, doubled: tenths / 5 });
            }
        }
    }

    /// A printed distribution of one item: how many of each group gave each point, or a part of the scale.
    pub(in super::super) fn read_points(&mut self, csv: &str, attribute: &str, item: &str, parts: &[(&str, Range)]) {
        let table = rows(csv);
        let at = |title: &str| table[0].iter().position(|head| head == title).expect("a column of this title");
        for row in &table[1..] {
            let title = if attribute.is_empty() { "Total" } else { row[at("Sector")].as_str() };
            let group = group(attribute, title);
            let known = self.item(item, &group);
            let of_few = self.few.contains(&group);
            self.read(&format!("{item} answered|{group}"), &row[at("Answered")], of_few);
            for (part, (low, high)) in parts {
                let name = if low == high { low.to_string() } else { format!("{low} to {high}") };
                let name = format!("{item} {name}|{group}");
                let is_new = !self.names.contains_key(&name);
                let number = self.read_share(&name, &row[at(&format!("{part}: n"))], known.count, of_few);
                self.read_share(&name, &row[at(&format!("{part}: %"))], known.count, of_few);
                if is_new {
                    let within = POINTS.zip(&known.points).filter(|(point, _)| (*low..=*high).contains(point));
                    let within: Vec<usize> = within.map(|(_, &number)| number).collect();
                    self.adds_up(&within, number);
                }
            }
        }
    }

    fn read_mean(&mut self, item: &str, group: &str, printed: &str) {
        let known = self.item(item, group);
        match decimal(printed, 10) {
            Some(tenths) => self.facts.push(Fact::Mean { sum: known.sum, count: known.count, tenths }),
            // Too few, or withheld for their sake.
            None if ["*", "†"].contains(&printed) => self.starred.push(known.sum),
            None => self.narrow(known.count, (0, 0)),
        }
    }
}

struct Item {
    count: usize,
    points: Vec<usize>,
    sum: usize,
    squares: usize,
}

impl Item {
    fn numbers(&self) -> Vec<usize> {
        [&[self.count, self.sum, self.squares][..], &self.points].concat()
    }
}

fn group(attribute: &str, title: &str) -> String {
    if title == "Total" { String::new() } else { format!("{attribute}={title}") }
}

/// A printed number with a point, in so many parts of one; nothing where it is a mark, or not there.
fn decimal(printed: &str, parts: i64) -> Option<i64> {
    let value: f64 = printed.parse().ok()?;
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "small numbers with two decimals")]
    Some((value * parts as f64).round() as i64)
}

/// Whether a fact about ratings narrowed anything.
pub(super) fn narrow(ranges: &mut [Range], fact: &Fact) -> bool {
    match fact {
        Fact::Mean { sum, count, tenths } => narrow_mean(ranges, *sum, *count, *tenths),
        Fact::Spread { squares, sum, count, hundredths } => {
            let fixed = |number: usize| Some(ranges[number].0).filter(|&value| value == ranges[number].1);
            let (Some(sum), Some(count)) = (fixed(*sum), fixed(*count).filter(|&count| count > 1)) else {
                return false;
            };
            // 100 · spread lies between half a hundredth below and above: both sides squared, times n (n − 1).
            let times = count * (count - 1);
            let (least, most) = ((2 * hundredths - 1).max(0).pow(2) * times, (2 * hundredths + 1).pow(2) * times);
            let fits = |squares: i64| {
                let found = 40_000 * (count * squares - sum * sum);
                least <= found && found < most
            };
            keep(ranges, *squares, fits)
        }
        Fact::Median { points, doubled } => {
            if points.iter().any(|&number| ranges[number].0 < ranges[number].1) {
                return false;
            }
            let all: Vec<i64> = points
                .iter()
                .zip(1..)
                .flat_map(|(&number, point)| (0..ranges[number].0.max(0)).map(move |_| point))
                .collect();
            let found =
                all.get(all.len().wrapping_sub(1) / 2).zip(all.get(all.len() / 2)).map(|(one, other)| one + other);
            keep(ranges, points[0], |_| found == Some(*doubled))
        }
        Fact::Between(..) | Fact::Tenths { .. } => false,
    }
}

fn narrow_mean(ranges: &mut [Range], sum: usize, count: usize, tenths: i64) -> bool {
    let fits = |sum: i64, count: i64| count > 0 && (sum * 20 + count) / (2 * count) == tenths;
    let (sums, counts) = (ranges[sum], ranges[count]);
    let mut found: Option<(Range, Range)> = None;
    for count in counts.0..=counts.1 {
        // About the mean, so many times.
        let near = (tenths * count / 10 - count, tenths * count / 10 + count);
        for sum in (sums.0.max(near.0)..=sums.1.min(near.1)).filter(|&sum| fits(sum, count)) {
            let ((least, most), (low, high)) = found.unwrap_or(((sum, sum), (count, count)));
            found = Some(((least.min(sum), most.max(sum)), (low.min(count), high.max(count))));
        }
    }
    (ranges[sum], ranges[count]) = found.unwrap_or(((1, 0), (1, 0)));
    (sums, counts) != (ranges[sum], ranges[count])
}

/// Keeps of a range what fits, from its first to its last.
fn keep(ranges: &mut [Range], number: usize, fits: impl Fn(i64) -> bool) -> bool {
    let (from, to) = ranges[number];
    let mut fitting = (from..=to).filter(|&value| fits(value));
    let first = fitting.next();
    let now = first.map_or((1, 0), |first| (first, fitting.last().unwrap_or(first)));
    ranges[number] = now;
    now != (from, to)
}
