//! What the researcher says of the labels in a transcript, before it is read.

use super::labels::{Label, Strength};
use super::pattern::SpeakerPattern;
use super::stamps;
use super::style::LabelStyle;
use crate::text::normalise;

/// What a researcher knows of the speakers' labels in a transcript. By default: nothing, and all is found out.
#[derive(Debug, Clone, Default)]
pub struct KnownSpeakers {
    labels: Vec<(String, Standing)>,
    pattern: Option<SpeakerPattern>,
}

/// What a label stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// For whoever is called so: a label that is short for a name, or misspelt.
    Name(String),
    /// For someone who asks; they keep their name.
    Interviewer,
    /// For nobody: what looks like a label is words.
    Nobody,
}

impl Standing {
    /// `-` is nobody, `interviewer` one who asks, and anything else a name.
    pub fn from_word(word: &str) -> Self {
        match word.trim() {
            "-" => Self::Nobody,
            word if word.eq_ignore_ascii_case("interviewer") => Self::Interviewer,
            name => Self::Name(spaced(name)),
        }
    }
}

impl KnownSpeakers {
    /// Takes labels as they stand in the transcript, each with what it stands for: a name, `interviewer`, or `-` for nobody.
    pub fn new<'a>(labels: impl IntoIterator<Item = (&'a str, &'a str)>, pattern: Option<SpeakerPattern>) -> Self {
        let labels = labels.into_iter().map(|(label, word)| (spaced(label), Standing::from_word(word))).collect();
        Self { labels, pattern }
    }

    /// What the researcher says of a label.
    pub fn standing(&self, label: &str) -> Option<&Standing> {
        self.labels.iter().find(|(known, _)| known == label).map(|(_, standing)| standing)
    }

    /// The name of whoever a label stands for; nothing if it stands for nobody.
    pub fn name_of<'a>(&'a self, label: &'a str) -> Option<&'a str> {
        match self.standing(label) {
            Some(Standing::Name(name)) => Some(name),
            Some(Standing::Nobody) => None,
            Some(Standing::Interviewer) | None => Some(label),
        }
    }

    /// The label that a line begins with, as far as the researcher knows.
    pub(super) fn label(&self, text: &str) -> Option<Label> {
        if self.pattern.is_none() && self.labels.is_empty() {
            return None;
        }
        let stamp = stamps::leading(text);
        let body_start = stamp.map_or(0, |stamp| stamp.end);
        let body = text.get(body_start..)?;
        let body_start = body_start + body.len() - body.trim_start().len();
        let body = body.trim_start();
        let (name, end, style) = self.by_pattern(body).or_else(|| self.by_name(body))?;
        let start_ms = stamp.map(|stamp| stamp.start_ms);
        Some(Label { name, start_ms, rest: body_start + end, strength: Strength::Sure, style })
    }

    fn by_pattern(&self, body: &str) -> Option<(String, usize, LabelStyle)> {
        let found = self.pattern.as_ref()?.regex.captures(body)?;
        let whole = found.get(0).filter(|whole| whole.start() == 0)?;
        let name = spaced(found.get(1).unwrap_or(whole).as_str());
        (!name.is_empty()).then_some((name, whole.end(), LabelStyle::Pattern))
    }

    fn by_name(&self, body: &str) -> Option<(String, usize, LabelStyle)> {
        let is_someone = |standing: &Standing| *standing != Standing::Nobody;
        self.labels.iter().filter(|(_, standing)| is_someone(standing)).find_map(|(label, _)| {
            let after = body.strip_prefix(label.as_str())?;
            let rest = after.trim_start_matches(' ').strip_prefix([':', '：', '\t'])?;
            Some((label.clone(), body.len() - rest.len(), LabelStyle::Colon))
        })
    }

    /// Whether a label is certainly none.
    pub(super) fn is_nobody(&self, label: &str) -> bool {
        self.standing(label) == Some(&Standing::Nobody)
    }
}

/// In normal form, with single spaces.
fn spaced(name: &str) -> String {
    normalise(name).split_whitespace().collect::<Vec<_>>().join(" ")
}
