//! The report in a real browser: everything shows, nothing is fetched, nothing complains, and it prints and fits.
//!
//! `./check` installs Chromium and sets `VERBATIM_BROWSER=required`; elsewhere a missing browser is a skipped test.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use crate::support::{Sandbox, skipped};

/// A browser that hangs is no reason to wait for ever.
const PATIENCE: Duration = Duration::from_mins(2);

/// Whether there is this program; said, or insisted on, where there is not.
pub(crate) fn has(program: &str) -> bool {
    let found = Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status().is_ok();
    let required = std::env::var("VERBATIM_BROWSER").is_ok_and(|word| word == "required");
    assert!(found || !required, "{program} is needed: `./check` installs it");
    if !found {
        skipped(&format!("there is no {program}"));
    }
    found
}

/// The shipped study with its pages, or nothing where there is no browser.
pub(crate) fn built() -> Option<Sandbox> {
    if !has("chromium") {
        return None;
    }
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    Some(sandbox)
}

/// Opens a page in a fresh browser that cannot reach anything.
pub(crate) fn chromium(sandbox: &Sandbox, more: &[&str], page: &Path) -> Output {
    let profile = tempfile::tempdir().expect("there is room for a profile");
    let mut command = Command::new("chromium");
    command
        .args(["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"])
        .args(["--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage"])
        .arg("--host-resolver-rules=MAP * ~NOTFOUND")
        .args(["--enable-logging=stderr", "--v=0", "--allow-file-access-from-files"])
        .arg(format!("--user-data-dir={}", profile.path().display()))
        .args(more)
        .arg(format!("file://{}", page.display()))
        .current_dir(sandbox.path(""))
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let child = command.spawn().expect("the browser can be started");
    let id = child.id();
    let waiting = thread::spawn(move || child.wait_with_output());
    let started = Instant::now();
    while !waiting.is_finished() {
        assert!(started.elapsed() < PATIENCE, "the browser (process {id}) answers within {PATIENCE:?}");
        thread::sleep(Duration::from_millis(50));
    }
    let output = waiting.join().expect("waiting does not panic").expect("the browser ends");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    output
}

fn titles(sandbox: &Sandbox, document: &str) -> Vec<String> {
    let study: toml::Table = toml::from_str(&sandbox.read("study.toml")).expect("the study file is sound");
    let outputs = study["output"].as_array().expect("the study has outputs");
    let chapters =
        outputs.iter().filter(|output| output.get("chapter_of").and_then(toml::Value::as_str) == Some(document));
    chapters.map(|output| output["title"].as_str().expect("a chapter has a title").to_owned()).collect()
}

/// Text as it stands in a page's source.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[test]
fn pages_show_every_chapter_and_complain_of_nothing() {
    let Some(sandbox) = built() else { return };
    for document in ["report", "appendix"] {
        let page = sandbox.path(&format!("output/{document}.html"));
        let output = chromium(&sandbox, &["--dump-dom"], &page);
        let shown = String::from_utf8(output.stdout).expect("a page is text");
        let chapters = titles(&sandbox, document);
        assert!(chapters.len() >= 5);
        for title in chapters {
            assert!(shown.contains(&escaped(&title)), "{document}.html shows {title:?}");
        }
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let complaints: Vec<&str> = said.lines().filter(|line| line.contains("CONSOLE")).collect();
        assert_eq!(complaints, Vec::<&str>::new(), "{document}.html");
    }
}

/// What a page asked for, by the browser's own record. What the browser asks for by itself is not the page's doing, and
/// reaches nobody either.
fn asked_for(sandbox: &Sandbox, page: &Path) -> Vec<String> {
    let record = sandbox.path("network.json");
    chromium(sandbox, &["--dump-dom", &format!("--log-net-log={}", record.display())], page);
    let record = sandbox.read("network.json");
    assert!(record.contains("\"initiator\":"), "the browser keeps a record");
    let field = |line: &str, name: &str| {
        let rest = line.split(&format!("\"{name}\":\"")).nth(1)?;
        rest.split('"').next().map(str::to_owned)
    };
    let by_page = record.lines().filter(|line| field(line, "initiator").is_some_and(|who| who != "not an origin"));
    by_page
        .filter_map(|line| field(line, "url"))
        .filter(|url| !url.starts_with("file:") && !url.starts_with("data:"))
        .collect()
}

