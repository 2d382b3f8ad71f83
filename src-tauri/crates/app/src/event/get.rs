use crate::context::Context;
use crate::error::Answer;
use crate::event::{EventRef, EventRow};
use crate::person::show;
use crate::time::clock_ms;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;

/// An event and its roster.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EventPage {
    /// The event.
    pub event: EventRow,
    /// Who is expected and who came, by name.
    pub roster: Vec<RosterLine>,
    /// Heads without a name who came.
    pub anonymous: i64,
}

/// Somebody on the roster.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct RosterLine {
    /// Record id of the registration; null for a walk-in.
    pub registration: Option<String>,
    /// Record id of the person.
    pub person: String,
    /// 姓名
    pub name: String,
    /// 出生年月, to tell two of one name apart.
    pub birth: String,
    /// 所在支部, or the unit.
    pub belongs: String,
    /// 报名, 请假, 取消; 未报名 for a walk-in.
    pub state: String,
    /// Why they are excused.
    pub reason: String,
    /// Record id of their presence; null while they have not come.
    pub presence: Option<String>,
    /// When they came, `09:12`; empty while they have not.
    pub at: String,
}

/// An event and its roster.
pub(crate) fn get(context: &Context<'_>, which: EventRef) -> Answer<EventPage> {
    context.read(|reader| {
        let event = reader.event(&which.id)?;
        let mut roster = Vec::new();
        for line in reader.roster(&which.id)? {
            let person = reader.person(&line.person)?;
            let branch = show::fact(&person.facts, Field::Branch);
            roster.push(RosterLine {
                name: show::fact(&person.facts, Field::Name),
                birth: show::fact(&person.facts, Field::Birth).chars().take(7).collect(),
                belongs: if branch.is_empty() { show::unit(&person.facts) } else { branch },
                state: state(line.state.as_deref()).to_owned(),
                reason: line.reason.unwrap_or_default(),
                at: line.at.map(clock_ms).unwrap_or_default(),
                registration: line.registration,
                person: line.person,
                presence: line.presence,
            });
        }
        let came = i64::try_from(roster.iter().filter(|line| line.presence.is_some()).count()).unwrap_or(0);
        Ok(EventPage { anonymous: event.here - came, event: EventRow::of(event, context.now()), roster })
    })
}

fn state(stored: Option<&str>) -> &'static str {
    match stored {
        None => "未报名",
        Some("excused") => "请假",
        Some("withdrawn") => "取消",
        Some(_) => "报名",
    }
}
