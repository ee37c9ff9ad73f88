//! PDF. `interview.txt`, in this folder, was printed by LibreOffice as `two-columns.pdf` and `hyphenated.pdf`.

pub(crate) mod made;
mod printed;
mod words;
