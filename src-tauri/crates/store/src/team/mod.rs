//! 社团, 志愿服务队, 专家队 …: the many things somebody may be in beside their one branch.

use crate::error::{StoreError, StoreResult};
use crate::new_id;
use crate::read::Reader;
use crate::write::{Row, Table, Writer};
use std::collections::BTreeMap;

/// One team.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamRecord {
    /// Record id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// 社团, 志愿服务队 …
    pub kind: String,
    /// It is no more.
    pub ended: bool,
    /// People in it now who are not 去世 or 转出.
    pub people: i64,
    /// Record id and name of who leads it.
    pub leader: Option<(String, String)>,
    /// What else is known: `phone`, `founded`, `about`.
    pub details: BTreeMap<String, String>,
}

/// What is written of a team.
#[derive(Debug, Clone, Copy)]
pub struct TeamFacts<'a> {
    /// Its name.
    pub name: &'a str,
    /// 社团, 志愿服务队 …
    pub kind: &'a str,
    /// It is no more.
    pub ended: bool,
    /// Record id of who leads it.
    pub leader: Option<&'a str>,
    /// What else is known.
    pub details: &'a BTreeMap<String, String>,
}

impl Default for TeamFacts<'_> {
    fn default() -> Self {
        const NOTHING: &BTreeMap<String, String> = &BTreeMap::new();
        Self { name: "", kind: "", ended: false, leader: None, details: NOTHING }
    }
}

/// Somebody in a team, or in a functional branch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BelongingRecord {
    /// Record id of the belonging.
    pub id: String,
    /// Whose.
    pub person: String,
    /// Record id of the team or organization.
    pub to: String,
    /// Its name.
    pub name: String,
    /// Its kind.
    pub kind: String,
    /// Since when.
    pub from_day: Option<String>,
    /// Until when; `None` while it lasts.
    pub to_day: Option<String>,
    /// 队长 …
    pub post: Option<String>,
}

const MEMBER: &str = "SELECT m.id, m.person, t.id, t.name, t.kind, nullif(m.from_day, ''), m.to_day, m.post
    FROM team_member m JOIN team t ON t.id = m.team";
const FUNCTIONAL: &str = "SELECT m.id, m.person, o.id, o.name, o.kind, m.from_day, m.to_day, NULL
    FROM membership m JOIN organization o ON o.id = m.organization";

fn belonging(row: &rusqlite::Row<'_>) -> rusqlite::Result<BelongingRecord> {
    Ok(BelongingRecord {
        id: row.get(0)?,
        person: row.get(1)?,
        to: row.get(2)?,
        name: row.get(3)?,
        kind: row.get(4)?,
        from_day: row.get(5)?,
        to_day: row.get(6)?,
        post: row.get(7)?,
    })
}

impl Reader<'_> {
    /// All teams by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn teams(&self) -> StoreResult<Vec<TeamRecord>> {
        self.rows(
            "SELECT t.id, t.name, t.kind, t.ended,
                    (SELECT count(*) FROM team_member m
                     JOIN person p ON p.id = m.person AND p.undone = 0 AND p.merged_into IS NULL
                     JOIN person_sort s ON s.person = m.person AND s.state NOT IN ('去世', '转出')
                     WHERE m.team = t.id AND m.to_day IS NULL AND m.undone = 0),
                    t.leader, l.name, t.details
             FROM team t LEFT JOIN person l ON l.id = t.leader
             WHERE t.undone = 0 ORDER BY t.ended, t.kind, t.name",
            [],
            |row| {
                let details = row.get::<_, String>(7)?;
                let details = serde_json::from_str(&details).map_err(|error| {
                    rusqlite::Error::FromSqlConversionFailure(7, rusqlite::types::Type::Text, Box::new(error))
                })?;
                let leader = row.get::<_, Option<String>>(5)?;
                let leader =
                    leader.map(|id| Ok::<_, rusqlite::Error>((id, row.get::<_, Option<String>>(6)?)));
                let leader = leader.transpose()?.map(|(id, name)| (id, name.unwrap_or_default()));
                Ok(TeamRecord {
                    leader,
                    details,
                    id: row.get(0)?,
                    name: row.get(1)?,
                    kind: row.get(2)?,
                    ended: row.get(3)?,
                    people: row.get(4)?,
                })
            },
        )
    }

    /// Who is in a team, or was, by name.
    ///
    /// # Errors
    /// The engine's.
    pub fn members_of_team(&self, team: &str) -> StoreResult<Vec<BelongingRecord>> {
        let sql = format!(
            "{MEMBER} JOIN person p ON p.id = m.person AND p.undone = 0 AND p.merged_into IS NULL
             JOIN person_sort s ON s.person = m.person
             WHERE m.team = ?1 AND m.undone = 0 ORDER BY s.sort, m.person, m.id"
        );
        self.rows(&sql, [team], belonging)
    }

    /// One belonging to a team.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn team_member(&self, id: &str) -> StoreResult<BelongingRecord> {
        self.row(&format!("{MEMBER} WHERE m.id = ?1 AND m.undone = 0"), [id], belonging)?
            .ok_or(StoreError::NotFound("team_member"))
    }

    /// One belonging to a functional branch.
    ///
    /// # Errors
    /// [`StoreError::NotFound`].
    pub fn functional_member(&self, id: &str) -> StoreResult<BelongingRecord> {
        let sql = format!("{FUNCTIONAL} WHERE m.id = ?1 AND m.kind = 'functional' AND m.undone = 0");
        self.row(&sql, [id], belonging)?.ok_or(StoreError::NotFound("membership"))
    }

    /// The teams somebody is in or was in, what lasts first.
    ///
    /// # Errors
    /// The engine's.
    pub fn teams_of(&self, person: &str) -> StoreResult<Vec<BelongingRecord>> {
        let sql = format!(
            "{MEMBER} WHERE m.person = ?1 AND m.undone = 0 ORDER BY m.to_day IS NOT NULL, m.from_day DESC, m.id"
        );
        self.rows(&sql, [person], belonging)
    }

    /// The functional branches (功能型党支部) somebody is in or was in, what lasts first.
    ///
    /// # Errors
    /// The engine's.
    pub fn functional_of(&self, person: &str) -> StoreResult<Vec<BelongingRecord>> {
        let sql = format!(
            "{FUNCTIONAL} WHERE m.person = ?1 AND m.kind = 'functional' AND m.undone = 0
             ORDER BY m.to_day IS NOT NULL, m.from_day DESC, m.id"
        );
        self.rows(&sql, [person], belonging)
    }
}

