//! `quotes`: what was said, by theme: its story, its definition, and quotations balanced over those who said them.

mod chosen;
mod groups;
pub(super) mod marks;
mod print;
mod sections;

use super::super::recipe_table::Raw;
use super::voices::{Picked, Taste, pick};
use super::{Built, Chosen, Kitchen, RecipeError};
use crate::analysis::{Attribute, ContentsError, Frequency, Needs, Selection};
use crate::model::{CaseKind, Codebook, Span, TextId};
use crate::report::By;
use chosen::Within;
use groups::Heap;
use marks::Marks;
pub(super) use print::quotation;
pub(super) use sections::Section;
use sections::sections;

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
    pub order: QuoteOrder,
    /// The attribute whose groups stand under headings of their own, where they are large enough.
    pub group_by: Option<String>,
    /// The groups' order.
    pub values: Vec<String>,
    /// Whether what speaks against a theme stands under it, too.
    pub negative_cases: bool,
    pub layout: QuoteLayout,
    /// Whether a table says in how many cases' words each theme occurs, and how many of them are quoted.
    pub tally: bool,
}

/// In which order quotations stand that nobody has pinned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum QuoteOrder {
    /// Person after person, in an order that follows nothing of the sample, those of a good length first.
    #[default]
    Balanced,
    /// As sources are named, and as words stand in them.
    Source,
    /// The shortest first.
    Length,
}

/// What quotations are printed as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum QuoteLayout {
    /// Set in, one after the other, under their headings.
    #[default]
    Text,
    /// One row each.
    Table,
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
            order: QuoteOrder::default(),
            group_by: None,
            values: Vec::new(),
            negative_cases: false,
            layout: QuoteLayout::default(),
            tally: true,
        }
    }
}

impl Quotes {
    /// Quotations under one heading, where the recipe does not say.
    pub const LIMIT: usize = 12;
    /// Quotations of one person under one heading, where the recipe does not say.
    pub const PER_CASE: usize = 2;
}

const ORDERS: [(&str, QuoteOrder); 3] =
    [("balanced", QuoteOrder::Balanced), ("source", QuoteOrder::Source), ("length", QuoteOrder::Length)];
const LAYOUTS: [(&str, QuoteLayout); 2] = [("text", QuoteLayout::Text), ("table", QuoteLayout::Table)];

/// Quotations of one group under a heading.
struct Part {
    heap: Heap,
    picked: Vec<Picked>,
    /// How many of them, the first, are pinned.
    pinned: usize,
    /// Pinned quotations for which the limit leaves no room.
    beyond: usize,
}

/// All that stands under one heading.
struct Filled {
    section: Section,
    parts: Vec<Part>,
    /// What speaks against it; none where that is not asked for.
    against: Option<Vec<Picked>>,
    /// How many people are quoted, and how many raised it.
    quoted: u32,
    raised: u64,
}

impl Chosen for Quotes {
    const KEYS: &'static [&'static str] = &[
        "by",
        "theme",
        "code",
        "limit",
        "per_case",
        "attributes",
        "order",
        "group_by",
        "values",
        "negative_cases",
        "layout",
        "tally",
        "question",
        "questions",
        "scope",
        "where",
    ];

    fn read(raw: &Raw) -> Result<Self, String> {
        if raw.theme.is_some() && raw.code.is_some() {
            return Err("give `theme` or `code`, not both".to_owned());
        }
        if raw.values.is_some() && raw.group_by.is_none() {
            return Err("`values` are those of `group_by`: give both".to_owned());
        }
        let layout = Raw::chosen("layout", raw.layout.as_ref(), &LAYOUTS)?;
        Ok(Self {
            by: raw.by.unwrap_or(By::Themes),
            theme: raw.theme.clone(),
            code: raw.code.clone(),
            limit: raw.limit.unwrap_or(Self::LIMIT),
            per_case: raw.per_case.unwrap_or(Self::PER_CASE),
            attributes: raw.attributes.clone().unwrap_or_default(),
            questions: raw.questions(),
            order: Raw::chosen("order", raw.order.as_ref(), &ORDERS)?,
            group_by: raw.group_by.clone(),
            values: raw.values(),
            negative_cases: raw.negative_cases.unwrap_or_default(),
            layout,
            tally: raw.tally.unwrap_or(layout == QuoteLayout::Text),
        })
    }

    fn needs(&self, codebook: &Codebook, needs: &mut Needs) {
        // Those of other themes too: they say whether words are about this theme first of all.
        needs.codes.extend(0..codebook.codes.len());
        needs.attributes.extend(self.attributes.iter().chain(&self.group_by).cloned());
        needs.questions.extend(self.questions.iter().cloned());
    }

    fn build(&self, kitchen: &Kitchen<'_>) -> Result<Built, RecipeError> {
        let questions = kitchen.questions(&self.questions)?;
        let selection = kitchen.selection(&questions);
        let beside: Vec<&Attribute> =
            self.attributes.iter().map(|name| kitchen.attribute(name)).collect::<Result<_, _>>()?;
        let heaps = groups::heaps(self, kitchen)?;
        let marks = Marks::of(kitchen.material);
        let mut filled = Vec::new();
        for section in sections(self, kitchen)? {
            let done = fill(self, kitchen, &marks, section, &selection, &heaps);
            filled.push(done.map_err(|error| kitchen.words_missing(error))?);
        }
        let blocks = match self.layout {
            QuoteLayout::Text => print::text(self, kitchen, &filled, &beside, &questions),
            QuoteLayout::Table => print::table(self, kitchen, &filled, &beside, &questions),
        };
        Ok(("Quotations".to_owned(), blocks))
    }
}

