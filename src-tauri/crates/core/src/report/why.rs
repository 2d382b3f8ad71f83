//! Why somebody stands on one side of 实有 and 应有 only (K2 of `domain.md` 1.5): what took them out of the register or
//! brought them back, and when they retired.

use crate::date::Tri;
use crate::report::{Registered, Span};
use chrono::NaiveDate;

/// What changed of somebody after the end of `before` until that of `as_at`, in words; of who was gone already, that too.
pub(super) fn why(person: &Registered, before: NaiveDate, as_at: NaiveDate) -> String {
    let turns = turns(person, as_at);
    let mut said = turns
        .iter()
        .filter(|turn| person.begun(turn, before) != Tri::Yes)
        .map(|turn| (day_of(turn), told(turn, person, (before, as_at))))
        .collect::<Vec<_>>();
    if said.is_empty()
        && let Some(gone) = turns.last().filter(|turn| Registered::is_gone(turn))
    {
        said.push((day_of(gone), format!("{}（在本年以前）", named(gone))));
    }
    let retired =
        person.retire.filter(|day| day.within(before.succ_opt().unwrap_or(before), as_at) != Tri::No);
    said.extend(retired.map(|day| (Some(day.earliest()), format!("{day} 办理离退休"))));
    said.sort_by_key(|(day, _)| *day);
    if said.is_empty() {
        return "没有查到变动，请核对人员状态和离退休时间".into();
    }
    said.into_iter().map(|(_, words)| words).collect::<Vec<_>>().join("，")
}

/// The states that took somebody out of the register or brought them back, as far as they may have begun by a day. What
/// was written by mistake and put right, which has no day, is none.
fn turns(person: &Registered, as_at: NaiveDate) -> Vec<&Span> {
    let mut turns = person.came().into_iter().collect::<Vec<_>>();
    for state in person.states.iter().filter(|state| person.begun(state, as_at) != Tri::No) {
        let is_out = turns.last().is_some_and(|last| Registered::is_gone(last));
        match (Registered::is_gone(state), is_out) {
            (true, false) => turns.push(state),
            (false, true) if state.from.is_none() => {
                turns.pop();
            }
            (false, true) => turns.push(state),
            _ => {}
        }
    }
    turns.retain(|turn| person.begun(turn, as_at) != Tri::No);
    turns
}

fn day_of(state: &Span) -> Option<NaiveDate> {
    state.from.map(|from| from.earliest()).or(state.recorded)
}

fn told(state: &Span, person: &Registered, (before, as_at): (NaiveDate, NaiveDate)) -> String {
    let is_open = [before, as_at].into_iter().any(|day| person.begun(state, day) == Tri::Undecided);
    if is_open { format!("{}，日期不能确定，还没有裁定", named(state)) } else { named(state) }
}

fn named(state: &Span) -> String {
    let what = if state.what == "在册" { "起在册" } else { state.what.as_str() };
    match (state.from, state.recorded) {
        (Some(from), _) => format!("{from} {what}"),
        (None, Some(recorded)) => format!("{what}（{recorded} 登记）"),
        (None, None) => what.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn of(states: &[(&str, Option<&str>, &str)], retire: Option<&str>) -> String {
        let state = |(what, from, recorded): &(&str, Option<&str>, &str)| Span {
            what: (*what).into(),
            from: from.map(|from| from.parse().unwrap()),
            to: None,
            recorded: Some(day(recorded)),
        };
        let person = Registered {
            states: states.iter().map(state).collect(),
            retire: retire.map(|day| day.parse().unwrap()),
            ..Registered::default()
        };
        why(&person, day("2025-12-31"), day("2026-12-31"))
    }

    const HERE: (&str, Option<&str>, &str) = ("在册", None, "2020-01-01");

    #[test]
    fn what_changed_in_the_year_is_said_in_the_order_of_its_days() {
        let moved = ("转出", Some("2026-05-01"), "2026-05-02");
        assert_eq!(of(&[HERE, moved], None), "2026-05-01 转出");
        assert_eq!(of(&[HERE, moved], Some("2026-03")), "2026-03 办理离退休，2026-05-01 转出");
        let gone = ("转出", Some("2024-05-01"), "2024-05-02");
        let back = ("在册", Some("2026-03-05"), "2026-03-05");
        assert_eq!(of(&[HERE, gone, back], Some("2010-01")), "2026-03-05 起在册");
        let died = ("去世", Some("2026-06-01"), "2026-06-02");
        assert_eq!(of(&[HERE, gone, back, died], None), "2026-03-05 起在册，2026-06-01 去世");
        assert_eq!(of(&[back, died], None), "2026-03-05 起在册，2026-06-01 去世", "moved here and died");
        assert_eq!(
            of(&[HERE, ("转出", None, "2026-07-01")], None),
            "转出（2026-07-01 登记），日期不能确定，还没有裁定"
        );
    }

    #[test]
    fn who_was_gone_before_and_retired_since_says_both() {
        let gone = ("转出", Some("2024-06"), "2024-06-10");
        assert_eq!(of(&[HERE, gone], Some("2026-04")), "2024-06 转出（在本年以前），2026-04 办理离退休");
    }

    #[test]
    fn what_neither_takes_away_nor_brings_back_is_no_reason() {
        let nothing = of(&[HERE], Some("2011-04"));
        assert!(nothing.starts_with("没有查到变动"), "{nothing}");
        assert_eq!(of(&[HERE, ("转出", Some("2027-01-01"), "2027-01-05")], None), nothing);
        let expelled = ("出党", Some("2026-03-01"), "2026-03-02");
        let moved = ("转出", Some("2026-09-01"), "2026-09-02");
        assert_eq!(of(&[HERE, expelled, moved], None), "2026-09-01 转出");
        // A death written down by mistake and put right is none.
        let mistaken = ("去世", Some("2026-03"), "2026-03-20");
        assert_eq!(of(&[HERE, mistaken, ("在册", None, "2026-03-25"), moved], None), "2026-09-01 转出");
    }
}
