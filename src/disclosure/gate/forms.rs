//! Finds the forms of the identity list in a text, by walking a tree of letters from the start of every word.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::allowance::Allowed;
use super::finding::What;
use super::mapped::BREAK;
use crate::model::{Identity, IdentityKind};

/// How many characters may stand between two words of a form.
const WIDEST_GAP: usize = 40;

#[derive(Debug, Clone, Default)]
struct Node {
    letters: Vec<(char, usize)>,
    /// The node of the form's next word.
    gap: Option<usize>,
    /// Forms that end here.
    ends: Vec<usize>,
}

#[derive(Debug, Clone)]
struct Form {
    what: What,
    /// As allowances name it.
    comparable: String,
    /// Letters and digits.
    length: usize,
    takes_plural: bool,
}

/// The tree of all forms.
#[derive(Debug, Clone)]
pub(super) struct Forms {
    nodes: Vec<Node>,
    entries: Vec<Form>,
    /// Whether some form starts with these two ASCII letters or digits; a filter before any walk.
    pairs: Vec<bool>,
}

/// What a reader takes a character for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Letter,
    Digit,
    Gap,
    Unseen,
    Wall,
}

impl Forms {
    pub(super) fn of(identities: &[Identity]) -> Self {
        let mut forms = Self { nodes: vec![Node::default()], entries: Vec::new(), pairs: vec![false; 36 * 36] };
        for (identity_index, identity) in identities.iter().enumerate() {
            for (form_index, form) in identity.forms.iter().enumerate() {
                let what = What::Identity { identity_index, form_index };
                forms.add(form, form, identity.kind, what);
                let spelt_out = spelt_out(form);
                if spelt_out != *form {
                    forms.add(&spelt_out, form, identity.kind, what);
                }
                if let Some(shorter) = without_first_zero(form) {
                    forms.add(&shorter, form, identity.kind, what);
                }
            }
            // Those that are ordinary words too are looked for with what is like a name: it looks at the capital.
            let derived = identity.derived.iter().enumerate().filter(|(_, derived)| !derived.capitalised);
            for (index, derived) in derived {
                let what = What::Identity { identity_index, form_index: identity.forms.len() + index };
                forms.add(&derived.form, &derived.form, identity.kind, what);
            }
        }
        forms.set_pairs();
        forms
    }

