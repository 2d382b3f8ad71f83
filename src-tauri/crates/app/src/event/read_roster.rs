use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::host::FileRef;
use crate::import::{MaybeSame, about, read_people};
use crate::person::show;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::import::plan::{Planned, Target};
use yinhui_core::person::{Facts, Field};
use yinhui_store::{Reader, StoreError};

/// Read the names of a roster from a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadRoster {
    /// The workbook.
    pub file: FileRef,
}

/// Who stands in a workbook, to look at before they are registered.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RosterFile {
    /// Its rows, each of which is somebody or says why not.
    pub lines: Vec<RosterFileLine>,
}

/// One row of a workbook.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RosterFileLine {
    /// Name of the sheet.
    pub sheet: String,
    /// Its row, from 1.
    pub row: i64,
    /// The name as it was understood; empty for none.
    pub name: String,
    /// What else tells who it is, numbers masked.
    pub about: Vec<String>,
    /// Record id of the only person it can be; null where it is nobody's or not certain.
    pub person: Option<String>,
    /// Why it is not certain; empty where it is.
    pub why: String,
    /// Whom it may be.
    pub maybe: Vec<MaybeSame>,
}

/// Reads who stands in a workbook: by the import's rules, and by a name only one person bears. Writes nothing.
pub(crate) fn read_roster(context: &Context<'_>, read: ReadRoster) -> Answer<RosterFile> {
    let stored = read_people(context, &read.file)?;
    if stored.plan.rows.is_empty() {
        return Err(ApiError::new(
            Code::Unreadable,
            "这个表里没有找到人员：要有一行表头，其中有“姓名”一列。请核对后再试。",
        ));
    }
    context
        .read(|reader| {
            let lines = stored.plan.rows.iter().map(|row| {
                let line = |name: String, about, found: Found| RosterFileLine {
                    sheet: row.source.sheet.to_string(),
                    row: i64::from(row.source.row),
                    name,
                    about,
                    person: found.person,
                    why: found.why,
                    maybe: found.maybe,
                };
                let Some(planned) = row.person.and_then(|place| stored.plan.people.get(place)) else {
                    let why = row.text.clone().unwrap_or_else(|| "这一行没有读懂".into());
                    return Ok(line(String::new(), Vec::new(), Found::nobody(&why)));
                };
                let told = about(&planned.facts);
                Ok(line(told.name, told.about, whose(reader, planned)?))
            });
            lines.collect::<Result<Vec<_>, StoreError>>()
        })
        .map(|lines| RosterFile { lines })
}

struct Found {
    person: Option<String>,
    why: String,
    maybe: Vec<MaybeSame>,
}

impl Found {
    fn nobody(why: &str) -> Self {
        Self { person: None, why: why.into(), maybe: Vec::new() }
    }

    fn certain(person: String) -> Self {
        Self { person: Some(person), why: String::new(), maybe: Vec::new() }
    }
}

fn whose(reader: &Reader<'_>, planned: &Planned) -> Result<Found, StoreError> {
    if let Target::Existing(id) = &planned.target {
        let dead = show::fact(&reader.person(id)?.facts, Field::State) == "去世";
        return Ok(if dead { Found::nobody("登记为去世") } else { Found::certain(id.clone()) });
    }
    let may_be = candidates(reader, planned)?;
    let mut agreeing = may_be.iter().filter(|(_, (named, facts))| *named && agrees(&planned.facts, facts));
    if let (Some((only, _)), None) = (agreeing.next(), agreeing.next()) {
        return Ok(Found::certain(only.clone()));
    }
    let why = if may_be.is_empty() { "没有登记过" } else { "不能确定是哪一位" };
    let maybe = may_be.into_iter().map(|(id, (_, facts))| MaybeSame { person: Some(id), ..about(&facts) });
    Ok(Found { maybe: maybe.collect(), ..Found::nobody(why) })
}

/// The living it may be: whether they bear the very name, and their facts.
fn candidates(reader: &Reader<'_>, planned: &Planned) -> Result<BTreeMap<String, (bool, Facts)>, StoreError> {
    let name = show::fact(&planned.facts, Field::Name);
    let mut found = BTreeMap::new();
    let named = reader.people_named(&name)?;
    for id in named.into_iter().chain(planned.suspect_of.iter().cloned()) {
        let facts = reader.person(&id)?.facts;
        let same = show::fact(&facts, Field::Name) == name;
        let suspect = planned.suspect_of.contains(&id);
        if show::fact(&facts, Field::State) != "去世" && (same || suspect) {
            found.insert(id, (same, facts));
        }
    }
    Ok(found)
}

/// Nothing the row says speaks against them: sex, birth as far as it is written, ID, unit, branch.
fn agrees(row: &Facts, held: &Facts) -> bool {
    let both = |field| {
        let (one, other) = (row.get(&field)?, held.get(&field)?);
        Some((one.as_str(), other.as_str()))
    };
    let equal = [Field::Sex, Field::Identity].into_iter().filter_map(both).all(|(one, other)| one == other);
    let birth =
        both(Field::Birth).is_none_or(|(one, other)| one.starts_with(other) || other.starts_with(one));
    equal && birth
}
