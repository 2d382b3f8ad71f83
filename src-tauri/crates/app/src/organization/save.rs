use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{choice, required};
use crate::organization::{SaveOrganization, Saved};
use yinhui_store::organization::OrganizationFacts;

/// Registers or writes a party organization.
pub(crate) fn save(context: &Context<'_>, save: SaveOrganization) -> Answer<Saved> {
    let name = required("name", "党组织全称", &save.name, 60)?;
    let kind = choice("kind", "类别", "organization_kind", &save.kind)?
        .ok_or_else(|| ApiError::invalid("kind", "required", "请选择类别。"))?;
    let composition = choice("composition", "构成", "composition", &save.composition)?;
    context.write(|writer| {
        if writer.organization_id(&name)?.is_some_and(|holder| Some(&holder) != save.id.as_ref()) {
            return Err(ApiError::invalid("name", "taken", "已有同名的党组织。"));
        }
        if let (Some(id), Some(parent)) = (&save.id, &save.parent)
            && writer.is_within(parent, id)?
        {
            return Err(ApiError::invalid("parent", "loop", "上级党组织不能是它自己或它的下级。"));
        }
        let facts = OrganizationFacts {
            name: &name,
            kind: &kind,
            composition: composition.as_deref(),
            parent: save.parent.as_deref().filter(|parent| !parent.is_empty()),
        };
        let id = match &save.id {
            Some(id) => {
                writer.save_organization(id, facts)?;
                id.clone()
            }
            None => writer.create_organization(facts)?,
        };
        Ok(Saved { id })
    })
}
