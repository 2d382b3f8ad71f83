//! The page itself, inside the program in a release build.

use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "../../../ui/dist"]
#[allow_missing = true]
struct Page;

/// A file of the page; anything without an extension is the page, which has its own addresses behind `#`.
pub(crate) async fn page(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    let name = if path.is_empty() { "index.html" } else { path };
    let Some(file) = Page::get(name) else {
        let text = if name == "index.html" {
            "界面文件还没有生成：请先运行 cargo xtask run。"
        } else {
            "not found"
        };
        return (StatusCode::NOT_FOUND, text).into_response();
    };
    let kind = mime_guess::from_path(name).first_or_octet_stream();
    let kind = if kind.type_() == mime_guess::mime::TEXT {
        format!("{kind}; charset=utf-8")
    } else {
        kind.to_string()
    };
    let mut answer = file.data.into_owned().into_response();
    if let Ok(kind) = HeaderValue::from_str(&kind) {
        answer.headers_mut().insert(header::CONTENT_TYPE, kind);
    }
    answer
}
