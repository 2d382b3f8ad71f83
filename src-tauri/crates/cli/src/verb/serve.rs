use crate::args::Args;
use crate::output::{Stop, line};
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use yinhui_app::{ApiError, App, Opening, WorkFactor};
use yinhui_web::BrowserHost;

/// Serves the page on this machine; locked until the first login.
pub(crate) fn serve(args: &Args, port: u16) -> Result<(), Stop> {
    let scratch = Scratch::new()?;
    let host = Arc::new(BrowserHost::new(&scratch.0));
    let app = Arc::new(App::new(&args.data, host.clone(), Opening::Own, WorkFactor::STANDARD)?);
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(async {
        let serving = yinhui_web::serve(app, host, port).await.map_err(|error| ApiError::fault(&error))?;
        line(&json!({ "url": serving.url() }).to_string())?;
        serving.run(stopped(scratch.0.clone())).await.map_err(|error| Stop::Refused(ApiError::fault(&error)))
    })
}

/// Ctrl+C, or the system's request to end.
async fn stopped(scratch: PathBuf) {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! { _ = interrupt => {}, _ = terminate.recv() => {} },
            Err(_) => drop(interrupt.await),
        }
    }
    #[cfg(not(unix))]
    drop(interrupt.await);
    // Pages that listen for events never end by themselves: give answers on their way a moment, then go.
    std::thread::spawn(move || {
        std::thread::sleep(std::time::Duration::from_secs(2));
        remove(&scratch);
        std::process::exit(0);
    });
}

/// A folder for uploads and downloads that goes with the server.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Result<Self, Stop> {
        Ok(Self(yinhui_app::file::private_folder(&std::env::temp_dir())?))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

fn remove(scratch: &Path) {
    if scratch.exists()
        && let Err(error) = std::fs::remove_dir_all(scratch)
    {
        tracing::warn!(%error, "scratch folder left behind");
    }
}
