//! What organizations were composed of.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};
use std::collections::BTreeMap;

impl Reader<'_> {
    /// The composition of each organization at the end of a day, by record id; none of it while 未定.
    ///
    /// # Errors
    /// The engine's.
    pub fn compositions(&self, day: &str) -> StoreResult<BTreeMap<String, Option<String>>> {
        let found = self.rows(
            "SELECT o.id, CASE WHEN c.id IS NULL THEN o.composition ELSE c.composition END
             FROM organization o LEFT JOIN past_composition c ON c.id = (
                 SELECT p.id FROM past_composition p WHERE p.organization = o.id AND p.undone = 0 AND p.until > ?1
                 ORDER BY p.until LIMIT 1)
             WHERE o.undone = 0",
            [day],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(found.into_iter().collect())
    }

    /// What an organization was composed of before: (composition, first day of what followed), the latest first.
    ///
    /// # Errors
    /// The engine's.
    pub fn past_compositions(&self, organization: &str) -> StoreResult<Vec<(Option<String>, String)>> {
        self.rows(
            "SELECT composition, until FROM past_composition WHERE organization = ?1 AND undone = 0 ORDER BY until DESC",
            [organization],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
    }
}

impl Writer<'_> {
    /// Notes what an organization was composed of until a day.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`]; [`crate::StoreError::Conflict`] when another change is noted on that day.
    pub fn add_past_composition(
        &self,
        organization: &str,
        composition: Option<&str>,
        until: &str,
    ) -> StoreResult<()> {
        self.must_be_in_use(Table::Organization, organization)?;
        let row = Row::from([
            ("site", self.site().into()),
            ("organization", organization.into()),
            ("composition", composition.into()),
            ("until", until.into()),
        ]);
        self.insert(Table::PastComposition, &new_id(), &row, None)?;
        Ok(())
    }
}
