//! Coding answers many at once, and deciding on what is proposed on them.

use verbatim::model::{CodingStatus, TextId};
use verbatim::project::{AnswerFilter, Likeness, Progress, Project, ProjectError, Quiet, Survey, Whose, WordsOfAnswer};

use super::{study, together};

/// The answers that are taken for one with the most frequent.
fn same(project: &mut Project, survey: &Survey) -> Vec<TextId> {
    let order = together(Likeness::Identical);
    let list = project.list_answers(survey, "needs", &AnswerFilter::default(), &order, &Quiet);
    list.expect("the answers are listed").groups.swap_remove(0)
}

/// The codes on answers that are taken for one: accepted, proposed, rejected of each.
fn codes(project: &Project, texts: &[TextId]) -> String {
    let shown = project.show_answers(&[texts.to_vec()], &[]).expect("they are there");
    let codes = shown[0].codes.iter().map(|on| format!("{} {}/{}/{}", on.code, on.accepted, on.proposed, on.rejected));
    codes.collect::<Vec<_>>().join(", ")
}

#[test]
fn a_code_is_laid_on_all_identical_answers_at_once_and_taken_back_at_once() {
    let (_sandbox, mut project, survey) = study();
    let texts = same(&mut project, &survey);
    assert_eq!(codes(&project, &texts), "funding 0/3/0");
    let laid = project.code_answers("posts", &texts, None, &Quiet).expect("they can be coded");
    assert_eq!((laid.added, laid.same), (3, 0));
    assert_eq!(codes(&project, &texts), "posts 3/0/0, funding 0/3/0");
    assert_eq!(project.code_answers("posts", &texts, None, &Quiet).expect("they can be coded").same, 3);
    project.undo(1, Whose::Own).expect("there is a step to take back");
    assert_eq!(codes(&project, &texts), "funding 0/3/0");
}

#[test]
fn a_new_code_and_what_it_is_given_to_are_one_step() {
    let (_sandbox, mut project, survey) = study();
    let texts = same(&mut project, &survey);
    let (id, laid) = project.code_answers_anew("Money that lasts", &texts, None, &Quiet).expect("it is made");
    assert_eq!((id.as_str(), laid.added), ("money-that-lasts", 3));
    project.undo(1, Whose::Own).expect("there is a step to take back");
    assert_eq!(codes(&project, &texts), "funding 0/3/0");
    assert!(project.codes().expect("there is a codebook").code_index("money-that-lasts").is_none());
}

#[test]
fn proposals_on_answers_are_decided_together() {
    let (_sandbox, mut project, survey) = study();
    let texts = same(&mut project, &survey);
    assert_eq!(project.decide_answers(&texts[..2], None, CodingStatus::Accepted, &Quiet).expect("they are decided"), 2);
    assert_eq!(codes(&project, &texts), "funding 2/1/0");
    // Only what is still open is decided where no code is named.
    assert_eq!(project.decide_answers(&texts, None, CodingStatus::Rejected, &Quiet).expect("they are decided"), 1);
    assert_eq!(codes(&project, &texts), "funding 2/0/1");
    assert_eq!(
        project.decide_answers(&texts, Some("funding"), CodingStatus::Proposed, &Quiet).expect("they are reset"),
        3
    );
    assert_eq!(codes(&project, &texts), "funding 0/3/0");
    let error =
        project.decide_answers(&texts, Some("fundin"), CodingStatus::Accepted, &Quiet).expect_err("no such code");
    assert_eq!(error.to_string(), "there is no code \"fundin\"; did you mean \"funding\"?");
}

#[test]
fn a_code_is_taken_off_and_what_rules_proposed_is_rejected_and_others_keep_theirs() {
    let (_sandbox, mut project, survey) = study();
    let texts = same(&mut project, &survey);
    project.set_person("ann").expect("that is a name");
    project.code_answers("posts", &texts[..1], None, &Quiet).expect("it can be coded");
    project.set_person("bo").expect("that is a name");
    project.code_answers("posts", &texts, None, &Quiet).expect("they can be coded");
    assert_eq!(project.uncode_answers(&texts, "posts", &Quiet).expect("it is taken off"), (3, 1));
    assert_eq!(project.uncode_answers(&texts, "funding", &Quiet).expect("it is taken off"), (3, 0));
    assert_eq!(codes(&project, &texts), "posts 1/0/0, funding 0/0/3");
    assert_eq!(project.uncode_answers(&texts, "funding", &Quiet).expect("it was before"), (0, 0));
}

#[test]
fn words_of_one_answer_are_coded_as_whole_words() {
    let (_sandbox, mut project, survey) = study();
    let list = project.list_answers(&survey, "needs", &AnswerFilter::default(), &together(Likeness::Apart), &Quiet);
    let first = list.expect("the answers are listed").groups[0][0];
    let words = WordsOfAnswer { text: first, start: 6, end: 10 };
    project.code_answers("funding", &[], Some(words), &Quiet).expect("they can be coded");
    let shown = project.show_answers(&[vec![first]], &["sector".to_owned()]).expect("it is there").swap_remove(0);
    let on = shown.codes.iter().find(|on| on.code == "funding").expect("it was coded");
    assert_eq!(on.spans.iter().map(|span| span.of_text(&shown.content)).collect::<Vec<_>>(), ["training"]);
    assert_eq!(shown.attributes, [Some("Schools".to_owned())]);
}

/// Wants everything to end as soon as something is being written.
struct Stopping(std::cell::Cell<bool>);

impl Progress for Stopping {
    fn stage(&self, name: &str, _step_count: Option<u64>) {
        self.0.set(name == "Writing");
    }

    fn advance(&self, _step_count: u64) {}

    fn finish(&self) {}

    fn is_cancelled(&self) -> bool {
        self.0.get()
    }
}

#[test]
fn what_is_stopped_has_changed_nothing() {
    let (_sandbox, mut project, survey) = study();
    let texts = same(&mut project, &survey);
    let stopping = || Stopping(std::cell::Cell::new(false));
    let stopped = project.code_answers("posts", &texts, None, &stopping());
    assert!(matches!(stopped, Err(ProjectError::Cancelled)), "{stopped:?}");
    let stopped = project.decide_answers(&texts, None, CodingStatus::Accepted, &stopping());
    assert!(matches!(stopped, Err(ProjectError::Cancelled)), "{stopped:?}");
    let stopped = project.uncode_answers(&texts, "funding", &stopping());
    assert!(matches!(stopped, Err(ProjectError::Cancelled)), "{stopped:?}");
    let stopped = project.code_answers_anew("Money that lasts", &texts, None, &stopping());
    assert!(matches!(stopped, Err(ProjectError::Cancelled)), "{stopped:?}");
    assert_eq!(codes(&project, &texts), "funding 0/3/0");
    assert!(project.codes().expect("there is a codebook").code_index("money-that-lasts").is_none());
}
