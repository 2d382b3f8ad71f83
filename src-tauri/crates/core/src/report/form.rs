use crate::report::{Grid, Records, Source, Split};
use serde::{Deserialize, Serialize};
use std::sync::LazyLock;

/// A form: data, not code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Stable id.
    pub id: String,
    /// Title on the paper.
    pub title: String,
    /// Where its rows come from and that they are not official, as the clerk reads it.
    pub source: String,
    /// The same for whoever keeps it: the section of `domain.md`.
    pub basis: String,
    /// Its lines in order, where it is a list of figures.
    #[serde(default)]
    pub lines: Vec<Line>,
    /// Rules between the figures of its lines.
    #[serde(default)]
    pub checks: Vec<Check>,
    /// Its rows and columns, where it is a table.
    #[serde(default)]
    pub grid: Option<Grid>,
}

/// One line, or one line for each class of another line's rows.
#[derive(Debug, Clone, Deserialize)]
#[serde(untagged, deny_unknown_fields)]
pub enum Line {
    /// One figure.
    Figure {
        /// Id within the form.
        id: String,
        /// What it counts.
        label: String,
        /// Depth under the line above.
        #[serde(default)]
        indent: u8,
        /// 人, 人次 …
        unit: String,
        /// Stock, flow or to date.
        kind: Kind,
        /// Which rows.
        count: Source,
        /// 口径 in words.
        definition: String,
    },
    /// One figure made of records.
    Records {
        /// Id within the form.
        id: String,
        /// What it counts.
        label: String,
        /// Depth under the line above.
        #[serde(default)]
        indent: u8,
        /// 个, 支, 人次 …
        unit: String,
        /// Stock, flow or to date.
        kind: Kind,
        /// Which records.
        records: Records,
        /// 口径 in words.
        definition: String,
    },
    /// The rows of a figure by class.
    Split {
        /// By what.
        split: Split,
        /// Id of the figure.
        of: String,
        /// 口径 in words, `{class}` standing for the class.
        definition: String,
    },
}

/// Stock, flow or to date (`domain.md` 1.7).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// 时点
    Stock,
    /// 年度
    Flow,
    /// 累计
    ToDate,
}

/// How grave a failed check is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// 错误
    Error,
    /// 提示
    Warn,
}

/// A rule between figures: a whole equals its parts (or the classes of a split and what is undecided among them), or
/// is at most another figure.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Check {
    /// Id within the form.
    pub id: String,
    /// How grave.
    pub level: Level,
    /// The figure.
    pub whole: String,
    /// Figures that add up to it.
    #[serde(default)]
    pub parts: Vec<String>,
    /// A split that adds up to it.
    #[serde(default)]
    pub split: Option<Split>,
    /// A figure it cannot exceed.
    #[serde(default)]
    pub at_most: Option<String>,
}

macro_rules! shipped {
    ($($name:literal)*) => {
        [$(include_str!(concat!("../../../../../assets/forms/", $name, ".json"))),*]
    };
}

/// In the order of the tabs.
const SHIPPED: [&str; 20] = shipped! {
    "centre_annual" "f1" "f2" "f3" "f4" "f5" "f5b" "f6" "overall" "treatment" "party" "branches" "meetings" "activities" "volunteering" "talents" "venues" "care" "ages" "standings"
};

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    // A form that cannot be read cannot ship: the test below reads every one.
    SHIPPED.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// Every form that ships.
pub fn forms() -> &'static [Form] {
    &FORMS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::Asks;
    use crate::report::grid::Row;
    use std::collections::BTreeSet;

    #[test]
    fn every_shipped_form_can_be_read() {
        for text in SHIPPED {
            let read = serde_json::from_str::<Form>(text);
            assert!(read.is_ok(), "{:?} in {text}", read.err());
        }
        let ids = forms().iter().map(|form| form.id.as_str()).collect::<BTreeSet<_>>();
        assert_eq!(ids.len(), SHIPPED.len(), "each has an id of its own");
    }

    #[test]
    fn every_list_is_sound() {
        for form in forms().iter().filter(|form| form.grid.is_none()) {
            let ids = form.lines.iter().filter_map(|line| match line {
                Line::Figure { id, .. } | Line::Records { id, .. } => Some(id.as_str()),
                Line::Split { .. } => None,
            });
            let ids = ids.collect::<BTreeSet<_>>();
            for line in &form.lines {
                if let Line::Split { of, definition, .. } = line {
                    assert!(ids.contains(of.as_str()), "{of}");
                    assert!(definition.contains("{class}"));
                }
            }
            for check in &form.checks {
                let named = check.parts.iter().chain([&check.whole]).chain(&check.at_most);
                assert!(named.into_iter().all(|id| ids.contains(id.as_str())), "{}", check.id);
                let rules = [!check.parts.is_empty(), check.split.is_some(), check.at_most.is_some()];
                assert_eq!(rules.into_iter().filter(|rule| *rule).count(), 1, "{} says one thing", check.id);
            }
        }
    }

    /// A rule that names a column or a row the table does not have would never fail.
    #[test]
    fn every_table_is_sound() {
        let cells = |form: &Form| {
            let grid = form.grid.as_ref().unwrap();
            let rows = grid.rows.iter().filter_map(|row| match row {
                Row::One { id, .. } => Some(id.clone()),
                Row::Each { .. } => None,
            });
            (
                rows.collect::<BTreeSet<_>>(),
                grid.columns.iter().map(|one| one.id.clone()).collect::<BTreeSet<_>>(),
            )
        };
        for form in forms().iter().filter(|form| form.grid.is_some()) {
            let grid = form.grid.as_ref().unwrap();
            let (rows, columns) = cells(form);
            assert_eq!(columns.len(), grid.columns.len(), "{}: each column has an id of its own", form.id);
            for column in &grid.columns {
                let counts = [column.people.is_some(), column.records.is_some(), !column.sum.is_empty()];
                assert_eq!(counts.into_iter().filter(|one| *one).count(), 1, "{} {}", form.id, column.id);
                for part in &column.sum {
                    assert!(columns.contains(part.trim_start_matches('-')), "{} {part}", form.id);
                }
            }
            for rule in &grid.rules {
                let known = match &rule.asks {
                    Asks::Columns(ids) | Asks::AtMost(ids) | Asks::Frozen(ids) => {
                        ids.iter().all(|id| columns.contains(id.trim_start_matches('-')))
                    }
                    Asks::Nought(id) => columns.contains(id),
                    Asks::Rows(ids) => ids.iter().all(|id| rows.contains(id)),
                    Asks::Cells(ids) => ids.iter().all(|id| {
                        let (other, id) = id.split_once(':').unwrap_or((&form.id, id));
                        let (rows, columns) = cells(forms().iter().find(|one| one.id == other).unwrap());
                        id.split_once('.')
                            .is_some_and(|(row, column)| rows.contains(row) && columns.contains(column))
                    }),
                    Asks::Nobody(_) => true,
                };
                assert!(known, "{} {}", form.id, rule.id);
            }
        }
    }
}
