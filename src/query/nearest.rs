//! What someone probably meant.

use crate::index::edit_distance_within;

/// The name among `names` that differs least from `wanted`, if it is near enough to have been meant.
pub(super) fn nearest<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = wanted.to_lowercase();
    let most = (wanted.chars().count() / 3).clamp(1, 4);
    let mut best: Option<(usize, &str)> = None;
    for name in names {
        let folded = name.to_lowercase();
        let limit = best.map_or(most, |(distance, _)| distance.saturating_sub(1));
        let distance = (0..=limit).find(|&distance| edit_distance_within(&wanted, &folded, distance));
        if let Some(distance) = distance
            && best.is_none_or(|(least, _)| distance < least)
        {
            best = Some((distance, name));
        }
    }
    best.map(|(_, name)| name)
}

/// "did you mean …?", if there is a name near enough.
pub(super) fn did_you_mean<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    nearest(wanted, names).map(|name| format!("did you mean {name}?"))
}
