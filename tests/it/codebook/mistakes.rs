//! Every mistake is told at its place, and all of them at once.

use verbatim::codebook::{check, read};

/// The problems of a codebook, one a line.
fn told(text: &str) -> String {
    check(text).iter().map(|problem| format!("{problem}\n")).collect()
}

/// A complete code, so that a test sees only its own mistake.
fn code(rest: &str) -> String {
    format!("[[code]]\nid='a'\nname='A'\ndefinition='d'\nuse_when='u'\nnot_when='n'\nexample='e'\n{rest}")
}

#[test]
fn a_file_that_is_not_toml() {
    insta::assert_snapshot!(told("title = \"A\"\ncode = [\n"), @r##"
line 2, column 9: error: this is not TOML: unclosed array, expected `]`
"##);
    insta::assert_snapshot!(told("title = Practice\n"), @r##"
line 1, column 9: error: this is not TOML: string values must be quoted, expected literal string
"##);
}

#[test]
fn misspelt_keys() {
    insta::assert_snapshot!(told(&format!("titel = 'T'\n{}", code("use_wen = 'x'\nfoo = 1\n[[code.rule]]\nany = ['w1']\nregx = ['abc']\nnear = { words = ['b'], wihtin = 3 }"))), @r##"
line 1, column 1: error: `titel` is no field of a codebook (did you mean `title`?)
line 9, column 1: error: `use_wen` is no field of a code (did you mean `use_when`?)
line 10, column 1: error: `foo` is no field of a code (there are id, name, parent, definition, use_when, not_when, example, colour, key, status, rule)
line 13, column 1: error: `regx` is no field of a rule (did you mean `regex`?)
line 14, column 8: error: `near` does not say within how many words (write near = { words = ["…"], within = 10 })
line 14, column 25: error: `wihtin` is no field of `near` (did you mean `within`?)
"##);
}

#[test]
fn values_of_the_wrong_kind() {
    insta::assert_snapshot!(told(&code("key = 'ab'\nstatus = 'new'\ncolour = 'red'\n[[code.rule]]\nany = 'word'\nall = [1]\nregex=['x1y']\nunit = 'page'\nnear = { words = ['b'], within = 0 }")), @r##"
line 8, column 7: error: `key` must be one character, the key that gives this code
line 9, column 10: error: `new` is no status (there are draft, active, merged, retired)
line 10, column 10: error: `red` is no colour (write it as "#1f77b4")
line 12, column 7: error: `any` must be a list of strings (write any = ["…", "…"])
line 13, column 8: error: `all` must be a string (put it in double quotes)
line 15, column 8: error: `page` is no unit (there are sentence, paragraph, turn, answer)
line 16, column 34: error: `within` must be a whole number, 1 or more
"##);
}

#[test]
fn ids_parents_keys_and_themes() {
    let text = "[[theme]]\nid='t'\ncodes=['b', 'c', 'trainig']\n[[theme]]\nid='t'\ncodes=['training']\n\
        [[code]]\nid='training'\nkey='t'\n[[code]]\nid='training'\nkey='t'\n[[code]]\nid='a b'\nparent='trainin'\n[[code]]\nname='N'\n\
        [[code]]\nid='b'\nparent='c'\n[[code]]\nid='c'\nparent='b'\n[[code]]\nid='self'\nparent='self'\n";
    let errors: String = check(text)
        .iter()
        .filter(|problem| problem.to_string().contains("error"))
        .map(|problem| format!("{problem}\n"))
        .collect();
    insta::assert_snapshot!(errors, @r##"
line 3, column 18: error: the theme names `trainig`, which is no code (did you mean `training`?)
line 5, column 4: error: there is a theme `t` already
line 11, column 4: error: there is a code `training` already
line 12, column 5: error: the key `t` belongs to the code `training` already
line 14, column 4: error: the id `a b` holds characters that ids may not hold (use letters, digits, `-`, `_` and `.`)
line 15, column 8: error: the parent `trainin` is no code (did you mean `training`?)
line 16, column 1: error: a code has no id (write id = "…")
line 20, column 8: error: the parents go round in a circle: b → c → b (take one `parent` out)
line 26, column 8: error: the parents go round in a circle: self → self (take one `parent` out)
"##);
}

#[test]
fn rules_that_cannot_work() {
    insta::assert_snapshot!(told(&code(
        "[[code.rule]]\nnone = ['x']\n[[code.rule]]\nany = ['', '*', 'tr*in', 'ok']\nregex = ['(open', 'a*', '\\d\\d']\n\
        stem = 'klingon'\nsources = ['a[']\nnear = { words = [], within = 2 }",
    )), @r##"
line 8, column 1: error: a rule says nothing to look for (give it `any`, `all` or `regex`)
line 11, column 8: error: `` cannot be looked for: there is no word in it
line 11, column 12: error: `*` cannot be looked for: `*` needs a word before it
line 11, column 17: error: `tr*in` cannot be looked for: `*` may only stand at the end of a word
line 12, column 10: error: the regular expression cannot be read at its character 1: unclosed group
line 12, column 19: error: the regular expression also matches where there is nothing, so it would catch every text
line 12, column 25: warning: this regular expression is slow: it has no three letters that every match holds (give it a fixed part of three letters or more)
line 13, column 8: error: there are no stems for the language `klingon` (write stem = "en", or leave it out)
line 14, column 12: error: `a[` is no pattern of file names: invalid range pattern
line 15, column 8: error: `near` has no words (write near = { words = ["…"], within = 10 })
"##);
}

#[test]
fn what_is_doubtful() {
    let two = "[[theme]]\nid='t'\nname='T'\ncodes=['a', 'a']\n".to_owned()
        + &code(
            "[[code.rule]]\nany = ['train*', 'staff']\n[[code.rule]]\nany = ['staff training']\n[[code.rule]]\nany = ['data', 'open data']\nnone = ['data']\n",
        )
        + "[[code]]\nid='b'\nname='B'\n[[code.rule]]\nany=['Staff']\n";
    insta::assert_snapshot!(told(&two), @r##"
line 4, column 13: warning: the theme names the code `a` twice (take one out)
line 14, column 1: warning: rule 2 of `a` never adds anything (an earlier rule of this code already fires wherever it does)
line 17, column 8: warning: `data` can never fire: `none` has `data` (take one of them out)
line 17, column 16: warning: `open data` can never fire: `none` has `data` (take one of them out)
line 19, column 1: warning: the code `b` has no definition, no use_when, no not_when, no example (two coders cannot agree on what is not written down)
line 19, column 1: warning: the code `b` is in no theme (name it, or a code above it, in the codes of a theme)
line 23, column 6: warning: `Staff` is a word of the code `a` too (keep the two apart with `none`, `near` or a longer phrase)
"##);
}

#[test]
fn reading_gives_errors_only() {
    let problems = read("[[code]]\nid = 'a b'").expect_err("an id with a space");
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert!(read("[[code]]\nid = 'a'").is_ok(), "missing definitions do not stop the work");
}

#[test]
fn nothing_makes_the_reader_panic() {
    for text in [
        "",
        "\u{feff}title = 'x'",
        "[code]\n",
        "code = 3",
        "theme = [1]",
        "[[code]]\nrule = 1",
        "[[code]]\nid = 1\nparent = 2",
        "a = \"\\u12",
    ] {
        drop(check(text));
    }
}
