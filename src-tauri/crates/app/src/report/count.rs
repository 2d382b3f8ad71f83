use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::report::form::every_form;
use crate::report::records::records;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;
use yinhui_core::date::PartialDate;
use yinhui_core::report::{Facts, Form, Manual, Registered, Row, Rows, Rulings, Span};
use yinhui_store::organization::OrganizationRecord;
use yinhui_store::{Reader, StoreError};

/// A year as it can be counted now.
pub(crate) struct Year {
    /// The forms it is counted for: ours, then those of the centre's own.
    pub forms: Vec<Form>,
    /// What it is counted from.
    pub facts: Facts,
    /// The year is over.
    pub closed: bool,
    /// 填报单位
    pub reporting_unit: String,
    /// Names of the units by record id.
    pub units: Arc<BTreeMap<String, String>>,
    /// 说明 by form and rule.
    pub notes: BTreeMap<(String, String), String>,
}

/// Who stands behind the figures of a year: what is told of them beside their names.
#[derive(Clone)]
pub(crate) struct Register {
    /// Everybody registered.
    pub people: Arc<[Registered]>,
    /// Names of the units by record id.
    pub units: Arc<BTreeMap<String, String>>,
    /// Names of the organizations by record id.
    pub branches: BTreeMap<String, String>,
    /// The day it is told for.
    pub as_at: NaiveDate,
}

impl Year {
    /// Its register.
    pub(crate) fn register(&self) -> Register {
        Register {
            people: self.facts.people.clone(),
            units: self.units.clone(),
            branches: self.facts.branches.iter().cloned().collect(),
            as_at: self.facts.as_at,
        }
    }
}

/// Refuses a year that no return can be of.
pub(crate) fn known_year(context: &Context<'_>, year: i64) -> Answer<i32> {
    let now = context.today().year();
    i32::try_from(year)
        .ok()
        .filter(|year| (1990..=now).contains(year))
        .ok_or_else(|| ApiError::invalid("year", "year", format!("年度请填 1990 到 {now}。")))
}

/// The register with its organizations and units, and what the years before one come to: the same for whichever year is
/// counted. Each is read by itself; who must know that nothing was written meanwhile compares the head of the log.
pub(crate) struct Begun {
    number: i32,
    people: Arc<[Registered]>,
    organizations: Vec<OrganizationRecord>,
    units: Arc<BTreeMap<String, String>>,
    before: Vec<(i32, i64)>,
}

impl Begun {
    /// Refuses a year that no return can be of.
    pub(crate) fn read(context: &Context<'_>, year: i64) -> Answer<Self> {
        let number = known_year(context, year)?;
        std::thread::scope(|scope| {
            let before = scope
                .spawn(|| context.read(|reader| reader.visits_by_year(&format!("{}-12-31", number - 1))));
            let (people, organizations, units) = context.read(|reader| {
                let organizations = reader.organizations()?;
                let groups = groups(&organizations);
                let people =
                    reader.register()?.into_iter().map(|found| in_branches(registered(found), &groups));
                let units = reader.units()?.into_iter().map(|unit| (unit.id, unit.name)).collect();
                Ok((people.collect(), organizations, Arc::new(units)))
            })?;
            // A fault in the one is a fault of the whole, as it would be on one thread.
            let before = before.join().unwrap_or_else(|fault| std::panic::resume_unwind(fault))?;
            Ok(Self { number, people, organizations, units, before })
        })
    }

    /// The centre wrote something down in an earlier year.
    pub(crate) fn has_before(&self) -> bool {
        !self.before.is_empty()
    }

    /// The year, as it can be counted now.
    pub(crate) fn year(&self, context: &Context<'_>) -> Answer<Year> {
        self.read_as(context, self.number)
    }

    /// That year or one before it; `None` for one that no return can be of.
    pub(crate) fn read_back_to(&self, context: &Context<'_>, year: i64) -> Answer<Option<Year>> {
        let number = known_year(context, year).ok().filter(|number| *number <= self.number);
        number.map(|number| self.read_as(context, number)).transpose()
    }

    /// The year before it.
    pub(crate) fn year_before(&self, context: &Context<'_>) -> Answer<Year> {
        self.read_as(context, self.number - 1)
    }

    fn read_as(&self, context: &Context<'_>, number: i32) -> Answer<Year> {
        let before = self.before.iter().copied().filter(|(year, _)| *year < number).collect();
        context.read(|reader| self.year_of(reader, number, context.today(), before))
    }

