//! A study in a language that the program has no weights for: it says so, and relies on the list and on shapes.

use crate::support::Sandbox;

#[test]
fn what_is_not_looked_for_is_said() {
    let sandbox = Sandbox::small();
    sandbox.replace("study.toml", "title = \"Small study\"", "title = \"Small study\"\nlanguage = \"de\"");
    let said = sandbox.run("build");
    assert!(said.contains("there is no detector for texts in the study's language (de)"), "{said}");
    let quotes = sandbox.read("output/quotes.md");
    assert!(quotes.contains("names that nobody listed were not looked for"), "{quotes}");
    // The list and shapes hold in any language.
    assert!(quotes.contains("We in \\[town\\] would like"), "{quotes}");
    let queue = sandbox.run("identities queue");
    assert!(queue.contains("no detector"), "{queue}");
}

#[test]
fn a_source_in_another_language_is_named() {
    let sandbox = Sandbox::small();
    assert!(!sandbox.ok("build").contains("detector"));
    sandbox.replace("study.toml", "kind = \"survey\"", "kind = \"survey\"\nlanguage = \"nl\"");
    let said = sandbox.run("build");
    assert!(said.contains("the detector does not know the language of some sources (nl)"), "{said}");
}
