//! Services: what desk research describes, one row a service.

use std::io::Cursor;
use std::path::Path;

use super::tables::{self, Record, Table, TableOptions};
use super::{ImportError, file};
use crate::model::Service;
use crate::text::normalise;

/// Reads a table of any kind with a header row: the services' names in a column `service` or `name`, or else in the
/// first, and their attributes in all others. Names are told apart whatever their letter case.
pub fn service_sheet(path: &Path, bytes: &[u8]) -> Result<Vec<Service>, ImportError> {
    file::check_size(path, bytes)?;
    let mut table = tables::open(path, Cursor::new(bytes.to_vec()), TableOptions::default())?;
    let mut record = Record::default();
    if !table.read(&mut record)? {
        return Err(table.unusable("there is nothing in it; write a header row with a column \"service\""));
    }
    let names = titles(&table, &record)?;
    let find = |wanted: &str| names.iter().position(|name| name.eq_ignore_ascii_case(wanted));
    let own = find("service").or_else(|| find("name")).unwrap_or(0);
    table.expect_width(record.len());
    let mut services: Vec<Service> = Vec::new();
    while table.read(&mut record)? {
        if record.is_blank() {
            continue;
        }
        let cell = |index: usize| normalise(record.field(index).trim()).into_owned();
        let name = cell(own);
        if name.is_empty() {
            let message = format!("the column \"{}\" is blank here; write the service's name", names[own]);
            return Err(table.damaged(record.number, message));
        }
        if services.iter().any(|other| other.name.to_lowercase() == name.to_lowercase()) {
            let message = "this service is there already; take one of the two rows out";
            return Err(table.damaged(record.number, message));
        }
        let others = (0..names.len()).filter(|index| *index != own);
        let attributes = others.map(|index| (names[index].clone(), cell(index))).filter(|(_, value)| !value.is_empty());
        services.push(Service { attributes: attributes.collect(), name });
    }
    if services.is_empty() {
        return Err(table.unusable("there is a header but no row; write one row a service"));
    }
    Ok(services)
}

fn titles(table: &Table, header: &Record) -> Result<Vec<String>, ImportError> {
    let names: Vec<String> = header.fields().map(|field| normalise(field.trim()).into_owned()).collect();
    for (index, name) in names.iter().enumerate() {
        if name.is_empty() {
            return Err(table.damaged(header.number, format!("column {} has no name; give it one", index + 1)));
        }
        if names.iter().take(index).any(|earlier| earlier.eq_ignore_ascii_case(name)) {
            return Err(table.damaged(header.number, format!("there are two columns \"{name}\"; rename one")));
        }
    }
    Ok(names)
}
