//! What a researcher does with the register: list, add, change, take out.

use std::collections::BTreeMap;

use super::identity_error::IdentityError;
use crate::disclosure::{Pseudonymiser, Replaced};
use crate::model::{Identity, IdentityKind, Mode, Origin};
use crate::project::{Project, ProjectError};
use crate::store::{IdentityChange, IdentitySource, StoredIdentity};
use crate::text::fold;

/// One line of the register.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ListedIdentity {
    /// By which commands know it; none if it is not kept in the store.
    pub number: Option<i64>,
    pub identity: Identity,
    /// Where it is kept: the list's line, who added it, or the name of a case.
    pub origin: String,
    /// How often it stands in the study's texts.
    pub mentions: u64,
}

/// What is to become of an identity; what is not said stays as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityEdit {
    pub kind: Option<IdentityKind>,
    pub add_forms: Vec<String>,
    pub remove_forms: Vec<String>,
    pub replacement: Option<String>,
    /// `Some(None)`: the usual one of its kind.
    pub mode: Option<Option<Mode>>,
    pub wider: Option<String>,
    /// A case by its name; empty: nobody's.
    pub case: Option<String>,
    pub reason: Option<String>,
    pub derive: Option<bool>,
}

/// What became of an identity, or would.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityChanged {
    /// None where nothing was changed, and it would be new.
    pub number: Option<i64>,
    pub before: Option<Identity>,
    pub after: Identity,
}

impl Project {
    /// The register, in the order in which it is looked through, with how often each stands in the texts; then what is
    /// kept. A second reader does not see what the first has made of a form before they have decided on it.
    pub fn listed_identities(&self) -> Result<Vec<ListedIdentity>, ProjectError> {
        let register = self.register()?;
        let stored: BTreeMap<i64, StoredIdentity> =
            self.store.identities()?.into_iter().map(|stored| (stored.number, stored)).collect();
        let all = self.seen_by_reader(register.identities.into_iter().chain(register.kept).collect())?;
        let mentions = self.mentions(&all)?;
        let listed = all.into_iter().zip(mentions).map(|(identity, mentions)| {
            let number = match identity.origin {
                Origin::Store { number } => Some(number),
                _ => None,
            };
            let stored = number.and_then(|number| stored.get(&number));
            let origin = match stored {
                Some(stored) => format!("{}, {}", stored.source, stored.added_by),
                None => self.origin_in_words(&identity.origin),
            };
            ListedIdentity { number, identity, origin, mentions }
        });
        Ok(listed.collect())
    }

    /// How often each of these stands in the study's texts.
    fn mentions(&self, identities: &[Identity]) -> Result<Vec<u64>, ProjectError> {
        let pseudonymiser = Pseudonymiser::new(identities);
        let mut mentions = vec![0; identities.len()];
        self.store.for_each_segment(0, &mut |row| -> Result<(), ProjectError> {
            for replacement in pseudonymiser.replacements(row.content) {
                if let Replaced::Identity(index) = replacement.by {
                    mentions[index] += 1;
                }
            }
            Ok(())
        })?;
        Ok(mentions)
    }

    /// Puts someone or something into the register. Nothing is changed in a dry run.
    pub fn add_identity(
        &mut self,
        kind: IdentityKind,
        edit: &IdentityEdit,
        dry_run: bool,
    ) -> Result<IdentityChanged, ProjectError> {
        let (after, case) = self.edited(&Identity::new(kind, Vec::new()), edit)?;
        // Two people may share a name; the same thing twice is a slip.
        let is_same = |other: &Identity| other.case == after.case && shares_form(other, &after);
        if let Some(other) = self.listed()?.iter().find(|other| is_same(other)) {
            return Err(IdentityError::KnownForm { place: self.origin_in_words(&other.origin) }.into());
        }
        let change = IdentityChange { number: None, identity: after.clone(), case, source: IdentitySource::Hand };
        let mut number = None;
        if !dry_run {
            let detail = serde_json::json!({ "kind": kind.word(), "forms": after.forms.len() });
            number = self.store.change_identities(&[change], &self.event("identities add", detail))?.first().copied();
        }
        Ok(IdentityChanged { number, before: None, after })
    }

