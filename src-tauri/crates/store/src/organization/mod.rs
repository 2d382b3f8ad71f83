//! Party organizations.

mod composition;
mod life;
mod term;
mod transfer;

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};
use std::collections::BTreeMap;

pub use life::{MeetingAttendance, MeetingRecord};
pub use term::{PostFacts, PostRecord, TermFacts, TermRecord};
pub use transfer::MemberRecord;

/// One party organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrganizationRecord {
    /// Record id.
    pub id: String,
    /// Full name.
    pub name: String,
    /// 党委, 党总支, 党支部 …
    pub kind: String,
    /// 离退休, 混编, 在职; `None` while 未定.
    pub composition: Option<String>,
    /// Record id of the superior.
    pub parent: Option<String>,
    /// 入驻中心
    pub resident: bool,
    /// 撤销日期; `None` while it is there.
    pub closed: Option<String>,
    /// What else is known, by key (`yinhui_core::organization::detail`).
    pub details: BTreeMap<String, String>,
    /// Registered people whose formal membership is here, or who are in this functional branch, and who are not 去世 or 转出.
    pub people: i64,
}

/// What is written of an organization.
#[derive(Debug, Clone, Copy, Default)]
pub struct OrganizationFacts<'a> {
    /// Full name.
    pub name: &'a str,
    /// 党委, 党总支, 党支部 …
    pub kind: &'a str,
    /// 离退休, 混编, 在职.
    pub composition: Option<&'a str>,
    /// Record id of the superior.
    pub parent: Option<&'a str>,
    /// 入驻中心; `None` leaves it as it is.
    pub resident: Option<bool>,
    /// 撤销日期; `None` leaves it as it is, empty takes it away.
    pub closed: Option<&'a str>,
    /// What else is known, by key; `None` leaves it as it is.
    pub details: Option<&'a BTreeMap<String, String>>,
}

const SELECT: &str = "SELECT o.id, o.name, o.kind, o.composition, o.parent, o.resident, o.closed, o.details,
        (SELECT count(DISTINCT m.person) FROM membership m JOIN person p ON p.id = m.person JOIN person_sort s ON s.person = p.id
         WHERE m.organization = o.id AND m.to_day IS NULL AND m.undone = 0
           AND p.undone = 0 AND p.merged_into IS NULL AND s.state NOT IN ('去世', '转出'))
    FROM organization o";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<OrganizationRecord> {
    let details = row.get::<_, String>(7)?;
    let details = serde_json::from_str(&details).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(7, rusqlite::types::Type::Text, Box::new(error))
    })?;
    Ok(OrganizationRecord {
        id: row.get(0)?,
        name: row.get(1)?,
        kind: row.get(2)?,
        composition: row.get(3)?,
        parent: row.get(4)?,
        resident: row.get(5)?,
        closed: row.get(6)?,
        details,
        people: row.get(8)?,
    })
}

impl Reader<'_> {
    /// All organizations by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn organizations(&self) -> StoreResult<Vec<OrganizationRecord>> {
        self.rows(&format!("{SELECT} WHERE o.undone = 0 ORDER BY o.name"), [], record)
    }

    /// One organization.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn organization(&self, id: &str) -> StoreResult<OrganizationRecord> {
        self.row(&format!("{SELECT} WHERE o.id = ?1 AND o.undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("organization"))
    }

    /// The organization of exactly that name.
    ///
    /// # Errors
    /// The engine's.
    pub fn organization_id(&self, name: &str) -> StoreResult<Option<String>> {
        self.row("SELECT id FROM organization WHERE name = ?1 AND undone = 0", [name], |row| row.get(0))
    }

    /// Whether `ancestor` stands above `id` or is it: an organization cannot be its own superior.
    ///
    /// # Errors
    /// The engine's.
    pub fn is_within(&self, id: &str, ancestor: &str) -> StoreResult<bool> {
        let found = self.count(
            "WITH RECURSIVE up (id) AS (
                 SELECT ?1 UNION SELECT o.parent FROM organization o JOIN up ON o.id = up.id WHERE o.parent IS NOT NULL
             ) SELECT count(*) FROM up WHERE id = ?2",
            [id, ancestor],
        )?;
        Ok(found > 0)
    }
}

impl Writer<'_> {
    /// The organization of that name, registered as a branch where it is new; its kind is told by its name.
    pub(crate) fn organization_named(&self, name: &str) -> StoreResult<String> {
        if let Some(id) = self.organization_id(name)? {
            return Ok(id);
        }
        let kind = yinhui_core::organization::kind_of(name);
        self.create_organization(OrganizationFacts { name, kind, ..OrganizationFacts::default() })
    }

    /// Registers an organization.
    ///
    /// # Errors
    /// [`crate::StoreError::Conflict`] when the name is taken.
    pub fn create_organization(&self, facts: OrganizationFacts<'_>) -> StoreResult<String> {
        self.superior_in_use(facts)?;
        let id = new_id();
        let mut row = row_of(facts)?;
        row.insert("site", self.site().into());
        self.insert(Table::Organization, &id, &row, None)?;
        Ok(id)
    }

    /// Writes an organization.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`]; [`crate::StoreError::Conflict`] when the name is taken.
    pub fn save_organization(&self, id: &str, facts: OrganizationFacts<'_>) -> StoreResult<bool> {
        self.must_be_in_use(Table::Organization, id)?;
        self.superior_in_use(facts)?;
        self.update(Table::Organization, id, &row_of(facts)?, None)
    }

    fn superior_in_use(&self, facts: OrganizationFacts<'_>) -> StoreResult<()> {
        facts.parent.map_or(Ok(()), |parent| self.must_be_in_use(Table::Organization, parent))
    }
}

fn row_of(facts: OrganizationFacts<'_>) -> StoreResult<Row> {
    let mut row = Row::from([
        ("name", facts.name.into()),
        ("kind", facts.kind.into()),
        ("composition", facts.composition.into()),
        ("parent", facts.parent.into()),
    ]);
    if let Some(resident) = facts.resident {
        row.insert("resident", resident.into());
    }
    if let Some(closed) = facts.closed {
        row.insert("closed", Some(closed).filter(|closed| !closed.is_empty()).into());
    }
    if let Some(details) = facts.details {
        row.insert("details", serde_json::to_string(details)?.into());
    }
    Ok(row)
}
