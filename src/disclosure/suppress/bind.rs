//! What binds numbers of different tables: groups that make all, parts of a whole, the same among fewer.

use std::collections::BTreeMap;

use super::collect::overlap;
use super::system::{NumberIndex, Sort, System};
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

/// A mean and how many gave each point of its scale: so often each point makes the sum.
fn means_of_points(system: &mut System, abouts: &Abouts) {
    let point_facet = About::group(About::POINT, None);
    let Some(name) = point_facet.names().next() else { return };
    let mut points: BTreeMap<About, Vec<(NumberIndex, i128)>> = BTreeMap::new();
    for ((about, sort), numbers) in abouts {
        if let (Sort::Count, Some((item, point))) = (*sort, about.without(name))
            && let (&[number], Ok(point)) = (numbers.as_slice(), point.parse::<i128>())
        {
            points.entry(item).or_default().push((number, point));
        }
    }
    for (item, points) in points {
        for &sum in abouts.get(&(item, Sort::Sum)).into_iter().flatten() {
            let made: i128 = points.iter().map(|&(number, point)| system.numbers[number].value * point).sum();
            if made == system.numbers[sum].value {
                let given = points.iter().copied().filter(|&(_, point)| point != 0);
                system.add_terms(given.chain([(sum, -1)]).collect());
            }
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
