//! What can go wrong with the index.

use std::path::PathBuf;

use crate::store::StoreError;

#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum IndexError {
    #[error("cannot write the index folder {}", path.display())]
    Folder { path: PathBuf, source: std::io::Error },

    #[error("the full-text index does not work as it should; delete its folder and it is made again")]
    Engine(#[source] Box<tantivy::TantivyError>),

    /// Whoever watches did not want it to go on. Nothing that is half done shows; the next call completes it.
    #[error("the index was stopped on its way")]
    Stopped,

    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<tantivy::TantivyError> for IndexError {
    fn from(error: tantivy::TantivyError) -> Self {
        Self::Engine(Box::new(error))
    }
}
