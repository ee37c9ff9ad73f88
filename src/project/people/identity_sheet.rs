//! The register as a sheet: read from one that somebody keeps, and written as one to work on.

use std::path::{Path, PathBuf};

use super::identities::{IdentityChanged, shares_form};
use super::identity_error::IdentityError;
use crate::import::{self, Place, SheetIdentity, read_file};
use crate::model::{Identity, Mode, Origin};
use crate::project::{Project, ProjectError};
use crate::store::{IdentityChange, IdentitySource, StoredIdentity};
use crate::text::{fold, guarded};

/// What a sheet brings, or would.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentitiesRead {
    /// New and changed ones, in the sheet's order.
    pub changed: Vec<IdentityChanged>,
    /// How many the register has so already.
    pub same: usize,
    /// Columns that say nothing of an identity.
    pub not_read: Vec<String>,
}

/// The register written as a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentitiesWritten {
    pub path: PathBuf,
    pub count: usize,
}

impl Project {
    /// Takes a sheet (csv, tsv, xlsx, ods) or a list (toml) into the store's register, all of it or nothing. A row with a
    /// number is that identity from now on; one without joins the identity of the same case that has one of its forms.
    pub fn read_identities(&mut self, path: &Path, dry_run: bool) -> Result<IdentitiesRead, ProjectError> {
        self.take_identities(path, &read_file(path)?, dry_run)
    }

    /// The same of what stands in a file of this name.
    pub fn take_identities(
        &mut self,
        name: &Path,
        bytes: &[u8],
        dry_run: bool,
    ) -> Result<IdentitiesRead, ProjectError> {
        let sheet = Self::identity_sheet(name, bytes)?;
        let stored = self.store.identities()?;
        // Whoever a case is named after is in the register without being listed.
        let of_cases = self.register()?.identities.into_iter().filter(|identity| identity.origin == Origin::Case);
        let listed: Vec<Identity> = self.identity_file()?.identities.into_iter().chain(of_cases).collect();
        let mut read = IdentitiesRead { not_read: sheet.not_read, ..IdentitiesRead::default() };
        let mut changes: Vec<IdentityChange> = Vec::new();
        for row in &sheet.rows {
            let before = Self::before(row, &stored)?;
            let after = match before {
                Some(before) if row.number.is_none() => joined(&before.identity, &row.identity),
                _ => row.identity.clone(),
            };
            let is_same = match before {
                Some(before) => {
                    after == Identity { origin: after.origin.clone(), derive: after.derive, ..before.identity.clone() }
                }
                None => listed.iter().any(|listed| says_no_more(&after, listed)),
            };
            if is_same {
                read.same += 1;
                continue;
            }
            let case = after.case.as_deref().map(|name| self.case_named(name)).transpose()?;
            let number = before.map(|before| before.number);
            let source = IdentitySource::Sheet;
            changes.push(IdentityChange { number, identity: after.clone(), case, source });
            read.changed.push(IdentityChanged { number, before: before.map(|before| before.identity.clone()), after });
        }
        if !dry_run && !changes.is_empty() {
            let detail = serde_json::json!({ "rows": changes.len() });
            let numbers = self.store.change_identities(&changes, &self.event("identities import", detail))?;
            for (changed, number) in read.changed.iter_mut().zip(numbers) {
                changed.number = Some(number);
            }
        }
        Ok(read)
    }

    /// Writes the register with real names (csv, toml), for people of the study: not into `output/`, and readable by
    /// whoever writes it alone.
    pub fn write_identities(&mut self, path: &Path, force: bool) -> Result<IdentitiesWritten, ProjectError> {
        let write = writer(path)?;
        if path.exists() && !force {
            return Err(IdentityError::FileThere { path: path.to_owned() }.into());
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let is_within = |outer: &Path| {
            folder
                .canonicalize()
                .ok()
                .zip(outer.canonicalize().ok())
                .is_some_and(|(inner, outer)| inner.starts_with(outer))
        };
        if is_within(&self.output_folder()) {
            return Err(IdentityError::InOutput { path: path.to_owned() }.into());
        }
        let all = self.whole_register()?;
        crate::project::outputs::export::write_private(path, write(&all).as_bytes())?;
        self.note_handed_out(all.len())?;
        Ok(IdentitiesWritten { path: path.to_owned(), count: all.len() })
    }

    /// The register with real names, as a file of this name has it, for whoever asked; and how many stand in it.
    pub fn hand_out_identities(&mut self, name: &Path) -> Result<(Vec<u8>, usize), ProjectError> {
        let write = writer(name)?;
        let all = self.whole_register()?;
        self.note_handed_out(all.len())?;
        Ok((write(&all).into_bytes(), all.len()))
    }

    fn whole_register(&self) -> Result<Vec<Identity>, ProjectError> {
        let register = self.register()?;
        self.seen_by_reader(register.identities.into_iter().chain(register.kept).collect())
    }

    fn note_handed_out(&mut self, count: usize) -> Result<(), ProjectError> {
        let event = self.event("identities export", serde_json::json!({ "rows": count }));
        Ok(self.store.record(&event)?)
    }

    fn identity_sheet(path: &Path, bytes: &[u8]) -> Result<import::IdentitySheet, ProjectError> {
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = String::from_utf8_lossy(bytes);
            let row = |identity: Identity| {
                let place = match identity.origin {
                    Origin::File { line_number } => Place::line(line_number),
                    _ => Place::WHOLE,
                };
                SheetIdentity { number: None, identity: Identity { origin: Origin::Case, ..identity }, place }
            };
            let rows = import::identities(path, &text)?.into_iter().map(row).collect();
            return Ok(import::IdentitySheet { rows, not_read: Vec::new() });
        }
        Ok(import::identity_sheet(path, bytes)?)
    }

