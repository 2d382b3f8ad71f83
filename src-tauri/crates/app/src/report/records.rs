//! The records a form may count, of every kind, in one shape.

use crate::organization::{Due, Life};
use crate::team::ENDED_ON;
use chrono::{Datelike, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};
use yinhui_core::date::PartialDate;
use yinhui_core::kind::top;
use yinhui_core::ledger;
use yinhui_core::organization::life::Stretch;
use yinhui_core::report::{Record, Registered, Rulings, STANDING_DOUBT, Standing};
use yinhui_core::talent::state_on;
use yinhui_store::ledger::EntryFilter;
use yinhui_store::organization::OrganizationRecord;
use yinhui_store::venue::UseFilter;
use yinhui_store::{Reader, StoreError};

/// More lines of one ledger are not read.
const MOST: i64 = 1_000_000;

/// Everything a form may count besides people and visits, as at the end of a day.
pub(super) fn records(
    reader: &Reader<'_>,
    (people, organizations): (&[Registered], &[OrganizationRecord]),
    rulings: &Rulings,
    as_at: NaiveDate,
) -> Result<Vec<Record>, StoreError> {
    let mut all = entries(reader, people, as_at)?;
    let compositions = reader.compositions(&as_at.to_string())?;
    let composed = |id: &str| compositions.get(id).and_then(Option::as_deref).unwrap_or("未定");
    all.extend(organizations.iter().map(|one| organization(one, composed(&one.id))));
    all.extend(members(people, composed, rulings, as_at));
    all.extend(life(reader, organizations, as_at)?);
    all.extend(teams(reader)?);
    all.extend(talents(reader, as_at)?);
    all.extend(events(reader, as_at)?);
    all.extend(venue_uses(reader, as_at)?);
    Ok(all)
}

/// Uses of the venues until then, those of the centre's own office left out, and who was served (`design.md` 4a 2, 3).
fn venue_uses(reader: &Reader<'_>, as_at: NaiveDate) -> Result<Vec<Record>, StoreError> {
    let office = reader.venues()?.into_iter().filter(|venue| venue.office).map(|venue| venue.id);
    let office = office.collect::<BTreeSet<_>>();
    let filter = UseFilter { from: "0000-01-01".into(), to: as_at.to_string(), ..UseFilter::default() };
    let mut all = Vec::new();
    for used in
        reader.venue_uses(&filter)?.into_iter().filter(|one| !one.cancelled && !office.contains(&one.venue.0))
    {
        let body = used.organization.as_ref().or(used.team.as_ref()).map(|(id, _)| id.clone());
        let record = |table: &str, heads: i64, who: &str| Record {
            table: table.into(),
            id: used.id.clone(),
            person: None,
            body: body.clone(),
            label: used.purpose.clone(),
            from: day(&used.day),
            to: None,
            heads,
            facts: BTreeMap::from([fact("venue", &used.venue.1), fact("who", who)]),
            doubt: None,
        };
        all.push(record("venue_use", 1, ""));
        let (retired, in_service, public) = used.heads;
        let served = [("老干部", used.named + retired), ("在职", in_service), ("群众", public)];
        all.extend(
            served
                .into_iter()
                .filter(|(_, heads)| *heads > 0)
                .map(|(who, heads)| record("venue_head", heads, who)),
        );
    }
    Ok(all)
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

fn fact(key: &str, value: &str) -> (String, String) {
    (key.to_owned(), value.to_owned())
}

fn entries(reader: &Reader<'_>, people: &[Registered], as_at: NaiveDate) -> Result<Vec<Record>, StoreError> {
    let members = people.iter().filter(|one| one.is_member(as_at)).map(|one| one.id.as_str());
    let members = members.collect::<BTreeSet<_>>();
    let mut all = Vec::new();
    for ledger in ledger::all() {
        let filter = EntryFilter { ledger: Some(ledger.key.clone()), ..EntryFilter::default() };
        for entry in reader.entries(&filter, 0, MOST)? {
            let body = entry.organization.or(entry.team);
            let named = entry.person.as_ref().or(body.as_ref()).map(|(_, name)| name.clone());
            let subject = if entry.person.is_some() {
                "person"
            } else if body.is_some() {
                "body"
            } else {
                ""
            };
            let member = match &entry.person {
                Some((person, _)) if members.contains(person.as_str()) => "是",
                Some(_) => "否",
                None => "",
            };
            let mut facts = entry.facts;
            facts.extend([
                fact("state", entry.state.as_deref().unwrap_or_default()),
                fact("subject", subject),
                fact("member", member),
            ]);
            all.push(Record {
                table: format!("ledger.{}", ledger.key),
                id: entry.id,
                label: named.unwrap_or_else(|| ledger.title.clone()),
                person: entry.person.map(|(id, _)| id),
                body: body.map(|(id, _)| id),
                from: day(&entry.day),
                // The last day still counts.
                to: entry.until.as_deref().and_then(day).and_then(|until| until.succ_opt()),
                heads: 1,
                facts,
                doubt: None,
            });
        }
    }
    Ok(all)
}

fn organization(record: &OrganizationRecord, composition: &str) -> Record {
    let founded = record.details.get("founded").and_then(|date| date.parse::<PartialDate>().ok());
    Record {
        table: "organization".into(),
        id: record.id.clone(),
        person: None,
        body: Some(record.id.clone()),
        label: record.name.clone(),
        from: founded.map(|date| date.earliest()),
        to: record.closed.as_deref().and_then(day),
        heads: 1,
        facts: BTreeMap::from([
            fact("kind", &record.kind),
            fact("composition", composition),
            fact("resident", if record.resident { "是" } else { "" }),
        ]),
        doubt: None,
    }
}

/// Party members by the composition of the organization that holds their formal membership (`design.md` 4a 8), those
/// too of whom it cannot be told whether they were registered that day.
fn members<'a>(
    people: &'a [Registered],
    composed: impl Fn(&str) -> &'a str + 'a,
    rulings: &'a Rulings,
    as_at: NaiveDate,
) -> impl Iterator<Item = Record> + 'a {
    people.iter().filter(move |one| one.is_member(as_at)).filter_map(move |person| {
        let branch = person.branch(as_at)?;
        let ruled = || rulings.get(&(person.id.clone(), STANDING_DOUBT.fact.to_owned()));
        let doubt = match person.standing(as_at) {
            Standing::In => None,
            Standing::Out => return None,
            Standing::Undecided => match ruled().map(String::as_str) {
                Some("是") => None,
                Some(_) => return None,
                None => Some(STANDING_DOUBT),
            },
        };
        Some(Record {
            table: "member".into(),
            id: person.id.clone(),
            person: Some(person.id.clone()),
            body: Some(branch.to_owned()),
            label: person.name.clone(),
            from: None,
            to: None,
            heads: 1,
            facts: BTreeMap::from([fact("composition", composed(branch))]),
            doubt,
        })
    })
}

