//! Taking a person's names and words out of what others wrote: memos, reasons, the audit trail.

use rusqlite::{Connection, params};
use serde_json::Value;

use super::StoreError;
use crate::model::CaseId;
use crate::text::Echo;

/// Stands where the name of someone who withdrew was.
const INSTEAD: &str = "[withdrawn]";

/// Columns in which people write freely, each with its table's key.
const WRITTEN: &[(&str, &str)] = &[
    ("memos", "content"),
    ("memos", "title"),
    ("memos", "kind"),
    ("framework_cells", "summary"),
    ("links", "kind"),
    ("quote_marks", "words"),
    ("quote_marks", "target_key"),
    ("cases", "reason"),
    ("decisions", "reason"),
    ("identities", "reason"),
    ("identities", "replacement"),
    ("identities", "wider"),
];

pub(super) fn scrub(connection: &Connection, case: CaseId, echo: &Echo) -> Result<(), StoreError> {
    for (table, column) in WRITTEN {
        for (id, text) in rows(connection, table, column)? {
            if let Some(clean) = echo.without_names(&text, INSTEAD) {
                connection.execute(&format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"), params![id, clean])?;
            }
        }
    }
    for (id, form) in rows(connection, "decisions", "form")? {
        if echo.is_named_in(&form) {
            connection.execute("DELETE FROM decisions WHERE id = ?1", [id])?;
        }
    }
    // Nobody reads an earlier codebook, but an example in it may be a quotation.
    for (id, content) in rows(connection, "codebooks", "content")? {
        if echo.is_named_in(&content) || echo.is_quoted_in(&content) {
            connection.execute("UPDATE codebooks SET content = '' WHERE id = ?1", [id])?;
        }
    }
    scrub_json(connection, "sources", "warnings", case, echo)?;
    scrub_json(connection, "events", "detail", case, echo)?;
    scrub_json(connection, "events", "inverse", case, echo)
}

fn rows(connection: &Connection, table: &str, column: &str) -> Result<Vec<(i64, String)>, StoreError> {
    let sql = format!("SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL ORDER BY id");
    let mut statement = connection.prepare(&sql)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn scrub_json(connection: &Connection, table: &str, column: &str, case: CaseId, echo: &Echo) -> Result<(), StoreError> {
    for (id, json) in rows(connection, table, column)? {
        let Ok(value) = json.parse::<Value>() else { continue };
        let clean = without(value.clone(), case, echo);
        if clean != value {
            let clean = clean.to_string();
            connection.execute(&format!("UPDATE {table} SET {column} = ?2 WHERE id = ?1"), params![id, clean])?;
        }
    }
    Ok(())
}

/// An object about the case says nothing any more; a list leaves it out; a name is replaced.
fn without(value: Value, case: CaseId, echo: &Echo) -> Value {
    match value {
        Value::String(text) => Value::String(echo.without_names(&text, INSTEAD).unwrap_or(text)),
        Value::Array(items) => {
            let others = items.into_iter().filter(|item| !is_about(item, case));
            Value::Array(others.map(|item| without(item, case, echo)).collect())
        }
        Value::Object(fields) if fields.get("case").is_some_and(|of| of == case.0) => {
            serde_json::json!({ "case": INSTEAD })
        }
        Value::Object(fields) if is_about_them_alone(&fields, case) => serde_json::json!({ "cases": [] }),
        Value::Object(fields) => {
            let clean = |(name, value): (String, Value)| match (name.as_str(), value) {
                ("cases", Value::Array(cases)) => {
                    let others: Vec<Value> = cases.into_iter().filter(|other| *other != case.0).collect();
                    (name, Value::Array(others))
                }
                (_, value) => (name, without(value, case, echo)),
            };
            Value::Object(fields.into_iter().map(clean).collect())
        }
        other => other,
    }
}

/// A reason that was given for them alone is theirs.
fn is_about_them_alone(fields: &serde_json::Map<String, Value>, case: CaseId) -> bool {
    let cases = fields.get("cases").and_then(Value::as_array);
    cases.is_some_and(|cases| !cases.is_empty() && cases.iter().all(|other| *other == case.0))
}

fn is_about(item: &Value, case: CaseId) -> bool {
    item.get("case").is_some_and(|of| *of == case.0)
}
