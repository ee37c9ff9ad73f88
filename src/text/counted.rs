//! Numbers of things in sentences.

/// "1 text", "2 texts": for nouns whose plural takes an s.
pub fn counted(count: u64, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}
