//! What a person reads when a command fails: one sentence, its causes, and what to do.

use std::io;

use super::{Outcome, Ui};
use crate::project::ProjectError;

/// Shows an error and tells how the command ended.
pub(super) fn show(error: &anyhow::Error, ui: &mut Ui) -> Outcome {
    if is_closed_pipe(error) {
        return Outcome::Done;
    }
    match tell(error, ui) {
        // Standard error may be closed too: then there is nobody left to tell.
        Ok(()) | Err(_) => Outcome::Failed,
    }
}

fn tell(error: &anyhow::Error, ui: &mut Ui) -> io::Result<()> {
    ui.error(sentence(error.as_ref()))?;
    if error.chain().any(|cause| matches!(cause.downcast_ref(), Some(ProjectError::NoStudy { .. }))) {
        ui.hint("`verbatim init FOLDER` starts a study; --study FOLDER names one that is elsewhere")?;
    }
    Ok(())
}

/// An error and what caused it, in one sentence.
pub(super) fn sentence(error: &(dyn std::error::Error + 'static)) -> String {
    let mut sentence = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = without_number(error.to_string());
        if !sentence.contains(&words) {
            sentence = format!("{sentence}: {words}");
        }
        cause = error.source();
    }
    sentence
}

/// The system's words for what went wrong, without its number: "No such file or directory (os error 2)".
fn without_number(words: String) -> String {
    match words.split_once(" (os error ") {
        Some((before, number)) if number.ends_with(')') => before.to_owned(),
        _ => words,
    }
}

/// The reader of our output went away (`verbatim cases | head`): not our failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
