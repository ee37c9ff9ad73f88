//! The methods paragraph.

use insta::assert_snapshot;
use regex::Regex;

use super::{printed, with_output};

#[test]
fn methods_in_three_styles() {
    let sandbox = with_output("name = \"methods\"\nkind = \"methods\"\nstyle = \"codebook\"\n");
    sandbox.ok("build");
    sandbox.ok("codings add ben --code posts --words 'Two more posts' --as anna");
    sandbox.ok("codings reject survey:R5 --code posts --as Berta");
    sandbox.ok("memos add 'To be looked at again' --as Berta");
    let numbers = |text: &str| -> Vec<String> {
        let number = Regex::new(r"\d+(\.\d+)?").expect("it is a regular expression");
        number.find_iter(text).map(|found| found.as_str().to_owned()).collect()
    };
    let codebook = printed(&sandbox, "methods");
    assert_snapshot!(codebook, @r"
    # Small study

    ## Methods

    **Sample and material.** The material was 2 interviews and 1 survey: 7 texts, 94 words. Survey: 7 respondents engaged with the survey. Of these, 1 (14.3%) was left out: 1 without consent. The remaining 6 were kept. Interviews: 2 participants were interviewed; all of them were kept.

    **Coding.** Coding applied a codebook of codes with criteria, the versions of which are kept. The codebook (Small codebook, version 1.0) has 2 themes and 3 codes. 2 people coded by hand or decided about what the codebook’s rules propose. The records hold no measure of agreement between them. The codebook’s rules proposed 10 codings: people accepted 0 and rejected 1; 9 have not been decided about and are counted. By hand: 1 coding.

    **Versions and disclosure.** The codebook has had 1 version, now 1.0. Memos: 1. Printed words are pseudonymised by a list of 3 identities and by rules, figures about fewer than 3 cases are withheld, and every file is read again before it is written. Residual risk remains.

    **How to cite the software.** verbatim [VERSION] \[computer program\]: a workbench for qualitative thematic coding. Name the version; the study’s files and the same version make the same outputs again.
    ");
    sandbox.replace("study.toml", "style = \"codebook\"", "style = \"reflexive\"");
    let reflexive = printed(&sandbox, "methods");
    assert_snapshot!(reflexive, @r"
    # Small study

    ## Methods

    **Sample and material.** The material was 2 interviews and 1 survey: 7 texts, 94 words. Survey: 7 respondents engaged with the survey. Of these, 1 (14.3%) was left out: 1 without consent. The remaining 6 were kept. Interviews: 2 participants were interviewed; all of them were kept.

    **Coding.** Coding is understood as the researchers’ reading of the material; the codebook keeps track of how codes and themes took shape. The codebook (Small codebook, version 1.0) has 2 themes and 3 codes. 2 people coded by hand or decided about what the codebook’s rules propose. Their readings stand side by side; agreement between them was not sought. The codebook’s rules proposed 10 codings: people accepted 0 and rejected 1; 9 have not been decided about and are counted. By hand: 1 coding.

    **Versions and disclosure.** The codebook has had 1 version, now 1.0. 1 memo accompanies the reading. Printed words are pseudonymised by a list of 3 identities and by rules, figures about fewer than 3 cases are withheld, and every file is read again before it is written. Residual risk remains.

    **How to cite the software.** verbatim [VERSION] \[computer program\]: a workbench for qualitative thematic coding. Name the version; the study’s files and the same version make the same outputs again.
    ");
    sandbox.replace("study.toml", "style = \"reflexive\"", "style = \"reliability\"");
    let reliability = printed(&sandbox, "methods");
    assert_eq!(numbers(&codebook), numbers(&reliability));
    let sorted = |text: &str| {
        let mut all = numbers(text);
        all.sort();
        all
    };
    assert_eq!(sorted(&codebook), sorted(&reflexive));
    for text in [&codebook, &reflexive, &reliability] {
        let lower = text.to_lowercase();
        for word in ["anonymous", "saturation", "emerge", "quality", "rigour"] {
            assert!(!lower.contains(word), "{word}: {text}");
        }
    }
    assert_ne!(codebook, reliability);
}
