//! Party standing (党龄): since when, and how many full years (`domain.md` 2.5, S22).

use crate::date::PartialDate;
use chrono::{Datelike, Months, NaiveDate};
use serde::Serialize;

/// Party standing on a day, as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Standing {
    /// The earliest and the latest day it can have begun; None without any date.
    pub start: Option<(NaiveDate, NaiveDate)>,
    /// Full years by that day: at least, at most.
    pub years: (u32, u32),
    /// Full months beyond the years, for each of the two.
    pub months: (u32, u32),
    /// Which rule was used, in the words of the table.
    pub rule: &'static str,
    /// What a person should look at.
    pub flags: Vec<Note>,
}

/// Why a standing should be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Note {
    /// 推算: the joining date plus the usual probation, for want of the date of full membership.
    Estimated,
    /// 转正日期与入党日期不一致: in a time without probation both should be the same day.
    FullDiffers,
    /// The joining date is too coarse to tell which rule holds.
    BetweenRules,
    /// The joining date lies before the Party was founded.
    BeforeFounding,
    /// Full membership before joining.
    FullBeforeJoin,
    /// Only the date of full membership is known.
    JoinMissing,
    /// The correction of the national database was applied.
    Corrected,
}

impl Note {
    /// The words for a clerk.
    pub const fn label(self) -> &'static str {
        match self {
            Note::Estimated => "推算",
            Note::FullDiffers => "转正日期与入党日期不一致",
            Note::BetweenRules => "入党时间跨两个时期，起算办法不能确定",
            Note::BeforeFounding => "入党时间早于建党",
            Note::FullBeforeJoin => "转正日期早于入党日期",
            Note::JoinMissing => "缺入党日期，按转正日期起算",
            Note::Corrected => "已按党龄校正值调整",
        }
    }
}

/// How standing begins for those who joined in one of the periods.
#[derive(Clone, Copy)]
enum Start {
    /// No probation: the joining date.
    Joining,
    /// The date of full membership, after so many months, at least and at most.
    Full(u32, u32),
    /// No probation for some, that many months for others.
    Either(u32),
}

struct Period {
    from: NaiveDate,
    to: NaiveDate,
    start: Start,
    rule: &'static str,
}

const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => unreachable!(),
    }
}

const FOUNDING: NaiveDate = day(1921, 7, 1);

const PERIODS: [Period; 9] = [
    Period {
        from: FOUNDING,
        to: day(1923, 6, 9),
        start: Start::Joining,
        rule: "1921年7月至1923年6月9日入党：无预备期，自入党之日起算",
    },
    Period {
        from: day(1923, 6, 10),
        to: day(1927, 4, 26),
        start: Start::Full(3, 6),
        rule: "1923年6月10日至1927年4月26日入党：预备期3个月或6个月，自转正之日起算",
    },
    Period {
        from: day(1927, 4, 27),
        to: day(1928, 6, 17),
        start: Start::Either(3),
        rule: "1927年4月27日至1928年6月17日入党：工农兵等无预备期，知识分子等3个月",
    },
    Period {
        from: day(1928, 6, 18),
        to: day(1945, 4, 22),
        start: Start::Joining,
        rule: "1928年6月18日至1945年4月22日入党：无预备期，自入党之日起算",
    },
    Period {
        from: day(1945, 4, 23),
        to: day(1956, 9, 14),
        start: Start::Full(6, 24),
        rule: "1945年4月23日至1956年9月14日入党：预备期6个月、1年或2年，自转正之日起算",
    },
    Period {
        from: day(1956, 9, 15),
        to: day(1969, 3, 31),
        start: Start::Full(12, 12),
        rule: "1956年9月15日至1969年3月31日入党：预备期1年，自转正之日起算",
    },
    Period {
        from: day(1969, 4, 1),
        to: day(1977, 8, 11),
        start: Start::Joining,
        rule: "1969年4月1日至1977年8月11日入党：无预备期，自入党之日起算",
    },
    Period {
        from: day(1977, 8, 12),
        to: day(1982, 9, 5),
        start: Start::Full(12, 12),
        rule: "1977年8月12日至1982年9月5日入党：预备期1年，自转正之日起算",
    },
    Period {
        from: day(1982, 9, 6),
        to: NaiveDate::MAX,
        start: Start::Full(12, 12),
        rule: "1982年9月6日以后入党：预备期1年，自转正之日起算",
    },
];

type Interval = (NaiveDate, NaiveDate);

/// Party standing on the day `on`.
///
/// The start is the joining date where the period knew no probation, else the date of full membership, else
/// the joining date plus the probation (推算). `correction_months` (党龄校正值) is added to the standing:
/// a negative one shortens it. A standing fixed by the organization department goes before this one.
pub fn standing(
    join: Option<PartialDate>,
    full: Option<PartialDate>,
    correction_months: i32,
    on: NaiveDate,
) -> Standing {
    let mut flags = Vec::new();
    let (start, rule) = match (join, full) {
        (None, None) => (None, "缺入党日期，不能计算党龄"),
        (None, Some(full)) => {
            flags.push(Note::JoinMissing);
            (Some(interval(full)), "缺入党日期，按转正日期起算")
        }
        (Some(join), full) => {
            let (start, rule) = by_periods(join, full, &mut flags);
            (Some(start), rule)
        }
    };
    let start = start
        .map(|(earliest, latest)| (shift(earliest, -correction_months), shift(latest, -correction_months)));
    if correction_months != 0 && start.is_some() {
        flags.push(Note::Corrected);
    }
    let (least, most) =
        start.map_or((0, 0), |(earliest, latest)| (full_months(latest, on), full_months(earliest, on)));
    Standing { start, years: (least / 12, most / 12), months: (least % 12, most % 12), rule, flags }
}

