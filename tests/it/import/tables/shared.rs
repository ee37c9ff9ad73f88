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
    cases456.xlsx: plain wide, 4 columns, 3 rows, 3 answers, 6 responses
    cases456_more_data.xlsx: plain wide, 3 columns, 3 rows, 3 answers, 3 responses
    cases456_replace_values.xlsx: plain wide, 4 columns, 3 rows, 3 answers, 6 responses
    survey789.xlsx: plain wide, 6 columns, 3 rows, 9 answers, 5 responses
    survey789_more_data.xlsx: plain wide, 4 columns, 3 rows, 6 answers, 3 responses
    survey789_replace_data.xlsx: plain wide, 3 columns, 3 rows, 3 answers, 3 responses
    ");
    assert_snapshot!(outcomes("qualtrics-samples", &["xlsx"]).unwrap(), @"
    Q5_Coded.xlsx: plain wide, 6 columns, 5 rows, 5 answers, 12 responses
    Insights_vs_Pre-Insights_Headers.xlsx: plain wide, 2 columns, 75 rows, 149 answers, 0 responses
    Q5_Coded.xlsx: plain wide, 6 columns, 5 rows, 5 answers, 12 responses
    Insights_vs_Pre-Insights_Headers.xlsx: plain wide, 2 columns, 20 rows, 39 answers, 0 responses
    ");
    assert_snapshot!(outcomes("requirements-interviews-coded", &["xlsx"]).unwrap(), @"interview-data.xlsx: plain wide, 23 columns, 108 rows, 30 answers, 754 responses");
    assert_snapshot!(outcomes("sheffield-open-qual-interviews", &["xlsx"]).unwrap(), @"participants.xlsx: plain wide, 19 columns, 15 rows, 75 answers, 210 responses");
    assert_snapshot!(outcomes("taguette-exports", &["xlsx"]).unwrap(), @"
    taguette_codebook.xlsx: plain wide, 4 columns, 8 rows, 16 answers, 16 responses
    taguette_highlights.xlsx: plain wide, 4 columns, 38 rows, 38 answers, 76 responses
    ");
    assert_snapshot!(outcomes("talkmoves-lessons", &["xlsx"]).unwrap(), @"
    Subset_1_Comparing_Fractions_5_Grade_4.xlsx: plain wide, 7 columns, 67 rows, 67 answers, 268 responses
    Subset_1_Math_SW2_transcript.xlsx: plain wide, 7 columns, 468 rows, 468 answers, 1882 responses
    Subset_1_Video_Mosaic_Grade_4_Building_large_models_1.xlsx: plain wide, 7 columns, 240 rows, 240 answers, 956 responses
    Subset_1_Video_Mosaic_Grade_4_Division_of_Fractions_3.xlsx: plain wide, 7 columns, 107 rows, 107 answers, 428 responses
    Subset_1_Video_Mosaic_Grade_4_Models_to_Compare_Fractions_1.xlsx: plain wide, 7 columns, 33 rows, 33 answers, 133 responses
    Subset_1_Video_Mosaic_Grade_6_1_variable_11.xlsx: plain wide, 7 columns, 197 rows, 197 answers, 593 responses
    Subset_2_TalkBack.Year1.Barry.Spring.013120.xlsx: plain wide, 7 columns, 153 rows, 153 answers, 616 responses
    Subset_2_TalkBack.Year1.Benson.Spring.011420.xlsx: plain wide, 7 columns, 412 rows, 824 answers, 1257 responses
    Subset_2_TalkBack.Year1.Gautier.Fall.100819.xlsx: plain wide, 7 columns, 374 rows, 374 answers, 1513 responses
    Subset_2_TalkBack.Year1.Gibson.Spring.012320.xlsx: plain wide, 7 columns, 338 rows, 338 answers, 1372 responses
    Subset_2_TalkBack.Year1.Keene.Fall.120619-2.xlsx: plain wide, 7 columns, 112 rows, 112 answers, 450 responses
    Subset_2_TalkBack.Year1.Koski.Fall.121119-2.xlsx: plain wide, 7 columns, 181 rows, 181 answers, 727 responses
    Subset_2_TalkBack.Year1.Levy.Fall.112219.xlsx: plain wide, 7 columns, 179 rows, 179 answers, 718 responses
    Subset_2_TalkBack.Year1.Smith.Spring.012120.xlsx: plain wide, 7 columns, 166 rows, 167 answers, 673 responses
    Subset_2_TalkBack.Year1.Strathom.Spring.011620.xlsx: plain wide, 7 columns, 160 rows, 160 answers, 642 responses
    Subset_2_TalkBack.Year1.Tolliver.Spring.011620.xlsx: plain wide, 7 columns, 302 rows, 302 answers, 1214 responses
    Subset_2_TalkBack.Year2.Davies.Spring.012621.xlsx: plain wide, 7 columns, 475 rows, 475 answers, 1905 responses
    Subset_2_TalkBack.Year2.Gautier.Spring.020221.xlsx: plain wide, 7 columns, 463 rows, 463 answers, 1868 responses
    Subset_2_TalkBack.Year2.Gibson.Spring.041221-1.xlsx: plain wide, 7 columns, 372 rows, 372 answers, 1496 responses
    Subset_2_TalkBack.Year2.Smith.Fall.111020.xlsx: plain wide, 7 columns, 466 rows, 466 answers, 1889 responses
    ");
}
