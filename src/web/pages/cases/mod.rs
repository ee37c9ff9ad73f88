//! People: who is in the study, what is known of them, what they agreed to, and who leaves.

mod case;
mod list;
mod sheet;
mod withdraw;

use axum::Router;

use crate::model::{CaseStatus, Consent};
use crate::web::bench::Bench;

pub(super) fn routes() -> Router<Bench> {
    Router::new().merge(list::routes()).merge(case::routes()).merge(sheet::routes()).merge(withdraw::routes())
}

/// What somebody agreed to, for people.
const fn consent_name(consent: Consent) -> &'static str {
    match consent {
        Consent::None => "Nothing: their words are not used",
        Consent::Analyse => "Counted, but never quoted",
        Consent::QuoteAlone => "Quoted, with nothing beside the words",
        Consent::Quote => "Quoted",
    }
}

const fn status_name(status: CaseStatus) -> &'static str {
    match status {
        CaseStatus::Kept => "Kept",
        CaseStatus::Excluded => "Left out",
    }
}
