//! Building the index and searching it, on a generated survey.
//!
//! `VERBATIM_BENCH_ANSWERS=1000000 cargo bench --bench search` for the size of the budgets in docs/performance.md. Beside
//! building stands a bare tantivy index of the same text, with its own tokenizer and stemmer, at the same memory.

use std::hint::black_box;
use std::path::Path;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group, criterion_main};
use rusqlite::{Connection, params};
use tantivy::schema::{FAST, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};
use tantivy::tokenizer::{Language, LowerCaser, SimpleTokenizer, Stemmer, TextAnalyzer};
use tempfile::TempDir;
use verbatim::index::{Index, catch_up};
use verbatim::model::{Code, Codebook, Theme};
use verbatim::query::{SearchOptions, parse, run};
use verbatim::store::Store;

const CODES: u32 = 40;
const WRITER_MEMORY: usize = 100_000_000;
/// How many queries of a kind the percentiles are over.
const QUERIES: usize = 300;

/// How often each is run.
const RUNS: usize = 7;

/// The commonest words of English prose: nearly half of all words.
const COMMON: &str = "the of and to in a is that for it as was with be by on not he this are or his from at which but \
    have an had they you were their one all we can her has there been if more when will would who so no";

fn criterion(criterion: &mut Criterion) {
    let count = std::env::var("VERBATIM_BENCH_ANSWERS").ok().and_then(|count| count.parse().ok()).unwrap_or(100_000);
    let study = Study::new(count);
    let texts = study.texts();
    building(criterion, &study, &texts);
    searching(criterion, &study);
}

fn building(criterion: &mut Criterion, study: &Study, texts: &[String]) {
    let mut group = criterion.benchmark_group("index");
    group.sample_size(10).measurement_time(Duration::from_secs(20));
    group.bench_function("bare tantivy", |bencher| bencher.iter(|| bare_index(texts)));
    group.bench_function("verbatim, out of the store", |bencher| {
        bencher.iter(|| {
            let folder = tempfile::tempdir().expect("a temporary folder");
            let mut index = Index::open(&folder.path().join("index"), "en").expect("a new index");
            catch_up(&mut index, &study.store, &mut |_| true).expect("the index is built")
        });
    });
    group.finish();
}

fn searching(criterion: &mut Criterion, study: &Study) {
    let mut index = Index::open(&study.path("index"), "en").expect("a new index");
    catch_up(&mut index, &study.store, &mut |_| true).expect("the index is built");
    let mut group = criterion.benchmark_group("search");
    for (kind, queries) in study.queries() {
        percentiles(kind, &queries, |query| search(study, &index, query));
        let mut turn = queries.iter().cycle();
        group.bench_function(kind, |bencher| {
            bencher.iter(|| search(study, &index, turn.next().expect("a cycle has no end")));
        });
    }
    group.finish();
    let queries: Vec<String> = study.queries().into_iter().flat_map(|(_, queries)| queries).step_by(20).collect();
    percentiles("opening store and index, then any of these", &queries, |query| {
        let store = Store::open(&study.path("store.db")).expect("the store opens");
        let mut index = Index::open(&study.path("index"), "en").expect("the index opens");
        catch_up(&mut index, &store, &mut |_| true).expect("nothing to do");
        let query = parse(query).expect("a query");
        black_box(run(&query, &store, &index, &study.codebook, &SearchOptions::default()).expect("it runs"));
    });
}

fn search(study: &Study, index: &Index, query: &str) {
    let query = parse(query).expect("a query");
    black_box(run(&query, &study.store, index, &study.codebook, &SearchOptions::default()).expect("it runs"));
}

/// What people wait for: the slowest queries too. Each counts by the quickest of a few runs, so that what else the machine
/// does is left out.
#[expect(clippy::print_stdout, reason = "a benchmark reports on standard output")]
fn percentiles(kind: &str, queries: &[String], run: impl Fn(&str)) {
    let quickest = |query: &String| {
        let runs = (0..RUNS).map(|_| {
            let start = Instant::now();
            run(query);
            start.elapsed()
        });
        runs.min().unwrap_or_default()
    };
    let mut taken: Vec<Duration> = queries.iter().map(quickest).collect();
    taken.sort_unstable();
    let at = |percent: usize| taken[(taken.len() - 1) * percent / 100];
    println!("{kind}: p50 {:?}, p95 {:?}, max {:?}", at(50), at(95), at(100));
}

