//! Words that differ by one slip of the pen: a letter more, less, other, or two that changed places.

/// The word, and each word that is left of it when one letter is taken out. Two words that are one slip apart have one of
/// these in common (Garbe's symmetric deletion, as in SymSpell).
pub(super) fn stumps(word: &str) -> Vec<String> {
    let mut stumps = vec![word.to_owned()];
    for (at, letter) in word.char_indices() {
        let (before, from) = word.split_at(at);
        let after = from.get(letter.len_utf8()..).unwrap_or_default();
        stumps.push(format!("{before}{after}"));
    }
    stumps.sort_unstable();
    stumps.dedup();
    stumps
}

/// How many slips lead from one word to the other: insertions, deletions, substitutions, and transpositions of two
/// neighbours, no stretch edited twice (optimal string alignment).
pub(super) fn distance(one: &str, other: &str) -> usize {
    let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
    let width = other.len() + 1;
    let mut rows = [vec![0; width], (0..width).collect::<Vec<usize>>(), vec![0; width]];
    for (row, &letter) in one.iter().enumerate() {
        // Rows are those of two letters before, of the letter before, and of this one.
        rows[2][0] = row + 1;
        for (column, &opposite) in other.iter().enumerate() {
            let substituted = rows[1][column] + usize::from(letter != opposite);
            let mut least = substituted.min(rows[1][column + 1] + 1).min(rows[2][column] + 1);
            let has_swapped =
                row > 0 && column > 0 && one[row - 1] == opposite && other[column - 1] == letter && letter != opposite;
            if has_swapped {
                least = least.min(rows[0][column - 1] + 1);
            }
            rows[2][column + 1] = least;
        }
        rows.rotate_left(1);
    }
    rows[1][width - 1]
}
