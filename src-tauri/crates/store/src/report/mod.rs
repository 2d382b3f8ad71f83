//! The register as annual statistics need it: people with every state and every formal membership they had.

use crate::error::StoreResult;
use crate::read::Reader;
use std::collections::BTreeMap;

/// One registered person through time.
#[derive(Debug, Clone)]
pub struct Registered {
    /// Record id.
    pub id: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: Option<String>,
    /// 出生日期, partial.
    pub birth: Option<String>,
    /// 离退休类型
    pub retirement_kind: Option<String>,
    /// 政治面貌
    pub political: Option<String>,
    /// 入党时间, partial.
    pub party_join: Option<String>,
    /// States in the order they were written down.
    pub states: Vec<Span>,
    /// Formal memberships, first to last; `what` is the organization's record id.
    pub memberships: Vec<Span>,
    /// The last day they were seen at the centre.
    pub last_seen: Option<String>,
}

/// Something that holds from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// State or record id.
    pub what: String,
    /// First day, partial; `None` for the beginning.
    pub from: Option<String>,
    /// Day after the last; `None` for "until the next" or "until now".
    pub to: Option<String>,
    /// When it was written down; empty where that does not matter.
    pub recorded: String,
}

impl Reader<'_> {
    /// Everybody registered, merged records left out.
    ///
    /// # Errors
    /// The engine's.
    pub fn register(&self) -> StoreResult<Vec<Registered>> {
        let mut states = self.spans(
            "SELECT person, state, since, NULL, recorded_day FROM person_state WHERE undone = 0 ORDER BY id",
        )?;
        let mut memberships = self.spans(
            "SELECT person, organization, from_day, to_day, '' FROM membership
             WHERE kind = 'formal' AND undone = 0 ORDER BY id",
        )?;
        self.rows(
            "SELECT p.id, p.name, p.sex, p.birth, p.retirement_kind, p.political, p.party_join,
                    (SELECT max(v.day) FROM presence v WHERE v.person = p.id AND v.undone = 0)
             FROM person p JOIN person_sort s ON s.person = p.id
             WHERE p.undone = 0 AND p.merged_into IS NULL ORDER BY s.sort, p.id",
            [],
            |row| {
                let id: String = row.get(0)?;
                Ok(Registered {
                    name: row.get(1)?,
                    sex: row.get(2)?,
                    birth: row.get(3)?,
                    retirement_kind: row.get(4)?,
                    political: row.get(5)?,
                    party_join: row.get(6)?,
                    last_seen: row.get(7)?,
                    states: states.remove(&id).unwrap_or_default(),
                    memberships: memberships.remove(&id).unwrap_or_default(),
                    id,
                })
            },
        )
    }

    fn spans(&self, sql: &str) -> StoreResult<BTreeMap<String, Vec<Span>>> {
        let mut spans = BTreeMap::<String, Vec<Span>>::new();
        for (person, span) in self.rows(sql, [], |row| {
            let span = Span { what: row.get(1)?, from: row.get(2)?, to: row.get(3)?, recorded: row.get(4)? };
            Ok((row.get::<_, String>(0)?, span))
        })? {
            spans.entry(person).or_default().push(span);
        }
        Ok(spans)
    }
}
