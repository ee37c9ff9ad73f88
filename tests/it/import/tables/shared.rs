//! Real tables from `../shared/data`, where they are there.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use verbatim::import::ImportError;
use verbatim::import::survey::{self, ColumnPlan, ColumnRole, SurveyPlan};

use super::told;
use crate::support::shared_data;

/// What is in a file whose columns are all open questions.
fn outcome(path: &Path) -> String {
    let read = || {
        let detected = SurveyPlan::detect(path, File::open(path).unwrap())?;
        let columns = detected.columns.iter().map(|column| ColumnPlan::new(&column.name, ColumnRole::Open)).collect();
        let plan = SurveyPlan { columns, respondent: None, exclusions: Vec::new(), ..detected };
        let mut reader = survey::open(path, &plan)?;
        let (mut rows, mut cells, mut letters) = (0, 0, 0);
        for respondent in reader.by_ref() {
            let respondent = respondent?;
            rows += 1;
            cells += respondent.answers().count();
            letters += respondent.answers().map(|(_, words)| words.chars().count()).sum::<usize>();
        }
        let looks = reader.warnings().iter().map(|warning| format!("\n    {}", warning.message)).collect::<String>();
        Ok(format!("{} columns, {rows} rows, {cells} cells, {letters} letters{looks}", plan.columns.len()))
    };
    read().unwrap_or_else(|error: ImportError| error.to_string())
}

/// What comes of all files of a folder with these extensions.
fn outcomes(folder: &str, extensions: &[&str]) -> Option<String> {
    let folder = shared_data(folder)?;
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.retain(|path| extensions.iter().any(|extension| path.extension().is_some_and(|found| found == *extension)));
    paths.sort();
    let told = paths.iter().map(|path| {
        let name = path.file_name().unwrap().to_string_lossy();
        let short = name.rsplit("__").next().unwrap_or(&name);
        format!("{short}: {}\n", outcome(path).replace(&path.display().to_string(), "it"))
    });
    Some(told.collect())
}

