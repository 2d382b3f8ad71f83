//! What a person is found and sorted by: derived from the facts, rebuilt when its rules change.

use crate::error::StoreResult;
use crate::read::Reader;
use crate::write::Writer;
use compact_str::CompactString;
use rusqlite::{Connection, params};
use std::collections::BTreeSet;
use yinhui_core::person::{Facts, Field, name, pinyin};

/// Raised when the keys below change their form; the readings themselves have a revision of their own.
const REVISION: i64 = 2;

/// A key a person is found by, and its kind.
type Key = (String, &'static str);

/// The keys of a person, and what the name is sorted by.
pub(crate) fn keys(facts: &Facts) -> (BTreeSet<Key>, String) {
    let mut keys = BTreeSet::new();
    let mut sort = String::new();
    for field in [Field::Name, Field::FormerName, Field::Alias] {
        let Some(text) = facts.get(&field) else { continue };
        let found = pinyin::keys(text);
        // The usual readings come first; a name read in a rare way is found too, after the others.
        let kinds =
            |usual: &'static str, rare: &'static str| std::iter::once(usual).chain(std::iter::repeat(rare));
        keys.extend(found.full.into_iter().zip(kinds("pinyin", "pinyin_rare")));
        keys.extend(found.initials.into_iter().zip(kinds("initials", "initials_rare")));
        keys.insert((name::key(text), "name"));
        if field == Field::Name {
            sort = found.sort;
        }
    }
    if let Some(identity) = facts.get(&Field::Identity) {
        keys.insert((tail(identity), "identity4"));
        keys.insert((identity.to_string(), "identity"));
    }
    for number in facts.get(&Field::Phones).iter().flat_map(|numbers| numbers.split(' ')) {
        let digits = number.chars().filter(char::is_ascii_digit).collect::<String>();
        if digits.len() >= 4 {
            keys.insert((tail(&digits), "phone4"));
            keys.insert((digits, "phone"));
        }
    }
    if let Some(card) = facts.get(&Field::Card) {
        keys.insert((card.to_string(), "card"));
    }
    keys.retain(|(key, _)| !key.is_empty());
    (keys, sort)
}

fn tail(text: &str) -> String {
    let skip = text.chars().count().saturating_sub(4);
    text.chars().skip(skip).collect()
}

fn names(facts: &Facts) -> String {
    [Field::Name, Field::FormerName, Field::Alias]
        .iter()
        .filter_map(|field| facts.get(field))
        .map(|text| name::key(text))
        .collect::<Vec<_>>()
        .join("/")
}

impl Writer<'_> {
    /// Writes a person's derived rows anew.
    pub(crate) fn derive_person(&self, id: &str) -> StoreResult<()> {
        derive(self, id)
    }

    /// Writes the derived rows of a person who has none yet.
    pub(crate) fn derive_new_person(&self, id: &str, facts: &Facts) -> StoreResult<()> {
        let state = facts.get(&Field::State).map_or("在册", CompactString::as_str);
        put(self, id, facts, state)
    }
}

fn derive(reader: &Reader<'_>, id: &str) -> StoreResult<()> {
    let connection = reader.connection();
    connection.prepare_cached("DELETE FROM person_key WHERE person = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM person_sort WHERE person = ?1")?.execute([id])?;
    let live = "p.id = ?1 AND p.undone = 0 AND p.merged_into IS NULL";
    let Some(person) = reader.people(live, [id])?.pop() else { return Ok(()) };
    let state = reader.states(id)?.into_iter().next().map_or_else(|| "在册".into(), |state| state.state);
    put(reader, id, &person.facts, &state)?;
    put_more(reader, id)
}

/// What else leads to a person: the cards they come with, and the names and numbers of records joined into theirs.
fn put_more(reader: &Reader<'_>, id: &str) -> StoreResult<()> {
    let mut more = BTreeSet::new();
    let mut joined = vec![id.to_owned()];
    while let Some(record) = joined.pop() {
        for other in reader.people("p.merged_into = ?1 AND p.undone = 0", [&record])? {
            more.extend(keys(&other.facts).0);
            joined.push(other.id);
        }
    }
    let cards = reader.cards_of(id)?.into_iter().filter(|card| card.ended.is_none());
    more.extend(cards.map(|card| (card.code, "card")));
    let mut insert = reader
        .connection()
        .prepare_cached("INSERT OR IGNORE INTO person_key (key, kind, person) VALUES (?1, ?2, ?3)")?;
    more.iter().try_for_each(|(key, kind)| insert.execute(params![key, kind, id]).map(drop))?;
    Ok(())
}

fn put(reader: &Reader<'_>, id: &str, facts: &Facts, state: &str) -> StoreResult<()> {
    let connection = reader.connection();
    let mut insert =
        connection.prepare_cached("INSERT INTO person_key (key, kind, person) VALUES (?1, ?2, ?3)")?;
    let (keys, sort) = keys(facts);
    for (key, kind) in keys {
        insert.execute(params![key, kind, id])?;
    }
    connection
        .prepare_cached("INSERT INTO person_sort (person, name_key, sort, state) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![id, names(facts), sort, state])?;
    Ok(())
}

/// Rebuilds every derived row when the rules they come from have changed.
pub(crate) fn refresh(writer: &mut Connection) -> StoreResult<()> {
    let revision = REVISION * 1_000 + i64::from(pinyin::REVISION);
    let transaction = writer.transaction()?;
    let reader = Reader::new(&transaction);
    let found =
        reader.row("SELECT revision FROM derived WHERE name = 'person'", [], |row| row.get::<_, i64>(0))?;
    if found != Some(revision) {
        for id in reader.rows("SELECT id FROM person", [], |row| row.get::<_, String>(0))? {
            derive(&reader, &id)?;
        }
        transaction.execute(
            "INSERT INTO derived (name, revision) VALUES ('person', ?1)
             ON CONFLICT (name) DO UPDATE SET revision = excluded.revision",
            [revision],
        )?;
    }
    Ok(transaction.commit()?)
}
