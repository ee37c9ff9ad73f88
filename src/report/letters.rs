//! Letters by which people are told apart.

/// 0 is A, 25 is Z, 26 is AA, as columns of a spreadsheet are named.
pub fn letters(index: usize) -> String {
    let mut rest = index + 1;
    let mut letters = Vec::new();
    while rest > 0 {
        let letter = u8::try_from((rest - 1) % 26).expect("a remainder of 26 is below 256");
        letters.push(char::from(b'A' + letter));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}
