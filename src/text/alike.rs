//! Answers that say the same.

use super::fold;

/// One form for answers that say the same: alike but for letter case, spaces and the marks at their end. It is written
/// over what `form` held.
pub fn alike_into(text: &str, form: &mut String) {
    form.clear();
    // Most answers are plain ASCII, and then nothing has to be copied twice.
    let folded = if text.is_ascii() { None } else { Some(fold(text)) };
    for word in folded.as_deref().unwrap_or(text).split_whitespace() {
        if !form.is_empty() {
            form.push(' ');
        }
        form.push_str(word);
    }
    form.make_ascii_lowercase();
    let is_end = |character: char| character.is_ascii_punctuation() || character == '…' || character == ' ';
    let length = form.trim_end_matches(is_end).len();
    form.truncate(length);
}

/// The same in a string of its own.
pub fn alike(text: &str) -> String {
    let mut form = String::with_capacity(text.len());
    alike_into(text, &mut form);
    form
}