#[test]
fn excel_workbooks() {
    let Some(told) = outcomes("qualcoder-examples", &["xlsx"]) else { return };
    assert_snapshot!(told, @"
    cases456.xlsx: 4 columns, 3 rows, 12 cells, 40 letters
    cases456_more_data.xlsx: 3 columns, 3 rows, 9 cells, 41 letters
    cases456_replace_values.xlsx: 4 columns, 3 rows, 12 cells, 90 letters
    survey789.xlsx: 6 columns, 3 rows, 17 cells, 793 letters
    survey789_more_data.xlsx: 4 columns, 3 rows, 12 cells, 58 letters
    survey789_replace_data.xlsx: 3 columns, 3 rows, 9 cells, 39 letters
    ");
    assert_snapshot!(outcomes("qualtrics-samples", &["xls", "xlsx"]).unwrap(), @r#"
    example_long_and_lean.xls: 4 columns, 420 rows, 1450 cells, 18225 letters
        only the sheet "lean_dict" is read; other sheets are not read: "qdict", "panel_df" (write sheet = "…" in the plan to read another)
    Q5_Coded.xlsx: 6 columns, 5 rows, 22 cells, 1573 letters
    Insights_vs_Pre-Insights_Headers.xlsx: 2 columns, 75 rows, 149 cells, 2028 letters
    Q5_Coded.xlsx: 6 columns, 5 rows, 22 cells, 1573 letters
    Insights_vs_Pre-Insights_Headers.xlsx: 2 columns, 20 rows, 39 cells, 339 letters
    "#);
    assert_snapshot!(outcomes("requirements-interviews-coded", &["xlsx"]).unwrap(), @r#"
    interview-data.xlsx: 23 columns, 108 rows, 892 cells, 5942 letters
        only the sheet "Data" is read; other sheets are not read: "Overlap", "Codes Quality Factors", "Statistic Quality Factors", "Codes Context Factors", "Codes Activities", "Codes Attributes", "Matrix Activities x Attributes", "Codes Impact" (write sheet = "…" in the plan to read another)
    "#);
    assert_snapshot!(outcomes("sheffield-open-qual-interviews", &["xlsx"]).unwrap(), @"participants.xlsx: 19 columns, 15 rows, 285 cells, 2273 letters");
    assert_snapshot!(outcomes("taguette-exports", &["xlsx"]).unwrap(), @"
    taguette_codebook.xlsx: 4 columns, 8 rows, 32 cells, 324 letters
    taguette_highlights.xlsx: 4 columns, 38 rows, 152 cells, 9513 letters
    ");
    assert_snapshot!(outcomes("talkmoves-lessons", &["xlsx"]).unwrap(), @"
    Subset_1_Comparing_Fractions_5_Grade_4.xlsx: 7 columns, 67 rows, 335 cells, 8651 letters
    Subset_1_Math_SW2_transcript.xlsx: 7 columns, 468 rows, 2818 cells, 31398 letters
    Subset_1_Video_Mosaic_Grade_4_Building_large_models_1.xlsx: 7 columns, 240 rows, 1196 cells, 14053 letters
    Subset_1_Video_Mosaic_Grade_4_Division_of_Fractions_3.xlsx: 7 columns, 107 rows, 552 cells, 7983 letters
    Subset_1_Video_Mosaic_Grade_4_Models_to_Compare_Fractions_1.xlsx: 7 columns, 33 rows, 166 cells, 3338 letters
    Subset_1_Video_Mosaic_Grade_6_1_variable_11.xlsx: 7 columns, 197 rows, 790 cells, 10844 letters
    Subset_2_TalkBack.Year1.Barry.Spring.013120.xlsx: 7 columns, 153 rows, 922 cells, 9166 letters
    Subset_2_TalkBack.Year1.Benson.Spring.011420.xlsx: 7 columns, 412 rows, 2082 cells, 28062 letters
    Subset_2_TalkBack.Year1.Gautier.Fall.100819.xlsx: 7 columns, 374 rows, 1888 cells, 25338 letters
    Subset_2_TalkBack.Year1.Gibson.Spring.012320.xlsx: 7 columns, 338 rows, 2048 cells, 24050 letters
    Subset_2_TalkBack.Year1.Keene.Fall.120619-2.xlsx: 7 columns, 112 rows, 674 cells, 7224 letters
    Subset_2_TalkBack.Year1.Koski.Fall.121119-2.xlsx: 7 columns, 181 rows, 1089 cells, 9735 letters
    Subset_2_TalkBack.Year1.Levy.Fall.112219.xlsx: 7 columns, 179 rows, 1076 cells, 10586 letters
    Subset_2_TalkBack.Year1.Smith.Spring.012120.xlsx: 7 columns, 166 rows, 840 cells, 10244 letters
    Subset_2_TalkBack.Year1.Strathom.Spring.011620.xlsx: 7 columns, 160 rows, 803 cells, 9813 letters
    Subset_2_TalkBack.Year1.Tolliver.Spring.011620.xlsx: 7 columns, 302 rows, 1818 cells, 23553 letters
    Subset_2_TalkBack.Year2.Davies.Spring.012621.xlsx: 7 columns, 475 rows, 2380 cells, 27473 letters
    Subset_2_TalkBack.Year2.Gautier.Spring.020221.xlsx: 7 columns, 463 rows, 2794 cells, 32185 letters
    Subset_2_TalkBack.Year2.Gibson.Spring.041221-1.xlsx: 7 columns, 372 rows, 1868 cells, 26206 letters
    Subset_2_TalkBack.Year2.Smith.Fall.111020.xlsx: 7 columns, 466 rows, 2821 cells, 29784 letters
    ");
}

#[test]
fn spss_files() {
    let Some(told) = outcomes("spss-sav", &["sav", "zsav"]) else { return };
    assert_snapshot!(told, @"
    datetime.sav: 3 columns, 2 rows, 6 cells, 68 letters
    hebrews.sav: 1 columns, 99 rows, 99 cells, 172 letters
    iris.sav: 5 columns, 150 rows, 750 cells, 2908 letters
    labelled-num.sav: 1 columns, 1 rows, 1 cells, 11 letters
    labelled-str.sav: 1 columns, 2 rows, 2 cells, 10 letters
    missing_char.sav: 1 columns, 1 rows, 1 cells, 7 letters
        1 row left out, in which there is nothing
        mychar: 1 answer that the file marks as missing, read as blank; the first is in row 1
    missing_test.sav: 1 columns, 1 rows, 1 cells, 1 letters
        1 row left out, in which there is nothing
        var1: 1 answer that the file marks as missing, read as blank; the first is in row 1
    ordered_category.sav: 1 columns, 4 rows, 4 cells, 16 letters
    sample.sav: 7 columns, 5 rows, 32 cells, 219 letters
    sample.zsav: 7 columns, 5 rows, 32 cells, 219 letters
    simple_alltypes.sav: 12 columns, 6 rows, 63 cells, 263 letters
        x: 1 answer that the file marks as missing, read as blank; the first is in row 5
        z: 2 answers that the file marks as missing, read as blank; the first is in row 1
    test_width.sav: 4 columns, 5 rows, 20 cells, 217 letters
    variable-label.sav: 1 columns, 1 rows, 1 cells, 6 letters
    ");
}

/// The same data as text, published beside the file, with numbers where there are labels.
#[test]
fn an_spss_file_and_its_text() {
    let Some(folder) = shared_data("spss-sav") else { return };
    let text = fs::read_to_string(folder.join("csv_equivalent/sample.csv")).unwrap();
    let label = |column: usize, cell: &str| match (column, cell) {
        (3, moment) => moment.replace('T', " "),
        (4, "1") => "Male".to_owned(),
        (4, "2") => "Female".to_owned(),
        (5, "1") => "low".to_owned(),
        (5, "2") => "medium".to_owned(),
        (5, "3") => "high".to_owned(),
        (6, "0:00:00") => "00:00:00".to_owned(),
        (_, cell) => cell.to_owned(),
    };
    let line = |line: &str| {
        let cells = line.trim_start_matches('\u{feff}').replace(".000000", "");
        let cells: Vec<String> = cells.split(',').enumerate().map(|(column, cell)| label(column, cell)).collect();
        cells.join(" | ").trim_end().to_owned()
    };
    let expected: Vec<String> = text.lines().map(line).collect();
    for name in ["sample.sav", "sample.zsav"] {
        let found = told(name, &fs::read(folder.join(name)).unwrap());
        assert_eq!(found.lines().collect::<Vec<_>>(), expected, "{name}");
    }
}
