//! What shows that a browser was opened by whoever started the server.

use sha2::{Digest, Sha256};

use super::server::ServeError;

/// A secret of one launch: 192 bits from the system, as 48 hexadecimal digits.
#[derive(Clone)]
pub(super) struct Token {
    digits: String,
}

impl Token {
    pub(super) fn new() -> Result<Self, ServeError> {
        let mut bytes = [0; 24];
        getrandom::fill(&mut bytes).map_err(|error| ServeError::NoRandomness { reason: error.to_string() })?;
        Ok(Self { digits: bytes.iter().map(|byte| format!("{byte:02x}")).collect() })
    }

    pub(super) fn as_str(&self) -> &str {
        &self.digits
    }

    /// Whether this is it. Digests are compared, so that the time it takes tells nothing of how much was right.
    pub(super) fn is(&self, tried: &str) -> bool {
        Sha256::digest(tried.as_bytes()) == Sha256::digest(self.digits.as_bytes())
    }
}

// Never in a log.
impl std::fmt::Debug for Token {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Token")
    }
}
