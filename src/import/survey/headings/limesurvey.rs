//! LimeSurvey: headings are codes (`Q1[SQ001]`), wordings (`Wording [Option]`) or both (`Q1[SQ001]. Wording [Option]`).
//! Sub-questions `other` and `…comment` hold words of the respondent's own.

use super::affixes::{brackets, in_brackets};
use super::{HeaderColumn, Item, ItemKind, html};

/// A heading that begins with a question's code.
struct Coded<'h> {
    /// `Q1` of `Q1[SQ001]`.
    base: &'h str,
    /// `SQ001`; of a question with two scales, the sub-question and the scale.
    subs: Vec<&'h str>,
    /// `Q1[SQ001]`.
    code: &'h str,
    wording: &'h str,
}

/// Whether a heading is a code with a wording after it, and whether the code is a sub-question's.
pub(in crate::import::survey) fn is_coded(cell: &str) -> Option<bool> {
    coded(cell).filter(|coded| coded.code.len() < cell.trim_end().len()).map(|coded| !coded.subs.is_empty())
}

pub(super) fn read(columns: &mut [HeaderColumn]) {
    if columns.iter().filter(|column| coded(&column.cell).is_some()).count() * 2 < columns.len() {
        return brackets(columns);
    }
    for column in columns.iter_mut() {
        let heading = column.cell.clone();
        let Some(coded) = coded(&heading) else { continue };
        coded.code.clone_into(&mut column.name);
        column.wording = html::stripped(coded.wording).into_owned();
        let Some(&sub) = coded.subs.first() else { continue };
        let (asked, own) = match in_brackets(&column.wording) {
            Some((asked, own)) => (asked.to_owned(), own.to_owned()),
            None => (column.wording.clone(), coded.subs.join(", ")),
        };
        let kind = if sub == "other" || sub.ends_with("comment") { ItemKind::Text } else { ItemKind::Part };
        let stem = if coded.subs.len() > 1 { format!("{}[{sub}]", coded.base) } else { coded.base.to_owned() };
        let item = Item { stem, asked, own, kind };
        column.wording = item.wording();
        column.item = Some(item);
    }
    // The answer that an "other" or a comment belongs to.
    for index in 0..columns.len().saturating_sub(1) {
        let next = columns[index + 1].item.as_ref();
        let belongs = next.is_some_and(|item| item.kind == ItemKind::Text && item.stem == columns[index].name);
        if belongs && columns[index].item.is_none() {
            let column = &mut columns[index];
            let (stem, asked) = (column.name.clone(), column.wording.clone());
            column.item = Some(Item { stem, asked, own: String::new(), kind: ItemKind::Whole });
        }
    }
}

fn coded(heading: &str) -> Option<Coded<'_>> {
    let is_code = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_';
    let length = heading.bytes().take_while(|&byte| is_code(byte)).count();
    let base = heading.get(..length).filter(|base| base.starts_with(|first: char| first.is_ascii_alphabetic()))?;
    let mut rest = heading.get(length..)?;
    let mut subs = Vec::new();
    while let Some((sub, after)) = rest.strip_prefix('[').and_then(|inside| inside.split_once(']')) {
        subs.push(sub.trim_start_matches('_'));
        rest = after;
    }
    let code = heading.get(..heading.len() - rest.len())?;
    let wording = if rest.is_empty() {
        ""
    } else {
        rest.strip_prefix('.').filter(|words| words.is_empty() || words.starts_with(' '))?
    };
    Some(Coded { base, subs, code, wording: wording.trim() })
}
