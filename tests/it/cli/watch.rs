//! `build --watch`: outputs follow what is saved and coded.

use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support::Sandbox;

/// A watching program, ended when the test is.
struct Watching(Child);

impl Drop for Watching {
    fn drop(&mut self) {
        // It may have ended by itself; the test has said so by then.
        let _gone = self.0.kill();
        let _ended = self.0.wait();
    }
}

fn watching(mut command: Command) -> Watching {
    Watching(command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("the program can be started"))
}

/// Waits until a file of the study holds these words; a machine under load may take its time.
fn wait_for(sandbox: &Sandbox, name: &str, words: &str) {
    let since = Instant::now();
    while !(sandbox.exists(name) && sandbox.read(name).contains(words)) {
        assert!(since.elapsed() < Duration::from_mins(2), "{name} never held {words:?}");
        sleep(Duration::from_millis(50));
    }
}

#[test]
fn outputs_follow() {
    let sandbox = Sandbox::small();
    let _watching = watching(sandbox.command("build --watch"));
    wait_for(&sandbox, "output/frequencies.csv", "Posts");
    // A file is saved.
    sandbox.replace("codebooks/small.toml", "name = \"Posts\"", "name = \"Vacant posts\"");
    wait_for(&sandbox, "output/frequencies.csv", "Vacant posts");
    // A file is saved with a mistake: it is said, and the next saving goes on.
    let good = sandbox.read("study.toml");
    sandbox.study("title = \n");
    sleep(Duration::from_secs(1));
    sandbox.study(&good.replace("title = \"Small study\"", "title = \"Smaller study\""));
    wait_for(&sandbox, "output/report.html", "Smaller study");
    // Another command codes something.
    sandbox.ok("codings add ben:2 --words 'Nothing else' --code training");
    wait_for(&sandbox, "output/frequencies.csv", "Training,5,");
}
