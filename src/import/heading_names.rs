//! What the names of a word processor's styles say of their paragraphs.

/// The level of heading that the name of a built-in style says, whatever the language: programs translate it only where
/// it is shown.
pub(super) fn heading_level(style: &str) -> Option<u8> {
    if style.eq_ignore_ascii_case("title") {
        return Some(1);
    }
    let number = style.get(.."heading".len()).filter(|word| word.eq_ignore_ascii_case("heading"))?.len();
    style.get(number..)?.trim_start().parse().ok().filter(|level| (1..=9).contains(level))
}

/// Whether it is of a table of contents, whose paragraphs say again what headings say.
pub(super) fn is_contents(style: &str) -> bool {
    style.strip_prefix("toc ").is_some_and(|level| level.parse::<u8>().is_ok())
}
