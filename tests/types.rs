//! The page's types as files.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where the committed types stand.
pub const FOLDER: &str = "ui/src/generated";

/// Every file of a folder and its sub-folders, path and text.
///
/// # Errors
/// When the folder cannot be read.
pub fn files(folder: &Path) -> anyhow::Result<BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_path_buf()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(&next)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
                found.insert(name, fs::read_to_string(&path)?);
            }
        }
    }
    Ok(found)
}

/// The types as the table of commands gives them now.
///
/// # Errors
/// When the system's temporary folder cannot be written.
pub fn generated() -> anyhow::Result<BTreeMap<String, String>> {
    let folder = std::env::temp_dir().join(format!("yinhui-types-{}", std::process::id()));
    fs::create_dir_all(&folder)?;
    let found =
        yinhui_app::typescript::export(&folder).map_err(anyhow::Error::msg).and_then(|()| files(&folder));
    fs::remove_dir_all(&folder)?;
    found
}
