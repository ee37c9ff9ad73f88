//! Respondents in rows, attributes and questions in columns.

use verbatim::project::{AnswerFilter, AnswerOrder, AnswerSort, AnswerState, GridCell, Likeness, Quiet};

use super::{answer, attribute, only, study};

fn cell(cell: &GridCell) -> String {
    match cell {
        GridCell::Value(value) => value.clone(),
        GridCell::Answers(answers) => {
            let said = answers.iter().map(|(_, content, codes)| {
                let codes: Vec<&str> = codes.iter().map(|on| on.code.as_str()).collect();
                format!("{content} [{}]", codes.join(" "))
            });
            said.collect::<Vec<_>>().join(" / ")
        }
        GridCell::Blank => "–".to_owned(),
        GridCell::NotAsked => "not asked".to_owned(),
        GridCell::NotApplicable => "not applicable".to_owned(),
    }
}

#[test]
fn every_cell_says_what_it_is() {
    let (_sandbox, mut project, survey) = study();
    let cases = project.list_respondents(&survey, &AnswerFilter::default(), &AnswerOrder::default(), &Quiet);
    let cases = cases.expect("the respondents are listed");
    let columns = [attribute("sector"), answer("rating"), answer("needs"), answer("why")];
    let rows = project.show_respondents(&survey, &cases, &columns).expect("they are there");
    let shown: Vec<String> = rows
        .iter()
        .map(|row| format!("{} | {}", row.respondent, row.cells.iter().map(cell).collect::<Vec<_>>().join(" | ")))
        .collect();
    insta::assert_snapshot!(shown.join("\n"), @"
    R1 | Schools | 4 | More training for new staff. [training] | We are new []
    R2 | Schools | 2 | Longer funding. [funding] | –
    R3 | Schools | 3 | – | Nothing else helps []
    R4 | Clinics | 5 | longer  funding [funding] | not applicable
    R5 | Clinics | 1 | Training and one more post. [training posts] | not asked
    R6 | Clinics | 4 | Nothing at present. [] | It runs well []
    R8 | – | 2 | LONGER FUNDING! [funding] | Grants end [funding]
    R9 | Clinics | 10 | longer fundings [funding] | –
    ");
}

#[test]
fn respondents_pass_by_what_they_have_and_by_any_answer_of_theirs() {
    let (_sandbox, mut project, survey) = study();
    let mut check = |filter: AnswerFilter, sort: AnswerSort, expected: &str| {
        let order = AnswerOrder { sort, descending: false, likeness: Likeness::Apart };
        let cases = project.list_respondents(&survey, &filter, &order, &Quiet).expect("they are listed");
        let rows = project.show_respondents(&survey, &cases, &[]).expect("they are there");
        assert_eq!(rows.into_iter().map(|row| row.respondent).collect::<Vec<_>>().join(" "), expected, "{filter:?}");
    };
    let of =
        |code: Option<&str>, state| AnswerFilter { code: code.map(str::to_owned), state, ..AnswerFilter::default() };
    check(AnswerFilter::default(), AnswerSort::Values(answer("rating")), "R5 R2 R8 R3 R1 R6 R4 R9");
    check(only(attribute("sector"), &[None]), AnswerSort::File, "R8");
    check(of(Some("training"), None), AnswerSort::File, "R1 R5");
    check(of(None, Some(AnswerState::Uncoded)), AnswerSort::File, "R1 R3 R6");
}

#[test]
fn values_are_counted_among_those_whom_the_other_choices_let_pass() {
    let (_sandbox, project, survey) = study();
    let counted = |of, filter: &AnswerFilter| {
        let values = project.survey_values(&survey, &of, filter).expect("there is such a column");
        let values =
            values.into_iter().map(|value| format!("{} {}", value.value.as_deref().unwrap_or("–"), value.count));
        values.collect::<Vec<_>>().join(", ")
    };
    assert_eq!(counted(answer("sector"), &AnswerFilter::default()), "Schools 3, Clinics 4, – 1");
    assert_eq!(counted(answer("rating"), &AnswerFilter::default()), "1 1, 2 2, 3 1, 4 2, 5 1, 10 1");
    let clinics = only(answer("sector"), &[Some("Clinics")]);
    assert_eq!(counted(answer("rating"), &clinics), "1 1, 4 1, 5 1, 10 1");
    // What is chosen of the column itself does not narrow it.
    assert_eq!(counted(answer("sector"), &clinics), "Schools 3, Clinics 4, – 1");
}
