use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::ledger::Named;
use crate::person::show;
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;
use yinhui_store::event::EventFacts;

/// Hold an event again on another day.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct CopyEvent {
    /// Record id of the event to take after.
    pub event: String,
    /// `2026-03-05`.
    pub day: String,
    /// Register whoever was registered then.
    pub people: Option<bool>,
}

/// It is planned.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct EventCopied {
    /// Record id of the new event.
    pub id: String,
    /// How many people are registered.
    pub registered: i64,
    /// Who was registered then and is not now: they died, left or are lost.
    pub left_out: Vec<Named>,
}

/// Plans an event like another, on another day; its people may come along.
pub(crate) fn copy(context: &Context<'_>, copy: CopyEvent) -> Answer<EventCopied> {
    let day = business_day("day", &copy.day)?.to_string();
    context.write(|writer| {
        let like = writer.event(&copy.event)?;
        if like.day == day {
            return Err(ApiError::invalid("day", "same", "新的日期和原来的一样，请换一天。"));
        }
        let text = |text: &Option<String>| text.clone().unwrap_or_default();
        let id = writer.save_event(
            None,
            EventFacts {
                name: &like.name,
                kind: &like.kind,
                day: &day,
                from: &like.from,
                to: &like.to,
                venue: &text(&like.venue),
                capacity: like.capacity,
                remark: &text(&like.remark),
                cancelled: false,
                organization: like.organization.as_ref().map(|(id, _)| id.as_str()),
                team: like.team.as_ref().map(|(id, _)| id.as_str()),
                away: like.away,
                campaign: &text(&like.campaign),
                brand: &text(&like.brand),
                lecturer: like.lecturer.as_ref().map(|(id, _)| id.as_str()),
                age_from: like.age_from,
                age_to: like.age_to,
            },
        )?;
        let mut copied = EventCopied { id, registered: 0, left_out: Vec::new() };
        if !copy.people.unwrap_or(false) {
            return Ok(copied);
        }
        let were =
            writer.roster(&like.id)?.into_iter().filter(|line| line.state.as_deref() == Some("registered"));
        for line in were {
            let facts = writer.person(&line.person)?.facts;
            if matches!(show::fact(&facts, Field::State).as_str(), "去世" | "转出" | "失联") {
                copied.left_out.push(Named { id: line.person, name: show::fact(&facts, Field::Name) });
            } else if writer.register(&copied.id, &line.person, "registered")? {
                copied.registered += 1;
            }
        }
        Ok(copied)
    })
}
