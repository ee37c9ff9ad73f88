//! One tree of codes, however a sheet tells its hierarchy: by a column of parents, by paths in names, or by blanks before
//! them.

use std::collections::{BTreeMap, BTreeSet};

use super::ImportedCodes;
use crate::import::code_tree::{Branch, codes, colour};
use crate::model::{Code, Theme};
use crate::text::{counted, fold, slug};

/// A row of a sheet of codes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// With the blanks before it.
    pub(super) name: String,
    pub(super) id: String,
    pub(super) parent: String,
    pub(super) definition: String,
    pub(super) use_when: String,
    pub(super) not_when: String,
    pub(super) example: String,
    pub(super) colour: String,
    pub(super) groups: Vec<String>,
}

/// What parts the names in a path for sure: no name of a code holds it. Doubled, it is one.
const SURE: [&str; 3] = ["\\", ">", "::"];

/// What may: only where what stands before it is a code of its own.
const POSSIBLE: [&str; 4] = [".", "/", " - ", ": "];

/// No codebook is deeper.
const MAX_DEPTH: usize = 50;

/// Names of so many characters were cut by the program that wrote them.
const MAXQDA_CUT: usize = 63;

/// Rows, while they are gathered.
#[derive(Debug, Default)]
pub(super) struct Outline {
    entries: Vec<Entry>,
    nameless: u64,
}

/// Codes under construction.
#[derive(Debug, Default)]
struct Tree {
    branches: Vec<Branch>,
    /// By path, as names are compared.
    by_path: BTreeMap<Vec<String>, usize>,
    groups: BTreeMap<String, (String, Vec<usize>)>,
    /// Those that a row was about.
    seen: BTreeSet<usize>,
    repeated: u64,
}

impl Outline {
    pub(super) fn add(&mut self, entry: Entry) {
        if entry.name.trim().is_empty() { self.nameless += 1 } else { self.entries.push(entry) }
    }

    pub(super) fn finish(self) -> ImportedCodes {
        let mut notes = Vec::new();
        let how = Hierarchy::of(&self.entries);
        let mut paths: Vec<Vec<String>> = how.paths(&self.entries);
        if how.drop_root(&mut paths) {
            notes.push("the folder that all codes are in was taken off their paths".to_owned());
        }
        let mut tree = Tree::default();
        for (entry, path) in self.entries.iter().zip(&paths) {
            // Where a whole path is a code's name, as in Taguette, it is its best id.
            let is_name = entry.id.is_empty() && path.len() > 1 && matches!(how, Hierarchy::Names);
            let id = if is_name { entry.name.trim() } else { &entry.id };
            tree.add(entry, id, path);
        }
        notes.extend((self.nameless > 0).then(|| format!("{} without a name left out", counted(self.nameless, "row"))));
        notes.extend(
            (tree.repeated > 0).then(|| format!("{} of a code that was there already", counted(tree.repeated, "row"))),
        );
        let cut = paths.iter().filter_map(|path| path.last()).filter(|name| name.chars().count() == MAXQDA_CUT).count();
        notes.extend((cut > 0).then(|| {
            format!(
                "{} of {MAXQDA_CUT} characters, where MAXQDA cuts names off: look whether they are whole",
                counted(cut as u64, "name")
            )
        }));
        tree.finish(notes)
    }
}

/// How a sheet tells what stands above what.
enum Hierarchy {
    Parents,
    Blanks,
    Paths,
    /// Each name alone; a path where what stands before a separator is a name of its own.
    Names,
}

impl Hierarchy {
    fn of(entries: &[Entry]) -> Self {
        if entries.iter().any(|entry| !entry.parent.is_empty()) {
            return Self::Parents;
        }
        if entries.iter().any(|entry| parts(&entry.name).len() > 1) {
            return Self::Paths;
        }
        let is_set_in = |entry: &Entry| entry.name.starts_with(char::is_whitespace);
        let begins_outside = entries.first().is_some_and(|entry| !is_set_in(entry));
        if begins_outside && entries.iter().any(is_set_in) { Self::Blanks } else { Self::Names }
    }

    /// The names from the top down to each code.
    fn paths(&self, entries: &[Entry]) -> Vec<Vec<String>> {
        match self {
            Self::Paths => entries.iter().map(|entry| parts(&entry.name)).collect(),
            Self::Blanks => by_blanks(entries),
            Self::Parents => by_parents(entries),
            Self::Names => by_known_names(entries),
        }
    }

    /// Takes off a first name that all paths share and that is no code itself, such as NVivo's "Nodes".
    fn drop_root(&self, paths: &mut [Vec<String>]) -> bool {
        let Some(root) = paths.first().and_then(|path| path.first()).cloned() else { return false };
        let is_folder = matches!(self, Self::Paths)
            && ["nodes", "codes", "code system"].contains(&fold(&root).as_str())
            && paths.iter().all(|path| path.len() > 1 && path.first() == Some(&root));
        if is_folder {
            for path in paths {
                path.remove(0);
            }
        }
        is_folder
    }
}

