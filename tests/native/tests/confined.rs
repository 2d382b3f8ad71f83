//! The page may call the table of commands and hear events; nothing else of the system is in its reach.

use anyhow::Result;
use serde_json::{Value, json};
use yinhui_native::{Screen, Window};

/// Commands of the shell and its plugins that a page must not reach.
const FORBIDDEN: [&str; 6] = [
    "plugin:dialog|open",
    "plugin:dialog|save",
    "plugin:window|close",
    "plugin:webview|create_webview_window",
    "plugin:event|emit",
    "plugin:window-state|save_window_state",
];

#[tokio::test(flavor = "multi_thread")]
async fn the_page_reaches_nothing_but_the_table_of_commands() -> Result<()> {
    let home = tempfile::tempdir()?;
    let screen = Screen::start(home.path())?;
    let window = Window::open(&screen).await?;
    window.see("中心名称").await?;

    let call = json!({ "call": { "command": "system.status" } });
    assert_eq!(invoke(&window, "rpc", call).await?["stage"], "empty", "the one command answers");
    for name in FORBIDDEN {
        let answer = invoke(&window, name, json!({ "event": "x", "label": "y", "options": {} })).await?;
        assert!(answer["refused"].is_string(), "{name} answered {answer}");
    }
    let refused = invoke(&window, "rpc", json!({ "call": { "command": "operator.list" } })).await?;
    assert_eq!(refused["refused"]["code"], "forbidden", "and it answers nobody who is not logged in");

    assert_eq!(window.run("return typeof window.__TAURI__", vec![]).await?, "undefined");
    assert_eq!(window.run(INLINE_STYLE, vec![]).await?, json!(false), "inline styles are refused");
    assert_eq!(window.run(EVAL, vec![]).await?, json!(false), "text does not become code");
    let faults = window.faults().await?;
    assert!(faults.to_string().contains("style"), "the guard hears refusals: {faults}");
    window.close().await
}

/// Whether an inline style takes effect.
const INLINE_STYLE: &str =
    "document.body.insertAdjacentHTML('beforeend', '<p id=\"probe\" style=\"color: rgb(1, 2, 3)\">x</p>');
    const seen = getComputedStyle(document.getElementById('probe')).color === 'rgb(1, 2, 3)';
    document.getElementById('probe').remove(); return seen";

/// Whether a script put into the page runs.
const EVAL: &str =
    "const script = document.createElement('script'); script.textContent = 'window.__ran = true';
    document.body.append(script); script.remove(); return window.__ran === true";

/// What the shell answers the page; `{refused}` when it refuses.
async fn invoke(window: &Window, name: &str, args: Value) -> Result<Value> {
    let begin = "window.__answer = undefined;
        window.__TAURI_INTERNALS__.invoke(arguments[0], arguments[1])
            .then((value) => { window.__answer = { value } }, (refused) => { window.__answer = { refused } });
        return true";
    window.run(begin, vec![name.into(), args]).await?;
    window.until(name, "return window.__answer !== undefined", vec![]).await?;
    let answer = window.run("return window.__answer", vec![]).await?;
    Ok(answer.get("value").cloned().unwrap_or(answer))
}
