//! Someone who has every printed table of a study and wants to know what was withheld.
//!
//! The attacker reads printed CSV and shares no code with the program. They know what a sensible reader knows: that groups
//! add up to all, that no more of a group can raise a theme than are in it, that a code is within its theme and a theme is
//! no more than all of its codes, how percentages are rounded, and what `*` may stand for. They then try every way in
//! which people could be spread so that all that is printed is true.

mod flow;
mod ratings;

use std::collections::{BTreeMap, BTreeSet};

/// Whole numbers from one to another, both included.
type Range = (i64, i64);

/// What is known of some numbers together.
#[derive(Debug, Clone)]
enum Fact {
    /// Each so many times, they make something between two numbers.
    Between(Vec<(usize, i64)>, Range),
    /// The first is so many tenths of a percent of the second, rounded half up.
    Tenths { part: usize, base: usize, tenths: i64 },
    /// The mean of so many answers that make this sum, in tenths, rounded half up.
    Mean { sum: usize, count: usize, tenths: i64 },
    /// The standard deviation of so many answers with this sum and sum of squares, in hundredths, rounded half up.
    Spread { squares: usize, sum: usize, count: usize, hundredths: i64 },
    /// Twice the median of answers, of which so many gave 1, 2, 3 …
    Median { points: Vec<usize>, doubled: i64 },
}

/// The rule as the tables' notes say it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rule {
    pub(super) minimum: i64,
    pub(super) zero_is_small: bool,
    pub(super) round_to: i64,
    /// All who are kept: every table's note says how many.
    pub(super) kept: i64,
}

/// All that is known, number by number.
#[derive(Debug, Clone)]
pub(super) struct Knowledge {
    rule: Rule,
    names: BTreeMap<String, usize>,
    ranges: Vec<Range>,
    facts: Vec<Fact>,
    /// Those that somewhere stand as `*`.
    starred: Vec<usize>,
    /// Groups with fewer people than the smallest that is shown: nothing of them is.
    few: BTreeSet<String>,
}

/// How many ways are tried for one number before the attacker gives up on it.
const PATIENCE: usize = 4000;

impl Knowledge {
    pub(super) fn new(rule: Rule) -> Self {
        let (names, few) = (BTreeMap::new(), BTreeSet::new());
        Self { rule, names, ranges: Vec::new(), facts: Vec::new(), starred: Vec::new(), few }
    }

    fn number(&mut self, name: &str) -> usize {
        if let Some(&number) = self.names.get(name) {
            return number;
        }
        self.ranges.push((0, self.rule.kept));
        self.names.insert(name.to_owned(), self.ranges.len() - 1);
        self.ranges.len() - 1
    }

    fn narrow(&mut self, number: usize, range: Range) {
        let known = &mut self.ranges[number];
        *known = (known.0.max(range.0), known.1.min(range.1));
    }

    /// Takes in what is printed for a number. `of_few`: its whole column is withheld.
    fn read(&mut self, name: &str, printed: &str, of_few: bool) -> usize {
        let number = self.number(name);
        let rule = self.rule;
        match printed {
            "" | "†" => {}
            "*" => {
                let least = i64::from(!(rule.zero_is_small || of_few));
                self.narrow(number, (least, rule.minimum - 1));
                self.starred.push(number);
            }
            shown => {
                let value: i64 = shown.parse().unwrap_or_else(|_| panic!("{name} is printed as {shown:?}"));
                let half = rule.round_to / 2;
                let range = match (rule.round_to, value) {
                    (0 | 1, _) | (_, 0) => (value, value),
                    // Of so few only what a note states is shown, and as it is there.
                    _ if value < rule.minimum => (value, value),
                    _ => ((value - half).max(rule.minimum), value + rule.round_to - 1 - half),
                };
                self.narrow(number, range);
            }
        }
        number
    }

    /// The parts make the whole.
    fn adds_up(&mut self, parts: &[usize], whole: usize) {
        let terms = parts.iter().map(|&part| (part, 1)).chain([(whole, -1)]).collect();
        self.facts.push(Fact::Between(terms, (0, 0)));
    }

    fn within(&mut self, part: usize, whole: usize) {
        self.facts.push(Fact::Between(vec![(whole, 1), (part, -1)], (0, i64::MAX / 4)));
    }

