//! The known name that a misspelt one was meant to be, and how far two names are apart.

/// The known name with the fewest letters wrong, if those are few enough to be a slip (a third). Letter case makes no
/// difference.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_of(name, &mut known.into_iter())
}

fn nearest_of<'a>(name: &str, known: &mut dyn Iterator<Item = &'a str>) -> Option<&'a str> {
    let wanted: Vec<char> = name.to_lowercase().chars().collect();
    let limit = wanted.len() / 3;
    known
        .map(|other| (distance(&wanted, &other.to_lowercase().chars().collect::<Vec<_>>()), other))
        .filter(|(distance, _)| *distance <= limit)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, other)| other)
}

/// How many letters have to be put in, taken out or changed to make one name of the other; letter case counts for nothing.
pub fn letters_apart(name: &str, other: &str) -> usize {
    let letters = |name: &str| name.to_lowercase().chars().collect::<Vec<_>>();
    distance(&letters(name), &letters(other))
}

/// Levenshtein's: letters to put in, take out or change.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (left_index, left_letter) in left.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = left_index + 1;
        for (right_index, right_letter) in right.iter().enumerate() {
            let changed = diagonal + usize::from(left_letter != right_letter);
            diagonal = row[right_index + 1];
            row[right_index + 1] = changed.min(diagonal + 1).min(row[right_index] + 1);
        }
    }
    row[right.len()]
}
