use crate::care::bereaved;
use crate::care::rules::in_force;
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::show;
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::care::{self, Due, Known, Reason, Rules, Stay};
use yinhui_core::person::Field;
use yinhui_store::care::StayRecord;
use yinhui_store::ledger::EntryFilter;
use yinhui_store::person::PersonRecord;

/// Whom to list.
#[derive(Debug, Clone, Default, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields, default)]
#[ts(optional_fields)]
pub struct ListVisitsDue {
    /// `hospital`, `discharged`, `bereaved`, `festival`, `watched`, `absent`; every reason when left out.
    pub reason: Option<String>,
    /// Those who stand on a plan already too.
    #[serde(default)]
    pub planned: bool,
}

/// Who is to be visited.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VisitsDue {
    /// What the list goes by, in words.
    pub rule: String,
    /// The festival whose round is on; null for none.
    pub festival: Option<String>,
    /// How many people for each reason, those planned already not counted.
    pub counts: Vec<ReasonCount>,
    /// How many people stand on a plan already.
    pub planned: i64,
    /// The people: the most urgent reason first, then whoever waits longest.
    pub rows: Vec<VisitDue>,
}

/// A reason and how many people it is.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct ReasonCount {
    /// `hospital` …
    pub reason: String,
    /// 住院未看望 …
    pub label: String,
    /// People.
    pub people: i64,
}

/// Somebody to be visited.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct VisitDue {
    /// Record id.
    pub person: String,
    /// 姓名; of those somebody left behind, whose they are: 岩温遗属.
    pub name: String,
    /// 性别; empty for those left behind.
    pub sex: String,
    /// 周岁 today; empty for those left behind.
    pub age: String,
    /// 所在支部
    pub branch: String,
    /// 住址
    pub address: String,
    /// Masked.
    pub phones: String,
    /// `hospital` …, the most urgent first.
    pub reasons: Vec<String>,
    /// Why, with the dates it goes by.
    pub text: String,
    /// The last visit; empty for none.
    pub visited: String,
    /// The day for which a visit is planned, and by whom; empty for none.
    pub planned: String,
}

/// What is shown of somebody, and what makes them due.
const SHOWN: [Field; 9] = [
    Field::Name,
    Field::Sex,
    Field::Birth,
    Field::Address,
    Field::Phones,
    Field::EmergencyPhones,
    Field::Residence,
    Field::SpecialMarks,
    Field::SelfCare,
];

/// Who is to be visited today. Those who moved away are on no list; of the dead it is whom they left behind.
pub(crate) fn due(context: &Context<'_>, list: ListVisitsDue) -> Answer<VisitsDue> {
    let wanted = list.reason.as_deref().filter(|key| !key.is_empty()).map(reason).transpose()?;
    let today = context.today();
    let (rules, mut found, festival) = context.read(|reader| {
        let rules = in_force(reader)?;
        let festival = care::festival(&rules, today);
        let (visited, stays, seen) =
            (reader.last_visits(false)?, reader.last_stays()?, reader.last_seen_of_all()?);
        let occasion = festival.map(|_| reader.last_visits(true)).transpose()?.unwrap_or_default();
        let open = EntryFilter {
            ledger: Some("care_plan".into()),
            state: Some("待走访".into()),
            ..EntryFilter::default()
        };
        let mut plans = BTreeMap::new();
        for plan in reader.entries(&open, 0, i64::from(i32::MAX))? {
            let staff = plan.facts.get("staff").map(|staff| format!("，{staff}")).unwrap_or_default();
            plans.extend(plan.person.map(|(id, _)| (id, format!("{}{staff}", plan.day))));
        }
        let date = |days: &BTreeMap<String, String>, id: &str| days.get(id).and_then(|day| day.parse().ok());
        let since = (today - Duration::days(bereaved::DAYS)).to_string();
        let left_behind = reader.bereavements(&since, false)?.into_iter();
        let left_behind = left_behind.map(|one| (one.person.clone(), one)).collect::<BTreeMap<_, _>>();
        let mut found = Vec::new();
        for person in reader.everybody_with(&SHOWN)? {
            if let Some(death) = left_behind.get(&person.id) {
                let died = death.died.as_deref().and_then(|died| died.parse().ok());
                let recorded = death.recorded_day.parse().unwrap_or(today);
                if let Some(due) = care::bereaved(died, recorded, date(&visited, &person.id)) {
                    let planned = plans.remove(&person.id).unwrap_or_default();
                    let visited = visited.get(&person.id).cloned().unwrap_or_default();
                    found.push(Found { person, due: vec![due], visited, planned });
                }
                continue;
            }
            if person.facts.get(&Field::State).is_none_or(|state| state != "在册") {
                continue;
            }
            let known = Known {
                facts: &person.facts,
                visited: date(&visited, &person.id),
                festival: date(&occasion, &person.id),
                seen: date(&seen, &person.id),
                stay: stays.get(&person.id).and_then(stay),
            };
            let due = care::due(&known, &rules, today);
            if !due.is_empty() {
                let planned = plans.remove(&person.id).unwrap_or_default();
                let visited = visited.get(&person.id).cloned().unwrap_or_default();
                found.push(Found { person, due, visited, planned });
            }
        }
        Ok((rules, found, festival))
    })?;
    let counts = Reason::ALL.iter().map(|reason| ReasonCount {
        reason: key(*reason).into(),
        label: reason.label().into(),
        people: count(found.iter().filter(|found| found.planned.is_empty() && found.is(*reason))),
    });
    let (counts, planned) = (counts.collect(), count(found.iter().filter(|found| !found.planned.is_empty())));
    found.retain(|found| {
        (list.planned || found.planned.is_empty()) && wanted.is_none_or(|reason| found.is(reason))
    });
    found.sort_by_cached_key(|found| {
        let first = found.due.first().map(|due| (due.reason, due.since));
        (first, show::fact(&found.person.facts, Field::Name), found.person.id.clone())
    });
    Ok(VisitsDue {
        rule: told(&rules),
        festival: festival.map(|(name, from, to)| format!("{name}（{from} 至 {to}）")),
        counts,
        planned,
        rows: found.into_iter().map(|found| found.row(today)).collect(),
    })
}

