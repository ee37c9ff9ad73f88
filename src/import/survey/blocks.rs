//! Columns that belong together: one question with a column an option, a matrix with a column a row, a ranking.

use std::collections::BTreeMap;
use std::ops::Range;

use super::column_kind::{self, Guess, Kind};
use super::headings::{HeaderColumn, Item, ItemKind};
use super::known_columns as known;
use super::likert;
use super::plan::{ColumnPlan, ColumnRole, Dialect, Part};
use super::propose::{Proposed, Sample, alone, by_content, by_name, finding};
use super::ticks::{self, Ticks};

/// A column of a block, with its cells.
struct Member<'s> {
    index: usize,
    column: &'s HeaderColumn,
    item: &'s Item,
    cells: Vec<&'s str>,
}

/// Judges neighbours that share a stem.
pub(super) fn propose(sample: &Sample<'_>, range: Range<usize>) -> Vec<Proposed> {
    let group = range.start;
    let mut parts: Vec<Member<'_>> = Vec::new();
    let mut proposed: Vec<Proposed> = Vec::new();
    let mut texts: Vec<Member<'_>> = Vec::new();
    // "Phone" is an option if it is ticked, and somebody's number if it is not.
    let holds_ticks = |index: usize| {
        let own = sample.columns[index].item.as_ref().map_or("", |item| item.own.as_str());
        matches!(ticks::of(own, &sample.cells(index)), Some(Ticks::Named | Ticks::Marked | Ticks::YesOrNo))
    };
    let are_options = range.clone().any(holds_ticks);
    for index in range {
        let column = &sample.columns[index];
        let Some(item) = &column.item else { continue };
        let member = Member { index, column, item, cells: sample.cells(index) };
        let is_of_person = by_name(column).is_some() && (!are_options || known::asks_for_person(&item.asked));
        if is_of_person || item.kind == ItemKind::Whole {
            proposed.push(Proposed { group, ..alone(sample, index) });
        } else if item.kind == ItemKind::Text {
            texts.push(member);
        } else {
            parts.push(member);
        }
    }
    let (parts, written_in) = without_texts(parts);
    texts.extend(written_in);
    proposed.extend(questions(sample, group, &parts, &texts));
    proposed.extend(texts.iter().map(|text| text_of(sample, group, text)));
    proposed
}

/// Takes the columns out that hold words among columns that hold ticks.
fn without_texts(parts: Vec<Member<'_>>) -> (Vec<Member<'_>>, Vec<Member<'_>>) {
    let is_named =
        |part: &Member<'_>| !part.cells.is_empty() && ticks::of(&part.item.own, &part.cells) == Some(Ticks::Named);
    let named_count = parts.iter().filter(|part| is_named(part)).count();
    let holds_ticks = |part: &Member<'_>| ticks::of(&part.item.own, &part.cells).is_some();
    if named_count >= 2 && named_count * 2 >= parts.len() {
        parts.into_iter().partition(holds_ticks)
    } else {
        (parts, Vec::new())
    }
}

fn questions(sample: &Sample<'_>, group: usize, parts: &[Member<'_>], texts: &[Member<'_>]) -> Vec<Proposed> {
    let Some(first) = parts.first() else { return Vec::new() };
    if let Some(places) = ranking_by_place(group, parts) {
        return vec![places];
    }
    let found: Vec<Option<Ticks>> = parts.iter().map(|part| ticks::of(&part.item.own, &part.cells)).collect();
    let any_filled = parts.iter().any(|part| !part.cells.is_empty());
    if parts.len() >= 2 && any_filled && found.iter().all(Option::is_some) {
        let is_asked_of_each = found.contains(&Some(Ticks::YesOrNo)) && sample.dialect != Dialect::LimeSurvey;
        let doubt = is_asked_of_each.then(|| "yes or no was asked of each; it may be several questions".to_owned());
        let rows = rows_of_answers(parts);
        return rows
            .iter()
            .map(|(row, members)| multiple(sample, group, row.as_deref(), members, texts, doubt.clone()))
            .collect();
    }
    let lower = format!("{} {}", first.column.name, first.item.asked).to_lowercase();
    if is_ranked(sample, parts, &lower) {
        return parts.iter().map(|part| of_role(sample, group, part, ColumnRole::Rank)).collect();
    }
    matrix(sample, group, parts)
}

