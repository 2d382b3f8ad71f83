use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::mark::registration;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use ts_rs::TS;
use yinhui_store::event::Marks;

/// People of one roster.
const MOST: usize = 5_000;

/// Put a roster in order by hand.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct OrderRoster {
    /// Record id of the event.
    pub event: String,
    /// Record ids of the people in their order; who is left out stands behind them.
    pub people: Vec<String>,
}

/// Puts a roster in order by hand, all of it in one step.
pub(crate) fn order(context: &Context<'_>, order: OrderRoster) -> Answer<()> {
    let distinct = order.people.iter().collect::<BTreeSet<_>>().len();
    if order.people.is_empty() || order.people.len() > MOST || distinct != order.people.len() {
        return Err(ApiError::invalid("people", "count", "名单里要有人，每人只列一次。请刷新后再试。"));
    }
    context.write(|writer| {
        writer.event(&order.event)?;
        let listed = writer.roster(&order.event)?;
        for (place, person) in (1_i64..).zip(&order.people) {
            if listed.iter().all(|line| line.person != *person) {
                return Err(ApiError::not_found("报名"));
            }
            let id = registration(writer, &order.event, person)?;
            writer.write_marks(&id, person, &Marks { place: Some(place), ..Marks::default() })?;
        }
        Ok(())
    })
}
