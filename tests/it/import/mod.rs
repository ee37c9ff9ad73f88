//! Tests of the station `import`.
#![expect(clippy::unwrap_used, reason = "what helps a test may stop it, as the test itself may")]

mod broken;
mod code_sheets;
mod detection;
mod dialects;
mod docx;
mod encodings;
mod epub;
mod face_sheets;
mod files;
mod guides;
mod hostile;
mod html;
mod identities;
mod layouts;
mod machine;
mod odt;
pub(crate) mod pdf;
mod plan_columns;
mod plans;
pub(crate) mod projects;
mod rtf;
mod same;
mod service_sheets;
mod shared;
mod shared_surveys;
mod speakers;
mod srt;
mod surveys;
mod tables;
mod vtt;
