//! The main job from nothing on a generated corpus, beside a bare tantivy index of the same text: CPU seconds, wall
//! seconds and peak memory, the middle one of three runs each.
//!
//! `cargo bench --bench build` takes 20,000 respondents × 5 answers; `VERBATIM_BENCH_RESPONDENTS=200000` is the size XL of
//! docs/performance.md (a million answers), `VERBATIM_BENCH_INTERVIEWS=600` adds interviews of 8,000 words. Linux only: it
//! reads /proc.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod corpus;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// What one run took.
#[derive(Debug, Clone, Copy, Default)]
struct Cost {
    cpu_seconds: f64,
    wall_seconds: f64,
    peak_mebibytes: u64,
}

const RUNS: usize = 3;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().collect();
    if let [_, bare, survey, index] = arguments.as_slice()
        && bare == "--bare"
    {
        return bare_index(Path::new(survey), Path::new(index));
    }
    let size = corpus::Size {
        respondents: number("VERBATIM_BENCH_RESPONDENTS", 20_000),
        questions: 5,
        interviews: number("VERBATIM_BENCH_INTERVIEWS", 0),
        words_per_interview: 8_000,
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("build-bench");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    corpus::write_study(&folder, size, 1)?;
    let survey = folder.join("transcripts/survey.csv");
    let megabytes = fs::metadata(&survey).map_or(0, |facts| facts.len()) / 1_000_000;
    println!("{} answers ({megabytes} MB), {} interviews", size.respondents * size.questions, size.interviews);

    let bare = middle(|| {
        let index = folder.join("bare");
        remove(&index)?;
        let me = std::env::current_exe()?;
        measured(Command::new(me).arg("--bare").arg(&survey).arg(&index))
    })?;
    show("bare tantivy index", bare);
    let build = middle(|| {
        remove(&folder.join(".verbatim"))?;
        remove(&folder.join("output"))?;
        measured(&mut verbatim(&folder, &["build"]))
    })?;
    show("verbatim build", build);
    println!("ratio of CPU time: {:.2}", build.cpu_seconds / bare.cpu_seconds);
    for (what, arguments) in [
        ("build, nothing to do", &["build"][..]),
        ("search a word in a theme", &["search", "theme:theme-3 AND training", "--count"]),
        ("crosstab from cold", &["crosstab", "sector", "--format", "csv"]),
    ] {
        show(what, middle(|| measured(&mut verbatim(&folder, arguments)))?);
    }
    remove(&folder)
}

fn verbatim(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_verbatim"));
    command.arg("--quiet").arg("--study").arg(folder).args(arguments);
    command
}

/// Indexes the answers as tantivy does it by itself: one stemmed field with positions, text not stored.
fn bare_index(survey: &Path, folder: &Path) -> Result<()> {
    use tantivy::schema::{IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
    let mut schema = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer("en_stem")
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let words = schema.add_text_field("words", TextOptions::default().set_indexing_options(indexing));
    fs::create_dir_all(folder)?;
    let index = tantivy::Index::create_in_dir(folder, schema.build())?;
    let mut writer = index.writer_with_num_threads(2, 200_000_000)?;
    let mut reader = csv::Reader::from_path(survey)?;
    let mut record = csv::StringRecord::new();
    while reader.read_record(&mut record)? {
        for answer in record.iter().skip(3) {
            writer.add_document(tantivy::doc!(words => answer))?;
        }
    }
    writer.commit()?;
    writer.wait_merging_threads()?;
    Ok(())
}

fn middle(mut run: impl FnMut() -> Result<Cost>) -> Result<Cost> {
    let mut costs = (0..RUNS).map(|_| run()).collect::<Result<Vec<_>>>()?;
    costs.sort_by(|one, other| one.cpu_seconds.total_cmp(&other.cpu_seconds));
    Ok(costs[RUNS / 2])
}

fn measured(command: &mut Command) -> Result<Cost> {
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

fn show(what: &str, cost: Cost) {
    println!(
        "{what:<26} {:8.2} s CPU {:8.2} s wall {:6} MiB",
        cost.cpu_seconds, cost.wall_seconds, cost.peak_mebibytes
    );
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)?;
    }
    Ok(())
}

fn number(variable: &str, usual: u32) -> u32 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(usual)
}
