//! Script wherever a researcher names or writes something: it comes back as words on every page that shows it, and runs on none.

use std::process::Output;

use serde_json::json;

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// It would leave whatever it stands in: an attribute, a title, a field, the data of a page.
const SCRIPT: &str = "\"'></title></textarea></script><script>window.ran=1</script><img src=x onerror=window.ran=1>";
const ANNA: &str = "zanna";
const BO: &str = "zbo";

/// A name or a sentence that begins with a word of its own, by which it is found again.
fn with_script(word: &str) -> String {
    format!("{word} {SCRIPT}")
}

/// As TOML writes it.
fn toml(word: &str) -> String {
    json!(with_script(word)).to_string()
}

/// As CSV writes it.
fn cell(word: &str) -> String {
    format!("\"{}\"", with_script(word).replace('"', "\"\""))
}

/// Runs a command with such words as its last arguments, as this person.
fn run(sandbox: &Sandbox, person: &str, command: &str, arguments: &[&str]) {
    let words: Vec<String> =
        arguments.iter().map(|word| word.strip_prefix('!').map_or((*word).to_owned(), with_script)).collect();
    let output: Output = sandbox
        .command(command)
        .args(words)
        .env("VERBATIM_USER", with_script(person))
        .output()
        .expect("the program can be started");
    assert!(output.status.success(), "{command}: {}", sandbox.shown(&output));
}

fn codebook() -> String {
    let field = |name: &str, word: &str| format!("{name} = {}\n", toml(word));
    let theme = "[[theme]]\nid = \"money\"\ncodes = [\"funding\", \"posts\"]\n".to_owned();
    let code = "\n[[code]]\nid = \"funding\"\n".to_owned();
    let other = "\n[[code]]\nid = \"posts\"\nname = \"Posts\"\n\n[[code.rule]]\nany = [\"post*\"]\n";
    [
        &field("title", "ztitle"),
        &theme,
        &field("name", "ztheme"),
        &field("definition", "zgist"),
        &field("story", "zstory"),
        &code,
        &field("name", "zcode"),
        &field("definition", "zdefinition"),
        &field("use_when", "zuse"),
        &field("not_when", "znot"),
        &field("example", "zexample"),
        "\n[[code.rule]]\nany = [\"fund*\", \"grant\", \"grants\"]\n",
        other,
    ]
    .map(ToOwned::to_owned)
    .concat()
}

/// The small study with script in every name that somebody gives.
fn named() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.file("codebooks/small.toml", codebook());
    sandbox.replace("study.toml", "\"Small study\"", &toml("zstudy"));
    sandbox.replace(
        "study.toml",
        "kind = \"frequencies\"",
        &format!("kind = \"frequencies\"\ntitle = {}", toml("zoutput")),
    );
    let framework = "[[framework]]\nname = \"needs\"\nrows = \"cases\"\nscope = \"interviews\"\n";
    let column = format!("[[framework.column]]\nid = \"own\"\ntitle = {}\n", toml("zcolumn"));
    sandbox.append("study.toml", &format!("\n{framework}title = {}\n\n{column}", toml("zframework")));
    sandbox.append(
        "study.toml",
        &format!("\n[queries]\nsaved = {}\n", json!(format!("training OR {}", json!(with_script("zquery"))))),
    );
    sandbox.file(
        "participants.csv",
        format!("case,source,speaker,sector\n{},ben.txt,Ben,{}\n", cell("zcase"), cell("zvalue")),
    );
    sandbox.replace("transcripts/survey.plan.toml", "\"What does your service need most?\"", &toml("zwording"));
    sandbox.replace("transcripts/survey.csv", "Nothing at present.", &cell("zanswer"));
    sandbox.ok("import");
    sandbox.ok("code");
    run(&sandbox, ANNA, "codings add ben:2 --code funding", &[]);
    run(&sandbox, BO, "codings add ben:2 --code posts", &[]);
    run(&sandbox, BO, "codings add survey:R6:needs --code funding", &[]);
    run(&sandbox, ANNA, "memos add --on ben:2 --title", &["!zmemotitle", "!zmemo"]);
    run(&sandbox, ANNA, "memos add --on code:funding --kind", &["!zkind", "!zmemo"]);
    run(&sandbox, ANNA, "framework set needs", &["!zcase", "own", "!zsummary"]);
    run(&sandbox, ANNA, "codebook create", &["!zcreated"]);
    sandbox.ok("build");
    sandbox
}

