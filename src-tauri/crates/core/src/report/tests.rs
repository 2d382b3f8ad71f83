use super::*;
use crate::date::PartialDate;
use chrono::{Duration, NaiveDate};
use proptest::prelude::*;
use std::collections::BTreeMap;

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
        states: std::iter::once(span("在册", None))
            .chain(gone.map(|from| span("去世", Some(from))))
            .collect(),
        memberships: if branch == 0 { Vec::new() } else { vec![span(&format!("b{branch}"), None)] },
        ..Registered::default()
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
                id: format!("v{n}").into(),
                weight: if person.is_some() { i64::from(n % 3 != 0) } else { heads },
                label: "某人".into(),
                day: Some(first + Duration::days(day)),
                detail: "".into(),
                kind: "presence".into(),
                ask: None,
                person: person.map(Into::into),
            }
        }).map(Into::into).collect();
        Facts {
            records: Vec::new(),
            first: NaiveDate::from_ymd_opt(2026, 1, 1).unwrap(),
            as_at: NaiveDate::from_ymd_opt(2026, if open { 7 } else { 12 }, if open { 20 } else { 31 }).unwrap(),
            people: people.into(),
            presences,
            before: vec![(2025, 17)],
            branches: (1..4).map(|n| (format!("b{n}"), format!("第{n}党支部"))).collect(),
            compositions: BTreeMap::new(),
            rulings: Rulings::new(),
            manual: Vec::new(),
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

fn record(table: &str, id: &str, person: Option<&str>, from: &str, facts: &[(&str, &str)]) -> Record {
    Record {
        table: table.into(),
        id: id.into(),
        person: person.map(str::to_owned),
        body: None,
        label: id.into(),
        from: from.parse().ok(),
        to: None,
        heads: 3,
        facts: facts.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect(),
        doubt: None,
    }
}

/// 255 名 and 300 次 are two figures of the same visits; a year counts its own days, to date all of them.
#[test]
fn records_are_counted_by_their_day_and_by_whom_they_are_about() {
    let visits = [
        record("ledger.care_visit", "1", Some("甲"), "2025-12-31", &[("type", "日常走访")]),
        record("ledger.care_visit", "2", Some("甲"), "2026-01-01", &[("type", "日常走访")]),
        record("ledger.care_visit", "3", Some("甲"), "2026-05-01", &[("type", "生日看望")]),
        record("ledger.care_visit", "4", Some("乙"), "2026-12-31", &[("type", "遗属慰问")]),
        record("ledger.care_visit", "5", Some("乙"), "2027-01-01", &[("type", "日常走访")]),
    ];
    let mut ended = record("organization", "6", None, "2020-01-01", &[("kind", "党支部")]);
    ended.to = "2026-12-31".parse().ok();
    let facts = Facts {
        records: visits.into_iter().chain([ended]).collect(),
        first: "2026-01-01".parse().unwrap(),
        as_at: "2026-12-31".parse().unwrap(),
        people: [].into(),
        presences: Vec::new(),
        before: Vec::new(),
        branches: Vec::new(),
        compositions: BTreeMap::new(),
        rulings: Rulings::new(),
        manual: Vec::new(),
    };
    let value = |kind: &str, records: &str| {
        let line = format!(
            r#"{{"id":"x","title":"","source":"","basis":"","checks":[],"lines":[{{"id":"a","label":"","unit":"","kind":"{kind}","definition":"","records":{records}}}]}}"#
        );
        let form = serde_json::from_str::<Form>(&line).unwrap();
        count(&form, &facts)[0].counted.value()
    };
    assert_eq!(value("flow", r#"{"table":"ledger.care_visit"}"#), 3);
    assert_eq!(value("flow", r#"{"table":"ledger.care_visit","distinct":"person"}"#), 2);
    assert_eq!(value("to_date", r#"{"table":"ledger.care_visit"}"#), 4);
    assert_eq!(value("flow", r#"{"table":"ledger.care_visit","where":{"type":["日常走访","生日看望"]}}"#), 2);
    assert_eq!(value("flow", r#"{"table":"ledger.care_visit","heads":true}"#), 9);
    assert_eq!(
        value("stock", r#"{"table":"organization"}"#),
        0,
        "what ends that day is not there at its end"
    );
}

mod two_years {
    //! F5 against an oracle that tries the days a date can be.

    use super::*;

    #[derive(Debug, Clone)]
    struct Somebody {
        kind: &'static str,
        nature: Option<&'static str>,
        rank: Option<&'static str>,
        uncounted: bool,
        since: Option<PartialDate>,
        retire: Option<PartialDate>,
        died: Option<PartialDate>,
    }

    fn date(text: &str) -> PartialDate {
        text.parse().unwrap()
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn dates() -> impl Strategy<Value = Option<PartialDate>> {
        let words = [
            "2011",
            "2024-12",
            "2024-12-31",
            "2025",
            "2025-01-01",
            "2025-06",
            "2025-12-31",
            "2026",
            "2026-01-01",
            "2025-02-28",
        ];
        proptest::option::of(proptest::sample::select(words.to_vec()).prop_map(date))
    }

    prop_compose! {
        fn somebody()(
            kind in proptest::sample::select(vec!["退休", "离休"]),
            nature in proptest::option::of(proptest::sample::select(vec!["机关", "事业", "企业", "军队"])),
            rank in proptest::option::of(proptest::sample::select(vec!["正县处级", "科员", "未定级"])),
            uncounted in proptest::bool::weighted(0.2),
            since in dates(),
            retire in dates(),
            died in dates(),
        ) -> Somebody {
            Somebody { kind, nature, rank, uncounted, since, retire, died }
        }
    }

    fn registered(n: usize, one: &Somebody) -> Registered {
        let state = |what: &str, from: Option<PartialDate>| Span {
            what: what.into(),
            from,
            to: None,
            recorded: Some(day("2026-02-01")),
        };
        let dead = one.died.map(|died| state("去世", Some(died)));
        Registered {
            id: format!("p{n}"),
            name: format!("甲{n}"),
            retirement_kind: Some(one.kind.into()),
            nature: one.nature.map(Into::into),
            rank: one.rank.map(Into::into),
            uncounted: one.uncounted,
            retire: one.retire,
            states: std::iter::once(state("在册", one.since)).chain(dead).collect(),
            ..Registered::default()
        }
    }

    fn days(date: Option<PartialDate>) -> Vec<Option<NaiveDate>> {
        match date {
            None => vec![None],
            Some(date) => {
                // The first day and the last, and some between.
                let between = date.earliest().iter_days().take_while(|one| *one < date.latest()).step_by(61);
                between.chain([date.latest()]).map(Some).collect()
            }
        }
    }

    /// Counted, not counted, or neither for sure: over every day each of the three dates can be.
    fn over(one: &Somebody, test: Dates) -> (bool, bool) {
        let mut answers = Vec::new();
        for since in days(one.since) {
            for retire in days(one.retire) {
                answers.extend(days(one.died).into_iter().map(|died| test(since, retire, died)));
            }
        }
        (answers.iter().all(|yes| *yes), answers.iter().any(|yes| *yes))
    }

    type Dates = fn(Option<NaiveDate>, Option<NaiveDate>, Option<NaiveDate>) -> bool;

    const YEAR: (&str, &str, &str) = ("2024-12-31", "2025-01-01", "2025-12-31");

    fn columns() -> [(&'static str, Dates); 4] {
        fn there(
            since: Option<NaiveDate>,
            retire: Option<NaiveDate>,
            died: Option<NaiveDate>,
            at: NaiveDate,
        ) -> bool {
            since.is_none_or(|since| since <= at)
                && died.is_none_or(|died| died > at)
                && retire.is_none_or(|retire| retire <= at)
        }
        fn within(one: Option<NaiveDate>) -> bool {
            one.is_some_and(|one| (day(YEAR.1)..=day(YEAR.2)).contains(&one))
        }
        [
            ("last", |since, retire, died| there(since, retire, died, day(YEAR.0))),
            ("new", |_, retire, _| within(retire)),
            ("died", |_, _, died| within(died)),
            ("actual", |since, retire, died| there(since, retire, died, day(YEAR.2))),
        ]
    }

    proptest! {
        #[test]
        fn every_figure_is_what_every_possible_day_says(people in proptest::collection::vec(somebody(), 0..12)) {
            let facts = Facts {
                records: Vec::new(),
                first: day(YEAR.1),
                as_at: day(YEAR.2),
                people: people.iter().enumerate().map(|(n, one)| registered(n, one)).collect(),
                presences: Vec::new(),
                before: Vec::new(),
                branches: Vec::new(),
                compositions: BTreeMap::new(),
                rulings: Rulings::new(),
                manual: Vec::new(),
            };
            let form = forms().iter().find(|form| form.id == "f5").unwrap();
            let cells = count(form, &facts);
            let cell = |id: String| cells.iter().find(|cell| cell.id == id).unwrap();
            for (row, natures) in [("total", None), ("organ", Some("机关")), ("enterprise", Some("企业")), ("other", Some(""))] {
                let mut figures = BTreeMap::new();
                for (column, test) in columns() {
                    let fits = |one: &&Somebody| {
                        let nature = match one.nature { Some("军队") | None => "", Some(nature) => nature };
                        one.kind == "退休" && !one.uncounted && natures.is_none_or(|wanted| nature == wanted)
                    };
                    let sure = people.iter().filter(fits).filter(|one| over(one, test).0).count();
                    let maybe = people.iter().filter(fits).filter(|one| over(one, test) == (false, true)).count();
                    let counted = &cell(format!("{row}.{column}")).counted;
                    prop_assert_eq!(counted.rows.len(), sure, "{} {}", row, column);
                    prop_assert_eq!(counted.undecided.len(), maybe, "{} {} undecided", row, column);
                    figures.insert(column, counted.value());
                }
                let expected = figures["last"] + figures["new"] - figures["died"];
                prop_assert_eq!(cell(format!("{row}.expected")).counted.value(), expected);
                prop_assert_eq!(cell(format!("{row}.difference")).counted.value(), figures["actual"] - expected);
            }
        }
    }
}
