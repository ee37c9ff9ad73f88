//! What binds numbers of different tables: groups that make all, parts of a whole, the same among fewer.

use std::collections::{BTreeMap, BTreeSet};

use super::collect::overlap;
use super::system::{Median, Number, NumberIndex, Sort, System};
use crate::report::{About, Suppressed};

/// Numbers by what they are about.
type Abouts = BTreeMap<(About, Sort), Vec<NumberIndex>>;

/// Notes every sum and bound between numbers whose tables say what they are about.
pub(super) fn bind(system: &mut System, abouts: &Abouts, parts: &[(About, Sort, NumberIndex)]) {
    for (whole, family) in with_one_facet_less(abouts) {
        for (groups, others) in family {
            for &whole in &whole {
                if system.numbers[whole].sort == Sort::Sum {
                    // No bound holds between sums, which may be of negative numbers.
                    if groups.len() > 1 && system.total_of(&groups) == system.numbers[whole].value {
                        system.add_sum(&groups, whole);
                    }
                    continue;
                }
                by_group(system, &groups, whole);
                for &other in &others {
                    system.add_part(&[other], whole);
                }
            }
        }
    }
    means_of_points(system, abouts);
    pin_measures(system, abouts);
    for ((about, sort), wholes) in abouts.iter().filter(|((_, sort), _)| *sort == Sort::Count) {
        let each = about.answered_each();
        let parts: Vec<NumberIndex> =
            each.iter().filter_map(|one| abouts.get(&(one.clone(), *sort))?.first()).copied().collect();
        if parts.len() == each.len() && !parts.is_empty() {
            for &whole in wholes {
                overlap(system, &parts, whole);
            }
        }
    }
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
        ends_within_means(system, abouts, &item, &parts, (lowest, highest));
        let of = |sort| abouts.get(&(item.clone(), sort)).into_iter().flatten().copied();
        for sum in of(Sort::Sum) {
            for chain in chains(&parts, (lowest, highest)) {
                of_ends(system, &chain, sum);
            }
        }
        let Some(points) = points_between(&parts, (lowest, highest)) else { continue };
        let members: Vec<NumberIndex> = points.iter().map(|&(_, number)| number).collect();
        for count in of(Sort::Count) {
            if system.total_of(&members) == system.numbers[count].value {
                system.add_sum(&members, count);
            }
        }
        for squares in of(Sort::Squares) {
            system.numbers[squares].value =
                points.iter().map(|&(point, number)| point * point * system.numbers[number].value).sum();
            let terms = points.iter().map(|&(point, number)| (number, point * point)).filter(|(_, times)| *times != 0);
            system.add_terms(terms.chain([(squares, -1)]).collect());
        }
        system.medians.extend(of(Sort::Median).map(|number| Median { number, points: points.clone() }));
    }
}

/// Three answers with a mean of 1.3 are twice the lowest point: of the answers at an end of a scale there are as many as the
/// means of groups leave open, and no more.
fn ends_within_means(
    system: &mut System,
    abouts: &Abouts,
    item: &About,
    parts: &Parts,
    (lowest, highest): (i128, i128),
) {
    let value = |about: &About, sort| abouts.get(&(about.clone(), sort))?.first().map(|&at| system.numbers[at].value);
    // All together, and by each attribute: how many answered, and what sum they make if a mean tells.
    let mut divided: BTreeMap<&str, Vec<(i128, Option<i128>)>> = BTreeMap::new();
    let point = About::group(About::POINT, None);
    for (about, _) in abouts.keys().filter(|(about, sort)| *sort == Sort::Count && about.holds(item)) {
        let mut more = about.names().filter(|name| item.get(name).is_none());
        let (name, is_last) = (more.next(), more.next().is_none());
        let is_group = name.is_none_or(|name| About::is_group(name) && point.get(name).is_none());
        if is_last
            && is_group
            && let Some(count) = value(about, Sort::Count)
        {
            divided.entry(name.unwrap_or_default()).or_default().push((count, value(about, Sort::Sum)));
        }
    }
    let Some(all) = value(item, Sort::Count) else { return };
    divided.retain(|_, groups| groups.iter().map(|(count, _)| count).sum::<i128>() == all);
    for (&(low, high), &number) in parts {
        // From the lower end up to this, or from the upper one down: as distances from that end.
        let distance = match (low == lowest, high == highest) {
            (true, false) => high - lowest,
            (false, true) => highest - low,
            _ => continue,
        };
        let span = highest - lowest;
        for groups in divided.values() {
            let (mut least, mut most) = (0, 0);
            for &(count, sum) in groups {
                let Some(sum) = sum else {
                    most += count;
                    continue;
                };
                let far = if low == lowest { sum - lowest * count } else { highest * count - sum };
                // Those not in the part are one further at least, and as far as the other end at most.
                let beyond = distance + 1;
                least += (beyond * count - far).max(0).div_euclid(beyond)
                    + i128::from((beyond * count - far).max(0).rem_euclid(beyond) > 0);
                most += (span * count - far).div_euclid(span - distance).min(count);
            }
            let number = &mut system.numbers[number];
            if (least..=most).contains(&number.value) {
                number.least = number.least.max(least);
                number.most = number.most.min(most);
            }
        }
    }
}