struct Found {
    person: PersonRecord,
    due: Vec<Due>,
    visited: String,
    planned: String,
}

impl Found {
    fn is(&self, reason: Reason) -> bool {
        self.due.iter().any(|due| due.reason == reason)
    }

    fn row(self, today: NaiveDate) -> VisitDue {
        let facts = &self.person.facts;
        let texts = self.due.iter().map(|due| due.text.clone()).collect::<Vec<_>>();
        let is_bereaved = self.is(Reason::Bereaved);
        let name = show::fact(facts, Field::Name);
        let phones = if is_bereaved { Field::EmergencyPhones } else { Field::Phones };
        VisitDue {
            name: if is_bereaved { format!("{name}遗属") } else { name },
            sex: if is_bereaved { String::new() } else { show::fact(facts, Field::Sex) },
            age: if is_bereaved { String::new() } else { show::age(facts, today) },
            branch: show::fact(facts, Field::Branch),
            address: show::fact(facts, Field::Address),
            phones: show::masked(phones, &show::fact(facts, phones), true),
            reasons: self.due.iter().map(|due| key(due.reason).to_owned()).collect(),
            text: texts.join("；"),
            visited: self.visited,
            planned: self.planned,
            person: self.person.id,
        }
    }
}

fn count<'a>(found: impl Iterator<Item = &'a Found>) -> i64 {
    i64::try_from(found.count()).unwrap_or(i64::MAX)
}

fn stay(stay: &StayRecord) -> Option<Stay> {
    let until = stay.until.as_deref().and_then(|until| until.parse().ok());
    Some(Stay { from: stay.from.parse().ok()?, until, visited: stay.visited })
}

const fn key(reason: Reason) -> &'static str {
    match reason {
        Reason::Hospital => "hospital",
        Reason::Discharged => "discharged",
        Reason::Bereaved => "bereaved",
        Reason::Festival => "festival",
        Reason::Watched => "watched",
        Reason::Absent => "absent",
    }
}

fn reason(wanted: &str) -> Answer<Reason> {
    let found = Reason::ALL.into_iter().find(|reason| key(*reason) == wanted);
    found.ok_or_else(|| ApiError::invalid("reason", "not_in_list", "没有这个走访事由，请从列表中选择。"))
}

fn told(rules: &Rules) -> String {
    format!(
        "住院还没有看望的；出院 {} 天内没有联系的；一年内去世、遗属还没有慰问的；{} 周岁以上、独居或不能自理，{} 天没有走访的；\
         元旦春节、七一、重阳前 {} 天起，上述人员本次节日还没有慰问的；{} 天没有到馆、也没有走访过的。\
         天数和年龄由本中心设定，不是上级规定。",
        rules.discharged_days, rules.age_from, rules.visit_days, rules.festival_days, rules.absent_days
    )
}
