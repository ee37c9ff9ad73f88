//! Two states of a codebook, compared: what happened to its codes, themes and rules.
//!
//! A code is the same in both if it has the same id. One that is gone while another came that has its name or its
//! definition has got another id.

use std::collections::BTreeMap;

use super::write::rule_in_line;
use crate::model::{Code, CodeStatus, Codebook, Rule, Theme, words};

/// What a difference is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Subject {
    Codebook,
    Theme,
    Code,
}

words!(Subject { Codebook = "codebook", Theme = "theme", Code = "code" });

/// What happened to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Change {
    Added,
    Removed,
    /// It has another id.
    Readdressed,
    Renamed,
    /// It stands below another code, or at the top.
    Moved,
    /// It became part of another code.
    Merged,
    Retired,
    /// It is in use again.
    Restored,
    /// A field says something else.
    Changed,
    RuleAdded,
    RuleRemoved,
    RuleChanged,
    /// A theme has one code more.
    Gathers,
    /// A theme has one code less.
    LetsGo,
    /// What is in both stands in another order.
    Reordered,
}

words!(Change {
    Added = "added",
    Removed = "removed",
    Readdressed = "new id",
    Renamed = "renamed",
    Moved = "moved",
    Merged = "merged",
    Retired = "retired",
    Restored = "restored",
    Changed = "changed",
    RuleAdded = "rule added",
    RuleRemoved = "rule removed",
    RuleChanged = "rule changed",
    Gathers = "gathers",
    LetsGo = "lets go",
    Reordered = "reordered",
});

/// One thing that differs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Difference {
    pub subject: Subject,
    /// Of the code or theme, as the newer state has it; empty for the codebook itself.
    pub id: String,
    pub change: Change,
    /// The field, as the file calls it; empty where the change says it all.
    pub field: &'static str,
    pub old: String,
    pub new: String,
}

/// All that differs, themes before codes, in the order of the newer state.
pub fn differences(old: &Codebook, new: &Codebook) -> Vec<Difference> {
    let mut found = Found::default();
    for (field, old, new) in [
        ("title", &old.title, &new.title),
        ("version", &old.version, &new.version),
        ("language", &old.language, &new.language),
    ] {
        found.field(Subject::Codebook, "", field, old, new);
    }
    let codes_called = readdressed(&code_ids(old), &code_ids(new));
    themes(old, new, &codes_called, &mut found);
    codes(old, new, &codes_called, &mut found);
    found.0
}

/// In a few words, for a list of versions: `2 codes added, 1 renamed, 3 rules changed`.
pub fn summary(differences: &[Difference]) -> String {
    let mut counts: Vec<(Subject, Change, usize)> = Vec::new();
    for difference in differences {
        let change = match difference.change {
            Change::RuleAdded | Change::RuleRemoved => Change::RuleChanged,
            Change::LetsGo => Change::Gathers,
            change => change,
        };
        match counts.iter_mut().find(|(subject, known, _)| (*subject, *known) == (difference.subject, change)) {
            Some((.., count)) => *count += 1,
            None => counts.push((difference.subject, change, 1)),
        }
    }
    let part = |&(subject, change, count): &(Subject, Change, usize)| match (subject, change) {
        (_, Change::RuleChanged) => format!("{} changed", crate::text::counted(count as u64, "rule")),
        (Subject::Theme, Change::Gathers) => {
            format!("{} in themes changed", crate::text::counted(count as u64, "place"))
        }
        (subject, Change::Reordered) => format!("{subject}s reordered"),
        (Subject::Codebook, _) => format!("{} of the codebook changed", crate::text::counted(count as u64, "field")),
        (subject, Change::Changed) => {
            format!("{} of {subject}s changed", crate::text::counted(count as u64, "field"))
        }
        (subject, Change::Readdressed) => {
            format!("{} with a new id", crate::text::counted(count as u64, subject.word()))
        }
        (subject, change) => format!("{} {change}", crate::text::counted(count as u64, subject.word())),
    };
    counts.iter().map(part).collect::<Vec<_>>().join(", ")
}

/// By old id: the new one, for those that changed it.
type Readdressed<'c> = BTreeMap<&'c str, &'c str>;

/// What can be told of a code or theme beside its id.
type Likeness<'c> = (&'c str, &'c str, &'c str);

