use crate::context::Context;
use crate::error::Answer;
use crate::view::{View, ViewPage};

/// The views of a page, by name.
pub(crate) fn list(context: &Context<'_>, page: ViewPage) -> Answer<Vec<View>> {
    let found = context.read(|reader| reader.views(&page.page))?;
    Ok(found
        .into_iter()
        .map(|view| View {
            value: serde_json::from_str(&view.value).unwrap_or_default(),
            id: view.id,
            name: view.name,
        })
        .collect())
}
