//! Bringing material in: transcripts, surveys, other tools' projects; later exports and corrected files.

pub(super) mod appending;
pub(super) mod bringing_in;
pub(super) mod convert;
pub(super) mod entries;
mod file_name;
pub(super) mod import;
pub(super) mod incoming;
pub(super) mod later_exports;
pub(super) mod listed;
pub(super) mod other_tools;
pub(super) mod preview;
pub(super) mod review;
pub(super) mod row_digests;
pub(super) mod source_entry;
pub(super) mod sources;
pub(super) mod speakers_shown;
pub(super) mod survey_form;
pub(super) mod survey_preview;
pub(super) mod surveys;
pub(super) mod transcripts;
