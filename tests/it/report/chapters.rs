//! The chapters that recipes make of the small study.

use insta::assert_snapshot;

use verbatim::analysis::{Columns, Ledger};
use verbatim::model::SourceKind;
use verbatim::report::{Block, Figure};

use super::{cook, printed};
use crate::analysis::small::{self, columns};

#[test]
fn frequencies() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"frequencies\""), @r"
    # Themes
    Theme | Segments | Answers | Sources | Cases | % of cases
    Resourcing | 4 | 2 | 2 | 3 | 3/6
      staff | 4 | 2 | 2 | 3 | 3/6
        staff training | 3 | 2 | 2 | 3 | 3/6
    Knowledge | 5 | 3 | 2 | 4 | 4/6
      staff training | 3 | 2 | 2 | 3 | 3/6
      research | 2 | 1 | 2 | 2 | 2/6
    In no theme | 1 | 0 | 1 | 1 | 1/6
      rooms | 1 | 0 | 1 | 1 | 1/6
    (Segments: coded stretches, those that overlap counted once. Answers, sources and cases: those with at least one.)
    (Base of the share: 6 cases kept.)
    (A theme counts what any of its codes marks once, so its codes can add up to more.)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept, rejected codings and what interviewers said.)
    [figure]
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"frequencies\"\nby = \"codes\"\nscope = \"survey\"\nbase = \"answered\""), @r"
    # Codes
    Code | Segments | Answers | Sources | Cases | % of cases
    staff | 2 | 2 | 1 | 2 | 2/4
      staff training | 2 | 2 | 1 | 2 | 2/4
    research | 1 | 1 | 1 | 1 | 1/4
    rooms | 0 | 0 | 0 | 0 | 0/4
    (Segments: coded stretches, those that overlap counted once. Answers, sources and cases: those with at least one.)
    (Base of the share: 4 cases with any answer or words.)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept and rejected codings.)
    (Survey only.)
    [figure]
    ");
}

#[test]
fn crosstab() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"crosstab\"\nattribute = \"sector\"\nvalues = [\"Policing\"]"), @r"
    # Themes by sector
    Theme | Policing (3): Cases | Policing (3): % | Charity (2): Cases | Charity (2): % | Not stated (1): Cases | Not stated (1): % | All (6): Cases | All (6): %
    Resourcing | 2 | 2/3 | 1 | 1/2 | 0 | 0/1 | 3 | 3/6
    Knowledge | 3 | 3/3 | 1 | 1/2 | 0 | 0/1 | 4 | 4/6
    (Unit: cases, counted once a row. Percentages are of the group's cases; base: 6 cases kept, in brackets for each group.)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept, rejected codings and what interviewers said.)
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"crosstab\"\nattribute = \"sector\"\nby = \"codes\"\nshow = \"counts\"\ntitle = \"T\"\nnote = \"N.\""), @r"
    # T
    Code | Charity (2) | Policing (3) | Not stated (1) | All (6)
    staff | 1 | 2 | 0 | 3
      staff training | 1 | 2 | 0 | 3
    research | 0 | 2 | 0 | 2
    rooms | 0 | 1 | 0 | 1
    (Unit: cases, counted once a row. Base: 6 cases kept, in brackets for each group.)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept, rejected codings and what interviewers said.)
    (N.)
    ");
}

#[test]
fn cooccurrence() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"cooccurrence\""), @r"
    # Themes that occur together
    Theme | Resourcing | Knowledge
    Resourcing | 3 | 3
    Knowledge | 3 | 4
    (Unit: cases with both, anywhere in their words, of 6 kept; on the diagonal, all with the row's own.)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept, rejected codings and what interviewers said.)
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"cooccurrence\"\nby = \"codes\"\nunit = \"segments\""), @r"
    # Codes that occur together
    Code | staff | staff training | research | rooms
    staff | 4 | 3 | 0 | 0
      staff training | 3 | 3 | 0 | 0
    research | 0 | 0 | 2 | 0
    rooms | 0 | 0 | 0 | 1
    (Unit: segments, stretches of text where both apply; on the diagonal, all of the row's own.)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept, rejected codings and what interviewers said.)
    ");
}

