//! Commands over HTTP.

use crate::serve::Desk;
use axum::Json;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use yinhui_app::{ApiError, Call, Code};

/// The header the session's token travels in.
pub(crate) const SESSION: &str = "x-yinhui-session";

/// Runs one command. The body is `{command, args, request}`.
pub(crate) async fn rpc(State(desk): State<Desk>, headers: HeaderMap, body: Bytes) -> Response {
    let call = match serde_json::from_slice::<Call>(&body) {
        Ok(call) => Call { session: session(&headers), ..call },
        Err(_) => return refused(ApiError::new(Code::Invalid, "请求格式不对，没有执行。")),
    };
    // Commands are plain functions that wait for the disk.
    let answer = tokio::task::spawn_blocking(move || desk.app.call(&call)).await;
    match answer {
        Ok(Ok(value)) => Json(value).into_response(),
        Ok(Err(error)) => refused(error),
        Err(error) => refused(ApiError::fault(&error)),
    }
}

/// The session's token of a request.
pub(crate) fn session(headers: &HeaderMap) -> Option<String> {
    headers.get(SESSION).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

/// An error as the page expects it; the status is for people who read the traffic.
pub(crate) fn refused(error: ApiError) -> Response {
    let status = match error.code {
        Code::Forbidden | Code::WrongPassword | Code::LockedOut | Code::NoOperator => StatusCode::FORBIDDEN,
        Code::NotFound => StatusCode::NOT_FOUND,
        Code::Conflict | Code::InUse | Code::NotEmpty | Code::Ambiguous | Code::Cancelled => {
            StatusCode::CONFLICT
        }
        Code::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        Code::Fault | Code::DiskFull | Code::ReadOnly | Code::Damaged => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    };
    (status, Json(error)).into_response()
}
