//! Letters that are taken for others by the eye: Cyrillic and Greek ones, digits and signs in their place, *rn* for *m*.

/// The Latin letter that a folded letter of another script looks like.
pub(super) const fn latin(letter: char) -> Option<char> {
    Some(match letter {
        'а' | 'α' | 'ɑ' => 'a',
        'в' | 'β' | 'ь' | 'Ь' => 'b',
        'с' | 'ϲ' | 'ς' => 'c',
        'ԁ' => 'd',
        'е' | 'є' | 'ε' => 'e',
        'ғ' | 'ƒ' => 'f',
        'ɡ' => 'g',
        'н' | 'һ' | 'η' => 'h',
        'і' | 'ι' | 'ɩ' => 'i',
        'ј' | 'ϳ' => 'j',
        'к' | 'κ' => 'k',
        'ӏ' | 'ⅼ' => 'l',
        'м' | 'μ' => 'm',
        'п' | 'ո' | 'ν' => 'n',
        'о' | 'ο' | 'ө' | 'օ' | 'σ' => 'o',
        'р' | 'ρ' => 'p',
        'ԛ' => 'q',
        'г' | 'ʀ' => 'r',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'υ' | 'ц' => 'u',
        'ѵ' => 'v',
        'ѡ' | 'ω' | 'ш' => 'w',
        'х' | 'χ' => 'x',
        'у' | 'γ' => 'y',
        'ζ' => 'z',
        _ => return None,
    })
}

/// A word with one letter for all that look like it. Two words that look alike have the same shape.
pub(super) fn shape(word: &str) -> String {
    let mut shape = String::with_capacity(word.len());
    for letter in word.chars() {
        shape.push(match latin(letter).unwrap_or(letter) {
            'l' | '1' | '!' | '|' | 'i' => 'i',
            '0' => 'o',
            '3' => 'e',
            '4' | '@' => 'a',
            '5' | '$' => 's',
            '6' | '9' => 'g',
            '7' => 't',
            '8' => 'b',
            '2' => 'z',
            other => other,
        });
    }
    // The pairs are looked for after single letters, so that *c1* is *d* as *cl* is.
    [("rn", "m"), ("vv", "w"), ("ci", "d")].iter().fold(shape, |shape, (pair, letter)| shape.replace(pair, letter))
}
