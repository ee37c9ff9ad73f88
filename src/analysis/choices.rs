//! Chosen options by group: one of several, or all that apply.

use std::collections::BTreeMap;

use super::{Attribute, Columns, Standing};

/// The answers to one question with options. Groups are by the attribute's value; the last is of those that state none;
/// one where there is no attribute.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choices {
    /// In the questionnaire's order; where the survey's plan lists none, all that were chosen, by alphabet.
    pub options: Vec<String>,
    /// By option, then group: how many people chose it.
    pub counts: Vec<Vec<u64>>,
    /// By group: how many chose something that is not among the options.
    pub unlisted: Vec<u64>,
    /// What they wrote instead, of those who may be quoted, each once with how many wrote it, by alphabet.
    pub unlisted_words: Vec<(String, u64)>,
    /// By group: who answered and who did not.
    pub standings: Vec<Standing>,
    /// How many people chose more than one.
    pub several: u64,
}

/// Counts the options that kept cases chose; one that someone chose twice counts once.
pub fn choices(columns: &Columns, question_index: usize, attribute: Option<&Attribute>) -> Choices {
    let none = attribute.map_or(0, |attribute| attribute.values.len());
    let asked = &columns.questions[question_index];
    let mut found = Choices { standings: columns.standings(&[question_index], attribute), ..Choices::default() };
    found.unlisted = vec![0; none + 1];
    let Some(responses) = &asked.responses else {
        found.options.clone_from(&asked.question.options);
        found.counts = vec![vec![0; none + 1]; found.options.len()];
        return found;
    };
    let chosen = |value: &str| -> Vec<String> {
        let mut chosen: Vec<String> =
            value.split('\n').map(|option| option.trim().to_owned()).filter(|option| !option.is_empty()).collect();
        chosen.sort_by_key(|option| option.to_lowercase());
        chosen.dedup_by_key(|option| option.to_lowercase());
        chosen
    };
    let by_value: Vec<Vec<String>> = responses.values().iter().map(|value| chosen(value)).collect();
    found.options.clone_from(&asked.question.options);
    if found.options.is_empty() {
        let mut by_name: BTreeMap<String, &String> = BTreeMap::new();
        for option in by_value.iter().flatten() {
            by_name.entry(option.to_lowercase()).or_insert(option);
        }
        found.options = by_name.into_values().cloned().collect();
    }
    found.counts = vec![vec![0; none + 1]; found.options.len()];
    let numbers: BTreeMap<String, usize> =
        found.options.iter().enumerate().rev().map(|(at, option)| (option.trim().to_lowercase(), at)).collect();
    let mut words: BTreeMap<String, (String, u64)> = BTreeMap::new();
    for &(case, value) in responses.entries() {
        let group = attribute.and_then(|attribute| attribute.group_of(case)).unwrap_or(none);
        let mut has_unlisted = false;
        let chosen = &by_value[value as usize];
        found.several += u64::from(chosen.len() > 1);
        for option in chosen {
            if let Some(&number) = numbers.get(&option.to_lowercase()) {
                found.counts[number][group] += 1;
                continue;
            }
            has_unlisted = true;
            if columns.cases.consent(case).may_quote() {
                words.entry(option.to_lowercase()).or_insert_with(|| (option.clone(), 0)).1 += 1;
            }
        }
        found.unlisted[group] += u64::from(has_unlisted);
    }
    found.unlisted_words = words.into_values().collect();
    found
}
