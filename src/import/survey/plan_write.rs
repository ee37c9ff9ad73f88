//! A plan as a file, written to be read and edited.

use std::fmt::Write;

use serde::Serialize;

use super::plan::{ColumnPlan, ColumnRole, Exclusion, Layout, Part, SurveyPlan};
use super::proposal::{Finding, Proposal};
use crate::text::counted;

impl SurveyPlan {
    /// The plan as a file that [`from_toml`](Self::from_toml) reads back.
    pub fn to_toml(&self) -> String {
        written(self, &[], 0)
    }
}

impl Proposal {
    /// The plan as a file, with what was found in each column beside it.
    pub fn to_toml(&self) -> String {
        written(&self.plan, &self.findings, self.row_count)
    }
}

/// A table of the file, key by key.
struct Lines(String);

impl Lines {
    fn key(&mut self, name: &str, value: impl Serialize) {
        let value = toml::Value::try_from(value)
            .expect("a plan is made of strings, numbers and lists, which TOML can all hold");
        writeln!(self.0, "{name} = {value}").expect("a string takes whatever is written to it");
    }

    fn option(&mut self, name: &str, value: Option<impl Serialize>) {
        if let Some(value) = value {
            self.key(name, value);
        }
    }

    fn list(&mut self, name: &str, values: &[String]) {
        if !values.is_empty() {
            self.key(name, values);
        }
    }

    fn flag(&mut self, name: &str, is_set: bool) {
        if is_set {
            self.key(name, true);
        }
    }

    fn text(&mut self, text: &str) {
        self.0.push_str(text);
    }
}

fn written(plan: &SurveyPlan, findings: &[Finding], row_count: usize) -> String {
    let mut lines = Lines(format!("# What each column of the survey is. `as` takes: {}.\n\n", role_words()));
    lines.key("dialect", plan.dialect);
    lines.option("delimiter", plan.delimiter);
    lines.option("encoding", plan.encoding.as_ref());
    lines.option("sheet", plan.sheet.as_ref());
    lines.option("respondent", plan.respondent.as_ref());
    lines.key("layout", plan.layout);
    lines.option("question", plan.question.as_ref());
    lines.option("answer", plan.answer.as_ref());
    lines.list("missing", &plan.missing);
    lines.list("not_asked", &plan.not_asked);
    lines.list("not_applicable", &plan.not_applicable);
    for exclusion in &plan.exclusions {
        write_exclusion(&mut lines, exclusion);
    }
    for (index, column) in plan.columns.iter().enumerate() {
        lines.text("\n");
        if let Some(finding) = findings.get(index) {
            let row_count = if plan.layout == Layout::Answers { 0 } else { row_count };
            lines.text(&format!("# {}\n", said(column, finding, row_count)));
        }
        write_column(&mut lines, column);
    }
    lines.0
}

fn role_words() -> String {
    ColumnRole::ALL.iter().map(|role| role.word()).collect::<Vec<_>>().join(", ")
}

/// What was found in a column, on one line and without any of its words.
fn said(column: &ColumnPlan, finding: &Finding, row_count: usize) -> String {
    let mut said = match (finding.filled_count, row_count) {
        (filled, 0) => format!("{} filled", counted(filled as u64, "row")),
        (filled, rows) => format!("{filled} of {} filled", counted(rows as u64, "row")),
    };
    if column.parts.is_empty() && finding.filled_count > 0 {
        write!(said, ", {} distinct", finding.distinct_count).expect("a string takes whatever is written to it");
    }
    if let Some(doubt) = &finding.doubt {
        let doubt = doubt.split_whitespace().collect::<Vec<_>>().join(" ");
        write!(said, "; {}? {doubt}", column.role).expect("a string takes whatever is written to it");
    }
    said
}

fn write_exclusion(lines: &mut Lines, exclusion: &Exclusion) {
    lines.text("\n[[exclude]]\n");
    lines.key("reason", &exclusion.reason);
    lines.option("unless", exclusion.unless.as_ref());
    lines.option("when", exclusion.when.as_ref());
    lines.option("blank", exclusion.blank.as_ref());
    lines.flag("no_answers", exclusion.no_answers);
}

fn write_column(lines: &mut Lines, column: &ColumnPlan) {
    lines.text("[[column]]\n");
    lines.key("name", &column.name);
    lines.key("as", column.role);
    lines.option("section", column.section.as_ref());
    lines.option("code", column.code.as_ref());
    lines.option("wording", column.wording.as_ref());
    lines.list("options", &column.options);
    lines.option("scale", column.scale);
    lines.flag("reversed", column.reversed);
    lines.option("order", column.order);
    lines.option("separator", column.separator.as_ref());
    lines.list("missing", &column.missing);
    lines.list("not_asked", &column.not_asked);
    lines.list("not_applicable", &column.not_applicable);
    lines.option("attribute", column.attribute.as_ref());
    lines.option("other_of", column.other_of.as_ref());
    lines.option("shown_if", column.shown_if.as_ref());
    lines.flag("optional", column.optional);
    write_parts(lines, &column.parts);
}

fn write_parts(lines: &mut Lines, parts: &[Part]) {
    if parts.is_empty() {
        return;
    }
    lines.text("parts = [\n");
    for part in parts {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let option = part.option.as_deref().map(|option| format!(", option = {}", quoted(option))).unwrap_or_default();
        lines.text(&format!("    {{ column = {}{option} }},\n", quoted(&part.column)));
    }
    lines.text("]\n");
}
