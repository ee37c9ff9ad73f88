//! Real tables from `../shared/data`, where they are there.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use verbatim::import::ImportError;
use verbatim::import::survey::{self, ColumnPlan, ColumnRole, SurveyPlan};

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
    assert_snapshot!(outcomes("qualtrics-samples", &["xlsx"]).unwrap(), @"
    Q5_Coded.xlsx: 6 columns, 5 rows, 22 cells, 1573 letters
    Insights_vs_Pre-Insights_Headers.xlsx: 2 columns, 75 rows, 149 cells, 2028 letters
    Q5_Coded.xlsx: 6 columns, 5 rows, 22 cells, 1573 letters
    Insights_vs_Pre-Insights_Headers.xlsx: 2 columns, 20 rows, 39 cells, 339 letters
    ");
    assert_snapshot!(outcomes("requirements-interviews-coded", &["xlsx"]).unwrap(), @"interview-data.xlsx: 23 columns, 108 rows, 892 cells, 5942 letters");
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
