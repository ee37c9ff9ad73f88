//! Mistakes in codes and themes, rules aside.

use std::collections::{BTreeMap, BTreeSet};

use super::draft::{Draft, DraftCode, Placed};
use super::fields::nearest;
use super::problem::Problems;
use crate::model::CodeStatus;

pub(super) fn check(draft: &Draft, problems: &mut Problems) {
    let known = check_ids(draft, problems);
    check_parents(draft, &known, problems);
    check_merged(draft, &known, problems);
    check_themes(draft, &known, problems);
    check_keys(draft, problems);
    for colour in draft.codes.iter().filter_map(|code| code.colour.as_ref()) {
        check_colour(colour, problems);
    }
    for colour in draft.themes.iter().filter_map(|theme| theme.colour.as_ref()) {
        check_colour(colour, problems);
    }
    for code in &draft.codes {
        check_prose(code, problems);
    }
}

/// The codes' ids and where each first stands.
type Known<'d> = BTreeMap<&'d str, usize>;

fn check_ids<'d>(draft: &'d Draft, problems: &mut Problems) -> Known<'d> {
    let mut codes = Known::new();
    for (index, code) in draft.codes.iter().enumerate() {
        check_id("code", code.at, code.id.as_ref(), problems);
        if let Some(id) = &code.id {
            check_first("code", index, id, &mut codes, problems);
        }
    }
    let mut themes = Known::new();
    for (index, theme) in draft.themes.iter().enumerate() {
        check_id("theme", theme.at, theme.id.as_ref(), problems);
        if let Some(id) = &theme.id {
            check_first("theme", index, id, &mut themes, problems);
        }
    }
    codes
}

fn check_id(what: &str, at: usize, id: Option<&Placed<String>>, problems: &mut Problems) {
    let Some(id) = id else {
        problems.error_with_hint(at, format!("a {what} has no id"), "write id = \"…\"");
        return;
    };
    let allowed = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
    if id.value.is_empty() {
        problems.error(id.at, format!("the id of a {what} is empty"));
    } else if !id.value.chars().all(allowed) {
        let message = format!("the id `{}` holds characters that ids may not hold", id.value);
        problems.error_with_hint(id.at, message, "use letters, digits, `-`, `_` and `.`");
    }
}

fn check_first<'d>(what: &str, index: usize, id: &'d Placed<String>, known: &mut Known<'d>, problems: &mut Problems) {
    if known.contains_key(id.value.as_str()) {
        problems.error(id.at, format!("there is a {what} `{}` already", id.value));
    } else {
        known.insert(&id.value, index);
    }
}

fn unknown_code(id: &Placed<String>, message: String, known: &Known<'_>, problems: &mut Problems) {
    let ids: Vec<&str> = known.keys().copied().collect();
    match nearest(&id.value, &ids) {
        Some(meant) => problems.error_with_hint(id.at, message, format!("did you mean `{meant}`?")),
        None => problems.error(id.at, message),
    }
}

fn check_parents(draft: &Draft, known: &Known<'_>, problems: &mut Problems) {
    for code in &draft.codes {
        if let Some(parent) = &code.parent
            && !known.contains_key(parent.value.as_str())
        {
            unknown_code(parent, format!("the parent `{}` is no code", parent.value), known, problems);
        }
    }
    let mut told: BTreeSet<usize> = BTreeSet::new();
    for start in 0..draft.codes.len() {
        let mut path = vec![start];
        while let Some(above) = parent_of(draft, known, *path.last().expect("a path has a start")) {
            if let Some(from) = path.iter().position(|&index| index == above) {
                tell_cycle(draft, &path[from..], &mut told, problems);
                break;
            }
            path.push(above);
        }
    }
}

fn parent_of(draft: &Draft, known: &Known<'_>, index: usize) -> Option<usize> {
    known.get(draft.codes[index].parent.as_ref()?.value.as_str()).copied()
}

fn tell_cycle(draft: &Draft, cycle: &[usize], told: &mut BTreeSet<usize>, problems: &mut Problems) {
    if cycle.iter().any(|index| told.contains(index)) {
        return;
    }
    told.extend(cycle);
    let first = *cycle.iter().min().expect("a cycle has codes");
    let from = cycle.iter().position(|&index| index == first).expect("the first code is one of the cycle");
    let ids: Vec<&str> = (0..=cycle.len()).map(|step| draft.codes[cycle[(from + step) % cycle.len()]].id()).collect();
    let at = draft.codes[first].parent.as_ref().map_or(draft.codes[first].at, |parent| parent.at);
    let message = format!("the parents go round in a circle: {}", ids.join(" → "));
    problems.error_with_hint(at, message, "take one `parent` out");
}

