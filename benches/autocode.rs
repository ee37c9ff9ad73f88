//! How fast texts stream through a codebook's rules: 100 codes of 10 words, phrases and regular expressions each.
//!
//! The texts are made up: neutral words of a fixed vocabulary, some far more common than others, in sentences as long as
//! those of survey answers. The seed is fixed, so that every run measures the same. Beside it stands one pass of ripgrep for
//! all of the patterns, where it is installed.

use std::io::Write;
use std::process::{Command, Stdio};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use verbatim::autocode::{CodableSegment, CodableText, RuleSet};
use verbatim::model::{Code, Codebook, Rule, Span};

const ANSWERS: usize = 100_000;
const CODES: usize = 100;

/// A small linear congruential generator (Knuth's constants): the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((self.0 >> 33) % limit as u64).expect("smaller than the limit")
    }

    /// Small numbers far more often than large ones, as with the words of a language.
    fn rank(&mut self, limit: usize) -> usize {
        let within = self.below(limit) + 1;
        self.below(within)
    }
}

/// Made-up words of two to four syllables, the common ones short.
fn vocabulary(numbers: &mut Numbers) -> Vec<String> {
    const SYLLABLES: &[&str] = &[
        "ba", "ren", "to", "lin", "mar", "ke", "sol", "ta", "vin", "der", "po", "shi", "nal", "gre", "fu", "ming",
        "ter", "cho", "wa", "bel", "dis", "con", "per", "ly", "ment", "ble", "ous", "ing", "est", "ra",
    ];
    let word = |index: usize, numbers: &mut Numbers| -> String {
        let syllables = if index < 60 { 1 + numbers.below(2) } else { 2 + numbers.below(3) };
        (0..syllables).map(|_| SYLLABLES[numbers.below(SYLLABLES.len())]).collect()
    };
    (0..12_000).map(|index| word(index, numbers)).collect()
}

fn answers(vocabulary: &[String], numbers: &mut Numbers) -> Vec<String> {
    (0..ANSWERS)
        .map(|_| {
            let mut answer = String::new();
            for _ in 0..=numbers.below(3) {
                let words: Vec<&str> =
                    (0..3 + numbers.below(10)).map(|_| vocabulary[numbers.rank(vocabulary.len())].as_str()).collect();
                let sentence = words.join(" ");
                let mut letters = sentence.chars();
                answer.extend(letters.next().map(|letter| letter.to_ascii_uppercase()));
                answer.push_str(letters.as_str());
                answer.push_str(". ");
            }
            answer
        })
        .collect()
}

/// Five words, three phrases and two regular expressions a code, none of them very common and all of eight
/// letters at least: about one coding an answer.
fn codebook(vocabulary: &[String], numbers: &mut Numbers) -> Codebook {
    let rare: Vec<&String> = vocabulary[vocabulary.len() / 8..].iter().filter(|word| word.len() >= 8).collect();
    let mut word = || rare[numbers.below(rare.len())].clone();
    let mut code = |index: usize| {
        let mut any: Vec<String> = (0..3).map(|_| word()).collect();
        any.extend((0..2).map(|_| format!("{}*", word())));
        any.extend((0..3).map(|_| format!("{} {}", word(), word())));
        let regex = (0..2).map(|_| format!(r"\b{}(s|ed|ing)?\s+\w+", word())).collect();
        Code { id: format!("c{index}"), rules: vec![Rule { any, regex, ..Rule::default() }], ..Code::default() }
    };
    Codebook { codes: (0..CODES).map(&mut code).collect(), ..Codebook::default() }
}

fn autocode(criterion: &mut Criterion) {
    let mut numbers = Numbers(20_180_521);
    let vocabulary = vocabulary(&mut numbers);
    let answers = answers(&vocabulary, &mut numbers);
    let codebook = codebook(&vocabulary, &mut numbers);
    let rules = RuleSet::compile(&codebook).expect("the generated rules are sound");

    let mut group = criterion.benchmark_group("autocode");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(answers.iter().map(|answer| answer.len() as u64).sum()));
    group.bench_function("1000 patterns, one core", |bencher| {
        let mut scratch = rules.scratch();
        let mut found = Vec::new();
        bencher.iter(|| {
            let mut count = 0;
            for answer in &answers {
                let segments = [CodableSegment { span: Span::whole(answer), speaker: None, interviewer: false }];
                let text =
                    CodableText { content: answer, source: "survey.csv", question: Some("Q1"), segments: &segments };
                rules.code(&text, &mut scratch, &mut found);
                count += found.len();
            }
            count
        });
    });
    if Command::new("rg").arg("--version").stdout(Stdio::null()).status().is_ok() {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let [text, patterns] = ["text", "patterns"].map(|name| folder.path().join(name));
        std::fs::write(&text, answers.join("\n")).expect("the text is written");
        std::fs::write(&patterns, expressions(&codebook).join("\n")).expect("the patterns are written");
        group.bench_function("1000 patterns, one pass of ripgrep", |bencher| {
            bencher.iter(|| {
                let mut rg = Command::new("rg");
                rg.args(["--ignore-case", "--count-matches", "--threads=1", "--file"]).arg(&patterns).arg(&text);
                rg.output().expect("it runs").stdout
            });
        });
    } else {
        writeln!(std::io::stderr(), "ripgrep (rg) is not installed: nothing to compare with").expect("it can be said");
    }
    group.finish();
}

/// What the rules look for, as regular expressions.
fn expressions(codebook: &Codebook) -> Vec<String> {
    let rules = codebook.codes.iter().flat_map(|code| &code.rules);
    rules
        .flat_map(|rule| {
            let words = rule.any.iter().map(|words| match words.strip_suffix('*') {
                Some(start) => format!(r"\b{start}\w*\b"),
                None => format!(r"\b{}\b", words.replace(' ', "[ -]")),
            });
            words.chain(rule.regex.iter().cloned()).collect::<Vec<_>>()
        })
        .collect()
}

criterion_group!(benches, autocode);
criterion_main!(benches);
