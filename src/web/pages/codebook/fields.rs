//! What a form of the codebook brings.

use crate::web::error::Error;

/// The fields of a form, in their order; a name may come several times.
#[derive(Debug, serde::Deserialize)]
#[serde(transparent)]
pub(super) struct Fields(Vec<(String, String)>);

impl Fields {
    /// What stands in a field; nothing if the form has no such field.
    pub(super) fn get(&self, name: &str) -> Option<String> {
        // Browsers send line ends as they travelled by telegraph.
        self.0.iter().find(|(of, _)| of == name).map(|(_, value)| value.replace("\r\n", "\n"))
    }

    /// What stands in a field, if anything does.
    pub(super) fn some(&self, name: &str) -> Option<String> {
        self.get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
    }

    /// What has to be there.
    pub(super) fn need(&self, name: &str) -> Result<String, Error> {
        self.some(name).ok_or_else(|| Error::bad_request(format!("the {name} is missing")))
    }

    /// Everything that was chosen under a name.
    pub(super) fn all(&self, name: &str) -> Vec<String> {
        let chosen = self.0.iter().filter(|(of, value)| of == name && !value.trim().is_empty());
        chosen.map(|(_, value)| value.trim().to_owned()).collect()
    }
}
