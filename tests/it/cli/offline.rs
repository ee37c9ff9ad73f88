//! Without a network, twice, in two places: the same files, byte for byte.

use std::collections::BTreeMap;
use std::process::Command;

use crate::support::{Sandbox, skipped};

/// What `build` writes of the shipped study where there is no network at all, not even that of the machine itself.
fn built_alone(name: &str) -> Option<BTreeMap<String, Vec<u8>>> {
    let sandbox = Sandbox::shipped();
    let mut command = Command::new("unshare");
    command.args(["--user", "--map-root-user", "--net", env!("CARGO_BIN_EXE_verbatim"), "build"]);
    let output = command.current_dir(sandbox.path("")).env("VERBATIM_USER", name).output().ok()?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if said.contains("unshare:") {
        skipped("this machine lets nobody take the network away");
        return None;
    }
    assert!(output.status.success(), "{said}");
    // The detector too, whose findings are the store's.
    let mut queue = Command::new("unshare");
    queue.args(["--user", "--map-root-user", "--net", env!("CARGO_BIN_EXE_verbatim"), "identities", "queue"]);
    let queue = queue.args(["--format", "csv"]).current_dir(sandbox.path("")).output().ok()?;
    assert!(queue.status.success() && !queue.stdout.is_empty(), "{}", String::from_utf8_lossy(&queue.stderr));
    let mut files = sandbox.outputs();
    files.insert("the queue".to_owned(), queue.stdout);
    Some(files)
}

#[test]
fn two_runs_without_a_network_write_the_same() {
    let Some(first) = built_alone("one") else { return };
    let Some(second) = built_alone("one") else { return };
    assert!(first.len() > 15);
    for (name, bytes) in &first {
        assert!(second.get(name) == Some(bytes), "{name} is the same");
    }
    assert_eq!(first.len(), second.len());
}
