use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{choice, required};
use crate::organization::Saved;
use crate::team::SaveTeam;

/// Registers or writes a team.
pub(crate) fn save(context: &Context<'_>, save: SaveTeam) -> Answer<Saved> {
    let name = required("name", "名称", &save.name, 60)?;
    let kind = choice("kind", "类别", "team_kind", &save.kind)?
        .ok_or_else(|| ApiError::invalid("kind", "required", "请选择类别。"))?;
    context.write(|writer| {
        let taken = writer.teams()?.into_iter().find(|team| team.name == name);
        if taken.is_some_and(|team| Some(&team.id) != save.id.as_ref()) {
            return Err(ApiError::invalid("name", "taken", "已有同名的团队。"));
        }
        Ok(Saved { id: writer.save_team(save.id.as_deref(), &name, &kind, save.ended)? })
    })
}
