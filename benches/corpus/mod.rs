//! A corpus of any size: neutral synthetic text with a realistic vocabulary, the same from the same seed everywhere.
//!
//! Word frequencies follow Zipf's law over 30,000 words: the commonest are English function words and the vocabulary of
//! services (staff, funding, training …), the rest are made of English-like syllables.

use std::fmt::Write as _;
use std::io::{self, BufWriter, Write as _};
use std::path::Path;

/// Adds formatted text to a string.
macro_rules! into {
    ($text:ident, $($arguments:tt)+) => {
        write!($text, $($arguments)+).expect("a string takes all that is written")
    };
}

/// How much to make.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Size {
    pub(crate) respondents: u32,
    /// Open answers of each respondent.
    pub(crate) questions: u32,
    pub(crate) interviews: u32,
    pub(crate) words_per_interview: u32,
}

/// SplitMix64 (Steele, Lea & Flood 2014): small, seeded, the same everywhere.
#[derive(Debug, Clone)]
pub(crate) struct Random(u64);

impl Random {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number from 0 up to, not including, `limit`.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit as u64).expect("below a usize")
    }

    /// A number from 0 to 1.
    #[expect(clippy::cast_precision_loss, reason = "53 bits are kept")]
    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

const COMMON: &str = "the to and of a we in is for it that our are with not have on they be more as at but do this or need \
what from people there so if can by would very all work you when which one their has time will good an about help no was them \
staff service services training support funding team young public school schools parents clients local national information \
online website guidance law police court agencies research evaluation university project programme groups sessions waiting \
list budget posts manager supervision partners sharing data assessment outcomes awareness campaign media technology video app \
platform privacy access travel cost early prevention education teachers lessons community region office meeting report plan";

const SYLLABLES: &[&str] = &[
    "ba", "cor", "den", "el", "fin", "gar", "hol", "in", "jor", "kel", "lan", "mer", "nor", "ol", "per", "quin", "ras",
    "sel", "tam", "un", "ver", "wen", "yar", "zel", "bri", "cla", "dro", "fle", "gra", "pli", "sta", "tro", "ing",
    "ment", "tion", "er",
];

/// The vocabulary, commonest first, with the sums of its frequencies.
#[derive(Debug)]
pub(crate) struct Vocabulary {
    words: Vec<String>,
    cumulative: Vec<f64>,
}

impl Vocabulary {
    #[expect(clippy::cast_precision_loss, reason = "ranks are small")]
    pub(crate) fn new(size: usize) -> Self {
        let mut random = Random::new(7);
        let mut words: Vec<String> = COMMON.split_whitespace().map(str::to_owned).collect();
        let mut seen: std::collections::BTreeSet<String> = words.iter().cloned().collect();
        while words.len() < size {
            let length = 2 + random.below(3);
            let word: String = (0..length).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect();
            if seen.insert(word.clone()) {
                words.push(word);
            }
        }
        let mut sum = 0.0;
        let cumulative = (0..words.len())
            .map(|rank| {
                sum += 1.0 / (rank as f64 + 2.7);
                sum
            })
            .collect();
        Self { words, cumulative }
    }

    pub(crate) fn word(&self, random: &mut Random) -> &str {
        let target = random.unit() * self.cumulative.last().copied().unwrap_or(1.0);
        let rank = self.cumulative.partition_point(|&sum| sum < target);
        &self.words[rank.min(self.words.len() - 1)]
    }

    /// A word of middling frequency, as rules look for.
    pub(crate) fn rule_word(&self, random: &mut Random) -> &str {
        &self.words[150 + random.below(4000)]
    }

    /// Sentences of `count` words in all.
    pub(crate) fn sentences(&self, random: &mut Random, count: usize, into: &mut String) {
        let mut left_in_sentence = 0;
        for position in 0..count {
            if left_in_sentence == 0 {
                left_in_sentence = 6 + random.below(14);
                if position > 0 {
                    into.push_str(". ");
                }
            } else {
                into.push(' ');
            }
            into.push_str(self.word(random));
            left_in_sentence -= 1;
        }
        into.push('.');
    }
}

const SECTORS: usize = 12;
const WAVES: usize = 6;

