//! Why nothing was decided.

use std::path::PathBuf;

use crate::model::IdentityKind;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ReviewError {
    #[error("a form has letters or digits: write it as it stands in the texts")]
    BlankForm,

    #[error("to keep a {kind} needs a reason, since it says by itself who someone is")]
    NoReason { kind: IdentityKind },

    #[error("this is hidden as an identity of {place}: change it there, or take the form out")]
    IsIdentity { place: String },

    #[error("no identity has this number, nor this form: `verbatim identities` lists those there are")]
    NoIdentity,

    #[error("nothing is marked there: `verbatim identities indirect` lists what is")]
    NotMarked,

    #[error("a mark says in a few words what it tells")]
    NoLabel,

    #[error("{} is no log of identities: {message}", path.display())]
    NoLog { path: PathBuf, message: String },

    #[error("{}: what it decides of {count} mentions stands elsewhere now, or nowhere: nothing was changed", path.display())]
    OtherTexts { path: PathBuf, count: usize },
}
