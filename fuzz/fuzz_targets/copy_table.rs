//! Any bytes as a working copy of a framework: text of a table, the XML of a Word document with one, or a whole file.
#![no_main]

use std::io::{Cursor, Write as _};
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::copy_table;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A Word document with this as its main part.
fn document(xml: &[u8]) -> Option<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.start_file("word/document.xml", SimpleFileOptions::default()).ok()?;
    archive.write_all(xml).ok()?;
    Some(archive.finish().ok()?.into_inner())
}

fuzz_target!(|bytes: &[u8]| {
    let is_header = |cells: &[String]| cells.first().is_some_and(|first| !first.is_empty());
    let files = [("a.csv", bytes.to_vec()), ("a.xlsx", bytes.to_vec()), ("a.docx", bytes.to_vec()), ("b.docx", document(bytes).unwrap_or_default())];
    for (name, bytes) in files {
        if let Ok(table) = copy_table(Path::new(name), &bytes, &is_header) {
            assert!(table.rows.iter().all(|row| row.cells.len() == table.headings.len()));
        }
    }
});
