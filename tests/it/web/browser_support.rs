//! A real browser, driven as a person would: pages, clicks, keys, what is to be seen.
//!
//! `./check` installs Chromium and its driver and sets `VERBATIM_BROWSER=required`; elsewhere a missing one is a skipped test.

use std::cell::Cell;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use fantoccini::actions::{InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::wd::WindowHandle;
use fantoccini::{Client, ClientBuilder, Locator};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use super::support::Server;
use crate::browser::has;

/// How long something may take to show.
const PATIENCE: Duration = Duration::from_secs(30);

/// A browser with one window; it ends with the value.
#[derive(Debug)]
pub(crate) struct Browser {
    runtime: Runtime,
    client: Client,
    driver: Child,
    origin: String,
    /// What hands have done so far.
    hands: Cell<Hands>,
}

/// How often a person's hand did something: what a way through the program costs.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Hands {
    pub(crate) clicks: u32,
    pub(crate) drags: u32,
    /// Presses of keys and chords; letters typed into fields are not counted.
    pub(crate) keys: u32,
}

impl Browser {
    /// A browser that has been let in by the server, or nothing where there is none.
    pub(crate) fn open(server: &Server) -> Option<Self> {
        Self::open_with(server, 1280, 800)
    }

    /// The same with a window of this size.
    pub(crate) fn open_with(server: &Server, width: u32, height: u32) -> Option<Self> {
        if !has("chromium") || !has("chromedriver") {
            return None;
        }
        let mut driver = Command::new("chromedriver")
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("the driver starts");
        let output = driver.stdout.take().expect("its output is a pipe");
        let mut lines = BufReader::new(output).lines().map_while(Result::ok);
        let port: u16 = lines
            .find_map(|line| line.strip_suffix('.')?.rsplit_once("on port ")?.1.parse().ok())
            .expect("the driver says where it listens");
        // Its pipe is read on, or it would wait for it.
        std::thread::spawn(move || lines.for_each(drop));
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("there is a runtime");
        let arguments = [
            "--headless=new",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--hide-scrollbars",
            "--force-prefers-reduced-motion",
            // Nothing but this machine can be reached.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ];
        let mut capabilities = serde_json::Map::new();
        capabilities.insert("goog:chromeOptions".to_owned(), json!({ "args": arguments, "binary": chromium() }));
        capabilities.insert("goog:loggingPrefs".to_owned(), json!({ "browser": "ALL", "performance": "ALL" }));
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(capabilities);
        let address = format!("http://127.0.0.1:{port}");
        let client = runtime.block_on(builder.connect(&address)).expect("the driver opens a browser");
        let browser = Self { runtime, client, driver, origin: server.origin(), hands: Cell::default() };
        browser.run(browser.client.set_window_size(width, height));
        browser.run(browser.client.goto(&server.address()));
        browser.wait_until("!location.search.includes('token') && 'ready' in document.documentElement.dataset");
        Some(browser)
    }

    fn run<T, E: std::fmt::Debug>(&self, what: impl Future<Output = Result<T, E>>) -> T {
        self.runtime.block_on(what).expect("the browser does what it is told")
    }

    /// Opens a page of the workbench.
    pub(crate) fn goto(&self, path: &str) {
        self.run(self.client.goto(&format!("{}{path}", self.origin)));
        self.wait_until("'ready' in document.documentElement.dataset");
    }

    /// A transcript, once it can be coded.
    pub(crate) fn read(&self, path: &str) {
        self.goto(path);
        self.wait_until("document.querySelector('#reading').dataset.ready");
    }

    pub(crate) fn reload(&self) {
        self.run(self.client.refresh());
        self.wait_until("'ready' in document.documentElement.dataset");
    }

    /// The path and query that the address bar shows.
    pub(crate) fn path(&self) -> String {
        self.script("return location.pathname + location.search").as_str().expect("a path is text").to_owned()
    }

    /// Runs a script in the page (`return …`).
    pub(crate) fn script(&self, script: &str) -> Value {
        self.run(self.client.execute(script, Vec::new()))
    }

    /// Runs a script that calls `done(value)` when it has the value.
    pub(crate) fn script_later(&self, script: &str) -> Value {
        let script = format!("const done = arguments[arguments.length - 1]; {script}");
        self.run(self.client.execute_async(&script, Vec::new()))
    }

    /// Waits until this expression of JavaScript holds.
    pub(crate) fn wait_until(&self, expression: &str) {
        let started = Instant::now();
        let script = format!("try {{ return !!({expression}) }} catch {{ return false }}");
        while !self.runtime.block_on(self.client.execute(&script, Vec::new())).is_ok_and(|value| value == json!(true)) {
            if started.elapsed() > PATIENCE {
                let shown = self.script("return document.body.innerText");
                panic!("{expression} within {PATIENCE:?} on {}:\n{}", self.path(), shown.as_str().unwrap_or_default());
            }
            std::thread::sleep(Duration::from_millis(25));
        }
    }

    /// Waits until something that this selector means can be seen.
    pub(crate) fn wait_for(&self, selector: &str) {
        self.wait_until(&format!("document.querySelector({selector:?})?.checkVisibility()"));
    }

    /// Waits until the page shows these words, in a toast or anywhere.
    pub(crate) fn wait_for_words(&self, words: &str) {
        self.wait_until(&format!("document.body.innerText.includes({words:?})"));
    }

    /// What an element shows.
    pub(crate) fn text(&self, selector: &str) -> String {
        self.wait_for(selector);
        let script = format!("return document.querySelector({selector:?}).innerText");
        self.script(&script).as_str().unwrap_or_default().to_owned()
    }

    /// The middle of an element in the window, brought into view.
    fn middle(&self, selector: &str) -> (i64, i64) {
        self.wait_for(selector);
        let script = format!(
            "const element = document.querySelector({selector:?}); element.scrollIntoView({{block: 'center', behavior: 'instant'}});
             const box = element.getBoundingClientRect(); return [Math.round(box.x + box.width / 2), Math.round(box.y + box.height / 2)]"
        );
        let place = self.script(&script);
        (place[0].as_i64().expect("x is a number"), place[1].as_i64().expect("y is a number"))
    }

    /// Clicks on the middle of an element, with the mouse.
    pub(crate) fn click(&self, selector: &str) {
        let (x, y) = self.middle(selector);
        self.click_at(x, y);
    }

    pub(crate) fn click_at(&self, x: i64, y: i64) {
        self.count(|hands| hands.clicks += 1);
        self.point((x, y), (x, y));
    }

    /// Chooses a file of this machine, as in the window that a click on the field opens.
    pub(crate) fn choose(&self, selector: &str, path: &std::path::Path) {
        self.count(|hands| hands.clicks += 1);
        let field = self.run(self.client.find(Locator::Css(selector)));
        let path = std::fs::canonicalize(path).expect("the file is there");
        self.run(field.send_keys(&path.display().to_string()));
    }

    /// What hands have done since this was asked last.
    pub(crate) fn hands(&self) -> Hands {
        self.hands.take()
    }

    fn count(&self, one: impl FnOnce(&mut Hands)) {
        let mut hands = self.hands.get();
        one(&mut hands);
        self.hands.set(hands);
    }

    /// Presses the mouse at one place of the window, moves it and lets it go at another.
    pub(crate) fn drag(&self, from: (i64, i64), to: (i64, i64)) {
        self.count(|hands| hands.drags += 1);
        self.point(from, to);
    }

    fn point(&self, from: (i64, i64), to: (i64, i64)) {
        let pixels = |place: i64| f64::from(i32::try_from(place).expect("a window is not that large"));
        let moved = |(x, y): (i64, i64)| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(30)),
            x: pixels(x),
            y: pixels(y),
        };
        let mut actions = MouseActions::new("mouse".to_owned())
            .then(moved(from))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        if from != to {
            let half = (i64::midpoint(from.0, to.0), i64::midpoint(from.1, to.1));
            actions = actions.then(moved(half)).then(moved(to));
        }
        let actions = actions.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.run(self.client.perform_actions(actions));
    }

    /// Presses keys one after the other: `"/"`, `"Enter"`, `"Control+Shift+z"`.
    pub(crate) fn press(&self, keys: &[&str]) {
        self.count(|hands| hands.keys += u32::try_from(keys.len()).unwrap_or(u32::MAX));
        for chord in keys {
            let parts: Vec<char> = match *chord {
                "+" => vec!['+'],
                chord => chord.split('+').map(key).collect(),
            };
            let mut actions = KeyActions::new("keys".to_owned());
            for part in &parts {
                actions = actions.then(KeyAction::Down { value: *part });
            }
            for part in parts.iter().rev() {
                actions = actions.then(KeyAction::Up { value: *part });
            }
            self.run(self.client.perform_actions(actions));
        }
    }

    /// Types into whatever has the focus.
    pub(crate) fn type_text(&self, text: &str) {
        let mut actions = KeyActions::new("keys".to_owned());
        for letter in text.chars() {
            actions = actions.then(KeyAction::Down { value: letter }).then(KeyAction::Up { value: letter });
        }
        self.run(self.client.perform_actions(actions));
    }

    /// Opens another window of the same browser at the front page; what is done from now on is done there.
    pub(crate) fn open_window(&self) -> WindowHandle {
        let opened = self.run(self.client.new_window(false));
        self.run(self.client.switch_to_window(opened.handle.clone()));
        self.goto("/");
        opened.handle
    }

    /// The window in which things are done.
    pub(crate) fn window(&self) -> WindowHandle {
        self.run(self.client.window())
    }

    pub(crate) fn go_to_window(&self, window: &WindowHandle) {
        self.run(self.client.switch_to_window(window.clone()));
    }

    /// Sets what people set in their system or in the browser's menus, by the protocol for developers.
    pub(crate) fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        self.run(self.client.issue_cmd(Devtools(command, parameters)))
    }

    /// Shows pages as on this medium (`print`, or empty for the screen), to people who wish this.
    pub(crate) fn emulate(&self, medium: &str, wishes: &[(&str, &str)]) {
        let wishes: Vec<Value> = wishes.iter().map(|(name, value)| json!({ "name": name, "value": value })).collect();
        self.devtools("Emulation.setEmulatedMedia", json!({ "media": medium, "features": wishes }));
    }

    /// What the window shows, as PNG.
    pub(crate) fn screenshot(&self) -> Vec<u8> {
        self.run(self.client.screenshot())
    }

    /// What the browser complained about so far: scripts that failed, what the policy forbade, what was not found.
    pub(crate) fn complaints(&self) -> Vec<String> {
        let log = self.run(self.client.issue_cmd(Log("browser")));
        let entries = log.as_array().cloned().unwrap_or_default();
        entries.iter().map(|entry| entry["message"].as_str().unwrap_or_default().to_owned()).collect()
    }

    /// Every address that was asked for so far.
    pub(crate) fn requests(&self) -> Vec<String> {
        let log = self.run(self.client.issue_cmd(Log("performance")));
        let entries = log.as_array().cloned().unwrap_or_default();
        let address = |entry: &Value| {
            let message: Value = serde_json::from_str(entry["message"].as_str()?).ok()?;
            let message = &message["message"];
            (message["method"] == "Network.requestWillBeSent")
                .then(|| message["params"]["request"]["url"].as_str().unwrap_or_default().to_owned())
        };
        entries.iter().filter_map(address).collect()
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        drop(self.runtime.block_on(self.client.clone().close()));
        drop(self.driver.kill());
        drop(self.driver.wait());
    }
}

