use super::*;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn of(facts: &[(Field, &str)]) -> Facts {
    facts.iter().map(|(field, value)| (*field, (*value).into())).collect()
}

fn known(facts: &Facts) -> Known<'_> {
    Known { facts, visited: None, festival: None, seen: None, stay: None }
}

fn reasons(known: &Known<'_>, today: &str) -> Vec<Reason> {
    let (rules, today) = (Rules::default(), day(today));
    due(known, &rules, (today, festival(&rules, today))).into_iter().map(|due| due.reason).collect()
}

#[test]
fn the_old_the_lonely_and_the_helpless_are_visited_each_quarter() {
    for facts in [
        of(&[(Field::Birth, "1946-03-05")]),
        of(&[(Field::Residence, "独居")]),
        of(&[(Field::SpecialMarks, "劳模、独居")]),
        of(&[(Field::SelfCare, "不能自理")]),
        of(&[(Field::Birth, "1946")]),
    ] {
        let mut one = known(&facts);
        assert_eq!(reasons(&one, "2026-03-05"), [Reason::Watched], "{facts:?}");
        one.visited = Some(day("2025-12-06"));
        assert_eq!(reasons(&one, "2026-03-05"), [], "89 days ago");
        one.visited = Some(day("2025-12-05"));
        assert_eq!(reasons(&one, "2026-03-05"), [Reason::Watched], "90 days ago");
    }
    let young = of(&[(Field::Birth, "1946-03-06"), (Field::SelfCare, "半自理")]);
    assert_eq!(reasons(&known(&young), "2026-03-05"), [], "80 tomorrow");
    let unknown = of(&[(Field::Name, "岩温")]);
    assert_eq!(reasons(&known(&unknown), "2026-03-05"), []);
}

#[test]
fn who_is_in_hospital_is_seen_there_and_asked_after() {
    let facts = Facts::new();
    let mut one = known(&facts);
    one.stay = Some(Stay { from: day("2026-03-01"), until: None, visited: false });
    assert_eq!(reasons(&one, "2026-03-05"), [Reason::Hospital]);
    one.stay = Some(Stay { from: day("2026-03-01"), until: None, visited: true });
    assert_eq!(reasons(&one, "2026-03-05"), [], "the register of stays says so");
    one.visited = Some(day("2026-03-02"));
    assert_eq!(reasons(&one, "2026-03-05"), []);
    one.stay = Some(Stay { from: day("2026-03-01"), until: Some(day("2026-03-04")), visited: false });
    assert_eq!(reasons(&one, "2026-03-11"), [Reason::Discharged], "seen there, not since");
    assert_eq!(reasons(&one, "2026-03-12"), [], "the week is over");
    one.visited = Some(day("2026-03-04"));
    assert_eq!(reasons(&one, "2026-03-05"), []);
}

#[test]
fn those_left_behind_are_visited_once_after_the_death() {
    let died = "2026-02".parse().ok();
    let bereaved = |died, visited| bereaved(died, day("2026-03-01"), visited);
    assert_eq!(bereaved(died, None).unwrap().text, "2026-02 去世，遗属还没有慰问");
    assert!(bereaved(died, Some(day("2026-01-31"))).is_some(), "while they lived");
    assert!(bereaved(died, Some(day("2026-02-20"))).is_none());
    assert_eq!(bereaved(None, None).unwrap().text, "去世，遗属还没有慰问");
    assert!(
        bereaved(None, Some(day("2025-06-01"))).is_some(),
        "when they died is not known, but that they were alive then"
    );
    assert!(bereaved(None, Some(day("2026-03-02"))).is_none());
}

#[test]
fn who_used_to_come_is_missed() {
    let facts = Facts::new();
    let mut one = known(&facts);
    one.seen = Some(day("2025-12-05"));
    assert_eq!(reasons(&one, "2026-03-05"), [Reason::Absent]);
    one.visited = Some(day("2026-01-05"));
    assert_eq!(reasons(&one, "2026-03-05"), [], "visited meanwhile");
}

#[test]
fn festivals_have_rounds_of_their_own() {
    let rules = Rules::default();
    let on = |today: &str| festival(&rules, day(today)).map(|(name, ..)| name);
    assert_eq!(on("2025-12-01"), None);
    assert_eq!(on("2025-12-02"), Some("元旦春节"));
    assert_eq!(on("2026-02-17"), Some("元旦春节"), "春节 of 2026");
    assert_eq!(on("2026-02-18"), None);
    assert_eq!((on("2026-06-01"), on("2026-07-01"), on("2026-07-02")), (Some("七一"), Some("七一"), None));
    assert_eq!((on("2026-10-18"), on("2026-10-19")), (Some("重阳"), None), "九月初九 of 2026");
    let facts = of(&[(Field::Birth, "1930-01-01")]);
    let mut one = known(&facts);
    one.visited = Some(day("2026-01-20"));
    assert_eq!(reasons(&one, "2026-01-25"), [Reason::Festival], "visited, but not for the festival");
    one.festival = Some(day("2025-12-20"));
    assert_eq!(reasons(&one, "2026-01-25"), []);
}

proptest! {
    /// Whoever was visited today for everything there is, is due for nothing.
    #[test]
    fn a_visit_today_answers_every_reason(born in 1920..2000i32, seen in 0..400u64, stayed in 0..40u64, at in 0..3_000u64) {
        let today = day("2020-01-01") + Days::new(at);
        let facts = of(&[(Field::Birth, &format!("{born}-05")), (Field::Residence, "独居")]);
        let stay = Some(Stay { from: today - Days::new(stayed), until: None, visited: false });
        let one = Known { facts: &facts, visited: Some(today), festival: Some(today), seen: Some(today - Days::new(seen)), stay };
        let rules = Rules::default();
        prop_assert_eq!(due(&one, &rules, (today, festival(&rules, today))), vec![]);
    }
}
