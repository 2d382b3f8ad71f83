use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::event::mark::move_up;
use crate::event::{clock, kinds, menu};
use crate::form::{required, sentence};
use crate::ledger::Named;
use crate::time::business_day;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::kind::Kind;
use yinhui_store::Writer;
use yinhui_store::event::EventFacts;

/// Plan an event, or write one anew.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
#[ts(optional_fields)]
pub struct SaveEvent {
    /// Left out for a new one.
    pub id: Option<String>,
    /// Its name.
    pub name: String,
    /// 主题党日, 讲坛讲座 …
    pub kind: String,
    /// `2026-03-05`.
    pub day: String,
    /// As typed: `9:00`, `0900`.
    pub from: String,
    /// As typed: `11:00`, `1100`.
    pub to: String,
    /// Where.
    pub venue: Option<String>,
    /// As many as fit; left out for no limit.
    pub capacity: Option<i64>,
    /// Free text.
    pub remark: Option<String>,
    /// It does not take place.
    #[serde(default)]
    pub cancelled: bool,
    /// Record id of the party organization that holds it.
    pub organization: Option<String>,
    /// Record id of the team that holds it, with an organization or alone.
    pub team: Option<String>,
    /// It takes place elsewhere: being there is no visit of the centre.
    pub away: Option<bool>,
    /// The campaign (系列主题活动) it belongs to.
    pub campaign: Option<String>,
    /// 银发先锋, 银潮之声 …
    pub brand: Option<String>,
    /// Record id of the lecturer.
    pub lecturer: Option<String>,
    /// Younger people are warned of.
    pub age_from: Option<i64>,
    /// Older people are warned of.
    pub age_to: Option<i64>,
    /// Record id of the line of the ledger of choices (菜单式活动与定制式项目) that it is planned for.
    pub chosen: Option<String>,
}

/// It is written.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
pub struct SavedEvent {
    /// Record id.
    pub id: String,
    /// Who moved up from the waiting list, because there is more room.
    pub moved_up: Vec<Named>,
}

/// An event as read, ready to be written.
pub(super) struct Read {
    name: String,
    kind: String,
    pub(super) day: String,
    from: String,
    to: String,
    venue: String,
    remark: String,
    campaign: String,
    brand: String,
    organization: Option<String>,
    team: Option<String>,
    lecturer: Option<String>,
    pub(super) save: SaveEvent,
}

impl Read {
    /// Understands what was typed.
    pub(super) fn of(kinds: &[Kind], save: SaveEvent) -> Answer<Self> {
        let name = required("name", "活动名称", &save.name, 60)?;
        let kind = kinds::read(kinds, "kind", &save.kind)?;
        let day = business_day("day", &save.day)?.to_string();
        let (from, to) = (clock::read("from", &save.from)?, clock::read("to", &save.to)?);
        if from >= to {
            return Err(ApiError::invalid("to", "order", "结束时间要晚于开始时间，请核对。"));
        }
        if save.capacity.is_some_and(|most| !(1..=100_000).contains(&most)) {
            return Err(ApiError::invalid("capacity", "range", "人数上限请填 1 到 100000，不限请留空。"));
        }
        for (path, age) in [("age_from", save.age_from), ("age_to", save.age_to)] {
            if age.is_some_and(|age| !(0..=150).contains(&age)) {
                return Err(ApiError::invalid(path, "range", "年龄请填 0 到 150，不限请留空。"));
            }
        }
        if save.age_from.zip(save.age_to).is_some_and(|(from, to)| from > to) {
            return Err(ApiError::invalid("age_to", "order", "年龄上限不能小于下限，请核对。"));
        }
        let words = |text: &Option<String>, most| sentence(text.as_deref().unwrap_or_default(), most);
        let some = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
        Ok(Self {
            venue: words(&save.venue, 60),
            remark: words(&save.remark, 200),
            campaign: words(&save.campaign, 60),
            brand: words(&save.brand, 60),
            organization: some(&save.organization),
            team: some(&save.team),
            lecturer: some(&save.lecturer),
            name,
            kind,
            day,
            from,
            to,
            save,
        })
    }

    /// What is written of it.
    pub(super) fn facts(&self) -> EventFacts<'_> {
        EventFacts {
            name: &self.name,
            kind: &self.kind,
            day: &self.day,
            from: &self.from,
            to: &self.to,
            venue: &self.venue,
            capacity: self.save.capacity,
            remark: &self.remark,
            cancelled: self.save.cancelled,
            organization: self.organization.as_deref(),
            team: self.team.as_deref(),
            away: self.save.away.unwrap_or(false),
            campaign: &self.campaign,
            brand: &self.brand,
            lecturer: self.lecturer.as_deref(),
            age_from: self.save.age_from,
            age_to: self.save.age_to,
        }
    }
}

/// Plans an event, or writes one anew. More room lets those who wait move up.
pub(crate) fn save(context: &Context<'_>, save: SaveEvent) -> Answer<SavedEvent> {
    context.write(|writer| {
        let mut kinds = kinds::in_force(writer)?;
        if let Some(id) = &save.id {
            // What it is it may stay, whatever became of the tree.
            kinds.push(Kind::new(&writer.event(id)?.kind, ""));
        }
        let read = Read::of(&kinds, save)?;
        let id = read.save.id.as_deref();
        if let Some(id) = id {
            refuse_change(writer, id, &read)?;
        }
        let saved = writer.save_event(id, read.facts())?;
        if let Some(line) = &read.save.chosen {
            menu::planned(writer, line, &saved)?;
        }
        Ok(SavedEvent { moved_up: move_up(writer, &saved)?, id: saved })
    })
}

/// Who was there was there: the day, the place and whether it took place stay as they are.
fn refuse_change(writer: &Writer<'_>, id: &str, read: &Read) -> Answer<()> {
    let (held, save) = (writer.event(id)?, &read.save);
    if held.here > 0 && held.day != read.day {
        return Err(ApiError::new(Code::Conflict, "已经有人签到，不能改日期；请另建一场活动。"));
    }
    if held.here > 0 && save.cancelled {
        return Err(ApiError::new(Code::Conflict, "已经有人签到，不能取消；请先撤销这些签到。"));
    }
    if save.cancelled && !held.cancelled {
        menu::refuse_off(writer, id)?;
    }
    if held.here > 0 && save.away.unwrap_or(false) != held.away {
        return Err(ApiError::new(
            Code::Conflict,
            "已经有人签到，不能再改是否在中心举行；请先撤销这些签到。",
        ));
    }
    // More than fit is a warning; a limit is not set below those who have a place.
    if save.capacity != held.capacity && save.capacity.is_some_and(|most| most < held.expected) {
        let message = format!("已有 {} 人报名，人数上限不能再少。", held.expected);
        return Err(ApiError::invalid("capacity", "below", message));
    }
    Ok(())
}
