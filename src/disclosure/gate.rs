//! The gate: an independent reader of finished bytes, which refuses a file that names someone.
//!
//! It knows the identities and shares nothing else with the replacer: it has its own matcher, its own rules and its own
//! readers of the formats. It never says what it found, only which entry of the list and where.

mod allowance;
mod archive;
mod binary;
mod decode;
mod escapes;
mod finding;
mod forms;
mod mapped;
mod markup;
mod rules;
mod tex;

use std::collections::BTreeSet;

pub use self::allowance::Allowance;
use self::allowance::Allowed;
pub use self::finding::{Finding, Place, What, describe};
use self::forms::Forms;
use self::mapped::Mapped;
use crate::model::Identity;

/// Files inside files are read this deep: a picture inside a page, a workbook inside a document inside an archive.
const DEEPEST: usize = 3;
/// A file that unpacks to more is refused, as nobody could read it.
const MOST_BYTES: usize = 1 << 30;

/// Why a file could not be read, and therefore must not leave.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum GateError {
    #[error("the archive cannot be read back")]
    Archive { source: zip::result::ZipError },

    #[error("entry {entry_number} of the archive cannot be read back")]
    Entry { entry_number: usize, source: std::io::Error },

    #[error("the file unpacks to more than {} MiB", most_bytes >> 20)]
    TooLarge { most_bytes: usize },

    #[error("the file has files inside files more than {deepest} deep")]
    TooDeep { deepest: usize },

    #[error("this kind of file cannot be checked")]
    Unreadable,
}

/// Reads files for the identities of a study and for ways to reach someone.
#[derive(Debug)]
pub struct Gate {
    forms: Forms,
}

impl Gate {
    pub fn new(identities: &[Identity]) -> Self {
        Self { forms: Forms::of(identities) }
    }

    /// Everything in a finished file that must not get out, except what is allowed by a recorded decision.
    ///
    /// A finding, or an error, means that the file must not be written. Each identity's form is given once for each
    /// part of the file, at its first place there.
    pub fn inspect(&self, file_name: &str, bytes: &[u8], allowances: &[Allowance]) -> Result<Vec<Finding>, GateError> {
        let allowed = Allowed::of(allowances);
        let mut inspection = Inspection {
            forms: &self.forms,
            allowed: &allowed,
            findings: Vec::new(),
            seen: BTreeSet::new(),
            unpacked: 0,
        };
        inspection.name(file_name, &Place::FileName);
        inspection.bytes(&Part::whole(file_name), bytes, 0)?;
        Ok(inspection.findings)
    }
}

/// Where in the file something is read: the file itself, or one entry of it.
#[derive(Debug, Clone)]
struct Part {
    /// Names the part in a sentence; none for the file itself. Holds no identity.
    label: Option<String>,
    /// Its real name, for its ending. Never printed.
    name: String,
}

impl Part {
    fn whole(file_name: &str) -> Self {
        Self { label: None, name: file_name.to_owned() }
    }

    fn ends_with(&self, endings: &[&str]) -> bool {
        self.name
            .rsplit_once('.')
            .is_some_and(|(_, ending)| endings.iter().any(|listed| listed.eq_ignore_ascii_case(ending)))
    }

    fn place(&self, text: &str, offset: usize) -> Place {
        Place::within(self.label.as_deref(), text, offset)
    }
}

/// One file being read.
struct Inspection<'g> {
    forms: &'g Forms,
    allowed: &'g Allowed,
    findings: Vec<Finding>,
    /// What has been reported for a part.
    seen: BTreeSet<(Option<String>, What)>,
    unpacked: usize,
}

