//! What the stations before the report know: columns loaded once for all outputs, and what the recipes' queries find.

use fixedbitset::FixedBitSet;

use super::documents::{Document, recipes};
use crate::analysis::Columns;
use crate::import::{read_file, service_sheet};
use crate::model::{Codebook, Memo, QuoteMark, Service};
use crate::project::study::STUDY_FILE;
use crate::project::{Progress, Project, ProjectError};
use crate::report::{self, LabelScope, Material, NamedFramework, Order, RecipeKind, Record, Report, Telling, Told};

/// Everything that a build's reports are made from.
pub(in crate::project) struct Findings {
    columns: Columns,
    /// By document and chapter: what the recipe's query finds, if it has one.
    hits: Vec<(String, Vec<Option<FixedBitSet>>)>,
    memos: Vec<Memo>,
    frameworks: Vec<NamedFramework>,
    telling: Telling,
    services: Vec<Service>,
    record: Record,
    quote_marks: Vec<QuoteMark>,
}

impl Findings {
    pub(in crate::project) const fn columns(&self) -> &Columns {
        &self.columns
    }
}

impl Project {
    /// Loads what these documents need, and runs their queries.
    pub(in crate::project) fn findings(
        &mut self,
        wanted: &[Document],
        codebook: &Codebook,
        progress: &dyn Progress,
    ) -> Result<Findings, ProjectError> {
        self.give_labels()?;
        let mut hits = Vec::new();
        for document in wanted {
            let mut found = Vec::new();
            for recipe in &document.chapters {
                found.push(match &recipe.filter {
                    Some(query) => Some(self.segments_of_query(query, codebook, progress)?),
                    None => None,
                });
            }
            hits.push((document.name.clone(), found));
        }
        let recipes = || wanted.iter().flat_map(|document| &document.chapters);
        let telling = self.telling();
        let mut needs = report::needs(recipes(), codebook);
        // What outputs tell that are not asked for just now is weighed with what these tell.
        needs.attributes.extend(telling.linked.iter().filter_map(Told::attribute).map(str::to_owned));
        needs.attributes.sort();
        needs.attributes.dedup();
        let columns = self.store.columns(&needs, codebook)?;
        let asks_for_memos = recipes().any(|recipe| matches!(recipe.kind, RecipeKind::Memos(_)));
        let memos = if asks_for_memos { self.printable_memos(codebook)? } else { Vec::new() };
        let asks_for_services = recipes().any(|recipe| recipe.kind.wants_services());
        let services = if asks_for_services { self.services()? } else { Vec::new() };
        let record = self.record(&report::asks(recipes()), &columns)?;
        let quote_marks = self.store.quote_marks()?;
        let frameworks = self.named_frameworks(recipes(), &telling)?;
        Ok(Findings { columns, hits, memos, frameworks, telling, services, record, quote_marks })
    }

    /// What outputs may tell of one person, all of them together.
    fn telling(&self) -> Telling {
        let disclosure = &self.study.disclosure;
        let linked = match disclosure.labels {
            LabelScope::Study => report::told_of_people(recipes(&self.study).iter()),
            LabelScope::Output | LabelScope::None => Vec::new(),
        };
        Telling { labels: disclosure.labels, linked, most_attributes: disclosure.most_attributes }
    }

    /// What desk research describes, read anew each time, as the codebook is.
    fn services(&self) -> Result<Vec<Service>, ProjectError> {
        let Some(name) = &self.study.services else {
            let message = "an output is made of services: name their table, services = \"FILE\"".to_owned();
            return Err(ProjectError::Study { path: self.path(STUDY_FILE), message });
        };
        let path = self.named(name)?;
        Ok(service_sheet(&path, &read_file(&path)?)?)
    }

    /// Builds one document's report, with where it comes from.
    pub(in crate::project) fn report(
        &self,
        document: &Document,
        findings: &Findings,
        codebook: &Codebook,
    ) -> Result<Report, ProjectError> {
        let hits = findings.hits.iter().find(|(name, _)| *name == document.name).map(|(_, hits)| hits.as_slice());
        let orders: Vec<Order<'_>> = document
            .chapters
            .iter()
            .enumerate()
            .map(|(chapter, recipe)| Order { recipe, hits: hits.and_then(|hits| hits[chapter].as_ref()) })
            .collect();
        let material = Material {
            columns: &findings.columns,
            codebook,
            contents: &self.store,
            memos: &findings.memos,
            frameworks: &findings.frameworks,
            services: &findings.services,
            quote_marks: &findings.quote_marks,
            smallest_group: self.study.disclosure.thresholds.minimum_group,
            telling: &findings.telling,
            zero_is_small: self.study.disclosure.thresholds.zero_is_small,
            least_sharing: self.study.disclosure.thresholds.least_sharing(),
            record: &findings.record,
            seed: seed(&self.study.disclosure.seed),
        };
        let mut report = report::build(&document.title, &self.study.language, &orders, &material)?;
        report.provenance.extend(self.provenance()?);
        Ok(report)
    }

    /// Facts printed at the end of every report. None of them changes from machine to machine.
    fn provenance(&self) -> Result<Vec<(String, String)>, ProjectError> {
        Ok(vec![
            ("Study".to_owned(), self.study.title.clone()),
            ("Material".to_owned(), self.material_in_words()?),
            ("Made with".to_owned(), format!("verbatim {}", env!("CARGO_PKG_VERSION"))),
        ])
    }
}

/// A number from the study's seed word (FNV-1a, 64 bits).
fn seed(word: &str) -> u64 {
    word.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}
