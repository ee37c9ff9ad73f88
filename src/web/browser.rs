//! Opening the researcher's browser.
//!
//! The address holds a secret, and what a program is started with can be read by everybody on the machine. So the browser
//! is given a file that only its owner may read, and the file leads on.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

/// Opens the address, or says why not.
pub(super) fn open(folder: &Path, address: &str) -> Result<(), String> {
    let path = folder.join(".verbatim/open.html");
    write(&path, address).map_err(|error| error.to_string())?;
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let path = fs::canonicalize(path).map_err(|error| error.to_string())?;
    let mut command = Command::new(program);
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.spawn().map(drop).map_err(|_| format!("there is no {program} here"))
}

fn write(path: &Path, address: &str) -> std::io::Result<()> {
    // Made anew, so that it is ours and has our permissions.
    drop(fs::remove_file(path));
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    let page = format!(
        "<!DOCTYPE html><meta charset=\"utf-8\"><title>verbatim</title>\
         <meta http-equiv=\"refresh\" content=\"0; url={address}\"><p><a href=\"{address}\">Open the workbench</a></p>"
    );
    options.open(path)?.write_all(page.as_bytes())
}
