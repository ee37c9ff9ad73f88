//! What a person reads when a command fails: one sentence, its causes, and what to do.

use std::io;

use super::{Outcome, Ui};
use crate::project::{ProjectError, sentence};

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

/// The reader of our output went away (`verbatim cases | head`): not our failure.
fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe))
}
