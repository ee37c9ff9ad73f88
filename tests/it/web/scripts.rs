//! The modules that pages load: their types hold together, and the program carries all of them.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::accessible::tool;

/// Every file under the folder of assets with this ending, by its path from there.
fn assets(ending: &str) -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/assets");
    let (mut folders, mut found) = (vec![root.clone()], Vec::new());
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder can be read") {
            let path = entry.expect("the folder can be read").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == ending) {
                found.push(path.strip_prefix(&root).expect("it is inside").to_owned());
            }
        }
    }
    found.sort();
    found
}

#[test]
fn types_of_modules_hold_together() {
    let Some(compiler) = tool("typescript/bin/tsc") else { return };
    let check = |folder: &Path, files: &[PathBuf]| {
        let mut node = Command::new("node");
        node.arg(&compiler).current_dir(folder);
        node.args(["--checkJs", "--allowJs", "--noEmit", "--strict", "--target", "es2022"]);
        node.args(["--lib", "es2023,dom,dom.iterable", "--module", "esnext", "--moduleResolution", "bundler"]);
        let output = node.args(files).output().expect("node can be started: `./check` installs it");
        String::from_utf8_lossy(&output.stdout).into_owned()
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/assets");
    assert_eq!(check(&root, &assets("js")), "");
    // A module that does not hold together is found out.
    let wrong = tempfile::tempdir().expect("there is room");
    std::fs::write(wrong.path().join("wrong.js"), "export const length = (12).length;\n").expect("it can be written");
    assert!(check(wrong.path(), &["wrong.js".into()]).contains("TS2339"));
}

#[test]
fn every_asset_is_carried_and_short() {
    let table = include_str!("../../../src/web/assets.rs");
    for path in assets("js").into_iter().chain(assets("css")) {
        let name = path.display().to_string();
        assert!(table.contains(&format!("\"{name}\"")), "src/web/assets.rs carries {name}");
        let text = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/web/assets").join(&path));
        let text = text.expect("it is text");
        assert!(text.lines().count() <= 500, "{name} is long: part it by its nouns");
        assert!(text.starts_with("//") || text.starts_with("/*"), "{name} says what it is for");
        if path.extension().is_some_and(|ending| ending == "js") {
            for forbidden in
                ["innerHTML", "outerHTML =", "insertAdjacentHTML", "document.write", "eval(", "new Function"]
            {
                assert!(!text.contains(forbidden), "{name}: what people said is text, never HTML ({forbidden})");
            }
        }
    }
}
