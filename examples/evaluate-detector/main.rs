//! Measures the detector of identities on texts that it was not trained on:
//!
//! `cargo run --release --example evaluate-detector -- DATA [--train FOLDER] [--weights FILE] [PART …]`
//!
//! DATA holds the folders `tab-echr`, `ner-eval` and `presidio-synthetic-pii`; unseen data of the same kinds can be put in
//! their place. `--train` names the training texts (`DATA/ner-train` if not said; court cases of the training split are looked
//! for beside them, in `tab-echr`, if DATA has none), `--weights` other weights than the program's own. Parts are `court`, `folds`, `web`, `speech`, `invented`, `synthetic`; all of them if none is named.

#![allow(unreachable_pub, reason = "two programs share these modules")]

mod cases;
#[path = "../train-detector/copies.rs"]
mod copies;
#[path = "../train-detector/corpus.rs"]
mod corpus;
mod court;
mod curve;
mod draws;
#[path = "../train-detector/lists.rs"]
mod lists;
mod measure;
#[path = "../train-detector/numbers.rs"]
mod numbers;
#[path = "../train-detector/recipe.rs"]
mod recipe;
mod speech;
mod synthetic;
#[path = "../train-detector/trainer.rs"]
mod trainer;
mod web;

use std::path::PathBuf;

use verbatim::detect::Detector;

type Outcome = Result<(), Box<dyn std::error::Error>>;

/// What was asked for.
struct Wanted {
    data: PathBuf,
    train: Option<PathBuf>,
    weights: Option<PathBuf>,
    parts: Vec<String>,
}

fn main() -> Outcome {
    let wanted = wanted()?;
    let is_wanted = |part: &str| wanted.parts.is_empty() || wanted.parts.iter().any(|wanted| wanted == part);
    let texts = wanted.train.clone().unwrap_or_else(|| wanted.data.join("ner-train"));
    let material = recipe::Material::read(&texts)?;
    let own;
    let detector = match &wanted.weights {
        Some(path) => {
            own = Detector::read(&std::fs::read(path)?)?;
            &own
        }
        None => Detector::for_language("en").ok_or("there are no English weights")?,
    };
    measure::line(format_args!("weights {}", detector.version()));
    if is_wanted("web") {
        web::measure(&wanted.data.join("ner-eval"), detector)?;
    }
    if is_wanted("synthetic") {
        synthetic::measure(&wanted.data.join("presidio-synthetic-pii"), detector)?;
    }
    if is_wanted("court") || is_wanted("folds") {
        let asked = court::Asked {
            folder: &wanted.data.join("tab-echr"),
            training: &texts.with_file_name("tab-echr"),
            is_splits: is_wanted("court"),
            is_folds: is_wanted("folds"),
        };
        court::measure(&asked, detector, &material)?;
    }
    if is_wanted("speech") {
        speech::interviews(&material);
    }
    if is_wanted("invented") {
        speech::invented(&material);
    }
    Ok(())
}

fn wanted() -> Result<Wanted, Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let data = PathBuf::from(arguments.next().ok_or("name the folder with the data")?);
    let mut wanted = Wanted { data, train: None, weights: None, parts: Vec::new() };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().map(PathBuf::from).ok_or(format!("{argument} needs a path"));
        match argument.as_str() {
            "--train" => wanted.train = Some(value()?),
            "--weights" => wanted.weights = Some(value()?),
            _ => wanted.parts.push(argument),
        }
    }
    Ok(wanted)
}
