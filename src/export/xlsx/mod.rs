//! xlsx
use super::{ExportError, package};
use crate::report::Report;
pub(super) fn xlsx(_report: &Report) -> Result<Vec<u8>, ExportError> {
    package::repack(&package::pack(&[])?)
}
