//! Word and Excel files are what the standard says they are, by a validator of Open XML that knows all of its schemas,
//! and LibreOffice opens them.
//!
//! `./check` puts the validator into `target/office-tools` and insists on it (`VERBATIM_OFFICE=required`); elsewhere, and
//! where there is no LibreOffice, a missing tool is a skipped test.

use std::path::{Path, PathBuf};
use std::process::Command;

use verbatim::export::{Format, HouseStyle, Template, render_in};

use crate::export::{cleared_sample, sample_pages};
use crate::support::{Sandbox, skipped, unzipped, zipped};

/// The validator, or nothing where it is not installed.
fn validator() -> Option<PathBuf> {
    let validator = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/office-tools/bin/openxml-audit");
    let required = std::env::var("VERBATIM_OFFICE").is_ok_and(|word| word == "required");
    assert!(validator.exists() || !required, "openxml-audit is needed: `./check` installs it");
    if !validator.exists() {
        skipped("there is no openxml-audit in target/office-tools");
        return None;
    }
    Some(validator)
}

/// The shipped study's documents and workbooks, those with every kind of block and figure that there is, and one in the
/// house style of a template; all of them in the folder `output`.
fn documents() -> Sandbox {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    for format in [Format::Docx, Format::Xlsx] {
        for (index, file) in sample_pages(format).into_iter().enumerate() {
            sandbox.file(&format!("output/sample-{}.{format}", index + 1), file);
        }
    }
    let template = Template::read(&resaved(&sandbox.bytes("output/reporting.docx"))).expect("it can be a template");
    let house = HouseStyle { template: Some(template), ..HouseStyle::default() };
    let files = render_in(&house, &cleared_sample(), Format::Docx, "house").expect("it can be written");
    sandbox.file("output/house.docx", &files[0].bytes);
    sandbox
}

/// A document of the program as another would write it: the foot of its pages is called otherwise.
fn resaved(document: &[u8]) -> Vec<u8> {
    let renamed = |text: &str| text.replace("pagenumber.xml", "footer1.xml");
    let parts = unzipped(document).into_iter().map(|(name, bytes)| match String::from_utf8(bytes) {
        Ok(text) => (renamed(&name), renamed(&text).into_bytes()),
        Err(error) => (name, error.into_bytes()),
    });
    zipped(&parts.collect::<Vec<_>>())
}

/// What the validator has against the files in a folder, and whether it let all of them pass.
fn validated(validator: &Path, sandbox: &Sandbox, folder: &str) -> (String, bool) {
    let mut command = Command::new(validator);
    command.args(["--policy", "strict", "--format", "microsoft365", "--max-errors", "0", "--recursive", "--quiet"]);
    let output = command.arg(sandbox.path(folder)).output().expect("the validator can be started");
    (String::from_utf8_lossy(&output.stdout).into_owned(), output.status.success())
}

#[test]
fn documents_and_workbooks_are_valid_open_xml() {
    let Some(validator) = validator() else { return };
    let sandbox = documents();
    let (said, passed) = validated(&validator, &sandbox, "output");
    assert!(passed, "{said}");
    // A document that is not valid is found out: a paragraph whose looks come after its words.
    let parts = unzipped(&sandbox.bytes("output/report.docx"));
    let wrong = parts.into_iter().map(|(name, bytes)| match name.as_str() {
        "word/document.xml" => {
            let xml = String::from_utf8(bytes).expect("a part is text");
            let late = "<w:p><w:r><w:t>late</w:t></w:r><w:pPr/></w:p><w:sectPr";
            let (before, after) = xml.rsplit_once("<w:sectPr").expect("a document ends in its page");
            (name, format!("{before}{late}{after}").into_bytes())
        }
        _ => (name, bytes),
    });
    sandbox.file("wrong/wrong.docx", zipped(&wrong.collect::<Vec<_>>()));
    let (said, passed) = validated(&validator, &sandbox, "wrong");
    assert!(!passed && said.contains("pPr"), "{said}");
}

/// Opens files in LibreOffice and gives the pages it makes of each, as text; nothing where it or a part of it is missing.
fn opened(sandbox: &Sandbox, component: &str, files: &[String]) -> Option<Vec<String>> {
    let has =
        |program: &str| Command::new(program).arg("--version").output().is_ok_and(|output| output.status.success());
    if !has("soffice") || !has("pdftotext") || !Path::new("/usr/lib/libreoffice/program").join(component).exists() {
        skipped(&format!("there is no LibreOffice with {component}, or no pdftotext"));
        return None;
    }
    let mut command = Command::new("soffice");
    command
        .arg(format!("-env:UserInstallation=file://{}", sandbox.path("../profile").display()))
        .args(["--headless", "--norestore", "--convert-to", "pdf", "--outdir"])
        .arg(sandbox.path("opened"))
        .args(files.iter().map(|file| sandbox.path(file)));
    let output = command.output().expect("LibreOffice can be started");
    let pages = files.iter().map(|file| {
        let stem = Path::new(file).file_stem().expect("a file has a name").to_string_lossy();
        let page = sandbox.path(&format!("opened/{stem}.pdf"));
        assert!(page.is_file(), "{file} opens: {}", String::from_utf8_lossy(&output.stderr));
        let text =
            Command::new("pdftotext").args(["-layout"]).arg(page).arg("-").output().expect("it was there before");
        String::from_utf8_lossy(&text.stdout).into_owned()
    });
    Some(pages.collect())
}

/// Each chapter is on the page that the contents give, and each page has its number at its foot.
fn pages_are_as_contents_say(appendix: &str) {
    let pages: Vec<&str> = appendix.trim_end_matches('\u{c}').split('\u{c}').collect();
    for (number, page) in (1..).zip(&pages) {
        assert!(page.trim_end().ends_with(&format!("Page {number}")), "page {number} ends otherwise:\n{page}");
    }
    let listed: Vec<(&str, usize)> = pages[0]
        .lines()
        .filter_map(|line| line.split_once("...").map(|(title, rest)| (title.trim(), rest)))
        .map(|(title, rest)| (title, rest.trim_matches(['.', ' ']).parse().expect("a page's number")))
        .collect();
    assert!(listed.iter().filter(|(title, _)| title.starts_with("Appendix ")).count() >= 10, "{listed:?}");
    for (title, number) in listed {
        // A long title goes on in a second line.
        let begins: String = title.chars().take(30).collect();
        assert!(pages[number - 1].contains(&begins), "{title} is not on page {number}");
    }
}

#[test]
fn libreoffice_opens_documents_and_workbooks() {
    let sandbox = documents();
    let names = |format: &str, names: &[&str]| -> Vec<String> {
        names.iter().map(|name| format!("output/{name}.{format}")).collect()
    };
    if let Some(pages) = opened(&sandbox, "libswlo.so", &names("docx", &["report", "appendix", "sample-1", "house"])) {
        // The first heading and the last line: all of it came through.
        for (page, last) in pages.iter().zip(["How this was made", "How this was made", "Disclosure", "Disclosure"]) {
            assert!(page.contains(last), "{page}");
        }
        pages_are_as_contents_say(&pages[1]);
    }
    if let Some(pages) = opened(&sandbox, "libsclo.so", &names("xlsx", &["appendix", "frequencies", "sample-1"])) {
        for page in &pages {
            assert!(page.contains("Disclosure") && page.contains("Table 1"), "{page}");
        }
    }
}
