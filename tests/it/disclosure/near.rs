//! Names that are nearly those of the register: 200 and more ways to write them, and real prose in which there are none.

use std::fs;

use verbatim::disclosure::{Finding, Gate, Likeness, What, describe};
use verbatim::model::{Decision, Identity, IdentityKind, Verdict};

use super::files::docx;
use crate::support::shared_data;

/// Invented people. No name is an English word, or one that many bear.
const PEOPLE: [(&str, &str); 20] = [
    ("Philippa", "Ormskerry"),
    ("Anneliese", "Tredgarth"),
    ("Oluwaseun", "Adebayin"),
    ("Thaddeus", "Wetherell"),
    ("Marguerita", "Quillfeather"),
    ("Bronislav", "Kettlewick"),
    ("Cordelina", "Hathersedge"),
    ("Florizel", "Penhallick"),
    ("Gwendoline", "Ashcombe"),
    ("Ignatius", "Marlborne"),
    ("Rosalinde", "Thornbury"),
    ("Dmitrianka", "Volkonova"),
    ("Henrietta", "Blackstock"),
    ("Leopoldina", "Fenwright"),
    ("Zephyrine", "Duckworthy"),
    ("Bartholo", "Greystone"),
    ("Perpetua", "Lanyonby"),
    ("Siobhanna", "McAlpinder"),
    ("Rajendrani", "Chakrabandi"),
    ("Catherine", "Stevenson"),
];

fn person(form: &str) -> Identity {
    Identity::new(IdentityKind::Person, vec![form.to_owned()])
}

fn people() -> Vec<Identity> {
    PEOPLE.iter().map(|(given, family)| person(&format!("{given} {family}"))).collect()
}

/// A word with one letter left out, added, replaced, or two that changed places, at a place that depends on `seed`.
fn slip(word: &str, seed: usize) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    let at = 1 + seed % (letters.len() - 2);
    match seed % 4 {
        0 => {
            letters.remove(at);
        }
        1 => letters.insert(at, if letters[at] == 'h' { 'n' } else { 'h' }),
        2 => letters[at] = if letters[at] == 'e' { 'a' } else { 'e' },
        _ => letters.swap(at, at + 1),
    }
    letters.into_iter().collect()
}

/// A word as somebody writes it who has only heard it.
fn heard(word: &str) -> String {
    [
        ("Ph", "F"),
        ("ph", "f"),
        ("ck", "k"),
        ("Cath", "Kath"),
        ("ei", "y"),
        ("ie", "y"),
        ("ll", "l"),
        ("tt", "t"),
        ("v", "f"),
        ("y", "i"),
    ]
    .iter()
    .find(|(from, _)| word.contains(from))
    .map_or_else(|| format!("{word}e"), |(from, to)| word.replacen(from, to, 1))
}

/// A word in which some letters are others that look like them.
fn look_alike(word: &str, pairs: &[(char, char)]) -> String {
    word.chars().map(|letter| pairs.iter().find(|(from, _)| *from == letter).map_or(letter, |&(_, to)| to)).collect()
}

fn spaced(word: &str, between: &str) -> String {
    word.chars().map(String::from).collect::<Vec<_>>().join(between)
}

/// Each kind of mutation by its name, and the mutation of each of the people.
fn mutations() -> Vec<(&'static str, usize, String)> {
    let digits = [('o', '0'), ('l', '1'), ('i', '1'), ('e', '3'), ('a', '4')];
    let cyrillic = [('a', 'а'), ('e', 'е'), ('o', 'о'), ('p', 'р'), ('c', 'с'), ('y', 'у'), ('x', 'х')];
    let mut all = Vec::new();
    for (index, (given, family)) in PEOPLE.iter().enumerate() {
        let initial = given.chars().next().expect("a name has letters");
        let (left, right) = family.split_at(family.len() / 2);
        let kinds = [
            ("a slip in the surname", slip(family, index)),
            ("a slip in the first name", slip(given, index + 1)),
            ("a slip in small letters after a title", format!("Dr {}", slip(family, index + 2))),
            ("a slip in capitals", slip(family, index + 3).to_uppercase()),
            (
                "two slips in a long surname",
                match family.len() {
                    9.. => slip(&slip(family, index), index + 5),
                    _ => slip(family, index),
                },
            ),
            ("as it is heard", heard(given)),
            ("an initial", format!("{initial}. {family}")),
            ("an initial behind", format!("{family} {initial}")),
            ("turned round", format!("{family}, {given}")),
            ("the surname alone", format!("{family}'s")),
            ("the first name alone", (*given).to_owned()),
            ("letter by letter with hyphens", spaced(given, "-")),
            ("letter by letter", spaced(&family.to_uppercase(), " ")),
            ("letter by letter with stops", format!("{}.", spaced(given, "."))),
            ("digits for letters", look_alike(family, &digits)),
            ("Cyrillic letters", look_alike(family, &cyrillic)),
            ("unseen signs and a slip", spaced(&slip(family, index), "\u{200b}")),
            ("parted at a line's end", format!("{left}\n{right}")),
            ("parted at a line's end with a hyphen and a slip", {
                let slipped = slip(family, index * 4 + 1);
                let (left, right) = slipped.split_at(slipped.len() / 2);
                format!("{left}-\n{right}")
            }),
        ];
        all.extend(kinds.map(|(kind, mutation)| (kind, index, mutation)));
    }
    all
}