impl Inspection<'_> {
    fn bytes(&mut self, part: &Part, bytes: &[u8], depth: usize) -> Result<(), GateError> {
        self.unpacked += bytes.len();
        if self.unpacked > MOST_BYTES {
            return Err(GateError::TooLarge { most_bytes: MOST_BYTES });
        }
        if depth > DEEPEST {
            return Err(GateError::TooDeep { deepest: DEEPEST });
        }
        match binary::kind(bytes) {
            binary::Kind::Zip => self.archive(part, bytes, depth),
            binary::Kind::Packed => Err(GateError::Unreadable),
            binary::Kind::Png => {
                for chunk in binary::png_texts(bytes) {
                    self.opaque(part, chunk);
                }
                Ok(())
            }
            binary::Kind::Opaque => {
                self.opaque(part, bytes);
                Ok(())
            }
            binary::Kind::Text => decode::readings(bytes).iter().try_for_each(|text| self.text(part, text, depth)),
        }
    }

    /// A text in any notation, with whatever is packed into it.
    fn text(&mut self, part: &Part, text: &str, depth: usize) -> Result<(), GateError> {
        let (text, embedded) = decode::without_embedded(text);
        for (index, bytes) in embedded.iter().enumerate() {
            let label = match &part.label {
                Some(label) => format!("{label}, embedded file {}", index + 1),
                None => format!("embedded file {}", index + 1),
            };
            self.bytes(&Part { label: Some(label), name: String::new() }, bytes, depth + 1)?;
        }
        let is_markup = part.ends_with(&["html", "htm", "xhtml", "svg", "xml", "rels", "vml", "qdc", "qde"])
            || text.trim_start().starts_with('<');
        if is_markup {
            self.markup(part, &text, true);
        } else {
            let plain = Mapped::whole(&text);
            self.identities(part, &text, &plain);
            if part.ends_with(&["tex", "ltx", "sty", "cls", "bib", "bbl"]) || tex::is_tex(&text) {
                let views = tex::read(&text);
                self.identities(part, &text, &views.visible);
                self.identities(part, &text, &views.hidden);
                self.rules(part, &text, &views.visible);
            } else {
                self.rules(part, &text, &plain);
            }
            if text.contains(['<', '&']) {
                self.markup(part, &text, false);
            }
            if let Some(bare) = escapes::without_emphasis(&plain) {
                self.scan(part, &text, &bare);
            }
        }
        Ok(())
    }

    fn markup(&mut self, part: &Part, text: &str, with_rules: bool) {
        self.scan(part, text, &Mapped::whole(text));
        let views = markup::read(text);
        for view in [&views.visible, &views.values, &views.hidden] {
            self.identities(part, text, view);
        }
        if with_rules {
            for view in [&views.visible, &views.values] {
                self.rules(part, text, view);
            }
        }
    }

    /// Identities in a text as it stands, and once more with its escapes undone.
    fn identities(&mut self, part: &Part, source: &str, view: &Mapped) {
        let is_packed = part.label.is_some();
        self.scan(part, source, view);
        if let Some(plain) = escapes::undone(view, is_packed) {
            self.scan(part, source, &plain);
            if let Some(plainer) = escapes::undone(&plain, is_packed) {
                self.scan(part, source, &plainer);
            }
        }
    }

    fn scan(&mut self, part: &Part, source: &str, view: &Mapped) {
        let (forms, allowed) = (self.forms, self.allowed);
        forms.scan(&view.text, 0, allowed, |what, range| {
            self.report(part.label.as_deref(), what, || part.place(source, view.source(range.start)));
        });
    }

    fn rules(&mut self, part: &Part, source: &str, view: &Mapped) {
        let joined = view.without_joints();
        rules::scan(&joined.text, |rule, range| {
            let found = joined.text.get(range.clone()).unwrap_or_default();
            if !self.allowed.allows(found) {
                self.report(part.label.as_deref(), What::Rule(rule), || part.place(source, joined.source(range.start)));
            }
        });
    }

    /// Bytes that are no text: what in them looks like text, and long forms anywhere.
    fn opaque(&mut self, part: &Part, bytes: &[u8]) {
        for (text, shortest) in binary::texts(bytes) {
            let (forms, allowed) = (self.forms, self.allowed);
            forms.scan(&text, shortest, allowed, |what, _| {
                self.report(part.label.as_deref(), what, || Place::Part { label: part.label.clone() });
            });
        }
    }

    /// A name of a file or entry. Tells whether it is clean.
    fn name(&mut self, name: &str, place: &Place) -> bool {
        let before = self.findings.len();
        let plain = Mapped::whole(name);
        for view in [Some(plain.clone()), escapes::undone(&plain, false)].into_iter().flatten() {
            let (forms, allowed) = (self.forms, self.allowed);
            forms.scan(&view.text, 0, allowed, |what, _| {
                self.report(Some(&place.to_string()), what, || place.clone());
            });
        }
        self.findings.len() == before
    }

    fn report(&mut self, label: Option<&str>, what: What, place: impl FnOnce() -> Place) {
        if self.seen.insert((label.map(str::to_owned), what)) {
            self.findings.push(Finding { what, place: place() });
        }
    }
}