    /// Codes and their themes, wherever both are known among the same people.
    pub(super) fn gathers(&mut self, theme: &str, codes: &[&str]) {
        let of_theme: Vec<(String, usize)> = self
            .names
            .iter()
            .filter_map(|(name, &number)| Some((name.strip_prefix(&format!("{theme}|"))?.to_owned(), number)))
            .collect();
        for (among, whole) in of_theme {
            let parts: Vec<usize> =
                codes.iter().filter_map(|code| self.names.get(&format!("{code}|{among}")).copied()).collect();
            for &part in &parts {
                self.within(part, whole);
            }
            if parts.len() == codes.len() {
                let terms = parts.iter().map(|&part| (part, 1)).chain([(whole, -1)]).collect();
                self.facts.push(Fact::Between(terms, (0, i64::MAX / 4)));
            }
        }
    }

    /// A printed crosstab. `among` is what all of it is about ("" for all); `attribute` makes its columns.
    pub(super) fn read_crosstab(&mut self, csv: &str, attribute: &str, among: &str) {
        self.read_grouped(csv, attribute, among, "");
    }

    /// A printed table of a question's options, of all or by an attribute; its sizes are of those who answered.
    pub(super) fn read_options(&mut self, csv: &str, attribute: &str, question: &str) {
        self.read_grouped(csv, attribute, "", question);
    }

    fn read_grouped(&mut self, csv: &str, attribute: &str, among: &str, question: &str) {
        let rows = rows(csv);
        let place = |value: &str| match (value, among) {
            ("All", among) => among.to_owned(),
            (value, "") => format!("{attribute}={value}"),
            (value, among) => format!("{attribute}={value},{among}"),
        };
        let mut sizes: Vec<usize> = Vec::new();
        let heads: Vec<(String, usize, bool)> = rows[0][1..]
            .iter()
            .map(|head| {
                let title = head.rsplit_once(": ").map_or(head.as_str(), |(title, _)| title);
                let (value, size) = title.strip_suffix(')').and_then(|title| title.rsplit_once(" (")).expect("a size");
                let place = place(value);
                // Whatever is counted, sizes are of all who are kept.
                let of = if value == "All" { String::new() } else { format!("{attribute}={value}") };
                let number = self.read(&format!("size{question}|{of}"), if value == "All" { "" } else { size }, true);
                if !question.is_empty() {
                    // Who answered is among those who were kept.
                    let kept = self.number(&format!("size|{of}"));
                    self.within(number, kept);
                }
                if value == "All" {
                    // Sizes of all are never rounded.
                    self.narrow(number, (size.parse().expect("a number"), size.parse().expect("a number")));
                }
                if value != "All" && !sizes.contains(&number) {
                    sizes.push(number);
                }
                (place, number, ["*", "†"].contains(&size))
            })
            .collect();
        let all = heads.last().expect("a column of all").1;
        if !sizes.is_empty() {
            self.adds_up(&sizes, all);
        }
        for row in &rows[1..] {
            let name = |place: &str| format!("{question}{}|{place}", row[0].trim());
            let mut groups = Vec::new();
            for ((place, size, of_few), printed) in heads.iter().zip(&row[1..]) {
                let number = self.read_share(&name(place), printed, *size, *of_few);
                self.within(number, *size);
                if *size != all && !groups.contains(&number) {
                    groups.push(number);
                }
            }
            let whole = self.number(&name(&place("All")));
            if !groups.is_empty() {
                self.adds_up(&groups, whole);
            }
        }
    }

    /// A printed table of what occurs together, in cases: on the diagonal each thing by itself.
    pub(super) fn read_pairs(&mut self, csv: &str) {
        self.each_pair(csv, |knowledge, [one, other], printed| {
            let both = knowledge.read(&pair(one, other), printed, false);
            for single in [one, other] {
                let single = knowledge.number(&format!("{single}|"));
                knowledge.within(both, single);
            }
        });
    }

    /// The same as shares of all that has either.
    pub(super) fn read_coefficients(&mut self, csv: &str) {
        self.each_pair(csv, |knowledge, [one, other], printed| {
            if one == other || printed.is_empty() {
                return;
            }
            let numbers = [pair(one, other), format!("{one}|"), format!("{other}|")];
            let [both, first, second] = numbers.map(|name| knowledge.number(&name));
            let either = knowledge.number(&format!("size of either {}", pair(one, other)));
            // n1 + n2 = both + either.
            knowledge.facts.push(Fact::Between(vec![(first, 1), (second, 1), (both, -1), (either, -1)], (0, 0)));
            knowledge.read_share(&pair(one, other), printed, either, false);
        });
    }

