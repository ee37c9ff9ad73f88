//! Sheets of codes in our own shape: a row a theme or a code, which is taken as it stands, ids and all.

use std::collections::BTreeSet;

use super::ImportedCodes;
use crate::import::code_tree::colour;
use crate::import::tables::Record;
use crate::model::{Code, CodeStatus, MERGED_INTO, Theme};
use crate::text::{counted, fold, normalise, slug, unguarded};

/// By these columns a sheet is known as one of ours.
const KNOWN_BY: [&str; 6] = ["kind", "id", "name", "parent", "status", "codes"];

/// Where what stands, and what was read.
pub(super) struct OwnSheet {
    names: Vec<String>,
    /// Whether cells have apostrophes in front that are not part of them.
    is_guarded: bool,
    themes: Vec<Theme>,
    codes: Vec<Code>,
    notes: Vec<String>,
}

impl OwnSheet {
    /// A sheet with this header, if it is one of ours.
    pub(super) fn with_header(names: &[String], is_guarded: bool) -> Option<Self> {
        let names: Vec<String> = names.iter().map(|name| name.trim().to_lowercase()).collect();
        let is_own = KNOWN_BY.iter().all(|known| names.iter().any(|name| name == known));
        is_own.then(|| Self { names, is_guarded, themes: Vec::new(), codes: Vec::new(), notes: Vec::new() })
    }

    pub(super) fn add(&mut self, record: &Record) {
        let cell = |name: &str| {
            let place = self.names.iter().position(|known| known == name);
            let cell = place.map(|place| record.field(place)).unwrap_or_default();
            let cell = if self.is_guarded { unguarded(cell) } else { cell };
            normalise(cell.trim()).into_owned()
        };
        let (id, name) = (cell("id"), cell("name"));
        if cell("kind").eq_ignore_ascii_case("theme") {
            let list = cell("codes");
            let codes = list.split([';', '\n']).map(str::trim).filter(|code| !code.is_empty());
            self.themes.push(Theme {
                id,
                name,
                definition: cell("definition"),
                story: cell("story"),
                codes: codes.map(str::to_owned).collect(),
                colour: colour(&cell("colour")),
            });
            return;
        }
        let written = cell("status");
        let into = written.strip_prefix(MERGED_INTO).map(|into| into.trim().to_owned());
        let status = if into.is_some() { Some(CodeStatus::Merged) } else { CodeStatus::from_word(&written) };
        let key = cell("key");
        let mut characters = key.chars();
        let key = characters.next().filter(|_| characters.next().is_none());
        if status.is_none() && !written.is_empty() {
            self.notes.push(format!("{written:?} is no status: {name} is active"));
        }
        self.codes.push(Code {
            id,
            name,
            parent: Some(cell("parent")).filter(|parent| !parent.is_empty()),
            definition: cell("definition"),
            use_when: cell("use_when"),
            not_when: cell("not_when"),
            example: cell("example"),
            colour: colour(&cell("colour")),
            key,
            status: status.unwrap_or_default(),
            merged_into: into,
            ..Code::default()
        });
    }

    /// All of it, made sound: what people wrote into the sheet by hand may not be.
    pub(super) fn finish(mut self) -> ImportedCodes {
        self.codes.retain(|code| !code.id.is_empty() || !code.name.is_empty());
        self.themes.retain(|theme| !theme.id.is_empty() || !theme.name.is_empty());
        let mut taken = BTreeSet::new();
        for code in &mut self.codes {
            code.id = free_id(&code.id, &code.name, &mut taken);
            if code.name.is_empty() {
                code.name.clone_from(&code.id);
            }
        }
        let mut taken = BTreeSet::new();
        for theme in &mut self.themes {
            theme.id = free_id(&theme.id, &theme.name, &mut taken);
            if theme.name.is_empty() {
                theme.name.clone_from(&theme.id);
            }
        }
        self.mend_references();
        let mut notes = vec![format!(
            "a sheet of ours: {}, {}",
            counted(self.themes.len() as u64, "theme"),
            counted(self.codes.len() as u64, "code")
        )];
        notes.append(&mut self.notes);
        ImportedCodes { codes: self.codes, themes: self.themes, notes }
    }

    /// What is named has to be there; what goes round in a circle is cut.
    fn mend_references(&mut self) {
        let known: Vec<(String, String)> = self.codes.iter().map(|code| (code.id.clone(), fold(&code.name))).collect();
        let meant = |written: &str| {
            let by_name = || known.iter().find(|(_, name)| *name == fold(written));
            known.iter().find(|(id, _)| id == written).or_else(by_name).map(|(id, _)| id.clone())
        };
        let (mut lost, mut keys) = (0_u64, BTreeSet::new());
        for code in &mut self.codes {
            for reference in [&mut code.parent, &mut code.merged_into] {
                let found = reference.as_deref().and_then(meant);
                lost += u64::from(reference.is_some() && found.is_none());
                *reference = found;
            }
            code.key = code.key.filter(|key| !key.is_whitespace() && keys.insert(*key));
        }
        for theme in &mut self.themes {
            let count = theme.codes.len();
            theme.codes = theme.codes.iter().filter_map(|code| meant(code)).collect();
            lost += (count - theme.codes.len()) as u64;
        }
        for index in 0..self.codes.len() {
            if self.is_round(index, |code| code.parent.as_deref()) {
                self.codes[index].parent = None;
                lost += 1;
            }
            if self.is_round(index, |code| code.merged_into.as_deref()) {
                self.codes[index].merged_into = None;
                lost += 1;
            }
        }
        if lost > 0 {
            self.notes.push(format!(
                "{} of codes that are not there, or lead round in a circle, left out",
                counted(lost, "mention")
            ));
        }
    }

    /// Whether a chain leads back to the code.
    fn is_round(&self, index: usize, next: fn(&Code) -> Option<&str>) -> bool {
        let id = self.codes[index].id.as_str();
        let step = |at: &str| self.codes.iter().find(|code| code.id == at).and_then(next);
        let mut chain = std::iter::successors(next(&self.codes[index]), |at| step(at)).take(self.codes.len());
        chain.any(|at| at == id)
    }
}

/// The id as it stands, if it can be one and is free; or else one made from it, or from the name.
fn free_id(id: &str, name: &str, taken: &mut BTreeSet<String>) -> String {
    let allowed = |character: char| character.is_alphanumeric() || matches!(character, '-' | '_' | '.');
    let wish = if !id.is_empty() && id.chars().all(allowed) {
        id.to_owned()
    } else {
        slug(if id.is_empty() { name } else { id })
    };
    let numbered = (2..).map(|number| format!("{wish}-{number}"));
    let free = std::iter::once(wish.clone()).chain(numbered).find(|id| !taken.contains(id)).unwrap_or(wish);
    taken.insert(free.clone());
    free
}
