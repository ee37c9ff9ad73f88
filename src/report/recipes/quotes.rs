//! `quotes`: what was said, by theme: its story, its definition, and quotations balanced over those who said them.

use super::super::recipe_table::Raw;
use super::rows::CodedRow;
use super::voices::{Picked, Taste, pick};
use super::{Built, Chosen, Kitchen, RecipeError};
use crate::analysis::{Attribute, Columns, Needs, Selection};
use crate::model::{CaseKind, Codebook, SourceKind};
use crate::report::{Attribution, Block, By, Inline, Quotation, QuotedAttribute, Words};

/// The choices of a chapter of quotations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotes {
    pub by: By,
    /// Only this theme, by id or name.
    pub theme: Option<String>,
    /// Only this code, by id or name.
    pub code: Option<String>,
    /// At most so many under one heading.
    pub limit: usize,
    /// At most so many of one person under one heading.
    pub per_case: usize,
    /// Printed beside a quotation, where disclosure lets them.
    pub attributes: Vec<String>,
    /// Only answers to these.
    pub questions: Vec<String>,
}

impl Default for Quotes {
    fn default() -> Self {
        Self {
            by: By::Themes,
            theme: None,
            code: None,
            limit: Self::LIMIT,
            per_case: Self::PER_CASE,
            attributes: Vec::new(),
            questions: Vec::new(),
        }
    }
}

impl Quotes {
    /// Quotations under one heading, where the recipe does not say.
    pub const LIMIT: usize = 12;
    /// Quotations of one person under one heading, where the recipe does not say.
    pub const PER_CASE: usize = 2;
}

/// What stands over some quotations.
struct Section {
    level: u8,
    row: CodedRow,
    /// Decides, with the seed, the order of those quoted.
    key: String,
    story: String,
    definition: String,
}

impl Chosen for Quotes {
    const KEYS: &'static [&'static str] =
        &["by", "theme", "code", "limit", "per_case", "attributes", "question", "questions", "scope", "where"];

    fn read(raw: &Raw) -> Result<Self, String> {
        if raw.theme.is_some() && raw.code.is_some() {
            return Err("give `theme` or `code`, not both".to_owned());
        }
        Ok(Self {
            by: raw.by.unwrap_or(By::Themes),
            theme: raw.theme.clone(),
            code: raw.code.clone(),
            limit: raw.limit.unwrap_or(Self::LIMIT),
            per_case: raw.per_case.unwrap_or(Self::PER_CASE),
            attributes: raw.attributes.clone().unwrap_or_default(),
            questions: raw.questions(),
        })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        // Those of other themes too: they say whether words are about this theme first of all.
        needs.codes.extend(0..codebook.codes.len());
        needs.attributes.extend(self.attributes.iter().cloned());
        needs.questions.extend(self.questions.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        build(self, kitchen)
    }
}

fn build(choices: &Quotes, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
    let questions = kitchen.questions(&choices.questions)?;
    let selection = kitchen.selection(&questions);
    let attributes: Vec<&Attribute> =
        choices.attributes.iter().map(|name| kitchen.attribute(name)).collect::<Result<_, _>>()?;

    let mut blocks = Vec::new();
    for section in sections(choices, kitchen)? {
        blocks.push(Block::Heading { level: section.level, text: section.row.name.clone() });
        if !section.story.is_empty() {
            blocks.push(Block::Paragraph(vec![Inline::Text(section.story.clone())]));
        }
        if !section.definition.is_empty() {
            blocks.push(Block::Paragraph(vec![Inline::Emphasis(section.definition.clone())]));
        }
        // Under "both", a theme's quotations stand below its codes.
        if choices.by == By::Both && section.row.is_theme {
            continue;
        }
        blocks.extend(quotations(choices, kitchen, &section, &selection, &attributes)?);
    }
    let mut notes = vec![format!(
        "At most {} under a heading and {} of one person, in an order that follows nothing of the sample; only of those \
         who agreed to be quoted.",
        super::notes::counted(choices.limit as u64, "quotation", "quotations"),
        choices.per_case
    )];
    notes.extend(kitchen.coding_notes());
    blocks.extend(notes.into_iter().map(Block::Note));
    Ok(("Quotations".to_owned(), blocks))
}

