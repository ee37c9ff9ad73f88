//! The exchange format REFI-QDA for codebooks (`.qdc`): codes within codes, and sets of them, valid by its schema.
//!
//! It has a name, a colour and a description for a code. What else there is goes into the description, each after a label,
//! which people can read and the import takes apart again.

use std::fmt::Write as _;

use sha2::{Digest, Sha256};

use crate::export::ExportError;
use crate::model::{Code, CodeStatus, Codebook, Theme};
use crate::text::{QDC_LABELS, labelled, slug};

pub(super) fn qdc(codebook: &Codebook, study: &str) -> Result<Vec<u8>, ExportError> {
    if codebook.codes.is_empty() {
        return Err(ExportError::NoCodes);
    }
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str("<CodeBook xmlns=\"urn:QDA-XML:codebook:1.0\" origin=\"verbatim\">\n");
    xml.push_str("<Codes>\n");
    let mut open: Vec<usize> = Vec::new();
    for index in codebook.tree_order() {
        let code = &codebook.codes[index];
        let parent = code.parent.as_deref().and_then(|id| codebook.code_index(id));
        while open.last().copied() != parent && !open.is_empty() {
            open.pop();
            xml.push_str("</Code>\n");
        }
        start_code(&mut xml, code, study);
        open.push(index);
    }
    xml.push_str(&"</Code>\n".repeat(open.len()));
    xml.push_str("</Codes>\n");
    if !codebook.themes.is_empty() {
        xml.push_str("<Sets>\n");
        codebook.themes.iter().for_each(|theme| set(&mut xml, theme, study));
        xml.push_str("</Sets>\n");
    }
    xml.push_str("</CodeBook>\n");
    Ok(xml.into_bytes())
}

fn start_code(xml: &mut String, code: &Code, study: &str) {
    let status = if code.status == CodeStatus::default() { String::new() } else { code.written_status() };
    let key = code.key.map(String::from).unwrap_or_default();
    let fields = [
        ("Use when", code.use_when.as_str()),
        ("Not when", &code.not_when),
        ("Example", &code.example),
        ("Key", &key),
        ("Status", &status),
        ("Id", if slug(&code.name) == code.id { "" } else { &code.id }),
    ];
    let colour = code.colour.as_ref().map(|colour| format!(" color=\"{}\"", escaped(colour))).unwrap_or_default();
    let _ = writeln!(
        xml,
        "<Code guid=\"{}\" name=\"{}\" isCodable=\"{}\"{colour}>",
        guid(study, "code", &code.id),
        escaped(&code.name),
        code.is_in_use()
    );
    describe(xml, &labelled(&code.definition, &fields, &QDC_LABELS));
}

fn set(xml: &mut String, theme: &Theme, study: &str) {
    let fields = [
        ("Story", theme.story.as_str()),
        ("Colour", theme.colour.as_deref().unwrap_or_default()),
        ("Id", if slug(&theme.name) == theme.id { "" } else { &theme.id }),
    ];
    let _ = writeln!(xml, "<Set guid=\"{}\" name=\"{}\">", guid(study, "theme", &theme.id), escaped(&theme.name));
    describe(xml, &labelled(&theme.definition, &fields, &QDC_LABELS));
    for code in &theme.codes {
        let _ = writeln!(xml, "<MemberCode guid=\"{}\"/>", guid(study, "code", code));
    }
    xml.push_str("</Set>\n");
}

fn describe(xml: &mut String, description: &str) {
    if !description.is_empty() {
        let _ = writeln!(xml, "<Description>{}</Description>", escaped(description));
    }
}

/// Text as XML holds it, in an element or an attribute.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            // Line ends and tabs in an attribute would be read as blanks.
            '\n' => safe.push_str("&#10;"),
            '\t' => safe.push_str("&#9;"),
            other => safe.push(other),
        }
    }
    safe
}

/// An identifier that is always the same for the same code of the same study (a UUID of version 8).
fn guid(study: &str, what: &str, id: &str) -> String {
    let digest = Sha256::digest(format!("{study}\n{what}\n{id}"));
    let mut bytes: [u8; 16] = [0; 16];
    for (byte, digit) in bytes.iter_mut().zip(digest.iter()) {
        *byte = *digit;
    }
    bytes[6] = (bytes[6] & 0x0f) | 0x80;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let digits: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let part = |from: usize, to: usize| digits.get(from..to).unwrap_or_default().to_owned();
    [part(0, 8), part(8, 12), part(12, 16), part(16, 20), part(20, 32)].join("-")
}
