//! Sample rosters against their truth (every person in them is invented).

use chrono::NaiveDate;
use serde_json::Value;
use std::{collections::HashMap, error::Error, fs, path::PathBuf, sync::Arc};
use yinhui_core::{
    import::{
        BookReading, Plan, Settings,
        plan::{Known, Options, Policy, Target, Verdict, plan},
        read_book, readings,
    },
    person::Field,
};

fn file(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/rosters").join(name)
}

fn book(name: &str) -> Result<BookReading, Box<dyn Error>> {
    let workbook = yinhui_sheet::read(&fs::read(file(name))?)?;
    Ok(read_book(
        name,
        &Arc::new(workbook),
        &Settings::on(NaiveDate::from_ymd_opt(2026, 3, 6).ok_or("no such day")?),
    ))
}

fn planned(name: &str, existing: &[Known], policy: Policy) -> Result<Plan, Box<dyn Error>> {
    Ok(plan(&[book(name)?], existing, &Options { policy, ..Options::default() }))
}

fn registered(plan: &Plan) -> Vec<Known> {
    let known = |(n, person): (usize, &yinhui_core::import::plan::Planned)| Known {
        id: format!("p{n}"),
        joined: Vec::new(),
        cards: Vec::new(),
        facts: person.facts.clone(),
        extras: Default::default(),
    };
    plan.people.iter().enumerate().map(known).collect()
}

#[test]
fn every_fact_of_a_typical_roster_is_read() {
    let plan = planned("typical_60.xlsx", &[], Policy::Update).unwrap();
    assert_eq!((plan.counts.new, plan.people.len(), plan.problems.len()), (60, 60, 0));
    let lines: HashMap<u64, Value> = readings::lines(&plan)
        .map(|line| serde_json::from_str::<Value>(&line).unwrap())
        .map(|line| (line["src"][0][2].as_u64().unwrap(), line))
        .collect();
    let truth = fs::read_to_string(file("typical_60.people.jsonl")).unwrap();
    for person in truth.lines().map(|line| serde_json::from_str::<Value>(line).unwrap()) {
        let line = &lines[&person["rows"][0][2].as_u64().unwrap()];
        for (key, expected) in person["exp"].as_object().unwrap() {
            let accepted =
                std::iter::once(expected).chain(person["alt"][key].as_array().into_iter().flatten());
            let found = &line[key];
            assert!(
                accepted.clone().any(|a| a == found),
                "row {}: {key} is {found}, not {expected}",
                line["src"]
            );
        }
    }
}

#[test]
fn importing_the_same_file_again_changes_nothing() {
    let first = planned("typical_60.xlsx", &[], Policy::Update).unwrap();
    for policy in [Policy::Update, Policy::Fill, Policy::Skip] {
        let again = planned("typical_60.xlsx", &registered(&first), policy).unwrap();
        assert_eq!((again.counts.new, again.counts.update, again.counts.suspect), (0, 0, 0));
        assert_eq!(again.counts.same, first.people.len());
        assert!(again.people.iter().all(|p| matches!(p.target, Target::Existing(_)) && p.changes.is_empty()));
    }
}

#[test]
fn a_large_roster_read_again_is_the_same_people() {
    let book = book("typical_2232.xlsx").unwrap();
    let first = plan(std::slice::from_ref(&book), &[], &Options::default());
    assert_eq!((first.rows.len(), first.counts.new, first.counts.duplicate), (2232, 2221, 11));
    let known = registered(&first);
    assert_eq!(plan(&[book], &known, &Options::default()).counts.same, 2221);
}

#[test]
fn what_a_clerk_changed_is_filled_up_or_replaced_by_the_policy() {
    let again = |known: &[Known], policy| planned("typical_60.xlsx", known, policy).unwrap();
    let mut known = registered(&again(&[], Policy::Update));
    let rank = known[0].facts.insert(Field::Rank, "别的".into()).unwrap();
    let post = known[0].facts.remove(&Field::Post).unwrap();
    let fill = again(&known, Policy::Fill);
    let changed = fill.people.iter().find(|p| p.verdict == Verdict::Update).unwrap();
    assert_eq!(
        (fill.counts.update, changed.changes.len(), changed.changes[0].after.as_str()),
        (1, 1, post.as_str())
    );
    let update = again(&known, Policy::Update);
    let changed = update.people.iter().find(|p| p.verdict == Verdict::Update).unwrap();
    let to_rank = changed.changes.iter().find(|c| c.field == Field::Rank).unwrap();
    assert_eq!((to_rank.before.as_deref(), &to_rank.after), (Some("别的"), &rank));
    assert_eq!(again(&known, Policy::Skip).counts.update, 0);
}
