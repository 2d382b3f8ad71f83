use crate::error::{StoreError, StoreResult};
use crate::key::{DatabaseKey, RecoveryCode, Slot, SlotKind, WorkFactor};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// The slots of one data folder.
#[derive(Debug, Clone)]
pub struct KeyRing {
    folder: PathBuf,
    work: WorkFactor,
}

/// A slot file as found.
#[derive(Debug)]
struct Found {
    path: PathBuf,
    /// `None` where it is not even JSON any more.
    slot: Option<Slot>,
}

impl KeyRing {
    /// The ring of a data folder; new slots get this work factor.
    pub fn new(data: &Path, work: WorkFactor) -> Self {
        Self { folder: data.join("keys"), work }
    }

    /// Whether there is any slot.
    pub fn is_empty(&self) -> bool {
        self.found().is_ok_and(|found| found.is_empty())
    }

    /// Names of the operators who have a slot, sorted.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub fn names(&self) -> StoreResult<Vec<String>> {
        let mut names = self
            .found()?
            .into_iter()
            .filter_map(|found| found.slot)
            .filter(|slot| slot.kind == SlotKind::Operator)
            .map(|slot| slot.name)
            .collect::<Vec<_>>();
        names.sort();
        names.dedup();
        Ok(names)
    }

    /// Opens an operator's slot. Answers the operator's record id and the key.
    ///
    /// # Errors
    /// [`StoreError::NoSlot`], [`StoreError::SlotDamaged`], [`StoreError::WrongPassword`].
    pub fn open(&self, name: &str, password: &str) -> StoreResult<(String, DatabaseKey)> {
        let found = self.found()?;
        let unreadable = found.iter().any(|file| file.slot.is_none());
        let slot = found
            .into_iter()
            .filter_map(|file| file.slot)
            .find(|slot| slot.kind == SlotKind::Operator && slot.name == name);
        match slot {
            Some(slot) => slot.open(password).map(|key| (slot.operator.clone(), key)),
            // A slot that is no longer JSON has lost its name; it may be this one.
            None if unreadable => Err(StoreError::SlotDamaged(name.into())),
            None => Err(StoreError::NoSlot),
        }
    }

    /// Opens whichever operator's slot this password fits.
    ///
    /// # Errors
    /// [`StoreError::NoSlot`], [`StoreError::SlotDamaged`], [`StoreError::WrongPassword`].
    pub(crate) fn open_any(&self, password: &str) -> StoreResult<DatabaseKey> {
        let mut last = StoreError::NoSlot;
        for name in self.names()? {
            match self.open(&name, password) {
                Ok((_, key)) => return Ok(key),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Opens the recovery slot.
    ///
    /// # Errors
    /// [`StoreError::WrongPassword`] for a code of another time, [`StoreError::NoSlot`], [`StoreError::SlotDamaged`].
    pub fn recover(&self, code: &RecoveryCode) -> StoreResult<DatabaseKey> {
        let mut last = StoreError::NoSlot;
        for slot in self
            .found()?
            .into_iter()
            .filter_map(|file| file.slot)
            .filter(|slot| slot.kind == SlotKind::Recovery)
        {
            match slot.open(code.passphrase()) {
                Ok(key) => return Ok(key),
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// Whether this is the code of the recovery slot now.
    pub fn is_recovery(&self, code: &RecoveryCode) -> bool {
        self.recover(code).is_ok()
    }

    /// Writes an operator's slot; an older one of the same operator goes once the new one is on the disk.
    ///
    /// # Errors
    /// When the cipher or the disk fails.
    pub fn put_operator(
        &self,
        operator: &str,
        name: &str,
        password: &str,
        key: &DatabaseKey,
    ) -> StoreResult<()> {
        let slot = Slot::seal(SlotKind::Operator, operator, name, password, key, self.work)?;
        let old = self.paths(|slot| {
            slot.kind == SlotKind::Operator && (slot.operator == operator || slot.name == name)
        })?;
        self.replace(&slot, &old)
    }

    /// Writes the recovery slot; the old code opens nothing any more. Slots that are not even JSON go with it.
    ///
    /// # Errors
    /// When the cipher or the disk fails.
    pub fn put_recovery(&self, code: &RecoveryCode, key: &DatabaseKey) -> StoreResult<()> {
        let slot = Slot::seal(SlotKind::Recovery, "", "", code.passphrase(), key, self.work)?;
        let old = self.paths(|slot| slot.kind == SlotKind::Recovery)?;
        self.replace(&slot, &old)
    }

    /// Takes an operator's slot away.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn remove_operator(&self, operator: &str) -> StoreResult<()> {
        for path in self.paths(|slot| slot.kind == SlotKind::Operator && slot.operator == operator)? {
            fs::remove_file(&path).map_err(|error| StoreError::io("remove", &path, error))?;
        }
        Ok(())
    }

    /// The slot files, name and content, for a backup.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(crate) fn files(&self) -> StoreResult<Vec<(String, Vec<u8>)>> {
        self.found()?
            .into_iter()
            .map(|file| {
                let bytes =
                    fs::read(&file.path).map_err(|error| StoreError::io("read", &file.path, error))?;
                Ok((crate::error::file_name(&file.path), bytes))
            })
            .collect()
    }

    fn paths(&self, wanted: impl Fn(&Slot) -> bool) -> StoreResult<Vec<PathBuf>> {
        Ok(self
            .found()?
            .into_iter()
            .filter(|file| file.slot.as_ref().is_some_and(&wanted))
            .map(|file| file.path)
            .collect())
    }

    fn replace(&self, slot: &Slot, old: &[PathBuf]) -> StoreResult<()> {
        fs::create_dir_all(&self.folder).map_err(|error| StoreError::io("create", &self.folder, error))?;
        let path = self.folder.join(format!("{}.json", uuid::Uuid::now_v7().simple()));
        write_durably(&path, serde_json::to_string_pretty(slot)?.as_bytes())?;
        for path in old {
            fs::remove_file(path).map_err(|error| StoreError::io("remove", path, error))?;
        }
        Ok(())
    }

    fn found(&self) -> StoreResult<Vec<Found>> {
        if !self.folder.exists() {
            return Ok(Vec::new());
        }
        let entries =
            fs::read_dir(&self.folder).map_err(|error| StoreError::io("list", &self.folder, error))?;
        let mut found = Vec::new();
        for entry in entries {
            let path = entry.map_err(|error| StoreError::io("list", &self.folder, error))?.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let text = fs::read(&path).map_err(|error| StoreError::io("read", &path, error))?;
                found.push(Found { slot: serde_json::from_slice(&text).ok(), path });
            }
        }
        found.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(found)
    }
}

/// Writes a file so that after a power cut it is there whole or not at all.
pub(crate) fn write_durably(path: &Path, bytes: &[u8]) -> StoreResult<()> {
    let temporary = path.with_extension("part");
    let io = |error| StoreError::io("write", path, error);
    let mut file = fs::File::create(&temporary).map_err(io)?;
    file.write_all(bytes).map_err(io)?;
    file.sync_all().map_err(io)?;
    fs::rename(&temporary, path).map_err(io)?;
    if let Some(folder) = path.parent() {
        sync_folder(folder);
    }
    Ok(())
}

/// Makes renames in a folder last through a power cut. Not every system can sync a folder; the rename itself is atomic
/// everywhere.
pub(crate) fn sync_folder(folder: &Path) {
    if let Err(error) = fs::File::open(folder).and_then(|folder| folder.sync_all()) {
        tracing::debug!(%error, "folder sync");
    }
}
