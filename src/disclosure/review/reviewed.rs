//! Who has looked at what identifies people, as a reader of an output is told.

/// Who reviewed a study, and how much.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Reviewed {
    /// How many people decided on anything.
    pub people: usize,
    /// Their names, where the study wants them printed.
    pub names: Vec<String>,
    /// Forms on which a decision stands.
    pub forms: usize,
    /// What found candidates for them, and what share of names it is known to offer; empty where nothing did.
    pub detector: String,
}

impl Reviewed {
    /// `reviewed by two people (14 forms decided on)`, `reviewed by Anna and Ben (…)`, `not reviewed`.
    pub fn in_words(&self) -> String {
        if self.people == 0 {
            return "not reviewed".to_owned();
        }
        let by = match self.names.as_slice() {
            [] if self.people == 1 => "one person".to_owned(),
            [] if self.people == 2 => "two people".to_owned(),
            [] => format!("{} people", self.people),
            [one] => one.clone(),
            [others @ .., last] => format!("{} and {last}", others.join(", ")),
        };
        let forms = if self.forms == 1 { "1 form".to_owned() } else { format!("{} forms", self.forms) };
        let detector = if self.detector.is_empty() { String::new() } else { format!("; {}", self.detector) };
        format!("reviewed by {by} ({forms} decided on{detector})")
    }
}
