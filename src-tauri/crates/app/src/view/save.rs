use crate::context::Context;
use crate::error::{Answer, ApiError, Code};
use crate::form::required;
use crate::view::{SaveView, View};

/// Pages that keep views.
const PAGES: [&str; 1] = ["people"];
/// Letters of one view.
const LONGEST: usize = 8_000;
/// Views of one page: more nobody finds anything in.
const MOST: usize = 100;

/// Keeps a view under a name; one of that name is written anew.
pub(crate) fn save(context: &Context<'_>, save: SaveView) -> Answer<View> {
    let name = required("name", "视图名称", &save.name, 30)?;
    if !PAGES.contains(&save.page.as_str()) {
        return Err(ApiError::invalid("page", "page", "这一页不能保存视图。"));
    }
    let value = save.value.to_string();
    if value.len() > LONGEST {
        return Err(ApiError::invalid("value", "too_long", "条件太多，存不下，请减少一些条件。"));
    }
    context.write(|writer| {
        let views = writer.views(&save.page)?;
        if views.len() >= MOST && !views.iter().any(|view| view.name == name) {
            return Err(ApiError::new(Code::Conflict, "保存的视图太多了，请先移除不用的。"));
        }
        let id = writer.save_view(&save.page, &name, &value)?;
        Ok(View { id, name: name.clone(), value: save.value.clone() })
    })
}
