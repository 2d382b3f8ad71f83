use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::event::{menu, template};
use crate::kind::KindTree;
use yinhui_core::event;
use yinhui_core::kind::{Kind, find};
use yinhui_store::{Reader, StoreError};

/// Where the tree stands among the settings.
const NAME: &str = "event_kinds";

/// The tree in force. A kind at the top that is newer than the tree stands in it too.
pub(crate) fn in_force(reader: &Reader<'_>) -> Result<Vec<Kind>, StoreError> {
    let mut kinds = reader.setting::<Vec<Kind>>(NAME)?.unwrap_or_default();
    for top in event::kinds() {
        if kinds.iter().all(|kind| kind.name != top.name) {
            kinds.push(top);
        }
    }
    Ok(kinds)
}

/// The tree of kinds of events.
pub(crate) fn kinds(context: &Context<'_>, (): ()) -> Answer<KindTree> {
    Ok(KindTree::of(&context.read(in_force)?))
}

/// Sets the tree of kinds of events. Those at the top stay, the return counts by them; a kind with events or templates
/// stays too.
pub(crate) fn save_kinds(context: &Context<'_>, save: KindTree) -> Answer<KindTree> {
    let kinds = save.read(&event::tops())?;
    context.write(|writer| {
        let is_lost = |name: &String| kinds.iter().all(|kind| kind.name != *name);
        if let Some(lost) = writer.event_kinds()?.into_iter().find(is_lost) {
            let message = format!("“{lost}”类别里还有活动，不能去掉，也不能改名。");
            return Err(ApiError::invalid("kinds", "in_use", message));
        }
        let templates = template::in_force(writer)?.templates;
        if let Some(lost) = templates.into_iter().map(|template| template.kind).find(is_lost) {
            let message = format!("“{lost}”类别里还有活动模板，请先改模板。");
            return Err(ApiError::invalid("kinds", "in_use", message));
        }
        let items = menu::in_force(writer)?.items;
        if let Some(lost) =
            items.into_iter().map(|item| item.kind).find(|kind| !kind.is_empty() && is_lost(kind))
        {
            let message = format!("“{lost}”类别里还有活动菜单的项目，请先改菜单。");
            return Err(ApiError::invalid("kinds", "in_use", message));
        }
        writer.save_setting(NAME, &kinds)?;
        Ok(KindTree::of(&kinds))
    })
}

/// The kind of that name.
///
/// # Errors
/// None is given, or none of the tree.
pub(super) fn read(kinds: &[Kind], path: &str, typed: &str) -> Answer<String> {
    let typed = yinhui_core::text::tidy(typed);
    if typed.is_empty() {
        return Err(ApiError::invalid(path, "required", "请选择类别。"));
    }
    find(kinds, "event_kind", &typed)
        .map(str::to_owned)
        .ok_or_else(|| ApiError::invalid(path, "not_in_list", "类别请从列表中选择。"))
}
