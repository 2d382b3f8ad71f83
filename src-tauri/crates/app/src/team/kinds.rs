use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::required;
use serde::{Deserialize, Serialize};
use ts_rs::TS;
use yinhui_core::team::{self, Kind, TOPS};
use yinhui_store::{Reader, StoreError};

/// Where the tree stands among the settings.
const NAME: &str = "team_kinds";
/// More kinds are no help to anybody.
const MOST: usize = 100;

/// One kind of team.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TeamKind {
    /// Its name.
    pub name: String,
    /// The kind it is part of; empty for one at the top.
    pub parent: String,
}

/// The tree of kinds of teams.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TeamKinds {
    /// Every kind in order, those at the top first.
    pub kinds: Vec<TeamKind>,
}

/// The tree in force.
pub(crate) fn in_force(reader: &Reader<'_>) -> Result<Vec<Kind>, StoreError> {
    Ok(reader.setting(NAME)?.unwrap_or_else(team::kinds))
}

/// The tree of kinds of teams.
pub(crate) fn kinds(context: &Context<'_>, (): ()) -> Answer<TeamKinds> {
    Ok(shown(context.read(in_force)?))
}

/// Sets the tree of kinds of teams. Those at the top stay, the return counts by them; a kind with teams stays too.
pub(crate) fn save_kinds(context: &Context<'_>, save: TeamKinds) -> Answer<TeamKinds> {
    if save.kinds.len() > MOST {
        return Err(ApiError::invalid("kinds", "count", format!("团队类别最多 {MOST} 个。")));
    }
    let mut kinds = Vec::<Kind>::new();
    for (at, one) in save.kinds.iter().enumerate() {
        let path = format!("kinds.{at}.name");
        let name = required(&path, "类别名称", &one.name, 20)?;
        if kinds.iter().any(|known| known.name == name) {
            return Err(ApiError::invalid(&path, "taken", "这个类别已经有了。"));
        }
        // Above it, so that no kind is part of itself.
        let parent = one.parent.trim().to_owned();
        if !parent.is_empty() && kinds.iter().all(|known| known.name != parent) {
            let message = "上级类别要排在它前面，请先列上级。";
            return Err(ApiError::invalid(&format!("kinds.{at}.parent"), "order", message));
        }
        if parent.is_empty() != TOPS.contains(&name.as_str()) {
            let message = format!("最上级类别固定为{}，其他类别请放在它们下面。", TOPS.join("、"));
            return Err(ApiError::invalid(&format!("kinds.{at}.parent"), "top", message));
        }
        kinds.push(Kind { name, parent });
    }
    if let Some(lost) = TOPS.iter().find(|top| kinds.iter().all(|kind| kind.name != **top)) {
        return Err(ApiError::invalid("kinds", "top", format!("“{lost}”按年度统计需要，不能去掉。")));
    }
    context.write(|writer| {
        let lost = writer.teams()?.into_iter().find(|team| kinds.iter().all(|kind| kind.name != team.kind));
        if let Some(lost) = lost {
            let message = format!("“{}”类别里还有团队，不能去掉。", lost.kind);
            return Err(ApiError::invalid("kinds", "in_use", message));
        }
        writer.save_setting(NAME, &kinds)?;
        Ok(shown(kinds.clone()))
    })
}

fn shown(kinds: Vec<Kind>) -> TeamKinds {
    let kinds = kinds.into_iter().map(|kind| TeamKind { name: kind.name, parent: kind.parent });
    TeamKinds { kinds: kinds.collect() }
}
