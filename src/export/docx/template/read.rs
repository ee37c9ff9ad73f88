//! From a document's bytes to a template, or why not.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::super::body::PageShape;
use super::super::frame::NAMESPACE;
use super::archive::Archive;
use super::{Carried, Edge, Template, TemplateError};

/// Markup nested deeper is nobody's.
const DEEPEST: usize = 200;
const STRICT: &str = "http://purl.oclc.org/ooxml/";
/// Fields that bring something in from elsewhere.
const FETCHING: &[&str] = &["INCLUDEPICTURE", "INCLUDETEXT", "LINK", "DDE", "DDEAUTO", "IMPORT", "DATABASE", "RD"];
/// What the document has itself, below `word/`.
const OWN: &[&str] = &[
    "document.xml",
    "styles.xml",
    "numbering.xml",
    "settings.xml",
    "fontTable.xml",
    "pagenumber.xml",
    "theme/theme1.xml",
];

impl Template {
    /// Reads and checks a `.docx` or `.dotx`.
    pub fn read(bytes: &[u8]) -> Result<Self, TemplateError> {
        let mut archive = Archive::open(bytes)?;
        let active = |name: &str| {
            let name = name.to_ascii_lowercase();
            name.ends_with("vbaproject.bin") || name.contains("vbadata") || name.contains("activex/")
        };
        if archive.names().any(|name| active(&name)) {
            return Err(TemplateError::Macros);
        }
        if !archive.has("[Content_Types].xml") || !archive.has("_rels/.rels") {
            return Err(TemplateError::Damaged);
        }
        if archive.text("[Content_Types].xml")?.contains("macroEnabled") {
            return Err(TemplateError::Macros);
        }
        let main = main_part(&mut archive)?;
        let related = relationships(&mut archive, &main)?;
        let one = |kind: &str| related.iter().find(|relationship| relationship.is(kind));
        let styles = one("styles").ok_or(TemplateError::Damaged)?.target.clone();
        let styles = checked(&mut archive, &styles, "w:styles")?;
        let section = section(&archive.text(&main)?, &main)?;
        let settings = match one("settings") {
            Some(settings) => checked(&mut archive, &settings.target, "w:settings")?,
            None => String::new(),
        };
        let fonts = match one("fontTable").filter(|fonts| !archive.has(&relationships_of(&fonts.target))) {
            Some(fonts) => Some(checked(&mut archive, &fonts.target, "w:fonts")?),
            None => None,
        };
        let mut carry = |kind: &str, root: &str| match one(kind) {
            Some(found) => carried(&mut archive, &found.target, root).map(Some),
            None => Ok(None),
        };
        let (numbering, theme) = (carry("numbering", "w:numbering")?, carry("theme", "a:theme")?);
        let mut edges = Vec::new();
        for (is_head, pages, id) in section.edges {
            let Some(found) = related.iter().find(|relationship| relationship.id == id) else { continue };
            let part = carried(&mut archive, &found.target, if is_head { "w:hdr" } else { "w:ftr" })?;
            if OWN.contains(&part.path.as_str()) || part.path.starts_with("figures/") {
                return Err(TemplateError::Damaged);
            }
            edges.push(Edge { is_head, pages, part });
        }
        Ok(Self {
            styles,
            numbering,
            theme,
            fonts,
            shape: section.shape,
            title_page: section.title_page,
            even_and_odd: is_on(&settings, "w:evenAndOddHeaders"),
            mirrored: is_on(&settings, "w:mirrorMargins"),
            edges,
        })
    }
}

/// Where the document itself is.
fn main_part(archive: &mut Archive<'_>) -> Result<String, TemplateError> {
    let roots = read_relationships(&archive.text("_rels/.rels")?, "", "_rels/.rels")?;
    if roots.iter().any(|relationship| relationship.kind.starts_with(STRICT)) {
        return Err(TemplateError::Strict);
    }
    let main =
        roots.into_iter().find(|relationship| relationship.is("officeDocument")).ok_or(TemplateError::Damaged)?;
    if archive.has(&main.target) { Ok(main.target) } else { Err(TemplateError::Damaged) }
}

struct Relationship {
    id: String,
    kind: String,
    /// A path in the package, unless it is external.
    target: String,
    external: bool,
}

impl Relationship {
    fn is(&self, kind: &str) -> bool {
        self.kind.rsplit('/').next() == Some(kind)
    }
}