/// Pairs what is gone with what came, the most alike first.
fn readdressed<'c>(old: &[Likeness<'c>], new: &[Likeness<'c>]) -> Readdressed<'c> {
    let gone = old.iter().filter(|(id, ..)| new.iter().all(|(other, ..)| other != id));
    let mut came: Vec<_> = new.iter().filter(|(id, ..)| old.iter().all(|(other, ..)| other != id)).collect();
    let mut found = Readdressed::new();
    for (id, name, definition) in gone {
        let likeness = |(_, other_name, other): &&Likeness<'c>| {
            2 * usize::from(other_name == name) + usize::from(!definition.is_empty() && other == definition)
        };
        let likest = came.iter().enumerate().filter(|(_, other)| likeness(other) > 0);
        let likest = likest.max_by_key(|(index, other)| (likeness(other), usize::MAX - index)).map(|(index, _)| index);
        if let Some(index) = likest {
            found.insert(id, came.remove(index).0);
        }
    }
    found
}

fn code_ids(codebook: &Codebook) -> Vec<Likeness<'_>> {
    codebook.codes.iter().map(|code| (code.id.as_str(), code.name.as_str(), code.definition.as_str())).collect()
}

fn theme_ids(codebook: &Codebook) -> Vec<Likeness<'_>> {
    codebook.themes.iter().map(|theme| (theme.id.as_str(), theme.name.as_str(), theme.definition.as_str())).collect()
}

fn themes(old: &Codebook, new: &Codebook, codes_called: &Readdressed<'_>, found: &mut Found) {
    let (old_ids, new_ids) = (theme_ids(old), theme_ids(new));
    let themes_called = readdressed(&old_ids, &new_ids);
    let called = |id: &str| themes_called.get(id).copied().unwrap_or(id).to_owned();
    let mut kept = Vec::new();
    for theme in &new.themes {
        let Some(index) = old.themes.iter().position(|other| called(&other.id) == theme.id) else {
            found.push(Subject::Theme, &theme.id, Change::Added, "", "", &theme.name);
            found.gathered(theme, &[], codes_called);
            continue;
        };
        kept.push(index);
        let before = &old.themes[index];
        if before.id != theme.id {
            found.push(Subject::Theme, &theme.id, Change::Readdressed, "id", &before.id, &theme.id);
        }
        // Without a name of its own, a theme goes by its id.
        if before.name != theme.name && (before.name != before.id || theme.name != theme.id) {
            found.push(Subject::Theme, &theme.id, Change::Renamed, "name", &before.name, &theme.name);
        }
        found.field(Subject::Theme, &theme.id, "definition", &before.definition, &theme.definition);
        found.field(Subject::Theme, &theme.id, "story", &before.story, &theme.story);
        found.field(
            Subject::Theme,
            &theme.id,
            "colour",
            optional(before.colour.as_ref()),
            optional(theme.colour.as_ref()),
        );
        found.gathered(theme, &before.codes, codes_called);
    }
    for theme in old.themes.iter().filter(|theme| new.themes.iter().all(|other| other.id != called(&theme.id))) {
        found.push(Subject::Theme, &theme.id, Change::Removed, "", &theme.name, "");
    }
    if !kept.is_sorted() {
        found.push(Subject::Theme, "", Change::Reordered, "", "", "");
    }
}

fn codes(old: &Codebook, new: &Codebook, readdressed: &Readdressed<'_>, found: &mut Found) {
    let called = |id: &str| readdressed.get(id).copied().unwrap_or(id).to_owned();
    let before: BTreeMap<String, usize> =
        old.codes.iter().enumerate().map(|(index, code)| (called(&code.id), index)).collect();
    let mut kept = Vec::new();
    for code in &new.codes {
        let Some(&index) = before.get(&code.id) else {
            found.push(Subject::Code, &code.id, Change::Added, "", "", &code.name);
            continue;
        };
        kept.push(index);
        let before = &old.codes[index];
        if before.id != code.id {
            found.push(Subject::Code, &code.id, Change::Readdressed, "id", &before.id, &code.id);
        }
        compare_code(before, code, &called, found);
    }
    for code in old.codes.iter().filter(|code| new.code_index(&called(&code.id)).is_none()) {
        found.push(Subject::Code, &code.id, Change::Removed, "", &code.name, "");
    }
    if !kept.is_sorted() {
        found.push(Subject::Code, "", Change::Reordered, "", "", "");
    }
}

