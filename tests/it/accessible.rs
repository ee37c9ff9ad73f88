//! Pages are sound HTML, by the Nu validator, and everyone can use them, by axe, in the browser itself: wide and narrow,
//! by day and by night.
//!
//! `./check` puts both tools into `target/web-tools` and insists; elsewhere a missing tool is a skipped test.

use std::path::PathBuf;
use std::process::Command;

use verbatim::export::Format;

use crate::browser::{built, chromium};
use crate::export::sample_pages;
use crate::support::{Sandbox, skipped};

/// A tool that `./check` installs, or nothing where it is not there.
pub(crate) fn tool(path: &str) -> Option<PathBuf> {
    let tool = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/web-tools/node_modules").join(path);
    let required = std::env::var("VERBATIM_BROWSER").is_ok_and(|word| word == "required");
    assert!(tool.exists() || !required, "{path} is needed: `./check` installs it");
    if !tool.exists() {
        skipped(&format!("there is no {path}"));
        return None;
    }
    Some(tool)
}

/// The shipped study's pages, and one with every kind of block that there is; by name.
fn pages(sandbox: &Sandbox) -> Vec<String> {
    let mut pages = vec!["output/report.html".to_owned(), "output/appendix.html".to_owned()];
    for (index, page) in sample_pages(Format::Html).into_iter().enumerate() {
        let name = format!("output/sample-{}.html", index + 1);
        sandbox.file(&name, page);
        pages.push(name);
    }
    pages
}

#[test]
fn pages_are_sound_html() {
    let Some(validator) = tool("vnu-jar/build/dist/vnu.jar") else { return };
    let Some(sandbox) = built() else { return };
    let mut java = Command::new("java");
    java.arg("-jar").arg(validator).args(["--stdout", "--format", "gnu"]).args(pages(&sandbox));
    let output = java.current_dir(sandbox.path("")).output().expect("java can be started: `./check` installs it");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.status.success());
    // A page that is not sound is found out.
    sandbox.file("unsound.html", "<!DOCTYPE html><html lang=en><title>t</title><p id=a><p id=a>");
    let mut java = Command::new("java");
    let validator = tool("vnu-jar/build/dist/vnu.jar").expect("it was there before");
    let output = java.arg("-jar").arg(validator).arg("--stdout").arg(sandbox.path("unsound.html")).output();
    let said = String::from_utf8(output.expect("it was started before").stdout).expect("it is text");
    assert!(said.contains("Duplicate ID"), "{said}");
}

/// What axe says of a page in a frame of that width, by all of its usual rules.
fn axe(sandbox: &Sandbox, page: &str, width: u32, is_dark: bool) -> String {
    let text = sandbox.read(page);
    let (before, policy) =
        text.split_once("<meta http-equiv=\"Content-Security-Policy\"").expect("a page has a policy");
    let (_, after) = policy.split_once('>').expect("it ends");
    let run = "<script src='../axe.min.js'></script><script>axe.run(document).then(found => { \
               parent.document.getElementById('told').textContent = 'passed ' + found.passes.length + ' rules. ' \
               + found.violations.map(rule => rule.id + ': ' + rule.nodes.slice(0, 4).map(node => node.target.join(' ') \
               + ' (' + node.failureSummary + ')').join('; ')).join('\\n') + ' done'; });</script></body>";
    sandbox.file("output/tried.html", format!("{before}{}", after.replace("</body>", run)));
    sandbox.file(
        "frame.html",
        format!(
            "<!DOCTYPE html><iframe style='width:{width}px;height:900px;border:0' src='output/tried.html'></iframe>\
             <pre id=told></pre>"
        ),
    );
    let scheme = format!("--blink-settings=preferredColorScheme={}", u8::from(!is_dark));
    let arguments = ["--dump-dom", "--window-size=1300,1000", "--virtual-time-budget=60000", &scheme];
    let output = chromium(sandbox, &arguments, &sandbox.path("frame.html"));
    let shown = String::from_utf8_lossy(&output.stdout).into_owned();
    let told = shown.split("<pre id=\"told\">").nth(1).and_then(|rest| rest.split("</pre>").next()).unwrap_or(&shown);
    assert!(told.ends_with(" done"), "{page}: axe comes to an end: {told}");
    told.trim_end_matches(" done").to_owned()
}

#[test]
fn everyone_can_use_the_pages() {
    let Some(engine) = tool("axe-core/axe.min.js") else { return };
    let Some(sandbox) = built() else { return };
    sandbox.file("axe.min.js", std::fs::read_to_string(engine).expect("it is text"));
    for page in pages(&sandbox) {
        for (width, is_dark) in [(1_200, false), (1_200, true), (400, false)] {
            let told = axe(&sandbox, &page, width, is_dark);
            let (passed, violations) = told.split_once(" rules. ").expect("it says both");
            assert_eq!(violations, "", "{page}, {width} pixels wide, dark: {is_dark}");
            let passed: u32 = passed.trim_start_matches("passed ").parse().expect("it is a number");
            assert!(passed >= 15, "{page}: {passed} rules had something to look at");
        }
    }
    // A page that shuts somebody out is found out.
    let shut = "<!DOCTYPE html><html lang=en><head><meta http-equiv=\"Content-Security-Policy\" content=\"\"><title>t</title>\
                </head><body><main><h1>t</h1><img src=x></main></body></html>";
    sandbox.file("output/shut.html", shut);
    assert!(axe(&sandbox, "output/shut.html", 1_200, false).contains("image-alt"));
}
