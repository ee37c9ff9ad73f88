//! A long interview with very many codings, in a real browser. How long things take is said, not judged: machines differ.

use std::fmt::Write as _;
use std::time::Instant;

use serde_json::Value;
use verbatim::project::Project;
use verbatim::store::CodingChange;
use verbatim::text::words;

use super::browser_support::Browser;
use super::support::Server;
use crate::support::Sandbox;

/// How many words the interview has, how many codings, and of how many codes.
const WORDS: usize = 30_000;
const CODINGS: usize = 2_000;
const CODES: usize = 60;

const VOCABULARY: &[&str] = &[
    "we", "have", "a", "waiting", "list", "that", "grows", "every", "month", "and", "nobody", "knows", "who",
    "decides", "budget", "training", "takes", "weeks", "the", "phone", "line", "closes", "at", "five", "families",
    "ring", "in", "evening", "café", "naïve", "🙂", "schön",
];

/// Numbers that look like chance and are the same each time (a linear congruence, of Knuth's MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % limit
    }
}

/// The study: one interview, and codings of any length up to half a turn, of which many overlap.
fn large() -> Sandbox {
    let mut chance = Chance(7);
    let (mut transcript, mut count) = (String::new(), 0);
    while count < WORDS {
        for (speaker, length) in [("Interviewer", 5 + chance.below(12)), ("Noor", 60 + chance.below(130))] {
            write!(transcript, "{speaker}:").expect("it is a string");
            for at in 0..length {
                let end = if at % 14 == 13 { "." } else { "" };
                write!(transcript, " {}{end}", VOCABULARY[chance.below(VOCABULARY.len())]).expect("it is a string");
            }
            transcript.push_str("\n\n");
            count += length;
        }
    }
    let mut codebook = "title = \"Large\"\nversion = \"1\"\n".to_owned();
    for code in 0..CODES {
        let colour = 0x0020_4060 + code * 0x0003_0201;
        write!(codebook, "\n[[code]]\nid = \"code-{code}\"\nname = \"Code {code}\"\ndefinition = \"What it is about.\"\ncolour = \"#{colour:06x}\"\n")
            .expect("it is a string");
    }
    let sandbox = Sandbox::new();
    sandbox.study("title = \"Large\"\ncodebook = \"codebooks/large.toml\"\n\n[[source]]\nfiles = \"transcripts/*\"\nkind = \"interview\"\n");
    sandbox.file("codebooks/large.toml", codebook).file("transcripts/long.txt", transcript);
    sandbox.ok("import");

    let mut project = Project::open(&sandbox.path("")).expect("the study is sound");
    project.set_person("noor").expect("it is a name");
    let read = project.read_text("long").expect("it was imported").expect("it is a transcript");
    let open: Vec<_> = read.segments.iter().filter(|segment| segment.is_codable()).collect();
    let mut laid = Vec::new();
    let names: Vec<String> = (0..CODES).map(|code| format!("code-{code}")).collect();
    while laid.len() < CODINGS {
        let segment = open[chance.below(open.len())].span;
        let places: Vec<_> =
            words(segment.of_text(&read.content)).map(|word| word.span.moved(segment.start())).collect();
        let first = chance.below(places.len() - 1);
        let last = (first + 1 + chance.below(places.len() / 2)).min(places.len() - 1);
        let range = places[first].start()..places[last].end();
        let passage = project.passage(read.text, range).expect("it is a participant's");
        laid.push((chance.below(CODES), passage));
    }
    laid.sort_by_key(|(code, passage)| (*code, passage.span));
    laid.dedup();
    let changes: Vec<CodingChange<'_>> = laid
        .iter()
        .map(|(code, passage)| CodingChange::Add { code: &names[*code], text: passage.text, span: passage.span })
        .collect();
    assert_eq!(project.change_codings("codings add", &changes).expect("they are laid"), changes.len());
    sandbox
}

#[expect(clippy::print_stdout, reason = "what was measured is told")]
#[test]
fn a_long_interview_with_very_many_codings_opens_scrolls_and_is_coded() {
    let sandbox = large();
    let server = Server::start(&sandbox);
    let Some(browser) = Browser::open(&server) else { return };
    let opened = Instant::now();
    for _ in 0..2 {
        browser.goto("/read/long");
        browser.wait_until("document.querySelector('#reading').dataset.ready");
    }
    let seen = opened.elapsed() / 2;
    let painted = browser.script_later(
        "requestAnimationFrame(() => requestAnimationFrame(() => done(performance.getEntriesByName('codings-shown')[0]?.startTime)))",
    );
    let highlights =
        browser.script("return [...CSS.highlights.values()].reduce((sum, highlight) => sum + highlight.size, 0)");
    let told = server.json("/read/long/codings");
    assert_eq!(
        highlights.as_u64(),
        Some(told["codings"].as_array().expect("there are codings").len() as u64),
        "each is painted once"
    );
    let stripes =
        browser.script("return document.querySelectorAll('#stripes rect').length").as_u64().unwrap_or_default();
    assert!((1..1_000).contains(&stripes), "only what is near the window is drawn: {stripes}");
    // A key gives the code used last; the time to the next frame but one is taken, which is when it has been painted.
    browser.press(&["j", "/", "Enter"]);
    browser.wait_until("document.querySelector('#here .codings') && !document.querySelector('#here .unsaved')");
    let coded = browser.script_later(
        "const times = []; const press = key => document.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }));
         const frames = () => new Promise(then => requestAnimationFrame(() => requestAnimationFrame(then)));
         (async () => { for (let at = 0; at < 5; at += 1) { press('j'); press('j'); await new Promise(then => setTimeout(then, 300));
           const from = performance.now(); press('1'); const script = performance.now() - from; await frames(); times.push([script, performance.now() - from]); }
           done(times.sort((one, other) => one[1] - other[1])[2]); })()",
    );
    let scrolled = browser.script_later(
        "const times = []; let last = performance.now(); let y = 0; scrollTo(0, 0);
         const next = now => { times.push(now - last); last = now; y += 200; scrollTo(0, y);
           if (times.length < 150) requestAnimationFrame(next); else { times.sort((one, other) => one - other); done([times[75], times[142]]); } };
         requestAnimationFrame(next)",
    );
    let memory = browser.script("return performance.memory ? performance.memory.usedJSHeapSize / 1e6 : null");
    let number = |value: &Value| value.as_f64().unwrap_or_default();
    println!(
        "{CODINGS} codings on {WORDS} words: open in {:.0} ms (by its own clock {:.0} ms), a key painted in {:.0} ms (script {:.1} ms), \
         frames while scrolling {:.1} ms, the slowest in twenty {:.1} ms, scripts hold {:.1} MB",
        seen.as_secs_f64() * 1000.0,
        number(&painted),
        number(&coded[1]),
        number(&coded[0]),
        number(&scrolled[0]),
        number(&scrolled[1]),
        number(&memory),
    );
    assert!(sandbox.ok("codings long --coder people").lines().count() > 3);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