    fn each_pair(&mut self, csv: &str, mut read: impl FnMut(&mut Self, [&str; 2], &str)) {
        let rows = rows(csv);
        for row in &rows[1..] {
            for (title, printed) in rows[0][1..].iter().zip(&row[1..]) {
                read(self, [row[0].trim(), title.trim()], printed);
            }
        }
    }

    fn read_share(&mut self, name: &str, printed: &str, base: usize, of_few: bool) -> usize {
        let part = self.number(name);
        if printed == "–" {
            // A share of nobody, or of so few that they are rounded to none.
            self.narrow(base, (0, self.rule.round_to / 2));
            return part;
        }
        let Some(share) = printed.strip_suffix('%') else { return self.read(name, printed, of_few) };
        if self.rule.round_to <= 1 {
            let tenths = share.replace('.', "").parse().expect("a share to one decimal");
            self.facts.push(Fact::Tenths { part, base, tenths });
        }
        part
    }

    /// The same among fewer is no more: those of a group in one country, of the group.
    pub(super) fn contains(&mut self) {
        let names: Vec<(String, usize)> = self.names.iter().map(|(name, &number)| (name.clone(), number)).collect();
        for (name, number) in names {
            if let Some((wider, _)) = name.split_once(',')
                && let Some(&whole) = self.names.get(wider)
            {
                self.within(number, whole);
            }
        }
    }

    /// A printed table of frequencies: cases and their share, of all or of those in `among`.
    pub(super) fn read_frequencies(&mut self, csv: &str, among: &str) {
        let rows = rows(csv);
        let column = |title: &str| rows[0].iter().position(|head| head == title).expect("a column of this title");
        let (cases, share) = (column("Cases"), column("% of cases"));
        let base = self.number("size|");
        for row in &rows[1..] {
            let name = format!("{}|{among}", row[0].trim());
            let number = self.read(&name, &row[cases], false);
            self.read_share(&name, &row[share], base, false);
            self.within(number, base);
        }
    }

    /// The numbers that are starred somewhere and can have one value only.
    pub(super) fn solved(&self) -> Vec<(String, i64)> {
        let mut solved = Vec::new();
        let mut ranges = self.ranges.clone();
        let is_possible = narrowed(&self.facts, &mut ranges);
        let empty = |number: &usize| ranges[*number].0 > ranges[*number].1;
        let wrong: Vec<&String> = self.names.iter().filter(|(_, number)| empty(number)).map(|(name, _)| name).collect();
        assert!(is_possible, "what is printed contradicts itself: {wrong:?}");
        let mut starred = self.starred.clone();
        starred.sort_unstable();
        starred.dedup();
        for number in starred {
            if let Some(value) = self.only_value(number, &ranges) {
                let name = self.names.iter().find(|&(_, &named)| named == number).expect("every number has a name");
                // How great a group is may be had by subtraction: it is a fact of the design.
                if !name.0.starts_with("size") {
                    solved.push((name.0.clone(), value));
                }
            }
        }
        solved
    }

    /// The only value that it can have within these ranges, if there is but one.
    fn only_value(&self, number: usize, ranges: &[Range]) -> Option<i64> {
        let facts = self.bound_to(number, ranges);
        let mut found = None;
        for value in ranges[number].0..=ranges[number].1 {
            let mut tried = ranges.to_vec();
            tried[number] = (value, value);
            let mut patience = PATIENCE;
            match is_possible(&facts, tried, &mut patience) {
                Some(false) => {}
                Some(true) if found.is_none() => found = Some(value),
                // Two are possible, or the attacker gives up.
                _ => return None,
            }
        }
        found
    }

    /// The facts that have anything to do with a number, through others that are open too.
    fn bound_to(&self, number: usize, ranges: &[Range]) -> Vec<Fact> {
        let mut near = vec![number];
        let mut taken = vec![false; self.facts.len()];
        while let Some(number) = near.pop() {
            for (taken, fact) in taken.iter_mut().zip(&self.facts) {
                if !*taken && fact.numbers().any(|other| other == number) {
                    *taken = true;
                    near.extend(fact.numbers().filter(|&other| ranges[other].0 < ranges[other].1));
                }
            }
        }
        self.facts.iter().zip(taken).filter(|(_, taken)| *taken).map(|(fact, _)| fact.clone()).collect()
    }
}

