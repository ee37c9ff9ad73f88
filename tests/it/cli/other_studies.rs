//! Names of other studies: no pseudonym of this one is one of them.

use std::fmt::Write as _;

use crate::support::Sandbox;

#[test]
fn a_pseudonym_is_no_name_of_another_study() {
    let sandbox = Sandbox::small();
    sandbox.replace("identities.toml", "replacement = \"[name removed]\"", "mode = \"pseudonym\"");
    sandbox.ok("build");
    let printed = |sandbox: &Sandbox| -> String {
        let listed = sandbox.ok("identities --format csv");
        let row = listed.lines().find(|line| line.contains("Denholme")).unwrap_or_else(|| panic!("{listed}"));
        let names = row.split([',', '"']).filter(|cell| cell.len() > 3 && cell.chars().all(char::is_alphabetic));
        let names: Vec<&str> =
            names.filter(|cell| !["person", "pseudonym", "Carla", "Denholme"].contains(cell)).collect();
        (*names.first().unwrap_or_else(|| panic!("{row}"))).to_owned()
    };
    let mut before = printed(&sandbox);
    sandbox.replace("study.toml", "seed = \"small\"", "seed = \"small\"\nother_identities = [\"../others.toml\"]");
    let mut others = String::new();
    // Whatever is given, once another study has somebody of that name it is given to nobody here.
    for turn in 0..4 {
        writeln!(
            others,
            "[[identity]]\nkind = \"person\"\nforms = [\"{before} Quillfeather\"]\nreason = \"number {turn}\"\n"
        )
        .expect("a string takes what it is given");
        sandbox.file("../others.toml", &others);
        let now = printed(&sandbox);
        assert_ne!(now, before);
        assert!(!others.contains(&now), "{now} in {others}");
        before = now;
    }
    sandbox.remove("../others.toml");
    assert!(sandbox.run("identities").contains("there is no file \"../others.toml\""));
}