/// The names of a path.
fn parts(path: &str) -> Vec<String> {
    let mut parts = vec![path];
    for separator in SURE {
        parts = parts.into_iter().flat_map(|part| part.split(separator)).collect();
    }
    parts.into_iter().map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

fn by_blanks(entries: &[Entry]) -> Vec<Vec<String>> {
    let mut above: Vec<(usize, String)> = Vec::new();
    let path = |entry: &Entry| {
        let depth = entry.name.chars().take_while(|character| character.is_whitespace()).count();
        above.retain(|(other, _)| *other < depth);
        above.push((depth, entry.name.trim().to_owned()));
        above.iter().map(|(_, name)| name.clone()).collect()
    };
    entries.iter().map(path).collect()
}

/// A parent is named by its id, its name, or its path.
fn by_parents(entries: &[Entry]) -> Vec<Vec<String>> {
    let mut rows: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (index, entry) in entries.iter().enumerate() {
        let mut names = vec![fold(entry.name.trim())];
        names.extend((!entry.id.is_empty()).then(|| fold(&entry.id)));
        names.dedup();
        for name in names {
            // A name that two codes have says nothing about which is meant.
            rows.entry(name).and_modify(|known| *known = None).or_insert(Some(index));
        }
    }
    let path = |start: usize| {
        let mut path = vec![entries[start].name.trim().to_owned()];
        let mut seen = vec![start];
        let mut at = start;
        loop {
            let parent = entries[at].parent.as_str();
            if parent.is_empty() {
                break;
            }
            match rows.get(&fold(parent)).copied().flatten() {
                // A code that is its own parent is at the top; of several that go round, each stands alone.
                Some(above) if above == at => break,
                Some(above) if seen.contains(&above) || seen.len() > MAX_DEPTH => {
                    return vec![entries[start].name.trim().to_owned()];
                }
                Some(above) => {
                    path.insert(0, entries[above].name.trim().to_owned());
                    seen.push(above);
                    at = above;
                }
                None => {
                    let mut names = parts(parent);
                    names.append(&mut path);
                    path = names;
                    break;
                }
            }
        }
        path
    };
    (0..entries.len()).map(path).collect()
}

fn by_known_names(entries: &[Entry]) -> Vec<Vec<String>> {
    let known: BTreeMap<String, usize> =
        entries.iter().enumerate().map(|(index, entry)| (fold(entry.name.trim()), index)).collect();
    let path = |entry: &Entry| {
        let mut path = Vec::new();
        let mut name = entry.name.trim();
        let mut begin = 0;
        // Every stretch up to a separator that is a code's name stands above the rest.
        let mut cuts: Vec<(usize, usize)> = POSSIBLE
            .iter()
            .flat_map(|separator| name.match_indices(separator).map(|(at, found)| (at, at + found.len())))
            .collect();
        cuts.sort_unstable();
        for (at, after) in cuts {
            let above = name.get(..at).unwrap_or_default().trim();
            let rest = name.get(after..).unwrap_or_default().trim();
            if at >= begin && !rest.is_empty() && known.contains_key(&fold(above)) {
                path.push(name.get(begin..at).unwrap_or_default().trim().to_owned());
                begin = after;
            }
        }
        name = name.get(begin..).unwrap_or_default().trim();
        path.push(name.to_owned());
        path
    };
    entries.iter().map(path).collect()
}

impl Tree {
    fn add(&mut self, entry: &Entry, id: &str, path: &[String]) {
        let index = self.at(path);
        let Some(branch) = self.branches.get_mut(index) else { return };
        let code = &mut branch.code;
        self.repeated += u64::from(!self.seen.insert(index));
        let fields = [
            (&mut code.id, id),
            (&mut code.definition, entry.definition.as_str()),
            (&mut code.use_when, entry.use_when.as_str()),
            (&mut code.not_when, entry.not_when.as_str()),
            (&mut code.example, entry.example.as_str()),
        ];
        for (field, value) in fields {
            if field.is_empty() {
                value.clone_into(field);
            }
        }
        code.colour = code.colour.take().or_else(|| colour(&entry.colour));
        for group in &entry.groups {
            let (_, members) = self.groups.entry(fold(group)).or_insert_with(|| (group.clone(), Vec::new()));
            if !members.contains(&index) {
                members.push(index);
            }
        }
    }

    /// The place of the code at the end of a path, which is made with all above it if it is not there.
    fn at(&mut self, path: &[String]) -> usize {
        let key = |names: &[String]| names.iter().map(|name| fold(name)).collect::<Vec<_>>();
        let mut parent = None;
        for depth in 1..=path.len() {
            let names = path.get(..depth).unwrap_or_default();
            let key = key(names);
            let index = if let Some(&index) = self.by_path.get(&key) {
                index
            } else {
                let name = names.last().cloned().unwrap_or_default();
                self.branches.push(Branch { code: Code { name, ..Code::default() }, parent });
                self.by_path.insert(key, self.branches.len() - 1);
                self.branches.len() - 1
            };
            parent = Some(index);
        }
        parent.unwrap_or_default()
    }

    fn finish(self, notes: Vec<String>) -> ImportedCodes {
        let (codes, _) = codes(self.branches);
        let mut themes: Vec<Theme> = Vec::new();
        for (name, members) in self.groups.into_values() {
            let wish = slug(&name);
            let taken =
                themes.iter().filter(|theme| theme.id == wish || theme.id.starts_with(&format!("{wish}-"))).count();
            let id = if taken == 0 { wish } else { format!("{wish}-{}", taken + 1) };
            let members = members.iter().filter_map(|&index| codes.get(index)).map(|code| code.id.clone()).collect();
            themes.push(Theme { id, name, codes: members, ..Theme::default() });
        }
        ImportedCodes { codes, themes, notes }
    }
}
