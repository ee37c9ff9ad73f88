//! Several coders on one transcript in a real browser: coding blind, and each code in its own column of stripes.

use super::agreement::coded;
use super::browser_support::Browser;
use super::support::Server;

fn open(browser: &Browser) {
    browser.read("/read/interview-1?at=12");
    browser.wait_until("document.querySelector('#stripes rect')");
    // What rules propose is nobody's.
    browser.script("document.querySelector('#view-proposed').click()");
    browser.wait_until("!document.querySelector('#stripes rect.proposed')");
}

#[test]
fn what_others_coded_is_hidden_from_who_codes_blind() {
    let sandbox = coded();
    sandbox.ok("codings add interview-1:12 --code staff-support --as tester");
    sandbox.ok("memos add 'Is it so?' --on interview-1:12 --as Anna");
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    open(&browser);
    browser.wait_until("document.querySelector('#here').innerText.includes('Anna')");
    assert!(browser.text("#here").contains("Is it so?"), "{}", browser.text("#here"));
    browser.script("document.querySelector('#view').open = true");
    browser.click("#view-others");
    browser.wait_for("#others-hidden:not([hidden])");
    browser.wait_until("document.querySelectorAll('#stripes rect').length === 1");
    let here = browser.text("#here");
    assert!(here.contains("Support for staff") && !here.contains("Anna") && !here.contains("Is it so?"), "{here}");
    assert_eq!(browser.script("return document.querySelector('[data-do=next-disputed]').hidden"), true);
    // It stays so, and is taken back as easily.
    browser.reload();
    browser.wait_for("#others-hidden:not([hidden])");
    browser.wait_until("document.querySelectorAll('#stripes rect').length === 1");
    browser.script("document.querySelector('#view').open = true");
    browser.click("#view-others");
    browser.wait_until("document.querySelector('#here').innerText.includes('Anna')");
    assert_eq!(browser.script("return document.querySelector('#others-hidden').hidden"), true);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}

#[test]
fn each_code_keeps_its_column_of_stripes() {
    let sandbox = coded();
    // Nothing else stands there: the first column would be free, and is the other code's.
    sandbox.ok("codings add interview-1:10 --code funding-security --as Anna");
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    open(&browser);
    let columns = "
        const columns = new Map();
        for (const bar of document.querySelectorAll('#stripes rect')) {
            const name = bar.textContent.split(',')[0];
            columns.set(name, [...(columns.get(name) ?? []), bar.getAttribute('x')]);
        }
        const [one, other] = [...columns.values()];
        return columns.size === 2 && !one.some((x) => other.includes(x));";
    assert_eq!(browser.script(columns), true);
}
