//! Any bytes as a .pdf transcript.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::read_transcript;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(imported) = read_transcript(Path::new("a.pdf"), bytes) {
        for turn in &imported.turns {
            assert!(!turn.span.of_text(&imported.text).is_empty());
        }
    }
});
