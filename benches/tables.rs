//! Two hundred tables over 200,000 answers: what a build of all of them takes once everything is imported and coded, beside
//! the same build with two tables. CPU seconds, wall seconds and peak memory, the middle one of three runs each.
//!
//! `cargo bench --bench tables`; `VERBATIM_BENCH_RESPONDENTS` changes the size (40,000 respondents × 5 answers). Linux only:
//! it reads /proc.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod corpus;
mod costs;

use std::fmt::Write as _;
use std::fs;
use std::path::PathBuf;

use costs::{Result, measured, middle, number, remove, show, verbatim};

/// Tables that a build makes.
const TABLES: usize = 200;

fn main() -> Result<()> {
    let size = corpus::Size {
        respondents: number("VERBATIM_BENCH_RESPONDENTS", 40_000),
        questions: 5,
        interviews: number("VERBATIM_BENCH_INTERVIEWS", 0),
        words_per_interview: 8_000,
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("tables-bench");
    remove(&folder)?;
    fs::create_dir_all(&folder)?;
    corpus::write_study(&folder, size, 1)?;
    println!("{} answers, {TABLES} tables", size.respondents * size.questions);
    show("build from nothing, 2 tables", measured(&mut verbatim(&folder, &["build"]))?);

    let study = fs::read_to_string(folder.join("study.toml"))?;
    let again = |study: &str| {
        middle(|| {
            remove(&folder.join("output"))?;
            fs::write(folder.join("study.toml"), study)?;
            measured(&mut verbatim(&folder, &["build"]))
        })
    };
    let two = again(&study)?;
    show("2 tables again", two);
    let many = again(&(study.clone() + &outputs(TABLES - 2)))?;
    show("200 tables again", many);
    println!("all 198 more: {:.2} s CPU", many.cpu_seconds - two.cpu_seconds);
    remove(&folder)
}

/// Tables of the kinds that count codings, each of something else, as chapters of one workbook and one page.
fn outputs(count: usize) -> String {
    let mut study = String::from("\n[[document]]\nname = \"appendix\"\nformats = [\"html\", \"xlsx\"]\n");
    for number in 0..count {
        let question = format!("question = \"Q{}\"", number / 4 % 5 + 1);
        let by = if number / 20 % 2 == 0 { "themes" } else { "codes" };
        let attribute = if number / 40 % 2 == 0 { "sector" } else { "wave" };
        let kind = match number % 4 {
            0 => format!("kind = \"frequencies\"\nby = \"{by}\"\n{question}"),
            1 => format!("kind = \"crosstab\"\nby = \"{by}\"\nattribute = \"{attribute}\"\n{question}"),
            2 => format!("kind = \"cooccurrence\"\nby = \"{by}\"\nunit = \"segments\"\n{question}"),
            _ => format!("kind = \"quotes\"\nattributes = [\"{attribute}\"]\nlimit = 3\n{question}"),
        };
        let name = format!("table-{number}");
        // Writing to a string cannot fail.
        let _written = write!(study, "\n[[output]]\nname = \"{name}\"\nchapter_of = \"appendix\"\n{kind}\n");
    }
    study
}
