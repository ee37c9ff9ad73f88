//! The one place that knows what time it is and who is at the keyboard. Neither ever shows in an output.

use time::OffsetDateTime;
use time::format_description::well_known::Rfc3339;

/// Now, as RFC 3339 in UTC, to the second.
pub(super) fn now() -> String {
    let now = OffsetDateTime::now_utc();
    now.replace_nanosecond(0).unwrap_or(now).format(&Rfc3339).unwrap_or_default()
}

/// Today, as `2026-01-31`.
pub(super) fn today() -> String {
    now().chars().take(10).collect()
}

/// Whom the audit trail names: the computer account, or what `VERBATIM_USER` says.
pub(super) fn who() -> String {
    ["VERBATIM_USER", "USER", "USERNAME"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|name| !name.is_empty()))
        .unwrap_or_else(|| "researcher".to_owned())
}
