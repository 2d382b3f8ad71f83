//! Committees: when they were elected, for how long, and who holds which post.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};

/// One committee.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermRecord {
    /// Record id.
    pub id: String,
    /// Record id of the organization.
    pub organization: String,
    /// The day of the election.
    pub elected: String,
    /// For how many years; `None` where it was appointed.
    pub years: Option<i64>,
    /// Until when it was extended.
    pub extended_to: Option<String>,
    /// The document that extended it.
    pub extension: Option<String>,
    /// Free text.
    pub remark: Option<String>,
}

/// Somebody in a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PostRecord {
    /// Record id.
    pub id: String,
    /// Record id of the term.
    pub term: String,
    /// Record id of the person.
    pub person: String,
    /// Their name.
    pub name: String,
    /// 书记 …
    pub title: String,
    /// From that day on.
    pub from_day: String,
    /// Until that day; `None` while it lasts.
    pub to_day: Option<String>,
}

/// What is written of a committee.
#[derive(Debug, Clone, Copy)]
pub struct TermFacts<'a> {
    /// Record id of the organization.
    pub organization: &'a str,
    /// The day of the election.
    pub elected: &'a str,
    /// For how many years; `None` where it was appointed.
    pub years: Option<i64>,
    /// Until when it was extended.
    pub extended_to: Option<&'a str>,
    /// The document that extended it.
    pub extension: Option<&'a str>,
    /// Free text.
    pub remark: Option<&'a str>,
}

/// What is written of a post.
#[derive(Debug, Clone, Copy)]
pub struct PostFacts<'a> {
    /// Record id of the person.
    pub person: &'a str,
    /// 书记 …
    pub title: &'a str,
    /// From that day on.
    pub from_day: &'a str,
    /// Until that day.
    pub to_day: Option<&'a str>,
}

const TERM: &str = "SELECT id, organization, elected, years, extended_to, extension, remark FROM term";
const POST: &str = "SELECT p.id, p.term, p.person, n.name, p.title, p.from_day, p.to_day
    FROM post p JOIN person n ON n.id = p.person";

fn term(row: &rusqlite::Row<'_>) -> rusqlite::Result<TermRecord> {
    Ok(TermRecord {
        id: row.get(0)?,
        organization: row.get(1)?,
        elected: row.get(2)?,
        years: row.get(3)?,
        extended_to: row.get(4)?,
        extension: row.get(5)?,
        remark: row.get(6)?,
    })
}

fn post(row: &rusqlite::Row<'_>) -> rusqlite::Result<PostRecord> {
    Ok(PostRecord {
        id: row.get(0)?,
        term: row.get(1)?,
        person: row.get(2)?,
        name: row.get(3)?,
        title: row.get(4)?,
        from_day: row.get(5)?,
        to_day: row.get(6)?,
    })
}

impl Reader<'_> {
    /// One committee.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn term(&self, id: &str) -> StoreResult<TermRecord> {
        self.row(&format!("{TERM} WHERE id = ?1 AND undone = 0"), [id], term)?
            .ok_or(StoreError::NotFound("term"))
    }

    /// The committees of an organization, the last one first.
    ///
    /// # Errors
    /// The engine's.
    pub fn terms_of(&self, organization: &str) -> StoreResult<Vec<TermRecord>> {
        let sql = format!("{TERM} WHERE organization = ?1 AND undone = 0 ORDER BY elected DESC");
        self.rows(&sql, [organization], term)
    }

    /// The last committee of every organization that has one.
    ///
    /// # Errors
    /// The engine's.
    pub fn last_terms(&self) -> StoreResult<Vec<TermRecord>> {
        let sql = format!(
            "{TERM} t WHERE undone = 0 AND elected =
                 (SELECT max(elected) FROM term l WHERE l.organization = t.organization AND l.undone = 0)"
        );
        self.rows(&sql, [], term)
    }

    /// The posts of a committee in the order they were written down.
    ///
    /// # Errors
    /// The engine's.
    pub fn posts(&self, term: &str) -> StoreResult<Vec<PostRecord>> {
        self.rows(&format!("{POST} WHERE p.term = ?1 AND p.undone = 0 ORDER BY p.id"), [term], post)
    }

    /// The posts somebody holds or held: with the record id of the organization.
    ///
    /// # Errors
    /// The engine's.
    pub fn posts_of(&self, person: &str) -> StoreResult<Vec<(PostRecord, String)>> {
        let sql = "SELECT p.id, p.term, p.person, n.name, p.title, p.from_day, p.to_day, t.organization
            FROM post p JOIN person n ON n.id = p.person JOIN term t ON t.id = p.term AND t.undone = 0
            WHERE p.person = ?1 AND p.undone = 0 ORDER BY p.to_day IS NOT NULL, p.from_day DESC, p.id";
        self.rows(sql, [person], |row| Ok((post(row)?, row.get(7)?)))
    }
}

impl Writer<'_> {
    /// Writes a committee, or one anew. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] where one was elected that day already.
    pub fn save_term(&self, id: Option<&str>, facts: TermFacts<'_>) -> StoreResult<String> {
        self.must_be_in_use(Table::Organization, facts.organization)?;
        let mut row = Row::from([
            ("organization", facts.organization.into()),
            ("elected", facts.elected.into()),
            ("years", facts.years.into()),
            ("extended_to", facts.extended_to.into()),
            ("extension", facts.extension.into()),
            ("remark", facts.remark.into()),
        ]);
        if let Some(id) = id {
            self.must_be_in_use(Table::Term, id)?;
            self.update(Table::Term, id, &row, None)?;
            return Ok(id.to_owned());
        }
        let id = new_id();
        row.insert("site", self.site().into());
        self.insert(Table::Term, &id, &row, None)?;
        Ok(id)
    }

    /// Writes a post of a committee, or one anew.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined into another.
    pub fn save_post(&self, id: Option<&str>, term: &str, facts: PostFacts<'_>) -> StoreResult<()> {
        self.must_be_in_use(Table::Person, facts.person)?;
        self.must_stand_alone(facts.person)?;
        let mut row = Row::from([
            ("person", facts.person.into()),
            ("title", facts.title.into()),
            ("from_day", facts.from_day.into()),
            ("to_day", facts.to_day.into()),
        ]);
        match id {
            Some(id) => {
                self.must_be_in_use(Table::Post, id)?;
                self.update(Table::Post, id, &row, Some(facts.person))?;
            }
            None => {
                row.extend([("site", self.site().into()), ("term", term.into())]);
                self.insert(Table::Post, &new_id(), &row, Some(facts.person))?;
            }
        }
        Ok(())
    }
}
