//! What a change of the codebook did, in values and in lines for people.

use crate::codebook::{Change, Difference, Subject};
use crate::store::Recoded;
use crate::text::counted;

/// What a change of the codebook did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CodebookChanged {
    /// What differs in the codebook.
    pub differences: Vec<Difference>,
    /// What has become of codings.
    pub recoded: Recoded,
    /// Rules that another code has now.
    pub rules_moved: usize,
    /// What else people should know, a sentence each.
    pub notes: Vec<String>,
    /// The files that changed, from the study folder.
    pub files: Vec<String>,
    /// Nothing was changed.
    pub dry_run: bool,
}

impl CodebookChanged {
    /// What became of it, a line each.
    pub fn lines(&self) -> Vec<String> {
        // Rules that came from another code are counted, not written out.
        let is_told = |difference: &&Difference| {
            self.rules_moved == 0 || !matches!(difference.change, Change::RuleAdded | Change::RuleRemoved)
        };
        let mut lines: Vec<String> = self.differences.iter().filter(is_told).map(sentence).collect();
        if self.rules_moved > 0 {
            let (rules, come) =
                (counted(self.rules_moved as u64, "rule"), if self.rules_moved == 1 { "comes" } else { "come" });
            lines.push(format!("{rules} {come} along"));
        }
        let Recoded { moved, proposals, joined, dropped, cases } = self.recoded;
        if moved > 0 {
            let (codings, people) = (counted(moved, "coding"), counted(cases, "case"));
            lines.push(format!("{codings} in the words of {people} {} along", if moved == 1 { "goes" } else { "go" }));
        }
        if joined > 0 {
            lines.push(format!("{} became one with another", counted(joined, "coding")));
        }
        if dropped > 0 {
            let is = if dropped == 1 { "says" } else { "say" };
            lines.push(format!("{} {is} nothing any more: the code now stands there", counted(dropped, "rejection")));
        }
        if proposals > 0 && self.rules_moved == 0 && self.has(Change::Merged) {
            let (what, is) = (counted(proposals, "coding"), if proposals == 1 { "is" } else { "are" });
            lines.push(format!(
                "{what} of these {is} only proposed by rules that do not come along: the next `verbatim code` takes them away, unless `--with-rules`"
            ));
        }
        lines.extend(self.notes.iter().cloned());
        lines
    }

    fn has(&self, change: Change) -> bool {
        self.differences.iter().any(|difference| difference.change == change)
    }
}

/// A difference as a sentence. What prose says in full is for `codebook diff`.
pub(super) fn sentence(difference: &Difference) -> String {
    let Difference { subject, id, field, old, new, .. } = difference;
    let what = if id.is_empty() { format!("{subject}s") } else { format!("{subject} {id}") };
    match (difference.change, subject) {
        (Change::Added, _) => format!("{what} added: {new}"),
        (Change::Removed, _) => format!("{what} removed"),
        (Change::Readdressed, _) => format!("{subject} {old} has the id {new} now"),
        (Change::Renamed, _) => format!("{what} renamed: {old} → {new}"),
        (Change::Moved, _) if new.is_empty() => format!("{what} moved to the top, from below {old}"),
        (Change::Moved, _) if old.is_empty() => format!("{what} moved below {new}"),
        (Change::Moved, _) => format!("{what} moved below {new}, from below {old}"),
        (Change::Merged, _) => format!("{what} {new}"),
        (Change::Retired | Change::Restored, _) => format!("{what} {}", difference.change),
        (Change::Changed, Subject::Codebook) => format!("{field} of the codebook changed: {old} → {new}"),
        (Change::Changed, _) => match *field {
            "colour" | "key" | "status" if old.is_empty() => format!("{what}: {field} is {new}"),
            "colour" | "key" | "status" if new.is_empty() => format!("{what} has no {field} any more"),
            "colour" | "key" | "status" => format!("{what}: {field} {old} → {new}"),
            _ if old.is_empty() => format!("{what}: {field} written"),
            _ if new.is_empty() => format!("{what}: {field} taken out"),
            _ => format!("{what}: {field} changed"),
        },
        (Change::RuleAdded, _) => format!("{what}, a rule more: {new}"),
        (Change::RuleRemoved, _) => format!("{what}, a rule less: {old}"),
        (Change::RuleChanged, _) => format!("{what}, a rule changed: {old} → {new}"),
        (Change::Gathers, _) => format!("{what} gathers {new}"),
        (Change::LetsGo, _) => format!("{what} lets {old} go"),
        (Change::Reordered, Subject::Theme) if !id.is_empty() => format!("{what}: its codes in another order"),
        (Change::Reordered, _) => format!("{subject}s in another order"),
    }
}
