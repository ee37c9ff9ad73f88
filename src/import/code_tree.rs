//! Codes that came with names and a hierarchy, given the ids by which this study knows them.

use std::collections::BTreeSet;

use crate::model::Code;
use crate::text::slug;

/// A code and the place, in the same list, of the one above it.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Branch {
    /// Its id and its parent's are still to be given; an id that is there is a wish.
    pub(super) code: Code,
    pub(super) parent: Option<usize>,
}

/// Codes whose ids and parents are sound: every id once, every parent there, no code above itself. Also gives how many
/// went round in a circle and were set free.
pub(super) fn codes(mut branches: Vec<Branch>) -> (Vec<Code>, usize) {
    let freed = break_circles(&mut branches);
    let mut ids: Vec<String> = Vec::with_capacity(branches.len());
    let mut taken: BTreeSet<String> = BTreeSet::new();
    for branch in &branches {
        let wish = if branch.code.id.is_empty() { slug(&branch.code.name) } else { slug(&branch.code.id) };
        let above = branch.parent.and_then(|parent| ids.get(parent)).map(|parent| format!("{parent}.{wish}"));
        let id = if !taken.contains(&wish) {
            wish
        } else if let Some(above) = above.filter(|above| !taken.contains(above)) {
            above
        } else {
            let mut number = 2;
            while taken.contains(&format!("{wish}-{number}")) {
                number += 1;
            }
            format!("{wish}-{number}")
        };
        taken.insert(id.clone());
        ids.push(id);
    }
    let parents: Vec<Option<String>> =
        branches.iter().map(|branch| branch.parent.and_then(|parent| ids.get(parent).cloned())).collect();
    let named = branches.into_iter().zip(ids).zip(parents);
    (named.map(|((branch, id), parent)| Code { id, parent, ..branch.code }).collect(), freed)
}

/// Takes the parent from codes that stand above themselves.
fn break_circles(branches: &mut [Branch]) -> usize {
    let mut freed = 0;
    // On which walk a code was met first: on this one again, it stands above itself; on an earlier one, it is sound.
    let mut walks: Vec<Option<usize>> = vec![None; branches.len()];
    for start in 0..branches.len() {
        let (mut at, mut below) = (start, start);
        while walks[at].is_none() {
            walks[at] = Some(start);
            match branches[at].parent.filter(|&parent| parent < branches.len()) {
                Some(parent) => (below, at) = (at, parent),
                None => branches[at].parent = None,
            }
        }
        if walks[at] == Some(start) && branches[at].parent.is_some() {
            branches[below].parent = None;
            freed += 1;
        }
    }
    freed
}

/// A colour as codebooks write it, if it is one.
pub(super) fn colour(written: &str) -> Option<String> {
    let digits = written.trim().strip_prefix('#')?;
    let is_colour = digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_colour.then(|| format!("#{}", digits.to_lowercase()))
}
