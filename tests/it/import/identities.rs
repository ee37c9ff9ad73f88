//! Identity lists.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::{identities, identity_file};
use verbatim::model::{IdentityKind, Mode, Origin, Verdict};

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

#[test]
fn modes_and_what_is_kept_are_read() {
    let text = "[[identity]]\nkind = \"place\"\nforms = [\"Ostwick\"]\nmode = \"generalise\"\nwider = \"the north\"\nderive = false\n\n[[keep]]\nforms = [\"Teams\", \"Home Office\"]\nkind = \"organisation\"\nreason = \"a product; a ministry\"\nby = \"AK\"\n\n[[keep]]\nforms = [\"Mondays\"]\nverdict = \"not-a-name\"\nreason = \"a day\"\nby = \"AK\"\n";
    let file = identity_file(Path::new("identities.toml"), text).unwrap();
    let identity = &file.identities[0];
    assert_eq!((identity.mode, identity.wider.as_str(), identity.derive), (Some(Mode::Generalise), "the north", false));
    assert_eq!(identity.origin, Origin::File { line_number: 1 });
    let kept: Vec<_> = file.decisions.iter().map(|kept| (kept.form.as_str(), kept.kind, kept.verdict)).collect();
    assert_eq!(
        kept,
        [
            ("Teams", IdentityKind::Organisation, Verdict::Keep),
            ("Home Office", IdentityKind::Organisation, Verdict::Keep),
            ("Mondays", IdentityKind::Other, Verdict::NotAName)
        ]
    );
    assert!(file.decisions.iter().all(|kept| kept.decided_by == "AK" && !kept.reason.is_empty()));
}

#[test]
fn what_is_kept_says_why_and_who() {
    assert_snapshot!(error("[[keep]]\nforms = [\"Teams\"]\nby = \"AK\"\n"), @r#"identities.toml, line 1, column 1: there is no reason to keep these; write reason = "…""#);
    assert_snapshot!(error("[[keep]]\nforms = [\"Teams\"]\nreason = \"a product\"\n"), @r#"identities.toml, line 1, column 1: nobody is named who keeps these; write by = "…""#);
    assert_snapshot!(error("\n[[keep]]\nforms = []\nreason = \"x\"\nby = \"AK\"\n"), @r#"identities.toml, line 2, column 1: nothing is kept here; write forms = ["…"] with every way it is written"#);
    assert_snapshot!(error("[[keep]]\nforms = [\"Teams\"]\nreasons = \"x\"\n"), @"identities.toml, line 3, column 1: there is no `reasons` here; did you mean `reason`?");
    assert_snapshot!(error("[[keep]]\nforms = [\"T\"]\nreason = \"x\"\nby = \"A\"\nverdict = \"not-name\"\n"), @"identities.toml, line 5, column 11: there is no `not-name` here; did you mean `not-a-name`?");
    assert_snapshot!(error("[[identity]]\nkind = \"place\"\nforms = [\"Ostwick\"]\nmode = \"keep\"\n"), @r#"identities.toml, line 1, column 1: this identity is kept, which needs a reason; write reason = "…""#);
    assert_snapshot!(error("[[identity]]\nkind = \"place\"\nforms = [\"Ostwick\"]\nmode = \"generalize\"\n"), @"identities.toml, line 4, column 8: there is no `generalize` here; did you mean `generalise`?");
}
