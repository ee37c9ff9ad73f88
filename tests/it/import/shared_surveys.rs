//! Real surveys from `../shared/data`, where they are there: what is found in them without any plan.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use insta::assert_snapshot;
use verbatim::import::survey::{self, ColumnRole, Proposal, SurveyPlan};

use crate::support::shared_data;

/// Rows, answers and responses of a file, read by the plan proposed for it; then its questions by type, and how many
/// columns are left out as what.
fn survey_told(path: &Path) -> String {
    let proposal = Proposal::of_file(path, fs::File::open(path).unwrap(), None).unwrap();
    let plan = &proposal.plan;
    assert_eq!(SurveyPlan::from_toml(path, &proposal.to_toml()).unwrap(), *plan);
    let mut reader = survey::open(path, plan).unwrap();
    let (mut rows, mut left_out, mut answers, mut responses) = (0, 0, 0, 0);
    for respondent in reader.by_ref() {
        let respondent = respondent.unwrap();
        rows += 1;
        left_out += usize::from(respondent.excluded.is_some());
        answers += respondent.answers().count();
        responses += respondent.responses().count();
    }
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for column in &plan.columns {
        *counts.entry(column.role.word()).or_default() += 1;
    }
    let told = |roles: &[ColumnRole]| {
        let told = roles.iter().filter_map(|role| Some(format!("{role} {}", counts.get(role.word())?)));
        told.collect::<Vec<_>>().join(", ")
    };
    let (out, questions): (Vec<ColumnRole>, Vec<ColumnRole>) = ColumnRole::ALL
        .iter()
        .copied()
        .partition(|role| matches!(role, ColumnRole::Personal | ColumnRole::Meta | ColumnRole::Ignore));
    let unsure = proposal.findings.iter().filter(|finding| finding.doubt.is_some()).count();
    let parts: usize = plan.columns.iter().map(|column| column.parts.len()).sum();
    let warnings = reader.warnings();
    [
        Some(format!(
            "{} {}: {rows} rows, {left_out} left out, {answers} answers, {responses} responses",
            plan.dialect, plan.layout
        )),
        Some(format!("  {}", told(&questions))),
        Some(format!("  without {}", told(&out))).filter(|line| line.len() > 10),
        (parts > 0).then(|| format!("  {parts} columns gathered")),
        (unsure > 0).then(|| format!("  unsure of {unsure}")),
        (!warnings.is_empty()).then(|| format!("  {} warnings", warnings.len())),
    ]
    .into_iter()
    .flatten()
    .collect::<Vec<_>>()
    .join("\n")
}

/// All tables of a folder, one after the other.
fn folder_told(folder: &Path, end: &str) -> String {
    let mut paths: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.retain(|path| path.to_string_lossy().ends_with(end));
    let told =
        paths.iter().map(|path| format!("{}\n{}", path.file_name().unwrap().to_string_lossy(), survey_told(path)));
    told.collect::<Vec<_>>().join("\n")
}

