//! Files that come in through the browser: whatever they are called and hold, and however they arrive, nothing is left of what
//! is refused, nothing is written over, and nothing in them is more than text.

use std::io::Write as _;
use std::net::Shutdown;

use super::support::{Server, read, served};
use crate::support::{Sandbox, zipped};

const TALK: &str = "Interviewer: How is it going?\n\nDana: We have no training, and the case load grows.\n";

/// Sends a file that is taken, and gives what it is asked for by.
fn wait(server: &Server, name: &str, bytes: &[u8]) -> String {
    let reply = server.upload(&format!("/uploads/{name}"), bytes);
    assert_eq!(reply.status, 200, "{name}: {}", reply.body);
    reply.value()["more"]["id"].as_str().expect("it is asked for by something").to_owned()
}

fn incoming(sandbox: &Sandbox) -> Vec<String> {
    sandbox.files(".verbatim/incoming").into_keys().collect()
}

fn head(server: &Server, length: &str) -> String {
    format!(
        "POST /uploads/long.txt HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nCookie: verbatim-{0}={1}\r\nOrigin: http://127.0.0.1:{0}\r\n\
         Accept: application/json\r\n{length}\r\nConnection: close\r\n\r\n",
        server.port, server.token
    )
}

#[test]
fn five_gigabytes_are_refused_before_they_come() {
    let (sandbox, server) = served();
    let reply = server.raw(head(&server, &format!("Content-Length: {}", 5_u64 << 30)).as_bytes());
    assert_eq!(reply.status, 413);
    assert_eq!(
        reply.refused(),
        "the file is larger than 2048 MB; put it into the study's folder by hand, or start with a larger --upload-limit"
    );
    assert_eq!(incoming(&sandbox), Vec::<String>::new());
}

#[test]
fn what_grows_beyond_the_limit_is_refused_and_forgotten() {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    let server = Server::start_with(&sandbox, &["--upload-limit", "1"]);
    let mut stream = server.connect();
    stream.write_all(head(&server, "Transfer-Encoding: chunked").as_bytes()).expect("the server listens");
    let piece = format!("{:x}\r\n{}\r\n", 1 << 16, "Dana: more\n".repeat((1 << 16) / 11 + 1).split_at(1 << 16).0);
    // Nobody says how long it is, and it would never end.
    for _ in 0..48 {
        if stream.write_all(piece.as_bytes()).is_err() {
            break;
        }
    }
    let reply = read(stream);
    // The server may have hung up before its answer was read; nothing has come in either way.
    assert!(matches!(reply.status, 413 | 0), "{}", reply.status);
    assert_eq!(incoming(&sandbox), Vec::<String>::new());
    assert_eq!(server.upload("/uploads/dana.txt", TALK.as_bytes()).status, 200, "others are taken");
}

