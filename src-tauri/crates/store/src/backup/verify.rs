use crate::backup::file::show;
use crate::checkin;
use crate::error::StoreResult;
use crate::file::{Mode, connect, database};
use crate::key::DatabaseKey;
use crate::read::Reader;
use rusqlite::Connection;
use std::path::Path;

/// One check and what it found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// Stable name.
    pub id: &'static str,
    /// It holds.
    pub ok: bool,
    /// What was found, for the log and the page: numbers only.
    pub detail: String,
}

impl Check {
    fn new(id: &'static str, found: &[String]) -> Self {
        Self { id, ok: found.is_empty(), detail: found.join("; ") }
    }
}

/// Checks the store whole, read only, beside a running program too: pages, structure, references, the log's chain,
/// derived rows, the counting rule; and, against a backup, that the log has only grown since.
///
/// # Errors
/// When the store cannot be opened at all.
pub fn verify(folder: &Path, key: &DatabaseKey, against: Option<&Path>) -> StoreResult<Vec<Check>> {
    let connection = connect(&database(folder), key, Mode::Read)?;
    let reader = Reader::new(&connection);
    let mut checks = vec![
        Check::new("pages", &lines(&connection, "PRAGMA cipher_integrity_check")?),
        Check::new("structure", &structure(&connection)?),
        Check::new("references", &references(&connection)?),
        Check::new(
            "chain",
            &reader.verify_chain()?.map(|fault| format!("{fault:?}")).into_iter().collect::<Vec<_>>(),
        ),
        Check::new("counting", &counting(&reader)?),
        Check::new("derived", &derived(&connection)?),
    ];
    if let Some(backup) = against {
        checks.extend(compare(&reader, folder, key, backup)?);
    }
    Ok(checks)
}

fn structure(connection: &Connection) -> StoreResult<Vec<String>> {
    Ok(lines(connection, "PRAGMA integrity_check(20)")?.into_iter().filter(|line| line != "ok").collect())
}

/// Every reference leads somewhere, and nothing in use names what was taken back. The files of a line of a ledger, and what
/// shows an item of a score sheet, go and come back with what they name and are not asked.
fn references(connection: &Connection) -> StoreResult<Vec<String>> {
    let mut found = lines(connection, "SELECT \"table\" || ' ' || rowid FROM pragma_foreign_key_check")?;
    for (table, column, named) in [
        ("presence", "person", "person"),
        ("presence", "purpose", "purpose"),
        ("person_state", "person", "person"),
        ("membership", "person", "person"),
        ("membership", "organization", "organization"),
        ("registration", "event", "event"),
        ("registration", "person", "person"),
        ("enrolment", "series", "series"),
        ("enrolment", "person", "person"),
        ("event", "organization", "organization"),
        ("event", "team", "team"),
        ("event", "lecturer", "person"),
        ("team", "leader", "person"),
        ("team_member", "team", "team"),
        ("team_member", "person", "person"),
        ("term", "organization", "organization"),
        ("post", "term", "term"),
        ("post", "person", "person"),
        ("entry", "person", "person"),
        ("talent", "person", "person"),
        ("talent_state", "talent", "talent"),
        ("entry", "organization", "organization"),
        ("entry", "team", "team"),
        ("entry", "event", "event"),
        ("organization", "parent", "organization"),
        ("person", "unit", "unit"),
        ("attachment", "event", "event"),
        ("score_item", "sheet", "score_sheet"),
        ("score", "item", "score_item"),
        ("score", "organization", "organization"),
        ("booking", "venue", "venue"),
        ("booking", "organization", "organization"),
        ("past_composition", "organization", "organization"),
        ("booking", "team", "team"),
        ("event", "room", "venue"),
        ("presence", "booking", "booking"),
        ("return_ruling", "person", "person"),
    ] {
        found.extend(lines(
            connection,
            &format!(
                "SELECT '{table} without {named} ' || count(*) FROM {table} a JOIN {named} b ON b.id = a.{column}
                 WHERE a.undone = 0 AND b.undone = 1 HAVING count(*) > 0"
            ),
        )?);
    }
    Ok(found)
}

/// Each person's presences of a day add what the rule says. Days with a single one that counts cannot be wrong.
fn counting(reader: &Reader<'_>) -> StoreResult<Vec<String>> {
    let rows = reader.rows(
        "SELECT person, day, purpose, per_purpose, visits FROM presence v
         WHERE person IS NOT NULL AND away = 0 AND undone = 0 AND (visits <> 1 OR EXISTS (
             SELECT 1 FROM presence o
             WHERE o.person = v.person AND o.day = v.day AND o.away = 0 AND o.undone = 0 AND o.id <> v.id))
         ORDER BY person, day, id",
        [],
        |row| {
            let who: (String, String) = (row.get(0)?, row.get(1)?);
            Ok((who, row.get::<_, String>(2)?, row.get::<_, bool>(3)?, row.get::<_, bool>(4)?))
        },
    )?;
    let wrong = rows.chunk_by(|a, b| a.0 == b.0).filter(|day| {
        let stored = day.iter().map(|(.., visits)| *visits);
        let counts = checkin::counting(
            day.iter().map(|(_, purpose, per_purpose, _)| (purpose.as_str(), *per_purpose)),
        );
        !stored.eq(counts)
    });
    let wrong = wrong.filter_map(|day| day.first()).map(|((_, day), ..)| day.clone());
    // Being elsewhere is no visit.
    let elsewhere = reader.rows(
        "SELECT DISTINCT day FROM presence WHERE away = 1 AND visits <> 0 AND undone = 0 ORDER BY day LIMIT 20",
        [],
        |row| row.get::<_, String>(0),
    )?;
    Ok(wrong.chain(elsewhere).take(20).collect())
}

/// Who can be found, and what of their visits a list is filtered by, are as they would be worked out now.
fn derived(connection: &Connection) -> StoreResult<Vec<String>> {
    let mut found = lines(
        connection,
        "SELECT 'person without sort row ' || count(*) FROM person p LEFT JOIN person_sort s ON s.person = p.id
         WHERE p.undone = 0 AND p.merged_into IS NULL AND s.person IS NULL HAVING count(*) > 0",
    )?;
    found.extend(lines(
        connection,
        "SELECT 'visits miscounted for a list ' || count(*) FROM person_sort s LEFT JOIN (
             SELECT v.person, max(v.day) AS last FROM presence v WHERE v.person IS NOT NULL AND v.undone = 0
             AND v.visits > 0 GROUP BY v.person) t ON t.person = s.person
         WHERE s.last_visit IS NOT t.last OR s.visits <> (
             SELECT coalesce(sum(v.visits), 0) FROM presence v
             WHERE v.person = s.person AND v.undone = 0 AND v.day >= s.visits_year || '-01-01')
         HAVING count(*) > 0",
    )?);
    Ok(found)
}

fn compare(reader: &Reader<'_>, folder: &Path, key: &DatabaseKey, backup: &Path) -> StoreResult<Vec<Check>> {
    let facts = show(backup, key, folder)?;
    let (rows, _) = reader.log_head()?;
    let here = reader.chain_at(facts.log_rows)?;
    let mut found = Vec::new();
    if here.as_deref() != Some(facts.log_head.as_str()) {
        found.push(format!("log row {} differs", facts.log_rows));
    }
    let mut check = Check::new("against_backup", &found);
    if check.ok {
        check.detail = format!("{} log rows then, {rows} now", facts.log_rows);
    }
    Ok(vec![check])
}

fn lines(connection: &Connection, sql: &str) -> StoreResult<Vec<String>> {
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<rusqlite::Result<Vec<String>>>()?)
}
