//! Sources in the browser: what is there, bringing transcripts and surveys in, and what is seen before they do.

use super::support::{Server, served};
use crate::support::Sandbox;

const TALK: &str = "AL: How is it going?\n\nDana: We have no training, and the case load grows.\n\nAL: And money?\n\nDana: Funding ends in March.\n";

const SURVEY: &str = "\
ResponseId,Email,Age,What should change?
N1,a@example.org,30,More training please
N2,b@example.org,41,Nothing at all comes to mind
N3,c@example.org,25,Better funding for years
";

fn wait(server: &Server, name: &str, bytes: &str) -> String {
    let reply = server.upload(&format!("/uploads/{name}"), bytes.as_bytes());
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.value()["more"]["id"].as_str().expect("it is asked for by something").to_owned()
}

#[test]
fn sources_are_listed_with_what_is_wrong() {
    let (sandbox, server) = served();
    let page = server.get("/sources").body;
    for words in ["href=\"/read/ben\"", "href=\"/survey/survey\"", "href=\"/sources/carla\""] {
        assert!(page.contains(words), "{words}: {page}");
    }
    sandbox.append("transcripts/carla.txt", "\nCarla: One thing more.\n");
    sandbox.remove("transcripts/ben.txt");
    sandbox.file("transcripts/dana.txt", "\0\0");
    let page = server.get("/sources").body;
    for words in ["the file has changed since it was read", "the file is gone", "dana.txt</bdi></strong>: "] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert_eq!(server.form("/import", &[]).status, 200);
    let job = &server.settle()[0];
    assert_eq!(job["state"], "partly", "{job}");
    let page = server.get("/sources").body;
    assert!(page.contains("What did not come in at the last import"));
    assert!(!page.contains("has changed since"));
}

