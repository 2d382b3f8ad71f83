//! 补录: amounts typed by hand.

use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// An amount typed by hand.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmountRecord {
    /// Record id.
    pub id: String,
    /// Id of the form.
    pub form: String,
    /// Id of the cell.
    pub cell: String,
    /// What it adds, or takes away.
    pub amount: i64,
    /// Why.
    pub reason: String,
    /// Who wrote it down.
    pub operator: String,
    /// On which day.
    pub day: String,
    /// The year it was typed for.
    pub year: i32,
}

impl Reader<'_> {
    /// The amounts of a year and of those before, first to last.
    ///
    /// # Errors
    /// The engine's.
    pub fn return_amounts(&self, year: i64) -> StoreResult<Vec<AmountRecord>> {
        self.rows(
            "SELECT id, form, cell, amount, reason, operator, day, year FROM return_amount
             WHERE year <= ?1 AND undone = 0 ORDER BY id",
            [year],
            |row| {
                Ok(AmountRecord {
                    id: row.get(0)?,
                    form: row.get(1)?,
                    cell: row.get(2)?,
                    amount: row.get(3)?,
                    reason: row.get(4)?,
                    operator: row.get(5)?,
                    day: row.get(6)?,
                    year: row.get(7)?,
                })
            },
        )
    }

    /// The year an amount belongs to.
    ///
    /// # Errors
    /// The engine's.
    pub fn return_amount_year(&self, id: &str) -> StoreResult<Option<i64>> {
        self.row("SELECT year FROM return_amount WHERE id = ?1 AND undone = 0", [id], |row| row.get(0))
    }
}

impl Writer<'_> {
    /// Writes an amount down. Answers the record id; `amount.id` is not read.
    ///
    /// # Errors
    /// The engine's.
    pub fn add_return_amount(&self, amount: &AmountRecord) -> StoreResult<String> {
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            ("year", i64::from(amount.year).into()),
            ("form", amount.form.as_str().into()),
            ("cell", amount.cell.as_str().into()),
            ("amount", amount.amount.into()),
            ("reason", amount.reason.as_str().into()),
            ("operator", amount.operator.as_str().into()),
            ("day", amount.day.as_str().into()),
        ]);
        self.insert(Table::ReturnAmount, &id, &row, None)?;
        Ok(id)
    }

    /// Takes an amount back.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub fn remove_return_amount(&self, id: &str) -> StoreResult<()> {
        self.must_be_in_use(Table::ReturnAmount, id)?;
        self.remove(Table::ReturnAmount, id, None)
    }
}