/// Options by the rows of a matrix of ticks (`Row - Option`); all of them under no row where it is none.
fn rows_of_answers<'m, 's>(parts: &'m [Member<'s>]) -> Vec<(Option<String>, Vec<&'m Member<'s>>)> {
    let mut rows: Vec<(Option<String>, Vec<&Member<'s>>)> = Vec::new();
    let mut options: Vec<Vec<&str>> = Vec::new();
    for part in parts {
        let Some((row, option)) = part.item.own.rsplit_once(" - ") else { return vec![(None, parts.iter().collect())] };
        if let Some(at) = rows.iter().position(|(other, _)| other.as_deref() == Some(row)) {
            rows[at].1.push(part);
            options[at].push(option);
        } else {
            rows.push((Some(row.to_owned()), vec![part]));
            options.push(vec![option]);
        }
    }
    let is_matrix = rows.len() >= 2 && options[0].len() >= 2 && options.iter().all(|row| *row == options[0]);
    if is_matrix { rows } else { vec![(None, parts.iter().collect())] }
}

/// One question with a column an option.
fn multiple(
    sample: &Sample<'_>,
    group: usize,
    row: Option<&str>,
    parts: &[&Member<'_>],
    texts: &[Member<'_>],
    doubt: Option<String>,
) -> Proposed {
    let item = parts[0].item;
    let option_of = |own: &str| {
        row.and_then(|row| own.strip_prefix(row)).and_then(|rest| rest.strip_prefix(" - ")).unwrap_or(own).to_owned()
    };
    // Some tools have no column to tick for "Other", only one to write into.
    let is_option = |text: &&Member<'_>| {
        sample.dialect != Dialect::Qualtrics && row.is_none() && text.item.own.to_lowercase().starts_with("other")
    };
    let part =
        |member: &Member<'_>| Part { column: member.column.name.clone(), option: Some(option_of(&member.item.own)) };
    let name = row.map_or_else(|| item.stem.clone(), |row| format!("{} [{row}]", item.stem));
    let mut plan = ColumnPlan::new(name, ColumnRole::Multiple);
    plan.parts = parts.iter().map(|member| part(member)).chain(texts.iter().filter(is_option).map(part)).collect();
    let wording = row.map_or_else(|| item.asked.clone(), |row| Item { own: row.to_owned(), ..item.clone() }.wording());
    plan.wording = Some(wording).filter(|wording| !wording.is_empty());
    let filled = sample
        .rows
        .iter()
        .filter(|record| parts.iter().any(|part| ticks::is_tick(record.field(part.index), &part.item.own)))
        .count();
    let mut finding = finding(&[], doubt);
    (finding.filled_count, finding.distinct_count) = (filled, parts.len());
    Proposed { plan, finding, group, is_text: false }
}

/// One question with a column a place: the first holds the option that is best.
fn ranking_by_place(group: usize, parts: &[Member<'_>]) -> Option<Proposed> {
    let place = |own: &str| {
        own.trim_start_matches(|letter: char| letter.is_alphabetic() || letter == ' ').parse::<usize>().ok()
    };
    let are_places = parts.iter().enumerate().all(|(index, part)| place(&part.item.own) == Some(index + 1));
    let mut options: Vec<&str> = parts.iter().flat_map(|part| part.cells.iter().copied()).collect();
    let filled = options.len();
    options.sort_unstable();
    options.dedup();
    let are_options =
        options.len() <= parts.len().max(12) && options.iter().all(|option| option.parse::<f64>().is_err());
    if parts.len() < 3 || !are_places || options.is_empty() || !are_options || filled < 2 * options.len() {
        return None;
    }
    let item = parts[0].item;
    let mut plan = ColumnPlan::new(&item.stem, ColumnRole::Rank);
    plan.parts = parts.iter().map(|part| Part { column: part.column.name.clone(), option: None }).collect();
    plan.options = options.iter().map(|option| (*option).to_owned()).collect();
    plan.wording = Some(item.asked.clone()).filter(|asked| !asked.is_empty());
    let finding = finding(&parts[0].cells, None);
    Some(Proposed { plan, finding, group, is_text: false })
}

/// Whether the columns hold places: each respondent gives each number once, and none above how many things there are.
fn is_ranked(sample: &Sample<'_>, parts: &[Member<'_>], lower: &str) -> bool {
    let count = parts.len();
    let mut full_rows = 0;
    for row in sample.rows {
        let cells: Vec<&str> = parts
            .iter()
            .map(|part| super::values::plain(sample.dialect, row.field(part.index)))
            .filter(|cell| !cell.is_empty())
            .collect();
        let mut places: Vec<usize> = Vec::with_capacity(cells.len());
        for cell in &cells {
            match cell.trim_end_matches(".0").parse::<usize>() {
                Ok(place) if (1..=count).contains(&place) => places.push(place),
                _ if likert::is_non_answer(cell) => {}
                _ => return false,
            }
        }
        let given = places.len();
        places.sort_unstable();
        places.dedup();
        if places.len() < given {
            return false;
        }
        full_rows += usize::from(given >= 3);
    }
    count >= 2 && (column_kind::says_rank(lower) || count >= 3 && full_rows >= 3)
}

/// A column each for things that one question is asked about. Each shows what few people chose, so they share their
/// scale's points and their options.
fn matrix(sample: &Sample<'_>, group: usize, parts: &[Member<'_>]) -> Vec<Proposed> {
    let mut guesses: Vec<Guess> =
        parts.iter().map(|part| column_kind::guess(&part.cells, sample.hints(&lower_of(part)))).collect();
    share_words(parts, &mut guesses);
    share_ends(sample, parts, &mut guesses);
    parts
        .iter()
        .zip(guesses)
        .map(|(part, guess)| {
            let (mut plan, doubt) = by_content(part.column, &part.cells, guess);
            plan.attribute = None;
            Proposed { plan, finding: finding(&part.cells, doubt), group, is_text: false }
        })
        .collect()
}

fn lower_of(part: &Member<'_>) -> String {
    format!("{} {}", part.column.name, part.column.wording).to_lowercase()
}

/// Words that are a scale together are one in each column; other options are all columns'.
fn share_words(parts: &[Member<'_>], guesses: &mut [Guess]) {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for cell in parts.iter().flat_map(|part| &part.cells) {
        *counts.entry(cell).or_default() += 1;
    }
    let are_numbers = counts.keys().all(|label| label.parse::<f64>().is_ok());
    if let Some(worded) = likert::worded(&counts).filter(|_| !are_numbers) {
        let high = i32::try_from(worded.options.len()).unwrap_or(i32::MAX);
        for (guess, part) in guesses.iter_mut().zip(parts) {
            let missing =
                worded.missing.iter().filter(|missing| part.cells.contains(&missing.as_str())).cloned().collect();
            let doubt = guess.doubt.take().filter(|_| !worded.added.is_empty());
            *guess = Guess { kind: Kind::Scale { ends: (1, high), options: worded.options.clone() }, missing, doubt };
        }
        return;
    }
    let is_few = counts.len() <= 12 && counts.keys().all(|label| label.chars().count() <= 80);
    let are_single = guesses.iter().all(|guess| matches!(guess.kind, Kind::Blank | Kind::Single(_) | Kind::Open));
    let total: usize = counts.values().sum();
    if are_single && !are_numbers && is_few && total >= 3 * counts.len() {
        let options: Vec<String> = counts.keys().map(|label| (*label).to_owned()).collect();
        for guess in guesses {
            guess.kind = Kind::Single(options.clone());
            guess.doubt = None;
        }
    }
}

/// Gives numbers of one block the ends that all of them together have, since an item that few people answered shows
/// only part of its scale.
fn share_ends(sample: &Sample<'_>, parts: &[Member<'_>], guesses: &mut [Guess]) {
    let is_numeric = |guess: &Guess| match &guess.kind {
        Kind::Scale { options, .. } => options.is_empty(),
        Kind::Single(options) => options.iter().all(|option| option.parse::<i32>().is_ok()),
        Kind::Number => true,
        _ => false,
    };
    let is_blank = |guess: &Guess| guess.kind == Kind::Blank;
    if !guesses.iter().all(|guess| is_numeric(guess) || is_blank(guess)) {
        return;
    }
    let pooled: Vec<&str> = parts.iter().flat_map(|part| part.cells.iter().copied()).collect();
    let lower = parts.first().map(lower_of).unwrap_or_default();
    let Guess { kind: Kind::Scale { ends, options }, doubt, .. } = column_kind::guess(&pooled, sample.hints(&lower))
    else {
        return;
    };
    for guess in guesses.iter_mut().filter(|guess| is_numeric(guess)) {
        guess.kind = Kind::Scale { ends, options: options.clone() };
        guess.doubt.clone_from(&doubt);
    }
}

