//! A codebook as rows of a sheet, in our own shape or another program's.

use crate::model::{Code, Codebook};
use crate::text::{counted, labelled};

/// Columns of our own sheets. The first says whether a row is a theme or a code.
const WHOLE: [&str; 13] = [
    "kind",
    "id",
    "name",
    "parent",
    "definition",
    "use_when",
    "not_when",
    "example",
    "colour",
    "key",
    "status",
    "story",
    "codes",
];

/// Names are cut after so many characters by MAXQDA.
const MAXQDA_CUT: usize = 63;

/// Everything but rules: themes first, then codes.
pub(super) fn whole(codebook: &Codebook) -> Vec<Vec<String>> {
    let mut rows = vec![WHOLE.map(str::to_owned).to_vec()];
    for theme in &codebook.themes {
        let mut row = vec![String::new(); WHOLE.len()];
        "theme".clone_into(&mut row[0]);
        row[1].clone_from(&theme.id);
        row[2].clone_from(&theme.name);
        row[4].clone_from(&theme.definition);
        row[8] = theme.colour.clone().unwrap_or_default();
        row[11].clone_from(&theme.story);
        row[12] = theme.codes.join("; ");
        rows.push(row);
    }
    for code in &codebook.codes {
        rows.push(vec![
            "code".to_owned(),
            code.id.clone(),
            code.name.clone(),
            code.parent.clone().unwrap_or_default(),
            code.definition.clone(),
            code.use_when.clone(),
            code.not_when.clone(),
            code.example.clone(),
            code.colour.clone().unwrap_or_default(),
            code.key.map(String::from).unwrap_or_default(),
            code.written_status(),
            String::new(),
            String::new(),
        ]);
    }
    rows
}

/// A tag a row, whose path is parted by dots.
pub(super) fn taguette(codebook: &Codebook, notes: &mut Vec<String>) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["tag".to_owned(), "description".to_owned()]];
    let mut dotted = 0;
    let plain = |name: &str| name.replace(['.', '/', '\\'], "-");
    for index in codebook.tree_order() {
        let code = &codebook.codes[index];
        dotted += u64::from(plain(&code.name) != code.name);
        let path: Vec<String> = path(codebook, index).into_iter().map(|code| plain(&code.name)).collect();
        rows.push(vec![path.join("."), described(code)]);
    }
    notes.extend(
        (dotted > 0)
            .then(|| format!("{} had a sign that parts paths in Taguette, which is a - now", counted(dotted, "name"))),
    );
    notes.extend(left_out(codebook));
    rows
}

/// A code a row, whose path is parted by `>`.
pub(super) fn maxqda(codebook: &Codebook, notes: &mut Vec<String>) -> Vec<Vec<String>> {
    let mut rows = vec![vec!["Code".to_owned(), "Memo".to_owned()]];
    let (mut parted, mut long) = (0, 0);
    let plain = |name: &str| name.replace(['>', '\\'], "-").replace("::", ":");
    for index in codebook.tree_order() {
        let code = &codebook.codes[index];
        parted += u64::from(plain(&code.name) != code.name);
        long += u64::from(code.name.chars().count() > MAXQDA_CUT);
        let path: Vec<String> = path(codebook, index).into_iter().map(|code| plain(&code.name)).collect();
        rows.push(vec![path.join(" > "), described(code)]);
    }
    notes.extend(
        (parted > 0)
            .then(|| format!("{} had a sign that parts paths in MAXQDA, which is a - now", counted(parted, "name"))),
    );
    notes.extend(
        (long > 0).then(|| {
            format!("{} longer than {MAXQDA_CUT} characters, where MAXQDA cuts them off", counted(long, "name"))
        }),
    );
    notes.extend(left_out(codebook));
    rows
}

/// A code and those above it, the topmost first.
fn path(codebook: &Codebook, index: usize) -> Vec<&Code> {
    let parent = |index: usize| codebook.codes[index].parent.as_deref().and_then(|id| codebook.code_index(id));
    let mut path: Vec<&Code> = std::iter::successors(Some(index), |&at| parent(at))
        .take(codebook.codes.len())
        .map(|at| &codebook.codes[at])
        .collect();
    path.reverse();
    path
}

/// What a code means, in one text.
fn described(code: &Code) -> String {
    let fields = [("Use when", code.use_when.as_str()), ("Not when", &code.not_when), ("Example", &code.example)];
    labelled(&code.definition, &fields, &["Use when", "Not when", "Example"])
}

/// What has no column there.
fn left_out(codebook: &Codebook) -> Vec<String> {
    let mut notes = Vec::new();
    let codes = |has: fn(&Code) -> bool| codebook.codes.iter().filter(|code| has(code)).count() as u64;
    let themes = codebook.themes.len() as u64;
    notes.extend((themes > 0).then(|| format!("{} left out", counted(themes, "theme"))));
    for (count, what) in [
        (codes(|code| code.colour.is_some()), "colour"),
        (codes(|code| code.key.is_some()), "key"),
        (codes(|code| code.status != crate::model::CodeStatus::default()), "status"),
    ] {
        notes.extend((count > 0).then(|| format!("the {what} of {} left out", counted(count, "code"))));
    }
    notes
}
