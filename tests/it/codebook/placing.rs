//! Where codes stand, a step at a time; and forms that bring a name and all fields.

use verbatim::model::CodeStatus;
use verbatim::project::{CodeEdit, CodebookOptions, NewCode, Project, ThemeEdit, TreePlace, Whose};

use crate::support::Sandbox;

fn study() -> (Sandbox, Project) {
    let sandbox = Sandbox::small();
    sandbox.run("build");
    let project = Project::open(&sandbox.path("")).expect("the study opens");
    (sandbox, project)
}

/// The tree in a line: what stands below a code is in brackets.
fn tree(project: &Project) -> String {
    let lines = project.code_tree().expect("there is a codebook");
    let mut shown = String::new();
    let mut depth = 0;
    for line in lines {
        shown += &"(".repeat(line.depth.saturating_sub(depth));
        shown += &")".repeat(depth.saturating_sub(line.depth));
        if !shown.is_empty() && !shown.ends_with('(') {
            shown.push(' ');
        }
        shown += &line.code;
        depth = line.depth;
    }
    shown + &")".repeat(depth)
}

#[test]
fn codes_move_a_step_at_a_time_and_each_step_is_taken_back_alone() {
    let (_sandbox, mut project) = study();
    assert_eq!(tree(&project), "training posts funding");
    let mut check = |code: &str, place: TreePlace<'_>, expected: &str| {
        project.place_code(code, place, &CodebookOptions::default()).expect("it is moved");
        assert_eq!(tree(&project), expected, "{code} {place:?}");
    };
    check("posts", TreePlace::Up, "posts training funding");
    check("posts", TreePlace::Up, "posts training funding");
    check("posts", TreePlace::Down, "training posts funding");
    check("posts", TreePlace::In, "training(posts) funding");
    check("funding", TreePlace::In, "training(posts funding)");
    check("funding", TreePlace::Up, "training(funding posts)");
    check("funding", TreePlace::Out, "training(posts) funding");
    check("funding", TreePlace::Before("training"), "funding training(posts)");
    check("funding", TreePlace::After("training"), "training(posts) funding");
    check("training", TreePlace::Under("funding"), "funding(training(posts))");
    check("posts", TreePlace::Top, "funding(training) posts");
    check("posts", TreePlace::Before("training"), "funding(posts training)");
    project.undo(1, Whose::Own).expect("there is a step to take back");
    assert_eq!(tree(&project), "funding(training) posts");
    let error = project.place_code("funding", TreePlace::Under("training"), &CodebookOptions::default());
    assert!(error.is_err(), "a code does not go below itself");
}

#[test]
fn a_form_writes_only_what_differs_as_one_step() {
    let (sandbox, mut project) = study();
    let options = CodebookOptions::default();
    let same = CodeEdit {
        definition: Some("Posts and those who fill them.".to_owned()),
        use_when: Some(String::new()),
        not_when: Some(String::new()),
        example: Some(String::new()),
        colour: Some(String::new()),
        key: Some(String::new()),
        status: Some(CodeStatus::Active),
    };
    let before = sandbox.read("codebooks/small.toml");
    let lines = project.rewrite_code("posts", "Posts", &same, &options).expect("nothing differs");
    assert_eq!(
        (lines, sandbox.read("codebooks/small.toml")),
        (vec!["everything is like that already".to_owned()], before)
    );

    let edit = CodeEdit { use_when: Some("A post is free.".to_owned()), key: Some("p".to_owned()), ..same.clone() };
    let lines = project.rewrite_code("posts", "Jobs", &edit, &options).expect("it is written");
    assert_eq!(lines, ["code posts: use_when written", "code posts: key is p", "code posts renamed: Posts → Jobs"]);
    // What would be refused is refused as a whole.
    let wrong = CodeEdit { definition: Some("Else.".to_owned()), ..edit };
    assert!(project.rewrite_code("posts", "", &wrong, &options).is_err());
    assert!(!sandbox.read("codebooks/small.toml").contains("Else."));
    project.undo(1, Whose::Own).expect("there is a step to take back");
    let code = project.show_code("posts", 0).expect("it is there").code;
    assert_eq!((code.name.as_str(), code.use_when.as_str(), code.key), ("Posts", "", None));

    let theme = ThemeEdit { story: Some("They pay for it.".to_owned()), ..ThemeEdit::default() };
    let lines = project.rewrite_theme("money", "Means", &theme, &options).expect("it is written");
    assert_eq!(lines, ["theme money: story written", "theme money renamed: Money → Means"]);
}

#[test]
fn whose_codings_a_code_has() {
    let (_sandbox, mut project) = study();
    let new = NewCode { name: "Hope".to_owned(), ..NewCode::default() };
    project.create_code(&new, &CodebookOptions::default()).expect("it is made");
    assert_eq!(project.coded_by("hope").expect("there is such a code"), []);
    project.set_person("anna").expect("it is a name");
    let passage = project.passage_at("survey:R6:needs", None).expect("there is such a place");
    project.add_codings("funding", &[passage], false).expect("it can be coded");
    let rules = project.coded_by("funding").expect("there is such a code");
    assert_eq!(rules.iter().map(|(coder, _)| coder.as_str()).collect::<Vec<_>>(), ["rules", "anna"]);
    assert_eq!(rules[1].1, [0, 1, 0]);
}

#[test]
fn a_theme_counts_all_that_its_codes_count_together() {
    let (_sandbox, project) = study();
    let codebook = project.codes().expect("there is a codebook");
    let lines = project.code_tree().expect("there is a codebook");
    let of = |code: &str| lines.iter().find(|line| line.code == code).map(|line| (line.with_below, line.cases));
    let counts = project.theme_counts(&codebook).expect("they are counted");
    // Money gathers funding alone; whoever speaks of training and of posts is counted once among the staff.
    assert_eq!(Some(counts[1]), of("funding"));
    let (training, posts) = (of("training").expect("it is there"), of("posts").expect("it is there"));
    assert!(counts[0].1 < training.1 + posts.1, "{counts:?} {training:?} {posts:?}");
    assert!(counts[0].0 >= training.0.max(posts.0), "{counts:?} {training:?} {posts:?}");
}
