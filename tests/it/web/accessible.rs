//! Every page of the workbench is sound HTML, by the Nu validator, and everyone can use it, by axe in the browser itself:
//! wide and narrow, by day and by night.

use std::process::Command;

use serde_json::{Value, json};

use super::browser_support::Browser;
use super::support::Server;
use crate::accessible::tool;
use crate::support::Sandbox;

/// What the navigation leads to, and pages one step further on.
pub(super) fn pages(server: &Server) -> Vec<String> {
    let front = server.get("/").body;
    let (_, navigation) = front.split_once("<nav class=\"pages\"").expect("every page has the navigation");
    let (navigation, _) = navigation.split_once("</nav>").expect("it ends");
    let mut pages: Vec<String> =
        navigation.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next().map(str::to_owned)).collect();
    pages.extend(MORE.iter().map(|page| (*page).to_owned()));
    // Where there is but one survey, its page is the one meant.
    let led = |page: String| server.get(&page).headers.get("location").cloned().unwrap_or(page);
    pages.into_iter().map(led).collect()
}

const MORE: &[&str] = &[
    "/read/interview-1",
    "/search?q=training",
    "/search?q=training&view=lines",
    "/quotes?theme=resourcing",
    "/codebook?code=staff-training",
    "/tables/frequencies",
    "/sources/interview-1",
    "/sources/survey",
    "/cases",
    "/cases/P1",
    "/framework/appendix-g",
    "/names/register",
    "/names/indirect",
    "/names/indirect?case=P3",
    "/names/log",
    "/reviews",
    "/cases/P1/withdraw",
    "/people/sheet",
    "/settings/doctor",
    "/settings/licences",
    "/tables/themes-by-sector",
    "/tables/quotes",
    "/counts?rows=both",
    "/outputs/withheld",
    "/framework/appendix-g?row=uk&column=development",
    "/search?q=training&view=words",
    "/history/codebook",
    "/history/drafts",
];

/// The shipped study, built, and its workbench.
pub(super) fn served() -> (Sandbox, Server) {
    let sandbox = Sandbox::shipped();
    sandbox.ok("build");
    let server = Server::start(&sandbox);
    (sandbox, server)
}

#[test]
fn pages_are_sound_html() {
    let Some(validator) = tool("vnu-jar/build/dist/vnu.jar") else { return };
    let (sandbox, server) = served();
    let mut java = Command::new("java");
    java.arg("-jar").arg(validator).args(["--stdout", "--format", "gnu"]).current_dir(sandbox.path(""));
    for (index, page) in pages(&server).iter().enumerate() {
        let reply = server.get(page);
        assert_eq!(reply.status, 200, "{page}: {}", reply.body);
        let name = format!("page-{index}.html");
        sandbox.file(&name, format!("{}<!-- {page} -->", reply.body));
        java.arg(name);
    }
    let output = java.output().expect("java can be started: `./check` installs it");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "", "{:?}", pages(&server));
}

#[test]
fn everyone_can_use_the_pages() {
    let Some(engine) = tool("axe-core/axe.min.js") else { return };
    let engine = std::fs::read_to_string(engine).expect("it is text");
    let (_sandbox, server) = served();
    let mut wrong = Vec::new();
    for (width, theme) in [(1_280, "light"), (1_280, "dark"), (360, "light")] {
        let Some(browser) = Browser::open_with(&server, width, 900) else { return };
        browser.script(&format!("localStorage.setItem('verbatim-theme', '{theme}')"));
        for page in pages(&server) {
            browser.goto(&page);
            browser.script(&engine);
            let found = browser.script_later("axe.run().then(found => done(found.violations))");
            wrong.extend(violations(&found).into_iter().map(|rule| format!("{page}, {width}, {theme}: {rule}")));
            let overflow = browser.script("return document.documentElement.scrollWidth - innerWidth");
            if overflow.as_f64().unwrap_or_default() > 1.0 {
                wrong.push(format!("{page}, {width}: it is {overflow} pixels wider than the window"));
            }
        }
        let complaints = browser.complaints();
        wrong.extend(complaints.into_iter().filter(|line| !line.contains("axe")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

fn violations(found: &Value) -> Vec<String> {
    let rules = found.as_array().cloned().unwrap_or_default();
    let nodes = |rule: &Value| -> Vec<String> {
        let nodes = rule["nodes"].as_array().cloned().unwrap_or_default();
        nodes.iter().take(3).map(|node| format!("{} ({})", node["html"], node["failureSummary"])).collect()
    };
    rules.iter().map(|rule| format!("{}: {}", rule["id"], nodes(rule).join("; "))).collect()
}

#[test]
fn a_page_that_shuts_somebody_out_is_found_out() {
    let Some(engine) = tool("axe-core/axe.min.js") else { return };
    let sandbox = Sandbox::small();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.script("document.querySelector('main').append(document.createElement('button'))");
    browser.script(&std::fs::read_to_string(engine).expect("it is text"));
    let found = browser.script_later("axe.run().then(found => done(found.violations))");
    assert!(violations(&found).iter().any(|rule| rule.contains("button-name")), "{}", json!(found));
}