/// `word/header1.xml` → `word/_rels/header1.xml.rels`
pub(super) fn relationships_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    if folder.is_empty() { format!("_rels/{name}.rels") } else { format!("{folder}/_rels/{name}.rels") }
}

fn relationships(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Relationship>, TemplateError> {
    let path = relationships_of(part);
    if !archive.has(&path) {
        return Ok(Vec::new());
    }
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    read_relationships(&archive.text(&path)?, folder, &path)
}

fn read_relationships(xml: &str, folder: &str, part: &str) -> Result<Vec<Relationship>, TemplateError> {
    let mut found = Vec::new();
    each(xml, part, |start, _| {
        if local(start) == "Relationship" {
            let [id, kind, target, mode] = ["Id", "Type", "Target", "TargetMode"].map(|name| attribute(start, name));
            let external = mode.as_deref() == Some("External");
            let target = target.unwrap_or_default();
            let target = if external { target } else { resolved(folder, &target) };
            found.push(Relationship { id: id.unwrap_or_default(), kind: kind.unwrap_or_default(), target, external });
        }
    })?;
    Ok(found)
}

/// A target relative to a folder as a path in the package, which it cannot lead out of.
fn resolved(folder: &str, target: &str) -> String {
    let whole = match target.strip_prefix('/') {
        Some(absolute) => absolute.to_owned(),
        None => format!("{folder}/{target}"),
    };
    let mut steps: Vec<&str> = Vec::new();
    for step in whole.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

/// A part's XML, if it is well-formed and what it should be.
fn checked(archive: &mut Archive<'_>, part: &str, root: &str) -> Result<String, TemplateError> {
    let xml = archive.text(part)?;
    let (mut is_right, mut strict) = (false, false);
    each(&xml, part, |start, depth| {
        if depth == 0 {
            let namespace = attribute(start, "xmlns:w").unwrap_or_default();
            strict = namespace.starts_with(STRICT);
            is_right = start.name().as_ref() == root && (!root.starts_with("w:") || namespace == NAMESPACE);
        }
    })?;
    match (strict, is_right) {
        (true, _) => Err(TemplateError::Strict),
        (_, true) => Ok(xml),
        (_, false) => Err(TemplateError::Part { part: part.to_owned() }),
    }
}

/// A part that comes along: all it names are pictures in the package.
fn carried(archive: &mut Archive<'_>, part: &str, root: &str) -> Result<Carried, TemplateError> {
    let xml = checked(archive, part, root)?;
    let external = || TemplateError::External { part: part.to_owned() };
    if fetches(&xml) {
        return Err(external());
    }
    let path = part.strip_prefix("word/").ok_or(TemplateError::Damaged)?.to_owned();
    let mut pictures = Vec::new();
    let related = relationships(archive, part)?;
    for relationship in &related {
        if relationship.external {
            return Err(external());
        }
        let is_picture = relationship.is("image") && picture_type(&relationship.target).is_some();
        if !is_picture {
            return Err(TemplateError::Object { part: part.to_owned() });
        }
        pictures.push((relationship.target.clone(), archive.bytes(&relationship.target)?));
    }
    let relationships = if related.is_empty() { None } else { Some(archive.text(&relationships_of(part))?) };
    Ok(Carried { path, xml, relationships, pictures })
}

/// Whether a field in it brings something in from elsewhere. Instructions may be cut into several runs, so that their
/// words are sought in all of them together.
fn fetches(xml: &str) -> bool {
    let mut instructions = String::new();
    let mut reader = Reader::from_str(xml);
    let mut inside = false;
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Eof => break,
            Event::Start(start) | Event::Empty(start) => {
                inside = local(&start) == "instrText";
                if local(&start) == "fldSimple" {
                    instructions.push_str(&attribute(&start, "w:instr").unwrap_or_default());
                    instructions.push(' ');
                }
                if local(&start) == "fldChar" {
                    instructions.push(' ');
                }
            }
            Event::End(_) => inside = false,
            Event::Text(text) if inside => instructions.push_str(&text),
            _ => {}
        }
    }
    let is_fetching = |word: &str| FETCHING.iter().any(|fetching| fetching.eq_ignore_ascii_case(word));
    instructions.split_whitespace().any(is_fetching)
}

