//! The labels that the program itself prints: their words say nothing of what stands beside them.

use std::borrow::Cow;

use aho_corasick::{AhoCorasick, MatchKind};

use crate::detect::rules::Rule;

/// Finds the labels of a study and those of the rules.
#[derive(Debug)]
pub(super) struct OwnWords(AhoCorasick);

impl OwnWords {
    /// Of the labels of a study, and of all rules.
    pub(super) fn new<'l>(labels: impl Iterator<Item = &'l str>) -> Self {
        let labels = labels.chain(Rule::ALL.iter().map(|rule| rule.printed())).filter(|label| label.len() > 2);
        let automaton = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(labels);
        Self(automaton.expect("labels stay far below the automaton's limit of 2^31 states"))
    }

    /// The text with the letters of its labels made meaningless, every byte where it was: the *account* of "[social media
    /// account] 4471" is no reason to take the number for that of an account, while "[Account number] 4471" in a form is.
    pub(super) fn silenced<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if !text.contains('[') {
            return Cow::Borrowed(text);
        }
        let mut written = String::new();
        let mut done = 0;
        for label in self.0.find_iter(text) {
            written.push_str(text.get(done..label.start()).expect("labels are on characters"));
            let signs = text.get(label.range()).expect("labels are on characters").chars();
            for sign in signs {
                let length = if sign.is_alphanumeric() { sign.len_utf8() } else { 0 };
                written.extend(std::iter::repeat_n('q', length));
                written.extend((length == 0).then_some(sign));
            }
            done = label.end();
        }
        if done == 0 {
            return Cow::Borrowed(text);
        }
        written.push_str(text.get(done..).expect("labels are on characters"));
        Cow::Owned(written)
    }
}
