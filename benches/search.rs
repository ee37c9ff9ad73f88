//! Prototype: what the second field costs.
use std::collections::HashMap;
use std::time::Instant;
use tantivy::schema::*;
use tantivy::tokenizer::*;
use verbatim::text::Stems;

const COMMON: &[&str] = &[
    "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be", "by", "on", "not", "he",
    "this", "are", "or", "his", "from", "at", "which", "but", "have", "an", "had", "they", "you", "were", "their",
    "one", "all", "we", "can", "her", "has", "there", "been", "if", "more", "when", "will", "would", "who", "so", "no",
];

struct Rng(u64);
impl Rng {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }
    fn below(&mut self, n: u64) -> u64 {
        (self.next() >> 11) % n
    }
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn corpus(n: usize) -> Vec<String> {
    let mut rng = Rng(88172645463325252);
    let on = ["b", "c", "d", "f", "g", "h", "l", "m", "n", "p", "r", "s", "t", "v", "w", "st", "tr", "pl", "gr"];
    let vo = ["a", "e", "i", "o", "u", "ai", "ea", "ou"];
    let co = ["n", "r", "t", "l", "s", "m", "d", "nt", "rk", "st", "ll", ""];
    let mut stems: Vec<String> = Vec::new();
    for _ in 0..10_000 {
        let mut w = String::new();
        for _ in 0..1 + rng.below(2) + 1 {
            w += on[rng.below(19) as usize];
            w += vo[rng.below(8) as usize];
            w += co[rng.below(12) as usize];
        }
        stems.push(w);
    }
    let suf = ["", "", "", "", "s", "s", "ed", "ing", "er", "ly"];
    (0..n)
        .map(|_| {
            let len = 8 + rng.below(27);
            let mut t = String::new();
            for i in 0..len {
                if i > 0 {
                    t.push(' ')
                }
                if rng.below(100) < 45 {
                    let r = rng.unit();
                    let k = ((COMMON.len() as f64).powf(r) - 1.0) as usize;
                    t += COMMON[k];
                } else {
                    let r = rng.unit();
                    let k = ((10_000f64).powf(r) - 1.0) as usize;
                    t += &stems[k];
                    t += suf[rng.below(10) as usize];
                }
            }
            t.push('.');
            t
        })
        .collect()
}

#[derive(Clone)]
struct Own {
    mode: u8,
    stems: Stems,
    cache: HashMap<Box<str>, Option<Box<str>>>,
    token: Token,
    pending: bool,
    stem: String,
}
struct OwnStream<'a> {
    own: &'a mut Own,
    bytes: &'a [u8],
    text: &'a str,
    at: usize,
}
impl Tokenizer for Own {
    type TokenStream<'a> = OwnStream<'a>;
    fn token_stream<'a>(&'a mut self, text: &'a str) -> OwnStream<'a> {
        self.token.reset();
        self.pending = false;
        OwnStream { own: self, bytes: text.as_bytes(), text, at: 0 }
    }
}
impl TokenStream for OwnStream<'_> {
    fn advance(&mut self) -> bool {
        let own = &mut *self.own;
        if own.pending {
            own.pending = false;
            std::mem::swap(&mut own.token.text, &mut own.stem);
            return true;
        }
        while self.at < self.bytes.len() && !self.bytes[self.at].is_ascii_alphanumeric() {
            self.at += 1;
        }
        if self.at >= self.bytes.len() {
            return false;
        }
        let start = self.at;
        while self.at < self.bytes.len() && self.bytes[self.at].is_ascii_alphanumeric() {
            self.at += 1;
        }
        own.token.text.clear();
        own.token.text.push_str(&self.text[start..self.at]);
        own.token.text.make_ascii_lowercase();
        own.token.offset_from = start;
        own.token.offset_to = self.at;
        own.token.position = own.token.position.wrapping_add(1);
        if own.mode == 0 {
            return true;
        }
        if !own.cache.contains_key(own.token.text.as_str()) {
            let s = own.stems.stem(&own.token.text).into_owned();
            let v = if s == own.token.text { None } else { Some(s.into_boxed_str()) };
            own.cache.insert(own.token.text.clone().into_boxed_str(), v);
        }
        if let Some(Some(s)) = own.cache.get(own.token.text.as_str()) {
            if own.mode == 1 {
                own.token.text.clear();
                own.token.text.push_str(s);
            } else {
                own.stem.clear();
                own.stem.push('\u{1}');
                own.stem.push_str(s);
                own.pending = true;
            }
        }
        true
    }
    fn token(&self) -> &Token {
        &self.own.token
    }
    fn token_mut(&mut self) -> &mut Token {
        &mut self.own.token
    }
}

