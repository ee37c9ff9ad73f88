//! What binds numbers of different tables: groups that make all, parts of a whole, the same among fewer.

use std::collections::{BTreeMap, BTreeSet};

use super::collect::overlap;
use super::system::{Number, NumberIndex, Sort, System};
use crate::report::About;

/// Numbers by what they are about.
type Abouts = BTreeMap<(About, Sort), Vec<NumberIndex>>;

/// Notes every sum and bound between numbers whose tables say what they are about.
pub(super) fn bind(system: &mut System, abouts: &Abouts, parts: &[(About, Sort, NumberIndex)]) {
    for (whole, family) in with_one_facet_less(abouts) {
        for (groups, others) in family {
            for &whole in &whole {
                by_group(system, &groups, whole);
                for &other in &others {
                    system.add_part(&[other], whole);
                }
            }
        }
    }
    means_of_points(system, abouts);
    let mut by_whole: BTreeMap<(&About, Sort), Vec<NumberIndex>> = BTreeMap::new();
    for (about, sort, part) in parts {
        let found = by_whole.entry((about, *sort)).or_default();
        if !found.contains(part) {
            found.push(*part);
        }
    }
    for ((about, sort), parts) in by_whole {
        for &whole in abouts.get(&(about.clone(), sort)).into_iter().flatten() {
            let parts: Vec<NumberIndex> = parts.iter().copied().filter(|&part| part != whole).collect();
            overlap(system, &parts, whole);
        }
    }
}

/// How many gave each part of one scale: the part's ends, and the number.
type Parts = BTreeMap<(i128, i128), NumberIndex>;

/// A mean and how many gave each point of its scale: so often each point makes the sum. Of parts with several points it lies
/// between what their lower and their upper ends make; and a part is what the smaller ones within it are together.
fn means_of_points(system: &mut System, abouts: &Abouts) {
    let mut scales: BTreeMap<About, Parts> = BTreeMap::new();
    for ((about, sort), numbers) in abouts {
        if let (Sort::Count, Some((item, ends)), &[number]) = (*sort, part_of_scale(about), numbers.as_slice()) {
            scales.entry(item).or_default().insert(ends, number);
        }
    }
    for (item, parts) in scales {
        for (&ends, &number) in &parts {
            for chain in chains(&parts, ends).into_iter().filter(|chain| chain.len() > 1) {
                let members: Vec<NumberIndex> = chain.into_iter().map(|(_, number)| number).collect();
                if system.total_of(&members) == system.numbers[number].value {
                    system.add_sum(&members, number);
                }
            }
        }
        let lowest = parts.keys().map(|ends| ends.0).min().unwrap_or_default();
        let highest = parts.keys().map(|ends| ends.1).max().unwrap_or_default();
        for &sum in abouts.get(&(item, Sort::Sum)).into_iter().flatten() {
            for chain in chains(&parts, (lowest, highest)) {
                of_ends(system, &chain, sum);
            }
        }
    }
}

/// The item that a number is about, and which part of its scale.
fn part_of_scale(about: &About) -> Option<(About, (i128, i128))> {
    let facet = About::group(About::POINT, None);
    let (item, words) = about.without(facet.names().next()?)?;
    let (low, high) = words.split_once(" to ").unwrap_or((&words, &words));
    Some((item, (low.parse().ok()?, high.parse().ok()?)))
}

/// So many ways of making a stretch of a scale from its parts are looked at.
const MOST_CHAINS: usize = 16;

/// Parts that follow one another from one end of a stretch to the other.
fn chains(parts: &Parts, (low, high): (i128, i128)) -> Vec<Vec<((i128, i128), NumberIndex)>> {
    let mut open: Vec<Vec<((i128, i128), NumberIndex)>> = vec![Vec::new()];
    let mut found = Vec::new();
    while let Some(chain) = open.pop() {
        let from = chain.last().map_or(low, |(ends, _)| ends.1 + 1);
        if from > high {
            found.push(chain);
            continue;
        }
        let next =
            parts.range((from, from)..).take_while(|(ends, _)| ends.0 == from).filter(|(ends, _)| ends.1 <= high);
        for (&ends, &number) in next.take(MOST_CHAINS.saturating_sub(found.len() + open.len())) {
            let mut longer = chain.clone();
            longer.push((ends, number));
            open.push(longer);
        }
    }
    found
}

