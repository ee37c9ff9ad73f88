//! Any bytes as codes: a sheet, a list and a REFI-QDA codebook.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::code_sheet::code_sheet;

fuzz_target!(|bytes: &[u8]| {
    for name in ["a.csv", "a.txt", "a.qdc", "a.xlsx"] {
        if let Ok(imported) = code_sheet(Path::new(name), bytes, &[]) {
            assert!(imported.codes.iter().all(|code| !code.id.is_empty() && !code.name.is_empty()));
        }
    }
});