#[test]
fn scale() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"scale\"\nquestion = \"Q3\"\ngroup_by = \"sector\""), @r"
    # Ratings by sector
    Sector | How is it?: Q3_1 | How is it?: Q3_2
    Charity (2) | 2.0 | 7.0
    Policing (1) | 1.0 | 4.0
    = Total (3) | 1.5 | 5.5
    (Unit: cases. Means over those who answered the item, to one decimal, half up. Scale: 1 to 7. In brackets: how many answered at least one item. The total is over respondents, not over groups.)
    (Base: 6 cases kept: answered 3, left the whole block blank 2, not asked 1.)
    (Left blank by respondents: Q3_2 1.)
    (Not asked of respondents: Q3_1 1.)
    (No answers from: Not stated.)
    ");
}

#[test]
fn priorities() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"priorities\"\nquestions = [\"Q2\", \"Q4\"]\ngroup_by = \"sector\""), @"
    # Priorities by sector
    Priority 1 | Priority 2
    = Charity (1) | 
    more  staff training | Phone
    = Policing (2) | 
    More staff training. | Chat; Phone
    = Not stated (1) | 
    No idea | phone
    (One row a respondent, by group, with the number of respondents in brackets. Unit: cases. Base: 4 cases with at least one priority, of 6 kept. N/A: no further priority given.)
    (No priority at all: left it blank 1, not asked 1.)
    (Left out: the words of 1 case without consent to be quoted.)
    ");
}

#[test]
fn answers() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"answers\"\nquestions = [\"Q2\", \"Q4\"]\ngroup_by = \"sector\""), @"
    # Answers
    Sector | How is it? - Q2 | How is it? - Q4
    Charity (1) | more  staff training | Phone
    Policing (2) | More staff training. | Chat; Phone
    Not stated (1) | No idea | phone
    (Unit: answers, those alike but for letter case, spaces and end marks merged; how many gave one stands beside it. Base: 4 cases who answered, of 6 kept; in brackets for each group.)
    (No answer to “How is it? - Q2”: left it blank 1, not asked 1.)
    (No answer to “How is it? - Q4”: left it blank 2, not asked 1.)
    (Left out: the words of 1 case without consent to be quoted.)
    ");
    assert_snapshot!(printed("name = \"a\"\nkind = \"answers\"\nquestion = \"Q2\"\nlabels = [\"Needs\"]"), @"
    # Needs
     | Needs
    All (4) | More staff training. ×2; No idea
    (Unit: answers, those alike but for letter case, spaces and end marks merged; how many gave one stands beside it. Base: 4 cases who answered, of 6 kept; in brackets for each group.)
    (No answer: left it blank 1, not asked 1.)
    (Left out: the words of 1 case without consent to be quoted.)
    ");
}

#[test]
fn flow() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"flow\"\ngroup_by = \"sector\""), @r#"
    # Sample
    ## Survey
    [Text("8 respondents engaged with the survey. Of these, 3 (37.5%) were left out: 2 without consent and 1 withdrew. The remaining 5 were kept.")]
    [figure]
    Step | Cases | % of all
    Respondents | 8 | 8/8
      left out: without consent | 2 | 2/8
      left out: withdrew | 1 | 1/8
    Left out, all reasons | 3 | 3/8
    = Kept | 5 | 5/8
    (Unit: cases. Base: all 8 respondents. The first reason that applies is the one counted.)
    Sector | Cases | % of kept
    Charity | 2 | 2/5
    Policing | 2 | 2/5
    Not stated | 1 | 1/5
    = Kept | 5 | 5/5
    (Unit: cases. Base: 5 cases kept.)
    ## Interviews
    [Text("1 participant was interviewed and was kept.")]
    "#);
}

