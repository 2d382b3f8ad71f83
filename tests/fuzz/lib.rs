//! What the fuzzers call. The normal tests run the kept inputs through the same entries.

pub mod entries;

use std::sync::Once;

/// Runs an entry. A panic that the program itself catches and turns into a sentence is no find; one that leaves the
/// entry is.
pub fn run(entry: fn(&[u8]), bytes: &[u8]) {
    static QUIET: Once = Once::new();
    // The fuzzer's own hook ends the process at every panic, also at those that are caught.
    QUIET.call_once(|| std::panic::set_hook(Box::new(|_| {})));
    if let Err(panic) = std::panic::catch_unwind(|| entry(bytes)) {
        let told = panic.downcast_ref::<String>().map(String::as_str);
        let told = told.or(panic.downcast_ref::<&str>().copied()).unwrap_or("a panic without words");
        eprintln!("{told}");
        std::process::abort();
    }
}
