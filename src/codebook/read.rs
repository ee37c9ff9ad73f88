//! From a codebook's text to the codebook.

use sha2::{Digest, Sha256};
use toml::de::DeTable;

use super::draft::{Draft, DraftCode, DraftNear, DraftRule, DraftTheme, Placed};
use super::fields::Fields;
use super::problem::Problems;
use super::{Problem, Severity, check_codes, check_rules};
use crate::model::{CodeStatus, Codebook, CodingUnit, MERGED_INTO};

/// The codebook that a file's text holds, or all its errors, in order.
pub fn read(text: &str) -> Result<Codebook, Vec<Problem>> {
    let (draft, problems) = checked(text);
    if problems.has_errors() {
        let mut errors = problems.in_order(text);
        errors.retain(|problem| problem.severity == Severity::Error);
        return Err(errors);
    }
    Ok(draft.into_codebook(text))
}

/// The codebook that a text holds which [`read`] has accepted before: its rules are not tried again, which takes most of
/// the time. A text that is no codebook gives what can be made of it.
pub fn read_again(accepted: &str) -> Codebook {
    let mut problems = Problems::default();
    let file = DeTable::parse(accepted);
    let draft = file.map(|file| draft(Fields { table: file.get_ref(), at: 0 }, &mut problems)).unwrap_or_default();
    draft.into_codebook(accepted)
}

impl Draft {
    fn into_codebook(self, text: &str) -> Codebook {
        Codebook {
            title: self.title,
            version: self.version,
            language: self.language,
            codes: self.codes.into_iter().map(DraftCode::into_code).collect(),
            themes: self.themes.into_iter().map(DraftTheme::into_theme).collect(),
            sha256: Sha256::digest(text.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

/// Everything that is wrong or doubtful in a codebook file, in the order of the file. After a mistake in the TOML itself
/// nothing else can be told.
pub fn check(text: &str) -> Vec<Problem> {
    let (_, problems) = checked(text);
    problems.in_order(text)
}

fn checked(text: &str) -> (Draft, Problems) {
    let mut problems = Problems::default();
    let file = match DeTable::parse(text) {
        Ok(file) => file,
        Err(error) => {
            let at = error.span().map_or(0, |span| span.start);
            problems.error(at, format!("this is not TOML: {}", error.message()));
            return (Draft::default(), problems);
        }
    };
    let draft = draft(Fields { table: file.get_ref(), at: 0 }, &mut problems);
    check_codes::check(&draft, &mut problems);
    check_rules::check(&draft, &mut problems);
    (draft, problems)
}

const FILE: &[&str] = &["title", "version", "language", "theme", "code"];
const THEME: &[&str] = &["id", "name", "definition", "story", "codes", "colour"];
const CODE: &[&str] =
    &["id", "name", "parent", "definition", "use_when", "not_when", "example", "colour", "key", "status", "rule"];
const RULE: &[&str] = &["any", "all", "none", "near", "regex", "unit", "stem", "questions", "speakers", "sources"];
const NEAR: &[&str] = &["words", "within"];

fn draft(fields: Fields<'_, '_>, problems: &mut Problems) -> Draft {
    fields.only(FILE, "a codebook", problems);
    let language = fields.prose("language", problems);
    Draft {
        title: fields.prose("title", problems),
        version: fields.prose("version", problems),
        language: if language.is_empty() { "en".to_owned() } else { language },
        codes: fields.tables("code", problems).into_iter().map(|code| draft_code(code, problems)).collect(),
        themes: fields.tables("theme", problems).into_iter().map(|theme| draft_theme(theme, problems)).collect(),
    }
}

fn draft_theme(fields: Fields<'_, '_>, problems: &mut Problems) -> DraftTheme {
    fields.only(THEME, "a theme", problems);
    DraftTheme {
        at: fields.at,
        id: fields.string("id", problems),
        name: fields.prose("name", problems),
        definition: fields.prose("definition", problems),
        story: fields.prose("story", problems),
        codes: fields.strings("codes", problems),
        colour: fields.string("colour", problems),
    }
}

fn draft_code(fields: Fields<'_, '_>, problems: &mut Problems) -> DraftCode {
    fields.only(CODE, "a code", problems);
    let (status, merged_into) = draft_status(fields, problems);
    DraftCode {
        at: fields.at,
        id: fields.string("id", problems),
        name: fields.prose("name", problems),
        parent: fields.string("parent", problems),
        definition: fields.prose("definition", problems),
        use_when: fields.prose("use_when", problems),
        not_when: fields.prose("not_when", problems),
        example: fields.prose("example", problems),
        colour: fields.string("colour", problems),
        key: draft_key(fields, problems),
        status,
        merged_into,
        status_at: fields.table.get("status").map_or(fields.at, |written| written.span().start),
        rules: fields.tables("rule", problems).into_iter().map(|rule| draft_rule(rule, problems)).collect(),
    }
}

/// A word, or `merged into` and the id of another code.
fn draft_status(fields: Fields<'_, '_>, problems: &mut Problems) -> (CodeStatus, Option<Placed<String>>) {
    let written = fields.table.get("status").and_then(|status| Some((status.get_ref().as_str()?, status.span().start)));
    if let Some((into, at)) = written.and_then(|(status, at)| Some((status.strip_prefix(MERGED_INTO)?, at))) {
        return (CodeStatus::Merged, Some(Placed { value: into.trim().to_owned(), at }));
    }
    let statuses: Vec<_> = CodeStatus::ALL.iter().map(|status| (status.word(), *status)).collect();
    (fields.word("status", &statuses, problems).unwrap_or_default(), None)
}

fn draft_key(fields: Fields<'_, '_>, problems: &mut Problems) -> Option<Placed<char>> {
    let written = fields.string("key", problems)?;
    let mut characters = written.value.chars();
    match (characters.next(), characters.next()) {
        (Some(key), None) if !key.is_whitespace() && !key.is_control() => Some(Placed { value: key, at: written.at }),
        _ => {
            problems.error(written.at, "`key` must be one character, the key that gives this code");
            None
        }
    }
}

fn draft_rule(fields: Fields<'_, '_>, problems: &mut Problems) -> DraftRule {
    fields.only(RULE, "a rule", problems);
    let units: Vec<_> = CodingUnit::ALL.iter().map(|unit| (unit.word(), *unit)).collect();
    DraftRule {
        at: fields.at,
        any: fields.strings("any", problems),
        all: fields.strings("all", problems),
        none: fields.strings("none", problems),
        near: fields.table("near", problems).map(|near| draft_near(near, problems)),
        regex: fields.strings("regex", problems),
        unit: fields.word("unit", &units, problems).unwrap_or_default(),
        stem: fields.string("stem", problems),
        questions: fields.strings("questions", problems),
        speakers: fields.strings("speakers", problems),
        sources: fields.strings("sources", problems),
    }
}

fn draft_near(fields: Fields<'_, '_>, problems: &mut Problems) -> DraftNear {
    fields.only(NEAR, "`near`", problems);
    if !fields.table.contains_key("within") {
        let hint = "write near = { words = [\"…\"], within = 10 }";
        problems.error_with_hint(fields.at, "`near` does not say within how many words", hint);
    }
    DraftNear {
        at: fields.at,
        words: fields.strings("words", problems),
        within: fields.count("within", problems).unwrap_or(1),
    }
}
