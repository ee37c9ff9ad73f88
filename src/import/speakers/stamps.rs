//! Time stamps: `00:12:04`, `[12:04]`, `(1:02:03.5)`, `#00:12:04-5#`, `[00:04.000 --> 00:09.000]`.

use std::borrow::Cow;
use std::ops::Range;

/// A time stamp found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Milliseconds from the start of the recording.
    pub(super) start_ms: u32,
    /// Where it ends, in bytes, its bracket included.
    pub(super) end: usize,
    /// It stands in brackets, or has hours, minutes and seconds: nothing in prose looks like it.
    pub(super) is_sure: bool,
    /// Hours and a fraction of a second: even in the middle of a sentence nothing else looks like it.
    is_exact: bool,
    has_hours: bool,
}

/// Hours, minutes and seconds, as they stand.
#[derive(Clone, Copy)]
struct Clock {
    ms: u32,
    /// In bytes.
    length: usize,
    has_hours: bool,
    has_fraction: bool,
}

/// The time stamp that a text begins with. Of a stretch of time, its beginning counts.
pub(super) fn leading(text: &str) -> Option<Stamp> {
    let (closing, inner_start) = match text.chars().next()? {
        '[' => (Some(']'), 1),
        '(' => (Some(')'), 1),
        '{' => (Some('}'), 1),
        '<' => (Some('>'), 1),
        '#' => (Some('#'), 1),
        first if first.is_ascii_digit() => (None, 0),
        _ => return None,
    };
    let inner = text.get(inner_start..)?;
    let padding = if closing.is_some() { inner.len() - inner.trim_start().len() } else { 0 };
    let body = inner.get(padding..)?;
    let (clock, length) = stretch(body, closing).or_else(|| clock(body, false).map(|clock| (clock, clock.length)))?;
    let mut end = inner_start + padding + length;
    let rest = text.get(end..)?;
    let (start_ms, has_hours) = (clock.ms, clock.has_hours);
    let is_exact = clock.has_hours && clock.has_fraction;
    let Some(closing) = closing else {
        let goes_on = rest.chars().next().is_some_and(|next| next.is_alphanumeric() || next == ':');
        let is_sure = has_hours || length > clock.length;
        return (!goes_on).then_some(Stamp { start_ms, end, is_sure, is_exact, has_hours });
    };
    end += rest.len() - rest.trim_start().len();
    let closes = text.get(end..)?.starts_with(closing);
    closes.then_some(Stamp { start_ms, end: end + 1, is_sure: true, is_exact, has_hours })
}

/// `00:04.000 --> 00:09.000`, or with a dash in brackets: where it begins, and its length. Some programs write `0:0:4.0`.
fn stretch(text: &str, closing: Option<char>) -> Option<(Clock, usize)> {
    let from = clock(text, true)?;
    let after = text.get(from.length..)?.trim_start();
    let to = match after.strip_prefix("-->") {
        Some(to) => to,
        None if closing.is_some() => after.strip_prefix(['-', '–'])?,
        None => return None,
    };
    let to = to.trim_start();
    let until = clock(to, true)?;
    Some((from, text.len() - to.len() + until.length))
}

/// The time stamp that a text ends with, and where what stands before it ends.
pub(super) fn trailing(text: &str) -> Option<(usize, Stamp)> {
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    // `rfind` finds the start of a white-space character, which may be longer than a byte.
    let start = (start..text.len()).find(|&at| text.is_char_boundary(at))?;
    let stamp = leading(text.get(start..)?.trim_start())?;
    (stamp.end == text.get(start..)?.trim_start().len()).then_some((start, stamp))
}

