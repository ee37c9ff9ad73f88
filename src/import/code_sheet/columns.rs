//! What the columns of a sheet of codes are, by their names in the exports of several tools.

use super::outline::Entry;
use crate::import::ImportError;
use crate::import::tables::{Record, Table};
use crate::model::words;
use crate::text::{nearest, normalise, unguarded};

/// What a column of a sheet of codes holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeColumn {
    Name,
    Id,
    Parent,
    Definition,
    UseWhen,
    NotWhen,
    Example,
    Colour,
    Group,
}

words!(CodeColumn {
    Name = "name",
    Id = "id",
    Parent = "parent",
    Definition = "definition",
    UseWhen = "use_when",
    NotWhen = "not_when",
    Example = "example",
    Colour = "colour",
    Group = "group",
});

/// What a researcher says of a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnChoice {
    pub role: CodeColumn,
    /// Its name in the header.
    pub column: String,
}

/// Names that columns have, the surest first, and what they are then. Compared as letters and digits alone.
const NAMES: &[(CodeColumn, &[&str])] = &[
    (
        CodeColumn::Name,
        &[
            "hierarchicalname",
            "codepath",
            "path",
            "tag",
            "name",
            "codename",
            "subcategory",
            "subtheme",
            "subcode",
            "theme",
            "code",
            "node",
            "nodename",
            "label",
            "title",
            "codes",
        ],
    ),
    (CodeColumn::Id, &["id", "codeid", "identifier", "code"]),
    (
        CodeColumn::Parent,
        &["parent", "parentcode", "parentid", "parentname", "supercategory", "category", "theme", "maincode", "label"],
    ),
    (
        CodeColumn::Definition,
        &[
            "definition",
            "fulldefinition",
            "description",
            "memo",
            "codememo",
            "comment",
            "codecomment",
            "meaning",
            "briefdefinition",
        ],
    ),
    (CodeColumn::UseWhen, &["usewhen", "whentouse", "inclusioncriteria", "inclusion", "include"]),
    (CodeColumn::NotWhen, &["notwhen", "whennottouse", "exclusioncriteria", "exclusion", "exclude"]),
    (CodeColumn::Example, &["example", "examples", "typicalexample", "anchorexample", "quote", "quotation"]),
    (CodeColumn::Colour, &["colour", "color"]),
];

/// So many rows may stand above the header: titles, dates of export.
const ABOVE_HEADER: usize = 10;

/// Where what stands.
pub(super) struct Columns {
    /// As the header has them.
    pub(super) names: Vec<String>,
    /// Whether cells have apostrophes in front that are not part of them.
    is_guarded: bool,
    /// One column a role, but for groups, of which there may be several.
    places: Vec<(CodeColumn, usize)>,
}

impl Columns {
    /// Reads up to the header and finds what its columns are. Also says how they were understood.
    pub(super) fn find(table: &mut Table, choices: &[ColumnChoice]) -> Result<(Self, Vec<String>), ImportError> {
        let mut header = Record::default();
        let mut first: Option<Vec<String>> = None;
        for _ in 0..ABOVE_HEADER {
            if !table.read(&mut header)? {
                break;
            }
            let names: Vec<String> = header.fields().map(|field| normalise(field.trim()).into_owned()).collect();
            let columns = Self::of_header(&names, choices);
            if columns.place(CodeColumn::Name).is_some() {
                Self::check_choices(table, &names, choices)?;
                let notes = columns.notes(&names);
                return Ok((columns, notes));
            }
            first.get_or_insert(names);
        }
        let names = first.unwrap_or_default();
        Self::check_choices(table, &names, choices)?;
        let names: Vec<String> = names.into_iter().filter(|name| !name.is_empty()).take(12).collect();
        Err(table.unusable(format!(
            "no column is called code, name, tag, path or theme; say which one is, as in --column name=COLUMN (there are {})",
            names.join(", ")
        )))
    }

