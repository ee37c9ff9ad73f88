//! Damaged files through the whole program: 1,000 of each format, each within 2 s and 512 MB of address space.
//!
//! `cargo bench --bench hostile` takes sound files of `transcripts/` and, where it is there, of `../shared/data`, damages
//! them in every way that a disk, a mail program or an ill-wisher would, and gives each to `verbatim convert --masked`. What
//! fails is kept under `target/tmp/hostile`. `VERBATIM_HOSTILE=rtf,pdf` limits it to some formats,
//! `VERBATIM_HOSTILE_COUNT=100` to fewer files of each. Needs a POSIX shell, for its `ulimit`.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod seeds;

use std::error::Error;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

type Result<T> = std::result::Result<T, Box<dyn Error>>;

const FORMATS: &[&str] = &[
    "txt", "md", "docx", "odt", "rtf", "pdf", "html", "epub", "vtt", "srt", "csv", "tsv", "xlsx", "xls", "ods", "sav",
    "zsav", "json", "jsonl", "sqlite3", "qda",
];
const MOST_TIME: Duration = Duration::from_secs(2);
/// In KiB, as `ulimit -v` counts.
const MOST_MEMORY: u64 = 512 << 10;

fn main() -> Result<()> {
    let wanted = std::env::var("VERBATIM_HOSTILE").unwrap_or_default();
    let count: u64 = std::env::var("VERBATIM_HOSTILE_COUNT").ok().and_then(|count| count.parse().ok()).unwrap_or(1000);
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("hostile");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder)?;
    let seeds = seeds::sound(&folder, |path| Ok(run(path)?.0 == Ended::Read))?;
    println!(
        "{:<8} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>9}",
        "format", "seeds", "files", "read", "refused", "failed", "slow", "longest"
    );
    let mut all_well = true;
    for format in FORMATS.iter().filter(|format| wanted.is_empty() || wanted.split(',').any(|word| word == **format)) {
        let Some(seeds) = seeds.get(*format) else {
            println!("{format:<8} no sound file to begin with");
            continue;
        };
        let tally = try_format(format, seeds, count, &folder)?;
        all_well &= tally.failed == 0 && tally.slow == 0;
        println!(
            "{format:<8} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} {:>6} ms",
            seeds.len(),
            count,
            tally.read,
            tally.refused,
            tally.failed,
            tally.slow,
            tally.longest.as_millis()
        );
    }
    if all_well { Ok(()) } else { Err(format!("some files did not end well: see {}", folder.display()).into()) }
}

#[derive(Default)]
struct Tally {
    read: u64,
    refused: u64,
    /// A panic, a signal, or no memory left.
    failed: u64,
    slow: u64,
    longest: Duration,
}

fn try_format(format: &str, seeds: &[Vec<u8>], count: u64, folder: &Path) -> Result<Tally> {
    let mut tally = Tally::default();
    for number in 0..count {
        let mut random = Random(number.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let seed = &seeds[random.below(seeds.len())];
        let bytes = damaged(seed, &mut random);
        let path = folder.join(format!("{format}-{number}.{format}"));
        fs::write(&path, &bytes)?;
        let (mut ended, mut time) = run(&path)?;
        if time > MOST_TIME {
            // The machine may have been busy: a file is slow if it is so twice.
            let (again, second) = run(&path)?;
            (ended, time) = (again, time.min(second));
        }
        tally.longest = tally.longest.max(time);
        let is_slow = time > MOST_TIME;
        match ended {
            Ended::Read => tally.read += 1,
            Ended::Refused => tally.refused += 1,
            Ended::Badly => tally.failed += 1,
        }
        tally.slow += u64::from(is_slow);
        if !is_slow && ended != Ended::Badly {
            fs::remove_file(&path)?;
        }
    }
    Ok(tally)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ended {
    Read,
    Refused,
    Badly,
}

fn run(path: &Path) -> Result<(Ended, Duration)> {
    let start = Instant::now();
    let output = Command::new("sh")
        .arg("-c")
        .arg(format!("ulimit -v {MOST_MEMORY}; exec \"$0\" convert --masked \"$1\""))
        .arg(env!("CARGO_BIN_EXE_verbatim"))
        .arg(path)
        .stdin(Stdio::null())
        .output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let is_one_sentence = told.starts_with("error: ") && !told.contains("panicked");
    let ended = match output.status.code() {
        Some(0) => Ended::Read,
        Some(1) if is_one_sentence => Ended::Refused,
        _ => Ended::Badly,
    };
    Ok((ended, start.elapsed()))
}

/// A sound file with something done to it. Of zip archives, half are damaged inside a part, which is then packed again.
fn damaged(seed: &[u8], random: &mut Random) -> Vec<u8> {
    if seed.starts_with(b"PK\x03\x04")
        && random.below(2) == 0
        && let Some(bytes) = damaged_inside(seed, random)
    {
        return bytes;
    }
    let mut bytes = seed.to_vec();
    for _ in 0..=random.below(3) {
        damage(&mut bytes, random);
    }
    bytes
}

fn damage(bytes: &mut Vec<u8>, random: &mut Random) {
    if bytes.is_empty() {
        return;
    }
    let (one, other) = (random.below(bytes.len()), random.below(bytes.len()));
    let stretch = one.min(other)..one.max(other).min(one.min(other) + 4096);
    match random.below(8) {
        0 => bytes.truncate(one),
        1 | 2 => (0..=random.below(8)).for_each(|_| {
            let at = random.below(bytes.len());
            bytes[at] ^= 1 << random.below(8);
        }),
        3 => drop(bytes.drain(stretch)),
        4 => bytes[stretch].fill(0),
        5 => {
            let copy = bytes[stretch].to_vec();
            bytes.splice(one..one, copy);
        }
        6 => {
            // A stretch again and again: lists without end, nesting without end.
            let copy = bytes[stretch.start..stretch.end.min(stretch.start + 64)].to_vec();
            let many = copy.repeat(1 + random.below(20_000));
            bytes.splice(one..one, many);
        }
        _ => {
            // Numbers at their limits, where a format keeps lengths and offsets.
            let limit = [0xff, 0x7f, 0x80, 0x00][random.below(4)];
            let end = (one + 4).min(bytes.len());
            bytes[one..end].fill(limit);
        }
    }
}

fn damaged_inside(seed: &[u8], random: &mut Random) -> Option<Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(seed)).ok()?;
    let chosen = random.below(archive.len());
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).ok()?;
        let name = part.name().ok()?.into_owned();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).ok()?;
        writer.start_file(name, SimpleFileOptions::default()).ok()?;
        if index != chosen {
            writer.write_all(&bytes).ok()?;
        } else if random.below(50) == 0 {
            // A bomb: a gigabyte in a megabyte.
            let blank = vec![b' '; 1 << 20];
            (0..1024).try_for_each(|_| writer.write_all(&blank)).ok()?;
        } else if random.below(10) == 0 {
            let deep = format!("<?xml version=\"1.0\"?>{}", "<a><w:tbl><table:table><div>".repeat(200_000));
            writer.write_all(deep.as_bytes()).ok()?;
        } else {
            damage(&mut bytes, random);
            writer.write_all(&bytes).ok()?;
        }
    }
    Some(writer.finish().ok()?.into_inner())
}

/// xorshift64: the same files in every run.
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % limit.max(1) as u64).unwrap_or(0)
    }
}
