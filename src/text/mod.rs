//! Text alone: normalising, words, sentences, stems. Knows no source, no code and no file.

mod alike;
mod counted;
mod cut;
mod echo;
mod landing;
mod mask;
mod misspelt;
mod nearest;
mod normalise;
mod sentences;
mod slug;
mod snap;
mod stem;
mod stop_words;
mod wildcard;
mod word_diff;
mod words;

pub use alike::{alike, alike_into};
pub use counted::counted;
pub use cut::Cut;
pub use echo::Echo;
pub use landing::{Landing, Landings, places_of};
pub use mask::mask;
pub use misspelt::toml_mistake;
pub use nearest::{letters_apart, nearest};
pub use normalise::{fold, normalise};
pub use sentences::{push_sentences, sentences};
pub use slug::slug;
pub use snap::snapped;
pub use stem::Stems;
pub use stop_words::stop_words;
pub use wildcard::Wildcard;
pub use word_diff::{Piece, Stretch, WordDiff, compare};
pub use words::{Word, WordPlace, is_word_char, word_count, word_from, words};
