//! Letters that are taken for others by the eye: Cyrillic and Greek ones, digits and signs in their place, *rn* for *m*.

/// The Latin letter that a folded letter of another script looks like.
pub(super) fn latin(letter: char) -> Option<char> {
    // Cherokee letters are folded to small ones that look the same.
    let letter = match letter {
        '\u{ab70}'..='\u{abbf}' => {
            char::from_u32(u32::from(letter) - 0xab70 + 0x13a0).expect("these letters come in two sizes")
        }
        other => other,
    };
    Some(match letter {
        'ᴀ' | 'ꓮ' | 'Ꭺ' | 'а' | 'α' | 'ɑ' => 'a',
        'ʙ' | 'ꓐ' | 'Ᏼ' | 'в' | 'β' | 'ь' | 'Ь' => 'b',
        'ᴄ' | 'ꓚ' | 'Ꮯ' | 'с' | 'ϲ' | 'ς' => 'c',
        'ᴅ' | 'ꓓ' | 'Ꭰ' | 'ԁ' => 'd',
        'ᴇ' | 'ꓰ' | 'Ꭼ' | 'ɛ' | 'ә' | 'ə' | 'е' | 'є' | 'ε' => 'e',
        'ꜰ' | 'ꓝ' | 'ғ' | 'ƒ' => 'f',
        'ɢ' | 'ꓖ' | 'Ꮐ' | 'ɡ' => 'g',
        'ʜ' | 'ꓧ' | 'Ꮋ' | 'н' | 'һ' | 'η' => 'h',
        'ɪ' | 'ꓲ' | 'Ꭵ' | 'і' | 'ι' | 'ɩ' => 'i',
        'ᴊ' | 'ꓙ' | 'Ꭻ' | 'ј' | 'ϳ' => 'j',
        'ᴋ' | 'ꓗ' | 'Ꮶ' | 'к' | 'κ' => 'k',
        'ʟ' | 'ꓡ' | 'Ꮮ' | 'ӏ' | 'ⅼ' => 'l',
        'ᴍ' | 'ꓟ' | 'Ꮇ' | 'м' | 'μ' => 'm',
        'ɴ' | 'ꓠ' | 'п' | 'ո' | 'ν' => 'n',
        'ᴏ' | 'ꓳ' | 'о' | 'ο' | 'ө' | 'օ' | 'σ' => 'o',
        'ᴘ' | 'ꓑ' | 'Ꮲ' | 'р' | 'ρ' => 'p',
        'ǫ' | 'ԛ' => 'q',
        'ꓣ' | 'Ꭱ' | 'г' | 'ʀ' => 'r',
        'ꜱ' | 'ꓢ' | 'Ꮪ' | 'ѕ' => 's',
        'ᴛ' | 'ꓔ' | 'Ꭲ' | 'т' | 'τ' => 't',
        'ᴜ' | 'ꓴ' | 'υ' | 'ц' => 'u',
        'ᴠ' | 'ꓦ' | 'Ꮩ' | 'ѵ' => 'v',
        'ᴡ' | 'ꓪ' | 'Ꮃ' | 'ѡ' | 'ω' | 'ш' => 'w',
        'ꓫ' | 'х' | 'χ' => 'x',
        'ʏ' | 'ꓬ' | 'ү' | 'ұ' | 'у' | 'γ' => 'y',
        'ᴢ' | 'ꓜ' | 'Ꮓ' | 'ζ' => 'z',
        _ => return None,
    })
}

/// Shorter words have the strokes of too many others.
const FEWEST_LETTERS: usize = 6;

/// A word as the strokes that its letters are made of, as a scanner that parts or joins them wrongly reads it: *rr* as *n*,
/// *li* as *h*, *k* as *lc*. Nothing for short words and for those with other signs.
pub(super) fn strokes(word: &str) -> Option<String> {
    let is_long = word.len() >= FEWEST_LETTERS && word.bytes().all(|letter| letter.is_ascii_lowercase());
    is_long.then(|| {
        word.chars().fold(String::with_capacity(word.len() * 2), |mut strokes, letter| {
            match letter {
                'i' | 'l' | 'r' | 'j' => strokes.push('i'),
                'n' | 'u' | 'h' => strokes.push_str("ii"),
                'm' => strokes.push_str("iii"),
                'w' => strokes.push_str("vv"),
                'd' => strokes.push_str("ci"),
                'k' => strokes.push_str("ic"),
                other => strokes.push(other),
            }
            strokes
        })
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
