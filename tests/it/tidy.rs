//! What the compiler does not check: files say what they are for and stay short, stations keep to their neighbours, SQL
//! stays in the store, the manual knows every command, and what ships is sound.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

use crate::support::skipped;

/// Who may name whom with `crate::`, from the values at the bottom to the shells on top. A station always knows itself.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("text", &["model"]),
    ("codebook", &["model", "text"]),
    ("import", &["model", "text"]),
    ("autocode", &["model", "text", "codebook"]),
    ("analysis", &["model", "text"]),
    ("detect", &["model", "text"]),
    ("report", &["model", "text", "analysis"]),
    ("disclosure", &["model", "text", "detect", "report"]),
    ("export", &["model", "text", "report", "disclosure", "codebook"]),
    ("store", &["model", "text", "analysis"]),
    ("index", &["model", "text", "store"]),
    ("query", &["model", "text", "store", "index"]),
    (
        "project",
        &[
            "model",
            "text",
            "codebook",
            "import",
            "autocode",
            "analysis",
            "detect",
            "report",
            "disclosure",
            "export",
            "store",
            "index",
            "query",
        ],
    ),
    // Types that the front door gives or takes come from the stations that define them.
    (
        "web",
        &[
            "project",
            "model",
            "text",
            "codebook",
            "report",
            "query",
            "store",
            "detect",
            "disclosure",
            "analysis",
            "export",
            "import",
        ],
    ),
    ("cli", &["project", "web", "model", "text", "codebook", "report", "query", "store", "detect", "disclosure"]),
];

const MOST_LINES: usize = 500;

fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every Rust file under a folder of the repository, by its path from there.
fn rust_files(folder: &str) -> BTreeMap<PathBuf, String> {
    let mut files = BTreeMap::new();
    let mut folders = vec![repository().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display())) {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path).expect("the file can be read");
                files.insert(path.strip_prefix(repository()).expect("it is inside").to_owned(), text);
            }
        }
    }
    assert!(!files.is_empty(), "{folder} holds Rust files");
    files
}

#[test]
fn every_file_says_what_it_is_for() {
    for folder in ["src", "tests", "benches", "examples"] {
        for (path, text) in rust_files(folder) {
            let first = text.lines().next().unwrap_or_default();
            assert!(first.starts_with("//! ") && first.len() > 8, "{} begins with `//!`", path.display());
        }
    }
}

#[test]
fn no_file_is_long() {
    for folder in ["src", "tests"] {
        for (path, text) in rust_files(folder) {
            let lines = text.lines().count();
            assert!(lines <= MOST_LINES, "{} has {lines} lines: part it by its nouns", path.display());
        }
    }
}

