//! The people who work at the desk.

use crate::error::{StoreError, StoreResult};
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One operator.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OperatorRecord {
    /// Record id.
    pub id: String,
    /// Display name.
    pub name: String,
    /// Key of the role.
    pub role: String,
    /// May no longer log in.
    pub disabled: bool,
}

const SELECT: &str = "SELECT id, name, role, disabled FROM operator WHERE undone = 0";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<OperatorRecord> {
    Ok(OperatorRecord { id: row.get(0)?, name: row.get(1)?, role: row.get(2)?, disabled: row.get(3)? })
}

impl Reader<'_> {
    /// All operators by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn operators(&self) -> StoreResult<Vec<OperatorRecord>> {
        self.rows(&format!("{SELECT} ORDER BY name"), [], record)
    }

    /// One operator.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn operator(&self, id: &str) -> StoreResult<OperatorRecord> {
        self.row(&format!("{SELECT} AND id = ?1"), [id], record)?.ok_or(StoreError::NotFound("operator"))
    }

    /// The operator of that name.
    ///
    /// # Errors
    /// The engine's.
    pub fn operator_named(&self, name: &str) -> StoreResult<Option<OperatorRecord>> {
        self.row(&format!("{SELECT} AND name = ?1"), [name], record)
    }
}

impl Writer<'_> {
    /// Registers an operator under an id already given to their key slot.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the name is taken.
    pub fn create_operator(&self, id: &str, name: &str, role: &str) -> StoreResult<()> {
        let row = Row::from([("site", self.site().into()), ("name", name.into()), ("role", role.into())]);
        self.insert(Table::Operator, id, &row, None)
    }

    /// Lets an operator in or keeps them out.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn set_operator_disabled(&self, id: &str, disabled: bool) -> StoreResult<bool> {
        self.update(Table::Operator, id, &Row::from([("disabled", disabled.into())]), None)
    }
}