fn names(findings: &[Finding], index: usize) -> bool {
    findings.iter().any(|finding| match finding.what {
        What::Identity { identity_index, .. } | What::Near { identity_index, .. } => identity_index == index,
        _ => false,
    })
}

/// Far more than the 200 of requirement G2, in three formats; at least 99 of 100 are refused, of every kind.
#[test]
fn what_is_nearly_a_name_is_refused() {
    let gate = Gate::new(&people());
    let all = mutations();
    assert!(all.len() >= 200);
    let mut missed = Vec::new();
    for (kind, index, mutation) in &all {
        let page = format!("<p>Then they asked {mutation} about the courses.</p>");
        let half = mutation.char_indices().nth(mutation.chars().count() / 2).map_or(0, |(at, _)| at);
        let (left, right) = mutation.split_at(half);
        let run = format!("<w:p><w:r><w:t>asked {left}</w:t></w:r><w:r><w:t>{right} about</w:t></w:r></w:p>");
        let row = format!("code,words\nposts,\"asked {mutation} about\"\n");
        for (file_name, bytes) in
            [("r.html", page.into_bytes()), ("r.docx", docx(&run, "", &[])), ("t.csv", row.into_bytes())]
        {
            let findings = gate.inspect(file_name, &bytes, &[]).expect("the file is read");
            if !names(&findings, *index) {
                missed.push(format!("{kind}: {mutation:?} in {file_name}"));
            }
        }
    }
    assert!(missed.len() * 100 <= all.len() * 3, "{} of {} are missed: {missed:#?}", missed.len(), all.len() * 3);
}

fn found(forms: &[&str], text: &str) -> Vec<(Likeness, usize)> {
    let list: Vec<Identity> = forms.iter().map(|form| person(form)).collect();
    let findings = Gate::new(&list).inspect("r.txt", text.as_bytes(), &[]).expect("text is read");
    findings
        .iter()
        .filter_map(|finding| match finding.what {
            What::Near { identity_index, likeness, .. } => Some((likeness, identity_index)),
            _ => None,
        })
        .collect()
}

#[test]
fn how_it_is_like_a_name_is_said() {
    let check = |text: &str, expected: Likeness| {
        assert_eq!(found(&["Philippa Ormskerry"], text), [(expected, 0)], "{text:?}");
    };
    check("They asked Ormskerry.", Likeness::Part);
    check("They asked Ormskery.", Likeness::Spelling);
    check("They asked Omskery.", Likeness::Slips);
    check("They asked Orsmkery.", Likeness::Slips);
    check("They asked Filipa.", Likeness::Sound);
    check("They asked 0rmskerry.", Likeness::Shape);
    check("They asked O r m s k e r r y.", Likeness::Spaced);
    check("They asked a O.r.m.s.k.e.r.r.y yesterday.", Likeness::Spaced);
    check("In part b, O-r-m-s-k-e-r-r-y was asked.", Likeness::Spaced);
    let gate = Gate::new(&people());
    let findings = gate.inspect("r.txt", b"asked\nOrmskery", &[]).expect("text is read");
    let sentences: Vec<String> = findings.iter().map(describe).collect();
    assert_eq!(sentences, ["There is what is a letter away from form 1 of identity 1 of the list (line 2, column 1)."]);
}

