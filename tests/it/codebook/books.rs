//! Codebooks at random, as sound as any, with names that nobody would give.

use proptest::collection::vec;
use proptest::prelude::*;
use verbatim::model::{Code, CodeStatus, Codebook, CodingUnit, Near, Rule, Theme};

/// Words that files, sheets and terminals trip over.
const HOSTILE: &[&str] = &[
    "=1+1",
    "'=x",
    "''-2",
    "@sum",
    "\tx",
    "“quoted”",
    "\"\"\"",
    "'''",
    "a\\b",
    "# no comment",
    "[[code]]",
    "a = \"b\"",
    "عربى",
    "עברית",
    "👩‍👩‍👧",
    "a > b",
    "a::b",
    "a/b.c",
    "<b>&amp;</b>",
    "]]>",
    "Use when: x",
    "Id: y",
    "\\Key: z",
    "two\nlines",
    "two\n\nparagraphs",
    "x, y; z",
    "café",
    "ß",
    "merged into a",
    "_x0041_",
    "1e5",
    "TRUE",
    "2024-01-01",
    "–5",
];

pub(crate) fn words() -> impl Strategy<Value = String> {
    let part = prop_oneof![3 => "[a-zA-Z ]{1,8}", 2 => proptest::sample::select(HOSTILE).prop_map(str::to_owned)];
    vec(part, 0..3).prop_map(|parts| parts.join(" ").trim().to_owned())
}

fn name() -> impl Strategy<Value = String> {
    words().prop_filter_map("a name has no line end", |words| {
        let name = words.replace('\n', " ").trim().to_owned();
        (!name.is_empty()).then_some(name)
    })
}

fn colour() -> impl Strategy<Value = Option<String>> {
    proptest::option::of("#[0-9a-f]{6}")
}

fn rule() -> impl Strategy<Value = Rule> {
    let list = |least: usize| vec("[a-z]{2,6}\\*?", least..3);
    let near = proptest::option::of((list(1), 1_usize..20).prop_map(|(words, within)| Near { words, within }));
    (list(1), list(0), list(0), near, proptest::sample::select(CodingUnit::ALL), proptest::option::of(Just("en")))
        .prop_map(|(any, all, none, near, unit, stem)| Rule {
            any,
            all,
            none,
            near,
            unit,
            stem: stem.map(str::to_owned),
            ..Rule::default()
        })
}

fn code() -> impl Strategy<Value = (Code, usize, usize)> {
    let texts = (name(), words(), words(), words(), words());
    let rest = (colour(), vec(rule(), 0..3), 0_usize..4, any::<usize>(), any::<usize>());
    (texts, rest).prop_map(|((name, definition, use_when, not_when, example), (colour, rules, status, above, into))| {
        let status = CodeStatus::ALL[status];
        (Code { name, definition, use_when, not_when, example, colour, rules, status, ..Code::default() }, above, into)
    })
}

/// Codes below others, merged into others, with keys and rules; themes that gather them.
pub(crate) fn codebook() -> impl Strategy<Value = Codebook> {
    let themes = vec((name(), words(), words(), colour(), vec(any::<usize>(), 0..4)), 0..4);
    (vec(code(), 1..9), themes, proptest::sample::select(vec!["c", "Code_", "a.", "é-"])).prop_map(
        |(drawn, drawn_themes, stem)| {
            let id = |index: usize| format!("{stem}{index}");
            let mut codes: Vec<Code> = Vec::new();
            for (index, (code, above, into)) in drawn.iter().enumerate() {
                let mut code = Code { id: id(index), ..code.clone() };
                if index > 0 && above % 3 > 0 {
                    code.parent = Some(id(above % index));
                }
                if index > 0 && into % 2 > 0 && code.status == CodeStatus::Merged {
                    code.merged_into = Some(id(into % index));
                }
                code.key = "abcdefgh=".chars().nth(index).filter(|_| above % 2 > 0);
                codes.push(code);
            }
            let themes =
                drawn_themes.into_iter().enumerate().map(|(index, (name, definition, story, colour, members))| {
                    let mut gathered: Vec<String> = Vec::new();
                    for member in members {
                        let id = id(member % codes.len());
                        if !gathered.contains(&id) {
                            gathered.push(id);
                        }
                    }
                    Theme { id: format!("T{index}"), name, definition, story, codes: gathered, colour }
                });
            let themes = themes.collect();
            let (title, version, language) = ("Random".to_owned(), "2.1".to_owned(), "en".to_owned());
            Codebook { title, version, language, codes, themes, ..Codebook::default() }
        },
    )
}