/// 三会一课 of the year: each stretch in which a branch was to hold a meeting, and how that stands.
fn life(
    reader: &Reader<'_>,
    organizations: &[OrganizationRecord],
    as_at: NaiveDate,
) -> Result<Vec<Record>, StoreError> {
    let life = Life::of(reader, organizations, as_at.year(), as_at)?;
    let record = |due: Due<'_>| Record {
        table: "life".into(),
        id: format!("{}:{}:{}", due.branch, due.kind, due.stretch),
        person: None,
        body: Some(due.branch.to_owned()),
        label: due.name.to_owned(),
        from: Some(due.until.map_or(as_at, |until| until.min(as_at))),
        to: None,
        heads: 1,
        facts: BTreeMap::from([
            fact("kind", due.kind),
            fact(
                "state",
                match due.stands {
                    Stretch::Held => "已召开",
                    Stretch::Excused => "已免",
                    Stretch::Open | Stretch::Outside => "未召开",
                },
            ),
        ]),
        doubt: None,
    };
    Ok(life.due().map(record).collect())
}

/// Teams from when they were founded until they ended, as far as either is known.
fn teams(reader: &Reader<'_>) -> Result<Vec<Record>, StoreError> {
    let kinds = crate::team::kinds::in_force(reader)?;
    // Which ended nobody knows when is in no year.
    let teams = reader.teams()?.into_iter().filter(|team| !team.ended || team.details.contains_key(ENDED_ON));
    let record = |team: yinhui_store::team::TeamRecord| {
        let date = |key: &str| team.details.get(key).and_then(|date| date.parse::<PartialDate>().ok());
        Record {
            table: "team".into(),
            person: None,
            body: Some(team.id.clone()),
            from: date("founded").map(|date| date.earliest()),
            to: date(ENDED_ON).map(|date| date.earliest()),
            heads: 1,
            facts: BTreeMap::from([fact("kind", top(&kinds, &team.kind))]),
            doubt: None,
            label: team.name,
            id: team.id,
        }
    };
    Ok(teams.map(record).collect())
}

fn talents(reader: &Reader<'_>, as_at: NaiveDate) -> Result<Vec<Record>, StoreError> {
    let mut all = Vec::new();
    for talent in reader.talents()? {
        let states = crate::talent::plain(&talent);
        let Some(state) = state_on(&states, &as_at.to_string()) else { continue };
        let name = reader.label_of("person", &talent.person)?.unwrap_or_default();
        all.push(Record {
            table: "talent".into(),
            label: name,
            from: None,
            to: None,
            heads: 1,
            body: None,
            facts: BTreeMap::from([fact("state", state), fact("category", &talent.category)]),
            doubt: None,
            person: Some(talent.person),
            id: talent.id,
        });
    }
    Ok(all)
}

/// Events that took place, and who was there.
fn events(reader: &Reader<'_>, as_at: NaiveDate) -> Result<Vec<Record>, StoreError> {
    let kinds = crate::event::kinds::in_force(reader)?;
    let mut all = Vec::new();
    for event in reader.events("0000-01-01", &as_at.to_string())?.into_iter().filter(|one| !one.cancelled) {
        all.push(Record {
            table: "event".into(),
            label: event.name,
            person: None,
            body: event.organization.map(|(id, _)| id),
            from: day(&event.day),
            to: None,
            heads: 1,
            facts: BTreeMap::from([
                fact("kind", top(&kinds, &event.kind)),
                fact("type", &event.kind),
                fact("campaign", event.campaign.as_deref().unwrap_or_default()),
                fact("brand", event.brand.as_deref().unwrap_or_default()),
            ]),
            doubt: None,
            id: event.id,
        });
    }
    for there in reader.attendances(&as_at.to_string())? {
        all.push(Record {
            table: "attendance".into(),
            id: there.presence,
            label: there.name,
            person: there.person,
            body: None,
            from: day(&there.day),
            to: None,
            heads: there.heads,
            facts: BTreeMap::from([fact("kind", top(&kinds, &there.kind)), fact("type", &there.kind)]),
            doubt: None,
        });
    }
    Ok(all)
}
