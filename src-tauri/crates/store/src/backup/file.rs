use crate::error::{StoreError, StoreResult, file_name};
use crate::file::{Mode, connect};
use crate::key::{DatabaseKey, KeyRing, WorkFactor};
use crate::read::Reader;
use crate::schema;
use serde::{Deserialize, Serialize};
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

const DATABASE: &str = "yinhui.db";
const FACTS: &str = "backup.json";
/// The largest file taken out of a backup: ten years of a big centre are far below.
const MOST_BYTES: u64 = 8 << 30;

/// What stands in a backup, told by opening its database.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupFacts {
    /// When it was made, UTC milliseconds.
    pub at: i64,
    /// People, those taken back left out.
    pub people: i64,
    /// Presences, those taken back left out.
    pub presences: i64,
    /// Operations in the log.
    pub operations: i64,
    /// Rows of the log.
    pub log_rows: i64,
    /// Head of the log's chain.
    pub log_head: String,
    /// Schema version.
    pub schema: i64,
}

impl BackupFacts {
    pub(crate) fn of(reader: &Reader<'_>, at: i64) -> StoreResult<Self> {
        let (log_rows, log_head) = reader.log_head()?;
        Ok(Self {
            at,
            people: reader
                .count("SELECT count(*) FROM person WHERE undone = 0 AND merged_into IS NULL", [])?,
            presences: reader.count("SELECT count(*) FROM presence WHERE undone = 0", [])?,
            operations: reader.count("SELECT count(*) FROM operation", [])?,
            log_rows,
            log_head,
            schema: schema::version(reader.connection())?,
        })
    }
}

/// Packs a copied database and the key slots into one file, durably.
pub(crate) fn pack(database: &Path, ring: &KeyRing, facts: &BackupFacts, out: &Path) -> StoreResult<()> {
    let io = |error| StoreError::io("write", out, error);
    let mut zip = ZipWriter::new(File::create(out).map_err(io)?);
    let stored = SimpleFileOptions::default().compression_method(CompressionMethod::Stored).large_file(true);
    zip.start_file(FACTS, stored).map_err(broken)?;
    zip.write_all(serde_json::to_string_pretty(facts)?.as_bytes()).map_err(io)?;
    for (name, bytes) in ring.files()? {
        zip.start_file(format!("keys/{name}"), stored).map_err(broken)?;
        zip.write_all(&bytes).map_err(io)?;
    }
    zip.start_file(DATABASE, stored).map_err(broken)?;
    std::io::copy(&mut File::open(database).map_err(io)?, &mut zip).map_err(io)?;
    zip.finish().map_err(broken)?.sync_all().map_err(io)
}

/// Takes a backup apart into an empty folder: its database and its slots. Names inside are never used as paths.
pub(crate) fn unpack(file: &Path, into: &Path) -> StoreResult<()> {
    let io = |error| StoreError::io("read", file, error);
    let mut zip = ZipArchive::new(File::open(file).map_err(io)?).map_err(broken)?;
    let keys = into.join("keys");
    std::fs::create_dir_all(&keys).map_err(|error| StoreError::io("create", &keys, error))?;
    let mut slots = 0;
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).map_err(broken)?;
        let name = entry.name().map_err(broken)?.into_owned();
        let target = match name.as_str() {
            DATABASE => into.join(DATABASE),
            name if name.starts_with("keys/") => {
                slots += 1;
                keys.join(format!("{slots}.json"))
            }
            _ => continue,
        };
        if entry.size() > MOST_BYTES {
            return Err(StoreError::BadBackup("too large".into()));
        }
        let mut out = File::create(&target).map_err(|error| StoreError::io("write", &target, error))?;
        std::io::copy(&mut entry.by_ref().take(MOST_BYTES), &mut out).map_err(|error| unread(file, error))?;
        out.sync_all().map_err(|error| StoreError::io("write", &target, error))?;
    }
    if into.join(DATABASE).exists() && slots > 0 {
        Ok(())
    } else {
        Err(StoreError::BadBackup("incomplete".into()))
    }
}