    fn of_header(names: &[String], choices: &[ColumnChoice]) -> Self {
        let mut places: Vec<(CodeColumn, usize)> = Vec::new();
        for choice in choices {
            let chosen = names.iter().position(|name| name.eq_ignore_ascii_case(choice.column.trim()));
            places.extend(chosen.map(|index| (choice.role, index)));
        }
        let plain: Vec<String> = names.iter().map(|name| letters(name)).collect();
        for (role, known) in NAMES {
            if places.iter().any(|(taken, _)| taken == role) {
                continue;
            }
            let is_free = |index: usize| !places.iter().any(|&(_, taken)| taken == index);
            let found = known
                .iter()
                .find_map(|wanted| plain.iter().position(|name| name == wanted).filter(|&index| is_free(index)));
            places.extend(found.map(|index| (*role, index)));
        }
        for (index, name) in plain.iter().enumerate() {
            let is_group = name.starts_with("codegroup") || name == "groups" || name == "group";
            if is_group && !places.iter().any(|&(_, taken)| taken == index) {
                places.push((CodeColumn::Group, index));
            }
        }
        Self { names: names.to_vec(), is_guarded: false, places }
    }

    /// Cells are of a text file, where what looks like a formula has an apostrophe in front.
    pub(super) fn guarded(self, is_guarded: bool) -> Self {
        Self { is_guarded, ..self }
    }

    fn check_choices(table: &Table, names: &[String], choices: &[ColumnChoice]) -> Result<(), ImportError> {
        for choice in choices {
            if !names.iter().any(|name| name.eq_ignore_ascii_case(choice.column.trim())) {
                let meant = nearest(&choice.column, names.iter().map(String::as_str));
                let meant = meant.map(|meant| format!("; did you mean {meant:?}?")).unwrap_or_default();
                return Err(table.unusable(format!("there is no column {:?}{meant}", choice.column)));
            }
        }
        Ok(())
    }

    fn place(&self, role: CodeColumn) -> Option<usize> {
        self.places.iter().find(|(known, _)| *known == role).map(|&(_, index)| index)
    }

    /// Which column was taken for what, and which have no place.
    fn notes(&self, names: &[String]) -> Vec<String> {
        let named = |&(role, index): &(CodeColumn, usize)| {
            let name = names.get(index).map(String::as_str).unwrap_or_default();
            if letters(name) == letters(role.word()) { role.word().to_owned() } else { format!("{name} as {role}") }
        };
        let mut notes = vec![format!("columns: {}", self.places.iter().map(named).collect::<Vec<_>>().join(", "))];
        let left: Vec<&str> = (0..names.len())
            .filter(|index| !self.places.iter().any(|(_, taken)| taken == index))
            .filter_map(|index| names.get(index).map(String::as_str))
            .filter(|name| !name.is_empty())
            .collect();
        notes.extend((!left.is_empty()).then(|| format!("left out: {}", left.join(", "))));
        notes
    }

    /// One row.
    pub(super) fn entry(&self, record: &Record) -> Entry {
        let plain = |index: usize| {
            let cell = record.field(index);
            if self.is_guarded { unguarded(cell) } else { cell }
        };
        let cell = |role: CodeColumn| {
            self.place(role).map(|index| normalise(plain(index).trim()).into_owned()).unwrap_or_default()
        };
        let groups = self.places.iter().filter(|(role, _)| *role == CodeColumn::Group);
        Entry {
            // Blanks before a name may say how deep it stands.
            name: self.place(CodeColumn::Name).map(|index| normalise(plain(index)).into_owned()).unwrap_or_default(),
            id: cell(CodeColumn::Id),
            parent: cell(CodeColumn::Parent),
            definition: cell(CodeColumn::Definition),
            use_when: cell(CodeColumn::UseWhen),
            not_when: cell(CodeColumn::NotWhen),
            example: cell(CodeColumn::Example),
            colour: cell(CodeColumn::Colour),
            groups: groups
                .flat_map(|&(_, index)| plain(index).split([';', '\n']))
                .map(|group| normalise(group.trim()).into_owned())
                .filter(|group| !group.is_empty())
                .collect(),
        }
    }
}

/// A column's name as it is compared.
fn letters(name: &str) -> String {
    name.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
