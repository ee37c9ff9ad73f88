//! Runs: text with its looks.

use super::xml::Xml;

/// How a run differs from its paragraph's style.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Look {
    #[default]
    Plain,
    Bold,
    Italic,
    Quiet,
}

/// Text as runs; `\n` and tabs are elements of their own.
pub(super) fn run(xml: &mut Xml, text: &str, look: Look) {
    if text.is_empty() {
        return;
    }
    let from_right = is_right_to_left(text);
    xml.element("w:r", &[], |xml| {
        if look != Look::Plain || from_right {
            xml.element("w:rPr", &[], |xml| properties(xml, look, from_right));
        }
        for (line_index, line) in text.split('\n').enumerate() {
            if line_index > 0 {
                xml.empty("w:br", &[]);
            }
            for (piece_index, piece) in line.split('\t').enumerate() {
                if piece_index > 0 {
                    xml.empty("w:tab", &[]);
                }
                if !piece.is_empty() {
                    xml.element("w:t", &[("xml:space", "preserve")], |xml| xml.text(piece));
                }
            }
        }
    });
}

fn properties(xml: &mut Xml, look: Look, from_right: bool) {
    match look {
        Look::Plain => {}
        Look::Bold => ["w:b", "w:bCs"].iter().for_each(|name| xml.empty(name, &[])),
        Look::Italic => ["w:i", "w:iCs"].iter().for_each(|name| xml.empty(name, &[])),
        Look::Quiet => xml.value("w:color", "595959"),
    }
    if from_right {
        xml.empty("w:rtl", &[]);
    }
}

/// A field whose shown text is `shown` until the reader's program works it out again.
pub(super) fn field(xml: &mut Xml, instruction: &str, shown: &str, look: Look) {
    // Programs that work the field out again take its look from the instruction, not from what is shown.
    let dress = |xml: &mut Xml| {
        if look != Look::Plain {
            xml.element("w:rPr", &[], |xml| properties(xml, look, false));
        }
    };
    let mark = |xml: &mut Xml, kind: &str| {
        xml.element("w:r", &[], |xml| {
            dress(xml);
            xml.empty("w:fldChar", &[("w:fldCharType", kind)]);
        });
    };
    mark(xml, "begin");
    xml.element("w:r", &[], |xml| {
        dress(xml);
        xml.element("w:instrText", &[("xml:space", "preserve")], |xml| xml.text(&format!(" {instruction} ")));
    });
    mark(xml, "separate");
    run(xml, shown, look);
    mark(xml, "end");
}

/// Whether the first letter with a direction goes from right to left: Hebrew, Arabic and their neighbours.
pub(super) fn is_right_to_left(text: &str) -> bool {
    let is_rtl = |letter: char| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}' | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}');
    text.chars().find(|letter| letter.is_alphabetic()).is_some_and(is_rtl)
}
