//! Patterns for labels that are written in a way of their own.

use regex::{Regex, RegexBuilder};

/// What may stand for a name.
const NAME: &str = "NAME";

/// Where a line's label ends and its words begin, in a transcript that marks speakers in a way of its own: `#NAME#`,
/// `<NAME> -`, or a regular expression that begins with `^` and has the name in its first group.
#[derive(Debug, Clone, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct SpeakerPattern {
    text: String,
    pub(super) regex: Regex,
}

impl SpeakerPattern {
    /// Reads a pattern; what is wrong with it is said in one sentence.
    pub fn new(text: &str) -> Result<Self, String> {
        let expression = if text.starts_with('^') {
            text.to_owned()
        } else if let Some((before, after)) = text.trim().split_once(NAME) {
            // White space in the pattern is any in the transcript.
            let literal = |part: &str| part.split_whitespace().map(regex::escape).collect::<Vec<_>>().join(r"\s+");
            match (literal(before), literal(after)) {
                (before, after) if after.is_empty() => format!(r"^{before}\s*(\S.{{0,39}}?)\s*$"),
                (before, after) => format!(r"^{before}\s*(\S.{{0,39}}?)\s*{after}\s*"),
            }
        } else {
            return Err("the pattern has to say where the name stands, as \"#NAME#\" does".to_owned());
        };
        let regex = RegexBuilder::new(&expression).size_limit(1 << 20).build();
        let regex = regex.map_err(|error| match error {
            regex::Error::CompiledTooBig(_) => "the pattern is too large".to_owned(),
            _ => "the pattern is no regular expression; without ^ at its beginning only NAME has a meaning".to_owned(),
        })?;
        Ok(Self { text: text.to_owned(), regex })
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl TryFrom<String> for SpeakerPattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::new(&text)
    }
}
