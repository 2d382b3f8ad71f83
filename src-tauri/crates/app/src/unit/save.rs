use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{choice, required};
use crate::organization::Saved;
use crate::unit::SaveUnit;

/// Registers or writes a unit.
pub(crate) fn save(context: &Context<'_>, save: SaveUnit) -> Answer<Saved> {
    let name = required("name", "单位全称", &save.name, 60)?;
    let nature = choice("nature", "性质", "unit_nature", &save.nature)?;
    context.write(|writer| {
        if writer.unit_id(&name)?.is_some_and(|holder| Some(&holder) != save.id.as_ref()) {
            return Err(ApiError::invalid("name", "taken", "已有同名的单位。"));
        }
        let id = match &save.id {
            Some(id) => {
                writer.save_unit(id, &name, nature.as_deref())?;
                id.clone()
            }
            None => writer.create_unit(&name, nature.as_deref())?,
        };
        Ok(Saved { id })
    })
}
