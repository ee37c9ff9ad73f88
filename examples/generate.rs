//! Writes a generated study folder of any size, to try the program on:
//!
//! `cargo run --release --example generate -- FOLDER [RESPONDENTS] [QUESTIONS] [INTERVIEWS] [WORDS]`

#[path = "../benches/corpus/mod.rs"]
mod corpus;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("name the folder to write")?);
    let numbers: Vec<u32> = arguments.map(|argument| argument.parse()).collect::<Result<_, _>>()?;
    let number = |position: usize, usual: u32| numbers.get(position).copied().unwrap_or(usual);
    let size = corpus::Size {
        respondents: number(0, 5_000),
        questions: number(1, 5),
        interviews: number(2, 0),
        words_per_interview: number(3, 8_000),
    };
    corpus::write_study(&folder, size, 1)?;
    Ok(())
}
