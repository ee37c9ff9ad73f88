//! What the gate refuses besides names: words of those who must not be quoted, names of the study's files; and that nothing
//! but a decision about one form lets anything pass.

use verbatim::detect::Detector;
use verbatim::disclosure::{
    Allowance, Finding, Gate, Passed, Policy, Pseudonymiser, RUN, Runs, What, Whose, Withholding, clear_with,
};
use verbatim::export::render;
use verbatim::model::Identity;
use verbatim::report::{
    Attribution, Block, Cell, Chapter, Column, Format, Inline, Quotation, Report, Row, Table, Words,
};

use super::identities;
use crate::support::unzipped;

const SAID: &str = "Our funding ends in spring and nobody here knows whether the two posts will be kept. Thank you.";

fn runs(forbidden: &str, whose: Whose) -> Runs {
    let mut runs = Runs::with_key(b"the study's own secret");
    let digests = runs.of_text(forbidden);
    runs.forbid(digests, whose);
    runs
}

fn found(gate: &Gate, file_name: &str, text: &str) -> Vec<What> {
    let findings = gate.inspect(file_name, text.as_bytes(), &[]).expect("the file is read");
    findings.iter().map(|finding: &Finding| finding.what).collect()
}

#[test]
fn eight_words_of_someone_who_is_not_quoted_are_refused() {
    let gate = Gate::new(&[]).with_runs(runs(SAID, Whose::NotQuoted));
    let check = |file_name: &str, text: &str, is_found: bool| {
        let expected: &[What] = if is_found { &[What::Run(Whose::NotQuoted)] } else { &[] };
        assert_eq!(found(&gate, file_name, text), expected, "{text:?} in {file_name}");
    };
    check("r.txt", SAID, true);
    check("r.txt", "One said: “funding ends in spring and nobody here knows” and left.", true);
    check("r.txt", "one said: FUNDING ends in\nspring -- and nobody HERE knows!", true);
    check("r.html", "<p>funding <b>ends</b> in spring</p><p>and nobody here&nbsp;knows</p>", true);
    check("r.md", "> funding *ends* in spring and **nobody** here knows\n", true);
    check("t.csv", "code,words\nposts,\"funding ends in spring and nobody here knows\"\n", true);
    check("r.tex", "\\documentclass{article}\nfunding \\emph{ends} in spring and nobody here knows", true);
    check("r.txt", "funding ends in spring and nobody here", false);
    check("r.txt", "funding ends in spring and somebody here knows whether the two posts", false);
    assert_eq!(RUN, 8);
}

#[test]
fn what_others_said_too_is_no_finding() {
    let mut gate = Gate::new(&[]).with_runs(runs(SAID, Whose::Excluded));
    gate.pardon_runs("We think that funding ends in spring and nobody here knows.");
    assert_eq!(found(&gate, "r.txt", "funding ends in spring and nobody here knows"), []);
    let rest = "nobody here knows whether the two posts will be kept";
    assert_eq!(found(&gate, "r.txt", rest), [What::Run(Whose::Excluded)]);
}

/// Of somebody who withdrew there are digests and nothing else, and another study has other ones.
#[test]
fn digests_are_enough_and_tell_nothing() {
    let made = Runs::with_key(b"the study's own secret").of_text(SAID);
    assert_eq!(made.len(), SAID.split_whitespace().count() - RUN + 1);
    let mut kept = Runs::with_key(b"the study's own secret");
    kept.forbid(made.iter().copied(), Whose::Withdrawn);
    let gate = Gate::new(&[]).with_runs(kept);
    assert_eq!(found(&gate, "r.txt", SAID), [What::Run(Whose::Withdrawn)]);
    let elsewhere = Runs::with_key(b"the secret of another").of_text(SAID);
    assert!(elsewhere.iter().all(|digest| !made.contains(digest)));
}

