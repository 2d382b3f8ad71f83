//! Who may speak to this server at all.

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::net::SocketAddr;

/// What the page may load: only itself. The same as in the window, but for `connect-src`.
const POLICY: &str = "default-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; \
    object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'none'";

/// Refuses strangers, foreign Hosts (DNS rebinding) and foreign Origins; sets the headers of every answer.
pub(crate) async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    let answer = if is_ours(port, &request) {
        next.run(request).await
    } else {
        (StatusCode::FORBIDDEN, "forbidden").into_response()
    };
    with_headers(answer)
}

fn is_ours(port: u16, request: &Request) -> bool {
    let peer =
        request.extensions().get::<ConnectInfo<SocketAddr>>().is_some_and(|peer| peer.0.ip().is_loopback());
    let names = [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")];
    let header = |name| request.headers().get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let host = header(header::HOST).is_some_and(|host| names.iter().any(|name| name == host));
    let origin = match request.headers().get(header::ORIGIN) {
        None => true,
        Some(_) => header(header::ORIGIN)
            .and_then(|origin| origin.strip_prefix("http://"))
            .is_some_and(|origin| names.iter().any(|name| name == origin)),
    };
    peer && host && origin
}

fn with_headers(mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_FRAME_OPTIONS, "DENY"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}
