//! csv: what programs read.

use verbatim::export::Format;
use verbatim::report::{Block, Chapter, Column, Report, Table};

use super::sample;
use super::support::rendered;

const BYTE_ORDER_MARK: &str = "\u{feff}";

fn text(report: &Report, index: usize) -> String {
    String::from_utf8(rendered(report, Format::Csv)[index].bytes.clone()).expect("the file is UTF-8")
}

fn names(report: &Report) -> Vec<String> {
    rendered(report, Format::Csv).into_iter().map(|file| file.file_name).collect()
}

#[test]
fn a_table_is_tidy_and_its_groups_become_columns() {
    let text = text(&sample::plain(), 0);
    assert!(text.starts_with(BYTE_ORDER_MARK));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count(), "lines end as RFC 4180 says");
    insta::assert_snapshot!(text.trim_start_matches(BYTE_ORDER_MARK).replace("\r\n", "\n"), @r"
    Group,Theme,Cases: n,Cases: %
    Survey,Resourcing | access,17,45.9%
    Survey,'=SUM(A1),*,–
    ,Total,12345,-0.5
    ");
}

/// Base R makes a mark that says nothing a part of the first column's name.
#[test]
fn what_is_ascii_has_no_mark() {
    let column = |title: &str| Column { title: title.to_owned(), ..Column::default() };
    let of = |title: &str| {
        let table = Table { columns: vec![column(title)], ..Table::default() };
        let chapters = vec![Chapter { blocks: vec![Block::Table(table)], ..Chapter::default() }];
        text(&Report { chapters, ..Report::default() }, 0)
    };
    assert_eq!(of("case"), "case\r\n");
    assert_eq!(of("Fälle"), "\u{feff}Fälle\r\n");
}

#[test]
fn one_table_is_called_as_the_output_and_several_by_chapter() {
    let mut report = sample::plain();
    assert_eq!(names(&report), ["out-themes-1.csv", "out-themes-2.csv"]);
    report.chapters[0].blocks.truncate(1);
    assert_eq!(names(&report), ["out.csv"]);
}

#[test]
fn no_two_files_have_one_name() {
    let mut report = sample::plain();
    report.chapters[0].blocks.truncate(1);
    let mut other = report.chapters[0].clone();
    other.name = "THEMES".to_owned();
    report.chapters.push(other);
    assert_eq!(names(&report), ["out-themes-1.csv", "out-THEMES-1-2.csv"]);
}

#[test]
fn a_report_without_tables_gives_no_file() {
    let chapters = vec![Chapter { blocks: vec![Block::Note("Nothing.".to_owned())], ..Chapter::default() }];
    assert_eq!(names(&Report { chapters, ..Report::default() }), Vec::<String>::new());
}

#[test]
fn quotations_are_a_table() {
    let text = text(&sample::plain(), 1);
    insta::assert_snapshot!(text.trim_start_matches(BYTE_ORDER_MARK).replace("\r\n", "\n"), @r#"
    Section,Quotation,Label,sector
    ,"We need <more> time.
    And *rooms*.",Participant E,Policing
    "#);
}

#[test]
fn a_figure_counts_only_where_nothing_else_says_its_numbers() {
    let report = Report { chapters: vec![sample::rich().chapters.remove(4)], ..Report::default() };
    insta::assert_snapshot!(text(&report, 0).trim_start_matches(BYTE_ORDER_MARK).replace("\r\n", "\n"), @r"
    Step,Left before this step,n
    Opened the survey,,51
    ,without consent,3
    Gave consent,,48
    ,without any answer to the open questions,10
    ,not a provider,1
    Kept for analysis,,37
    Of these in the UK,,32
    ");
}

#[test]
fn every_row_can_be_read_back() {
    for file in rendered(&sample::rich(), Format::Csv) {
        let bytes = file.bytes.strip_prefix(BYTE_ORDER_MARK.as_bytes()).unwrap_or(&file.bytes);
        let mut reader = csv::Reader::from_reader(bytes);
        for record in reader.records() {
            record.unwrap_or_else(|error| panic!("{}: {error}", file.file_name));
        }
    }
}

#[test]
fn no_text_is_a_formula() {
    let report = Report { chapters: vec![sample::rich().chapters.remove(6)], ..Report::default() };
    let text = text(&report, 0);
    for neutral in ["'=SUM(A1),'=SUM(A1)", "'+1,'+1", "'-1,'-1", "'@ you,'@ you", "Words,'-n"] {
        assert!(text.contains(neutral), "{neutral} is missing");
    }
    assert!(text.contains(",-1.8\r\n"), "a number keeps its minus sign");
}