#[test]
fn names_of_interviews_files_are_refused() {
    let paths = ["transcripts/interviews/interview-2.md", "talks/jo-quillfeather.docx", "notes.txt"].map(str::to_owned);
    let english = Detector::for_language("en").expect("the program has one for English");
    let gate = Gate::new(&[]).with_detector(Some(english)).with_sources(&paths);
    let check = |text: &str, expected: &[usize]| {
        let what: Vec<What> = expected.iter().map(|&source_index| What::Source { source_index }).collect();
        let mut found = found(&gate, "r.html", &format!("<p>{text}</p>"));
        // That it may be somebody's name as well is another matter.
        found.retain(|what| matches!(what, What::Source { .. }));
        assert_eq!(found, what, "{text}");
    };
    check("see interview-2.md", &[0]);
    check("see transcripts/interviews/interview-2.md", &[0]);
    check("see talks\\jo-quillfeather.docx", &[1]);
    check("as jo quillfeather says", &[1]);
    check("see <a title=\"notes.txt\">there</a>", &[2]);
    // What could be meant otherwise: the second interview, anyone's notes.
    check("In interview 2, and in our notes, they said more.", &[]);
}

/// What an attacker of our own house would do: a replacer that replaces nothing. Here it is where none is at work, in words
/// that the report calls the researcher's own: every form of every identity, in every format, is refused all the same.
#[test]
fn the_gate_does_not_rely_on_the_replacer() {
    let list: Vec<Identity> = identities();
    let gate = Gate::new(&list);
    let (mut refused, mut all) = (0, 0);
    for (identity_index, identity) in list.iter().enumerate() {
        for form in &identity.forms {
            let said = format!("They asked {form} about it.");
            let attribution =
                Attribution { case: None, label: format!("Participant B, {form}"), attributes: Vec::new() };
            let words = Words { text: "It works.".to_owned(), place: None, count: 1, trim: None };
            let text = |text: &str| Cell::Text(text.to_owned());
            let plain = Table {
                columns: vec![Column::default()],
                rows: vec![Row { cells: vec![text("nothing")], ..Row::default() }],
                ..Table::default()
            };
            let of_words = Table { rows: vec![Row { cells: vec![text(&said)], ..Row::default() }], ..plain.clone() };
            let places = [
                vec![Block::Paragraph(vec![Inline::Text(said.clone())]), Block::Table(of_words.clone())],
                vec![Block::Heading { level: 2, text: said.clone() }, Block::Table(of_words.clone())],
                vec![Block::Note(said.clone()), Block::Table(of_words.clone())],
                vec![Block::Quotation(Quotation { words, attribution }), Block::Table(of_words)],
                vec![Block::Table(Table { caption: said.clone(), ..plain.clone() })],
                vec![Block::Table(Table { notes: vec![said.clone()], ..plain.clone() })],
                vec![Block::Table(Table {
                    columns: vec![Column { title: said.clone(), ..Column::default() }],
                    ..plain
                })],
            ];
            for blocks in places {
                let chapter = Chapter { name: "said".to_owned(), blocks, ..Chapter::default() };
                let report = Report { chapters: vec![chapter], ..Report::default() };
                let policy = Policy::default();
                let withholding = Withholding::decide(std::slice::from_ref(&report), &policy.thresholds);
                let cleared = clear_with(report, &policy, &Pseudonymiser::new(&[]), &withholding);
                for format in [Format::Html, Format::Docx, Format::Xlsx, Format::Csv, Format::Md, Format::Tex] {
                    for file in render(&cleared, format, "said").expect("the report can be written") {
                        let is_there = holds(&file.bytes, form);
                        let findings = gate.inspect(&file.file_name, &file.bytes, &[]).expect("the file is read");
                        let is_named = findings.iter().any(|finding| {
                            matches!(finding.what, What::Identity { identity_index: found, .. } if found == identity_index)
                        });
                        all += usize::from(is_there);
                        refused += usize::from(is_there && is_named);
                        assert!(is_named || !is_there, "{form} in {}", file.file_name);
                    }
                }
            }
        }
    }
    assert!(refused == all && all > 400, "{refused} of {all}");
}