fn bare_index(texts: &[String]) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut schema = Schema::builder();
    let number = schema.add_u64_field("number", FAST);
    let indexing =
        TextFieldIndexing::default().set_tokenizer("bare").set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = schema.add_text_field("text", TextOptions::default().set_indexing_options(indexing));
    let index = tantivy::Index::create_in_dir(folder.path(), schema.build()).expect("a new index");
    let words = TextAnalyzer::builder(SimpleTokenizer::default()).filter(LowerCaser);
    index.tokenizers().register("bare", words.filter(Stemmer::new(Language::English)).build());
    let threads = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let mut writer: tantivy::IndexWriter = index.writer_with_num_threads(threads, WRITER_MEMORY).expect("a writer");
    for (nth, content) in (0_u64..).zip(texts) {
        let mut document = tantivy::TantivyDocument::default();
        document.add_u64(number, nth);
        document.add_text(text, content);
        writer.add_document(document).expect("the writer takes it");
    }
    writer.commit().expect("a commit");
    writer.wait_merging_threads().expect("merges end");
}

struct Study {
    folder: TempDir,
    store: Store,
    codebook: Codebook,
    words: Words,
    count: u32,
}

impl Study {
    /// A survey of `count` answers by a third as many people, each answer with two or three codings.
    fn new(count: u32) -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let path = folder.path().join("store.db");
        let store = Store::open(&path).expect("a new store");
        let words = Words::new();
        fill(&path, &words, count);
        let codes: Vec<Code> = (0..CODES).map(|code| Code { id: code_name(code), ..Code::default() }).collect();
        let theme =
            |code: &Code| Theme { id: format!("theme-{}", code.id), codes: vec![code.id.clone()], ..Theme::default() };
        let themes = codes.iter().map(theme).collect();
        Self { folder, store, codebook: Codebook { codes, themes, ..Codebook::default() }, words, count }
    }

    fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    fn texts(&self) -> Vec<String> {
        (0..self.count).map(|answer| self.words.answer(answer)).collect()
    }

    /// Queries by kind, each with the filter for one theme beside it.
    fn queries(&self) -> Vec<(&'static str, Vec<String>)> {
        let mut random = Random::new(7);
        let mut of = |make: &dyn Fn(&Words, &mut Random) -> String| -> Vec<String> {
            (0..QUERIES)
                .map(|_| format!("{} theme:theme-{}", make(&self.words, &mut random), code_name(random.below(CODES))))
                .collect()
        };
        vec![
            ("term", of(&|words, random| words.content(random).to_owned())),
            (
                "phrase",
                of(&|words, random| {
                    let answer = words.answer(random.below(10_000));
                    let pair: Vec<&str> = answer.trim_end_matches('.').split(' ').skip(2).take(2).collect();
                    format!("\"{}\"", pair.join(" "))
                }),
            ),
            (
                "boolean",
                of(&|words, random| {
                    let [one, two, three] = std::array::from_fn(|_| words.content(random));
                    format!("({one} OR {two}) AND NOT {three}")
                }),
            ),
            (
                "with",
                of(&|_, random| {
                    format!(
                        "code:{} WITH theme:theme-{}",
                        code_name(random.below(CODES)),
                        code_name(random.below(CODES))
                    )
                }),
            ),
            (
                "near",
                of(&|words, random| {
                    let [one, other] = std::array::from_fn(|_| code_name(random.below(CODES)));
                    format!("{} (code:{one} NEAR/3 [code:{other} coder:rules])", words.content(random))
                }),
            ),
            ("prefix", of(&|words, random| format!("{}*", words.content(random).get(..3).unwrap_or("str")))),
        ]
    }
}

fn code_name(code: u32) -> String {
    format!("code-{code}")
}

