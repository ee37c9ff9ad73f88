//! The ends of a scale as its wording tells them.

/// The two ends of "from 0 (not at all) to 10 (extremely)" and of "on a scale of 1 to 5".
pub(super) fn told(wording: &str) -> Option<(i32, i32)> {
    let words: Vec<&str> =
        wording.split(|character: char| character.is_whitespace() || "(),;:".contains(character)).collect();
    let number = |word: &str| word.parse::<i32>().ok();
    let plain = words.windows(3).find_map(|three| {
        let is_to = three[1].eq_ignore_ascii_case("to");
        Some((number(three[0])?, number(three[2]).filter(|_| is_to)?))
    });
    if let Some((low, high)) = plain.filter(|(low, high)| low < high && high - low <= 10) {
        return Some((low, high));
    }
    let number_after = |word: &str, from: usize| {
        let at = words.iter().skip(from).position(|other| other.eq_ignore_ascii_case(word))? + from;
        Some((number(words.get(at + 1)?)?, at))
    };
    let (low, at) = (0..words.len()).find_map(|start| number_after("from", start))?;
    let (high, _) = (at..words.len()).find_map(|start| number_after("to", start))?;
    (low < high && high - low <= 100).then_some((low, high))
}
