//! Who is let in and who is not: each way in which a foreign page or a careless client might try.

use std::io::Write as _;
use std::time::{Duration, Instant};

use super::support::{Server, read, served};

/// Asks with exactly these header lines.
fn ask(server: &Server, method: &str, path: &str, headers: &[String]) -> u16 {
    let lines: String = headers.iter().map(|line| format!("{line}\r\n")).collect();
    server
        .raw(format!("{method} {path} HTTP/1.1\r\n{lines}Content-Length: 0\r\nConnection: close\r\n\r\n").as_bytes())
        .status
}

#[test]
fn nobody_comes_in_without_the_secret() {
    let (_sandbox, server) = served();
    let host = format!("Host: 127.0.0.1:{}", server.port);
    let cookie = |secret: &str| format!("Cookie: verbatim-{}={secret}", server.port);
    let get = |path: &str, headers: &[String]| ask(&server, "GET", path, headers);

    assert_eq!(get("/", std::slice::from_ref(&host)), 401, "no secret");
    assert_eq!(get("/", &[host.clone(), cookie("0123")]), 401, "a wrong one");
    assert_eq!(get("/", &[host.clone(), cookie("")]), 401, "an empty one");
    let (half, _) = server.token.split_at(server.token.len() / 2);
    assert_eq!(get("/", &[host.clone(), cookie(half)]), 401, "half of it");
    let other_port = format!("Cookie: verbatim-1={}", server.token);
    assert_eq!(get("/", &[host.clone(), other_port]), 401, "the cookie of another server");
    assert_eq!(get("/?token=0123", std::slice::from_ref(&host)), 401, "a wrong one in the address");
    assert_eq!(get("/", &[host.clone(), format!("Authorization: Bearer {}", server.token)]), 200);
    assert_eq!(get("/", &[host.clone(), cookie(&server.token)]), 200);
    for path in ["/live", "/jobs", "/no/such/page"] {
        assert_eq!(get(path, std::slice::from_ref(&host)), 401, "{path}");
    }
}

#[test]
fn the_secret_leaves_the_address() {
    let (_sandbox, server) = served();
    let request =
        |path: &str| format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", server.port);
    let reply = server.raw(request(&format!("/search?q=pay&token={}&x=1", server.token)).as_bytes());
    assert_eq!(reply.status, 200);
    let cookie = &reply.headers["set-cookie"];
    assert_eq!(
        *cookie,
        format!("verbatim-{}={}; HttpOnly; SameSite=Strict; Path=/", server.port, server.token),
        "no script reads it, and no other site sends it"
    );
    assert!(reply.body.contains("0; url=/search?q=pay&amp;x=1"), "{}", reply.body);
    assert!(!reply.body.contains(&server.token), "the page that leads on does not hold it");
    // Not even by way of the path may it lead elsewhere.
    let reply = server.raw(request(&format!("//evil.example/?token={}", server.token)).as_bytes());
    assert!(reply.body.contains("0; url=/evil.example/"), "{}", reply.body);
}

#[test]
fn a_foreign_name_for_this_machine_is_refused() {
    let (_sandbox, server) = served();
    let cookie = format!("Cookie: verbatim-{}={}", server.port, server.token);
    let port = server.port;
    for host in
        [format!("evil.example:{port}"), "evil.example".into(), format!("127.0.0.1:{}", port ^ 1), "127.0.0.1".into()]
    {
        assert_eq!(ask(&server, "GET", "/", &[format!("Host: {host}"), cookie.clone()]), 421, "{host}");
    }
    let two = [format!("Host: 127.0.0.1:{port}"), "Host: evil.example".to_owned(), cookie.clone()];
    assert!(matches!(ask(&server, "GET", "/", &two), 400 | 421), "two names");
    assert!(matches!(ask(&server, "GET", "/", std::slice::from_ref(&cookie)), 400 | 421), "no name");
    assert_eq!(ask(&server, "GET", "/", &[format!("Host: localhost:{port}"), cookie]), 200);
}