/// `m:ss`, `mm:ss`, `h:mm:ss`, each with or without a fraction. Loosely read, minutes and seconds may have one digit.
fn clock(text: &str, loosely: bool) -> Option<Clock> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut at = 0;
    loop {
        let digits = text.get(at..)?.bytes().take(4).take_while(u8::is_ascii_digit).count();
        if digits == 0 || digits > 3 {
            return None;
        }
        numbers.push((text.get(at..at + digits)?.parse().ok()?, digits));
        at += digits;
        let next_is_digit = text.as_bytes().get(at + 1).is_some_and(u8::is_ascii_digit);
        if text.as_bytes().get(at) != Some(&b':') || !next_is_digit || numbers.len() == 3 {
            break;
        }
        at += 1;
    }
    let is_short = |&(number, digits): &(u32, usize)| (digits == 2 || (loosely && digits == 1)) && number < 60;
    let (hours, minutes, seconds) = match numbers.as_slice() {
        [minutes, seconds] if is_short(seconds) => (0, minutes.0, seconds.0),
        [hours, minutes, seconds] if is_short(minutes) && is_short(seconds) => (hours.0, minutes.0, seconds.0),
        _ => return None,
    };
    let mut ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
    let mut has_fraction = false;
    // f4 parts tenths of a second by a dash, which means something else before "-->".
    if matches!(text.as_bytes().get(at), Some(b'.' | b',' | b'-')) {
        let digits = text.get(at + 1..)?.bytes().take(10).take_while(u8::is_ascii_digit).count();
        let is_f4 = text.as_bytes().get(at) == Some(&b'-');
        if digits > 0 && (!is_f4 || text.get(at + 1 + digits..)?.starts_with('#')) {
            let fraction = text.get(at + 1..at + 1 + digits.min(3))?;
            ms += format!("{fraction:0<3}").parse::<u32>().ok()?;
            at += 1 + digits;
            has_fraction = true;
        }
    }
    Some(Clock { ms, length: at, has_hours: numbers.len() == 3, has_fraction })
}

/// A text without the time stamps inside of it.
pub(super) struct Parted<'t> {
    pub(super) text: Cow<'t, str>,
    /// The stretches of the whole text that are left.
    pub(super) kept: Vec<Range<usize>>,
    /// Where stamps stood: before which byte of what is left, with their milliseconds.
    pub(super) marks: Vec<(usize, u32)>,
}

impl<'t> Parted<'t> {
    /// A text with no stamp to take out.
    pub(super) fn whole(text: &'t str) -> Self {
        Self { text: text.into(), kept: std::iter::once(0..text.len()).collect(), marks: Vec::new() }
    }

    /// Where byte `offset` of the whole text is in what is left.
    pub(super) fn offset(&self, offset: usize) -> usize {
        self.kept.iter().map(|stretch| offset.clamp(stretch.start, stretch.end) - stretch.start).sum()
    }
}

/// Takes the time stamps out of a text. Stamps of minutes and seconds in parentheses count only if the transcript has them
/// as a habit.
pub(super) fn parted(text: &str, in_parentheses: bool) -> Parted<'_> {
    let mut marks = Vec::new();
    let mut stretches = Vec::new();
    let mut kept = String::new();
    let mut start = 0;
    while let Some((at, stamp)) = text.get(start..).and_then(|rest| inside(rest, in_parentheses)) {
        stretches.push(start..start + at);
        kept.push_str(text.get(start..start + at).unwrap_or_default());
        start += at + stamp.end;
        // Where a stamp stood between two spaces, one is enough.
        if kept.is_empty() || kept.ends_with(' ') {
            let rest = text.get(start..).unwrap_or_default();
            start += rest.len() - rest.trim_start().len();
        }
        marks.push((kept.len(), stamp.start_ms));
    }
    if marks.is_empty() {
        return Parted::whole(text);
    }
    stretches.push(start..text.len());
    kept.push_str(text.get(start..).unwrap_or_default());
    Parted { text: kept.into(), kept: stretches, marks }
}

/// The first time stamp anywhere in a text, and where it begins.
fn inside(text: &str, in_parentheses: bool) -> Option<(usize, Stamp)> {
    let mut before = ' ';
    for (at, character) in text.char_indices() {
        let is_start = match character {
            '[' | '#' | '(' => true,
            first => first.is_ascii_digit() && !before.is_alphanumeric() && !":.,-".contains(before),
        };
        before = character;
        let Some(stamp) = is_start.then(|| text.get(at..).and_then(leading)).flatten() else { continue };
        let counts = match character {
            '[' | '#' => true,
            '(' => in_parentheses || stamp.has_hours,
            _ => stamp.is_exact,
        };
        if counts {
            return Some((at, stamp));
        }
    }
    None
}

/// Whether a transcript has stamps such as `(12:04)` in its words as a habit: several, and none earlier than the one
/// before it. A single one may be the time of day.
pub(super) fn is_habit<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let mut count = 0;
    let mut last_ms = 0;
    for text in texts {
        for (at, _) in text.match_indices('(') {
            let Some(stamp) = text.get(at..).and_then(leading) else { continue };
            if stamp.start_ms < last_ms {
                return false;
            }
            last_ms = stamp.start_ms;
            count += 1;
        }
    }
    count >= 3
}
