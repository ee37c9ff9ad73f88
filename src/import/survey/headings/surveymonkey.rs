//! SurveyMonkey: a question stands over its first column only, and the row below holds options, `Response` or
//! `Open-Ended Response`. In condensed exports that row is blank, and in some it is not there.

use super::{HeaderColumn, Item, ItemKind, asks_for_text, html, tidy};
use crate::import::tables::Record;

/// What the second row says where there is no option, in lower case.
const RESPONSES: &[&str] = &[
    "response",
    "open-ended response",
    "antwort",
    "offene antwort",
    "réponse",
    "réponse ouverte",
    "respuesta",
    "respuesta abierta",
    "resposta",
    "risposta",
    "reactie",
];

/// So much of a question stands in the names of its columns.
const SHORT: usize = 60;

/// Whether `second` belongs to the header: it names what the columns without a name are.
pub(in crate::import::survey) fn is_second_row(first: &Record, second: &Record) -> bool {
    if second.len() != first.len() {
        return false;
    }
    if second.fields().any(is_response) || second.is_blank() {
        return true;
    }
    let unnamed = || (1..first.len()).filter(|&index| tidy(first.field(index)).is_empty());
    unnamed().count() > 0 && unnamed().all(|index| !tidy(second.field(index)).is_empty())
}

/// Whether a cell of the second row says that the whole question stands in its column.
pub(in crate::import::survey) fn is_response(cell: &str) -> bool {
    RESPONSES.contains(&tidy(cell).to_lowercase().as_str())
}

pub(super) fn read(columns: &mut [HeaderColumn], second: Option<&Record>) {
    let owns: Vec<String> = (0..columns.len())
        .map(|index| second.map(|row| html::stripped(&tidy(row.field(index))).into_owned()).unwrap_or_default())
        .collect();
    let mut start = 0;
    while start < columns.len() {
        let is_continued = |column: &&HeaderColumn| column.cell.is_empty();
        let is_named = !columns[start].cell.is_empty();
        let length = if is_named {
            1 + columns[start + 1..]
                .iter()
                .take_while(is_continued)
                .zip(&owns[start + 1..])
                .take_while(|(_, own)| !own.is_empty())
                .count()
        } else {
            1
        };
        let is_whole = owns[start].is_empty() || is_response(&owns[start]);
        if is_named && (length > 1 || !is_whole) {
            give_items(&mut columns[start..start + length], &owns[start..start + length]);
        }
        start += length;
    }
}

fn give_items(columns: &mut [HeaderColumn], owns: &[String]) {
    let (question, asked) = (columns[0].cell.clone(), columns[0].wording.clone());
    let short = shortened(&question);
    for (column, own) in columns.iter_mut().zip(owns) {
        let is_whole = own.is_empty() || is_response(own);
        let kind = match (is_whole, asks_for_text(own)) {
            (true, _) => ItemKind::Whole,
            (_, true) => ItemKind::Text,
            _ => ItemKind::Part,
        };
        column.cell.clone_from(&question);
        column.name = if is_whole { question.clone() } else { format!("{short} [{own}]") };
        let own = if is_whole { String::new() } else { own.clone() };
        let item = Item { stem: question.clone(), asked: asked.clone(), own, kind };
        column.wording = item.wording();
        column.item = Some(item);
    }
}

/// A question's first words.
fn shortened(question: &str) -> String {
    if question.chars().count() <= SHORT {
        return question.to_owned();
    }
    let mut short = String::new();
    for word in question.split(' ') {
        if short.chars().count() + word.chars().count() >= SHORT {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() {
        short.extend(question.chars().take(SHORT));
    }
    short.push('…');
    short
}
