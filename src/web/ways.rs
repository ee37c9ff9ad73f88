//! What sentences of the project name as commands of the terminal, named as the pages have it: buttons and pages.
//!
//! The project says what can be done in the words of its commands, since they are the same wherever somebody works. On its
//! way into the browser a sentence comes by here. A command that no page has a button for stays as it is.

use std::borrow::Cow;

/// How a command begins, and what the pages call it. Of several that fit, the longest counts.
const WAYS: &[(&str, &str)] = &[
    ("backup", "“Backup” in the settings"),
    ("build", "“Build all” under Tables"),
    ("cases consent", "“Agreed to” on their page under People"),
    ("cases exclude", "“Leave out” on their page under People"),
    ("cases withdraw", "“Withdrawal” on their page under People"),
    ("changes", "“Drafts” under History"),
    ("code", "build"),
    ("codebook", "the page Codebook"),
    ("codebook check", "“Check” in the codebook"),
    ("codebook gather", "“Gather” on the theme's page in the codebook"),
    ("codebook restore", "“Take it into use again” on its page in the codebook"),
    ("codebook retire", "“Retire” on its page in the codebook"),
    ("codebook split", "“Split” on its page in the codebook"),
    ("codings add", "on the page Read & code"),
    ("framework clear", "“Clear” beside it"),
    ("framework new", "“New framework”"),
    ("framework show", "the page Framework"),
    ("identities", "“Register” under Names"),
    ("identities indirect", "“Indirect” under Names"),
    ("identities review", "the page Names"),
    ("import", "“Read the folder again” under Sources"),
    ("links", "the page Memos"),
    ("log", "the page History"),
    ("memos", "the page Memos"),
    ("queries save", "“Save this query” under Search"),
    ("quotes pins", "the page Quotes"),
    ("redo", "Redo"),
    ("review", "“Waiting since a file was corrected” under Sources"),
    ("sources show", "its page under Sources"),
    ("sources speakers", "“Who speaks” on its page under Sources"),
    ("undo", "Undo"),
    ("undo --event", "“Take back” under History"),
    ("withheld", "“What is withheld” under Tables"),
];

/// What the pages call an option of a command, where a sentence names it by itself.
const OPTIONS: &[(&str, &str)] = &[("unless `--with-rules`", "unless “Its rules come along” is ticked")];

/// A sentence of the project as pages say it.
pub(super) fn in_pages(sentence: &str) -> Cow<'_, str> {
    const BEGINS: &str = "`verbatim ";
    if !sentence.contains('`') {
        return Cow::Borrowed(sentence);
    }
    let mut said = String::with_capacity(sentence.len());
    let mut rest = sentence;
    while let Some((before, after)) = rest.split_once(BEGINS) {
        said.push_str(before);
        let Some((command, after)) = after.split_once('`') else {
            said.push_str(BEGINS);
            rest = after;
            continue;
        };
        match way_of(command) {
            Some(way) => said.push_str(way),
            None => said.extend([BEGINS, command, "`"]),
        }
        rest = after;
    }
    said.push_str(rest);
    for (option, way) in OPTIONS {
        said = said.replace(option, way);
    }
    Cow::Owned(said)
}

/// What the pages call a command with what it is about.
fn way_of(command: &str) -> Option<&'static str> {
    let words: Vec<&str> = command.split_whitespace().collect();
    let fits = |begins: &str| begins.split(' ').enumerate().all(|(index, word)| words.get(index) == Some(&word));
    let found = WAYS.iter().filter(|(begins, _)| fits(begins));
    found.max_by_key(|(begins, _)| begins.len()).map(|(_, way)| *way)
}
