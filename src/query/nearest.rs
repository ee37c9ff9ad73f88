//! What someone probably meant, as a hint.

use crate::text::nearest;

/// "did you mean …?", if there is a name near enough.
pub(super) fn did_you_mean<'n>(wanted: &str, names: impl IntoIterator<Item = &'n str>) -> Option<String> {
    nearest(wanted, names).map(|name| format!("did you mean {name}?"))
}