fn fill(path: &Path, words: &Words, count: u32) {
    let mut sql = Connection::open(path).expect("the store opens twice");
    let sql = sql.transaction().expect("a transaction");
    sql.execute_batch(
        "INSERT OR REPLACE INTO meta VALUES ('study_id', 'bench'), ('text_change', 1), ('text_removed', 0), ('change', 1);
        INSERT INTO sources (id, path, kind, format, sha256, byte_count, modified_ns, settings, encoding, text_count,
            segment_count, word_count, warnings, imported_at) VALUES (1, 'survey.csv', 'survey', 'csv', '', 0, 0, '', 'UTF-8', 0, 0, 0, '[]', '');
        INSERT INTO questions VALUES (1, 1, 1, 'Q1', '', 'open', '[]', NULL, NULL, NULL);
        INSERT INTO coders VALUES (1, '');",
    )
    .expect("the store takes it");
    let mut texts = sql.prepare("INSERT INTO texts (id, source_id, case_id, question_id, segment_count, content) VALUES (?1, 1, ?2, 1, 1, ?3)").expect("texts");
    let mut cases =
        sql.prepare("INSERT INTO cases (id, source_id, name, kind) VALUES (?1, 1, ?1, 'respondent')").expect("cases");
    for answer in 0..count {
        if answer % 3 == 0 {
            cases.execute([answer / 3 + 1]).expect("a case");
        }
        texts.execute(params![answer + 1, answer / 3 + 1, words.answer(answer)]).expect("an answer");
    }
    let mut codes = sql.prepare("INSERT INTO codes VALUES (?1, ?2)").expect("codes");
    let coding = "INSERT INTO codings (code_id, text_id, span_start, span_end, coder_id, first_segment, last_segment, status) VALUES (?1, ?2, 0, 1, 1, ?2, ?2, 'proposed')";
    let mut codings = sql.prepare(coding).expect("codings");
    for code in 0..CODES {
        codes.execute(params![code + 1, code_name(code)]).expect("a code");
        let mut random = Random::new(u64::from(code) + 100);
        for answer in (0..count).filter(|_| random.below(15) == 0).collect::<Vec<_>>() {
            codings.execute([code + 1, answer + 1]).expect("a coding");
        }
    }
    drop((texts, cases, codes, codings));
    sql.commit().expect("a commit");
}

/// A vocabulary of invented words with English endings, drawn as often as words of a language are.
struct Words {
    stems: Vec<String>,
}

impl Words {
    fn new() -> Self {
        let mut random = Random::new(1);
        let mut part = |parts: &str| {
            let parts: Vec<&str> = parts.split(' ').collect();
            parts[random.below(u32::try_from(parts.len()).expect("few parts")) as usize].to_owned()
        };
        let stem = |_| {
            let mut syllable = || {
                part("b c d f g h l m n p r s t v w st tr pl gr")
                    + &part("a e i o u ai ea ou")
                    + &part("n r t l s m d nt rk st ll m")
            };
            syllable() + &syllable()
        };
        Self { stems: (0..10_000).map(stem).collect() }
    }

    /// The words of one answer, 21 on average.
    fn answer(&self, number: u32) -> String {
        let common: Vec<&str> = COMMON.split_whitespace().collect();
        let mut random = Random::new(u64::from(number) + 1_000);
        let mut text = String::with_capacity(160);
        for nth in 0..8 + random.below(27) {
            if nth > 0 {
                text.push(' ');
            }
            if random.below(100) < 45 {
                text.push_str(common[random.rank(common.len())]);
            } else {
                text.push_str(&self.stems[random.rank(self.stems.len())]);
                text.push_str(["", "", "", "", "s", "s", "ed", "ing", "er", "ly"][random.below(10) as usize]);
            }
        }
        text.push('.');
        text
    }

    /// A word that is neither the commonest nor so rare that nothing has it.
    fn content(&self, random: &mut Random) -> &str {
        &self.stems[20 + random.rank(3_000)]
    }
}

/// Numbers that look random and are the same on every run.
struct Random(u64);

impl Random {
    fn new(seed: u64) -> Self {
        let mut random = Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        random.next();
        random.next();
        random
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.wrapping_mul(0x2545_f491_4f6c_dd1d)
    }

    fn below(&mut self, limit: u32) -> u32 {
        u32::try_from(((self.next() >> 33) * u64::from(limit)) >> 31).expect("less than the limit")
    }

    /// A place in a list of which the first are drawn most often, the second half as often, and so on.
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "short lists"
    )]
    fn rank(&mut self, length: usize) -> usize {
        let share = (self.next() >> 11) as f64 / (1_u64 << 53) as f64;
        ((length as f64).powf(share) as usize).clamp(1, length) - 1
    }
}

criterion_group!(benches, criterion);
criterion_main!(benches);
