//! Projects of other tools.

mod hostile;
mod qualcoder;
pub(crate) mod small;
mod taguette;

use verbatim::import::projects::ImportedProject;

/// A project as a person would sum it up: documents with their turns, codings with their words, and everything else.
fn shown(project: &ImportedProject) -> String {
    let mut shown: Vec<String> = Vec::new();
    for document in &project.documents {
        shown.push(format!("# {}", document.name));
        let text = &document.imported.text;
        for turn in &document.imported.turns {
            let who = turn.speaker.as_deref().unwrap_or("–");
            let heading = turn.heading.map(|level| format!("heading {level}: ")).unwrap_or_default();
            shown.push(format!("{who}: {heading}{:?}", turn.span.of_text(text)));
        }
        for coding in &document.codings {
            let note = coding.note.as_ref().map(|note| format!(" ({})", note.content)).unwrap_or_default();
            let code = &project.codes[coding.code_index].id;
            shown.push(format!("  {code} by {}: {:?}{note}", coding.coder, coding.span.of_text(text)));
        }
        for memo in &document.imported.memos {
            let words = memo.span.of_text(text);
            shown.push(format!("  memo by {} at {} on {words:?}: {}", memo.author, memo.written_at, memo.content));
        }
        if let Some(note) = &document.note {
            shown.push(format!("  note: {}", note.content));
        }
    }
    for code in &project.codes {
        let parent = code.parent.as_ref().map(|parent| format!(" under {parent}")).unwrap_or_default();
        let colour = code.colour.as_ref().map(|colour| format!(" {colour}")).unwrap_or_default();
        shown.push(format!("code {} {:?}{parent}{colour}: {}", code.id, code.name, code.definition));
    }
    for face in &project.faces {
        shown.push(format!("case {} speaks as {} in {}: {:?}", face.case, face.speaker, face.source, face.attributes));
    }
    for memo in &project.memos {
        shown.push(format!("memo {:?}: {}", memo.about, memo.note.content));
    }
    for sentence in &project.left_out {
        shown.push(format!("! {sentence}"));
    }
    shown.iter().map(|line| line.trim_end().to_owned() + "\n").collect()
}
