//! A text without some of its stretches, and where everything else stands then.

use crate::model::Span;

/// A text from which stretches were taken, with a marker in the place of each.
///
/// Every span that touches none of them covers the very same words as before, once it is [`moved`](Self::moved).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cut {
    text: String,
    gone: Vec<Gone>,
}

/// One stretch that was taken, and its marker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Gone {
    before: Span,
    marker: Span,
}

impl Cut {
    /// Takes `stretches`, which are in order and do not overlap, out of `text`.
    pub fn new(text: &str, stretches: &[Span], marker: &str) -> Self {
        let mut cut = Self { text: String::with_capacity(text.len()), gone: Vec::with_capacity(stretches.len()) };
        let mut done = 0;
        for &before in stretches {
            cut.text.push_str(text.get(done..before.start()).unwrap_or_default());
            let start = cut.text.len();
            cut.text.push_str(marker);
            cut.gone.push(Gone { before, marker: stored(start, cut.text.len()) });
            done = before.end();
        }
        cut.text.push_str(text.get(done..).unwrap_or_default());
        cut
    }

    /// The text with the markers.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The marker in the place of the stretch number `index`.
    pub fn marker(&self, index: usize) -> Span {
        self.gone[index].marker
    }

    /// Whether a span shares any byte with what was taken.
    pub fn touches(&self, span: Span) -> bool {
        self.gone.iter().any(|gone| gone.before.overlaps(span))
    }

    /// Where a span of the text as it was stands now. One that lay partly on what was taken is left with its other words;
    /// one that lay wholly on it is nothing.
    pub fn moved(&self, span: Span) -> Option<Span> {
        if !self.touches(span) {
            return Some(stored(self.shifted(span.start()), self.shifted(span.end())));
        }
        let inside = |at: usize| self.gone.iter().find(|gone| gone.before.start() <= at && at < gone.before.end());
        let start = inside(span.start()).map_or_else(|| self.shifted(span.start()), |gone| gone.marker.end());
        // The end is not included: the last byte that is covered decides.
        let end = inside(span.end() - 1).map_or_else(|| self.shifted(span.end()), |gone| gone.marker.start());
        self.trimmed(start, end)
    }

    /// Where a place of the text as it was is now; nothing if it was in what was taken.
    pub fn moved_to(&self, offset: usize) -> Option<usize> {
        let is_gone = self.gone.iter().any(|gone| gone.before.range().contains(&offset));
        (!is_gone).then(|| self.shifted(offset))
    }

    fn shifted(&self, at: usize) -> usize {
        let latest = self.gone.iter().take_while(|gone| gone.before.end() <= at).last();
        latest.map_or(at, |gone| gone.marker.end() + (at - gone.before.end()))
    }

    /// Without blanks and markers at its ends.
    fn trimmed(&self, mut start: usize, mut end: usize) -> Option<Span> {
        loop {
            let inside = self.text.get(start..end).filter(|inside| !inside.is_empty())?;
            let leading = inside.len() - inside.trim_start().len();
            let trailing = inside.len() - inside.trim_end().len();
            let first = self.gone.iter().find(|gone| gone.marker.start() == start);
            let last = self.gone.iter().find(|gone| gone.marker.end() == end);
            match (leading, trailing, first, last) {
                (0, 0, None, None) => return Some(stored(start, end)),
                (0, 0, Some(gone), _) => start = gone.marker.end(),
                (0, 0, None, Some(gone)) => end = gone.marker.start(),
                _ if leading == inside.len() => return None,
                _ => (start, end) = (start + leading, end - trailing),
            }
        }
    }
}

fn stored(start: usize, end: usize) -> Span {
    let small = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::stored(small(start), small(end))
}
