//! Numbers of things in sentences.

/// "1 text", "2 texts": for nouns whose plural takes an s.
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Digits in groups of three, apart by a narrow space.
pub fn grouped(count: u64) -> String {
    let digits = count.to_string();
    let length = digits.len();
    if length <= 4 {
        return digits;
    }
    let mut text = String::with_capacity(length + length / 3 * 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (length - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    text
}
