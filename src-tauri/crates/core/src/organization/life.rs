//! 三会一课 and the other meetings of organizational life: how many of them were to be held, and how many were
//! (`domain.md` 2.3).

use super::term::Per;

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

/// Counts one branch, one kind of meeting, one quarter. `held` and `excused` say for each stretch, from 1, whether a meeting
/// took place and whether the branch was excused from it. A meeting held though excused counts as held. `months` of the
/// year have begun: nothing is required of a stretch still to come.
pub fn quarter(
    per: Per,
    quarter: usize,
    months: usize,
    held: impl Fn(usize) -> bool,
    excused: impl Fn(usize) -> bool,
) -> Quarter {
    let mut out = Quarter::default();
    for stretch in in_quarter(per, quarter) {
        match (held(stretch), excused(stretch)) {
            (true, _) => {
                out.required += 1;
                out.held += 1;
            }
            (false, true) => out.excused += 1,
            (false, false) => out.required += usize::from(first_month(per, stretch) <= months),
        }
    }
    out
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
        let counted = quarter(Per::Month, 1, 12, |month| month == 1, |month| month == 3);
        assert_eq!(counted, Quarter { required: 2, held: 1, excused: 1 });
        let counted = quarter(Per::Quarter, 2, 12, |_| true, |_| true);
        assert_eq!(counted, Quarter { required: 1, held: 1, excused: 0 });
        assert_eq!(quarter(Per::Year, 2, 12, |_| false, |_| false), Quarter::default());
        let counted = quarter(Per::Month, 1, 2, |month| month == 1, |_| false);
        assert_eq!(counted, Quarter { required: 2, held: 1, excused: 0 }, "March is still to come");
    }
}