/// The sum behind a mean lies between so often each lower end and so often each upper one; where both are the same, it is it.
fn of_ends(system: &mut System, chain: &[((i128, i128), NumberIndex)], sum: NumberIndex) {
    let made = |end: fn(&(i128, i128)) -> i128| -> (Vec<(NumberIndex, i128)>, i128) {
        let terms: Vec<(NumberIndex, i128)> = chain.iter().map(|(ends, number)| (*number, end(ends))).collect();
        let value = terms.iter().map(|&(number, times)| system.numbers[number].value * times).sum();
        (terms.into_iter().filter(|&(_, times)| times != 0).collect(), value)
    };
    let value = system.numbers[sum].value;
    let ((low, least), (high, most)) = (made(|ends| ends.0), made(|ends| ends.1));
    if low == high {
        if least == value {
            system.add_terms(low.into_iter().chain([(sum, -1)]).collect());
        }
        return;
    }
    for (mut terms, gap, sign) in [(low, value - least, 1), (high, most - value, -1)] {
        if gap >= 0 {
            let gap = system.add(Number::new(Sort::Gap, gap, 0));
            terms.extend([(sum, -1), (gap, sign)]);
            system.add_terms(terms);
        }
    }
}

/// Some numbers about the groups of one attribute, and others that are a part in another way.
type Family = (Vec<NumberIndex>, Vec<NumberIndex>);

/// Each number with those that say one facet more, by the name of that facet.
fn with_one_facet_less(abouts: &Abouts) -> Vec<(Vec<NumberIndex>, Vec<Family>)> {
    let mut families: BTreeMap<(About, Sort), BTreeMap<String, Family>> = BTreeMap::new();
    for ((about, sort), numbers) in abouts.iter().filter(|((_, sort), _)| *sort != Sort::Sum) {
        for name in about.names().filter(|name| ![About::WHAT, About::UNIT].contains(name)) {
            let Some((rest, _)) = about.without(name) else { continue };
            if abouts.contains_key(&(rest.clone(), *sort)) {
                let family = families.entry((rest, *sort)).or_default().entry(name.to_owned()).or_default();
                let list = if About::is_group(name) { &mut family.0 } else { &mut family.1 };
                list.extend(numbers);
            }
        }
    }
    let of = |(about, family): ((About, Sort), BTreeMap<String, Family>)| {
        (abouts[&about].clone(), family.into_values().collect())
    };
    families.into_iter().map(of).collect()
}

/// The groups of one attribute: they make the whole, or a part of it.
fn by_group(system: &mut System, groups: &[NumberIndex], whole: NumberIndex) {
    if groups.is_empty() || groups.contains(&whole) {
        return;
    }
    let all = system.total_of(groups);
    if all == system.numbers[whole].value && groups.len() > 1 {
        system.add_sum(groups, whole);
    } else if all < system.numbers[whole].value {
        system.add_part(groups, whole);
    } else {
        for &group in groups {
            system.add_part(&[group], whole);
        }
    }
}

/// The items of which how many gave some part of the scale is hidden.
pub(super) fn items_with_hidden_points(system: &System, abouts: &Abouts) -> BTreeSet<String> {
    let hidden = |numbers: &[NumberIndex]| numbers.iter().any(|&number| system.numbers[number].mark.is_some());
    let of_points = abouts.iter().filter(|(_, numbers)| hidden(numbers));
    let items = of_points.filter_map(|((about, _), _)| part_of_scale(about));
    items.filter_map(|(item, _)| item.get(About::WHAT).map(str::to_owned)).collect()
}
