//! Names that nobody listed in what researchers wrote: the finished file is heard, whoever wrote it.

use crate::disclosure::files::docx;
use crate::support::Sandbox;

/// In no list, and in nothing that anybody of the study said.
const NAME: &str = "Jonathan Marsden";

/// Outputs in every format, with titles and notes.
const OUTPUTS: &str = r#"
[[output]]
name = "by-sector"
kind = "crosstab"
attribute = "sector"
title = "Themes by sector"
note = "Two people counted."
formats = ["html", "docx", "xlsx", "csv", "md", "tex"]

[[output]]
name = "book"
kind = "codebook"
formats = ["html", "docx", "xlsx", "md"]
"#;

fn study() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.append("study.toml", OUTPUTS);
    sandbox
}

/// With a name in one place: `build` says in which file it stands, `check` too, and `check --strict` refuses; neither prints it.
#[track_caller]
fn check(sandbox: &Sandbox, files: &[&str]) {
    let said = sandbox.run("build");
    assert!(!said.contains("--- exit"), "{said}");
    assert!(said.contains("worth a look: ") && said.contains(": There is what is likely a person's name"), "{said}");
    let all = sandbox.ok("check output");
    // But for the study's own title, which is its first line.
    let after_title = said.split_once('\n').map_or("", |(_, rest)| rest);
    assert!(!after_title.contains("Marsden") && !all.contains("Marsden"), "{said}{all}");
    for file in files {
        let alone = sandbox.ok(&format!("check output/{file}"));
        assert!(alone.contains("worth a look: There is what is likely a person's name"), "{file}: {alone}");
        let strict = sandbox.run(&format!("check --strict output/{file}"));
        assert!(strict.contains(&format!("refused  output/{file}")) && strict.contains("--- exit 1"), "{strict}");
        let shown = sandbox.ok(&format!("check --show output/{file}"));
        assert!(shown.contains("Marsden"), "{file}: {shown}");
    }
    // Where the study wants undecided names refused, none of these files is written.
    sandbox.replace("study.toml", "seed = \"small\"", "seed = \"small\"\nunreviewed = \"refuse\"");
    let refused = sandbox.run("build");
    assert!(refused.contains("was not written: it still holds what must not get out"), "{refused}");
    assert!(refused.contains("is likely a person's name"), "{refused}");
}

#[test]
fn nothing_is_heard_where_there_is_nothing() {
    for sandbox in [study(), Sandbox::shipped()] {
        let said = sandbox.run("build") + &sandbox.ok("check output");
        assert!(!said.contains("worth a look"), "{said}");
    }
}

#[test]
fn in_titles_and_notes() {
    let every = ["by-sector.html", "by-sector.docx", "by-sector.xlsx", "by-sector.md", "by-sector.tex"];
    let sandbox = study();
    sandbox.replace(
        "study.toml",
        "title = \"Themes by sector\"",
        &format!("title = \"Themes by sector, counted by {NAME}\""),
    );
    check(&sandbox, &every);
    let sandbox = study();
    sandbox.replace("study.toml", "note = \"Two people counted.\"", &format!("note = \"It was counted by {NAME}.\""));
    check(&sandbox, &every);
    let sandbox = study();
    sandbox.replace("study.toml", "title = \"Small study\"", &format!("title = \"What staff told {NAME}\""));
    check(&sandbox, &["report.html", "by-sector.docx", "by-sector.xlsx"]);
}

#[test]
fn in_the_codebook_and_in_questions() {
    let sandbox = study();
    let from = "definition = \"Learning of those who do the work.\"";
    sandbox.replace(
        "codebooks/small.toml",
        from,
        &format!("definition = \"What {NAME} teaches those who work there.\""),
    );
    check(&sandbox, &["book.html", "book.docx", "book.xlsx", "book.md"]);
    let sandbox = study();
    sandbox.append(
        "study.toml",
        "\n[[output]]\nname = \"needs\"\nkind = \"answers\"\nquestion = \"needs\"\nformats = [\"html\", \"md\"]\n",
    );
    let wording = format!("wording = \"What should {NAME} do for you?\"");
    sandbox.replace("transcripts/survey.plan.toml", "wording = \"What does your service need most?\"", &wording);
    check(&sandbox, &["needs.html", "needs.md"]);
}

#[test]
fn in_names_of_files() {
    let sandbox = study();
    sandbox.replace("study.toml", "name = \"by-sector\"", "name = \"by-jonathan-marsden\"");
    let said = sandbox.run("build");
    assert!(said.contains("by-jonathan-marsden.html: There is what is likely a person's name"), "{said}");
    assert!(sandbox.run("check --strict output/by-jonathan-marsden.csv").contains("refused"));
}

