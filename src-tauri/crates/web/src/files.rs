//! Files in and out of a browser.

use crate::rpc::{refused, session};
use crate::serve::Desk;
use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use yinhui_app::{Answer, ApiError, Code, FileRef};

/// The file's name, to show.
#[derive(Debug, Deserialize)]
pub(crate) struct Named {
    name: String,
}

/// Takes a file to read; answers its reference. A backup may come before anybody is logged in, to begin from it.
pub(crate) async fn upload(State(desk): State<Desk>, Query(named): Query<Named>, body: Bytes) -> Response {
    let stored = tokio::task::spawn_blocking(move || keep(&desk, &named.name, &body)).await;
    match stored {
        Ok(Ok(file)) => Json(file).into_response(),
        Ok(Err(error)) => refused(error),
        Err(error) => refused(ApiError::fault(&error)),
    }
}

fn keep(desk: &Desk, name: &str, body: &[u8]) -> Answer<FileRef> {
    let (_, path) = desk.host.place(name)?;
    std::fs::write(&path, body).map_err(|error| ApiError::fault(&error))?;
    desk.host.again(&path)
}

/// Gives a file a command has written.
pub(crate) async fn download(
    State(desk): State<Desk>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let open = session(&headers).is_some_and(|token| desk.app.is_open(&token));
    if !open {
        return refused(ApiError::new(Code::Forbidden, "已锁定，请先登录。"));
    }
    let read = tokio::task::spawn_blocking(move || {
        let path = desk.host.issued(&id)?;
        let bytes = std::fs::read(&path)
            .map_err(|_| ApiError::new(Code::NotFound, "文件还没有写好，请重新导出。"))?;
        // It lies with the person now; what is left here would only be found by others.
        std::fs::remove_file(&path).map_err(|error| ApiError::fault(&error))?;
        Ok(bytes)
    });
    match read.await {
        Ok(Ok(bytes)) => {
            let mut answer = bytes.into_response();
            let kind = HeaderValue::from_static("application/octet-stream");
            answer.headers_mut().insert(header::CONTENT_TYPE, kind);
            answer
        }
        Ok(Err(error)) => refused(error),
        Err(error) => refused(ApiError::fault(&error)),
    }
}
