//! Any bytes as a survey in an old Excel workbook.
#![no_main]

use std::io::Cursor;
use std::path::Path;

use libfuzzer_sys::fuzz_target;
use verbatim::import::survey::{SurveyPlan, SurveyReader};

fuzz_target!(|bytes: &[u8]| {
    let path = Path::new("a.xls");
    let Ok(plan) = SurveyPlan::detect(path, Cursor::new(bytes.to_vec())) else { return };
    if let Ok(reader) = SurveyReader::new(path, Cursor::new(bytes.to_vec()), &plan) {
        for respondent in reader.map_while(Result::ok) {
            assert!(!respondent.id().is_empty());
        }
    }
});
