//! What open projects have gathered from the store and share is what one that has gathered nothing counts: after whatever
//! anybody does, takes back and does again, here or in another program.

use proptest::prelude::*;
use verbatim::project::{AnswerFilter, AnswerOrder, AnswerSort, CaseQuery, Likeness, Project, Quiet, ValuesOf, Whose};
use verbatim::query::FacetOptions;
use verbatim::store::Gathered;

use super::random::{Operation, act, import, open, operation};
use crate::support::Sandbox;

/// Everything that pages count, in words.
fn picture(project: &mut Project) -> Vec<String> {
    let mut seen = Vec::new();
    let mut see = |what: &str, shown: String| seen.push(format!("{what}: {shown}"));
    // First, since it brings the rules' proposals up to date.
    see("facets", format!("{:?}", project.facets("*", &FacetOptions::default(), None, &Quiet).ok()));
    see("status", format!("{:?}", project.status().expect("it is counted")));
    see("tree", format!("{:?}", project.code_tree().ok()));
    see("themes", format!("{:?}", project.codes().ok().map(|codebook| project.theme_counts(&codebook).ok())));
    see("overview", format!("{:?}", project.theme_overview(None).ok()));
    see("progress", format!("{:?}", project.source_progress().expect("it is counted")));
    see("waiting", format!("{:?}", project.waiting().expect("it is counted")));
    let files = project.listed_files().expect("files are listed");
    see("files", format!("{:?}", files.iter().map(|file| (&file.path, file.coding_count)).collect::<Vec<_>>()));
    see("cases", format!("{:?}", project.list_cases(&CaseQuery::default(), 0..100).expect("cases are listed")));
    see("alike", format!("{:?}", project.duplicate_cases(100).expect("cases are compared")));
    let Ok(survey) = project.survey("survey", &Quiet) else { return seen };
    see("respondents", format!("{:?}", project.respondent_counts(&survey).expect("they are counted")));
    let column = ValuesOf::Question("rating".to_owned());
    let sorts = [AnswerSort::File, AnswerSort::Words, AnswerSort::Length, AnswerSort::Values(column)];
    for (sort, likeness) in
        sorts.into_iter().zip([Likeness::Near, Likeness::Apart, Likeness::Identical, Likeness::Apart])
    {
        let order = AnswerOrder { sort, descending: false, likeness };
        let list = project.list_answers(&survey, "needs", &AnswerFilter::default(), &order, &Quiet);
        see("answers", format!("{order:?} {:?}", list.ok()));
    }
    seen
}

/// What is done, and by whom: taken back, done again, or something new, in this program or another.
fn doing() -> impl Strategy<Value = (Operation, u8, bool)> {
    (operation(), 0_u8..8, any::<bool>())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3, max_shrink_iters: 0, ..ProptestConfig::default() })]

    #[test]
    fn what_is_gathered_is_as_it_is_counted_anew(doings in prop::collection::vec(doing(), 60)) {
        let sandbox = Sandbox::small();
        let folder = sandbox.path("");
        let gathered = Gathered::default();
        let mut here = open(&folder);
        here.share_gathered(&gathered);
        import(&mut here);
        for (operation, how, is_here) in doings {
            let mut elsewhere = open(&folder);
            let project = if is_here { &mut here } else { &mut elsewhere };
            match how {
                0 => drop(project.undo(1, Whose::Own)),
                1 => drop(project.redo(1, Whose::Own)),
                2 => drop(project.undo(3, Whose::Own)),
                // What is done most: one coding.
                3 | 4 => act(project, &sandbox, operation.coding()),
                _ => act(project, &sandbox, operation),
            }
            // The study file may have changed: a page would have it opened anew, with what is gathered.
            here = open(&folder);
            here.share_gathered(&gathered);
            // Where nothing can be searched, the first that asks for codings brings the rules' proposals up to date.
            drop(picture(&mut open(&folder)));
            let shown = picture(&mut here);
            let anew = picture(&mut open(&folder));
            for (is, ought) in shown.iter().zip(&anew) {
                prop_assert_eq!(is, ought, "after {:?} {}", operation, how);
            }
            prop_assert_eq!(&picture(&mut here), &anew, "looked at again");
        }
    }
}
