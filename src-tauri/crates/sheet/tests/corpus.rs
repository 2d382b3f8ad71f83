//! Whatever the fuzzers found worth keeping, through the same entries (`tests/fuzz`).
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::string_slice,
    reason = "test code"
)]

#[path = "../../../../tests/fuzz/entries/mod.rs"]
mod entries;

use std::path::Path;

#[test]
fn every_kept_input_is_read_without_a_fault() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/corpus");
    // A panic that is caught and becomes a sentence is no fault, and would only fill the page.
    std::panic::set_hook(Box::new(|_| {}));
    let mut faults = Vec::new();
    for (name, entry) in entries::ALL {
        let files = std::fs::read_dir(corpus.join(name)).unwrap().map(|file| file.unwrap().path());
        let files = files.collect::<Vec<_>>();
        faults.extend(
            (files.len() < 10).then(|| format!("{name}: the inputs are not where they are looked for")),
        );
        for path in files {
            let bytes = std::fs::read(&path).unwrap();
            if let Err(panic) = std::panic::catch_unwind(|| entry(&bytes)) {
                let told = panic.downcast_ref::<String>().cloned().unwrap_or_default();
                faults.push(format!("{}: {told}", path.display()));
            }
        }
    }
    let _ = std::panic::take_hook();
    assert!(faults.is_empty(), "{faults:#?}");
}