    fn add(&mut self, spelling: &str, form: &str, kind: IdentityKind, what: What) {
        let words = words(spelling);
        let length = words.iter().map(|word| word.chars().count()).sum();
        let Some(last) = words.last() else { return };
        let takes_plural = kind == IdentityKind::Person && length >= 4 && last.chars().all(char::is_alphabetic);
        let mut node = 0;
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                node = self.gap_after(node);
            }
            for letter in word.chars() {
                node = self.letter_after(node, letter);
            }
        }
        self.nodes[node].ends.push(self.entries.len());
        self.entries.push(Form { what, comparable: comparable(form), length, takes_plural });
    }

    fn gap_after(&mut self, node: usize) -> usize {
        if let Some(next) = self.nodes[node].gap {
            return next;
        }
        self.nodes.push(Node::default());
        let next = self.nodes.len() - 1;
        self.nodes[node].gap = Some(next);
        next
    }

    fn letter_after(&mut self, node: usize, letter: char) -> usize {
        if let Some(next) = self.next(node, letter) {
            return next;
        }
        self.nodes.push(Node::default());
        let next = self.nodes.len() - 1;
        self.nodes[node].letters.push((letter, next));
        next
    }

    fn next(&self, node: usize, letter: char) -> Option<usize> {
        self.nodes[node].letters.iter().find(|(known, _)| *known == letter).map(|&(_, next)| next)
    }

    fn set_pairs(&mut self) {
        for &(first, node) in &self.nodes[0].letters {
            let Some(row) = rank(first) else { continue };
            let over_gap = self.nodes[node].gap.map(|next| &self.nodes[next]);
            let seconds = self.nodes[node].letters.iter().chain(over_gap.into_iter().flat_map(|node| &node.letters));
            for column in seconds.filter_map(|&(second, _)| rank(second)) {
                self.pairs[row * 36 + column] = true;
            }
            if !self.nodes[node].ends.is_empty() || over_gap.is_some() {
                self.pairs[row * 36..row * 36 + 36].fill(true);
            }
        }
    }

    /// Gives the longest form at each place that is at least `shortest` letters long and not allowed; where all are
    /// allowed, the longest of these, with the decision's index.
    pub(super) fn scan(
        &self,
        text: &str,
        shortest: usize,
        allowed: &Allowed,
        mut found: impl FnMut(What, Range<usize>, Option<usize>),
    ) {
        let bytes = text.as_bytes();
        let mut before = Sort::Wall;
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            if byte.is_ascii() {
                let sort = ASCII[usize::from(byte)];
                let is_start = sort != before && matches!(sort, Sort::Letter | Sort::Digit);
                before = sort;
                if !is_start || !self.may_start(byte, bytes.get(at + 1).copied()) {
                    at += 1;
                    continue;
                }
            } else {
                let character = first(text, at);
                let sort = sort(character);
                let is_start = matches!(sort, Sort::Letter | Sort::Digit) && (sort != before || is_unspaced(character));
                // A mark belongs to the letter before it.
                before = if is_combining_mark(character) { before } else { sort };
                if !is_start {
                    at += character.len_utf8();
                    continue;
                }
            }
            let mut longest: Option<(usize, usize, Option<usize>)> = None;
            self.walk(text, 0, at, None, &mut |form, end| {
                if self.entries[form].length < shortest {
                    return;
                }
                let decision = allowed.index_of(&self.entries[form].comparable);
                let goes_before = longest.is_none_or(|(_, known, by)| match (decision, by) {
                    (None, Some(_)) => true,
                    (Some(_), None) => false,
                    _ => end > known,
                });
                if goes_before {
                    longest = Some((form, end, decision));
                }
            });
            if let Some((form, end, decision)) = longest {
                found(self.entries[form].what, at..end, decision);
                before = last_sort(text, end);
                at = end;
            } else {
                at += first(text, at).len_utf8();
            }
        }
    }

    fn may_start(&self, byte: u8, next: Option<u8>) -> bool {
        let (Some(row), Some(column)) = (rank_byte(byte), next.and_then(rank_byte)) else { return true };
        self.pairs[row * 36 + column]
    }

    /// Follows the text from a place and a node of the tree, giving every form that ends as a whole word.
    fn walk(&self, text: &str, node: usize, at: usize, last: Option<char>, ends: &mut impl FnMut(usize, usize)) {
        let here = &self.nodes[node];
        if let Some(last) = last {
            for &form in &here.ends {
                if let Some(end) = self.end_of_word(text, at, last, form) {
                    ends(form, end);
                }
            }
        }
        if here.letters.is_empty() && here.gap.is_none() {
            return;
        }
        let at = last.map_or(at, |last| after_unseen(text, at, last));
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
        if let Some(next) = here.gap {
            self.walk_word(text, next, at, last, ends);
            if let Some(after) = after_gap(text, at, last) {
                self.walk_word(text, next, after, last, ends);
            }
        }
        match sort(character) {
            Sort::Letter | Sort::Digit => self.step(text, node, at, character, ends),
            // A number may be grouped anyhow.
            Sort::Gap if last.is_some_and(char::is_numeric) => {
                if let Some(after) = after_gap(text, at, last) {
                    let next = text.get(after..).and_then(|rest| rest.chars().next());
                    if let Some(digit) = next.filter(|next| next.is_numeric()) {
                        self.step(text, node, after, digit, ends);
                    }
                }
            }
            _ => {}
        }
    }

    /// The start of a form's next word, where `&` may stand for "and".
    fn walk_word(&self, text: &str, node: usize, at: usize, last: Option<char>, ends: &mut impl FnMut(usize, usize)) {
        let Some(character) = text.get(at..).and_then(|rest| rest.chars().next()) else { return };
        if character == '&' {
            let and = "and".chars().try_fold(node, |node, letter| self.next(node, letter));
            if let Some(node) = and {
                self.walk(text, node, at + 1, last, ends);
            }
        } else if matches!(sort(character), Sort::Letter | Sort::Digit) {
            self.step(text, node, at, character, ends);
        }
    }

    fn step(&self, text: &str, node: usize, at: usize, character: char, ends: &mut impl FnMut(usize, usize)) {
        let mut reached = Some(node);
        fold(character, |letter| reached = reached.and_then(|node| self.next(node, letter)));
        if let Some(node) = reached.filter(|&reached| reached != node) {
            self.walk(text, node, at + character.len_utf8(), Some(character), ends);
        }
    }

    /// The end of a form as a whole word, if it is one: also with a possessive or plural *s*.
    fn end_of_word(&self, text: &str, at: usize, last: char, form: usize) -> Option<usize> {
        let rest = text.get(at..)?;
        let marks: usize = rest.chars().take_while(|&mark| is_combining_mark(mark)).map(char::len_utf8).sum();
        let rest = rest.get(marks..)?;
        let mut following = rest.chars();
        let next = following.next();
        if ends_word(last, next) {
            return Some(at + marks);
        }
        let plural = self.entries[form].takes_plural && matches!(next, Some('s' | 'S'));
        (plural && ends_word('s', following.next())).then_some(at + marks + 1)
    }
}