#[test]
fn pages_fetch_nothing() {
    let Some(sandbox) = built() else { return };
    for document in ["report", "appendix"] {
        let page = sandbox.path(&format!("output/{document}.html"));
        assert_eq!(asked_for(&sandbox, &page), Vec::<String>::new(), "{document}.html");
    }
    // A page that does ask is found out.
    sandbox.file("asks.html", "<!DOCTYPE html><img src='http://pictures.example/one.png'>");
    let asked = asked_for(&sandbox, &sandbox.path("asks.html"));
    assert!(asked.iter().any(|url| url == "http://pictures.example/one.png"), "{asked:?}");
}

#[test]
fn pages_print_with_their_tables() {
    let Some(sandbox) = built() else { return };
    if !has("pdftotext") {
        return;
    }
    for document in ["report", "appendix"] {
        let pdf = sandbox.path(&format!("{document}.pdf"));
        let print = format!("--print-to-pdf={}", pdf.display());
        chromium(&sandbox, &[&print, "--no-pdf-header-footer"], &sandbox.path(&format!("output/{document}.html")));
        let output =
            Command::new("pdftotext").arg("-layout").arg(&pdf).arg("-").output().expect("pdftotext can be started");
        let text = String::from_utf8(output.stdout).expect("it gives text");
        let words: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for title in titles(&sandbox, document) {
            assert!(words.contains(&title), "{document}.pdf holds {title:?}");
        }
        let cells: &[&str] = match document {
            "report" => &["Resourcing and widening access", "without any answer", "(survey participant, ", "51"],
            _ => &[
                "Direct child protection (3)",
                "1.0 1.0 2.0 1.0 2.0 1.0",
                "2.3 2.8 2.3 2.5 1.9 2.1",
                "improve assessment",
            ],
        };
        for cell in cells {
            assert!(words.contains(cell), "{document}.pdf holds {cell:?}");
        }
    }
}

/// On a desk and on a telephone, only tables may scroll sideways, never the page.
#[test]
fn pages_fit_their_width() {
    let Some(sandbox) = built() else { return };
    for document in ["report", "appendix"] {
        for width in [1200, 360] {
            // A frame is as narrow as it is told to be; a window of a browser is not.
            sandbox.file(
                "frame.html",
                format!(
                    "<!DOCTYPE html><iframe id=f style='width:{width}px;height:900px;border:0' src='output/{document}.html'></iframe>\
                     <p id=told></p><script>f.onload = () => {{ const page = f.contentDocument.scrollingElement; \
                     told.textContent = 'wide: ' + page.scrollWidth + ' of ' + page.clientWidth + '; ' \
                     + f.contentDocument.querySelectorAll('table').length + ' tables'; }};</script>"
                ),
            );
            let output = chromium(&sandbox, &["--dump-dom", "--window-size=1300,1000"], &sandbox.path("frame.html"));
            let shown = String::from_utf8_lossy(&output.stdout).into_owned();
            let told = shown.split("wide: ").nth(1).and_then(|rest| rest.split('<').next()).unwrap_or(&shown);
            let numbers: Vec<u32> = told
                .split(|character: char| !character.is_ascii_digit())
                .filter_map(|word| word.parse().ok())
                .collect();
            let [scroll_width, client_width, tables] = numbers[..] else {
                panic!("the frame tells three numbers: {told}")
            };
            assert!(scroll_width <= client_width, "{document}.html at {width}: {told}");
            assert!(client_width <= width && client_width + 20 >= width, "{document}.html at {width}: {told}");
            assert!(tables >= 4, "{document}.html at {width}: {told}");
        }
    }
}
