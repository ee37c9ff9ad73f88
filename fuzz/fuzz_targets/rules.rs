//! Any text read for what is known by its shape, by the rules and by the gate.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbatim::detect::rules::find;
use verbatim::disclosure::{Gate, Pseudonymiser};

fuzz_target!(|text: &str| {
    find(text, |range, _| assert!(!range.is_empty() && text.get(range).is_some()));
    let printed = Pseudonymiser::new(&[]).pseudonymise(text);
    let findings = Gate::new(&[]).inspect("a.txt", printed.text.as_bytes(), &[]);
    assert!(findings.map_or(true, |findings| findings.is_empty()));
});
