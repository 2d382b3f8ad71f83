use crate::error::StoreResult;
use crate::new_id;
use crate::person::record::plain_fields;
use crate::write::{Row, Table, Value, Writer};
use compact_str::CompactString;
use std::collections::BTreeMap;
use yinhui_core::person::{Facts, Field};

/// Dates as they were written, where that differs from the ISO form.
pub type Dates = BTreeMap<Field, String>;

impl Writer<'_> {
    /// Registers a person. `today` is the business day it is written down.
    ///
    /// # Errors
    /// The engine's.
    pub fn create_person(&self, facts: &Facts, written: &Dates, today: &str) -> StoreResult<String> {
        let id = new_id();
        let mut row = self.plain_row(facts)?;
        row.retain(|_, value| *value != Value::Null);
        row.insert("site", self.site().into());
        if !written.is_empty() {
            row.insert("written", serde_json::to_string(written)?.into());
        }
        self.insert(Table::Person, &id, &row, Some(&id))?;
        self.add_state(&id, facts, today, None)?;
        if let Some(branch) = facts.get(&Field::Branch).filter(|name| !name.is_empty()) {
            self.join_branch(&id, branch, None)?;
        }
        if let Some(card) = facts.get(&Field::Card).filter(|card| !card.is_empty()) {
            self.settle_card(&id, card, today)?;
        }
        self.derive_new_person(&id, facts)?;
        Ok(id)
    }

    /// Writes facts of a person; fields not named stay, empty ones are cleared. Answers whether anything changed.
    ///
    /// # Errors
    /// [`crate::StoreError::NotFound`].
    pub fn save_person(&self, id: &str, facts: &Facts, written: &Dates, today: &str) -> StoreResult<bool> {
        let before = self.person(id)?;
        self.must_stand_alone(id)?;
        let mut row = self.plain_row(facts)?;
        let dates = self.merged_dates(id, facts, written)?;
        row.insert("written", dates.into());
        let mut changed = self.update(Table::Person, id, &row, Some(id))?;
        if let Some(branch) = facts.get(&Field::Branch)
            && before.facts.get(&Field::Branch).map_or("", CompactString::as_str) != branch
        {
            self.move_branch(id, branch, today)?;
            changed = true;
        }
        if let Some(state) = facts.get(&Field::State)
            && before.facts.get(&Field::State) != Some(state)
        {
            self.add_state(id, facts, today, None)?;
            changed = true;
        } else if let Some(since) = facts.get(&Field::StateSince) {
            changed |= self.state_began(id, since)?;
        }
        if let Some(card) = facts.get(&Field::Card)
            && before.facts.get(&Field::Card).map_or("", CompactString::as_str) != card
        {
            self.settle_card(id, card, today)?;
        }
        if changed {
            self.derive_person(id)?;
        }
        Ok(changed)
    }

    /// Begins a new state.
    ///
    /// # Errors
    /// The engine's.
    pub fn change_state(
        &self,
        id: &str,
        facts: &Facts,
        today: &str,
        reason: Option<&str>,
    ) -> StoreResult<()> {
        self.must_stand_alone(id)?;
        self.add_state(id, facts, today, reason)?;
        self.derive_person(id)
    }

    fn add_state(&self, person: &str, facts: &Facts, today: &str, reason: Option<&str>) -> StoreResult<()> {
        let row = Row::from([
            ("site", self.site().into()),
            ("person", person.into()),
            ("state", facts.get(&Field::State).map_or("在册", CompactString::as_str).into()),
            ("since", facts.get(&Field::StateSince).filter(|since| !since.is_empty()).cloned().into()),
            ("recorded_day", today.into()),
            ("reason", reason.into()),
        ]);
        self.insert(Table::PersonState, &new_id(), &row, Some(person))
    }

    /// The present state, told better: when it began, where that is said, and why.
    ///
    /// # Errors
    /// The engine's.
    pub fn correct_state(
        &self,
        person: &str,
        since: Option<&str>,
        reason: Option<&str>,
    ) -> StoreResult<bool> {
        let row = [("since", since), ("reason", reason)];
        let row = row.into_iter().filter_map(|(column, text)| Some((column, Value::from(text?)))).collect();
        self.update_state(person, &row)
    }

    fn state_began(&self, person: &str, since: &str) -> StoreResult<bool> {
        self.update_state(person, &Row::from([("since", text_or_null(since))]))
    }

    fn update_state(&self, person: &str, row: &Row) -> StoreResult<bool> {
        let present = self.row(
            "SELECT id FROM person_state WHERE person = ?1 AND undone = 0 ORDER BY id DESC LIMIT 1",
            [person],
            |row| row.get::<_, String>(0),
        )?;
        match present {
            Some(id) if !row.is_empty() => self.update(Table::PersonState, &id, row, Some(person)),
            _ => Ok(false),
        }
    }

    fn join_branch(&self, person: &str, branch: &str, from: Option<&str>) -> StoreResult<()> {
        let row = Row::from([
            ("site", self.site().into()),
            ("person", person.into()),
            ("organization", self.organization_named(branch)?.into()),
            ("kind", "formal".into()),
            ("from_day", from.into()),
        ]);
        self.insert(Table::Membership, &new_id(), &row, Some(person))
    }

    /// From that day on they are in a branch of that name, or in none. A second time on a day puts the first one right:
    /// nobody moves twice on a day.
    fn move_branch(&self, person: &str, branch: &str, day: &str) -> StoreResult<()> {
        let held = self.formal_of(person)?.into_iter().find(|held| held.to_day.is_none());
        if let Some(held) = held {
            if !branch.is_empty() && held.from_day.as_deref() == Some(day) {
                let row = Row::from([("organization", self.organization_named(branch)?.into())]);
                self.update(Table::Membership, &held.id, &row, Some(person))?;
                return Ok(());
            }
            self.update(Table::Membership, &held.id, &Row::from([("to_day", day.into())]), Some(person))?;
        }
        if branch.is_empty() { Ok(()) } else { self.join_branch(person, branch, Some(day)) }
    }

    /// Columns of the person row for the facts named; the unit becomes its record.
    fn plain_row(&self, facts: &Facts) -> StoreResult<Row> {
        let mut row = plain_fields()
            .filter_map(|field| facts.get(&field).map(|text| (field.key(), text_or_null(text))))
            .collect::<Row>();
        if let Some(unit) = facts.get(&Field::Unit) {
            let id = if unit.is_empty() { None } else { Some(self.unit_named(unit)?) };
            row.insert("unit", id.into());
        }
        Ok(row)
    }

    fn merged_dates(&self, id: &str, facts: &Facts, written: &Dates) -> StoreResult<Option<String>> {
        let held = self.values(Table::Person, id, &["written"])?;
        let mut dates: Dates = match held.first().and_then(Value::text) {
            Some(text) => serde_json::from_str(text)?,
            None => Dates::new(),
        };
        dates.retain(|field, _| !facts.contains_key(field));
        dates.extend(written.clone());
        Ok(if dates.is_empty() { None } else { Some(serde_json::to_string(&dates)?) })
    }
}

fn text_or_null(text: &str) -> Value {
    if text.is_empty() { Value::Null } else { text.into() }
}
