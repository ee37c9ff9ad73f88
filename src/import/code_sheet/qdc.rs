//! Codebooks in the exchange format REFI-QDA (`.qdc`): codes within codes, and sets of them.

use std::collections::BTreeMap;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::{ImportedCodes, MAX_CODES};
use crate::import::code_tree::{Branch, codes, colour};
use crate::import::xml::{attribute, character};
use crate::import::{ImportError, Place, encoding};
use crate::model::{Code, CodeStatus, MERGED_INTO, Theme};
use crate::text::{QDC_LABELS, counted, normalise, parted, slug};

/// Codes are not nested deeper.
const MAX_DEPTH: usize = 100;

#[expect(clippy::struct_excessive_bools, reason = "each says where the reader is, and any go together")]
#[derive(Default)]
struct Reading {
    branches: Vec<Branch>,
    by_guid: BTreeMap<String, usize>,
    /// The codes that are open, the innermost last.
    open: Vec<usize>,
    sets: Vec<(String, String, Vec<String>)>,
    in_set: bool,
    in_description: bool,
    in_codebook: bool,
    /// It was written by this program: descriptions hold more than a definition.
    is_own: bool,
}

pub(super) fn read(path: &Path, bytes: &[u8]) -> Result<ImportedCodes, ImportError> {
    let text = encoding::decode(path, bytes)?.text;
    let mut reader = Reader::from_str(&text);
    reader.config_mut().expand_empty_elements = true;
    let mut reading = Reading::default();
    loop {
        let at = usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let damaged = |message: &str| ImportError::damaged(path, Place::of_offset(&text, at), message);
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                reading.start(&element);
                if reading.open.len() > MAX_DEPTH || reading.branches.len() > MAX_CODES {
                    return Err(damaged("there are more codes than any codebook has; export it again"));
                }
            }
            Ok(Event::End(element)) => reading.end(element.local_name().as_ref()),
            Ok(Event::Text(words)) => reading.describe(&words.xml10_content()),
            Ok(Event::CData(words)) => reading.describe(&words.xml10_content()),
            Ok(Event::GeneralRef(reference)) => match character(&reference) {
                Some(character) => reading.describe(character.encode_utf8(&mut [0; 4])),
                None => return Err(damaged("the codebook's XML is damaged here; export it again")),
            },
            Ok(Event::Eof) => break,
            Ok(_) => {}
            Err(_) => return Err(damaged("the codebook's XML is damaged here; export it again")),
        }
    }
    if !reading.in_codebook {
        let message = "this is no REFI-QDA codebook (there is no element CodeBook in it)";
        return Err(ImportError::damaged(path, Place::WHOLE, message));
    }
    Ok(reading.finish())
}

fn value(element: &BytesStart<'_>, name: &str) -> String {
    normalise(attribute(element, name).unwrap_or_default().trim()).into_owned()
}

/// Programs write the same identifier with braces and without, in small letters and in capitals.
fn guid(written: &str) -> String {
    written.trim_matches(['{', '}']).to_lowercase()
}