/// Whether a form stands in a file, looked for in another way: bare letters and digits of everything that it unpacks to.
fn holds(bytes: &[u8], form: &str) -> bool {
    let bare = |text: &str| text.chars().filter(|sign| sign.is_alphanumeric()).collect::<String>();
    let undone = |text: String| {
        text.replace("&#39;", "").replace("&apos;", "").replace("&amp;", "&").replace("textquotesingle", "")
    };
    let texts = if bytes.starts_with(b"PK") {
        unzipped(bytes).into_iter().map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned()).collect()
    } else {
        vec![String::from_utf8_lossy(bytes).into_owned()]
    };
    texts.into_iter().any(|text| bare(&undone(text)).contains(&bare(form)))
}

#[test]
fn a_decision_that_lets_something_pass_is_counted() {
    let gate = Gate::new(&identities());
    let allowance = |form: &str| Allowance {
        form: form.to_owned(),
        reason: "it publishes the study".to_owned(),
        by: "A. Researcher".to_owned(),
    };
    let examine = |text: &str| {
        let inspected = gate.examine("r.txt", text.as_bytes(), &[allowance("Port Elvern"), allowance("Harrowmere")]);
        inspected.expect("text is read")
    };
    let inspected = examine("by Harrowmere, and Harrowmere again");
    assert_eq!(inspected.passed, [Passed { allowance_index: 1, part_count: 1 }]);
    assert_eq!((inspected.findings.len(), inspected.words().len()), (0, 0));
    assert_eq!(examine("by others").passed, []);
    let both = examine("by Harrowmere and Anna");
    assert_eq!(both.words(), ["Anna"]);
    assert_eq!(both.findings.len(), 1);
    assert!(!format!("{both:?}").contains("Anna"), "what was found is in no debugging line");
}

#[test]
fn nothing_lets_everything_pass() {
    let gate = Gate::new(&identities());
    let text = "Philippa Ormskerry, Jürgen, Anna, Port Elvern, HCF, 01632 960417, p.ormskerry@steadfern.example";
    let all = |form: &str| Allowance { form: form.to_owned(), reason: "all".to_owned(), by: "anyone".to_owned() };
    let wild = ["", "*", "**", ".*", "all", "any", "%", "?", " ", "person", "identity", "form 1", "r.txt"].map(all);
    let bare = gate.inspect("r.txt", text.as_bytes(), &[]).expect("text is read");
    assert!(bare.len() >= 7, "{bare:?}");
    assert_eq!(gate.inspect("r.txt", text.as_bytes(), &wild).expect("text is read"), bare);
}

#[test]
fn canaries_of_nobody_s_list_are_refused() {
    let english = Detector::for_language("en").expect("the program has one for English");
    let gate =
        Gate::new(&[]).with_detector(Some(english)).with_own_words(["Staff training", "What practitioners need"]);
    let check = |file_name: &str, text: &str, is_found: bool| {
        let what = found(&gate, file_name, text);
        let is_detected = what.iter().any(|what| matches!(what, What::Detected { .. }));
        assert_eq!(is_detected, is_found, "{text:?} in {file_name}: {what:?}");
    };
    check("r.txt", "Then I rang Margaret Thornbury about the new posts.", true);
    check("r.html", "<p>Then I rang Margaret <b>Thorn</b>bury about the posts.</p>", true);
    check("r.md", "> “We asked Mr Okonkwo and his team.” (Participant A)\n", true);
    check("t.csv", "code,words\nposts,\"We asked Mr Okonkwo and his team.\"\n", true);
    check("r.txt", "We met in Zelmurthwick every week.", true);
    check("r.txt", "What practitioners need is staff training, and time for it.", false);
    check("t.csv", "code,number,share\nStaff training,12,29.6\nPosts,3,7.1\n", false);
}
