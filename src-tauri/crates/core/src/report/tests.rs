use super::*;
use crate::date::PartialDate;
use chrono::{Duration, NaiveDate};
use proptest::prelude::*;

fn person(
    n: usize,
    sex: u8,
    birth: Option<(i32, Option<u32>)>,
    branch: u8,
    gone: Option<&str>,
) -> Registered {
    let span = |what: &str, from: Option<&str>| Span {
        what: what.into(),
        from: from.and_then(|from| from.parse().ok()),
        to: None,
        recorded: NaiveDate::from_ymd_opt(2027, 1, 1),
    };
    Registered {
        id: format!("p{n}"),
        name: format!("甲{n}"),
        sex: [None, Some("男".to_owned()), Some("女".to_owned())][usize::from(sex)].clone(),
        birth: birth.and_then(|(year, month)| PartialDate::new(year, month, None)),
        retirement_kind: None,
        political: None,
        party_join: None,
        states: std::iter::once(span("在册", None))
            .chain(gone.map(|from| span("去世", Some(from))))
            .collect(),
        memberships: if branch == 0 { Vec::new() } else { vec![span(&format!("b{branch}"), None)] },
        last_seen: None,
    }
}

prop_compose! {
    fn facts()(
        people in proptest::collection::vec(
            (0_u8..3, proptest::option::of((1925_i32..1970, proptest::option::of(1_u32..13))), 0_u8..4,
             proptest::option::of(prop_oneof!["2026-03", "2026-12-31", "2026", "2027-02"])),
            0..30,
        ),
        visits in proptest::collection::vec((0_usize..40, 0_i64..200, 1_i64..30), 0..80),
        open in any::<bool>(),
    ) -> Facts {
        let people = people.into_iter().enumerate()
            .map(|(n, (sex, birth, branch, gone))| person(n, sex, birth, branch, gone.as_deref()))
            .collect::<Vec<_>>();
        let first = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let presences = visits.into_iter().enumerate().map(|(n, (who, day, heads))| {
            let person = people.get(who).map(|person| person.id.clone());
            Row {
                id: format!("v{n}"),
                weight: if person.is_some() { i64::from(n % 3 != 0) } else { heads },
                label: "某人".into(),
                day: Some(first + Duration::days(day)),
                detail: String::new(),
                person,
            }
        }).collect();
        Facts {
            as_at: NaiveDate::from_ymd_opt(2026, if open { 7 } else { 12 }, if open { 20 } else { 31 }).unwrap(),
            people,
            presences,
            before: vec![(2025, 17)],
            branches: (1..4).map(|n| (format!("b{n}"), format!("第{n}党支部"))).collect(),
        }
    }
}

proptest! {
    /// 不重不漏: whatever the register holds, every split adds up to its whole and nobody stands in two classes.
    #[test]
    fn every_split_is_a_partition(facts in facts()) {
        let form = &forms()[0];
        let cells = count(form, &facts);
        for checked in check(form, &cells) {
            if checked.id != "visitors_within_visits" {
                prop_assert!(checked.passed, "{}", checked.message);
            }
        }
        for split in ["sex", "age_band", "branch"] {
            let mut seen = std::collections::BTreeSet::new();
            for cell in cells.iter().filter(|cell| cell.id.starts_with(&format!("registered.{split}."))) {
                for row in &cell.counted.rows {
                    prop_assert!(seen.insert(row.id.clone()), "{} stands twice in {split}", row.id);
                }
            }
        }
    }

    /// A figure is what a naive recount of its rows gives.
    #[test]
    fn figures_equal_a_recount(facts in facts()) {
        let cells = count(&forms()[0], &facts);
        let value = |id: &str| cells.iter().find(|cell| cell.id == id).map(|cell| cell.counted.value()).unwrap();
        prop_assert_eq!(value("visits"), facts.presences.iter().map(|row| row.weight).sum::<i64>());
        prop_assert_eq!(value("visits_to_date"), value("visits") + 17);
        let came = facts.presences.iter().filter_map(|row| row.person.clone()).collect::<std::collections::BTreeSet<_>>();
        prop_assert_eq!(value("visitors"), came.len() as i64);
    }
}
