//! What waits for a person's decision after a text has changed.

use super::words;

/// Why a coding or memo could not be moved surely when the text under it changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Doubt {
    /// Words in it were changed, added or taken out.
    Changed,
    /// Its words are gone, and nothing took their place.
    Gone,
    /// The same words stand in another place now.
    Moved,
    /// The same words stand in several places, of which one was added or taken out.
    Repeated,
    /// The same few words are there, but everything around them is new.
    Surroundings,
    /// A survey without ids: no row of the later file is surely this one.
    Row,
}

words!(Doubt {
    Changed = "changed",
    Gone = "gone",
    Moved = "moved",
    Repeated = "repeated",
    Surroundings = "surroundings",
    Row = "row",
});

impl Doubt {
    /// Why it waits, for people.
    pub const fn sentence(self) -> &'static str {
        match self {
            Self::Changed => "words in it were changed, added or taken out",
            Self::Gone => "its words are gone, and nothing took their place",
            Self::Moved => "the same words stand in another place now",
            Self::Repeated => "the same words stand in several places, and one was added or taken out",
            Self::Surroundings => "the same few words are there, but everything around them is new",
            Self::Row => "no row of the later file is surely this one",
        }
    }

    /// Whether the words at the suggested place are those that were there before.
    pub const fn keeps_words(self) -> bool {
        matches!(self, Self::Moved | Self::Repeated | Self::Surroundings)
    }
}
