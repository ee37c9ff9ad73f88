//! A codebook as a TOML file that reads back as the same codebook.

use std::fmt::Write;

use toml::Value;

use crate::model::{Code, CodeStatus, Codebook, CodingUnit, Rule, Theme};

/// The file of a codebook, in the order and shape in which people write one.
pub fn to_toml(codebook: &Codebook) -> String {
    let mut file = String::new();
    prose(&mut file, "title", &codebook.title);
    prose(&mut file, "version", &codebook.version);
    prose(&mut file, "language", &codebook.language);
    for theme in &codebook.themes {
        write_theme(&mut file, theme);
    }
    file + &codes_to_toml(&codebook.codes)
}

/// Codes as they stand in a codebook's file, which may go on with them at its end.
pub fn codes_to_toml(codes: &[Code]) -> String {
    let mut file = String::new();
    for code in codes {
        write_code(&mut file, code);
    }
    file
}

/// A rule in one line, as its keys are written: `any = ["train*"], unit = "turn"`.
pub(super) fn rule_in_line(rule: &Rule) -> String {
    let mut table = String::new();
    write_rule_keys(&mut table, rule);
    table.trim_end().replace('\n', ", ")
}

fn write_theme(file: &mut String, theme: &Theme) {
    file.push_str("\n[[theme]]\n");
    line(file, "id", &string(&theme.id));
    prose(file, "name", &theme.name);
    prose(file, "definition", &theme.definition);
    prose(file, "story", &theme.story);
    strings(file, "codes", &theme.codes);
    prose(file, "colour", theme.colour.as_deref().unwrap_or_default());
}

fn write_code(file: &mut String, code: &Code) {
    file.push_str("\n[[code]]\n");
    line(file, "id", &string(&code.id));
    prose(file, "name", &code.name);
    prose(file, "parent", code.parent.as_deref().unwrap_or_default());
    prose(file, "definition", &code.definition);
    prose(file, "use_when", &code.use_when);
    prose(file, "not_when", &code.not_when);
    prose(file, "example", &code.example);
    prose(file, "colour", code.colour.as_deref().unwrap_or_default());
    prose(file, "key", &code.key.map(String::from).unwrap_or_default());
    if code.status != CodeStatus::default() {
        line(file, "status", &string(&code.written_status()));
    }
    for rule in &code.rules {
        write_rule(file, rule);
    }
}

fn write_rule(file: &mut String, rule: &Rule) {
    file.push_str("\n[[code.rule]]\n");
    write_rule_keys(file, rule);
}

fn write_rule_keys(file: &mut String, rule: &Rule) {
    strings(file, "any", &rule.any);
    strings(file, "all", &rule.all);
    strings(file, "none", &rule.none);
    if let Some(near) = &rule.near {
        line(file, "near", &format!("{{ words = {}, within = {} }}", list(&near.words), near.within));
    }
    strings(file, "regex", &rule.regex);
    if rule.unit != CodingUnit::default() {
        line(file, "unit", &string(rule.unit.word()));
    }
    prose(file, "stem", rule.stem.as_deref().unwrap_or_default());
    strings(file, "questions", &rule.questions);
    strings(file, "speakers", &rule.speakers);
    strings(file, "sources", &rule.sources);
}

fn prose(file: &mut String, key: &str, value: &str) {
    if !value.is_empty() {
        line(file, key, &string(value));
    }
}

fn strings(file: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        line(file, key, &list(values));
    }
}

fn line(file: &mut String, key: &str, value: &str) {
    writeln!(file, "{key} = {value}").expect("writing to a string does not fail");
}

fn list(values: &[String]) -> String {
    let quoted: Vec<String> = values.iter().map(|value| string(value)).collect();
    format!("[{}]", quoted.join(", "))
}

fn string(value: &str) -> String {
    Value::String(value.to_owned()).to_string()
}
