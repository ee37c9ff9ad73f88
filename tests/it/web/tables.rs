//! Tables: each as it is printed, its numbers leading to the words behind them, its files given out past the gate.

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

fn built() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.append(
        "study.toml",
        "\n[[output]]\nname = \"by-sector\"\nkind = \"crosstab\"\nattribute = \"sector\"\nby = \"both\"\nshow = \"counts\"\n",
    );
    sandbox.replace("study.toml", "seed = \"small\"", "seed = \"small\"\nminimum_group = 1");
    sandbox.ok("build");
    sandbox
}

/// The queries that cells of a page lead to, each with what the cell says.
fn led(page: &str) -> Vec<(String, String)> {
    let cell = |rest: &str| {
        let (query, rest) = rest.split_once("\">")?;
        let (shown, _) = rest.split_once("</a>")?;
        Some((decoded(query), shown.to_owned()))
    };
    page.split("<a href=\"/search?q=").skip(1).filter_map(cell).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits: Vec<u8> = rest.by_ref().take(2).collect();
            let digits = std::str::from_utf8(&digits).expect("they are digits");
            bytes.push(u8::from_str_radix(digits, 16).expect("they are digits"));
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).expect("it is text")
}

#[test]
fn a_number_leads_to_just_so_many_people() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let page = server.get("/tables/by-sector/printed").body;
    let led = led(&page);
    // Two themes and three codes, in two groups, without noughts.
    assert!(led.len() >= 7, "{led:?} in {page}");
    for (query, shown) in &led {
        let found = sandbox.command("search --count").arg(query).output().expect("the program runs");
        let said = String::from_utf8_lossy(&found.stdout).into_owned();
        let cases = if shown == "1" { "1 case".to_owned() } else { format!("{shown} cases") };
        assert!(said.trim_end().ends_with(&cases), "{query} finds {said:?}, the cell says {shown}");
    }
    assert!(page.contains("href=\"/quotes?theme=staff\"") && page.contains("href=\"/quotes?code=training\""), "{page}");
}

#[test]
fn what_is_shown_is_what_is_printed() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let page = server.get("/tables/quotes").body;
    assert!(page.contains("As it is printed") && page.contains("[town]"), "{page}");
    assert!(!page.contains("Hartwell") && !page.contains("Denholme"), "{page}");
    // A quotation leads to its place, where the real words are.
    assert!(page.contains("href=\"/read/carla?at=2\""), "{page}");
    assert!(server.get("/tables/nothing").body.contains("There is no output"));
}

#[test]
fn files_are_given_out_and_pages_shown_in_a_box() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let list = server.get("/tables").body;
    for shown in [
        "href=\"/tables/report\"",
        "href=\"/outputs/files/report.html\"",
        "href=\"/outputs/view/report.html\"",
        "crosstab",
    ] {
        assert!(list.contains(shown), "{shown} is not in {list}");
    }
    let file = server.get("/outputs/files/report.html");
    assert_eq!(file.body, sandbox.read("output/report.html"));
    assert!(
        file.headers["content-disposition"].starts_with("attachment; filename=\"report.html\""),
        "{:?}",
        file.headers
    );
    let view = server.get("/outputs/view/report.html");
    assert!(view.headers["content-security-policy"].ends_with("sandbox"), "{:?}", view.headers);
    assert!(!view.headers["content-security-policy"].contains("script-src"), "{:?}", view.headers);
    // Only what a build wrote is given out.
    for path in ["../study.toml", "..%2Fstudy.toml", "%2e%2e/study.toml", "nothing.html", "/etc/hostname"] {
        let reply = server.get(&format!("/outputs/files/{path}"));
        assert_eq!(reply.status, 404, "{path}: {}", reply.body);
    }
    sandbox.append("output/report.html", "<!-- mine -->");
    assert!(server.get("/tables").body.contains("changed by hand"));
}

#[test]
fn one_table_in_another_format_passes_the_gate_or_is_refused() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let csv = server.get("/tables/by-sector/files/csv");
    assert_eq!(csv.status, 200);
    assert!(csv.body.contains("Staff,2,3,5"), "{}", csv.body);
    assert!(csv.headers["content-disposition"].contains("by-sector.csv"), "{:?}", csv.headers);

    sandbox.replace("study.toml", "name = \"by-sector\"", "name = \"by-sector\"\ntitle = \"What Denholme needs\"");
    let refused = server.get("/tables/by-sector/files/docx");
    assert_eq!(refused.status, 422, "{}", refused.body);
    for words in ["was not written", "What to do", "a title, a note or a name of yours"] {
        assert!(refused.body.contains(words), "{}", refused.body);
    }
}

