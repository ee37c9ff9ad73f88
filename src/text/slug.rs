//! A name as an id.

/// Longer ids are nobody's to type.
const MAX_ID_CHARS: usize = 60;

/// A name as an id: small letters, digits, `.` and `_`, with `-` for everything between.
pub fn slug(name: &str) -> String {
    let mut id = String::new();
    for character in name.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() || matches!(character, '.' | '_') {
            id.push(character);
        } else {
            // "Dr. Hill" has a dot that joins nothing.
            id.truncate(id.trim_end_matches(['-', '.']).len());
            id.push('-');
        }
        if id.chars().count() == MAX_ID_CHARS {
            break;
        }
    }
    let id = id.replace("-.", ".");
    let id = id.trim_matches(['-', '.']);
    if id.is_empty() { "code".to_owned() } else { id.to_owned() }
}
