//! The program's styles among a template's: one that the template has by name is the template's, one that it lacks is
//! added, in the template's fonts.

use super::super::parts;
use super::Template;
use super::read::{attribute, each};

/// A style that is called otherwise in the template: `element` is what names it in a document.
pub(in super::super) struct Renamed {
    pub(in super::super) element: &'static str,
    pub(in super::super) from: String,
    pub(in super::super) to: String,
}

pub(in super::super) struct Merged {
    pub(in super::super) styles: String,
    pub(in super::super) numbering: String,
    pub(in super::super) settings: String,
    pub(in super::super) renamed: Vec<Renamed>,
}

#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Known {
    kind: String,
    id: String,
    name: String,
}

/// The template's parts with what the document needs added to them.
pub(in super::super) fn merged(template: &Template, language: &str) -> Merged {
    let theirs = styles_in(&template.styles);
    let ours = styles_in(parts::STYLES);
    let mut names: Vec<(Known, String, bool)> = Vec::new();
    for style in ours {
        let same = |known: &&Known| known.kind == style.kind && known.name.eq_ignore_ascii_case(&style.name);
        let (id, is_theirs) = match theirs.iter().find(same) {
            Some(known) => (known.id.clone(), true),
            None if theirs.iter().any(|known| known.id == style.id) => (format!("Verbatim{}", style.id), false),
            None => (style.id.clone(), false),
        };
        names.push((style, id, is_theirs));
    }
    let has_answers = names.iter().any(|(style, _, is_theirs)| style.id == "TableAnswer" && *is_theirs);
    let answer_id = names.iter().find(|(style, ..)| style.id == "TableAnswer").map_or("TableAnswer", |(_, id, _)| id);
    let (numbering, list_number) = numbering(template, answer_id, has_answers);
    let added: String = names
        .iter()
        .filter(|(_, _, is_theirs)| !is_theirs)
        .map(|(style, id, _)| added_style(&style.id, id, &names, list_number))
        .collect();
    let renamed = names.iter().filter(|(style, id, _)| style.id != *id).map(|(style, id, _)| Renamed {
        element: if style.kind == "table" { "w:tblStyle" } else { "w:pStyle" },
        from: style.id.clone(),
        to: id.clone(),
    });
    Merged {
        styles: before_last(&in_language(&template.styles, language), "</w:styles>", &added),
        numbering,
        settings: settings(template),
        renamed: renamed.collect(),
    }
}

/// The styles of a part, in its order.
fn styles_in(xml: &str) -> Vec<Known> {
    let mut styles: Vec<Known> = Vec::new();
    let read = each(xml, "word/styles.xml", |start, depth| {
        let name = start.name();
        match (depth, name.as_ref()) {
            (1, "w:style") => styles.push(Known {
                kind: attribute(start, "w:type").unwrap_or_else(|| "paragraph".to_owned()),
                id: attribute(start, "w:styleId").unwrap_or_default(),
                name: String::new(),
            }),
            (2, "w:name") => {
                if let (Some(style), Some(name)) = (styles.last_mut(), attribute(start, "w:val")) {
                    style.name = name;
                }
            }
            _ => {}
        }
    });
    debug_assert!(read.is_ok(), "a template's styles were read before");
    styles
}

/// One of the program's styles as it stands in the template's part: related styles by their ids there, without fonts of
/// its own, and no default of its kind.
fn added_style(own_id: &str, id: &str, names: &[(Known, String, bool)], list_number: u32) -> String {
    let mark = format!("w:styleId=\"{own_id}\"");
    let Some(style) = parts::STYLES.split_inclusive("</w:style>").find(|style| style.contains(&mark)) else {
        return String::new();
    };
    let style = style.get(style.find("<w:style ").unwrap_or(0)..).unwrap_or_default();
    let mut style = style
        .replace(&mark, &format!("w:styleId=\"{id}\""))
        .replace(" w:default=\"1\"", "")
        .replace("<w:rFonts w:ascii=\"Arial\" w:hAnsi=\"Arial\" w:cs=\"Arial\"/>", "")
        .replace("<w:numId w:val=\"1\"/>", &format!("<w:numId w:val=\"{list_number}\"/>"));
    for (other, other_id, _) in names.iter().filter(|(other, other_id, _)| other.id != *other_id) {
        for element in ["w:basedOn", "w:next"] {
            let name = |id: &str| format!("<{element} w:val=\"{id}\"/>");
            style = style.replace(&name(&other.id), &name(other_id));
        }
    }
    style + "\n"
}

