//! 组织关系转接: formal membership moves from one organization to another, or out of the centre's sight.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use std::collections::BTreeMap;

/// One membership of a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MemberRecord {
    /// Record id.
    pub id: String,
    /// Record id of the person.
    pub person: String,
    /// Record id and name of the organization.
    pub organization: (String, String),
    /// `formal` or `functional`.
    pub kind: String,
    /// Since when.
    pub from_day: Option<String>,
    /// Until when; `None` while it lasts.
    pub to_day: Option<String>,
    /// What the letter of introduction says, by key.
    pub transfer: BTreeMap<String, String>,
}

const SELECT: &str =
    "SELECT m.id, m.person, o.id, o.name, m.kind, m.from_day, m.to_day, coalesce(m.transfer, '{}')
    FROM membership m JOIN organization o ON o.id = m.organization";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<MemberRecord> {
    let transfer = row.get::<_, String>(7)?;
    let transfer = serde_json::from_str(&transfer).map_err(|error| {
        rusqlite::Error::FromSqlConversionFailure(7, rusqlite::types::Type::Text, Box::new(error))
    })?;
    Ok(MemberRecord {
        id: row.get(0)?,
        person: row.get(1)?,
        organization: (row.get(2)?, row.get(3)?),
        kind: row.get(4)?,
        from_day: row.get(5)?,
        to_day: row.get(6)?,
        transfer,
    })
}

impl Reader<'_> {
    /// The formal memberships of somebody, the last one first.
    ///
    /// # Errors
    /// The engine's.
    pub fn formal_of(&self, person: &str) -> StoreResult<Vec<MemberRecord>> {
        let sql =
            format!("{SELECT} WHERE m.person = ?1 AND m.kind = 'formal' AND m.undone = 0 ORDER BY m.id DESC");
        self.rows(&sql, [person], record)
    }

    /// Party members whose formal membership is in an organization now, and how many of them are no longer on probation.
    ///
    /// # Errors
    /// The engine's.
    pub fn party_members(&self, organization: &str) -> StoreResult<(i64, i64)> {
        let found = self.row(
            "SELECT count(*), count(CASE WHEN p.political = '中共党员' THEN 1 END)
             FROM membership m JOIN person p ON p.id = m.person AND p.undone = 0 AND p.merged_into IS NULL
             JOIN person_sort s ON s.person = m.person AND s.state NOT IN ('去世', '转出')
             WHERE m.organization = ?1 AND m.kind = 'formal' AND m.to_day IS NULL AND m.undone = 0
               AND p.political IN ('中共党员', '中共预备党员')",
            [organization],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(found.unwrap_or_default())
    }

    /// Who is in an organization, or was, by name; those who are not 在册 any more among them.
    ///
    /// # Errors
    /// The engine's.
    pub fn members_of(&self, organization: &str) -> StoreResult<Vec<MemberRecord>> {
        let sql = format!(
            "{SELECT} JOIN person_sort s ON s.person = m.person
             WHERE m.organization = ?1 AND m.undone = 0 ORDER BY s.sort, m.person, m.id"
        );
        self.rows(&sql, [organization], record)
    }
}

impl Writer<'_> {
    /// Moves somebody's formal membership on a day; `to` is the record id of the organization, `None` for out of sight.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`]; [`crate::StoreError::Conflict`] for a record joined into another.
    pub fn transfer(
        &self,
        person: &str,
        to: Option<&str>,
        day: &str,
        transfer: &BTreeMap<String, String>,
    ) -> StoreResult<()> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        let transfer = Value::from(serde_json::to_string(transfer)?);
        let held = self.formal_of(person)?.into_iter().find(|held| held.to_day.is_none());
        if let Some(held) = held {
            let mut row = Row::from([("to_day", day.into())]);
            if to.is_none() {
                row.insert("transfer", transfer.clone());
            }
            self.update(Table::Membership, &held.id, &row, Some(person))?;
        }
        if let Some(to) = to {
            self.must_be_in_use(Table::Organization, to)?;
            let row = Row::from([
                ("site", self.site().into()),
                ("person", person.into()),
                ("organization", to.into()),
                ("kind", "formal".into()),
                ("from_day", day.into()),
                ("transfer", transfer),
            ]);
            self.insert(Table::Membership, &new_id(), &row, Some(person))?;
        }
        self.derive_person(person)
    }
}
