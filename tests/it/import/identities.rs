//! Identity lists.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::identities;

fn error(text: &str) -> String {
    identities(Path::new("identities.toml"), text).unwrap_err().to_string()
}

#[test]
fn entries_are_read() {
    let text = "[[identity]]\nkind = \"person\"\nforms = [\"Femke Oost\", \"Femke\"]\ncase = \"P5\"\n\n[[identity]]\nkind = \"place\"\nforms = [\"Hartwell\"]\nreplacement = \"[town]\"\n";
    let list = identities(Path::new("identities.toml"), text).unwrap();
    assert_eq!((list.len(), list[0].printed(), list[1].printed()), (2, "[name removed]", "[town]"));
    assert!(identities(Path::new("identities.toml"), "").unwrap().is_empty());
}

#[test]
fn mistakes_are_named_with_line_and_column() {
    assert_snapshot!(error("[[identity]]\nkind = \"person\"\nform = [\"Femke\"]\n"), @"identities.toml, line 3, column 1: there is no `form` here; did you mean `forms`?");
    assert_snapshot!(error("[[identity]]\nkind = \"person\"\nforms = []\n"), @"identities.toml, line 1, column 1: this identity has no forms; write forms = [\"…\"] with every way it is said");
    assert_snapshot!(error("[[identity]]\nkind = \"person\"\nforms = [\"  \"]\n"), @"identities.toml, line 1, column 1: one of this identity's forms is blank; write it or take it out");
    assert_snapshot!(error("[[identity]\n"), @"identities.toml, line 1, column 12: unclosed array table, expected `]`");
    assert_snapshot!(error("[[identities]]\nkind = \"person\"\n"), @"identities.toml, line 1, column 3: there is no `identities` here; did you mean `identity`?");
}