impl Fact {
    fn numbers(&self) -> impl Iterator<Item = usize> + '_ {
        let numbers: Vec<usize> = match self {
            Self::Between(terms, _) => terms.iter().map(|&(number, _)| number).collect(),
            Self::Tenths { part, base, .. } => vec![*part, *base],
            Self::Mean { sum, count, .. } => vec![*sum, *count],
            Self::Spread { squares, sum, count, .. } => vec![*squares, *sum, *count],
            Self::Median { points, .. } => points.clone(),
        };
        numbers.into_iter()
    }
}

/// Whether people can be spread in such a way; nothing where patience ends.
fn is_possible(facts: &[Fact], mut ranges: Vec<Range>, patience: &mut usize) -> Option<bool> {
    *patience = patience.checked_sub(1)?;
    if !narrowed(facts, &mut ranges) {
        return Some(false);
    }
    let open = facts.iter().flat_map(Fact::numbers).filter(|&number| ranges[number].0 < ranges[number].1);
    let Some(number) = open.min_by_key(|&number| (ranges[number].1 - ranges[number].0, number)) else {
        return Some(true);
    };
    for value in ranges[number].0..=ranges[number].1 {
        let mut tried = ranges.clone();
        tried[number] = (value, value);
        if is_possible(facts, tried, patience)? {
            return Some(true);
        }
    }
    Some(false)
}

/// Narrows every range by every fact until nothing changes; false where nothing is left.
fn narrowed(facts: &[Fact], ranges: &mut [Range]) -> bool {
    loop {
        let mut changed = false;
        for fact in facts {
            changed |= match fact {
                Fact::Between(terms, range) => narrow_sum(ranges, terms, *range),
                Fact::Tenths { part, base, tenths } => narrow_share(ranges, *part, *base, *tenths),
                rating => ratings::narrow(ranges, rating),
            };
            if fact.numbers().any(|number| ranges[number].0 > ranges[number].1) {
                return false;
            }
        }
        if !changed {
            return true;
        }
    }
}

/// Whether that narrowed anything.
fn narrow_sum(ranges: &mut [Range], terms: &[(usize, i64)], range: Range) -> bool {
    let ends = |ranges: &[Range], number: usize, times: i64| {
        let (low, high) = ranges[number];
        if times > 0 { (low * times, high * times) } else { (high * times, low * times) }
    };
    let (mut low, mut high) = (0, 0);
    for &(number, times) in terms {
        let (least, most) = ends(ranges, number, times);
        (low, high) = (low + least, high + most);
    }
    let mut changed = false;
    for &(number, times) in terms {
        let (least, most) = ends(ranges, number, times);
        // What the others leave for this one.
        let (from, to) = (range.0 - (high - most), range.1 - (low - least));
        let known = ranges[number];
        ranges[number] = if times > 0 {
            (known.0.max(-(-from).div_euclid(times)), known.1.min(to.div_euclid(times)))
        } else {
            let times = -times;
            (known.0.max(-to.div_euclid(times)), known.1.min((-from).div_euclid(times)))
        };
        changed |= ranges[number] != known;
        // As the others' ends were before: what this leaves too wide, the next round narrows.
        if ranges[number] != known {
            let (now_least, now_most) = ends(ranges, number, times);
            (low, high) = (low - least + now_least, high - most + now_most);
        }
    }
    changed
}

fn narrow_share(ranges: &mut [Range], part: usize, base: usize, tenths: i64) -> bool {
    let fits = |part: i64, base: i64| base > 0 && (part * 2000 + base) / (2 * base) == tenths;
    let (parts, bases) = (ranges[part], ranges[base]);
    let mut found: Option<(Range, Range)> = None;
    for base in bases.0..=bases.1 {
        for part in (parts.0..=parts.1).filter(|&part| fits(part, base)) {
            let ((least, most), (low, high)) = found.unwrap_or(((part, part), (base, base)));
            found = Some(((least.min(part), most.max(part)), (low.min(base), high.max(base))));
        }
    }
    (ranges[part], ranges[base]) = found.unwrap_or(((1, 0), (1, 0)));
    (parts, bases) != (ranges[part], ranges[base])
}

/// Two things together, whichever is named first; one with itself is that one.
fn pair(one: &str, other: &str) -> String {
    match one.cmp(other) {
        std::cmp::Ordering::Equal => format!("{one}|"),
        std::cmp::Ordering::Less => format!("{one} + {other}|"),
        std::cmp::Ordering::Greater => format!("{other} + {one}|"),
    }
}

fn rows(csv: &str) -> Vec<Vec<String>> {
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    reader.records().map(|row| row.expect("sound CSV").iter().map(str::to_owned).collect()).collect()
}
