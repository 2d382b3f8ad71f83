use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::clock;
use crate::form::{required, sentence};
use crate::organization::Saved;
use crate::venue::OpenHours;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_store::venue::VenueFacts;

/// Write a venue, or one anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveVenue {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// How many fit; left out for unknown.
    pub seats: Option<i64>,
    /// Of each weekday from Monday on, as typed; none at all for no rule.
    pub opens: Vec<OpenHours>,
    /// 中心自用办公: its uses are counted apart.
    pub office: bool,
    /// It is not lent any more.
    pub ended: bool,
    /// Free text.
    pub remark: Option<String>,
}

/// Writes a venue, or one anew. Events at a place of its name take it from now on.
pub(crate) fn save(context: &Context<'_>, save: SaveVenue) -> Answer<Saved> {
    let name = required("name", "场地名称", &save.name, 60)?;
    if save.seats.is_some_and(|seats| !(1..=100_000).contains(&seats)) {
        return Err(ApiError::invalid("seats", "range", "可容纳人数请填 1 到 100000，不清楚请留空。"));
    }
    if !save.opens.is_empty() && save.opens.len() != 7 {
        return Err(ApiError::invalid("opens", "count", "开放时间请从周一到周日各填一行。"));
    }
    let opens = save.opens.iter().enumerate().map(|(at, hours)| open(at, hours));
    let opens = opens.collect::<Answer<Vec<_>>>()?;
    let remark = sentence(save.remark.as_deref().unwrap_or_default(), 200);
    context.write(|writer| {
        let facts = VenueFacts {
            name: &name,
            seats: save.seats,
            opens: &opens,
            office: save.office,
            ended: save.ended,
            remark: &remark,
        };
        Ok(Saved { id: writer.save_venue(save.id.as_deref(), facts)? })
    })
}

fn open(at: usize, hours: &OpenHours) -> Answer<Option<(String, String)>> {
    if hours.from.trim().is_empty() && hours.to.trim().is_empty() {
        return Ok(None);
    }
    let path = |end: &str| format!("opens.{at}.{end}");
    let (from, to) = (clock::read(&path("from"), &hours.from)?, clock::read(&path("to"), &hours.to)?);
    if from >= to {
        return Err(ApiError::invalid(&path("to"), "order", "结束时间要晚于开始时间，请核对。"));
    }
    Ok(Some((from, to)))
}
