//! What a run of the program costs: CPU seconds of all its threads, wall seconds and peak memory. Linux only: it reads /proc.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What one run took.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Cost {
    pub(crate) cpu_seconds: f64,
    pub(crate) wall_seconds: f64,
    pub(crate) peak_mebibytes: u64,
}

const RUNS: usize = 3;

/// The program in a study, about to be run.
pub(crate) fn verbatim(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    command.arg("--quiet").arg("--study").arg(folder).args(arguments);
    command
}

/// The middle one of three runs, by CPU time.
pub(crate) fn middle(mut run: impl FnMut() -> Result<Cost>) -> Result<Cost> {
    let mut costs = (0..RUNS).map(|_| run()).collect::<Result<Vec<_>>>()?;
    costs.sort_by(|one, other| one.cpu_seconds.total_cmp(&other.cpu_seconds));
    Ok(costs[RUNS / 2])
}

/// Runs a command to its end, which has to be a good one.
pub(crate) fn measured(command: &mut Command) -> Result<Cost> {
    let before = children_cpu_seconds()?;
    let start = Instant::now();
    let mut child = command.stdout(Stdio::null()).spawn()?;
    let peak_mebibytes = watch(&mut child)?;
    let wall_seconds = start.elapsed().as_secs_f64();
    if !child.wait()?.success() {
        return Err(format!("{command:?} failed").into());
    }
    Ok(Cost { cpu_seconds: children_cpu_seconds()? - before, wall_seconds, peak_mebibytes })
}

/// Waits for the end and gives the most memory that was resident: anonymous pages, not mapped files.
fn watch(child: &mut Child) -> Result<u64> {
    let status = format!("/proc/{}/status", child.id());
    let mut peak = 0;
    while child.try_wait()?.is_none() {
        let text = fs::read_to_string(&status).unwrap_or_default();
        let line = text.lines().find_map(|line| line.strip_prefix("RssAnon:"));
        let kibibytes: u64 = line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0);
        peak = peak.max(kibibytes / 1024);
        std::thread::sleep(Duration::from_millis(2));
    }
    Ok(peak)
}

/// CPU time of all children that have ended, user and system (proc_pid_stat(5), fields 16 and 17, in hundredths).
fn children_cpu_seconds() -> Result<f64> {
    let text = fs::read_to_string("/proc/self/stat")?;
    let after_name = text.rsplit(") ").next().ok_or("no name in /proc/self/stat")?;
    let fields: Vec<&str> = after_name.split_whitespace().collect();
    let ticks = |field: usize| fields.get(field - 3).and_then(|ticks| ticks.parse::<f64>().ok()).unwrap_or(0.0);
    Ok((ticks(16) + ticks(17)) / 100.0)
}

pub(crate) fn show(what: &str, cost: Cost) {
    println!(
        "{what:<26} {:8.2} s CPU {:8.2} s wall {:6} MiB",
        cost.cpu_seconds, cost.wall_seconds, cost.peak_mebibytes
    );
}

pub(crate) fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

pub(crate) fn number(variable: &str, usual: u32) -> u32 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}
