use crate::date::{PartialDate, Tri};
use chrono::NaiveDate;

/// Something that holds from a day on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// State, or record id of an organization.
    pub what: String,
    /// First day as far as known; `None` for the beginning.
    pub from: Option<PartialDate>,
    /// Day after the last; `None` for "until now" or "until the next".
    pub to: Option<NaiveDate>,
    /// When it was written down.
    pub recorded: Option<NaiveDate>,
}

/// One registered person through time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Registered {
    /// Record id.
    pub id: String,
    /// 姓名
    pub name: String,
    /// 性别
    pub sex: Option<String>,
    /// 出生日期
    pub birth: Option<PartialDate>,
    /// 离退休类型
    pub retirement_kind: Option<String>,
    /// 政治面貌
    pub political: Option<String>,
    /// 入党时间
    pub party_join: Option<PartialDate>,
    /// 转正时间
    pub full_membership: Option<PartialDate>,
    /// 党龄校正值, in months.
    pub correction: i32,
    /// 参加工作时间; of a 离休干部 参加革命工作时间.
    pub work_start: Option<PartialDate>,
    /// 离退休时间
    pub retire: Option<PartialDate>,
    /// 职级
    pub rank: Option<String>,
    /// 现享受待遇
    pub treatment: Option<String>,
    /// 性质 of the counting unit.
    pub nature: Option<String>,
    /// Record id of the counting unit.
    pub unit: Option<String>,
    /// 统计标志 is 否: no F-form counts them (`design.md` 4a 8).
    pub uncounted: bool,
    /// 生活自理
    pub self_care: Option<String>,
    /// 安置居住地
    pub residence: Option<String>,
    /// 公民身份号码
    pub identity: Option<String>,
    /// States in the order they were written down.
    pub states: Vec<Span>,
    /// Formal memberships.
    pub memberships: Vec<Span>,
    /// The last day they were seen.
    pub last_seen: Option<NaiveDate>,
}

/// Whether somebody stands in the register at the end of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// 在册
    In,
    /// 去世, 转出, or not yet.
    Out,
    /// The dates do not tell.
    Undecided,
}

/// States that end being registered here.
const GONE: [&str; 2] = ["去世", "转出"];

impl Registered {
    /// Whether they are 在册 at the end of `day`. Who is 在册 since a day was not before it: they moved here. A state whose
    /// beginning is not known is undecided between the last sign of life and the day it was written down
    /// (`design.md` 4a 5).
    pub fn standing(&self, day: NaiveDate) -> Standing {
        let mut standing = if self.came().is_some() { Standing::Out } else { Standing::In };
        for state in &self.states {
            let here = if Self::is_gone(state) { Standing::Out } else { Standing::In };
            standing = match self.begun(state, day) {
                Tri::Yes => here,
                Tri::No => standing,
                Tri::Undecided if standing == here => here,
                Tri::Undecided => Standing::Undecided,
            };
        }
        standing
    }

    /// The state with which they moved here; `None` where nobody said since when they are here.
    pub(super) fn came(&self) -> Option<&Span> {
        self.states.first().filter(|first| first.from.is_some() && !Self::is_gone(first))
    }

    /// Whether a state ends being registered here.
    pub(super) fn is_gone(state: &Span) -> bool {
        GONE.contains(&state.what.as_str())
    }

    /// Whether a state had begun by the end of `day`: one without a day that ends nothing from the beginning.
    pub(super) fn begun(&self, state: &Span, day: NaiveDate) -> Tri {
        if let Some(from) = state.from {
            return from.on_or_before(day);
        }
        if !Self::is_gone(state) {
            return Tri::Yes;
        }
        match (state.recorded, self.last_seen) {
            (Some(recorded), _) if recorded <= day => Tri::Yes,
            (_, Some(seen)) if day < seen => Tri::No,
            _ => Tri::Undecided,
        }
    }

    /// Whether they had died by the end of `day`.
    pub fn dead(&self, day: NaiveDate) -> Tri {
        let mut dead = Tri::No;
        for state in &self.states {
            let says = if state.what == "去世" { Tri::Yes } else { Tri::No };
            dead = match self.begun(state, day) {
                Tri::Yes => says,
                Tri::No => dead,
                Tri::Undecided if dead == says => says,
                Tri::Undecided => Tri::Undecided,
            };
        }
        dead
    }

    /// Whether they are a Party member at the end of `day`: 中共党员 or 预备党员, joined by then as far as known, and not
    /// out of the Party (`design.md` 4a 8). Who is 在册 and where is asked apart.
    pub fn is_member(&self, day: NaiveDate) -> bool {
        let political = self.political.as_deref();
        matches!(political, Some("中共党员" | "中共预备党员"))
            && self.party_join.is_none_or(|joined| joined.on_or_before(day) != Tri::No)
            && !self.is_out_of_the_party(day)
    }

    /// Of 出党 and of 在册, by which it is put right, the last that had begun. Where its day is not known, 出党 begins
    /// when it was written down: earlier years stay what they were.
    fn is_out_of_the_party(&self, day: NaiveDate) -> bool {
        let begun = |state: &&Span| match (state.what.as_str(), state.from) {
            ("出党", None) => state.recorded.is_some_and(|recorded| recorded <= day),
            ("出党" | "在册", _) => self.begun(state, day) == Tri::Yes,
            _ => false,
        };
        self.states.iter().rev().find(begun).is_some_and(|state| state.what == "出党")
    }

