//! When a cue begins and ends.

/// Of `00:01:02.500 --> 00:01:04.000 align:start`, when it begins and ends.
pub(super) fn times(line: &str) -> Option<(u32, u32)> {
    let (start, rest) = line.split_once("-->")?;
    let end = rest.split_whitespace().next()?;
    Some((time(start.trim())?, time(end)?))
}

/// `hh:mm:ss.ttt` or `mm:ss.ttt`, with a point or a comma; some programs leave digits of the fraction away, or all.
pub(super) fn time(text: &str) -> Option<u32> {
    let (clock, fraction) = text.split_once(['.', ',']).unwrap_or((text, "0"));
    if fraction.is_empty() || fraction.len() > 9 || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut seconds: u32 = 0;
    let parts: Vec<&str> = clock.split(':').collect();
    if !(2..=3).contains(&parts.len()) {
        return None;
    }
    for (index, part) in parts.iter().enumerate() {
        let is_number = !part.is_empty() && part.len() <= 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        let number: u32 = part.parse().ok().filter(|number| is_number && (index == 0 || *number < 60))?;
        seconds = seconds.checked_mul(60)?.checked_add(number)?;
    }
    let milliseconds: u32 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    seconds.checked_mul(1000)?.checked_add(milliseconds)
}
