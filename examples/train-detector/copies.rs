//! Copies of training texts that show what the originals have too little of: other names, no capitals, labels of speakers.

use std::collections::BTreeMap;

use crate::corpus::{Document, Name};
use crate::lists::Lists;
use crate::numbers::Numbers;

/// The same text in small letters.
pub fn lower(document: &Document) -> Document {
    let mut copy = Document { id: format!("{}, small letters", document.id), text: String::new(), names: Vec::new() };
    let mut at = 0;
    for name in &document.names {
        copy.push(&lower_text(document.text.get(at..name.range.start).unwrap_or_default()));
        copy.push_name(name, &lower_text(document.text.get(name.range.clone()).unwrap_or_default()));
        at = at.max(name.range.end);
    }
    copy.push(&lower_text(document.text.get(at..).unwrap_or_default()));
    copy
}

fn lower_text(text: &str) -> String {
    text.to_lowercase()
}

/// The same text with other people and places, the same one for the same word.
pub fn renamed(document: &Document, lists: &Lists, numbers: &mut Numbers) -> Document {
    let mut copy = Document { id: format!("{}, renamed", document.id), text: String::new(), names: Vec::new() };
    let mut given: BTreeMap<String, String> = BTreeMap::new();
    let mut at = 0;
    for name in &document.names {
        let words = document.text.get(name.range.clone()).unwrap_or_default();
        let other = match name.mark.as_str() {
            "PERSON" => other_person(words, lists, &mut given, numbers),
            "LOC" => given
                .entry(words.to_owned())
                .or_insert_with(|| if numbers.below(3) == 0 { words.to_owned() } else { place(lists, numbers) })
                .clone(),
            _ => words.to_owned(),
        };
        copy.push(document.text.get(at..name.range.start).unwrap_or_default());
        copy.push_name(name, &other);
        at = at.max(name.range.end);
    }
    copy.push(document.text.get(at..).unwrap_or_default());
    copy
}

fn other_person(words: &str, lists: &Lists, given: &mut BTreeMap<String, String>, numbers: &mut Numbers) -> String {
    let parts: Vec<&str> = words.split(' ').collect();
    let count = parts.len();
    let other = parts.iter().enumerate().map(|(index, part)| {
        let is_name = part.chars().count() > 2 && part.starts_with(char::is_uppercase) && !part.contains('.');
        if !is_name {
            return (*part).to_owned();
        }
        given
            .entry((*part).to_owned())
            .or_insert_with(|| {
                let is_surname = index + 1 == count && (count > 1 || numbers.below(3) == 0);
                let list = if is_surname { &lists.surnames } else { &lists.given_names };
                titled(numbers.one_of(list))
            })
            .clone()
    });
    other.collect::<Vec<_>>().join(" ")
}

fn place(lists: &Lists, numbers: &mut Numbers) -> String {
    titled(numbers.one_of(&lists.places))
}

/// With a capital at the start of each word and part of a word.
fn titled(words: &str) -> String {
    let mut after = ' ';
    let raise = |letter: char| {
        let is_first = matches!(after, ' ' | '-' | '\'' | '’');
        after = letter;
        if is_first { letter.to_uppercase().collect::<String>() } else { letter.to_string() }
    };
    words.chars().map(raise).collect()
}

const ROLES: &[&str] =
    &["Interviewer", "Interviewee", "Moderator", "Facilitator", "P1", "P2", "P7", "Participant 3", "Q", "A"];

/// The same text as a transcript: some lines begin with who speaks.
pub fn labelled(document: &Document, lists: &Lists, numbers: &mut Numbers) -> Document {
    let mut copy = Document { id: format!("{}, labelled", document.id), text: String::new(), names: Vec::new() };
    let mut speakers: Vec<(String, bool)> = Vec::new();
    for _ in 0..2 {
        speakers.push(if numbers.below(2) == 0 {
            (ROLES[numbers.below(ROLES.len())].to_owned(), false)
        } else {
            let name = titled(numbers.one_of(&lists.given_names));
            (
                if numbers.below(3) == 0 {
                    format!("{name} {}", titled(numbers.one_of(&lists.surnames)))
                } else {
                    name
                },
                true,
            )
        });
    }
    let is_loud = numbers.below(3) == 0;
    let mut at = 0;
    for line in document.text.split_inclusive('\n') {
        let end = at + line.len();
        if !line.trim().is_empty() && numbers.below(2) == 0 {
            let (speaker, is_name) = &speakers[numbers.below(2)];
            let speaker = if is_loud { speaker.to_uppercase() } else { speaker.clone() };
            if *is_name {
                let name = Name { range: 0..0, mark: "PERSON".to_owned(), is_hidden: true };
                copy.push_name(&name, &speaker);
            } else {
                copy.push(&speaker);
            }
            copy.push(": ");
        }
        let shift = copy.text.len();
        copy.push(line);
        for name in document.names.iter().filter(|name| at <= name.range.start && name.range.end <= end) {
            let range = shift + name.range.start - at..shift + name.range.end - at;
            copy.names.push(Name { range, ..name.clone() });
        }
        at = end;
    }
    copy
}

impl Document {
    fn push(&mut self, text: &str) {
        self.text.push_str(text);
    }

    fn push_name(&mut self, name: &Name, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.names.push(Name { range: start..self.text.len(), ..name.clone() });
    }
}
