//! Numbers below a hundred as words say them: *seven*, *forty*.

/// 0 to 19, then the tens: what a number can begin with.
pub const NUMBER_WORDS: [&str; 28] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
    "thirty",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
];

/// 0 to 19, of a word in any letter case.
pub fn ones(word: &str) -> Option<u32> {
    index_of(word).filter(|&index| index < 20)
}

/// 20, 30 … 90, of a word in any letter case.
pub fn tens(word: &str) -> Option<u32> {
    index_of(word)?.checked_sub(20).map(|index| 20 + 10 * index)
}

fn index_of(word: &str) -> Option<u32> {
    let index = NUMBER_WORDS.iter().position(|known| known.eq_ignore_ascii_case(word));
    index.and_then(|index| u32::try_from(index).ok())
}
