use crate::error::{StoreError, StoreResult};
use crate::write::written::{WRITTEN, spelled_before};
use crate::write::{Row, Table, Value, Writer};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Why something stays though its operation was taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Reason {
    /// A later operation changed the same field.
    ChangedSince,
    /// Something was added since: a visit, a membership, an edit.
    UsedSince,
    /// The person it is about was taken back meanwhile.
    PersonGone,
    /// Another record has taken its place meanwhile: a branch, a name.
    Replaced,
}

/// Something that stays.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Kept {
    /// Table of the row.
    pub table: String,
    /// Record id.
    pub row: String,
    /// The person it is about.
    pub person: Option<String>,
    /// Fields that stay; empty for the whole row.
    pub fields: Vec<String>,
    /// Why.
    pub reason: Reason,
}

/// What an undo did.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// Records taken back or restored.
    pub undone: i64,
    /// What stays.
    pub kept: Vec<Kept>,
}

pub(super) struct Entry {
    pub(super) seq: i64,
    pub(super) table: Table,
    pub(super) row: String,
    pub(super) person: Option<String>,
    action: String,
    changes: BTreeMap<String, (Value, Value)>,
}

impl Entry {
    /// Whether the row is there because of this: created, or brought back.
    fn put_there(&self) -> bool {
        let back = (Value::from(true), Value::from(false));
        self.action == "insert" || self.changes.get("undone") == Some(&back)
    }

    fn kept(&self, fields: Vec<String>, reason: Reason) -> Kept {
        Kept {
            table: self.table.name().into(),
            row: self.row.clone(),
            person: self.person.clone(),
            fields,
            reason,
        }
    }
}

/// Whose the rows were that these entries gave to somebody else, and whose they became.
fn owners(entries: &[Entry]) -> BTreeSet<String> {
    let given = entries.iter().filter(|entry| entry.action == "update");
    let changes = given.filter_map(|entry| entry.changes.get("person"));
    changes.flat_map(|(before, after)| [before.text(), after.text()]).flatten().map(str::to_owned).collect()
}