/// Finds the quotations of one heading.
fn fill(
    choices: &Quotes,
    kitchen: &Kitchen<'_>,
    marks: &Marks<'_>,
    section: Section,
    selection: &Selection,
    heaps: &[Heap],
) -> Result<Filled, ContentsError> {
    // Under "both", a theme's quotations stand below its codes.
    let is_title = choices.by == By::Both && section.row.is_theme;
    let rivals = kitchen.rivals(&section.row.codes);
    let all = Within { selection, wants: &|_| true };
    let against = chosen::against(kitchen, marks, &section, all)?;
    let opposed: Vec<(TextId, Span)> = against.iter().map(|quote| (quote.text, quote.span)).collect();
    let mut parts = Vec::new();
    for heap in heaps.iter().filter(|_| !is_title) {
        let wants = |case: u32| heap.has(kitchen, case);
        let mut pinned = chosen::pinned(kitchen, marks, &section, Within { selection, wants: &wants })?;
        let beyond = pinned.len().saturating_sub(choices.limit);
        pinned.truncate(choices.limit);
        let taste = Taste {
            limit: choices.limit,
            per_case: choices.per_case,
            key: &section.key,
            rivals: &rivals,
            marks,
            pinned: &pinned,
            against: &opposed,
            wants: &wants,
        };
        let pinned_count = pinned.len();
        let mut others = pick(kitchen.material, &section.row.codes, selection, taste)?;
        sort(choices.order, kitchen, &mut others);
        pinned.extend(others);
        parts.push(Part { heap: heap.clone(), picked: pinned, pinned: pinned_count, beyond });
    }
    let raised = Frequency::cases_coded(kitchen.columns, &section.row.codes, selection).count_ones(..) as u64;
    let mut people: Vec<u32> =
        parts.iter().flat_map(|part| &part.picked).filter_map(|quote| quote.case_index).collect();
    people.sort_unstable();
    people.dedup();
    let against = (choices.negative_cases && !is_title).then_some(against);
    Ok(Filled { section, parts, against, quoted: u32::try_from(people.len()).unwrap_or(u32::MAX), raised })
}

fn sort(order: QuoteOrder, kitchen: &Kitchen<'_>, picked: &mut [Picked]) {
    match order {
        QuoteOrder::Balanced => {}
        QuoteOrder::Source => {
            let sources = &kitchen.columns.sources;
            let path = |text: TextId| {
                let source = kitchen.columns.segments.source(text.0);
                source.map(|source| sources[source as usize].path.as_str())
            };
            picked.sort_by(|one, other| {
                (path(one.text), one.text, one.span).cmp(&(path(other.text), other.text, other.span))
            });
        }
        QuoteOrder::Length => picked.sort_by_key(|quote| crate::text::word_count(&quote.words)),
    }
}

/// What a case is called in an output.
pub(super) fn label(given: &str, kind: CaseKind) -> String {
    match (given, kind) {
        ("", CaseKind::Participant) => "interview participant".to_owned(),
        ("", CaseKind::Respondent) => "survey participant".to_owned(),
        (given, _) => given.to_owned(),
    }
}
