//! Any bytes as a project of another tool. Begin from real ones: random bytes are hardly ever a database.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::KnownSpeakers;
use verbatim::import::projects::read_project;

fuzz_target!(|bytes: &[u8]| {
    let Ok(project) = read_project(Path::new("a.sqlite3"), bytes, &KnownSpeakers::default()) else { return };
    for document in &project.documents {
        for turn in &document.imported.turns {
            assert!(!turn.span.of_text(&document.imported.text).is_empty());
        }
        for coding in &document.codings {
            assert!(!coding.span.of_text(&document.imported.text).is_empty());
            assert!(coding.code_index < project.codes.len());
        }
    }
});