/// Codes that are used no more: what they became is there, and nothing in them waits to be applied.
fn check_merged(draft: &Draft, known: &Known<'_>, problems: &mut Problems) {
    for (index, code) in draft.codes.iter().enumerate() {
        if !code.is_in_use() && !code.rules.is_empty() {
            let message = format!("the code `{}` is {}, so its rules are not applied", code.id(), code.status);
            problems.warning(code.rules[0].at, message, "take them out, or give them to another code");
        }
        let Some(into) = &code.merged_into else {
            if code.status == CodeStatus::Merged {
                let message = format!("the code `{}` does not say what it was merged into", code.id());
                problems.warning(code.status_at, message, "write status = \"merged into …\" with the other code's id");
            }
            continue;
        };
        match known.get(into.value.as_str()) {
            None => {
                unknown_code(into, format!("it is merged into `{}`, which is no code", into.value), known, problems);
            }
            Some(_) if goes_round(draft, known, index) => {
                let message = format!("the code `{}` is merged into itself, by way of others or not", code.id());
                problems.error_with_hint(into.at, message, "give one of them another status");
            }
            Some(&other) if draft.codes[other].status == CodeStatus::Retired => {
                let message = format!("the code `{}` is merged into `{}`, which is retired", code.id(), into.value);
                problems.warning(into.at, message, "restore that, or retire both");
            }
            Some(_) => {}
        }
    }
}

/// Whether what a code was merged into leads back to it.
fn goes_round(draft: &Draft, known: &Known<'_>, start: usize) -> bool {
    let into = |index: usize| known.get(draft.codes[index].merged_into.as_ref()?.value.as_str()).copied();
    std::iter::successors(into(start), |&at| into(at)).take(draft.codes.len()).any(|at| at == start)
}

fn check_themes(draft: &Draft, known: &Known<'_>, problems: &mut Problems) {
    let mut gathered: BTreeSet<usize> = BTreeSet::new();
    for theme in &draft.themes {
        let mut own: BTreeSet<&str> = BTreeSet::new();
        for id in &theme.codes {
            if !own.insert(&id.value) {
                problems.warning(id.at, format!("the theme names the code `{}` twice", id.value), "take one out");
            }
            match known.get(id.value.as_str()) {
                Some(&index) => drop(gathered.insert(index)),
                None => unknown_code(id, format!("the theme names `{}`, which is no code", id.value), known, problems),
            }
        }
        if theme.codes.is_empty() {
            let message = format!("the theme `{}` gathers no code", theme.id());
            problems.warning(theme.at, message, "write codes = [\"…\"]");
        }
    }
    if draft.themes.is_empty() {
        return;
    }
    for (index, code) in draft.codes.iter().enumerate() {
        if code.is_in_use() && !is_gathered(draft, known, &gathered, index) {
            let message = format!("the code `{}` is in no theme", code.id());
            problems.warning(code.at, message, "name it, or a code above it, in the codes of a theme");
        }
    }
}

/// Whether a theme gathers a code or one above it.
fn is_gathered(draft: &Draft, known: &Known<'_>, gathered: &BTreeSet<usize>, index: usize) -> bool {
    let chain = std::iter::successors(Some(index), |&at| parent_of(draft, known, at));
    // A chain longer than the list is a circle, which is told elsewhere.
    chain.take(draft.codes.len()).any(|at| gathered.contains(&at))
}

fn check_keys(draft: &Draft, problems: &mut Problems) {
    let mut owners: BTreeMap<char, &str> = BTreeMap::new();
    for code in &draft.codes {
        let Some(key) = &code.key else { continue };
        if let Some(owner) = owners.get(&key.value) {
            problems.error(key.at, format!("the key `{}` belongs to the code `{owner}` already", key.value));
        } else {
            owners.insert(key.value, code.id());
        }
    }
}

fn check_colour(colour: &Placed<String>, problems: &mut Problems) {
    let digits = colour.value.strip_prefix('#').filter(|digits| digits.len() == 6);
    if !digits.is_some_and(|digits| digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        let message = format!("`{}` is no colour", colour.value);
        problems.error_with_hint(colour.at, message, "write it as \"#1f77b4\"");
    }
}

fn check_prose(code: &DraftCode, problems: &mut Problems) {
    let fields = [
        ("name", &code.name),
        ("definition", &code.definition),
        ("use_when", &code.use_when),
        ("not_when", &code.not_when),
        ("example", &code.example),
    ];
    let missing: Vec<&str> = fields.into_iter().filter(|(_, value)| value.is_empty()).map(|(name, _)| name).collect();
    if !missing.is_empty() {
        let message = format!("the code `{}` has no {}", code.id(), missing.join(", no "));
        problems.warning(code.at, message, "two coders cannot agree on what is not written down");
    }
}
