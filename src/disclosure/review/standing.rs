//! What decisions of one or two readers come to.

use crate::model::Verdict;

/// What one reader said of a form or of one mention.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Said<'d> {
    pub who: &'d str,
    pub verdict: Verdict,
    /// As which identity it is hidden.
    pub identity: Option<i64>,
}

/// What all of them come to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Nobody has decided.
    Undecided,
    /// Someone has, and fewer people than the study asks for.
    Waiting,
    /// People say different things. It stays so until they say the same.
    Disputed,
    /// As many different people as the study asks for have said the same, and nobody says otherwise.
    Settled(Verdict),
}

/// What stands after these words, in the order in which they were said. Of each person the last word counts; where one
/// reader is enough, the last word of all.
pub fn standing(said: &[Said<'_>], readers: usize) -> Standing {
    let Some(last) = said.last() else { return Standing::Undecided };
    if readers <= 1 {
        return Standing::Settled(last.verdict);
    }
    let mut words: Vec<Said<'_>> = Vec::new();
    for word in said.iter().rev() {
        if !words.iter().any(|later| later.who == word.who) {
            words.push(*word);
        }
    }
    let is_same = |word: &Said<'_>| {
        word.verdict == last.verdict && (word.verdict != Verdict::Hide || word.identity == last.identity)
    };
    if !words.iter().all(is_same) {
        Standing::Disputed
    } else if words.len() < readers {
        Standing::Waiting
    } else {
        Standing::Settled(last.verdict)
    }
}

impl Standing {
    pub const fn is_settled(self) -> bool {
        matches!(self, Self::Settled(_))
    }
}
