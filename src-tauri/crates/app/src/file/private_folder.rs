use crate::error::{Answer, ApiError};
use std::path::{Path, PathBuf};

/// Makes a folder of an unguessable name in another that only this person may enter.
///
/// # Errors
/// When it cannot be made, or is there already: somebody else's is never used.
pub fn private_folder(within: &Path) -> Answer<PathBuf> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| ApiError::fault(&error))?;
    let name = bytes.iter().map(|byte| format!("{byte:02x}")).collect::<String>();
    let path = within.join(format!("yinhui-{name}"));
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only unix knows modes"))]
    let mut builder = std::fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(&path).map_err(|error| ApiError::fault(&error))?;
    Ok(path)
}