#[test]
fn a_transcript_comes_in_as_it_was_seen_and_goes_again() {
    let (sandbox, server) = served();
    let study = sandbox.read("study.toml");
    let id = wait(&server, "dana.txt", TALK);
    let page = server.get(&format!("/incoming/{id}")).body;
    for words in ["AL: 2 turns", "Dana: 2 turns", "A participant", "Bring it in"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let fields = [
        ("kind", "interview"),
        ("speaker:0", "AL"),
        ("was:0", ""),
        ("is:0", "interviewer"),
        ("speaker:1", "Dana"),
        ("was:1", ""),
        ("is:1", ""),
        ("case:1", "P9"),
    ];
    server.form(&format!("/incoming/{id}"), &fields).said();
    let job = &server.settle()[0];
    assert_eq!(job["state"], "done", "{job}");
    assert_eq!(job["said"][0], "imported transcripts/dana.txt (interview, UTF-8): 4 turns, 19 words");
    assert_eq!(sandbox.read("transcripts/dana.txt"), TALK);
    let study_now = sandbox.read("study.toml");
    assert!(
        study_now.contains("speakers = { AL = \"interviewer\" }") && study_now.contains("cases = { Dana = \"P9\" }"),
        "{study_now}"
    );
    assert!(server.get("/sources/dana").body.contains("Interviewer: never coded"));
    assert!(server.get("/cases/P9").body.contains("Funding ends in March."));
    // The rules have been applied to it, and all of it was one step.
    assert!(sandbox.ok("codings --source dana --format json").contains("training"));
    server.form("/undo", &[]).said();
    assert_eq!(sandbox.read("study.toml"), study);
    assert!(!server.get("/sources").body.contains("href=\"/read/dana\""));
}

#[test]
fn labels_that_are_not_found_are_shown_how_to() {
    let (_sandbox, server) = served();
    let id = wait(&server, "dana.txt", "<<AL>> How is it?\n\n<<Dana>> Busy.\n\n<<AL>> Oh.\n\n<<Dana>> Yes.\n");
    let page = server.get(&format!("/incoming/{id}?pattern=%3C%3CNAME%3E%3E")).body;
    assert!(page.contains("Dana: 2 turns"), "{page}");
    let page = server.get(&format!("/incoming/{id}?pattern=nothing"));
    assert_eq!(page.status, 400);
    assert!(page.body.contains("where the name stands"), "{}", page.body);
}

#[test]
fn a_survey_is_planned_in_a_form() {
    let (sandbox, server) = served();
    let id = wait(&server, "needs.csv", SURVEY);
    assert!(server.get(&format!("/incoming/{id}")).headers["location"].ends_with("/plan"));
    let page = server.get(&format!("/incoming/{id}/plan")).body;
    for words in [
        "More training please",
        "Not shown: it may say who someone is",
        "Would bring 3 respondents kept",
        "Is it a later export",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    assert!(!page.contains("a@example.org"), "what is personal is not shown");
    let fields = |code: &'static str, wanted: &'static str| {
        let mut fields = vec![
            ("dialect", "plain"),
            ("respondent", "ResponseId"),
            ("role:0", "id"),
            ("role:1", "personal"),
            ("role:2", "number"),
            ("attribute:2", "age"),
            ("role:3", "open"),
            ("code:3", code),
            ("wording:3", "What should change first?"),
            ("rules", "0"),
        ];
        if !wanted.is_empty() {
            fields.push(("wanted:1", wanted));
        }
        fields
    };
    // What makes no sense is refused with a reason, and nothing has come in.
    let refused = server.form(&format!("/incoming/{id}/survey"), &fields("Age", "")).refused();
    assert!(refused.contains("the code \"Age\" is used twice"), "{refused}");
    assert!(!sandbox.exists("transcripts/needs.csv"));
    server.form(&format!("/incoming/{id}/plan"), &fields("change", "")).said();
    assert!(server.get(&format!("/incoming/{id}/plan")).body.contains("value=\"change\""), "it is kept");
    server.form(&format!("/incoming/{id}/survey"), &fields("change", "")).said();
    assert_eq!(server.settle()[0]["state"], "done");
    let plan = sandbox.read("transcripts/needs.plan.toml");
    assert!(plan.contains("code = \"change\"") && plan.contains("as = \"personal\""), "{plan}");
    assert!(sandbox.read("study.toml").contains("plan = \"transcripts/needs.plan.toml\""));
    let person = server.get("/cases/N2").body;
    assert!(
        person.contains("What should change first?") && person.contains(">age<") && !person.contains("example.org"),
        "{person}"
    );
    // A later export of it.
    let later = wait(&server, "needs-2.csv", &format!("{SURVEY}N4,d@example.org,33,More of the same training\n"));
    let page = server.get(&format!("/incoming/{later}/plan?later=transcripts%2Fneeds.csv")).body;
    assert!(page.contains("3 of its 4 respondents are known"), "{page}");
    server.form(&format!("/incoming/{later}/survey"), &[("later", "transcripts/needs.csv")]).said();
    let job = &server.settle()[0];
    assert_eq!(job["state"], "done", "{job}");
    assert!(server.get("/cases/N4").body.contains("More of the same training"));
    assert!(sandbox.read("study.toml").contains("later = [\"transcripts/needs-2.csv\"]"));
}

#[test]
fn what_is_personal_comes_in_only_when_somebody_says_so() {
    let (_sandbox, server) = served();
    let id = wait(&server, "needs.csv", SURVEY);
    let fields = [
        ("respondent", "ResponseId"),
        ("role:0", "id"),
        ("role:1", "attribute"),
        ("wanted:1", "yes"),
        ("role:2", "ignore"),
        ("role:3", "open"),
    ];
    server.form(&format!("/incoming/{id}/survey"), &fields).said();
    assert_eq!(server.settle()[0]["state"], "done");
    assert!(server.get("/cases/N1").body.contains("a@example.org"));
}

#[test]
fn what_waits_for_a_decision_after_a_correction_is_decided_here() {
    let (sandbox, server) = served();
    sandbox.ok("codings accept --source ben");
    sandbox.replace("transcripts/ben.txt", "Two more posts, and training", "Two more vacancies and much training");
    server.form("/import", &[]).said();
    server.settle();
    let page = server.get("/reviews").body;
    let number = page.split("/reviews/").find_map(|rest| rest.split('/').next()?.parse::<i64>().ok());
    let number = number.unwrap_or_else(|| panic!("something waits: {page}"));
    assert!(page.contains("It stood on: "), "{page}");
    assert!(server.get("/sources").body.contains("Decide where it belongs"));
    let said = server.form(&format!("/reviews/{number}/drop"), &[]).said();
    assert!(said.ends_with("stands nowhere any more"), "{said}");
    assert!(!server.get("/reviews").body.contains(&format!("/reviews/{number}/")));
}

#[test]
fn an_empty_folder_says_what_to_do() {
    let sandbox = Sandbox::new();
    sandbox.ok("init");
    let server = Server::start(&sandbox);
    for path in ["/sources", "/cases", "/settings", "/settings/doctor", "/"] {
        assert_eq!(server.get(path).status, 200, "{path}");
    }
    let page = server.get("/sources").body;
    assert!(page.contains("Nothing has been imported yet") && page.contains("Choose files"), "{page}");
    let id = wait(&server, "dana.txt", TALK);
    server.form(&format!("/incoming/{id}"), &[("kind", "focus-group")]).said();
    assert_eq!(server.settle()[0]["state"], "done");
    assert!(server.get("/sources").body.contains("Focus group"));
}

#[test]
fn speakers_are_corrected_where_a_source_is_shown() {
    let (sandbox, server) = served();
    let fields = [("speaker:0", "Interviewer"), ("is:0", ""), ("speaker:1", "Ben"), ("is:1", ""), ("case:1", "P7")];
    assert_eq!(server.form("/sources/ben/speakers", &fields).status, 200);
    let job = &server.settle()[0];
    assert_eq!(job["state"], "done", "{job}");
    assert!(sandbox.read("study.toml").contains("cases = { Ben = \"P7\" }"), "{}", sandbox.read("study.toml"));
    assert!(server.get("/sources/ben").body.contains("href=\"/cases/P7\""));
    assert_eq!(
        server.form("/sources/ben/speakers", &[("speaker:0", "Ben"), ("is:0", "")]).said(),
        "nothing was different"
    );
}

#[test]
fn what_was_taken_back_comes_in_again_when_asked_for() {
    let (_sandbox, server) = served();
    let page = server.get("/sources/survey").body;
    assert!(page.contains("data-confirm=\"This takes back: import: transcripts/survey.csv"), "{page}");
    server.form("/sources/survey/take-back", &[]).said();
    let page = server.get("/sources").body;
    assert!(page.contains("its import was taken back") && !page.contains("href=\"/survey/survey\""), "{page}");
    server.form("/import/one", &[("path", "transcripts/survey.csv")]);
    server.settle();
    assert!(server.get("/sources").body.contains("href=\"/survey/survey\""));
    // Only what the study names.
    for path in ["../../etc/passwd", "study.toml", "/etc/passwd"] {
        server.form("/import/one", &[("path", path)]);
        assert_eq!(server.settle()[0]["state"], "failed", "{path}");
    }
}

#[test]
fn no_page_hides_a_source_or_a_person_of_its_name() {
    let sandbox = Sandbox::small();
    for name in ["reviews", "incoming", "files", "read"] {
        sandbox.file(&format!("talks/{name}.txt"), TALK);
    }
    let roles = "speakers = { AL = \"interviewer\" }\ncases = { Dana = \"sheet\" }";
    sandbox.append("study.toml", &format!("\n[[source]]\nkind = \"interview\"\nfiles = \"talks/*.txt\"\n{roles}\n"));
    sandbox.ok("import");
    let server = Server::start(&sandbox);
    for name in ["reviews", "incoming", "files", "read"] {
        let page = server.get(&format!("/sources/{name}"));
        assert!(page.status == 200 && page.body.contains("AL"), "{name}: {}", page.body);
    }
    let page = server.get("/cases/sheet").body;
    assert!(page.contains("Funding ends in March."), "{page}");
    let fields = [("attribute", "role"), ("value", "nurse")];
    assert_eq!(server.form("/cases/sheet/attributes", &fields).said(), "1 attribute of sheet saved");
}
