//! Transcripts laid out as a table: a column of speakers or times beside a column of words.
//!
//! Whether a table is one, its header says, or all of its rows together. Any other table is its paragraphs, cell by cell.

use std::collections::BTreeSet;

use super::LabelStyle;
use super::lines::{Edge, Line, Mark, Remark, SaidBy};
use super::speakers::{Strength, whole_label, whole_stamp};

/// The paragraphs of a cell.
pub(super) type Cell = Vec<Line>;
pub(super) type Row = Vec<Cell>;

/// What a column of a transcript holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    Speaker,
    Time,
    /// Of the row.
    Number,
    Words,
    /// What somebody wrote beside the words.
    Beside,
}

/// The lines of a table. What stands in a transcript's further columns is added to `remarks`.
pub(super) fn lines(rows: Vec<Row>, remarks: &mut Vec<Remark>) -> Vec<Line> {
    match roles(&rows) {
        Some((roles, has_header)) => spoken(rows, &roles, has_header, remarks),
        None => rows.into_iter().flatten().flatten().collect(),
    }
}

/// The roles of a transcript's columns, and whether its first row names them; nothing if the table is no transcript.
fn roles(rows: &[Row]) -> Option<(Vec<Role>, bool)> {
    let width = rows.iter().map(Vec::len).max()?;
    if !(2..=8).contains(&width) {
        return None;
    }
    let column_texts = |rows: &[Row], column: usize| -> Vec<String> {
        rows.iter().map(|row| row.get(column).map(text_of).unwrap_or_default()).collect()
    };
    let named: Vec<Option<Role>> =
        (0..width).map(|column| named_role(column_texts(rows.get(..1)?, column).first()?)).collect();
    let has_header = named.iter().flatten().count() >= 2;
    let body = rows.get(usize::from(has_header)..)?;
    let columns: Vec<Vec<String>> = (0..width).map(|column| column_texts(body, column)).collect();
    if body.is_empty() || (!has_header && body.len() < 2) {
        return None;
    }
    let mut roles: Vec<Option<Role>> = if has_header { named } else { vec![None; width] };
    for (role, texts) in roles.iter_mut().zip(&columns) {
        if role.is_none() {
            *role = [(Role::Time, are_times(texts)), (Role::Number, are_numbers(texts))]
                .into_iter()
                .find_map(|(role, holds)| holds.then_some(role));
        }
    }
    if !roles.contains(&Some(Role::Speaker))
        && let are_timed = roles.contains(&Some(Role::Time))
        && let Some(column) =
            (0..width).find(|&column| roles[column].is_none() && are_speakers(&columns[column], are_timed))
    {
        roles[column] = Some(Role::Speaker);
    }
    if !roles.contains(&Some(Role::Words)) {
        let length = |column: usize| columns[column].iter().map(String::len).sum::<usize>();
        let longest =
            (0..width).rev().filter(|&column| roles[column].is_none()).max_by_key(|&column| length(column))?;
        roles[longest] = Some(Role::Words);
    }
    let of = |role: Role| roles.iter().position(|found| *found == Some(role)).map(|column| &columns[column]);
    let words = of(Role::Words)?;
    let letters = |texts: &[String]| texts.iter().flat_map(|text| text.chars()).filter(|c| c.is_alphabetic()).count();
    let is_spoken = of(Role::Time).is_some()
        || of(Role::Number).is_some_and(|_| letters(words) > 8 * words.len())
        || of(Role::Speaker).is_some_and(|speakers| has_header || letters(words) >= letters(speakers));
    let is_filled = words.iter().filter(|text| !text.is_empty()).count() * 2 > words.len();
    (is_spoken && is_filled).then(|| (roles.into_iter().map(|role| role.unwrap_or(Role::Beside)).collect(), has_header))
}

/// The role that a column's heading gives it.
fn named_role(heading: &str) -> Option<Role> {
    const NAMES: &[(Role, &[&str])] = &[
        (
            Role::Speaker,
            &[
                "speaker",
                "speakers",
                "speaker name",
                "name",
                "who",
                "person",
                "participant",
                "role",
                "voice",
                "said by",
                "sprecher",
                "sprecherin",
                "sprecher/in",
                "sprecher:in",
                "sprechende",
                "intervenant",
                "locuteur",
                "hablante",
                "locutor",
                "parlante",
                "spreker",
                "talare",
            ],
        ),
        (
            Role::Time,
            &[
                "time",
                "times",
                "timestamp",
                "time stamp",
                "timecode",
                "time code",
                "start",
                "start time",
                "zeit",
                "zeitmarke",
                "temps",
                "tiempo",
                "tempo",
                "tijd",
                "tid",
            ],
        ),
        (
            Role::Number,
            &[
                "#",
                "no",
                "no.",
                "nr",
                "nr.",
                "n°",
                "number",
                "line",
                "line no.",
                "line number",
                "turn",
                "row",
                "zeile",
                "ligne",
            ],
        ),
        (
            Role::Words,
            &[
                "text",
                "transcript",
                "transcription",
                "words",
                "speech",
                "utterance",
                "content",
                "dialogue",
                "dialog",
                "said",
                "what was said",
                "transkript",
                "äußerung",
                "texte",
                "paroles",
                "texto",
                "testo",
                "tekst",
            ],
        ),
    ];
    let heading = heading.trim_end_matches(':').to_lowercase();
    NAMES.iter().find(|(_, names)| names.contains(&heading.as_str())).map(|&(role, _)| role)
}

