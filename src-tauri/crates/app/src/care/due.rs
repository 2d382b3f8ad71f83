use crate::care::bereaved;
use crate::care::rules::in_force;
use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::person::show;
use chrono::{Duration, NaiveDate};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::care::{self, Due, Festival, Known, Reason, Rules, Stay};
use yinhui_core::person::Field;
use yinhui_store::care::{BereavementRecord, StayRecord};
use yinhui_store::ledger::EntryFilter;
use yinhui_store::person::PersonRecord;
use yinhui_store::{Reader, StoreError};

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
    // Two readings: what is written between them stands in the next answer.
    let (people, noted) = std::thread::scope(|scope| {
        let people = scope.spawn(|| context.read(|reader| reader.everybody_with(&SHOWN)));
        let noted = context.read(|reader| Noted::read(reader, today));
        // A fault in the one is a fault of the whole, as it would be on one thread.
        (people.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault)), noted)
    });
    let (people, noted) = (people?, noted?);
    let mut found = people.into_iter().filter_map(|person| noted.of(person, today)).collect::<Vec<_>>();
    let (rules, festival) = (&noted.rules, noted.festival);
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
        rule: told(rules),
        festival: festival.map(|(name, from, to)| format!("{name}（{from} 至 {to}）")),
        counts,
        planned,
        rows: found.into_iter().map(|found| found.row(today)).collect(),
    })
}

/// What was written down of everybody that makes them due.
struct Noted {
    rules: Rules,
    festival: Option<Festival>,
    /// The last visit of each, and the last for the festival that is on.
    visited: BTreeMap<String, String>,
    occasion: BTreeMap<String, String>,
    stays: BTreeMap<String, StayRecord>,
    seen: BTreeMap<String, String>,
    /// The day a visit is planned for, and by whom.
    plans: BTreeMap<String, String>,
    left_behind: BTreeMap<String, BereavementRecord>,
}

impl Noted {
    fn read(reader: &Reader<'_>, today: NaiveDate) -> Result<Self, StoreError> {
        let rules = in_force(reader)?;
        let festival = care::festival(&rules, today);
        let since = (today - Duration::days(bereaved::DAYS)).to_string();
        let left_behind = reader.bereavements(&since, false)?.into_iter();
        Ok(Self {
            visited: reader.last_visits(false)?,
            occasion: festival.map(|_| reader.last_visits(true)).transpose()?.unwrap_or_default(),
            stays: reader.last_stays()?,
            seen: reader.last_seen_of_all()?,
            plans: plans(reader)?,
            left_behind: left_behind.map(|one| (one.person.clone(), one)).collect(),
            rules,
            festival,
        })
    }

    /// Somebody who is due, with the reasons.
    fn of(&self, person: PersonRecord, today: NaiveDate) -> Option<Found> {
        let date = |days: &BTreeMap<String, String>| days.get(&person.id).and_then(|day| day.parse().ok());
        let due = match self.left_behind.get(&person.id) {
            Some(death) => {
                let died = death.died.as_deref().and_then(|died| died.parse().ok());
                let recorded = death.recorded_day.parse().unwrap_or(today);
                care::bereaved(died, recorded, date(&self.visited)).into_iter().collect()
            }
            None if person.facts.get(&Field::State).is_some_and(|state| state == "在册") => {
                let known = Known {
                    facts: &person.facts,
                    visited: date(&self.visited),
                    festival: date(&self.occasion),
                    seen: date(&self.seen),
                    stay: self.stays.get(&person.id).and_then(stay),
                };
                care::due(&known, &self.rules, (today, self.festival))
            }
            None => Vec::new(),
        };
        let of_person = |days: &BTreeMap<String, String>| days.get(&person.id).cloned().unwrap_or_default();
        let (visited, planned) = (of_person(&self.visited), of_person(&self.plans));
        (!due.is_empty()).then_some(Found { person, due, visited, planned })
    }
}

/// The open plan of each.
fn plans(reader: &Reader<'_>) -> Result<BTreeMap<String, String>, StoreError> {
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
    Ok(plans)
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
