use crate::report::{Records, Source, Split};
use serde::Deserialize;
use std::sync::LazyLock;

/// A form: data, not code.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Form {
    /// Stable id.
    pub id: String,
    /// Title on the paper.
    pub title: String,
    /// Where its rows come from, and whether they are official.
    pub source: String,
    /// Its lines in order.
    pub lines: Vec<Line>,
    /// Rules between its figures.
    pub checks: Vec<Check>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
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

static FORMS: LazyLock<Vec<Form>> = LazyLock::new(|| {
    [include_str!("../../../../../assets/forms/centre_annual.json")]
        .iter()
        // A form that cannot be read cannot ship: the test below reads every one.
        .filter_map(|text| serde_json::from_str(text).ok())
        .collect()
});

/// Every form that ships.
pub fn forms() -> &'static [Form] {
    &FORMS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_form_is_sound() {
        assert_eq!(forms().len(), 1);
        for form in forms() {
            let ids = form.lines.iter().filter_map(|line| match line {
                Line::Figure { id, .. } | Line::Records { id, .. } => Some(id.as_str()),
                Line::Split { .. } => None,
            });
            let ids = ids.collect::<std::collections::BTreeSet<_>>();
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
}
