//! Any bytes as a face sheet.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::{face_sheet, service_sheet};

fuzz_target!(|bytes: &[u8]| {
    for row in face_sheet(Path::new("a.csv"), bytes).unwrap_or_default() {
        assert!(!row.case.is_empty());
    }
    for service in service_sheet(Path::new("a.csv"), bytes).unwrap_or_default() {
        assert!(!service.name.is_empty());
    }
});
