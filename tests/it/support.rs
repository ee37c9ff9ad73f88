//! What tests share.

use std::path::PathBuf;

/// The folder of real files to try things on, or nothing (said on standard error) where it is not there.
#[expect(clippy::print_stderr, reason = "a skipped test says so")]
pub(crate) fn shared_data(folder: &str) -> Option<PathBuf> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../shared/data").join(folder);
    if path.is_dir() {
        return Some(path);
    }
    eprintln!("skipped: ../shared/data/{folder} is not on this machine");
    None
}
