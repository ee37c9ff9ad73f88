//! Whoever is listed by a full name is found by every other way to say it, and the sentence keeps its grammar.

use verbatim::disclosure::{NameLists, Pseudonymiser, derived, persons_name};
use verbatim::model::{Identity, IdentityKind};

/// Two people and a place, as the register makes them ready.
fn people() -> Vec<Identity> {
    let person = |form: &str, printed: &str| {
        let mut identity = Identity::new(IdentityKind::Person, vec![form.to_owned()]);
        printed.clone_into(&mut identity.replacement);
        identity.derived = derived(&identity, &|_| false);
        identity
    };
    vec![
        person("Elizabeth Mary Hall", "Merelin"),
        person("William Tredgarth", "Coravy"),
        person("Mark van der Berg", "Selomar"),
        person("Zoë Jones", "Palinor"),
    ]
}

#[test]
fn every_way_to_say_a_name_is_one_person() {
    let pseudonymiser = Pseudonymiser::new(&people());
    let table = [
        ("Elizabeth Mary Hall chairs it.", "Merelin chairs it."),
        ("Elizabeth Hall chairs it.", "Merelin chairs it."),
        ("ask Elizabeth", "ask Merelin"),
        ("ask elizabeth", "ask Merelin"),
        ("ask ELIZABETH now", "ask Merelin now"),
        ("ask Liz", "ask Merelin"),
        ("ask Lizzie", "ask Merelin"),
        ("ask Beth Hall", "ask Merelin"),
        ("ask Mrs Hall", "ask Merelin"),
        ("ask Mrs. Hall", "ask Merelin"),
        ("ask Ms Hall", "ask Merelin"),
        ("ask Miss Hall", "ask Merelin"),
        ("ask mrs hall", "ask Merelin"),
        ("ask Dr Hall", "ask Merelin"),
        ("ask Professor Hall", "ask Merelin"),
        ("ask E. Hall", "ask Merelin"),
        ("ask E Hall", "ask Merelin"),
        ("ask E. M. Hall", "ask Merelin"),
        ("ask EM Hall", "ask Merelin"),
        ("Hall, Elizabeth", "Merelin"),
        ("Hall's idea", "Merelin's idea"),
        ("Hall’s idea", "Merelin’s idea"),
        ("Elizabeth's idea", "Merelin's idea"),
        ("Lizzie's and Mrs Hall's idea", "Merelin's and Merelin's idea"),
        ("the Elizabeths of this world", "the Merelins of this world"),
        ("the ex-Hall team", "the ex-Merelin team"),
        ("an Elizabeth-led team", "an Merelin-led team"),
        ("in the hall", "in the hall"),
        ("the village halls", "the village halls"),
        ("Tredgarth said", "Coravy said"),
        ("the Tredgarths said", "the Coravys said"),
        ("ask Will about it", "ask Coravy about it"),
        ("they will ask", "they will ask"),
        ("Will they ask?", "Will they ask?"),
        ("And so. Will they ask?", "And so. Will they ask?"),
        ("Will's plan", "Coravy's plan"),
        ("ask Bill", "ask Coravy"),
        ("pay the bill", "pay the bill"),
        ("W. Tredgarth", "Coravy"),
        ("Mr William Tredgarth", "Mr Coravy"),
        ("willy-nilly", "Coravy-nilly"),
        ("ask Mark", "ask Selomar"),
        ("mark the paper", "mark the paper"),
        ("van der Berg’s paper", "Selomar’s paper"),
        ("Mr Van Der Berg", "Selomar"),
        ("M. van der Berg", "Selomar"),
        ("the Joneses and Mr Jones", "the Palinores and Palinor"),
        ("Zoe and Zoë", "Palinor and Palinor"),
        ("Jones' paper", "Palinor' paper"),
        ("THE BILL MARK AND WILL PAID", "THE BILL MARK AND WILL PAID"),
    ];
    for (text, expected) in table {
        let done = pseudonymiser.pseudonymise(text).text;
        assert_eq!(done, expected, "{text}");
        assert_eq!(pseudonymiser.pseudonymise(&done).replacements, [], "twice: {text}");
    }
}

#[test]
fn what_somebody_wrote_goes_before_what_follows() {
    let mut list = people();
    list.push(Identity {
        replacement: "Doroby".to_owned(),
        ..Identity::new(IdentityKind::Person, vec!["Beth".to_owned()])
    });
    let done = Pseudonymiser::new(&list).pseudonymise("Beth met Liz").text.into_owned();
    assert_eq!(done, "Doroby met Merelin");
}

#[test]
fn nothing_follows_where_that_is_switched_off() {
    let mut identity = Identity::new(IdentityKind::Person, vec!["Elizabeth Hall".to_owned()]);
    identity.derive = false;
    assert!(derived(&identity, &|_| false).is_empty());
    let place = Identity::new(IdentityKind::Place, vec!["Port Elvern".to_owned()]);
    assert!(derived(&place, &|_| false).is_empty());
}

#[test]
fn a_word_that_the_lists_know_needs_its_capital() {
    let identity = Identity::new(IdentityKind::Person, vec!["Anneliese Wherry".to_owned()]);
    let flagged = |is_common: &dyn Fn(&str) -> bool| {
        derived(&identity, is_common).into_iter().any(|derived| derived.form == "Wherry" && derived.capitalised)
    };
    assert!(flagged(&|word| word == "wherry") && !flagged(&|_| false));
}

#[test]
fn codes_and_roles_are_nobodys_name() {
    let given = ["anna", "hope", "ben", "will", "philippa", "ann"];
    let lists = NameLists {
        is_common: &|word| ["deputy", "yellow"].contains(&word),
        is_given_name: &|word| given.contains(&word),
        is_surname: &|word| word == "ormskerry",
    };
    let check = |label: &str, expected: Option<&str>| assert_eq!(persons_name(label, &lists), expected, "{label}");
    for label in [
        "P1",
        "R_2x",
        "Interview 3",
        "Teacher",
        "Student 4",
        "Focus group B",
        "Focus Group",
        "Group B",
        "Speaker 1",
        "C",
        "INT",
        "Int",
        "MOD",
        "Participant A",
        "Student A",
        "Speaker",
        "Head Teacher",
        "Social Worker",
        "Young Person",
        "interview-3",
        "a.b@c.example",
        "KLM",
        "Q",
        "Sister",
        "Yellow",
        "Deputy Head",
        "",
        "(unclear)",
        "ANON_1",
        "Male",
    ] {
        check(label, None);
    }
    check("Anna", Some("Anna"));
    check("ANN", Some("ANN"));
    check("anna", Some("anna"));
    check("Philippa Ormskerry", Some("Philippa Ormskerry"));
    check("Hope", Some("Hope"));
    check("Dr Hall", Some("Dr Hall"));
    check("Anna H.", Some("Anna H."));
    check("Anna (teacher)", Some("Anna"));
    check("Teacher Anna", Some("Anna"));
    check("Zuberi", Some("Zuberi"));
    check("Mary-Jane van der Berg", Some("Mary-Jane van der Berg"));
}