#[test]
fn codebook() {
    assert_snapshot!(printed("name = \"a\"\nkind = \"codebook\""), @r"
    # Codebook
    Code | Name | Definition | Use when | Do not use when | Example | Segments | Cases
    = Resourcing |  |  |  |  |  |  | 
    staff | staff | What staff means. |  |  |  | 4 | 3
      staff-training | staff training | What staff-training means. |  |  |  | 3 | 3
    = Knowledge |  |  |  |  |  |  | 
    staff-training | staff training | What staff-training means. |  |  |  | 3 | 3
    research | research | What research means. |  |  |  | 2 | 2
    = In no theme |  |  |  |  |  |  | 
    rooms | rooms | What rooms means. |  |  |  | 1 | 1
    (Segments: coded stretches, those that overlap counted once. Cases: of 6 kept (5 respondents and 1 participant).)
    (Codebook: Small, version 1.)
    (A code counts the codes below it too.)
    (Left out: 3 cases not kept, rejected codings and what interviewers said.)
    ");
}

#[test]
fn one_is_one() {
    let mut columns = columns();
    columns.ledgers = vec![Ledger { source_index: Some(1), kept: 5, withdrawn: 1, excluded: Vec::new() }];
    let sentence = |columns: &Columns| {
        let chapter = cook("name = \"a\"\nkind = \"flow\"", columns, &small::codebook()).expect("a sound recipe");
        match &chapter.blocks[0] {
            Block::Paragraph(inlines) => format!("{inlines:?}"),
            _ => unreachable!("the sentence comes first"),
        }
    };
    assert_eq!(
        sentence(&columns),
        r#"[Text("6 respondents engaged with the survey. Of these, 1 (16.7%) was left out: 1 withdrew. The remaining 5 were kept.")]"#
    );
    columns.ledgers[0] = Ledger { source_index: Some(1), kept: 1, withdrawn: 2, excluded: Vec::new() };
    assert_eq!(
        sentence(&columns),
        r#"[Text("3 respondents engaged with the survey. Of these, 2 (66.7%) were left out: 2 withdrew. The remaining 1 was kept.")]"#
    );
}

#[test]
fn without_interviews_there_are_no_interviewers() {
    let mut columns = columns();
    columns.sources[0].kind = SourceKind::Document;
    let chapter = cook("name = \"a\"\nkind = \"cooccurrence\"", &columns, &small::codebook()).expect("a sound recipe");
    let Some(Block::Table(table)) = chapter.blocks.first() else { panic!("the table comes first") };
    assert_eq!(table.notes.last().map(String::as_str), Some("Left out: 3 cases not kept and rejected codings."));
}

#[test]
fn bars_are_for_what_they_are_asked_for() {
    let bars = |more: &str| {
        let recipe = format!("name = \"a\"\nkind = \"frequencies\"\n{more}");
        let chapter = cook(&recipe, &columns(), &small::codebook()).expect("a sound recipe");
        let figure = chapter.blocks.iter().find_map(|block| match block {
            Block::Figure(Figure::Bars { caption, bars, .. }) => Some((caption.clone(), bars.clone())),
            _ => None,
        });
        let (caption, bars) = figure.expect("there is a figure");
        let bars: Vec<String> =
            bars.iter().map(|bar| format!("{}{}", "-".repeat(bar.depth.into()), bar.label)).collect();
        format!("{caption}: {}", bars.join(", "))
    };
    assert_snapshot!(bars(""), @"How often each theme occurs: Resourcing, Knowledge, In no theme");
    assert_snapshot!(bars("bars = \"both\""), @"How often each theme and code occurs: Resourcing, -staff, --staff training, Knowledge, -staff training, -research, In no theme, -rooms");
    assert_snapshot!(bars("by = \"themes\"\nbars = \"codes\""), @"How often each code occurs: staff, -staff training, research, rooms");
    assert_snapshot!(bars("by = \"codes\""), @"How often each code occurs: staff, -staff training, research, rooms");
}