impl Writer<'_> {
    /// Takes an operation back: restores fields that still hold what it wrote, marks rows it created as undone,
    /// keeps and names what a later operation used. Is itself an operation and can be undone.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] when it was taken back already.
    pub fn undo(&self, operation: &str) -> StoreResult<Undone> {
        let undone: i64 = self
            .row("SELECT undone FROM operation WHERE id = ?1", [operation], |row| row.get(0))?
            .ok_or(StoreError::NotFound("operation"))?;
        if undone != 0 {
            return Err(StoreError::Conflict("undone already"));
        }
        let entries = self.entries(operation)?;
        let mut result = Undone::default();
        let mut days = BTreeSet::new();
        let mut people = BTreeSet::new();
        let root = self.root_of(operation)?;
        let merges = self.merges(&entries)?;
        let kept_people = self.people_used_since(&root, &entries)?;
        // What is remembered of headers is no fact: it stays.
        for entry in entries.iter().filter(|entry| entry.table != Table::ImportMapping) {
            people.extend(entry.person.clone());
            // A person who stays, stays whole: with branch and state.
            let stays = entry.person.as_ref().is_some_and(|person| kept_people.contains(person));
            if stays {
                if entry.table == Table::Person {
                    result.kept.push(entry.kept(Vec::new(), Reason::UsedSince));
                }
                continue;
            }
            match entry.action.as_str() {
                "insert" => self.take_back_insert(&root, entry, &mut result)?,
                "update" => self.take_back_update(&root, entry, &mut result)?,
                _ => {}
            }
            if entry.table == Table::Presence {
                days.insert(entry.row.clone());
            }
        }
        for presence in &days {
            self.settle_presence(presence)?;
        }
        for (gone, kept) in &merges {
            if self.merged_into(gone)?.is_some() {
                // What came to the record while it stood by itself goes with the rest.
                self.hand_over(gone, kept)?;
            } else {
                self.settle_person(gone)?;
            }
            self.settle_person(kept)?;
            people.extend([gone.clone(), kept.clone()]);
        }
        for owner in owners(&entries) {
            // Given back to a record that was joined into another meanwhile.
            let stands = self.stands_for(&owner)?;
            if stands != owner && !merges.iter().any(|(gone, _)| *gone == owner) {
                self.hand_over(&owner, &stands)?;
            }
            self.settle_person(&stands)?;
            people.insert(stands);
        }
        let moves_cards = !merges.is_empty() || entries.iter().any(|entry| entry.table == Table::Card);
        for person in &people {
            if moves_cards {
                self.note_good_card(person)?;
            }
            self.derive_person(person)?;
        }
        self.mark(operation)?;
        Ok(result)
    }

    fn entries(&self, operation: &str) -> StoreResult<Vec<Entry>> {
        self.rows(
            "SELECT seq, tbl, row, person, action, changes FROM log WHERE operation = ?1 ORDER BY seq DESC",
            [operation],
            |row| {
                let place: (i64, String) = (row.get(0)?, row.get(1)?);
                Ok((place, row.get(2)?, row.get(3)?, row.get(4)?, row.get::<_, String>(5)?))
            },
        )?
        .into_iter()
        .map(|((seq, table), row, person, action, changes)| {
            let table = Table::from_name(&table)
                .ok_or_else(|| StoreError::Broken(format!("log names table {table}")))?;
            Ok(Entry { seq, table, row, person, action, changes: serde_json::from_str(&changes)? })
        })
        .collect()
    }

    /// The records that these entries joined, or took apart: the one that is gone and the one that is kept.
    fn merges(&self, entries: &[Entry]) -> StoreResult<Vec<(String, String)>> {
        let mut merges = Vec::new();
        for entry in entries.iter().filter(|entry| entry.table == Table::Person) {
            let Some((before, after)) = entry.changes.get("merged_into") else { continue };
            if let Some(kept) = after.text().or(before.text()) {
                self.refuse_inner_merge(&entry.row, kept)?;
                merges.push((entry.row.clone(), kept.to_owned()));
            }
        }
        Ok(merges)
    }

    /// The operation at the end of a chain of undos: what first put there what an undo of an undo brought back.
    fn root_of(&self, operation: &str) -> StoreResult<String> {
        let mut root = operation.to_owned();
        while let Some(Some(undoes)) =
            self.row("SELECT undoes FROM operation WHERE id = ?1", [&root], |row| {
                row.get::<_, Option<String>>(0)
            })?
        {
            root = undoes;
        }
        Ok(root)
    }

    /// People this operation created or brought back who have had anything since.
    fn people_used_since(&self, root: &str, entries: &[Entry]) -> StoreResult<BTreeSet<String>> {
        let mut used = BTreeSet::new();
        for entry in entries {
            if entry.table == Table::Person && entry.put_there() && self.used_since(root, entry)? {
                used.insert(entry.row.clone());
            }
        }
        Ok(used)
    }

    fn take_back_insert(&self, root: &str, entry: &Entry, result: &mut Undone) -> StoreResult<()> {
        if self.used_since(root, entry)? {
            result.kept.push(entry.kept(Vec::new(), Reason::UsedSince));
            return Ok(());
        }
        let row = Row::from([("undone", Value::from(true))]);
        if self.update(entry.table, &entry.row, &row, entry.person.as_deref())? {
            result.undone += 1;
        }
        Ok(())
    }

    /// Whether anything else in force was written to the row, about it, or with it. `root` is what put it there.
    fn used_since(&self, root: &str, entry: &Entry) -> StoreResult<bool> {
        let later = self.count(
            "SELECT count(*) FROM log l JOIN operation o ON o.id = l.operation
             WHERE l.action <> 'note' AND (l.row = ?1 OR l.person = ?1)
               AND o.undone = 0 AND o.undoes IS NULL AND o.id NOT IN (?2, ?3)
               AND NOT (l.row = ?1 AND l.tbl = 'presence' AND l.action = 'update' AND NOT EXISTS
                        (SELECT 1 FROM json_each(l.changes) WHERE key NOT IN ('person', 'visits', 'left_at')))",
            params![entry.row, root, self.operation_id()],
        )?;
        if later > 0 {
            return Ok(true);
        }
        let users = match entry.table {
            Table::Unit => "SELECT count(*) FROM person WHERE unit = ?1 AND undone = 0",
            Table::Organization => {
                "SELECT (SELECT count(*) FROM membership WHERE organization = ?1 AND undone = 0)
                      + (SELECT count(*) FROM organization WHERE parent = ?1 AND undone = 0)
                      + (SELECT count(*) FROM term WHERE organization = ?1 AND undone = 0)
                      + (SELECT count(*) FROM past_composition WHERE organization = ?1 AND undone = 0)
                      + (SELECT count(*) FROM event WHERE organization = ?1 AND undone = 0)
                      + (SELECT count(*) FROM score WHERE organization = ?1 AND undone = 0)
                      + (SELECT count(*) FROM score_evidence WHERE organization = ?1 AND undone = 0)
                      + (SELECT count(*) FROM booking WHERE organization = ?1 AND undone = 0)
                      + (SELECT count(*) FROM entry WHERE organization = ?1 AND undone = 0)"
            }
            Table::Team => {
                "SELECT (SELECT count(*) FROM team_member WHERE team = ?1 AND undone = 0)
                      + (SELECT count(*) FROM booking WHERE team = ?1 AND undone = 0)
                      + (SELECT count(*) FROM event WHERE team = ?1 AND undone = 0)
                      + (SELECT count(*) FROM entry WHERE team = ?1 AND undone = 0)"
            }
            Table::Event => {
                "SELECT (SELECT count(*) FROM registration WHERE event = ?1 AND undone = 0)
                      + (SELECT count(*) FROM presence WHERE event = ?1 AND undone = 0)
                      + (SELECT count(*) FROM attachment WHERE event = ?1 AND undone = 0)
                      + (SELECT count(*) FROM score_evidence WHERE event = ?1 AND undone = 0)
                      + (SELECT count(*) FROM entry WHERE event = ?1 AND undone = 0)"
            }
            Table::Term => "SELECT count(*) FROM post WHERE term = ?1 AND undone = 0",
            Table::Series => {
                "SELECT (SELECT count(*) FROM event WHERE series = ?1 AND undone = 0)
                      + (SELECT count(*) FROM enrolment WHERE series = ?1 AND undone = 0)"
            }
            Table::Venue => {
                "SELECT (SELECT count(*) FROM booking WHERE venue = ?1 AND undone = 0)
                      + (SELECT count(*) FROM event WHERE room = ?1 AND undone = 0)"
            }
            Table::Booking => "SELECT count(*) FROM presence WHERE booking = ?1 AND undone = 0",
            Table::ScoreItem => {
                "SELECT (SELECT count(*) FROM score WHERE item = ?1 AND undone = 0)
                      + (SELECT count(*) FROM score_evidence WHERE item = ?1 AND undone = 0)"
            }
            Table::Purpose => "SELECT count(*) FROM presence WHERE purpose = ?1 AND undone = 0",
            Table::Person => {
                "SELECT (SELECT count(*) FROM person WHERE merged_into = ?1 AND undone = 0)
                      + (SELECT count(*) FROM event WHERE lecturer = ?1 AND undone = 0)
                      + (SELECT count(*) FROM team WHERE leader = ?1 AND undone = 0)"
            }
            _ => return Ok(false),
        };
        Ok(self.count(users, [&entry.row])? > 0)
    }

    fn take_back_update(&self, root: &str, entry: &Entry, result: &mut Undone) -> StoreResult<()> {
        if entry.put_there() && self.used_since(root, entry)? {
            result.kept.push(entry.kept(Vec::new(), Reason::UsedSince));
            return Ok(());
        }
        let columns = entry.changes.keys().map(String::as_str).collect::<Vec<_>>();
        let current = self.values(entry.table, &entry.row, &columns)?;
        let mut kept = Vec::new();
        let mut restored = BTreeMap::new();
        let mut spelled = None;
        for ((column, (before, after)), now) in entry.changes.iter().zip(current) {
            if entry.table == Table::Person && column == WRITTEN {
                spelled = Some((before, after, now));
            } else if now == *after {
                restored.insert(column.as_str(), before.clone());
            } else {
                kept.push(column.clone());
            }
        }
        if let Some((before, after, now)) = spelled
            && let Some(back) = spelled_before(before, after, &now, &kept)?
        {
            restored.insert(WRITTEN, back);
        }
        if !kept.is_empty() {
            result.kept.push(entry.kept(kept, Reason::ChangedSince));
        }
        if restored.is_empty() {
            return Ok(());
        }
        if let Some(reason) = self.obstacle(root, entry, &restored)? {
            result
                .kept
                .push(entry.kept(restored.keys().map(|column| (*column).to_owned()).collect(), reason));
            return Ok(());
        }
        self.refuse_unknown_columns(entry.table, &restored)?;
        if self.update(entry.table, &entry.row, &restored, entry.person.as_deref())? {
            result.undone += 1;
            self.revive_named_by(entry)?;
        }
        Ok(())
    }

    fn mark(&self, operation: &str) -> StoreResult<()> {
        // Also where everything stays: it was asked for, and a repeat must be answered.
        self.record_operation()?;
        self.connection().execute("UPDATE operation SET undone = 1 WHERE id = ?1", [operation])?;
        // Taking back an undo puts what it took back in force again, and so on along the chain.
        let mut undone = true;
        let mut before = operation.to_owned();
        while let Some(Some(undoes)) =
            self.row("SELECT undoes FROM operation WHERE id = ?1", [&before], |row| {
                row.get::<_, Option<String>>(0)
            })?
        {
            undone = !undone;
            self.connection()
                .execute("UPDATE operation SET undone = ?2 WHERE id = ?1", params![undoes, undone])?;
            before = undoes;
        }
        Ok(())
    }
}
