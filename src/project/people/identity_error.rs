//! Why the register cannot be changed so.

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IdentityError {
    #[error("no identity has this number, nor this form: `verbatim identities` lists those there are")]
    NoIdentity,

    #[error("several identities have this form: write the number of one of them, {}", numbers(numbers_found))]
    ManyIdentities { numbers_found: Vec<i64> },

    #[error("this identity stands in {place}: change it there")]
    NotInStore { place: String },

    #[error("{place}: no identity of the store has the number {number}; leave it blank for a new one")]
    NoNumber { number: i64, place: String },

    #[error("a form has letters or digits: write it as it is said")]
    BlankForm,

    #[error("an identity needs at least one form; `verbatim identities remove` takes the whole of it out")]
    NoForms,

    #[error(
        "one of the forms is there already, in {place}: `verbatim identities alias` gives that identity more forms"
    )]
    KnownForm { place: String },

    #[error("what is kept as it is needs a reason: --reason says it")]
    NoReason,

    #[error("{}: an identity is not this kind of file; end its name in {formats}", path.display())]
    Format { path: std::path::PathBuf, formats: &'static str },

    #[error("{} is there already: --force writes over it", path.display())]
    FileThere { path: std::path::PathBuf },

    #[error("{} is in output/, where what may leave the study stands: real names belong elsewhere", path.display())]
    InOutput { path: std::path::PathBuf },
}

fn numbers(found: &[i64]) -> String {
    found.iter().map(i64::to_string).collect::<Vec<_>>().join(" or ")
}
