//! What values stand for: 1 is "Yes".

use encoding_rs::Encoding;

use super::missing::Missing;

/// The labels of a variable's values; several variables may share them.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// By value, in order.
    numbers: Vec<(f64, String)>,
    texts: Vec<(Vec<u8>, String)>,
}

impl Labels {
    /// Labels as they stand in the file: eight bytes, which are a number to some variables and letters to others.
    pub(super) fn new(raw: &[([u8; 8], f64, Vec<u8>)], encoding: &'static Encoding) -> Self {
        let labels = tell_apart(raw.iter().map(|(_, _, label)| decode(label, encoding)).collect());
        let mut numbers: Vec<(f64, String)> =
            raw.iter().zip(&labels).map(|((_, number, _), label)| (*number, label.clone())).collect();
        numbers.sort_by(|one, other| one.0.total_cmp(&other.0));
        let texts = raw.iter().zip(labels).map(|((bytes, _, _), label)| (trimmed(bytes).to_vec(), label));
        Self::of(numbers, texts.collect())
    }

    /// Labels of values that are longer than eight bytes.
    pub(super) fn of_texts(raw: Vec<(Vec<u8>, Vec<u8>)>, encoding: &'static Encoding) -> Self {
        let labels = tell_apart(raw.iter().map(|(_, label)| decode(label, encoding)).collect());
        let texts = raw.into_iter().zip(labels).map(|((value, _), label)| (trimmed(&value).to_vec(), label));
        Self::of(Vec::new(), texts.collect())
    }

    fn of(numbers: Vec<(f64, String)>, mut texts: Vec<(Vec<u8>, String)>) -> Self {
        texts.sort();
        Self { numbers, texts }
    }

    pub(super) fn of_number(&self, number: f64) -> Option<&str> {
        // Zero has two signs and one meaning.
        let number = number + 0.0;
        let index = self.numbers.binary_search_by(|(value, _)| (value + 0.0).total_cmp(&number)).ok()?;
        Some(self.numbers[index].1.as_str()).filter(|label| !label.is_empty())
    }

    pub(super) fn of_text(&self, text: &[u8]) -> Option<&str> {
        let index = self.texts.binary_search_by(|(value, _)| value.as_slice().cmp(text)).ok()?;
        Some(self.texts[index].1.as_str()).filter(|label| !label.is_empty())
    }

    /// The labels of the numbers that are answers.
    pub(super) fn numbers<'l>(&'l self, missing: &'l Missing) -> impl Iterator<Item = (f64, &'l str)> {
        let answers = self.numbers.iter().filter(|(number, _)| !missing.has_number(*number));
        answers.map(|(number, label)| (*number, label.as_str())).filter(|(_, label)| !label.is_empty())
    }

    /// The labels of the texts that are answers.
    pub(super) fn texts<'l>(&'l self, missing: &'l Missing) -> impl Iterator<Item = &'l str> {
        let answers = self.texts.iter().filter(|(text, _)| !missing.has_text(text));
        answers.map(|(_, label)| label.as_str()).filter(|label| !label.is_empty())
    }
}

/// Two values of one label stay two answers.
fn tell_apart(mut labels: Vec<String>) -> Vec<String> {
    let mut order: Vec<usize> = (0..labels.len()).collect();
    order.sort_by(|&one, &other| (&labels[one], one).cmp(&(&labels[other], other)));
    let mut repeated = Vec::new();
    let mut count = 1;
    for pair in order.windows(2) {
        count = if labels[pair[0]] == labels[pair[1]] && !labels[pair[1]].is_empty() { count + 1 } else { 1 };
        if count > 1 {
            repeated.push((pair[1], count));
        }
    }
    for (index, count) in repeated {
        labels[index] = format!("{} ({count})", labels[index]);
    }
    labels
}

/// Words as people read them: without the spaces that fill a field.
pub(super) fn decode(bytes: &[u8], encoding: &'static Encoding) -> String {
    let (text, _) = encoding.decode_without_bom_handling(trimmed(bytes));
    text.split(|character: char| character.is_whitespace() || character.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Without the spaces that fill a field.
pub(super) fn trimmed(bytes: &[u8]) -> &[u8] {
    let end = bytes.iter().rposition(|&byte| byte != b' ' && byte != 0).map_or(0, |at| at + 1);
    bytes.get(..end).unwrap_or_default()
}
