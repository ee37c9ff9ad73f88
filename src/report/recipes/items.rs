//! The items of a block: their titles without the words that all of them begin with.

use super::{Kitchen, RecipeError};

/// Questions that were asked together, as a table names them.
pub(super) struct Items<'a> {
    pub(super) indices: Vec<usize>,
    /// What all of them begin with.
    pub(super) stem: Option<&'a str>,
    pub(super) titles: Vec<String>,
}

impl<'a> Kitchen<'a> {
    /// The items that names mean, titled by `labels` or by their own wordings.
    pub(super) fn items(&self, names: &[String], labels: &[String]) -> Result<Items<'a>, RecipeError> {
        let indices = self.questions(names)?;
        let stem = common_stem(self, &indices);
        let titles = self.titles(labels, &indices, |_, question| {
            let wording = question.wording.trim();
            stem.and_then(|stem| wording.strip_prefix(stem))
                .map_or(wording, |rest| rest.trim_start_matches(BREAKS))
                .to_owned()
        })?;
        Ok(Items { indices, stem, titles })
    }
}

/// What stands between the shared words of a block and an item's own.
const BREAKS: [char; 4] = [' ', '-', '–', ':'];

/// The words that begin every item of a block, up to " - ", as survey tools write them.
fn common_stem<'a>(kitchen: &Kitchen<'a>, items: &[usize]) -> Option<&'a str> {
    let [first, rest @ ..] = items else { return None };
    let wording = kitchen.question(*first).wording.trim();
    let (stem, _) = wording.rsplit_once(" - ")?;
    let shares = |&item: &usize| {
        let other = kitchen.question(item).wording.trim();
        other.strip_prefix(stem).is_some_and(|rest| rest.starts_with(" - "))
    };
    (!rest.is_empty() && rest.iter().all(shares)).then_some(stem)
}
