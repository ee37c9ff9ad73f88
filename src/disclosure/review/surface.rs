//! One way of writing something that may tell who someone is, with all its mentions.

use std::collections::BTreeMap;

use crate::detect::Reason;
use crate::model::{IdentityKind, Span, TextId, form_key};

/// One find of the detector.
#[derive(Debug, Clone)]
pub struct Mention<'t> {
    pub words: &'t str,
    pub kind: IdentityKind,
    pub probability: f32,
    pub reasons: &'t [Reason],
    pub text: TextId,
    pub span: Span,
    /// A title stands before it: *Ms*, *Dr*.
    pub is_titled: bool,
}

/// A form, and where it stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Surface {
    /// As it is written most often.
    pub form: String,
    /// As it is compared ([`form_key`]).
    pub key: String,
    /// That of its most likely mention.
    pub kind: IdentityKind,
    /// The highest of its mentions.
    pub probability: f32,
    /// All reasons of its mentions, the strongest first; never empty.
    pub reasons: Vec<Reason>,
    pub is_titled: bool,
    /// By text and place.
    pub mentions: Vec<(TextId, Span)>,
}

/// Surfaces as they are gathered, mention by mention.
#[derive(Debug, Default)]
pub struct Surfaces {
    by_key: BTreeMap<String, Gathered>,
}

#[derive(Debug)]
struct Gathered {
    surface: Surface,
    written: BTreeMap<String, usize>,
}

impl Surfaces {
    /// Adds a mention; one without a letter or digit is none.
    pub fn add(&mut self, mention: &Mention<'_>) {
        let key = form_key(mention.words);
        if key.is_empty() {
            return;
        }
        let gathered = self.by_key.entry(key.clone()).or_insert_with(|| Gathered {
            surface: Surface {
                form: String::new(),
                key,
                kind: mention.kind,
                probability: mention.probability,
                reasons: Vec::new(),
                is_titled: false,
                mentions: Vec::new(),
            },
            written: BTreeMap::new(),
        });
        let surface = &mut gathered.surface;
        let is_likelier = mention.probability > surface.probability
            || (surface.kind == IdentityKind::Other && mention.kind != IdentityKind::Other);
        if is_likelier {
            surface.kind = mention.kind;
        }
        surface.probability = surface.probability.max(mention.probability);
        surface.is_titled |= mention.is_titled;
        for reason in mention.reasons {
            if !surface.reasons.contains(reason) {
                surface.reasons.push(*reason);
            }
        }
        surface.mentions.push((mention.text, mention.span));
        *gathered.written.entry(shown(mention.words)).or_default() += 1;
    }

    /// All of them, by key.
    pub fn finish(self) -> Vec<Surface> {
        let finished = |Gathered { mut surface, written }: Gathered| {
            let mut forms: Vec<(String, usize)> = written.into_iter().collect();
            forms.sort_by(|one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
            surface.form = forms.into_iter().next().map(|(form, _)| form).unwrap_or_default();
            surface.reasons.sort_by_key(|reason| strength(*reason));
            surface.mentions.sort_unstable();
            surface
        };
        self.by_key.into_values().map(finished).collect()
    }
}

impl Surface {
    /// In how many texts it stands.
    pub fn text_count(&self) -> usize {
        self.mentions.chunk_by(|one, other| one.0 == other.0).count()
    }

    /// Why it is asked about, in words: `given name; model 0.93; after a title elsewhere`. Never empty.
    pub fn why(&self) -> String {
        let mut parts: Vec<String> = self.reasons.iter().map(|reason| self.in_words(*reason)).collect();
        if self.is_titled {
            parts.push("after a title (Mr, Ms, Dr …)".to_owned());
        }
        parts.dedup();
        if parts.is_empty() {
            parts.push("found by a reader".to_owned());
        }
        parts.join("; ")
    }

    fn in_words(&self, reason: Reason) -> String {
        match reason {
            Reason::Rule => format!("written as {} is", noun(self.kind)),
            Reason::Checksum => "its check digits hold".to_owned(),
            Reason::Model => format!("model {:.2}", self.probability),
            Reason::GivenName => "given name".to_owned(),
            Reason::Surname => "surname".to_owned(),
            Reason::PlaceName => "name of a place".to_owned(),
            Reason::Propagated => "a likely name elsewhere in its text".to_owned(),
            Reason::Capitalised => "capital within a sentence, and no word that the lists know".to_owned(),
        }
    }
}

const fn noun(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::Person | IdentityKind::Other => "a name",
        IdentityKind::Place => "a place",
        IdentityKind::Organisation => "an organisation",
        IdentityKind::Contact => "a way to reach someone",
        IdentityKind::Number => "a number of someone's",
        IdentityKind::Date => "a date",
        IdentityKind::Age => "an age",
        IdentityKind::Trait => "what describes someone",
    }
}

/// What tells most comes first.
const fn strength(reason: Reason) -> u8 {
    match reason {
        Reason::Checksum => 0,
        Reason::Rule => 1,
        Reason::GivenName => 2,
        Reason::Surname => 3,
        Reason::PlaceName => 4,
        Reason::Model => 5,
        Reason::Propagated => 6,
        Reason::Capitalised => 7,
    }
}

/// As it is written, on one line and without a possessive.
fn shown(words: &str) -> String {
    let line = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let edges = |letter: char| !letter.is_alphanumeric() && letter != '+' && letter != '@' && letter != '#';
    let bare = line.trim_matches(edges);
    bare.strip_suffix("'s").or_else(|| bare.strip_suffix("’s")).unwrap_or(bare).to_owned()
}