#[test]
fn foreign_pages_change_nothing() {
    let (sandbox, server) = served();
    sandbox.ok("cases exclude B --reason moved");
    let host = format!("Host: 127.0.0.1:{}", server.port);
    let cookie = format!("Cookie: verbatim-{}={}", server.port, server.token);
    let post = |more: &[&str]| {
        let mut headers = vec![host.clone(), cookie.clone()];
        headers.extend(more.iter().map(|line| (*line).to_owned()));
        ask(&server, "POST", "/undo", &headers)
    };
    assert_eq!(post(&["Origin: https://evil.example"]), 403, "another origin");
    assert_eq!(post(&["Origin: null"]), 403, "a file, or a page in a frame");
    assert_eq!(post(&[&format!("Origin: http://127.0.0.1:{}", server.port ^ 1)]), 403, "another port of this machine");
    assert_eq!(post(&["Sec-Fetch-Site: cross-site"]), 403, "a form of another site");
    assert_eq!(post(&["Sec-Fetch-Site: same-site"]), 403, "a page of another port");
    assert_eq!(
        post(&[&format!("Origin: {}", server.origin()), "Sec-Fetch-Site: cross-site"]),
        403,
        "two that do not agree"
    );
    assert_eq!(post(&[]), 403, "nothing that says where it comes from");
    let form = "Content-Type: application/x-www-form-urlencoded";
    assert_eq!(post(&["Origin: https://evil.example", form]), 403, "a plain form");
    assert!(sandbox.ok("log").contains("exclude"), "nothing was taken back");
    assert!(!sandbox.ok("log").contains("undo"), "nothing was taken back");

    assert_eq!(server.form("/undo", &[]).status, 200, "the same from a page of ours");
    assert!(sandbox.ok("log").contains("undo"));
}

#[test]
fn every_answer_says_what_a_page_may_do() {
    let (_sandbox, server) = served();
    for path in ["/", "/no/such/page", "/jobs", "/assets/0/js/app.js", "/assets/0/no.js"] {
        let headers = server.get(path).headers;
        let policy = &headers["content-security-policy"];
        assert!(policy.starts_with("default-src 'none'; script-src 'self';"), "{path}: {policy}");
        assert!(!policy.contains("unsafe") && !policy.contains("http"), "{path}: {policy}");
        assert!(policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"), "{path}");
        assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin", "{path}");
        assert_eq!(headers["referrer-policy"], "same-origin", "{path}");
    }
    assert_eq!(server.get("/").headers["cache-control"], "no-store", "people's words stay in no cache");
    let page = server.get("/").body;
    for forbidden in [" style=", " onclick=", "javascript:", "<script>", "http://", "https://"] {
        assert!(!page.contains(forbidden), "{forbidden} in {page}");
    }
}

#[test]
fn it_listens_to_this_machine_alone() {
    let (_sandbox, server) = served();
    // Where the machine has other addresses, nobody listens there.
    let Ok(probe) = std::net::UdpSocket::bind("0.0.0.0:0") else { return };
    if probe.connect("192.0.2.1:9").is_err() {
        return crate::support::skipped("this machine has no other address");
    }
    let other = probe.local_addr().expect("it has an address").ip();
    if other.is_loopback() {
        return crate::support::skipped("this machine has no other address");
    }
    let reached = std::net::TcpStream::connect_timeout(&(other, server.port).into(), Duration::from_secs(2));
    assert!(reached.is_err(), "{other} answers");
}

#[test]
fn what_is_too_much_is_refused() {
    let (_sandbox, server) = served();
    let head = format!(
        "POST /undo HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nCookie: verbatim-{0}={1}\r\nOrigin: http://127.0.0.1:{0}\r\nAccept: application/json\r\nConnection: close\r\n",
        server.port, server.token
    );
    let body = "x".repeat(5 << 20);
    let reply = server.raw(format!("{head}Content-Length: {}\r\n\r\n{body}", body.len()).as_bytes());
    assert_eq!(reply.status, 413);
    assert_eq!(reply.refused(), "that is too much at once: at most 4 MB are taken");
    // The head of a request has an end too.
    let reply = server.raw(format!("GET / HTTP/1.1\r\nX: {}\r\n\r\n", "x".repeat(1 << 20)).as_bytes());
    assert!(matches!(reply.status, 0 | 400 | 431), "{}", reply.status);
}

#[test]
fn who_is_slow_waits_alone() {
    let (_sandbox, server) = served();
    // Thirty who begin a request and never end it, and ten who never send the body they announced.
    let mut slow: Vec<_> = (0..30).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: ").expect("the server listens");
    }
    let mut held: Vec<_> = (0..10).map(|_| server.connect()).collect();
    for stream in &mut held {
        let head = format!(
            "POST /undo HTTP/1.1\r\nHost: 127.0.0.1:{0}\r\nCookie: verbatim-{0}={1}\r\nOrigin: http://127.0.0.1:{0}\r\nContent-Length: 9\r\n\r\n",
            server.port, server.token
        );
        stream.write_all(head.as_bytes()).expect("the server listens");
    }
    assert_eq!(server.get("/").status, 200, "others are served meanwhile");
    // And they are hung up on in the end.
    let started = Instant::now();
    let reply = read(slow.pop().expect("there are thirty"));
    assert!(matches!(reply.status, 0 | 408), "{}", reply.status);
    assert!(started.elapsed() < Duration::from_secs(50), "it does not wait for ever");
}
