//! Interview guides in each of their forms.

use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::guide;

/// The guide as lines: parts, notes, questions and prompts.
fn check(name: &str, text: &str) -> String {
    let guide = match guide(Path::new(name), text) {
        Ok(guide) => guide,
        Err(error) => return error.to_string(),
    };
    let mut lines = vec![format!("= {}", guide.title)];
    lines.extend(guide.opening.iter().map(|words| format!("({words})")));
    for part in &guide.parts {
        lines.push(format!("== {}", part.title));
        lines.extend(part.notes.iter().map(|words| format!("({words})")));
        for question in &part.questions {
            lines.push(format!("? {}", question.ask));
            lines.extend(question.prompts.iter().map(|prompt| format!("  - {prompt}")));
        }
    }
    lines.join("\n")
}

#[test]
fn markdown() {
    let text = "\
---
draft: 3
---
# Talking guide

Say who you are,
and why.

Then begin.

1. What do you **do**?
   goes on here
   - Alone, or
     in a team
   * For how long

## Money
<!-- not printed -->
Only if there is time.

- Who pays?

# To close
2) Anything else?
";
    assert_snapshot!(check("guide.md", text), @"
    = Talking guide
    (Say who you are, and why.)
    (Then begin.)
    == 
    ? What do you do? goes on here
      - Alone, or in a team
      - For how long
    == Money
    (Only if there is time.)
    ? Who pays?
    == To close
    ? Anything else?
    ");
}

#[test]
fn plain_text() {
    let text = "\
Needs:
1. What do you need?
   Posts
   Training
And whom?

Money:
- Who pays?
Is it enough:
";
    assert_snapshot!(check("guide.txt", text), @"
    = 
    == Needs
    ? What do you need?
      - Posts
      - Training
    ? And whom?
    == Money
    ? Who pays?
    ? Is it enough:
    ");
}

#[test]
fn toml() {
    let text = r#"title = "Guide"
opening = ["Say who you are."]

[[part]]
title = "Needs"

[[part.question]]
ask = "What do you need?"
prompts = ["Posts", "Training"]

[[part]]
notes = ["If there is time"]

[[part.question]]
ask = "Who pays?"
"#;
    assert_snapshot!(check("guide.toml", text), @"
    = Guide
    (Say who you are.)
    == Needs
    ? What do you need?
      - Posts
      - Training
    == 
    (If there is time)
    ? Who pays?
    ");
}

#[test]
fn what_is_no_guide_says_why() {
    assert_snapshot!(check("guide.md", "# Title\n\nWords.\n"), @"guide.md: there is no question in it; write each as a line of a list, after `-` or a number");
    assert_snapshot!(check("guide.txt", "\n"), @"guide.txt: there is no question in it; write one a line");
    assert_snapshot!(check("guide.toml", "[[part]]\ntitel = \"Needs\"\n"), @"guide.toml, line 2, column 1: unknown field `titel`, expected one of `title`, `notes`, `question`");
    assert_snapshot!(check("guide.toml", "title = \"Guide\"\n"), @r#"guide.toml: there is no question in it; write [[part]], and [[part.question]] with ask = "…""#);
    assert_snapshot!(check("guide.docx", "?"), @"guide.docx: an interview guide is a file in Markdown (.md), plain text (.txt) or TOML (.toml)");
}
