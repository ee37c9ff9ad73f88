//! Parse the arguments, run, turn the outcome into an exit code.

use std::process::ExitCode;

/// Half of what the system's own allocator costs, where a million answers are read.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    verbatim::cli::run(std::env::args_os()).into()
}