    fn year_of(
        &self,
        reader: &Reader<'_>,
        year: i32,
        today: NaiveDate,
        before: Vec<(i32, i64)>,
    ) -> Result<Year, StoreError> {
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(today);
        let as_at = last.min(today);
        let rulings = rulings(reader, i64::from(year))?;
        Ok(Year {
            forms: every_form(reader)?,
            closed: last < today,
            reporting_unit: reader.centre()?.name,
            facts: Facts {
                records: records(reader, (&self.people, &self.organizations), &rulings, as_at)?,
                first: NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(as_at),
                as_at,
                people: self.people.clone(),
                presences: presences(reader, &self.people, &format!("{year}-01-01"), &as_at.to_string())?,
                before,
                compositions: reader
                    .compositions(&as_at.to_string())?
                    .into_iter()
                    .filter_map(|(id, composition)| Some((id, composition?)))
                    .collect(),
                branches: self.organizations.iter().map(|one| (one.id.clone(), one.name.clone())).collect(),
                rulings,
                manual: amounts(reader, i64::from(year))?,
            },
            units: self.units.clone(),
            notes: reader
                .return_notes(i64::from(year))?
                .into_iter()
                .map(|note| ((note.form, note.rule), note.note))
                .collect(),
        })
    }
}

/// Reads everything a year is counted from.
pub(crate) fn read_year(context: &Context<'_>, year: i64) -> Answer<Year> {
    Begun::read(context, year)?.year(context)
}

fn rulings(reader: &Reader<'_>, year: i64) -> Result<Rulings, StoreError> {
    let found = reader.return_rulings(year)?.into_iter();
    Ok(found.map(|ruling| ((ruling.person, ruling.fact), ruling.word)).collect())
}

fn amounts(reader: &Reader<'_>, year: i64) -> Result<Vec<Manual>, StoreError> {
    let found = reader.return_amounts(year)?.into_iter();
    let manual = found.map(|amount| Manual {
        id: amount.id,
        form: amount.form,
        cell: amount.cell,
        amount: amount.amount,
        by: amount.operator,
        day: amount.day.parse().ok(),
        year: amount.year,
        reason: amount.reason,
    });
    Ok(manual.collect())
}

pub(crate) fn registered(found: yinhui_store::report::Registered) -> Registered {
    let date = |text: Option<String>| text.and_then(|text| text.parse::<PartialDate>().ok());
    Registered {
        political: found.political,
        party_join: date(found.party_join),
        correction: found.correction.and_then(|months| months.parse().ok()).unwrap_or(0),
        full_membership: date(found.full_membership),
        work_start: date(found.work_start),
        retire: date(found.retire),
        birth: date(found.birth),
        states: found.states.into_iter().map(span).collect(),
        memberships: found.memberships.into_iter().map(span).collect(),
        last_seen: found.last_seen.and_then(|day| day.parse().ok()),
        id: found.id,
        name: found.name,
        sex: found.sex,
        retirement_kind: found.retirement_kind,
        rank: found.rank,
        treatment: found.treatment,
        nature: found.nature,
        unit: found.unit,
        uncounted: found.uncounted,
        self_care: found.self_care,
        residence: found.residence,
        identity: found.identity,
    }
}

/// The branch of each 党小组, by record id.
fn groups(organizations: &[OrganizationRecord]) -> HashMap<String, String> {
    let groups = organizations.iter().filter(|one| one.kind == "党小组");
    groups.filter_map(|one| Some((one.id.clone(), one.parent.clone()?))).collect()
}

/// Who is in a 党小组 is in its branch (`domain.md` 2.1).
fn in_branches(person: Registered, groups: &HashMap<String, String>) -> Registered {
    let branch = |span: Span| Span { what: groups.get(&span.what).cloned().unwrap_or(span.what), ..span };
    Registered { memberships: person.memberships.into_iter().map(branch).collect(), ..person }
}

fn span(found: yinhui_store::report::Span) -> Span {
    Span {
        what: found.what,
        from: found.from.and_then(|from| from.parse::<PartialDate>().ok()),
        to: found.to.and_then(|to| to.parse().ok()),
        recorded: found.recorded.parse().ok(),
    }
}

/// The presences of a year as rows: who came by name, what for. A person's name and id are kept once.
fn presences(reader: &Reader<'_>, people: &[Registered], from: &str, to: &str) -> Result<Rows, StoreError> {
    let shared = |text: &str| Arc::<str>::from(text);
    let people = people.iter().map(|one| (one.id.as_str(), (shared(&one.id), shared(&one.name))));
    let people = people.collect::<HashMap<_, _>>();
    let purposes = reader.purposes()?.into_iter().map(|purpose| (purpose.id, purpose.name));
    let purposes = purposes.collect::<HashMap<_, _>>();
    reader.presences(from, to, |found| {
        let known = found.person.and_then(|person| people.get(person)).cloned();
        let (person, label) = known.unzip();
        Arc::new(Row {
            label: label.unwrap_or_else(|| shared(found.name.unwrap_or("来宾"))),
            day: found.day.parse().ok(),
            weight: found.visits,
            detail: purposes.get(found.purpose).map_or("", String::as_str).into(),
            kind: "presence".into(),
            ask: None,
            person: person.or_else(|| found.person.map(shared)),
            id: shared(found.id),
        })
    })
}
