//! Tables and quotes made on the spot: the same recipes as the study's outputs, with the same disclosure.

use super::documents::Document;
use crate::analysis::{self, Base, Columns, Needs, Scope, Selection};
use crate::disclosure::Cleared;
use crate::model::Codebook;
use crate::project::finding::queries::spelt_out;
use crate::project::{Progress, Project, ProjectError};
use crate::report::{By, Crosstab, Distinct, Frequencies, Quotes, Recipe, RecipeKind, Show};

/// What to count.
#[derive(Debug, Clone)]
pub struct CountOptions {
    pub by: By,
    /// Only in segments that this query finds.
    pub filter: Option<String>,
}

/// What to set against which attribute.
#[derive(Debug, Clone)]
pub struct CrosstabOptions {
    pub attribute: String,
    pub by: By,
    pub filter: Option<String>,
}

/// Which quotations to give.
#[derive(Debug, Clone, Default)]
pub struct QuoteOptions {
    pub theme: Option<String>,
    pub code: Option<String>,
    pub filter: Option<String>,
    /// How many of each theme or code.
    pub limit: usize,
    /// How many of one person at the most.
    pub per_case: usize,
    /// What speaks against each, too.
    pub negative_cases: bool,
}

/// The answers to which question.
#[derive(Debug, Clone, Default)]
pub struct AnswerOptions {
    pub question: String,
    /// Only those that this query finds.
    pub filter: Option<String>,
}

impl Project {
    /// How often themes and codes occur.
    pub fn count(&mut self, options: &CountOptions, progress: &dyn Progress) -> Result<Cleared, ProjectError> {
        let kind = RecipeKind::Frequencies(Frequencies { by: options.by, ..Frequencies::default() });
        self.on_the_spot("frequencies", kind, options.filter.clone(), progress)
    }

    /// Themes or codes against an attribute.
    pub fn crosstab(&mut self, options: &CrosstabOptions, progress: &dyn Progress) -> Result<Cleared, ProjectError> {
        let kind = RecipeKind::Crosstab(Crosstab {
            by: options.by,
            attribute: options.attribute.clone(),
            values: Vec::new(),
            base: Base::default(),
            show: Show::default(),
            questions: Vec::new(),
        });
        self.on_the_spot("crosstab", kind, options.filter.clone(), progress)
    }

    /// Pseudonymised quotations, balanced over people.
    pub fn quotes(&mut self, options: &QuoteOptions, progress: &dyn Progress) -> Result<Cleared, ProjectError> {
        let kind = RecipeKind::Quotes(Quotes {
            theme: options.theme.clone(),
            code: options.code.clone(),
            limit: options.limit,
            per_case: options.per_case,
            negative_cases: options.negative_cases,
            tally: false,
            ..Quotes::default()
        });
        self.on_the_spot("quotes", kind, options.filter.clone(), progress)
    }

    /// The different answers to an open question, pseudonymised, each with how often it was given and its codes.
    pub fn answers(&mut self, options: &AnswerOptions, progress: &dyn Progress) -> Result<Cleared, ProjectError> {
        let kind = RecipeKind::Distinct(Distinct { questions: vec![options.question.clone()] });
        self.on_the_spot("answers", kind, options.filter.clone(), progress)
    }

    /// How many segments and cases each code has, in the codebook's order. For the researcher's eyes: not suppressed.
    pub(in crate::project) fn code_counts(&self, codebook: &Codebook) -> Result<Vec<(u64, u64)>, ProjectError> {
        self.counts_of(codebook, (0..codebook.codes.len()).map(|index| vec![index]))
    }

    /// Segments and cases of codes that are counted together, set by set; what overlaps is one.
    pub(in crate::project) fn counts_of(
        &self,
        codebook: &Codebook,
        sets: impl Iterator<Item = Vec<usize>>,
    ) -> Result<Vec<(u64, u64)>, ProjectError> {
        let needs = Needs { codes: (0..codebook.codes.len()).collect(), ..Needs::default() };
        // Loaded once, and only if a set is not counted already.
        let mut loaded: Option<Columns> = None;
        let mut counts = Vec::new();
        for codes in sets {
            let ids: Vec<&str> = codes.iter().flat_map(|&code| codebook.ids_of(code)).collect();
            let counted = self.store.gather_of_codes(&ids, "segments and cases", || {
                let columns = match &mut loaded {
                    Some(columns) => columns,
                    None => loaded.insert(self.store.columns(&needs, codebook)?),
                };
                let everything = Selection::new(columns, Scope::All, &[], None);
                let frequency = analysis::frequency(columns, &codes, &everything);
                Ok::<_, ProjectError>((frequency.segments, frequency.cases))
            })?;
            counts.push(*counted);
        }
        Ok(counts)
    }

    /// Tables of nothing would be mistaken for findings.
    pub(in crate::project) fn need_texts(&self) -> Result<(), ProjectError> {
        if self.store.text_count()? == 0 { Err(ProjectError::NoTexts) } else { Ok(()) }
    }

    /// A recipe whose query names saved ones, with these spelt out.
    pub(in crate::project) fn with_queries_spelt_out(&self, recipe: Recipe) -> Recipe {
        let filter = recipe.filter.as_ref().map(|query| spelt_out(query, &self.study.queries));
        Recipe { filter, ..recipe }
    }

    fn on_the_spot(
        &mut self,
        name: &str,
        kind: RecipeKind,
        filter: Option<String>,
        progress: &dyn Progress,
    ) -> Result<Cleared, ProjectError> {
        let filter = filter.map(|query| spelt_out(&query, &self.study.queries));
        let recipe = Recipe { filter, ..Recipe::plain(name, kind) };
        let codebook = self.needed_codebook()?;
        self.need_texts()?;
        self.code_if_needed(progress)?;
        let document = Document {
            name: name.to_owned(),
            title: self.study.title.clone(),
            formats: Vec::new(),
            template: None,
            chapters: vec![recipe],
        };
        let findings = self.findings(std::slice::from_ref(&document), &codebook, progress)?;
        let report = self.report(&document, &findings, &codebook)?;
        self.cleared_for_terminal(&report)
    }
}
