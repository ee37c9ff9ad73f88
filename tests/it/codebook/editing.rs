//! A codebook's file, changed as its author would change it.

use insta::assert_snapshot;
use proptest::prelude::*;
use verbatim::codebook::{CodeField, CodebookFile, EditError, ThemeField, check, differences, read, to_toml};
use verbatim::model::{Code, Codebook};

use super::books;

const BOOK: &str = "\
# About this codebook.
title = \"Book\" # its title

# First part

# About a.
[[code]]
id   = \"a\"   # the first
name = 'A'
definition = \"\"\"
Long
text.\"\"\"

[[code.rule]] # finds a
any = [\"aa\", # two letters
       \"ab\"]

[[code]]
id = \"b\"
name = \"B\"
parent = \"a\"

# Second part

[[code]]
id = \"c\"
name = \"C\"

[[theme]]
id = \"t\"
codes = [\"a\", \"b\"] # all of the first part
# The end.
";

fn edited(act: impl FnOnce(&mut CodebookFile) -> Result<(), EditError>) -> String {
    let mut file = CodebookFile::parse(BOOK).expect("it is TOML");
    act(&mut file).expect("it can be changed");
    let text = file.to_text();
    read(&text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"));
    text
}

#[test]
fn nothing_else_is_touched() {
    assert_eq!(edited(|_| Ok(())), BOOK);
    let windows = format!("\u{feff}{}", BOOK.replace('\n', "\r\n"));
    let mut file = CodebookFile::parse(&windows).expect("it is TOML");
    assert_eq!(file.to_text(), windows);
    file.set_code("c", CodeField::Name, "D").expect("c is there");
    assert_eq!(file.to_text(), windows.replace("\"C\"", "\"D\""));
    assert_eq!(edited(|file| file.set_code("a", CodeField::Name, "A")), BOOK);
}

#[test]
fn values_keep_their_place_and_their_comment() {
    let text = edited(|file| {
        file.readdress("a", "z")?;
        file.set_theme("t", ThemeField::Story, "It = \"s\"\nso.")?;
        file.set_code("b", CodeField::Parent, "")
    });
    assert!(text.contains("codes = [\"z\", \"b\"] # all of the first part"), "{text}");
    assert!(text.contains("id   = \"z\"   # the first"), "{text}");
    assert!(text.contains("story = \"\"\"\nIt = \"s\"\nso.\"\"\"\ncodes"), "{text}");
    let text =
        edited(|file| file.set_code("b", CodeField::Definition, "It.").and(file.set_code("b", CodeField::Key, "k")));
    assert!(text.contains("parent = \"a\"\ndefinition = \"It.\"\nkey = \"k\"\n"), "{text}");
}

#[test]
fn codes_change_places_with_what_is_about_them() {
    assert_snapshot!(edited(|file| file.order_codes(&["b", "a"])), @r#"
    # About this codebook.
    title = "Book" # its title

    # First part

    [[code]]
    id = "b"
    name = "B"
    parent = "a"

    # About a.
    [[code]]
    id   = "a"   # the first
    name = 'A'
    definition = """
    Long
    text."""

    [[code.rule]] # finds a
    any = ["aa", # two letters
           "ab"]

    # Second part

    [[code]]
    id = "c"
    name = "C"

    [[theme]]
    id = "t"
    codes = ["a", "b"] # all of the first part
    # The end.
    "#);
    assert_snapshot!(edited(|file| file.put_code_after("a", "c")), @r#"
    # About this codebook.
    title = "Book" # its title

    # First part

    [[code]]
    id = "b"
    name = "B"
    parent = "a"

    # Second part

    [[code]]
    id = "c"
    name = "C"

    # About a.
    [[code]]
    id   = "a"   # the first
    name = 'A'
    definition = """
    Long
    text."""

    [[code.rule]] # finds a
    any = ["aa", # two letters
           "ab"]

    [[theme]]
    id = "t"
    codes = ["a", "b"] # all of the first part
    # The end.
    "#);
    assert_snapshot!(edited(|file| file.give_rules("a", "c", None)), @r#"
    # About this codebook.
    title = "Book" # its title

    # First part

    # About a.
    [[code]]
    id   = "a"   # the first
    name = 'A'
    definition = """
    Long
    text."""

    [[code]]
    id = "b"
    name = "B"
    parent = "a"

    # Second part

    [[code]]
    id = "c"
    name = "C"

    [[code.rule]] # finds a
    any = ["aa", # two letters
           "ab"]

    [[theme]]
    id = "t"
    codes = ["a", "b"] # all of the first part
    # The end.
    "#);
}

#[test]
fn themes_come_and_go() {
    assert_snapshot!(edited(|file| { file.remove_theme("t")?; file.add_code(&Code { id: "d".to_owned(), ..Code::default() }, Some("a")) }), @r#"
    # About this codebook.
    title = "Book" # its title

    # First part

    # About a.
    [[code]]
    id   = "a"   # the first
    name = 'A'
    definition = """
    Long
    text."""

    [[code.rule]] # finds a
    any = ["aa", # two letters
           "ab"]

    [[code]]
    id = "d"

    [[code]]
    id = "b"
    name = "B"
    parent = "a"

    # Second part

    [[code]]
    id = "c"
    name = "C"
    # The end.
    "#);
    assert_snapshot!(edited(|file| file.gather("t", "c").and(file.let_go("t", "a"))).lines().rev().nth(1).unwrap_or_default().to_owned(), @r#"codes = ["b", "c"] # all of the first part"#);
}

#[test]
fn what_cannot_be_changed_is_said() {
    let check = |text: &str| CodebookFile::parse(text).map(|_| ()).expect_err("it cannot be changed").to_string();
    assert_snapshot!(check("code = [{ id = \"a\" }]"), @"its codes are written as one inline list, which is not changed by itself: write [[code]] for each");
    assert_snapshot!(check("code = ["), @"it is not TOML any more");
    let mut file = CodebookFile::parse(BOOK).expect("it is TOML");
    assert_snapshot!(file.set_code("x", CodeField::Name, "X").expect_err("there is no x").to_string(), @r#"there is no code "x" in it"#);
}

/// One thing that somebody does to a codebook.
#[derive(Debug, Clone)]
enum Step {
    Set(usize, usize, String),
    Readdress(usize),
    Give(usize, usize),
    After(usize, usize),
    Order(Vec<usize>),
    Add(String, usize),
    Gather(usize, usize),
    LetGo(usize, usize),
    RemoveTheme(usize),
}

fn step() -> impl Strategy<Value = Step> {
    let at = || 0_usize..20;
    prop_oneof![
        (at(), 0_usize..4, books::words()).prop_map(|(code, field, words)| Step::Set(code, field, words)),
        at().prop_map(Step::Readdress),
        (at(), at()).prop_map(|(from, to)| Step::Give(from, to)),
        (at(), at()).prop_map(|(code, after)| Step::After(code, after)),
        proptest::collection::vec(at(), 1..4).prop_map(Step::Order),
        (books::words(), at()).prop_map(|(name, after)| Step::Add(name, after)),
        (at(), at()).prop_map(|(theme, code)| Step::Gather(theme, code)),
        (at(), at()).prop_map(|(theme, code)| Step::LetGo(theme, code)),
        at().prop_map(Step::RemoveTheme),
    ]
}

/// The same step, on values.
fn on_values(step: &Step, book: &mut Codebook, fresh: usize) {
    let (count, themes) = (book.codes.len(), book.themes.len());
    let id = |index: usize| book.codes[index % count].id.clone();
    match step {
        Step::Set(code, field, words) => {
            let code = &mut book.codes[code % count];
            let texts = [&mut code.definition, &mut code.use_when, &mut code.not_when, &mut code.example];
            texts.into_iter().nth(*field).expect("there are four").clone_from(words);
        }
        Step::Readdress(code) => {
            let (from, to) = (id(*code), format!("n{fresh}"));
            for code in &mut book.codes {
                for place in [&mut code.parent, &mut code.merged_into] {
                    if place.as_ref() == Some(&from) {
                        *place = Some(to.clone());
                    }
                }
                if code.id == from {
                    code.id.clone_from(&to);
                }
            }
            for code in book.themes.iter_mut().flat_map(|theme| &mut theme.codes).filter(|code| **code == from) {
                code.clone_from(&to);
            }
        }
        Step::Give(from, to) if from % count != to % count => {
            let rules = std::mem::take(&mut book.codes[from % count].rules);
            book.codes[to % count].rules.extend(rules);
        }
        Step::After(code, after) if code % count != after % count => {
            let after = id(*after);
            let code = book.codes.remove(code % count);
            let place = book.code_index(&after).expect("it is another one");
            book.codes.insert(place + 1, code);
        }
        Step::Order(places) => {
            let mut order: Vec<usize> = Vec::new();
            for place in places.iter().map(|place| place % count).chain(0..count) {
                if !order.contains(&place) {
                    order.push(place);
                }
            }
            book.codes = order.iter().map(|&place| book.codes[place].clone()).collect();
        }
        Step::Add(name, after) => {
            let (id, name) = (format!("n{fresh}"), name.replace('\n', " "));
            let name = if name.is_empty() { id.clone() } else { name };
            book.codes.insert(after % count + 1, Code { id, name, ..Code::default() });
        }
        Step::Gather(theme, code) if themes > 0 => {
            let id = id(*code);
            let codes = &mut book.themes[theme % themes].codes;
            if !codes.contains(&id) {
                codes.push(id);
            }
        }
        Step::LetGo(theme, code) if themes > 0 => {
            let id = id(*code);
            book.themes[theme % themes].codes.retain(|other| *other != id);
        }
        Step::RemoveTheme(theme) if themes > 0 => drop(book.themes.remove(theme % themes)),
        _ => {}
    }
}

/// The same step, on the file.
fn on_file(step: &Step, book: &Codebook, file: &mut CodebookFile, fresh: usize) -> Result<(), EditError> {
    let (count, themes) = (book.codes.len(), book.themes.len());
    let id = |index: &usize| book.codes[index % count].id.as_str();
    let theme = |index: &usize| book.themes[index % themes].id.as_str();
    match step {
        Step::Set(code, field, words) => {
            let fields = [CodeField::Definition, CodeField::UseWhen, CodeField::NotWhen, CodeField::Example];
            file.set_code(id(code), fields[*field], words)
        }
        Step::Readdress(code) => file.readdress(id(code), &format!("n{fresh}")),
        Step::Give(from, to) if from % count != to % count => file.give_rules(id(from), id(to), None),
        Step::After(code, after) if code % count != after % count => file.put_code_after(id(code), id(after)),
        Step::Order(places) => {
            let mut ids: Vec<&str> = Vec::new();
            for place in places {
                if !ids.contains(&id(place)) {
                    ids.push(id(place));
                }
            }
            file.order_codes(&ids)
        }
        Step::Add(name, after) => {
            let (fresh, name) = (format!("n{fresh}"), name.replace('\n', " "));
            let name = if name.is_empty() { fresh.clone() } else { name };
            file.add_code(&Code { id: fresh, name, ..Code::default() }, Some(id(after)))
        }
        Step::Gather(into, code) if themes > 0 => file.gather(theme(into), id(code)),
        Step::LetGo(from, code) if themes > 0 => file.let_go(theme(from), id(code)),
        Step::RemoveTheme(gone) if themes > 0 => file.remove_theme(theme(gone)),
        _ => Ok(()),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// What is done to the file is done to the codebook, and nothing else; the file stays sound.
    #[test]
    fn a_file_says_what_was_done_to_it(codebook in books::codebook(), steps in proptest::collection::vec(step(), 1..12)) {
        let mut text = to_toml(&codebook);
        let mut expected = read(&text).expect("it is sound");
        for (fresh, step) in steps.iter().enumerate() {
            let mut file = CodebookFile::parse(&text).expect("it is TOML");
            on_file(step, &expected, &mut file, fresh).expect("what it names is there");
            on_values(step, &mut expected, fresh);
            text = file.to_text();
            let is = read(&text).unwrap_or_else(|problems| panic!("{step:?}: {problems:?}\n{text}"));
            prop_assert_eq!(&is.codes, &expected.codes, "{:?}\n{}", step, text);
            prop_assert_eq!(&is.themes, &expected.themes, "{:?}\n{}", step, text);
        }
    }

    /// Nothing differs from itself, and what differs is found.
    #[test]
    fn differences_are_found(one in books::codebook(), other in books::codebook()) {
        prop_assert_eq!(differences(&one, &one), Vec::new());
        let same = (&one.codes, &one.themes) == (&other.codes, &other.themes);
        prop_assert!(same || !differences(&one, &other).is_empty());
        prop_assert!(check(&to_toml(&one)).iter().all(|problem| problem.severity == verbatim::codebook::Severity::Warning));
    }
}
