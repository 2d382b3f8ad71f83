//! 附件: photos and documents of events and of lines of ledgers. The log keeps what a file is known by, not the file.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use rusqlite::params;
use sha2::{Digest, Sha256};

/// One file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachmentRecord {
    /// Record id.
    pub id: String,
    /// What it is called.
    pub name: String,
    /// It is a JPEG a page can show.
    pub photo: bool,
    /// Bytes.
    pub size: i64,
}

/// What a file hangs on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holder<'a> {
    /// Record id of an event.
    Event(&'a str),
    /// Record id of a line of a ledger.
    Entry(&'a str),
}

impl<'a> Holder<'a> {
    const fn parts(self) -> (&'static str, Table, &'a str) {
        match self {
            Self::Event(id) => ("event", Table::Event, id),
            Self::Entry(id) => ("entry", Table::Entry, id),
        }
    }
}

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<AttachmentRecord> {
    Ok(AttachmentRecord { id: row.get(0)?, name: row.get(1)?, photo: row.get(2)?, size: row.get(3)? })
}

impl Reader<'_> {
    /// The files of something, photos first, in the order they came.
    ///
    /// # Errors
    /// The engine's.
    pub fn attachments(&self, holder: Holder<'_>) -> StoreResult<Vec<AttachmentRecord>> {
        let (column, _, id) = holder.parts();
        let sql = format!(
            "SELECT id, name, photo, size FROM attachment WHERE {column} = ?1 AND undone = 0 ORDER BY photo DESC, id"
        );
        self.rows(&sql, [id], record)
    }

    /// One file and its bytes.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn attachment(&self, id: &str) -> StoreResult<(AttachmentRecord, Vec<u8>)> {
        let sql = "SELECT id, name, photo, size, bytes FROM attachment
            WHERE id = ?1 AND undone = 0 AND bytes IS NOT NULL";
        self.row(sql, [id], |row| Ok((record(row)?, row.get(4)?)))?.ok_or(StoreError::NotFound("attachment"))
    }
}

impl Writer<'_> {
    /// Hangs a file on something. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for what is not there; [`StoreError::Conflict`] for a file that hangs there already.
    pub fn attach(&self, holder: Holder<'_>, name: &str, photo: bool, bytes: &[u8]) -> StoreResult<String> {
        let (column, table, held) = holder.parts();
        self.must_be_in_use(table, held)?;
        let digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect::<String>();
        let same =
            format!("SELECT count(*) FROM attachment WHERE {column} = ?1 AND digest = ?2 AND undone = 0");
        if self.count(&same, [held, &digest])? > 0 {
            return Err(StoreError::Conflict("attached already"));
        }
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            (column, held.into()),
            ("name", name.into()),
            ("photo", photo.into()),
            ("size", Value::from(i64::try_from(bytes.len()).unwrap_or(i64::MAX))),
            ("digest", digest.into()),
        ]);
        self.insert(Table::Attachment, &id, &row, None)?;
        self.connection().execute("UPDATE attachment SET bytes = ?2 WHERE id = ?1", params![id, bytes])?;
        Ok(id)
    }

    /// Takes a file off; the log can bring it back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn detach(&self, id: &str) -> StoreResult<()> {
        self.must_be_in_use(Table::Attachment, id)?;
        self.remove(Table::Attachment, id, None)
    }

    /// Hangs a file that was taken off on again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] for a file that is not there, or whose holder no longer is; [`StoreError::Conflict`] when
    /// the same file hangs there again.
    pub fn reattach(&self, id: &str) -> StoreResult<()> {
        let held = self.values(Table::Attachment, id, &["event", "entry", "digest"])?;
        let [event, entry, digest] = held.as_slice() else { return Err(StoreError::NotFound("attachment")) };
        for (table, named) in [(Table::Event, event), (Table::Entry, entry)] {
            named.text().map_or(Ok(()), |named| self.must_be_in_use(table, named))?;
        }
        let same = "SELECT count(*) FROM attachment WHERE coalesce(event, entry) = ?1 AND digest = ?2 AND id <> ?3 AND undone = 0";
        let holder = event.text().or(entry.text()).unwrap_or_default();
        if self.count(same, [holder, digest.text().unwrap_or_default(), id])? > 0 {
            return Err(StoreError::Conflict("attached already"));
        }
        self.update(Table::Attachment, id, &Row::from([("undone", false.into())]), None).map(drop)
    }
}
