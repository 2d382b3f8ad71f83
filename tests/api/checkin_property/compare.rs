//! What the program shows, beside what the slate says.

use super::{Act, Beside, DAYS, TODAY};
use crate::at::number;
use proptest::prelude::*;
use serde_json::json;
use std::collections::BTreeSet;

impl Beside {
    /// Every figure of the desk, after each act.
    pub(super) fn compare(&self, act: &Act) -> Result<(), TestCaseError> {
        for (day, name) in DAYS.iter().enumerate() {
            let shown = self.program.did("checkin.day", json!({ "day": name }));
            let here = || self.rows.iter().filter(move |row| row.stands && row.day == day);
            let people = here().filter_map(|row| self.whose(row)).collect::<BTreeSet<_>>();
            let heads: i64 = here().filter(|row| row.person.is_none()).map(|row| row.heads).sum();
            let visits: usize = people.iter().map(|person| self.counted(*person, day)).sum();
            prop_assert_eq!(
                number(&shown, "persons"),
                people.len() as i64,
                "人数 of {} after {:?}",
                name,
                act
            );
            prop_assert_eq!(
                number(&shown, "visits"),
                visits as i64 + heads,
                "人次 of {} after {:?}",
                name,
                act
            );
            if day == TODAY {
                let inside = here().filter(|row| row.left.is_none());
                let people = inside.clone().filter_map(|row| self.whose(row)).collect::<BTreeSet<_>>();
                let heads: i64 = inside.filter(|row| row.person.is_none()).map(|row| row.heads).sum();
                prop_assert_eq!(
                    number(&shown, "inside"),
                    people.len() as i64 + heads,
                    "在馆 after {:?}",
                    act
                );
            }
        }
        let span = self.program.did("checkin.span", json!({ "from": DAYS[0], "to": DAYS[TODAY] }));
        let people = self
            .rows
            .iter()
            .filter(|row| row.stands)
            .filter_map(|row| self.whose(row))
            .collect::<BTreeSet<_>>();
        prop_assert_eq!(number(&span, "persons"), people.len() as i64, "人数 of all days after {:?}", act);
        Ok(())
    }

    /// What a list says of somebody's visits of the year and of their last day.
    pub(super) fn compare_lists(&self) -> Result<(), TestCaseError> {
        let counted = |person| (0..DAYS.len()).map(|day| self.counted(person, day)).collect::<Vec<_>>();
        let standing = (0..self.people.len()).filter(|person| self.people[*person].joined.is_none());
        let counted = standing.map(counted).collect::<Vec<_>>();
        let listed = |field: &str, test: &str, value: String| {
            let condition = json!([{ "field": field, "test": test, "value": value }]);
            number(&self.program.did("person.list", json!({ "filter": { "also": condition } })), "total")
        };
        for times in 1..4 {
            let often = counted.iter().filter(|days| days.iter().sum::<usize>() >= times).count();
            prop_assert_eq!(
                listed("visits", "least", times.to_string()),
                often as i64,
                "came {} times",
                times
            );
        }
        for (day, name) in DAYS.iter().enumerate() {
            let last = counted.iter().filter(|days| days.iter().skip(day).any(|visits| *visits > 0)).count();
            prop_assert_eq!(
                listed("last_visit", "from", (*name).into()),
                last as i64,
                "last came from {}",
                name
            );
        }
        Ok(())
    }

    /// 人次 of somebody's day: once, or once for each purpose where it was written so.
    fn counted(&self, person: usize, day: usize) -> usize {
        let mut counted = Vec::<usize>::new();
        for at in self.of(person, day) {
            let row = &self.rows[at];
            if counted.is_empty() || row.per_purpose && !counted.contains(&row.purpose) {
                counted.push(row.purpose);
            }
        }
        counted.len()
    }
}
