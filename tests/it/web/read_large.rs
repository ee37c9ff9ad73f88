//! A long interview with very many codings, in a real browser. How long things take is said, not judged: machines differ.

use std::fmt::Write as _;

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
    let mut opened = Vec::new();
    for _ in 0..3 {
        // From another page of the workbench, as a person comes; by the browser's own clock, until it is painted.
        browser.goto("/read");
        browser.goto("/read/long");
        browser.wait_until("document.querySelector('#reading').dataset.ready");
        let painted = browser.script_later(
            "const look = () => { const [paint] = performance.getEntriesByName('first-contentful-paint');
               if (paint) done(Math.max(paint.startTime, performance.getEntriesByName('codings-shown')[0].startTime)); else setTimeout(look, 20); };
             look()",
        );
        opened.push(painted.as_f64().expect("it is a number"));
    }
    opened.sort_by(f64::total_cmp);
    // What is far from the place is laid out afterwards.
    browser.wait_until("!document.querySelector('.turn.far')");
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
    // A key gives the code used last; the browser says how long it took from the key to the frame that shows it.
    browser.press(&["j", "/", "Enter"]);
    browser.wait_until("document.querySelector('#here .codings') && !document.querySelector('#here .unsaved')");
    browser.script(
        "window.pressed = []; new PerformanceObserver(list => { for (const event of list.getEntries())
           if (event.name === 'keydown') pressed.push([event.startTime, event.duration, event.processingEnd - event.processingStart]); })
         .observe({ type: 'event', durationThreshold: 16 })",
    );
    for time in 1..=5 {
        browser.press(&["j", "j", "1"]);
        browser.wait_until("document.querySelector('#here .codings') && !document.querySelector('#here .unsaved')");
        browser.wait_until(&format!("pressed.length >= {time}"));
    }
    let coded = browser.script(
        "pressed.sort((one, other) => one[0] - other[0]); const keys = pressed.filter((_, at) => at % 3 === 2).sort((one, other) => one[1] - other[1]);
         return [keys[keys.length >> 1]?.[2], keys[keys.length >> 1]?.[1], keys.at(-1)?.[1]]",
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
        "{CODINGS} codings on {WORDS} words: painted {:.0} ms after it was asked for, a key {:.0} ms after it was pressed (script {:.1} ms), \
         frames while scrolling {:.1} ms, the slowest in twenty {:.1} ms, scripts hold {:.1} MB",
        opened[1],
        number(&coded[1]),
        number(&coded[0]),
        number(&scrolled[0]),
        number(&scrolled[1]),
        number(&memory),
    );
    assert!(sandbox.ok("codings long --coder people").lines().count() > 3);
    assert_eq!(browser.complaints(), Vec::<String>::new());
}