#[test]
fn what_breaks_off_leaves_nothing() {
    let (sandbox, server) = served();
    let mut stream = server.connect();
    stream.write_all(head(&server, "Content-Length: 100000").as_bytes()).expect("the server listens");
    stream.write_all(TALK.as_bytes()).expect("the server listens");
    stream.shutdown(Shutdown::Write).expect("it is open");
    let reply = read(stream);
    assert!(matches!(reply.status, 400 | 0), "{}", reply.status);
    let started = std::time::Instant::now();
    while !incoming(&sandbox).is_empty() {
        assert!(started.elapsed().as_secs() < 20, "{:?}", incoming(&sandbox));
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
}

#[test]
fn names_lead_nowhere_and_can_be_kept_everywhere() {
    let (sandbox, server) = served();
    let check = |name: &str, kept: Option<&str>| {
        let reply = server.upload(&format!("/uploads/{name}"), TALK.as_bytes());
        let known = (reply.status == 200).then(|| reply.value()["more"]["name"].as_str().expect("text").to_owned());
        assert_eq!(known.as_deref(), kept, "{name}: {}", reply.body);
    };
    check("dana.txt", Some("dana.txt"));
    check("J%C3%B6rg%20%282%29.txt", Some("J\u{f6}rg (2).txt"));
    check("Jo%CC%88rg.txt", Some("J\u{f6}rg.txt"));
    check("..%2F..%2F..%2Fetc%2Fpasswd.txt", Some("passwd.txt"));
    check("..%5C..%5Csystem.txt", Some("system.txt"));
    check("%2Fetc%2Fanna.txt", Some("anna.txt"));
    check("C%3Aanna.txt", Some("C_anna.txt"));
    check(".profile.txt", Some("profile.txt"));
    check("an%00na%0D%0A.txt", Some("anna.txt"));
    check("anna%E2%80%AEexe.txt", Some("annaexe.txt"));
    check("%3Cscript%3Ealert%281%29.txt", Some("_script_alert(1).txt"));
    check("anna.txt.%20.", Some("anna.txt"));
    check("console.txt", Some("console.txt"));
    for name in
        ["..", "%2E%2E", "anna", ".txt", "transcripts%2F", "con.txt", "NUL.txt", "Com1.txt", "lpt9.a.txt", "%01%02"]
    {
        check(name, None);
    }
    check(&format!("{}.txt", "a".repeat(300)), None);
    // Nothing has come to stand anywhere else.
    assert!(incoming(&sandbox).iter().all(|file| file.starts_with("file-")), "{:?}", incoming(&sandbox));
    assert!(!sandbox.path("../etc").exists() && !sandbox.path("../passwd.txt").exists());
}

#[test]
fn what_waits_is_asked_for_by_nothing_but_its_name() {
    let (_sandbox, server) = served();
    for id in ["..", "..%2F..", "file-%2F..%2F..", ".", "%2Fetc", "file-nothere"] {
        for path in ["", "/plan"] {
            let reply = server.get(&format!("/incoming/{id}{path}"));
            assert!(matches!(reply.status, 303 | 404 | 405), "{id}{path}: {}", reply.status);
            let to = reply.headers.get("location").map_or("/sources", String::as_str);
            assert_eq!(to, "/sources", "{id}{path}");
        }
        assert!(server.form(&format!("/incoming/{id}/discard"), &[]).status >= 400, "{id}");
    }
}

#[test]
fn what_cannot_be_read_is_nowhere() {
    let (sandbox, server) = served();
    let (study, files) = (sandbox.read("study.toml"), sandbox.files("transcripts").into_keys().collect::<Vec<_>>());
    for (name, bytes) in
        [("anna.docx", b"no archive".as_slice()), ("anna.exe", b"MZ"), ("anna.txt", b"\0\0\0\0"), ("empty.csv", b"")]
    {
        let refused = server.upload(&format!("/uploads/{name}"), bytes).refused();
        assert!(!refused.contains(".verbatim") && !refused.contains("--"), "{refused}");
        assert!(refused.contains(name), "{refused}");
    }
    assert_eq!(incoming(&sandbox), Vec::<String>::new());
    assert_eq!(sandbox.read("study.toml"), study);
    assert_eq!(sandbox.files("transcripts").into_keys().collect::<Vec<_>>(), files);
}

#[test]
fn scripts_in_names_and_words_are_text() {
    let (sandbox, server) = served();
    let script = "<script>alert('talk')</script>";
    let words = format!(
        "Interviewer: Well?\n\nDana: {script} and training.\n\nInterviewer: {script}?\n\nDana: {script}, as I said.\n"
    );
    let id = wait(&server, "dana.txt", words.as_bytes());
    let paragraph = |words: &str| format!("<w:p><w:r><w:t xml:space=\"preserve\">{words}</w:t></w:r></w:p>");
    let body =
        paragraph("Eve: &lt;script&gt;alert('docx')&lt;/script&gt; is what we say.") + &paragraph("Interviewer: Oh?");
    let document =
        format!("<?xml version=\"1.0\"?><w:document xmlns:w=\"w\"><w:body>{body}<w:sectPr/></w:body></w:document>");
    let docx = zipped(&[("word/document.xml".to_owned(), document.into_bytes())]);
    let other = wait(&server, "eve.docx", &docx);
    for id in [&id, &other] {
        let page = server.get(&format!("/incoming/{id}"));
        assert_eq!(page.status, 200);
        assert!(!page.body.contains("<script>alert"), "{}", page.body);
    }
    let waiting = server.get("/sources").body;
    assert!(!waiting.contains("<script>alert"));
    assert_eq!(server.form("/incoming", &[("id", &id), ("id", &other)]).status, 200);
    assert_eq!(server.settle()[0]["state"], "done");
    // And a file that somebody put into the folder under such a name.
    sandbox.file("transcripts/<img src=x onerror=alert(1)>.txt", TALK);
    assert_eq!(server.form("/import", &[]).status, 200);
    server.settle();
    let source = server.get("/sources/dana").body;
    let name = source.split("href=\"/cases/").nth(1).and_then(|rest| rest.split('"').next());
    let person = format!("/cases/{}", name.unwrap_or_else(|| panic!("somebody speaks in it: {source}")));
    for path in [
        "/sources",
        "/cases",
        "/sources/dana",
        "/sources/eve",
        "/sources/%3Cimg%20src%3Dx%20onerror%3Dalert%281%29%3E",
        &person,
    ] {
        let page = server.get(path);
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        assert!(!page.body.contains("<script>alert") && !page.body.contains("<img src=x"), "{path}");
    }
    assert!(server.get(&person).body.contains("&lt;script&gt;alert"), "the words are there, as words");
}

#[test]
fn no_file_is_written_over_unless_somebody_says_that_it_is_corrected() {
    let (sandbox, server) = served();
    let before = sandbox.read("transcripts/ben.txt");
    let corrected = before.replace("Two more posts", "Three more posts");
    let id = wait(&server, "ben.txt", corrected.as_bytes());
    let page = server.get(&format!("/incoming/{id}")).body;
    assert!(page.contains("It is a corrected version of transcripts/ben.txt"), "{page}");
    assert!(page.contains("ben-2.txt"));
    // Nobody said so: it goes on waiting, and what is there stays.
    assert_eq!(server.form(&format!("/incoming/{id}"), &[("kind", "interview")]).status, 200);
    let job = &server.settle()[0];
    assert_eq!(job["state"], "failed");
    assert!(
        job["said"][0].as_str().expect("text").starts_with("there is another file transcripts/ben.txt already"),
        "{job}"
    );
    assert_eq!(sandbox.read("transcripts/ben.txt"), before);
    assert!(server.get("/sources").body.contains("What did not come in at the last import"));
    // As something else.
    let other = wait(&server, "ben.txt", TALK.as_bytes());
    server.form(&format!("/incoming/{other}"), &[("kind", "interview"), ("place", "ben-2.txt")]).said();
    assert_eq!(server.settle()[0]["state"], "done");
    assert_eq!(sandbox.read("transcripts/ben-2.txt"), TALK);
    assert_eq!(sandbox.read("transcripts/ben.txt"), before);
    // As its correction: a new revision, whose difference is shown.
    server.form(&format!("/incoming/{id}"), &[("place", "corrects")]).said();
    let job = &server.settle()[0];
    assert_eq!(job["state"], "done", "{job}");
    assert_eq!(sandbox.read("transcripts/ben.txt"), corrected);
    assert_eq!(incoming(&sandbox), Vec::<String>::new());
    let page = server.get("/sources/ben").body;
    assert!(page.contains("<del>Two</del>") && page.contains("<ins>Three</ins>"), "{page}");
}
