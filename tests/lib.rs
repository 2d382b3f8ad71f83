//! What the suites beside this file share: where the house's files are, and the page's types.

pub mod types;

use std::path::PathBuf;

/// A file or folder of the repository.
pub fn house(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("..").join(path)
}

/// A sample roster; every person in it is invented.
pub fn sample_roster(name: &str) -> PathBuf {
    house("tests/fixtures/rosters").join(name)
}
