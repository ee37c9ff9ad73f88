//! Large letters: pages at 200 %, by the browser's zoom and by the size of letters alone. Nothing is wider than the window,
//! and everything that can be pressed can be reached.

use serde_json::json;

use super::accessible::{pages, served};
use super::browser_support::Browser;

/// What is wider than the window, and what can be pressed but lies under something else wherever one scrolls.
const FAULTS: &str = "
    const faults = [];
    // What was said lies over the page until it is closed, which it can be.
    for (const close of document.querySelectorAll('#told button[aria-label=\"Close\"]')) close.click();
    const excess = document.documentElement.scrollWidth - innerWidth;
    if (excess > 1) faults.push(`it is ${excess} pixels wider than the window`);
    for (const control of document.querySelectorAll('a[href], button, input, select, textarea, summary')) {
      if (!control.checkVisibility({ visibilityProperty: true }) || control.matches(':disabled') || control.closest('.unseen, .skip')) continue;
      control.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
      const boxes = [...control.getClientRects()].filter(box => box.width > 0 && box.height > 0);
      const isThere = box => [0.5, 0.15, 0.85].some(part => {
        const found = document.elementFromPoint(box.left + box.width * part, box.top + box.height / 2);
        return found && (control.contains(found) || found.closest('label')?.control === control);
      });
      if (boxes.length > 0 && !boxes.some(isThere)) faults.push(`not reached: ${control.outerHTML.slice(0, 120)}`);
    }
    scrollTo(0, 0);
    return faults.slice(0, 5)";

fn faults(browser: &Browser) -> Vec<String> {
    let found = browser.script(FAULTS);
    found.as_array().expect("a list").iter().map(|fault| fault.as_str().unwrap_or_default().to_owned()).collect()
}

/// Letters of twice the size, and nothing else: as the browser's menu or its settings do.
const LARGE: &str = "
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('html { font-size: 200% !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];";

#[test]
fn everything_is_reached_in_a_window_at_twice_the_size() {
    let (_sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    // A window of 1280 × 800 shows half of that at 200 %.
    let metrics = json!({ "width": 640, "height": 400, "deviceScaleFactor": 2, "mobile": false });
    browser.devtools("Emulation.setDeviceMetricsOverride", metrics);
    let mut wrong = Vec::new();
    for page in pages(&server) {
        browser.goto(&page);
        assert_eq!(browser.script("return [innerWidth, devicePixelRatio]"), json!([640, 2]), "it is shown so");
        wrong.extend(faults(&browser).into_iter().map(|fault| format!("{page}: {fault}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn everything_is_reached_with_letters_of_twice_the_size() {
    let (_sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    let mut wrong = Vec::new();
    for page in pages(&server) {
        browser.goto(&page);
        browser.script(LARGE);
        assert_eq!(browser.script("return getComputedStyle(document.documentElement).fontSize"), "32px");
        wrong.extend(faults(&browser).into_iter().map(|fault| format!("{page}: {fault}")));
    }
    assert_eq!(wrong, Vec::<String>::new());
}

#[test]
fn what_cannot_be_reached_is_found_out() {
    let (_sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    assert_eq!(faults(&browser), Vec::<String>::new());
    browser.script(
        "const lid = document.createElement('p'), main = document.querySelector('main');
         const rules = new CSSStyleSheet();
         rules.replaceSync('.lid { position: fixed; inset: 0; z-index: 99; margin: 0; max-width: none } .far { width: 200vw }');
         document.adoptedStyleSheets = [rules];
         lid.className = 'lid'; main.append(lid); main.append(Object.assign(document.createElement('div'), { className: 'far', textContent: '.' }))",
    );
    let found = faults(&browser);
    assert!(found[0].contains("wider than the window") && found[1].starts_with("not reached"), "{found:?}");
}