fn interval(date: PartialDate) -> Interval {
    (date.earliest(), date.latest())
}

/// The start by every period the joining date can lie in.
fn by_periods(
    join: PartialDate,
    full: Option<PartialDate>,
    flags: &mut Vec<Note>,
) -> (Interval, &'static str) {
    if full.is_some_and(|full| full.latest() < join.earliest()) {
        flags.push(Note::FullBeforeJoin);
    }
    if join.earliest() < FOUNDING {
        flags.push(Note::BeforeFounding);
    }
    let mut starts = Vec::new();
    let mut rules = Vec::new();
    if let Some(eve) = FOUNDING.pred_opt().filter(|eve| join.earliest() <= *eve) {
        starts.push((join.earliest(), join.latest().min(eve)));
    }
    for period in &PERIODS {
        let clipped = (join.earliest().max(period.from), join.latest().min(period.to));
        if clipped.0 <= clipped.1 {
            starts.push(start_in(period.start, clipped, full, flags));
            rules.push(period.rule);
        }
    }
    let earliest = starts.iter().map(|s| s.0).min().unwrap_or_else(|| join.earliest());
    let latest = starts.iter().map(|s| s.1).max().unwrap_or_else(|| join.latest());
    match rules.as_slice() {
        [] => ((earliest, latest), "入党时间早于建党，请核对"),
        [rule] => ((earliest, latest), rule),
        _ => {
            flags.push(Note::BetweenRules);
            ((earliest, latest), "入党时间跨两个时期，起算办法不能确定")
        }
    }
}

/// The start for a joining date inside one period.
fn start_in(start: Start, join: Interval, full: Option<PartialDate>, flags: &mut Vec<Note>) -> Interval {
    let mut flag = |note: Note| {
        if !flags.contains(&note) {
            flags.push(note);
        }
    };
    match (start, full) {
        (Start::Joining, full) => {
            if full.is_some_and(|full| full.earliest() > join.1 || full.latest() < join.0) {
                flag(Note::FullDiffers);
            }
            join
        }
        (Start::Full(..) | Start::Either(_), Some(full)) => interval(full),
        (Start::Full(least, most), None) => {
            flag(Note::Estimated);
            (shift(join.0, least.cast_signed()), shift(join.1, most.cast_signed()))
        }
        (Start::Either(most), None) => {
            flag(Note::Estimated);
            (join.0, shift(join.1, most.cast_signed()))
        }
    }
}

/// So many months later; the last day of a month stays inside its month.
fn shift(date: NaiveDate, months: i32) -> NaiveDate {
    let by = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(by) } else { date.checked_add_months(by) }.unwrap_or(date)
}

/// Full months from one day to another; 0 when the second is earlier.
fn full_months(from: NaiveDate, to: NaiveDate) -> u32 {
    let months = (to.year() - from.year()) * 12 + to.month().cast_signed()
        - from.month().cast_signed()
        - i32::from(to.day() < from.day());
    u32::try_from(months).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(join: &str, full: &str, on: &str) -> Standing {
        standing(join.parse().ok(), full.parse().ok(), 0, on.parse().unwrap())
    }

    #[test]
    fn without_probation_the_joining_date_counts() {
        let standing = of("1976-03-05", "", "2026-07-01");
        assert_eq!(
            (standing.years, standing.months, standing.flags.as_slice()),
            ((50, 50), (3, 3), [].as_slice())
        );
        assert_eq!(of("1976-03-05", "1977-03-05", "2026-07-01").flags, [Note::FullDiffers]);
        assert_eq!(of("1976-07-01", "", "2026-07-01").years, (50, 50));
        assert_eq!(of("1976-07", "", "2026-07-01").years, (49, 50));
    }

    #[test]
    fn with_probation_full_membership_counts() {
        assert_eq!(of("1984-11-01", "1985-11-01", "2025-11-01").years, (40, 40));
        let guessed = of("1984-11-01", "", "2025-10-31");
        assert_eq!(
            (guessed.years, guessed.months, guessed.flags.as_slice()),
            ((39, 39), (11, 11), [Note::Estimated].as_slice())
        );
        let wide = of("1950-01-01", "", "2026-01-01");
        assert_eq!(wide.years, (74, 75));
    }

    #[test]
    fn the_edge_of_two_rules_is_undecided() {
        let edge = of("1977-08", "", "2027-08-11");
        assert_eq!(
            edge.start.map(|s| (s.0.to_string(), s.1.to_string())),
            Some(("1977-08-01".into(), "1978-08-31".into()))
        );
        assert!(edge.flags.contains(&Note::BetweenRules));
        assert!(!of("1977-08-11", "", "2027-08-11").flags.contains(&Note::Estimated));
        assert!(of("1977-08-12", "", "2027-08-11").flags.contains(&Note::Estimated));
    }

    #[test]
    fn odd_dates() {
        assert_eq!(of("", "", "2026-01-01").start, None);
        assert_eq!(of("", "1985-11", "2026-01-01").flags, [Note::JoinMissing]);
        assert!(of("1985-11", "1984-11", "2026-01-01").flags.contains(&Note::FullBeforeJoin));
        assert!(of("1911", "", "2026-01-01").flags.contains(&Note::BeforeFounding));
        let corrected = standing("1976-03-05".parse().ok(), None, -12, "2026-07-01".parse().unwrap());
        assert_eq!((corrected.years, corrected.flags.as_slice()), ((49, 49), [Note::Corrected].as_slice()));
    }

    #[test]
    fn periods_follow_each_other_without_a_gap() {
        for pair in PERIODS.windows(2) {
            assert_eq!(pair[0].to.succ_opt(), Some(pair[1].from));
        }
    }
}