/// Pages, and what of all this each of them shows.
fn pages() -> Vec<(String, &'static [&'static str])> {
    let person = |word: &str| encoded(&with_script(word));
    let both = format!("/agreement?first={}&second={}", person(ANNA), person(BO));
    vec![
        ("/".to_owned(), &["zstudy", "ztheme", "zanna"]),
        ("/sources".to_owned(), &[]),
        ("/sources/survey".to_owned(), &["zwording"]),
        ("/cases".to_owned(), &["zcase", "zvalue"]),
        (format!("/cases/{}", person("zcase")), &["zcase", "zvalue"]),
        ("/read".to_owned(), &[]),
        ("/read/ben?at=2".to_owned(), &["zcode", "zmemo"]),
        ("/survey/survey?question=needs".to_owned(), &["zwording", "zanswer", "zcode"]),
        ("/survey/survey".to_owned(), &["zanswer"]),
        ("/search?q=posts".to_owned(), &["zcode"]),
        (format!("/search?q={}", encoded(&format!("\"{}\"", with_script("zanswer")))), &["zanswer"]),
        ("/search?q=posts&view=lines".to_owned(), &[]),
        ("/search?q=posts&view=words".to_owned(), &[]),
        ("/quotes?code=funding".to_owned(), &["zcode"]),
        ("/quotes?theme=money".to_owned(), &["ztheme"]),
        ("/codebook?code=funding".to_owned(), &["zcode", "zdefinition", "zuse", "znot", "zexample", "zcreated"]),
        ("/codebook?theme=money".to_owned(), &["ztheme", "zgist", "zstory"]),
        ("/codebook/explain?code=funding".to_owned(), &[]),
        ("/codebook/check".to_owned(), &[]),
        ("/codebook/print".to_owned(), &["ztitle", "zcode", "ztheme"]),
        ("/tables".to_owned(), &["zoutput"]),
        ("/tables/frequencies".to_owned(), &["zoutput", "ztheme"]),
        ("/counts?rows=both".to_owned(), &["ztheme"]),
        ("/framework/needs".to_owned(), &["zframework", "zcolumn", "zcase", "zsummary"]),
        ("/memos".to_owned(), &["zmemo", "zmemotitle", "zanna"]),
        ("/names".to_owned(), &[]),
        ("/names/register".to_owned(), &[]),
        (both, &["zanna", "zbo"]),
        ("/history".to_owned(), &["zanna", "zbo"]),
        ("/history/codebook".to_owned(), &["zanna"]),
        ("/history/drafts".to_owned(), &[]),
        ("/settings".to_owned(), &["zanna"]),
    ]
}

fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}

/// Served to somebody whose name is script as well.
fn served(sandbox: &Sandbox) -> Server {
    Server::start_with(sandbox, &["--as", &with_script(ANNA)])
}

#[test]
fn no_answer_holds_it_as_markup() {
    let sandbox = named();
    let server = served(&sandbox);
    for (page, _) in pages() {
        let reply = server.get(&page);
        let at = reply.headers.get("location");
        assert_eq!(reply.status, 200, "{page}: {at:?} {}", reply.body);
        for markup in ["<script>", "<img", "</textarea></script>"] {
            let count = reply.body.matches(markup).count();
            assert_eq!(count, 0, "{markup} on {page}: {}", reply.body);
        }
        assert!(reply.body.contains("window.ran"), "{page} shows some of it: the study's name is above every page");
        // What is data for the page's modules ends where the page says so.
        for data in reply.body.split("type=\"application/json\"").skip(1) {
            let (data, _) = data.split_once("</script").expect("it ends");
            assert!(!data.contains("<img") && !data.contains("<script"), "{page}: {data}");
        }
    }
    // What modules ask for is no page, whatever a browser might make of it.
    for data in ["/codes", "/read/ben/codings", "/steps", "/survey/survey/values?column=attribute.sector"] {
        let reply = server.get(data);
        assert_eq!(reply.headers["content-type"], "application/json", "{data}");
        assert_eq!(reply.headers["x-content-type-options"], "nosniff", "{data}");
    }
    assert!(server.get("/codes").body.contains("window.ran"), "codes are told with their names");
}

#[test]
fn no_browser_runs_it() {
    let sandbox = named();
    let server = served(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    for (page, words) in pages() {
        browser.goto(&page);
        for word in words {
            let shown = json!(with_script(word));
            let fields = "[...document.querySelectorAll('input, textarea, select')].map(field => field.value)";
            browser
                .wait_until(&format!("[document.body.textContent, ...{fields}].some(text => text.includes({shown}))"));
        }
        calm(&browser, &page);
    }
    // What modules write by themselves: the palettes, what is said, the sheet of keys.
    browser.goto("/read/ben?at=4");
    browser.wait_until("document.querySelector('#reading').dataset.ready");
    browser.press(&["/"]);
    browser.type_text("zcode");
    browser.wait_until("document.querySelector('#palette li .name')?.textContent.startsWith('zcode')");
    browser.press(&["Enter"]);
    browser.wait_until("document.querySelector('#recents button')?.textContent.includes('window.ran')");
    browser.wait_until("document.querySelector('[data-step=undo]').title.includes('funding')");
    browser.script("document.querySelector('[data-do=palette]').focus()");
    browser.script("dispatchEvent(new Event('beforeprint'))");
    browser.wait_until("document.querySelector('.printed-codes')?.textContent.includes('window.ran')");
    calm(&browser, "coding");
    browser.goto("/survey/survey?question=needs");
    browser.wait_for("li.answer[aria-current]");
    browser.press(&["/"]);
    browser.wait_until("document.querySelector('#palette li .name')?.textContent.includes('window.ran')");
    calm(&browser, "the palette of the survey");
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

/// Nothing has run, nothing was made of it, and the policy had nothing to forbid.
fn calm(browser: &Browser, page: &str) {
    assert_eq!(browser.script("return window.ran ?? 'never'"), "never", "{page}");
    let made = browser.script(
        "return document.querySelectorAll('img[src=x], script:not([src]):not([type=\"application/json\"])').length",
    );
    assert_eq!(made, 0, "{page}");
    assert_eq!(browser.complaints(), Vec::<String>::new(), "{page}");
}
