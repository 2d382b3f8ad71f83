//! Records that may be one person (重复人员): shown with reasons, settled by a human.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

mod compare;
mod dismiss;
mod list;

pub(crate) use compare::compare;
pub(crate) use dismiss::dismiss;
pub(crate) use list::list;

/// Which pairs to show.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
pub struct ListDuplicates {
    /// Pairs to pass over.
    pub offset: i64,
    /// Pairs wanted, at most 200.
    pub limit: i64,
}

/// Two records by their ids.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PairRef {
    /// Record id.
    pub one: String,
    /// Record id.
    pub other: String,
}

/// Enough of a record to tell it from another.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicateSide {
    /// Record id.
    pub id: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: String,
    /// 出生日期, as fine as known.
    pub birth: String,
    /// 所在支部
    pub branch: String,
    /// 原工作单位
    pub unit: String,
    /// 在册 …
    pub state: String,
    /// 到馆人次 in all.
    pub visits: i64,
    /// How many facts are known.
    pub facts: i64,
}

/// Two records that may be one person.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicatePair {
    /// The one with more facts.
    pub one: DuplicateSide,
    /// The other.
    pub other: DuplicateSide,
    /// What they share, in words.
    pub reasons: Vec<String>,
}

/// A page of pairs.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct DuplicatePage {
    /// Pairs in all.
    pub total: i64,
    /// The page, most reasons first.
    pub pairs: Vec<DuplicatePair>,
}

/// One fact of two records.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ComparedFact {
    /// Key of the field.
    pub field: String,
    /// The word a clerk reads.
    pub label: String,
    /// What the one says, masked where it must be.
    pub one: String,
    /// What the other says.
    pub other: String,
    /// They say different things.
    pub differs: bool,
    /// Both are kept where they are joined (telephone numbers).
    pub joins: bool,
}

/// Two records side by side.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Comparison {
    /// The one.
    pub one: DuplicateSide,
    /// The other.
    pub other: DuplicateSide,
    /// What they share, in words.
    pub reasons: Vec<String>,
    /// Every fact that one of them has, in the order of the form.
    pub facts: Vec<ComparedFact>,
}
