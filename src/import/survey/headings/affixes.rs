//! Headings of one row that share a beginning or an end: `Wording [Row]`, `Wording.Row`, `Row:Wording`.

use super::{HeaderColumn, Item, ItemKind, asks_for_text};

/// `Wording [Row]`, taken apart.
pub(super) fn in_brackets(heading: &str) -> Option<(&str, &str)> {
    let inside = heading.strip_suffix(']')?;
    let mut depth = 1;
    for (at, character) in inside.char_indices().rev() {
        depth += match character {
            ']' => 1,
            '[' => -1,
            _ => 0,
        };
        if depth == 0 {
            return Some((inside.get(..at)?.trim(), inside.get(at + 1..)?.trim()));
        }
    }
    None
}

/// Neighbours of the shape `Wording [Row]`.
pub(super) fn brackets(columns: &mut [HeaderColumn]) {
    group(columns, |wording, _| in_brackets(wording).filter(|(asked, _)| !asked.is_empty()));
}

/// Neighbours of the shape `Wording.Row`; the wording itself may hold full stops.
pub(super) fn dots(columns: &mut [HeaderColumn]) {
    group(columns, |wording, other| {
        let stops = wording.match_indices('.').map(|(at, _)| at);
        let mut splits = stops.filter_map(|at| Some((wording.get(..at)?, wording.get(at + 1..)?)));
        let is_shared =
            |asked: &str| other.strip_prefix(asked).is_some_and(|rest| rest.starts_with('.') && rest.len() > 1);
        let whole = |own: &str| !own.is_empty() && !own.starts_with(' ');
        splits.rfind(|(asked, own)| !asked.is_empty() && whole(own) && is_shared(asked))
    });
}

/// Neighbours of the shape `Row:Wording`, as SurveyGizmo and Alchemer write them.
pub(super) fn colons(columns: &mut [HeaderColumn]) {
    group(columns, |wording, other| {
        let apart = |heading: &'_ str| {
            let (own, asked) = heading.split_once(':')?;
            Some((own.len(), heading.len() - asked.trim_start_matches(':').len()))
        };
        let (own_end, asked_start) = apart(wording)?;
        let (own, asked) = (wording.get(..own_end)?, wording.get(asked_start..)?);
        let is_shared = other == asked || apart(other).is_some_and(|(_, start)| other.get(start..) == Some(asked));
        (is_shared && asked.len() >= 10 && !asked.starts_with(' ')).then_some((asked, own))
    });
}

/// Makes items of neighbours that `split` takes apart into the same question. It is given a column's wording and that
/// of the neighbour that it is compared with. A neighbour whose wording is the question alone is its whole answer.
fn group(columns: &mut [HeaderColumn], split: impl for<'w> Fn(&'w str, &'w str) -> Option<(&'w str, &'w str)>) {
    let items: Vec<Option<Item>> = (0..columns.len())
        .map(|index| {
            if columns[index].item.is_some() {
                return None;
            }
            let wording = columns[index].wording.as_str();
            let neighbours = [index.checked_sub(1), Some(index + 1)];
            neighbours.into_iter().flatten().filter_map(|at| columns.get(at)).find_map(|neighbour| {
                let other = neighbour.wording.as_str();
                if let Some((asked, own)) = split(wording, other) {
                    let is_shared = other == asked || split(other, wording).is_some_and(|(others, _)| others == asked);
                    let kind = if asks_for_text(own) { ItemKind::Text } else { ItemKind::Part };
                    return is_shared.then(|| item(asked, own, kind));
                }
                let (asked, _) = split(other, wording)?;
                (asked == wording).then(|| item(asked, "", ItemKind::Whole))
            })
        })
        .collect();
    for (column, item) in columns.iter_mut().zip(items) {
        if let Some(item) = item {
            column.wording = item.wording();
            column.item = Some(item);
        }
    }
}

fn item(asked: &str, own: &str, kind: ItemKind) -> Item {
    Item { stem: asked.to_owned(), asked: asked.to_owned(), own: own.to_owned(), kind }
}