fn of_role(sample: &Sample<'_>, group: usize, part: &Member<'_>, role: ColumnRole) -> Proposed {
    let mut plan = ColumnPlan::new(&part.column.name, role);
    if part.column.wording != part.column.name {
        plan.wording = Some(part.column.wording.clone());
    }
    let missing = part.cells.iter().filter(|cell| likert::is_non_answer(cell)).map(|cell| (*cell).to_owned());
    let mut missing: Vec<String> = missing.collect();
    missing.sort_unstable();
    missing.dedup();
    plan.take_missing(missing);
    Proposed { plan, finding: finding(&sample.cells(part.index), None), group, is_text: false }
}

/// What was written beside a question: words, unless they say who someone is.
fn text_of(sample: &Sample<'_>, group: usize, text: &Member<'_>) -> Proposed {
    let guess = column_kind::guess(&text.cells, sample.hints(&lower_of(text)));
    let personal = guess.kind == Kind::Personal;
    let (role, doubt) = if personal { (ColumnRole::Personal, guess.doubt) } else { (ColumnRole::Open, None) };
    let mut proposed = of_role(sample, group, text, role);
    proposed.plan.take_missing(Vec::new());
    proposed.finding.doubt = doubt;
    proposed.is_text = true;
    if personal {
        proposed.plan.wording = None;
    }
    proposed
}
