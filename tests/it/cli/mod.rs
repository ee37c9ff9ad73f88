//! What a person sees: each command in a sandbox, its words as snapshots.

mod agreement;
mod append;
mod broken;
mod build;
mod cases;
mod cases_changed;
mod cases_merged;
mod cases_withdrawn;
mod check_means;
mod checked;
mod code;
mod codebook;
mod codebook_changes;
mod codebook_export;
mod codebook_import;
mod codebook_parts;
mod codebook_rules;
mod codings;
mod convert;
mod drafts;
mod files;
mod framework;
mod framework_copies;
mod framework_printed;
mod heard;
mod help;
mod identities;
mod identities_printed;
mod identities_sheets;
mod identities_withdrawn;
mod import;
mod init;
mod keeping;
mod languages;
mod linked;
mod memos;
mod offline;
mod other_studies;
mod other_tools;
mod queries;
mod quotes;
mod quotes_trimmed;
mod reporting;
pub(crate) mod review;
mod search;
mod search_coding;
mod search_results;
mod speakers;
mod tables;
pub(crate) mod walk;
mod walk_undone;
mod watch;
mod words;

use crate::support::Sandbox;

/// The small study, built.
fn built() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox
}
