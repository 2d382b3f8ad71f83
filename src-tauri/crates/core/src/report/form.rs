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
const SHIPPED: [&str; 24] = shipped! {
    "centre_annual" "f1" "f2" "f3" "f4" "f5" "f5b" "f6" "overall" "treatment" "party" "branches" "models" "awards" "meetings" "activities" "activity_types" "menu" "volunteering" "talents" "venues" "care" "ages" "standings"
};

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    // A form that cannot be read cannot ship: the test below reads every one.
    SHIPPED.iter().filter_map(|text| serde_json::from_str(text).ok()).collect()
});

/// A form that ships, as data.
pub fn shipped(id: &str) -> Option<&'static str> {
    let place = forms().iter().position(|form| form.id == id)?;
    SHIPPED.get(place).copied()
}

/// Every form that ships.
pub fn forms() -> &'static [Form] {
    &FORMS
}

#[cfg(test)]
mod tests {
    use super::*;
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
    fn every_shipped_form_can_be_counted() {
        for form in forms() {
            assert_eq!(form.faults(forms()), Vec::<String>::new(), "{}", form.id);
        }
    }

    /// Each form spoilt in one way is not taken, and the sentence says where.
    #[test]
    fn a_form_that_cannot_be_counted_is_refused() {
        let spoilt = |id: &str, from: &str, to: &str| {
            let text = shipped(id).unwrap();
            assert!(text.contains(from), "{from}");
            let form = serde_json::from_str::<Form>(&text.replacen(from, to, 1)).unwrap();
            form.faults(forms()).join("；")
        };
        for (id, from, to, says) in [
            ("f3", "\"sex\"", "\"height\"", "height"),
            ("f3", "\"id\": \"women\"", "\"id\": \"total\"", "重复"),
            ("f3", "\"columns\": [\"total\"", "\"columns\": [\"nowhere\"", "nowhere"),
            ("ages", "71-80岁\"]", "七十多\"]", "七十多"),
            ("meetings", "\"table\": \"", "\"table\": \"x", "不是本程序的记录"),
            ("centre_annual", "\"table\": \"ledger.", "\"table\": \"ledger.x", "不是本程序的记录"),
        ] {
            let faults = spoilt(id, from, to);
            assert!(faults.contains(says), "{id} {to}: {faults}");
        }
    }
}
