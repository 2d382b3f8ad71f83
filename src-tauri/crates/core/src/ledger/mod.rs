//! 台账: what a centre writes down line by line (走访慰问, 银龄送学, 党费, 表彰 …). Each ledger is data in `assets/ledgers`:
//! whom a line is about, its columns, its states. One set of rules serves all of them.

pub mod dues;
mod read;
mod weekdays;

use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

pub use read::{Facts, Problem, hundredths, read};

/// One ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ledger {
    /// Its stable name.
    pub key: String,
    /// 走访慰问 …
    pub title: String,
    /// Where it stands in the list of ledgers: 关怀, 党建 …
    pub group: String,
    /// The word its lines are counted by: 次走访, 枚 …
    pub unit: String,
    /// The page or standard its columns come from.
    pub source: String,
    /// What the day of a line is called.
    pub day: String,
    /// What the day is called on which it ends, where lines last.
    #[serde(default)]
    pub until: Option<String>,
    /// Whom a line is about.
    pub subjects: Vec<Subject>,
    /// At least one of the subjects must be named.
    #[serde(default)]
    pub one_of: bool,
    /// The columns.
    pub fields: Vec<Column>,
    /// The states a line goes through, the first one when it is new; empty where it has none.
    #[serde(default)]
    pub states: Vec<String>,
    /// The column that says until when it should be done.
    #[serde(default)]
    pub due: Option<String>,
    /// Lines run out on the day they end; the column that says what a later line of the same person renews.
    #[serde(default)]
    pub expires: Option<String>,
    /// A line may be without a day.
    #[serde(default)]
    pub undated: bool,
    /// Only 管理员 writes its lines.
    #[serde(default)]
    pub admin: bool,
    /// Lines about a person are about their branch of that day too, where none is said.
    #[serde(default)]
    pub by_branch: bool,
    /// Its lines are made by the program alone, with a number each.
    #[serde(default)]
    pub issued: bool,
    /// Whom it is about must be living on its day.
    #[serde(default)]
    pub living: bool,
    /// The same, but where a column has a value that says otherwise.
    #[serde(default)]
    pub living_unless: Option<Unless>,
}

/// A value of a column that lifts a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unless {
    /// Key of the column.
    pub field: String,
    /// Its value.
    pub value: String,
}

/// Whom or what a line is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Subject {
    /// What it is.
    pub kind: SubjectKind,
    /// What it is called here.
    pub label: String,
    /// A line without it is refused.
    pub required: bool,
}

/// What a line may be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SubjectKind {
    /// A registered person.
    Person,
    /// A party organization.
    Organization,
    /// A team.
    Team,
    /// An event.
    Event,
}

/// One column of a ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its stable name.
    pub key: String,
    /// What it is called.
    pub label: String,
    /// What it holds.
    pub kind: ColumnKind,
    /// The words to choose from.
    #[serde(default)]
    pub of: Vec<String>,
    /// Other words than those may be written too.
    #[serde(default)]
    pub open: bool,
    /// A line without it is refused.
    #[serde(default)]
    pub required: bool,
    /// Its sum stands below the list.
    #[serde(default)]
    pub sum: bool,
    /// It stands in the list; the others are seen when a line is opened.
    #[serde(default)]
    pub list: bool,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ColumnKind {
    /// A few words.
    Text,
    /// Some sentences.
    Lines,
    /// One of some words.
    Choice,
    /// A whole number.
    Number,
    /// 元, kept in 分.
    Money,
    /// Hours, kept in hundredths.
    Hours,
    /// Points of a hundred, kept in hundredths.
    Score,
    /// A day, `2026-03-05`.
    Day,
    /// A month, `2026-03`.
    Month,
    /// A time of day, `09:30`.
    Time,
    /// Days of the week, `周一、周三`.
    Weekdays,
    /// 是 or nothing.
    Tick,
}

impl ColumnKind {
    /// It is counted in hundredths.
    pub const fn is_hundredths(self) -> bool {
        matches!(self, Self::Money | Self::Hours | Self::Score)
    }

    /// Its values are numbers.
    pub const fn is_number(self) -> bool {
        matches!(self, Self::Number) || self.is_hundredths()
    }
}

impl Ledger {
    /// The column of that name.
    pub fn column(&self, key: &str) -> Option<&Column> {
        self.fields.iter().find(|column| column.key == key)
    }

    /// What of that kind its lines are about.
    pub fn subject(&self, kind: SubjectKind) -> Option<&Subject> {
        self.subjects.iter().find(|subject| subject.kind == kind)
    }
}

macro_rules! ledgers {
    ($($name:literal),* $(,)?) => {
        const FILES: &[&str] = &[$(include_str!(concat!("../../../../../assets/ledgers/", $name, ".json"))),*];
    };
}

// In the order in which they are offered.
ledgers!(
    "care_visit",
    "care_plan",
    "study_delivery",
    "hospital",
    "hardship",
    "request",
    "medal",
    "award",
    "model",
    "minutes",
    "life_excuse",
    "guidance",
    "dues",
    "proposal",
    "menu",
    "appointment",
    "dispatch",
    "volunteer",
    "volunteer_certificate",
    "finest",
    "finest_score",
    "station_post",
    "station",
    "partner",
    "library",
);

static LEDGERS: LazyLock<Vec<Ledger>> =
    LazyLock::new(|| FILES.iter().filter_map(|text| serde_json::from_str(text).ok()).collect());

/// What else is read from a workbook line by line: who is in the pool, who is in which team.
static LISTS: LazyLock<Vec<Ledger>> = LazyLock::new(|| {
    let files = [
        include_str!("../../../../../assets/lists/talent.json"),
        include_str!("../../../../../assets/lists/team_member.json"),
    ];
    files.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// The list of that name, which is no ledger: its lines go elsewhere.
pub fn list(key: &str) -> Option<&'static Ledger> {
    LISTS.iter().find(|list| list.key == key)
}

/// Every ledger.
pub fn all() -> &'static [Ledger] {
    &LEDGERS
}

/// The ledger of that name.
pub fn ledger(key: &str) -> Option<&'static Ledger> {
    all().iter().find(|ledger| ledger.key == key)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_lists_are_there_and_no_ledger_bears_their_names() {
        for key in ["talent", "team_member"] {
            assert!(list(key).is_some() && ledger(key).is_none());
        }
    }

    #[test]
    fn every_file_is_a_ledger_whose_names_are_its_own() {
        for file in FILES {
            let ledger: Ledger = serde_json::from_str(file).unwrap();
            assert!(super::ledger(&ledger.key).is_some());
            let keys = ledger.fields.iter().map(|column| &column.key).collect::<BTreeSet<_>>();
            assert_eq!(keys.len(), ledger.fields.len(), "{}: a column stands twice", ledger.key);
            let named = ledger.due.iter().chain(ledger.living_unless.as_ref().map(|unless| &unless.field));
            for key in named {
                assert!(ledger.column(key).is_some(), "{}: {key}", ledger.key);
            }
            for column in &ledger.fields {
                assert!(
                    !column.sum || column.kind.is_number(),
                    "{}: {} is no number",
                    ledger.key,
                    column.key
                );
                assert_eq!(
                    column.kind == ColumnKind::Choice,
                    column.open || !column.of.is_empty(),
                    "{}",
                    column.key
                );
            }
            assert!(ledger.fields.iter().any(|column| column.list), "{}", ledger.key);
        }
    }
}
