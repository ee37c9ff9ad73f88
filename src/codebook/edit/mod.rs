//! Changing a codebook file as its author would: only what changes is written anew. Comments, order and the shape of
//! everything else stay as they are.
//!
//! What may be changed is for others to judge: a file is given back even if it is no sound codebook any more.

mod layout;
mod themes;
mod values;

use toml_edit::{ArrayOfTables, DocumentMut, Item, Table};

use crate::model::{Code, CodingUnit, MERGED_INTO, Rule, words};

/// The fields of a code, in the order in which people write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum CodeField {
    Id,
    Name,
    Parent,
    Definition,
    UseWhen,
    NotWhen,
    Example,
    Colour,
    Key,
    Status,
}

words!(CodeField {
    Id = "id",
    Name = "name",
    Parent = "parent",
    Definition = "definition",
    UseWhen = "use_when",
    NotWhen = "not_when",
    Example = "example",
    Colour = "colour",
    Key = "key",
    Status = "status",
});

/// The fields of a theme, in the order in which people write them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ThemeField {
    Id,
    Name,
    Definition,
    Story,
    Codes,
    Colour,
}

words!(ThemeField {
    Id = "id",
    Name = "name",
    Definition = "definition",
    Story = "story",
    Codes = "codes",
    Colour = "colour",
});