    /// Changes an identity of the store, named by its number or one of its forms.
    pub fn change_identity(
        &mut self,
        which: &str,
        edit: &IdentityEdit,
        dry_run: bool,
    ) -> Result<IdentityChanged, ProjectError> {
        let stored = self.identity_named(which)?;
        let (after, case) = self.edited(&stored.identity, edit)?;
        let case = if edit.case.is_some() { case } else { stored.case };
        let number = Some(stored.number);
        if !dry_run && after != stored.identity {
            let change = IdentityChange { number, identity: after.clone(), case, source: stored.source };
            let detail = serde_json::json!({ "identity": stored.number, "forms": after.forms.len() });
            self.store.change_identities(&[change], &self.event("identities change", detail))?;
        }
        Ok(IdentityChanged { number, before: Some(stored.identity), after })
    }

    /// Takes identities out of the store's register, each named by its number or one of its forms.
    pub fn remove_identities(&mut self, which: &[String], dry_run: bool) -> Result<Vec<StoredIdentity>, ProjectError> {
        let mut gone: Vec<StoredIdentity> = Vec::new();
        for which in which {
            let stored = self.identity_named(which)?;
            if !gone.iter().any(|other| other.number == stored.number) {
                gone.push(stored);
            }
        }
        if !dry_run {
            let numbers: Vec<i64> = gone.iter().map(|stored| stored.number).collect();
            let event = self.event("identities remove", serde_json::json!({ "identities": numbers }));
            self.store.remove_identities(&numbers, &event)?;
        }
        Ok(gone)
    }

    /// Whoever somebody listed, in the file or the store.
    pub(in crate::project) fn listed(&self) -> Result<Vec<Identity>, ProjectError> {
        let mut all = self.identity_file()?.identities;
        all.extend(self.store.identities()?.into_iter().map(|stored| stored.identity));
        Ok(all)
    }

    fn identity_named(&self, which: &str) -> Result<StoredIdentity, ProjectError> {
        let stored = self.store.identities()?;
        let number: Option<i64> = which.trim().parse().ok();
        if let Some(found) = stored.iter().find(|stored| Some(stored.number) == number) {
            return Ok(found.clone());
        }
        let has_it = |identity: &Identity| identity.forms.iter().any(|form| fold(form) == fold(which.trim()));
        let found: Vec<&StoredIdentity> = stored.iter().filter(|stored| has_it(&stored.identity)).collect();
        match found.as_slice() {
            [one] => Ok((*one).clone()),
            [] => match self.register()?.identities.iter().find(|identity| has_it(identity)) {
                Some(other) => Err(IdentityError::NotInStore { place: self.origin_in_words(&other.origin) }.into()),
                None => Err(IdentityError::NoIdentity.into()),
            },
            many => {
                let numbers_found = many.iter().map(|stored| stored.number).collect();
                Err(IdentityError::ManyIdentities { numbers_found }.into())
            }
        }
    }

    /// An identity with an edit made, and the case that it names.
    pub(super) fn edited(
        &self,
        identity: &Identity,
        edit: &IdentityEdit,
    ) -> Result<(Identity, Option<crate::model::CaseId>), ProjectError> {
        let mut after = identity.clone();
        let own = |text: &Option<String>, was: &str| text.as_deref().map_or_else(|| was.to_owned(), plain);
        after.kind = edit.kind.unwrap_or(after.kind);
        after.replacement = own(&edit.replacement, &identity.replacement);
        after.wider = own(&edit.wider, &identity.wider);
        after.reason = own(&edit.reason, &identity.reason);
        after.mode = edit.mode.unwrap_or(after.mode);
        after.derive = edit.derive.unwrap_or(after.derive);
        after.forms.retain(|form| !edit.remove_forms.iter().any(|gone| fold(gone.trim()) == fold(form)));
        for form in edit.add_forms.iter().map(|form| plain(form)) {
            if !form.contains(char::is_alphanumeric) {
                return Err(IdentityError::BlankForm.into());
            }
            if !after.forms.contains(&form) {
                after.forms.push(form);
            }
        }
        if after.forms.is_empty() {
            return Err(IdentityError::NoForms.into());
        }
        if after.mode == Some(Mode::Keep) && after.reason.is_empty() {
            return Err(IdentityError::NoReason.into());
        }
        let named = edit.case.as_deref().filter(|name| !name.trim().is_empty());
        let case = named.map(|name| self.case_named(name)).transpose()?;
        if edit.case.is_some() {
            after.case = case.map(|case| self.case_of(case)).transpose()?.map(|case| case.name);
        }
        Ok((after, case))
    }
}

/// As the store keeps it: composed, on one line.
fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    crate::text::normalise(&words.join(" ")).into_owned()
}

pub(super) fn shares_form(one: &Identity, other: &Identity) -> bool {
    one.forms.iter().any(|form| other.forms.iter().any(|known| fold(known) == fold(form)))
}
