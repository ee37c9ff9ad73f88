//! Sheets of identities: a table somebody keeps of who and what must not get out.

use std::io::Cursor;
use std::path::Path;

use super::identities::mistake;
use super::tables::{self, Record, Table, TableOptions};
use super::{ImportError, Place, file};
use crate::model::{Identity, IdentityKind, Mode};
use crate::text::{fold, nearest, normalise, unguarded};

/// One row of a sheet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SheetIdentity {
    /// By which the register knows it, where the sheet was written from one.
    pub number: Option<i64>,
    /// Its case by name; what the sheet has no column for is empty.
    pub identity: Identity,
    pub place: Place,
}

/// A sheet, and the columns of it that say nothing of an identity.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct IdentitySheet {
    pub rows: Vec<SheetIdentity>,
    pub not_read: Vec<String>,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Number,
    Kind,
    Forms,
    Replacement,
    Mode,
    Wider,
    Case,
    Reason,
    /// Written beside a register for people to read.
    Ignored,
}

/// How headings are usually spelt, folded and without spaces and signs.
const SPELLINGS: [(Column, &[&str]); 9] = [
    (Column::Number, &["number", "no", "nr"]),
    (Column::Kind, &["kind", "type", "category", "entitytype", "identifiertype"]),
    (
        Column::Forms,
        &[
            "forms",
            "form",
            "name",
            "names",
            "alias",
            "aliases",
            "original",
            "originals",
            "entity",
            "identifier",
            "term",
            "terms",
            "realname",
            "real",
            "alsoknownas",
            "nickname",
            "nicknames",
            "variants",
        ],
    ),
    (
        Column::Replacement,
        &[
            "replacement",
            "replacements",
            "pseudonym",
            "pseudonyms",
            "replacewith",
            "replacedby",
            "printedas",
            "label",
            "newname",
        ],
    ),
    (Column::Mode, &["mode", "method", "treatment", "how"]),
    (
        Column::Wider,
        &["wider", "generalisation", "generalization", "generalised", "generaliseto", "region", "sector", "band"],
    ),
    (Column::Case, &["case", "participant", "caseid", "participantid", "respondent"]),
    (Column::Reason, &["reason", "reasons", "why", "note", "notes", "comment", "comments"]),
    (Column::Ignored, &["keptin", "mentions"]),
];

/// Reads a table of any kind with a header row: `kind` and `forms` (parted by `;` or `|`), and, where it has them,
/// `replacement`, `mode`, `wider`, `case`, `reason`, in usual spellings.
pub fn identity_sheet(path: &Path, bytes: &[u8]) -> Result<IdentitySheet, ImportError> {
    file::check_size(path, bytes)?;
    let mut table = tables::open(path, Cursor::new(bytes.to_vec()), TableOptions::default())?;
    let mut record = Record::default();
    if !table.read(&mut record)? {
        return Err(table.unusable("there is nothing in it; write a header row with columns \"kind\" and \"forms\""));
    }
    let header: Vec<String> = record.fields().map(|cell| normalise(cell.trim()).into_owned()).collect();
    let columns: Vec<Option<Column>> = header.iter().map(|heading| column_of(heading)).collect();
    for (wanted, name) in [(Column::Kind, "kind"), (Column::Forms, "forms")] {
        if !columns.contains(&Some(wanted)) {
            let message = format!("there is no column \"{name}\"; name the column that holds it so");
            return Err(table.damaged(record.number, message));
        }
    }
    let not_read = header.iter().zip(&columns).filter(|(name, column)| column.is_none() && !name.is_empty());
    let not_read = not_read.map(|(name, _)| name.clone()).collect();
    table.expect_width(record.len());
    let mut rows = Vec::new();
    while table.read(&mut record)? {
        if !record.is_blank() {
            rows.push(row_of(&table, &record, &columns)?);
        }
    }
    if rows.is_empty() {
        return Err(table.unusable("there is a header but no row; write one row an identity"));
    }
    Ok(IdentitySheet { rows, not_read })
}

fn column_of(heading: &str) -> Option<Column> {
    let plain: String = fold(heading).chars().filter(|letter| letter.is_alphanumeric()).collect();
    SPELLINGS.iter().find(|(_, spellings)| spellings.contains(&plain.as_str())).map(|(column, _)| *column)
}

fn row_of(table: &Table, record: &Record, columns: &[Option<Column>]) -> Result<SheetIdentity, ImportError> {
    let wrong = |message: String| table.damaged(record.number, message);
    let cells = |wanted: Column| {
        let indices = (0..columns.len()).filter(move |&index| columns[index] == Some(wanted));
        indices.map(|index| normalise(unguarded(record.field(index)).trim()).into_owned())
    };
    let cell = |wanted: Column| cells(wanted).find(|cell| !cell.is_empty()).unwrap_or_default();
    let kind = cell(Column::Kind);
    let kind = kind_of(&kind).ok_or_else(|| {
        let all: Vec<&str> = IdentityKind::ALL.iter().map(|kind| kind.word()).collect();
        match nearest(&kind, all.iter().copied()) {
            Some(meant) => wrong(format!("there is no kind {kind:?}; did you mean {meant:?}?")),
            None => wrong(format!("the kind is one of {}; write one of them", all.join(", "))),
        }
    })?;
    let mode = cell(Column::Mode).to_lowercase();
    let mode = match mode.as_str() {
        "" | "usual" => None,
        word => Some(mode_of(word).ok_or_else(|| wrong("the mode is pseudonym, role, generalise or keep".to_owned()))?),
    };
    let number = cell(Column::Number);
    let number = match number.as_str() {
        "" => None,
        number => {
            Some(number.parse().map_err(|_| wrong("the number is that of the register; leave it blank".to_owned()))?)
        }
    };
    let mut forms: Vec<String> = Vec::new();
    for form in cells(Column::Forms).flat_map(|cell| cell.split([';', '|']).map(str::to_owned).collect::<Vec<_>>()) {
        let form = form.split_whitespace().collect::<Vec<_>>().join(" ");
        if !form.is_empty() && !forms.contains(&form) {
            forms.push(form);
        }
    }
    let identity = Identity {
        replacement: cell(Column::Replacement),
        case: Some(cell(Column::Case)).filter(|case| !case.is_empty()),
        reason: cell(Column::Reason),
        mode,
        wider: cell(Column::Wider),
        ..Identity::new(kind, forms)
    };
    match mistake(&identity) {
        Some(_) if identity.forms.is_empty() => {
            Err(wrong("the column of forms is blank here; write the name".to_owned()))
        }
        Some(_) if mode == Some(Mode::Keep) && identity.reason.is_empty() => {
            Err(wrong("what is kept needs a reason; write it in the column \"reason\"".to_owned()))
        }
        Some(message) => Err(wrong(message.to_owned())),
        None => Ok(SheetIdentity { number, identity, place: table.counted().place(record.number) }),
    }
}

fn kind_of(word: &str) -> Option<IdentityKind> {
    let word = word.to_lowercase();
    Some(match word.as_str() {
        "people" | "name" | "individual" => IdentityKind::Person,
        "location" | "town" | "city" | "loc" => IdentityKind::Place,
        "organization" | "org" | "employer" | "institution" | "company" => IdentityKind::Organisation,
        "email" | "e-mail" | "phone" | "telephone" | "address" => IdentityKind::Contact,
        word => return IdentityKind::from_word(word),
    })
}

fn mode_of(word: &str) -> Option<Mode> {
    Some(match word {
        "generalize" | "generalised" | "wider" => Mode::Generalise,
        "kept" => Mode::Keep,
        word => return Mode::from_word(word),
    })
}