impl Writer<'_> {
    /// Adds a team, or writes one anew. Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when the name is taken; [`StoreError::NotFound`].
    pub fn save_team(&self, id: Option<&str>, facts: TeamFacts<'_>) -> StoreResult<String> {
        facts.leader.map_or(Ok(()), |leader| self.may_belong(leader))?;
        let mut row = Row::from([
            ("name", facts.name.into()),
            ("kind", facts.kind.into()),
            ("ended", facts.ended.into()),
            ("leader", facts.leader.into()),
            ("details", serde_json::to_string(facts.details)?.into()),
        ]);
        if let Some(id) = id {
            self.must_be_in_use(Table::Team, id)?;
            self.update(Table::Team, id, &row, None)?;
            return Ok(id.to_owned());
        }
        let id = new_id();
        row.insert("site", self.site().into());
        self.insert(Table::Team, &id, &row, None)?;
        Ok(id)
    }

    /// Says what somebody is in a team; empty for nothing.
    ///
    /// # Errors
    /// The engine's.
    pub fn set_team_post(&self, held: &BelongingRecord, post: &str) -> StoreResult<bool> {
        let post = Some(post).filter(|post| !post.is_empty());
        self.update(Table::TeamMember, &held.id, &Row::from([("post", post.into())]), Some(&held.person))
    }

    /// Puts somebody into a team from that day on, an empty one where it is not known; who is in it already stays so.
    /// Answers the record id.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined into another.
    pub fn join_team(&self, team: &str, person: &str, from: &str, post: &str) -> StoreResult<String> {
        self.must_be_in_use(Table::Team, team)?;
        self.may_belong(person)?;
        let held = self.teams_of(person)?.into_iter().find(|held| held.to == team && held.to_day.is_none());
        if let Some(held) = held {
            return Ok(held.id);
        }
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            ("team", team.into()),
            ("person", person.into()),
            ("from_day", from.into()),
            ("post", Some(post).filter(|post| !post.is_empty()).into()),
        ]);
        self.insert(Table::TeamMember, &id, &row, Some(person))?;
        Ok(id)
    }

    /// Puts somebody into a functional branch from that day on; the formal membership stays where it is.
    ///
    /// # Errors
    /// [`StoreError::NotFound`]; [`StoreError::Conflict`] for a record joined into another.
    pub fn join_functional(&self, organization: &str, person: &str, from: &str) -> StoreResult<String> {
        self.must_be_in_use(Table::Organization, organization)?;
        self.may_belong(person)?;
        let held = self.functional_of(person)?;
        if let Some(held) = held.into_iter().find(|held| held.to == organization && held.to_day.is_none()) {
            return Ok(held.id);
        }
        let id = new_id();
        let row = Row::from([
            ("site", self.site().into()),
            ("organization", organization.into()),
            ("person", person.into()),
            ("kind", "functional".into()),
            ("from_day", from.into()),
        ]);
        self.insert(Table::Membership, &id, &row, Some(person))?;
        Ok(id)
    }

    fn may_belong(&self, person: &str) -> StoreResult<()> {
        self.must_be_in_use(Table::Person, person)?;
        self.must_stand_alone(person)
    }

    /// From that day on they are no longer in it.
    ///
    /// # Errors
    /// The engine's.
    pub fn end_belonging(&self, table: Table, held: &BelongingRecord, day: &str) -> StoreResult<bool> {
        self.update(table, &held.id, &Row::from([("to_day", day.into())]), Some(&held.person))
    }
}
