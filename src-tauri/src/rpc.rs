use serde_json::Value;
use std::sync::Arc;
use tauri::State;
use yinhui_app::{ApiError, App, Call};

/// The only way from the page to the program. Commands wait for the disk, so they run off the window's thread.
#[tauri::command]
pub(crate) async fn rpc(desk: State<'_, Arc<App>>, call: Call) -> Result<Value, ApiError> {
    let desk = Arc::clone(&desk);
    let answer = tauri::async_runtime::spawn_blocking(move || desk.call(&call)).await;
    answer.unwrap_or_else(|error| Err(ApiError::fault(&error)))
}
