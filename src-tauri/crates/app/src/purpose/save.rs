use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::required;
use crate::purpose::{Purpose, SavePurpose};

/// Adds a purpose, renames one, or takes it out of the offer. One at least stays on offer.
pub(crate) fn save(context: &Context<'_>, save: SavePurpose) -> Answer<Purpose> {
    let name = required("name", "用途名称", &save.name, 20)?;
    context.write(|writer| {
        let others = writer
            .purposes()?
            .into_iter()
            .filter(|other| Some(&other.id) != save.id.as_ref())
            .collect::<Vec<_>>();
        if others.iter().any(|other| other.name == name) {
            return Err(ApiError::invalid("name", "taken", "已有同名的用途。"));
        }
        if save.retired && others.iter().all(|other| other.retired) {
            return Err(ApiError::invalid("retired", "last", "至少要留一个在用的用途。"));
        }
        let id = match &save.id {
            Some(id) => {
                writer.save_purpose(id, &name, save.retired)?;
                id.clone()
            }
            None => writer.create_purpose(&name)?,
        };
        Ok(Purpose { id, name: name.clone(), retired: save.retired })
    })
}