    /// The identity that a row is about.
    fn before<'s>(
        row: &SheetIdentity,
        stored: &'s [StoredIdentity],
    ) -> Result<Option<&'s StoredIdentity>, ProjectError> {
        if let Some(number) = row.number {
            let found = stored.iter().find(|stored| stored.number == number);
            return found.map(Some).ok_or_else(|| IdentityError::NoNumber { number, place: row.place.words() }.into());
        }
        let is_it = |stored: &&StoredIdentity| {
            let known = &stored.identity;
            known.kind == row.identity.kind && known.case == row.identity.case && shares_form(known, &row.identity)
        };
        Ok(stored.iter().find(is_it))
    }
}

/// How the register is written into a file of this name.
fn writer(path: &Path) -> Result<fn(&[Identity]) -> String, IdentityError> {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("csv") => Ok(as_csv),
        Some("toml") => Ok(as_toml),
        _ => Err(IdentityError::Format { path: path.to_owned(), formats: ".csv or .toml" }),
    }
}

/// What is there, with further forms, and with what the sheet says instead.
fn joined(before: &Identity, row: &Identity) -> Identity {
    let mut after = before.clone();
    for form in &row.forms {
        if !after.forms.iter().any(|known| fold(known) == fold(form)) {
            after.forms.push(form.clone());
        }
    }
    for (cell, own) in
        [(&row.replacement, &mut after.replacement), (&row.wider, &mut after.wider), (&row.reason, &mut after.reason)]
    {
        if !cell.is_empty() {
            own.clone_from(cell);
        }
    }
    after.mode = row.mode.or(after.mode);
    after
}

/// Whether the study's list, or the name of a case, has all that a row says.
fn says_no_more(row: &Identity, listed: &Identity) -> bool {
    let derived = listed.derived.iter().map(|derived| &derived.form).filter(|_| listed.forms.is_empty());
    let known: Vec<String> = listed.forms.iter().chain(derived).map(|form| fold(form)).collect();
    let is_there = |form: &String| known.contains(&fold(form));
    let agree = |row: &str, listed: &str| row.is_empty() || row == listed;
    row.kind == listed.kind
        && row.forms.iter().all(is_there)
        && (row.case.is_none() || row.case == listed.case)
        && agree(&row.replacement, &listed.replacement)
        && agree(&row.wider, &listed.wider)
        && (row.mode.is_none() || row.mode == listed.mode)
}

/// What was chosen to be printed; not what follows from the wider word.
fn replacement(identity: &Identity) -> &str {
    let follows = identity.mode == Some(Mode::Generalise) && !identity.wider.is_empty();
    if follows { "" } else { &identity.replacement }
}

/// All forms that people would write down: what follows from them is found again.
fn written_forms(identity: &Identity) -> Vec<&str> {
    if identity.forms.is_empty() {
        return vec![identity.first_form()];
    }
    identity.forms.iter().map(String::as_str).collect()
}

fn as_csv(identities: &[Identity]) -> String {
    let mut written = "number,kind,forms,replacement,mode,wider,case,reason\n".to_owned();
    for identity in identities {
        let number = match identity.origin {
            Origin::Store { number } => number.to_string(),
            _ => String::new(),
        };
        let cells = [
            number,
            identity.kind.word().to_owned(),
            written_forms(identity).join("; "),
            replacement(identity).to_owned(),
            identity.mode.map_or("", Mode::word).to_owned(),
            identity.wider.clone(),
            identity.case.clone().unwrap_or_default(),
            identity.reason.clone(),
        ];
        let quoted = |cell: &String| {
            let cell = guarded(cell);
            if cell.contains([',', '"', '\n']) {
                format!("\"{}\"", cell.replace('"', "\"\""))
            } else {
                cell.into_owned()
            }
        };
        written += &cells.iter().map(quoted).collect::<Vec<_>>().join(",");
        written.push('\n');
    }
    written
}

fn as_toml(identities: &[Identity]) -> String {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let mut written = "# The register of identities: real names. Keep it inside the study.\n".to_owned();
    for identity in identities {
        let forms: Vec<String> = written_forms(identity).into_iter().map(quoted).collect();
        let (kind, forms) = (quoted(identity.kind.word()), forms.join(", "));
        written.extend(["\n[[identity]]\nkind = ", &kind, "\nforms = [", &forms, "]\n"]);
        let keys = [
            ("replacement", replacement(identity)),
            ("mode", identity.mode.map_or("", Mode::word)),
            ("wider", &identity.wider),
            ("case", identity.case.as_deref().unwrap_or_default()),
            ("reason", &identity.reason),
        ];
        for (key, value) in keys.into_iter().filter(|(_, value)| !value.is_empty()) {
            written.extend([key, " = ", &quoted(value), "\n"]);
        }
        if !identity.derive {
            written += "derive = false\n";
        }
    }
    written
}
