//! 三会一课 and the other meetings of organizational life: how many of them were to be held, and how many were
//! (`domain.md` 2.3).

use super::term::Per;
use chrono::{Months, NaiveDate};

/// The stretches of a year a kind of meeting is counted by: 12 months, 4 quarters or the year.
pub const fn stretches(per: Per) -> usize {
    match per {
        Per::Month => 12,
        Per::Quarter => 4,
        Per::Year => 1,
    }
}

/// The stretch a month lies in, both from 1.
pub const fn stretch_of(per: Per, month: usize) -> usize {
    match per {
        Per::Month => month,
        Per::Quarter => month.div_ceil(3),
        Per::Year => 1,
    }
}

/// The month a stretch begins in, both from 1; a meeting held once a year is asked for in the last quarter.
const fn first_month(per: Per, stretch: usize) -> usize {
    match per {
        Per::Month => stretch,
        Per::Quarter => stretch * 3 - 2,
        Per::Year => 10,
    }
}

/// The stretches of a quarter, from 1: of a meeting held once a year those of the last quarter.
pub fn in_quarter(per: Per, quarter: usize) -> Vec<usize> {
    match per {
        Per::Month => (quarter * 3 - 2..=quarter * 3).collect(),
        Per::Quarter => vec![quarter],
        Per::Year => {
            if quarter == 4 {
                vec![1]
            } else {
                Vec::new()
            }
        }
    }
}

/// How a quarter stands for one kind of meeting.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Quarter {
    /// 应召开
    pub required: usize,
    /// 已召开 of those
    pub held: usize,
    /// 排除
    pub excused: usize,
}

/// How one stretch of the year stands for one branch and one kind of meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stretch {
    /// The meeting took place, though it may have been excused.
    Held,
    /// The branch was excused from it.
    Excused,
    /// It is the branch's to hold.
    Open,
    /// It is not: the branch was not there, or has nobody to hold it.
    Outside,
}

/// How a stretch counts that stands like this: not at all where it is not the branch's, or is still to come.
/// `months` of the year have begun.
pub fn counts(per: Per, stretch: usize, months: usize, stands: Stretch) -> Option<Stretch> {
    match stands {
        Stretch::Outside => None,
        Stretch::Open if first_month(per, stretch) > months => None,
        stands => Some(stands),
    }
}

/// Counts one branch, one kind of meeting, one quarter; `stands` says how each stretch stands, from 1. `months` of the year
/// have begun: nothing is required of a stretch still to come.
pub fn quarter(per: Per, quarter: usize, months: usize, stands: impl Fn(usize) -> Stretch) -> Quarter {
    let mut out = Quarter::default();
    let stretches = in_quarter(per, quarter).into_iter();
    for stands in stretches.filter_map(|stretch| counts(per, stretch, months, stands(stretch))) {
        out.held += usize::from(stands == Stretch::Held);
        match stands {
            Stretch::Excused => out.excused += 1,
            _ => out.required += 1,
        }
    }
    out
}

/// The last day of a stretch of a year.
pub fn last_day(per: Per, year: i32, stretch: usize) -> Option<NaiveDate> {
    let months = u32::try_from(stretch * 12 / stretches(per)).ok()?;
    NaiveDate::from_ymd_opt(year, 1, 1)?.checked_add_months(Months::new(months))?.pred_opt()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_stretch_of_the_year_lies_in_one_quarter() {
        for per in [Per::Month, Per::Quarter, Per::Year] {
            let all = (1..=4).flat_map(|q| in_quarter(per, q)).collect::<Vec<_>>();
            assert_eq!(all, (1..=stretches(per)).collect::<Vec<_>>());
            for month in 1..=12 {
                assert!((1..=stretches(per)).contains(&stretch_of(per, month)));
            }
        }
        assert_eq!(stretch_of(Per::Quarter, 3), 1);
        assert_eq!(stretch_of(Per::Quarter, 4), 2);
    }

    #[test]
    fn a_month_without_a_meeting_is_missing_unless_the_branch_was_excused() {
        let january = |other| move |month| if month == 1 { Stretch::Held } else { other };
        let third = |month| if month == 3 { Stretch::Excused } else { january(Stretch::Open)(month) };
        assert_eq!(quarter(Per::Month, 1, 12, third), Quarter { required: 2, held: 1, excused: 1 });
        assert_eq!(quarter(Per::Year, 2, 12, |_| Stretch::Open), Quarter::default());
        let counted = quarter(Per::Month, 1, 2, january(Stretch::Open));
        assert_eq!(counted, Quarter { required: 2, held: 1, excused: 0 }, "March is still to come");
        let counted = quarter(Per::Month, 1, 12, january(Stretch::Outside));
        assert_eq!(counted, Quarter { required: 1, held: 1, excused: 0 }, "who is not there holds nothing");
    }

    #[test]
    fn a_stretch_ends_with_its_last_month() {
        let day = |text: &str| text.parse().ok();
        assert_eq!(last_day(Per::Month, 2024, 2), day("2024-02-29"));
        assert_eq!(last_day(Per::Quarter, 2026, 3), day("2026-09-30"));
        assert_eq!(last_day(Per::Year, 2026, 1), day("2026-12-31"));
    }
}
