//! What each page of the workbench costs its server, in CPU milliseconds, in a large coded study: at the first visit, at
//! later ones, and right after one coding by hand, when all that is counted has to be true again.
//!
//! `cargo bench --bench pages`; `VERBATIM_BENCH_RESPONDENTS` changes the size (40,000 respondents × 5 answers; 200,000 are a
//! million answers). Linux only: it reads /proc.
#![allow(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod corpus;
mod costs;

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use costs::{Result, measured, middle, number, remove, show, verbatim};

/// So often each page is asked for, once it has been.
const VISITS: u32 = 10;

const PAGES: &[&str] = &[
    "/",
    "/overview/progress",
    "/overview/themes",
    "/overview/waiting",
    "/overview/outputs",
    "/sources",
    "/read",
    "/survey/survey",
    "/survey/survey/order",
    "/survey/survey/order?question=Q1",
    "/survey/survey/order?question=Q1&sort=length",
    "/survey/survey/order?question=Q1&sort=attribute.sector",
    "/survey/survey/order?question=Q1&same=near",
    "/search?q=training",
    "/quotes",
    "/quotes?code=code-3-1",
    "/codebook",
    "/tables",
    "/memos",
    "/names",
    "/names/queue",
    "/cases",
    "/cases?name=R00000",
    "/cases?where=sector%3DSector%201",
    "/cases/R0000017",
    "/people/alike",
    "/agreement",
    "/history",
    "/settings",
];

fn main() -> Result<()> {
    let size = corpus::Size {
        respondents: number("VERBATIM_BENCH_RESPONDENTS", 40_000),
        questions: 5,
        interviews: number("VERBATIM_BENCH_INTERVIEWS", 0),
        words_per_interview: 8_000,
    };
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("pages-bench");
    remove(&folder)?;
    fs::create_dir_all(&folder)?;
    corpus::write_study(&folder, size, 1)?;
    println!("{} answers", size.respondents * size.questions);
    let build = middle(|| {
        remove(&folder.join(".verbatim"))?;
        remove(&folder.join("output"))?;
        measured(&mut verbatim(&folder, &["build"]))
    })?;
    show("build from nothing", build);

    let server = Server::start(&folder)?;
    println!("{:<60} {:>9} {:>9} {:>9}   CPU ms", "page", "first", "again", "coded");
    let mut coded = 0;
    for page in PAGES {
        let first = server.cost(|server| server.get(page))?;
        let again = server.cost(|server| (0..VISITS).try_for_each(|_| server.get(page)))? / f64::from(VISITS);
        // After one coding by hand, so that what was counted of its code is not true any more.
        let mut after = 0.0;
        for _ in 0..VISITS {
            coded += 1;
            server.code("code-3-1", coded)?;
            after += server.cost(|server| server.get(page))?;
        }
        println!("{page:<60} {first:>9.0} {again:>9.0} {:>9.0}", after / f64::from(VISITS));
    }
    let cost = server.cost(|server| (0..VISITS).try_for_each(|at| server.code("code-3-2", at + 1)))?;
    println!("{:<60} {:>19.1}", "one coding by hand", cost / f64::from(VISITS));
    let cost = server.cost(|server| (0..VISITS).try_for_each(|_| server.post("/undo", "application/json", "")))?;
    println!("{:<60} {:>19.1}", "one undo", cost / f64::from(VISITS));
    drop(server);
    remove(&folder)
}

/// The workbench of a study; it ends with the value.
struct Server {
    child: Child,
    host: String,
    cookie: String,
}

impl Server {
    fn start(folder: &Path) -> Result<Self> {
        let mut command = verbatim(folder, &["serve", "--no-open"]);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let output = child.stdout.take().ok_or("the server's output is not there")?;
        let line = BufReader::new(output).lines().next().ok_or("the server said nothing")??;
        let address = line.split("http://").nth(1).ok_or("the server did not say where it is")?.trim().to_owned();
        let (host, path) = address.split_once('/').ok_or("the address has no secret")?;
        let mut server = Self { child, host: host.to_owned(), cookie: String::new() };
        let head = server.exchange(&format!("GET /{path} HTTP/1.1\r\n"), "")?;
        let cookie = head.lines().find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.and_then(|cookie| cookie.split(';').next()).ok_or("the server gave no cookie")?;
        cookie.clone_into(&mut server.cookie);
        Ok(server)
    }

    fn get(&self, page: &str) -> Result<()> {
        let reply = self.exchange(&format!("GET {page} HTTP/1.1\r\n"), "")?;
        if reply.starts_with("HTTP/1.1 200") { Ok(()) } else { Err(format!("{page}: {reply}").into()) }
    }

    fn code(&self, code: &str, text: u32) -> Result<()> {
        self.post("/answers/code", "application/json", &format!("{{\"code\":\"{code}\",\"texts\":[{text}]}}"))
    }

    fn post(&self, page: &str, kind: &str, body: &str) -> Result<()> {
        let head = format!(
            "POST {page} HTTP/1.1\r\nOrigin: http://{}\r\nSec-Fetch-Site: same-origin\r\nAccept: application/json\r\n\
             Content-Type: {kind}\r\nContent-Length: {}\r\n",
            self.host,
            body.len()
        );
        let reply = self.exchange(&head, body)?;
        if reply.starts_with("HTTP/1.1 200") { Ok(()) } else { Err(format!("{page}: {reply}").into()) }
    }

    fn exchange(&self, head: &str, body: &str) -> Result<String> {
        let mut stream = TcpStream::connect(&self.host)?;
        write!(stream, "{head}Host: {}\r\nCookie: {}\r\nConnection: close\r\n\r\n{body}", self.host, self.cookie)?;
        let mut reply = Vec::new();
        stream.read_to_end(&mut reply)?;
        Ok(String::from_utf8_lossy(&reply).into_owned())
    }

    /// CPU milliseconds that the server takes for some work, of all its threads.
    fn cost(&self, work: impl FnOnce(&Self) -> Result<()>) -> Result<f64> {
        let before = self.cpu()?;
        work(self)?;
        Ok(self.cpu()? - before)
    }

    /// In hundredths of a second, user and system (proc_pid_stat(5), fields 14 and 15).
    fn cpu(&self) -> Result<f64> {
        let text = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        let after_name = text.rsplit(") ").next().ok_or("no name in the process's stat")?;
        let ticks = after_name.split_whitespace().skip(11).take(2).map(str::parse::<f64>);
        Ok(ticks.sum::<std::result::Result<f64, _>>()? * 10.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}