/// The template's lists with the list of answers added, and that list's number.
fn numbering(template: &Template, answer_id: &str, has_answers: bool) -> (String, u32) {
    let Some(theirs) = &template.numbering else {
        return (parts::NUMBERING.replace("\"TableAnswer\"", &format!("\"{answer_id}\"")), 1);
    };
    if has_answers {
        return (theirs.xml.clone(), 1);
    }
    let (mut list, mut number) = (0, 0);
    let read = each(&theirs.xml, "word/numbering.xml", |start, _| {
        let value = |name| attribute(start, name).and_then(|value| value.parse::<u32>().ok()).unwrap_or(0);
        match start.name().as_ref() {
            "w:abstractNum" => list = list.max(value("w:abstractNumId") + 1),
            "w:num" => number = number.max(value("w:numId")),
            _ => {}
        }
    });
    debug_assert!(read.is_ok(), "a template's lists were read before");
    let number = number + 1;
    let own = parts::NUMBERING;
    let start = own.find("<w:abstractNum ").unwrap_or(0);
    let end = own.find("</w:abstractNum>").map_or(start, |end| end + "</w:abstractNum>".len());
    let definition = own
        .get(start..end)
        .unwrap_or_default()
        .replace("w:abstractNumId=\"0\"", &format!("w:abstractNumId=\"{list}\""))
        .replace("\"TableAnswer\"", &format!("\"{answer_id}\""));
    let use_of_it = format!("<w:num w:numId=\"{number}\"><w:abstractNumId w:val=\"{list}\"/></w:num>");
    let xml = match theirs.xml.find("<w:num ") {
        Some(place) => {
            let (before, after) = theirs.xml.split_at(place);
            format!("{before}{definition}{after}")
        }
        None => before_last(&theirs.xml, "</w:numbering>", &definition),
    };
    let end = if xml.contains("<w:numIdMacAtCleanup") { "<w:numIdMacAtCleanup" } else { "</w:numbering>" };
    (before_last(&xml, end, &use_of_it), number)
}

/// The program's settings, with the template's for pages that face each other.
fn settings(template: &Template) -> String {
    let zoom = "<w:zoom w:percent=\"100\"/>";
    let stop = "<w:defaultTabStop w:val=\"720\"/>";
    let mut settings = parts::SETTINGS.to_owned();
    if template.mirrored {
        settings = settings.replace(zoom, &format!("{zoom}<w:mirrorMargins/>"));
    }
    if template.even_and_odd {
        settings = settings.replace(stop, &format!("{stop}<w:evenAndOddHeaders/>"));
    }
    settings
}

/// The styles with the report's language as that of all text.
fn in_language(styles: &str, language: &str) -> String {
    let lang = format!("<w:lang w:val=\"{language}\" w:eastAsia=\"{language}\" w:bidi=\"ar-SA\"/>");
    let Some((before, rest)) = styles.split_once("<w:docDefaults>") else { return styles.to_owned() };
    let Some((defaults, after)) = rest.split_once("</w:docDefaults>") else { return styles.to_owned() };
    let defaults = if let Some((before, rest)) = defaults.split_once("<w:lang ") {
        format!("{before}{lang}{}", rest.split_once('>').map_or(rest, |(_, after)| after))
    } else if let Some((before, after)) = defaults.split_once("</w:rPr>") {
        format!("{before}{lang}</w:rPr>{after}")
    } else {
        defaults.to_owned()
    };
    format!("{before}<w:docDefaults>{defaults}</w:docDefaults>{after}")
}

/// A text with `added` before the last place of `mark`.
fn before_last(text: &str, mark: &str, added: &str) -> String {
    let (before, after) = text.split_at(text.rfind(mark).unwrap_or(text.len()));
    format!("{before}{added}{after}")
}
