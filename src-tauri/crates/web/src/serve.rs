use crate::host::BrowserHost;
use crate::{events, files, guard, page, rpc};
use anyhow::{Context as _, Result};
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware;
use axum::routing::{get, post};
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio::sync::broadcast;
use yinhui_app::{App, Event};

/// The largest upload: what an import reads, and a backup of many years.
const MOST_UPLOAD: usize = 1 << 30;

/// What every request is given.
#[derive(Clone)]
pub(crate) struct Desk {
    pub app: Arc<App>,
    pub host: Arc<BrowserHost>,
    pub events: broadcast::Sender<Event>,
}

/// A bound server, ready to run.
pub struct Serving {
    listener: TcpListener,
    router: Router,
    port: u16,
}

/// Binds the table of commands to a port of 127.0.0.1; 0 takes a free one.
///
/// # Errors
/// When the port is taken.
pub async fn serve(app: Arc<App>, host: Arc<BrowserHost>, port: u16) -> Result<Serving> {
    let listener =
        TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, port))).await.context("bind 127.0.0.1")?;
    let port = listener.local_addr().context("local address")?.port();
    let events = broadcast_events(&app);
    let desk = Desk { app, host, events };
    let router = Router::new()
        .route("/ready", get(|| async { "ready" }))
        .route("/rpc", post(rpc::rpc))
        .route("/events", get(events::events))
        .route("/files", post(files::upload))
        .route("/files/{id}", get(files::download))
        .fallback(get(page::page))
        .layer(DefaultBodyLimit::max(MOST_UPLOAD))
        .layer(middleware::from_fn_with_state(port, guard::guard))
        .with_state(desk);
    Ok(Serving { listener, router, port })
}

impl Serving {
    /// Where the page is.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Serves until `stop` resolves.
    ///
    /// # Errors
    /// When the socket fails.
    pub async fn run(self, stop: impl Future<Output = ()> + Send + 'static) -> Result<()> {
        let service = self.router.into_make_service_with_connect_info::<SocketAddr>();
        axum::serve(self.listener, service).with_graceful_shutdown(stop).await.context("serve")
    }
}

/// Carries the program's events to every page; the thread ends with the program.
fn broadcast_events(app: &App) -> broadcast::Sender<Event> {
    let (sender, _) = broadcast::channel(256);
    let (receiver, out) = (app.listen(), sender.clone());
    std::thread::spawn(move || {
        while let Ok(event) = receiver.recv() {
            // Nobody listening is no fault.
            drop(out.send(event));
        }
    });
    sender
}
