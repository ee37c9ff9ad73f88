//! Quotation marks within words that stand in quotation marks themselves.

/// The text with double quotation marks as single ones, curly: “He said "no"” is printed as “He said ‘no’”. A straight
/// mark opens at the beginning, after a space, an opening bracket or a dash; elsewhere it closes.
pub fn inner_quotes(text: &str) -> String {
    let mut before: Option<char> = None;
    let mut printed = String::with_capacity(text.len());
    for character in text.chars() {
        let opens = before.is_none_or(|before| before.is_whitespace() || "([{‘“‚„‹«–—-/".contains(before));
        printed.push(match character {
            '"' if opens => '‘',
            '"' | '”' => '’',
            '“' => '‘',
            '„' => '‚',
            '«' => '‹',
            '»' => '›',
            other => other,
        });
        before = Some(character);
    }
    printed
}
