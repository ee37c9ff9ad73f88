//! The index's words are those of `text::words`.

use proptest::prelude::*;
use tantivy::tokenizer::{TokenStream, Tokenizer};
use verbatim::index::{Tokens, edit_distance_within};
use verbatim::text::{Stems, fold, words};

/// Position, word, and where it stands; stems are marked and follow their word.
fn expected(text: &str) -> Vec<(usize, String, usize, usize)> {
    let stems = Stems::of_language("en").expect("English is built in");
    let mut all = Vec::new();
    for (position, word) in words(text).enumerate() {
        let folded = fold(word.text);
        let stem = stems.stem(&folded).into_owned();
        all.push((position, folded.clone(), word.span.start(), word.span.end()));
        if stem != folded {
            all.push((position, format!("\u{1}{stem}"), word.span.start(), word.span.end()));
        }
    }
    all
}

fn check(text: &str) {
    let mut tokens = Tokens::of_language("en");
    let mut found = Vec::new();
    let mut stream = tokens.token_stream(text);
    while stream.advance() {
        let token = stream.token();
        found.push((token.position, token.text.clone(), token.offset_from, token.offset_to));
    }
    assert_eq!(found, expected(text), "{text}");
}

#[test]
fn the_index_has_the_words_of_the_text() {
    check("");
    check("I don't know the staff’s rotas’ e-mail: R&D in 2024 — ’tis 'quoted' o''clock don'");
    check("Résumé naïve हिन्दी भाषा ΟΔΟΣ İstanbul 中文 word1’2 a\u{301}b \u{301}x");
    check("training trained trains train training");
    // Longer than what is remembered, and met again after others have been met.
    check("incomprehensibilities institutionalisations training incomprehensibilities institutionalisations training");
}

proptest! {
    #[test]
    fn any_text_has_the_same_words_in_both(text in "[a-zA-Z '’é\u{301}中ΣİR&3\n.-]{0,60}|\\PC{0,30}") {
        check(&text);
    }

    #[test]
    fn a_word_has_the_same_stem_each_time(text in "([a-zé]{1,30} ){0,20}") {
        let twice = format!("{text}{text}");
        check(&twice);
    }

    #[test]
    fn distance_is_symmetric_and_reflexive(one in "[ab]{0,6}", other in "[ab]{0,6}", most in 0..4_usize) {
        prop_assert!(edit_distance_within(&one, &one, 0));
        prop_assert_eq!(edit_distance_within(&one, &other, most), edit_distance_within(&other, &one, most));
    }
}
