//! A researcher's own Word document as house style: its styles, pages, heads and feet, fonts and theme are taken, its text
//! is not.
//!
//! It is a zip archive from elsewhere: it is unpacked within limits, and only the parts that are wanted. What could make a
//! reader's Word run something or fetch something is refused in words and not cleaned away quietly.

mod archive;
pub(super) mod merge;
mod read;

use super::super::package::Part;
use super::body::{PageShape, Pages};
use super::frame::Related;

/// Why a document cannot be a template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum TemplateError {
    #[error("it is no Word document, or it is damaged: open it in Word and save it again as .docx")]
    Damaged,

    #[error("it is locked by a password, or an old .doc: save it as .docx without a password")]
    Locked,

    #[error("its part {part} cannot be read: open it in Word and save it again as .docx")]
    Part { part: String },

    #[error("it is larger than any template: take out its text and pictures, and save it again")]
    TooLarge,

    #[error(
        "it holds macros or controls, which every document made from it would carry: save it as .docx or .dotx, which hold none"
    )]
    Macros,

    #[error("{part} fetches something from outside the file: take the link, or the linked picture or field, out of it")]
    External { part: String },

    #[error("{part} holds an object that is no picture: take it out")]
    Object { part: String },

    #[error("it was saved as Strict Open XML: save it as an ordinary Word document (.docx)")]
    Strict,
}

/// A template, checked. Only [`Template::read`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    styles: String,
    numbering: Option<Carried>,
    theme: Option<Carried>,
    fonts: Option<String>,
    shape: PageShape,
    title_page: bool,
    even_and_odd: bool,
    mirrored: bool,
    /// Heads and feet, with the kind of page that each is for.
    edges: Vec<Edge>,
}

/// A part that comes along, with the pictures that it names.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Carried {
    /// Below `word/`.
    path: String,
    xml: String,
    /// Its relationships as they are, if it has any, and what they name: path in the package and bytes.
    relationships: Option<String>,
    pictures: Vec<(String, Vec<u8>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Edge {
    is_head: bool,
    /// `default`, `first` or `even`.
    pages: String,
    part: Carried,
}

impl Edge {
    const fn kind(&self) -> &'static str {
        if self.is_head { "header" } else { "footer" }
    }
}

fn edge_id(index: usize) -> String {
    format!("rIdEdge{}", index + 1)
}

impl Template {
    /// Its pages; `footer` is what stands at the foot if it has no foot of its own.
    pub(super) fn pages(&self, footer: &str) -> Pages {
        let reference = |edge: &Edge| if edge.is_head { "w:headerReference" } else { "w:footerReference" };
        let references = self.edges.iter().enumerate();
        let mut references: Vec<_> =
            references.map(|(index, edge)| (reference(edge), edge.pages.clone(), edge_id(index))).collect();
        if self.edges.iter().all(|edge| edge.is_head) {
            references.push(("w:footerReference", "default".to_owned(), footer.to_owned()));
        }
        let shape = self.shape;
        let (upright, turned) = if shape.width > shape.height { (shape, shape) } else { (shape, shape.turned()) };
        Pages { upright, turned, references, title_page: self.title_page }
    }

    pub(super) fn related(&self) -> Vec<Related> {
        let media =
            |edge: &Edge| format!("application/vnd.openxmlformats-officedocument.wordprocessingml.{}+xml", edge.kind());
        let related = |(index, edge): (usize, &Edge)| Related {
            id: edge_id(index),
            kind: edge.kind(),
            path: edge.part.path.clone(),
            media_type: media(edge),
            bytes: edge.part.xml.clone().into_bytes(),
        };
        self.edges.iter().enumerate().map(related).collect()
    }

    fn all_carried(&self) -> impl Iterator<Item = &Carried> {
        self.edges.iter().map(|edge| &edge.part).chain(&self.numbering).chain(&self.theme)
    }

    /// Relationships and pictures of the parts that come along, each once.
    pub(super) fn carried(&self) -> Vec<Part> {
        let mut parts: Vec<Part> = Vec::new();
        for carried in self.all_carried() {
            if let Some(relationships) = &carried.relationships {
                parts.push(Part::new(
                    &read::relationships_of(&format!("word/{}", carried.path)),
                    relationships.as_str(),
                ));
            }
            for (path, bytes) in &carried.pictures {
                if !parts.iter().any(|part| part.path == *path) {
                    parts.push(Part::new(path, bytes.as_slice()));
                }
            }
        }
        parts
    }

    /// Endings of the pictures that come along, with their media types.
    pub(super) fn endings(&self) -> Vec<(String, String)> {
        let pictures = self.all_carried().flat_map(|carried| &carried.pictures);
        let mut endings: Vec<(String, String)> = pictures
            .filter_map(|(path, _)| read::picture_type(path))
            .map(|(ending, media_type)| (ending, media_type.to_owned()))
            .collect();
        endings.sort_unstable();
        endings.dedup();
        endings
    }

    pub(super) fn fonts(&self) -> Option<&str> {
        self.fonts.as_deref()
    }

    pub(super) fn theme(&self) -> Option<&str> {
        self.theme.as_ref().map(|theme| theme.xml.as_str())
    }
}
