//! What the TOML reader says, in words for people who write settings and not programs.

use super::nearest;

/// The reader's message with the name that a misspelt one was meant to be, and without the names of its own types.
pub fn toml_mistake(message: &str) -> String {
    let message = message.lines().collect::<Vec<_>>().join("; ");
    misspelt(&message).unwrap_or_else(|| {
        let plain = [("expected u64", "expected a whole number"), ("expected i32", "expected a whole number")];
        plain.iter().fold(message, |message, (from, to)| message.replace(from, to))
    })
}

/// "unknown field `codebok`, expected one of `title`, `codebook`" becomes shorter where it is plain what was meant.
fn misspelt(message: &str) -> Option<String> {
    let (found, expected) = message.split_once(", expected ")?;
    let name = found.strip_prefix("unknown field `").or_else(|| found.strip_prefix("unknown variant `"))?;
    let name = name.strip_suffix('`')?;
    let known = expected.split('`').skip(1).step_by(2);
    nearest(name, known).map(|meant| format!("there is no `{name}` here; did you mean `{meant}`?"))
}