    /// Whether they were registered here until they died: who was moved away before is counted where they went.
    pub fn died_here(&self) -> bool {
        let mut before = self.states.iter().rev().skip_while(|state| state.what != "去世").skip(1);
        before.next().is_none_or(|state| state.what != "转出")
    }

    /// Record id of the organization that held their formal membership at the end of `day`.
    pub fn branch(&self, day: NaiveDate) -> Option<&str> {
        self.memberships
            .iter()
            .rev()
            .find(|span| {
                let begun = span.from.is_none_or(|from| from.on_or_before(day) == Tri::Yes);
                begun && span.to.is_none_or(|to| day < to)
            })
            .map(|span| span.what.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn person(states: Vec<Span>) -> Registered {
        Registered {
            id: "1".into(),
            name: "岩温".into(),
            states,
            last_seen: Some(day("2025-06-01")),
            ..Registered::default()
        }
    }

    fn state(what: &str, from: Option<&str>, recorded: &str) -> Span {
        Span {
            what: what.into(),
            from: from.map(|from| from.parse().unwrap()),
            to: None,
            recorded: Some(day(recorded)),
        }
    }

    #[test]
    fn a_death_on_the_last_day_of_the_year_is_out_of_that_year() {
        let dead =
            person(vec![state("在册", None, "2020-01-01"), state("去世", Some("2025-12-31"), "2026-01-10")]);
        assert_eq!(dead.standing(day("2025-12-30")), Standing::In);
        assert_eq!(dead.standing(day("2025-12-31")), Standing::Out);
    }

    #[test]
    fn who_is_there_since_a_day_was_not_before() {
        let came = person(vec![state("在册", Some("2025-03-05"), "2025-03-06")]);
        assert_eq!([came.standing(day("2024-12-31")), came.standing(day("2025-03-04"))], [Standing::Out; 2]);
        assert_eq!(came.standing(day("2025-03-05")), Standing::In);
        let some_day = person(vec![state("在册", Some("2025-03"), "2025-04-01")]);
        assert_eq!(some_day.standing(day("2025-03-10")), Standing::Undecided);
        let always = person(vec![state("在册", None, "2025-03-06")]);
        assert_eq!(always.standing(day("2010-01-01")), Standing::In, "nobody said since when");
    }

    #[test]
    fn a_death_in_a_known_month_is_undecided_within_it() {
        let dead =
            person(vec![state("在册", None, "2020-01-01"), state("去世", Some("2025-12"), "2026-01-10")]);
        assert_eq!(dead.standing(day("2025-11-30")), Standing::In);
        assert_eq!(dead.standing(day("2025-12-15")), Standing::Undecided);
        assert_eq!(dead.standing(day("2025-12-31")), Standing::Out);
    }

    #[test]
    fn a_death_of_unknown_day_is_undecided_from_the_last_sign_of_life_until_written_down() {
        let dead = person(vec![state("在册", None, "2020-01-01"), state("去世", None, "2026-01-10")]);
        assert_eq!(dead.standing(day("2025-05-31")), Standing::In);
        assert_eq!(dead.standing(day("2025-12-31")), Standing::Undecided);
        assert_eq!(dead.standing(day("2026-01-10")), Standing::Out);
    }

    #[test]
    fn who_is_out_of_the_party_is_registered_but_no_member_from_that_day() {
        let mut out =
            person(vec![state("在册", None, "2020-01-01"), state("出党", Some("2025-03-05"), "2025-03-06")]);
        out.political = Some("中共党员".into());
        assert!(out.is_member(day("2025-03-04")));
        assert!(!out.is_member(day("2025-03-05")));
        assert_eq!(out.standing(day("2025-12-31")), Standing::In);
        out.states.push(state("在册", Some("2025-06"), "2025-06-30"));
        assert!(out.is_member(day("2025-12-31")), "put right");
        out.states.pop();
        out.states.push(state("失联", Some("2025-08"), "2025-09-01"));
        assert!(!out.is_member(day("2025-12-31")), "lost from sight, and still out");
        let mut unknown = person(vec![state("在册", None, "2020-01-01"), state("出党", None, "2026-03-06")]);
        unknown.political = Some("中共党员".into());
        assert!(unknown.is_member(day("2025-12-31")) && !unknown.is_member(day("2026-03-06")));
    }

    #[test]
    fn who_was_moved_away_before_died_elsewhere() {
        let gone = state("转出", Some("2023-05-01"), "2023-05-01");
        let dead = state("去世", Some("2025-03-05"), "2025-03-06");
        assert!(!person(vec![gone.clone(), dead.clone()]).died_here());
        let back = state("在册", Some("2024-01-01"), "2024-01-01");
        assert!(person(vec![gone, back, dead.clone()]).died_here());
        assert!(person(vec![dead.clone()]).died_here());
        let (mistaken, away) = (state("去世", None, "2022-01-01"), state("转出", None, "2024-01-01"));
        let right = state("在册", None, "2022-02-01");
        assert!(!person(vec![mistaken, right, away, dead]).died_here());
    }

    #[test]
    fn a_state_written_by_mistake_and_put_right_ends_in_the_register() {
        let back = person(vec![
            state("在册", None, "2020-01-01"),
            state("去世", Some("2025-12"), "2026-01-10"),
            state("在册", None, "2026-01-11"),
        ]);
        assert_eq!(back.standing(day("2025-12-31")), Standing::In);
    }
}
