//! What is left of the register when someone withdraws: nothing of theirs, but for names that others still say.
//!
//! Their words go, and with them what the register knows of them. What others said stays, and where it names them it
//! has to be hidden from then on as before: the forms that stand there stay in the register, without the link to the case, a
//! reason, or who they are. Forms that stand nowhere any more go.

use std::collections::BTreeSet;

use crate::disclosure::{Pseudonymiser, Replaced};
use crate::model::{Identity, Origin};
use crate::project::{Project, ProjectError};
use crate::store::{IdentityChange, IdentitySource, RegisterLeft, Traces};
use crate::text::fold;

impl Project {
    /// What becomes of the register once this case is gone.
    pub(in crate::project) fn register_left(&self, traces: &Traces) -> Result<RegisterLeft, ProjectError> {
        let is_theirs = |identity: &Identity| {
            let is_case = |case: &String| traces.names.iter().any(|(_, name)| name == case);
            identity.case.as_ref().is_some_and(is_case)
                || identity.forms.iter().any(|form| traces.echo.is_named_in(form))
                || identity.derived.iter().any(|derived| traces.echo.is_named_in(&derived.form))
        };
        let listed: BTreeSet<String> = self
            .identity_file()?
            .identities
            .iter()
            .flat_map(|identity| &identity.forms)
            .map(|form| fold(form))
            .collect();
        // Theirs from the cases and the store; what stands in the list is the researcher's to take out.
        let register = self.register()?.identities;
        let theirs: Vec<Identity> = register.into_iter().filter(is_theirs).collect();
        let stored = self.store.identities()?;
        let all: Vec<&Identity> = theirs.iter().chain(stored.iter().map(|stored| &stored.identity)).collect();
        let Standing { own, mut others } = self.standing_forms(&all, traces)?;
        let mut left = RegisterLeft::default();
        let mut kept: BTreeSet<String> = BTreeSet::new();
        for stored in stored {
            let is_theirs = is_theirs(&stored.identity);
            let mut identity = stored.identity.clone();
            // A name that only they said goes too, whoever it names.
            identity.forms.retain(|form| others.contains(&fold(form)) || !is_theirs && !own.contains(&fold(form)));
            if identity.forms.is_empty() {
                left.gone.push(stored.number);
                continue;
            }
            kept.extend(identity.forms.iter().map(|form| fold(form)));
            if is_theirs {
                identity.case = None;
                identity.reason = String::new();
            }
            if identity != stored.identity {
                let (number, case) = (Some(stored.number), stored.case.filter(|_| !is_theirs));
                left.stays.push(IdentityChange { number, identity, case, source: stored.source });
            }
        }
        for identity in theirs {
            // What is sought only with a capital cannot be listed alone: then the name it follows from stays.
            let needs_name =
                identity.derived.iter().any(|derived| derived.capitalised && others.contains(&fold(&derived.form)));
            if needs_name && !identity.forms.is_empty() {
                others.extend(identity.forms.iter().map(|form| fold(form)));
            }
            let sure = identity.derived.iter().filter(|derived| !derived.capitalised || identity.forms.is_empty());
            let derived = sure.map(|derived| &derived.form);
            let forms: Vec<String> = identity
                .forms
                .iter()
                .chain(derived)
                .filter(|form| others.contains(&fold(form)) && !listed.contains(&fold(form)))
                .filter(|form| kept.insert(fold(form)))
                .cloned()
                .collect();
            if !forms.is_empty() {
                let replacement =
                    if matches!(identity.origin, Origin::Case) { String::new() } else { identity.replacement };
                let identity = Identity { replacement, derive: needs_name, ..Identity::new(identity.kind, forms) };
                let source = IdentitySource::Hand;
                left.stays.push(IdentityChange { number: None, identity, case: None, source });
            }
        }
        Ok(left)
    }

    /// Which forms of these stand in their words, and which in those of others, as the replacer would find them.
    fn standing_forms(&self, identities: &[&Identity], traces: &Traces) -> Result<Standing, ProjectError> {
        // Each form alone, so that it is known which one stands where.
        let mut alone: Vec<Identity> = Vec::new();
        for identity in identities {
            alone.extend(identity.forms.iter().map(|form| Identity::new(identity.kind, vec![form.clone()])));
            for derived in &identity.derived {
                let derived = vec![derived.clone()];
                alone.push(Identity { derived, ..Identity::new(identity.kind, Vec::new()) });
            }
        }
        let mut standing = Standing::default();
        if alone.is_empty() {
            return Ok(standing);
        }
        let pseudonymiser = Pseudonymiser::new(&alone);
        let gone: BTreeSet<u32> =
            traces.transcripts.iter().filter(|one| one.is_theirs).map(|one| one.source.0).collect();
        self.store.for_each_segment(0, &mut |row| -> Result<(), ProjectError> {
            let is_own = traces.own_segments.contains(&row.segment) || gone.contains(&row.source);
            for replacement in pseudonymiser.replacements(row.content) {
                if let Replaced::Identity(index) = replacement.by {
                    let form = fold(alone[index].first_form());
                    let _ = if is_own { standing.own.insert(form) } else { standing.others.insert(form) };
                }
            }
            Ok(())
        })?;
        Ok(standing)
    }
}

/// Folded forms, by who says them.
#[derive(Debug, Default)]
struct Standing {
    own: BTreeSet<String>,
    others: BTreeSet<String>,
}