fn ends_word(last: char, next: Option<char>) -> bool {
    next.is_none_or(|next| is_unspaced(next) || is_unspaced(last) || sort(next) != sort(last))
}

/// The form as allowances are compared with it: folded, its words parted by one space.
pub(super) fn comparable(form: &str) -> String {
    words(form).join(" ")
}

/// The folded words of a form.
pub(super) fn words(form: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for character in form.nfkc() {
        match (sort(character), character) {
            (Sort::Letter | Sort::Digit, _) => {
                let word = words.last_mut().expect("there is always a word");
                fold(character, |letter| word.push(letter));
            }
            (Sort::Unseen, _) => {}
            (_, '&') => words.extend(["and".to_owned(), String::new()]),
            _ => words.push(String::new()),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// A long number without the zero that it begins with, as a spreadsheet keeps it.
fn without_first_zero(form: &str) -> Option<String> {
    let is_number = form.chars().all(|sign| sign.is_ascii_digit() || matches!(sort(sign), Sort::Gap | Sort::Unseen));
    let digits: String = form.chars().filter(char::is_ascii_digit).collect();
    let rest = digits.strip_prefix('0').filter(|rest| is_number && rest.len() >= 8 && !rest.starts_with('0'))?;
    Some(rest.to_owned())
}

/// *Müller* as *Mueller*.
fn spelt_out(form: &str) -> String {
    form.nfc().fold(String::new(), |mut spelt, character| {
        match character {
            'ä' | 'Ä' => spelt.push_str("ae"),
            'ö' | 'Ö' => spelt.push_str("oe"),
            'ü' | 'Ü' => spelt.push_str("ue"),
            other => spelt.push(other),
        }
        spelt
    })
}

pub(super) fn fold(character: char, mut emit: impl FnMut(char)) {
    if character.is_ascii() {
        emit(character.to_ascii_lowercase());
        return;
    }
    if let Some(letter) = in_a_frame(character).or_else(|| digit(character)) {
        emit(letter);
        return;
    }
    let base = std::iter::once(character).nfkd().flat_map(char::to_lowercase);
    for letter in base.filter(|letter| letter.is_alphanumeric() && !is_combining_mark(*letter)) {
        match letter {
            'ß' => ['s', 's'].into_iter().for_each(&mut emit),
            'æ' => ['a', 'e'].into_iter().for_each(&mut emit),
            'œ' => ['o', 'e'].into_iter().for_each(&mut emit),
            'þ' => ['t', 'h'].into_iter().for_each(&mut emit),
            'ø' => emit('o'),
            'ł' => emit('l'),
            'đ' | 'ð' => emit('d'),
            'ħ' => emit('h'),
            'ı' => emit('i'),
            other => emit(other),
        }
    }
}

/// The letter in a bracket, a black circle or square, or of a flag.
fn in_a_frame(character: char) -> Option<char> {
    let first = match character {
        '\u{249c}'..='\u{24b5}' => '\u{249c}',
        '\u{1f150}'..='\u{1f169}' => '\u{1f150}',
        '\u{1f170}'..='\u{1f189}' => '\u{1f170}',
        '\u{1f1e6}'..='\u{1f1ff}' => '\u{1f1e6}',
        _ => return None,
    };
    char::from_u32(u32::from(character) - u32::from(first) + u32::from('a'))
}

/// The digit that a sign of another script stands for.
fn digit(character: char) -> Option<char> {
    const ZEROS: [u32; 12] = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xe50, 0x1040];
    let number = u32::from(character);
    let zero = ZEROS.iter().find(|&&zero| (zero..zero + 10).contains(&number))?;
    char::from_digit(number - zero, 10)
}

const ASCII: [Sort; 128] = {
    let mut sorts = [Sort::Wall; 128];
    let mut byte = 0u8;
    while byte < 128 {
        sorts[byte as usize] = match byte {
            b'a'..=b'z' | b'A'..=b'Z' => Sort::Letter,
            b'0'..=b'9' => Sort::Digit,
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c | b'.' | b',' | b':' | b';' | b'-' | b'_' | b'\'' | b'"'
            | b'`' | b'(' | b')' | b'/' | b'\\' | b'@' | b'+' | 2 => Sort::Gap,
            0 | 1 => Sort::Unseen,
            _ => Sort::Wall,
        };
        byte += 1;
    }
    sorts
};

pub(super) fn sort(character: char) -> Sort {
    match character {
        _ if character.is_ascii() => ASCII[character as usize],
        '\u{ad}'
        | '\u{34f}'
        | '\u{61c}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{180b}'..='\u{180f}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{3164}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{ffa0}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{e0000}'..='\u{e0fff}' => Sort::Unseen,
        // Letters in brackets, and those that flags are made of.
        '\u{249c}'..='\u{24b5}' | '\u{1f1e6}'..='\u{1f1ff}' => Sort::Letter,
        '\u{2010}'..='\u{2013}' | '\u{2018}'..='\u{201f}' | '\u{2212}' | '´' | 'ʹ'..='ʿ' | 'ˈ' | '′' | '″' | '＇' => {
            Sort::Gap
        }
        _ if is_combining_mark(character) => Sort::Unseen,
        _ if character.is_alphabetic() => Sort::Letter,
        _ if character.is_numeric() => Sort::Digit,
        _ if character.is_whitespace() => Sort::Gap,
        _ => Sort::Wall,
    }
}

/// Scripts without spaces: a word may start and end anywhere.
const fn is_unspaced(character: char) -> bool {
    matches!(character, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// Past what a reader does not see, and past a hyphen that breaks a word at the end of a line.
fn after_unseen(text: &str, at: usize, last: char) -> usize {
    let skip = |from: usize| {
        let unseen = text.get(from..).into_iter().flat_map(str::chars).take_while(|&c| sort(c) == Sort::Unseen);
        from + unseen.map(char::len_utf8).sum::<usize>()
    };
    let at = skip(at);
    let rest = text.get(at..).unwrap_or_default();
    let broken = rest.strip_prefix("-\n").or_else(|| rest.strip_prefix("-\r\n"));
    match broken.and_then(|rest| rest.chars().next()) {
        Some(next) if last.is_alphabetic() && next.is_alphabetic() => {
            at + rest.find('\n').expect("the hyphen stands before a line end") + 1
        }
        _ => at,
    }
}

/// Past the separators from here to the next letter or digit, if there are any and not too many.
fn after_gap(text: &str, at: usize, last: Option<char>) -> Option<usize> {
    let mut end = at;
    let mut number_ends = false;
    for (count, character) in text.get(at..)?.chars().enumerate() {
        match sort(character) {
            Sort::Gap | Sort::Unseen if count < WIDEST_GAP => {
                number_ends |= character == BREAK && last.is_some_and(char::is_numeric);
                end += character.len_utf8();
            }
            Sort::Digit if number_ends => return None,
            Sort::Letter | Sort::Digit => return (end > at).then_some(end),
            Sort::Wall if character == '&' => return (end > at).then_some(end),
            _ => return None,
        }
    }
    None
}

fn first(text: &str, at: usize) -> char {
    text.get(at..).and_then(|rest| rest.chars().next()).expect("the scan stays on characters")
}

fn last_sort(text: &str, end: usize) -> Sort {
    text.get(..end).and_then(|before| before.chars().next_back()).map_or(Sort::Wall, sort)
}

/// The place of a lower-case ASCII letter or digit among 36.
fn rank(character: char) -> Option<usize> {
    u8::try_from(character).ok().and_then(rank_byte)
}

const fn rank_byte(byte: u8) -> Option<usize> {
    match byte {
        b'0'..=b'9' => Some((byte - b'0') as usize),
        b'a'..=b'z' => Some((byte - b'a') as usize + 10),
        b'A'..=b'Z' => Some((byte - b'A') as usize + 10),
        _ => None,
    }
}
