//! Browser mode: the table of commands over HTTP, on this machine only.
//!
//! The session travels as a header from page memory; there is no cookie, since cookies are shared between the ports
//! of 127.0.0.1. Requests with a foreign Host or Origin are refused, so that no other page can call in.

mod events;
mod files;
mod guard;
mod host;
mod page;
mod rpc;
mod serve;

pub use host::BrowserHost;
pub use serve::{Serving, serve};