/// A picture's ending and media type.
pub(super) fn picture_type(path: &str) -> Option<(String, &'static str)> {
    let ending = path.rsplit_once('.')?.1.to_ascii_lowercase();
    let media_type = match ending.as_str() {
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "bmp" => "image/bmp",
        "tif" | "tiff" => "image/tiff",
        "emf" => "image/x-emf",
        "wmf" => "image/x-wmf",
        "svg" => "image/svg+xml",
        _ => return None,
    };
    Some((ending, media_type))
}

struct Section {
    shape: PageShape,
    title_page: bool,
    /// Whether a head, for which pages, and the relationship.
    edges: Vec<(bool, String, String)>,
}

/// The last section of the document, which says how its pages are.
fn section(xml: &str, part: &str) -> Result<Section, TemplateError> {
    // Word's own: Letter with margins of an inch.
    let usual = PageShape {
        width: 12_240,
        height: 15_840,
        top: 1_440,
        right: 1_440,
        bottom: 1_440,
        left: 1_440,
        header: 720,
        footer: 720,
    };
    let mut section = Section { shape: usual, title_page: false, edges: Vec::new() };
    let (mut inside, mut strict) = (false, false);
    each(xml, part, |start, depth| {
        let name = start.name();
        let name = name.as_ref();
        if depth == 0 {
            strict = attribute(start, "xmlns:w").is_some_and(|namespace| namespace.starts_with(STRICT));
        }
        if depth == 2 {
            inside = name == "w:sectPr";
        }
        if depth != 3 || !inside {
            return;
        }
        let length = |name: &str, usual: u32| {
            let length = attribute(start, name).and_then(|length| length.parse::<i64>().ok());
            length.map_or(usual, |length| u32::try_from(length.unsigned_abs().min(31_680)).unwrap_or(usual))
        };
        let shape = &mut section.shape;
        match name {
            "w:pgSz" => (shape.width, shape.height) = (length("w:w", shape.width), length("w:h", shape.height)),
            "w:pgMar" => {
                *shape = PageShape {
                    top: length("w:top", shape.top),
                    right: length("w:right", shape.right),
                    bottom: length("w:bottom", shape.bottom),
                    left: length("w:left", shape.left) + length("w:gutter", 0),
                    header: length("w:header", shape.header),
                    footer: length("w:footer", shape.footer),
                    ..*shape
                }
            }
            "w:titlePg" => section.title_page = attribute(start, "w:val").is_none_or(|value| is_true(&value)),
            "w:headerReference" | "w:footerReference" => {
                if let (Some(pages), Some(id)) = (attribute(start, "w:type"), attribute(start, "r:id"))
                    && matches!(pages.as_str(), "default" | "first" | "even")
                {
                    section.edges.push((name == "w:headerReference", pages, id));
                }
            }
            _ => {}
        }
    })?;
    if strict { Err(TemplateError::Strict) } else { Ok(section) }
}

fn is_true(value: &str) -> bool {
    !matches!(value, "0" | "false" | "off")
}

/// Whether a setting is there and not turned off.
fn is_on(settings: &str, name: &str) -> bool {
    let mut on = false;
    let seen = each(settings, "word/settings.xml", |start, depth| {
        if depth == 1 && start.name().as_ref() == name {
            on = attribute(start, "w:val").is_none_or(|value| is_true(&value));
        }
    });
    seen.is_ok() && on
}

/// Shows every element with how deep it is in; fails where the XML is not well-formed or declares anything.
pub(super) fn each(xml: &str, part: &str, mut see: impl FnMut(&BytesStart<'_>, usize)) -> Result<(), TemplateError> {
    let unreadable = || TemplateError::Part { part: part.to_owned() };
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|_| unreadable())? {
            Event::Start(start) => {
                see(&start, depth);
                depth += 1;
                if depth > DEEPEST {
                    return Err(unreadable());
                }
            }
            Event::Empty(start) => see(&start, depth),
            Event::End(_) => depth = depth.checked_sub(1).ok_or_else(unreadable)?,
            Event::DocType(_) => return Err(unreadable()),
            Event::Eof => return if depth == 0 { Ok(()) } else { Err(unreadable()) },
            _ => {}
        }
    }
}

fn local(start: &BytesStart<'_>) -> String {
    let name = start.name();
    let name: &str = name.as_ref();
    name.rsplit(':').next().unwrap_or(name).to_owned()
}

pub(super) fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = start.attributes().flatten().find(|attribute| attribute.key.as_ref() == name)?;
    quick_xml::escape::unescape(&found.value).ok().map(std::borrow::Cow::into_owned)
}
