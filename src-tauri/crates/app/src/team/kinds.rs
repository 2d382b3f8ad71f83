use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::kind::KindTree;
use yinhui_core::kind::Kind;
use yinhui_core::team::{self, TOPS};
use yinhui_store::{Reader, StoreError};

/// Where the tree stands among the settings.
const NAME: &str = "team_kinds";

/// The tree in force.
pub(crate) fn in_force(reader: &Reader<'_>) -> Result<Vec<Kind>, StoreError> {
    Ok(reader.setting(NAME)?.unwrap_or_else(team::kinds))
}

/// The tree of kinds of teams.
pub(crate) fn kinds(context: &Context<'_>, (): ()) -> Answer<KindTree> {
    Ok(KindTree::of(&context.read(in_force)?))
}

/// Sets the tree of kinds of teams. Those at the top stay, the return counts by them; a kind with teams stays too.
pub(crate) fn save_kinds(context: &Context<'_>, save: KindTree) -> Answer<KindTree> {
    let kinds = save.read(&TOPS)?;
    context.write(|writer| {
        let lost = writer.teams()?.into_iter().find(|team| kinds.iter().all(|kind| kind.name != team.kind));
        if let Some(lost) = lost {
            let message = format!("“{}”类别里还有团队，不能去掉。", lost.kind);
            return Err(ApiError::invalid("kinds", "in_use", message));
        }
        writer.save_setting(NAME, &kinds)?;
        Ok(KindTree::of(&kinds))
    })
}