#[test]
fn stations_know_only_their_neighbours() {
    let mention = Regex::new(r"\bcrate::(?:\{([^}]*)\}|([a-z_]+))").expect("it is a regular expression");
    let mut wrong = Vec::new();
    for (path, text) in rust_files("src") {
        let mut parts = path.iter().skip(1).map(|part| part.to_string_lossy().trim_end_matches(".rs").to_owned());
        let station = parts.next().expect("every file is somewhere in src");
        if ["main", "lib"].contains(&station.as_str()) {
            continue;
        }
        let layer = LAYERS.iter().find(|(name, _)| *name == station);
        let (_, may_name) = layer.unwrap_or_else(|| panic!("{station} has a place in the table of layers"));
        let code: String =
            text.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n");
        for found in mention.captures_iter(&code) {
            let names = found.get(1).or(found.get(2)).map_or("", |names| names.as_str());
            for name in names.split(',').map(|name| name.trim().split("::").next().unwrap_or_default()) {
                let known = LAYERS.iter().any(|(station, _)| *station == name);
                if known && name != station && !may_name.contains(&name) {
                    wrong.push(format!("{} names {name}", path.display()));
                }
            }
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// Two mistakes must meet for a name to leave: the gate has no code of the replacer, and is told about nothing but values.
#[test]
fn the_gate_shares_no_code_with_the_replacer() {
    let replacer = Regex::new(r"\b(pseudonymise|Pseudonymis\w*|clear(ed|_all|_with)?::|Cleared|suppress|labels)\b")
        .expect("it is one");
    let mut count = 0;
    for (path, text) in rust_files("src/disclosure") {
        let is_gate = path.starts_with("src/disclosure/gate") || path == Path::new("src/disclosure/gate.rs");
        if is_gate {
            count += 1;
            let code: String = text.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
            assert!(!replacer.is_match(&code), "{} names the replacer", path.display());
            assert!(!code.contains("rules::find"), "{} has rules of its own", path.display());
        }
    }
    assert!(count > 15, "{count} files");
}

#[test]
fn sql_stays_in_the_store() {
    let sql =
        Regex::new(r#""\s*(SELECT|INSERT|UPDATE|DELETE FROM|CREATE TABLE|PRAGMA|ALTER TABLE)\s"#).expect("it is one");
    for (path, text) in rust_files("src") {
        // What other programs keep in SQLite is a file format like any other: one file reads it.
        if path.starts_with("src/store") || path == Path::new("src/import/projects/database.rs") {
            continue;
        }
        assert!(!text.contains("rusqlite"), "{} leaves the database to the store", path.display());
        assert!(!sql.is_match(&text), "{} leaves SQL to the store", path.display());
    }
}

/// Formats and methods take values and give values: no clock, no printing, no environment.
#[test]
fn only_the_edge_knows_the_time_and_the_terminal() {
    let edge = Regex::new(r"SystemTime::now|OffsetDateTime::now|Instant::now|println!|eprintln!|std::env::")
        .expect("it is one");
    let shells = ["src/project", "src/cli", "src/web", "src/main.rs"];
    for (path, text) in rust_files("src") {
        if !shells.iter().any(|shell| path.starts_with(shell)) {
            assert!(!edge.is_match(&text), "{} leaves that to project, cli and web", path.display());
        }
    }
}

/// All shipped words are of here and now: no task left open, no American spelling of what the program says.
#[test]
fn nothing_is_left_open() {
    let open = Regex::new(r"\b(TODO|FIXME|XXX|HACK)\b|todo!\(|unimplemented!\(|dbg!\(").expect("it is one");
    for (path, text) in rust_files("src") {
        assert!(!open.is_match(&text), "{} has something left open", path.display());
    }
}

#[test]
fn every_command_is_in_the_manual() {
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_verbatim")).arg("--help").output();
    let help = String::from_utf8(help.expect("the program can be started").stdout).expect("it is text");
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.split_whitespace().next())
        .filter(|command| *command != "help")
        .collect();
    assert!(commands.len() > 15, "{commands:?}");
    let pages = manual();
    if pages.is_empty() {
        return skipped("there is no manual yet");
    }
    for command in commands {
        assert!(pages.contains(&format!("`{command}`")), "a table of the manual says what `{command}` does");
    }
}

/// README.md and all of docs/.
fn manual() -> String {
    let mut text = fs::read_to_string(repository().join("README.md")).unwrap_or_default();
    let mut folders = vec![repository().join("docs")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            if entry.path().is_dir() {
                folders.push(entry.path());
            } else if entry.path().extension().is_some_and(|extension| extension == "md") {
                text += &fs::read_to_string(entry.path()).expect("the page can be read");
            }
        }
    }
    text
}

#[test]
fn every_shipped_codebook_is_sound() {
    let mut count = 0;
    for entry in fs::read_dir(repository().join("codebooks")).expect("codebooks are shipped") {
        let path = entry.expect("the folder can be read").path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            let text = fs::read_to_string(&path).expect("the codebook can be read");
            let problems = verbatim::codebook::check(&text);
            assert!(problems.is_empty(), "{}: {problems:?}", path.display());
            count += 1;
        }
    }
    assert!(count > 0);
}

/// A study of each template that `init` writes is sound, and so is the one that ships.
#[test]
fn what_init_writes_is_sound() {
    let sandbox = crate::support::Sandbox::new();
    sandbox.ok("init .");
    let problems = verbatim::codebook::check(&sandbox.read("codebooks/codebook.toml"));
    assert!(problems.is_empty(), "{problems:?}");
}
