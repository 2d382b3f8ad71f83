use crate::error::{StoreError, StoreResult};
use std::fs::{self, File, TryLockError};
use std::path::{Path, PathBuf};

/// A data folder held by this program: `yinhui.db`, `keys/`, `backups/`, `logs/`, `app.lock`.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    /// Held as long as the folder is; the system releases it when the program dies.
    _lock: File,
}

impl Folder {
    /// Takes the folder for this program, making it where it is missing.
    ///
    /// # Errors
    /// [`StoreError::NetworkDrive`] (SQLite's WAL is not safe there), [`StoreError::InUse`], read-only folders.
    pub fn take(path: &Path) -> StoreResult<Self> {
        refuse_network(path)?;
        fs::create_dir_all(path).map_err(|error| StoreError::io("create", path, error))?;
        let lock_path = path.join("app.lock");
        let lock = File::options()
            .create(true)
            .truncate(false)
            .write(true)
            .open(&lock_path)
            .map_err(|error| StoreError::io("open", &lock_path, error))?;
        match lock.try_lock() {
            Ok(()) => Ok(Self { path: path.to_path_buf(), _lock: lock }),
            Err(TryLockError::WouldBlock) => Err(StoreError::InUse),
            Err(TryLockError::Error(error)) => Err(StoreError::io("lock", &lock_path, error)),
        }
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

/// The database file of a data folder.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("yinhui.db")
}

const NETWORK_KINDS: &[&str] = &[
    "nfs",
    "nfs4",
    "cifs",
    "smb3",
    "smbfs",
    "ncpfs",
    "afs",
    "davfs",
    "fuse.sshfs",
    "fuse.davfs2",
    "fuse.rclone",
];

fn refuse_network(path: &Path) -> StoreResult<()> {
    let shown = path.to_string_lossy();
    // Elsewhere two slashes are one.
    if (cfg!(windows) || shown.starts_with('\\')) && is_unc(&shown) {
        return Err(StoreError::NetworkDrive("UNC".into()));
    }
    let Ok(mounts) = fs::read_to_string("/proc/self/mounts") else { return Ok(()) };
    match network_kind(&mounts, &nearest_existing(path)) {
        Some(kind) => Err(StoreError::NetworkDrive(kind)),
        None => Ok(()),
    }
}

/// Whether a path names a share of another machine, in any of the ways Windows writes one. A share with a drive letter
/// of its own cannot be told from its path, only by asking Windows; it is not refused.
fn is_unc(path: &str) -> bool {
    let path = path.replace('/', r"\").to_ascii_uppercase();
    match path.strip_prefix(r"\\?\").or_else(|| path.strip_prefix(r"\\.\")) {
        Some(rest) => rest.starts_with(r"UNC\"),
        None => path.starts_with(r"\\"),
    }
}

fn nearest_existing(path: &Path) -> PathBuf {
    path.ancestors().find_map(|part| part.canonicalize().ok()).unwrap_or_else(|| path.to_path_buf())
}

/// The kind of the file system that holds `path`, if it is one across a network.
fn network_kind(mounts: &str, path: &Path) -> Option<String> {
    mounts
        .lines()
        .filter_map(|line| {
            let mut parts = line.split(' ');
            let point = parts.nth(1)?.replace(r"\040", " ");
            let kind = parts.next()?;
            path.starts_with(&point).then(|| (point.len(), kind.to_owned()))
        })
        .max_by_key(|(length, _)| *length)
        .map(|(_, kind)| kind)
        .filter(|kind| NETWORK_KINDS.contains(&kind.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_belongs_to_one_program_at_a_time() {
        let folder = tempfile::tempdir().unwrap();
        let held = Folder::take(folder.path()).unwrap();
        assert!(matches!(Folder::take(folder.path()), Err(StoreError::InUse)));
        drop(held);
        assert!(Folder::take(folder.path()).is_ok());
    }

    #[test]
    fn a_share_is_one_however_windows_writes_it() {
        for path in [r"\\server\share", "//server/share", r"\\?\UNC\server\share", "//?/unc/server/share"] {
            assert!(is_unc(path), "{path}");
        }
        for path in [r"C:\desk", r"\\?\C:\desk", "//?/C:/desk", "desk", "/srv/desk"] {
            assert!(!is_unc(path), "{path}");
        }
    }

    #[test]
    fn network_drives_are_told_from_local_ones() {
        let mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /mnt/share nfs4 rw 0 0\n//srv/y /mnt/my\\040share cifs rw 0 0\n";
        assert_eq!(network_kind(mounts, Path::new("/home/desk")), None);
        assert_eq!(network_kind(mounts, Path::new("/mnt/share/data")).as_deref(), Some("nfs4"));
        assert_eq!(network_kind(mounts, Path::new("/mnt/my share/data")).as_deref(), Some("cifs"));
    }
}
