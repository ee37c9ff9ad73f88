//! The synthetic sentences of presidio-research: whatever they mark against whatever is hidden.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use verbatim::detect::{Detector, MASK};

use crate::corpus::places;
use crate::measure::{Counts, Hidden, Share, line, tokens};

#[derive(Deserialize)]
struct Sentence {
    full_text: String,
    spans: Vec<Mark>,
}

#[derive(Deserialize)]
struct Mark {
    entity_type: String,
    start_position: usize,
    end_position: usize,
}

pub fn measure(folder: &Path, detector: &Detector) -> crate::Outcome {
    let mut sentences: Vec<Sentence> = Vec::new();
    let mut files: Vec<_> = std::fs::read_dir(folder)?.collect::<Result<Vec<_>, _>>()?;
    files.sort_by_key(std::fs::DirEntry::file_name);
    for file in files.iter().map(std::fs::DirEntry::path).filter(|path| path.extension().is_some_and(|e| e == "json")) {
        sentences.extend(serde_json::from_str::<Vec<Sentence>>(&std::fs::read_to_string(&file)?)?);
    }
    line(format_args!("\n{} synthetic sentences (Presidio: .511/.830, with organisations .626/.821)", sentences.len()));
    let show_missed = std::env::var_os("MISSED").is_some();
    for from in [MASK, 0.1, 0.2, 0.5] {
        let mut counts = Counts::default();
        let mut kinds: BTreeMap<&str, Share> = BTreeMap::new();
        for sentence in &sentences {
            let text = &sentence.full_text;
            let bytes = places(text);
            let range = |mark: &Mark| bytes[mark.start_position]..bytes[mark.end_position];
            let mut hidden = Hidden::none(text);
            hidden.hide_all(&detector.candidates(text), from);
            counts.add(text, &sentence.spans.iter().map(range).collect::<Vec<_>>(), &hidden);
            for mark in &sentence.spans {
                for token in tokens(text, range(mark)) {
                    let is_hidden = hidden.is_hidden(token.clone());
                    kinds.entry(&mark.entity_type).or_default().count(is_hidden);
                }
                if show_missed
                    && from == MASK
                    && tokens(text, range(mark)).into_iter().any(|token| !hidden.is_hidden(token))
                {
                    line(format_args!("missed {} {:?} in {text:?}", mark.entity_type, text.get(range(mark))));
                }
            }
        }
        line(format_args!("from {from}: {counts}"));
        let kinds: Vec<String> = kinds.iter().map(|(kind, share)| format!("{kind} {:.2}", share.value())).collect();
        line(format_args!("    {}", kinds.join(" ")));
    }
    Ok(())
}
