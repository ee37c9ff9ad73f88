//! Why something cannot be quoted so.

use crate::model::{Consent, QuoteMarkKind};

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum QuoteError {
    #[error("{place}: {case} agreed to {}, so no words of theirs are quoted; `verbatim cases consent` changes what they agreed to", agreed(*consent))]
    NoConsent { place: String, case: String, consent: Consent },

    #[error("{place}: {case} is left out of the study, so no words of theirs are quoted")]
    NotKept { place: String, case: String },

    #[error(
        "{place}: nobody knows whose words these are, so nobody was asked; `verbatim sources speakers` says who speaks"
    )]
    NobodyKnown { place: String },

    #[error(
        "{place}: these words are of several turns, and a quotation is what one person says in one go: quote each by itself"
    )]
    SeveralTurns { place: String },

    #[error(
        "{place}: these words are not coded {heading}, under which they would be quoted: code them first, as `verbatim codings add`"
    )]
    NotCoded { place: String, heading: String },

    #[error("there is no output {name:?} of kind quotes{}", hint(nearest.as_deref()))]
    NoOutput { name: String, nearest: Option<String> },

    #[error("{name:?} is neither a theme nor a code{}", hint(nearest.as_deref()))]
    NoHeading { name: String, nearest: Option<String> },

    #[error("nothing is pinned at {place}: `verbatim quotes pins` lists what is")]
    NotPinned { place: String },

    #[error("nothing at {place} is marked as a negative case: `verbatim quotes pins --against` lists what is")]
    NotMarked { place: String },

    #[error("no quotation is trimmed at {place}")]
    NotTrimmed { place: String },

    #[error("there is no {} {number}: `verbatim quotes pins{}` lists them", chosen(*kind).0, chosen(*kind).1)]
    NoNumber { kind: QuoteMarkKind, number: i64 },

    #[error("words that are put in need letters, and no brackets: these are printed around them")]
    PutIn,

    #[error("a quotation at {place} would end before it begins")]
    NothingLeft { place: String },
}

const fn agreed(consent: Consent) -> &'static str {
    match consent {
        Consent::Analyse => "analysis only",
        Consent::None | Consent::QuoteAlone | Consent::Quote => "nothing",
    }
}

/// What it is called, and how it is listed.
const fn chosen(kind: QuoteMarkKind) -> (&'static str, &'static str) {
    match kind {
        QuoteMarkKind::Against => ("negative case", " --against"),
        _ => ("pin", ""),
    }
}

fn hint(nearest: Option<&str>) -> String {
    nearest.map(|nearest| format!("; did you mean {nearest:?}?")).unwrap_or_default()
}
