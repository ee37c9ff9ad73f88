//! Parse the arguments, run, turn the outcome into an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    verbatim::cli::run(std::env::args_os()).into()
}
