//! Tests of the station `import`.

mod broken;
mod detection;
mod docx;
mod encodings;
mod face_sheets;
mod files;
mod hostile;
mod identities;
mod plans;
mod shared;
mod speakers;
mod surveys;
mod vtt;
