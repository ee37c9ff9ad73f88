//! Lists of identities: what must not get out, and what may although it looks like a name.

use std::path::Path;

use toml::Spanned;

use super::{ImportError, Place};
use crate::model::{Decision, Identity, IdentityKind, Mode, Origin, Verdict};

/// What a study's list of identities says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentityFile {
    pub identities: Vec<Identity>,
    /// Of `[[keep]]`: what looks like a name and may be printed.
    pub decisions: Vec<Decision>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    #[serde(default)]
    identity: Vec<Spanned<Identity>>,
    #[serde(default)]
    keep: Vec<Spanned<Keep>>,
}

/// `[[keep]]`
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct Keep {
    forms: Vec<String>,
    #[serde(default)]
    kind: IdentityKind,
    #[serde(default)]
    verdict: KeepVerdict,
    #[serde(default)]
    reason: String,
    #[serde(default)]
    by: String,
}

#[derive(Clone, Copy, Default, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
enum KeepVerdict {
    #[default]
    Keep,
    NotAName,
}

/// Reads the `[[identity]]` entries of a TOML file. Every identity has at least one form, and no form is blank.
pub fn identities(path: &Path, text: &str) -> Result<Vec<Identity>, ImportError> {
    Ok(identity_file(path, text)?.identities)
}

/// Reads the `[[identity]]` and `[[keep]]` entries of a TOML file. Whatever is kept has a reason, and who gave it.
pub fn identity_file(path: &Path, text: &str) -> Result<IdentityFile, ImportError> {
    let raw: Raw = toml::from_str(text).map_err(|error| ImportError::toml(path, text, &error))?;
    let identities = raw.identity.into_iter().map(|entry| checked(path, text, entry)).collect::<Result<_, _>>()?;
    let mut decisions = Vec::new();
    for entry in raw.keep {
        decisions.extend(kept(path, text, entry)?);
    }
    Ok(IdentityFile { identities, decisions })
}

fn checked(path: &Path, text: &str, entry: Spanned<Identity>) -> Result<Identity, ImportError> {
    let place = Place::of_offset(text, entry.span().start);
    let mut identity = entry.into_inner();
    identity.origin = Origin::File { line_number: place.line_number.unwrap_or(1) };
    match mistake(&identity) {
        Some(message) => Err(ImportError::damaged(path, place, message)),
        None => Ok(identity),
    }
}

/// What makes an identity unusable, and what to do about it.
pub(super) fn mistake(identity: &Identity) -> Option<&'static str> {
    if identity.forms.is_empty() {
        return Some("this identity has no forms; write forms = [\"…\"] with every way it is said");
    }
    // A form without a letter or digit could never be found in a text.
    if identity.forms.iter().any(|form| !is_findable(form)) {
        return Some("one of this identity's forms is blank; write it or take it out");
    }
    if identity.mode == Some(Mode::Keep) && identity.reason.trim().is_empty() {
        return Some("this identity is kept, which needs a reason; write reason = \"…\"");
    }
    None
}

fn is_findable(form: &str) -> bool {
    form.contains(char::is_alphanumeric)
}

fn kept(path: &Path, text: &str, entry: Spanned<Keep>) -> Result<Vec<Decision>, ImportError> {
    let place = Place::of_offset(text, entry.span().start);
    let keep = entry.into_inner();
    let wrong = |message: &str| Err(ImportError::damaged(path, place, message));
    if keep.forms.is_empty() {
        return wrong("nothing is kept here; write forms = [\"…\"] with every way it is written");
    }
    if keep.forms.iter().any(|form| !is_findable(form)) {
        return wrong("one of these forms is blank; write it or take it out");
    }
    if keep.reason.trim().is_empty() {
        return wrong("there is no reason to keep these; write reason = \"…\"");
    }
    if keep.by.trim().is_empty() {
        return wrong("nobody is named who keeps these; write by = \"…\"");
    }
    let verdict = match keep.verdict {
        KeepVerdict::Keep => Verdict::Keep,
        KeepVerdict::NotAName => Verdict::NotAName,
    };
    let decision = |form: String| Decision {
        form,
        kind: keep.kind,
        place: None,
        verdict,
        reason: keep.reason.clone(),
        decided_by: keep.by.clone(),
        decided_at: String::new(),
    };
    Ok(keep.forms.into_iter().map(decision).collect())
}
