//! What desk research describes.

/// A service: an organisation that offers something, as public sources describe it.
///
/// It is nobody who took part. So it is in no count of cases, has no label and no consent, and its name may be public;
/// what it says of people it could say only by mistake, which the gate looks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Service {
    pub name: String,
    /// Names and values in the order of its file, blank ones left out. Several values of one are parted by `;`.
    pub attributes: Vec<(String, String)>,
}

impl Service {
    /// Its value of an attribute, whatever the letter case of the attribute's name.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        let wanted = name.to_lowercase();
        self.attributes.iter().find(|(name, _)| name.to_lowercase() == wanted).map(|(_, value)| value.as_str())
    }

    /// The same, where it may have several.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.attribute(name).into_iter().flat_map(|value| value.split(';')).map(str::trim).filter(|one| !one.is_empty())
    }
}
