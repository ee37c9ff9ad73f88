//! Shapes as they are written down, and whether a text has one.

/// Where a shape ends that starts at the start of `text`, and its letters and digits without what stands between.
///
/// In a shape `9` is a digit, `A` a capital letter, `X` either, `_` a space, `-` a dash; `s` is a space or a dash.
pub(super) fn fit(text: &str, shape: &str) -> Option<(usize, String)> {
    let mut signs = String::new();
    let mut rest = text.chars();
    for wanted in shape.chars() {
        let sign = rest.next()?;
        let is_space = matches!(sign, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\n');
        let is_dash = matches!(sign, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}');
        let fits = match wanted {
            '9' => sign.is_ascii_digit(),
            'A' => sign.is_ascii_uppercase(),
            'X' => sign.is_ascii_uppercase() || sign.is_ascii_digit(),
            '_' => is_space,
            '-' => is_dash,
            's' => is_space || is_dash,
            other => other == sign,
        };
        if !fits {
            return None;
        }
        if sign.is_ascii_alphanumeric() {
            signs.push(sign);
        }
    }
    Some((text.len() - rest.as_str().len(), signs))
}
