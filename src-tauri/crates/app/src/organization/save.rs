use crate::context::Context;
use crate::error::{Answer, ApiError};
use crate::form::{choice, required};
use crate::organization::{SaveOrganization, Saved};
use crate::time::business_day;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use yinhui_core::organization::detail::{DETAILS, read_detail};
use yinhui_store::Writer;
use yinhui_store::organization::OrganizationFacts;

/// Registers or writes a party organization.
pub(crate) fn save(context: &Context<'_>, save: SaveOrganization) -> Answer<Saved> {
    let name = required("name", "党组织全称", &save.name, 60)?;
    let kind = choice("kind", "类别", "organization_kind", &save.kind)?
        .ok_or_else(|| ApiError::invalid("kind", "required", "请选择类别。"))?;
    let composition = choice("composition", "构成", "composition", &save.composition)?;
    let closed = match save.closed.as_deref().map(str::trim) {
        None => None,
        Some("") => Some(String::new()),
        Some(day) => Some(business_day("closed", day)?.to_string()),
    };
    let from = save.composition_from.as_deref().map(str::trim).filter(|day| !day.is_empty());
    let from = from.map(|day| business_day("composition_from", day)).transpose()?;
    if from.is_some_and(|from| from > context.today()) {
        return Err(ApiError::invalid("composition_from", "future", "构成变更的日期还没有到，到那天再改。"));
    }
    let details = save.details.as_ref().map(|details| read(details, context.today())).transpose()?;
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
            resident: save.resident,
            closed: closed.as_deref(),
            details: details.as_ref(),
        };
        let id = match &save.id {
            Some(id) => {
                let before = writer.organization(id)?.composition;
                writer.save_organization(id, facts)?;
                // Without a day it is put right, and was never otherwise.
                if let Some(from) = from.filter(|_| before != composition) {
                    recomposed(writer, id, before.as_deref(), &from.to_string())?;
                }
                id.clone()
            }
            None => writer.create_organization(facts)?,
        };
        Ok(Saved { id })
    })
}

/// Keeps what an organization was composed of until a day; changes are noted in their order.
fn recomposed(writer: &Writer<'_>, id: &str, before: Option<&str>, from: &str) -> Answer<()> {
    if let Some((_, last)) = writer.past_compositions(id)?.first()
        && last.as_str() >= from
    {
        let message = format!("{last} 已经登记过一次构成变更，这次的日期要在它之后。");
        return Err(ApiError::invalid("composition_from", "order", message));
    }
    Ok(writer.add_past_composition(id, before, from)?)
}

/// What was written of the details, understood; an unknown one is refused.
fn read(written: &BTreeMap<String, String>, today: NaiveDate) -> Answer<BTreeMap<String, String>> {
    if written.keys().any(|key| DETAILS.iter().all(|detail| detail.key != key)) {
        return Err(ApiError::invalid("details", "unknown", "党组织没有这一栏，请刷新页面后再试。"));
    }
    let mut details = BTreeMap::new();
    for detail in DETAILS {
        let text = written.get(detail.key).map_or("", String::as_str);
        let path = format!("details.{}", detail.key);
        let value = read_detail(detail, text, today)
            .map_err(|message| ApiError::invalid(&path, "detail", message))?;
        details.extend(value.map(|value| (detail.key.to_owned(), value)));
    }
    Ok(details)
}