fn cpu() -> f64 {
    let s = std::fs::read_to_string("/proc/self/stat").unwrap();
    let f: Vec<&str> = s.rsplit(") ").next().unwrap().split(' ').collect();
    (f[11].parse::<f64>().unwrap() + f[12].parse::<f64>().unwrap()) / 100.0
}

fn build(label: &str, texts: &[String], fields: &[&str], merge: bool, mb: usize) {
    let dir = tempfile::tempdir().unwrap();
    let mut b = Schema::builder();
    let seg = b.add_u64_field("segment", FAST);
    let case = b.add_u64_field("case", FAST);
    let fs: Vec<Field> = fields
        .iter()
        .map(|t| {
            b.add_text_field(
                &format!("f_{t}"),
                TextOptions::default().set_indexing_options(
                    TextFieldIndexing::default()
                        .set_tokenizer(t)
                        .set_index_option(IndexRecordOption::WithFreqsAndPositions),
                ),
            )
        })
        .collect();
    let index = tantivy::Index::create_in_dir(dir.path(), b.build()).unwrap();
    index.tokenizers().register(
        "bare",
        TextAnalyzer::builder(SimpleTokenizer::default())
            .filter(LowerCaser)
            .filter(Stemmer::new(Language::English))
            .build(),
    );
    for (n, m) in [("own0", 0u8), ("own1", 1), ("own2", 2)] {
        index.tokenizers().register(
            n,
            TextAnalyzer::builder(Own {
                mode: m,
                stems: Stems::of_language("en").unwrap(),
                cache: HashMap::new(),
                token: Token::default(),
                pending: false,
                stem: String::new(),
            })
            .build(),
        );
    }
    let t = Instant::now();
    let c = cpu();
    let mut w: tantivy::IndexWriter = index.writer_with_num_threads(2, mb * 1_000_000).unwrap();
    if !merge {
        w.set_merge_policy(Box::new(tantivy::merge_policy::NoMergePolicy));
    }
    for (i, x) in texts.iter().enumerate() {
        let mut d = TantivyDocument::default();
        d.add_u64(seg, i as u64);
        d.add_u64(case, i as u64 / 3);
        for f in &fs {
            d.add_text(*f, x);
        }
        w.add_document(d).unwrap();
    }
    w.commit().unwrap();
    w.wait_merging_threads().unwrap();
    let segs = index.searchable_segment_ids().unwrap().len();
    let size: u64 = std::fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().metadata().unwrap().len()).sum();
    println!(
        "{label:40} cpu {:.2} wall {:.2} segments {segs} size {:.1} MB",
        cpu() - c,
        t.elapsed().as_secs_f64(),
        size as f64 / 1e6
    );
}

fn main() {
    let n = std::env::var("VERBATIM_BENCH_ANSWERS").ok().and_then(|v| v.parse().ok()).unwrap_or(100_000);
    let texts = corpus(n);
    println!("{} MB; {}", texts.iter().map(String::len).sum::<usize>() / 1_000_000, texts[0]);
    for _ in 0..2 {
        build("bare merge 200", &texts, &["bare"], true, 200);
        build("two fields merge 100", &texts, &["own1", "own0"], true, 100);
        build("two fields nomerge 100", &texts, &["own1", "own0"], false, 100);
        build("marker field merge 100", &texts, &["own2"], true, 100);
        build("marker field nomerge 100", &texts, &["own2"], false, 100);
        build("own stemmed only merge 200", &texts, &["own1"], true, 200);
    }
}
