//! Writes the page's types from the table of commands and removes those of types that are gone.

use anyhow::Result;
use std::fs;
use yinhui_tests::{house, types};

fn main() -> Result<()> {
    let folder = house(types::FOLDER);
    fs::create_dir_all(&folder)?;
    let (wanted, present) = (types::generated()?, types::files(&folder)?);
    for stale in present.keys().filter(|name| !wanted.contains_key(*name)) {
        fs::remove_file(folder.join(stale))?;
    }
    for (name, text) in wanted.iter().filter(|(name, text)| present.get(*name) != Some(*text)) {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
