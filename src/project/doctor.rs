//! Is everything well, and if not, what to do.

use std::fmt;

use crate::codebook::{self, Severity};
use crate::project::sentence::sentence;
use crate::project::{Project, ProjectError, Quiet};

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    pub kind: CheckKind,
    pub what: String,
    pub problems: Vec<Remedy>,
}

/// What a check is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckKind {
    Store,
    Withdrawals,
    Codebook,
    Identities,
    Names,
    Index,
    Outputs,
}

/// What was found, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remedy {
    pub found: String,
    pub remedy: String,
}

impl Remedy {
    fn new(found: &dyn fmt::Display, remedy: &str) -> Self {
        Self { found: found.to_string(), remedy: remedy.to_owned() }
    }
}

impl Project {
    /// Looks at the store, the sources, the codebook, the index and the outputs.
    pub fn doctor(&mut self) -> Result<Vec<Check>, ProjectError> {
        let check = |kind, what: &str, problems: Vec<Remedy>| Check { kind, what: what.to_owned(), problems };
        Ok(vec![
            check(CheckKind::Store, "the store", self.store_problems()?),
            check(CheckKind::Withdrawals, "those who withdrew", self.withdrawal_problems()?),
            check(CheckKind::Codebook, "the codebook", self.codebook_problems()),
            check(CheckKind::Identities, "the identity list", self.identity_problems()),
            check(CheckKind::Names, "the review of names", self.review_problems()),
            check(CheckKind::Index, "the index", self.index_problems()),
            check(CheckKind::Outputs, "the outputs", self.output_problems()),
        ])
    }

    fn store_problems(&self) -> Result<Vec<Remedy>, ProjectError> {
        let found = self.store.integrity_problems()?;
        let remedy = "stop working on it, and put the latest backup in its place (`verbatim backup` makes them)";
        Ok(found.into_iter().map(|found| Remedy::new(&found, remedy)).collect())
    }

    /// Nobody who withdrew is there again, and nothing of them is left in the store's files.
    fn withdrawal_problems(&self) -> Result<Vec<Remedy>, ProjectError> {
        let mut problems = Vec::new();
        if self.store.unfinished_withdrawal()?.is_some() {
            problems.push(Remedy::new(
                &"words of someone who withdrew may be left in the store's files",
                "close every other program that has the study open, and run this again",
            ));
        }
        let withdrawn = self.withdrawn()?;
        if withdrawn.is_empty() {
            return Ok(problems);
        }
        for place in self.places_of(&withdrawn)? {
            let found = format!("{place} is of someone who withdrew");
            problems.push(Remedy::new(&found, "`verbatim cases withdraw` takes it out again"));
        }
        Ok(problems)
    }

    fn codebook_problems(&self) -> Vec<Remedy> {
        let Some(name) = &self.study.codebook else { return Vec::new() };
        let text = match self.read(name) {
            Ok((_, text)) => text,
            Err(error) => {
                return vec![Remedy::new(&sentence(&error), "name the codebook in study.toml as it is called")];
            }
        };
        let errors = codebook::check(&text).into_iter().filter(|problem| problem.severity == Severity::Error);
        errors
            .map(|problem| {
                let place = format!(
                    "{name}, line {}, column {}: {}",
                    problem.line_number, problem.column_number, problem.message
                );
                Remedy::new(&place, problem.hint.as_deref().unwrap_or("`verbatim codebook check` says more"))
            })
            .collect()
    }

    fn identity_problems(&self) -> Vec<Remedy> {
        match self.listed() {
            Err(error) => vec![Remedy::new(&sentence(&error), "mend the file: no output is written without it")],
            Ok(identities) if identities.is_empty() => {
                vec![Remedy::new(
                    &"no identities are listed",
                    "list who and what must not get out; [disclosure] in study.toml names the file",
                )]
            }
            Ok(_) => Vec::new(),
        }
    }

    /// What people have still to decide on, of what the detector has found so far.
    fn review_problems(&self) -> Vec<Remedy> {
        match self.undecided_notice() {
            Ok(notice) => notice
                .iter()
                .map(|notice| {
                    let (found, _) = notice.split_once(": ").unwrap_or((notice, ""));
                    Remedy::new(&found, "`verbatim identities review` goes through them")
                })
                .collect(),
            Err(_) => vec![Remedy::new(&"what is undecided cannot be told", "mend the list of identities first")],
        }
    }

    fn index_problems(&mut self) -> Vec<Remedy> {
        let remedy = "delete the folder .verbatim/index: the next command makes it again";
        match self.catch_up(&Quiet).and_then(|_| self.index_is_sound()) {
            Ok(true) => Vec::new(),
            Ok(false) => vec![Remedy::new(&"a file of the index is damaged", remedy)],
            Err(error) => vec![Remedy::new(&sentence(&error), remedy)],
        }
    }

    /// Whether every file of the index has the checksum it was written with.
    fn index_is_sound(&self) -> Result<bool, ProjectError> {
        Ok(self.index.as_ref().expect("catching up opens the index").is_sound()?)
    }

    fn output_problems(&mut self) -> Vec<Remedy> {
        match self.out_of_date() {
            Ok(reasons) => {
                reasons.iter().map(|found| Remedy::new(found, "`verbatim build` brings it up to date")).collect()
            }
            Err(error) => {
                vec![Remedy::new(&sentence(&error), "mend that first: until then nobody can tell what is up to date")]
            }
        }
    }
}
