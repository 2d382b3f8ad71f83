use crate::error::{StoreError, StoreResult};
use crate::read::Reader;
use rusqlite::{Params, Row};
use std::sync::LazyLock;
use yinhui_core::person::{Facts, Field};

/// One person as they stand.
#[derive(Debug, Clone)]
pub struct PersonRecord {
    /// Record id.
    pub id: String,
    /// What is known, unit and branch by name, the state of now.
    pub facts: Facts,
    /// Record id of the unit.
    pub unit: Option<String>,
    /// Record id of the branch that holds the formal membership.
    pub branch: Option<String>,
}

/// One state of a person.
#[derive(Debug, Clone)]
pub struct StateRecord {
    /// 在册, 转出, 去世 …
    pub state: String,
    /// When it began, partial; `None` for the beginning.
    pub since: Option<String>,
    /// When it was written down.
    pub recorded_day: String,
    /// Why.
    pub reason: Option<String>,
}

/// Facts that are columns of the person row; the others stand in tables of their own.
pub(crate) fn plain_fields() -> impl Iterator<Item = Field> {
    Field::ALL
        .iter()
        .copied()
        .filter(|field| !matches!(field, Field::Unit | Field::Branch | Field::State | Field::StateSince))
}

/// Selects every column [`person_row`] reads; the caller adds a WHERE.
pub(crate) static SELECT: LazyLock<String> = LazyLock::new(|| {
    let columns = plain_fields().map(|field| format!("p.{}", field.key())).collect::<Vec<_>>().join(", ");
    format!(
        "SELECT p.id, p.unit, m.organization, u.name, o.name, s.state,
             (SELECT t.since FROM person_state t WHERE t.person = p.id AND t.undone = 0 ORDER BY t.id DESC LIMIT 1),
             {columns}
         FROM person p
         LEFT JOIN unit u ON u.id = p.unit
         LEFT JOIN membership m ON m.person = p.id AND m.kind = 'formal' AND m.to_day IS NULL AND m.undone = 0
         LEFT JOIN organization o ON o.id = m.organization
         LEFT JOIN person_sort s ON s.person = p.id "
    )
});

pub(crate) fn person_row(row: &Row<'_>) -> rusqlite::Result<PersonRecord> {
    let mut facts = Facts::new();
    for (column, field) in [(3, Field::Unit), (4, Field::Branch), (5, Field::State), (6, Field::StateSince)] {
        if let Some(value) = row.get_ref(column)?.as_str_or_null()? {
            facts.insert(field, value.into());
        }
    }
    for (column, field) in plain_fields().enumerate() {
        if let Some(value) = row.get_ref(column + 7)?.as_str_or_null()? {
            facts.insert(field, value.into());
        }
    }
    Ok(PersonRecord { id: row.get(0)?, unit: row.get(1)?, branch: row.get(2)?, facts })
}

impl Reader<'_> {
    /// A person, unless taken back.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn person(&self, id: &str) -> StoreResult<PersonRecord> {
        self.row(&format!("{}WHERE p.id = ?1 AND p.undone = 0", *SELECT), [id], person_row)?
            .ok_or(StoreError::NotFound("person"))
    }

    /// Every registered person, dead ones included, merged ones not.
    ///
    /// # Errors
    /// The engine's.
    pub fn everybody(&self) -> StoreResult<Vec<PersonRecord>> {
        self.people("p.undone = 0 AND p.merged_into IS NULL", [])
    }

    /// Every registered person with some of the facts alone, their state and branch among them: who lists everybody reads
    /// no more than is shown.
    ///
    /// # Errors
    /// The engine's.
    pub fn everybody_with(&self, fields: &[Field]) -> StoreResult<Vec<PersonRecord>> {
        let fields = plain_fields().filter(|field| fields.contains(field)).collect::<Vec<_>>();
        let columns = fields.iter().map(|field| format!(", p.{}", field.key())).collect::<String>();
        let sql = format!(
            "SELECT p.id, p.unit, m.organization, o.name, s.state{columns}
             FROM person p
             LEFT JOIN membership m ON m.person = p.id AND m.kind = 'formal' AND m.to_day IS NULL AND m.undone = 0
             LEFT JOIN organization o ON o.id = m.organization
             LEFT JOIN person_sort s ON s.person = p.id
             WHERE p.undone = 0 AND p.merged_into IS NULL"
        );
        self.rows(&sql, [], |row| {
            let mut facts = Facts::new();
            let held = [Field::Branch, Field::State].into_iter().chain(fields.iter().copied());
            for (at, field) in held.enumerate() {
                if let Some(value) = row.get_ref(at + 3)?.as_str_or_null()? {
                    facts.insert(field, value.into());
                }
            }
            Ok(PersonRecord { id: row.get(0)?, unit: row.get(1)?, branch: row.get(2)?, facts })
        })
    }

    pub(crate) fn people(&self, condition: &str, params: impl Params) -> StoreResult<Vec<PersonRecord>> {
        self.rows(&format!("{}WHERE {condition}", *SELECT), params, person_row)
    }

    /// A person's states, newest first.
    ///
    /// # Errors
    /// The engine's.
    pub fn states(&self, person: &str) -> StoreResult<Vec<StateRecord>> {
        self.rows(
            "SELECT state, since, recorded_day, reason FROM person_state WHERE person = ?1 AND undone = 0 ORDER BY id DESC",
            [person],
            |row| Ok(StateRecord { state: row.get(0)?, since: row.get(1)?, recorded_day: row.get(2)?, reason: row.get(3)? }),
        )
    }

    /// Other people who come with this card: not those who died or moved away, whose cards may be given again.
    ///
    /// # Errors
    /// The engine's.
    pub fn card_holders(&self, card: &str, except: Option<&str>) -> StoreResult<i64> {
        self.count(
            "SELECT count(*) FROM person_key k
             JOIN person p ON p.id = k.person AND p.undone = 0 AND p.merged_into IS NULL
             JOIN person_sort s ON s.person = k.person AND s.state NOT IN ('去世', '转出')
             WHERE k.key = ?1 AND k.kind = 'card' AND p.id <> ?2",
            [card, except.unwrap_or_default()],
        )
    }

    /// Other registered people with this ID number.
    ///
    /// # Errors
    /// The engine's.
    pub fn identity_holders(&self, identity: &str, except: Option<&str>) -> StoreResult<i64> {
        self.count(
            "SELECT count(*) FROM person WHERE identity = ?1 AND undone = 0 AND merged_into IS NULL AND id <> ?2",
            [identity, except.unwrap_or_default()],
        )
    }
}
