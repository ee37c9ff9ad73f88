//! `check` on files of any origin, and what a build refuses besides names: words of those who are not quoted.

use super::built;
use crate::disclosure::files::{docx, png};
use crate::import::pdf::made::{lines, pages};
use crate::support::Sandbox;

const FONT: &str = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>";
const LONG: &str = "Funding for the courses of the whole team in all of the clinics.";

#[test]
fn each_file_is_told_with_what_is_like_a_name() {
    let sandbox = built();
    sandbox.file("../paper.md", "# Staff\n\nThey asked Denholm and C. Denholme in\nHartwel.\n");
    let said = sandbox.run("check ../paper.md output/frequencies.csv");
    let expected = [
        "refused  ../paper.md",
        "form 12 of the identity at identities.toml, line 1, is there (line 3, column 24)",
        "is there but for one letter (line 3, column 12)",
        "form 1 of the identity at identities.toml, line 7, is there but for one letter (line 4, column 1)",
        "passes  output/frequencies.csv",
        "1 of 2 files refused",
        "--- exit 1",
    ];
    for line in expected {
        assert!(said.contains(line), "{line:?} in {said}");
    }
    for word in ["Denholm", "Hartwel"] {
        assert!(!said.contains(word), "{word} is not printed: {said}");
    }
    let shown = sandbox.run("check --show ../paper.md");
    assert!(
        shown.contains("(line 3, column 24): C. Denholme") && shown.contains("(line 4, column 1): Hartwel"),
        "{shown}"
    );
    let json = |words: &str| -> serde_json::Value {
        serde_json::from_slice(&sandbox.output(words).stdout).expect("it is JSON")
    };
    let listed = json("check --format json ../paper.md output/frequencies.csv");
    assert_eq!((&listed[0]["passes"], &listed[1]["passes"]), (&false.into(), &true.into()));
    assert_eq!(listed[0]["findings"][0]["kind"], "identity");
    assert!(listed[0]["findings"][0].get("words").is_none());
    assert_eq!(json("check --show --format json ../paper.md")[0]["findings"][0]["words"], "C. Denholme");
}

/// What `build` has let out of the study passes; what looks like a name that nobody listed is told apart.
#[test]
fn what_only_looks_like_a_name_is_advice_unless_one_is_strict() {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    let said = sandbox.ok("check output");
    assert!(!said.contains("refused"), "{said}");
    sandbox.file("../paper.txt", "We thank Rhiannon Kettlewell for her help with the coding.\n");
    let said = sandbox.ok("check ../paper.txt");
    assert!(said.contains("passes  ../paper.txt") && said.contains("worth a look: "), "{said}");
    assert!(!said.contains("Kettlewell"), "{said}");
    let said = sandbox.run("check --strict ../paper.txt");
    assert!(said.contains("refused  ../paper.txt") && said.contains("--- exit 1"), "{said}");
    let json = sandbox.ok("check --format json --show ../paper.txt");
    let json: serde_json::Value = serde_json::from_str(&json).expect("it is JSON");
    assert_eq!((&json[0]["passes"], &json[0]["findings"]), (&true.into(), &serde_json::json!([])));
    assert_eq!(json[0]["advice"][0]["kind"], "detected");
    assert!(json[0]["advice"][0]["words"].as_str().is_some_and(|words| words.contains("Kettlewell")));
    // What is listed is no advice.
    sandbox.file("../paper.txt", "We thank Philippa Ormskerry for her help.\n");
    assert!(sandbox.run("check ../paper.txt").contains("refused"));
}

#[test]
fn a_folder_is_gone_through() {
    let sandbox = built();
    sandbox.file("../sent/a.txt", "Nothing of that kind.\n");
    sandbox
        .file("../sent/in/b.docx", docx("<w:p><w:r><w:t>in Hart</w:t></w:r><w:r><w:t>well</w:t></w:r></w:p>", "", &[]));
    sandbox.file("../sent/in/c.png", png("by Carla Denholme"));
    sandbox.file("../sent/d.gz", b"\x1f\x8b\x08 packed");
    let said = sandbox.run("check ../sent");
    for line in [
        "passes  ../sent/a.txt",
        "refused  ../sent/d.gz: this kind of file cannot be checked",
        "refused  ../sent/in/b.docx",
        "refused  ../sent/in/c.png",
        "3 of 4 files refused",
        "--- exit 1",
    ] {
        assert!(said.contains(line), "{line:?} in {said}");
    }
}

#[test]
fn a_pdf_is_read_by_its_text() {
    let sandbox = built();
    let page = lines(&[(72, 700, 12, "What we heard in the town of Hartwell")]);
    sandbox.file("../paper.pdf", pages(FONT, &[&page], &[]));
    let page = lines(&[(72, 700, 12, "What we heard in the town")]);
    sandbox.file("../other.pdf", pages(FONT, &[&page], &[b"<< /Author (Carla Denholme) >>".to_vec()]));
    let said = sandbox.run("check ../paper.pdf ../other.pdf");
    assert!(said.contains("refused  ../paper.pdf") && said.contains("line 7, is there"), "{said}");
    assert!(said.contains("refused  ../other.pdf") && said.contains("of a PDF the text is read"), "{said}");
}

