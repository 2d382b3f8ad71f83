//! The units people worked in.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One unit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnitRecord {
    /// Record id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// 机关, 事业 …; `None` while 未定.
    pub nature: Option<String>,
    /// Registered people who worked here and are not 去世 or 转出.
    pub people: i64,
}

impl Reader<'_> {
    /// All units by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn units(&self) -> StoreResult<Vec<UnitRecord>> {
        self.rows(
            "SELECT u.id, u.name, u.nature,
                    (SELECT count(*) FROM person p JOIN person_sort s ON s.person = p.id
                     WHERE p.unit = u.id AND p.undone = 0 AND p.merged_into IS NULL AND s.state NOT IN ('去世', '转出'))
             FROM unit u WHERE u.undone = 0 ORDER BY u.name",
            [],
            |row| Ok(UnitRecord { id: row.get(0)?, name: row.get(1)?, nature: row.get(2)?, people: row.get(3)? }),
        )
    }

    /// The unit of exactly that name.
    ///
    /// # Errors
    /// The engine's.
    pub fn unit_id(&self, name: &str) -> StoreResult<Option<String>> {
        self.row("SELECT id FROM unit WHERE name = ?1 AND undone = 0", [name], |row| row.get(0))
    }
}

impl Writer<'_> {
    /// The unit of that name, registered where it is new.
    pub(crate) fn unit_named(&self, name: &str) -> StoreResult<String> {
        match self.unit_id(name)? {
            Some(id) => Ok(id),
            None => self.create_unit(name, None),
        }
    }

    /// Registers a unit.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when the name is taken.
    pub fn create_unit(&self, name: &str, nature: Option<&str>) -> StoreResult<String> {
        let id = new_id();
        let row = Row::from([("site", self.site().into()), ("name", name.into()), ("nature", nature.into())]);
        self.insert(Table::Unit, &id, &row, None)?;
        Ok(id)
    }

    /// Writes a unit.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`]; [`crate::StoreError::Conflict`] when the name is taken.
    pub fn save_unit(&self, id: &str, name: &str, nature: Option<&str>) -> StoreResult<bool> {
        self.must_be_in_use(Table::Unit, id)?;
        self.update(Table::Unit, id, &Row::from([("name", name.into()), ("nature", nature.into())]), None)
    }
}
