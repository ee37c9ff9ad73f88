//! docx
use super::{ExportError, package};
use crate::report::Report;
pub(super) fn docx(_report: &Report) -> Result<Vec<u8>, ExportError> {
    package::pack(&[package::Part::new("a", "")])
}
