//! What the words of RTF mean for a reader of text: which destination they open, which character they stand for.

/// Where the words of a group go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Destination {
    /// Into the document, or into the note or comment at hand.
    Words,
    /// Into brackets at their place in the document.
    Footnote,
    /// A text box: paragraphs of their own, after the one that it is anchored in.
    Box,
    /// A comment on some of the document's words.
    Comment,
    CommentField(CommentField),
    Fonts,
    Styles,
    /// Nowhere.
    Skipped,
}

/// What is said of a comment beside its words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CommentField {
    Author,
    Date,
    /// Which of the marked ranges it is about.
    Reference,
    RangeStart,
    RangeEnd,
}

/// The destination that a word opens, if it is one. Whatever else stands after `\*` is skipped, as the format asks for.
pub(super) fn destination(word: &str) -> Option<Destination> {
    Some(match word {
        "footnote" => Destination::Footnote,
        "annotation" => Destination::Comment,
        "atnauthor" => Destination::CommentField(CommentField::Author),
        "atndate" => Destination::CommentField(CommentField::Date),
        "atnref" => Destination::CommentField(CommentField::Reference),
        "atrfstart" => Destination::CommentField(CommentField::RangeStart),
        "atrfend" => Destination::CommentField(CommentField::RangeEnd),
        "fonttbl" => Destination::Fonts,
        "stylesheet" => Destination::Styles,
        "shptxt" | "dptxbxtext" => Destination::Box,
        // They only hold others that do have words.
        "shp" | "shpinst" | "do" | "ud" | "field" | "fldrslt" | "object" | "result" => Destination::Words,
        "atnid" | "atntime" | "atnicn" | "atnparent" | "bkmkend" | "bkmkstart" | "colortbl" | "comment"
        | "datafield" | "fldinst" | "fname" | "footer" | "footerf" | "footerl" | "footerr" | "ftncn" | "ftnsep"
        | "ftnsepc" | "filetbl" | "formfield" | "generator" | "header" | "headerf" | "headerl" | "headerr" | "info"
        | "listtable" | "listoverridetable" | "listtext" | "nestedtableprops" | "nesttableprops" | "nonesttables"
        | "nonshppict" | "objdata" | "pict" | "pn" | "pntext" | "pntxta" | "pntxtb" | "private" | "revtbl"
        | "rsidtbl" | "shprslt" | "sn" | "sp" | "sv" | "tc" | "themedata" | "title" | "txe" | "upr" | "xe" => {
            Destination::Skipped
        }
        _ => return None,
    })
}

/// The character that a word stands for.
pub(super) fn character(word: &str) -> Option<&'static str> {
    Some(match word {
        "tab" => "\t",
        // A line break in a word processor is a line end here.
        "line" | "lbr" | "page" | "column" => "\n",
        "emdash" => "—",
        "endash" => "–",
        "lquote" => "‘",
        "rquote" => "’",
        "ldblquote" => "“",
        "rdblquote" => "”",
        "bullet" => "•",
        "emspace" | "enspace" | "qmspace" => " ",
        "zwj" => "\u{200d}",
        "zwnj" => "\u{200c}",
        "ltrmark" => "\u{200e}",
        "rtlmark" => "\u{200f}",
        _ => return None,
    })
}