#[test]
fn in_style_sheets_and_templates() {
    for style in [
        format!("/* by {NAME}, 2024 */\nh1 {{ color: red }}\n"),
        format!("footer::after {{ content: \"made by {NAME}\" }}\n"),
    ] {
        let sandbox = study();
        sandbox.file("house.css", style);
        sandbox.append("study.toml", "\n[style]\ncss = \"house.css\"\n");
        check(&sandbox, &["by-sector.html"]);
    }
    let header = format!(
        "<w:hdr xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:p><w:r><w:t>Prepared by {NAME}</w:t></w:r></w:p></w:hdr>"
    );
    let named = docx("<w:p/>", NAME, &[("word/header1.xml", header.as_bytes())]);
    let sandbox = study();
    sandbox.file("../old.docx", named);
    let said = sandbox.ok("check ../old.docx");
    for place in ["word/header1.xml", "document properties"] {
        assert!(said.contains("worth a look") && said.contains(place), "{place}: {said}");
    }
    assert!(sandbox.run("check --strict ../old.docx").contains("refused"));
}

/// Each place of a finished file that somebody may have written in, whoever made it.
#[test]
fn in_any_place_of_a_file_from_elsewhere() {
    let sandbox = study();
    sandbox.run("build");
    let part = |name: &'static str, text: &str| docx("", "", &[(name, text.as_bytes())]);
    let page = |planted: &str| format!("<!DOCTYPE html><html><body>{planted}</body></html>").into_bytes();
    let all: Vec<(&str, Vec<u8>)> = vec![
        ("a.txt", format!("It was written by {NAME}.\n").into_bytes()),
        ("a.html", page("<p>It was written by <b>Jon</b>athan Mars<i>den</i>.</p>")),
        ("b.html", page(&format!("<img alt=\"A drawing by {NAME}\">"))),
        ("c.html", page(&format!("<!-- written by {NAME} -->"))),
        ("d.html", page(&format!("<script>x={{\"author\":\"{NAME}\"}}</script>"))),
        ("e.html", page(&format!("<svg><title>Drawn by {NAME}</title></svg>"))),
        ("a.svg", format!("<svg><desc>Drawn by {NAME}</desc></svg>").into_bytes()),
        ("a.docx", part("word/footnotes.xml", &format!("<w:p><w:t>With thanks to {NAME}.</w:t></w:p>"))),
        ("b.docx", part("word/comments.xml", &format!("<w:comment w:author=\"{NAME}\"/>"))),
        ("c.docx", docx(&format!("<wp:docPr id=\"1\" name=\"x\" descr=\"A drawing by {NAME}\"/>"), "", &[])),
        ("d.docx", docx("", "", &[("word/media/Jonathan Marsden.png", b"x")])),
        ("a.xlsx", crate::disclosure::files::xlsx("", &format!("<sheet name=\"{NAME}\"/>"), &[])),
        ("b.xlsx", crate::disclosure::files::xlsx(&format!("<si><t>Counted by {NAME}</t></si>"), "", &[])),
        ("a.csv", format!("code,note\nposts,\"counted by {NAME}\"\n").into_bytes()),
        ("a.json", format!("{{\"by\":\"counted by {NAME}\"}}").into_bytes()),
        ("a.md", format!("# Staff\n\n> It was *written* by {NAME}.\n").into_bytes()),
        (
            "a.tex",
            format!("\\documentclass{{article}}\n\\author{{{NAME}}}\nIt was written by Jonathan \\emph{{Marsden}}.")
                .into_bytes(),
        ),
        ("Jonathan Marsden.csv", b"a,b\n1,2\n".to_vec()),
    ];
    for (name, bytes) in all {
        sandbox.file(&format!("../sent/{name}"), bytes);
        let said = sandbox.ok(&format!("check '../sent/{name}'"));
        assert!(said.contains("worth a look"), "{name}: {said}");
        let said = sandbox.run(&format!("check --strict '../sent/{name}'"));
        assert!(said.contains("refused") && said.contains("--- exit 1"), "{name}: {said}");
    }
}

/// A decision, with a name and a reason, is what ends it.
#[test]
fn a_decision_is_heard_too() {
    let sandbox = study();
    sandbox.replace("study.toml", "title = \"Themes by sector\"", &format!("title = \"Themes, counted by {NAME}\""));
    assert!(sandbox.run("build").contains("worth a look"));
    sandbox.ok(&format!("identities keep '{NAME}' --kind person --reason 'signs the report'"));
    let said = sandbox.run("build by-sector") + &sandbox.ok("check output");
    assert!(!said.contains("worth a look"), "{said}");
}

/// That a title names somebody, or the program a method's inventor, makes it no name that may stand in what people said.
#[test]
fn a_name_in_a_title_is_hidden_in_quotations() {
    let sandbox = study();
    sandbox.replace("study.toml", "title = \"Small study\"", &format!("title = \"What staff told {NAME}\""));
    let from = "Longer funding.";
    sandbox.replace("transcripts/survey.csv", from, &format!("I asked {NAME} and Craig Lewis for longer funding."));
    sandbox.run("build");
    let quotes = sandbox.read("output/quotes.md");
    let said = quotes.lines().find(|line| line.contains("for longer funding")).unwrap_or_else(|| panic!("{quotes}"));
    for name in ["Jonathan", "Marsden", "Craig", "Lewis"] {
        assert!(!said.contains(name), "{said}");
    }
}
