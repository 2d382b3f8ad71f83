//! Cards people come with: digits that name one person, until the card is lost, replaced or given back.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};
use yinhui_core::person::card::is_card;

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

    /// Every card's number, whose it is, and whether it is good.
    ///
    /// # Errors
    /// The engine's.
    pub fn card_codes(&self) -> StoreResult<Vec<(String, String, bool)>> {
        self.rows("SELECT code, person, ended IS NULL FROM card WHERE undone = 0", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
    }

    /// Whether a number leads to somebody: their good card, or a number of a list that was never given out as a card.
    ///
    /// # Errors
    /// The engine's.
    pub(crate) fn card_leads_to(&self, code: &str, person: &str) -> StoreResult<bool> {
        let card = self.card_of_code(code)?;
        Ok(card.is_none_or(|card| card.person == person && card.ended.is_none()))
    }

    /// The number in somebody's record.
    fn noted_card(&self, person: &str) -> StoreResult<Option<String>> {
        self.row("SELECT card FROM person WHERE id = ?1", [person], |row| row.get(0)).map(Option::flatten)
    }
}

impl Writer<'_> {
    /// Gives somebody a card of that code; cards they had before are replaced, a number that stood in their record alone
    /// too. Answers its record id.
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
        let held = self.card_of_code(code)?;
        if let Some(held) = &held
            && !self.passes_on(held, person)?
        {
            return Err(StoreError::Conflict("card code taken"));
        }
        let noted = self.noted_card(person)?.filter(|noted| noted != code && is_card(noted));
        if let Some(noted) = noted
            && self.card_of_code(&noted)?.is_none()
        {
            self.add_card(person, &noted, today, None)?;
        }
        self.end_others(person, code, CardEnd::Replaced, today)?;
        let id = match held {
            Some(held) => self.pass_on(&held, person, today, until)?,
            None => self.add_card(person, code, today, until)?,
        };
        self.note_card(person, Some(code))?;
        self.derive_person(person)?;
        Ok(id)
    }

    /// The number written to somebody's record is a card of theirs from now on, and their only one; none gives back what
    /// they have. A number that is no card's, or was given out before, is written in the record alone.
    pub(crate) fn settle_card(&self, person: &str, code: &str, today: &str) -> StoreResult<()> {
        if !code.is_empty() && !is_card(code) {
            return Ok(());
        }
        let held = self.card_of_code(code)?;
        // Of two records that were joined both cards stay good.
        if let Some(held) = &held
            && !self.passes_on(held, person)?
        {
            return Ok(());
        }
        let why = if code.is_empty() { CardEnd::Returned } else { CardEnd::Replaced };
        self.end_others(person, code, why, today)?;
        match held {
            Some(held) => self.pass_on(&held, person, today, None).map(drop),
            None if code.is_empty() => Ok(()),
            None => self.add_card(person, code, today, None).map(drop),
        }
    }

    /// Whether a good card may go to somebody else: who had it died or moved away.
    fn passes_on(&self, card: &CardRecord, person: &str) -> StoreResult<bool> {
        Ok(card.person != person && card.ended.is_none() && self.card_holders(&card.code, Some(person))? == 0)
    }

    fn pass_on(
        &self,
        card: &CardRecord,
        person: &str,
        today: &str,
        until: Option<&str>,
    ) -> StoreResult<String> {
        let row =
            Row::from([("person", person.into()), ("from_day", today.into()), ("until_day", until.into())]);
        self.update(Table::Card, &card.id, &row, Some(person))?;
        self.note_good_card(&card.person)?;
        self.derive_person(&card.person)?;
        Ok(card.id.clone())
    }

    fn add_card(&self, person: &str, code: &str, today: &str, until: Option<&str>) -> StoreResult<String> {
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            ("person", person.into()),
            ("code", code.into()),
            ("from_day", today.into()),
            ("until_day", until.into()),
        ]);
        self.insert(Table::Card, &id, &row, Some(person))?;
        Ok(id)
    }

    fn end_others(&self, person: &str, code: &str, end: CardEnd, today: &str) -> StoreResult<()> {
        let held =
            self.cards_of(person)?.into_iter().filter(|card| card.ended.is_none() && card.code != code);
        held.into_iter().try_for_each(|card| self.set_end(&card, end, today).map(drop))
    }

    fn set_end(&self, card: &CardRecord, end: CardEnd, today: &str) -> StoreResult<bool> {
        let row = Row::from([("ended", end.key().into()), ("ended_day", today.into())]);
        self.update(Table::Card, &card.id, &row, Some(&card.person))
    }

    fn note_card(&self, person: &str, code: Option<&str>) -> StoreResult<bool> {
        self.update(Table::Person, person, &Row::from([("card", code.into())]), Some(person))
    }

    /// The card holds to the end of that day, or for ever.
    ///
    /// # Errors
    /// The engine's.
    pub fn renew_card(&self, card: &CardRecord, until: Option<&str>) -> StoreResult<bool> {
        self.update(Table::Card, &card.id, &Row::from([("until_day", until.into())]), Some(&card.person))
    }

    /// From today on the card is no longer good, and its number stands in nobody's record.
    ///
    /// # Errors
    /// The engine's.
    pub fn end_card(&self, card: &CardRecord, end: CardEnd, today: &str) -> StoreResult<bool> {
        let changed = self.set_end(card, end, today)?;
        self.note_good_card(&card.person)?;
        self.derive_person(&card.person)?;
        Ok(changed)
    }

    /// What stands in a record is the number of a good card of theirs, where they have one: it stays if it is, else it
    /// is the newest; a number that was never a card stays too, where they have none.
    pub(crate) fn note_good_card(&self, person: &str) -> StoreResult<bool> {
        // Of a record joined into another they hang on that one.
        if self.merged_into(person)?.is_some() {
            return Ok(false);
        }
        let good = self.cards_of(person)?.into_iter().filter(|card| card.ended.is_none()).collect::<Vec<_>>();
        let noted = self.noted_card(person)?;
        let stands = match &noted {
            Some(noted) if good.is_empty() => self.card_leads_to(noted, person)?,
            Some(noted) => good.iter().any(|card| card.code == *noted),
            None => good.is_empty(),
        };
        if stands { Ok(false) } else { self.note_card(person, good.first().map(|card| card.code.as_str())) }
    }

    /// The number that stands in somebody's record alone becomes a card of theirs, where it can be one.
    ///
    /// # Errors
    /// The engine's.
    pub fn take_up_noted_card(&self, person: &str, today: &str) -> StoreResult<Option<String>> {
        let Some(code) = self.noted_card(person)?.filter(|code| is_card(code)) else { return Ok(None) };
        if self.card_of_code(&code)?.is_some() {
            return Ok(None);
        }
        self.add_card(person, &code, today, None)?;
        Ok(Some(code))
    }
}
