//! A small writer of XML: what is opened is closed, and text is escaped.

use quick_xml::escape::{escape, partial_escape};

/// XML so far.
#[derive(Debug, Default)]
pub(super) struct Xml {
    text: String,
}

/// An attribute's name and value.
pub(super) type Attribute<'a> = (&'a str, &'a str);

impl Xml {
    /// A whole file's start.
    pub(super) fn document() -> Self {
        Self { text: "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n".to_owned() }
    }

    /// An element with what `inside` writes.
    pub(super) fn element(&mut self, name: &str, attributes: &[Attribute<'_>], inside: impl FnOnce(&mut Self)) {
        self.start(name, attributes);
        self.text.push('>');
        inside(self);
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// An element with nothing in it.
    pub(super) fn empty(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.start(name, attributes);
        self.text.push_str("/>");
    }

    /// An element with one `w:val` and nothing in it, as most properties are.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    pub(super) fn text(&mut self, text: &str) {
        self.text.push_str(&partial_escape(text));
    }

    /// XML that was written before.
    pub(super) fn append(&mut self, xml: &str) {
        self.text.push_str(xml);
    }

    pub(super) fn into_string(self) -> String {
        self.text
    }

    fn start(&mut self, name: &str, attributes: &[Attribute<'_>]) {
        self.text.push('<');
        self.text.push_str(name);
        for (attribute, value) in attributes {
            self.text.push(' ');
            self.text.push_str(attribute);
            self.text.push_str("=\"");
            self.text.push_str(&escape(*value).replace('\n', " "));
            self.text.push('"');
        }
    }
}
