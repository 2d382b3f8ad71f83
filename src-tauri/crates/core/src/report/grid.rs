//! Forms of rows and columns: each cell counts what fits its row and its column.

use crate::report::{Kind, Level, Records};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A fact that must be one of these words; all conditions hold together.
pub type Conditions = BTreeMap<String, Vec<String>>;

/// The rows and columns of a form.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Grid {
    /// Head of the stub: 项目.
    pub stub: String,
    /// 人, 次 … where a column does not say otherwise.
    pub unit: String,
    /// What every cell asks besides.
    #[serde(default, rename = "where")]
    pub conditions: Conditions,
    /// Its rows in order.
    pub rows: Vec<Row>,
    /// Its columns in order.
    pub columns: Vec<Column>,
    /// Rules between its cells.
    #[serde(default)]
    pub rules: Vec<Rule>,
}

/// One row, or one for each word of a fact.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Row {
    /// One row.
    One {
        /// Id within the form.
        id: String,
        /// What it holds.
        label: String,
        /// The words at its side over several rows: 机关.
        #[serde(default)]
        group: Option<String>,
        /// 其中
        #[serde(default)]
        indent: u8,
        /// What fits it.
        #[serde(default, rename = "where")]
        conditions: Conditions,
    },
    /// One row for each word.
    Each {
        /// The fact: `branch`, `kind`, `month` …
        each: String,
        /// Words that have their row though nothing fits them, in this order; others follow as they are found.
        #[serde(default)]
        of: Vec<String>,
    },
}

/// One column.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Column {
    /// Id within the form.
    pub id: String,
    /// Its head.
    pub label: String,
    /// The head over several columns.
    #[serde(default)]
    pub group: Option<String>,
    /// 人, 次 … where it is another than the grid's.
    #[serde(default)]
    pub unit: Option<String>,
    /// Stock, flow or to date.
    pub kind: Kind,
    /// Which people.
    #[serde(default)]
    pub people: Option<People>,
    /// Which records.
    #[serde(default)]
    pub records: Option<Records>,
    /// Sum of other columns; `-` before an id takes away.
    #[serde(default)]
    pub sum: Vec<String>,
    /// What fits it.
    #[serde(default, rename = "where")]
    pub conditions: Conditions,
    /// 口径 in words.
    pub definition: String,
}

/// Which people a column counts. The first four are those of the F-forms, whom 统计标志 governs (`design.md` 4a 8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum People {
    /// 本年末实有: registered and retired by then.
    Actual,
    /// 上年末总数: the same a year before.
    Last,
    /// 本年度内办理手续
    Retired,
    /// 本年度内去世
    Died,
    /// Everybody 在册, whatever 统计标志 says.
    Registered,
    /// Party members with a formal membership (`design.md` 4a 8).
    Members,
}

impl People {
    /// Every sort.
    pub(super) const ALL: [People; 6] =
        [Self::Actual, Self::Last, Self::Retired, Self::Died, Self::Registered, Self::Members];
}

/// A rule between cells.
#[derive(Debug, Clone, Deserialize)]
pub struct Rule {
    /// Its id: K1 to K10 of `domain.md` 1.5, or one of our own.
    pub id: String,
    /// How grave.
    pub level: Level,
    /// In words.
    pub words: String,
    /// What it asks.
    #[serde(flatten)]
    pub asks: Asks,
}

/// What a rule asks.
#[derive(Debug, Clone, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Asks {
    /// In each row: the first column is the sum of the others (`-` takes away), and of what is undecided among them.
    Columns(Vec<String>),
    /// In each column: the first row is the sum of the others.
    Rows(Vec<String>),
    /// In each row: the first column is at most the sum of the others.
    AtMost(Vec<String>),
    /// In each row: the column is nought; what stands in it is explained by people.
    Nought(String),
    /// This column is another of the frozen return of the year before.
    Frozen(Vec<String>),
    /// Cells `form:row.column`: the first is the sum of the others.
    Cells(Vec<String>),
    /// Nobody is found who cannot be.
    Nobody(Unfit),
}

/// What cannot be of somebody who is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unfit {
    /// K7: 离休 but 参加革命工作时间 after 1949-09-30.
    StartedTooLate,
    /// K8: 离休 but younger than about twelve in 1949.
    BornTooLate,
    /// K9: dead but counted.
    Dead,
    /// K10: counted twice: the same ID number, else name, birth and unit.
    Twice,
}
