//! The codebook's life: changed, kept in versions, exported and imported.

pub(super) mod changes;
pub(super) mod codes_from;
pub(super) mod export;
pub(super) mod import;
pub(super) mod shown;
pub(super) mod versions;
