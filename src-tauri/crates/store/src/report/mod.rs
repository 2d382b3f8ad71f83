//! The register as annual statistics need it: people with every state and every formal membership they had.

mod amount;
mod form;
mod frozen;
mod received;
mod ruling;

pub use amount::AmountRecord;
pub use frozen::FrozenRecord;
pub use received::ReceivedRecord;
pub use ruling::{NoteRecord, RulingRecord};

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
    /// 转正时间, partial.
    pub full_membership: Option<String>,
    /// 党龄校正值 as it is stored.
    pub correction: Option<String>,
    /// 参加工作时间, partial.
    pub work_start: Option<String>,
    /// 离退休时间, partial.
    pub retire: Option<String>,
    /// 职级
    pub rank: Option<String>,
    /// 现享受待遇
    pub treatment: Option<String>,
    /// 性质 of the counting unit.
    pub nature: Option<String>,
    /// Record id of the counting unit.
    pub unit: Option<String>,
    /// 统计标志 is 否.
    pub uncounted: bool,
    /// 生活自理
    pub self_care: Option<String>,
    /// 安置居住地
    pub residence: Option<String>,
    /// 公民身份号码
    pub identity: Option<String>,
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
                    (SELECT max(v.day) FROM presence v WHERE v.person = p.id AND v.undone = 0),
                    p.full_membership, p.work_start, p.retire, p.rank, p.treatment, u.nature, p.unit,
                    p.counted IS '否', p.self_care, p.residence, p.identity, p.standing_correction
             FROM person p JOIN person_sort s ON s.person = p.id LEFT JOIN unit u ON u.id = p.unit
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
                    full_membership: row.get(8)?,
                    work_start: row.get(9)?,
                    retire: row.get(10)?,
                    rank: row.get(11)?,
                    treatment: row.get(12)?,
                    nature: row.get(13)?,
                    unit: row.get(14)?,
                    uncounted: row.get(15)?,
                    self_care: row.get(16)?,
                    residence: row.get(17)?,
                    identity: row.get(18)?,
                    correction: row.get(19)?,
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
