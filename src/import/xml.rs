//! The XML of a document's parts, walked once, within limits: no entities, no bottomless nesting, nothing cut off.

use std::io::{Read, Seek};

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};

use super::ImportError;
use super::archive::{Archive, Kind, Part};

/// Real documents nest some dozens deep.
pub(super) const MAX_DEPTH: usize = 256;

/// Who is told of each element; an empty one starts and ends.
pub(super) trait Listener {
    fn start(&mut self, element: &BytesStart<'_>);
    fn end(&mut self);
    /// Words between two tags; a reference such as `&amp;` comes by itself.
    fn text(&mut self, words: &str);
}

/// Tells `listener` of all that is in a part.
pub(super) fn walk<R: Read + Seek>(
    archive: &Archive<'_, R>,
    part: &Part,
    listener: &mut impl Listener,
) -> Result<(), ImportError> {
    let Part { name, xml } = part;
    let Kind { name: kind, mend, .. } = archive.kind;
    let damaged = |offset: u64| {
        archive.damaged(format!("the part {name} is damaged at byte {offset}; copy or export the document again"))
    };
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let mut depth = 0;
    loop {
        match reader.read_event() {
            Ok(Event::Start(element)) => {
                if depth >= MAX_DEPTH {
                    return Err(archive.damaged(format!("the part {name} is nested deeper than any document; {mend}")));
                }
                depth += 1;
                listener.start(&element);
            }
            Ok(Event::End(_)) => {
                depth -= 1;
                listener.end();
            }
            Ok(Event::Text(text)) => listener.text(&text.xml10_content()),
            Ok(Event::CData(text)) => listener.text(&text.xml10_content()),
            Ok(Event::GeneralRef(reference)) => match character(&reference) {
                Some(character) => listener.text(character.encode_utf8(&mut [0; 4])),
                None => return Err(damaged(reader.buffer_position())),
            },
            Ok(Event::DocType(declaration)) if declaration.contains('[') => {
                let message = format!("the part {name} declares entities, which is never done in {kind}; {mend}");
                return Err(archive.damaged(message));
            }
            Ok(Event::Eof) if depth == 0 => return Ok(()),
            Ok(Event::Eof) => {
                return Err(archive.damaged(format!("the part {name} is cut off; copy or export the document again")));
            }
            Ok(_) => {}
            Err(_) => return Err(damaged(reader.error_position())),
        }
    }
}

/// The character that `&amp;`, `&#233;` and their like stand for.
pub(super) fn character(reference: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(character)) = reference.resolve_char_ref() {
        return Some(character);
    }
    match &**reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => None,
    }
}

/// An attribute's value, whatever its prefix.
pub(super) fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|attribute| attribute.key.local_name().as_ref() == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}
