//! 银发人才库: categories, states and what speaks against an entry (`domain.md` 3).

use serde::{Deserialize, Serialize};

/// States of somebody in the pool, in the order they are gone through.
pub const STATES: [&str; 5] = ["申报", "审核", "入库", "暂停", "出库"];

/// Rules of the pool a centre may set itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// The categories; the starting eight of `domain.md` 3.1 are this program's own, official nowhere.
    pub categories: Vec<Category>,
    /// Older people are warned of at entry (75 in 红河, `domain.md` 3.2); 0 for no limit.
    pub age_ceiling: u32,
    /// Who has been in the pool so many years without a review is listed for one.
    pub review_years: u32,
}

/// One category.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Category {
    /// Its name.
    pub name: String,
    /// It is not offered any more.
    pub retired: bool,
}

impl Default for Rules {
    fn default() -> Self {
        let names = [
            "政治理论宣讲",
            "医疗卫生",
            "教育教学与关心下一代",
            "农业科技",
            "法律与矛盾调解",
            "文化艺术",
            "经济管理与项目建设",
            "社会治理与基层党建",
        ];
        let category = |name: &str| Category { name: name.to_owned(), retired: false };
        Self { categories: names.into_iter().map(category).collect(), age_ceiling: 75, review_years: 2 }
    }
}

/// Whether somebody may go from one state to another: 申报 → 审核 → 入库 → 暂停 → 入库 … → 出库 → 申报 or 入库 again; 入库 once
/// more is a review they passed (复核). `None` is who is not in the pool yet.
pub fn may_follow(from: Option<&str>, to: &str) -> bool {
    match from {
        None => matches!(to, "申报" | "入库"),
        Some("申报") => matches!(to, "审核" | "入库" | "出库"),
        Some("审核") => matches!(to, "入库" | "出库"),
        Some("入库") => matches!(to, "入库" | "暂停" | "出库"),
        Some("暂停") => matches!(to, "入库" | "出库"),
        Some("出库") => matches!(to, "申报" | "入库"),
        Some(_) => false,
    }
}

/// Since when the last state holds, and the day it was last said: a review says 入库 once more.
pub fn last_span(states: &[(String, String)]) -> Option<(&str, &str)> {
    let (reviewed, state) = states.last()?;
    let began = states.iter().rev().take_while(|(_, other)| other == state).last()?;
    Some((&began.0, reviewed))
}

/// The state at the end of a day: the last that began by then. `states` are (day, state), first to last.
pub fn state_on<'a>(states: &'a [(String, String)], day: &str) -> Option<&'a str> {
    states.iter().rev().find(|(from, _)| from.as_str() <= day).map(|(_, state)| state.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_through_the_pool() {
        for (from, to) in
            [(None, "申报"), (Some("申报"), "审核"), (Some("审核"), "入库"), (Some("出库"), "入库")]
        {
            assert!(may_follow(from, to));
        }
        for (from, to) in
            [(None, "暂停"), (Some("入库"), "申报"), (Some("出库"), "暂停"), (Some("暂停"), "暂停")]
        {
            assert!(!may_follow(from, to));
        }
        let all = [None].into_iter().chain(STATES.map(Some));
        for from in all {
            assert!(STATES.iter().any(|to| may_follow(from, to)), "nobody is stuck: {from:?}");
        }
    }

    #[test]
    fn a_review_does_not_begin_the_state_anew() {
        let states = |all: &[(&str, &str)]| {
            all.iter().map(|(day, state)| ((*day).to_owned(), (*state).to_owned())).collect::<Vec<_>>()
        };
        let reviewed = states(&[("2020-01-01", "申报"), ("2020-02-01", "入库"), ("2022-03-01", "入库")]);
        assert_eq!(last_span(&reviewed), Some(("2020-02-01", "2022-03-01")));
        let back = states(&[("2020-02-01", "入库"), ("2021-01-01", "暂停"), ("2021-06-01", "入库")]);
        assert_eq!(last_span(&back), Some(("2021-06-01", "2021-06-01")));
        assert_eq!(last_span(&[]), None);
    }

    #[test]
    fn a_state_holds_from_its_day_on() {
        let states =
            [("2024-03-01".to_owned(), "入库".to_owned()), ("2025-06-01".to_owned(), "暂停".to_owned())];
        assert_eq!(state_on(&states, "2024-02-29"), None);
        assert_eq!(state_on(&states, "2024-03-01"), Some("入库"));
        assert_eq!(state_on(&states, "2025-05-31"), Some("入库"));
        assert_eq!(state_on(&states, "2026-01-01"), Some("暂停"));
    }
}