fn compare_code(old: &Code, new: &Code, called: &impl Fn(&str) -> String, found: &mut Found) {
    let id = new.id.as_str();
    // Without a name of its own, a code goes by its id.
    if old.name != new.name && (old.name != old.id || new.name != new.id) {
        found.push(Subject::Code, id, Change::Renamed, "name", &old.name, &new.name);
    }
    let parent = old.parent.as_deref().map(called).unwrap_or_default();
    if parent != optional(new.parent.as_ref()) {
        found.push(Subject::Code, id, Change::Moved, "parent", &parent, optional(new.parent.as_ref()));
    }
    let into = old.merged_into.as_deref().map(called);
    if (old.status, &into) != (new.status, &new.merged_into) {
        let change = match new.status {
            CodeStatus::Merged => Change::Merged,
            CodeStatus::Retired => Change::Retired,
            CodeStatus::Draft | CodeStatus::Active if !old.is_in_use() => Change::Restored,
            CodeStatus::Draft | CodeStatus::Active => Change::Changed,
        };
        let old = Code { merged_into: into, ..old.clone() };
        found.push(Subject::Code, id, change, "status", &old.written_status(), &new.written_status());
    }
    for (field, old, new) in [
        ("definition", &old.definition, &new.definition),
        ("use_when", &old.use_when, &new.use_when),
        ("not_when", &old.not_when, &new.not_when),
        ("example", &old.example, &new.example),
    ] {
        found.field(Subject::Code, id, field, old, new);
    }
    found.field(Subject::Code, id, "colour", optional(old.colour.as_ref()), optional(new.colour.as_ref()));
    let key = |code: &Code| code.key.map(String::from).unwrap_or_default();
    found.field(Subject::Code, id, "key", &key(old), &key(new));
    rules(id, &old.rules, &new.rules, found);
}

/// Rules have no names: those that are in both just so are the same, what is left over is paired in order.
fn rules(id: &str, old: &[Rule], new: &[Rule], found: &mut Found) {
    let mut left: Vec<&Rule> = old.iter().collect();
    let mut fresh: Vec<&Rule> = Vec::new();
    for rule in new {
        match left.iter().position(|other| *other == rule) {
            Some(index) => drop(left.remove(index)),
            None => fresh.push(rule),
        }
    }
    let pairs = left.len().min(fresh.len());
    for (old, new) in left.iter().zip(&fresh) {
        found.push(Subject::Code, id, Change::RuleChanged, "rule", &rule_in_line(old), &rule_in_line(new));
    }
    for rule in left.iter().skip(pairs) {
        found.push(Subject::Code, id, Change::RuleRemoved, "rule", &rule_in_line(rule), "");
    }
    for rule in fresh.iter().skip(pairs) {
        found.push(Subject::Code, id, Change::RuleAdded, "rule", "", &rule_in_line(rule));
    }
}

fn optional(value: Option<&String>) -> &str {
    value.map(String::as_str).unwrap_or_default()
}

/// What was found so far.
#[derive(Default)]
struct Found(Vec<Difference>);

impl Found {
    fn push(&mut self, subject: Subject, id: &str, change: Change, field: &'static str, old: &str, new: &str) {
        let (id, old, new) = (id.to_owned(), old.to_owned(), new.to_owned());
        self.0.push(Difference { subject, id, change, field, old, new });
    }

    fn field(&mut self, subject: Subject, id: &str, field: &'static str, old: &str, new: &str) {
        if old != new {
            self.push(subject, id, Change::Changed, field, old, new);
        }
    }

    fn gathered(&mut self, theme: &Theme, before: &[String], readdressed: &Readdressed<'_>) {
        let before: Vec<&str> = before.iter().map(|id| readdressed.get(id.as_str()).copied().unwrap_or(id)).collect();
        for code in theme.codes.iter().filter(|code| !before.contains(&code.as_str())) {
            self.push(Subject::Theme, &theme.id, Change::Gathers, "codes", "", code);
        }
        for code in before.iter().filter(|code| !theme.codes.iter().any(|other| other == *code)) {
            self.push(Subject::Theme, &theme.id, Change::LetsGo, "codes", code, "");
        }
        let kept: Vec<_> =
            theme.codes.iter().filter_map(|code| before.iter().position(|other| other == code)).collect();
        if !kept.is_sorted() {
            self.push(Subject::Theme, &theme.id, Change::Reordered, "codes", "", "");
        }
    }
}
