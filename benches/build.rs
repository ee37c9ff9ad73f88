//! The main job from nothing on a generated corpus, beside a bare tantivy index of the same text: CPU seconds, wall
//! seconds and peak memory, the middle one of three runs each.
//!
//! `cargo bench --bench build` takes 20,000 respondents × 5 answers; `VERBATIM_BENCH_RESPONDENTS=200000` is the size XL of
//! docs/performance.md (a million answers), `VERBATIM_BENCH_INTERVIEWS=600` adds interviews of 8,000 words. Linux only: it
//! reads /proc.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod corpus;
mod costs;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use costs::{Result, measured, middle, number, remove, show, verbatim};

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
