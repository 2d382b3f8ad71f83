//! What a named presence adds to 到馆人次 (`design.md` 4a 2): the one place that decides it.

use std::collections::BTreeSet;

/// Which of one person's presences of one day count, in the order they were written: once a day, or, written while
/// the centre counted by purpose, once for each purpose. One written later never takes away what an earlier one adds.
pub(crate) fn counting<'a>(presences: impl IntoIterator<Item = (&'a str, bool)>) -> Vec<bool> {
    let mut counted = BTreeSet::new();
    presences
        .into_iter()
        .map(|(purpose, per_purpose)| {
            let counts = if per_purpose { !counted.contains(purpose) } else { counted.is_empty() };
            if counts {
                counted.insert(purpose);
            }
            counts
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::counting;

    #[test]
    fn somebody_counts_once_a_day() {
        assert_eq!(counting([("书屋", false), ("活动中心", false), ("书屋", false)]), [true, false, false]);
    }

    #[test]
    fn where_purposes_count_somebody_counts_once_for_each() {
        assert_eq!(counting([("书屋", true), ("活动中心", true), ("书屋", true)]), [true, true, false]);
    }

    #[test]
    fn a_setting_changed_during_the_day_holds_from_then_on() {
        assert_eq!(counting([("书屋", true), ("咨询", true), ("活动中心", false)]), [true, true, false]);
        assert_eq!(counting([("书屋", false), ("咨询", false), ("咨询", true)]), [true, false, true]);
    }
}