/// Opens the database of an unpacked backup and checks it whole.
pub(crate) fn check_unpacked(folder: &Path, key: &DatabaseKey, at: i64) -> StoreResult<BackupFacts> {
    let connection = connect(&folder.join(DATABASE), key, Mode::Write).map_err(|error| bad(&error))?;
    schema::refuse_newer(&connection)?;
    let word: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(|error| bad(&error))?;
    if word != "ok" {
        return Err(StoreError::BadBackup(word));
    }
    BackupFacts::of(&Reader::new(&connection), at)
}

/// What stands in a backup made under this key, told by opening it.
///
/// # Errors
/// [`StoreError::BadBackup`] for anything that is not a good backup under this key.
pub fn show(file: &Path, key: &DatabaseKey, scratch: &Path) -> StoreResult<BackupFacts> {
    let folder = Scratch::new(scratch)?;
    unpack(file, folder.path())?;
    check_unpacked(folder.path(), key, made_at(file)?)
}

/// When a backup says it was made.
pub(crate) fn made_at(file: &Path) -> StoreResult<i64> {
    let opened = File::open(file).map_err(|error| StoreError::io("read", file, error))?;
    let mut zip = ZipArchive::new(opened).map_err(broken)?;
    let mut text = String::new();
    let mut entry = zip.by_name(FACTS).map_err(broken)?;
    entry.by_ref().take(1 << 20).read_to_string(&mut text).map_err(|error| unread(file, error))?;
    let facts: BackupFacts =
        serde_json::from_str(&text).map_err(|error| StoreError::BadBackup(error.to_string()))?;
    Ok(facts.at)
}

/// The newest backup in a data folder's own `backups`, by what it says of itself.
pub fn newest(folder: &Path) -> Option<(PathBuf, i64)> {
    let entries = std::fs::read_dir(folder.join("backups")).ok()?;
    entries
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let wanted = path.extension().is_some_and(|extension| extension == "yhb");
            if wanted { made_at(&path).ok().map(|at| (path, at)) } else { None }
        })
        .max_by_key(|(_, at)| *at)
}

fn broken(error: zip::result::ZipError) -> StoreError {
    StoreError::BadBackup(error.to_string())
}

/// A part that does not unpack is a broken backup; anything else is the disk's fault.
fn unread(file: &Path, error: std::io::Error) -> StoreError {
    use std::io::ErrorKind;
    match error.kind() {
        ErrorKind::InvalidData | ErrorKind::InvalidInput | ErrorKind::UnexpectedEof | ErrorKind::Other => {
            bad(&error)
        }
        _ => StoreError::io("read", file, error),
    }
}

fn bad(error: &dyn std::fmt::Display) -> StoreError {
    StoreError::BadBackup(error.to_string())
}

/// What the name of a scratch folder begins with.
pub(crate) const SCRATCH: &str = ".part-";

/// A folder of our own that goes when it is dropped.
pub(crate) struct Scratch(PathBuf);

impl Scratch {
    pub(crate) fn new(beside: &Path) -> StoreResult<Self> {
        let path = beside.join(format!("{SCRATCH}{}", crate::new_id()));
        std::fs::create_dir_all(&path).map_err(|error| StoreError::io("create", &path, error))?;
        Ok(Self(path))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    /// Gives the folder another name, under which it stays.
    pub(crate) fn keep_as(self, path: &Path) -> StoreResult<()> {
        std::fs::rename(&self.0, path).map_err(|error| StoreError::io("rename", path, error))?;
        std::mem::forget(self);
        Ok(())
    }

    /// The ring of an unpacked backup.
    pub(crate) fn ring(&self) -> KeyRing {
        KeyRing::new(&self.0, WorkFactor::STANDARD)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(name = file_name(&self.0), %error, "scratch folder left behind");
        }
    }
}
