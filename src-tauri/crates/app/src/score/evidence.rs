use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::ledger::{EntryRow, Named};
use crate::score::ScoreOf;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use ts_rs::TS;
use yinhui_core::ledger;
use yinhui_store::event::EventRecord;
use yinhui_store::ledger::EntryFilter;
use yinhui_store::score::Shows;
use yinhui_store::{Reader, StoreError};

/// Pieces of evidence for one item.
const MOST: usize = 200;
/// Lines of ledgers offered at once.
const MOST_LINES: i64 = 500;

/// Says what shows how an organization did by an item: these and no others.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SaveEvidence {
    /// Record id of the item.
    pub item: String,
    /// Record id of the organization.
    pub organization: String,
    /// Events and lines of ledgers.
    pub shown: Vec<EvidenceRef>,
}

/// Names an event or a line of a ledger: one of the two.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct EvidenceRef {
    /// Record id of an event.
    pub event: Option<String>,
    /// Record id of a line of a ledger.
    pub entry: Option<String>,
}

/// An event or a line of a ledger that shows, or could show, what an organization did.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(optional_fields)]
pub struct Evidence {
    /// Record id of the event.
    pub event: Option<String>,
    /// Record id of the line.
    pub entry: Option<String>,
    /// Key of the ledger the line stands in; empty for an event.
    pub ledger: String,
    /// Record id of the organization the line is about, which may be a 党小组; empty for an event.
    pub organization: String,
    /// `2026-03-05`; empty for a line without a day.
    pub day: String,
    /// Kind of the event, or the ledger.
    pub what: String,
    /// Name of the event, or what the line says.
    pub name: String,
}

/// What an organization and its 党小组 held and what ledgers say of it in the year of a sheet, the last day first.
pub(crate) fn could_show(context: &Context<'_>, which: ScoreOf) -> Answer<Vec<Evidence>> {
    let today = context.today().to_string();
    context.read(|reader| {
        let year = reader.score_sheet(&which.sheet)?.year;
        let (from, to) = (format!("{year}-01-01"), format!("{year}-12-31"));
        let held_by = with_groups(reader, &which.organization)?;
        let events = reader.events(&from, &to)?.into_iter().filter(|event| !event.cancelled);
        let held = |event: &EventRecord| {
            event.organization.as_ref().is_some_and(|(holder, _)| held_by.iter().any(|one| one == holder))
        };
        let mut found = events.filter(held).map(of_event).collect::<Vec<_>>();
        for organization in &held_by {
            let organization = Some(organization.clone());
            let (from, to) = (Some(from.clone()), Some(to.clone()));
            let filter = EntryFilter { organization, from, to, ..EntryFilter::default() };
            // What hangs on an event, its minutes, is seen there.
            let lines =
                reader.entries(&filter, 0, MOST_LINES)?.into_iter().filter(|line| line.event.is_none());
            found.extend(lines.map(|line| of_line(EntryRow::of(line, &today))));
        }
        found.sort_by(|one, other| other.day.cmp(&one.day));
        Ok(found)
    })
}

/// Says what shows how an organization did by an item.
pub(crate) fn save_evidence(context: &Context<'_>, evidence: SaveEvidence) -> Answer<()> {
    if evidence.shown.len() > MOST {
        return Err(ApiError::invalid("shown", "too_many", format!("一条最多关联 {MOST} 项佐证。")));
    }
    let shown = evidence.shown.iter().map(understood).collect::<Answer<Vec<_>>>()?;
    context.write(|writer| Ok(writer.save_score_evidence(&evidence.item, &evidence.organization, &shown)?))
}

fn understood(named: &EvidenceRef) -> Answer<Shows> {
    match (&named.event, &named.entry) {
        (Some(event), None) => Ok(Shows::Event(event.clone())),
        (None, Some(entry)) => Ok(Shows::Entry(entry.clone())),
        _ => {
            Err(ApiError::invalid("shown", "one_of", "佐证要么是一次活动，要么是台账里的一行，请重新选择。"))
        }
    }
}

/// What shows how an organization did, by item.
pub(super) fn shown(
    reader: &Reader<'_>,
    sheet: &str,
    organization: &str,
) -> Result<BTreeMap<String, Vec<Evidence>>, StoreError> {
    let mut by_item = BTreeMap::<String, Vec<Evidence>>::new();
    for record in reader.score_evidence(sheet, organization)? {
        let evidence = match &record.shows {
            Shows::Event(id) => of_event(reader.event(id)?),
            Shows::Entry(id) => of_line(EntryRow::of(reader.entry(id)?, "")),
        };
        by_item.entry(record.item).or_default().push(evidence);
    }
    Ok(by_item)
}

/// An organization and the 党小组 below it: what they hold is the branch's (`domain.md` 2.3).
fn with_groups(reader: &Reader<'_>, organization: &str) -> Result<Vec<String>, StoreError> {
    let own = reader.organization(organization)?.id;
    let groups = reader
        .organizations()?
        .into_iter()
        .filter(|one| one.kind == "党小组" && one.parent.as_deref() == Some(own.as_str()));
    let groups = groups.map(|group| group.id).collect::<Vec<_>>();
    Ok(std::iter::once(own).chain(groups).collect())
}

fn of_event(event: EventRecord) -> Evidence {
    Evidence {
        event: Some(event.id),
        entry: None,
        ledger: String::new(),
        organization: String::new(),
        day: event.day,
        what: event.kind,
        name: if event.cancelled { format!("{}（已取消）", event.name) } else { event.name },
    }
}

fn of_line(line: EntryRow) -> Evidence {
    let ledger = ledger::ledger(&line.ledger);
    Evidence {
        name: words(&line),
        what: ledger.map_or_else(|| line.ledger.clone(), |ledger| ledger.title.clone()),
        organization: line.organization.map(|one| one.id).unwrap_or_default(),
        event: None,
        entry: Some(line.id),
        ledger: line.ledger,
        day: line.day,
    }
}

/// Whom a line is about, its state, and what stands in the first of its columns.
fn words(line: &EntryRow) -> String {
    let name = |named: &Option<Named>| named.as_ref().map(|named| named.name.clone());
    let columns = ledger::ledger(&line.ledger).map(|ledger| ledger.fields.as_slice()).unwrap_or_default();
    let facts =
        columns.iter().filter_map(|column| line.facts.get(&column.key)).filter(|fact| !fact.is_empty());
    let who = [name(&line.person), name(&line.team)].into_iter().flatten();
    let state = Some(line.state.clone()).filter(|state| !state.is_empty());
    let all = who.chain(state).chain(facts.take(2).cloned()).collect::<Vec<_>>();
    if all.is_empty() { name(&line.organization).unwrap_or_default() } else { all.join("，") }
}