#[test]
fn other_words_are_like_no_name() {
    let check = |forms: &[&str], text: &str| assert_eq!(found(forms, text), [], "{forms:?} in {text:?}");
    // Four letters are too few for a slip, and small letters are no name where no list tells.
    check(&["Anna", "Mary", "Theo"], "Any army then had a map, and the marsh.");
    check(&["James Brian Peters"], "the games of his brain were petered out");
    check(&["Philippa Ormskerry"], "a b c d e f g h i j k l m n o p q r s t u v w x y z, U.S.A.");
    check(&["Head of IT at Fenwright"], "the head of it all");
    // Three slips of a long name make another one, and two of a short one.
    check(&["Philippa Ormskerry", "Marlborne", "Wetherel"], "They met Orskrey, Malbrn and Weterle.");
    check(&["a1b2c3d4", "@steadfern_talk", "p.o@steadfern.example"], "A1b2c3d5 and talk of steadfern");
}

#[test]
fn a_decision_lets_one_word_pass_and_no_form() {
    let decision = |form: &str, verdict: Verdict| Decision {
        form: form.to_owned(),
        kind: IdentityKind::Person,
        place: None,
        verdict,
        reason: "another person, who publishes under this name".to_owned(),
        decided_by: "A. Researcher".to_owned(),
        decided_at: String::new(),
    };
    let gate = |decisions: &[Decision]| Gate::new(&people()).with_decisions(decisions);
    let passes =
        |gate: &Gate, text: &str| gate.inspect("r.txt", text.as_bytes(), &[]).expect("text is read").is_empty();
    assert!(!passes(&gate(&[]), "by Wetherall"));
    assert!(passes(&gate(&[decision("wetherall", Verdict::Keep)]), "by Wetherall"));
    assert!(passes(&gate(&[decision("Wetherall", Verdict::NotAName)]), "by Wetherall"));
    assert!(!passes(&gate(&[decision("Wetherall", Verdict::Hide)]), "by Wetherall"));
    assert!(!passes(&gate(&[decision("Wetherall", Verdict::Keep)]), "by Wetherill"));
    let of_a_form = [decision("Thaddeus Wetherell", Verdict::Keep)];
    assert!(!passes(&gate(&of_a_form), "by Thaddeus Wetherell"), "a form of the register is refused all the same");
}

#[test]
fn own_words_may_be_like_a_name_and_hold_none() {
    let gate = Gate::new(&people()).with_own_words(["What Wetherall said", "The Ormskerry district"]);
    let passes = |text: &str| gate.inspect("r.txt", text.as_bytes(), &[]).expect("text is read").is_empty();
    assert!(passes("See What Wetherall said."));
    assert!(!passes("See The Ormskerry district."));
    assert!(!passes("See Wetherill."));
}

/// Thirty names that many people have, looked for in prose where nobody listed anyone: how often a word is taken for one.
#[test]
fn real_prose_is_not_stopped_at_every_line() {
    let register = [
        "Sarah Thompson",
        "David Hughes",
        "Karen Whitfield",
        "James Robertson",
        "Susan Clarke",
        "Peter Matthews",
        "Helen Crawford",
        "Andrew Pearson",
        "Claire Donnelly",
        "Michael Barrett",
        "Rachel Simmons",
        "Stephen Gallagher",
        "Emily Hartley",
        "Daniel Fletcher",
        "Laura Kendrick",
        "Robert Chambers",
        "Joanne Stanley",
        "Matthew Higgins",
        "Rebecca Lawson",
        "Christopher Doyle",
        "Nicola Faulkner",
        "Simon Prescott",
        "Victoria Hammond",
        "Jonathan Reeves",
        "Samantha Barlow",
        "Timothy Chadwick",
        "Deborah Winslow",
        "Gareth Llewellyn",
        "Priya Chaudhary",
        "Fatima Rahman",
    ];
    let list: Vec<Identity> = register.iter().map(|form| person(form)).collect();
    let gate = Gate::new(&list);
    let (mut word_count, mut found) = (0, 0);
    for folder in ["sheffield-open-qual-interviews", "changelog-podcast-interviews", "talkpython-vtt"] {
        let Some(folder) = shared_data(folder) else { return };
        for entry in fs::read_dir(folder).expect("the folder can be read").flatten() {
            let Ok(text) = fs::read_to_string(entry.path()) else { continue };
            for line in text.lines() {
                word_count += line.split_whitespace().count();
                let findings = gate.inspect("r.txt", line.as_bytes(), &[]).expect("text is read");
                // Whoever is called David there is a David: what is part of a name is no false alarm.
                found += findings.iter().filter(|finding| is_mistaken(finding.what)).count();
            }
        }
    }
    assert!(word_count > 100_000, "{word_count} words");
    assert!(found * 1000 <= word_count, "{found} words of {word_count} are taken for a name");
}

fn is_mistaken(what: What) -> bool {
    matches!(what, What::Near { likeness, .. } if likeness != Likeness::Part)
}
