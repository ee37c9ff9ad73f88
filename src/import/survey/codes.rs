//! Short names for questions whose columns have long ones.

use std::collections::BTreeSet;

use super::plan::Dialect;
use super::propose::Proposed;

/// The longest column name that serves as a question's short name, in tools whose columns have names and in those whose
/// columns are called by the question.
const LONGEST_NAME: usize = 60;
const LONGEST_WORDING: usize = 30;

/// Gives questions that are made of several columns a name that no column has.
pub(super) fn tell_apart(proposed: &mut [Proposed]) {
    let mut taken: BTreeSet<String> = BTreeSet::new();
    taken.extend(proposed.iter().filter(|one| one.plan.parts.is_empty()).map(|one| one.plan.name.clone()));
    for one in proposed.iter_mut().filter(|one| !one.plan.parts.is_empty()) {
        one.plan.name = free(&one.plan.name, &taken);
        taken.insert(one.plan.name.clone());
    }
}

/// Gives every question a code that can be typed in recipes and queries: the column's name if it is short, or `Q7`, by
/// the number that its wording begins with or by its place among the questions. Columns of one question share its number.
pub(super) fn give(proposed: &mut [Proposed], dialect: Dialect) {
    let is_short = |name: &str| is_short(name, dialect);
    let mut taken: BTreeSet<String> = proposed.iter().map(|one| one.plan.name.clone()).collect();
    let mut start = 0;
    let mut place = 0;
    while start < proposed.len() {
        let group = proposed[start].group;
        let length = proposed[start..].iter().take_while(|one| one.group == group).count();
        let columns = &mut proposed[start..start + length];
        start += length;
        if columns.iter().all(|one| one.plan.role.question_type().is_none()) {
            continue;
        }
        place += 1;
        if columns.iter().all(|one| is_short(&one.plan.name)) {
            for one in columns.iter_mut() {
                give_typable(one, &mut taken);
            }
            continue;
        }
        let number = columns.iter().find_map(|one| own_number(&one.plan.name)).unwrap_or(place.to_string());
        let base = free(&format!("Q{number}"), &taken);
        let mut part_number = 0;
        let part_count = columns.iter().filter(|one| one.plan.role.question_type().is_some() && !one.is_text).count();
        for one in columns.iter_mut().filter(|one| one.plan.role.question_type().is_some()) {
            let code = match (one.is_text, part_count) {
                (true, _) => format!("{base}_other"),
                (false, 1) => base.clone(),
                (false, _) => {
                    part_number += 1;
                    format!("{base}_{part_number}")
                }
            };
            let code = free(&code, &taken);
            taken.insert(code.clone());
            one.plan.code = Some(code);
        }
        taken.insert(base);
    }
    give_options(proposed, &taken);
}

/// `Q1[SQ001]` is a name that queries read otherwise: its code is `Q1_SQ001`.
fn give_typable(one: &mut Proposed, taken: &mut BTreeSet<String>) {
    if one.plan.role.question_type().is_some() && one.plan.name.contains(['[', ']']) {
        let code = free(&one.plan.name.replace(']', "").replace('[', "_"), taken);
        taken.insert(code.clone());
        one.plan.code = Some(code);
    }
}

/// Each option of a ranking becomes a question with a code made of the ranking's, which no other may have.
fn give_options(proposed: &mut [Proposed], taken: &BTreeSet<String>) {
    let mut taken = taken.clone();
    for one in proposed.iter_mut().filter(|one| one.plan.is_ranking()) {
        let is_taken =
            |plan: &super::ColumnPlan| (0..plan.options.len()).any(|index| taken.contains(&plan.option_code(index)));
        while is_taken(&one.plan) {
            one.plan.code = Some(format!("{}.rank", one.plan.code()));
        }
        taken.extend((0..one.plan.options.len()).map(|index| one.plan.option_code(index)));
    }
}

fn is_short(name: &str, dialect: Dialect) -> bool {
    let is_worded = matches!(dialect, Dialect::SurveyMonkey | Dialect::GoogleForms | Dialect::MsForms)
        || dialect == Dialect::LimeSurvey && name.contains(' ');
    let longest = if is_worded { LONGEST_WORDING } else { LONGEST_NAME };
    name.chars().count() <= longest && !(is_worded && name.contains(['?', ':', '.', '[']))
}

/// `12a` of "Question 12a: …", "Q12a. …" and "12a) …".
fn own_number(name: &str) -> Option<String> {
    let rest = ["Question ", "question ", "Q", "q"].iter().find_map(|word| name.strip_prefix(word)).unwrap_or(name);
    let length = rest.bytes().take_while(u8::is_ascii_digit).count();
    let letter = usize::from(rest.get(length..)?.starts_with(|letter: char| letter.is_ascii_lowercase()));
    let number = rest.get(..length + letter).filter(|_| (1..=3).contains(&length))?;
    let is_number = rest.get(length + letter..)?.starts_with([':', '.', ')', ' ']);
    // "2 or more …" is no number of a question.
    (is_number && !rest.get(length + letter..)?.starts_with(' ')).then(|| number.to_owned())
}

fn free(wanted: &str, taken: &BTreeSet<String>) -> String {
    if !taken.contains(wanted) {
        return wanted.to_owned();
    }
    let mut number = 2;
    loop {
        let other = format!("{wanted}.{number}");
        if !taken.contains(&other) {
            return other;
        }
        number += 1;
    }
}
