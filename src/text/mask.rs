//! Words that cannot be read any more, in their shape.

/// Every letter becomes `x` or `X`, every digit `9`; blanks, line ends and signs stay. What is left shows how long words
/// are and how a text is built, and nothing that anybody said.
pub fn mask(text: &str) -> String {
    let hidden = |character: char| match character {
        _ if character.is_uppercase() => 'X',
        _ if character.is_alphabetic() => 'x',
        _ if character.is_numeric() => '9',
        _ => character,
    };
    text.chars().map(hidden).collect()
}
