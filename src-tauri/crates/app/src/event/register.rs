use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::person::show;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::person::Field;

/// People of one call.
const MOST: usize = 1_000;

/// Register people for an event.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Register {
    /// Record id of the event.
    pub event: String,
    /// Record ids of the people.
    pub people: Vec<String>,
}

/// They are registered.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct Registered {
    /// How many are new.
    pub added: i64,
    /// How many were registered already.
    pub already: i64,
    /// How many more are registered than fit: a warning, not a refusal.
    pub over: i64,
}

/// Registers people for an event, all of them or, where one cannot be, none.
pub(crate) fn register(context: &Context<'_>, register: Register) -> Answer<Registered> {
    if register.people.is_empty() || register.people.len() > MOST {
        return Err(ApiError::invalid("people", "count", format!("请选 1 到 {MOST} 位人员。")));
    }
    context.write(|writer| {
        let event = writer.event(&register.event)?;
        if event.cancelled {
            return Err(ApiError::new(Code::Conflict, "这场活动已经取消，不能报名。"));
        }
        let mut added = 0;
        for person in &register.people {
            if show::fact(&writer.person(person)?.facts, Field::State) == "去世" {
                return Err(ApiError::new(
                    Code::Conflict,
                    "名单里有登记为去世的人员，没有报名。请去掉后再试。",
                ));
            }
            added += i64::from(writer.register(&event.id, person)?);
        }
        let expected = writer.event(&event.id)?.expected;
        Ok(Registered {
            added,
            already: i64::try_from(register.people.len()).unwrap_or(0) - added,
            over: event.capacity.map_or(0, |most| (expected - most).max(0)),
        })
    })
}
