//! What changed, told to open pages as server-sent events.

use crate::rpc::{refused, session};
use crate::serve::Desk;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{self, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use tokio::sync::broadcast::error::RecvError;
use yinhui_app::{ApiError, Code};

/// The stream of events for a logged-in page; it ends when the session does.
pub(crate) async fn events(State(desk): State<Desk>, headers: HeaderMap) -> Response {
    let Some(token) = session(&headers).filter(|token| desk.app.is_open(token)) else {
        return refused(ApiError::new(Code::Forbidden, "已锁定，请先登录。"));
    };
    let receiver = desk.events.subscribe();
    let stream = futures_stream(desk, token, receiver);
    Sse::new(stream).keep_alive(KeepAlive::default()).into_response()
}

fn futures_stream(
    desk: Desk,
    token: String,
    receiver: tokio::sync::broadcast::Receiver<yinhui_app::Event>,
) -> impl futures_core::Stream<Item = Result<sse::Event, Infallible>> {
    async_stream::stream! {
        let mut receiver = receiver;
        loop {
            let event = match receiver.recv().await {
                Ok(event) => event,
                // A page that fell behind is let go: it comes back and reads everything again.
                Err(RecvError::Lagged(_) | RecvError::Closed) => break,
            };
            if !desk.app.is_open(&token) {
                break;
            }
            if let Ok(event) = sse::Event::default().json_data(&event) {
                yield Ok(event);
            }
        }
    }
}
