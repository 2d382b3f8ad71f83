use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{required, sentence};
use crate::organization::Saved;
use crate::team::{ENDED_ON, SaveTeam, join::living, kinds::in_force};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use yinhui_core::date::{PartialDate, typed};
use yinhui_core::kind::find;
use yinhui_core::text;
use yinhui_store::Writer;
use yinhui_store::team::TeamFacts;

/// Registers or writes a team. What is left out of its particulars stays.
pub(crate) fn save(context: &Context<'_>, save: SaveTeam) -> Answer<Saved> {
    let name = required("name", "名称", &save.name, 60)?;
    let founded = date(context, "founded", "成立时间", save.founded.as_deref())?;
    let ended_on = date(context, ENDED_ON, "停止时间", save.ended_on.as_deref())?;
    let told = [
        ("founded", founded),
        ("phone", save.phone.as_deref().map(|phone| sentence(phone, 40))),
        ("about", save.about.as_deref().map(|about| sentence(about, 300))),
    ];
    context.write(|writer| {
        let kind = kind(writer, &save.kind)?;
        let held = writer.teams()?;
        if held.iter().any(|team| team.name == name && Some(&team.id) != save.id.as_ref()) {
            return Err(ApiError::invalid("name", "taken", "已有同名的团队。"));
        }
        let before = held.into_iter().find(|team| Some(&team.id) == save.id.as_ref());
        let ends = save.ended && before.as_ref().is_none_or(|team| !team.ended);
        let (mut leader, mut details) =
            before.map(|team| (team.leader.map(|(id, _)| id), team.details)).unwrap_or_default();
        for (key, value) in &told {
            put(&mut details, key, value.as_deref());
        }
        let today = ends.then(|| context.today().to_string());
        let ended_on = if save.ended { ended_on.clone().or(today) } else { Some(String::new()) };
        put(&mut details, ENDED_ON, ended_on.as_deref());
        in_order(&details, context.today())?;
        match save.leader.as_deref() {
            None => {}
            Some("") => leader = None,
            Some(id) => {
                living(writer, id)?;
                leader = Some(id.to_owned());
            }
        }
        let facts = TeamFacts {
            name: &name,
            kind: &kind,
            ended: save.ended,
            leader: leader.as_deref(),
            details: &details,
        };
        Ok(Saved { id: writer.save_team(save.id.as_deref(), facts)? })
    })
}

/// A date as fine as known, of what was typed; empty for none.
fn date(context: &Context<'_>, path: &str, label: &str, words: Option<&str>) -> Answer<Option<String>> {
    let read = words.map(str::trim).map(|words| match words {
        "" => Ok(String::new()),
        words => typed(words, context.today()).map(|date| date.to_string()).ok_or_else(|| {
            let message = format!("{label}看不懂，请写成 2026、2026.3 或 20260305 这样。");
            ApiError::invalid(path, "date", message)
        }),
    });
    read.transpose()
}

/// A team ends after it was founded, and not in days to come.
fn in_order(details: &BTreeMap<String, String>, today: NaiveDate) -> Answer<()> {
    let date = |key: &str| details.get(key).and_then(|date| date.parse::<PartialDate>().ok());
    let Some(ended) = date(ENDED_ON) else { return Ok(()) };
    if ended.earliest() > today {
        return Err(ApiError::invalid(ENDED_ON, "future", "停止时间还没有到，请核对。"));
    }
    if date("founded").is_some_and(|founded| ended.latest() < founded.earliest()) {
        return Err(ApiError::invalid(ENDED_ON, "order", "停止时间早于成立时间，请核对。"));
    }
    Ok(())
}

/// A kind of the tree.
pub(super) fn kind(writer: &Writer<'_>, typed: &str) -> Answer<String> {
    let typed = text::tidy(typed);
    if typed.is_empty() {
        return Err(ApiError::invalid("kind", "required", "请选择类别。"));
    }
    let kinds = in_force(writer)?;
    let kind = find(&kinds, "team_kind", &typed);
    let kind = kind.ok_or_else(|| ApiError::invalid("kind", "not_in_list", "类别请从列表中选择。"))?;
    Ok(kind.to_owned())
}

fn put(details: &mut BTreeMap<String, String>, key: &str, value: Option<&str>) {
    match value {
        None => {}
        Some("") => {
            details.remove(key);
        }
        Some(value) => {
            details.insert(key.to_owned(), value.to_owned());
        }
    }
}
