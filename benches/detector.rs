//! How fast the detector reads: an interview in one text, and short answers one by one, on one core.
//!
//! The words are made up: sentences about a service's work with names among them, put together by a fixed seed.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use verbatim::detect::Detector;

const SENTENCES: usize = 20_000;

/// A small linear congruential generator (Knuth's constants): the same numbers on every machine.
struct Numbers(u64);

impl Numbers {
    fn one_of<'l>(&mut self, list: &[&'l str]) -> &'l str {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let index = usize::try_from((self.0 >> 33) % list.len() as u64).expect("smaller than the list");
        list[index]
    }
}

const STARTS: &[&str] =
    &["I think", "What we need is", "Honestly", "To be fair", "And then", "My manager said", "We were told that"];
const MIDDLES: &[&str] = &[
    "the training was too short for the new software",
    "nobody had the budget to replace the old system",
    "the law changed before the guidance was ready",
    "we share one licence between four of us",
    "there is more data every month and fewer staff to look at it",
];
const NAMES: &[&str] = &["Sarah", "Mr Oduya", "Claire Haddon", "the county", "Preston", "Northgate College", "someone"];
const ENDS: &[&str] =
    &["on 3 May 2021", "in the end", "after the review", "by e-mail to rota@example.org", "last year"];

fn sentences() -> Vec<String> {
    let mut numbers = Numbers(20_261_126);
    (0..SENTENCES)
        .map(|_| {
            let [start, middle] = [STARTS, MIDDLES].map(|list| numbers.one_of(list));
            let [name, end] = [NAMES, ENDS].map(|list| numbers.one_of(list));
            format!("{start} {middle}, and {name} wrote about it {end}.")
        })
        .collect()
}

fn detector(criterion: &mut Criterion) {
    let detector = Detector::for_language("en").expect("the program has English weights");
    let sentences = sentences();
    let interview = sentences.join("\n");
    let mut group = criterion.benchmark_group("detector");
    group.sample_size(10);
    group.throughput(Throughput::Bytes(interview.len() as u64));
    group.bench_function("one long text", |bencher| bencher.iter(|| detector.candidates(&interview).len()));
    group.bench_function("short answers", |bencher| {
        bencher.iter(|| sentences.iter().map(|sentence| detector.candidates(sentence).len()).sum::<usize>());
    });
    group.finish();
}

criterion_group!(benches, detector);
criterion_main!(benches);
