//! Words that stand together: the one answer that searching and highlighting share.

/// One place where all words of a phrase stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Occurrence {
    /// Positions of the words, ascending.
    pub(crate) positions: Vec<u32>,
}

/// Where the words of a phrase stand together. `words` has the ascending positions of each word, in the phrase's order.
///
/// Without `slop` they stand side by side in that order. With it they stand in any order within a stretch that holds at
/// most `slop` words more than the phrase; each needs a position of its own, so "a a"~3 wants two.
pub(crate) fn occurrences(words: &[Vec<u32>], slop: u32, found: &mut dyn FnMut(Occurrence) -> bool) {
    if words.iter().any(Vec::is_empty) || words.is_empty() {
        return;
    }
    if slop == 0 { side_by_side(words, found) } else { within(words, slop, found) }
}

/// How many places there are where all words of a phrase stand together; counting ends at `most`.
pub(super) fn count_occurrences(words: &[Vec<u32>], slop: u32, most: u32) -> u32 {
    let mut count = 0;
    if let ([first, second], 0) = (words, slop) {
        // By far the most phrases are two words side by side.
        let mut seconds = second.iter().peekable();
        for &place in first {
            while seconds.next_if(|&&after| after <= place).is_some() {}
            count += u32::from(seconds.peek() == Some(&&(place + 1)));
            if count >= most {
                break;
            }
        }
        return count;
    }
    occurrences(words, slop, &mut |_| {
        count += 1;
        count < most
    });
    count
}

fn side_by_side(words: &[Vec<u32>], found: &mut dyn FnMut(Occurrence) -> bool) {
    let length = u32::try_from(words.len()).unwrap_or(u32::MAX);
    let fits = |start: u32| (start..).zip(words).all(|(position, word)| word.binary_search(&position).is_ok());
    for &start in &words[0] {
        if fits(start) && !found(Occurrence { positions: (start..start + length).collect() }) {
            return;
        }
    }
}

fn within(words: &[Vec<u32>], slop: u32, found: &mut dyn FnMut(Occurrence) -> bool) {
    let width = u32::try_from(words.len()).unwrap_or(u32::MAX).saturating_add(slop);
    let mut places: Vec<u32> = words.iter().flatten().copied().collect();
    places.sort_unstable();
    places.dedup();
    let mut window: Vec<u32> = Vec::new();
    for (index, &start) in places.iter().enumerate() {
        window.clear();
        window.extend(places[index..].iter().take_while(|&&place| place - start < width));
        if each_has_its_own(words, &window) && !found(Occurrence { positions: window.clone() }) {
            return;
        }
    }
}

/// Whether each word can be given a position of its own out of `window`.
fn each_has_its_own(words: &[Vec<u32>], window: &[u32]) -> bool {
    if window.len() < words.len() {
        return false;
    }
    let mut owner: Vec<Option<usize>> = vec![None; window.len()];
    (0..words.len()).all(|word| {
        let mut tried = vec![false; window.len()];
        give_place(word, words, window, &mut owner, &mut tried)
    })
}

/// One step of matching words with places: takes a free place, or one whose owner can move.
fn give_place(
    word: usize,
    words: &[Vec<u32>],
    window: &[u32],
    owner: &mut [Option<usize>],
    tried: &mut [bool],
) -> bool {
    for place in 0..window.len() {
        if tried[place] || words[word].binary_search(&window[place]).is_err() {
            continue;
        }
        tried[place] = true;
        if owner[place].is_none_or(|other| give_place(other, words, window, owner, tried)) {
            owner[place] = Some(word);
            return true;
        }
    }
    false
}
