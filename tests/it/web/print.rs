//! On paper: dark words on white, also for those who like it dark on the screen; no navigation and no tools; and under each
//! segment of a transcript the names of its codes.

use serde_json::json;

use super::accessible::{pages, served};
use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// What should not be on paper, and words that would hardly be seen there.
const FAULTS: &str = "
    const canvas = document.createElement('canvas').getContext('2d');
    const light = colour => {
      canvas.fillStyle = '#fff'; canvas.fillRect(0, 0, 1, 1); canvas.fillStyle = colour; canvas.fillRect(0, 0, 1, 1);
      const [red, green, blue] = [...canvas.getImageData(0, 0, 1, 1).data].map(part => (part /= 255) <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    };
    const faults = new Set();
    for (const element of document.querySelectorAll('body *')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen, .stripes')) continue;
      const box = element.getBoundingClientRect();
      if (box.width === 0 || box.height === 0) continue;
      const shown = element.outerHTML.slice(0, 100);
      if (element.matches('nav, .top, .tools, .panel, .drop, .filter, .told, .job, .caret, .edge, .button, button:not(.sort), input[type=file], input[type=search]'))
        faults.add(`a tool: ${shown}`);
      const hasWords = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim() !== '');
      const style = getComputedStyle(element);
      if (hasWords && 1.05 / (light(style.color) + 0.05) < 4.5) faults.add(`pale (${style.color}): ${shown}`);
    }
    return [...faults].slice(0, 5)";

fn faults(browser: &Browser) -> Vec<String> {
    let found = browser.script(FAULTS);
    found.as_array().expect("a list").iter().map(|fault| fault.as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn pages_are_printed_dark_on_white_and_without_tools() {
    let (_sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    browser.script("localStorage.setItem('verbatim-theme', 'dark')");
    browser.goto("/");
    assert!(!faults(&browser).is_empty(), "on the screen there are tools");
    let mut wrong = Vec::new();
    for (theme, preference) in [("dark", "light"), ("", "dark"), ("light", "dark")] {
        browser.script(&format!("localStorage.setItem('verbatim-theme', '{theme}')"));
        browser.emulate("print", &[("prefers-color-scheme", preference)]);
        // One theme on all pages; the others are rules of the frame alone.
        let pages = if theme == "dark" { pages(&server) } else { vec!["/".to_owned(), "/read/interview-1".to_owned()] };
        for page in pages {
            browser.goto(&page);
            wrong.extend(faults(&browser).into_iter().map(|fault| format!("{page}, {theme}: {fault}")));
        }
    }
    assert_eq!(wrong, Vec::<String>::new());
}

/// What reaches over the edge of the paper, or is hidden in something that one would have to scroll; and what asks for
/// something.
const CUT: &str = "
    const faults = new Set();
    const page = document.documentElement;
    if (page.scrollWidth > page.clientWidth) faults.add(`over the edge: ${page.scrollWidth - page.clientWidth}`);
    for (const element of document.querySelectorAll('main *')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen, .stripes, svg')) continue;
      const style = getComputedStyle(element);
      const shown = element.outerHTML.slice(0, 90);
      const hides = part => part !== 'visible' && part !== 'clip';
      if (hides(style.overflowX) && element.scrollWidth > element.clientWidth + 1) faults.add(`cut at the side: ${shown}`);
      if (hides(style.overflowY) && element.scrollHeight > element.clientHeight + 1) faults.add(`cut below: ${shown}`);
      if (element.matches('input:not([type=radio], [type=checkbox]), select, textarea') && style.borderTopStyle !== 'none') faults.add(`a field: ${shown}`);
      if (element.matches('form[method=post]:not(.prints)') && !element.querySelector('table, article, blockquote')) faults.add(`a form: ${shown}`);
    }
    return [...faults].slice(0, 4)";

#[test]
fn nothing_is_cut_off_on_paper_and_nothing_asks() {
    let (_sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    // A sheet of A4 between its margins.
    let sheet = json!({ "width": 718, "height": 1047, "deviceScaleFactor": 1, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", sheet);
    browser.emulate("print", &[]);
    let mut wrong = Vec::new();
    for page in pages(&server) {
        browser.goto(&page);
        if page == "/survey/survey" {
            browser.wait_for("#grid tbody tr");
            browser.script("for (const box of document.querySelectorAll('#columns input')) box.checked = true; document.dispatchEvent(new CustomEvent('survey:columns'))");
            browser.wait_until("document.querySelector('#grid tbody tr').cells.length > 30");
        }
        let found = browser.script(CUT);
        let faults = found.as_array().expect("a list");
        wrong.extend(faults.iter().map(|fault| format!("{page}: {}", fault.as_str().unwrap_or_default())));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn a_transcript_is_printed_with_the_names_of_its_codes() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox.ok("codings add ben:2 --code funding");
    sandbox.ok("codings reject ben:2 --code posts");
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    browser.goto("/read/ben");
    browser.wait_until("document.querySelector('#reading').dataset.ready");
    // What is on the page at the moment at which it is printed.
    browser.script(
        "addEventListener('beforeprint', () => {
           window.printed = [...document.querySelectorAll('.turn')].map(turn => turn.querySelector('.printed-codes')?.textContent ?? '');
           window.isPaper = matchMedia('print').matches;
         })",
    );
    let sheet = browser.devtools("Page.printToPDF", json!({ "printBackground": false }));
    assert!(sheet["data"].as_str().expect("a file").len() > 5_000, "there is a sheet");
    let printed = browser.script("return window.printed");
    assert_eq!(printed[0], "", "an interviewer's words have none: {printed}");
    assert_eq!(printed[1], "Training (proposed); Funding", "{printed}");
    assert_eq!(
        browser.script("return document.querySelectorAll('.printed-codes').length"),
        0,
        "and then they are gone"
    );
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
