//! The keys that the walk knows.

/// A key, as pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    Char(char),
    Enter,
    Escape,
    Backspace,
    Tab,
    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    /// Control and C.
    Interrupt,
}

impl Key {
    /// The help sheet: what each key does.
    pub(super) const HELP: &'static [(&'static str, &'static str)] = &[
        ("j k  ↓ ↑", "next and previous segment; Home and End: the first, the last"),
        ("PgDn PgUp", "further down and up in a long segment"),
        ("n p", "next segment without a code; next with a proposal"),
        ("/", "find a code by a few letters of its name, theme or definition; any free letter does too"),
        ("Enter", "the same; in the list: give this code to the segment, or to what is marked"),
        ("1 … 9", "give one of the codes used last"),
        ("v s", "mark words, or sentences: ← → go, ↑ ↓ go by sentences, Space begins, Tab changes ends"),
        ("← →  Tab", "choose one of the codings below the text"),
        ("a x d", "accept it, reject it, remove it"),
        ("m", "write a memo on it; on the segment if it has no coding"),
        ("u r", "undo and redo"),
        ("? q", "this help; quit: all is saved already"),
    ];
}
