//! Web answers, reviews, e-mail and blogs: people, organisations and places.

use std::path::Path;

use verbatim::detect::{Detector, MASK};
use verbatim::model::IdentityKind;

use crate::corpus;
use crate::measure::{Counts, Hidden, is_masked, line};

pub fn measure(folder: &Path, detector: &Detector) -> crate::Outcome {
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    for file in files.iter().map(std::fs::DirEntry::path).filter(|path| path.extension().is_some_and(|e| e == "jsonl"))
    {
        let documents = corpus::read(&file)?;
        line(format_args!("\n{} texts of the web", documents.len()));
        for from in [MASK, 0.1, 0.2, 0.5] {
            let mut all = Counts::default();
            let mut kinds = [("PERSON", Counts::default()), ("ORG", Counts::default()), ("LOC", Counts::default())];
            for document in &documents {
                let text = &document.text;
                let mut hidden = Hidden::none(text);
                for candidate in detector.candidates(text).iter().filter(|candidate| is_name(candidate.kind)) {
                    if is_masked(candidate, from) {
                        hidden.hide(candidate.span.range());
                    }
                }
                let gold: Vec<_> = document.names.iter().map(|name| name.range.clone()).collect();
                all.add(text, &gold, &hidden);
                for (mark, counts) in &mut kinds {
                    let those = document.names.iter().filter(|name| name.mark == *mark);
                    counts.add(text, &those.map(|name| name.range.clone()).collect::<Vec<_>>(), &hidden);
                }
            }
            line(format_args!("from {from}: {all}"));
            for (mark, counts) in kinds {
                line(format_args!("    {mark} token recall {} mentions {}", counts.recall, counts.mentions));
            }
        }
    }
    Ok(())
}

/// Whether it is one of the kinds that this data marks.
fn is_name(kind: IdentityKind) -> bool {
    matches!(kind, IdentityKind::Person | IdentityKind::Place | IdentityKind::Organisation)
}
