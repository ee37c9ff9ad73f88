//! Time stamps: `00:12:04`, `[12:04]`, `(1:02:03.5)`.

/// A time stamp found in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp {
    /// Milliseconds from the start of the recording.
    pub(super) start_ms: u32,
    /// Where it ends, in bytes, its bracket included.
    pub(super) end: usize,
    /// It stands in brackets, or has hours, minutes and seconds: nothing in prose looks like it.
    pub(super) is_sure: bool,
}

/// The time stamp that a text begins with.
pub(super) fn leading(text: &str) -> Option<Stamp> {
    let (closing, inner_start) = match text.chars().next()? {
        '[' => (Some(']'), 1),
        '(' => (Some(')'), 1),
        '{' => (Some('}'), 1),
        '<' => (Some('>'), 1),
        _ => (None, 0),
    };
    let inner = text.get(inner_start..)?;
    let padding = if closing.is_some() { inner.len() - inner.trim_start().len() } else { 0 };
    let (start_ms, length, has_hours) = clock(inner.get(padding..)?)?;
    let mut end = inner_start + padding + length;
    let rest = text.get(end..)?;
    let Some(closing) = closing else {
        let goes_on = rest.chars().next().is_some_and(|next| next.is_alphanumeric() || next == ':');
        return (!goes_on).then_some(Stamp { start_ms, end, is_sure: has_hours });
    };
    end += rest.len() - rest.trim_start().len();
    text.get(end..)?.starts_with(closing).then_some(Stamp { start_ms, end: end + 1, is_sure: true })
}

/// The time stamp that a text ends with, and where what stands before it ends.
pub(super) fn trailing(text: &str) -> Option<(usize, Stamp)> {
    let start = text.rfind(char::is_whitespace).map_or(0, |at| at + 1);
    // `rfind` finds the start of a white-space character, which may be longer than a byte.
    let start = (start..text.len()).find(|&at| text.is_char_boundary(at))?;
    let stamp = leading(text.get(start..)?.trim_start())?;
    (stamp.end == text.get(start..)?.trim_start().len()).then_some((start, stamp))
}

/// `m:ss`, `mm:ss`, `h:mm:ss`, each with or without a fraction: milliseconds, length, and whether there are hours.
fn clock(text: &str) -> Option<(u32, usize, bool)> {
    let mut numbers: Vec<(u32, usize)> = Vec::new();
    let mut at = 0;
    loop {
        let digits = text.get(at..)?.bytes().take_while(u8::is_ascii_digit).count();
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
    let is_short = |&(number, digits): &(u32, usize)| digits == 2 && number < 60;
    let (hours, minutes, seconds) = match numbers.as_slice() {
        [minutes, seconds] if is_short(seconds) => (0, minutes.0, seconds.0),
        [hours, minutes, seconds] if is_short(minutes) && is_short(seconds) => (hours.0, minutes.0, seconds.0),
        _ => return None,
    };
    let mut start_ms = ((hours * 60 + minutes) * 60 + seconds) * 1000;
    if matches!(text.as_bytes().get(at), Some(b'.' | b',')) {
        let digits = text.get(at + 1..)?.bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0 {
            let fraction = text.get(at + 1..at + 1 + digits.min(3))?;
            start_ms += format!("{fraction:0<3}").parse::<u32>().ok()?;
            at += 1 + digits;
        }
    }
    Some((start_ms, at, numbers.len() == 3))
}

/// The text without the time stamps that stand in square brackets anywhere in it.
pub(super) fn without_inline(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.contains('[') {
        return text.into();
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        let (before, from) = rest.split_at(at);
        kept.push_str(before);
        let (skipped, after) = match leading(from) {
            Some(stamp) => ("", from.get(stamp.end..).unwrap_or_default()),
            None => from.split_at(1),
        };
        kept.push_str(skipped);
        // Where a stamp stood between two spaces, one is enough.
        let is_gap = skipped.is_empty() && (kept.is_empty() || kept.ends_with(' '));
        rest = if is_gap { after.trim_start_matches(' ') } else { after };
    }
    kept.push_str(rest);
    kept.into()
}