/// The words of a study: of a respondent who left the sample, of one who is not quoted, of one who withdrew.
#[test]
fn words_of_those_who_are_not_quoted_stop_a_file() {
    let check = |does: &str, expected: &str| {
        let sandbox = Sandbox::small();
        sandbox.replace("transcripts/survey.csv", "Longer funding.", LONG);
        sandbox.ok("build -q");
        sandbox.file("../paper.txt", format!("Somebody wrote: “{LONG}”\n"));
        sandbox.ok("check ../paper.txt");
        sandbox.ok(does);
        let said = sandbox.run("check ../paper.txt");
        assert!(said.contains(expected), "{does}: {said}");
        let whole = sandbox.run("check --show ../paper.txt");
        assert!(whole.contains("funding for the courses") || whole.contains("Funding for the courses"), "{whole}");
        // A researcher's note that repeats them stops the output.
        sandbox.append("study.toml", &format!("\n[[output]]\nname = \"noted\"\nkind = \"frequencies\"\nnote = \"{LONG}\"\nformats = [\"csv\", \"md\"]\n"));
        let said = sandbox.run("build");
        assert!(said.contains("noted was not written") && said.contains("8 words in a row"), "{does}: {said}");
        assert!(!sandbox.exists("output/noted.md"));
    };
    check("cases exclude R2 --reason speeder", "somebody who is not kept in the sample");
    check("cases consent R2 analyse", "somebody who has not agreed to be quoted");
    check("cases withdraw R2 --yes", "somebody who withdrew");
}

/// What somebody else wrote word for word is theirs to be quoted.
#[test]
fn the_same_words_of_someone_else_are_no_finding() {
    let sandbox = Sandbox::small();
    sandbox.replace("transcripts/survey.csv", "Longer funding.", LONG);
    sandbox.replace("transcripts/survey.csv", "A post for the waiting list.", LONG);
    sandbox.ok("build -q");
    sandbox.ok("cases exclude R2 --reason speeder");
    let said = sandbox.run("build");
    assert!(!said.contains("was not written"), "{said}");
    sandbox.ok("cases exclude R4 --reason speeder");
    sandbox.file("../paper.txt", LONG);
    assert!(sandbox.run("check ../paper.txt").contains("somebody who is not kept"));
}

#[test]
fn a_transcript_s_name_stops_a_file() {
    let sandbox = built();
    sandbox.file("../paper.txt", "See carla.txt, or transcripts/ben.txt.\n");
    let said = sandbox.run("check ../paper.txt");
    assert!(said.contains("the name of the file transcripts/carla.txt is there (line 1, column 5)"), "{said}");
    assert!(said.contains("the name of the file transcripts/ben.txt is there (line 1, column 19)"), "{said}");
}

/// What a decision lets pass is in the audit trail, without the form.
#[test]
fn a_decision_that_lets_a_form_out_is_in_the_trail() {
    let sandbox = Sandbox::small();
    sandbox.replace("study.toml", "title = \"Small study\"", "title = \"Services in Hartwell\"");
    sandbox.replace("codebooks/small.toml", "name = \"Money\"", "name = \"Money in Hartwell\"");
    sandbox.replace(
        "study.toml",
        "seed = \"small\"\n",
        "seed = \"small\"\n\n[[disclosure.allow]]\nform = \"Hartwell\"\nreason = \"the town asked to be named\"\nby = \"tester\"\n",
    );
    sandbox.ok("build -q");
    let trail = sandbox.ok("log --format json");
    assert!(trail.contains("disclosure allow") && trail.contains("the town asked to be named"), "{trail}");
    assert!(trail.contains("tester") && !trail.contains("Hartwell"), "{trail}");
    let before = trail.matches("disclosure allow").count();
    sandbox.ok("build -q");
    assert_eq!(sandbox.ok("log --format json").matches("disclosure allow").count(), before, "nothing was written");
    // What is shown in the terminal is noted too, and once.
    sandbox.ok("count --by themes");
    let trail = sandbox.ok("log --format json");
    let shown = trail.matches("disclosure allow").count();
    assert!(shown == before + 1 && trail.contains("terminal"), "{trail}");
    sandbox.ok("count --by themes");
    assert_eq!(sandbox.ok("log --format json").matches("disclosure allow").count(), shown, "the same decision");
}

/// There is no way to say "never mind". (`codebook export --force` writes over a file, past the same gate.)
#[test]
fn no_command_goes_round_the_gate() {
    let sandbox = Sandbox::new();
    for command in ["build", "export", "check", "quotes", "memos export", "log"] {
        let help = sandbox.ok(&format!("{command} --help"));
        for word in ["--force", "--no-gate", "--no-check", "--ignore", "--skip", "--unsafe", "--allow", "--yes"] {
            assert!(!help.contains(word), "`{command}` has {word}");
        }
    }
}
