//! Qualtrics: `Q9_1` and `Q9_2` are two things asked in one question, `Q9_2_TEXT` is what was written beside the second.
//! Their wordings are `question - item`, in exports of old without the spaces.

use super::{HeaderColumn, Item, ItemKind, html, tidy};
use crate::import::tables::Record;

pub(super) fn read(columns: &mut [HeaderColumn], wordings: Option<&Record>) {
    if let Some(wordings) = wordings {
        for (index, column) in columns.iter_mut().enumerate() {
            let wording = tidy(wordings.field(index));
            if !wording.is_empty() {
                column.wording = html::stripped(&wording).into_owned();
            }
        }
    }
    let mut start = 0;
    while start < columns.len() {
        let stem = stem_of(columns, start);
        let length = (start..columns.len()).take_while(|&at| stem.is_some() && stem_of(columns, at) == stem).count();
        if let Some(stem) = stem.filter(|_| length > 1) {
            give_items(&mut columns[start..start + length], &stem);
        }
        start += length.max(1);
    }
}

/// `Q9` of `Q9_1`, `Q9_2_TEXT` and of a `Q9` that `Q9_TEXT` comes after.
fn stem_of(columns: &[HeaderColumn], index: usize) -> Option<String> {
    let name = columns[index].name.as_str();
    let base = name.strip_suffix("_TEXT").unwrap_or(name);
    if let Some((stem, _)) = base.rsplit_once('_').filter(|(stem, item)| !stem.is_empty() && is_number(item)) {
        return Some(stem.to_owned());
    }
    if let Some(stem) = named_stem(columns, index) {
        return Some(stem.to_owned());
    }
    let has_text = || columns.get(index + 1).is_some_and(|next| next.name.strip_suffix("_TEXT") == Some(name));
    (base.len() < name.len() || has_text()).then(|| base.to_owned())
}

/// `Q23` of `Q23_costs` beside `Q23_staff`, if their wordings begin with the same question.
fn named_stem(columns: &[HeaderColumn], index: usize) -> Option<&str> {
    let stem_of = |column: &'_ HeaderColumn| {
        let name = column.name.strip_suffix("_TEXT").unwrap_or(&column.name);
        name.rfind('_').filter(|&at| at > 0)
    };
    let column = &columns[index];
    let stem = column.name.get(..stem_of(column)?)?;
    let is_beside = |at: usize| {
        let beside =
            columns.get(at).filter(|beside| stem_of(beside) == Some(stem.len()) && beside.name.starts_with(stem));
        beside.is_some_and(|beside| shared_question(&[&column.wording, &beside.wording]) >= 8)
    };
    (is_beside(index + 1) || index.checked_sub(1).is_some_and(is_beside)).then_some(stem)
}

fn is_number(item: &str) -> bool {
    // The options "none of these" and "not applicable" have numbers below nought.
    let item = item.strip_prefix('-').unwrap_or(item);
    !item.is_empty() && item.bytes().all(|byte| byte.is_ascii_digit())
}

fn give_items(columns: &mut [HeaderColumn], stem: &str) {
    let wordings: Vec<&str> =
        columns.iter().filter(|column| !column.name.ends_with("_TEXT")).map(|column| column.wording.as_str()).collect();
    let asked_length =
        if wordings.len() > 1 { shared_question(&wordings) } else { wordings.first().map_or(0, |one| one.len()) };
    let asked = wordings.first().and_then(|one| one.get(..asked_length)).unwrap_or_default().to_owned();
    let asked_tidy = asked.trim_end_matches([' ', '-']).to_owned();
    for column in columns {
        let own = column.wording.strip_prefix(&asked).unwrap_or(&column.wording);
        let own = own.trim_matches([' ', '-']).to_owned();
        let kind = if column.name.ends_with("_TEXT") {
            ItemKind::Text
        } else if column.name == stem {
            ItemKind::Whole
        } else {
            ItemKind::Part
        };
        column.item = Some(Item { stem: stem.to_owned(), asked: asked_tidy.clone(), own, kind });
    }
}

/// How much of their beginning all wordings share, up to and with a dash.
fn shared_question(wordings: &[&str]) -> usize {
    let first = wordings[0];
    let shared = |other: &&str| {
        first
            .char_indices()
            .zip(other.chars())
            .find(|((_, one), two)| one != two)
            .map_or(first.len().min(other.len()), |((at, _), _)| at)
    };
    let length = wordings.iter().skip(1).map(shared).min().unwrap_or_default();
    let beginning = first.get(..length).unwrap_or_default();
    let spaced = beginning.rfind(" - ").map(|at| at + 3);
    spaced.or_else(|| beginning.rfind('-').map(|at| at + 1)).unwrap_or_default()
}
