//! What tags mean: which begin a paragraph, which are left out, which end themselves.

use html5gum::StartTag;

/// How strictly a page closes its tags.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Dialect {
    /// As browsers read pages: many ends may be missing.
    Html,
    /// XHTML, as in books: `<p/>` begins and ends, and scripts are elements like any other.
    Xhtml,
}

impl Dialect {
    pub(super) fn of(page: &str) -> Self {
        if page.trim_start_matches('\u{feff}').starts_with("<?xml") { Self::Xhtml } else { Self::Html }
    }
}

/// What an element is for the words in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// A stretch of words.
    Inline,
    Block,
    Heading(u8),
    /// Lines and blanks are as they stand.
    Preformatted,
    Quote,
    Table,
    Row,
    Cell,
    /// A list of terms and what is said of them: in transcripts, speakers and words.
    Terms,
    Term,
    Said,
    /// The name of whoever says what follows, or when.
    Speaker,
    Time,
    Menu,
    Deleted,
    Skipped,
    LineBreak,
    /// Ends itself, and says nothing.
    Void,
}

/// What a tag begins.
pub(super) fn element(tag: &StartTag<()>) -> Element {
    let name = name_of(&tag.name);
    if is_hidden(tag) {
        return if VOID.contains(&name) { Element::Void } else { Element::Skipped };
    }
    match name {
        "br" => Element::LineBreak,
        _ if VOID.contains(&name) => Element::Void,
        "del" => Element::Deleted,
        "nav" => Element::Menu,
        "dialog" if tag.attributes.contains_key(&b"open"[..]) => Element::Block,
        _ if SKIPPED.contains(&name) => Element::Skipped,
        _ if value(tag, "role").is_some_and(|role| matches!(role, "navigation" | "search" | "menu" | "menubar")) => {
            Element::Menu
        }
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            Element::Heading(name.bytes().last().map_or(1, |digit| digit - b'0'))
        }
        "pre" | "listing" => Element::Preformatted,
        "q" => Element::Quote,
        "table" => Element::Table,
        "tr" => Element::Row,
        "td" | "th" => Element::Cell,
        "dl" => Element::Terms,
        "dt" => Element::Term,
        "dd" => Element::Said,
        "cite" => Element::Speaker,
        "time" => Element::Time,
        _ if has_class(tag, SPEAKER_CLASSES) => Element::Speaker,
        _ if has_class(tag, TIME_CLASSES) => Element::Time,
        _ if BLOCKS.contains(&name) => Element::Block,
        _ => Element::Inline,
    }
}

/// Whether an element is paragraphs rather than a stretch of one.
pub(super) fn is_block(name: &str) -> bool {
    BLOCKS.contains(&name)
}

/// Whether the words in an element are bold; nothing if it does not say.
pub(super) fn is_bold(tag: &StartTag<()>) -> Option<bool> {
    let by_style = style(tag, "font-weight").map(|weight| {
        matches!(weight.as_str(), "bold" | "bolder") || weight.parse().is_ok_and(|weight: u32| weight >= 600)
    });
    by_style.or_else(|| matches!(name_of(&tag.name), "b" | "strong").then_some(true))
}

/// Whether nobody sees what is in an element.
fn is_hidden(tag: &StartTag<()>) -> bool {
    tag.attributes.contains_key(&b"hidden"[..])
        || value(tag, "aria-hidden") == Some("true")
        || style(tag, "display").is_some_and(|display| display == "none")
        || style(tag, "visibility").is_some_and(|visibility| visibility == "hidden")
        || style(tag, "mso-hide").is_some_and(|hide| hide == "all")
}

/// Whether the page says that this is its main part.
pub(super) fn is_main(tag: &StartTag<()>) -> bool {
    name_of(&tag.name) == "main" || value(tag, "role") == Some("main")
}

pub(super) fn name_of(name: &[u8]) -> &str {
    std::str::from_utf8(name).unwrap_or_default()
}

/// An attribute's value.
pub(super) fn value<'t>(tag: &'t StartTag<()>, name: &str) -> Option<&'t str> {
    tag.attributes.get(name.as_bytes()).and_then(|value| std::str::from_utf8(value).ok())
}

/// What an element's own style says of a property.
fn style(tag: &StartTag<()>, property: &str) -> Option<String> {
    let declarations = value(tag, "style")?.split(';').filter_map(|declaration| declaration.split_once(':'));
    let (_, found) = declarations.rev().find(|(name, _)| name.trim().eq_ignore_ascii_case(property))?;
    Some(found.trim_end_matches("!important").trim().to_ascii_lowercase())
}

fn has_class(tag: &StartTag<()>, classes: &[&str]) -> bool {
    let is_one = |class: &str| classes.iter().any(|wanted| class.eq_ignore_ascii_case(wanted));
    value(tag, "class").is_some_and(|list| list.split_ascii_whitespace().any(is_one))
}

/// How pages of transcripts call the place of a speaker's name, and of a time.
const SPEAKER_CLASSES: &[&str] = &[
    "speaker",
    "speaker-name",
    "speaker_name",
    "speakername",
    "speaker-label",
    "transcript-speaker",
    "transcript__speaker",
    "participant-name",
];
const TIME_CLASSES: &[&str] =
    &["timestamp", "time-stamp", "timecode", "transcript-time", "transcript-timestamp", "transcript__timestamp"];

const VOID: &[&str] = &[
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "track", "wbr",
];

const SKIPPED: &[&str] = &[
    "title", "style", "script", "noscript", "template", "noembed", "noframes", "iframe", "object", "applet", "svg",
    "canvas", "audio", "video", "map", "select", "datalist", "button", "textarea", "dialog", "rt", "rp",
];

const BLOCKS: &[&str] = &[
    "html",
    "head",
    "body",
    "main",
    "article",
    "section",
    "header",
    "footer",
    "aside",
    "nav",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "pre",
    "listing",
    "ul",
    "ol",
    "li",
    "menu",
    "dir",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "address",
    "figure",
    "figcaption",
    "hgroup",
    "details",
    "summary",
    "dialog",
    "form",
    "fieldset",
    "legend",
    "center",
    "table",
    "caption",
    "colgroup",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "td",
    "th",
    "hr",
    "search",
    "xmp",
    "plaintext",
];