fn sections(choices: &Quotes, kitchen: &Kitchen<'_>) -> Result<Vec<Section>, RecipeError> {
    let codebook = kitchen.codebook;
    if let Some(name) = &choices.code {
        let index = kitchen.code(name)?;
        return Ok(code_sections(kitchen, &[index], 2));
    }
    let themes = match &choices.theme {
        Some(name) => vec![kitchen.theme(name)?],
        None => codebook.themes.iter().collect(),
    };
    if themes.is_empty() || (choices.by == By::Codes && choices.theme.is_none()) {
        let every: Vec<usize> = (0..codebook.codes.len()).collect();
        return Ok(code_sections(kitchen, &every, 2));
    }
    let mut sections = Vec::new();
    for theme in themes {
        let row = kitchen.theme_row(theme);
        let codes = row.codes.clone();
        if choices.by != By::Codes {
            let (story, definition) = (theme.story.trim().to_owned(), theme.definition.trim().to_owned());
            sections.push(Section { level: 2, row, key: theme.id.clone(), story, definition });
        }
        if choices.by != By::Themes {
            sections.extend(code_sections(kitchen, &codes, if choices.by == By::Both { 3 } else { 2 }));
        }
    }
    Ok(sections)
}

fn code_sections(kitchen: &Kitchen<'_>, codes: &[usize], level: u8) -> Vec<Section> {
    let rows = kitchen.code_rows(codes, 0);
    let section = |row: CodedRow| {
        let code = &kitchen.codebook.codes[row.codes[0]];
        let definition = code.definition.trim().to_owned();
        Section { level, key: code.id.clone(), story: String::new(), definition, row }
    };
    rows.into_iter().map(section).collect()
}

fn quotations(
    choices: &Quotes,
    kitchen: &Kitchen<'_>,
    section: &Section,
    selection: &Selection,
    beside: &[&Attribute],
) -> Result<Vec<Block>, RecipeError> {
    let rivals = kitchen.rivals(&section.row.codes);
    let taste = Taste { limit: choices.limit, per_case: choices.per_case, key: &section.key, rivals: &rivals };
    let picked =
        pick(kitchen.material, &section.row.codes, selection, taste).map_err(|error| kitchen.words_missing(error))?;
    if picked.is_empty() {
        return Ok(vec![Block::Note("Nothing that may be quoted.".to_owned())]);
    }
    Ok(picked.into_iter().map(|quote| Block::Quotation(quotation(kitchen, quote, beside))).collect())
}

pub(super) fn quotation(kitchen: &Kitchen<'_>, quote: Picked, beside: &[&Attribute]) -> Quotation {
    let columns = kitchen.columns;
    let attribution = if let Some(case) = quote.case_index {
        Attribution {
            case: Some(columns.cases.id(case)),
            label: label(columns.cases.label(case), columns.cases.kind(case)),
            attributes: attributes(columns, case, beside),
        }
    } else {
        let source = columns.segments.source(quote.text.0).map(|source| columns.sources[source as usize].kind);
        let label = if source == Some(SourceKind::FieldNote) { "field note" } else { "document" };
        Attribution { case: None, label: label.to_owned(), attributes: Vec::new() }
    };
    Quotation {
        words: Words { text: quote.words, place: Some((quote.text, quote.span)), count: 1, trim: None },
        attribution,
    }
}

/// The attributes that a case states, each with how many of its kind share it and those before it.
pub(super) fn attributes(columns: &Columns, case: u32, beside: &[&Attribute]) -> Vec<QuotedAttribute> {
    let kind = columns.cases.kind(case);
    let mut alike: Vec<u32> = (0..columns.case_count()).filter(|&other| columns.cases.kind(other) == kind).collect();
    let mut attributes = Vec::with_capacity(beside.len());
    for attribute in beside {
        let Some(value) = attribute.value_of(case) else { continue };
        alike.retain(|&other| attribute.of_case[other as usize] == attribute.of_case[case as usize]);
        let (name, value) = (attribute.name.clone(), value.to_owned());
        attributes.push(QuotedAttribute { name, value, group_size: alike.len() as u64 });
    }
    attributes
}

/// What a case is called in an output.
pub(super) fn label(given: &str, kind: CaseKind) -> String {
    match (given, kind) {
        ("", CaseKind::Participant) => "interview participant".to_owned(),
        ("", CaseKind::Respondent) => "survey participant".to_owned(),
        (given, _) => given.to_owned(),
    }
}