/// Why a file cannot be changed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum EditError {
    #[error("it is not TOML any more")]
    Syntax,
    #[error("its {0}s are written as one inline list, which is not changed by itself: write [[{0}]] for each")]
    Inline(&'static str),
    #[error("there is no {what} {id:?} in it")]
    Missing { what: &'static str, id: String },
}

/// A codebook's file while it is changed.
#[derive(Debug, Clone)]
pub struct CodebookFile {
    document: DocumentMut,
    /// Lines end as on Windows.
    has_carriage_returns: bool,
    has_byte_order_mark: bool,
}

impl CodebookFile {
    pub fn parse(text: &str) -> Result<Self, EditError> {
        let plain = text.strip_prefix('\u{feff}').unwrap_or(text);
        let has_carriage_returns = plain.contains("\r\n");
        let document: DocumentMut = plain.replace("\r\n", "\n").parse().map_err(|_| EditError::Syntax)?;
        for key in ["code", "theme"] {
            if document.get(key).is_some_and(|item| !item.is_array_of_tables()) {
                return Err(EditError::Inline(key));
            }
        }
        if let Some(codes) = document.get("code").and_then(Item::as_array_of_tables)
            && codes.iter().any(|code| code.get("rule").is_some_and(|rule| !rule.is_array_of_tables()))
        {
            return Err(EditError::Inline("code.rule"));
        }
        Ok(Self { document, has_carriage_returns, has_byte_order_mark: plain.len() < text.len() })
    }

    /// The file as it is now.
    pub fn to_text(&self) -> String {
        let text = self.document.to_string();
        let text = if self.has_carriage_returns { text.replace('\n', "\r\n") } else { text };
        if self.has_byte_order_mark { format!("\u{feff}{text}") } else { text }
    }

    /// Writes a field of the codebook itself: title, version, language.
    pub fn set_own(&mut self, key: &'static str, value: &str) {
        values::set(self.document.as_table_mut(), key, &["title", "version", "language"], value);
    }

    /// Adds a code after another one, or after all.
    pub fn add_code(&mut self, code: &Code, after: Option<&str>) -> Result<(), EditError> {
        let mut table = layout::new_table();
        for (field, value) in fields_of(code) {
            values::set(&mut table, field.word(), CODE_KEYS, &value);
        }
        if !code.rules.is_empty() {
            let mut rules = ArrayOfTables::new();
            code.rules.iter().for_each(|rule| rules.push(rule_table(rule)));
            table.insert("rule", Item::ArrayOfTables(rules));
        }
        let at = after.map(|id| self.place("code", id)).transpose()?.map(|place| place + 1);
        layout::insert(&mut self.document, "code", at, table);
        Ok(())
    }

    /// Writes a field of a code; an empty value takes it out.
    pub fn set_code(&mut self, id: &str, field: CodeField, value: &str) -> Result<(), EditError> {
        values::set(self.table("code", id)?, field.word(), CODE_KEYS, value);
        Ok(())
    }

    /// Gives a code another id, wherever the file names it.
    pub fn readdress(&mut self, from: &str, to: &str) -> Result<(), EditError> {
        self.set_code(from, CodeField::Id, to)?;
        for code in self.tables("code") {
            if values::text(code, "parent") == Some(from) {
                values::set(code, "parent", CODE_KEYS, to);
            }
            if values::text(code, "status").and_then(|status| status.strip_prefix(MERGED_INTO)) == Some(from) {
                values::set(code, "status", CODE_KEYS, &format!("{MERGED_INTO}{to}"));
            }
        }
        for theme in self.tables("theme") {
            values::replace_in_list(theme, "codes", from, to);
        }
        Ok(())
    }

    /// Gives rules of one code to another, after those that it has: all of them, or those at these places.
    pub fn give_rules(&mut self, from: &str, to: &str, only: Option<&[usize]>) -> Result<(), EditError> {
        self.table("code", to)?;
        let giver = self.table("code", from)?;
        let Some(Item::ArrayOfTables(rules)) = giver.get_mut("rule") else { return Ok(()) };
        let mut given = Vec::new();
        for place in (0..rules.len()).rev() {
            if only.is_none_or(|only| only.contains(&place)) {
                given.push(rules.remove(place));
            }
        }
        if rules.is_empty() {
            giver.remove("rule");
        }
        let taker = self.table("code", to)?;
        let kept = taker.entry("rule").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        if let Item::ArrayOfTables(kept) = kept {
            for mut rule in given.into_iter().rev() {
                layout::forget_position(&mut rule);
                kept.push(rule);
            }
        }
        layout::renumber(&mut self.document);
        Ok(())
    }

    /// Adds words to `any` of a code's rule, counted from nought; makes a rule of them where there is none at that place.
    pub fn add_to_rule(&mut self, id: &str, place: usize, words: &[String]) -> Result<(), EditError> {
        let code = self.table("code", id)?;
        let rules = code.entry("rule").or_insert_with(|| Item::ArrayOfTables(ArrayOfTables::new()));
        let Item::ArrayOfTables(rules) = rules else { return Err(EditError::Inline("code.rule")) };
        match rules.get_mut(place) {
            Some(rule) => match values::list(rule, "any") {
                Some(any) => words.iter().for_each(|word| any.push(word.as_str())),
                None => values::set_list(rule, "any", words),
            },
            None => rules.push(rule_table(&Rule { any: words.to_vec(), ..Rule::default() })),
        }
        layout::renumber(&mut self.document);
        Ok(())
    }

    /// How many rules a code has.
    pub fn rule_count(&self, id: &str) -> usize {
        let codes = self.document.get("code").and_then(Item::as_array_of_tables);
        let code = codes.and_then(|codes| codes.iter().find(|code| values::text(code, "id") == Some(id)));
        code.and_then(|code| code.get("rule")?.as_array_of_tables()).map_or(0, ArrayOfTables::len)
    }

    /// Puts a code, with its rules and the comment right above it, after another one.
    pub fn put_code_after(&mut self, id: &str, after: &str) -> Result<(), EditError> {
        let from = self.place("code", id)?;
        self.place("code", after)?;
        let table = layout::remove(&mut self.document, "code", from);
        let at = self.place("code", after)? + 1;
        layout::insert(&mut self.document, "code", Some(at), table);
        Ok(())
    }

    /// Puts the codes into this order; those that are not named keep theirs, after the named ones.
    pub fn order_codes(&mut self, ids: &[&str]) -> Result<(), EditError> {
        self.order("code", ids)
    }

    fn order(&mut self, what: &'static str, ids: &[&str]) -> Result<(), EditError> {
        let mut places = Vec::new();
        for id in ids {
            places.push(self.place(what, id)?);
        }
        let count = self.tables(what).count();
        places.extend((0..count).filter(|place| !places.contains(place)).collect::<Vec<_>>());
        layout::reorder(&mut self.document, what, &places);
        Ok(())
    }

    fn tables(&mut self, what: &'static str) -> impl Iterator<Item = &mut Table> {
        self.document.get_mut(what).and_then(Item::as_array_of_tables_mut).into_iter().flat_map(ArrayOfTables::iter_mut)
    }

    fn table(&mut self, what: &'static str, id: &str) -> Result<&mut Table, EditError> {
        let missing = || EditError::Missing { what, id: id.to_owned() };
        self.tables(what).find(|table| values::text(table, "id") == Some(id)).ok_or_else(missing)
    }

    fn place(&mut self, what: &'static str, id: &str) -> Result<usize, EditError> {
        let missing = || EditError::Missing { what, id: id.to_owned() };
        self.tables(what).position(|table| values::text(table, "id") == Some(id)).ok_or_else(missing)
    }
}

/// The keys of a code, in the order in which people write them.
const CODE_KEYS: &[&str] =
    &["id", "name", "parent", "definition", "use_when", "not_when", "example", "colour", "key", "status"];

fn fields_of(code: &Code) -> [(CodeField, String); 10] {
    let optional = |value: &Option<String>| value.clone().unwrap_or_default();
    let status = if code.status == crate::model::CodeStatus::default() { String::new() } else { code.written_status() };
    [
        (CodeField::Id, code.id.clone()),
        (CodeField::Name, code.name.clone()),
        (CodeField::Parent, optional(&code.parent)),
        (CodeField::Definition, code.definition.clone()),
        (CodeField::UseWhen, code.use_when.clone()),
        (CodeField::NotWhen, code.not_when.clone()),
        (CodeField::Example, code.example.clone()),
        (CodeField::Colour, optional(&code.colour)),
        (CodeField::Key, code.key.map(String::from).unwrap_or_default()),
        (CodeField::Status, status),
    ]
}

fn rule_table(rule: &Rule) -> Table {
    let mut table = layout::new_table();
    let lists = [
        ("any", &rule.any),
        ("all", &rule.all),
        ("none", &rule.none),
        ("regex", &rule.regex),
        ("questions", &rule.questions),
        ("speakers", &rule.speakers),
        ("sources", &rule.sources),
    ];
    for (key, words) in lists {
        values::set_list(&mut table, key, words);
    }
    if let Some(near) = &rule.near {
        let mut inline = toml_edit::InlineTable::new();
        inline.insert("words", near.words.iter().map(String::as_str).collect::<toml_edit::Array>().into());
        inline.insert("within", i64::try_from(near.within).unwrap_or(i64::MAX).into());
        table.insert("near", toml_edit::value(inline));
    }
    if rule.unit != CodingUnit::default() {
        values::set(&mut table, "unit", &["unit"], rule.unit.word());
    }
    values::set(&mut table, "stem", &["stem"], rule.stem.as_deref().unwrap_or_default());
    table
}
