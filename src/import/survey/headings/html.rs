//! Wordings without the marks of the page they were shown on.

use std::borrow::Cow;

/// Tags that survey tools leave in wordings. Anything else between angle brackets is a respondent's or an author's.
const TAGS: &[&str] = &[
    "a", "b", "br", "center", "div", "em", "font", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "i", "img", "li", "ol",
    "p", "script", "small", "span", "strong", "style", "sub", "sup", "table", "tbody", "td", "th", "tr", "u", "ul",
];

/// The words of a text on one line, without tags and with the commonest entities read.
pub(super) fn stripped(text: &str) -> Cow<'_, str> {
    if !text.contains(['<', '&']) {
        return Cow::Borrowed(text);
    }
    let mut words = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tag)) = rest.split_once('<') {
        words.push_str(before);
        if let Some((_, after)) = tag.split_once('>').filter(|(inside, _)| is_tag(inside)) {
            words.push(' ');
            rest = after;
        } else {
            words.push('<');
            rest = tag;
        }
    }
    words.push_str(rest);
    for (entity, character) in
        [("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")]
    {
        words = words.replace(entity, character);
    }
    Cow::Owned(words.split_whitespace().collect::<Vec<_>>().join(" "))
}

fn is_tag(inside: &str) -> bool {
    let name = inside.trim_start_matches('/').split(|character: char| !character.is_ascii_alphanumeric()).next();
    name.is_some_and(|name| TAGS.contains(&name.to_ascii_lowercase().as_str()))
}
