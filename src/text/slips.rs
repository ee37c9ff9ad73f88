//! Typing slips: how far two spellings are apart, counting letters that changed places as one mistake.

/// Words shorter than this differ from others by one letter too often to be a slip: *form* and *from*, *trial* and *trail*.
const SHORTEST: usize = 6;

/// How many letters have to be put in, taken out, changed, or changed in place with their neighbour, to make one word of
/// the other: the optimal string alignment distance, in characters.
///
/// Damerau, "A technique for computer detection and correction of spelling errors", Communications of the ACM 7(3), 1964:
/// four of five slips are one such mistake.
pub fn slips_apart(left: &str, right: &str) -> usize {
    let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, &letter) in left.iter().enumerate() {
        let mut next = vec![at + 1];
        for (other_at, &other) in right.iter().enumerate() {
            let mut least = (row[other_at] + usize::from(letter != other)).min(row[other_at + 1] + 1);
            least = least.min(next[other_at] + 1);
            let swapped = at > 0 && other_at > 0 && letter == right[other_at - 1] && left[at - 1] == other;
            if swapped {
                least = least.min(before[other_at - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
    }
    row[right.len()]
}

/// Whether one word is the other with one slip: long enough, without digits, alike at its first letter and at its last two
/// (where endings differ, words mean different things: *police*, *policy*).
pub fn is_slip(left: &str, right: &str) -> bool {
    let length = |word: &str| word.chars().count();
    let starts = |word: &str| word.chars().next();
    let ends = |word: &str| word.chars().rev().take(2).collect::<Vec<_>>();
    let is_plain = |word: &str| word.chars().all(char::is_alphabetic);
    length(left).min(length(right)) >= SHORTEST
        && is_plain(left)
        && is_plain(right)
        && starts(left) == starts(right)
        && ends(left) == ends(right)
        && slips_apart(left, right) == 1
}

/// What two words have in common of which one is the other with one slip, though not all that have it are: the word itself,
/// and the word without one of its letters. Nothing for a word that nothing is a slip of.
pub fn slip_keys(word: &str) -> Vec<String> {
    let letters: Vec<char> = word.chars().collect();
    if letters.len() < SHORTEST || !letters.iter().all(|letter| letter.is_alphabetic()) {
        return Vec::new();
    }
    let without = |left_out: usize| {
        letters.iter().enumerate().filter(|(at, _)| *at != left_out).map(|(_, letter)| letter).collect()
    };
    std::iter::once(word.to_owned()).chain((0..letters.len()).map(without)).collect()
}
