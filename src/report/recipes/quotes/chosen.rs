//! Quotations that people chose, as they are printed: pins, and those that speak against a theme.

use super::super::voices::Picked;
use super::super::worth::Worth;
use super::super::{Kitchen, Material};
use super::Section;
use super::marks::{Marks, may_quote, turn_of};
use crate::analysis::{ContentsError, NO_CASE, Selection};
use crate::model::{QuoteHeading, QuoteMark};

/// Where chosen quotations may come from: the part of the study that the recipe quotes.
#[derive(Clone, Copy)]
pub(super) struct Within<'a> {
    pub(super) selection: &'a Selection,
    pub(super) wants: &'a dyn Fn(u32) -> bool,
}

/// What is pinned under a heading, in order. Its words have one of the heading's codes: a pin chooses among what is coded.
pub(super) fn pinned(
    kitchen: &Kitchen<'_>,
    marks: &Marks<'_>,
    section: &Section,
    within: Within<'_>,
) -> Result<Vec<Picked>, ContentsError> {
    let mut picked: Vec<Picked> = Vec::new();
    for mark in marks.pins(&kitchen.recipe().name, |heading| is_under(kitchen, section, heading)) {
        let Some(quote) = set(kitchen.material, marks, mark, within)? else { continue };
        let coded = &kitchen.columns.coded;
        let is_coded = section.row.codes.iter().any(|&code| coded.overlaps(code, quote.text, quote.span));
        let is_new = !picked.iter().any(|other| other.text == quote.text && other.span.overlaps(quote.span));
        if is_coded && is_new {
            picked.push(quote);
        }
    }
    Ok(picked)
}

/// What speaks against a heading, in an order that follows nothing of the sample.
pub(super) fn against(
    kitchen: &Kitchen<'_>,
    marks: &Marks<'_>,
    section: &Section,
    within: Within<'_>,
) -> Result<Vec<Picked>, ContentsError> {
    let mut picked: Vec<Picked> = Vec::new();
    for mark in marks.against(|heading| is_under(kitchen, section, heading)) {
        let Some(quote) = set(kitchen.material, marks, mark, within)? else { continue };
        if !picked.iter().any(|other| other.text == quote.text && other.span.overlaps(quote.span)) {
            picked.push(quote);
        }
    }
    let order = |quote: &Picked| {
        let case = quote.case_index.map(|case| kitchen.columns.cases.shuffled_order(case, kitchen.material.seed));
        (case.is_none(), case, quote.text, quote.span)
    };
    picked.sort_by_key(order);
    Ok(picked)
}

/// Whether what is chosen for a heading stands under this one.
fn is_under(kitchen: &Kitchen<'_>, section: &Section, heading: &QuoteHeading) -> bool {
    match heading {
        QuoteHeading::Theme(id) => section.row.is_theme && section.key == *id,
        QuoteHeading::Code(id) => {
            let code = kitchen.codebook.code_index(id).map(|index| kitchen.codebook.standing_for(index));
            code.is_some_and(|code| section.row.codes.contains(&code))
        }
        QuoteHeading::Any | QuoteHeading::Output(_) => false,
    }
}

/// A chosen quotation as it is printed; nothing if it may not be quoted, or not here.
fn set(
    material: &Material<'_>,
    marks: &Marks<'_>,
    mark: &QuoteMark,
    within: Within<'_>,
) -> Result<Option<Picked>, ContentsError> {
    if material.columns.segments.source(mark.text.0).is_none() {
        return Ok(None);
    }
    let content = material.contents.content(mark.text)?;
    let Some(turn) = turn_of(material, mark.text, mark.span, &content)? else { return Ok(None) };
    let is_here = within.selection.has_segment(turn.segment.0)
        && within.selection.has_case(turn.case_index)
        && (within.wants)(turn.case_index);
    let span = marks.ends(mark.text, mark.span, turn.span).unwrap_or(mark.span);
    if !is_here || !may_quote(material, turn.case_index, turn.segment) || marks.is_held(mark.text, span) {
        return Ok(None);
    }
    let set = marks.set(mark.text, span, turn.span, &content, true);
    let case_index = Some(turn.case_index).filter(|&case| case != NO_CASE);
    Ok(Some(Picked {
        case_index,
        text: mark.text,
        span,
        words: set.words,
        within: set.within,
        worth: Worth::default(),
    }))
}