/// A mean is of how many answered, a spread of how many and their mean: with other numbers they would be others.
fn pin_measures(system: &mut System, abouts: &Abouts) {
    for ((about, sort), measures) in abouts {
        let pinning: &[Sort] = match sort {
            Sort::Sum => &[Sort::Count],
            Sort::Squares => &[Sort::Count, Sort::Sum],
            _ => continue,
        };
        for sort in pinning {
            for &number in abouts.get(&(about.clone(), *sort)).into_iter().flatten() {
                system.pins.entry(number).or_default().extend(measures);
            }
        }
    }
}

/// Every point of a stretch, if each is a part of its own.
fn points_between(parts: &Parts, (low, high): (i128, i128)) -> Option<Vec<(i128, NumberIndex)>> {
    let point = |point| parts.get(&(point, point)).map(|&number| (point, number));
    (low..=high).map(point).collect()
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
    // Where every point is known, all else is made of them.
    if let Some(points) = points_between(parts, (low, high)) {
        return vec![points.into_iter().map(|(point, number)| ((point, point), number)).collect()];
    }
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
    let point = About::group(About::POINT, None);
    let is_facet = |name: &&str| {
        // Points and parts of a scale overlap; what they make is noted by itself.
        ![About::WHAT, About::UNIT].contains(name) && !point.names().any(|point| point == *name)
    };
    for ((about, sort), numbers) in abouts.iter().filter(|((_, sort), _)| matches!(sort, Sort::Count | Sort::Sum)) {
        for name in about.names().filter(is_facet) {
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

/// Hides means of groups where it is printed how many of each group gave which part of the scale, and any such number of the item
/// is hidden: three answers of which all are below 4, with a mean of 2.3, and nobody in the study who gave 1, are 2, 2 and 3.
/// Everything that a mean, the parts of a group and those of all leave open together is no sum, and not in the system.
pub(super) fn hide_means_beside_points(system: &mut System, abouts: &Abouts) {
    let hidden = items_with_hidden_points(system, abouts);
    let divided: BTreeSet<String> = abouts
        .keys()
        .filter_map(|(about, _)| part_of_scale(about))
        .filter(|(item, _)| item.names().any(About::is_group))
        .filter_map(|(item, _)| item.get(About::WHAT).map(str::to_owned))
        .filter(|item| hidden.contains(item))
        .collect();
    let is_of_group = |about: &About| {
        about.get(About::WHAT).is_some_and(|item| divided.contains(item)) && about.names().any(About::is_group)
    };
    for (_, numbers) in abouts.iter().filter(|((about, sort), _)| *sort == Sort::Sum && is_of_group(about)) {
        for &number in numbers {
            system.numbers[number].mark.get_or_insert(Suppressed::Secondary);
        }
    }
}

/// Makes `*` a `†` where the same is counted in another unit that had to be `†`: a `*` says of any unit how few the people
/// are.
pub(super) fn mark_units_alike(system: &mut System, abouts: &Abouts) {
    let mut alike: BTreeMap<About, Vec<NumberIndex>> = BTreeMap::new();
    for ((about, _), numbers) in abouts {
        let bare = about.without(About::UNIT).map_or_else(|| about.clone(), |(bare, _)| bare);
        alike.entry(bare).or_default().extend(numbers);
    }
    for numbers in alike.values() {
        let is = |mark| numbers.iter().any(|&number| system.numbers[number].mark == Some(mark));
        if is(Suppressed::Secondary) && is(Suppressed::Small) {
            for &number in numbers {
                let number = &mut system.numbers[number];
                if number.of_few.is_none() {
                    number.mark = number.mark.map(|_| Suppressed::Secondary);
                }
            }
        }
    }
}
