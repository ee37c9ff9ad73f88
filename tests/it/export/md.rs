//! Markdown: what people read in a text editor and what GitHub renders.

use verbatim::export::Format;
use verbatim::report::{Block, Chapter, Inline, Report};

use super::sample;
use super::support::text;

#[test]
fn a_report_reads_well() {
    insta::assert_snapshot!(text(&sample::plain(), Format::Md), @r"
    # What practitioners need

    ## Themes

    **Table 1.** Themes among respondents

    | Theme | Cases: n | Cases: % |
    | :-- | --: | --: |
    | **Survey** | | |
    | Resourcing \| access | 17 | 45.9% |
    |    \=SUM(A1) | \* | – |
    | **Total** | **12 345** | **−0.5** |

    *N = 37; \* fewer than 3.*

    > “We need \<more\> time.\
    > And \*rooms\*.” (Participant E, Policing)

    *Wording changed where needed.*

    ## How this was made

    - **Codebook**: practice 1.2
    - **Disclosure**: Participants' words are pseudonymised by the study's identity list and rules (e-mail, telephone, postcode, web address, handle), not reviewed; names that nobody listed were not looked for: there is no detector for the language; figures are shown for groups of any size; residual risk remains
    ");
}

#[test]
fn a_flow_is_a_list() {
    let report = Report { chapters: vec![sample::rich().chapters.remove(4)], ..Report::default() };
    insta::assert_snapshot!(body(&report), @r"
    # Sample flow

    **Figure 1.** From all who opened the survey to those kept

    1. Opened the survey: **51**
       - − 3: without consent
    1. Gave consent: **48**
       - − 10: without any answer to the open questions
       - − 1: not a provider
    1. Kept for analysis: **37**
    1. Of these in the UK: **32**
    ");
}

/// A report without the account of how it was made, which is disclosure's.
fn body(report: &Report) -> String {
    let written = text(report, Format::Md);
    written.split("\n## How this was made").next().unwrap_or_default().to_owned()
}

/// How one paragraph of plain text is written.
fn check(input: &str, expected: &str) {
    let blocks = vec![Block::Paragraph(vec![Inline::Text(input.to_owned())])];
    let chapters = vec![Chapter { blocks, ..Chapter::default() }];
    let written = text(&Report { title: "t".to_owned(), chapters, ..Report::default() }, Format::Md);
    let body = written.strip_prefix("# t\n").expect("the title comes first");
    let body = body.split("\n## How this was made").next().unwrap_or_default();
    assert_eq!(body.trim_matches('\n'), expected, "{input:?}");
}

#[test]
fn nothing_in_a_text_is_taken_for_a_mark() {
    check("# no heading", "\\# no heading");
    check("- no list", "\\- no list");
    check("12. no list", "12\\. no list");
    check("1) no list", "1\\) no list");
    check("*not* _emphasis_ `code`", "\\*not\\* \\_emphasis\\_ \\`code\\`");
    check("[link](x) <b> a|b", "\\[link\\](x) \\<b\\> a\\|b");
    check("R&D &amp; &#8211;", "R&D \\&amp; \\&#8211;");
    check("    no code", "no code");
    check("one\ntwo\n\nthree", "one\\\ntwo\n\nthree");
    check("a\n=====", "a\\\n\\=====");
    check("a\n- b", "a\\\n\\- b");
    check("", "");
}
