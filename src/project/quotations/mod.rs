//! Quotations that people choose and trim. Which are printed otherwise is `report`'s to say.
//!
//! What is chosen and how it is printed are marks beside the text (`model::QuoteMark`), in the store alone: an output names
//! places by segment, and those would not stay with their words when a file is corrected.

mod error;
mod pinning;
mod shown;
mod trimming;
mod under;

pub use error::QuoteError;
pub use pinning::{HeadingName, Pinned};
pub use shown::{PrintedQuotation, ShownMark, ShownQuotation, printed_quotation};
pub use trimming::{NewTrim, Trimmed};
pub use under::{QuoteUnder, QuotesUnder, UnderOptions, Voice};

use crate::model::{Case, CaseId, CaseStatus, Codebook, QuoteHeading, SourceKind, Span};
use crate::project::coding::places::Passage;
use crate::project::{Project, ProjectError};
use crate::report::RecipeKind;
use crate::store::{CodingFilter, StoredSegment, StoredText};

impl Project {
    /// The turn, or answer, that some words are part of: a quotation is what one person says in one go.
    fn turn_of(text: &StoredText, span: Span, place: &str) -> Result<(Span, Option<CaseId>), QuoteError> {
        if text.segments.is_empty() {
            return Ok((Span::whole(&text.content), text.case));
        }
        let mut touched = text.segments.iter().filter(|segment| segment.span.overlaps(span));
        match (touched.next(), touched.next()) {
            (Some(StoredSegment { span, case, interviewer: false, heading: None, .. }), None) => Ok((*span, *case)),
            _ => Err(QuoteError::SeveralTurns { place: place.to_owned() }),
        }
    }

    /// Who said some words, if that person may be quoted; nobody, where a document speaks for itself.
    fn quotable(&self, text: &StoredText, case: Option<CaseId>, place: &str) -> Result<Option<Case>, ProjectError> {
        let place = place.to_owned();
        let Some(case) = case else {
            let sources = self.store.sources()?;
            let kind = sources.iter().find(|source| source.id == text.source).map(|source| source.kind);
            return match kind {
                Some(SourceKind::Document | SourceKind::FieldNote) => Ok(None),
                _ => Err(QuoteError::NobodyKnown { place }.into()),
            };
        };
        let case = self.case_of(case)?;
        if case.status != CaseStatus::Kept {
            return Err(QuoteError::NotKept { place, case: case.name }.into());
        }
        if !case.consent.may_quote() {
            return Err(QuoteError::NoConsent { place, case: case.name, consent: case.consent }.into());
        }
        Ok(Some(case))
    }

    /// Whether some words have a coding that stands, of one of these codes.
    fn is_coded(&self, passage: Passage, codes: Vec<&str>) -> Result<bool, ProjectError> {
        let filter = CodingFilter { codes: Some(codes), text: Some(passage.text), ..CodingFilter::default() };
        let codings = self.store.codings(&filter)?;
        let place = |span: Span| {
            let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            small(span.start())..small(span.end())
        };
        Ok(codings.iter().any(|coding| {
            let of_code = codings.iter().filter(|other| other.key.code == coding.key.code);
            let rejected = crate::analysis::rejected(of_code.map(|other| (other.status, place(other.key.span))));
            coding.key.span.overlaps(passage.span)
                && crate::analysis::stands(coding.status, &place(coding.key.span), &rejected)
        }))
    }

    /// The codes that something chosen for a heading must have one of; none where the heading is not there any more.
    fn codes_under<'c>(&self, codebook: &'c Codebook, heading: &QuoteHeading) -> Vec<&'c str> {
        let indices: Vec<usize> = match heading {
            QuoteHeading::Any => (0..codebook.codes.len()).collect(),
            QuoteHeading::Output(name) => {
                if self.quoting(name) {
                    (0..codebook.codes.len()).collect()
                } else {
                    Vec::new()
                }
            }
            QuoteHeading::Theme(id) => {
                let theme = codebook.themes.iter().find(|theme| theme.id == *id);
                theme.map(|theme| codebook.codes_of_theme(theme)).unwrap_or_default()
            }
            QuoteHeading::Code(id) => {
                let code = codebook.code_index(id).map(|index| codebook.standing_for(index));
                code.map(|code| codebook.with_descendants(code)).unwrap_or_default()
            }
        };
        indices.into_iter().flat_map(|index| codebook.ids_of(index)).collect()
    }

    /// Whether an output of this name quotes.
    fn quoting(&self, name: &str) -> bool {
        self.study.outputs.iter().any(|output| output.name == name && matches!(output.kind, RecipeKind::Quotes(_)))
    }
}
