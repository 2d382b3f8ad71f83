//! Cards people come with: digits that name one person, until the card is lost, replaced or given back.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One card.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardRecord {
    /// Record id.
    pub id: String,
    /// Whose.
    pub person: String,
    /// Its digits.
    pub code: String,
    /// Business day it was given out.
    pub from_day: String,
    /// `lost`, `replaced`, `returned`; `None` while it is good.
    pub ended: Option<String>,
    /// Business day since when it is not.
    pub ended_day: Option<String>,
    /// The last business day it holds, where it does not hold for ever.
    pub until_day: Option<String>,
}

const SELECT: &str = "SELECT id, person, code, from_day, ended, ended_day, until_day FROM card";

fn record(row: &rusqlite::Row<'_>) -> rusqlite::Result<CardRecord> {
    Ok(CardRecord {
        id: row.get(0)?,
        person: row.get(1)?,
        code: row.get(2)?,
        from_day: row.get(3)?,
        ended: row.get(4)?,
        ended_day: row.get(5)?,
        until_day: row.get(6)?,
    })
}

/// Why a card is no longer good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CardEnd {
    /// 挂失
    Lost,
    /// 换了新卡
    Replaced,
    /// 交回
    Returned,
}

impl CardEnd {
    /// Its name in the store.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Lost => "lost",
            Self::Replaced => "replaced",
            Self::Returned => "returned",
        }
    }
}

impl Reader<'_> {
    /// The card of that code, good or not.
    ///
    /// # Errors
    /// The engine's.
    pub fn card_of_code(&self, code: &str) -> StoreResult<Option<CardRecord>> {
        self.row(&format!("{SELECT} WHERE code = ?1 AND undone = 0"), [code], record)
    }

    /// One card.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn card(&self, id: &str) -> StoreResult<CardRecord> {
        self.row(&format!("{SELECT} WHERE id = ?1 AND undone = 0"), [id], record)?
            .ok_or(StoreError::NotFound("card"))
    }

    /// A person's cards, newest first.
    ///
    /// # Errors
    /// The engine's.
    pub fn cards_of(&self, person: &str) -> StoreResult<Vec<CardRecord>> {
        self.rows(&format!("{SELECT} WHERE person = ?1 AND undone = 0 ORDER BY id DESC"), [person], record)
    }
}

impl Writer<'_> {
    /// Gives somebody a card of that code; cards they had before are replaced. Answers its record id.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] where the code is another card's.
    pub fn give_card(
        &self,
        person: &str,
        code: &str,
        today: &str,
        until: Option<&str>,
    ) -> StoreResult<String> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)?;
        if self.card_of_code(code)?.is_some() {
            return Err(StoreError::Conflict("card code taken"));
        }
        for card in self.cards_of(person)?.into_iter().filter(|card| card.ended.is_none()) {
            self.end_card(&card, CardEnd::Replaced, today)?;
        }
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            ("person", person.into()),
            ("code", code.into()),
            ("from_day", today.into()),
            ("until_day", until.into()),
        ]);
        self.insert(Table::Card, &id, &row, Some(person))?;
        self.derive_person(person)?;
        Ok(id)
    }

    /// The card holds to the end of that day, or for ever.
    ///
    /// # Errors
    /// The engine's.
    pub fn renew_card(&self, card: &CardRecord, until: Option<&str>) -> StoreResult<bool> {
        self.update(Table::Card, &card.id, &Row::from([("until_day", until.into())]), Some(&card.person))
    }

    /// From today on the card is no longer good.
    ///
    /// # Errors
    /// The engine's.
    pub fn end_card(&self, card: &CardRecord, end: CardEnd, today: &str) -> StoreResult<bool> {
        let row = Row::from([("ended", end.key().into()), ("ended_day", today.into())]);
        let changed = self.update(Table::Card, &card.id, &row, Some(&card.person))?;
        self.derive_person(&card.person)?;
        Ok(changed)
    }
}
