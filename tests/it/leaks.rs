//! A matcher of identities that shares nothing with the program's own: whole words in any letter case, in everything that
//! a reader of the finished files could see.

use std::collections::BTreeMap;

use crate::support::unzipped;

/// Every form of every identity of a list.
pub(crate) fn forms(identities: &str) -> Vec<String> {
    let list: toml::Table = toml::from_str(identities).expect("the identity list is TOML");
    let entries = list.get("identity").and_then(toml::Value::as_array).expect("it lists identities");
    let forms = entries.iter().filter_map(|entry| entry.get("forms")).filter_map(toml::Value::as_array).flatten();
    let mut forms: Vec<String> = forms.filter_map(toml::Value::as_str).map(plain).collect();
    forms.sort();
    forms.dedup();
    forms
}

/// The forms that stand in any of these files or their names: file, and form.
pub(crate) fn found(files: &BTreeMap<String, Vec<u8>>, forms: &[String]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (name, bytes) in files {
        let mut readings = vec![plain(name)];
        readings.extend(texts(name, bytes).iter().map(|text| plain(text)));
        for form in forms {
            if readings.iter().any(|text| holds(text, form)) {
                found.push((name.clone(), form.clone()));
            }
        }
    }
    found
}

/// All ways in which a file's bytes may be read as text.
fn texts(name: &str, bytes: &[u8]) -> Vec<String> {
    if bytes.starts_with(b"PK") {
        return unzipped(bytes)
            .iter()
            .flat_map(|(inner, bytes)| [vec![inner.clone()], texts(inner, bytes)].concat())
            .collect();
    }
    let text = String::from_utf8_lossy(bytes).into_owned();
    let extension = name.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !["html", "xml", "rels", "svg"].contains(&extension) {
        let unescaped = text.replace('\\', "");
        return vec![text, unescaped];
    }
    // A word may be parted by marks inside it, or two words joined by marks between them.
    let (joined, parted) = (decoded(&without_marks(&text, "")), decoded(&without_marks(&text, " ")));
    vec![text, joined, parted]
}

fn without_marks(markup: &str, between: &str) -> String {
    let mut text = String::new();
    for piece in markup.split('<') {
        text.push_str(between);
        text.push_str(piece.split_once('>').map_or(piece, |(_, words)| words));
    }
    text
}

fn decoded(text: &str) -> String {
    [("&quot;", "\""), ("&#39;", "'"), ("&apos;", "'"), ("&nbsp;", " "), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
        .iter()
        .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

/// Lower case, with plain apostrophes and single blanks.
fn plain(text: &str) -> String {
    let text = text.to_lowercase().replace(['’', '‘'], "'");
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn holds(text: &str, form: &str) -> bool {
    let whole = |(at, _): (usize, &str)| {
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let after = text.get(at + form.len()..).and_then(|after| after.chars().next());
        ![before, after].into_iter().flatten().any(char::is_alphanumeric)
    };
    text.match_indices(form).any(whole)
}

#[test]
fn the_matcher_finds_what_it_should() {
    let forms = vec!["hartwell".to_owned(), "ms o'dell".to_owned()];
    let hits =
        |name: &str, text: &str| found(&BTreeMap::from([(name.to_owned(), text.as_bytes().to_vec())]), &forms).len();
    assert_eq!(hits("a.txt", "In HARTWELL, Ms\nO’Dell said"), 2);
    assert_eq!(hits("a.txt", "Hartwells and Neuhartwell"), 0);
    assert_eq!(hits("a.html", "Hart<b>well</b> and Ms O&#39;Dell"), 2);
    assert_eq!(hits("hartwell.csv", ""), 1);
    assert_eq!(hits("a.md", r"Hart\well"), 1);
}
