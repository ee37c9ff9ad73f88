//! Mistakes in rules: what cannot be looked for, what can never fire, what says the same twice.

use std::collections::BTreeMap;

use super::draft::{Draft, DraftCode, DraftRule, Placed};
use super::problem::Problems;
use super::{Expression, Pattern};
use crate::text::Stems;

pub(super) fn check(draft: &Draft, problems: &mut Problems) {
    for code in &draft.codes {
        for (index, rule) in code.rules.iter().enumerate() {
            check_rule(rule, problems);
            check_swallowed(rule, problems);
            if code.rules[..index].iter().any(|earlier| shadows(earlier, rule)) {
                let message = format!("rule {} of `{}` never adds anything", index + 1, code.id());
                problems.warning(rule.at, message, "an earlier rule of this code already fires wherever it does");
            }
        }
    }
    check_shared_words(draft, problems);
}

fn check_rule(rule: &DraftRule, problems: &mut Problems) {
    if rule.any.is_empty() && rule.all.is_empty() && rule.regex.is_empty() {
        let message = "a rule says nothing to look for";
        problems.error_with_hint(rule.at, message, "give it `any`, `all` or `regex`");
    }
    let near_words = rule.near.iter().flat_map(|near| &near.words);
    for word in rule.any.iter().chain(&rule.all).chain(&rule.none).chain(near_words) {
        if let Err(error) = Pattern::parse(&word.value) {
            problems.error(word.at, format!("`{}` cannot be looked for: {error}", word.value));
        }
    }
    if let Some(near) = &rule.near
        && near.words.is_empty()
    {
        problems.error_with_hint(near.at, "`near` has no words", "write near = { words = [\"…\"], within = 10 }");
    }
    for written in &rule.regex {
        check_expression(written, problems);
    }
    if let Some(stem) = &rule.stem
        && Stems::of_language(&stem.value).is_none()
    {
        let message = format!("there are no stems for the language `{}`", stem.value);
        problems.error_with_hint(stem.at, message, "write stem = \"en\", or leave it out");
    }
    for glob in &rule.sources {
        if let Err(error) = glob::Pattern::new(&glob.value) {
            problems.error(glob.at, format!("`{}` is no pattern of file names: {}", glob.value, error.msg));
        }
    }
}

fn check_expression(written: &Placed<String>, problems: &mut Problems) {
    match Expression::parse(&written.value) {
        Err(error) => problems.error(written.at, error.to_string()),
        Ok(Expression { literals: None, .. }) => problems.warning(
            written.at,
            "this regular expression is slow: it has no three letters that every match holds",
            "give it a fixed part of three letters or more",
        ),
        Ok(_) => {}
    }
}

/// Words that read well; the others are told elsewhere.
fn patterns(words: &[Placed<String>]) -> Vec<(&Placed<String>, Pattern)> {
    words.iter().filter_map(|word| Some((word, Pattern::parse(&word.value).ok()?))).collect()
}

/// A word of `any` or `all` that can never count, because a word of `none` is there whenever it is.
fn check_swallowed(rule: &DraftRule, problems: &mut Problems) {
    let none = patterns(&rule.none);
    for (word, pattern) in patterns(&rule.any).into_iter().chain(patterns(&rule.all)) {
        if let Some((swallowing, _)) = none.iter().find(|(_, excluded)| excluded.covers(&pattern)) {
            let message = format!("`{}` can never fire: `none` has `{}`", word.value, swallowing.value);
            problems.warning(word.at, message, "take one of them out");
        }
    }
}

/// Whether `earlier` fires wherever `later` does, as far as the words themselves tell.
fn shadows(earlier: &DraftRule, later: &DraftRule) -> bool {
    let same_limits =
        |earlier: &[Placed<String>], later: &[Placed<String>]| earlier.is_empty() || words(earlier) == words(later);
    earlier.unit == later.unit
        && stem(earlier) == stem(later)
        && earlier.near.is_none()
        && subset(&earlier.all, &later.all)
        && subset(&earlier.none, &later.none)
        && same_limits(&earlier.questions, &later.questions)
        && same_limits(&earlier.speakers, &later.speakers)
        && same_limits(&earlier.sources, &later.sources)
        && covers_positive(earlier, later)
}

fn stem(rule: &DraftRule) -> Option<&str> {
    rule.stem.as_ref().map(|stem| stem.value.as_str())
}

fn words(placed: &[Placed<String>]) -> Vec<&str> {
    placed.iter().map(|word| word.value.as_str()).collect()
}

fn subset(few: &[Placed<String>], many: &[Placed<String>]) -> bool {
    few.iter().all(|word| many.iter().any(|other| other.value == word.value))
}

/// Whether every hit of `later`'s words and expressions brings a hit of `earlier`'s.
fn covers_positive(earlier: &DraftRule, later: &DraftRule) -> bool {
    let general = patterns(&earlier.any);
    let is_covered = |(_, special): &(&Placed<String>, Pattern)| general.iter().any(|(_, word)| word.covers(special));
    if earlier.any.is_empty() && earlier.regex.is_empty() {
        return !earlier.all.is_empty();
    }
    if later.any.is_empty() && later.regex.is_empty() {
        return patterns(&later.all).iter().any(is_covered);
    }
    patterns(&later.any).iter().all(is_covered) && subset(&later.regex, &earlier.regex)
}

/// One word in the `any` of two codes, where no other condition keeps them apart.
fn check_shared_words(draft: &Draft, problems: &mut Problems) {
    let mut owners: BTreeMap<(Option<&str>, String), &DraftCode> = BTreeMap::new();
    for code in draft.codes.iter().filter(|code| code.is_in_use()) {
        let plain = code.rules.iter().filter(|rule| is_plain(rule));
        for (rule, word) in plain.flat_map(|rule| rule.any.iter().map(move |word| (rule, word))) {
            let key = (stem(rule), crate::text::fold(&word.value));
            let owner = *owners.entry(key).or_insert(code);
            if owner.at != code.at {
                let message = format!("`{}` is a word of the code `{}` too", word.value, owner.id());
                problems.warning(word.at, message, "keep the two apart with `none`, `near` or a longer phrase");
            }
        }
    }
}

fn is_plain(rule: &DraftRule) -> bool {
    rule.all.is_empty()
        && rule.none.is_empty()
        && rule.near.is_none()
        && rule.questions.is_empty()
        && rule.speakers.is_empty()
        && rule.sources.is_empty()
}