/// Where the browser is: the driver looks for another name.
fn chromium() -> String {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let found = std::env::split_paths(&path).map(|folder| folder.join("chromium")).find(|file| file.is_file());
    found.map(|file| file.display().to_string()).unwrap_or_default()
}

/// A key by its name, as WebDriver numbers them (W3C WebDriver, 17.4.2).
fn key(name: &str) -> char {
    match name {
        "Enter" => '\u{e007}',
        "Escape" => '\u{e00c}',
        "Tab" => '\u{e004}',
        "Backspace" => '\u{e003}',
        "Delete" => '\u{e017}',
        "Space" => ' ',
        "Shift" => '\u{e008}',
        "Control" => '\u{e009}',
        "Alt" => '\u{e00a}',
        "ArrowLeft" => '\u{e012}',
        "ArrowUp" => '\u{e013}',
        "ArrowRight" => '\u{e014}',
        "ArrowDown" => '\u{e015}',
        "Home" => '\u{e011}',
        "End" => '\u{e010}',
        "PageUp" => '\u{e00e}',
        "PageDown" => '\u{e00f}',
        "F8" => '\u{e038}',
        _ => name.chars().next().expect("a key has a name"),
    }
}

/// The driver's log of this kind.
#[derive(Debug)]
struct Log(&'static str);

impl fantoccini::wd::WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _address: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "type": self.0 }).to_string()))
    }
}

/// A command of the browser's protocol for developers, as its driver passes it on.
#[derive(Debug)]
struct Devtools(&'static str, Value);

impl fantoccini::wd::WebDriverCompatibleCommand for Devtools {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _address: &url::Url) -> (axum::http::Method, Option<String>) {
        (axum::http::Method::POST, Some(json!({ "cmd": self.0, "params": self.1 }).to_string()))
    }
}
