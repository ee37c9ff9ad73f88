//! Nothing moves for those who wish that nothing does; and the check sees what moves for others.

use super::accessible::{pages, served};
use super::browser_support::Browser;

/// Everything that moves or would: what runs now, and rules that would make something move for longer than a blink.
const MOVING: &str = "
    const seconds = value => Math.max(...value.split(',').map(part => parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1)));
    const moves = element => ['', '::before', '::after'].some(part => {
      const style = getComputedStyle(element, part || null);
      return (style.animationName !== 'none' && seconds(style.animationDuration) > 0.01)
        || seconds(style.transitionDuration) > 0.01 || style.scrollBehavior === 'smooth';
    });
    const told = document.querySelectorAll('#told > div');
    return [...document.getAnimations().filter(one => one.effect.getTiming().duration > 10).map(one => `runs: ${one.animationName ?? one}`),
      ...[...document.querySelectorAll('*')].filter(moves).map(element => element.outerHTML.slice(0, 80))]";

/// A page says something in the corner.
const TELL: &str = "
    import(document.querySelector('script[src*=\"js/app.js\"]').src.replace('app.js', 'tell.js')).then(({ tell }) => {
      tell('Something was said'); done(true);
    })";

fn moving(browser: &Browser) -> Vec<String> {
    let found = browser.script(MOVING);
    found.as_array().expect("a list").iter().map(|one| one.as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn nothing_moves_for_those_who_wish_so() {
    let (_sandbox, server) = served();
    let Some(browser) = Browser::open(&server) else { return };
    browser.emulate("", &[("prefers-reduced-motion", "no-preference")]);
    browser.script_later(TELL);
    assert_ne!(moving(&browser), Vec::<String>::new(), "what is said arrives with a movement, for those who like it");
    browser.emulate("", &[("prefers-reduced-motion", "reduce")]);
    for page in pages(&server) {
        browser.goto(&page);
        browser.script_later(TELL);
        assert_eq!(moving(&browser), Vec::<String>::new(), "{page}");
    }
}
