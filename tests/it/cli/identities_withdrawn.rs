//! Who withdraws leaves the register, but for names that others still say: these have to be hidden as before.

use insta::assert_snapshot;

use crate::support::Sandbox;

const STUDY: &str = r#"title = "Group"
codebook = "codebooks/book.toml"
cases = "participants.csv"

[[source]]
files = "transcripts/*.txt"
kind = "focus-group"

[disclosure]
minimum_group = 1
names_of_cases = true
modes = { person = "pseudonym" }

[[output]]
name = "quotes"
kind = "quotes"
formats = ["md"]
"#;

const BOOK: &str = "title = \"Book\"\nversion = \"1\"\n\n[[theme]]\nid = \"all\"\nname = \"All\"\ndefinition = \"Everything.\"\ncodes = [\"money\"]\n\n[[code]]\nid = \"money\"\nname = \"Money\"\ndefinition = \"What it costs.\"\n\n[[code.rule]]\nany = [\"fund*\"]\n";

const GROUP: &str = "\
Moderator: What would help?

Zuberi: Funding, as Philippa told us when she worked in Ostwick.

Philippa: My funding came from Wexcombe and from Ostwick.

Quillon: Zuberi's funding ended.
";

fn study() -> Sandbox {
    let sandbox = Sandbox::new();
    sandbox
        .study(STUDY)
        .file("codebooks/book.toml", BOOK)
        .file(
            "participants.csv",
            "case,source,speaker,name\nP1,group.txt,Philippa,Philippa Ormskerry\nP2,group.txt,Zuberi,\nP3,group.txt,Quillon,\n",
        )
        .file("transcripts/group.txt", GROUP);
    sandbox.ok("build");
    sandbox.ok("identities add place Ostwick");
    sandbox.ok("identities add place Wexcombe");
    sandbox.ok("identities add contact ormskerry@wexcombe.example --case P1");
    sandbox.ok("build");
    sandbox
}

#[test]
fn names_that_others_say_stay_without_the_link() {
    let sandbox = study();
    assert_snapshot!(sandbox.run("identities"), @r"
    Number  Kind     Form                        Forms  Mode       Printed as         Case  Kept in             Mentions
         1  place    Ostwick                         1             [place]                  hand, tester               2
         2  place    Wexcombe                        1             [place]                  hand, tester               1
         3  contact  ormskerry@wexcombe.example      1             [contact removed]  P1    hand, tester               0
            person   Philippa                       17  pseudonym  Emisen             P1    the name of a case         1
            person   Quillon                         1  pseudonym  Caliden            P3    the name of a case         0
            person   Zuberi                          1  pseudonym  Garisen            P2    the name of a case         1
    --- stderr
    6 identities
    ");
    sandbox.ok("cases withdraw P1 --yes");
    assert_snapshot!(sandbox.run("identities"), @r"
    Number  Kind    Form      Forms  Mode       Printed as  Case  Kept in             Mentions
         4  person  Philippa      1  pseudonym  Wenonis           hand, tester               1
         1  place   Ostwick       1             [place]           hand, tester               1
            person  Quillon       1  pseudonym  Caliden     P3    the name of a case         0
            person  Zuberi        1  pseudonym  Garisen     P2    the name of a case         1
    --- stderr
    4 identities
    ");
    sandbox.ok("build");
    let printed = sandbox.read("output/quotes.md");
    assert!(!printed.contains("Philippa") && printed.contains(r"told us when she worked in \[place\]"), "{printed}");
    let bytes = sandbox.bytes(".verbatim/store.db");
    for gone in ["Ormskerry", "ormskerry@", "Wexcombe"] {
        assert!(memchr::memmem::find(&bytes, gone.as_bytes()).is_none(), "{gone}");
    }
}

#[test]
fn who_becomes_one_person_keeps_their_identities() {
    let sandbox = study();
    sandbox.ok("cases merge P2 P1");
    let listed = sandbox.run("identities --kind contact --format csv");
    assert!(listed.contains(",P2,"), "{listed}");
    sandbox.ok("undo");
    assert!(sandbox.run("identities --kind contact --format csv").contains(",P1,"));
}
