//! An error and what caused it, in one sentence.

use std::error::Error;

/// The error's words and those of its causes, each said once.
pub fn sentence(error: &(dyn Error + 'static)) -> String {
    let mut sentence = without_number(&error.to_string());
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = without_number(&error.to_string());
        // SQLite says "file is not a database", caused by "Error code 26: file is not a database".
        if !sentence.contains(&words) && !words.starts_with("Error code ") {
            sentence = format!("{sentence}: {words}");
        }
        cause = error.source();
    }
    sentence
}

/// The system's words for what went wrong, without its number: "No such file or directory (os error 2)".
fn without_number(words: &str) -> String {
    match words.split_once(" (os error ") {
        Some((before, number)) if number.ends_with(')') => before.to_owned(),
        _ => words.to_owned(),
    }
}
