//! Why somebody stands on one side of 实有 and 应有 only (K2 of `domain.md` 1.5): what changed of them in the year.

use crate::date::Tri;
use crate::report::{Registered, Span};
use chrono::NaiveDate;

/// What changed of somebody after `before` until the end of `as_at`, in words.
pub(super) fn why(person: &Registered, before: NaiveDate, as_at: NaiveDate) -> String {
    let states = person.states.iter().filter(|state| person.changed(state, before, as_at)).map(said);
    let retired = person.retire.filter(|day| day.on_or_before(as_at) != Tri::No);
    let retired = retired.filter(|day| day.on_or_before(before) == Tri::No);
    let retired = retired.map(|day| format!("{day} 办理离退休"));
    let said = states.chain(retired).collect::<Vec<_>>();
    if said.is_empty() {
        return "本年没有登记变动，请核对离退休时间、类型和统计标志".into();
    }
    said.join("，")
}

fn said(state: &Span) -> String {
    let what = if state.what == "在册" { "起在册" } else { state.what.as_str() };
    match (state.from, state.recorded) {
        (Some(from), _) => format!("{from} {what}"),
        (None, Some(recorded)) => format!("{what}（日期不详，{recorded} 登记）"),
        (None, None) => format!("{what}（日期不详）"),
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

    #[test]
    fn what_changed_in_the_year_is_said() {
        let here = ("在册", None, "2020-01-01");
        assert_eq!(of(&[here, ("转出", Some("2026-05-01"), "2026-05-02")], None), "2026-05-01 转出");
        assert_eq!(of(&[("在册", Some("2026-03"), "2026-03-05")], Some("2010-01")), "2026-03 起在册");
        assert_eq!(
            of(
                &[("在册", Some("2026-03-05"), "2026-03-05"), ("去世", Some("2026-06-01"), "2026-06-02")],
                None
            ),
            "2026-03-05 起在册，2026-06-01 去世"
        );
        assert_eq!(of(&[here, ("转出", None, "2026-07-01")], None), "转出（日期不详，2026-07-01 登记）");
        assert_eq!(of(&[here], Some("2026-04")), "2026-04 办理离退休");
    }

    #[test]
    fn what_changed_in_other_years_is_not() {
        let here = ("在册", None, "2020-01-01");
        let unchanged = of(&[here], Some("2011-04"));
        assert!(unchanged.starts_with("本年没有登记变动"), "{unchanged}");
        assert_eq!(of(&[here, ("转出", Some("2025-12-31"), "2026-01-05")], None), unchanged);
        assert_eq!(of(&[here, ("转出", Some("2027-01-01"), "2027-01-05")], None), unchanged);
    }
}
