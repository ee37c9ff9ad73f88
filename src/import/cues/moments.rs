//! Times as programs write them: clocks, seconds, milliseconds.

use super::Cue;
use super::times::time;

/// A time that a file gives, before it is known whether its numbers are seconds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(in crate::import) enum Moment {
    /// Read off a clock.
    Milliseconds(u32),
    /// A number: of seconds, most often.
    Number(f64),
}

impl Moment {
    /// `00:01:02.5`, `1:02`, `62.5`, `62.5s`.
    pub(in crate::import) fn of_text(text: &str) -> Option<Self> {
        let text = text.trim().trim_matches(['[', ']', '(', ')']);
        if text.contains(':') {
            return time(text).map(Self::Milliseconds);
        }
        let number: f64 = text.strip_suffix('s').unwrap_or(text).trim_end().parse().ok()?;
        Self::of_number(number)
    }

    pub(in crate::import) fn of_number(number: f64) -> Option<Self> {
        (number.is_finite() && number >= 0.0).then_some(Self::Number(number))
    }
}

/// Words between two times that a file gives, with the speaker if one is named.
#[derive(Debug, Default, Clone)]
pub(in crate::import) struct TimedCue {
    pub(in crate::import) cue: Cue,
    pub(in crate::import) start: Option<Moment>,
    pub(in crate::import) end: Option<Moment>,
}

/// Cues with their times in milliseconds, once it is known what the file counts in.
pub(in crate::import) fn timed(cues: Vec<TimedCue>) -> Vec<Cue> {
    let per_second = if counts_milliseconds(&cues) { 1.0 } else { 1000.0 };
    let milliseconds = |moment: Moment| match moment {
        Moment::Milliseconds(milliseconds) => Some(milliseconds),
        Moment::Number(number) => format!("{:.0}", number * per_second).parse().ok(),
    };
    let cues = cues.into_iter().map(|timed| Cue {
        start_ms: timed.start.and_then(milliseconds),
        end_ms: timed.end.and_then(milliseconds),
        ..timed.cue
    });
    cues.collect()
}

/// Whether the numbers are milliseconds: all are whole, and as seconds they would leave ten seconds for a word.
fn counts_milliseconds(cues: &[TimedCue]) -> bool {
    let mut last: f64 = 0.0;
    let mut word_count: u32 = 0;
    for timed in cues {
        for moment in [timed.start, timed.end].into_iter().flatten() {
            let Moment::Number(number) = moment else { return false };
            if number.fract() != 0.0 {
                return false;
            }
            last = last.max(number);
        }
        for piece in &timed.cue.pieces {
            let words = piece.text.split_whitespace().count();
            word_count = word_count.saturating_add(u32::try_from(words).unwrap_or(u32::MAX));
        }
    }
    last >= 1000.0 && last > f64::from(word_count) * 10.0
}
