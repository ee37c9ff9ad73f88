//! Any bytes as a face sheet.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::face_sheet;

fuzz_target!(|bytes: &[u8]| {
    for row in face_sheet(Path::new("a.csv"), bytes).unwrap_or_default() {
        assert!(!row.case.is_empty());
    }
});