/// Whether nearly all that is filled in is a time.
fn are_times(texts: &[String]) -> bool {
    let filled = texts.iter().filter(|text| !text.is_empty());
    let time_count = filled.clone().filter(|text| whole_stamp(text).is_some()).count();
    time_count >= 2 && time_count * 10 >= filled.count() * 9
}

/// Whether the rows are numbered.
fn are_numbers(texts: &[String]) -> bool {
    let numbers: Option<Vec<u32>> = texts
        .iter()
        .filter(|text| !text.is_empty())
        .map(|text| text.trim_end_matches(['.', ')']).parse().ok())
        .collect();
    numbers.is_some_and(|numbers| numbers.len() >= 2 && numbers.windows(2).all(|pair| pair[0] < pair[1]))
}

/// Whether nearly all that is filled in is a speaker: names, and it is clear that they are not something else. Someone has
/// a role or a code, the names come again and again, or the rows are timed.
fn are_speakers(texts: &[String], are_timed: bool) -> bool {
    let filled: Vec<&String> = texts.iter().filter(|text| !text.is_empty()).collect();
    let labels: Vec<_> =
        filled.iter().filter_map(|text| whole_label(text)).filter(|label| label.strength >= Strength::Weak).collect();
    if labels.len() < 2 || labels.len() * 10 < filled.len() * 9 {
        return false;
    }
    let names: BTreeSet<String> = labels.iter().map(|label| label.name.to_lowercase()).collect();
    let are_sure = labels.iter().any(|label| label.strength == Strength::Sure)
        || labels.iter().all(|label| label.strength >= Strength::Likely);
    are_timed || are_sure || (names.len() >= 2 && names.len() * 2 <= labels.len())
}

/// The rows of a transcript.
fn spoken(rows: Vec<Row>, roles: &[Role], has_header: bool, remarks: &mut Vec<Remark>) -> Vec<Line> {
    let mut rows = rows.into_iter();
    let headings: Vec<String> =
        if has_header { rows.next().iter().flatten().map(text_of).collect() } else { Vec::new() };
    let mut lines = Vec::new();
    // Who speaks, as long as none of their words has come.
    let mut speaker: Option<(String, Option<u32>)> = None;
    // Marks and remarks of rows whose words have not come yet.
    let mut marks: Vec<Mark> = Vec::new();
    let mut beside: Vec<usize> = Vec::new();
    for row in rows {
        let mut words = Cell::new();
        let mut start_ms = None;
        for (column, (cell, role)) in row.into_iter().zip(roles).enumerate() {
            let text = text_of(&cell);
            let own_marks = cell.iter().flat_map(|line| line.marks.iter().copied());
            match role {
                Role::Words => words = cell,
                Role::Speaker | Role::Time | Role::Number => {
                    marks.extend(own_marks);
                    match role {
                        Role::Speaker if !text.is_empty() => {
                            let label = whole_label(&text).map(|label| (label.name, label.start_ms));
                            speaker = Some(label.unwrap_or((text, None)));
                        }
                        Role::Time => start_ms = whole_stamp(&text),
                        _ => {}
                    }
                }
                Role::Beside if text.is_empty() => {}
                Role::Beside => {
                    beside.push(remarks.len());
                    let heading = headings.get(column).filter(|heading| !heading.is_empty());
                    let content = heading.map(|heading| format!("{heading}: {text}")).unwrap_or(text);
                    remarks.push(Remark { content, ..Remark::default() });
                }
            }
        }
        let Some(first) = words.first_mut() else { continue };
        first.marks.splice(0..0, marks.drain(..).map(|mark| Mark { offset: 0, ..mark }));
        if let Some((name, own_ms)) = speaker.take() {
            let start_ms = start_ms.or(own_ms);
            first.said_by = Some(SaidBy { name, start_ms, rest: 0, style: LabelStyle::Field });
        } else if let Some(ms) = start_ms {
            put_stamp(first, ms);
        }
        for remark_index in beside.drain(..) {
            let (first, last) = (0, words.len() - 1);
            let end = words[last].text.len();
            words[first].marks.push(Mark { offset: 0, remark_index, edge: Edge::Start });
            words[last].marks.push(Mark { offset: end, remark_index, edge: Edge::End });
        }
        lines.extend(words);
    }
    if let Some(last) = lines.last_mut() {
        let offset = last.text.len();
        let beside = beside.into_iter().map(|remark_index| Mark { offset, remark_index, edge: Edge::End });
        last.marks.extend(marks.into_iter().map(|mark| Mark { offset, ..mark }).chain(beside));
    }
    lines
}

/// Puts a time before a line's words.
fn put_stamp(line: &mut Line, ms: u32) {
    let stamp = stamp(ms);
    line.text.insert_str(0, &stamp);
    for mark in &mut line.marks {
        mark.offset += stamp.len();
    }
    if line.bold > 0 {
        line.bold += stamp.len();
    }
}

/// A time as transcripts have it.
pub(super) fn stamp(ms: u32) -> String {
    let seconds = ms / 1000;
    format!("[{:02}:{:02}:{:02}.{:03}] ", seconds / 3600, seconds / 60 % 60, seconds % 60, ms % 1000)
}

fn text_of(cell: &Cell) -> String {
    cell.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join(" ")
}
