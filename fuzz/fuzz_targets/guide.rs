//! Any text as an interview guide, in each of its forms, and as answers to a checklist.
#![no_main]

use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::{checklist_answers, guide};

fuzz_target!(|text: &str| {
    for name in ["a.md", "a.txt", "a.toml"] {
        if let Ok(guide) = guide(Path::new(name), text) {
            assert!(guide.question_count() > 0);
        }
    }
    let item = |key: &str| key.parse().ok().filter(|number| *number <= 32);
    if let Ok(answers) = checklist_answers(Path::new("a.toml"), text, "COREQ", &item) {
        assert!(answers.keys().all(|number| *number <= 32));
    }
});
