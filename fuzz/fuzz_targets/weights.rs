//! Any bytes as a file of weights; and any text, read with what is sound of them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use verbatim::detect::Detector;

fuzz_target!(|input: (&[u8], &str)| {
    let (bytes, text) = input;
    if let Ok(detector) = Detector::read(bytes) {
        assert!(detector.candidates(text).iter().all(|candidate| candidate.probability.is_finite()));
    }
    let own = Detector::for_language("en").expect("the program has English weights");
    assert!(own.candidates(text).iter().all(|candidate| !candidate.reasons.is_empty()));
});
