//! How the study was made, as its outputs tell a reviewer: audit trail, questionnaire, guide, checklists, methods.

mod audit;
mod checklists;
mod guide;
mod instrument;
mod methods;
mod shipped;

use crate::support::Sandbox;

/// The small study with one more output, and nothing done yet.
fn with_output(lines: &str) -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.append("study.toml", &format!("\n[[output]]\n{lines}"));
    sandbox
}

/// An output as Markdown, down to where the provenance begins.
fn printed(sandbox: &Sandbox, name: &str) -> String {
    sandbox.ok(&format!("export {name} --format md --to printed"));
    let text = sandbox.read(&format!("printed/{name}.md")).replace(env!("CARGO_PKG_VERSION"), "[VERSION]");
    let end = text.find("## How this was made").expect("every document ends with it");
    text.get(..end).expect("a heading begins a line").trim_end().to_owned()
}