#[test]
fn a_new_table_is_looked_at_saved_and_taken_back() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let page = server.get("/counts?rows=codes&by=sector&show=counts&where=kind%3Ainterview").body;
    assert!(page.contains("Codes by sector") && page.contains("kind:interview"), "{page}");
    // A cell of it leads to what both conditions find.
    let queries: Vec<String> = led(&page).into_iter().map(|(query, _)| query).collect();
    assert!(queries.contains(&"code:training sector:schools (kind:interview)".to_owned()), "{queries:?}");
    // A slip is said where the table would be.
    let slip = server.get("/counts?where=theme%3Astuff").body;
    assert!(slip.contains("role=\"alert\"") && slip.contains("name=\"where\""), "{slip}");

    let choice = "rows=codes&by=sector&show=counts&where=kind%3Ainterview";
    let before = sandbox.read("study.toml");
    let fields = [("choice", choice), ("name", "interviews"), ("title", "Codes in interviews"), ("formats", "csv")];
    let said = server.form("/counts/save", &fields).said();
    assert!(said.contains("interviews is an output of the study now"), "{said}");
    let study = sandbox.read("study.toml");
    let added = study.strip_prefix(&before).unwrap_or_else(|| panic!("what stood there stays as it was: {study}"));
    assert_eq!(
        added.trim(),
        "[[output]]\nname = \"interviews\"\nkind = \"crosstab\"\ntitle = \"Codes in interviews\"\nby = \"codes\"\n\
         attribute = \"sector\"\nshow = \"counts\"\nwhere = \"kind:interview\"\nformats = [\"csv\"]"
    );
    server.form("/outputs/build", &[("name", "interviews")]).said();
    server.settle();
    assert!(sandbox.exists("output/interviews.csv"));
    let taken = server.form("/counts/save", &fields).refused();
    assert!(taken.contains("two outputs are named \"interviews\""), "{taken}");
    server.form("/undo", &[]).said();
    assert_eq!(sandbox.read("study.toml"), before);
}

#[test]
fn what_is_withheld_is_said() {
    let sandbox = built();
    sandbox.replace("study.toml", "minimum_group = 1", "minimum_group = 3");
    let server = Server::start(&sandbox);
    let page = server.get("/outputs/withheld").body;
    assert!(page.contains("href=\"/tables/by-sector\"") && page.contains("The rule: "), "{page}");
    let printed = server.get("/tables/by-sector/printed").body;
    assert!(printed.contains("withheld (here ") && printed.contains("<span class=\"mark\">*</span>"), "{printed}");
}

#[test]
fn a_build_goes_on_while_the_page_is_looked_at() {
    let sandbox = built();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    sandbox.ok("codings accept ben:2 --as ana");
    browser.goto("/tables");
    browser.wait_for_words("Not up to date");
    browser.click(".heading button.main");
    browser.wait_for_words("Everything in output/ is up to date.");
    // From a number to its words, by keyboard.
    browser.goto("/tables/by-sector");
    browser.wait_for(".report td a");
    browser.script("document.querySelector('.report td a').focus()");
    browser.press(&["Enter"]);
    browser.wait_until("location.pathname === '/search'");
    browser.goto("/tables/report");
    browser.wait_for(".report svg.page");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn a_bar_leads_where_the_cells_of_its_row_lead_and_in_no_file() {
    let sandbox = built();
    sandbox.append("study.toml", "\n[[output]]\nname = \"how-often\"\nkind = \"frequencies\"\nby = \"themes\"\n");
    let server = Server::start(&sandbox);
    let page = server.get("/tables/how-often/printed").body;
    let bar = page.split("<a href=\"/quotes?theme=staff\"><title>Staff: ").nth(1).unwrap_or_default();
    assert!(bar.starts_with(char::is_numeric) && bar.contains("<rect class=\"room\""), "{page}");
    // Its links can be reached, so it is no image any more.
    assert!(page.contains("role=\"group\"") && !page.contains("role=\"img\""), "{page}");
    let file = server.get("/tables/how-often/files/html").body;
    assert!(file.contains("<svg") && file.contains("role=\"img\"") && !file.contains("/quotes?"), "{file}");
}
