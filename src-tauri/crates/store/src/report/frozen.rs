//! 定稿: a year's return as it was handed up. The log keeps its digest, not the whole of it.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use rusqlite::params;
use sha2::{Digest, Sha256};

/// A frozen return, or one offered to a second person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrozenRecord {
    /// Record id.
    pub id: String,
    /// Calendar year.
    pub year: i64,
    /// Who offered it.
    pub offered_by: String,
    /// Who confirmed it; `None` while a second person has not looked.
    pub confirmed_by: Option<String>,
    /// Milliseconds since 1970.
    pub at: i64,
    /// Version of the program.
    pub program: String,
    /// Head of the log at that moment.
    pub log_head: String,
}

impl Reader<'_> {
    /// The frozen or offered return of a year.
    ///
    /// # Errors
    /// The engine's.
    pub fn frozen_return(&self, year: i64) -> StoreResult<Option<FrozenRecord>> {
        self.row(
            "SELECT id, year, offered_by, confirmed_by, at, program, log_head FROM frozen_return
             WHERE year = ?1 AND undone = 0",
            [year],
            |row| {
                Ok(FrozenRecord {
                    id: row.get(0)?,
                    year: row.get(1)?,
                    offered_by: row.get(2)?,
                    confirmed_by: row.get(3)?,
                    at: row.get(4)?,
                    program: row.get(5)?,
                    log_head: row.get(6)?,
                })
            },
        )
    }

    /// What a frozen return holds.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when it is no longer what was frozen.
    pub fn frozen_content(&self, id: &str) -> StoreResult<Vec<u8>> {
        let found = self.row("SELECT content, digest FROM frozen_return WHERE id = ?1", [id], |row| {
            Ok((row.get::<_, Option<Vec<u8>>>(0)?, row.get::<_, String>(1)?))
        })?;
        let (content, digest) = found.ok_or(StoreError::NotFound("frozen return"))?;
        let content = content.ok_or(StoreError::NotFound("frozen return"))?;
        if hex(&content) == digest {
            Ok(content)
        } else {
            Err(StoreError::Conflict("a frozen return differs from its digest"))
        }
    }
}

impl Writer<'_> {
    /// Freezes a year, or offers it to a second person. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the year is frozen or offered already.
    pub fn freeze_return(
        &self,
        year: i64,
        at: i64,
        program: &str,
        (offered_by, confirmed_by): (&str, Option<&str>),
        content: &[u8],
    ) -> StoreResult<String> {
        if self.frozen_return(year)?.is_some() {
            return Err(StoreError::Conflict("frozen already"));
        }
        let id = new_id();
        let (_, head) = self.log_head()?;
        let row = Row::from([
            ("site", self.site().into()),
            ("year", year.into()),
            ("offered_by", offered_by.into()),
            ("confirmed_by", confirmed_by.into()),
            ("at", at.into()),
            ("program", program.into()),
            ("log_head", head.into()),
            ("digest", hex(content).into()),
        ]);
        self.insert(Table::FrozenReturn, &id, &row, None)?;
        self.connection()
            .execute("UPDATE frozen_return SET content = ?2 WHERE id = ?1", params![id, content])?;
        Ok(id)
    }

    /// The second person confirms an offered return.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn confirm_return(&self, id: &str, operator: &str) -> StoreResult<()> {
        self.must_be_in_use(Table::FrozenReturn, id)?;
        let row = Row::from([("confirmed_by", Value::from(operator))]);
        self.update(Table::FrozenReturn, id, &row, None).map(drop)
    }

    /// Opens a frozen year again.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn unfreeze_return(&self, id: &str, reason: &str) -> StoreResult<()> {
        self.must_be_in_use(Table::FrozenReturn, id)?;
        self.update(Table::FrozenReturn, id, &Row::from([("reopened", reason.into())]), None)?;
        self.remove(Table::FrozenReturn, id, None)
    }
}

fn hex(content: &[u8]) -> String {
    Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect()
}
