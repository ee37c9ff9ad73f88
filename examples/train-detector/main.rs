//! Trains the detector of identities and writes its weights, with a manifest of what they were made from:
//!
//! `cargo run --release --example train-detector -- DATA [FOLDER]`
//!
//! DATA holds the training texts and lists; FOLDER (usually `src/detect/weights`) gets `en.bin` and `MANIFEST.toml`. The same
//! files give the same bytes.

#![allow(unreachable_pub, reason = "two programs share these modules")]

mod copies;
mod corpus;
mod lists;
mod manifest;
mod numbers;
mod recipe;
mod trainer;

use std::path::PathBuf;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args_os().skip(1).map(PathBuf::from);
    let data = arguments.next().ok_or("name the folder with the training texts")?;
    let folder = arguments.next().unwrap_or_else(|| PathBuf::from("src/detect/weights"));
    let material = recipe::Material::read(&data)?;
    let bytes = material.train(&[], trainer::Settings::default());
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join("en.bin"), &bytes)?;
    std::fs::write(folder.join("MANIFEST.toml"), manifest::manifest(&data, &bytes)?)?;
    Ok(())
}
