//! Lists of identities: what must not get out.

use std::path::Path;

use toml::Spanned;

use super::{ImportError, Place};
use crate::model::Identity;

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
struct IdentityFile {
    #[serde(default)]
    identity: Vec<Spanned<Identity>>,
}

/// Reads the `[[identity]]` entries of a TOML file. Every identity has at least one form, and no form is blank.
pub fn identities(path: &Path, text: &str) -> Result<Vec<Identity>, ImportError> {
    let file: IdentityFile = toml::from_str(text).map_err(|error| ImportError::toml(path, text, &error))?;
    file.identity.into_iter().map(|entry| checked(path, text, entry)).collect()
}

fn checked(path: &Path, text: &str, entry: Spanned<Identity>) -> Result<Identity, ImportError> {
    let place = Place::of_offset(text, entry.span().start);
    let identity = entry.into_inner();
    if identity.forms.is_empty() {
        return Err(ImportError::damaged(
            path,
            place,
            "this identity has no forms; write forms = [\"…\"] with every way it is said",
        ));
    }
    // A form without a letter or digit could never be found in a text.
    if identity.forms.iter().any(|form| !form.contains(char::is_alphanumeric)) {
        return Err(ImportError::damaged(
            path,
            place,
            "one of this identity's forms is blank; write it or take it out",
        ));
    }
    Ok(identity)
}