impl Reading {
    fn start(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "CodeBook" | "Codebook" => {
                self.in_codebook = true;
                self.is_own = value(element, "origin") == "verbatim";
            }
            "Code" => {
                let (name, colour) = (value(element, "name"), colour(&value(element, "color")));
                let parent = self.open.last().copied();
                self.by_guid.insert(guid(&value(element, "guid")), self.branches.len());
                self.open.push(self.branches.len());
                let name = if name.is_empty() { "code without a name".to_owned() } else { name };
                self.branches.push(Branch { code: Code { name, colour, ..Code::default() }, parent });
            }
            "Description" => self.in_description = true,
            "Set" => {
                self.in_set = true;
                self.sets.push((value(element, "name"), String::new(), Vec::new()));
            }
            "MemberCode" => {
                if let Some((_, _, members)) = self.sets.last_mut() {
                    // Some programs name the member's identifier `targetGUID`.
                    let member = ["guid", "targetGUID"].map(|name| value(element, name));
                    members.extend(member.into_iter().find(|guid| !guid.is_empty()).map(|written| guid(&written)));
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "Code" => drop(self.open.pop()),
            "Description" => self.in_description = false,
            "Set" => self.in_set = false,
            _ => {}
        }
    }

    fn describe(&mut self, words: &str) {
        if !self.in_description {
            return;
        }
        let code = self.open.last().and_then(|&index| self.branches.get_mut(index));
        let target = match (self.in_set, code) {
            (true, _) => self.sets.last_mut().map(|(_, description, _)| description),
            (false, code) => code.map(|branch| &mut branch.code.definition),
        };
        if let Some(target) = target {
            target.push_str(words);
        }
    }

    fn finish(mut self) -> ImportedCodes {
        for branch in &mut self.branches {
            branch.code.definition = normalise(branch.code.definition.trim()).into_owned();
        }
        if self.is_own {
            return self.finish_own();
        }
        let branches = std::mem::take(&mut self.branches);
        let (codes, _) = codes(branches);
        let mut themes: Vec<Theme> = Vec::new();
        let mut empty = 0;
        for (name, definition, members) in &self.sets {
            let members =
                members.iter().filter_map(|guid| self.by_guid.get(guid)).filter_map(|&index| codes.get(index));
            let mut ids: Vec<String> = members.map(|code| code.id.clone()).collect();
            ids.sort();
            ids.dedup();
            if ids.is_empty() {
                empty += 1;
                continue;
            }
            let wish = slug(name);
            let taken =
                themes.iter().filter(|theme| theme.id == wish || theme.id.starts_with(&format!("{wish}-"))).count();
            let id = if taken == 0 { wish } else { format!("{wish}-{}", taken + 1) };
            let (name, definition) = (name.clone(), definition.trim().to_owned());
            themes.push(Theme { id, name, definition, codes: ids, ..Theme::default() });
        }
        let mut notes = vec![format!(
            "a REFI-QDA codebook: {}, {}",
            counted(codes.len() as u64, "code"),
            counted(themes.len() as u64, "set")
        )];
        notes.extend((empty > 0).then(|| format!("{} without codes left out", counted(empty, "set"))));
        ImportedCodes { codes, themes, notes }
    }

    /// What [`QDC_LABELS`] stand before goes back to its place.
    fn finish_own(self) -> ImportedCodes {
        let mut ids: Vec<String> = Vec::new();
        let mut codes: Vec<Code> = Vec::new();
        for branch in self.branches {
            let (definition, fields) = parted(&branch.code.definition, &QDC_LABELS);
            let field = |label: &str| {
                let found = fields.iter().find(|(known, _)| *known == label);
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            };
            let status = field("Status");
            let merged_into = status.strip_prefix(MERGED_INTO).map(|into| into.trim().to_owned());
            let id = Some(field("Id")).filter(|id| !id.is_empty()).unwrap_or_else(|| slug(&branch.code.name));
            codes.push(Code {
                id: id.clone(),
                parent: branch.parent.and_then(|parent| ids.get(parent).cloned()),
                definition,
                use_when: field("Use when"),
                not_when: field("Not when"),
                example: field("Example"),
                key: field("Key").chars().next(),
                status: if merged_into.is_some() {
                    CodeStatus::Merged
                } else {
                    CodeStatus::from_word(&status).unwrap_or_default()
                },
                merged_into,
                ..branch.code
            });
            ids.push(id);
        }
        let theme = |(name, description, members): &(String, String, Vec<String>)| {
            let (definition, fields) = parted(&normalise(description.trim()), &QDC_LABELS);
            let field = |label: &str| {
                let found = fields.iter().find(|(known, _)| *known == label);
                found.map(|(_, value)| value.clone()).unwrap_or_default()
            };
            let members = members.iter().filter_map(|guid| self.by_guid.get(guid)).filter_map(|&index| ids.get(index));
            Theme {
                id: Some(field("Id")).filter(|id| !id.is_empty()).unwrap_or_else(|| slug(name)),
                name: name.clone(),
                definition,
                story: field("Story"),
                codes: members.cloned().collect(),
                colour: colour(&field("Colour")),
            }
        };
        let themes: Vec<Theme> = self.sets.iter().map(theme).collect();
        let (code_count, theme_count) = (counted(codes.len() as u64, "code"), counted(themes.len() as u64, "theme"));
        let notes = vec![format!("a REFI-QDA codebook of ours: {code_count}, {theme_count}")];
        ImportedCodes { codes, themes, notes }
    }
}
