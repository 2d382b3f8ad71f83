//! What a person is found and sorted by: derived from the facts, rebuilt when its rules change.

use crate::error::StoreResult;
use crate::person::reckoned::{Since, standing_start};
use crate::read::Reader;
use crate::write::Writer;
use chrono::{DateTime, Datelike, Utc};
use compact_str::CompactString;
use rusqlite::{Connection, Transaction, params};
use std::collections::BTreeSet;
use yinhui_core::date::day::business_day;
use yinhui_core::person::{Facts, Field, name, pinyin};

/// Raised when the keys below change their form; the readings themselves have a revision of their own.
const REVISION: i64 = 6;

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
        let whole = name::key(text);
        // A part of a name is the beginning of what follows one of its characters.
        keys.extend(
            whole
                .char_indices()
                .skip(1)
                .filter_map(|(at, _)| Some((whole.get(at..)?.to_owned(), "name_part"))),
        );
        keys.insert((whole, "name"));
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

impl Writer<'_> {
    /// Writes a person's derived rows anew.
    pub(crate) fn derive_person(&self, id: &str) -> StoreResult<()> {
        derive(self, id, &Since::of(self.op().at))
    }

    /// Writes the derived rows of a person who has none yet.
    pub(crate) fn derive_new_person(&self, id: &str, facts: &Facts) -> StoreResult<()> {
        let state = facts.get(&Field::State).map_or("在册", CompactString::as_str);
        // Unit and branch were made records a moment ago.
        let (unit, branch) = self.places_of(id)?;
        put(self, id, facts, Places { state, unit, branch })
    }
}

impl Reader<'_> {
    /// Record ids of somebody's unit and of the branch that holds their formal membership.
    fn places_of(&self, person: &str) -> StoreResult<(Option<String>, Option<String>)> {
        let found = self.row(
            "SELECT p.unit, m.organization FROM person p
             LEFT JOIN membership m ON m.person = p.id AND m.kind = 'formal' AND m.to_day IS NULL AND m.undone = 0
             WHERE p.id = ?1",
            [person],
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?;
        Ok(found.unwrap_or_default())
    }
}

/// What of a person stands in tables of its own.
struct Places<'a> {
    state: &'a str,
    unit: Option<String>,
    branch: Option<String>,
}

fn derive(reader: &Reader<'_>, id: &str, since: &Since) -> StoreResult<()> {
    let connection = reader.connection();
    connection.prepare_cached("DELETE FROM person_key WHERE person = ?1")?.execute([id])?;
    connection.prepare_cached("DELETE FROM person_sort WHERE person = ?1")?.execute([id])?;
    let live = "p.id = ?1 AND p.undone = 0 AND p.merged_into IS NULL";
    let Some(person) = reader.people(live, [id])?.pop() else { return Ok(()) };
    let state = reader.states(id)?.into_iter().next().map_or_else(|| "在册".into(), |state| state.state);
    let places = Places { state: &state, unit: person.unit, branch: person.branch };
    put(reader, id, &person.facts, places)?;
    put_more(reader, id)?;
    reader.tally(Some(id), since)
}

/// What else leads to a person: the cards they come with, and the names and numbers of records joined into theirs.
fn put_more(reader: &Reader<'_>, id: &str) -> StoreResult<()> {
    let mut more = BTreeSet::new();
    let mut joined = vec![id.to_owned()];
    while let Some(record) = joined.pop() {
        for other in reader.people("p.merged_into = ?1 AND p.undone = 0", [&record])? {
            // Their cards hang on this record now.
            more.extend(keys(&other.facts).0.into_iter().filter(|(_, kind)| *kind != "card"));
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

fn put(reader: &Reader<'_>, id: &str, facts: &Facts, places: Places<'_>) -> StoreResult<()> {
    let connection = reader.connection();
    let mut insert =
        connection.prepare_cached("INSERT INTO person_key (key, kind, person) VALUES (?1, ?2, ?3)")?;
    let (keys, sort) = keys(facts);
    for (key, kind) in keys {
        // A card that was taken in, or is somebody else's now, leads to nobody by what a record says.
        if kind == "card" && !reader.card_leads_to(&key, id)? {
            continue;
        }
        insert.execute(params![key, kind, id])?;
    }
    let (earliest, latest) = standing_start(facts).unzip();
    let fact = |field| facts.get(&field).map(CompactString::as_str).filter(|text| !text.is_empty());
    connection
        .prepare_cached(
            "INSERT INTO person_sort (person, sort, state, sex, birth, retirement_kind, unit, branch,
                                      standing_earliest, standing_latest, often)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, 0)",
        )?
        .execute(params![
            id,
            sort,
            places.state,
            fact(Field::Sex),
            fact(Field::Birth),
            fact(Field::RetirementKind),
            places.unit,
            places.branch,
            earliest,
            latest
        ])?;
    Ok(())
}

/// Rebuilds every derived row when the rules they come from have changed; who comes how often is counted anew each day.
pub(crate) fn refresh(writer: &mut Connection, now: DateTime<Utc>) -> StoreResult<()> {
    let (revision, since) = (REVISION * 1_000 + i64::from(pinyin::REVISION), Since::of(now));
    let today = i64::from(business_day(now).num_days_from_ce());
    let transaction = writer.transaction()?;
    let reader = Reader::new(&transaction);
    let stands = |name: &str| {
        reader.row("SELECT revision FROM derived WHERE name = ?1", [name], |row| row.get::<_, i64>(0))
    };
    if stands("person")? != Some(revision) {
        for id in reader.rows("SELECT id FROM person", [], |row| row.get::<_, String>(0))? {
            derive(&reader, &id, &since)?;
        }
        note(&transaction, "person", revision)?;
        note(&transaction, "often", today)?;
    } else if stands("often")? != Some(today) {
        reader.tally(None, &since)?;
        note(&transaction, "often", today)?;
    }
    Ok(transaction.commit()?)
}

fn note(transaction: &Transaction<'_>, name: &str, revision: i64) -> StoreResult<()> {
    transaction.execute(
        "INSERT INTO derived (name, revision) VALUES (?1, ?2)
         ON CONFLICT (name) DO UPDATE SET revision = excluded.revision",
        params![name, revision],
    )?;
    Ok(())
}
