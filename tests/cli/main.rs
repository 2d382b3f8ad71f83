//! The real `yinhui` program: exit codes, JSON, browser mode, and what is left after a kill.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "test code"
)]

mod apart;
mod demo;
mod desk;
mod http;
mod killed;
mod lines;
mod program;
mod serve;
mod usage;
