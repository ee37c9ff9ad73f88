//! The patterns that stand for one form of an identity.

use super::fold::Folded;
use crate::model::{Identity, IdentityKind};

/// Above this many joints, words of a form are either all parted or all written together.
const MOST_JOINTS: usize = 4;
/// Shorter names take no plural: *Will* and *wills* are too often different words.
const SHORTEST_PLURAL: usize = 4;

/// What a pattern stands for.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub(super) bytes: Vec<u8>,
    pub(super) identity_index: usize,
    /// How many of its last letters are a plural's, *s* or *es*, which stay.
    pub(super) plural: usize,
    /// Whether it counts only where it is written as a name, with capitals.
    pub(super) capitalised: bool,
    /// Signs in front of the form's first letter, such as `@`; they go with it.
    pub(super) lead: String,
}

/// All patterns of an identity's own forms, longest spelling first for no reason but order.
pub(super) fn patterns(identity_index: usize, identity: &Identity) -> Vec<Pattern> {
    let forms = identity.forms.iter().map(|form| (form.as_str(), false));
    forms.flat_map(|(form, capitalised)| of_form(identity_index, identity.kind, form, capitalised)).collect()
}

/// All patterns of forms that follow from others of the identity.
pub(super) fn derived_patterns(identity_index: usize, identity: &Identity) -> Vec<Pattern> {
    let forms = identity.derived.iter().map(|derived| (derived.form.as_str(), derived.capitalised));
    forms.flat_map(|(form, capitalised)| of_form(identity_index, identity.kind, form, capitalised)).collect()
}

fn of_form(identity_index: usize, kind: IdentityKind, form: &str, capitalised: bool) -> Vec<Pattern> {
    let mut found = Vec::new();
    let form = form.trim();
    let lead: String = form.chars().take_while(|character| !character.is_alphanumeric()).collect();
    let spellings = [Some(form.to_owned()), without_umlauts(form)];
    for joined in spellings.iter().flatten().flat_map(|spelling| joinings(spelling)) {
        let takes_plural = kind == IdentityKind::Person
            && joined.len() >= SHORTEST_PLURAL
            && joined.last().is_some_and(u8::is_ascii_alphabetic);
        let pattern = Pattern { bytes: joined, identity_index, plural: 0, capitalised, lead: lead.clone() };
        if takes_plural {
            let hisses = [&b"s"[..], b"x", b"z", b"ch", b"sh"].iter().any(|end| pattern.bytes.ends_with(end));
            let endings: &[&[u8]] = if hisses { &[b"es", b"s"] } else { &[b"s"] };
            for ending in endings {
                let bytes = [&pattern.bytes[..], ending].concat();
                found.push(Pattern { bytes, plural: ending.len(), ..pattern.clone() });
            }
        }
        found.push(pattern);
    }
    found
}

/// A form with its words parted or written together, in every combination.
fn joinings(form: &str) -> Vec<Vec<u8>> {
    let folded = Folded::of(form).bytes;
    let words: Vec<Vec<u8>> = folded
        .split(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(<[u8]>::to_vec)
        .collect();
    let Some(joints) = words.len().checked_sub(1) else { return Vec::new() };
    if joints > MOST_JOINTS {
        return vec![words.join(&b" "[..]), words.concat()];
    }
    let write = |choice: u32| {
        words.iter().enumerate().fold(Vec::new(), |mut written, (index, word)| {
            if index > 0 && choice & (1 << (index - 1)) == 0 {
                written.push(b' ');
            }
            written.extend_from_slice(word);
            written
        })
    };
    (0..1u32 << joints).map(write).collect()
}

/// The form as it is written where there are no umlauts, if it has any.
fn without_umlauts(form: &str) -> Option<String> {
    let replaced: String = form
        .chars()
        .map(|character| match character {
            'ä' | 'Ä' => "ae".to_owned(),
            'ö' | 'Ö' => "oe".to_owned(),
            'ü' | 'Ü' => "ue".to_owned(),
            other => other.to_string(),
        })
        .collect();
    (replaced != form).then_some(replaced)
}
