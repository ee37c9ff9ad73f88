//! A workbench served from a sandbox, and a client that sends whatever bytes it is told to.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Stdio};
use std::time::Duration;

use serde_json::Value;

use crate::support::Sandbox;

/// How long a test waits for an answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// The small study, built.
pub(crate) fn built() -> Sandbox {
    let sandbox = Sandbox::small();
    sandbox.ok("build");
    sandbox
}

/// The small study, built, and its workbench.
pub(crate) fn served() -> (Sandbox, Server) {
    let sandbox = built();
    let server = Server::start(&sandbox);
    (sandbox, server)
}

/// A server of a sandbox's study; it ends with the value.
#[derive(Debug)]
pub(crate) struct Server {
    child: Child,
    pub(crate) port: u16,
    pub(crate) token: String,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    /// By name in small letters.
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) body: String,
}

impl Server {
    /// Serves the sandbox's study.
    pub(crate) fn start(sandbox: &Sandbox) -> Self {
        Self::start_with(sandbox, &[])
    }

    /// Serves it with these arguments besides. A port that is asked for may be held by another test's server for a while.
    pub(crate) fn start_with(sandbox: &Sandbox, arguments: &[&str]) -> Self {
        let attempts = if arguments.contains(&"--port") { 100 } else { 1 };
        for attempt in 1..=attempts {
            match Self::begun(sandbox, arguments) {
                Ok(server) => return server,
                Err(said) => assert!(attempt < attempts, "no address in {said:?}"),
            }
            std::thread::sleep(std::time::Duration::from_millis(250));
        }
        unreachable!("the last attempt returns or panics");
    }

    /// The server, or what it said instead of an address.
    fn begun(sandbox: &Sandbox, arguments: &[&str]) -> Result<Self, String> {
        let mut child = sandbox
            .command("serve --no-open")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the program starts");
        let mut line = String::new();
        let output = child.stdout.take().expect("its output is a pipe");
        BufReader::new(output).read_line(&mut line).expect("it says where it listens");
        let Some((_, rest)) = line.split_once("http://127.0.0.1:") else {
            child.wait().expect("it ends");
            return Err(line);
        };
        let (port, token) = rest.trim().split_once("/?token=").expect("the address holds the secret");
        Ok(Self { child, port: port.parse().expect("a port is a number"), token: token.to_owned() })
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// What a browser is opened with.
    pub(crate) fn address(&self) -> String {
        format!("{}/?token={}", self.origin(), self.token)
    }

    fn entry(&self) -> String {
        format!("Host: 127.0.0.1:{0}\r\nCookie: verbatim-{0}={1}\r\n", self.port, self.token)
    }

    /// Sends these bytes and reads all that comes back.
    pub(crate) fn raw(&self, request: &[u8]) -> Reply {
        let mut stream = self.connect();
        // It may be refused before it is sent whole.
        drop(stream.write_all(request));
        read(stream)
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        stream.set_read_timeout(Some(PATIENCE)).expect("a time limit can be set");
        stream
    }

    /// A page, as the browser that was let in asks for it.
    pub(crate) fn get(&self, path: &str) -> Reply {
        let entry = self.entry();
        self.raw(format!("GET {path} HTTP/1.1\r\n{entry}Accept: text/html\r\nConnection: close\r\n\r\n").as_bytes())
    }

    /// What a module of the page asks for.
    pub(crate) fn json(&self, path: &str) -> Value {
        let entry = self.entry();
        let request = format!("GET {path} HTTP/1.1\r\n{entry}Accept: application/json\r\nConnection: close\r\n\r\n");
        self.raw(request.as_bytes()).value()
    }

    /// A change, as a module of the page sends it.
    pub(crate) fn send(&self, path: &str, body: &Value) -> Reply {
        self.post(path, "application/json", &body.to_string())
    }

    /// A form, as a module of the page sends it.
    pub(crate) fn form(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let encoded = |text: &str| -> String {
            let part = |byte: u8| match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => char::from(byte).to_string(),
                _ => format!("%{byte:02X}"),
            };
            text.bytes().map(part).collect()
        };
        let pairs: Vec<String> =
            fields.iter().map(|(name, value)| format!("{}={}", encoded(name), encoded(value))).collect();
        self.post(path, "application/x-www-form-urlencoded", &pairs.join("&"))
    }

    pub(crate) fn post(&self, path: &str, kind: &str, body: &str) -> Reply {
        let (entry, origin, length) = (self.entry(), self.origin(), body.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\n{entry}Origin: {origin}\r\nSec-Fetch-Site: same-origin\r\nAccept: application/json\r\n\
             Content-Type: {kind}\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n{body}"
        );
        self.raw(head.as_bytes())
    }

    /// A file, as the page sends it.
    pub(crate) fn upload(&self, path: &str, bytes: &[u8]) -> Reply {
        let (entry, origin, length) = (self.entry(), self.origin(), bytes.len());
        let head = format!(
            "POST {path} HTTP/1.1\r\n{entry}Origin: {origin}\r\nSec-Fetch-Site: same-origin\r\nAccept: application/json\r\n\
             Content-Type: application/octet-stream\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        self.raw(&[head.as_bytes(), bytes].concat())
    }

    /// Waits until no long work goes on.
    pub(crate) fn settle(&self) -> Value {
        loop {
            let jobs = self.json("/jobs");
            let is_running = jobs.as_array().expect("jobs are a list").iter().any(|job| job["state"] == "running");
            if !is_running {
                return jobs;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Ends it as the system would.
    pub(crate) fn stop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Reply {
    /// Its body as JSON.
    pub(crate) fn value(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {} {:?}", self.status, self.body))
    }

    /// What was done, as the page would say it; the test fails if it was refused.
    pub(crate) fn said(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.body);
        self.value()["said"].as_str().expect("an answer says what was done").to_owned()
    }

    /// Why it was refused; the test fails if it was done.
    pub(crate) fn refused(&self) -> String {
        assert!(self.status >= 400, "it was done: {}", self.body);
        self.value()["error"].as_str().expect("a refusal says why").to_owned()
    }
}

/// Reads an answer to its end.
pub(crate) fn read(mut stream: TcpStream) -> Reply {
    let mut bytes = Vec::new();
    // A server that hangs up on what it does not want is an answer too, if it said something.
    drop(stream.read_to_end(&mut bytes));
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let Some((head, body)) = text.split_once("\r\n\r\n") else {
        return Reply { status: 0, headers: BTreeMap::new(), body: text };
    };
    let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
    let headers: BTreeMap<String, String> = head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(": "))
        .map(|(name, value)| (name.to_ascii_lowercase(), value.to_owned()))
        .collect();
    let is_chunked = headers.get("transfer-encoding").is_some_and(|coding| coding == "chunked");
    let body = if is_chunked { unchunked(body) } else { body.to_owned() };
    Reply { status, headers, body }
}

fn unchunked(body: &str) -> String {
    let (mut rest, mut whole) = (body.as_bytes(), Vec::new());
    while let Some(end) = rest.windows(2).position(|pair| pair == b"\r\n") {
        let digits = String::from_utf8_lossy(&rest[..end]).into_owned();
        let length = usize::from_str_radix(digits.trim(), 16).unwrap_or_default();
        let Some(chunk) = rest.get(end + 2..end + 2 + length) else { break };
        if length == 0 {
            break;
        }
        whole.extend_from_slice(chunk);
        rest = rest.get(end + 4 + length..).unwrap_or_default();
    }
    String::from_utf8_lossy(&whole).into_owned()
}
