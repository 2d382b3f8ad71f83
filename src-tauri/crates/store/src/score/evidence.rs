use crate::error::StoreResult;
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Value, Writer};
use std::collections::BTreeSet;

/// What shows that an organization did what an item asks.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Shows {
    /// Record id of an event.
    Event(String),
    /// Record id of a line of a ledger.
    Entry(String),
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceRecord {
    /// Record id of the item.
    pub item: String,
    /// What it is.
    pub shows: Shows,
}

impl Shows {
    fn columns(&self) -> (Value, Value) {
        match self {
            Self::Event(id) => (id.as_str().into(), Value::Null),
            Self::Entry(id) => (Value::Null, id.as_str().into()),
        }
    }

    const fn of(&self) -> (Table, &String) {
        match self {
            Self::Event(id) => (Table::Event, id),
            Self::Entry(id) => (Table::Entry, id),
        }
    }
}

impl Reader<'_> {
    /// What shows how an organization did by the items of a sheet, each once; what was taken back meanwhile is left out,
    /// and comes back with the event or the line.
    ///
    /// # Errors
    /// The engine's.
    pub fn score_evidence(&self, sheet: &str, organization: &str) -> StoreResult<Vec<EvidenceRecord>> {
        self.rows(
            "SELECT s.item, s.event, s.entry FROM score_evidence s JOIN score_item i ON i.id = s.item AND i.undone = 0
             LEFT JOIN event v ON v.id = s.event LEFT JOIN entry e ON e.id = s.entry
             WHERE i.sheet = ?1 AND s.organization = ?2 AND s.undone = 0 AND coalesce(v.undone, e.undone) = 0
             GROUP BY s.item, s.event, s.entry ORDER BY coalesce(v.day, e.day), min(s.id)",
            [sheet, organization],
            |row| {
                let event = row.get::<_, Option<String>>(1)?.map(Shows::Event);
                let shows = event.map_or_else(|| row.get(2).map(Shows::Entry), Ok)?;
                Ok(EvidenceRecord { item: row.get(0)?, shows })
            },
        )
    }
}

impl Writer<'_> {
    /// Says what shows how an organization did by an item: this and nothing else.
    ///
    /// # Errors
    /// [`StoreError::NotFound`](crate::StoreError::NotFound) for an item, an organization, an event or a line that is
    /// not there.
    pub fn save_score_evidence(&self, item: &str, organization: &str, all: &[Shows]) -> StoreResult<()> {
        self.score_item(item)?;
        self.must_be_in_use(Table::Organization, organization)?;
        let held = self.rows(
            "SELECT s.id, s.event, s.entry FROM score_evidence s
             LEFT JOIN event v ON v.id = s.event LEFT JOIN entry e ON e.id = s.entry
             WHERE s.item = ?1 AND s.organization = ?2 AND s.undone = 0 AND coalesce(v.undone, e.undone) = 0",
            [item, organization],
            |row| {
                let event = row.get::<_, Option<String>>(1)?.map(Shows::Event);
                let shows = event.map_or_else(|| row.get(2).map(Shows::Entry), Ok)?;
                Ok((row.get::<_, String>(0)?, shows))
            },
        )?;
        for (id, _) in held.iter().filter(|(_, shows)| !all.contains(shows)) {
            self.remove(Table::ScoreEvidence, id, None)?;
        }
        for shows in all
            .iter()
            .collect::<BTreeSet<_>>()
            .into_iter()
            .filter(|shows| held.iter().all(|(_, had)| had != *shows))
        {
            let (table, id) = shows.of();
            self.must_be_in_use(table, id)?;
            let (event, entry) = shows.columns();
            let row = Row::from([
                ("site", self.site().into()),
                ("item", item.into()),
                ("organization", organization.into()),
                ("event", event),
                ("entry", entry),
            ]);
            self.insert(Table::ScoreEvidence, &new_id(), &row, None)?;
        }
        Ok(())
    }
}
