//! The centre: one row, whose id is the site of every other.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};

/// The centre.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CentreRecord {
    /// Record id: the site.
    pub id: String,
    /// Full name.
    pub name: String,
    /// Region.
    pub region: String,
    /// Count once a day for each purpose rather than once a day.
    pub visits_per_purpose: bool,
    /// The desk notes who leaves.
    pub check_out: bool,
    /// Years a new card holds; 0 for ever.
    pub card_years: i64,
    /// The desk asks for one missing fact.
    pub ask_facts: bool,
    /// A part of the recovery code was typed back.
    pub recovery_confirmed: bool,
    /// UTC milliseconds.
    pub created_at: i64,
}

/// What a centre may change of itself.
#[derive(Debug, Clone, Copy)]
pub struct CentreSettings<'a> {
    /// Full name.
    pub name: &'a str,
    /// Region.
    pub region: &'a str,
    /// Count once a day for each purpose rather than once a day.
    pub visits_per_purpose: bool,
    /// The desk notes who leaves.
    pub check_out: bool,
    /// Years a new card holds; 0 for ever.
    pub card_years: i64,
    /// The desk asks for one missing fact.
    pub ask_facts: bool,
}

impl Reader<'_> {
    /// The centre.
    ///
    /// # Errors
    /// [`StoreError::Broken`] when there is none.
    pub fn centre(&self) -> StoreResult<CentreRecord> {
        self.row(
            "SELECT id, name, region, visits_per_purpose, check_out, recovery_confirmed, created_at, card_years, ask_facts FROM centre",
            [],
            |row| {
                Ok(CentreRecord {
                    id: row.get(0)?,
                    name: row.get(1)?,
                    region: row.get(2)?,
                    visits_per_purpose: row.get(3)?,
                    check_out: row.get(4)?,
                    recovery_confirmed: row.get(5)?,
                    created_at: row.get(6)?,
                    card_years: row.get(7)?,
                    ask_facts: row.get(8)?,
                })
            },
        )?
        .ok_or_else(|| StoreError::Broken("no centre".into()))
    }
}

impl Writer<'_> {
    /// Begins the centre. Answers the site; write its other rows in a later operation.
    ///
    /// # Errors
    /// The engine's.
    pub fn create_centre(&self, name: &str, region: &str) -> StoreResult<String> {
        let id = new_id();
        let row = Row::from([
            ("name", name.into()),
            ("region", region.into()),
            ("created_at", self.op().at.timestamp_millis().into()),
        ]);
        self.insert(Table::Centre, &id, &row, None)?;
        Ok(id)
    }

    /// Writes the centre's settings.
    ///
    /// # Errors
    /// The engine's.
    pub fn save_centre(&self, settings: CentreSettings<'_>) -> StoreResult<bool> {
        let row = Row::from([
            ("name", settings.name.into()),
            ("region", settings.region.into()),
            ("visits_per_purpose", settings.visits_per_purpose.into()),
            ("check_out", settings.check_out.into()),
            ("card_years", settings.card_years.into()),
            ("ask_facts", settings.ask_facts.into()),
        ]);
        self.update(Table::Centre, self.site(), &row, None)
    }

    /// Notes whether the recovery code was typed back.
    ///
    /// # Errors
    /// The engine's.
    pub fn set_recovery_confirmed(&self, confirmed: bool) -> StoreResult<bool> {
        self.update(
            Table::Centre,
            self.site(),
            &Row::from([("recovery_confirmed", Value::from(confirmed))]),
            None,
        )
    }
}
