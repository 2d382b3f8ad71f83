//! Committees and their terms (`domain.md` 2.2).

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// Rules of terms and meetings a centre may set itself; the defaults are those of `domain.md` 2.2 and 2.3.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Rules {
    /// Years of a 党委.
    pub committee_years: u32,
    /// Years of a 党总支 or 党支部.
    pub branch_years: u32,
    /// Months before its end from which on an election is due.
    pub notice_months: u32,
    /// How often each kind of meeting is to be held.
    pub meetings: Vec<Frequency>,
}

/// How often a kind of meeting is to be held.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Frequency {
    /// Kind of event.
    pub kind: String,
    /// `month`, `quarter` or `year`.
    pub per: Per,
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Per {
    /// Each month.
    Month,
    /// Each quarter.
    Quarter,
    /// Each year.
    Year,
}

impl Default for Rules {
    fn default() -> Self {
        let meeting = |kind: &str, per| Frequency { kind: kind.into(), per };
        Self {
            committee_years: 5,
            branch_years: 3,
            notice_months: 6,
            meetings: vec![
                meeting("党员大会", Per::Quarter),
                meeting("支部委员会", Per::Month),
                meeting("党小组会", Per::Month),
                meeting("党课", Per::Quarter),
                meeting("主题党日", Per::Month),
                meeting("组织生活会", Per::Year),
                meeting("民主评议党员", Per::Year),
            ],
        }
    }
}

impl Rules {
    /// Years an organization of that kind elects its committee for; none where it elects none.
    pub fn years(&self, kind: &str) -> Option<u32> {
        match kind {
            "党委" => Some(self.committee_years),
            "党总支" | "党支部" | "联合党支部" | "流动党员党支部" => {
                Some(self.branch_years)
            }
            _ => None,
        }
    }
}

/// Whether an election is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Due {
    /// Not for a while.
    Running,
    /// Within the months of notice.
    Soon,
    /// The term is over.
    Over,
}

/// The last day of a term elected on a day; a granted extension moves it.
pub fn ends(elected: NaiveDate, years: u32, extended_to: Option<NaiveDate>) -> NaiveDate {
    let end = elected
        .checked_add_months(Months::new(years.saturating_mul(12)))
        .and_then(|after| after.checked_sub_days(Days::new(1)))
        .unwrap_or(NaiveDate::MAX);
    extended_to.map_or(end, |extended| extended.max(end))
}

/// Whether an election is due on `today`.
pub fn due(ends: NaiveDate, notice_months: u32, today: NaiveDate) -> Due {
    let notice = ends.checked_sub_months(Months::new(notice_months)).unwrap_or(NaiveDate::MIN);
    if today > ends {
        Due::Over
    } else if today >= notice {
        Due::Soon
    } else {
        Due::Running
    }
}

/// What the size of an organization suggests (`domain.md` 2.1, 2.2): a hint, never a refusal. `members` are Party members,
/// `full` those no longer on probation, `committee` the posts now held.
pub fn hints(kind: &str, members: i64, full: i64, committee: usize) -> Vec<&'static str> {
    let mut hints = Vec::new();
    if kind == "党支部" && full > 0 && full < 3 {
        hints.push("正式党员不足 3 人，一般应与邻近单位成立联合党支部。");
    }
    if matches!(kind, "党支部" | "联合党支部") && members > 50 {
        hints.push("党员超过 50 人，一般应成立党总支。");
    }
    if kind == "党总支" && members > 100 {
        hints.push("党员超过 100 人，经上级批准可以成立党委。");
    }
    if matches!(kind, "党支部" | "联合党支部") && full > 0 && full < 7 && committee > 2 {
        hints.push("正式党员不足 7 人的支部不设委员会，设书记 1 人，必要时设副书记 1 人。");
    }
    if matches!(kind, "党支部" | "联合党支部") && full >= 7 && committee > 0 && committee < 3 {
        hints.push("正式党员 7 人以上，应设支部委员会，由 3 至 5 人组成。");
    }
    if committee > 7 && kind != "党委" {
        hints.push("支部委员会一般不超过 7 人。");
    }
    hints
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_term_ends_the_day_before_its_anniversary() {
        assert_eq!(ends(day("2023-03-05"), 3, None), day("2026-03-04"));
        assert_eq!(ends(day("2020-02-29"), 5, None), day("2025-02-27"));
        assert_eq!(ends(day("2023-03-05"), 3, Some(day("2026-09-01"))), day("2026-09-01"));
        assert_eq!(
            ends(day("2023-03-05"), 3, Some(day("2024-01-01"))),
            day("2026-03-04"),
            "nothing is shortened"
        );
    }

    #[test]
    fn an_election_is_due_half_a_year_before() {
        let end = day("2026-03-04");
        assert_eq!(due(end, 6, day("2025-09-03")), Due::Running);
        assert_eq!(due(end, 6, day("2025-09-04")), Due::Soon);
        assert_eq!(due(end, 6, day("2026-03-04")), Due::Soon);
        assert_eq!(due(end, 6, day("2026-03-05")), Due::Over);
    }

    #[test]
    fn sizes_are_hints() {
        assert!(hints("党支部", 20, 20, 3).is_empty());
        assert_eq!(hints("党支部", 2, 2, 1).len(), 1);
        assert_eq!(hints("党支部", 51, 51, 1).len(), 2);
        assert!(hints("党总支", 80, 80, 5).is_empty());
    }
}