#[test]
fn patient_comments() {
    let Some(folder) = shared_data("nhs-fft-themes") else { return };
    assert_snapshot!(survey_told(&folder.join("comments_dev.csv")), @"
    plain long: 5008 rows, 0 left out, 9741 answers, 31736 responses
      id 1, open 11, single 45, scale 2, date 1
      without meta 1
      unsure of 22
      3 warnings
    ");
    let Some(folder) = shared_data("nhs-phase1-themes") else { return };
    assert_snapshot!(survey_told(&folder.join("comments_dev.csv")), @"
    plain wide: 5877 rows, 0 left out, 17631 answers, 23485 responses
      open 3, single 3, number 1
      without meta 1
      unsure of 2
      3 warnings
    ");
}

#[test]
fn qualtrics_exports() {
    let Some(folder) = shared_data("qualtrics-samples") else { return };
    assert_snapshot!(folder_told(&folder, ".csv"), @"
    data__Sample_Surveys__Better_Sample_Survey__Better_Sample_Survey.csv
    qualtrics wide: 10 rows, 0 left out, 6 answers, 208 responses
      id 1, open 1, single 18, multiple 5, scale 7, number 3
      without personal 7, meta 6
      16 columns gathered
      unsure of 10
    data__Sample_Surveys__Comment_Coding__Test_Survey_for_Coded_Comments.csv
    qualtrics wide: 10 rows, 0 left out, 16 answers, 10 responses
      id 1, open 2, scale 1
      without personal 7, meta 6
      unsure of 1
    data__Sample_Surveys__Long_Exhaustive_Sample_Survey__Long_Exhaustive_Sample_Survey.csv
    qualtrics wide: 31 rows, 0 left out, 921 answers, 4033 responses
      id 1, open 31, single 15, multiple 55, scale 32, rank 5, number 29
      without personal 7, meta 6
      241 columns gathered
      unsure of 4
      1 warnings
    data__Sample_Surveys__Matrix_Single_Answer_Survey__Matrix_Single_Answer_Testing.csv
    qualtrics wide: 5 rows, 0 left out, 0 answers, 105 responses
      id 1, single 2, scale 17, number 2
      without personal 7, meta 6
      unsure of 17
    data__Sample_Surveys__Multiple_Answer_Matrix_Questions__Multiple_Answer_Matrix_Questions.csv
    qualtrics wide: 5 rows, 0 left out, 5 answers, 75 responses
      id 1, open 1, multiple 15
      without personal 6, meta 6, ignore 1
      60 columns gathered
      1 warnings
    data__Sample_Surveys__Multiple_Answer_Matrix_Questions__Multiple_Answer_Matrix_Questions_(Insights).csv
    qualtrics wide: 5 rows, 0 left out, 5 answers, 75 responses
      id 1, open 1, multiple 15
      without personal 7, meta 6
      60 columns gathered
    data__Sample_Surveys__No_Basis_for_Evaluation__No_Basis_for_Evaluation_(Insights).csv
    qualtrics wide: 15 rows, 0 left out, 0 answers, 240 responses
      id 1, multiple 7, number 9
      without personal 7, meta 6
      26 columns gathered
    data__Sample_Surveys__No_Basis_for_Evaluation__No_Basis_for_Evaluation_(Legacy).csv
    qualtrics wide: 15 rows, 0 left out, 0 answers, 240 responses
      id 1, multiple 7, number 9
      without personal 6, meta 6, ignore 1
      26 columns gathered
    data__Sample_Surveys__Sample_Survey__Sample_Survey.csv
    qualtrics wide: 5 rows, 0 left out, 2 answers, 90 responses
      id 1, open 1, single 16, multiple 14, scale 7, number 2
      without personal 7, meta 6
      34 columns gathered
      unsure of 25
    data__Sample_Surveys__Single_Answer_Multiple_Choice_Questions__Single_Answer_MC_Questions.csv
    qualtrics wide: 5 rows, 0 left out, 2 answers, 25 responses
      id 1, open 1, scale 1, number 4
      without personal 6, meta 6, ignore 1
      unsure of 1
    data__Sample_Surveys__Single_Answer_Multiple_Choice_Questions__Single_Answer_MC_Questions_(Insights).csv
    qualtrics wide: 5 rows, 0 left out, 2 answers, 25 responses
      id 1, open 1, scale 1, number 4
      without personal 7, meta 6
      unsure of 1
    data__Sample_Surveys__Survey_Logic__Survey_Logic_EVERYWHERE.csv
    qualtrics wide: 10 rows, 0 left out, 0 answers, 38 responses
      id 1, open 1, single 4, scale 2
      without personal 6, meta 6, ignore 1
      unsure of 5
    data__Sample_Surveys__Test_Getting_Choice_Text_from_Response_Columns__Choice_Text_from_Response_Columns.csv
    qualtrics wide: 5 rows, 0 left out, 0 answers, 80 responses
      id 1, scale 16
      without personal 7, meta 6
      unsure of 16
    data__Sample_Surveys__Text_Entry_Components__Questions_with_Text_Entry_Components.csv
    qualtrics wide: 15 rows, 0 left out, 160 answers, 180 responses
      id 1, open 12, single 6, multiple 1, scale 5
      without personal 7, meta 6
      3 columns gathered
      unsure of 5
    data__Sample_Surveys__User_Notes_Survey__Notes_Survey.csv
    qualtrics wide: 5 rows, 0 left out, 0 answers, 15 responses
      id 1, single 2, scale 1
      without personal 7, meta 6
      unsure of 1
    inst__extdata__sample.csv
    qualtrics wide: 1 rows, 0 left out, 1 answers, 1 responses
      id 1, open 1, single 1
      without personal 6, meta 11
      unsure of 1
    inst__extdata__sample_legacy.csv
    qualtrics wide: 1 rows, 0 left out, 1 answers, 1 responses
      id 1, open 1, single 1
      without personal 6, meta 6, ignore 1
      unsure of 1
    ");
}

#[test]
fn surveymonkey_exports() {
    let Some(folder) = shared_data("surveymonkey-cncf") else { return };
    assert_snapshot!(folder_told(&folder, ".csv"), @"
    ambassador__2021__CNCF_Ambassadors_Survey_2021.csv
    surveymonkey wide: 44 rows, 0 left out, 224 answers, 220 responses
      id 1, open 9, single 2, scale 3
      without meta 3
    maintainer__2018__results-h1.csv
    googleforms wide: 56 rows, 0 left out, 56 answers, 336 responses
      open 1, single 3, multiple 1, scale 2
      without meta 1, ignore 1
      unsure of 2
      1 warnings
    maintainer__2020__h1__CNCF_Maintainers_Survey_2020_H1.csv
    surveymonkey wide: 79 rows, 0 left out, 350 answers, 948 responses
      id 1, open 12, single 1, multiple 1, scale 10
      without meta 3
      44 columns gathered
      unsure of 4
    maintainer__2020__h2__CNCF_Maintainers_Survey_2020_H2_Summary.csv
    plain wide: 180 rows, 0 left out, 150 answers, 565 responses
      open 1, single 5, scale 2, number 6
      unsure of 5
      2 warnings
    maintainer__2021__h2__CNCF_Maintainers_Survey_2021_H2.csv
    surveymonkey wide: 102 rows, 0 left out, 671 answers, 1428 responses
      id 1, open 17, single 1, scale 13
      without meta 3
      unsure of 3
    maintainer__2022__h1__CNCF_Maintainers_Survey_2022_H1.csv
    surveymonkey wide: 99 rows, 0 left out, 1152 answers, 2655 responses
      open 32, single 2, multiple 1, scale 25
      without ignore 2
      62 columns gathered
      unsure of 5
      1 warnings
    maintainer__2023__h2__CNCF_Maintainers_Survey_2023_H2.csv
    surveymonkey wide: 133 rows, 0 left out, 977 answers, 1330 responses
      open 15, single 3, scale 7
      unsure of 7
    marketing__CNCF_Marketing_and_Member_Survey_1H_2020.csv
    surveymonkey wide: 150 rows, 0 left out, 319 answers, 2122 responses
      open 15, single 11, multiple 5, scale 2
      39 columns gathered
      unsure of 1
    micro-surveys__CNCF_Cloud_Native_and_Kubernetes_FinOps_Microsurvey.csv
    surveymonkey wide: 102 rows, 0 left out, 53 answers, 806 responses
      id 1, open 9, single 10, multiple 6, scale 2
      58 columns gathered
    micro-surveys__CNCF_GitOps_Microsurvey.csv
    surveymonkey wide: 220 rows, 0 left out, 40 answers, 2040 responses
      id 1, open 8, single 6, multiple 7
      80 columns gathered
    projects__strimzi__Strimzi_Survey_2022.csv
    surveymonkey wide: 41 rows, 0 left out, 60 answers, 713 responses
      open 3, single 4, multiple 1, rank 14
      9 columns gathered
    toc__h1__CNCF_TOC_Survey_2020_H1.csv
    surveymonkey wide: 28 rows, 0 left out, 93 answers, 543 responses
      id 1, open 6, single 1, multiple 2, scale 17
      without meta 3
      14 columns gathered
      unsure of 1
    ");
}

#[test]
fn limesurvey_exports() {
    let Some(folder) = shared_data("limesurvey-rse") else { return };
    assert_snapshot!(folder_told(&folder, ".csv"), @"
    analysis__2017__nl__data__public_data.csv
    limesurvey wide: 77 rows, 0 left out, 43 answers, 4116 responses
      open 1, single 20, multiple 3, scale 32, number 4
      without meta 1
      73 columns gathered
      unsure of 2
    analysis__2017__zaf__data__public_data.csv
    limesurvey wide: 22 rows, 0 left out, 93 answers, 1472 responses
      open 8, single 24, multiple 12, scale 46, rank 1, number 4
      without meta 1
      194 columns gathered
      unsure of 7
    ");
}

#[test]
fn google_forms_exports() {
    let Some(folder) = shared_data("google-forms-ssi-2014") else { return };
    assert_snapshot!(survey_told(&folder.join("form_responses.csv")), @"
    googleforms wide: 406 rows, 0 left out, 1650 answers, 4448 responses
      open 5, single 9, multiple 2
      without personal 1, meta 1
      unsure of 4
      2 warnings
    ");
    let Some(folder) = shared_data("google-forms-learning-r") else { return };
    assert_snapshot!(survey_told(&folder.join("form_responses_2018_english.tsv")), @"
    googleforms wide: 2121 rows, 2 left out, 23252 answers, 40852 responses
      open 15, single 9, multiple 5, scale 9, number 3
      without meta 1, ignore 1
      unsure of 9
      9 warnings
    ");
    let Some(folder) = shared_data("ros-guidelines-coded") else { return };
    assert_snapshot!(survey_told(&folder.join("online_questionnaire__online_questionnaire_responses_raw.csv")), @"
    googleforms wide: 77 rows, 0 left out, 119 answers, 2886 responses
      open 3, single 2, scale 39, number 1
      without personal 1, meta 1
      unsure of 1
    ");
}

#[test]
fn other_tools() {
    let Some(folder) = shared_data("jupyter-ux-survey-2015") else { return };
    assert_snapshot!(survey_told(&folder.join("survey_export.csv")), @"
    plain wide: 1706 rows, 616 left out, 10210 answers, 5465 responses
      open 28, single 5, multiple 1
      without meta 3
    ");
    let Some(folder) = shared_data("qualcoder-examples") else { return };
    assert_snapshot!(survey_told(&folder.join("survey456.csv")), @"
    plain wide: 3 rows, 0 left out, 6 answers, 5 responses
      id 1, open 2, single 1, number 1
      unsure of 2
    ");
}
