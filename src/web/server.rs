//! Listening: on this machine alone, to so many at once, for so long.

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use super::bench::Bench;
use super::token::Token;
use super::{browser, routes};
use crate::project::{Project, ProjectError};

/// The port that is tried first, so that an address in a bookmark leads somewhere again.
const PORT: u16 = 8417;
/// How many may be connected at once: a browser opens six for a page.
const CONNECTIONS: usize = 64;
/// How long a client may take to send the head of a request.
const HEAD_TIME: Duration = Duration::from_secs(10);
/// How long requests under way may take to end when the server is told to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(3);

/// What to serve, and how.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct ServeOptions {
    /// The study's folder.
    pub folder: PathBuf,
    /// Under whose name things are done; nothing: whoever is logged in.
    pub person: Option<String>,
    /// Nought: [8417](ServeOptions::new), or one that is free.
    pub port: u16,
    /// Open the browser too.
    pub open_browser: bool,
    /// The largest file that may be brought in, in bytes.
    pub upload_limit: u64,
}

impl ServeOptions {
    pub fn new(folder: PathBuf) -> Self {
        Self { folder, person: None, port: 0, open_browser: false, upload_limit: 2 << 30 }
    }
}

/// The server listens.
#[derive(Debug)]
pub struct Ready {
    address: String,
    /// Why the browser was not opened, if it was to be.
    pub not_opened: Option<String>,
}

impl Ready {
    /// What to open: it has the launch's secret in it.
    pub fn address(&self) -> &str {
        &self.address
    }
}

/// Why the workbench cannot be served.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    #[error(transparent)]
    Project(#[from] Box<ProjectError>),
    #[error("cannot listen on port {port} of this machine; --port names another")]
    Listen { port: u16, source: io::Error },
    #[error("the server cannot be started")]
    Start(#[source] io::Error),
    #[error("the system gives no random numbers for the address's secret: {reason}")]
    NoRandomness { reason: String },
}

/// Serves the workbench until it is interrupted; `ready` hears when it listens.
pub fn serve(options: ServeOptions, ready: impl FnOnce(Ready)) -> Result<(), ServeError> {
    // Whatever is wrong with the study is said in the terminal, not in the browser.
    drop(Project::open(&options.folder).map_err(Box::new)?);
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()
        .map_err(ServeError::Start)?;
    let served = runtime.block_on(listen(options, ready));
    // What is still being written ends by itself or is rolled back: nobody waits for it.
    runtime.shutdown_timeout(LAST_REQUESTS);
    served
}

async fn listen(options: ServeOptions, ready: impl FnOnce(Ready)) -> Result<(), ServeError> {
    let listener = bind(options.port).await?;
    let port = listener.local_addr().map_err(ServeError::Start)?.port();
    let token = Token::new()?;
    let address = format!("http://127.0.0.1:{port}/?token={}", token.as_str());
    let not_opened = if options.open_browser { browser::open(&options.folder, &address).err() } else { None };
    let bench = Bench::new(options, port, token);
    bench.watch();
    let router = routes::router(&bench);
    ready(Ready { address, not_opened });

    let places = Arc::new(Semaphore::new(CONNECTIONS));
    let mut stop = std::pin::pin!(interrupted());
    loop {
        let place = Arc::clone(&places).acquire_owned();
        let (stream, place) = tokio::select! {
            () = &mut stop => break,
            (Ok((stream, _)), Ok(place)) = async { (listener.accept().await, place.await) } => (stream, place),
            else => continue,
        };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let mut connection = http1::Builder::new();
            connection.timer(TokioTimer::new()).header_read_timeout(HEAD_TIME);
            // A connection that breaks is the browser's business: it asks again.
            drop(connection.serve_connection(TokioIo::new(stream), service).await);
            drop(place);
        });
    }
    bench.stop();
    Ok(())
}

async fn bind(port: u16) -> Result<TcpListener, ServeError> {
    let at = |port| SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let wanted = if port == 0 { PORT } else { port };
    match TcpListener::bind(at(wanted)).await {
        Err(_) if port == 0 => {
            TcpListener::bind(at(0)).await.map_err(|source| ServeError::Listen { port: wanted, source })
        }
        bound => bound.map_err(|source| ServeError::Listen { port: wanted, source }),
    }
}

/// Ctrl-C, or the system's wish that the program ends.
async fn interrupted() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    drop(tokio::signal::ctrl_c().await);
}
