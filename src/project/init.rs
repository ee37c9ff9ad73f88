//! Starting a study.

use std::fs;
use std::path::{Path, PathBuf};

use crate::project::ProjectError;
use crate::project::study::STUDY_FILE;

const STUDY: &str = include_str!("templates/study.toml");
const CODEBOOK: &str = include_str!("templates/codebook.toml");
const IDENTITIES: &str = include_str!("templates/identities.toml");
const IGNORE: &str = "# What verbatim makes, and can make again.\n/output/\n/.verbatim/\n";

/// Makes the files of an empty study in `folder`; what is there already is left as it is. Gives what was made.
pub fn init(folder: &Path, title: &str) -> Result<Vec<PathBuf>, ProjectError> {
    let study = STUDY.replace("{title}", &toml::Value::from(title).to_string());
    let files = [
        (STUDY_FILE, study.as_str()),
        ("codebooks/codebook.toml", CODEBOOK),
        ("identities.toml", IDENTITIES),
        (".gitignore", IGNORE),
    ];
    make_folder(&folder.join("transcripts"))?;
    make_folder(&folder.join("codebooks"))?;
    let mut made = Vec::new();
    for (name, content) in files {
        let path = folder.join(name);
        if !path.exists() {
            fs::write(&path, content).map_err(|source| ProjectError::Write { path: path.clone(), source })?;
            made.push(path);
        }
    }
    Ok(made)
}

fn make_folder(path: &Path) -> Result<(), ProjectError> {
    fs::create_dir_all(path).map_err(|source| ProjectError::Write { path: path.to_owned(), source })
}