/// Writes a whole study folder: survey, interviews, a codebook of 100 codes with 10 patterns each, `study.toml`.
pub(crate) fn write_study(folder: &Path, size: Size, seed: u64) -> io::Result<()> {
    let vocabulary = Vocabulary::new(30_000);
    std::fs::create_dir_all(folder.join("transcripts/interviews"))?;
    std::fs::create_dir_all(folder.join("codebooks"))?;
    write_survey(&folder.join("transcripts/survey.csv"), &vocabulary, size, seed)?;
    for interview in 0..size.interviews {
        let path = folder.join(format!("transcripts/interviews/interview-{:04}.txt", interview + 1));
        write_interview(&path, &vocabulary, size.words_per_interview, seed.wrapping_add(1000 + u64::from(interview)))?;
    }
    write_codebook(&folder.join("codebooks/generated.toml"), &vocabulary, seed)?;
    let mut study =
        String::from("title = \"Generated corpus\"\ncodebook = \"codebooks/generated.toml\"\nlanguage = \"en\"\n");
    if size.respondents > 0 {
        study += "\n[[source]]\nfiles = \"transcripts/survey.csv\"\nkind = \"survey\"\n";
        study += "plan = \"transcripts/survey.plan.toml\"\n";
        std::fs::write(folder.join("transcripts/survey.plan.toml"), plan(size))?;
    }
    if size.interviews > 0 {
        study += "\n[[source]]\nfiles = \"transcripts/interviews/*\"\nkind = \"interview\"\n";
    }
    study += "\n[[output]]\nname = \"frequencies\"\nkind = \"frequencies\"\nformats = [\"csv\"]\n";
    if size.respondents > 0 {
        study +=
            "\n[[output]]\nname = \"by-sector\"\nkind = \"crosstab\"\nattribute = \"sector\"\nformats = [\"csv\"]\n";
    }
    std::fs::write(folder.join("study.toml"), study)
}

fn plan(size: Size) -> String {
    let mut plan = String::from("dialect = \"plain\"\nrespondent = \"id\"\n\n[[column]]\nname = \"id\"\nas = \"id\"\n");
    for name in ["sector", "wave"] {
        into!(plan, "\n[[column]]\nname = \"{name}\"\nas = \"single\"\nattribute = \"{name}\"\n");
    }
    for question in 1..=size.questions {
        into!(plan, "\n[[column]]\nname = \"Q{question}\"\nas = \"open\"\n");
    }
    plan
}

fn write_survey(path: &Path, vocabulary: &Vocabulary, size: Size, seed: u64) -> io::Result<()> {
    let mut random = Random::new(seed);
    let mut file = BufWriter::with_capacity(1 << 20, std::fs::File::create(path)?);
    write!(file, "id,sector,wave")?;
    for question in 1..=size.questions {
        write!(file, ",Q{question}")?;
    }
    writeln!(file)?;
    let mut answer = String::new();
    for respondent in 0..size.respondents {
        write!(file, "R{respondent:07},Sector {},Wave {}", random.below(SECTORS) + 1, random.below(WAVES) + 1)?;
        for _ in 0..size.questions {
            answer.clear();
            let words = 5 + random.below(32);
            vocabulary.sentences(&mut random, words, &mut answer);
            write!(file, ",\"{answer}\"")?;
        }
        writeln!(file)?;
    }
    file.flush()
}

fn write_interview(path: &Path, vocabulary: &Vocabulary, words: u32, seed: u64) -> io::Result<()> {
    let mut random = Random::new(seed);
    let mut text = String::new();
    let mut left = words as usize;
    while left > 0 {
        for (speaker, longest) in [("Interviewer", 25), ("P1", 180)] {
            let count = (5 + random.below(longest)).min(left);
            left -= count;
            if count > 0 {
                text += speaker;
                text += ": ";
                vocabulary.sentences(&mut random, count, &mut text);
                text += "\n\n";
            }
        }
    }
    std::fs::write(path, text)
}

/// 100 codes in 10 themes; each with five words, three phrases and two regular expressions.
fn write_codebook(path: &Path, vocabulary: &Vocabulary, seed: u64) -> io::Result<()> {
    let mut random = Random::new(seed ^ 0xc0de);
    let mut text = String::from("title = \"Generated\"\nversion = \"1\"\nlanguage = \"en\"\n");
    for theme in 0..10 {
        let codes: Vec<String> = (0..10).map(|code| format!("\"code-{theme}-{code}\"")).collect();
        let codes = codes.join(", ");
        into!(text, "\n[[theme]]\nid = \"theme-{theme}\"\nname = \"Theme {theme}\"\ncodes = [{codes}]\n");
    }
    for code in 0..100 {
        into!(text, "\n[[code]]\nid = \"code-{}-{}\"\nname = \"Code {code}\"\n", code / 10, code % 10);
        text += "definition = \"Generated.\"\n\n[[code.rule]]\nany = [";
        for _ in 0..5 {
            into!(text, "\"{}\", ", vocabulary.rule_word(&mut random));
        }
        for _ in 0..3 {
            into!(text, "\"{} {}\", ", vocabulary.word(&mut random), vocabulary.word(&mut random));
        }
        text += "]\nregex = [";
        for _ in 0..2 {
            into!(text, "'\\b{}(s|ed|ing)?\\b', ", vocabulary.rule_word(&mut random));
        }
        text += "]\nunit = \"answer\"\n";
    }
    std::fs::write(path, text)
}
