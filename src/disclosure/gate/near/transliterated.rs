//! Names in other scripts as they are written in Latin letters: *Кузнецов* as *Kuznetsov*, *Kuznecov* or *Kusnezow*.

/// The ways in which a folded word in Cyrillic or Greek letters is usually written in Latin ones: as in English, as libraries
/// write it, as in German. None for other words.
pub(super) fn transliterated(word: &str) -> Vec<String> {
    if word.is_empty() || !word.chars().all(|letter| latin(letter).is_some()) {
        return Vec::new();
    }
    let mut ways: Vec<String> = (0..3)
        .map(|way| word.chars().filter_map(latin).fold(String::new(), |written, ways| written + ways[way]))
        .collect();
    ways.sort_unstable();
    ways.dedup();
    ways
}

/// A letter in the three ways.
const fn latin(letter: char) -> Option<[&'static str; 3]> {
    Some(match letter {
        'а' | 'α' => ["a"; 3],
        'б' => ["b"; 3],
        'в' => ["v", "v", "w"],
        'г' | 'ґ' | 'γ' => ["g"; 3],
        'д' | 'δ' => ["d"; 3],
        'е' | 'э' | 'ε' => ["e"; 3],
        'ё' => ["yo", "e", "jo"],
        'є' => ["ye", "je", "je"],
        'ж' => ["zh", "z", "sch"],
        'з' => ["z", "z", "s"],
        'ζ' => ["z"; 3],
        'и' | 'і' | 'η' | 'ι' => ["i"; 3],
        'й' => ["y", "j", "i"],
        'ї' => ["yi", "ji", "ji"],
        'к' | 'κ' => ["k"; 3],
        'л' | 'λ' => ["l"; 3],
        'м' | 'μ' => ["m"; 3],
        'н' | 'ν' => ["n"; 3],
        'о' | 'ο' | 'ω' => ["o"; 3],
        'п' | 'π' => ["p"; 3],
        'р' | 'ρ' => ["r"; 3],
        'с' | 'σ' | 'ς' => ["s"; 3],
        'т' | 'τ' => ["t"; 3],
        'у' => ["u"; 3],
        'υ' => ["y", "y", "u"],
        'ф' | 'φ' => ["f", "f", "ph"],
        'х' => ["kh", "h", "ch"],
        'ц' => ["ts", "c", "z"],
        'ч' => ["ch", "c", "tsch"],
        'ш' => ["sh", "s", "sch"],
        'щ' => ["shch", "sc", "schtsch"],
        'ъ' | 'ь' => [""; 3],
        'ы' => ["y"; 3],
        'ю' => ["yu", "ju", "ju"],
        'я' => ["ya", "ja", "ja"],
        'β' => ["v", "b", "v"],
        'θ' => ["th"; 3],
        'ξ' => ["x"; 3],
        'χ' => ["ch", "h", "kh"],
        'ψ' => ["ps"; 3],
        _ => return None,
    })
}
