//! Names of sheets, as Excel allows them: at most 31 characters, none of `[]:*?/\`, none twice in any letter case.

/// Names that are taken.
#[derive(Debug, Default)]
pub(super) struct SheetNames {
    taken: Vec<String>,
}

const LONGEST: usize = 31;

impl SheetNames {
    /// Begins with one name taken.
    pub(super) fn with(name: &str) -> Self {
        Self { taken: vec![name.to_lowercase()] }
    }

    /// A legal name near the wanted one: itself, or with a number behind it.
    pub(super) fn free(&mut self, wanted: &str) -> String {
        let legal: String = wanted.chars().map(|letter| if is_legal(letter) { letter } else { '-' }).collect();
        let legal = legal.trim_matches(['\'', ' ']);
        let legal = if legal.is_empty() || legal.eq_ignore_ascii_case("history") { "sheet" } else { legal };
        let name = std::iter::once(String::new())
            .chain((2..=self.taken.len() + 2).map(|number| format!(" {number}")))
            .map(|end| format!("{}{end}", cut(legal, LONGEST - end.len()).trim_end_matches(['\'', ' '])))
            .find(|name| !self.taken.contains(&name.to_lowercase()))
            .expect("there are more numbers than names");
        self.taken.push(name.to_lowercase());
        name
    }
}

fn is_legal(letter: char) -> bool {
    !matches!(letter, '[' | ']' | ':' | '*' | '?' | '/' | '\\' | '\n' | '\t')
}

/// The start of a text, at most `longest` UTF-16 units of it, as Excel counts.
fn cut(text: &str, longest: usize) -> String {
    let mut units = 0;
    text.chars()
        .take_while(|letter| {
            units += letter.len_utf16();
            units <= longest
        })
        .collect()
}
